//! The protector: hides as little as it can so that the auditor is satisfied.
//!
//! 1. Groups under the minimum are hidden. A crossing most of whose groups are is refused, with coarser designs and their cost.
//! 2. A tree takes the direct path of `tree`; other tables have cells hidden by linear programs (`linear`), what was hidden needlessly is
//!    shown again, and in small tables the cheapest pattern of all is looked for (`exact`).
//! 3. The auditor starts afresh. What it does not pass is not released.

mod cover;
mod design;
mod exact;
mod failing;
mod kept;
mod linear;
mod merge;
mod tree;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::audit::{Audit, Finding};
use crate::frame::{Frame, at};
use crate::ground::Ground;
use crate::pattern::Pattern;
use crate::release::{Merge, Release};
use crate::rules::{Rules, RulesError};
use crate::table::{Quantity, Standing, Table};
use crate::target::Who;
use cover::cost;
pub use design::Design;
use failing::Failing;
use kept::Kept;

/// How many hidden cells of a large table are tried to be shown again.
const TRIES: usize = 60;

/// A pattern that was proven to protect.
#[derive(Clone, Debug, Serialize)]
pub struct Protection {
    /// What may be shown.
    pub release: Release,
    /// The proof.
    pub audit: Audit,
    /// The groups under the minimum.
    pub small: Vec<usize>,
    /// The weight of what is hidden.
    pub cost: f64,
    /// The weight any pattern that protects must hide at least, where that is known.
    pub least_cost: Option<f64>,
    /// How the pattern was found.
    pub method: Method,
    /// Hidden groups that may be shown together.
    pub merges: Vec<Merge>,
}

/// How a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The groups are a tree.
    Tree,
    /// They cross, and the cheapest pattern was found and proven to be.
    Cheapest,
    /// They cross, and the pattern is a cheap one.
    Linear,
}

/// Why nothing can be released.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The rules protect nothing.
    #[error("the rules protect nothing")]
    Rules(#[source] RulesError),
    /// What must be shown is under the minimum.
    #[error("group {0} must be shown and is under the minimum")]
    SmallMustShow(usize),
    /// Most groups of a crossing are under the minimum.
    #[error("{small} of {groups} groups in {family} are under the minimum: a coarser design shows more")]
    TooFine {
        /// The crossing.
        family: String,
        /// Its groups under the minimum.
        small: usize,
        /// Its groups.
        groups: usize,
        /// Coarser designs, the finest first.
        designs: Vec<Design>,
    },
    /// However much is hidden, these atoms are not protected as long as the rest must be shown.
    #[error("atoms {atoms:?} cannot be protected beside what must be shown")]
    Unprotectable {
        /// The atoms.
        atoms: Vec<usize>,
        /// In which numbers. Without that layer, the others may be.
        quantity: Option<Quantity>,
    },
    /// Whether a small set follows could not be settled.
    #[error("whether the figures of a small group follow could not be settled")]
    Undecided,
    /// The auditor did not pass the pattern.
    #[error("the pattern did not pass the audit")]
    NotProven(Vec<Finding>),
}

/// What is settled before anything is chosen.
#[derive(Debug)]
struct Plan {
    /// Cells that may be shown.
    shown: Vec<bool>,
    /// Of these, the ones that may be hidden.
    is_free: Vec<bool>,
    weights: Vec<f64>,
}

