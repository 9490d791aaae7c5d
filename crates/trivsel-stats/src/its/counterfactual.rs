//! What would have been expected without the change.

use super::covariance::{Errors, variance_along};
use super::error::ItsError;
use super::estimate::{Estimate, Interval, t_quantile};
use super::fit::Fit;
use super::worlds::Totals;

/// One month of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CounterfactualMonth {
    /// Its position in the series.
    pub position: usize,
    /// Whether the model was fitted to it.
    pub is_used: bool,
    /// Events counted.
    pub observed: f64,
    /// Events the model fits, with the change.
    pub fitted: f64,
    /// Events expected without the change; before the start the same as `fitted`. The band is that of the
    /// expectation: single months scatter more widely around it.
    pub expected: Interval,
}

/// The change in events over the used months from the start on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Months summed over.
    pub months: usize,
    /// Events expected without the change.
    pub expected: Interval,
    /// Events counted.
    pub observed: f64,
    /// Fitted less expected: negative where there were fewer events than expected. Under the quasi-Poisson and the
    /// controlled model the fitted events of these months sum to the observed ones, so it is observed less expected.
    pub difference: Interval,
}

impl Fit {
    /// Every month with exposure, with what would have been expected without the change and a band of `confidence`.
    ///
    /// By the delta method on the logarithm: exp(log μ ± t·√(g′Vg)), g being the gradient of log μ. For a controlled
    /// series the expectation is the fitted share without the change, of what the month brought to both series.
    ///
    /// # Errors
    /// [`ItsError::Confidence`].
    pub fn counterfactual(&self, errors: Errors, confidence: f64) -> Result<Vec<CounterfactualMonth>, ItsError> {
        let covariance = self.covariance(errors);
        let t = t_quantile(confidence, self.degrees())?;
        let month = |month: &super::months::Month| {
            let worlds = self.worlds(month, self.own_coefficients());
            let reach = t * variance_along(&worlds.without_gradient, &covariance).sqrt();
            CounterfactualMonth {
                position: month.position,
                is_used: month.is_used,
                observed: month.observed,
                fitted: worlds.with,
                expected: around(worlds.without, reach),
            }
        };
        Ok(self.months.all.iter().map(month).collect())
    }

    /// Expected without the change, observed, and the difference, summed over the used months from the start on.
    ///
    /// By the delta method: the expected sum on the logarithmic scale, the difference h = Σμ − Σμ⁰ on its own, with
    /// the gradient of h in all coefficients. The scatter of the months is in it, because the step follows them. Its
    /// interval is symmetric and that of the rate ratio is not: close to zero one may contain "no change" and the
    /// other not. The verdict belongs to the ratio.
    ///
    /// # Errors
    /// [`ItsError::Confidence`].
    pub fn difference(&self, errors: Errors, confidence: f64) -> Result<Difference, ItsError> {
        let covariance = self.covariance(errors);
        let totals = Totals::of(self, self.own_coefficients());
        let relative: Vec<f64> = totals.without_gradient.iter().map(|g| g / totals.without).collect();
        let reach = t_quantile(confidence, self.degrees())? * variance_along(&relative, &covariance).sqrt();
        let gradient: Vec<f64> = totals
            .with_gradient
            .iter()
            .zip(&totals.without_gradient)
            .map(|(with, without)| with - without)
            .collect();
        let difference = Estimate {
            value: totals.with - totals.without,
            standard_error: variance_along(&gradient, &covariance).sqrt(),
            degrees: self.degrees(),
        };
        Ok(Difference {
            months: self.months_after().count(),
            expected: around(totals.without, reach),
            observed: self.months_after().map(|month| month.observed).sum(),
            difference: difference.interval(confidence)?,
        })
    }
}

/// Bounds at a relative distance on the logarithmic scale.
fn around(estimate: f64, reach: f64) -> Interval {
    Interval {
        estimate,
        lower: estimate * libm::exp(-reach),
        upper: estimate * libm::exp(reach),
    }
}
