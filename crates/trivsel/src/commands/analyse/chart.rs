//! `trivsel analyse chart`

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use trivsel_domain::month::Month;
use trivsel_stats::spc::{
    Baseline, Bounds, Chart, Layout, RuleSet, RunChart, Spread, expected_false_signals, list_signals, p, p_prime,
    run_chart, u, u_prime, xmr,
};

use super::{Stretch, answer, code};
use crate::commands::table::{Monthly, Reading, Table};
use crate::failure::Failure;

/// A run chart or control chart of one monthly series, with its signals.
///
/// The file has a row for each month: `month` and `value` for a run chart or XmR, `month`, `events` and `exposure` for p, p′, u and u′.
///
/// Example: trivsel analyse chart absence.csv --kind u-prime --disruption 2020-03..2022-03 --baseline 24
#[derive(Debug, Args)]
pub(crate) struct ChartCommand {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Which chart
    #[arg(long, value_enum, default_value = "u-prime")]
    kind: Kind,
    /// Which rules point out signals
    #[arg(long, value_enum, default_value = "nhs")]
    rules: Rules,
    /// The column of months
    #[arg(long, default_value = "month")]
    month: String,
    /// The column of values, for a run chart or XmR
    #[arg(long, default_value = "value")]
    value: String,
    /// The column of what is counted
    #[arg(long, default_value = "events")]
    events: String,
    /// The column of what it is counted out of
    #[arg(long, default_value = "exposure")]
    exposure: String,
    /// The first so many months of each phase set its limits; all of them when it is left out
    #[arg(long)]
    baseline: Option<NonZeroUsize>,
    /// How the typical moving range is found
    #[arg(long, value_enum, default_value = "mean")]
    spread: Ranges,
    /// A month in which a new phase begins; may be given several times
    #[arg(long)]
    phase: Vec<Month>,
    /// A month that is drawn, but neither sets limits nor is judged; may be given several times
    #[arg(long)]
    ghost: Vec<Month>,
    /// Months like that: FIRST..LAST
    #[arg(long)]
    disruption: Option<Stretch>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Run,
    Xmr,
    P,
    PPrime,
    U,
    UPrime,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rules {
    Nhs,
    WesternElectric,
    ThreeSigma,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Ranges {
    Mean,
    ScreenedMean,
    Median,
}

impl ChartCommand {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let spread = match self.spread {
            Ranges::Mean => Spread::MeanRange,
            Ranges::ScreenedMean => Spread::ScreenedMeanRange,
            Ranges::Median => Spread::MedianRange,
        };
        let result = match self.kind {
            Kind::Run | Kind::Xmr => {
                let series = table.values(&self.month, &self.value)?;
                let layout = self.layout(&series)?;
                if matches!(self.kind, Kind::Run) {
                    shown_run(
                        &run_chart(&series.values, &layout).map_err(|error| series.refused(error))?,
                        &series,
                    )
                } else {
                    let chart = xmr(&series.values, &layout, spread, Bounds::default())
                        .map_err(|error| series.refused(error))?;
                    self.shown(&chart, &series)
                }
            }
            Kind::P | Kind::PPrime | Kind::U | Kind::UPrime => {
                let series = table.ratios(&self.month, &self.events, &self.exposure)?;
                let layout = self.layout(&series)?;
                let chart = match self.kind {
                    Kind::P => p(&series.values, &layout),
                    Kind::PPrime => p_prime(&series.values, &layout, spread),
                    Kind::U => u(&series.values, &layout),
                    _ => u_prime(&series.values, &layout, spread),
                };
                let mut shown = self.shown(&chart.map_err(|error| series.refused(error))?, &series);
                if let Some(answer) = shown.as_object_mut() {
                    answer.insert("warnings".to_owned(), json!(series.more_than_there_was()));
                }
                shown
            }
        };
        let settings = json!({
            "kind": code(&self.kind),
            "rules": code(&self.rules),
            "columns": [self.month, self.value, self.events, self.exposure],
            "baseline": self.baseline,
            "spread": code(&self.spread),
            "phases": self.phase.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "ghosts": self.ghost.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "disruption": self.disruption.map(Stretch::text),
        });
        Ok(answer("chart", &self.file, &table, settings, result))
    }

    fn layout<T>(&self, series: &Monthly<T>) -> Result<Layout, Failure> {
        let positions = |months: &[Month]| -> Result<BTreeSet<usize>, Failure> {
            months.iter().map(|month| series.position(*month)).collect()
        };
        let mut ghosts = positions(&self.ghost)?;
        if let Some(stretch) = self.disruption {
            ghosts.extend(
                stretch
                    .first
                    .to(stretch.last)
                    .filter_map(|month| series.position(month).ok()),
            );
        }
        Ok(Layout {
            phase_starts: positions(&self.phase)?,
            ghosts,
            baseline: self.baseline.map_or(Baseline::WholePhase, Baseline::First),
        })
    }

    fn shown<T>(&self, chart: &Chart, series: &Monthly<T>) -> Value {
        let rules = match self.rules {
            Rules::Nhs => RuleSet::Nhs,
            Rules::WesternElectric => RuleSet::WesternElectric,
            Rules::ThreeSigma => RuleSet::ThreeSigma,
        };
        let signals = list_signals(chart, rules);
        let judged = chart.points.iter().filter(|point| point.role.is_judged()).count();
        json!({
            "expected_false_signals": expected_false_signals(judged, rules),
            "phases": chart.phases.iter().map(|phase| json!({
                "first": series.month(phase.positions.start).to_string(),
                "centre": phase.centre,
                "dispersion": phase.dispersion,
                "standing": format!("{:?}", phase.standing),
                "baseline_months": phase.baseline_points,
            })).collect::<Vec<_>>(),
            "months": chart.points.iter().zip(&signals).enumerate().map(|(at, (point, signals))| json!({
                "month": series.month(at).to_string(),
                "value": point.value,
                "role": format!("{:?}", point.role),
                "centre": point.centre,
                "lower": point.limits.map(|limits| limits.lower),
                "upper": point.limits.map(|limits| limits.upper),
                "signals": signals.iter().map(|signal| format!("{signal:?}")).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    }
}

fn shown_run(chart: &RunChart, series: &Monthly<f64>) -> Value {
    json!({
        "phases": chart.phases.iter().map(|phase| json!({
            "first": series.month(phase.positions.start).to_string(),
            "observations": phase.observations,
            "median": phase.median,
            "runs": phase.runs.as_ref().map(|runs| json!({
                "useful": runs.useful,
                "longest_run": runs.longest_run,
                "longest_run_limit": runs.longest_run_limit,
                "crossings": runs.crossings,
                "crossings_limit": runs.crossings_limit,
                "has_signal": runs.has_signal(),
            })),
        })).collect::<Vec<_>>(),
    })
}
