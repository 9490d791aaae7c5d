//! The numbers of each design, what other ways of reckoning give, and the course over time.

use std::num::{NonZeroU32, NonZeroUsize};

use serde::Serialize;
use trivsel_domain::evaluation::{
    Chance, Choice, Course, Design, Finding, Interval, OtherWay, Placebo, Reckoned, SecondOpinions, SinceStart,
    Uncertainty, judge,
};
use trivsel_domain::id::UnitId;
use trivsel_stats::randomisation::{Deals, ENUMERATION_LIMIT, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, Estimate, GroupTimeOptions, Imputation, ImputationOptions, Panel,
    Reference, Unit, group_time_effects, impute,
};

use super::jobs::Counter;
use super::panel::{Material, Row};
use super::series::{counted_a_month, usual_exposure};
use super::stepped::{Stepped, one_series};
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
        counted_a_month: counted_a_month(&material.indicator, usual_exposure(material.months(true))),
    })
}

/// What a design found, before it is judged.
pub(super) struct Found {
    pub(super) effect: Interval,
    pub(super) must_agree: Vec<Interval>,
    pub(super) others: Vec<OtherWay>,
    pub(super) chance: Option<Chance>,
    pub(super) placebo: Option<Placebo>,
    pub(super) course: Option<Course>,
}

/// The effect of the design that was chosen, and nothing else.
fn headline(material: &Material, choice: &Choice) -> Option<Interval> {
    match choice.design {
        Design::StaggeredComparison => {
            let whole = panel(material, |_, _| true, None)?;
            overall(&whole, material.strata.as_deref(), choice.uncertainty)
        }
        Design::ControlledSeries => Stepped::of(material, choice, true)?.answer(),
        Design::InterruptedSeries => Stepped::of(material, choice, false)?.answer(),
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
            .interval(CONFIDENCE, by_clusters(effect.treated_clusters))
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

/// Student's t with one degree fewer than treated units: the normal quantile holds less often than it says with so few of them.
fn by_clusters(treated: usize) -> Reference {
    match u32::try_from(treated) {
        Ok(treated @ 2..) => Reference::StudentsT {
            degrees: f64::from(treated - 1),
        },
        _ => Reference::Normal,
    }
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
        Stepped::of(material, choice, false).and_then(|stepped| stepped.answer()),
    );
    Some(Found {
        effect,
        must_agree: Vec::new(),
        others,
        chance,
        placebo: None,
        course: Some(Course::SinceStart(since_start(
            &imputation,
            material.rows.iter().filter(|row| row.start.is_some()).count(),
        ))),
    })
}

/// The effect by quarters since the start; before it, what the same comparison gives although nothing had begun.
fn since_start(imputation: &Imputation, treated: usize) -> Vec<SinceStart> {
    let around = |effect: f64, standard_error: Option<f64>| {
        let estimate = Estimate {
            effect,
            standard_error: Ok(standard_error?),
            treated_units: 0,
            treated_clusters: 0,
        };
        let found = estimate.interval(CONFIDENCE, by_clusters(treated)).ok()?;
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
