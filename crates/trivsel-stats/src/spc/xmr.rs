//! The XmR chart: single values and the moving range between them.

use super::chart::{Chart, ChartError, Limits, MINIMUM_BASELINE, Phase, Point, Standing, check_enough};
use super::layout::{Layout, Role};
use super::spread::{Spread, moving_ranges};
use crate::summary;

/// Limits stand this many mean moving ranges from the centre: 3/1.128, as published.
const LIMIT_IN_MEAN_RANGES: f64 = 2.66;
/// Limits stand this many median moving ranges from the centre: 3/0.954, as published.
const LIMIT_IN_MEDIAN_RANGES: f64 = 3.145;
/// A typical moving range below this share of the largest value is rounding, not variation.
const ROUNDING: f64 = 1e-12;

/// What values are possible. Limits are drawn no further; sigma is not touched. The default sets no bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// The lowest possible value.
    pub lowest: Option<f64>,
    /// The highest possible value.
    pub highest: Option<f64>,
}

impl Bounds {
    /// Values that cannot be below zero.
    pub const NON_NEGATIVE: Self = Self {
        lowest: Some(0.0),
        highest: None,
    };

    fn check(self) -> Result<(), ChartError> {
        let (lowest, highest) = (self.lowest.unwrap_or(f64::MIN), self.highest.unwrap_or(f64::MAX));
        if lowest.is_finite() && highest.is_finite() && lowest < highest {
            Ok(())
        } else {
            Err(ChartError::Bounds)
        }
    }

    fn limits(self, centre: f64, distance: f64) -> Limits {
        Limits {
            lower: self
                .lowest
                .map_or(centre - distance, |lowest| lowest.max(centre - distance)),
            upper: self
                .highest
                .map_or(centre + distance, |highest| highest.min(centre + distance)),
            sigma: distance / 3.0,
        }
    }
}

/// The XmR chart (individuals chart) of `values`, in any unit.
///
/// In each phase: centre = mean of the baseline points; limits = centre ± 2.66 × mean moving range, or with
/// [`Spread::MedianRange`] centre ± 3.145 × median moving range (Wheeler & Chambers, *Understanding Statistical Process
/// Control*; Montgomery, *Introduction to Statistical Quality Control*, §6.4). The spread comes from the moving
/// ranges and never from the standard deviation of the values, which shifts and seasons inflate.
///
/// A phase whose values do not vary has a centre line but no limits ([`Standing::NoVariation`]); one with fewer than
/// [`MINIMUM_BASELINE`] points, or fewer than one less moving ranges, has none either ([`Standing::TooFewPoints`]).
///
/// # Errors
/// [`ChartError::Empty`], [`ChartError::NotFinite`], [`ChartError::OutOfSeries`], [`ChartError::Bounds`], and
/// [`ChartError::TooFewPoints`] where no phase has enough points.
pub fn xmr(values: &[Option<f64>], layout: &Layout, spread: Spread, bounds: Bounds) -> Result<Chart, ChartError> {
    bounds.check()?;
    if let Some(index) = values.iter().position(|value| value.is_some_and(|v| !v.is_finite())) {
        return Err(ChartError::NotFinite { index });
    }
    let mut chart = Chart {
        points: Vec::with_capacity(values.len()),
        phases: Vec::new(),
    };
    for positions in layout.phases(values.len())? {
        let part = values.get(positions.clone()).unwrap_or_default();
        let roles = layout.roles(positions.clone(), part.iter().map(Option::is_some));
        let baseline: Vec<Option<f64>> = part
            .iter()
            .zip(&roles)
            .map(|(value, role)| value.filter(|_| *role == Role::Baseline))
            .collect();
        let phase = estimate(positions, &baseline, spread);
        let limits = match (phase.standing.has_limits(), phase.centre, phase.dispersion) {
            (true, Some(centre), Some(sigma)) => Some(bounds.limits(centre, 3.0 * sigma)),
            _ => None,
        };
        chart.points.extend(part.iter().zip(roles).map(|(value, role)| Point {
            value: *value,
            role,
            phase: chart.phases.len(),
            centre: phase.centre,
            limits,
        }));
        chart.phases.push(phase);
    }
    check_enough(&chart.phases)?;
    Ok(chart)
}

fn estimate(positions: std::ops::Range<usize>, baseline: &[Option<f64>], spread: Spread) -> Phase {
    let used: Vec<f64> = baseline.iter().copied().flatten().collect();
    let ranges = moving_ranges(baseline);
    let limit = match spread {
        Spread::MeanRange | Spread::ScreenedMeanRange => LIMIT_IN_MEAN_RANGES,
        Spread::MedianRange => LIMIT_IN_MEDIAN_RANGES,
    };
    let sigma = limit * spread.typical_range(&ranges) / 3.0;
    let largest = used.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let standing = if used.len() < MINIMUM_BASELINE || ranges.len() + 1 < MINIMUM_BASELINE {
        Standing::TooFewPoints
    } else if sigma <= ROUNDING * largest {
        Standing::NoVariation
    } else {
        Standing::of(used.len())
    };
    Phase {
        positions,
        baseline_points: used.len(),
        centre: summary::mean(&used).ok(),
        dispersion: (standing != Standing::TooFewPoints).then_some(sigma),
        standing,
    }
}
