//! `trivsel analyse`: the statistics behind the pages, on a file of one's own. No database, no organisation: numbers in, JSON out.

mod change;
mod chart;
mod detectable;
mod its;
mod judged;
mod multiple;
mod power;
mod scale;
mod staggered;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use trivsel_domain::month::{Month, NotAMonth};
use trivsel_stats::its::{Disruption, Handling};

use super::say;
use super::table::Table;
use crate::failure::Failure;

/// Rises whenever the same input and settings would give other numbers.
const METHOD_VERSION: u32 = 2;

/// Compute on a CSV or Excel file; the answer is JSON on standard output
#[derive(Debug, Subcommand)]
pub(crate) enum Analyse {
    /// One monthly series with a start: did its level change? (interrupted time series)
    Its(Box<its::Its>),
    /// Units that start at different times, month by month (staggered comparison)
    Staggered(Box<staggered::Staggered>),
    /// A run chart or control chart of one monthly series, with its signals
    Chart(chart::ChartCommand),
    /// A scale of several items: mean, interval, reliability
    Scale(scale::Scale),
    /// A scale in two waves: how it changed from one to the next
    Change(change::Change),
    /// p values of many questions at once, adjusted
    Multiple(multiple::Multiple),
    /// What could be seen, before anything starts: by simulation from a series
    Power(power::Power),
    /// The smallest effect that would be found, in closed form
    #[command(subcommand)]
    Detectable(detectable::Detectable),
}

impl Analyse {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let answer = match self {
            Self::Its(command) => command.run()?,
            Self::Staggered(command) => command.run()?,
            Self::Chart(command) => command.run()?,
            Self::Scale(command) => command.run()?,
            Self::Change(command) => command.run()?,
            Self::Multiple(command) => command.run()?,
            Self::Power(command) => command.run()?,
            Self::Detectable(command) => command.run()?,
        };
        let text =
            serde_json::to_string_pretty(&answer).map_err(|error| Failure::new("could not write the answer", error))?;
        say(text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Everything needed to compute the same again, with what came out.
fn answer(method: &str, file: &Path, table: &Table, settings: Value, result: Value) -> Value {
    json!({
        "method": method,
        "method_version": METHOD_VERSION,
        "program": concat!("trivsel ", env!("CARGO_PKG_VERSION")),
        "data": { "file": file.file_name().map(|name| name.to_string_lossy()), "sha256": table.hash, "rows": table.rows.len() },
        "settings": settings,
        "result": result,
    })
}

/// A number or a part of an answer, or why there is none: `{"refused": "…"}`.
fn or_refused<T, E: Error>(found: Result<T, E>, shown: impl FnOnce(T) -> Value) -> Value {
    match found {
        Ok(found) => shown(found),
        Err(error) => json!({ "refused": error.to_string() }),
    }
}

/// What the file or a setting does not allow.
fn refused(error: impl Error) -> Failure {
    Failure::refused(error.to_string())
}

/// A stretch of months as it is typed: `2020-03..2022-03`, both included.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    first: Month,
    last: Month,
}

impl std::str::FromStr for Stretch {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (first, last) = text.split_once("..").ok_or(NotAMonth)?;
        let (first, last) = (first.parse()?, last.parse()?);
        if first <= last {
            Ok(Self { first, last })
        } else {
            Err(NotAMonth)
        }
    }
}

impl Stretch {
    fn text(self) -> String {
        format!("{}..{}", self.first, self.last)
    }
}

/// How the months of the disruption are treated; the letters are those of the table of all ways.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Treatment {
    /// A: as any other month
    Ignore,
    /// B: left out, time runs on
    Exclude,
    /// C: a level and slope of their own
    OwnLevelAndSlope,
    /// D: what a comparison series shows of them
    Comparison,
    /// E: only months after them are used
    OnlyAfter,
    /// F: a level of their own
    OwnLevel,
}

impl Treatment {
    fn handling(self) -> Handling {
        match self {
            Self::Ignore => Handling::Ignore,
            Self::Exclude => Handling::Exclude,
            Self::OwnLevelAndSlope => Handling::OwnLevelAndSlope,
            Self::Comparison => Handling::Comparison,
            Self::OnlyAfter => Handling::OnlyAfter,
            Self::OwnLevel => Handling::OwnLevel,
        }
    }
}

/// The code of a setting, as it is typed.
fn code(value: &impl ValueEnum) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

/// The disruption at the positions of a series that begins in `first`.
fn disruption(
    stretch: Stretch,
    first: Month,
    treatment: Treatment,
    has_new_level: bool,
) -> Result<Disruption, Failure> {
    let position = |month: Month| usize::try_from(month.since(first)).unwrap_or(0);
    if stretch.last < first {
        return Err(Failure::refused("the disruption lies before the first month"));
    }
    Ok(Disruption {
        window: position(stretch.first)..position(stretch.last) + 1,
        handling: treatment.handling(),
        afterwards: if has_new_level {
            trivsel_stats::its::Afterwards::NewLevel
        } else {
            trivsel_stats::its::Afterwards::AsBefore
        },
    })
}
