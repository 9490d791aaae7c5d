//! The run chart: values around their median, read by Anhøj's two rules.

use std::ops::Range;

use super::chart::ChartError;
use super::layout::{Layout, Role};
use crate::distribution::binomial_quantile;
use crate::number::count;
use crate::summary;

/// With fewer useful observations than this, the rules have so little to go on that they hardly ever signal.
pub const SHORT_RUN_CHART: usize = 10;

/// A run chart: the roles of the positions, and each phase with its median and its runs.
#[derive(Debug, Clone, PartialEq)]
pub struct RunChart {
    /// The role of each position, in order.
    pub roles: Vec<Role>,
    /// In order; together they cover all positions.
    pub phases: Vec<RunPhase>,
}

/// One phase of a run chart.
#[derive(Debug, Clone, PartialEq)]
pub struct RunPhase {
    /// The positions it covers.
    pub positions: Range<usize>,
    /// Points that are there and no ghosts.
    pub observations: usize,
    /// The median of the baseline points; `None` where there are none.
    pub median: Option<f64>,
    /// The runs around it; `None` where all observations lie on the median, as in a constant phase.
    pub runs: Option<Runs>,
}

/// The runs of one phase around its median.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// Observations that do not lie on the median.
    pub useful: usize,
    /// The most useful observations in a row on one side.
    pub longest_run: usize,
    /// A longer run than this is a signal: round(log₂ useful) + 3.
    pub longest_run_limit: usize,
    /// How often neighbouring useful observations lie on different sides.
    pub crossings: usize,
    /// Fewer crossings than this are a signal: the 5 % quantile of the binomial with useful − 1 trials and share ½.
    pub crossings_limit: usize,
}

impl Runs {
    /// Whether the longest run is unusually long.
    #[must_use]
    pub fn has_long_run(&self) -> bool {
        self.longest_run > self.longest_run_limit
    }

    /// Whether there are unusually few crossings.
    #[must_use]
    pub fn has_few_crossings(&self) -> bool {
        self.crossings < self.crossings_limit
    }

    /// Whether the phase does not look like chance around one level.
    #[must_use]
    pub fn has_signal(&self) -> bool {
        self.has_long_run() || self.has_few_crossings()
    }

    /// Whether there are too few useful observations for the silence of the rules to mean anything.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.useful < SHORT_RUN_CHART
    }
}

/// The run chart of `values`, in any unit, with Anhøj's rules.
///
/// In each phase: the median of the baseline points; then, of all observations that do not lie on the median, the longest
/// run on one side and the number of crossings. A run longer than round(log₂ n) + 3 (Schilling 2012) or fewer crossings
/// than the 5 % quantile of binomial(n − 1, ½) (Chen 2010) is a signal, n being the number of useful observations
/// (Anhøj & Olesen 2014, PLoS ONE 9:e113825; Anhøj 2015, PLoS ONE 10:e0121349). Same results as qicharts2 with method
/// "anhoej", except that a missing point here simply is not there.
///
/// Unlike the patterns of a control chart, runs go on across ghosts and missing points: the rules look at a phase as a
/// whole. Where a gap is long, begin a new phase after it.
///
/// # Errors
/// [`ChartError::Empty`], [`ChartError::NotFinite`], [`ChartError::OutOfSeries`]; [`ChartError::TooFewPoints`] where no phase
/// has an observation.
pub fn run_chart(values: &[Option<f64>], layout: &Layout) -> Result<RunChart, ChartError> {
    if let Some(index) = values.iter().position(|value| value.is_some_and(|v| !v.is_finite())) {
        return Err(ChartError::NotFinite { index });
    }
    let mut chart = RunChart {
        roles: Vec::with_capacity(values.len()),
        phases: Vec::new(),
    };
    for positions in layout.phases(values.len())? {
        let part = values.get(positions.clone()).unwrap_or_default();
        let roles = layout.roles(positions.clone(), part.iter().map(Option::is_some));
        let with_role = |wanted: fn(Role) -> bool| -> Vec<f64> {
            part.iter()
                .zip(&roles)
                .filter(|(_, role)| wanted(**role))
                .filter_map(|(value, _)| *value)
                .collect()
        };
        let observed = with_role(Role::is_judged);
        let median = summary::median(&with_role(|role| role == Role::Baseline)).ok();
        chart.phases.push(RunPhase {
            positions,
            observations: observed.len(),
            median,
            runs: median.and_then(|median| count_runs(&observed, median)),
        });
        chart.roles.extend(roles);
    }
    if chart.phases.iter().all(|phase| phase.median.is_none()) {
        return Err(ChartError::TooFewPoints { found: 0, needed: 1 });
    }
    Ok(chart)
}

fn count_runs(observed: &[f64], median: f64) -> Option<Runs> {
    let sides: Vec<bool> = observed
        .iter()
        .filter(|value| **value != median)
        .map(|value| *value > median)
        .collect();
    let lengths: Vec<usize> = sides
        .chunk_by(|before, after| before == after)
        .map(<[bool]>::len)
        .collect();
    let longest_run = lengths.iter().copied().max()?;
    let (longest_run_limit, crossings_limit) = anhoej_limits(sides.len())?;
    Some(Runs {
        useful: sides.len(),
        longest_run,
        longest_run_limit,
        crossings: lengths.len() - 1,
        crossings_limit,
    })
}

/// The longest run and the fewest crossings that `useful` ≥ 1 observations may have without a signal.
pub(super) fn anhoej_limits(useful: usize) -> Option<(usize, usize)> {
    let trials = u64::try_from(useful.checked_sub(1)?).ok()?;
    let crossings = binomial_quantile(0.05, trials, 0.5).ok()?;
    Some((rounded_log2(useful) + 3, usize::try_from(crossings).ok()?))
}

/// log₂ n to the nearest whole number. It is never half-way, for 2^(k+½) is no whole number.
fn rounded_log2(n: usize) -> usize {
    let floor = n.checked_ilog2().unwrap_or(0);
    let exponent = usize::try_from(floor).unwrap_or(usize::MAX);
    if count(n).log2() - f64::from(floor) > 0.5 {
        exponent + 1
    } else {
        exponent
    }
}
