//! Omega total from a one-factor model fitted by maximum likelihood.

use super::ScaleError;
use super::items::Items;
use super::symmetric::axes;
use crate::number::compensated_sum;

/// No item's own part may be smaller than this share of its variance. Where likelihood would go below (a Heywood case), the
/// item is held here and named. The same bound as in `factanal` of R.
pub const SMALLEST_UNIQUENESS: f64 = 0.005;

/// The fit is done when every derivative of the discrepancy by the logarithm of a free uniqueness is below this.
const CONVERGED: f64 = 1e-9;
/// Usual scales need ten to a hundred sweeps.
const MOST_SWEEPS: usize = 20_000;
/// A correlation matrix with an eigenvalue below this share has no inverse worth using.
const SINGULAR: f64 = 1e-10;

/// Omega total with the model it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Omega {
    /// The share of the variance of the sum that the common factor explains, between 0 and 1.
    pub omega: f64,
    /// The loading of each item, in the unit of the answers. Their sum is not negative.
    pub loadings: Vec<f64>,
    /// The own variance of each item, in the squared unit of the answers.
    pub uniquenesses: Vec<f64>,
    /// The discrepancy log|Σ| − log|S| + tr(SΣ⁻¹) − k at its minimum; 0 for a perfect fit.
    pub discrepancy: f64,
    /// Items held at [`SMALLEST_UNIQUENESS`], counted from 0. With any, the factor is nearly one item, and omega should be
    /// read with care.
    pub held: Vec<usize>,
    /// Sweeps until the convergence rule was met.
    pub sweeps: usize,
}

/// McDonald's omega total, (Σλᵢ)² / ((Σλᵢ)² + Σψᵢ), with the loadings λ and uniquenesses ψ of one common factor fitted by maximum
/// likelihood to the covariance matrix S (McDonald 1999, *Test Theory*; Hayes & Coutts 2020, Communication Methods and Measures
/// 14:1).
///
/// The model is Σ = λλ′ + diag(ψ). Maximum likelihood does not depend on the units of the items, so the correlation matrix is
/// fitted and scaled back. Two exact steps take turns until the convergence rule is met, each of which can only lower the discrepancy
/// log|Σ| + tr(SΣ⁻¹):
/// 1. λ for fixed ψ: √(θ − 1)·ψ^½·w, with θ and w the largest eigenvalue and its vector of ψ^−½ S ψ^−½ (Jöreskog 1967,
///    Psychometrika 32:443); 0 where θ ≤ 1.
/// 2. Each ψᵢ in turn, all else fixed: ψᵢ + (bᵢ − aᵢ)/aᵢ² with aᵢ and bᵢ the i-th diagonal elements of Σ⁻¹ and Σ⁻¹SΣ⁻¹, which is
///    where the derivative is 0, but not below [`SMALLEST_UNIQUENESS`] (Zhao, Yu & Jiang 2008, Statistics and Computing 18:109).
///
/// Convergence: every |∂/∂log ψᵢ| below 1e-9 for items that are not held. The start is ψᵢ = 1/(S⁻¹)ᵢᵢ halved, one minus the squared multiple
/// correlation.
///
/// # Errors
/// [`ScaleError::TooFewItems`] below 3: two items do not determine a factor. [`ScaleError::TooFewAnswers`] unless there are more
/// respondents than items; [`ScaleError::ConstantItem`]; [`ScaleError::DependentItems`]; [`ScaleError::NotConverged`].
pub fn omega_total(items: &Items) -> Result<Omega, ScaleError> {
    let k = items.count();
    if k < 3 {
        return Err(ScaleError::TooFewItems { found: k, needed: 3 });
    }
    if items.respondents() <= k {
        return Err(ScaleError::TooFewAnswers {
            found: items.respondents(),
            needed: k + 1,
        });
    }
    if let Some(item) = items.variances().position(|variance| variance <= 0.0) {
        return Err(ScaleError::ConstantItem { item });
    }
    let deviations: Vec<f64> = items.variances().map(f64::sqrt).collect();
    let correlation: Vec<Vec<f64>> = items
        .covariance()
        .iter()
        .zip(&deviations)
        .map(|(row, one)| {
            row.iter()
                .zip(&deviations)
                .map(|(covariance, other)| covariance / one / other)
                .collect()
        })
        .collect();
    let fit = Fit::of(&correlation)?;
    let sign = if compensated_sum(fit.loadings.iter().zip(&deviations).map(|(l, sd)| l * sd)) < 0.0 {
        -1.0
    } else {
        1.0
    };
    let loadings: Vec<f64> = fit
        .loadings
        .iter()
        .zip(&deviations)
        .map(|(l, sd)| sign * l * sd)
        .collect();
    let uniquenesses: Vec<f64> = fit
        .uniquenesses
        .iter()
        .zip(&deviations)
        .map(|(u, sd)| u * sd * sd)
        .collect();
    let common = compensated_sum(loadings.iter().copied()).powi(2);
    Ok(Omega {
        omega: common / (common + compensated_sum(uniquenesses.iter().copied())),
        discrepancy: fit.discrepancy,
        held: fit.held,
        sweeps: fit.sweeps,
        loadings,
        uniquenesses,
    })
}

