//! Means of many units, drawn towards each other as far as their differences are noise.

use super::{ScaleError, z_quantile};
use crate::number::{compensated_sum, count};
use crate::summary::mean;

/// The units drawn together, and what that rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrinkage {
    /// The mean all units are drawn to: that of the unit means, weighted with their precision.
    pub overall: f64,
    /// The variance between units, τ², at least 0. In the squared unit of the answers.
    pub between: f64,
    /// The variance within units, σ².
    pub within: f64,
    /// The intraclass correlation τ²/(τ² + σ²): the share of the variance that lies between units.
    pub icc: f64,
    /// The units, in the order given.
    pub units: Vec<ShrunkUnit>,
}

/// A unit's mean, as it was and as it is drawn to the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShrunkUnit {
    /// Number of answers.
    pub answers: usize,
    /// The mean of its own answers.
    pub own: f64,
    /// How much of its own mean it keeps, λ between 0 and 1.
    pub kept: f64,
    /// The mean drawn to the others.
    pub shrunk: f64,
    /// The standard error of `shrunk`, that of the overall mean included.
    pub standard_error: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
}

/// The search for the variance ratio goes from 2^(FROM/4) to 2^(TO/4): four steps a doubling.
const FROM: i32 = -160;
const TO: i32 = 160;

/// Empirical Bayes estimates of unit means (Efron & Morris 1975, JASA 70:311; as best linear unbiased predictions: Robinson 1991,
/// Statistical Science 6:15).
///
/// Model: answer = μ + unit + noise, with variances τ² between and σ² within units. Both are estimated by restricted maximum likelihood,
/// from the ratio τ²/σ² at which its derivative changes sign (grid of four points a doubling from 2⁻⁴⁰ to 2⁴⁰, then bisection to the last
/// digit; the lowest of several minima). Then unit j is drawn to μ by λⱼ = τ²/(τ² + σ²/nⱼ), and its squared standard error is
/// τ²(1 − λⱼ) + (1 − λⱼ)²·Var(μ).
///
/// The interval is normal and takes τ² and σ² as known. With few units it is too narrow: in the tests' simulations of ten units of ten
/// answers it covers 93 of 100 at an intraclass correlation of 0.1, and far fewer where the variance between units is estimated as 0.
/// Unit means drawn together may be compared and ranked with less noise than raw ones, but the ranking stays uncertain.
///
/// # Errors
/// [`ScaleError::TooFewUnits`] below 3; [`ScaleError::EmptyUnit`]; [`ScaleError::NotFinite`] with the position in its unit;
/// [`ScaleError::TooFewAnswers`] where no unit has two; [`ScaleError::NoSpread`] where no unit varies; [`ScaleError::Confidence`].
pub fn shrink(units: &[Vec<f64>], confidence: f64) -> Result<Shrinkage, ScaleError> {
    let z = z_quantile(confidence)?;
    let summaries = Summaries::of(units)?;
    let ratio = summaries.best_ratio();
    let Profile {
        overall,
        within,
        weight,
        ..
    } = summaries.at(ratio);
    let between = ratio * within;
    let variance_of_overall = within / weight;
    let units = summaries
        .units
        .iter()
        .map(|(n, own)| {
            let kept = ratio * count(*n) / (1.0 + ratio * count(*n));
            let left = 1.0 - kept;
            let standard_error = (between * left + left * left * variance_of_overall).sqrt();
            let shrunk = overall + kept * (own - overall);
            ShrunkUnit {
                answers: *n,
                own: *own,
                kept,
                shrunk,
                standard_error,
                lower: shrunk - z * standard_error,
                upper: shrunk + z * standard_error,
            }
        })
        .collect();
    Ok(Shrinkage {
        overall,
        between,
        within,
        icc: ratio / (1.0 + ratio),
        units,
    })
}

