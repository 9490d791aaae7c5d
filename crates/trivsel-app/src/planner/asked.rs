//! What is asked of the planner: read from an address, with what is left open filled in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::evaluation::{NotAPlan, Plan, split_evenly};
use trivsel_domain::id::UnitId;
use trivsel_domain::initiative::Initiative;
use trivsel_domain::month::Month;

use super::ground::Ground;
use crate::input::Input;
use crate::{AppError, Problem};

/// Waves, months between them and months followed at most: five years of each would be too long to plan.
const MOST_WAVES: u32 = 24;
const MOST_GAP: u32 = 24;
const MOST_MONTHS: u32 = 60;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// Anything, when somebody has chosen; empty when nothing was asked yet.
    pub asked: String,
    /// The units that may begin, by id.
    pub unit: Vec<String>,
    /// The month the first wave begins.
    pub first: String,
    /// How many waves.
    pub waves: String,
    /// Months between them.
    pub gap: String,
    /// How many units begin in each wave, with commas between; empty for as even as can be.
    pub sizes: String,
    /// Months to follow from the start of the last wave on.
    pub months: String,
    /// Why a lot is drawn anew.
    pub reason: String,
}

/// What is asked, read.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) plan: Plan,
    /// In the order of their ids.
    pub(super) chosen: Vec<UnitId>,
}

/// Is the unit ticked?
pub(super) fn is_ticked(form: &PlanForm, unit: UnitId) -> bool {
    form.unit.iter().any(|typed| typed.parse() == Ok(unit))
}

/// The same with what was left open filled in: as the initiative's planned sites say; else everybody, in waves from next month on.
pub(super) fn filled_in(typed: &PlanForm, ground: &Ground, initiative: &Initiative, today: NaiveDate) -> PlanForm {
    let planned: Vec<(UnitId, Month)> = ground
        .planned
        .iter()
        .filter(|(unit, _)| ground.may_begin().any(|free| free == *unit))
        .copied()
        .collect();
    let mut waves: BTreeMap<Month, u32> = BTreeMap::new();
    for (_, month) in &planned {
        *waves.entry(*month).or_default() += 1;
    }
    let next = Month::of(today).plus(1).max(ground.until);
    let first = waves
        .keys()
        .next()
        .copied()
        .or_else(|| initiative.starts_on.map(Month::of))
        .filter(|month| *month >= next)
        .unwrap_or(next);
    let gap = waves.keys().nth(1).map_or(3, |second| second.since(first).max(1));
    let mut form = typed.clone();
    if form.asked.is_empty() && form.unit.is_empty() {
        form.unit = if planned.is_empty() {
            ground.may_begin().map(|unit| unit.to_string()).collect()
        } else {
            planned.iter().map(|(unit, _)| unit.to_string()).collect()
        };
        if form.sizes.is_empty() && waves.len() > 1 {
            let sizes: Vec<String> = waves.values().map(u32::to_string).collect();
            form.sizes = sizes.join(", ");
        }
    }
    let or = |field: &mut String, value: String| {
        if field.trim().is_empty() {
            *field = value;
        }
    };
    let usual = match form.unit.len() {
        0 | 1 => 1,
        2..6 => 2,
        _ => 3,
    };
    or(&mut form.first, format!("{:02}-{}", first.number(), first.year()));
    or(
        &mut form.waves,
        if waves.is_empty() { usual } else { waves.len() }.to_string(),
    );
    or(&mut form.gap, gap.to_string());
    or(&mut form.months, "12".to_owned());
    form
}

/// Reads the form.
pub(super) fn read(form: &PlanForm, ground: &Ground) -> Result<Asked, AppError> {
    let mut input = Input::new();
    let mut chosen: Vec<UnitId> = ground.may_begin().filter(|unit| is_ticked(form, *unit)).collect();
    chosen.sort();
    let units = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    if chosen.is_empty() {
        input.refuse(Problem::new("unit", "problem-plan-units"));
    }
    let first = input.month("first", &form.first);
    if first.is_some_and(|first| first < ground.until || first > ground.until.plus(120)) {
        input.refuse(Problem::new("first", "problem-plan-first"));
    }
    let gap = whole(&mut input, "gap", &form.gap, 0..=MOST_GAP);
    let months = whole(&mut input, "months", &form.months, 1..=MOST_MONTHS);
    let sizes = if form.sizes.trim().is_empty() {
        whole(&mut input, "waves", &form.waves, 1..=MOST_WAVES).map(|waves| split_evenly(units, waves))
    } else {
        sizes(&mut input, &form.sizes)
    };
    input.done()?;
    let (Some(first), Some(gap), Some(months), Some(sizes)) = (first, gap, months, sizes) else {
        return Err(AppError::invalid("first", "problem-month"));
    };
    match Plan::new(units, first, gap, &sizes, months) {
        Ok(plan) => Ok(Asked { plan, chosen }),
        Err(error) => Err(AppError::Invalid(vec![problem(error)])),
    }
}

fn problem(error: NotAPlan) -> Problem {
    match error {
        NotAPlan::NoUnits => Problem::new("unit", "problem-plan-units"),
        NotAPlan::EmptyWave => Problem::new("waves", "problem-plan-waves"),
        NotAPlan::TooManyUnits { asked, units } => Problem::new("sizes", "problem-plan-sizes-many")
            .with("asked", asked.to_string())
            .with("units", units.to_string()),
        NotAPlan::NoGap => Problem::new("gap", "problem-plan-gap"),
        NotAPlan::NoMonths => Problem::new("months", "problem-plan-number")
            .with("least", "1")
            .with("most", "60"),
    }
}

/// A whole number within bounds.
fn whole(input: &mut Input, field: &str, typed: &str, bounds: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let number = typed.trim().parse().ok().filter(|number| bounds.contains(number));
    if number.is_none() {
        input.refuse(
            Problem::new(field, "problem-plan-number")
                .with("least", bounds.start().to_string())
                .with("most", bounds.end().to_string()),
        );
    }
    number
}

fn sizes(input: &mut Input, typed: &str) -> Option<Vec<u32>> {
    let parts = typed
        .split([',', ';', ' ', '+'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let sizes: Option<Vec<u32>> = parts.map(|part| part.parse().ok().filter(|size| *size > 0)).collect();
    let most = usize::try_from(MOST_WAVES).unwrap_or(usize::MAX);
    let sizes = sizes.filter(|sizes| (1..=most).contains(&sizes.len()));
    if sizes.is_none() {
        input.refuse(Problem::new("sizes", "problem-plan-sizes"));
    }
    sizes
}
