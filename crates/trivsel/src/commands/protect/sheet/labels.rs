//! The labels of a sheet: which group each row belongs to, and which rows are no atoms at all.
//!
//! A table is proven as it is read. A cell that is empty because its label stands merged above it, and a row that adds others up, would
//! make it another table than the one its owner sees: both are asked about instead of taken for something.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Args, ValueEnum};

use crate::commands::table::{Column, Row, Table as Sheet};
use crate::failure::Failure;

/// What empty labels and rows of totals mean.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Meaning {
    /// An empty label: the row belongs to no group there
    #[arg(long, value_enum, conflicts_with = "fill_down")]
    empty_is: Option<Empty>,
    /// An empty label repeats the one above it, as in merged cells and pivot tables
    #[arg(long)]
    fill_down: bool,
    /// Rows that look like totals: leave them out, or keep them as rows like any other
    #[arg(long, value_enum)]
    totals: Option<Totals>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Empty {
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Totals {
    Skip,
    Keep,
}

/// A family of groups as columns.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    pub(super) is_crossing: bool,
}

/// The label of each row in each column, by the column's name; none where a row belongs to no group.
#[derive(Debug, Default)]
pub(super) struct Labels {
    by_column: BTreeMap<String, Vec<Option<String>>>,
    /// The numbers of the rows that were left out as totals.
    pub(super) totals: Vec<u64>,
}

/// What pivot tables write where there is no label, and what people write instead of one: a dash, or a sign that it is the one above.
const NO_LABEL: [&str; 17] = [
    "(blank)", "(empty)", "(tom)", "(tomt)", "(tomme)", "-", "–", "—", ".", "do", "do.", "ditto", "\"", "''", "″",
    "〃", "-\"-",
];
/// Words that make a label a total wherever they stand in it,
const TOTAL: [&str; 13] = [
    "total",
    "totals",
    "totalt",
    "totaler",
    "subtotal",
    "subtotals",
    "hovedtotal",
    "ialt",
    "delsum",
    "mellemsum",
    "slutsum",
    "samlet",
    "summa",
];
/// and where they begin it.
const TOTAL_FIRST: [&str; 10] = [
    "sum",
    "alle",
    "all",
    "hele",
    "gennemsnit",
    "gns",
    "average",
    "mean",
    "overall",
    "everyone",
];

impl Family {
    pub(super) fn read(sheet: &Sheet, family: &str) -> Result<Self, Failure> {
        let is_crossing = family.contains('*');
        let names = family.split(if is_crossing { '*' } else { '/' });
        let columns: Result<Vec<Column>, Failure> = names.map(|name| sheet.column(name)).collect();
        Ok(Self {
            name: family.to_owned(),
            columns: columns?,
            is_crossing,
        })
    }
}

impl Labels {
    /// The labels of the families' columns. Rows that are totals are taken out of the sheet, if that is asked for.
    pub(super) fn read(
        sheet: &mut Sheet,
        families: &[Family],
        numbers: &[Column],
        meaning: Meaning,
    ) -> Result<Self, Failure> {
        let mut labels = Self::default();
        if meaning.totals != Some(Totals::Keep) {
            labels.totals = without_totals(sheet, families, numbers, meaning)?;
        }
        let all: Vec<Column> = families
            .iter()
            .flat_map(|family| family.columns.iter().copied())
            .collect();
        for family in families {
            for (depth, column) in family.columns.iter().enumerate() {
                let outer = family.columns.get(..depth).unwrap_or_default();
                let is_other = |other: &&Column| !other.is(*column) && outer.iter().all(|outer| !outer.is(**other));
                let finer: Vec<Column> = all.iter().filter(is_other).copied().collect();
                let says_more = |row: &Row| {
                    finer.iter().any(|finer| label(sheet, row, *finer).is_some())
                        || sheet.has_words_behind(row, *column, &all, numbers)
                };
                let found = labels.column(sheet, outer, *column, meaning, &says_more)?;
                labels.by_column.insert(sheet.name(*column), found);
            }
        }
        Ok(labels)
    }

