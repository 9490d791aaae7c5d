//! The ways in which start labels can be dealt over units.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use super::lot::shuffle;
use super::{Deals, RandomisationError};
use crate::number::count;
use crate::staggered::{Panel, PanelError};

/// Up to this many assignments are gone through one by one.
pub const ENUMERATION_LIMIT: u128 = 100_000;

/// How many distinct assignments there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AssignmentCount {
    /// Their number; `None` at 2¹²⁸ and above.
    pub distinct: Option<u128>,
    /// The smallest p that can come out: 1/N where all N are gone through, 1/(1 + R) for R draws. Where swapping those that
    /// start with those that do not turns the effect's sign (half of the units starting at once), a two-sided p cannot be
    /// smaller than twice that.
    pub smallest_p: f64,
}

/// The number of distinct assignments of `starts`, and how small p can become. For planning: it needs no outcomes.
///
/// It is the product over the strata of n! / Πₖ nₖ!, with nₖ the units that have label k. `starts` and `strata` hold one entry a unit, as
/// in [`super::test_statistic`].
///
/// # Errors
/// [`RandomisationError::Strata`], [`RandomisationError::OneAssignment`], [`RandomisationError::NoDraws`].
pub fn count_assignments(
    starts: &[Option<usize>],
    strata: Option<&[usize]>,
    deals: &Deals,
) -> Result<AssignmentCount, RandomisationError> {
    Ok(Assignments::from_starts(starts, strata, deals)?.count())
}

/// The deals of one test.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Assignments {
    /// The units of each stratum.
    strata: Vec<Vec<usize>>,
    /// Their labels, in order.
    labels: Vec<Vec<Option<usize>>>,
    units: usize,
    distinct: Option<u128>,
    way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    All,
    Drawn { draws: usize, seed: u64 },
}

impl Assignments {
    pub(super) fn new(panel: &Panel, strata: Option<&[usize]>, deals: &Deals) -> Result<Self, RandomisationError> {
        let starts: Vec<_> = panel.starts().collect();
        Self::from_starts(&starts, strata, deals)
    }

    fn from_starts(
        starts: &[Option<usize>],
        strata: Option<&[usize]>,
        deals: &Deals,
    ) -> Result<Self, RandomisationError> {
        let units = starts.len();
        let one = vec![0; units];
        let strata = strata.unwrap_or(&one);
        if strata.len() != units {
            return Err(RandomisationError::Strata(PanelError::Entries {
                found: strata.len(),
                expected: units,
            }));
        }
        let mut grouped: BTreeMap<usize, (Vec<usize>, Vec<Option<usize>>)> = BTreeMap::new();
        for (unit, (stratum, start)) in strata.iter().zip(starts).enumerate() {
            let (members, labels) = grouped.entry(*stratum).or_default();
            members.push(unit);
            labels.push(*start);
        }
        let (strata, mut labels): (Vec<_>, Vec<_>) = grouped.into_values().unzip();
        labels.iter_mut().for_each(|labels| labels.sort_unstable());
        let distinct = labels
            .iter()
            .try_fold(1_u128, |product, labels| product.checked_mul(arrangements(labels)?));
        if distinct == Some(1) {
            return Err(RandomisationError::OneAssignment);
        }
        let way = match distinct {
            Some(number) if number <= deals.enumerate_up_to => Way::All,
            _ if deals.draws == 0 => return Err(RandomisationError::NoDraws),
            _ => Way::Drawn {
                draws: deals.draws,
                seed: deals.seed,
            },
        };
        Ok(Self {
            strata,
            labels,
            units,
            distinct,
            way,
        })
    }

    pub(super) fn count(&self) -> AssignmentCount {
        AssignmentCount {
            distinct: self.distinct,
            smallest_p: self.p(match self.way {
                Way::All => 1,
                Way::Drawn { .. } => 0,
            }),
        }
    }

    /// The p when `extreme` of the deals are at least as large as the real one. The real one is among all assignments, but not
    /// among the draws.
    pub(super) fn p(&self, extreme: usize) -> f64 {
        match self.way {
            Way::All => {
                count(extreme)
                    / count(
                        self.distinct
                            .and_then(|n| usize::try_from(n).ok())
                            .unwrap_or(usize::MAX),
                    )
            }
            Way::Drawn { draws, .. } => (1.0 + count(extreme)) / (1.0 + count(draws)),
        }
    }

    /// Shows `visitor` the starts of each deal, unit by unit.
    pub(super) fn visit(&self, visitor: &mut dyn FnMut(&[Option<usize>])) {
        let mut labels = self.labels.clone();
        let mut starts = vec![None; self.units];
        match self.way {
            Way::All => loop {
                self.deal(&labels, &mut starts);
                visitor(&starts);
                // As on a counter: the first stratum that has not come round moves on, those before it begin again.
                if !labels.iter_mut().any(|labels| next_arrangement(labels)) {
                    return;
                }
            },
            Way::Drawn { draws, seed } => {
                for stream in (0_u64..).take(draws) {
                    let mut random = ChaCha8Rng::seed_from_u64(seed);
                    random.set_stream(stream);
                    labels.clone_from(&self.labels);
                    labels.iter_mut().for_each(|labels| shuffle(labels, &mut random));
                    self.deal(&labels, &mut starts);
                    visitor(&starts);
                }
            }
        }
    }

    fn deal(&self, labels: &[Vec<Option<usize>>], starts: &mut [Option<usize>]) {
        for (units, labels) in self.strata.iter().zip(labels) {
            for (unit, label) in units.iter().zip(labels) {
                starts.get_mut(*unit).into_iter().for_each(|place| *place = *label);
            }
        }
    }
}

/// n! / Πₖ nₖ!, the number of distinct orders of sorted labels, as a product of binomial coefficients.
fn arrangements(labels: &[Option<usize>]) -> Option<u128> {
    let (mut product, mut placed) = (1_u128, 0_u128);
    for same in labels.chunk_by(|one, other| one == other) {
        for number in (1_u128..).take(same.len()) {
            placed += 1;
            // After each step this is the product times a binomial coefficient: the division leaves nothing over.
            product = product.checked_mul(placed)? / number;
        }
    }
    Some(product)
}

/// The next distinct order, in lexicographic order (Knuth, TAOCP 4A, §7.2.1.2, Algorithm L); after the last one, the first and
/// `false`.
fn next_arrangement(labels: &mut [Option<usize>]) -> bool {
    let rising = labels.array_windows().rposition(|[one, next]| one < next);
    let Some(pivot) = rising else {
        labels.reverse();
        return false;
    };
    let (head, tail) = labels.split_at_mut(pivot + 1);
    if let Some(last) = head.last_mut()
        && let Some(larger) = tail.iter_mut().rev().find(|label| **label > *last)
    {
        std::mem::swap(last, larger);
    }
    tail.reverse();
    true
}
