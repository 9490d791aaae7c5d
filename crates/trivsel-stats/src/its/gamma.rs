//! The first two derivatives of the logarithm of the gamma function.

/// From here on the asymptotic series below are good to the last digits.
const FAR: f64 = 12.0;

/// ψ(x) for x > 0, by recurrence to x ≥ 12 and the asymptotic series (Abramowitz & Stegun 6.3.5, 6.3.18).
pub(super) fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < FAR {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let tail = square
        * (1.0 / 12.0
            - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square * (1.0 / 132.0)))));
    libm::log(x) - 0.5 / x - tail - below
}

/// ψ′(x) for x > 0, in the same way (6.4.6, 6.4.12).
pub(super) fn trigamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < FAR {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let tail = square
        * (1.0 / 6.0 - square * (1.0 / 30.0 - square * (1.0 / 42.0 - square * (1.0 / 30.0 - square * (5.0 / 66.0)))));
    below + 1.0 / x + 0.5 * square + tail / x
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp)]
    use super::{digamma, trigamma};

    #[test]
    fn known_values_are_met() {
        // ψ(1) = −γ, ψ(½) = −γ − 2 ln 2; ψ′(1) = π²/6, ψ′(½) = π²/2.
        const EULER: f64 = 0.577_215_664_901_532_9;
        assert!((digamma(1.0) + EULER).abs() < 1e-14);
        assert!((digamma(0.5) + EULER + 2.0 * std::f64::consts::LN_2).abs() < 1e-14);
        let pi_squared = std::f64::consts::PI * std::f64::consts::PI;
        assert!((trigamma(1.0) - pi_squared / 6.0).abs() < 1e-14);
        assert!((trigamma(0.5) - pi_squared / 2.0).abs() < 1e-13);
    }
}
