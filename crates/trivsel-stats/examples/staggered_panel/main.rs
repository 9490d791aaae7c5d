//! Writes an invented panel as CSV, or times this crate on it, for `bench/staggered.py`.
//!
//! ```text
//! staggered_panel write UNITS MONTHS FILE
//! staggered_panel time UNITS MONTHS
//! ```

mod invented;

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::num::NonZeroUsize;
use std::time::Instant;

use invented::invented_panel;
use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, GroupTimeOptions, ImputationOptions, Multiplier, Panel,
    group_time_effects, impute,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", units, months, file] => write(&invented_panel(units.parse()?, months.parse()?), file),
        ["time", units, months] => time(&invented_panel(units.parse()?, months.parse()?)),
        _ => Err("usage: staggered_panel write UNITS MONTHS FILE | time UNITS MONTHS".into()),
    }
}

fn write(panel: &Panel, file: &str) -> Outcome {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "unit,month,outcome,start")?;
    for (number, unit) in panel.units().iter().enumerate() {
        // From 1, as the other programs take 0 for "never".
        let start = unit.start.map_or(String::new(), |start| (start + 1).to_string());
        for (month, outcome) in unit.outcomes.iter().enumerate() {
            if let Some(outcome) = outcome {
                writeln!(out, "{},{},{outcome},{start}", number + 1, month + 1)?;
            }
        }
    }
    Ok(out.flush()?)
}

/// One line each: what, seconds (the best of five), effect, standard error.
fn time(panel: &Panel) -> Outcome {
    let multiplier = Multiplier {
        draws: 1_000,
        level: 0.95,
        seed: 1,
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    let group_time = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Varying,
        base_months: NonZeroUsize::MIN,
        anticipation: 0,
    };
    let imputation = ImputationOptions {
        anticipation: 0,
        leads: 0,
        averaging: Averaging::CohortAndMonth,
    };
    let mut out = stdout().lock();
    let mut best = [f64::INFINITY; 2];
    for _ in 0..5 {
        let begin = Instant::now();
        let found = group_time_effects(panel, &group_time)?;
        let (all, path) = (found.bands(&multiplier)?, found.aggregate(Aggregation::Dynamic));
        let path_bands = path.bands(&multiplier)?;
        let spent = [begin.elapsed().as_secs_f64(), 0.0];
        drop((all, path_bands));
        let begin = Instant::now();
        impute(panel, &imputation)?;
        let spent = [spent[0], begin.elapsed().as_secs_f64()];
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = best.min(spent);
        }
    }
    let simple = group_time_effects(panel, &group_time)?
        .aggregate(Aggregation::Simple)
        .overall;
    let imputed = impute(panel, &imputation)?.overall.estimate;
    for ((what, seconds), estimate) in ["group-time", "imputation"].iter().zip(best).zip([simple, imputed]) {
        writeln!(out, "{what} {seconds} {} {}", estimate.effect, estimate.standard_error?)?;
    }
    Ok(())
}
