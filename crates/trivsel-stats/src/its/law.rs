//! What the counts of a month are thought to be drawn from.

/// A mean–variance law with its canonical (or, for the negative binomial, logarithmic) link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Law {
    /// Variance φμ, log link.
    Poisson,
    /// Variance μ + μ²/θ, log link.
    NegativeBinomial { theta: f64 },
    /// Events of one series out of the events of two: variance φμ(1 − μ/n), logit link. The same estimates as a
    /// Poisson model of both series with an effect for every month.
    Share,
}

impl Law {
    /// The mean at a linear predictor (offset included).
    pub(super) fn mean(self, predictor: f64, total: f64) -> f64 {
        match self {
            Self::Poisson | Self::NegativeBinomial { .. } => libm::exp(predictor),
            Self::Share => total / (1.0 + libm::exp(-predictor)),
        }
    }

    /// The predictor at which the iteration begins: near the observed count, kept off the boundary.
    pub(super) fn first_predictor(self, observed: f64, total: f64) -> f64 {
        match self {
            Self::Poisson | Self::NegativeBinomial { .. } => libm::log(observed.max(0.1)),
            // McCullagh & Nelder 1989, §4.4: half an event is added to either part.
            Self::Share => libm::log((observed + 0.5) / (total - observed + 0.5)),
        }
    }

    /// The share of its own size by which the mean moves with the predictor: (dμ/dη)/μ.
    pub(super) fn elasticity(self, mean: f64, total: f64) -> f64 {
        match self {
            Self::Poisson | Self::NegativeBinomial { .. } => 1.0,
            Self::Share => 1.0 - mean / total,
        }
    }

    /// The variance function, without the dispersion.
    pub(super) fn variance(self, mean: f64, total: f64) -> f64 {
        match self {
            Self::Poisson => mean,
            Self::NegativeBinomial { theta } => mean + mean * mean / theta,
            Self::Share => mean * (1.0 - mean / total),
        }
    }

    /// A count brought back to what is possible.
    pub(super) fn clamp(self, value: f64, total: f64) -> f64 {
        match self {
            Self::Poisson | Self::NegativeBinomial { .. } => value.max(0.0),
            Self::Share => value.clamp(0.0, total),
        }
    }
}
