//! The one-factor model of a correlation matrix, by maximum likelihood. What is minimised and how stands at `omega_total`.

use super::ScaleError;
use super::omega::SMALLEST_UNIQUENESS;
use super::symmetric::{Axis, axes};
use crate::number::compensated_sum;
use crate::qr;

/// The fit is done when every derivative by the logarithm of a uniqueness that is not held is below this.
const CONVERGED: f64 = 1e-9;
/// Usual scales need five to fifteen steps; items that hardly hang together some hundreds.
const MOST_STEPS: usize = 10_000;
/// Half, a quarter, … of a Newton step are tried this often.
const HALVINGS: i32 = 12;
/// What rounding may add to a discrepancy.
const ROUNDING: f64 = 1e-14;
/// A correlation matrix with an eigenvalue below this has no inverse worth using.
const SINGULAR: f64 = 1e-10;
/// A loading on a standardised item below this is none.
const NO_LOADING: f64 = 1e-7;

/// A fitted factor.
pub(super) struct Factor {
    pub(super) loadings: Vec<f64>,
    pub(super) uniquenesses: Vec<f64>,
    pub(super) discrepancy: f64,
    pub(super) held: Vec<usize>,
    pub(super) steps: usize,
}

impl Factor {
    pub(super) fn of(correlation: &[Vec<f64>]) -> Result<Self, ScaleError> {
        let mut place = Place::of(correlation, start(correlation)?);
        for steps in 0..MOST_STEPS {
            if place.steepest() < CONVERGED {
                return Ok(place.into_factor(steps));
            }
            let next = place.newton(correlation);
            place = next.unwrap_or_else(|| Place::of(correlation, place.swept(correlation)));
        }
        Err(ScaleError::NotConverged { steps: MOST_STEPS })
    }
}

/// Half of 1/(S⁻¹)ᵢᵢ; the diagonal of the inverse is Σ w²/θ over the axes.
fn start(correlation: &[Vec<f64>]) -> Result<Vec<f64>, ScaleError> {
    let own = axes(correlation);
    if own.iter().any(|axis| axis.value < SINGULAR) {
        return Err(ScaleError::DependentItems);
    }
    let inverse = |item: usize| compensated_sum(own.iter().map(|axis| part(&axis.vector, item).powi(2) / axis.value));
    Ok((0..correlation.len())
        .map(|item| (0.5 / inverse(item)).max(SMALLEST_UNIQUENESS))
        .collect())
}

/// Uniquenesses with the loadings that suit them best, and the slope there.
struct Place {
    uniquenesses: Vec<f64>,
    /// Of ψ^−½ S ψ^−½, largest first.
    axes: Vec<Axis>,
    discrepancy: f64,
    slope: Vec<f64>,
}

impl Place {
    fn of(correlation: &[Vec<f64>], uniquenesses: Vec<f64>) -> Self {
        let roots: Vec<f64> = uniquenesses.iter().map(|uniqueness| uniqueness.sqrt()).collect();
        let scaled: Vec<Vec<f64>> = correlation
            .iter()
            .zip(&roots)
            .map(|(row, one)| row.iter().zip(&roots).map(|(r, other)| r / one / other).collect())
            .collect();
        let axes = axes(&scaled);
        // Without an eigenvalue above 1 there is no factor to take the first axis away.
        let taken = usize::from(axes.first().is_some_and(|first| first.value > 1.0));
        let rest = || axes.iter().skip(taken);
        let slope = (0..uniquenesses.len())
            .map(|item| compensated_sum(rest().map(|axis| (1.0 - axis.value) * part(&axis.vector, item).powi(2))))
            .collect();
        Self {
            // θ − log θ − 1 near θ = 1 would lose its digits.
            discrepancy: compensated_sum(rest().map(|axis| (axis.value - 1.0) - (axis.value - 1.0).ln_1p())),
            slope,
            uniquenesses,
            axes,
        }
    }

    fn loadings(&self) -> Vec<f64> {
        self.axes.first().map_or_else(Vec::new, |largest| {
            let length = (largest.value - 1.0).max(0.0).sqrt();
            let scaled = largest.vector.iter().zip(&self.uniquenesses);
            scaled.map(|(w, uniqueness)| length * uniqueness.sqrt() * w).collect()
        })
    }

    /// Items that may move: not those at the bound whose slope pushes them further.
    fn free(&self) -> Vec<usize> {
        let items = (0..).zip(self.uniquenesses.iter().zip(&self.slope));
        items
            .filter(|(_, (uniqueness, slope))| **uniqueness > SMALLEST_UNIQUENESS || **slope < 0.0)
            .map(|(item, _)| item)
            .collect()
    }

