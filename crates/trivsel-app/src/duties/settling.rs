//! A duty in a unit: what it rests on, when it was held, and saying that it was held now, or why it was not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::Committee;
use trivsel_domain::duty::{Duty, DutyProduct, DutyStanding, Occurrence, Settling};
use trivsel_domain::id::{MeetingId, OccurrenceId, UnitId, YearlyTalkId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, duties as store};
use uuid::Uuid;

use super::ground::{DutyHeldBy, DutyHolding, WheelGround};
use super::setting_up::HeldRule;
use super::wheel::{DutyBegun, begun};
use crate::committees::{self, NewAgendaItem};
use crate::error::Problems;
use crate::input::Input;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// A duty in a unit with all that is known of it.
#[derive(Clone, Debug)]
pub struct OccurrenceDetails {
    /// Which duty.
    pub duty: Duty,
    /// In which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// The small units that are done with it.
    pub covers: Vec<String>,
    /// How it stands; none where no rule can be reckoned with.
    pub standing: Option<DutyStanding>,
    /// How many months lie between two times; none where no rule can be reckoned with.
    pub every_months: Option<u32>,
    /// What it rests on.
    pub rules: Vec<HeldRule>,
    /// When it was held, the newest first.
    pub holdings: Vec<DutyHolding>,
    /// When it was excused, the newest first.
    pub excused: Vec<Occurrence>,
    /// What has been begun for it.
    pub begun: Option<DutyBegun>,
    /// Other duties the same thing can hold, by their codes and titles.
    pub others: Vec<Duty>,
    /// May the visitor say that it was held?
    pub may_settle: bool,
}

/// What is typed to say that it was held.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HeldForm {
    /// The day it was due when the form was shown.
    pub due_on: String,
    /// The day it was held.
    pub held_on: String,
    /// Where it was held, or where what came of it lies.
    pub note: String,
    /// Another duty it held, too.
    pub also: String,
}

/// That it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldContent {
    /// The day it was due.
    pub due_on: Option<NaiveDate>,
    /// The day it was held.
    pub held_on: NaiveDate,
    /// Where it was held.
    pub note: String,
    /// Another duty it held, too, by its code.
    pub also: Option<String>,
}

impl HeldForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<HeldContent, Problems> {
        let mut input = Input::new();
        let content = HeldContent {
            due_on: input.optional_date("due_on", &self.due_on),
            held_on: input.date("held_on", &self.held_on),
            note: input.line("note", &self.note),
            also: Some(self.also.trim().to_owned()).filter(|code| !code.is_empty()),
        };
        input.read(Some(content))
    }
}

/// What is typed to excuse it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ExcuseForm {
    /// The day it was due when the form was shown.
    pub due_on: String,
    /// Why.
    pub because: String,
    /// `once` or `for_good`.
    pub how_long: String,
}

/// Why it is not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcuseContent {
    /// The day it was due.
    pub due_on: Option<NaiveDate>,
    /// Why.
    pub because: String,
    /// Never again, or only not this time?
    pub is_for_good: bool,
}

impl ExcuseForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<ExcuseContent, Problems> {
        let mut input = Input::new();
        let due_on = input.optional_date("due_on", &self.due_on);
        let because = input.required("because", &self.because);
        let is_for_good = input.choice("how_long", &self.how_long, |typed| match typed {
            "once" => Some(false),
            "for_good" => Some(true),
            _ => None,
        });
        let content = is_for_good.map(|is_for_good| ExcuseContent {
            due_on,
            because,
            is_for_good,
        });
        input.read(content)
    }
}

