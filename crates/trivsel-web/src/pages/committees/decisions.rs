//! `/decisions`: what was decided, and what each unit has done about it.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::committees::{self, DecisionDetails, DecisionForm, MeetingDetails, TaskForm, TaskReach};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_app::{lessons, workshops};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::{TaskKind, TaskLevel};
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

    /// Is there something to learn, and may the visitor see what came together?
    fn has_lessons(&self) -> bool {
        let is_held = self
            .found
            .decision
            .task
            .as_ref()
            .is_some_and(|task| task.kind.is_held());
        is_held && self.found.may_read_committee && !self.found.is_draft
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
    /// All units of the scope, to choose some.
    all: Vec<Branch>,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    programmes: Vec<Choice>,
    /// How many units would get the task, where that was asked.
    counted: Option<usize>,
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
    if !form.look.is_empty() {
        return looked(&web, &session, meeting, None, form).await;
    }
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
    let task = decision.task.clone().unwrap_or_default();
    let form = DecisionForm {
        seen: seen::mark(&decision),
        agenda_item: decision.agenda_item.map(|item| item.to_string()).unwrap_or_default(),
        text: decision.text,
        task_due_on: task.due_on.map(|day| session.lang().date(day)).unwrap_or_default(),
        task_title: task.title,
        left_out: details.left_out.iter().map(|(unit, _)| unit.to_string()).collect(),
        task_kind: task.kind.code().to_owned(),
        task_level: task.level.code().to_owned(),
        programme: task.programme,
        questions: task.questions.join("\n"),
        chosen: match task.level {
            TaskLevel::Chosen => details.tasks.iter().map(|state| state.task.unit.to_string()).collect(),
            TaskLevel::Employing | TaskLevel::Below => Vec::new(),
        },
        look: String::new(),
    };
    Ok(form_page(web, session, &found, Some(id), form, Vec::new()).await?)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    if !form.look.is_empty() {
        let meeting = committees::find_decision(&web.app, session.actor(), id)
            .await?
            .meeting
            .id;
        return looked(&web, &session, meeting, Some(id), form).await;
    }
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

/// The form once more, with how many units would get the task. Nothing is saved.
async fn looked(
    web: &Web,
    session: &Session,
    meeting: MeetingId,
    id: Option<DecisionId>,
    mut form: DecisionForm,
) -> Answer {
    form.look = String::new();
    let found = with_minutes(web, session, meeting).await?;
    match async { committees::count_units(&web.app, session.actor(), meeting, &form.read()?).await }.await {
        Ok(count) => {
            let mut again = form_page(web, session, &found, id, form, Vec::new()).await?;
            again.counted = Some(count);
            page(&again)
        }
        Err(AppError::Invalid(problems)) => refused(&form_page(web, session, &found, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// Which units can get it, with how many that are.
fn levels(shell: &Shell, reach: &TaskReach) -> Vec<Choice> {
    let count = |level| match level {
        TaskLevel::Employing => Some(reach.employing.len()),
        TaskLevel::Below => Some(reach.below.len()),
        TaskLevel::Chosen => None,
    };
    let offered = TaskLevel::ALL.into_iter().filter(|level| count(*level) != Some(0));
    let choice = |level: TaskLevel| {
        let name = shell.code("task-level", level.code());
        let label = match count(level) {
            Some(count) => shell
                .with("task-level-count")
                .text("name", name)
                .count("count", count)
                .to_string(),
            None => name,
        };
        Choice::new(level.code(), label)
    };
    offered.map(choice).collect()
}

async fn form_page(
    web: &Web,
    session: &Session,
    found: &MeetingDetails,
    id: Option<DecisionId>,
    mut form: DecisionForm,
    problems: Vec<Problem>,
) -> Result<DecisionEdit, AppError> {
    let who = session.actor();
    let reach = committees::units_for_task(&web.app, who, found.meeting.id).await?;
    let branches = |units: &[UnitId]| {
        if units.len() > 1 {
            Branch::down_to(&who.tree, found.committee.unit, units)
        } else {
            Vec::new()
        }
    };
    let shell = session.shell(Station::Decide);
    if form.task_kind.is_empty() {
        form.task_kind = TaskKind::default().code().to_owned();
    }
    if form.task_level.is_empty() {
        form.task_level = TaskLevel::default().code().to_owned();
    }
    // Those that are ticked to begin with are those that would get it anyway.
    if form.chosen.is_empty() && form.task_level != TaskLevel::Chosen.code() {
        form.chosen = reach.employing.iter().map(ToString::to_string).collect();
    }
    let programmes = workshops::every_programme(&web.app)?;
    let mut named = vec![Choice::new("", shell.t("decision-programme-own"))];
    named.extend(
        programmes
            .iter()
            .map(|one| Choice::new(&one.code, one.title.in_language(shell.lang.code()))),
    );
    let mut items = vec![Choice::new("", shell.t("decision-on-no-item"))];
    items.extend(
        found
            .agenda
            .iter()
            .map(|line| Choice::new(line.item.id, format!("{}. {}", line.item.position, line.item.title))),
    );
    Ok(DecisionEdit {
        fields: Fields::new(session.words(), "decision", problems),
        meeting: found.meeting.id,
        name: name_of(session, found),
        id,
        items,
        units: branches(&reach.employing),
        all: branches(&reach.all),
        levels: levels(&shell, &reach),
        kinds: shell.choices("task-kind", TaskKind::ALL.map(TaskKind::code)),
        programmes: named,
        counted: None,
        shell,
        form,
    })
}

async fn report_page(State(web): State<Web>, session: Session, Path((id, unit)): Path<(DecisionId, UnitId)>) -> Answer {
    let view = lessons::unit_task(&web.app, session.actor(), id, unit).await?;
    if view.asked.kind.is_held() {
        return super::super::lessons::own_task(&web, &session, (id, unit)).await;
    }
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
    let view = lessons::unit_task(&web.app, session.actor(), id, unit).await?;
    let form = typed.unwrap_or_else(|| TaskForm {
        action: String::new(),
        seen: seen::mark(&view.task),
        done_on: session.lang().date(view.task.done_on.unwrap_or(web.app.today())),
        note: view.task.note,
    });
    Ok(TaskReport {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "task", problems),
        decision: id,
        unit,
        unit_name: view.unit_name,
        title: view.asked.title,
        form,
    })
}
