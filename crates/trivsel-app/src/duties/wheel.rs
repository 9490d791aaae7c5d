//! The wheel itself: what is late, what comes this quarter, what later, and what was done this year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use trivsel_domain::danish;
use trivsel_domain::duty::{Duty, DutyLevel, DutyProduct, DutyStanding, DutyWhen};
use trivsel_domain::id::{CommitteeId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;

use super::changes::{ChangeAsk, asks};
use super::ground::{DutyHeldBy, WheelGround};
use super::setting_up::{HeldRule, unchecked};
use crate::{App, AppError, assessments};

/// What of the wheel is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WheelAsked {
    /// A unit with all below it; the visitor's own when empty.
    pub unit: String,
    /// Only what belongs to this forum.
    pub forum: String,
    /// Only this duty.
    pub duty: String,
}

/// The wheel for a visitor.
#[derive(Clone, Debug)]
pub struct YearWheel {
    /// Today.
    pub today: NaiveDate,
    /// The unit it is for; none for a visitor without any reach.
    pub unit: Option<UnitId>,
    /// What waits: the visitor's own unit first, then by day.
    pub waiting: Vec<WheelLine>,
    /// What was settled this year.
    pub done: Vec<WheelDone>,
    /// What closed units left undone.
    pub not_held: Vec<WheelLine>,
    /// Large changes after which something may have to be done again.
    pub asks: Vec<ChangeAsk>,
    /// Duties no rule of which can be reckoned with today, by their codes.
    pub not_reckoned: Vec<Duty>,
    /// Rules that have not been held against their sources for a while.
    pub unchecked: Vec<HeldRule>,
    /// Every duty that is switched on, for the filter.
    pub duties: Vec<Duty>,
    /// Is anything switched on?
    pub has_duties: bool,
    /// May the visitor switch duties on and off?
    pub may_change: bool,
}

/// A duty that waits in a unit.
#[derive(Clone, Debug)]
pub struct WheelLine {
    /// Which.
    pub duty: Duty,
    /// In which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// The small units that are done with it.
    pub covers: Vec<String>,
    /// The day it is due.
    pub on: NaiveDate,
    /// How near that is.
    pub when: DutyWhen,
    /// Is it time to begin?
    pub is_warned: bool,
    /// When it was held last.
    pub last_held: Option<NaiveDate>,
    /// What has been begun for it.
    pub begun: Option<DutyBegun>,
    /// Its first rule, with when somebody last looked.
    pub rule: Option<HeldRule>,
    /// May the visitor say that it was held?
    pub may_settle: bool,
}

/// What has been begun for a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyBegun {
    /// A survey that has not been published, or an assessment that is still open.
    pub by: DutyHeldBy,
    /// May the visitor open it? That it was begun is for everybody, what is written in it so far is not.
    pub may_open: bool,
}

/// Something that was settled this year.
#[derive(Clone, Debug)]
pub struct WheelDone {
    /// Which duty.
    pub duty: Duty,
    /// In which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// When.
    pub on: NaiveDate,
    /// By what, where that lies in the program.
    pub by: Option<DutyHeldBy>,
}

/// The wheel as a visitor asks for it.
pub async fn wheel(app: &App, who: &Actor, asked: &WheelAsked) -> Result<YearWheel, AppError> {
    who.must_somewhere(Right::ReadDuties)?;
    let tx = app.read(who.organisation).await?;
    let ground = WheelGround::read(&tx, app.today()).await?;
    let home = who.home_unit();
    let unit = asked
        .unit
        .parse()
        .ok()
        .filter(|unit| who.tree.get(*unit).is_some())
        .or(home);
    let forum: Option<CommitteeId> = asked.forum.parse().ok();
    let is_asked = |duty: &Duty| {
        let is_of_forum = forum.is_none_or(|forum| duty.committee == Some(forum));
        duty.is_on && is_of_forum && (asked.duty.is_empty() || asked.duty == duty.code)
    };
    let is_shown = |duty: &Duty, of: UnitId| is_shown(who, unit, duty, of);
    let mut wheel = YearWheel {
        today: ground.today,
        unit,
        waiting: Vec::new(),
        done: Vec::new(),
        not_held: Vec::new(),
        asks: asks(&ground, who, unit),
        not_reckoned: Vec::new(),
        unchecked: unchecked(&ground),
        duties: ground.duties.iter().filter(|duty| duty.is_on).cloned().collect(),
        has_duties: ground.duties.iter().any(|duty| duty.is_on),
        may_change: who.may_everywhere(Right::ChangeDuties),
    };
    for duty in ground.duties.iter().filter(|duty| is_asked(duty)) {
        if ground.every_months(duty).is_none() {
            wheel.not_reckoned.push(duty.clone());
            continue;
        }
        for bearer in ground.bearers_of(duty) {
            if !is_shown(duty, bearer.unit) {
                continue;
            }
            let covers = bearer.covers.iter().map(|unit| ground.name(*unit)).collect();
            wheel.add(&ground, who, duty, bearer.unit, covers);
        }
        for closed in ground.closed_bearers(duty) {
            if who.may_everywhere(Right::ReadDuties) {
                wheel.add(&ground, who, duty, closed, Vec::new());
            }
        }
    }
    let own = |line: &WheelLine| home != Some(line.unit);
    wheel.waiting.sort_by(|one, other| {
        (one.when, own(one), one.on)
            .cmp(&(other.when, own(other), other.on))
            .then_with(|| danish::compare(&one.unit_name, &other.unit_name))
    });
    wheel.done.sort_by_key(|done| done.on);
    Ok(wheel)
}

