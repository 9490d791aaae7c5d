//! `trivsel analyse its`

use std::path::PathBuf;

use clap::Args;
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use serde_json::{Value, json};
use trivsel_domain::month::Month;
use trivsel_stats::its::{
    BlockBootstrap, Change, Data, Effect, Errors, Estimate, Fit, Interval, ItsError, Plan, Season, check_collinearity,
    check_trend, compare_handlings, fit, fit_autoregressive, fit_negative_binomial, hac_lag, leave_one_out,
    placebo_starts,
};

use super::judged::{Found, Judged};
use super::{Stretch, Treatment, answer, code, disruption, or_refused};
use crate::commands::table::{Monthly, Reading, Table};
use crate::failure::Failure;

/// One monthly series with a start: did its level change?
///
/// The file has a row for each month: `month`, `events` (days of absence, leavers, …) and `exposure` (possible days, person-months, …).
/// The model is a quasi-Poisson regression of events with the exposure as offset, a trend, harmonics of the year and a step at
/// the start; beside it stand the same with HAC errors, a REML AR(1) model of the log rate and a negative binomial model, and what
/// every other way to treat the disruption would give.
///
/// Example: trivsel analyse its absence.csv --start 2022-09 --disruption 2020-03..2022-03
#[derive(Debug, Args)]
pub(crate) struct Its {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The first month with the initiative
    #[arg(long)]
    start: Month,
    /// The column of months
    #[arg(long, default_value = "month")]
    month: String,
    /// The column of what is counted
    #[arg(long, default_value = "events")]
    events: String,
    /// The column of what it is counted out of
    #[arg(long, default_value = "exposure")]
    exposure: String,
    /// The column of what is counted in a comparison that did not start: makes it a controlled series
    #[arg(long, requires = "comparison_exposure")]
    comparison_events: Option<String>,
    /// The column of what that is counted out of
    #[arg(long, requires = "comparison_events")]
    comparison_exposure: Option<String>,
    /// How many months from the start on are left out, while things find their feet
    #[arg(long, default_value_t = 0)]
    transition: usize,
    /// Also lets the trend change at the start; only when that was planned beforehand
    #[arg(long)]
    slope: bool,
    /// How many harmonics of the year; 0 for no season
    #[arg(long, default_value_t = 2)]
    harmonics: usize,
    /// A month to be left out; may be given several times
    #[arg(long)]
    exclude: Vec<Month>,
    /// Months that cannot be compared with others: FIRST..LAST
    #[arg(long)]
    disruption: Option<Stretch>,
    /// How these months are treated
    #[arg(long, value_enum, default_value = "exclude")]
    handling: Treatment,
    /// Lets the level be another one for good after the disruption
    #[arg(long)]
    new_level: bool,
    /// The largest lag of the HAC (Newey–West) errors, in months; by the number of months when it is left out
    #[arg(long)]
    hac_lag: Option<usize>,
    #[command(flatten)]
    aim: Judged,
    /// The wanted coverage of intervals
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    /// Draws of the block bootstrap; 0 for none
    #[arg(long, default_value_t = 1000)]
    draws: usize,
    /// Months in a block of the bootstrap
    #[arg(long, default_value_t = 6)]
    block: usize,
    /// The seed of the bootstrap
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Its {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let series = table.ratios(&self.month, &self.events, &self.exposure)?;
        let comparison = match (&self.comparison_events, &self.comparison_exposure) {
            (Some(events), Some(exposure)) => Some(table.ratios(&self.month, events, exposure)?),
            _ => None,
        };
        let data = match &comparison {
            Some(comparison) => Data::Controlled {
                series: &series.values,
                comparison: &comparison.values,
            },
            None => Data::Single(&series.values),
        };
        let plan = self.plan(&series)?;
        let fitted = fit(data, &plan).map_err(|error| series.refused(error))?;
        // Without a disruption there is nothing to treat in another way.
        let handlings = match plan.disruption {
            Some(_) => compare_handlings(
                &series.values,
                comparison.as_ref().map(|comparison| comparison.values.as_slice()),
                &plan,
            )
            .map_err(|error| series.refused(error))?
            .to_vec(),
            None => Vec::new(),
        };
        let hac = self.hac_lag.map_or(Errors::Hac, |lag| Errors::HacOf { lag });
        let usable = fitted.usable_months();
        let result = json!({
            "first_month": series.first.to_string(),
            "last_month": series.month(series.values.len().saturating_sub(1)).to_string(),
            "usable_months": { "before": usable.before, "after": usable.after, "reach": format!("{:?}", usable.reach()) },
            "warnings": series.more_than_there_was(),
            "dispersion": fitted.dispersion(),
            "hac_lag": self.hac_lag.unwrap_or_else(|| hac_lag(fitted.used_positions().len())),
            "verdict": self.aim.verdict(&self.verdict_of(&fitted, data, &plan)),
            "rate_ratio": {
                "quasi_poisson": self.ratio(&fitted.effect(Errors::Model)),
                "quasi_poisson_hac": self.ratio(&fitted.effect(hac)),
                "autoregressive": or_refused(fit_autoregressive(data, &plan), |other| {
                    json!({ "effect": self.ratio(&other.effect), "rho": other.rho })
                }),
                "negative_binomial": or_refused(fit_negative_binomial(data, &plan), |other| {
                    json!({ "effect": self.ratio(&other.fit.effect(Errors::Model)), "theta": other.theta })
                }),
            },
            "difference": or_refused(fitted.difference(Errors::Model, self.confidence), |found| json!({
                "months": found.months,
                "expected": interval(&found.expected),
                "observed": found.observed,
                "difference": interval(&found.difference),
            })),
            "bootstrap": self.bootstrap(&fitted),
            "coefficients": fitted
                .coefficients(Errors::Model)
                .iter()
                .map(|(term, of)| json!({ "term": format!("{term:?}"), "estimate": of.value, "standard_error": of.standard_error }))
                .collect::<Vec<_>>(),
            "other_choices": handlings.iter().map(|row| json!({
                "letter": row.handling.letter().to_string(),
                "handling": format!("{:?}", row.handling),
                "rate_ratio": or_refused(row.fit.as_ref(), |fit: &Fit| self.ratio(&fit.effect(Errors::Model))),
            })).collect::<Vec<_>>(),
            "placebo_starts": or_refused(placebo_starts(data, &plan, Errors::Model), |found| json!({
                "rank_of_the_real_start": found.rank,
                "of": found.false_starts.len() + 1,
                "starts": found.false_starts.iter().map(|(at, of)| json!({
                    "month": series.month(*at).to_string(), "log_rate_ratio": of.value,
                })).collect::<Vec<_>>(),
            })),
            "leave_one_month_out": or_refused(leave_one_out(data, &plan, Errors::Model), |found| json!(found
                .iter()
                .map(|one| json!({
                    "month": series.month(one.position).to_string(),
                    "log_rate_ratio": or_refused(one.log_rate_ratio.as_ref(), |of: &Estimate| json!(of.value)),
                }))
                .collect::<Vec<_>>())),
            "collinearity": or_refused(check_collinearity(data, &plan), |found| json!({
                "correlation_with_disruption": found.with_disruption,
                "correlation_with_new_level": found.with_new_level,
                "variance_inflation": found.variance_inflation,
                "months_between_disruption_and_start": found.months_between,
            })),
            "bent_trend": or_refused(check_trend(data, &plan, Errors::Model), |found| json!({
                "knot": series.month(found.knot).to_string(),
                "bend": found.bend.value,
                "bend_standard_error": found.bend.standard_error,
                "rate_ratio": self.ratio(&found.bent),
            })),
            "counterfactual": or_refused(fitted.counterfactual(Errors::Model, self.confidence), |months| json!(months
                .iter()
                .map(|one| json!({
                    "month": series.month(one.position).to_string(),
                    "is_used": one.is_used,
                    "observed": one.observed,
                    "fitted": one.fitted,
                    "expected": interval(&one.expected),
                }))
                .collect::<Vec<_>>())),
        });
        Ok(answer("its", &self.file, &table, self.settings(), result))
    }

