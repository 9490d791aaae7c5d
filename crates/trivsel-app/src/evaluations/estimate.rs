//! The numbers of each design, what other ways of reckoning give, and the course over time.

use std::collections::BTreeSet;
use std::num::{NonZeroU32, NonZeroUsize};

use serde::Serialize;
use trivsel_domain::evaluation::{
    Chance, Choice, Course, Design, ExpectedMonth, Finding, Interval, OtherWay, Placebo, Reckoned, SecondOpinions,
    SeriesModel, SinceStart, Uncertainty, judge,
};
use trivsel_domain::id::UnitId;
use trivsel_stats::its::{
    Afterwards, Data, Disruption, Errors, Estimate as LogRatio, Fit, Handling, Plan, Ratio, Season, compare_handlings,
    fit, fit_autoregressive, fit_negative_binomial, placebo_starts,
};
use trivsel_stats::randomisation::{Deals, ENUMERATION_LIMIT, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, Estimate, GroupTimeOptions, Imputation, ImputationOptions, Panel,
    Reference, Unit, group_time_effects, impute,
};

use super::jobs::Counter;
use super::panel::{Material, Row};
use super::{CONFIDENCE, METHOD_VERSION, SEED};

/// How the starts are dealt anew for the answer.
pub(crate) const DEALS: Deals = Deals {
    enumerate_up_to: ENUMERATION_LIMIT,
    draws: 2_000,
    seed: SEED,
};
/// The same for the other ways of reckoning, which are looked at for what they say together.
const DEALS_BESIDE: Deals = Deals {
    enumerate_up_to: 1_000,
    draws: 500,
    seed: SEED,
};
/// Each unit that began is left out once where they are not more than this: among many, one decides nothing.
const MOST_LEFT_OUT: usize = 24;
/// The months before a start that group-time effects are held against.
const BASE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(11);
/// The course over time is told in quarters of a year.
const STEP: NonZeroU32 = NonZeroU32::MIN.saturating_add(2);
/// The months before a start that the course shows.
const LEADS: usize = 24;

/// What is to be reckoned.
#[derive(Clone, Debug)]
pub(super) struct Work {
    pub(super) material: Material,
    pub(super) choice: Choice,
    /// The same with all that was left out by hand, if anything was.
    pub(super) everything: Option<(Choice, Material)>,
}

/// All that decides the numbers. Its JSON is what the hash is taken of.
#[derive(Serialize)]
pub(super) struct Inputs<'a> {
    method_version: u32,
    seed: u64,
    confidence: f64,
    material: &'a Material,
    with_everything: Option<&'a Material>,
}

impl Work {
    pub(super) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            method_version: METHOD_VERSION,
            seed: SEED,
            confidence: CONFIDENCE,
            material: &self.material,
            with_everything: self.everything.as_ref().map(|(_, material)| material),
        }
    }
}

/// The finding of the design that was chosen; none where it gives none.
pub(super) fn estimate(work: &Work, counter: &Counter) -> Option<Finding> {
    let Work { material, choice, .. } = work;
    let mut found = match choice.design {
        Design::StaggeredComparison => staggered(material, choice, counter)?,
        Design::ControlledSeries => one_series(material, choice, true, counter)?,
        Design::InterruptedSeries => one_series(material, choice, false, counter)?,
        Design::ChartOnly | Design::CannotBeConcluded => return None,
    };
    if let Some((choice, material)) = &work.everything {
        found.others.push(OtherWay {
            way: Reckoned::WithEverything,
            effect: headline(material, choice),
        });
    }
    let rows: Vec<f64> = found
        .others
        .iter()
        .filter(|other| !other.way.is_contrast())
        .filter_map(|other| other.effect.map(Interval::estimate))
        .collect();
    let opinions = SecondOpinions {
        must_agree: &found.must_agree,
        rows: &rows,
    };
    Some(Finding {
        judgement: judge(found.effect, material.facts.aim, opinions, &choice.caps),
        chance: found.chance,
        placebo: found.placebo,
        others: found.others,
        course: found.course,
        counted_a_month: counted_a_month(material),
    })
}

