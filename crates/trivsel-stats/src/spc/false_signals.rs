//! How often a chart cries wolf.

use super::rules::RuleSet;
use super::run_chart::anhoej_limits;
use crate::number::count;

/// The mean number of points until the first false signal, for independent normal values and limits known exactly.
///
/// | rules | points | from |
/// |---|---|---|
/// | [`RuleSet::ThreeSigma`] | 370.40 | 1 / (2 · P(Z > 3)) |
/// | [`RuleSet::WesternElectric`] | 91.75 | Champ & Woodall 1987, Technometrics 29:393; confirmed by simulation |
/// | [`RuleSet::Nhs`] | 85.8 | simulation, standard error 0.12 (`tests/it/oracle/run_length.R`) |
#[must_use]
pub fn average_run_length(rules: RuleSet) -> f64 {
    match rules {
        RuleSet::ThreeSigma => 370.40,
        RuleSet::WesternElectric => 91.75,
        RuleSet::Nhs => 85.8,
    }
}

/// The expected number of false signals among `points` judged points, over as many charts as wanted:
/// `points` / [`average_run_length`].
///
/// A signal is counted once, when it first shows, and counting begins afresh after it; the number of *flagged* points is
/// larger, since a pattern flags several. It is an approximation: for stable, independent, normal values and limits
/// from a long baseline. Limits from 12 to 24 points, skewed values and season make false signals more frequent; the first
/// points of a chart, where no pattern can have formed yet, make them rarer.
#[must_use]
pub fn expected_false_signals(points: usize, rules: RuleSet) -> f64 {
    count(points) / average_run_length(rules)
}

/// The probability that a run chart with `useful` observations signals by chance under Anhøj's rules.
///
/// Exact for independent observations that lie above or below the centre with probability ½ each (Wentzel-Larsen & Anhøj
/// 2019, PLoS ONE 14:e0223233): all sequences are followed by their present run and their crossings so far. For a median
/// taken from the same observations it is close, not exact. 0 for no observations.
#[must_use]
pub fn run_chart_false_signal_probability(useful: usize) -> f64 {
    let Some((longest_run, fewest_crossings)) = anhoej_limits(useful) else {
        return 0.0;
    };
    // by_crossings[c][r]: probability of c crossings so far, a present run of r + 1, and no run too long.
    let mut by_crossings: Vec<Vec<f64>> = vec![vec![0.0; longest_run]; useful];
    if let Some(first) = by_crossings.first_mut().and_then(|runs| runs.first_mut()) {
        *first = 1.0;
    }
    for _ in 1..useful {
        let mut crossed = 0.0;
        for runs in &mut by_crossings {
            let crosses_next = runs.iter().sum::<f64>() / 2.0;
            runs.rotate_right(1);
            runs.iter_mut().for_each(|probability| *probability /= 2.0);
            if let Some(new_run) = runs.first_mut() {
                // What stood here came round from the end: a run that has become too long.
                *new_run = crossed;
            }
            crossed = crosses_next;
        }
    }
    let silent: f64 = by_crossings.iter().skip(fewest_crossings).flatten().sum();
    (1.0 - silent).clamp(0.0, 1.0)
}
