//! The lines of a plan: one form for adding and changing, with what came of it below.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::committees::Direction;
use trivsel_app::plans;
use trivsel_app::plans::lines::{self, LineForm, LineOffer, Tick};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PlanId, PlanLineId};
use trivsel_domain::plan::{PlanLine, PlanPart, PlanState};

use super::super::{done, newest_beside, page, refused};
use super::asked;
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/plans/{plan}/lines", "MSUC", add),
        get("/plans/{plan}/lines/{line}", "MSUC", edit),
        post("/plans/{plan}/lines/{line}", "MSUC", change),
        post("/plans/{plan}/lines/{line}/move", "MSUC", shift),
        post("/plans/{plan}/lines/{line}/remove", "MSUC", remove),
        post("/plans/{plan}/lines/{line}/tick", "MSUC", tick),
    ]
}

#[derive(Template)]
#[template(path = "pages/plans/line.html")]
struct PlanLinePage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    action: String,
    form: LineForm,
    parts: Vec<Choice>,
    people: Vec<Choice>,
    forums: Vec<Choice>,
    /// Is it there already? Then it can be moved, ticked and removed.
    is_there: bool,
    /// May the visitor change it, or only say what came of it?
    may_change: bool,
    is_open: bool,
    ticked: TickForm,
}

fn line_page(
    session: &Session,
    plan: PlanId,
    title: String,
    line: Option<(&PlanLine, LineOffer)>,
    form: LineForm,
    problems: Vec<Problem>,
    may_change: bool,
) -> PlanLinePage {
    let shell = session.shell(Station::Act);
    let mut form = form;
    form.asked = asked(&problems, &form.asked);
    let first = |words: &str| vec![Choice::new("", shell.t(words))];
    let (mut people, mut forums) = (first("plan-nobody"), first("plan-no-forum"));
    let id = line.as_ref().map(|(line, _)| line.id);
    let is_open = line.as_ref().is_some_and(|(line, _)| line.is_open());
    if let Some((_, offer)) = line {
        people.extend(offer.people.iter().map(|(id, name)| Choice::new(id, name)));
        forums.extend(offer.forums.iter().map(|forum| Choice::new(forum.id, &forum.name)));
    }
    let codes = PlanPart::ALL.map(PlanPart::code);
    PlanLinePage {
        fields: Fields::new(session.words(), "plan", problems),
        back: urls::plan(plan),
        action: match id {
            Some(id) => urls::plan_line(plan, id),
            None => format!("{}/lines", urls::plan(plan)),
        },
        parts: codes
            .into_iter()
            .map(|code| Choice::new(code, shell.code("plan-heading", code)))
            .collect(),
        title,
        form,
        people,
        forums,
        is_there: id.is_some(),
        may_change,
        is_open,
        ticked: TickForm::default(),
        shell,
    }
}

async fn add(State(web): State<Web>, session: Session, Path(plan): Path<PlanId>, Form(form): Form<LineForm>) -> Answer {
    match async { lines::add(&web.app, session.actor(), plan, &form.read()?).await }.await {
        Ok(_) => {
            let address = urls::with_notice(&urls::plan(plan), "done-plan-line");
            Ok(Redirect::to(&format!("{address}#{}", form.part)).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let view = plans::find(&web.app, session.actor(), plan).await?;
            // Whoever may not write here is turned away, whatever they typed.
            if !view.may_change {
                return Err(AppError::Forbidden.into());
            }
            refused(&line_page(&session, plan, view.plan.title, None, form, problems, true))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path((plan, line)): Path<(PlanId, PlanLineId)>) -> Answer {
    page(&edit_now(&web, &session, plan, line).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, plan: PlanId, id: PlanLineId) -> Result<PlanLinePage, Failure> {
    let (plan, line, offer) = lines::find(&web.app, session.actor(), plan, id).await?;
    let form = LineForm {
        part: line.part.code().to_owned(),
        text: line.text.clone(),
        person: line.person.map(|person| person.to_string()).unwrap_or_default(),
        role: line.role.clone(),
        due_on: line.due_on.map(|day| session.lang().date(day)).unwrap_or_default(),
        committee: line.committee.map(|forum| forum.to_string()).unwrap_or_default(),
        asked: String::new(),
        seen: seen::mark(&line),
    };
    let may_change = plan.may_be_changed_by(session.actor()) && plan.state != PlanState::Closed;
    let of = Some((&line, offer));
    Ok(line_page(
        session,
        plan.id,
        plan.title.clone(),
        of,
        form,
        Vec::new(),
        may_change,
    ))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((plan, line)): Path<(PlanId, PlanLineId)>,
    Form(form): Form<LineForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    match async { lines::change(&web.app, session.actor(), plan, line, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::plan(plan), "done-plan-line"),
        Err(AppError::Conflict) => newest_beside!(edit_now(&web, &session, plan, line).await?, form, LineForm),
        Err(AppError::Invalid(problems)) => {
            let mut again = edit_now(&web, &session, plan, line).await?;
            again.form = LineForm {
                asked: asked(&problems, &form.asked),
                ..form
            };
            again.fields = Fields::new(session.words(), "plan", problems);
            refused(&again)
        }
        Err(error) => Err(error.into()),
    }
}

/// Which way a line goes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ShiftForm {
    direction: String,
}

async fn shift(
    State(web): State<Web>,
    session: Session,
    Path((plan, line)): Path<(PlanId, PlanLineId)>,
    Form(form): Form<ShiftForm>,
) -> Answer {
    let way = Direction::parse(&form.direction).ok_or(AppError::NotFound)?;
    lines::shift(&web.app, session.actor(), plan, line, way).await?;
    done(&urls::plan(plan), "done-plan-line")
}

async fn remove(State(web): State<Web>, session: Session, Path((plan, line)): Path<(PlanId, PlanLineId)>) -> Answer {
    lines::remove(&web.app, session.actor(), plan, line).await?;
    done(&urls::plan(plan), "done-plan-line-removed")
}

/// What came of a line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TickForm {
    /// `done`, `dropped` or `open`.
    what: String,
    outcome: String,
    dropped_because: String,
}

impl TickForm {
    fn read(&self) -> Tick {
        match self.what.as_str() {
            "dropped" => Tick::Dropped(self.dropped_because.clone()),
            "open" => Tick::Open,
            _ => Tick::Done(self.outcome.clone()),
        }
    }
}

async fn tick(
    State(web): State<Web>,
    session: Session,
    Path((plan, line)): Path<(PlanId, PlanLineId)>,
    Form(form): Form<TickForm>,
) -> Answer {
    match lines::tick(&web.app, session.actor(), plan, line, &form.read()).await {
        Ok(()) => done(&urls::plan(plan), "done-plan-ticked"),
        Err(AppError::Invalid(problems)) => {
            let mut again = edit_now(&web, &session, plan, line).await?;
            again.fields = Fields::new(session.words(), "plan", problems);
            again.ticked = form;
            refused(&again)
        }
        Err(error) => Err(error.into()),
    }
}