    fn plan(&self, series: &Monthly<trivsel_stats::summary::Ratio>) -> Result<Plan, Failure> {
        let mut excluded = std::collections::BTreeSet::new();
        for month in &self.exclude {
            excluded.insert(series.position(*month)?);
        }
        let disruption = self
            .disruption
            .map(|stretch| disruption(stretch, series.first, self.handling, self.new_level));
        Ok(Plan {
            start: series.position(self.start)?,
            transition: self.transition,
            change: if self.slope { Change::StepAndSlope } else { Change::Step },
            season: Season {
                period: 12,
                harmonics: self.harmonics,
            },
            excluded,
            disruption: disruption.transpose()?,
        })
    }

    fn settings(&self) -> Value {
        json!({
            "start": self.start.to_string(),
            "columns": [self.month, self.events, self.exposure],
            "comparison": self.comparison_events.as_ref().zip(self.comparison_exposure.as_ref()),
            "transition": self.transition,
            "slope": self.slope,
            "harmonics": self.harmonics,
            "exclude": self.exclude.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "disruption": self.disruption.map(Stretch::text),
            "handling": code(&self.handling),
            "new_level": self.new_level,
            "hac_lag": self.hac_lag,
            "aim": self.aim.settings(),
            "confidence": self.confidence,
            "draws": self.draws,
            "block": self.block,
            "seed": self.seed,
        })
    }

    fn ratio(&self, effect: &Effect) -> Value {
        or_refused(effect.log_rate_ratio.ratio(self.confidence), |found| {
            let slope = effect
                .slope
                .map(|slope| json!({ "estimate": slope.value, "standard_error": slope.standard_error }));
            json!({ "estimate": found.estimate, "lower": found.lower, "upper": found.upper, "log_slope_a_month": slope })
        })
    }

    /// The change in percent of the rate, by the model and by the one that allows for months that resemble their neighbours.
    fn verdict_of(&self, fitted: &Fit, data: Data<'_>, plan: &Plan) -> Vec<Found> {
        let percent = |effect: &Effect| {
            let ratio = effect.log_rate_ratio.ratio(self.confidence).ok()?;
            let [estimate, lower, upper] = [ratio.estimate, ratio.lower, ratio.upper].map(|one| (one - 1.0) * 100.0);
            Some(Found { estimate, lower, upper })
        };
        let model = percent(&fitted.effect(Errors::Model));
        let second = fit_autoregressive(data, plan)
            .ok()
            .and_then(|other| percent(&other.effect));
        model.into_iter().chain(second).collect()
    }

    fn bootstrap(&self, fitted: &Fit) -> Value {
        if self.draws == 0 {
            return Value::Null;
        }
        let how = BlockBootstrap {
            draws: self.draws,
            block: self.block,
        };
        let mut dice = ChaCha20Rng::seed_from_u64(self.seed);
        let found: Result<_, ItsError> = fitted.bootstrap(how, self.confidence, &mut dice);
        or_refused(found, |found| {
            json!({
                "rate_ratio": interval(&found.rate_ratio),
                "expected": interval(&found.expected),
                "difference": interval(&found.difference),
                "failed_draws": found.failed,
            })
        })
    }
}

fn interval(of: &Interval) -> Value {
    json!({ "estimate": of.estimate, "lower": of.lower, "upper": of.upper })
}