/// What a design found, before it is judged.
struct Found {
    effect: Interval,
    must_agree: Vec<Interval>,
    others: Vec<OtherWay>,
    chance: Option<Chance>,
    placebo: Option<Placebo>,
    course: Option<Course>,
}

/// The effect of the design that was chosen, and nothing else.
fn headline(material: &Material, choice: &Choice) -> Option<Interval> {
    match choice.design {
        Design::StaggeredComparison => {
            let whole = panel(material, |_, _| true, None)?;
            overall(&whole, material.strata.as_deref(), choice.uncertainty)
        }
        Design::ControlledSeries => Stepped::of(material, choice, true)?.effect(),
        Design::InterruptedSeries => Stepped::of(material, choice, false)?.effect(),
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

fn imputed(panel: &Panel, leads: usize) -> Option<Imputation> {
    let options = ImputationOptions {
        anticipation: 0,
        leads,
        averaging: Averaging::CohortAndMonth,
    };
    impute(panel, &options).ok()
}

/// The overall effect of a panel with its interval.
fn overall(panel: &Panel, strata: Option<&[usize]>, uncertainty: Option<Uncertainty>) -> Option<Interval> {
    let is_dealt = uncertainty == Some(Uncertainty::Randomisation);
    let dealt = is_dealt
        .then(|| RandomisedImputation::new(panel, strata, 0, &DEALS_BESIDE).ok())
        .flatten();
    interval_of(&imputed(panel, 0)?.overall.estimate, uncertainty, dealt.as_ref())
}

/// The interval round an effect. Without bound on both sides where nothing is known of its uncertainty.
fn interval_of(
    effect: &Estimate,
    uncertainty: Option<Uncertainty>,
    dealt: Option<&RandomisedImputation>,
) -> Option<Interval> {
    let ends = match uncertainty {
        Some(Uncertainty::ClusterBootstrap) => effect
            .interval(CONFIDENCE, Reference::Normal)
            .ok()
            .map(|found| (found.lower, found.upper)),
        Some(Uncertainty::Randomisation) => dealt.and_then(|dealt| {
            let set = dealt.confidence_set(CONFIDENCE).ok()?;
            Some((
                set.lower.unwrap_or(f64::NEG_INFINITY),
                set.upper.unwrap_or(f64::INFINITY),
            ))
        }),
        Some(Uncertainty::DescriptiveOnly) | None => None,
    };
    let (lower, upper) = ends.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    Interval::new(effect.effect, lower, upper).ok()
}

/// An effect of which nothing more is known.
fn without_bounds(effect: f64) -> Option<Interval> {
    Interval::new(effect, f64::NEG_INFINITY, f64::INFINITY).ok()
}

fn staggered(material: &Material, choice: &Choice, counter: &Counter) -> Option<Found> {
    let begun: Vec<UnitId> = material
        .rows
        .iter()
        .filter(|row| row.start.is_some())
        .map(|row| row.unit)
        .collect();
    let is_each_left_out = (2..=MOST_LEFT_OUT).contains(&begun.len());
    counter.expect(5 + if is_each_left_out { begun.len() } else { 0 });
    let whole = panel(material, |_, _| true, None)?;
    let imputation = imputed(&whole, LEADS)?;
    counter.tick();
    let dealt = RandomisedImputation::new(&whole, material.strata.as_deref(), 0, &DEALS).ok();
    let chance = dealt.as_ref().map(|dealt| {
        let test = dealt.test();
        Chance {
            p: test.p,
            smallest: test.assignments.smallest_p,
            looked_at: test.deals,
        }
    });
    let effect = interval_of(&imputation.overall.estimate, choice.uncertainty, dealt.as_ref())?;
    counter.tick();
    let mut others = Vec::new();
    let mut reckon = |way: Reckoned, effect: Option<Interval>| {
        counter.tick();
        others.push(OtherWay { way, effect });
    };
    let again = |keep: &dyn Fn(usize) -> bool, without: Option<UnitId>| {
        let panel = panel(material, |_, at| keep(at), without)?;
        overall(&panel, material.strata_without(without).as_deref(), choice.uncertainty)
    };
    reckon(Reckoned::GroupTime, group_time(&whole, choice.uncertainty));
    if !material.disrupted.is_empty() {
        let calm = again(&|at| !material.disrupted.contains(&at), None);
        reckon(Reckoned::WithoutDisruption, calm);
    }
    if is_each_left_out {
        for unit in begun {
            reckon(Reckoned::WithoutUnit(unit), again(&|_| true, Some(unit)));
        }
    }
    reckon(
        Reckoned::BeforeAndAfter,
        Stepped::of(material, choice, false).and_then(|stepped| stepped.effect()),
    );
    Some(Found {
        effect,
        must_agree: Vec::new(),
        others,
        chance,
        placebo: None,
        course: Some(Course::SinceStart(since_start(&imputation))),
    })
}

/// The effect by quarters since the start; before it, what the same comparison gives although nothing had begun.
fn since_start(imputation: &Imputation) -> Vec<SinceStart> {
    let around = |effect: f64, standard_error: Option<f64>| {
        let estimate = Estimate {
            effect,
            standard_error: Ok(standard_error?),
            treated_units: 0,
            treated_clusters: 0,
        };
        let found = estimate.interval(CONFIDENCE, Reference::Normal).ok()?;
        Interval::new(effect, found.lower, found.upper).ok()
    };
    imputation
        .steps(STEP)
        .into_iter()
        .filter_map(|step| {
            Some(SinceStart {
                first: step.first,
                last: step.last,
                effect: around(step.effect, step.standard_error.ok()).or_else(|| without_bounds(step.effect))?,
            })
        })
        .collect()
}

fn group_time(panel: &Panel, uncertainty: Option<Uncertainty>) -> Option<Interval> {
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Universal,
        base_months: BASE,
        anticipation: 0,
    };
    let found = group_time_effects(panel, &options)
        .ok()?
        .aggregate(Aggregation::Simple)
        .overall;
    interval_of(&found, uncertainty, None)
}

/// Treated units as one series with a step at the first start; the months between the first start and the last are left out.
struct Stepped<'a> {
    material: &'a Material,
    series: Vec<Option<Ratio>>,
    beside: Vec<Option<Ratio>>,
    plan: Plan,
    fitted: Fit,
    /// What the level would have been after the start without the initiative, in the indicator's unit.
    level: f64,
    is_controlled: bool,
}

