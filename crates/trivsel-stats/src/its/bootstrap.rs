//! Intervals by drawing the residuals anew, block by block.

use std::collections::BTreeMap;

use rand::Rng;

use super::error::ItsError;
use super::estimate::Interval;
use super::fit::Fit;
use super::resampling::Resampler;
use super::reweighting::{self, Rows};
use super::worlds::Totals;
use crate::summary::quantile;

/// How the residuals are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockBootstrap {
    /// Series drawn; 1,000 for a report.
    pub draws: usize,
    /// Consecutive months drawn together; 6 keeps half a year of dependence.
    pub block: usize,
}

impl Default for BlockBootstrap {
    fn default() -> Self {
        Self { draws: 1000, block: 6 }
    }
}

/// Percentile intervals from drawn series. Each interval's `estimate` is that of the fit itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// The rate ratio over the used months from the start on.
    pub rate_ratio: Interval,
    /// Events expected without the change over these months.
    pub expected: Interval,
    /// Fitted less expected over these months.
    pub difference: Interval,
    /// Events expected without the change, for every month with exposure, by position.
    pub band: BTreeMap<usize, Interval>,
    /// Drawn series that could not be fitted, for example because no events were left after the start.
    pub failed: usize,
}

impl Fit {
    /// Draws series around the fit and fits each again.
    ///
    /// Residual bootstrap of a generalised linear model (Davison & Hinkley 1997, *Bootstrap Methods and their
    /// Application*, §7.2.3) with circular blocks (Politis & Romano 1992): the Pearson residuals, centred and scaled
    /// by √(n/(n − p)), are drawn in blocks of consecutive used months and put on the fitted means, y* = μ +
    /// √V(μ)·r*, cut at 0. Intervals are the quantiles (type 7) of what the refits say. With few events a month the
    /// cut at 0 bites and the intervals are not to be trusted. On short series they are too narrow, as all that must
    /// learn the dependence from the data.
    ///
    /// Random numbers come from `rng` alone, one `u64` or (very rarely) more for each block; give it a generator
    /// whose stream is fixed on every platform, such as ChaCha, with a seed that is kept. The same fit and seed then
    /// give the same bits.
    ///
    /// # Errors
    /// [`ItsError::Draws`], [`ItsError::Confidence`]; [`ItsError::DrawsFailed`] where more than a twentieth of the
    /// series could not be fitted.
    pub fn bootstrap(
        &self,
        settings: BlockBootstrap,
        confidence: f64,
        rng: &mut dyn Rng,
    ) -> Result<Bootstrap, ItsError> {
        let BlockBootstrap { draws, block } = settings;
        if draws < 2 || block == 0 {
            return Err(ItsError::Draws { draws, block });
        }
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(ItsError::Confidence { confidence });
        }
        let resampler = Resampler::new(self, block);
        let start = reweighting::predict(&self.rows.columns, self.own_coefficients());
        let mut rows = self.rows.clone();
        let mut drawn = Drawn::default();
        let mut failed = 0;
        for _ in 0..draws {
            self.draw(&resampler, rng, &mut rows);
            match reweighting::fit(&rows, self.law, Some(&start)) {
                Ok(settled) => drawn.add(self, &settled.coefficients),
                Err(_) => failed += 1,
            }
        }
        if failed * 20 > draws {
            return Err(ItsError::DrawsFailed { failed, draws });
        }
        let own = Totals::of(self, self.own_coefficients());
        let interval = |estimate: f64, values: &[f64]| percentile(estimate, values, confidence);
        let band = self
            .months
            .all
            .iter()
            .zip(&drawn.band)
            .map(|(month, values)| {
                let estimate = self.worlds(month, self.own_coefficients()).without;
                Ok((month.position, interval(estimate, values)?))
            })
            .collect::<Result<_, ItsError>>()?;
        Ok(Bootstrap {
            rate_ratio: interval(own.with / own.without, &drawn.ratio)?,
            expected: interval(own.without, &drawn.expected)?,
            difference: interval(own.with - own.without, &drawn.difference)?,
            band,
            failed,
        })
    }

    /// Replaces the observed counts by drawn ones.
    fn draw(&self, resampler: &Resampler, rng: &mut dyn Rng, rows: &mut Rows) {
        let residuals = resampler.draw(rows.observed.len(), rng);
        for (((observed, total), mean), residual) in rows
            .observed
            .iter_mut()
            .zip(&rows.totals)
            .zip(&self.means)
            .zip(residuals)
        {
            let value = mean + self.law.variance(*mean, *total).sqrt() * residual;
            *observed = self.law.clamp(value, *total);
        }
    }
}

/// What the drawn series say, one value a draw.
#[derive(Debug, Default)]
struct Drawn {
    ratio: Vec<f64>,
    expected: Vec<f64>,
    difference: Vec<f64>,
    band: Vec<Vec<f64>>,
}

impl Drawn {
    fn add(&mut self, fit: &Fit, coefficients: &[f64]) {
        self.band.resize(fit.months.all.len(), Vec::new());
        let (mut with, mut without) = (0.0, 0.0);
        for (month, values) in fit.months.all.iter().zip(&mut self.band) {
            let (fitted, expected) = fit.means_of(month, coefficients);
            values.push(expected);
            if fit.is_after(month) {
                with += fitted;
                without += expected;
            }
        }
        self.ratio.push(with / without);
        self.expected.push(without);
        self.difference.push(with - without);
    }
}

fn percentile(estimate: f64, values: &[f64], confidence: f64) -> Result<Interval, ItsError> {
    let refused = |_| ItsError::Confidence { confidence };
    Ok(Interval {
        estimate,
        lower: quantile(values, 0.5 - confidence / 2.0).map_err(refused)?,
        upper: quantile(values, 0.5 + confidence / 2.0).map_err(refused)?,
    })
}
