//! `trivsel analyse staggered`

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use trivsel_domain::month::Month;
use trivsel_stats::randomisation::{Deals, ENUMERATION_LIMIT, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregate, Aggregation, Averaging, Band, Base, Comparison, Estimate, GroupTimeOptions, ImputationOptions,
    ImputedEffect, Multiplier, Panel, Reference, Unit, group_time_effects, impute, static_contrast,
};

use super::judged::{Found, Judged};
use super::{answer, code, or_refused, refused};
use crate::commands::table::{Column, Reading, Table};
use crate::failure::Failure;

/// Units that start at different times, month by month: what did starting change?
///
/// The file has a row for each unit and month: `unit`, `month`, `start` (the unit's first month with the initiative; empty when it has
/// none) and `outcome`, or `events` and `exposure`, of which a rate is made. The headline is the imputation estimator (Borusyak, Jaravel
/// and Spiess 2024); beside it stand group-time effects (Callaway and Sant'Anna 2021), a randomisation test over the starts, and the static
/// regression as a warning.
///
/// Example: trivsel analyse staggered units.csv --factor 100 --leads 12
#[derive(Debug, Args)]
pub(crate) struct Staggered {
    /// The CSV or Excel file
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The column of units
    #[arg(long, default_value = "unit")]
    unit: String,
    /// The column of months
    #[arg(long, default_value = "month")]
    month: String,
    /// The column of each unit's first month with the initiative
    #[arg(long, default_value = "start")]
    start: String,
    /// The column of the outcome; without it, events divided by exposure
    #[arg(long, default_value = "outcome")]
    outcome: String,
    /// The column of what is counted
    #[arg(long, default_value = "events")]
    events: String,
    /// The column of what it is counted out of
    #[arg(long, default_value = "exposure")]
    exposure: String,
    /// What events divided by exposure are multiplied by: 100 for percent
    #[arg(long, default_value_t = 1.0)]
    factor: f64,
    /// A column that says how much a unit counts, such as its headcount before the start; without it all units count alike
    #[arg(long)]
    weight: Option<String>,
    /// A column of groups of units within which starts are dealt again, as the lot was
    #[arg(long)]
    strata: Option<String>,
    /// Takes a unit called a total or a mean as a unit like the others
    #[arg(long)]
    keep_totals: bool,
    #[command(flatten)]
    aim: Judged,
    /// Months before the start in which an effect may already show
    #[arg(long, default_value_t = 0)]
    anticipation: usize,
    /// Months before the start that are tested as placebo
    #[arg(long, default_value_t = 12)]
    leads: usize,
    /// Over which cells the systematic part of an effect is averaged
    #[arg(long, value_enum, default_value = "cohort-and-month")]
    averaging: Cells,
    /// Which units group-time effects compare with
    #[arg(long, value_enum, default_value = "not-yet")]
    comparison: Others,
    /// What months before the start are compared with
    #[arg(long, value_enum, default_value = "universal")]
    base: Before,
    /// Months before the start that make the base of group-time effects
    #[arg(long, default_value = "12")]
    base_months: NonZeroUsize,
    /// Draws of the multiplier bootstrap, and of starts when there are too many to go through
    #[arg(long, default_value_t = 1000)]
    draws: usize,
    /// The wanted coverage of intervals and bands
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    /// The seed of all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Cells {
    CohortAndMonth,
    MonthsSinceStart,
    All,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Others {
    Never,
    NotYet,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Before {
    Varying,
    Universal,
}

/// With fewer units the interval of randomisation is the one to read.
const FEW_UNITS: usize = 20;

/// One unit as it comes together from its rows.
#[derive(Default)]
struct Gathered {
    outcomes: BTreeMap<Month, Option<f64>>,
    start: Option<Option<Month>>,
    weight: Option<f64>,
    stratum: Option<String>,
    /// Was more counted in some month than there was to count?
    is_more: bool,
}

/// Every unit, with the first month of all.
struct Units {
    names: Vec<String>,
    panel: Panel,
    strata: Option<Vec<usize>>,
    first: Month,
    /// Those that began before the first month of the file, with their start.
    began_before: Vec<(String, Month)>,
    warnings: Vec<String>,
}

impl Staggered {
    pub(super) fn run(self) -> Result<Value, Failure> {
        let table = Table::read_as(&self.file, &self.reading)?;
        let units = self.units(&table)?;
        let panel = &units.panel;
        let month = |at: i64| units.first.plus(i32::try_from(at).unwrap_or(i32::MAX)).to_string();
        let counts = panel.counts();
        let imputed = impute(
            panel,
            &ImputationOptions {
                anticipation: self.anticipation,
                leads: self.leads,
                averaging: match self.averaging {
                    Cells::CohortAndMonth => Averaging::CohortAndMonth,
                    Cells::MonthsSinceStart => Averaging::MonthsSinceStart,
                    Cells::All => Averaging::All,
                },
            },
        );
        let group_time = group_time_effects(
            panel,
            &GroupTimeOptions {
                comparison: match self.comparison {
                    Others::Never => Comparison::NeverTreated,
                    Others::NotYet => Comparison::NotYetTreated,
                },
                base: match self.base {
                    Before::Varying => Base::Varying,
                    Before::Universal => Base::Universal,
                },
                base_months: self.base_months,
                anticipation: self.anticipation,
            },
        );
        let deals = Deals {
            enumerate_up_to: ENUMERATION_LIMIT,
            draws: self.draws,
            seed: self.seed,
        };
        let randomised = RandomisedImputation::new(panel, units.strata.as_deref(), self.anticipation, &deals);
        let verdict: Vec<Found> = imputed
            .as_ref()
            .ok()
            .and_then(|found| self.judged(found.overall.estimate, randomised.as_ref().ok(), counts.units))
            .into_iter()
            .collect();
        let result = json!({
            "first_month": units.first.to_string(),
            "months": panel.months(),
            "units": counts.units,
            "started": counts.treated_units,
            "never_started": counts.never_treated_units,
            "cohorts": counts.cohorts.iter().map(|cohort| json!({
                "start": month(i64::try_from(cohort.start).unwrap_or(i64::MAX)), "units": cohort.units,
            })).collect::<Vec<_>>(),
            "missing_cells": counts.missing_cells,
            "began_before_the_first_month": units.began_before.iter().map(|(name, start)| json!({
                "unit": name, "start": start.to_string(),
            })).collect::<Vec<_>>(),
            "warnings": units.warnings,
            "verdict": self.aim.verdict(&verdict),
            "imputation": or_refused(imputed, |found| json!({
                "overall": self.imputed(&found.overall),
                "by_month_since_start": found.by_month.iter().map(|(at, of)| (at.to_string(), self.imputed(of))).collect::<BTreeMap<_, _>>(),
                "leads": found.leads.iter().map(|(at, of)| (at.to_string(), self.estimate(of))).collect::<BTreeMap<_, _>>(),
                "bands": or_refused(found.bands(&self.multiplier()), |bands| bands_of(&bands.bands, bands.critical_value)),
                "treated_cells": found.treated_cells,
                "untreated_cells": found.untreated_cells,
                "left_out": {
                    "cells": found.left_out.cells,
                    "units_without_earlier_months": found.left_out.units_without_earlier_months.iter()
                        .filter_map(|at| units.names.get(*at)).collect::<Vec<_>>(),
                    "months_without_comparison": found.left_out.months_without_comparison.iter()
                        .map(|at| month(i64::try_from(*at).unwrap_or(i64::MAX))).collect::<Vec<_>>(),
                },
            })),
            "group_time": or_refused(group_time, |found| {
                let means = |aggregation| self.aggregate(&found.aggregate(aggregation));
                json!({
                    "simple": means(Aggregation::Simple),
                    "group": means(Aggregation::Group),
                    "dynamic": means(Aggregation::Dynamic),
                    "calendar": means(Aggregation::Calendar),
                    "effects": found.effects.iter().map(|of| json!({
                        "start": month(i64::try_from(of.start).unwrap_or(i64::MAX)),
                        "month": month(i64::try_from(of.month).unwrap_or(i64::MAX)),
                        "is_in_base": of.is_in_base,
                        "estimate": self.estimate(&of.estimate),
                    })).collect::<Vec<_>>(),
                })
            }),
            "randomisation": or_refused(randomised, |found| {
                let test = found.test();
                json!({
                    "p": test.p,
                    "smallest_possible_p": test.assignments.smallest_p,
                    "assignments": test.assignments.distinct.map(|count| count.to_string()),
                    "looked_at": test.deals,
                    "confidence_set": or_refused(found.confidence_set(self.confidence), |set| json!({
                        "lower": set.lower, "upper": set.upper,
                    })),
                })
            }),
            "static_regression": or_refused(static_contrast(panel), |found| json!({
                "estimate": self.estimate(&found.estimate),
                "negative_weight": found.negative_weight,
                "warning": "for contrast only: it compares units with others that have already started",
            })),
        });
        Ok(answer("staggered", &self.file, &table, self.settings(), result))
    }

    fn units(&self, table: &Table) -> Result<Units, Failure> {
        let (unit, month, start) = (
            table.column(&self.unit)?,
            table.column(&self.month)?,
            table.column(&self.start)?,
        );
        let outcome = table.find(&self.outcome)?;
        let ratio = match outcome {
            Some(_) => None,
            None => Some((table.column(&self.events)?, table.column(&self.exposure)?)),
        };
        let optional = |name: &Option<String>| -> Result<Option<Column>, Failure> {
            name.as_deref().map(|name| table.column(name)).transpose()
        };
        let (weight, strata) = (optional(&self.weight)?, optional(&self.strata)?);
        if !self.keep_totals {
            table.refuse_totals([unit].into_iter().chain(strata))?;
        }
        let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
        for row in &table.rows {
            let name = table.text(row, unit).to_owned();
            let at = table.some_month(row, month)?;
            let value = match (outcome, ratio) {
                (Some(outcome), _) => table.clear_number(row, outcome)?,
                (None, Some((events, exposure))) => table
                    .clear_number(row, events)?
                    .zip(table.clear_number(row, exposure)?)
                    .filter(|(_, exposure)| *exposure > 0.0)
                    .map(|(events, exposure)| self.factor * events / exposure),
                (None, None) => None,
            };
            let is_more = match ratio {
                Some((events, exposure)) => {
                    let pair = table.clear_number(row, events)?.zip(table.clear_number(row, exposure)?);
                    pair.is_some_and(|(events, exposure)| exposure > 0.0 && events > exposure)
                }
                None => false,
            };
            let of = gathered.entry(name.clone()).or_default();
            if of.outcomes.insert(at, value).is_some() {
                return Err(table.wrong(row, month, &format!("{name} has {at} twice")));
            }
            let begins = table.month(row, start)?;
            if of.start.replace(begins).is_some_and(|before| before != begins) {
                return Err(table.wrong(row, start, &format!("{name} has more than one start")));
            }
            of.is_more |= is_more;
            if let Some(weight) = weight {
                of.weight = table.clear_number(row, weight)?.or(of.weight);
            }
            if let Some(strata) = strata {
                of.stratum = Some(table.text(row, strata).to_owned());
            }
        }
        let months = || gathered.values().flat_map(|of| of.outcomes.keys().copied());
        let (Some(first), Some(last)) = (months().min(), months().max()) else {
            return Err(Failure::refused("the file has no rows"));
        };
        let mut groups: Vec<String> = gathered.values().filter_map(|of| of.stratum.clone()).collect();
        groups.sort();
        groups.dedup();
        let strata = self.strata.as_ref().map(|_| {
            gathered
                .values()
                .map(|of| {
                    groups
                        .iter()
                        .position(|group| Some(group) == of.stratum.as_ref())
                        .unwrap_or(0)
                })
                .collect()
        });
        let panel = gathered
            .values()
            .map(|of| {
                let outcomes = first
                    .to(last)
                    .map(|month| of.outcomes.get(&month).copied().flatten())
                    .collect();
                let begins = of.start.flatten().filter(|start| *start <= last);
                let start = begins.map(|start| usize::try_from(start.since(first)).unwrap_or(0));
                Unit {
                    weight: of.weight.unwrap_or(1.0),
                    ..Unit::new(outcomes, start)
                }
            })
            .collect();
        let began_before = gathered
            .iter()
            .filter_map(|(name, of)| Some((name.clone(), of.start.flatten()?)));
        let more = gathered.iter().filter(|(_, of)| of.is_more);
        Ok(Units {
            began_before: began_before.filter(|(_, start)| *start < first).collect(),
            warnings: more
                .map(|(name, _)| format!("{name}: more was counted in some month than there was to count"))
                .collect(),
            panel: Panel::new(panel).map_err(refused)?,
            names: gathered.into_keys().collect(),
            strata,
            first,
        })
    }

    fn settings(&self) -> Value {
        json!({
            "columns": [self.unit, self.month, self.start, self.outcome, self.events, self.exposure],
            "factor": self.factor,
            "weight": self.weight,
            "strata": self.strata,
            "keep_totals": self.keep_totals,
            "aim": self.aim.settings(),
            "anticipation": self.anticipation,
            "leads": self.leads,
            "averaging": code(&self.averaging),
            "comparison": code(&self.comparison),
            "base": code(&self.base),
            "base_months": self.base_months,
            "draws": self.draws,
            "confidence": self.confidence,
            "seed": self.seed,
        })
    }

    fn multiplier(&self) -> Multiplier {
        Multiplier {
            draws: self.draws,
            level: self.confidence,
            seed: self.seed,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        }
    }

    /// The effect with the interval that is to be read: from randomisation where there are fewer than 20 units.
    fn judged(&self, effect: Estimate, dealt: Option<&RandomisedImputation>, units: usize) -> Option<Found> {
        let (lower, upper) = if units < FEW_UNITS {
            let set = dealt?.confidence_set(self.confidence).ok()?;
            (
                set.lower.unwrap_or(f64::NEG_INFINITY),
                set.upper.unwrap_or(f64::INFINITY),
            )
        } else {
            let found = effect.interval(self.confidence, reference(&effect)).ok()?;
            (found.lower, found.upper)
        };
        Some(Found {
            estimate: effect.effect,
            lower,
            upper,
        })
    }

    fn estimate(&self, of: &Estimate) -> Value {
        json!({
            "effect": of.effect,
            "standard_error": or_refused(of.standard_error, |error| json!(error)),
            "interval": or_refused(of.interval(self.confidence, reference(of)), |found| json!([found.lower, found.upper])),
            "started_units": of.treated_units,
        })
    }

    fn imputed(&self, of: &ImputedEffect) -> Value {
        json!({
            "estimate": self.estimate(&of.estimate),
            "two_stage_error": or_refused(of.two_stage_error, |error| json!(error)),
        })
    }

    fn aggregate(&self, of: &Aggregate) -> Value {
        json!({
            "overall": self.estimate(&of.overall),
            "parts": of.parts.iter().map(|(at, part)| (at.to_string(), self.estimate(part))).collect::<BTreeMap<_, _>>(),
            "bands": or_refused(of.bands(&self.multiplier()), |bands| bands_of(&bands.bands, bands.critical_value)),
        })
    }
}

/// With few clusters the normal quantile is too small; clusters less one is the customary stand-in.
fn reference(of: &Estimate) -> Reference {
    let clusters = u32::try_from(of.treated_clusters).unwrap_or(u32::MAX);
    if clusters > 1 {
        Reference::StudentsT {
            degrees: f64::from(clusters - 1),
        }
    } else {
        Reference::Normal
    }
}

fn bands_of(bands: &[(i64, Band)], critical_value: f64) -> Value {
    json!({
        "critical_value": critical_value,
        "bands": bands.iter().map(|(at, band)| (at.to_string(), json!({
            "effect": band.effect,
            "standard_error": band.standard_error,
            "simultaneous": [band.simultaneous.lower, band.simultaneous.upper],
        }))).collect::<BTreeMap<_, _>>(),
    })
}
