//! What a control chart consists of, and why one cannot be made.

use std::ops::Range;

use super::layout::Role;

/// A phase needs this many baseline points, and one moving range fewer where its chart is built on moving ranges,
/// before limits are drawn at all. With fewer, limits say more about chance than about the process.
pub const MINIMUM_BASELINE: usize = 5;

/// With fewer baseline points than this, limits are called trial limits.
pub const TRIAL_BELOW: usize = 12;

/// A control chart: each position with its centre line and limits, and the phases they belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// One for each position of the series, in order.
    pub points: Vec<Point>,
    /// In order; together they cover all positions.
    pub phases: Vec<Phase>,
}

/// One position of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// What was observed, as plotted: a value or a rate. `None` where it is missing.
    pub value: Option<f64>,
    /// What the position is to the chart.
    pub role: Role,
    /// Number of its phase, counted from 0.
    pub phase: usize,
    /// The centre line here; `None` where the phase has no usable point.
    pub centre: Option<f64>,
    /// The limits here; `None` where the phase has none, or where the denominator that would set them is missing.
    pub limits: Option<Limits>,
}

/// The limits at one position, in the unit of the plotted values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Centre − 3 sigma, but not below what is possible.
    pub lower: f64,
    /// Centre + 3 sigma, but not above what is possible.
    pub upper: f64,
    /// One sigma: a third of the distance from centre to (unbounded) limit.
    pub sigma: f64,
}

/// One phase of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// The positions it covers.
    pub positions: Range<usize>,
    /// How many points set its centre line and limits.
    pub baseline_points: usize,
    /// Its centre line; `None` where it has no usable point.
    pub centre: Option<f64>,
    /// XmR: the estimated sigma of the process, in the unit of the values. p′ and u′: Laney's σ_z, the factor by which
    /// the process varies more than counting alone would make it. p and u: 1. `None` where there are too few points.
    pub dispersion: Option<f64>,
    /// What its limits are worth.
    pub standing: Standing,
}

/// What the limits of a phase are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Based on at least [`TRIAL_BELOW`] points.
    Firm,
    /// Based on fewer: they will move when more points come.
    Trial,
    /// The baseline points do not vary, so there is no sigma and there are no limits. Patterns around the centre line
    /// are still looked for.
    NoVariation,
    /// Too few points, or too few neighbouring ones, for any limits. Nothing is looked for.
    TooFewPoints,
}

impl Standing {
    /// Whether the phase has limits.
    #[must_use]
    pub fn has_limits(self) -> bool {
        matches!(self, Self::Firm | Self::Trial)
    }

    /// The standing of limits that can be computed, by the number of points behind them.
    pub(super) fn of(baseline_points: usize) -> Self {
        if baseline_points < TRIAL_BELOW {
            Self::Trial
        } else {
            Self::Firm
        }
    }
}

/// Why a chart could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The series has no positions.
    #[error("the series is empty")]
    Empty,
    /// A number is NaN or infinite.
    #[error("position {index} holds a number that is not finite")]
    NotFinite {
        /// First such position, counted from 0.
        index: usize,
    },
    /// A numerator or a denominator is below zero.
    #[error("position {index} holds a negative number")]
    Negative {
        /// First such position, counted from 0.
        index: usize,
    },
    /// A p chart was asked for, but more cases are counted than there were trials.
    #[error("position {index} has a numerator above its denominator")]
    AboveOne {
        /// First such position, counted from 0.
        index: usize,
    },
    /// Something was counted where there was nothing to count it out of. (Nothing out of nothing is a missing point.)
    #[error("position {index} counts something out of a denominator of zero")]
    ZeroExposure {
        /// First such position, counted from 0.
        index: usize,
    },
    /// The layout names a position the series does not have.
    #[error("position {index} does not exist in a series of {length} points")]
    OutOfSeries {
        /// First such position, counted from 0.
        index: usize,
        /// Length of the series.
        length: usize,
    },
    /// The bounds of the values are not finite, or exclude each other.
    #[error("the lowest possible value is not below the highest")]
    Bounds,
    /// No phase has enough usable points.
    #[error("the longest phase has {found} usable points, {needed} are needed")]
    TooFewPoints {
        /// Usable baseline points of the phase that has most.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
}

/// Refuses a chart none of whose phases has enough points.
pub(super) fn check_enough(phases: &[Phase]) -> Result<(), ChartError> {
    if phases.iter().any(|phase| phase.standing != Standing::TooFewPoints) {
        return Ok(());
    }
    let found = phases.iter().map(|phase| phase.baseline_points).max().unwrap_or(0);
    Err(ChartError::TooFewPoints {
        found,
        needed: MINIMUM_BASELINE,
    })
}