/// May the visitor see this duty in this unit? What concerns the whole organisation is for all who see any.
fn must_see(who: &Actor, duty: &Duty, unit: UnitId) -> Result<(), AppError> {
    who.must_somewhere(Right::ReadDuties)?;
    let is_of_all = duty.level == trivsel_domain::duty::DutyLevel::Organisation;
    if is_of_all || who.may(Right::ReadDuties, unit) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

/// A duty in a unit.
pub async fn find(app: &App, who: &Actor, code: &str, unit: UnitId) -> Result<OccurrenceDetails, AppError> {
    who.must_somewhere(Right::ReadDuties)?;
    let tx = app.read(who.organisation).await?;
    let ground = WheelGround::read(&tx, app.today()).await?;
    let duty = ground.duty(code)?;
    let covers = borne(&ground, duty, unit)?;
    must_see(who, duty, unit)?;
    let mut holdings = ground.holdings(duty, unit);
    holdings.reverse();
    if duty.produces == DutyProduct::Talk {
        hide_talks(&tx, who, &mut holdings).await?;
    }
    let settled = ground.settled_in(duty.id, unit).iter().rev();
    let is_excused = |of: &&Occurrence| !matches!(of.settled, Settling::Held(_));
    let track = ground.track(duty, unit);
    Ok(OccurrenceDetails {
        unit,
        unit_name: ground.name(unit),
        covers,
        standing: track.map(|track| track.standing(ground.today, duty.warn_months)),
        every_months: ground.every_months(duty),
        rules: ground.rules_of(duty),
        holdings,
        excused: settled.filter(is_excused).cloned().collect(),
        begun: begun(&ground, who, duty, unit),
        others: ground
            .duties
            .iter()
            .filter(|other| other.is_on && other.id != duty.id && place_of(&ground, other, unit).is_some())
            .cloned()
            .collect(),
        may_settle: duty.is_on && who.may(Right::SettleDuty, unit),
        duty: duty.clone(),
    })
}

/// That a talk was held is for everybody; what was said in it is for those who may read its forum.
async fn hide_talks(tx: &Tx, who: &Actor, holdings: &mut [DutyHolding]) -> Result<(), AppError> {
    let forums = trivsel_store::committees::list(tx).await?;
    let talks = trivsel_store::yearly_talks::list(tx).await?;
    for holding in holdings {
        if let Some(DutyHeldBy::Talk(id)) = holding.by {
            let talk = talks.iter().find(|talk| talk.id == id);
            let forum = talk.and_then(|talk| forums.iter().find(|forum| forum.id == talk.committee));
            if !forum.is_some_and(|forum| forum.may_be_read_by(who)) {
                holding.by = None;
            }
        }
    }
    Ok(())
}

/// The small units that are done with this one. [`AppError::NotFound`] where the unit does not bear the duty.
fn borne(ground: &WheelGround, duty: &Duty, unit: UnitId) -> Result<Vec<String>, AppError> {
    let bearer = ground.bearers_of(duty).into_iter().find(|bearer| bearer.unit == unit);
    match bearer {
        Some(bearer) => Ok(bearer.covers.iter().map(|unit| ground.name(*unit)).collect()),
        None if ground.closed_bearers(duty).contains(&unit) => Ok(Vec::new()),
        None => Err(AppError::NotFound),
    }
}

/// Where another duty is held by the same thing: in the same unit, or in the whole organisation where that is where it lies.
fn place_of(ground: &WheelGround, duty: &Duty, unit: UnitId) -> Option<UnitId> {
    ground
        .bearers_of(duty)
        .into_iter()
        .map(|bearer| bearer.unit)
        .find(|bearer| *bearer == unit)
}

/// Somebody says that a duty was held in a unit.
pub async fn settle_held(
    app: &App,
    who: &Actor,
    code: &str,
    unit: UnitId,
    content: &HeldContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::SettleDuty)?;
    app.writing(who, |work| async move {
        let ground = WheelGround::read(&work, work.today).await?;
        let duty = settleable(&ground, who, code, unit)?;
        let due_on = must_be_due(&ground, duty, unit, content.due_on)?;
        if content.held_on > work.today {
            return Err(AppError::invalid("held_on", "problem-not-yet"));
        }
        let last = ground.track(duty, unit).and_then(|track| track.last_held());
        if let Some(last) = last.filter(|last| content.held_on <= *last) {
            let problem =
                Problem::new("held_on", "problem-held-before").with("date", last.format("%d.%m.%Y").to_string());
            return Err(AppError::Invalid(vec![problem]));
        }
        let settled = Settling::Held(content.held_on);
        let due_on = due_on.unwrap_or(content.held_on);
        note(&work, duty, &occurrence(duty, unit, due_on, settled, &content.note)).await?;
        if let Some(also) = &content.also {
            let other =
                settleable(&ground, who, also, unit).map_err(|_| AppError::invalid("also", "problem-choose"))?;
            let due_on = ground.track(other, unit).and_then(|track| track.next_due());
            let settled = Settling::Held(content.held_on);
            let due_on = due_on.unwrap_or(content.held_on);
            note(&work, other, &occurrence(other, unit, due_on, settled, &content.note)).await?;
        }
        Ok(())
    })
    .await
}

