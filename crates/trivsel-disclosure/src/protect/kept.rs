//! Changes of the table that were found, so that they need not be looked for again while patterns are compared.
//!
//! A change that is not seen stays unseen when more is hidden; when a cell is shown again, only the changes it would show are looked for
//! anew. The auditor knows nothing of them. Where its own search does not find what is kept here, the pattern is made again without.

use std::collections::BTreeMap;

use crate::ground::Way;
use crate::system::Change;
use crate::target::{Goal, Target};

/// A direction of a goal: its columns, system and category, and whether upwards.
pub(crate) type Key = (Vec<usize>, usize, usize, bool);

/// The changes by what they bring about; always none where they are not to be used.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    changes: BTreeMap<Key, Change>,
    is_used: bool,
}

impl Kept {
    pub(crate) fn new() -> Self {
        Self {
            changes: BTreeMap::new(),
            is_used: true,
        }
    }

    /// One that keeps nothing.
    pub(crate) fn nothing() -> Self {
        Self {
            is_used: false,
            ..Self::new()
        }
    }

    pub(crate) fn key(target: &Target, goal: Goal, way: Way) -> Key {
        (target.columns.clone(), goal.system, goal.category, way == Way::Up)
    }

    pub(crate) fn get(&self, key: &Key) -> Option<&Change> {
        self.changes.get(key)
    }

    pub(crate) fn add(&mut self, key: Key, change: Change) {
        if self.is_used {
            self.changes.insert(key, change);
        }
    }
}
