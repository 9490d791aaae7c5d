//! Tries every set among combinations of lines.

use std::collections::BTreeSet;

use num_traits::{CheckedAdd, One, Zero};

use super::{Line, Value};
use crate::frame::at;

/// The search for a set of fewer people than the limit among combinations of lines, each line wholly in or out.
pub(super) struct Hunt<'a> {
    pub(super) people: &'a [i64],
    pub(super) lines: &'a [(usize, Line)],
    pub(super) limit: i64,
    pub(super) steps: usize,
    pub(super) wish: Wish,
    pub(super) found: Option<Vec<usize>>,
}

/// Which set is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The first that is found.
    Any,
    /// One of the fewest people: what is found lowers the limit, and the search goes on.
    Fewest,
}

/// A stage of the search.
#[derive(Clone)]
struct Stage {
    taken: Vec<usize>,
    open: BTreeSet<usize>,
    /// The shares of the classes that belong to no single line.
    shares: Line,
    /// Classes whose share will not change any more.
    settled: BTreeSet<usize>,
    /// People who are in for certain.
    people: i64,
}

impl Hunt<'_> {
    /// Tries each line as the first of the set. None when the steps or the numbers run out.
    pub(super) fn start(&mut self) -> Option<()> {
        let mut stage = Stage {
            taken: Vec::new(),
            open: (0..self.lines.len()).collect(),
            shares: Line::new(),
            settled: BTreeSet::new(),
            people: 0,
        };
        for line in 0..self.lines.len() {
            stage.open.remove(&line);
            let next = self.taking(&stage, line)?;
            self.explore(next)?;
            if self.is_over() {
                break;
            }
        }
        Some(())
    }

    fn is_over(&self) -> bool {
        self.wish == Wish::Any && self.found.is_some()
    }

    fn taking(&self, stage: &Stage, number: usize) -> Option<Stage> {
        let mut next = stage.clone();
        let (own, line) = self.lines.get(number)?;
        next.open.remove(&number);
        next.taken.push(*own);
        next.people += at(self.people, *own);
        for (class, share) in line.iter().filter(|(class, _)| *class != own) {
            let entry = next.shares.entry(*class).or_insert_with(Value::zero);
            *entry = entry.checked_add(share)?;
            if entry.is_zero() {
                next.shares.remove(class);
            }
        }
        Some(next)
    }

    fn explore(&mut self, stage: Stage) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        if stage.people >= self.limit {
            return Some(());
        }
        let unsettled = || stage.shares.iter().filter(|(class, _)| !stage.settled.contains(class));
        let wrong = unsettled()
            .find(|(_, share)| !share.is_one())
            .or_else(|| unsettled().next());
        let Some((class, share)) = wrong.map(|(class, share)| (*class, *share)) else {
            // Nobody at all is no set: what else belongs to it would follow without.
            if stage.people > 0 {
                let mut found = stage.taken.clone();
                found.extend(stage.shares.keys());
                self.found = Some(found);
                self.limit = stage.people;
            }
            return Some(());
        };
        let touching: Vec<usize> = stage
            .open
            .iter()
            .copied()
            .filter(|number| {
                self.lines
                    .get(*number)
                    .is_some_and(|(_, line)| line.contains_key(&class))
            })
            .collect();
        // Either no other line that touches the class is taken …
        if share.is_one() {
            let mut next = stage.clone();
            next.settled.insert(class);
            next.people += at(self.people, class);
            for number in &touching {
                next.open.remove(number);
            }
            self.explore(next)?;
        }
        // … or one is the first of them.
        let mut rest = stage;
        for number in touching {
            if self.is_over() {
                break;
            }
            rest.open.remove(&number);
            let next = self.taking(&rest, number)?;
            self.explore(next)?;
        }
        Some(())
    }
}
