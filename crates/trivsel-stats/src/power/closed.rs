//! Minimum detectable effects in closed form.

use super::noncentral::{normal_cdf, upper_tail};
use super::{Demand, PowerError};
use crate::distribution::{normal_quantile, students_t_quantile};
use crate::number::count;

/// The smallest difference between the means of two independent groups that is found, in the unit of `sd`.
///
/// `first` and `second` are people in each group, together at least 3; `sd` is the standard deviation within a group,
/// the same in both. By the noncentral t distribution (`power.t.test` of R, not strict: finding the opposite does not
/// count).
///
/// # Errors
/// [`PowerError::Demand`], [`PowerError::TooFew`], [`PowerError::Spread`].
pub fn two_sample(first: usize, second: usize, sd: f64, demand: Demand) -> Result<f64, PowerError> {
    if first == 0 || second == 0 || first + second < 3 {
        return Err(PowerError::TooFew {
            found: first + second,
            needed: 3,
        });
    }
    let per_unit = (1.0 / count(first) + 1.0 / count(second)).sqrt();
    Ok(noncentrality(first + second - 2, demand)? * check_spread(sd)? * per_unit)
}

/// The smallest mean change within pairs that is found, in the unit of `sd_of_differences`.
///
/// `pairs` is at least 2. With a correlation r between first and second answer and a standard deviation s of each,
/// the differences have s·√(2(1 − r)).
///
/// # Errors
/// As for [`two_sample`].
pub fn paired(pairs: usize, sd_of_differences: f64, demand: Demand) -> Result<f64, PowerError> {
    if pairs < 2 {
        return Err(PowerError::TooFew {
            found: pairs,
            needed: 2,
        });
    }
    Ok(noncentrality(pairs - 1, demand)? * check_spread(sd_of_differences)? / count(pairs).sqrt())
}

/// How many times larger the variance of a mean is when people come in clusters: 1 + (m − 1)·ICC (Kish 1965, §5.4).
///
/// `cluster_size` m is at least 1; `intracluster_correlation` lies in 0..=1.
///
/// # Errors
/// [`PowerError::TooFew`], [`PowerError::Correlation`].
pub fn design_effect(cluster_size: usize, intracluster_correlation: f64) -> Result<f64, PowerError> {
    if cluster_size == 0 {
        return Err(PowerError::TooFew { found: 0, needed: 1 });
    }
    if !(0.0..=1.0).contains(&intracluster_correlation) {
        return Err(PowerError::Correlation {
            correlation: intracluster_correlation,
        });
    }
    Ok(1.0 + (count(cluster_size) - 1.0) * intracluster_correlation)
}

/// Two groups whose shares are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Groups {
    /// People in each group, at least 1.
    pub people: usize,
    /// People in a cluster (a department), at least 1; 1 where they are drawn one by one.
    pub cluster_size: usize,
    /// Correlation of two people of the same cluster, in 0..=1; 0.01 to 0.05 is usual.
    pub intracluster_correlation: f64,
}

/// The nearest shares that are told from the one expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DetectableShares {
    /// The nearest below, or `None` where not even 0 is told from it.
    pub lower: Option<f64>,
    /// The nearest above, or `None` where not even 1 is told from it.
    pub higher: Option<f64>,
}

/// The nearest shares in a second group that are told from `expected` in a first group of the same size.
///
/// With n people over the design effect, power = Φ((√n·|p₁ − p₂| − z√(2p̄(1 − p̄)))/√(p₁(1 − p₁) + p₂(1 − p₂))), p̄
/// their mean (Fleiss, Levin & Paik 2003, §4.2; `power.prop.test` of R).
///
/// # Errors
/// [`PowerError::Share`] unless 0 < `expected` < 1; [`PowerError::Demand`], [`PowerError::TooFew`],
/// [`PowerError::Correlation`].
pub fn proportion(expected: f64, groups: Groups, demand: Demand) -> Result<DetectableShares, PowerError> {
    if !(expected > 0.0 && expected < 1.0) {
        return Err(PowerError::Share { share: expected });
    }
    if groups.people == 0 {
        return Err(PowerError::TooFew { found: 0, needed: 1 });
    }
    let effective = count(groups.people) / design_effect(groups.cluster_size, groups.intracluster_correlation)?;
    let (z, _) = normal_quantiles(demand)?;
    let is_found = |other: f64| {
        let middle = f64::midpoint(expected, other);
        let spread = (expected * (1.0 - expected) + other * (1.0 - other)).sqrt();
        let distance = effective.sqrt() * (expected - other).abs() - z * (2.0 * middle * (1.0 - middle)).sqrt();
        normal_cdf(distance / spread) >= demand.power
    };
    let nearest = |far: f64| {
        if !is_found(far) {
            return None;
        }
        let (mut near, mut far) = (expected, far);
        for _ in 0..60 {
            let middle = f64::midpoint(near, far);
            if is_found(middle) { far = middle } else { near = middle }
        }
        Some(far)
    };
    Ok(DetectableShares {
        lower: nearest(0.0),
        higher: nearest(1.0),
    })
}

