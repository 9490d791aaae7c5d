//! What is true in the made-up figures: the numbers an evaluation should find again.
//!
//! Everything that moves the figures stands here. `docs/demo.md` tells it to readers; change both together.

use trivsel_domain::month::Month;

/// What the initiative truly does to sickness absence where it runs, once it is built up: twelve percent less.
pub const TRUE_EFFECT: f64 = -0.12;
/// What it truly does to the share of applicants who are qualified: thirty percent more.
pub const TRUE_EFFECT_ON_QUALIFIED: f64 = 0.30;
/// How many months the effect takes to build up: a quarter in the first month, all of it in the fourth.
pub const BUILD_UP_MONTHS: i32 = 3;
/// What the new payroll system counts more of sickness, in the units that changed: parts of days are counted as well.
pub(crate) const NEW_SYSTEM: f64 = 1.08;

/// The months of the pandemic, as the disruption registers them.
pub(crate) fn covid() -> (Month, Month) {
    (month(2020, 3), month(2022, 3))
}

/// The month the two units changed payroll system.
pub(crate) fn new_system_month() -> Month {
    month(2023, 1)
}

/// The month from which the reason for leaving is written down.
pub(crate) fn reasons_since() -> Month {
    month(2023, 1)
}

/// The month of a number of year and month.
pub(crate) fn month(year: i32, number: u32) -> Month {
    // The first month Trivsel knows stands in for a month that does not exist.
    Month::new(year, number).unwrap_or_else(|_| Month::of(chrono::NaiveDate::MIN))
}

/// How much of the effect is there in a month, 0 to 1.
pub(crate) fn built_up(start: Option<Month>, at: Month) -> f64 {
    let Some(start) = start else { return 0.0 };
    let months = at.since(start);
    if months < 0 {
        0.0
    } else {
        f64::from((months + 1).min(BUILD_UP_MONTHS + 1)) / f64::from(BUILD_UP_MONTHS + 1)
    }
}

/// Sickness by month of the year, 1 on average: most in January and February, least in July.
const SEASON: [f64; 12] = [1.20, 1.24, 1.12, 0.99, 0.93, 0.88, 0.77, 0.86, 0.97, 1.01, 1.01, 1.02];

/// The factor of the month of the year.
pub(crate) fn season(at: Month) -> f64 {
    let index = usize::try_from(at.number()).unwrap_or(1).saturating_sub(1);
    SEASON.get(index).copied().unwrap_or(1.0)
}

/// Sickness in the pandemic beside an ordinary month, in waves, from March 2020 to March 2022.
const WAVES: [f64; 25] = [
    1.22, 1.14, 1.02, 0.95, 0.97, 1.00, 1.08, 1.10, 1.14, 1.28, 1.22, 1.08, 1.04, 1.03, 1.01, 0.98, 1.02, 1.06, 1.10,
    1.13, 1.24, 1.36, 1.52, 1.66, 1.38,
];

/// The factor of the pandemic, for work that is `exposed` as much as this.
pub(crate) fn wave(at: Month, exposed: f64) -> f64 {
    let (first, last) = covid();
    let index = usize::try_from(at.since(first)).ok();
    let factor = index.and_then(|index| WAVES.get(index)).copied().unwrap_or(1.0);
    // What is left afterwards fades by a tenth a month.
    let after = at.since(last);
    if after > 0 {
        1.0 + 0.10 * exposed * 0.9_f64.powi(after)
    } else {
        1.0 + (factor - 1.0) * exposed
    }
}

/// The slow trend, alike in every unit: up one percent a year until the pandemic, down one percent a year after 2022.
pub(crate) fn trend(at: Month) -> f64 {
    let years = |from: Month| f64::from(at.since(from)) / 12.0;
    let up = 0.01 * years(month(2017, 1)).min(5.0);
    let down = 0.01 * years(month(2022, 7)).max(0.0);
    1.0 + up - down.min(0.06)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effect_builds_up_over_three_months() {
        let start = month(2019, 5);
        let shares: Vec<f64> = start
            .plus(-1)
            .to(start.plus(4))
            .map(|at| built_up(Some(start), at))
            .collect();
        assert_eq!(shares, [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]);
        assert_eq!(built_up(None, start).total_cmp(&0.0), std::cmp::Ordering::Equal);
    }

    #[test]
    fn the_season_is_one_on_average_and_the_waves_fill_the_pandemic() {
        assert!((SEASON.iter().sum::<f64>() / 12.0 - 1.0).abs() < 0.005);
        let (first, last) = covid();
        assert_eq!(usize::try_from(last.since(first) + 1), Ok(WAVES.len()));
        assert!(wave(month(2019, 2), 1.3) < 1.0001 && wave(month(2022, 2), 1.3) > 1.8);
    }
}
