//! Means of many units, drawn towards each other as far as their differences are noise.

use super::{ScaleError, check_answers, t_quantile};
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
    /// The standard error of `shrunk`, with what is not known about the overall mean and about the variances.
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
/// digit; the lowest of several minima). Then unit j is drawn to μ by λⱼ = τ²/(τ² + σ²/nⱼ).
///
/// With few units the ratio is hardly known, and is often estimated as 0, which draws all units to one point. The standard error says so:
/// its square is the mean over the posterior of the ratio (restricted likelihood, flat prior for τ; Gelman 2006, Bayesian Analysis 1:515)
/// of σ²λⱼ/nⱼ + (1 − λⱼ)²·Var(μ), plus the squared distance of the mean predicted there from the one given. The interval takes the t
/// distribution with one degree fewer than units. That is a rule of thumb, held to simulations: at 95 % it holds the truth in 96 of 100 for
/// ten units of ten answers and an intraclass correlation of 0.1, in 93 for forty units of eight, in 99 for five of fifteen, and nearly
/// always where units do not differ. With the estimated ratio taken as known and normal quantiles it would be 86 in the first case.
///
/// Unit means drawn together may be compared with less noise than raw ones, but a ranking of them stays uncertain.
///
/// # Errors
/// [`ScaleError::TooFewUnits`] below 3; [`ScaleError::EmptyUnit`]; [`ScaleError::NotFinite`], [`ScaleError::TooLarge`] with the position in its unit;
/// [`ScaleError::TooFewAnswers`] where no unit has two; [`ScaleError::NoSpread`] where no unit varies; [`ScaleError::Confidence`].
pub fn shrink(units: &[Vec<f64>], confidence: f64) -> Result<Shrinkage, ScaleError> {
    let summaries = Summaries::of(units)?;
    let t = t_quantile(confidence, count(units.len() - 1))?;
    let ratio = summaries.best_ratio();
    let best = summaries.at(ratio);
    let posterior = summaries.posterior();
    let units = summaries
        .units
        .iter()
        .map(|(n, own)| {
            let (kept, shrunk) = best.prediction(*n, *own);
            let squares = posterior.iter().map(|(share, profile)| {
                let (kept, there) = profile.prediction(*n, *own);
                let variance = kept / count(*n) + (1.0 - kept).powi(2) / profile.weight;
                share * (profile.within * variance + (there - shrunk).powi(2))
            });
            let standard_error = compensated_sum(squares).sqrt();
            ShrunkUnit {
                answers: *n,
                own: *own,
                kept,
                shrunk,
                standard_error,
                lower: shrunk - t * standard_error,
                upper: shrunk + t * standard_error,
            }
        })
        .collect();
    Ok(Shrinkage {
        overall: best.overall,
        between: ratio * best.within,
        within: best.within,
        icc: ratio / (1.0 + ratio),
        units,
    })
}

fn ratio_at(step: i32) -> f64 {
    (f64::from(step) / 4.0).exp2()
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
    ratio: f64,
    overall: f64,
    within: f64,
    /// Σ nⱼ/(1 + nⱼ·ratio), the precision of the overall mean in units of 1/σ².
    weight: f64,
    /// −2·log restricted likelihood, up to a constant.
    deviance: f64,
    /// Its derivative by the ratio.
    slope: f64,
}

impl Profile {
    /// How much of its own mean a unit keeps, and what its mean is drawn to.
    fn prediction(&self, n: usize, own: f64) -> (f64, f64) {
        let kept = self.ratio * count(n) / (1.0 + self.ratio * count(n));
        (kept, self.overall + kept * (own - self.overall))
    }
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
            check_answers(answers)?;
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
            ratio,
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
        let mut minima = vec![0.0];
        let mut is_falling = self.at(0.0).slope < 0.0;
        let mut low = 0.0;
        for step in FROM..=TO {
            let high = ratio_at(step);
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

    /// The posterior of the ratio on the grid: shares that sum to 1, each with its profile.
    fn posterior(&self) -> Vec<(f64, Profile)> {
        let grid: Vec<Profile> = (FROM..=TO).map(|step| self.at(ratio_at(step))).collect();
        let lowest = grid
            .iter()
            .map(|profile| profile.deviance)
            .fold(f64::INFINITY, f64::min);
        // A flat prior for τ has the density τ, the root of the ratio, over the logarithm on which the grid is even.
        let density = |profile: &Profile| ((lowest - profile.deviance) / 2.0).exp() * profile.ratio.sqrt();
        let total = compensated_sum(grid.iter().map(density));
        grid.into_iter()
            .map(|profile| (density(&profile) / total, profile))
            .collect()
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
