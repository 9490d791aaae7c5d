//! The charts for counts out of something: p and u, and Laney's p′ and u′.

use std::ops::Range;

use super::chart::{Chart, ChartError, Limits, MINIMUM_BASELINE, Phase, Point, Standing, check_enough};
use super::layout::{Layout, Role};
use super::spread::{Spread, moving_ranges};
use crate::summary::{Ratio, Unusable, pooled_rate};

/// A σ_z below this is rounding: the rates do not vary at all.
const ROUNDING: f64 = 1e-10;

/// The p chart: the share of cases among independent trials.
///
/// With xᵢ the numerators (0 ≤ xᵢ ≤ nᵢ) and nᵢ the denominators, in each phase: centre p̄ = Σx/Σn over the baseline points;
/// limits p̄ ± 3√(p̄(1 − p̄)/nᵢ), cut at 0 and 1 (Montgomery, *Introduction to Statistical Quality Control*, §7.2).
///
/// It assumes that only counting makes the share vary. With denominators of thousands that is seldom so, and nearly
/// every point falls outside: then use [`p_prime`].
///
/// A point of nothing out of nothing is missing. A phase with p̄ of 0 or 1 has no limits ([`Standing::NoVariation`]).
///
/// # Errors
/// [`ChartError::Empty`], [`ChartError::NotFinite`], [`ChartError::Negative`], [`ChartError::AboveOne`],
/// [`ChartError::ZeroExposure`], [`ChartError::OutOfSeries`], [`ChartError::TooFewPoints`].
pub fn p(counts: &[Option<Ratio>], layout: &Layout) -> Result<Chart, ChartError> {
    chart(counts, layout, Law::Binomial, None)
}

/// Laney's p′ chart: a p chart whose limits also hold the variation between points.
///
/// As [`p`], but the limits are p̄ ± 3 σ_z √(p̄(1 − p̄)/nᵢ), cut at 0 and 1, where zᵢ = (xᵢ/nᵢ − p̄)/√(p̄(1 − p̄)/nᵢ) and σ_z is
/// the mean of |zᵢ − zᵢ₋₁| over 1.128 (Laney 2002, Quality Engineering 14:531). σ_z may be below 1. `spread` offers
/// screened ranges, and their median over 0.954.
///
/// # Errors
/// As for [`p`].
pub fn p_prime(counts: &[Option<Ratio>], layout: &Layout, spread: Spread) -> Result<Chart, ChartError> {
    chart(counts, layout, Law::Binomial, Some(spread))
}

/// The u chart: events per exposure, where one unit of exposure may have many events.
///
/// With xᵢ ≥ 0 the numerators and nᵢ the exposures, in each phase: centre ū = Σx/Σn over the baseline points; limits
/// ū ± 3√(ū/nᵢ), cut at 0 (Montgomery, §7.3). The unit of the rate is events per unit of exposure.
///
/// It assumes events that come one by one and independently (Poisson). Days that come in spells do not: use [`u_prime`].
///
/// A point of nothing out of nothing is missing. A phase without any event has no limits ([`Standing::NoVariation`]).
///
/// # Errors
/// As for [`p`], without [`ChartError::AboveOne`].
pub fn u(counts: &[Option<Ratio>], layout: &Layout) -> Result<Chart, ChartError> {
    chart(counts, layout, Law::Poisson, None)
}

/// Laney's u′ chart: a u chart whose limits also hold the variation between points.
///
/// As [`u`], but the limits are ū ± 3 σ_z √(ū/nᵢ), cut at 0, with σ_z from zᵢ = (xᵢ/nᵢ − ū)/√(ū/nᵢ) as in [`p_prime`]
/// (Laney 2002).
///
/// # Errors
/// As for [`u`].
pub fn u_prime(counts: &[Option<Ratio>], layout: &Layout, spread: Spread) -> Result<Chart, ChartError> {
    chart(counts, layout, Law::Poisson, Some(spread))
}

/// What counting alone would make the rates vary by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Law {
    Binomial,
    Poisson,
}

impl Law {
    /// The standard deviation of a rate on one unit of exposure.
    fn unit_sd(self, rate: f64) -> f64 {
        match self {
            Self::Binomial => (rate * (1.0 - rate)).max(0.0).sqrt(),
            Self::Poisson => rate.sqrt(),
        }
    }

    fn highest(self) -> f64 {
        match self {
            Self::Binomial => 1.0,
            Self::Poisson => f64::INFINITY,
        }
    }
}

