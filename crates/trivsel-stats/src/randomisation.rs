//! Randomisation inference: how unusual is the effect among all the ways the starts could have fallen?
//!
//! The start labels are dealt out again over the units, the effect is computed each time, and the share of deals with an effect at
//! least as large is p (Fisher 1935, *The Design of Experiments*; for staggered starts Roth & Sant'Anna 2023, JPE
//! Microeconomics 1:669). It needs no large numbers: with 3 to 24 units it is the only one that keeps its promise. But the promise
//! is kept by the lot: where the order of starts was **not** drawn by lot, p only says how unusual the effect is among possible
//! relabellings.
//!
//! What is tested is that the treatment changed no outcome of any unit (the sharp hypothesis).
//!
//! [`count_assignments`] needs no outcomes: how small p can get is known, and should be told, before anything starts. [`draw_order`]
//! draws the lot itself, by a rule that anyone can follow again.

mod assignments;
mod by_label;
mod inversion;
mod lot;

use crate::staggered::imputation::{cell_weights, overall_effect};
use crate::staggered::{ImputationError, Panel, PanelError};
use assignments::Assignments;
pub use assignments::{AssignmentCount, ENUMERATION_LIMIT, count_assignments};
use by_label::ByLabel;
pub(crate) use by_label::PlannedRandomisation;
pub use inversion::ConfidenceSet;
use inversion::Deal;
pub use lot::draw_order;
pub(crate) use lot::shuffle;

/// Effects that differ by less than this share of the largest one count as equal, so that rounding does not decide a tie.
const TIE: f64 = 1e-10;

/// So do effects that differ by less than this share of the largest outcome.
const ROUNDING: f64 = 1e-14;

/// Which deals are looked at when there are too many for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deals {
    /// All distinct assignments are gone through where there are at most this many; [`ENUMERATION_LIMIT`] is customary.
    pub enumerate_up_to: u128,
    /// Otherwise, the number of deals drawn. At least 1; 1,000 or more for anything that is shown.
    pub draws: usize,
    /// The seed of ChaCha8; draw number d uses its stream d.
    pub seed: u64,
}

/// Why there is no randomisation test.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RandomisationError {
    /// The strata are not one for each unit.
    #[error("the strata do not fit the units")]
    Strata(#[source] PanelError),
    /// All deals are the same: within every stratum all units have the same label.
    #[error("there is only one way to deal the starts")]
    OneAssignment,
    /// No draws were asked for.
    #[error("there are no draws")]
    NoDraws,
    /// The effect cannot be computed from the starts as they were.
    #[error("the effect cannot be computed from the starts as they were")]
    NotComputable,
    /// The imputation estimator says why.
    #[error("the effect cannot be imputed from the starts as they were")]
    Imputation(#[source] ImputationError),
    /// A constant effect cannot be taken out of the outcomes.
    #[error("the effect {effect} cannot be taken out of the outcomes")]
    Effect {
        /// The effect.
        effect: f64,
    },
    /// The level is not between 0 and 1.
    #[error("the level {level} is not between 0 and 1")]
    Level {
        /// The level given.
        level: f64,
    },
}

/// The answer of a randomisation test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomisationTest {
    /// The effect with the starts as they were.
    pub effect: f64,
    /// Two-sided: #{|T*| ≥ |T|}/N over all N assignments, or (1 + #{|T*| ≥ |T|})/(1 + R) over R draws.
    pub p: f64,
    /// How many assignments there are, and how small p could have become.
    pub assignments: AssignmentCount,
    /// The deals looked at: N or R.
    pub deals: usize,
    /// Deals for which the effect could not be computed. They count as at least as large.
    pub undefined: usize,
}

/// The test for any statistic.
///
/// `strata` holds one number a unit: labels are dealt only among units with the same number, as the lot was. `None` deals over
/// all. `statistic` gives the effect in the panel with other starts, or `None` where there is none; it is called once for the
/// starts as they were and once for each deal.
///
/// # Errors
/// [`RandomisationError`] except [`RandomisationError::Imputation`], [`RandomisationError::Effect`] and [`RandomisationError::Level`].
pub fn test_statistic(
    panel: &Panel,
    strata: Option<&[usize]>,
    deals: &Deals,
    statistic: &mut dyn FnMut(&Panel) -> Option<f64>,
) -> Result<RandomisationTest, RandomisationError> {
    let assignments = Assignments::new(panel, strata, deals)?;
    let effect = statistic(panel).ok_or(RandomisationError::NotComputable)?;
    let mut dealt = Vec::new();
    assignments.visit(&mut |starts| {
        let found = panel.with_starts(starts).ok().and_then(|panel| statistic(&panel));
        dealt.push(found);
    });
    let largest = dealt
        .iter()
        .flatten()
        .fold(effect.abs(), |largest, t| largest.max(t.abs()));
    let is_extreme = |found: &&Option<f64>| found.is_none_or(|t| t.abs() >= effect.abs() - TIE * largest);
    Ok(RandomisationTest {
        effect,
        p: assignments.p(dealt.iter().filter(is_extreme).count()),
        assignments: assignments.count(),
        deals: dealt.len(),
        undefined: dealt.iter().filter(|found| found.is_none()).count(),
    })
}

