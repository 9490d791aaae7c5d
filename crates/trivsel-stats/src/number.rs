//! Whole numbers as floating-point numbers, and a sum that keeps its digits.

/// A count as `f64`. Exact up to 2^53, far more points than any series holds.
#[expect(
    clippy::as_conversions,
    reason = "usize has no lossless conversion to f64; counts here are far below 2^53"
)]
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}

/// The sum of `values` by Neumaier's compensated algorithm (Neumaier 1974, ZAMM 54:39).
///
/// The error is a few units in the last place of the result, whatever the number of terms, unless the terms
/// cancel almost completely.
pub(crate) fn compensated_sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = 0.0_f64;
    let mut lost = 0.0_f64;
    for value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() {
            (sum - next) + value
        } else {
            (value - next) + sum
        };
        sum = next;
    }
    // An overflow leaves infinity in `sum` and NaN in `lost`; the infinity is the honest answer.
    if lost.is_finite() { sum + lost } else { sum }
}
