//! An invented panel: the same for the benchmark and for the file that other programs read.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use trivsel_stats::staggered::{Panel, Unit};

/// Half of the units start, in twelve months spread over the middle half of the panel; levels, a common path, noise, and an effect of −1
/// that grows by 0.05 a month.
///
/// # Panics
/// Without units or months.
pub(crate) fn invented_panel(units: usize, months: usize) -> Panel {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    // In 0..1, then roughly normal with variance 1.
    let mut uniform = move || f64::from(random.next_u32()) / 4_294_967_296.0;
    let mut noise = move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
    let common: Vec<f64> = (0..months).map(|_| noise()).collect();
    let cohorts = 12.min(months / 2).max(1);
    let all = (0..units).map(|number| {
        let start = (number % 2 == 0).then(|| months / 4 + (number / 2 % cohorts) * months / (2 * cohorts));
        let level = 10.0 + 3.0 * noise();
        let outcomes = (0_u32..).zip(&common).map(|(month, common)| {
            let since = start.and_then(|start| month.checked_sub(u32::try_from(start).ok()?));
            Some(level + common + noise() - since.map_or(0.0, |since| 1.0 + 0.05 * f64::from(since)))
        });
        Unit::new(outcomes.collect(), start)
    });
    match Panel::new(all.collect()) {
        Ok(panel) => panel,
        Err(error) => unreachable!("{error}"),
    }
}
