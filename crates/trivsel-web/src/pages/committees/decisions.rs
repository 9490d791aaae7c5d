//! `/decisions`: what was decided, and what each unit has done about it.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::committees::{self, DecisionDetails, DecisionForm, MeetingDetails, TaskForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{DecisionId, MeetingId, UnitId};

use super::super::{chain, done, newest_beside, page, refused};
use trivsel_domain::rights::Right;

use super::meetings::{name_of, with_minutes};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Branch, Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/meetings/{meeting}/decisions/new", "MCfvs", new),
        post("/meetings/{meeting}/decisions", "MCfvs", add),
        get("/decisions/{decision}", "MSUCKfvsm", show),
        get("/decisions/{decision}/edit", "MCfvs", edit),
        post("/decisions/{decision}", "MCfvs", change),
        get("/decisions/{decision}/units/{unit}", "MSUC", report_page),
        post("/decisions/{decision}/units/{unit}", "MSUC", report),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/decision.html")]
struct DecisionShow {
    shell: Shell,
    /// What it came of, and what came of it.
    chain: Safe<String>,
    found: DecisionDetails,
}

impl DecisionShow {
    /// Where an initiative is begun that comes of it, for those who may; nothing comes of what is not decided yet.
    fn begin_address(&self) -> Option<String> {
        let may = self.found.may_read_committee && !self.found.is_draft && self.shell.may(Right::ChangeInitiative);
        may.then(|| format!("{}/new?from_decision={}", urls::INITIATIVES, self.found.decision.id))
    }

    /// The names of the units without the task, as one text.
    fn left_out(&self) -> String {
        let names: Vec<&str> = self.found.left_out.iter().map(|(_, name)| name.as_str()).collect();
        self.shell.lang.list(&names)
    }
}

#[derive(Template)]
#[template(path = "pages/committees/decision_form.html")]
struct DecisionEdit {
    shell: Shell,
    fields: Fields,
    meeting: MeetingId,
    name: String,
    id: Option<DecisionId>,
    items: Vec<Choice>,
    /// The units a task would go to, as a tree to leave some out of; none where there is but one.
    units: Vec<Branch>,
    form: DecisionForm,
}

#[derive(Template)]
#[template(path = "pages/committees/task.html")]
struct TaskReport {
    shell: Shell,
    fields: Fields,
    decision: DecisionId,
    unit: UnitId,
    unit_name: String,
    title: String,
    form: TaskForm,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<DecisionId>) -> Answer {
    let found = committees::find_decision(&web.app, session.actor(), id).await?;
    page(&DecisionShow {
        shell: session.shell(Station::Decide),
        chain: chain::lines(&web, &session, Node::Decision(id)).await?,
        found,
    })
}

