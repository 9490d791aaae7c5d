//! Drawing residuals in blocks.

use rand::Rng;

use super::fit::Fit;
use crate::number::count;

/// Residuals that are drawn in circular blocks.
#[derive(Debug, Clone)]
pub(crate) struct Resampler {
    residuals: Vec<f64>,
    block: usize,
}

impl Resampler {
    /// The Pearson residuals of a fit, centred and scaled up for the degrees of freedom that the fit used.
    pub(crate) fn new(fit: &Fit, block: usize) -> Self {
        let residuals = fit.pearson_residuals();
        let n = count(residuals.len());
        let mean = residuals.iter().sum::<f64>() / n;
        let scale = (n / count(fit.degrees())).sqrt();
        Self {
            residuals: residuals
                .into_iter()
                .map(|residual| (residual - mean) * scale)
                .collect(),
            block,
        }
    }

    /// `length` residuals, block after block; what reaches over the end begins again at the first month.
    pub(crate) fn draw(&self, length: usize, rng: &mut dyn Rng) -> Vec<f64> {
        let mut drawn = Vec::with_capacity(length + self.block);
        while drawn.len() < length && !self.residuals.is_empty() {
            let from = below(self.residuals.len(), rng);
            drawn.extend(self.residuals.iter().cycle().skip(from).take(self.block));
        }
        drawn.truncate(length);
        drawn
    }
}

/// A number in 0..`bound`, each equally likely (Lemire 2019, ACM TOMACS 29:3).
///
/// Written out rather than taken from a crate, so that the stream behind a published number does not change with a
/// version.
fn below(bound: usize, rng: &mut dyn Rng) -> usize {
    let wide = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
    let threshold = wide.wrapping_neg() % wide;
    loop {
        let product = u128::from(rng.next_u64()) * u128::from(wide);
        let low = u64::try_from(product & u128::from(u64::MAX)).unwrap_or(0);
        if low >= threshold {
            return usize::try_from(product >> 64).unwrap_or(0);
        }
    }
}
