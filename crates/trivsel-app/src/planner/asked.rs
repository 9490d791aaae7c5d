//! What is asked of the planner: read from an address, then with what is left open filled in, then as a plan for the figures there are.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::evaluation::{NotAPlan, Plan, split_evenly};
use trivsel_domain::id::UnitId;
use trivsel_domain::initiative::Initiative;
use trivsel_domain::month::Month;

use super::ground::Ground;
use crate::input::Input;
use crate::{Problem, Problems};

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

/// What is asked of the planner; none where it is left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanAsked {
    /// The units that may begin; none while nobody has chosen.
    pub units: Option<Vec<UnitId>>,
    /// The month the first wave begins.
    pub first: Option<Month>,
    /// How many waves.
    pub waves: Option<u32>,
    /// Months between them.
    pub gap: Option<u32>,
    /// How many units begin in each wave; none for as even as can be.
    pub sizes: Option<Vec<u32>>,
    /// Months to follow from the start of the last wave on.
    pub months: Option<u32>,
    /// What was typed and cannot be read. The rest is looked at all the same: the page shows what it can.
    pub unread: Vec<Problem>,
}

/// The same with what was left open filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFilled {
    /// The units that are ticked.
    pub units: Vec<UnitId>,
    /// The month the first wave begins.
    pub first: Month,
    /// How many waves.
    pub waves: u32,
    /// Months between them.
    pub gap: u32,
    /// How many units begin in each wave; none for as even as can be.
    pub sizes: Option<Vec<u32>>,
    /// Months to follow from the start of the last wave on.
    pub months: u32,
}

/// A plan and the units it is made for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) plan: Plan,
    /// In the order of their ids.
    pub(super) chosen: Vec<UnitId>,
}

impl PlanForm {
    /// What was typed, as values.
    pub fn read(&self) -> PlanAsked {
        let mut input = Input::new();
        let is_chosen = !self.asked.is_empty() || !self.unit.is_empty();
        let is_typed = |text: &str| !text.trim().is_empty();
        let first = is_typed(&self.first)
            .then(|| input.month("first", &self.first))
            .flatten();
        let gap = number(&mut input, "gap", &self.gap, 0..=MOST_GAP);
        let months = number(&mut input, "months", &self.months, 1..=MOST_MONTHS);
        let (sizes, waves) = if is_typed(&self.sizes) {
            (sizes(&mut input, &self.sizes), self.waves.trim().parse().ok())
        } else {
            (None, number(&mut input, "waves", &self.waves, 1..=MOST_WAVES))
        };
        PlanAsked {
            units: is_chosen.then(|| self.unit.iter().filter_map(|typed| typed.parse().ok()).collect()),
            first,
            waves,
            gap,
            sizes,
            months,
            unread: input
                .read(Some(()))
                .err()
                .map(|problems| problems.0)
                .unwrap_or_default(),
        }
    }

    /// Why a lot is drawn anew, as it was typed; it may be empty.
    pub fn reason(&self) -> Result<String, Problems> {
        let mut input = Input::new();
        let reason = input.line("reason", &self.reason);
        input.read(Some(reason))
    }
}

impl PlanAsked {
    /// The same by somebody who is about to draw a lot: the units are chosen, be it none.
    pub(super) fn chosen(&self) -> Self {
        Self {
            units: Some(self.units.clone().unwrap_or_default()),
            ..self.clone()
        }
    }

    /// The same with what was left open filled in: as the initiative's planned sites say; else everybody, in waves from next month on.
    pub(super) fn filled_in(&self, ground: &Ground, initiative: &Initiative, today: NaiveDate) -> PlanFilled {
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
        let gap = waves
            .keys()
            .nth(1)
            .map_or(3, |second| u32::try_from(second.since(first)).unwrap_or(0).max(1));
        let (units, sizes) = match &self.units {
            Some(units) => (units.clone(), None),
            None if planned.is_empty() => (ground.may_begin().collect(), None),
            None => {
                let sizes: Vec<u32> = waves.values().copied().collect();
                let units = planned.iter().map(|(unit, _)| *unit).collect();
                (units, Some(sizes).filter(|sizes| sizes.len() > 1))
            }
        };
        let usual = match (waves.len(), units.len()) {
            (0, 0 | 1) => 1,
            (0, 2..6) => 2,
            (0, _) => 3,
            (planned, _) => u32::try_from(planned).unwrap_or(u32::MAX),
        };
        PlanFilled {
            units,
            first: self.first.unwrap_or(first),
            waves: self.waves.unwrap_or(usual),
            gap: self.gap.unwrap_or(gap),
            sizes: self.sizes.clone().or(sizes),
            months: self.months.unwrap_or(12),
        }
    }
}

impl PlanFilled {
    /// Is the unit ticked?
    pub(super) fn has(&self, unit: UnitId) -> bool {
        self.units.contains(&unit)
    }

    /// The plan this is, with the figures there are; else all that stands in its way, and what could not be read.
    pub(super) fn plan(&self, unread: &[Problem], ground: &Ground) -> Result<Asked, Problems> {
        let mut input = Input::new();
        for problem in unread {
            input.refuse(problem.clone());
        }
        let mut chosen: Vec<UnitId> = ground.may_begin().filter(|unit| self.has(*unit)).collect();
        chosen.sort();
        let units = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        if chosen.is_empty() {
            input.refuse(Problem::new("unit", "problem-plan-units"));
        }
        if self.first < ground.until || self.first > ground.until.plus(120) {
            input.refuse(Problem::new("first", "problem-plan-first"));
        }
        must_lie(&mut input, "gap", self.gap, 0..=MOST_GAP);
        must_lie(&mut input, "months", self.months, 1..=MOST_MONTHS);
        if self.sizes.is_none() {
            must_lie(&mut input, "waves", self.waves, 1..=MOST_WAVES);
        }
        input.read(Some(()))?;
        let even = || split_evenly(units, self.waves);
        let sizes = self.sizes.clone().unwrap_or_else(even);
        Plan::new(units, self.first, self.gap, &sizes, self.months)
            .map(|plan| Asked { plan, chosen })
            .map_err(|error| Problems(vec![problem(error)]))
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

/// A whole number that may be left open. What is no number is noted; whether it is a good one is looked at where the plan is made.
fn number(input: &mut Input, field: &str, typed: &str, bounds: RangeInclusive<u32>) -> Option<u32> {
    let typed = typed.trim();
    let number = typed.parse().ok();
    if number.is_none() && !typed.is_empty() {
        input.refuse(out_of(field, &bounds));
    }
    number
}

/// Notes a number out of bounds.
fn must_lie(input: &mut Input, field: &str, number: u32, bounds: RangeInclusive<u32>) {
    if !bounds.contains(&number) {
        input.refuse(out_of(field, &bounds));
    }
}

fn out_of(field: &str, bounds: &RangeInclusive<u32>) -> Problem {
    Problem::new(field, "problem-plan-number")
        .with("least", bounds.start().to_string())
        .with("most", bounds.end().to_string())
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