/// Units under a change beside units without, over months before and after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferenceInDifferences {
    /// Units under the change, at least 1.
    pub treated: usize,
    /// Units without it, at least 1.
    pub untreated: usize,
    /// Months before, at least 1.
    pub months_before: usize,
    /// Months after, at least 1.
    pub months_after: usize,
    /// Standard deviation of a unit's month around the unit's level and the common month, in the unit of the outcome.
    pub sd: f64,
    /// Correlation of neighbouring months of a unit, above −1 and below 1.
    pub correlation: f64,
}

/// The smallest effect that a comparison of differences finds, in the unit of `sd`:
/// (z₁ + z₂)·σ·√((1/n₁ + 1/n₀)(1/T₁ + 1/T₀)(1 + ρ)/(1 − ρ)).
///
/// (1 + ρ)/(1 − ρ) is what a first-order autoregression does to the variance of a mean over many months; over few it
/// overstates that of positive correlations. Normal quantiles: with fewer than about 20 units the truth is larger.
///
/// # Errors
/// [`PowerError::Demand`], [`PowerError::TooFew`], [`PowerError::Spread`], [`PowerError::Correlation`].
pub fn difference_in_differences(study: DifferenceInDifferences, demand: Demand) -> Result<f64, PowerError> {
    let smallest = study
        .treated
        .min(study.untreated)
        .min(study.months_before)
        .min(study.months_after);
    if smallest == 0 {
        return Err(PowerError::TooFew { found: 0, needed: 1 });
    }
    let rho = study.correlation;
    if !(rho > -1.0 && rho < 1.0) {
        return Err(PowerError::Correlation { correlation: rho });
    }
    let (z, z_power) = normal_quantiles(demand)?;
    let units = 1.0 / count(study.treated) + 1.0 / count(study.untreated);
    let months = 1.0 / count(study.months_before) + 1.0 / count(study.months_after);
    Ok((z + z_power) * check_spread(study.sd)? * (units * months * (1.0 + rho) / (1.0 - rho)).sqrt())
}

/// The noncentrality at which a t test finds what it should, by bisection.
fn noncentrality(degrees: usize, demand: Demand) -> Result<f64, PowerError> {
    check_demand(demand)?;
    let point = students_t_quantile(0.5 + demand.confidence / 2.0, count(degrees)).map_err(|_| refused(demand))?;
    let is_found = |delta: f64| upper_tail(point, degrees, delta) >= demand.power;
    let mut far = 1.0;
    while !is_found(far) {
        far *= 2.0;
        if far > 1e6 {
            return Err(refused(demand));
        }
    }
    let mut near = 0.0;
    for _ in 0..60 {
        let middle = f64::midpoint(near, far);
        if is_found(middle) { far = middle } else { near = middle }
    }
    Ok(far)
}

/// The normal quantiles of confidence (two-sided) and power.
fn normal_quantiles(demand: Demand) -> Result<(f64, f64), PowerError> {
    check_demand(demand)?;
    let quantile = |probability: f64| normal_quantile(probability).map_err(|_| refused(demand));
    Ok((quantile(0.5 + demand.confidence / 2.0)?, quantile(demand.power)?))
}

fn check_demand(demand: Demand) -> Result<(), PowerError> {
    let Demand { confidence, power } = demand;
    if confidence > 0.0 && confidence < 1.0 && (0.5..1.0).contains(&power) {
        Ok(())
    } else {
        Err(refused(demand))
    }
}

fn refused(demand: Demand) -> PowerError {
    PowerError::Demand {
        confidence: demand.confidence,
        power: demand.power,
    }
}

fn check_spread(sd: f64) -> Result<f64, PowerError> {
    if sd.is_finite() && sd > 0.0 {
        Ok(sd)
    } else {
        Err(PowerError::Spread { sd })
    }
}
