//! A duty in a unit: what it rests on, when it was held, and what can be done now.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::{self, NewAgendaItem};
use trivsel_app::duties::{self, DutyHeldBy, DutyHolding, ExcuseForm, HeldForm, OccurrenceDetails};
use trivsel_app::{AppError, Problem};
use trivsel_domain::duty::{DutyLevel, DutyProduct, DutyStanding, Settling};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use super::duty_name;
use super::wheel::{RuleSource, source};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, quicker, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/duties/occurrence.html")]
struct OccurrencePage {
    shell: Shell,
    title: String,
    standing: String,
    is_late: bool,
    interval: String,
    rules: Vec<RuleLine>,
    found: OccurrenceDetails,
    begin: Option<(String, String)>,
    meetings: Vec<Choice>,
    others: Vec<Choice>,
    how_long: Vec<Choice>,
    /// Was it changed while a form was filled in?
    is_changed: bool,
    held_fields: Fields,
    held: HeldForm,
    excuse_fields: Fields,
    excuse: ExcuseForm,
    agenda_fields: Fields,
    meeting: String,
}

impl OccurrencePage {
    /// Where what it was held by lies, and what it is called.
    fn held_by(&self, holding: &DutyHolding) -> Option<(String, String)> {
        match holding.by? {
            DutyHeldBy::Survey(survey) => Some((urls::survey(survey), holding.note.clone())),
            DutyHeldBy::Talk(id) => Some((urls::yearly_talk(id), self.shell.t("wheel-talk").into_owned())),
            DutyHeldBy::Assessment(id) => Some((urls::assessment(id), self.shell.t("wheel-assessment").into_owned())),
        }
    }

    fn excused(&self, settled: &Settling) -> (&'static str, String) {
        match settled {
            Settling::ExcusedForGood(because) => ("duty-excused-for-good", because.clone()),
            Settling::ExcusedOnce(because) => ("duty-excused-once", because.clone()),
            Settling::Held(_) => ("duty-was-held-on", String::new()),
        }
    }
}

/// A rule as it is read.
struct RuleLine {
    text: String,
    basis: String,
    how_sure: String,
    source: RuleSource,
}

/// What is typed to put it on an agenda.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeetingForm {
    pub(super) meeting: String,
}

/// The forms of the page as they come back.
#[derive(Default)]
struct TypedForms {
    held: Option<(HeldForm, Vec<Problem>)>,
    excuse: Option<(ExcuseForm, Vec<Problem>)>,
    meeting: Option<(String, Vec<Problem>)>,
    is_changed: bool,
}

type Place = Path<(UnitId, String)>;

pub(super) async fn show(State(web): State<Web>, session: Session, Path((unit, code)): Place) -> Answer {
    page(&shown(&web, &session, unit, &code, TypedForms::default()).await?)
}

async fn shown(
    web: &Web,
    session: &Session,
    unit: UnitId,
    code: &str,
    typed: TypedForms,
) -> Result<OccurrencePage, AppError> {
    let found = duties::find(&web.app, session.actor(), code, unit).await?;
    let shell = session.shell(Station::Anchor);
    let due_on = match found.standing {
        Some(DutyStanding::Due { on, .. } | DutyStanding::NotHeld { due_on: on }) => shell.lang.date_typed(on),
        Some(DutyStanding::Ended) | None => String::new(),
    };
    let may_agenda = shell.may_in_some_committee(Right::ChangeAgenda);
    let mut meetings = vec![Choice::new("", shell.t("choose"))];
    if may_agenda {
        let choices = committees::agenda_choices(&web.app, session.actor()).await?;
        meetings.extend(choices.into_iter().map(|line| {
            let day = shell.lang.date(line.meeting.held_on);
            Choice::new(line.meeting.id, format!("{}, {day}", line.committee_name))
        }));
    }
    let mut others = vec![Choice::new("", shell.t("duty-also-none"))];
    others.extend(
        found
            .others
            .iter()
            .map(|other| Choice::new(&other.code, duty_name(&shell, other))),
    );
    let (held, held_problems) = typed.held.unwrap_or_default();
    let (excuse, excuse_problems) = typed.excuse.unwrap_or_default();
    let (meeting, meeting_problems) = typed.meeting.unwrap_or_default();
    let words = session.words();
    Ok(OccurrencePage {
        title: title(&shell, &found),
        standing: standing(&shell, &found),
        is_late: matches!(
            found.standing,
            Some(DutyStanding::Due {
                when: trivsel_domain::duty::DutyWhen::Late,
                ..
            })
        ),
        interval: interval(&shell, &found),
        rules: rules(&shell, &found),
        begin: begin(&shell, &found),
        meetings,
        others,
        how_long: shell.choices("duty-how-long", ["once", "for_good"]),
        is_changed: typed.is_changed,
        held_fields: Fields::new(words, "duty", held_problems),
        // The day that is due now: sending what was typed again is then a choice.
        held: HeldForm {
            due_on: due_on.clone(),
            ..held
        },
        excuse_fields: Fields::new(words, "duty", excuse_problems),
        excuse: ExcuseForm { due_on, ..excuse },
        agenda_fields: Fields::new(words, "duty", meeting_problems),
        meeting,
        found,
        shell,
    })
}

fn title(shell: &Shell, found: &OccurrenceDetails) -> String {
    let duty = duty_name(shell, &found.duty);
    if found.duty.level == DutyLevel::Organisation {
        return duty;
    }
    shell
        .with("wheel-duty-in")
        .text("duty", duty)
        .text("unit", &found.unit_name)
        .to_string()
}

