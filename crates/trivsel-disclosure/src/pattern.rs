//! Which groups are shown.

use serde::{Deserialize, Serialize};

/// Which groups of a table are shown, by position. One pattern holds for every layer: a hidden group's respondents, means, shares
/// and rate of response are hidden together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern {
    shown: Vec<bool>,
}

impl Pattern {
    /// A pattern from whether each group is shown.
    pub fn new(shown: Vec<bool>) -> Self {
        Self { shown }
    }

    /// Is the group shown? One the pattern knows nothing of is not.
    pub fn is_shown(&self, group: usize) -> bool {
        self.shown.get(group).copied().unwrap_or(false)
    }

    /// How many groups it decides.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Does it decide nothing?
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The hidden groups.
    pub fn hidden(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.shown.len()).filter(|group| !self.is_shown(*group))
    }
}