impl<'a> Stepped<'a> {
    fn of(material: &'a Material, choice: &Choice, is_controlled: bool) -> Option<Self> {
        let (series, beside) = (material.together(true), material.together(false));
        let starts: BTreeSet<usize> = material.rows.iter().filter_map(|row| row.start).collect();
        let (first, last) = (*starts.first()?, *starts.last()?);
        // A comparison that can carry months by season has the years for it.
        let season = match choice.model {
            Some(SeriesModel::StepWithoutSeason) => Season::NONE,
            Some(SeriesModel::Full) | None => Season::default(),
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
        let fitted = fit(data(&series, &beside, is_controlled), &plan).ok()?;
        let level = expected_level(material, &fitted, &series)?;
        Some(Self {
            material,
            series,
            beside,
            plan,
            fitted,
            level,
            is_controlled,
        })
    }

    fn data(&self) -> Data<'_> {
        data(&self.series, &self.beside, self.is_controlled)
    }

    /// A ratio of rates as a difference in the indicator's unit.
    fn in_units(&self, ratio: LogRatio) -> Option<Interval> {
        let ratio = ratio.ratio(CONFIDENCE).ok()?;
        let [estimate, lower, upper] =
            [ratio.estimate, ratio.lower, ratio.upper].map(|ratio| (ratio - 1.0) * self.level);
        Interval::new(estimate, lower, upper).ok()
    }