fn chart(counts: &[Option<Ratio>], layout: &Layout, law: Law, spread: Option<Spread>) -> Result<Chart, ChartError> {
    let counts = check(counts, law)?;
    let mut chart = Chart {
        points: Vec::with_capacity(counts.len()),
        phases: Vec::new(),
    };
    for positions in layout.phases(counts.len())? {
        let part = counts.get(positions.clone()).unwrap_or_default();
        let roles = layout.roles(positions.clone(), part.iter().map(Option::is_some));
        let baseline: Vec<Option<Ratio>> = part
            .iter()
            .zip(&roles)
            .map(|(ratio, role)| ratio.filter(|_| *role == Role::Baseline))
            .collect();
        let phase = estimate(positions, &baseline, law, spread);
        let limits = |ratio: &Ratio| {
            let (centre, dispersion) = (phase.centre?, phase.dispersion?);
            let sigma = dispersion * law.unit_sd(centre) / ratio.denominator.sqrt();
            phase.standing.has_limits().then(|| Limits {
                lower: (centre - 3.0 * sigma).max(0.0),
                upper: (centre + 3.0 * sigma).min(law.highest()),
                sigma,
            })
        };
        chart.points.extend(part.iter().zip(roles).map(|(ratio, role)| Point {
            value: ratio.and_then(Ratio::value),
            role,
            phase: chart.phases.len(),
            centre: phase.centre,
            limits: ratio.as_ref().and_then(limits),
        }));
        chart.phases.push(phase);
    }
    check_enough(&chart.phases)?;
    Ok(chart)
}

/// The counts with nothing-out-of-nothing taken as missing.
fn check(counts: &[Option<Ratio>], law: Law) -> Result<Vec<Option<Ratio>>, ChartError> {
    counts
        .iter()
        .enumerate()
        .map(|(index, ratio)| {
            let Some(ratio) = ratio else { return Ok(None) };
            let usable = ratio.usable().map_err(|problem| match problem {
                Unusable::NotFinite => ChartError::NotFinite { index },
                Unusable::Negative => ChartError::Negative { index },
                Unusable::ZeroExposure => ChartError::ZeroExposure { index },
            })?;
            match usable {
                Some(ratio) if law == Law::Binomial && ratio.numerator > ratio.denominator => {
                    Err(ChartError::AboveOne { index })
                }
                usable => Ok(usable),
            }
        })
        .collect()
}

fn estimate(positions: Range<usize>, baseline: &[Option<Ratio>], law: Law, spread: Option<Spread>) -> Phase {
    let used: Vec<Ratio> = baseline.iter().copied().flatten().collect();
    let centre = pooled_rate(&used).ok().map(|rate| rate.min(law.highest()));
    let unit_sd = centre.map_or(0.0, |rate| law.unit_sd(rate));
    let enough = |ranges: usize| used.len() >= MINIMUM_BASELINE && ranges + 1 >= MINIMUM_BASELINE;
    let (dispersion, standing) = match (centre, spread) {
        (None, _) => (None, Standing::TooFewPoints),
        (Some(_), None) if !enough(MINIMUM_BASELINE) => (None, Standing::TooFewPoints),
        (Some(_), None) if unit_sd == 0.0 => (Some(1.0), Standing::NoVariation),
        (Some(_), None) => (Some(1.0), Standing::of(used.len())),
        (Some(rate), Some(spread)) => {
            let scores: Vec<Option<f64>> = baseline.iter().map(|ratio| score((*ratio)?, rate, unit_sd)).collect();
            let ranges = moving_ranges(&scores);
            let sigma_z = spread.typical_range(&ranges) / spread.range_to_sigma();
            if !enough(ranges.len()) {
                (None, Standing::TooFewPoints)
            } else if sigma_z <= ROUNDING {
                (Some(sigma_z), Standing::NoVariation)
            } else {
                (Some(sigma_z), Standing::of(used.len()))
            }
        }
    };
    Phase {
        positions,
        baseline_points: used.len(),
        centre,
        dispersion,
        standing,
    }
}

/// By how many of its own standard deviations a rate lies from the centre; 0 where counting allows no variation.
fn score(ratio: Ratio, centre: f64, unit_sd: f64) -> Option<f64> {
    let difference = ratio.value()? - centre;
    Some(if unit_sd > 0.0 {
        difference * ratio.denominator.sqrt() / unit_sd
    } else {
        0.0
    })
}
