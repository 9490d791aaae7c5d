//! What an attacker knows of one quantity, in whole numbers: values with bounds, and sums of them that were shown.

use std::collections::BTreeMap;

use crate::band::Band;
use crate::frame::{Cell, Frame, at, list};
use crate::pool::pools;
use crate::rules::{Participation, Rules};
use crate::table::{Answers, Quantity, Table};

/// Stands for "as many as you like" where nobody knows how many were invited.
const PLENTY: i64 = 1_000_000;

/// One quantity of a table: a variable for each column, or for each column and category.
#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) subject: Subject,
    pub(crate) categories: usize,
    pub(crate) truth: Vec<i64>,
    pub(crate) low: Vec<i64>,
    pub(crate) high: Vec<i64>,
    pub(crate) rows: Vec<Row>,
    /// The rows each variable stands in.
    pub(crate) rows_of: Vec<Vec<usize>>,
    /// How many respondents each column has in this quantity.
    pub(crate) people: Vec<i64>,
    /// How far apart a respondent's least and most lie.
    pub(crate) length: i64,
    /// How far one answer moves a respondent's number.
    pub(crate) step: i64,
}

/// What a system is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Respondents,
    Layer(usize),
    /// Nothing in particular: what can be worked out from any numbers at all.
    Anything,
}

/// A sum that is shown when its cell is, or always.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) cell: Option<usize>,
    pub(crate) variables: Vec<usize>,
    /// How far below and above the truth the shown figure leaves open.
    pub(crate) down: i64,
    pub(crate) up: i64,
    /// Is it the shares of one column, which are known together to be its respondents?
    pub(crate) is_whole: bool,
}

impl Row {
    /// Does it say the sum of its cell exactly, and of one category only?
    pub(crate) fn is_plain(&self, cells: &[Cell], cell: usize) -> bool {
        let width = cells.get(cell).map_or(0, |cell| cell.columns.len());
        self.down == 0 && self.up == 0 && self.variables.len() == width
    }
}

/// Whole numbers to add to the truth.
pub(crate) type Change = BTreeMap<usize, i64>;

impl System {
    /// Every quantity the table publishes under these rules.
    pub(crate) fn all(table: &Table, frame: &Frame, rules: &Rules) -> Vec<Self> {
        let respondents = match rules.participation {
            Participation::Secret => Some(Self::respondents(table, frame, rules)),
            Participation::Known => None,
        };
        let layers = table
            .layers()
            .iter()
            .enumerate()
            .map(|(at, layer)| Self::layer(table, frame, rules, at, &layer.answers));
        respondents.into_iter().chain(layers).collect()
    }

    fn respondents(table: &Table, frame: &Frame, rules: &Rules) -> Self {
        let count = |atom: usize| table.atoms().get(atom).map_or(0, |atom| i64::from(atom.respondents));
        let most = |atom: usize| {
            let atom = table.atoms().get(atom)?;
            atom.invited.map(i64::from)
        };
        let truth = sums(frame, count);
        let high: Vec<Option<i64>> = frame
            .columns
            .iter()
            .map(|atoms| atoms.iter().map(|atom| most(*atom)).sum())
            .collect();
        let mut system = Self {
            subject: Subject::Respondents,
            categories: 1,
            low: vec![0; truth.len()],
            high: high
                .iter()
                .zip(&truth)
                .map(|(most, value)| most.unwrap_or(value + PLENTY))
                .collect(),
            people: truth.clone(),
            truth,
            rows: Vec::new(),
            rows_of: Vec::new(),
            length: 1,
            step: 1,
        };
        let band = |cell: &Cell, value: i64| {
            let invited: Option<i64> = cell.columns.iter().map(|column| at(&high, *column)).sum();
            match invited {
                Some(invited) => Band::of_participation(value, invited, rules.minimum, rules.reach(1)),
                None => Band::exact(value),
            }
        };
        system.add_cells(frame, &band);
        system.add_released(table, frame);
        system
    }

    fn layer(table: &Table, frame: &Frame, rules: &Rules, position: usize, answers: &Answers) -> Self {
        let counts = answers.counts();
        let people = sums(frame, |atom| i64::from(at(&counts, atom)));
        let mut system = match answers {
            Answers::Sums {
                low,
                high,
                step,
                tallies,
            } => Self {
                subject: Subject::Layer(position),
                categories: 1,
                truth: sums(frame, |atom| tallies.get(atom).map_or(0, |tally| tally.sum)),
                low: people.iter().map(|people| people * low).collect(),
                high: people.iter().map(|people| people * high).collect(),
                rows: Vec::new(),
                rows_of: Vec::new(),
                people,
                length: high - low,
                step: *step,
            },
            Answers::Categories { counts } => {
                let width = counts.first().map_or(0, Vec::len);
                let count = |atom: usize, category: usize| i64::from(at(list(counts, atom), category));
                let truth = frame
                    .columns
                    .iter()
                    .flat_map(|atoms| (0..width).map(|category| atoms.iter().map(|atom| count(*atom, category)).sum()))
                    .collect();
                Self {
                    subject: Subject::Layer(position),
                    categories: width,
                    truth,
                    low: vec![0; people.len() * width],
                    high: people.iter().flat_map(|people| (0..width).map(|_| *people)).collect(),
                    rows: Vec::new(),
                    rows_of: Vec::new(),
                    people,
                    length: 1,
                    step: 1,
                }
            }
        };
        if system.categories == 1 {
            let (low, high, reach) = (system.low.clone(), system.high.clone(), rules.reach(system.step));
            let band = |cell: &Cell, value: i64| {
                let (least, most) = (Self::total(&low, &cell.columns), Self::total(&high, &cell.columns));
                Band::of(value, least, most, reach)
            };
            system.add_cells(frame, &band);
        } else {
            system.add_pools(frame, rules);
        }
        system.add_wholes();
        system.add_released(table, frame);
        system
    }