    fn effect(&self) -> Option<Interval> {
        self.in_units(self.fitted.effect(Errors::Model).log_rate_ratio)
    }

    /// Every month, in the indicator's unit, with what would have been expected without the initiative.
    fn course(&self) -> Option<Course> {
        let mut months = vec![
            ExpectedMonth {
                observed: None,
                expected: None,
                is_used: false,
            };
            self.series.len()
        ];
        for month in self.fitted.counterfactual(Errors::Model, CONFIDENCE).ok()? {
            let Some(pair) = self.series.get(month.position).copied().flatten() else {
                continue;
            };
            let in_units = |events: f64| self.material.indicator.factor * events / pair.denominator;
            let expected = Interval::new(
                in_units(month.expected.estimate),
                in_units(month.expected.lower),
                in_units(month.expected.upper),
            );
            if let Some(place) = months.get_mut(month.position) {
                *place = ExpectedMonth {
                    observed: Some(in_units(pair.numerator)),
                    expected: expected.ok(),
                    is_used: month.is_used,
                };
            }
        }
        Some(Course::Expected {
            first: self.material.first,
            months,
        })
    }

    fn placebo(&self) -> Option<Placebo> {
        let found = placebo_starts(self.data(), &self.plan, Errors::Model).ok()?;
        let of = found.false_starts.len();
        (of > 0).then_some(Placebo {
            as_large: found.rank - 1,
            of,
        })
    }
}

fn data<'a>(series: &'a [Option<Ratio>], comparison: &'a [Option<Ratio>], is_controlled: bool) -> Data<'a> {
    if is_controlled {
        Data::Controlled { series, comparison }
    } else {
        Data::Single(series)
    }
}

fn one_series(material: &Material, choice: &Choice, is_controlled: bool, counter: &Counter) -> Option<Found> {
    counter.expect(5);
    let stepped = Stepped::of(material, choice, is_controlled)?;
    let effect = stepped.effect()?;
    counter.tick();
    let second = fit_autoregressive(stepped.data(), &stepped.plan)
        .ok()
        .and_then(|other| stepped.in_units(other.effect.log_rate_ratio));
    counter.tick();
    let mut others = vec![
        OtherWay {
            way: Reckoned::Autoregressive,
            effect: second,
        },
        OtherWay {
            way: Reckoned::RobustErrors,
            effect: stepped.in_units(stepped.fitted.effect(Errors::Hac).log_rate_ratio),
        },
    ];
    if !is_controlled {
        others.push(OtherWay {
            way: Reckoned::NegativeBinomial,
            effect: fit_negative_binomial(stepped.data(), &stepped.plan)
                .ok()
                .and_then(|other| stepped.in_units(other.fit.effect(Errors::Model).log_rate_ratio)),
        });
    }
    counter.tick();
    let comparison = stepped
        .beside
        .iter()
        .any(Option::is_some)
        .then_some(stepped.beside.as_slice());
    if stepped.plan.disruption.is_some()
        && let Ok(rows) = compare_handlings(&stepped.series, comparison, &stepped.plan)
    {
        others.extend(rows.into_iter().map(|row| {
            OtherWay {
                way: Reckoned::Handled(row.handling.letter()),
                effect: row
                    .fit
                    .ok()
                    .and_then(|fit| stepped.in_units(fit.effect(Errors::Model).log_rate_ratio)),
            }
        }));
    }
    counter.tick();
    let placebo = stepped.placebo();
    counter.tick();
    Some(Found {
        effect,
        must_agree: second.into_iter().collect(),
        others,
        chance: None,
        placebo,
        course: stepped.course(),
    })
}

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
