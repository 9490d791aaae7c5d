//! Large changes of a unit: "Skal den laves om?"

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use trivsel_domain::duty::{ChangeAnswer, UnitChange, UnitChangeKind};
use trivsel_domain::id::{UnitChangeId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::duties as store;
use uuid::Uuid;

use super::ground::WheelGround;
use crate::error::Problems;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

/// How far ahead something may be planned to be done again: a year is long enough for a change that has happened already.
const AGAIN_WITHIN: Days = Days::new(366);

/// A large change after which something may have to be done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeAsk {
    /// Of which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// What happened.
    pub kind: UnitChangeKind,
    /// From which day.
    pub on: NaiveDate,
    /// When it was held last.
    pub last_held: Option<NaiveDate>,
    /// May the visitor answer?
    pub may_answer: bool,
}

/// What is typed to tell of a large change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitChangeForm {
    /// What happened.
    pub kind: String,
    /// From which day.
    pub changed_on: String,
    /// The unit that came in, or that it came out of.
    pub other: String,
    /// In words.
    pub note: String,
}

/// A large change that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChangeContent {
    /// What happened.
    pub kind: UnitChangeKind,
    /// From which day.
    pub changed_on: NaiveDate,
    /// The unit that came in, or that it came out of.
    pub other: Option<UnitId>,
    /// In words.
    pub note: String,
}

impl UnitChangeForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<UnitChangeContent, Problems> {
        let mut input = Input::new();
        let kind = input.choice("kind", &self.kind, UnitChangeKind::parse);
        let changed_on = input.date("changed_on", &self.changed_on);
        let other = input.optional_id("other", &self.other);
        let note = input.line("note", &self.note);
        let needs_other = matches!(kind, Some(UnitChangeKind::Merged | UnitChangeKind::Split));
        if needs_other && other.is_none() && self.other.trim().is_empty() {
            input.refuse(Problem::new("other", "problem-choose"));
        }
        let content = kind.map(|kind| UnitChangeContent {
            kind,
            changed_on,
            other: other.filter(|_| needs_other),
            note,
        });
        input.read(content)
    }
}

/// What is typed to answer whether something is to be done again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// What happened.
    pub kind: String,
    /// From which day.
    pub changed_on: String,
    /// `again` or `not_again`.
    pub answer: String,
    /// By when.
    pub again_by: String,
    /// Why not.
    pub because: String,
}

/// An answer, with the change it is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerContent {
    /// What happened.
    pub kind: UnitChangeKind,
    /// From which day.
    pub changed_on: NaiveDate,
    /// The answer.
    pub answer: ChangeAnswer,
}

impl AnswerForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<AnswerContent, Problems> {
        let mut input = Input::new();
        let kind = input.choice("kind", &self.kind, UnitChangeKind::parse);
        let changed_on = input.date("changed_on", &self.changed_on);
        let answer = match self.answer.trim() {
            "again" => Some(ChangeAnswer::Again(input.date("again_by", &self.again_by))),
            "not_again" => Some(ChangeAnswer::NotAgain(input.required("because", &self.because))),
            _ => {
                input.refuse(Problem::new("answer", "problem-choose"));
                None
            }
        };
        let content = kind.zip(answer).map(|(kind, answer)| AnswerContent {
            kind,
            changed_on,
            answer,
        });
        input.read(content)
    }
}

/// Changes that wait for an answer, in the unit asked for and below.
pub(super) fn asks(ground: &WheelGround, who: &Actor, asked: Option<UnitId>) -> Vec<ChangeAsk> {
    let mut found = Vec::new();
    let duty = ground
        .duties
        .iter()
        .find(|duty| duty.is_on && ground.shipped_as(duty).is_some_and(|shipped| shipped.again_on_change));
    let Some(duty) = duty else { return found };
    for bearer in ground.bearers_of(duty) {
        let unit = bearer.unit;
        let is_within = asked.is_some_and(|asked| who.tree.is_within(unit, asked));
        if !is_within || !who.may(Right::ReadDuties, unit) {
            continue;
        }
        let last_held = ground.track(duty, unit).and_then(|track| track.last_held());
        found.extend(
            ground
                .unanswered(unit, last_held)
                .into_iter()
                .map(|(kind, on)| ChangeAsk {
                    unit,
                    unit_name: ground.name(unit),
                    kind,
                    on,
                    last_held,
                    may_answer: who.may(Right::SettleDuty, unit),
                }),
        );
    }
    found
}