    /// A system in which every value may be anything, so that only what follows exactly is known.
    pub(crate) fn anything(table: &Table, frame: &Frame) -> Self {
        let width = frame.columns.len();
        let mut system = Self {
            subject: Subject::Anything,
            categories: 1,
            truth: vec![0; width],
            low: vec![-PLENTY; width],
            high: vec![PLENTY; width],
            rows: Vec::new(),
            rows_of: Vec::new(),
            people: sums(frame, |atom| {
                table.atoms().get(atom).map_or(0, |atom| i64::from(atom.respondents))
            }),
            length: 1,
            step: 1,
        };
        system.add_cells(frame, &|_, value| Band::exact(value));
        for columns in &frame.released {
            system.add(None, columns.clone(), Band::exact(0), false);
        }
        system
    }

    /// The variable of a column and a category.
    pub(crate) fn variable(&self, column: usize, category: usize) -> usize {
        column * self.categories + category
    }

    /// The variables of some columns in one category.
    pub(crate) fn variables(&self, columns: &[usize], category: usize) -> Vec<usize> {
        columns.iter().map(|column| self.variable(*column, category)).collect()
    }

    /// The variables of some columns in some categories.
    fn variables_of(&self, columns: &[usize], categories: &[usize]) -> Vec<usize> {
        let all = columns
            .iter()
            .flat_map(|column| categories.iter().map(|category| self.variable(*column, *category)));
        all.collect()
    }

    /// The sum of a list of values over some variables.
    pub(crate) fn total(values: &[i64], variables: &[usize]) -> i64 {
        variables.iter().map(|variable| at(values, *variable)).sum()
    }

    fn add_cells(&mut self, frame: &Frame, band: &dyn Fn(&Cell, i64) -> Band) {
        for (position, cell) in frame.cells.iter().enumerate() {
            let band = band(cell, Self::total(&self.truth, &cell.columns));
            self.add(Some(position), cell.columns.clone(), band, false);
        }
    }

    /// Of each cell the categories as they are shown: those that few chose pooled with others.
    fn add_pools(&mut self, frame: &Frame, rules: &Rules) {
        for (position, cell) in frame.cells.iter().enumerate() {
            let of = |category: usize| Self::total(&self.truth, &self.variables(&cell.columns, category));
            let counts: Vec<i64> = (0..self.categories).map(of).collect();
            for pool in pools(&counts, rules.smallest_cell) {
                let value = pool.iter().map(|category| at(&counts, *category)).sum();
                let variables = self.variables_of(&cell.columns, &pool);
                self.add(Some(position), variables, Band::exact(value), false);
            }
        }
    }

    /// How many answered in each column is taken to be known, so its categories add up to that.
    fn add_wholes(&mut self) {
        if self.categories < 2 {
            return;
        }
        for column in 0..self.people.len() {
            let variables: Vec<usize> = (0..self.categories)
                .map(|category| self.variable(column, category))
                .collect();
            let total = Self::total(&self.truth, &variables);
            self.add(None, variables, Band::exact(total), true);
        }
    }

    fn add_released(&mut self, table: &Table, frame: &Frame) {
        for (one, columns) in table.released().iter().zip(&frame.released) {
            let variables = match (&one.quantity, self.subject) {
                (Quantity::Respondents, Subject::Respondents) => columns.clone(),
                (Quantity::Sum(name), Subject::Layer(layer)) if is_named(table, layer, name) => columns.clone(),
                (Quantity::Categories(name, pool), Subject::Layer(layer)) if is_named(table, layer, name) => {
                    self.variables_of(columns, pool)
                }
                _ => continue,
            };
            self.add(
                None,
                variables,
                Band {
                    low: one.low,
                    high: one.high,
                },
                false,
            );
        }
    }

    fn add(&mut self, cell: Option<usize>, variables: Vec<usize>, band: Band, is_whole: bool) {
        self.rows_of.resize(self.truth.len(), Vec::new());
        for variable in &variables {
            if let Some(own) = self.rows_of.get_mut(*variable) {
                own.push(self.rows.len());
            }
        }
        let value = Self::total(&self.truth, &variables);
        self.rows.push(Row {
            cell,
            variables,
            down: value - band.low,
            up: band.high - value,
            is_whole,
        });
    }

    /// How far a variable can still go, in the direction of the sign.
    pub(crate) fn room(&self, variable: usize, sign: i64) -> i64 {
        if sign > 0 {
            at(&self.high, variable) - at(&self.truth, variable)
        } else {
            at(&self.truth, variable) - at(&self.low, variable)
        }
    }
}

fn is_named(table: &Table, layer: usize, name: &str) -> bool {
    table.layers().get(layer).is_some_and(|layer| layer.name == name)
}

fn sums(frame: &Frame, value: impl Fn(usize) -> i64) -> Vec<i64> {
    frame
        .columns
        .iter()
        .map(|atoms| atoms.iter().map(|atom| value(*atom)).sum())
        .collect()
}
