//! Units followed month by month, some of which start something on the way.

use std::collections::BTreeMap;

use crate::number::{compensated_sum, count};

/// Outcomes of this size or more are refused, so that no sum of squares runs over.
const TOO_LARGE: f64 = 1e100;

/// The smallest weight allowed, as a share of the largest.
const SMALLEST_WEIGHT: f64 = 1e-9;

/// One unit as the caller gives it. [`Panel::new`] checks it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The outcome of each month, in any unit of measurement that is the same throughout. `None` where there is none.
    pub outcomes: Vec<Option<f64>>,
    /// The first month that counts as treated, from 0; `None` for a unit that does not start within the panel. A unit
    /// that had started before the panel begins has 0: it has no month before, and so cannot be evaluated.
    pub start: Option<usize>,
    /// How much the unit counts: 1 for every unit asks for the effect on the mean unit; the headcount *before* anything
    /// started asks for the effect on the mean person. These are two different questions. Above 0.
    pub weight: f64,
    /// Units with the same number share chance events, so that only whole clusters count as independent. `None` makes the
    /// unit its own cluster.
    pub cluster: Option<u64>,
}

impl Unit {
    /// A unit with weight 1 that is its own cluster.
    #[must_use]
    pub fn new(outcomes: Vec<Option<f64>>, start: Option<usize>) -> Self {
        Self {
            outcomes,
            start,
            weight: 1.0,
            cluster: None,
        }
    }
}

/// Why units do not make a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PanelError {
    /// There are no units.
    #[error("there are no units")]
    NoUnits,
    /// The panel has no months.
    #[error("there are no months")]
    NoMonths,
    /// A unit has another number of months than the panel.
    #[error("unit {unit} has {found} months instead of {expected}")]
    Months {
        /// The unit, counted from 0.
        unit: usize,
        /// Its number of months.
        found: usize,
        /// The number of months of the first unit.
        expected: usize,
    },
    /// An outcome is NaN, infinite, or as large as 10¹⁰⁰.
    #[error("unit {unit} has an outcome in month {month} that is not a number below 1e100")]
    Outcome {
        /// The unit, counted from 0.
        unit: usize,
        /// The month, counted from 0.
        month: usize,
    },
    /// A unit starts after the last month. Whoever has not started within the panel must be given `None`.
    #[error("unit {unit} starts in month {start}, after the last one")]
    Start {
        /// The unit, counted from 0.
        unit: usize,
        /// Its start.
        start: usize,
    },
    /// A weight is not above zero, not finite, or less than 10⁻⁹ of the largest.
    #[error("the weight of unit {unit} is not usable")]
    Weight {
        /// The unit, counted from 0.
        unit: usize,
    },
    /// A list with one entry a unit has another length than the panel has units.
    #[error("there are {found} entries for {expected} units")]
    Entries {
        /// The length of the list.
        found: usize,
        /// The number of units.
        expected: usize,
    },
}

/// Units × months, checked. The order of the units has no meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    months: usize,
    units: Vec<Unit>,
    /// Weights scaled to mean 1.
    weights: Vec<f64>,
    /// The cluster of each unit, numbered from 0 without gaps.
    clusters: Vec<usize>,
    cluster_count: usize,
}

impl Panel {
    /// Puts units together that were all followed over the same months.
    ///
    /// # Errors
    /// All of [`PanelError`] except [`PanelError::Entries`].
    pub fn new(units: Vec<Unit>) -> Result<Self, PanelError> {
        let months = units.first().ok_or(PanelError::NoUnits)?.outcomes.len();
        if months == 0 {
            return Err(PanelError::NoMonths);
        }
        for (index, unit) in units.iter().enumerate() {
            check_unit(index, unit, months)?;
        }
        let heaviest = units.iter().map(|unit| unit.weight).filter(|weight| weight.is_finite());
        let largest = heaviest.fold(0.0, f64::max);
        let is_usable = |weight: f64| weight > 0.0 && weight >= SMALLEST_WEIGHT * largest && weight <= largest;
        if let Some(unit) = units.iter().position(|unit| !is_usable(unit.weight)) {
            return Err(PanelError::Weight { unit });
        }
        // Divided by the largest first, so that the sum cannot run over.
        let mean = compensated_sum(units.iter().map(|unit| unit.weight / largest)) / count(units.len());
        let weights = units.iter().map(|unit| unit.weight / largest / mean).collect();
        let (clusters, cluster_count) = number_clusters(&units);
        Ok(Self {
            months,
            units,
            weights,
            clusters,
            cluster_count,
        })
    }