/// Tells of a large change of a unit.
pub async fn register_change(
    app: &App,
    who: &Actor,
    unit: UnitId,
    content: &UnitChangeContent,
) -> Result<(), AppError> {
    who.must(Right::SettleDuty, unit)?;
    app.writing(who, |work| async move {
        if content.changed_on > work.today {
            return Err(AppError::invalid("changed_on", "problem-not-yet"));
        }
        let ground = WheelGround::read(&work, work.today).await?;
        let is_known = |other: UnitId| other != unit && ground.history.units.iter().any(|of| of.id == other);
        if content.other.is_some_and(|other| !is_known(other)) {
            return Err(AppError::invalid("other", "problem-choose"));
        }
        let is_told = ground.changes.iter().any(|change| {
            change.unit == unit && change.kind == content.kind && change.changed_on == content.changed_on
        });
        if is_told {
            return Err(AppError::invalid("changed_on", "problem-change-told"));
        }
        let change = UnitChange {
            id: UnitChangeId(Uuid::now_v7()),
            unit,
            kind: content.kind,
            changed_on: content.changed_on,
            other: content.other,
            note: content.note.clone(),
            answer: None,
        };
        store::add_change(&work, &change).await?;
        work.trail(
            Trail::new("unit_change", change.id.0, "added")
                .unit(unit)
                .field("change_kind", "", change.kind.code())
                .field("changed_on", "", change.changed_on)
                .optional("other", None::<UnitId>, change.other)
                .field("note", "", &change.note),
        );
        Ok(())
    })
    .await
}

/// Answers whether something is to be done again after a change.
pub async fn answer_change(app: &App, who: &Actor, unit: UnitId, content: &AnswerContent) -> Result<(), AppError> {
    who.must(Right::SettleDuty, unit)?;
    app.writing(who, |work| async move {
        let latest = work.today.checked_add_days(AGAIN_WITHIN).unwrap_or(work.today);
        if let ChangeAnswer::Again(by) = content.answer
            && !(work.today..=latest).contains(&by)
        {
            return Err(AppError::invalid("again_by", "problem-within-a-year"));
        }
        let ground = WheelGround::read(&work, work.today).await?;
        let waiting = ground.unanswered(unit, Some(NaiveDate::MIN));
        if !waiting.contains(&(content.kind, content.changed_on)) {
            return Err(AppError::Conflict);
        }
        let told = ground.changes.iter().find(|change| {
            change.unit == unit && change.kind == content.kind && change.changed_on == content.changed_on
        });
        let change = UnitChange {
            answer: Some(content.answer.clone()),
            ..told.cloned().unwrap_or(UnitChange {
                id: UnitChangeId(Uuid::now_v7()),
                unit,
                kind: content.kind,
                changed_on: content.changed_on,
                other: None,
                note: String::new(),
                answer: None,
            })
        };
        match told {
            Some(_) => store::answer_change(&work, &change).await?,
            None => store::add_change(&work, &change).await?,
        }
        let answered = match &content.answer {
            ChangeAnswer::Again(by) => by.to_string(),
            ChangeAnswer::NotAgain(because) => because.clone(),
        };
        work.trail(
            Trail::new("unit_change", change.id.0, "answered")
                .unit(unit)
                .field("change_kind", "", change.kind.code())
                .field("changed_on", "", change.changed_on)
                .field("answer", "", answered),
        );
        Ok(())
    })
    .await
}