/// What an initiative that comes of a decision says of its purpose: the decision's own words, with where and when it was taken.
pub(in crate::pages) async fn purpose(web: &Web, session: &Session, id: DecisionId) -> Result<String, AppError> {
    let found = committees::find_decision(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let taken = shell
        .with("decision-taken")
        .text("committee", &found.committee.name)
        .text("date", shell.day(found.meeting.held_on));
    Ok(format!("{}\n\n{taken}", found.decision.text))
}

async fn new(State(web): State<Web>, session: Session, Path(meeting): Path<MeetingId>) -> Answer {
    let found = with_minutes(&web, &session, meeting).await?;
    page(&form_page(&web, &session, &found, None, DecisionForm::default(), Vec::new()).await?)
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(meeting): Path<MeetingId>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    match async { committees::add_decision(&web.app, session.actor(), meeting, &form.read()?).await }.await {
        Ok(id) => done(&urls::decision(id), "done-decision-saved"),
        Err(AppError::Invalid(problems)) => {
            let found = with_minutes(&web, &session, meeting).await?;
            refused(&form_page(&web, &session, &found, None, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<DecisionId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: DecisionId) -> Result<DecisionEdit, Failure> {
    let details = committees::find_decision(&web.app, session.actor(), id).await?;
    let decision = details.decision;
    let found = with_minutes(web, session, decision.meeting).await?;
    let due = decision.task.as_ref().and_then(|task| task.due_on);
    let form = DecisionForm {
        seen: seen::mark(&decision),
        agenda_item: decision.agenda_item.map(|item| item.to_string()).unwrap_or_default(),
        text: decision.text,
        task_due_on: due.map(|day| session.lang().date(day)).unwrap_or_default(),
        task_title: decision.task.map(|task| task.title).unwrap_or_default(),
        left_out: details.left_out.iter().map(|(unit, _)| unit.to_string()).collect(),
    };
    Ok(form_page(web, session, &found, Some(id), form, Vec::new()).await?)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    match async {
        committees::change_decision(
            &web.app,
            session.actor(),
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::decision(id), "done-decision-saved"),
        Err(AppError::Invalid(problems)) => {
            let meeting = committees::find_decision(&web.app, session.actor(), id)
                .await?
                .meeting
                .id;
            let found = with_minutes(&web, &session, meeting).await?;
            refused(&form_page(&web, &session, &found, Some(id), form, problems).await?)
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, DecisionForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn form_page(
    web: &Web,
    session: &Session,
    found: &MeetingDetails,
    id: Option<DecisionId>,
    form: DecisionForm,
    problems: Vec<Problem>,
) -> Result<DecisionEdit, AppError> {
    let who = session.actor();
    let units = committees::units_for_task(&web.app, who, found.meeting.id).await?;
    let units = if units.len() > 1 {
        Branch::down_to(&who.tree, found.committee.unit, &units)
    } else {
        Vec::new()
    };
    let shell = session.shell(Station::Decide);
    let mut items = vec![Choice::new("", shell.t("decision-on-no-item"))];
    items.extend(
        found
            .agenda
            .iter()
            .map(|line| Choice::new(line.item.id, format!("{}. {}", line.item.position, line.item.title))),
    );
    Ok(DecisionEdit {
        fields: Fields::new(session.words(), "decision", problems),
        shell,
        meeting: found.meeting.id,
        name: name_of(session, found),
        id,
        items,
        units,
        form,
    })
}

async fn report_page(State(web): State<Web>, session: Session, Path((id, unit)): Path<(DecisionId, UnitId)>) -> Answer {
    page(&task_page(&web, &session, id, unit, None, Vec::new()).await?)
}

async fn report(
    State(web): State<Web>,
    session: Session,
    Path((id, unit)): Path<(DecisionId, UnitId)>,
    Form(form): Form<TaskForm>,
) -> Answer {
    match async {
        committees::report_task(
            &web.app,
            session.actor(),
            id,
            unit,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(
            &urls::decision(id),
            if form.action == "undo" {
                "done-task-undone"
            } else {
                "done-task-reported"
            },
        ),
        Err(AppError::Invalid(problems)) => refused(&task_page(&web, &session, id, unit, Some(form), problems).await?),
        Err(AppError::Conflict) => {
            let newest = task_page(&web, &session, id, unit, None, Vec::new()).await?;
            newest_beside!(newest, form, TaskForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn task_page(
    web: &Web,
    session: &Session,
    id: DecisionId,
    unit: UnitId,
    typed: Option<TaskForm>,
    problems: Vec<Problem>,
) -> Result<TaskReport, AppError> {
    let found = committees::find_decision(&web.app, session.actor(), id).await?;
    let state = found
        .tasks
        .into_iter()
        .find(|state| state.task.unit == unit)
        .ok_or(AppError::NotFound)?;
    if !state.may_report {
        return Err(AppError::Forbidden);
    }
    let form = typed.unwrap_or_else(|| TaskForm {
        action: String::new(),
        seen: seen::mark(&state.task),
        done_on: session.lang().date(state.task.done_on.unwrap_or(web.app.today())),
        note: state.task.note,
    });
    Ok(TaskReport {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "task", problems),
        decision: id,
        unit,
        unit_name: state.unit_name,
        title: found.decision.task.map(|task| task.title).unwrap_or_default(),
        form,
    })
}
