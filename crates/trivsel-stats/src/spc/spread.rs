//! The spread of a process from its moving ranges.

use crate::number::{compensated_sum, count};
use crate::summary;

/// d₂ for pairs: the mean range of two normal values is 1.128 sigma.
const MEAN_RANGE_TO_SIGMA: f64 = 1.128;
/// d₄ for pairs: the median range of two normal values is 0.954 sigma.
const MEDIAN_RANGE_TO_SIGMA: f64 = 0.954;
/// D₄ for pairs: a moving range above 3.267 times the mean one is itself a signal.
const RANGE_LIMIT: f64 = 3.267;

/// How moving ranges are turned into one measure of spread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Spread {
    /// The mean of the moving ranges.
    #[default]
    MeanRange,
    /// The mean of those moving ranges that are below 3.267 times the mean of all, screened once (Nelson 1982,
    /// Journal of Quality Technology 14:172). NHSRplotthedots does this by default, the NHS spreadsheet does not.
    ScreenedMeanRange,
    /// The median of the moving ranges, which single outliers hardly move.
    MedianRange,
}

impl Spread {
    /// The typical moving range of the non-empty `ranges`; 0 for none.
    pub(super) fn typical_range(self, ranges: &[f64]) -> f64 {
        match self {
            Self::MeanRange => mean(ranges),
            Self::ScreenedMeanRange => {
                let limit = RANGE_LIMIT * mean(ranges);
                let kept: Vec<f64> = ranges.iter().copied().filter(|range| *range < limit).collect();
                mean(&kept)
            }
            Self::MedianRange => summary::median(ranges).unwrap_or(0.0),
        }
    }

    /// By what a typical range is divided to estimate sigma.
    pub(super) fn range_to_sigma(self) -> f64 {
        match self {
            Self::MeanRange | Self::ScreenedMeanRange => MEAN_RANGE_TO_SIGMA,
            Self::MedianRange => MEDIAN_RANGE_TO_SIGMA,
        }
    }
}

/// |difference| of neighbours, where both are there.
pub(super) fn moving_ranges(values: &[Option<f64>]) -> Vec<f64> {
    values
        .iter()
        .zip(values.iter().skip(1))
        .filter_map(|pair| match pair {
            (Some(before), Some(after)) => Some((after - before).abs()),
            _ => None,
        })
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        compensated_sum(values.iter().copied()) / count(values.len())
    }
}