fn standing(shell: &Shell, found: &OccurrenceDetails) -> String {
    use trivsel_domain::duty::DutyWhen;
    let (id, day) = match found.standing {
        None => ("duty-not-reckoned", None),
        Some(DutyStanding::Ended) => ("duty-ended", None),
        Some(DutyStanding::NotHeld { due_on }) => ("duty-not-held", Some(due_on)),
        Some(DutyStanding::Due {
            on,
            when: DutyWhen::Late,
            ..
        }) => ("wheel-was-due", Some(on)),
        Some(DutyStanding::Due { on, .. }) => ("wheel-is-due", Some(on)),
    };
    let date = day.map(|day| shell.lang.date(day)).unwrap_or_default();
    shell.with(id).text("date", date).to_string()
}

fn interval(shell: &Shell, found: &OccurrenceDetails) -> String {
    match found.every_months {
        Some(months) => shell.with("duty-interval").count("months", months).to_string(),
        None => String::new(),
    }
}

fn rules(shell: &Shell, found: &OccurrenceDetails) -> Vec<RuleLine> {
    let is_danish = shell.lang.code() == "da";
    found
        .rules
        .iter()
        .map(|held| RuleLine {
            text: if is_danish {
                held.rule.danish.clone()
            } else {
                held.rule.english.clone()
            },
            basis: held.rule.basis.clone(),
            how_sure: shell.code("rule-sure", held.rule.surety.code()),
            source: source(shell, held),
        })
        .collect()
}

/// What begins it: the words of the button, and where it leads.
fn begin(shell: &Shell, found: &OccurrenceDetails) -> Option<(String, String)> {
    let link = |id: &str, address: String| Some((shell.t(id).into_owned(), address));
    if let Some(begun) = found.begun {
        return match begun.by {
            DutyHeldBy::Survey(survey) if begun.may_open => link("wheel-see-survey", urls::survey(survey)),
            DutyHeldBy::Assessment(id) if begun.may_open => link("wheel-see-assessment", urls::assessment(id)),
            _ => None,
        };
    }
    match found.duty.produces {
        DutyProduct::Assessment if shell.may_in(Right::ChangeAssessment, found.unit) => {
            link("duty-begin-assessment", urls::ASSESSMENTS.to_owned())
        }
        DutyProduct::Statistic if shell.may_in(Right::ReadFigures, found.unit) => {
            link("duty-see-absence", urls::absence_year(found.unit))
        }
        DutyProduct::Talk if shell.may_in_some_committee(Right::ReadCommittee) => {
            link("duty-begin-talk", urls::YEARLY_TALKS.to_owned())
        }
        DutyProduct::Survey if shell.may(Right::ChangeSurveys) => link("duty-begin-survey", urls::SURVEYS.to_owned()),
        _ => None,
    }
}

pub(super) async fn held(
    State(web): State<Web>,
    session: Session,
    Path((unit, code)): Place,
    Form(form): Form<HeldForm>,
) -> Answer {
    let settled = async { duties::settle_held(&web.app, session.actor(), &code, unit, &form.read()?).await };
    match settled.await {
        Ok(()) => done(&urls::duty_in(unit, &code), "done-duty-held"),
        Err(AppError::Invalid(problems)) => {
            session.actor().must(Right::SettleDuty, unit).map_err(AppError::from)?;
            let typed = TypedForms {
                held: Some((form, problems)),
                ..TypedForms::default()
            };
            refused(&shown(&web, &session, unit, &code, typed).await?)
        }
        Err(AppError::Conflict) => {
            let typed = TypedForms {
                held: Some((form, Vec::new())),
                is_changed: true,
                ..TypedForms::default()
            };
            quicker(&shown(&web, &session, unit, &code, typed).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn excused(
    State(web): State<Web>,
    session: Session,
    Path((unit, code)): Place,
    Form(form): Form<ExcuseForm>,
) -> Answer {
    let excused = async { duties::excuse(&web.app, session.actor(), &code, unit, &form.read()?).await };
    match excused.await {
        Ok(()) => done(&urls::duty_in(unit, &code), "done-duty-excused"),
        Err(AppError::Invalid(problems)) => {
            session.actor().must(Right::SettleDuty, unit).map_err(AppError::from)?;
            let typed = TypedForms {
                excuse: Some((form, problems)),
                ..TypedForms::default()
            };
            refused(&shown(&web, &session, unit, &code, typed).await?)
        }
        Err(AppError::Conflict) => {
            let typed = TypedForms {
                excuse: Some((form, Vec::new())),
                is_changed: true,
                ..TypedForms::default()
            };
            quicker(&shown(&web, &session, unit, &code, typed).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn agenda(
    State(web): State<Web>,
    session: Session,
    Path((unit, code)): Place,
    Form(form): Form<MeetingForm>,
) -> Answer {
    let who = session.actor();
    let found = duties::find(&web.app, who, &code, unit).await?;
    who.must_in_some_committee(Right::ChangeAgenda)
        .map_err(AppError::from)?;
    let Ok(meeting) = form.meeting.trim().parse() else {
        let problems = vec![Problem::new("meeting", "problem-choose")];
        let typed = TypedForms {
            meeting: Some((form.meeting, problems)),
            ..TypedForms::default()
        };
        return refused(&shown(&web, &session, unit, &code, typed).await?);
    };
    let shell = session.shell(Station::Anchor);
    let item = NewAgendaItem {
        title: title(&shell, &found),
        text: standing(&shell, &found),
        ..NewAgendaItem::default()
    };
    duties::put_on_agenda(&web.app, who, &code, unit, meeting, item).await?;
    done(&urls::meeting(meeting), "done-duty-on-agenda")
}
