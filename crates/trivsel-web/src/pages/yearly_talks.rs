//! `/yearly-talks`: the yearly work-environment talk as a form, and its minutes.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::NewAgendaItem;
use trivsel_app::documents::pdf::{Block, Document, prose};
use trivsel_app::yearly_talks::{self, TalkBegun, TalkDetails, TalkForm, TalkList};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{CommitteeId, YearlyTalkId};
use trivsel_domain::rights::Right;

use super::reports::pdf;
use super::reports::print::{frame, rendered};
use super::{done, page, quicker, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/yearly-talks", "MSUCKfvsm", list),
        post("/yearly-talks", "MCfvs", begin),
        get("/yearly-talks/{talk}", "MSUCKfvsm", show),
        post("/yearly-talks/{talk}", "MCfvs", change),
        post("/yearly-talks/{talk}/initiatives", "MC", begin_initiative),
        post("/yearly-talks/{talk}/agenda", "MCfvs", put_on_agenda),
        get("/yearly-talks/{talk}/minutes.pdf", "MSUCKfvsm", print),
    ]
}

#[derive(Template)]
#[template(path = "pages/yearly_talks/list.html")]
struct TalksPage {
    shell: Shell,
    fields: Fields,
    found: TalkList,
    committees: Vec<Choice>,
    committee: String,
}

#[derive(Template)]
#[template(path = "pages/yearly_talks/show.html")]
struct TalkPage {
    shell: Shell,
    fields: Fields,
    agenda_fields: Fields,
    found: TalkDetails,
    parts: Vec<(String, String)>,
    goals: Vec<TalkGoal>,
    meetings: Vec<Choice>,
    meeting: String,
    form: TalkForm,
}

impl TalkPage {
    /// "Færre afbrydelser: I gang".
    fn begun(&self, begun: &TalkBegun) -> String {
        let state = self.shell.code("initiative-state", begun.state.code());
        self.shell
            .with("talk-begun-state")
            .text("title", &begun.title)
            .text("state", state)
            .to_string()
    }
}

/// A goal, with what it became.
struct TalkGoal {
    number: usize,
    text: String,
    begun: Vec<TalkBegun>,
}

/// In which forum one is begun.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BeginTalkForm {
    committee: String,
}

/// Which goal becomes an initiative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TalkGoalForm {
    goal: String,
}

/// On which meeting's agenda it is put.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TalkMeetingForm {
    meeting: String,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    page(&listed(&web, &session, String::new(), Vec::new()).await?)
}

async fn listed(
    web: &Web,
    session: &Session,
    committee: String,
    problems: Vec<Problem>,
) -> Result<TalksPage, AppError> {
    let found = yearly_talks::list(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Anchor);
    let mut committees = vec![Choice::new("", shell.t("choose"))];
    committees.extend(found.can_begin.iter().map(|(id, name)| Choice::new(id, name)));
    Ok(TalksPage {
        fields: Fields::new(session.words(), "talk", problems),
        committees,
        committee,
        found,
        shell,
    })
}

async fn begin(State(web): State<Web>, session: Session, Form(form): Form<BeginTalkForm>) -> Answer {
    session
        .actor()
        .must_in_some_committee(Right::WriteMinutes)
        .map_err(AppError::from)?;
    let Ok(committee) = form.committee.trim().parse::<CommitteeId>() else {
        let problems = vec![Problem::new("committee", "problem-choose")];
        return refused(&listed(&web, &session, form.committee, problems).await?);
    };
    let id = yearly_talks::begin(&web.app, session.actor(), committee).await?;
    done(&urls::yearly_talk(id), "done-talk-begun")
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<YearlyTalkId>) -> Answer {
    let found = yearly_talks::find(&web.app, session.actor(), id).await?;
    page(&shown(&session, found, None, Vec::new()))
}

fn shown(session: &Session, found: TalkDetails, typed: Option<TalkForm>, problems: Vec<Problem>) -> TalkPage {
    let shell = session.shell(Station::Anchor);
    let talk = &found.talk;
    let now = TalkForm {
        held_on: talk.held_on.map(|day| shell.lang.date_typed(day)).unwrap_or_default(),
        last_year: talk.last_year.clone(),
        outcome: talk.outcome.clone(),
        goals: talk.goals.clone(),
        cooperation: talk.cooperation.clone(),
        competence: talk.competence.clone(),
        is_held: String::new(),
        version: talk.version.to_string(),
    };
    let mut meetings = vec![Choice::new("", shell.t("choose"))];
    let days = found.meetings.iter();
    meetings.extend(days.map(|meeting| Choice::new(meeting.id, shell.lang.date(meeting.held_on))));
    TalkPage {
        fields: Fields::new(session.words(), "talk", problems),
        agenda_fields: Fields::new(session.words(), "talk", Vec::new()),
        parts: parts(&shell, &found),
        goals: goals(&found),
        meetings,
        meeting: String::new(),
        form: typed.unwrap_or(now),
        found,
        shell,
    }
}