/// Decides what to show.
pub fn protect(table: &Table, rules: &Rules) -> Result<Protection, Refusal> {
    rules.check().map_err(Refusal::Rules)?;
    let frame = Frame::of(table);
    let ground = Ground::new(table, rules, &frame);
    if let Some(too_fine) = design::too_fine(&ground) {
        return Err(too_fine);
    }
    let plan = Plan::of(&ground)?;
    let release = |kept: Kept| -> Result<(Choice, Release, Audit), Refusal> {
        let choice = choose(&ground, &plan, kept)?;
        let is_shown = |cell: &Option<usize>| cell.is_some_and(|cell| at(&choice.shown, cell));
        let pattern = Pattern::new(frame.cell_of.iter().map(is_shown).collect());
        let (release, audit) =
            Audit::release(table, &pattern, rules).map_err(|audit| Refusal::NotProven(audit.findings().to_vec()))?;
        Ok((choice, release, audit))
    };
    let (choice, release, audit) = match release(Kept::new()) {
        Err(Refusal::NotProven(_)) => release(Kept::nothing())?,
        other => other?,
    };
    let Choice {
        shown,
        method,
        is_cheapest,
    } = choice;
    let hidden = (0..shown.len()).filter(|cell| !at(&shown, *cell)).collect();
    let cost = cost(&hidden, &plan.weights);
    Ok(Protection {
        merges: merge::merges(&ground, &shown),
        release,
        audit,
        small: small_groups(&ground),
        cost,
        least_cost: is_cheapest.then_some(cost),
        method,
    })
}

/// The cells to show, how they were found, and whether no choice is cheaper.
struct Choice {
    shown: Vec<bool>,
    method: Method,
    is_cheapest: bool,
}

fn choose(ground: &Ground<'_>, plan: &Plan, mut kept: Kept) -> Result<Choice, Refusal> {
    let nothing_found = kept.clone();
    if ground.frame.is_tree() && ground.frame.released.is_empty() {
        let (mut shown, is_cheapest) = tree::protect(ground, plan)?;
        if !is_cheapest {
            exact::clean_up(ground, plan, &mut shown, TRIES, &mut kept);
        }
        return Ok(Choice {
            shown,
            method: Method::Tree,
            is_cheapest,
        });
    }
    let mut shown = linear::protect(ground, plan, &mut kept)?;
    let effort = ground.rules.effort;
    let is_small = shown.len() <= effort.groups && ground.targets.len() <= effort.primaries;
    let tries = if is_small { usize::MAX } else { TRIES };
    exact::clean_up(ground, plan, &mut shown, tries, &mut kept);
    let (found, is_cheapest) = if is_small {
        let found = exact::cheapest(ground, plan, &shown, &nothing_found);
        (found.shown, found.is_proven)
    } else {
        (None, false)
    };
    Ok(Choice {
        shown: found.unwrap_or(shown),
        method: if is_cheapest { Method::Cheapest } else { Method::Linear },
        is_cheapest,
    })
}

fn small_groups(ground: &Ground<'_>) -> Vec<usize> {
    let mut groups: Vec<usize> = ground
        .targets
        .iter()
        .filter_map(|target| match target.who {
            Who::Small(cell) => ground.frame.cells.get(cell),
            _ => None,
        })
        .flat_map(|cell| cell.groups.iter().copied())
        .collect();
    groups.sort_unstable();
    groups
}

impl Plan {
    fn of(ground: &Ground<'_>) -> Result<Self, Refusal> {
        let cells = &ground.frame.cells;
        let mut plan = Self {
            shown: cells.iter().map(|cell| cell.standing != Standing::MustHide).collect(),
            is_free: cells.iter().map(|cell| cell.standing == Standing::Free).collect(),
            weights: cells.iter().map(|cell| cell.weight).collect(),
        };
        for target in &ground.targets {
            let Who::Small(cell) = target.who else { continue };
            let found = cells.get(cell);
            if found.is_some_and(|cell| cell.standing == Standing::MustShow) {
                let group = found.and_then(|cell| cell.groups.first().copied()).unwrap_or_default();
                return Err(Refusal::SmallMustShow(group));
            }
            if let Some(place) = plan.shown.get_mut(cell) {
                *place = false;
            }
        }
        Ok(plan)
    }

    /// The cells that are hidden though they might be shown.
    fn hidden(&self, shown: &[bool]) -> BTreeSet<usize> {
        (0..self.shown.len())
            .filter(|cell| at(&self.shown, *cell) && !at(shown, *cell))
            .collect()
    }

    fn unprotectable(&self, ground: &Ground<'_>, failing: &Failing) -> Refusal {
        Refusal::Unprotectable {
            atoms: ground.atoms(&failing.target.columns),
            quantity: ground.quantity(failing.goal.system, failing.goal.category),
        }
    }
}
