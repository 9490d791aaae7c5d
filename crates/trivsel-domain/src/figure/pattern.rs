//! Which units of one month are shown, hidden, or merged. Knows sizes only, no figures.

use trivsel_disclosure::{Forest as Decider, Merged, Place};

use super::Gate;
use super::parents::Forest;

/// One month's decision.
#[derive(Clone, Debug)]
pub(super) struct Pattern<'a> {
    pub(super) forest: Option<&'a Forest>,
    pub(super) merged: Merged,
}

impl<'a> Pattern<'a> {
    /// `own` is the size of each unit's own numbers, none where it has none. A decision that does not pass the count afterwards is not
    /// used: then nothing is shown.
    pub(super) fn of(gate: Gate, forest: Option<&'a Forest>, own: &[Option<u32>]) -> Self {
        let decided = forest.map(|forest| {
            let decider = Decider::new(&forest.parents, &forest.downwards);
            let merged = decider.merge(own, gate.minimum());
            let smallest = decider.smallest(own, &merged);
            let is_proven = smallest.is_none_or(|smallest| smallest >= u64::from(gate.minimum()));
            if is_proven { merged } else { nothing(own) }
        });
        Self {
            forest,
            merged: decided.unwrap_or_else(|| nothing(own)),
        }
    }

    /// How a unit stands.
    pub(super) fn place(&self, unit: usize) -> Place {
        self.merged.places.get(unit).copied().unwrap_or_default()
    }

    /// Adds up the tree from below: each unit's own with all below it.
    pub(super) fn totals<T: Clone + Default>(&self, own: &[T], add: impl Fn(T, T) -> T) -> Vec<T> {
        let mut totals = own.to_vec();
        let Some(forest) = self.forest else { return totals };
        for unit in forest.downwards.iter().rev() {
            let more = totals.get(*unit).cloned().unwrap_or_default();
            if let Some(sum) = forest
                .parents
                .get(*unit)
                .copied()
                .flatten()
                .and_then(|parent| totals.get_mut(parent))
            {
                *sum = add(std::mem::take(sum), more);
            }
        }
        totals
    }
}

/// Everything hidden.
fn nothing(own: &[Option<u32>]) -> Merged {
    Merged {
        places: vec![Place::Hidden { under: None }; own.len()],
        groups: Vec::new(),
    }
}
