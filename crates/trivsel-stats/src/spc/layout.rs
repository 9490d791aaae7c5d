//! How a series is divided: phases, ghosts, and the points that set the limits.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::ops::Range;

use super::chart::ChartError;

/// How a chart treats the positions of its series. The default is one phase, no ghosts, limits from all points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Positions at which a new phase begins, with its own centre line and limits (rebasing). Position 0 always
    /// begins one and need not be named. Rebase only for a documented cause.
    pub phase_starts: BTreeSet<usize>,
    /// Positions that are drawn, but neither used for limits nor judged.
    pub ghosts: BTreeSet<usize>,
    /// Which points of a phase set its limits.
    pub baseline: Baseline,
}

/// Which points of a phase set its limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Baseline {
    /// All usable points of the phase.
    #[default]
    WholePhase,
    /// The first so many usable points of each phase; later points are judged by the limits thus locked.
    First(NonZeroUsize),
}

/// What a position is to its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Sets the limits and is judged by them.
    Baseline,
    /// Judged by limits that were locked before it.
    AfterBaseline,
    /// Drawn only.
    Ghost,
    /// Nothing there.
    Missing,
}

impl Role {
    /// Whether signals are looked for at this position.
    #[must_use]
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Baseline | Self::AfterBaseline)
    }
}

impl Layout {
    /// One phase in which the given positions are ghosts.
    #[must_use]
    pub fn with_ghosts(ghosts: impl IntoIterator<Item = usize>) -> Self {
        Self {
            ghosts: ghosts.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The phases of a series of `length` points, as ranges of positions.
    pub(super) fn phases(&self, length: usize) -> Result<Vec<Range<usize>>, ChartError> {
        if length == 0 {
            return Err(ChartError::Empty);
        }
        let positions = self.phase_starts.iter().chain(&self.ghosts);
        if let Some(&index) = positions.filter(|index| **index >= length).min() {
            return Err(ChartError::OutOfSeries { index, length });
        }
        let starts = BTreeSet::from([0])
            .union(&self.phase_starts)
            .copied()
            .collect::<Vec<_>>();
        let ends = starts.iter().copied().skip(1).chain([length]);
        Ok(starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect())
    }

    /// The role of each position of one phase; `present` says where there is something.
    pub(super) fn roles(&self, phase: Range<usize>, present: impl Iterator<Item = bool>) -> Vec<Role> {
        let locked_after = match self.baseline {
            Baseline::WholePhase => usize::MAX,
            Baseline::First(points) => points.get(),
        };
        let mut usable = 0;
        phase
            .zip(present)
            .map(|(position, is_present)| {
                if !is_present {
                    return Role::Missing;
                }
                if self.ghosts.contains(&position) {
                    return Role::Ghost;
                }
                usable += 1;
                if usable <= locked_after {
                    Role::Baseline
                } else {
                    Role::AfterBaseline
                }
            })
            .collect()
    }
}
