//! The noncentral t distribution.

use crate::number::count;

/// P(T > `point`) for T noncentral t with `degrees` ≥ 1 degrees of freedom and noncentrality `delta`.
///
/// T = (Z + δ)/s with νs² chi-squared, so the probability is E\[Φ(δ − point·s)\] over s (Johnson, Kotz & Balakrishnan
/// 1995, ch. 31). Simpson's rule over ten deviations either side of s = 1 leaves less than 1e-12.
pub(super) fn upper_tail(point: f64, degrees: usize, delta: f64) -> f64 {
    const STEPS: usize = 2000;
    let nu = count(degrees);
    let half = nu / 2.0;
    let low = (1.0 - 10.0 / nu.sqrt()).max(0.0);
    let high = 1.0 + 10.0 / nu.sqrt();
    let width = (high - low) / count(STEPS);
    // ln of the density of s: 2 (ν/2)^(ν/2) / Γ(ν/2) · s^(ν − 1) · exp(−νs²/2).
    let constant = libm::log(2.0) + half * libm::log(half) - libm::lgamma(half);
    let density = |s: f64| {
        let power = if degrees == 1 { 0.0 } else { (nu - 1.0) * libm::log(s) };
        libm::exp(constant + power - half * s * s)
    };
    let sum: f64 = (0..=STEPS)
        .map(|step| {
            let s = low + count(step) * width;
            let weight = match step {
                0 | STEPS => 1.0,
                _ if step % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * density(s) * normal_cdf(delta - point * s)
        })
        .sum();
    sum * width / 3.0
}

pub(super) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}