/// What concerns the whole organisation is shown to all who see any duty; else it lies in the unit asked for and within reach.
fn is_shown(who: &Actor, asked: Option<UnitId>, duty: &Duty, unit: UnitId) -> bool {
    let is_asked = || asked.is_some_and(|asked| who.tree.is_within(unit, asked));
    duty.level == DutyLevel::Organisation || (is_within_reach(who, duty, unit) && is_asked())
}

/// What concerns the whole organisation is for all who see any duty.
pub(super) fn is_within_reach(who: &Actor, duty: &Duty, unit: UnitId) -> bool {
    duty.level == DutyLevel::Organisation || who.may(Right::ReadDuties, unit)
}

impl YearWheel {
    fn add(&mut self, ground: &WheelGround, who: &Actor, duty: &Duty, unit: UnitId, covers: Vec<String>) {
        let Some(track) = ground.track(duty, unit) else { return };
        let unit_name = ground.name(unit);
        let this_year = |on: NaiveDate| on.year() == ground.today.year();
        let held = ground
            .holdings(duty, unit)
            .into_iter()
            .filter(|holding| this_year(holding.on));
        self.done.extend(held.map(|holding| WheelDone {
            duty: duty.clone(),
            unit,
            unit_name: unit_name.clone(),
            on: holding.on,
            by: holding.by,
        }));
        let line = |on: NaiveDate, when: DutyWhen, is_warned: bool| WheelLine {
            duty: duty.clone(),
            unit,
            unit_name: unit_name.clone(),
            covers: covers.clone(),
            on,
            when,
            is_warned,
            last_held: track.last_held(),
            begun: begun(ground, who, duty, unit),
            rule: ground.rules_of(duty).into_iter().next(),
            may_settle: who.may(Right::SettleDuty, unit),
        };
        match track.standing(ground.today, duty.warn_months) {
            DutyStanding::Due { on, when, is_warned } => self.waiting.push(line(on, when, is_warned)),
            DutyStanding::NotHeld { due_on } => self.not_held.push(line(due_on, DutyWhen::Late, false)),
            DutyStanding::Ended => {}
        }
    }

    /// What waits and is this near.
    pub fn near(&self, when: DutyWhen) -> Vec<&WheelLine> {
        self.waiting.iter().filter(|line| line.when == when).collect()
    }
}

/// What has been begun for a duty in a unit.
pub(super) fn begun(ground: &WheelGround, who: &Actor, duty: &Duty, unit: UnitId) -> Option<DutyBegun> {
    match duty.produces {
        DutyProduct::Survey => {
            let mut reached = ground.surveys.iter().filter(|survey| ground.reaches(survey, unit));
            let going = reached.find(|survey| survey.state != SurveyState::Published)?;
            Some(DutyBegun {
                by: DutyHeldBy::Survey(going.id),
                may_open: going.state >= SurveyState::Open || who.may_everywhere(Right::ChangeSurveys),
            })
        }
        DutyProduct::Assessment => {
            let mut of_unit = ground.assessments.iter().filter(|of| of.unit == unit);
            of_unit.find(|of| of.is_open()).map(|open| DutyBegun {
                by: DutyHeldBy::Assessment(open.id),
                may_open: assessments::may_read(who, open),
            })
        }
        DutyProduct::Talk | DutyProduct::Statistic | DutyProduct::Budget | DutyProduct::Own => None,
    }
}
