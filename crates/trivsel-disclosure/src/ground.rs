//! A table made ready: its frame, its systems, what must stay open, and the search for other tables. The auditor and the protector
//! each make their own.

use std::collections::BTreeSet;

use crate::derivable::{self, Fewest, Smallest};
use crate::frame::Frame;
use crate::remainder::remainders;
use crate::rules::Rules;
use crate::search::Search;
use crate::system::{Change, Subject, System};
use crate::table::{Quantity, Table};
use crate::target::{self, Goal, Target, Who};
use crate::view::{Aim, View};

/// A table made ready.
#[derive(Debug)]
pub(crate) struct Ground<'t> {
    pub(crate) table: &'t Table,
    pub(crate) rules: &'t Rules,
    pub(crate) frame: &'t Frame,
    pub(crate) search: Search<'t>,
    /// The quantities, and last the one in which every value may be anything.
    pub(crate) systems: Vec<System>,
    /// Respondents by column, each different list of them once: of all, and of layers that not all answered.
    pub(crate) people: Vec<Vec<i64>>,
    pub(crate) targets: Vec<Target>,
}

/// In which direction a sum must be able to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Down,
    Up,
}

impl Way {
    pub(crate) const BOTH: [Self; 2] = [Self::Down, Self::Up];

    /// By how much, with its sign.
    pub(crate) fn of(self, goal: Goal) -> i64 {
        match self {
            Self::Down => -goal.down,
            Self::Up => goal.up,
        }
    }
}

impl<'t> Ground<'t> {
    pub(crate) fn new(table: &'t Table, rules: &'t Rules, frame: &'t Frame) -> Self {
        let mut systems = System::all(table, frame, rules);
        let anything = System::anything(table, frame);
        let mut people = vec![anything.people.clone()];
        for system in &systems {
            if !people.contains(&system.people) {
                people.push(system.people.clone());
            }
        }
        let search = Search::new(frame);
        let targets = target::all(frame, &search.inside, &systems, &people, rules);
        systems.push(anything);
        Self {
            table,
            rules,
            frame,
            search,
            systems,
            people,
            targets,
        }
    }

    /// How the systems look when these cells are shown.
    pub(crate) fn views(&self, shown: &[bool]) -> Vec<View<'_>> {
        self.systems.iter().map(|system| View::new(system, shown)).collect()
    }

    /// The system in which every value may be anything.
    pub(crate) fn anything(&self) -> usize {
        self.systems.len() - 1
    }

    /// A change that brings about one direction of a goal; nothing to do when none is asked for.
    pub(crate) fn change(&self, views: &[View<'_>], target: &Target, goal: Goal, way: Way) -> Option<Change> {
        let by = way.of(goal);
        if by == 0 {
            return Some(Change::new());
        }
        let aim = Aim {
            columns: &target.columns,
            category: goal.category,
            by,
        };
        self.search.find(views.get(goal.system)?, aim, &target.known)
    }

    /// As many steps as the rules allow the search for a set that follows.
    pub(crate) fn steps(&self) -> usize {
        self.rules.effort.steps.saturating_mul(10).max(derivable::STEPS)
    }

    /// The smallest set that follows from what is shown, in every list of respondents.
    pub(crate) fn smallest(&self, shown: &[bool], steps: usize) -> Vec<Smallest> {
        let of =
            |people: &Vec<i64>| derivable::smallest(self.frame, &self.search.inside, shown, people, self.rules, steps);
        self.people.iter().map(of).collect()
    }

    /// The fewest people that follow from what is shown, in one list of respondents.
    pub(crate) fn fewest(&self, people: usize, shown: &[bool]) -> Option<Fewest> {
        let people = self.people.get(people)?;
        Some(derivable::fewest(
            self.frame,
            &self.search.inside,
            shown,
            people,
            self.rules,
        ))
    }

    /// What shown cells leave of one another, where that is as good as shown and its answers lie at one end of the scale.
    pub(crate) fn uniform_remainders(&self, shown: &[bool]) -> Vec<Target> {
        let all = vec![true; self.frame.cells.len()];
        let mut sets = remainders(self.frame, &self.search.inside, shown, &all);
        sets.sort();
        sets.dedup();
        let cells: BTreeSet<&[usize]> = self.frame.cells.iter().map(|cell| cell.columns.as_slice()).collect();
        let is_cell = |set: &Vec<usize>| cells.contains(set.as_slice());
        sets.into_iter()
            .filter(|set| !set.is_empty() && !is_cell(set))
            .filter_map(|set| target::uniform(Who::UniformRemainder, &set, &self.systems, self.rules))
            .collect()
    }

    /// A set that follows, as something that must not.
    pub(crate) fn derived(&self, people: usize, columns: Vec<usize>, mut known: Vec<usize>) -> Target {
        let people = self.people.get(people).map(Vec::as_slice).unwrap_or_default();
        let is_nobody = |column: &usize| people.get(*column) == Some(&0);
        known.extend((0..self.frame.columns.len()).filter(is_nobody));
        known.sort_unstable();
        known.dedup();
        let columns = columns.into_iter().filter(|column| !is_nobody(column)).collect();
        Target::derived(columns, known, self.anything())
    }

    /// What a system and category count; none for the one that counts nothing in particular.
    pub(crate) fn quantity(&self, system: usize, category: usize) -> Option<Quantity> {
        let system = self.systems.get(system)?;
        match system.subject {
            Subject::Respondents => Some(Quantity::Respondents),
            Subject::Anything => None,
            Subject::Layer(layer) => {
                let layer = self.table.layers().get(layer)?;
                Some(match layer.answers {
                    crate::table::Answers::Sums { .. } => Quantity::Sum(layer.name.clone()),
                    crate::table::Answers::Categories { .. } => {
                        Quantity::Categories(layer.name.clone(), vec![category])
                    }
                })
            }
        }
    }

    /// The atoms of some columns, in order.
    pub(crate) fn atoms(&self, columns: &[usize]) -> Vec<usize> {
        let mut atoms: Vec<usize> = columns
            .iter()
            .filter_map(|column| self.frame.columns.get(*column))
            .flatten()
            .copied()
            .collect();
        atoms.sort_unstable();
        atoms
    }
}
