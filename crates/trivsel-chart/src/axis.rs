//! A scale with round numbers: four to six gridlines around the values, and where a value stands between them.

/// The values of the gridlines, from the lowest to the highest, and how many decimals they need.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    pub(crate) lines: Vec<f64>,
    pub(crate) decimals: usize,
    low: f64,
    high: f64,
}

/// Where zero must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foot {
    /// As low as the values need.
    Values,
    /// Zero is always on the axis.
    Zero,
}

impl Axis {
    /// An axis that holds all `values`; without any, it goes from 0 to 1.
    pub(crate) fn around(values: impl Iterator<Item = f64>, foot: Foot) -> Self {
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for value in values.filter(|value| can_be_drawn(*value)) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let never_negative = low >= 0.0;
        if foot == Foot::Zero {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        let largest = low.abs().max(high.abs());
        if high - low <= largest * 1e-6 {
            // All values alike: the line stands in the middle of a small field of its own.
            let pad = if largest == 0.0 { 1.0 } else { largest * 0.1 };
            (low, high) = (low - pad, high + pad);
        }
        if never_negative {
            low = low.max(0.0);
        }
        Self::between(low, high)
    }

    fn between(low: f64, high: f64) -> Self {
        let mut scale = 10f64.powf(((high - low).log10()).floor() - 2.0);
        // Each step is at most twice the one before, so the count passes through 3, 4 or 5 intervals and cannot jump over them.
        for _ in 0..6 {
            for (factor, extra) in [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)] {
                let step = factor * scale;
                let first = (low / step + 1e-9).floor();
                let last = (high / step - 1e-9).ceil();
                if last - first <= 5.0 {
                    return Self::with_step(first, last.max(first + 3.0), step, scale, extra);
                }
            }
            scale *= 10.0;
        }
        Self {
            lines: vec![low, high],
            decimals: 0,
            low,
            high,
        }
    }

    fn with_step(first: f64, last: f64, step: f64, scale: f64, extra: usize) -> Self {
        let mut lines = Vec::new();
        let mut at = first;
        while at <= last + 0.5 {
            lines.push(if at == 0.0 { 0.0 } else { at * step });
            at += 1.0;
        }
        let mut decimals = extra;
        let mut power = scale;
        while power < 0.999 && decimals < 12 {
            power *= 10.0;
            decimals += 1;
        }
        if scale > 9.0 {
            decimals = 0;
        }
        Self {
            low: first * step,
            high: last * step,
            lines,
            decimals,
        }
    }

    /// Where `value` stands: 0 at the lowest gridline, 1 at the highest.
    pub(crate) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    pub(crate) fn low(&self) -> f64 {
        self.low
    }

    pub(crate) fn high(&self) -> f64 {
        self.high
    }
}

/// Whether a number is one that a picture can show. Beyond a thousand million millions it is a mistake, not a measurement.
pub(crate) fn can_be_drawn(value: f64) -> bool {
    value.is_finite() && value.abs() < 1e15
}

/// A count as a number with decimals.
pub(crate) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn axis(values: &[f64]) -> Axis {
        Axis::around(values.iter().copied(), Foot::Values)
    }

    #[test]
    fn percentages_between_five_and_ten_get_six_whole_lines() {
        let axis = axis(&[5.2, 9.6]);
        assert_eq!(axis.lines, [5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!(axis.decimals, 0);
    }

    #[test]
    fn small_spans_ask_for_the_decimals_they_need() {
        assert_eq!(axis(&[5.1, 6.9]).decimals, 1);
        assert_eq!(axis(&[0.11, 0.19]).decimals, 2);
        assert_eq!(axis(&[100.0, 400.0]).decimals, 0);
        let quarter = axis(&[0.0, 1.25]);
        assert_eq!((quarter.lines[1], quarter.decimals), (0.25, 2));
        let coarse = axis(&[0.0, 124.0]);
        assert_eq!((coarse.lines[1], coarse.decimals), (25.0, 0));
    }

    #[test]
    fn a_constant_series_stands_between_the_lines() {
        let axis = axis(&[6.0; 12]);
        assert!(axis.low() < 6.0 && axis.high() > 6.0);
        let nothing = Axis::around(std::iter::empty(), Foot::Values);
        assert!(nothing.low() <= 0.0 && nothing.high() >= 1.0);
    }

    #[test]
    fn counts_never_get_a_negative_gridline() {
        assert_eq!(axis(&[0.0, 0.0]).low(), 0.0);
        assert_eq!(axis(&[0.0, 7.0]).low(), 0.0);
        assert_eq!(Axis::around([6.0, 7.0].into_iter(), Foot::Zero).low(), 0.0);
    }

    proptest! {
        #[test]
        fn any_values_get_four_to_six_lines_around_them(values in prop::collection::vec(-1e7f64..1e7, 1..40), zoom in -6i32..6) {
            let values: Vec<f64> = values.iter().map(|value| value * 10f64.powi(zoom)).collect();
            let axis = axis(&values);
            prop_assert!((4..=6).contains(&axis.lines.len()), "{:?}", axis);
            for value in values {
                prop_assert!((-1e-6..=1.0 + 1e-6).contains(&axis.share(value)), "{value} is outside {axis:?}");
            }
        }
    }
}