    /// The number of months.
    #[must_use]
    pub fn months(&self) -> usize {
        self.months
    }

    /// The units as they were given.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The number of clusters.
    #[must_use]
    pub fn cluster_count(&self) -> usize {
        self.cluster_count
    }

    /// The first treated month of each unit.
    pub fn starts(&self) -> impl ExactSizeIterator<Item = Option<usize>> + '_ {
        self.units.iter().map(|unit| unit.start)
    }

    /// The same panel with other starts, one for each unit.
    ///
    /// # Errors
    /// [`PanelError::Entries`], [`PanelError::Start`].
    pub fn with_starts(&self, starts: &[Option<usize>]) -> Result<Self, PanelError> {
        self.check_entries(starts.len())?;
        let mut changed = self.clone();
        for (index, (unit, start)) in changed.units.iter_mut().zip(starts).enumerate() {
            unit.start = *start;
            check_start(index, *start, self.months)?;
        }
        Ok(changed)
    }

    /// The panel as it would be had every treated cell been `effect` lower: what a constant effect leaves behind.
    ///
    /// # Errors
    /// [`PanelError::Outcome`] where an outcome leaves the range.
    pub fn without_effect(&self, effect: f64) -> Result<Self, PanelError> {
        let mut changed = self.clone();
        for (index, unit) in changed.units.iter_mut().enumerate() {
            let start = unit.start.unwrap_or(self.months);
            for outcome in unit.outcomes.iter_mut().skip(start).flatten() {
                *outcome -= effect;
            }
            check_unit(index, unit, self.months)?;
        }
        Ok(changed)
    }

    /// Weights scaled to mean 1.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The cluster of each unit, numbered from 0 without gaps.
    pub(crate) fn clusters(&self) -> &[usize] {
        &self.clusters
    }

    /// Whether no cell is missing and all weights are equal.
    pub(crate) fn is_even(&self) -> bool {
        let (first, mut cells) = (self.weights.first(), self.units.iter().flat_map(|unit| &unit.outcomes));
        cells.all(Option::is_some) && self.weights.iter().all(|weight| Some(weight) == first)
    }

    /// The largest outcome, in size.
    pub(crate) fn largest_outcome(&self) -> f64 {
        let outcomes = self.units.iter().flat_map(|unit| unit.outcomes.iter().flatten());
        outcomes.fold(0.0, |largest: f64, outcome| largest.max(outcome.abs()))
    }

    pub(crate) fn check_entries(&self, found: usize) -> Result<(), PanelError> {
        let expected = self.units.len();
        if found == expected {
            Ok(())
        } else {
            Err(PanelError::Entries { found, expected })
        }
    }
}

fn check_unit(index: usize, unit: &Unit, months: usize) -> Result<(), PanelError> {
    if unit.outcomes.len() != months {
        return Err(PanelError::Months {
            unit: index,
            found: unit.outcomes.len(),
            expected: months,
        });
    }
    // Written so that NaN is refused too.
    let refused = |outcome: &Option<f64>| outcome.is_some_and(|value| !matches!(value.abs(), size if size < TOO_LARGE));
    if let Some(month) = unit.outcomes.iter().position(refused) {
        return Err(PanelError::Outcome { unit: index, month });
    }
    check_start(index, unit.start, months)
}

fn check_start(unit: usize, start: Option<usize>, months: usize) -> Result<(), PanelError> {
    match start {
        Some(start) if start >= months => Err(PanelError::Start { unit, start }),
        _ => Ok(()),
    }
}

fn number_clusters(units: &[Unit]) -> (Vec<usize>, usize) {
    let mut named: BTreeMap<u64, usize> = BTreeMap::new();
    let mut next = 0;
    let clusters = units
        .iter()
        .map(|unit| {
            let number = match unit.cluster {
                Some(name) => *named.entry(name).or_insert(next),
                None => next,
            };
            if number == next {
                next += 1;
            }
            number
        })
        .collect();
    (clusters, next)
}
