//! Taking the season out of a series before it is read: by ratio to the same month last year, or by subtracting
//! a harmonic fit.
//!
//! A chart of a strongly seasonal series signals every winter. Both ways keep positions: the result has the
//! length of the input, with `None` where nothing can be said. What comes out must be labelled as seasonally
//! adjusted wherever it is shown.

use std::collections::BTreeSet;
use std::f64::consts::TAU;
use std::ops::Range;

use crate::number::count;
use crate::qr::{self, QrError};

/// Why a season could not be estimated or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeasonError {
    /// A value is NaN or infinite.
    #[error("the value at position {index} is not a finite number")]
    NotFinite {
        /// Position of the first such value, counted from 0.
        index: usize,
    },
    /// The period is 0, or too short for the number of harmonics (2·harmonics < period is needed).
    #[error("{harmonics} harmonics do not fit in a period of {period}")]
    Period {
        /// Points in one cycle.
        period: usize,
        /// Harmonics asked for.
        harmonics: usize,
    },
    /// The baseline window reaches outside the series or is empty.
    #[error("the window {start}..{end} does not lie in a series of {length} points")]
    Window {
        /// First position of the window.
        start: usize,
        /// First position after the window.
        end: usize,
        /// Length of the series.
        length: usize,
    },
    /// Fewer usable points in the window than two full cycles.
    #[error("{found} usable points in the window, {needed} are needed")]
    TooFewPoints {
        /// Usable points found.
        found: usize,
        /// Two full cycles.
        needed: usize,
    },
    /// The usable points do not determine the season, for example because the same months always miss.
    #[error("the points in the window do not determine the season")]
    Undetermined(#[source] QrError),
}

/// Each value over the value one `period` earlier: yₜ / yₜ₋ₚ.
///
/// A dimensionless ratio, 1 where nothing changed. `None` in the first `period` positions, where either value is
/// missing, and where the earlier value is zero or negative. Its noise is that of two observations, about √2 of
/// the relative noise of one.
///
/// # Errors
/// [`SeasonError::NotFinite`]; [`SeasonError::Period`] where `period` is 0.
pub fn ratio_to_last_cycle(values: &[Option<f64>], period: usize) -> Result<Vec<Option<f64>>, SeasonError> {
    if period == 0 {
        return Err(SeasonError::Period { period, harmonics: 0 });
    }
    check_finite(values)?;
    let earlier = std::iter::repeat_n(&None, period).chain(values);
    Ok(values
        .iter()
        .zip(earlier)
        .map(|(now, before)| match (now, before) {
            (Some(now), Some(before)) if *before > 0.0 => Some(now / before).filter(|ratio| ratio.is_finite()),
            _ => None,
        })
        .collect())
}

/// Whether a straight line is fitted beside the season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trend {
    /// A level only. Right where the window is too short to tell a trend from a season.
    Level,
    /// A level and a straight line, so that a drift through the window is not taken for season. The line is
    /// not subtracted.
    #[default]
    Linear,
}

/// The shape of the harmonic model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Harmonics {
    /// Points in one cycle: 12 for months in a year.
    pub period: usize,
    /// Number K of sine and cosine pairs, with 2K < period.
    pub harmonics: usize,
    /// What is fitted beside the season.
    pub trend: Trend,
}

impl Default for Harmonics {
    /// Months in a year, K = 2, with a straight line.
    fn default() -> Self {
        Self {
            period: 12,
            harmonics: 2,
            trend: Trend::Linear,
        }
    }
}

/// A season estimated once, on a fixed window, and then taken as known.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmonicFit {
    /// The seasonal component at positions 0, 1, …, period − 1; it repeats, and sums to 0 over a cycle.
    /// In the unit of the values.
    pub component: Vec<f64>,
    /// The pairs (aₖ, cₖ) of sine and cosine coefficients for k = 1, …, K, for positions counted from 0.
    pub coefficients: Vec<(f64, f64)>,
    /// The level at the middle of the window.
    pub level: f64,
    /// The slope of the straight line per position; 0 where none was fitted.
    pub slope: f64,
    /// The residual standard deviation of the fit, in the unit of the values; `None` without degrees of freedom.
    pub residual_sd: Option<f64>,
    /// Usable points the fit rests on.
    pub points: usize,
}