/// Somebody says why a duty is not held in a unit.
pub async fn excuse(app: &App, who: &Actor, code: &str, unit: UnitId, content: &ExcuseContent) -> Result<(), AppError> {
    who.must_somewhere(Right::SettleDuty)?;
    app.writing(who, |work| async move {
        let ground = WheelGround::read(&work, work.today).await?;
        let duty = settleable(&ground, who, code, unit)?;
        let due_on = must_be_due(&ground, duty, unit, content.due_on)?.ok_or(AppError::Conflict)?;
        let because = content.because.clone();
        let settled = match content.is_for_good {
            true => Settling::ExcusedForGood(because),
            false => Settling::ExcusedOnce(because),
        };
        note(&work, duty, &occurrence(duty, unit, due_on, settled, "")).await
    })
    .await
}

/// A yearly talk holds that duty in the units its forum covers: where the duty belongs to a forum, only in that one.
pub(crate) async fn settle_by_talk(
    work: &Work,
    talk: YearlyTalkId,
    committee: &Committee,
    on: NaiveDate,
) -> Result<(), AppError> {
    let ground = WheelGround::read(work, work.today).await?;
    let talks = ground.duties.iter().filter(|duty| {
        let is_theirs = duty.committee.is_none_or(|forum| forum == committee.id);
        duty.is_on && duty.produces == DutyProduct::Talk && is_theirs
    });
    for duty in talks {
        for bearer in ground.bearers_of(duty) {
            let Some(track) = ground.track(duty, bearer.unit) else {
                continue;
            };
            let is_covered = ground.tree.is_within(bearer.unit, committee.unit);
            // A talk that is written down long after moves nothing that was held since.
            if !is_covered || track.last_held().is_some_and(|last| last >= on) {
                continue;
            }
            let due_on = track.next_due().unwrap_or(on);
            let occurrence = occurrence(duty, bearer.unit, due_on, Settling::Held(on), &committee.name);
            let occurrence = Occurrence {
                talk: Some(talk),
                ..occurrence
            };
            note(work, duty, &occurrence).await?;
        }
    }
    Ok(())
}

/// Puts a duty on the agenda of a meeting.
pub async fn put_on_agenda(
    app: &App,
    who: &Actor,
    code: &str,
    unit: UnitId,
    meeting: MeetingId,
    item: NewAgendaItem,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let item = &item;
    app.writing(who, |work| async move {
        let ground = WheelGround::read(&work, work.today).await?;
        let duty = ground.duty(code)?;
        borne(&ground, duty, unit)?;
        must_see(who, duty, unit)?;
        committees::put_on_agenda(app, &work, who, meeting, item.clone()).await?;
        work.trail(
            Trail::new("duty", duty.id.0, "put_on_agenda")
                .unit(unit)
                .field("code", "", &duty.code),
        );
        Ok(())
    })
    .await
}

/// A duty that is switched on, in an open unit that bears it and in which the visitor may settle it.
fn settleable<'a>(ground: &'a WheelGround, who: &Actor, code: &str, unit: UnitId) -> Result<&'a Duty, AppError> {
    let duty = ground.duty(code)?;
    who.must(Right::SettleDuty, unit)?;
    if !duty.is_on || place_of(ground, duty, unit).is_none() {
        return Err(AppError::NotFound);
    }
    Ok(duty)
}

/// The day it is due. [`AppError::Conflict`] when that is no longer the day the form was filled in for: somebody was quicker.
fn must_be_due(
    ground: &WheelGround,
    duty: &Duty,
    unit: UnitId,
    seen: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, AppError> {
    let due_on = ground
        .track(duty, unit)
        .ok_or(AppError::Refused("refused-duty-not-reckoned"))?
        .next_due();
    if due_on == seen {
        Ok(due_on)
    } else {
        Err(AppError::Conflict)
    }
}

fn occurrence(duty: &Duty, unit: UnitId, due_on: NaiveDate, settled: Settling, note: &str) -> Occurrence {
    Occurrence {
        id: OccurrenceId(Uuid::now_v7()),
        duty: duty.id,
        unit,
        due_on,
        settled,
        note: note.to_owned(),
        talk: None,
    }
}

async fn note(work: &Work, duty: &Duty, occurrence: &Occurrence) -> Result<(), AppError> {
    let (verb, said) = match &occurrence.settled {
        Settling::Held(on) => ("held", on.to_string()),
        Settling::ExcusedOnce(because) => ("excused_once", because.clone()),
        Settling::ExcusedForGood(because) => ("excused_for_good", because.clone()),
    };
    store::add_occurrence(work, occurrence).await?;
    work.trail(
        Trail::new("duty", duty.id.0, verb)
            .unit(occurrence.unit)
            .field("due_on", "", occurrence.due_on)
            .field("settled", "", said)
            .field("note", "", &occurrence.note),
    );
    Ok(())
}
