//! The numbers of each design, and what other ways of reckoning give.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use trivsel_domain::evaluation::{Choice, Design, Interval, SecondOpinions, SeriesModel, Uncertainty, judge};
use trivsel_domain::id::UnitId;
use trivsel_stats::its::{
    Afterwards, Data, Disruption, Effect, Errors, Fit, Handling, Plan, Ratio, Season, compare_handlings, fit,
    fit_autoregressive,
};
use trivsel_stats::randomisation::{Deals, ENUMERATION_LIMIT, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, Estimate, GroupTimeOptions, ImputationOptions, Panel, Reference, Unit,
    group_time_effects, impute,
};

use super::panel::{Material, Row};
use super::{CONFIDENCE, Chance, Found, OtherWay, Reckoned, SEED};

/// How many starts are drawn when there are too many ways to go through them all.
const DRAWS: usize = 2_000;
/// The months before a start that group-time effects are held against.
const BASE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(11);

/// The estimate of the design that was chosen; none where it gives none.
pub(super) fn estimate(material: &Material, choice: &Choice) -> Option<Found> {
    match choice.design {
        Design::StaggeredComparison => staggered(material, choice),
        Design::ControlledSeries => one_series(material, choice, true),
        Design::InterruptedSeries => one_series(material, choice, false),
        Design::ChartOnly | Design::CannotBeConcluded => None,
    }
}

fn panel(material: &Material, keep: impl Fn(&Row, usize) -> bool, without: Option<UnitId>) -> Option<Panel> {
    let units = material
        .rows
        .iter()
        .filter(|row| Some(row.unit) != without)
        .map(|row| {
            let outcomes = row.months.iter().enumerate().map(|(at, pair)| {
                let pair = pair.filter(|_| keep(row, at))?;
                material.indicator.value(pair.numerator, pair.denominator)
            });
            Unit::new(outcomes.collect(), row.start)
        })
        .collect();
    Panel::new(units).ok()
}

fn imputed(panel: &Panel) -> Option<Estimate> {
    let options = ImputationOptions {
        anticipation: 0,
        leads: 0,
        averaging: Averaging::CohortAndMonth,
    };
    Some(impute(panel, &options).ok()?.overall.estimate)
}

fn effect_of(panel: &Panel) -> Option<f64> {
    Some(imputed(panel)?.effect)
}

fn staggered(material: &Material, choice: &Choice) -> Option<Found> {
    let whole = panel(material, |_, _| true, None)?;
    let imputed = imputed(&whole)?;
    let deals = Deals {
        enumerate_up_to: ENUMERATION_LIMIT,
        draws: DRAWS,
        seed: SEED,
    };
    let dealt = RandomisedImputation::new(&whole, None, 0, &deals).ok();
    let chance = dealt.as_ref().map(|dealt| {
        let test = dealt.test();
        Chance {
            p: test.p,
            smallest: test.assignments.smallest_p,
            looked_at: test.deals,
        }
    });
    let ends = match choice.uncertainty {
        Some(Uncertainty::ClusterBootstrap) => imputed
            .interval(CONFIDENCE, Reference::Normal)
            .ok()
            .map(|found| (found.lower, found.upper)),
        Some(Uncertainty::Randomisation) => dealt.as_ref().and_then(|dealt| {
            let set = dealt.confidence_set(CONFIDENCE).ok()?;
            Some((
                set.lower.unwrap_or(f64::NEG_INFINITY),
                set.upper.unwrap_or(f64::INFINITY),
            ))
        }),
        Some(Uncertainty::DescriptiveOnly) | None => None,
    };
    let (lower, upper) = ends.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let interval = Interval::new(imputed.effect, lower, upper).ok()?;
    let mut others = vec![OtherWay {
        way: Reckoned::GroupTime,
        effect: group_time(&whole),
    }];
    if !material.disrupted.is_empty() {
        let calm = panel(material, |_, at| !material.disrupted.contains(&at), None);
        others.push(OtherWay {
            way: Reckoned::WithoutDisruption,
            effect: calm.as_ref().and_then(effect_of),
        });
    }
    for row in material.rows.iter().filter(|row| row.start.is_some()) {
        others.push(OtherWay {
            way: Reckoned::WithoutUnit(row.unit),
            effect: panel(material, |_, _| true, Some(row.unit))
                .as_ref()
                .and_then(effect_of),
        });
    }
    Some(found(material, choice, interval, &[], others, chance))
}

fn group_time(panel: &Panel) -> Option<f64> {
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Universal,
        base_months: BASE,
        anticipation: 0,
    };
    let found = group_time_effects(panel, &options).ok()?;
    Some(found.aggregate(Aggregation::Simple).overall.effect)
}