fn goals(found: &TalkDetails) -> Vec<TalkGoal> {
    let lines = found.talk.goal_lines().into_iter().enumerate();
    lines
        .map(|(number, text)| TalkGoal {
            begun: found.begun.iter().filter(|begun| begun.goal == text).cloned().collect(),
            number,
            text,
        })
        .collect()
}

/// What was talked about, each under its heading.
fn parts(shell: &Shell, found: &TalkDetails) -> Vec<(String, String)> {
    let talk = &found.talk;
    [
        ("talk-last-year", &talk.last_year),
        ("talk-outcome", &talk.outcome),
        ("talk-goals", &talk.goals),
        ("talk-cooperation", &talk.cooperation),
        ("talk-competence", &talk.competence),
    ]
    .into_iter()
    .map(|(id, text)| (shell.t(id).into_owned(), text.clone()))
    .collect()
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<YearlyTalkId>,
    Form(form): Form<TalkForm>,
) -> Answer {
    let who = session.actor();
    let found = yearly_talks::find(&web.app, who, id).await?;
    if !found.committee.allows(Right::WriteMinutes, who) {
        return Err(AppError::Forbidden.into());
    }
    match async { yearly_talks::change(&web.app, who, id, &form.read()?).await }.await {
        Ok(()) => done(&urls::yearly_talk(id), "done-talk-saved"),
        Err(AppError::Invalid(problems)) => refused(&shown(&session, found, Some(form), problems)),
        Err(AppError::Conflict) => {
            // What stands there now, not what was read before the form was looked at.
            let found = yearly_talks::find(&web.app, who, id).await?;
            let mut newest = shown(&session, found, None, Vec::new());
            newest.fields = newest.fields.quicker(&newest.form);
            newest.form = TalkForm {
                version: newest.form.version,
                ..form
            };
            quicker(&newest)
        }
        Err(error) => Err(error.into()),
    }
}

async fn begin_initiative(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<YearlyTalkId>,
    Form(form): Form<TalkGoalForm>,
) -> Answer {
    // A number that is none is no goal of the talk.
    let number = form.goal.trim().parse().unwrap_or(usize::MAX);
    let initiative = yearly_talks::begin_initiative(&web.app, session.actor(), id, number).await?;
    done(&urls::initiative(initiative), "done-initiative-added")
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<YearlyTalkId>,
    Form(form): Form<TalkMeetingForm>,
) -> Answer {
    let who = session.actor();
    let found = yearly_talks::find(&web.app, who, id).await?;
    if !found.may_put {
        return Err(AppError::Forbidden.into());
    }
    let shell = session.shell(Station::Anchor);
    let (title, text) = match found.talk.is_held {
        true => ("talk-agenda-goals", &found.talk.goals),
        false => ("talk-title", &found.talk.last_year),
    };
    let item = NewAgendaItem {
        title: shell.t(title).into_owned(),
        text: text.clone(),
        ..NewAgendaItem::default()
    };
    let put = match form.meeting.trim().parse() {
        Ok(meeting) => yearly_talks::put_on_agenda(&web.app, who, id, meeting, item)
            .await
            .map(|()| meeting),
        Err(_) => Err(AppError::invalid("meeting", "problem-choose")),
    };
    match put {
        Ok(meeting) => done(&urls::meeting(meeting), "done-duty-on-agenda"),
        Err(AppError::Invalid(problems)) => {
            let mut newest = shown(&session, found, None, Vec::new());
            newest.agenda_fields = Fields::new(session.words(), "talk", problems);
            newest.meeting = form.meeting;
            refused(&newest)
        }
        Err(error) => Err(error.into()),
    }
}

async fn print(State(web): State<Web>, session: Session, Path(id): Path<YearlyTalkId>) -> Answer {
    let found = yearly_talks::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Anchor);
    let day = shell.maybe_day(found.talk.held_on);
    let numbered = parts(&shell, &found).into_iter().zip(1..);
    let blocks = numbered.map(|((title, text), number)| {
        let body = if text.is_empty() { "–" } else { text.as_str() };
        Block::Section {
            number: Some(number),
            title,
            question: None,
            blocks: prose(body),
        }
    });
    let state = match found.talk.is_held {
        true => "talk-print-held",
        false => "talk-print-draft",
    };
    let document = Document {
        title: shell.t("talk-title").into_owned(),
        subtitle: Some(found.committee.name.clone()),
        date_line: Some(shell.with(state).text("date", &day).to_string()),
        foot_line: Some(shell.t("talk-title").into_owned()),
        blocks: blocks.collect(),
        ..frame(&session, &web.app)
    };
    let on = found.talk.held_on.unwrap_or(web.app.today());
    let name = shell.with("talk-file").text("date", on).to_string();
    pdf(rendered(&web.app, document).await?, &name)
}