    /// The label of a row.
    pub(super) fn get(&self, sheet: &Sheet, column: Column, row: usize) -> Option<&str> {
        self.by_column.get(&sheet.name(column))?.get(row)?.as_deref()
    }

    /// One column from above to below. `outer` are the coarser columns of its family; `says_more` tells whether a row has another
    /// label, which parts what stands above.
    fn column(
        &self,
        sheet: &Sheet,
        outer: &[Column],
        column: Column,
        meaning: Meaning,
        says_more: &dyn Fn(&Row) -> bool,
    ) -> Result<Vec<Option<String>>, Failure> {
        let mut found: Vec<Option<String>> = Vec::with_capacity(sheet.rows.len());
        for (number, row) in sheet.rows.iter().enumerate() {
            if let Some(own) = label(sheet, row, column) {
                found.push(Some(own.to_owned()));
                continue;
            }
            if meaning.empty_is == Some(Empty::None) {
                found.push(None);
                continue;
            }
            let above = found.last().cloned().flatten();
            if !meaning.fill_down {
                let problem = match above {
                    Some(above) => sheet.wrong(row, column, &format!("this is empty under `{above}`")),
                    None => sheet.wrong(row, column, "this is empty"),
                };
                return Err(problem.hint(
                    "where it repeats the label above, as in merged cells and pivot tables: --fill-down; where the row belongs to no group there: --empty-is none",
                ));
            }
            let before = number.checked_sub(1);
            let is_new = outer.iter().any(|outer| {
                before.is_none_or(|before| self.get(sheet, *outer, before) != self.get(sheet, *outer, number))
            });
            if above.is_none() || is_new {
                return Err(sheet.wrong(
                    row,
                    column,
                    "this is empty, and what stands above it belongs to another group",
                ));
            }
            // A pivot table leaves every label of a subtotal blank.
            if !says_more(row) {
                let what = "this is empty, and no other label says what the row is: it may be the sum of those above";
                return Err(sheet
                    .wrong(row, column, what)
                    .hint("take sums out of the file, or give the row its labels"));
            }
            found.push(above);
        }
        refuse_other_letters(sheet, column, &found)?;
        Ok(found)
    }
}

/// `nord` beside `Nord` would be two groups, each smaller than the one that is meant.
fn refuse_other_letters(sheet: &Sheet, column: Column, labels: &[Option<String>]) -> Result<(), Failure> {
    let mut written: BTreeMap<String, &str> = BTreeMap::new();
    for (row, label) in sheet.rows.iter().zip(labels) {
        let Some(label) = label else { continue };
        let first = *written.entry(label.to_lowercase()).or_insert(label);
        if first != label {
            let what = format!("`{label}` is written `{first}` further up");
            return Err(sheet
                .wrong(row, column, &what)
                .hint("write the same group in the same letters"));
        }
    }
    Ok(())
}

fn label<'a>(sheet: &Sheet, row: &'a Row, column: Column) -> Option<&'a str> {
    let text = sheet.text(row, column).trim();
    let is_none = text.is_empty() || NO_LABEL.contains(&text.to_lowercase().as_str());
    (!is_none).then_some(text)
}

/// Takes the rows that add others up out of the sheet, where that is asked for; their numbers. Refuses them where nothing is said.
fn without_totals(
    sheet: &mut Sheet,
    families: &[Family],
    numbers: &[Column],
    meaning: Meaning,
) -> Result<Vec<u64>, Failure> {
    let sums: Vec<(&Family, Vec<Sums>)> = families
        .iter()
        .map(|family| {
            let depths = 0..family.columns.len();
            (
                family,
                depths.map(|depth| Sums::read(sheet, family, numbers, depth)).collect(),
            )
        })
        .collect();
    let mut totals = BTreeSet::new();
    for row in &sheet.rows {
        let found = sums.iter().find_map(|(family, sums)| total(sheet, family, sums, row));
        let Some((column, why)) = found else { continue };
        if meaning.totals.is_none() {
            return Err(sheet.wrong(row, column, &why).hint(
                "a total is no atom: take the row out, or leave such rows out with --totals skip; where it is a group like any other: --totals keep",
            ));
        }
        totals.insert(row.number());
    }
    sheet.rows.retain(|row| !totals.contains(&row.number()));
    Ok(totals.into_iter().collect())
}