/// The p of each of the constant `effects`, for any statistic: each is taken out of the treated cells, and what is left is tested
/// with [`test_statistic`]. The confidence set at level 1 − α holds the effects with p > α.
///
/// # Errors
/// As [`test_statistic`], and [`RandomisationError::Effect`].
pub fn test_constant_effects(
    panel: &Panel,
    strata: Option<&[usize]>,
    deals: &Deals,
    effects: &[f64],
    statistic: &mut dyn FnMut(&Panel) -> Option<f64>,
) -> Result<Vec<f64>, RandomisationError> {
    effects
        .iter()
        .map(|effect| {
            let rest = panel
                .without_effect(*effect)
                .map_err(|_| RandomisationError::Effect { effect: *effect })?;
            Ok(test_statistic(&rest, strata, deals, statistic)?.p)
        })
        .collect()
}

/// The randomisation distribution of the overall effect of [`crate::staggered::impute`].
///
/// The effect is linear in the outcomes, T = Σ vᵢₜYᵢₜ, with weights that depend on the starts only. So one pass over the deals, which keeps for
/// each the effect on the outcomes and the effect on the treatment as it was, answers for every constant effect at once. Where no
/// cell is missing and all weights are equal, v depends only on a unit's label, and a deal costs one addition a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomisedImputation {
    effect: f64,
    assignments: Assignments,
    deals: Vec<Option<Deal>>,
    largest_outcome: f64,
}

impl RandomisedImputation {
    /// Goes through the deals. `anticipation` as in [`crate::staggered::ImputationOptions`].
    ///
    /// # Errors
    /// [`RandomisationError::Strata`], [`RandomisationError::OneAssignment`], [`RandomisationError::NoDraws`],
    /// [`RandomisationError::Imputation`].
    pub fn new(
        panel: &Panel,
        strata: Option<&[usize]>,
        anticipation: usize,
        deals: &Deals,
    ) -> Result<Self, RandomisationError> {
        let assignments = Assignments::new(panel, strata, deals)?;
        let effect = overall_effect(panel, anticipation).map_err(RandomisationError::Imputation)?;
        let deals = if panel.is_even() {
            ByLabel::new(panel, anticipation)?.deal(panel, &assignments)
        } else {
            deal_one_by_one(panel, anticipation, &assignments)
        };
        Ok(Self {
            effect,
            assignments,
            deals,
            largest_outcome: panel.largest_outcome(),
        })
    }

    /// The test that there was no effect.
    #[must_use]
    pub fn test(&self) -> RandomisationTest {
        RandomisationTest {
            effect: self.effect,
            p: self.p(0.0),
            assignments: self.assignments.count(),
            deals: self.deals.len(),
            undefined: self.deals.iter().filter(|deal| deal.is_none()).count(),
        }
    }

    /// The p of the hypothesis that every treated cell was changed by exactly `effect`.
    #[must_use]
    pub fn p(&self, effect: f64) -> f64 {
        let size = |deal: &Deal| (deal.outcome - effect * deal.treatment).abs();
        let observed = (self.effect - effect).abs();
        let largest = self
            .deals
            .iter()
            .flatten()
            .fold(observed, |largest, deal| largest.max(size(deal)));
        let slack = TIE * largest + ROUNDING * self.largest_outcome;
        let is_extreme = |deal: &&Option<Deal>| deal.is_none_or(|deal| size(&deal) >= observed - slack);
        self.assignments.p(self.deals.iter().filter(is_extreme).count())
    }

    /// The smallest and largest constant effect with p > 1 − `level`, found exactly: for each deal the effects at which it is
    /// as extreme as the real one form at most two stretches with ends in closed form.
    ///
    /// With few assignments no effect can be refused on one side or both; the set is then open there. Between its ends there may
    /// in rare cases be single effects with a smaller p, which are not cut out.
    ///
    /// # Errors
    /// [`RandomisationError::Level`].
    pub fn confidence_set(&self, level: f64) -> Result<ConfidenceSet, RandomisationError> {
        if !(level > 0.0 && level < 1.0) {
            return Err(RandomisationError::Level { level });
        }
        let accepts = |extreme: usize| self.assignments.p(extreme) > (1.0 - level) * (1.0 + 1e-12);
        let slack = ROUNDING * self.largest_outcome;
        Ok(inversion::confidence_set(self.effect, &self.deals, slack, &accepts))
    }
}

fn deal_one_by_one(panel: &Panel, anticipation: usize, assignments: &Assignments) -> Vec<Option<Deal>> {
    let mut deals = Vec::new();
    assignments.visit(&mut |starts| {
        let dealt = panel.with_starts(starts).ok();
        let weights = dealt.and_then(|dealt| cell_weights(&dealt, anticipation).ok());
        deals.push(weights.map(|weights| {
            let mut deal = Deal::default();
            for (unit, weights) in panel.units().iter().zip(&weights) {
                let start = unit.start.unwrap_or(panel.months());
                for (month, (outcome, weight)) in unit.outcomes.iter().zip(weights).enumerate() {
                    deal.outcome += outcome.map_or(0.0, |outcome| weight * outcome);
                    deal.treatment += if month >= start { *weight } else { 0.0 };
                }
            }
            deal
        }));
    });
    deals
}
