//! `trivsel analyse power`

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use serde_json::{Value, json};
use trivsel_stats::its::{Plan, Season};
use trivsel_stats::power::{Judge, Simulation, simulate};

use super::{Stretch, Treatment, answer, code, disruption};
use crate::commands::table::{Reading, Table};
use crate::failure::Failure;

/// What could be seen, before anything starts: the file's months go on as they were, with and without an effect.
///
/// The file is that of `analyse its`, up to the last month before the start. Months that follow are drawn from its own residuals, effects are
/// put in, and the share of draws in which they are found is counted.
///
/// Example: trivsel analyse power absence.csv --disruption 2020-03..2022-03 --follow-ups 12,18,24
#[derive(Debug, Args)]
pub(crate) struct Power {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The column of months
    #[arg(long, default_value = "month")]
    month: String,
    /// The column of what is counted
    #[arg(long, default_value = "events")]
    events: String,
    /// The column of what it is counted out of
    #[arg(long, default_value = "exposure")]
    exposure: String,
    /// Effects to put in, as percent of the rate, with commas between
    #[arg(
        long,
        value_delimiter = ',',
        allow_hyphen_values = true,
        default_value = "-5,-10,-15,-20,-25,-30,-40"
    )]
    effects: Vec<f64>,
    /// Months to follow after the start, with commas between
    #[arg(long, value_delimiter = ',', default_value = "6,12,18,24")]
    follow_ups: Vec<usize>,
    /// The share of draws that counts as "would be found"
    #[arg(long, default_value_t = 0.8)]
    wanted: f64,
    /// How many harmonics of the year; 0 for no season
    #[arg(long, default_value_t = 2)]
    harmonics: usize,
    /// Months that cannot be compared with others: FIRST..LAST
    #[arg(long)]
    disruption: Option<Stretch>,
    /// How these months are treated
    #[arg(long, value_enum, default_value = "exclude")]
    handling: Treatment,
    /// Whose interval must leave out "no change"
    #[arg(long, value_enum, default_value = "model-and-autoregressive")]
    judge: By,
    /// The coverage of the intervals judged by
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    /// Draws
    #[arg(long, default_value_t = 300)]
    draws: usize,
    /// Months in a block of residuals
    #[arg(long, default_value_t = 6)]
    block: usize,
    /// The seed of the draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Model,
    Hac,
    Autoregressive,
    ModelAndAutoregressive,
}

impl Power {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let series = table.ratios(&self.month, &self.events, &self.exposure)?;
        let disruption = self
            .disruption
            .map(|stretch| disruption(stretch, series.first, self.handling, false))
            .transpose()?;
        let plan = Plan {
            season: Season {
                period: 12,
                harmonics: self.harmonics,
            },
            excluded: BTreeSet::new(),
            disruption,
            ..Plan::step_at(series.values.len())
        };
        let simulation = Simulation {
            effects: self.effects.iter().map(|percent| percent / 100.0).collect(),
            follow_ups: self.follow_ups.clone(),
            draws: self.draws,
            block: self.block,
            confidence: self.confidence,
            judge: match self.judge {
                By::Model => Judge::Model,
                By::Hac => Judge::Hac,
                By::Autoregressive => Judge::Autoregressive,
                By::ModelAndAutoregressive => Judge::ModelAndAutoregressive,
            },
        };
        let mut dice = ChaCha20Rng::seed_from_u64(self.seed);
        let found = simulate(&series.values, &plan, &simulation, &mut dice).map_err(|error| series.refused(error))?;
        let result = json!({
            "last_month": series.month(series.values.len().saturating_sub(1)).to_string(),
            "follow_ups": found.follow_ups.iter().map(|one| json!({
                "months": one.months,
                "false_alarms": one.false_alarms,
                "failed_draws": one.failed,
                "refused": one.refusal.as_ref().map(ToString::to_string),
                "smallest_effect_found_percent": found.smallest_effect(one.months, self.wanted).map(|effect| effect * 100.0),
                "effects": one.effects.iter().map(|of| json!({
                    "effect_percent": of.effect * 100.0,
                    "found_in": of.power,
                    "wrong_direction_in": of.wrong_direction,
                    "exaggeration_when_found": of.exaggeration,
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        });
        let settings = json!({
            "columns": [self.month, self.events, self.exposure],
            "effects_percent": self.effects,
            "follow_ups": self.follow_ups,
            "wanted": self.wanted,
            "harmonics": self.harmonics,
            "disruption": self.disruption.map(Stretch::text),
            "handling": code(&self.handling),
            "judge": code(&self.judge),
            "confidence": self.confidence,
            "draws": self.draws,
            "block": self.block,
            "seed": self.seed,
        });
        Ok(answer("power", &self.file, &table, settings, result))
    }
}
