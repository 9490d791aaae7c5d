//! p values of many questions at once, adjusted so that they can be read together.
//!
//! [`holm`] keeps the chance of any false finding in the family at the level (for a family that is decided on);
//! [`benjamini_hochberg`] keeps the expected share of false ones among the findings there (for exploring). Neither
//! says anything of how large an effect is.

use crate::number::count;

/// Why p values could not be adjusted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum MultipleError {
    /// A p value lies outside 0..=1, or is NaN.
    #[error("the p value {value} at position {index} is not between 0 and 1")]
    PValue {
        /// Position of the first such value, counted from 0.
        index: usize,
        /// The value.
        value: f64,
    },
}

/// p values adjusted by Holm's step-down procedure (Holm 1979, Scandinavian Journal of Statistics 6:65).
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎, the adjusted p₍ᵢ₎ is the largest of min(1, (m − j + 1)·p₍ⱼ₎) for j ≤ i. Holds whatever
/// the dependence between the questions. In the order given; nothing gives nothing.
///
/// # Errors
/// [`MultipleError::PValue`].
pub fn holm(p_values: &[f64]) -> Result<Vec<f64>, MultipleError> {
    let ascending = sorted(p_values)?;
    let factors = (1..=ascending.len()).rev();
    let steps = ascending
        .into_iter()
        .zip(factors)
        .map(|((place, p), factor)| (place, count(factor) * p));
    Ok(cumulated(steps, p_values.len(), 0.0, f64::max))
}

/// p values adjusted by the step-up procedure of Benjamini & Hochberg (1995, JRSS B 57:289).
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎, the adjusted p₍ᵢ₎ is the smallest of min(1, m·p₍ⱼ₎/j) for j ≥ i. Holds for independent
/// questions and for positively dependent ones, such as groups answering the same questionnaire. In the order given;
/// nothing gives nothing.
///
/// # Errors
/// [`MultipleError::PValue`].
pub fn benjamini_hochberg(p_values: &[f64]) -> Result<Vec<f64>, MultipleError> {
    let all = p_values.len();
    let ascending = sorted(p_values)?;
    let steps = ascending
        .into_iter()
        .enumerate()
        .rev()
        .map(|(before, (place, p))| (place, count(all) / count(before + 1) * p));
    Ok(cumulated(steps, all, 1.0, f64::min))
}

/// The p values with their places, smallest first.
fn sorted(p_values: &[f64]) -> Result<Vec<(usize, f64)>, MultipleError> {
    let mut placed: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    if let Some((index, value)) = placed.iter().find(|(_, p)| !(0.0..=1.0).contains(p)) {
        return Err(MultipleError::PValue {
            index: *index,
            value: *value,
        });
    }
    placed.sort_by(|one, other| one.1.total_cmp(&other.1));
    Ok(placed)
}

/// Each step joined with those before it, held at 1, and put back in its place.
fn cumulated(
    steps: impl Iterator<Item = (usize, f64)>,
    length: usize,
    start: f64,
    join: fn(f64, f64) -> f64,
) -> Vec<f64> {
    let mut adjusted = vec![0.0; length];
    let mut so_far = start;
    for (place, step) in steps {
        so_far = join(so_far, step.min(1.0));
        if let Some(cell) = adjusted.get_mut(place) {
            *cell = so_far;
        }
    }
    adjusted
}