impl HarmonicFit {
    /// The values minus the seasonal component, at every position, inside and outside the window.
    #[must_use]
    pub fn adjust(&self, values: &[Option<f64>]) -> Vec<Option<f64>> {
        values
            .iter()
            .zip(self.component.iter().cycle())
            .map(|(value, season)| value.map(|v| v - season))
            .collect()
    }
}

/// Fits yₜ = level + slope·(t − t̄) + Σₖ (aₖ sin 2πkt/P + cₖ cos 2πkt/P) by ordinary least squares on the usable
/// points of `window`, t being the position in `values` and P the period.
///
/// `left_out` are positions in the window that must not shape the season, such as a disruption; missing values are
/// skipped. The season is additive: where it is thought to be multiplicative, give logarithms. Because pairs of
/// sine and cosine are closed under shifts, it does not matter which month position 0 is.
///
/// At least two full cycles of usable points are needed: one cannot tell a season from chance with less.
///
/// # Errors
/// All of [`SeasonError`].
pub fn fit_harmonics(
    values: &[Option<f64>],
    window: Range<usize>,
    left_out: &BTreeSet<usize>,
    model: Harmonics,
) -> Result<HarmonicFit, SeasonError> {
    let Harmonics {
        period,
        harmonics,
        trend,
    } = model;
    if harmonics == 0 || harmonics.saturating_mul(2) >= period {
        return Err(SeasonError::Period { period, harmonics });
    }
    check_finite(values)?;
    let in_window = values
        .get(window.clone())
        .filter(|part| !part.is_empty())
        .ok_or(SeasonError::Window {
            start: window.start,
            end: window.end,
            length: values.len(),
        })?;
    let usable: Vec<(usize, f64)> = window
        .clone()
        .zip(in_window)
        .filter(|(position, _)| !left_out.contains(position))
        .filter_map(|(position, value)| value.map(|v| (position, v)))
        .collect();
    let needed = period.saturating_mul(2);
    if usable.len() < needed {
        return Err(SeasonError::TooFewPoints {
            found: usable.len(),
            needed,
        });
    }

    let middle = count(window.start) + (count(in_window.len()) - 1.0) / 2.0;
    let outcome: Vec<f64> = usable.iter().map(|(_, value)| *value).collect();
    let mut columns = vec![vec![1.0; usable.len()]];
    for k in 1..=harmonics {
        columns.push(
            usable
                .iter()
                .map(|(position, _)| angle(*position, k, period).sin())
                .collect(),
        );
        columns.push(
            usable
                .iter()
                .map(|(position, _)| angle(*position, k, period).cos())
                .collect(),
        );
    }
    if trend == Trend::Linear {
        columns.push(usable.iter().map(|(position, _)| count(*position) - middle).collect());
    }
    let fit = qr::solve_least_squares(&columns, &outcome).map_err(SeasonError::Undetermined)?;

    let mut rest = fit.coefficients.iter().copied();
    let level = rest.next().unwrap_or(0.0);
    let coefficients: Vec<(f64, f64)> = (0..harmonics)
        .filter_map(|_| Some((rest.next()?, rest.next()?)))
        .collect();
    let slope = rest.next().unwrap_or(0.0);
    let component = (0..period)
        .map(|position| {
            (1..).zip(&coefficients).fold(0.0, |sum, (k, (sine, cosine))| {
                let (s, c) = angle(position, k, period).sin_cos();
                sum + sine * s + cosine * c
            })
        })
        .collect();
    let residual_sd =
        (fit.residual_degrees > 0).then(|| (fit.residual_sum_of_squares / count(fit.residual_degrees)).sqrt());
    Ok(HarmonicFit {
        component,
        coefficients,
        level,
        slope,
        residual_sd,
        points: usable.len(),
    })
}

/// 2πkt/P, with t taken modulo P first so that the same month has the same bits in every year.
fn angle(position: usize, k: usize, period: usize) -> f64 {
    TAU * count((position % period) * k % period) / count(period)
}

fn check_finite(values: &[Option<f64>]) -> Result<(), SeasonError> {
    match values.iter().position(|value| value.is_some_and(|v| !v.is_finite())) {
        Some(index) => Err(SeasonError::NotFinite { index }),
        None => Ok(()),
    }
}
