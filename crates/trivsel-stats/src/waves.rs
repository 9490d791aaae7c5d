//! Two waves of the same groups, of which some were treated in between: the change where it was, less the change elsewhere.
//!
//! Known of each group are its mean in either wave with a standard error, and how many stand behind it; who answered both times is
//! not. Group i changed by dᵢ and has the weight wᵢ. With d̄ₜ and d̄ᵤ the weighted means of treated and untreated groups,
//!
//! effect = d̄ₜ − d̄ᵤ.
//!
//! Two standard errors stand beside each other, and the larger one is used:
//! - **sampling**: √(Σ (wᵢ/Wₜ)² sᵢ² + Σ (wᵢ/Wᵤ)² sᵢ²), with sᵢ² = s²ᵢ,earlier + s²ᵢ,later. It takes the waves as answered by different people.
//!   Where the same people answered, their answers go together, and it is too large, never too small.
//! - **between groups**: √(s²/Wₜ + s²/Wᵤ), with s² = Σ wᵢ(dᵢ − d̄)²/(k − 2) over all k groups, each against the mean of its side: what
//!   groups that were treated alike changed differently. It is the standard error of the weighted regression of dᵢ on being treated.
//!
//! The interval is that of Student's t with k − 2 degrees of freedom. Where that many groups are not there, only sampling can be given,
//! with the normal distribution, and groups may differ by more than that.

use crate::distribution::{self, DistributionError};
use crate::number::{compensated_sum, count};

/// Why a change between waves could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum WaveError {
    /// A side has no group.
    #[error("there is no group on one side")]
    NoGroup,
    /// A number of a group is not finite, an error is negative, or a weight is not above zero.
    #[error("the group at position {index} has a number that cannot be used")]
    Group {
        /// Its position, counted from 0 over both sides, the treated first.
        index: usize,
    },
    /// Neither answers nor groups vary, so nothing is known of the uncertainty.
    #[error("nothing varies")]
    NoSpread,
    /// The confidence is not strictly between 0 and 1.
    #[error("the confidence {confidence} is not between 0 and 1")]
    Confidence {
        /// The confidence asked for.
        confidence: f64,
    },
    /// A quantile could not be computed.
    #[error("a quantile could not be computed")]
    Distribution(#[from] DistributionError),
}

/// A mean with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Its standard error. At least 0.
    pub standard_error: f64,
}

/// A group in both waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Its mean in the earlier wave.
    pub earlier: Mean,
    /// Its mean in the later wave.
    pub later: Mean,
    /// How much it counts among the groups of its side: how many answered. Above 0.
    pub weight: f64,
}

impl Group {
    /// Later less earlier.
    #[must_use]
    pub fn change(&self) -> f64 {
        self.later.value - self.earlier.value
    }

    fn squared_error(&self) -> f64 {
        self.earlier.standard_error.powi(2) + self.later.standard_error.powi(2)
    }

    fn is_usable(&self) -> bool {
        let is_mean =
            |mean: &Mean| mean.value.is_finite() && mean.standard_error.is_finite() && mean.standard_error >= 0.0;
        is_mean(&self.earlier) && is_mean(&self.later) && self.weight.is_finite() && self.weight > 0.0
    }
}

/// An effect between two waves, in the unit of the means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaveEffect {
    /// The weighted mean change of the treated, less that of the untreated where there are some.
    pub effect: f64,
    /// The standard error by which people were drawn into the waves.
    pub sampling_error: f64,
    /// The standard error by which groups changed differently; none with too few groups to see that.
    pub between_error: Option<f64>,
    /// The larger of the two: the one the interval rests on.
    pub standard_error: f64,
    /// Degrees of freedom of the t distribution; none where the normal distribution stands in.
    pub degrees: Option<f64>,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
}

/// The change of the treated groups less that of the untreated.
///
/// # Errors
/// [`WaveError::NoGroup`] unless there is a group on either side; [`WaveError::Group`], [`WaveError::NoSpread`],
/// [`WaveError::Confidence`].
pub fn contrast(treated: &[Group], untreated: &[Group], confidence: f64) -> Result<WaveEffect, WaveError> {
    effect_of(&[treated, untreated], confidence)
}

/// The change of the groups by themselves, with nothing to hold it against: it holds whatever happened to all in between.
///
/// # Errors
/// Those of [`contrast`].
pub fn change(groups: &[Group], confidence: f64) -> Result<WaveEffect, WaveError> {
    effect_of(&[groups], confidence)
}

/// The weighted mean of the groups in either wave, with the weights that the change uses.
///
/// # Errors
/// [`WaveError::NoGroup`], [`WaveError::Group`].
pub fn levels(groups: &[Group]) -> Result<(f64, f64), WaveError> {
    check(&[groups])?;
    let level = |of: fn(&Group) -> f64| weighted(groups, of) / weight_of(groups);
    Ok((level(|group| group.earlier.value), level(|group| group.later.value)))
}

fn effect_of(sides: &[&[Group]], confidence: f64) -> Result<WaveEffect, WaveError> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return Err(WaveError::Confidence { confidence });
    }
    check(sides)?;
    let changes: Vec<f64> = sides
        .iter()
        .map(|side| weighted(side, Group::change) / weight_of(side))
        .collect();
    let effect = changes
        .iter()
        .copied()
        .reduce(|treated, untreated| treated - untreated)
        .unwrap_or(0.0);
    let sampling = sides.iter().map(|side| {
        let squares = side.iter().map(|group| group.weight.powi(2) * group.squared_error());
        compensated_sum(squares) / weight_of(side).powi(2)
    });
    let sampling_error = compensated_sum(sampling).sqrt();
    let groups: usize = sides.iter().map(|side| side.len()).sum();
    let degrees = groups.checked_sub(sides.len()).filter(|left| *left > 0).map(count);
    let between_error = degrees.map(|degrees| {
        let squares = sides.iter().zip(&changes).flat_map(|(side, mean)| {
            side.iter()
                .map(move |group| group.weight * (group.change() - mean).powi(2))
        });
        let variance = compensated_sum(squares) / degrees;
        compensated_sum(sides.iter().map(|side| variance / weight_of(side))).sqrt()
    });
    let standard_error = sampling_error.max(between_error.unwrap_or(0.0));
    if standard_error == 0.0 {
        return Err(WaveError::NoSpread);
    }
    let probability = f64::midpoint(1.0, confidence);
    let quantile = match degrees {
        Some(degrees) => distribution::students_t_quantile(probability, degrees)?,
        None => distribution::normal_quantile(probability)?,
    };
    Ok(WaveEffect {
        effect,
        sampling_error,
        between_error,
        standard_error,
        degrees,
        lower: effect - quantile * standard_error,
        upper: effect + quantile * standard_error,
    })
}

fn check(sides: &[&[Group]]) -> Result<(), WaveError> {
    if sides.iter().any(|side| side.is_empty()) {
        return Err(WaveError::NoGroup);
    }
    match sides.iter().copied().flatten().position(|group| !group.is_usable()) {
        Some(index) => Err(WaveError::Group { index }),
        None => Ok(()),
    }
}

fn weight_of(side: &[Group]) -> f64 {
    compensated_sum(side.iter().map(|group| group.weight))
}

fn weighted(side: &[Group], of: impl Fn(&Group) -> f64) -> f64 {
    compensated_sum(side.iter().map(|group| group.weight * of(group)))
}