/// What the likelihood needs of the answers.
struct Summaries {
    /// Number of answers and mean, unit by unit.
    units: Vec<(usize, f64)>,
    squares_within: f64,
    answers: usize,
}

/// The restricted likelihood at one ratio τ²/σ², the other parameters at their best.
struct Profile {
    overall: f64,
    within: f64,
    /// Σ nⱼ/(1 + nⱼ·ratio), the precision of the overall mean in units of 1/σ².
    weight: f64,
    /// −2·log restricted likelihood, up to a constant.
    deviance: f64,
    /// Its derivative by the ratio.
    slope: f64,
}

impl Summaries {
    fn of(units: &[Vec<f64>]) -> Result<Self, ScaleError> {
        if units.len() < 3 {
            return Err(ScaleError::TooFewUnits {
                found: units.len(),
                needed: 3,
            });
        }
        let mut summaries = Vec::with_capacity(units.len());
        let mut squares = Vec::new();
        for (unit, answers) in units.iter().enumerate() {
            if let Some(index) = answers.iter().position(|answer| !answer.is_finite()) {
                return Err(ScaleError::NotFinite { index });
            }
            let own = mean(answers).map_err(|_| ScaleError::EmptyUnit { unit })?;
            summaries.push((answers.len(), own));
            squares.extend(answers.iter().map(|answer| (answer - own).powi(2)));
        }
        if squares.len() == units.len() {
            return Err(ScaleError::TooFewAnswers {
                found: squares.len(),
                needed: units.len() + 1,
            });
        }
        let answers = squares.len();
        let squares_within = compensated_sum(squares);
        if squares_within <= 0.0 {
            return Err(ScaleError::NoSpread);
        }
        Ok(Self {
            units: summaries,
            squares_within,
            answers,
        })
    }

    fn at(&self, ratio: f64) -> Profile {
        let weights = || self.units.iter().map(|(n, _)| count(*n) / (1.0 + count(*n) * ratio));
        let weight = compensated_sum(weights());
        let overall = compensated_sum(weights().zip(&self.units).map(|(w, (_, own))| w * own)) / weight;
        let distances = || self.units.iter().map(|(_, own)| (own - overall).powi(2));
        let squares = self.squares_within + compensated_sum(weights().zip(distances()).map(|(w, d)| w * d));
        let degrees = count(self.answers - 1);
        let squared_weight = compensated_sum(weights().map(|w| w * w));
        let logarithms = self.units.iter().map(|(n, _)| (count(*n) * ratio).ln_1p());
        Profile {
            overall,
            within: squares / degrees,
            weight,
            deviance: degrees * squares.ln() + compensated_sum(logarithms) + weight.ln(),
            slope: weight
                - squared_weight / weight
                - degrees * compensated_sum(weights().zip(distances()).map(|(w, d)| w * w * d)) / squares,
        }
    }

    /// The ratio of the highest restricted likelihood; 0 where units differ no more than noise does.
    fn best_ratio(&self) -> f64 {
        let ratio = |step: i32| (f64::from(step) / 4.0).exp2();
        let mut minima = vec![0.0];
        let mut is_falling = self.at(0.0).slope < 0.0;
        let mut low = 0.0;
        for step in FROM..=TO {
            let high = ratio(step);
            let falls_here = self.at(high).slope < 0.0;
            if is_falling && !falls_here {
                minima.push(self.bisect(low, high));
            }
            (is_falling, low) = (falls_here, high);
        }
        // Still falling at the end: the units differ beyond measure.
        if is_falling {
            minima.push(low);
        }
        let lowest = minima
            .into_iter()
            .min_by(|one, other| self.at(*one).deviance.total_cmp(&self.at(*other).deviance));
        lowest.unwrap_or(0.0)
    }

    /// Where the slope turns from falling to rising.
    fn bisect(&self, mut low: f64, mut high: f64) -> f64 {
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if self.at(middle).slope < 0.0 {
                low = middle
            } else {
                high = middle
            }
        }
        high
    }
}
