//! Chance that can be repeated: every draw and every id follows from one number and a name.
//!
//! Each thing draws from a stream of its own, named after it. So a unit's figures stay the same when a unit is added, and a
//! month is added to a series without changing the months before it.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What everything made up is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed {
    number: u64,
    namespace: Uuid,
}

impl Seed {
    /// The seed with this number.
    pub(crate) fn new(number: u64) -> Self {
        let name = format!("trivsel demo {number}");
        Self {
            number,
            namespace: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()),
        }
    }

    /// The id of the thing with this name: the same in every run, so that addresses are.
    pub(crate) fn id(&self, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, name.as_bytes())
    }

    /// The stream of draws with this name.
    pub(crate) fn dice(&self, name: &str) -> Dice {
        let key = Sha256::digest(format!("{}:{name}", self.number).as_bytes());
        Dice(ChaCha8Rng::from_seed(key.into()))
    }
}

/// One stream of draws.
#[derive(Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// Between 0 and 1, evenly.
    pub(crate) fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// True in this share of draws.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// Between two numbers, evenly.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A whole number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        let at = self.below(among.len());
        among.get(at)
    }

    /// One of several texts; an empty list gives an empty text.
    pub(crate) fn word(&mut self, among: &[&'static str]) -> &'static str {
        self.pick(among).copied().unwrap_or_default()
    }

    /// One of several with weights.
    pub(crate) fn weighted<'a, T>(&mut self, among: &'a [(T, f64)]) -> Option<&'a T> {
        let total: f64 = among.iter().map(|(_, weight)| weight).sum();
        let mut left = self.share() * total;
        for (item, weight) in among {
            left -= weight;
            if left < 0.0 {
                return Some(item);
            }
        }
        among.last().map(|(item, _)| item)
    }

    /// A standard normal draw (Box and Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }

    /// A gamma draw with scale 1 (Marsaglia and Tsang 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let lift = self.share().max(f64::MIN_POSITIVE).powf(1.0 / shape);
            return self.gamma(shape + 1.0) * lift;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.share().max(f64::MIN_POSITIVE).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// A Poisson draw: by multiplication when few are expected, else rounded from a normal draw.
    fn poisson(&mut self, mean: f64) -> u32 {
        if mean > 40.0 {
            return whole(mean + mean.sqrt() * self.normal());
        }
        let floor = (-mean).exp();
        let mut product = self.share();
        let mut count = 0;
        while product > floor {
            product *= self.share();
            count += 1;
        }
        count
    }

    /// A count with this mean whose variance is `spread` times as large (negative binomial; `spread` 1 or less is Poisson).
    pub(crate) fn count(&mut self, mean: f64, spread: f64) -> u32 {
        if mean <= 0.0 {
            return 0;
        }
        if spread <= 1.0 {
            return self.poisson(mean);
        }
        let scale = spread - 1.0;
        let drawn = self.gamma(mean / scale) * scale;
        self.poisson(drawn)
    }
}

/// The nearest whole number, never below 0.
#[expect(
    clippy::as_conversions,
    reason = "rounding a number that lies between 0 and four billion; `as` saturates and takes no other way"
)]
pub(crate) fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// A count as a number to calculate with.
pub(crate) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        let draw = |seed: u64, name: &str| {
            let mut dice = Seed::new(seed).dice(name);
            (0..8).map(|_| dice.count(20.0, 6.0)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
        assert_eq!(Seed::new(1).id("unit:1"), Seed::new(1).id("unit:1"));
        assert_ne!(Seed::new(1).id("unit:1"), Seed::new(2).id("unit:1"));
    }

    /// Means of 20,000 draws, within four of their standard errors; the variance within a tenth.
    #[test]
    fn counts_have_the_mean_and_the_spread_asked_for() {
        let mut dice = Seed::new(7).dice("spread");
        for (mean, spread) in [(30.0, 8.0), (4.0, 1.0), (90.0, 5.0), (0.8, 3.0)] {
            let draws: Vec<f64> = (0..20_000).map(|_| f64::from(dice.count(mean, spread))).collect();
            let found = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|draw| (draw - found).powi(2)).sum::<f64>() / 19_999.0;
            let error = (mean * spread / 20_000.0).sqrt();
            assert!((found - mean).abs() < 4.0 * error, "mean {found} of {mean}");
            assert!(
                (variance / found / spread - 1.0).abs() < 0.1,
                "spread {} of {spread}",
                variance / found
            );
        }
    }
}