/// The one-factor model of a correlation matrix.
struct Fit {
    loadings: Vec<f64>,
    uniquenesses: Vec<f64>,
    discrepancy: f64,
    held: Vec<usize>,
    sweeps: usize,
}

impl Fit {
    fn of(correlation: &[Vec<f64>]) -> Result<Self, ScaleError> {
        let own = axes(correlation);
        if own.iter().any(|axis| axis.value < SINGULAR) {
            return Err(ScaleError::DependentItems);
        }
        let log_determinant = compensated_sum(own.iter().map(|axis| axis.value.ln()));
        // The diagonal of the inverse is Σ w²/θ over the axes.
        let mut uniquenesses: Vec<f64> = (0..correlation.len())
            .map(|item| {
                let inverse = own.iter().map(|axis| part(&axis.vector, item).powi(2) / axis.value);
                (0.5 / compensated_sum(inverse)).max(SMALLEST_UNIQUENESS)
            })
            .collect();
        for sweep in 1..=MOST_SWEEPS {
            let loadings = best_loadings(correlation, &uniquenesses);
            let mut steepest = 0.0_f64;
            for item in 0..uniquenesses.len() {
                let (a, b) = curvature(correlation, &loadings, &uniquenesses, item);
                let Some(uniqueness) = uniquenesses.get_mut(item) else {
                    continue;
                };
                let moved = (*uniqueness + (b - a) / (a * a)).max(SMALLEST_UNIQUENESS);
                if moved > SMALLEST_UNIQUENESS || *uniqueness > SMALLEST_UNIQUENESS {
                    steepest = steepest.max((*uniqueness * (a - b)).abs());
                }
                *uniqueness = moved;
            }
            if steepest < CONVERGED {
                let loadings = best_loadings(correlation, &uniquenesses);
                return Ok(Self {
                    discrepancy: discrepancy(correlation, &loadings, &uniquenesses) - log_determinant,
                    held: (0..)
                        .zip(&uniquenesses)
                        .filter(|(_, uniqueness)| **uniqueness <= SMALLEST_UNIQUENESS)
                        .map(|(item, _)| item)
                        .collect(),
                    loadings,
                    uniquenesses,
                    sweeps: sweep,
                });
            }
        }
        Err(ScaleError::NotConverged { sweeps: MOST_SWEEPS })
    }
}

/// Step 1: the loadings of the lowest discrepancy for these uniquenesses.
fn best_loadings(correlation: &[Vec<f64>], uniquenesses: &[f64]) -> Vec<f64> {
    let roots: Vec<f64> = uniquenesses.iter().map(|uniqueness| uniqueness.sqrt()).collect();
    let scaled: Vec<Vec<f64>> = correlation
        .iter()
        .zip(&roots)
        .map(|(row, one)| row.iter().zip(&roots).map(|(r, other)| r / one / other).collect())
        .collect();
    axes(&scaled).first().map_or_else(Vec::new, |largest| {
        let length = (largest.value - 1.0).max(0.0).sqrt();
        largest
            .vector
            .iter()
            .zip(&roots)
            .map(|(w, root)| length * root * w)
            .collect()
    })
}

/// The diagonal elements of Σ⁻¹ and Σ⁻¹SΣ⁻¹ at one item, by the formula of Sherman and Morrison.
fn curvature(correlation: &[Vec<f64>], loadings: &[f64], uniquenesses: &[f64], item: usize) -> (f64, f64) {
    let weighted: Vec<f64> = loadings.iter().zip(uniquenesses).map(|(l, u)| l / u).collect();
    let spread = 1.0 + compensated_sum(loadings.iter().zip(&weighted).map(|(l, w)| l * w));
    let own = part(&weighted, item);
    // Row `item` of Σ⁻¹.
    let row: Vec<f64> = weighted
        .iter()
        .zip(uniquenesses)
        .enumerate()
        .map(|(other, (w, u))| {
            if other == item {
                1.0 / u - own * w / spread
            } else {
                -own * w / spread
            }
        })
        .collect();
    let b = compensated_sum(
        correlation
            .iter()
            .zip(&row)
            .flat_map(|(values, one)| values.iter().zip(&row).map(move |(r, other)| one * r * other)),
    );
    (part(&row, item), b)
}

/// log|Σ| + tr(SΣ⁻¹) − k.
fn discrepancy(correlation: &[Vec<f64>], loadings: &[f64], uniquenesses: &[f64]) -> f64 {
    let weighted: Vec<f64> = loadings.iter().zip(uniquenesses).map(|(l, u)| l / u).collect();
    let spread = 1.0 + compensated_sum(loadings.iter().zip(&weighted).map(|(l, w)| l * w));
    let common = compensated_sum(
        correlation
            .iter()
            .zip(&weighted)
            .flat_map(|(values, one)| values.iter().zip(&weighted).map(move |(r, other)| one * r * other)),
    );
    let own = uniquenesses
        .iter()
        .map(|uniqueness| uniqueness.ln() + 1.0 / uniqueness - 1.0);
    spread.ln() + compensated_sum(own) - common / spread
}

fn part(vector: &[f64], item: usize) -> f64 {
    vector.get(item).copied().unwrap_or(0.0)
}