/// Treated units as one series with a step at the first start; the months between the first start and the last are left out.
fn one_series(material: &Material, choice: &Choice, is_controlled: bool) -> Option<Found> {
    let (series, beside) = (material.together(true), material.together(false));
    let starts: BTreeSet<usize> = material.rows.iter().filter_map(|row| row.start).collect();
    let (first, last) = (*starts.first()?, *starts.last()?);
    let season = match choice.model {
        Some(SeriesModel::Full) => Season::default(),
        Some(SeriesModel::StepWithoutSeason) | None => Season::NONE,
    };
    let disruption = material
        .disrupted
        .first()
        .zip(material.disrupted.last())
        .map(|(from, to)| Disruption {
            window: *from..*to + 1,
            handling: if is_controlled {
                Handling::Comparison
            } else {
                Handling::Exclude
            },
            afterwards: Afterwards::AsBefore,
        });
    let plan = Plan {
        transition: last - first,
        season,
        disruption,
        ..Plan::step_at(first)
    };
    let data = if is_controlled {
        Data::Controlled {
            series: &series,
            comparison: &beside,
        }
    } else {
        Data::Single(&series)
    };
    let fitted = fit(data, &plan).ok()?;
    let level = expected_level(material, &fitted, &series)?;
    // A ratio of rates as a difference in the indicator's unit.
    let in_units = |effect: &Effect| {
        let ratio = effect.log_rate_ratio.ratio(CONFIDENCE).ok()?;
        let [estimate, lower, upper] = [ratio.estimate, ratio.lower, ratio.upper].map(|ratio| (ratio - 1.0) * level);
        Interval::new(estimate, lower, upper).ok()
    };
    let interval = in_units(&fitted.effect(Errors::Model))?;
    let second: Vec<Interval> = fit_autoregressive(data, &plan)
        .ok()
        .and_then(|other| in_units(&other.effect))
        .into_iter()
        .collect();
    let mut others: Vec<OtherWay> = second
        .iter()
        .map(|interval| OtherWay {
            way: Reckoned::Autoregressive,
            effect: Some(interval.estimate()),
        })
        .collect();
    let has_comparison = beside.iter().any(Option::is_some);
    if plan.disruption.is_some()
        && let Ok(rows) = compare_handlings(&series, has_comparison.then_some(beside.as_slice()), &plan)
    {
        others.extend(rows.into_iter().map(|row| {
            OtherWay {
                way: Reckoned::Handled(row.handling.letter()),
                effect: row
                    .fit
                    .ok()
                    .and_then(|fit| in_units(&fit.effect(Errors::Model)))
                    .map(Interval::estimate),
            }
        }));
    }
    Some(found(material, choice, interval, &second, others, None))
}

/// What the level would have been after the start without the initiative, in the indicator's unit.
fn expected_level(material: &Material, fitted: &Fit, series: &[Option<Ratio>]) -> Option<f64> {
    let difference = fitted.difference(Errors::Model, CONFIDENCE).ok()?;
    let used: BTreeSet<usize> = fitted.used_positions().into_iter().collect();
    let start = material.rows.iter().filter_map(|row| row.start).max()?;
    // Where nothing is counted out of anything, a unit's month stands as 1: the level is that of one unit in one month.
    let exposure: f64 = series
        .iter()
        .enumerate()
        .filter(|(at, _)| *at >= start && used.contains(at))
        .filter_map(|(_, pair)| pair.map(|pair| pair.denominator))
        .sum();
    (exposure > 0.0).then(|| material.indicator.factor * difference.expected.estimate / exposure)
}

fn found(
    material: &Material,
    choice: &Choice,
    interval: Interval,
    must_agree: &[Interval],
    others: Vec<OtherWay>,
    chance: Option<Chance>,
) -> Found {
    let rows: Vec<f64> = others.iter().filter_map(|other| other.effect).collect();
    let opinions = SecondOpinions {
        must_agree,
        rows: &rows,
    };
    Found {
        judgement: judge(interval, material.facts.aim, opinions, &choice.caps),
        chance,
        others,
        counted_a_month: counted_a_month(material),
    }
}

/// What one in the indicator's unit comes to each month, in all units where the initiative runs: possible days divided by 100 for
/// a rate in percent. None where nothing is counted out of anything.
fn counted_a_month(material: &Material) -> Option<f64> {
    if !material.indicator.measure.has_denominator() {
        return None;
    }
    let recent = 12;
    let exposure: f64 = material
        .rows
        .iter()
        .filter(|row| row.start.is_some())
        .map(|row| {
            let some: Vec<f64> = row
                .months
                .iter()
                .rev()
                .flatten()
                .take(recent)
                .map(|pair| pair.denominator)
                .collect();
            let count = u32::try_from(some.len()).ok().filter(|count| *count > 0);
            count.map_or(0.0, |count| some.iter().sum::<f64>() / f64::from(count))
        })
        .sum();
    (exposure > 0.0).then(|| exposure / material.indicator.factor)
}