    fn steepest(&self) -> f64 {
        let slopes = self.free().into_iter().map(|item| part(&self.slope, item).abs());
        slopes.fold(0.0, f64::max)
    }

    /// The place after a Newton step, halved until it is lower; none where no part of the step is.
    fn newton(&self, correlation: &[Vec<f64>]) -> Option<Self> {
        let mut largest = self.axes.iter().map(|axis| axis.value);
        // A first eigenvalue that is not above 1 gives no factor, and one that is not alone has no derivative.
        if !matches!((largest.next(), largest.next()), (Some(first), Some(second)) if first > 1.0 && first > second) {
            return None;
        }
        let free = self.free();
        let columns: Vec<Vec<f64>> = free
            .iter()
            .map(|one| free.iter().map(|other| self.second_derivative(*one, *other)).collect())
            .collect();
        let downhill: Vec<f64> = free.iter().map(|item| -part(&self.slope, *item)).collect();
        let step = qr::solve_least_squares(&columns, &downhill).ok()?.coefficients;
        (0..HALVINGS).find_map(|halvings| {
            let mut moved = self.uniquenesses.clone();
            for (item, length) in free.iter().zip(&step) {
                if let Some(uniqueness) = moved.get_mut(*item) {
                    let factor = (length * 0.5_f64.powi(halvings)).clamp(-2.0, 2.0).exp();
                    *uniqueness = (*uniqueness * factor).max(SMALLEST_UNIQUENESS);
                }
            }
            let next = Self::of(correlation, moved);
            // Near the minimum the discrepancy has no digits left, but the slope has.
            let is_lower = next.discrepancy < self.discrepancy - ROUNDING;
            let is_flatter = next.discrepancy <= self.discrepancy + ROUNDING && next.steepest() < self.steepest();
            (is_lower || is_flatter).then_some(next)
        })
    }

    /// ∂²/∂xᵢ∂xⱼ = Σ₂ θₘpₘ² + Σ₂≤ₘ<ₙ (θₘ + θₙ)pₘpₙ + Σ₂ (1 − θₘ)(θ₁ + θₘ)/(θ₁ − θₘ)·p₁pₘ with pₘ = wᵢₘwⱼₘ.
    fn second_derivative(&self, one: usize, other: usize) -> f64 {
        let product = |axis: &Axis| part(&axis.vector, one) * part(&axis.vector, other);
        let Some((first, rest)) = self.axes.split_first() else {
            return 0.0;
        };
        // The first two sums are (Σ₂ θₘpₘ)·(Σ₂ pₘ).
        let weighted = compensated_sum(rest.iter().map(|axis| axis.value * product(axis)));
        let plain = compensated_sum(rest.iter().map(product));
        let with_first =
            compensated_sum(rest.iter().map(|axis| {
                (1.0 - axis.value) * (first.value + axis.value) / (first.value - axis.value) * product(axis)
            }));
        weighted * plain + product(first) * with_first
    }

    /// The uniquenesses after one sweep over the items, the loadings as they are.
    fn swept(&self, correlation: &[Vec<f64>]) -> Vec<f64> {
        let loadings = self.loadings();
        let mut uniquenesses = self.uniquenesses.clone();
        for item in 0..uniquenesses.len() {
            let (a, b) = curvature(correlation, &loadings, &uniquenesses, item);
            if let Some(uniqueness) = uniquenesses.get_mut(item) {
                *uniqueness = (*uniqueness + (b - a) / (a * a)).max(SMALLEST_UNIQUENESS);
            }
        }
        uniquenesses
    }

    fn into_factor(self, steps: usize) -> Factor {
        let mut loadings = self.loadings();
        let mut uniquenesses = self.uniquenesses;
        if loadings.iter().filter(|loading| loading.abs() > NO_LOADING).count() < 2 {
            loadings.fill(0.0);
            uniquenesses.fill(1.0);
        }
        Factor {
            held: (0..)
                .zip(&uniquenesses)
                .filter(|(_, uniqueness)| **uniqueness <= SMALLEST_UNIQUENESS)
                .map(|(item, _)| item)
                .collect(),
            discrepancy: self.discrepancy,
            loadings,
            uniquenesses,
            steps,
        }
    }
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
            let diagonal = if other == item { 1.0 / u } else { 0.0 };
            diagonal - own * w / spread
        })
        .collect();
    let pairs = correlation.iter().zip(&row);
    let b =
        compensated_sum(pairs.flat_map(|(values, one)| values.iter().zip(&row).map(move |(r, other)| one * r * other)));
    (part(&row, item), b)
}

fn part(vector: &[f64], item: usize) -> f64 {
    vector.get(item).copied().unwrap_or(0.0)
}