/// Why a row looks like a total of others, and in which column.
fn total(sheet: &Sheet, family: &Family, sums: &[Sums], row: &Row) -> Option<(Column, String)> {
    let own: Vec<Option<&str>> = family.columns.iter().map(|column| label(sheet, row, *column)).collect();
    for (depth, (column, name)) in family.columns.iter().zip(&own).enumerate() {
        let Some(name) = name else { continue };
        if is_called_total(name) {
            return Some((*column, format!("`{name}` looks like a total of other rows")));
        }
        let is_same = |other: &Option<&str>| other.is_some_and(|other| other.to_lowercase() == name.to_lowercase());
        // Areas and teams may both be counted from one; a name or a longer code is not the same by chance.
        let is_name = name.chars().count() > 2 || name.chars().any(char::is_alphabetic);
        if !family.is_crossing && is_name && own.iter().take(depth).any(is_same) {
            return Some((
                *column,
                format!("`{name}` is called as the group it is in, as a total of it is"),
            ));
        }
    }
    let depth = sums.iter().position(|sums| sums.has_total(sheet, family, row))?;
    let why = "each number of this row is the sum of the other rows of its group";
    Some((*family.columns.get(depth)?, why.to_owned()))
}

/// The numbers of all rows that share their first labels, added up.
struct Sums {
    numbers: Vec<Column>,
    depth: usize,
    of: BTreeMap<Vec<String>, (usize, Vec<Option<f64>>)>,
}

impl Sums {
    fn read(sheet: &Sheet, family: &Family, numbers: &[Column], depth: usize) -> Self {
        let mut sums = Self {
            numbers: numbers.to_vec(),
            depth,
            of: BTreeMap::new(),
        };
        for row in &sheet.rows {
            let own = sums.own(sheet, row);
            let group = sums.group(sheet, family, row);
            let (rows, of) = sums.of.entry(group).or_insert((0, vec![Some(0.0); own.len()]));
            *rows += 1;
            for (sum, own) in of.iter_mut().zip(own) {
                *sum = sum.zip(own).map(|(sum, own)| sum + own);
            }
        }
        sums
    }

    fn group(&self, sheet: &Sheet, family: &Family, row: &Row) -> Vec<String> {
        let columns = family.columns.iter().take(self.depth);
        columns
            .map(|column| label(sheet, row, *column).unwrap_or_default().to_lowercase())
            .collect()
    }

    fn own(&self, sheet: &Sheet, row: &Row) -> Vec<Option<f64>> {
        let numbers = self.numbers.iter();
        numbers
            .map(|column| sheet.number(row, *column).ok().flatten())
            .collect()
    }

    /// Is every number of a row the sum of the other rows of its group? Of one number, or one other row, that is too likely by chance.
    fn has_total(&self, sheet: &Sheet, family: &Family, row: &Row) -> bool {
        let Some((rows, sums)) = self.of.get(&self.group(sheet, family, row)) else {
            return false;
        };
        let is_half = |(own, sum): (Option<f64>, &Option<f64>)| {
            own.zip(*sum)
                .is_some_and(|(own, sum)| own > 0.0 && (2.0 * own - sum).abs() < 1e-6)
        };
        sums.len() > 1 && *rows > 2 && self.own(sheet, row).into_iter().zip(sums).all(is_half)
    }
}

fn is_called_total(label: &str) -> bool {
    let lower = label.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let begins = words.first().is_some_and(|word| TOTAL_FIRST.contains(word));
    let is_in_all = words
        .iter()
        .zip(words.iter().skip(1))
        .any(|(one, next)| *one == "i" && *next == "alt");
    begins || is_in_all || words.iter().any(|word| TOTAL.contains(word))
}
