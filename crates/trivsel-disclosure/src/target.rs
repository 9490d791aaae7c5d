//! What must stay open: which sums, and by how much.

use std::collections::BTreeSet;

use crate::band::Band;
use crate::frame::{Frame, list};
use crate::remainder::left_by;
use crate::rules::Rules;
use crate::system::{Subject, System};

/// A set of columns whose figures must stay open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) who: Who,
    /// In order.
    pub(crate) columns: Vec<usize>,
    /// Columns the attacker knows.
    pub(crate) known: Vec<usize>,
    pub(crate) goals: Vec<Goal>,
}

/// Why a set must stay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// A cell under the minimum.
    Small(usize),
    /// What is left of a cell outside the cells of one family in it, under the minimum.
    Remainder(usize),
    /// A cell whose answers lie at one end of the scale.
    Uniform(usize),
    /// What the shown cells leave of one another, where its answers lie at one end of the scale.
    UniformRemainder,
    /// A set that could be worked out from what is shown.
    Derived,
}

/// By how much the sum of a target must be able to differ in one system, downwards and upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Goal {
    pub(crate) system: usize,
    pub(crate) category: usize,
    pub(crate) down: i64,
    pub(crate) up: i64,
}

/// Is this number of respondents too small to show? None at all is not, where nobody can know that somebody was asked.
pub(crate) fn is_small(people: i64, rules: &Rules) -> bool {
    people < i64::from(rules.minimum)
}

/// Everything of a table that must stay open, whatever is shown.
pub(crate) fn all(
    frame: &Frame,
    inside: &[Vec<usize>],
    systems: &[System],
    people: &[Vec<i64>],
    rules: &Rules,
) -> Vec<Target> {
    let small = |columns: &[usize]| {
        people
            .iter()
            .any(|people| is_small(System::total(people, columns), rules))
    };
    let mut targets: Vec<Target> = Vec::new();
    let mut seen: BTreeSet<Vec<usize>> = frame.cells.iter().map(|cell| cell.columns.clone()).collect();
    for (at, cell) in frame.cells.iter().enumerate() {
        if small(&cell.columns) {
            targets.push(Target::new(Who::Small(at), cell.columns.clone(), systems, rules));
        } else if let Some(target) = uniform(Who::Uniform(at), &cell.columns, systems, rules) {
            targets.push(target);
        }
        let within = || list(inside, at).iter().filter_map(|other| frame.cells.get(*other));
        let families: BTreeSet<&String> = within().flat_map(|other| &other.families).collect();
        for family in families {
            let left = left_by(cell, within().filter(|other| other.families.contains(family)));
            if !left.is_empty() && small(&left) && seen.insert(left.clone()) {
                targets.push(Target::new(Who::Remainder(at), left, systems, rules));
            }
        }
    }
    targets.retain(|target| !target.goals.is_empty());
    targets
}

impl Target {
    /// A set that is too small: every quantity of it must stay open.
    pub(crate) fn new(who: Who, columns: Vec<usize>, systems: &[System], rules: &Rules) -> Self {
        let goals = systems
            .iter()
            .enumerate()
            .flat_map(|(at, system)| (0..system.categories).map(move |category| (at, system, category)))
            .map(|(at, system, category)| goal(at, system, &columns, category, rules))
            .filter(|goal| goal.down > 0 || goal.up > 0)
            .collect();
        Self {
            who,
            columns,
            known: Vec::new(),
            goals,
        }
    }

    /// A set that could be worked out with the help of those in `known`: it must not follow from what is shown.
    pub(crate) fn derived(columns: Vec<usize>, known: Vec<usize>, system: usize) -> Self {
        Self {
            who: Who::Derived,
            columns,
            known,
            goals: vec![Goal {
                system,
                category: 0,
                down: 0,
                up: 1,
            }],
        }
    }
}

/// How far apart the values of a sum can lie before anything is shown.
fn bounds(system: &System, columns: &[usize], category: usize) -> (i64, i64, i64) {
    let variables = system.variables(columns, category);
    let value = System::total(&system.truth, &variables);
    (
        System::total(&system.low, &variables),
        value,
        System::total(&system.high, &variables),
    )
}

/// A goal never asks for more than was open to begin with.
fn goal(at: usize, system: &System, columns: &[usize], category: usize, rules: &Rules) -> Goal {
    let (least, value, most) = bounds(system, columns, category);
    let (down, up) = match system.subject {
        Subject::Respondents => (1, (value + 1).max(i64::from(rules.minimum)) - value),
        Subject::Layer(_) | Subject::Anything => {
            let people = System::total(&system.people, columns);
            let reach = people * system.length * i64::from(rules.share);
            // Rounded up, and a step at least.
            let open = ((reach + 99) / 100).max(1);
            (open, open)
        }
    };
    Goal {
        system: at,
        category,
        down: down.min(value - least),
        up: up.min(most - value),
    }
}

/// A large enough set whose answers in some layer lie so near an end that they are shown in a band, or pooled: that must hold.
pub(crate) fn uniform(who: Who, columns: &[usize], systems: &[System], rules: &Rules) -> Option<Target> {
    let goals: Vec<Goal> = systems
        .iter()
        .enumerate()
        .filter(|(_, system)| matches!(system.subject, Subject::Layer(_)))
        .flat_map(|(at, system)| (0..system.categories).map(move |category| (at, system, category)))
        .filter_map(|(at, system, category)| {
            let (least, value, most) = bounds(system, columns, category);
            let band = Band::of(value, least, most, rules.reach(system.step));
            // That nobody chose a category is no news of anybody.
            let is_told = band.is_exact() || (system.categories > 1 && value == 0);
            (!is_told).then(|| Goal {
                system: at,
                category,
                down: system.step.min(value - band.low),
                up: system.step.min(band.high - value),
            })
        })
        .collect();
    (!goals.is_empty()).then(|| Target {
        who,
        columns: columns.to_vec(),
        known: Vec::new(),
        goals,
    })
}
