//! Taking a tool along: it becomes a measure of an initiative, or a point on the agenda of a meeting. Both say which tool they came of.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::{self, AgendaForm};
use trivsel_app::initiatives::measures::MeasureForm;
use trivsel_app::plans::lines::LineForm;
use trivsel_app::toolbox::{taking, tools};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::PlanId;
use trivsel_domain::initiative::MeasureState;
use trivsel_domain::plan::PlanPart;
use trivsel_domain::rights::Right;
use trivsel_domain::toolbox::{Tool, ToolCode};

use super::tools::tool_of;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/toolbox/tools/{tool}/measure", "MClr", choose_initiative),
        post("/toolbox/tools/{tool}/measure", "MClr", add_measure),
        get("/toolbox/tools/{tool}/plan", "MSUC", choose_plan),
        post("/toolbox/tools/{tool}/plan", "MSUC", add_plan_line),
        get("/toolbox/tools/{tool}/agenda", "MCfvs", choose_meeting),
        post("/toolbox/tools/{tool}/agenda", "MCfvs", put_on_agenda),
    ]
}

/// "Fra værktøjet »…« (publisher). Address": what stands in what is made of it.
fn from_tool(shell: &Shell, tool: &Tool) -> String {
    let id = if tool.url.is_empty() {
        "tool-taken"
    } else {
        "tool-taken-address"
    };
    shell
        .with(id)
        .text("title", &tool.title)
        .text("publisher", &tool.publisher)
        .text("address", &tool.url)
        .to_string()
}

async fn shown(web: &Web, session: &Session, code: ToolCode) -> Result<Tool, AppError> {
    Ok(tools::find(&web.app, session.actor(), code).await?.tool.tool)
}

/// What is typed to make a measure of a tool.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToolMeasureForm {
    initiative: String,
    title: String,
    description: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/tool_measure.html")]
struct ToolMeasurePage {
    shell: Shell,
    fields: Fields,
    back: String,
    tool: String,
    initiatives: Vec<Choice>,
    form: ToolMeasureForm,
}

async fn choose_initiative(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let code = tool_of(&code)?;
    let choices = taking::initiative_choices(&web.app, session.actor()).await?;
    let tool = shown(&web, &session, code).await?;
    let shell = session.shell(Station::Toolbox);
    let form = ToolMeasureForm {
        // Those of the own unit come first: mostly there is nothing to choose.
        initiative: choices.first().map(|one| one.id.to_string()).unwrap_or_default(),
        title: tool.title.clone(),
        description: from_tool(&shell, &tool),
    };
    page(&measure_page(&session, code, &tool, choices, form, Vec::new()))
}

fn measure_page(
    session: &Session,
    code: ToolCode,
    tool: &Tool,
    choices: Vec<taking::InitiativeChoice>,
    form: ToolMeasureForm,
    problems: Vec<Problem>,
) -> ToolMeasurePage {
    let shell = session.shell(Station::Toolbox);
    let label = |one: &taking::InitiativeChoice| {
        let label = shell
            .with("tool-measure-choice")
            .text("title", &one.title)
            .text("unit", &one.unit_name);
        Choice::new(one.id, label.to_string())
    };
    ToolMeasurePage {
        fields: Fields::new(session.words(), "tool-measure", problems),
        back: urls::toolbox_tool(code),
        tool: tool.title.clone(),
        initiatives: choices.iter().map(label).collect(),
        form,
        shell,
    }
}

async fn add_measure(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ToolMeasureForm>,
) -> Answer {
    let code = tool_of(&code)?;
    let choices = taking::initiative_choices(&web.app, session.actor()).await?;
    let measure = MeasureForm {
        title: form.title.clone(),
        description: form.description.clone(),
        state: MeasureState::Planned.code().to_owned(),
        ..MeasureForm::default()
    };
    let added = match (form.initiative.parse(), measure.read()) {
        (Ok(initiative), Ok(content)) => taking::add_measure(&web.app, session.actor(), code, initiative, &content)
            .await
            .map(|()| initiative),
        (Err(_), _) => Err(AppError::invalid("initiative", "problem-choose")),
        (_, Err(problems)) => Err(problems.into()),
    };
    match added {
        Ok(initiative) => done(&urls::initiative(initiative), "done-measure-saved"),
        Err(AppError::Invalid(problems)) => {
            let tool = shown(&web, &session, code).await?;
            refused(&measure_page(&session, code, &tool, choices, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// What is typed to write a tool into a plan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToolPlanForm {
    plan: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/tool_plan.html")]
struct ToolPlanPage {
    shell: Shell,
    fields: Fields,
    back: String,
    tool: String,
    plans: Vec<Choice>,
    form: ToolPlanForm,
}

async fn plan_page(
    web: &Web,
    session: &Session,
    code: ToolCode,
    typed: Option<ToolPlanForm>,
    problems: Vec<Problem>,
) -> Result<ToolPlanPage, AppError> {
    let choices = taking::plan_choices(&web.app, session.actor()).await?;
    let tool = shown(web, session, code).await?;
    let shell = session.shell(Station::Toolbox);
    let form = typed.unwrap_or_else(|| ToolPlanForm {
        // Those of the own unit come first: mostly there is nothing to choose.
        plan: choices.first().map(|(plan, ..)| plan.to_string()).unwrap_or_default(),
        text: from_tool(&shell, &tool),
    });
    let label = |(plan, title, unit): (PlanId, String, String)| {
        let label = shell
            .with("tool-measure-choice")
            .text("title", title)
            .text("unit", unit);
        Choice::new(plan, label.to_string())
    };
    Ok(ToolPlanPage {
        plans: choices.into_iter().map(label).collect(),
        fields: Fields::new(session.words(), "tool-plan", problems),
        back: urls::toolbox_tool(code),
        tool: tool.title,
        form,
        shell,
    })
}

async fn choose_plan(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    page(&plan_page(&web, &session, tool_of(&code)?, None, Vec::new()).await?)
}

async fn add_plan_line(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ToolPlanForm>,
) -> Answer {
    let code = tool_of(&code)?;
    let line = LineForm {
        part: PlanPart::How.code().to_owned(),
        text: form.text.clone(),
        ..LineForm::default()
    };
    let added = match (form.plan.parse(), line.read()) {
        (Ok(plan), Ok(content)) => taking::add_plan_line(&web.app, session.actor(), code, plan, &content)
            .await
            .map(|()| plan),
        (Err(_), _) => Err(AppError::invalid("plan", "problem-choose")),
        (_, Err(problems)) => Err(problems.into()),
    };
    match added {
        Ok(plan) => done(&urls::plan(plan), "done-tool-in-plan"),
        Err(AppError::Invalid(problems)) => refused(&plan_page(&web, &session, code, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// What is typed to put a tool on an agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToolOnAgenda {
    meeting: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/tool_agenda.html")]
struct ToolAgendaPage {
    shell: Shell,
    fields: Fields,
    back: String,
    tool: String,
    meetings: Vec<Choice>,
    form: ToolOnAgenda,
}

async fn choose_meeting(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let code = tool_of(&code)?;
    let tool = shown(&web, &session, code).await?;
    let shell = session.shell(Station::Toolbox);
    let form = ToolOnAgenda {
        meeting: String::new(),
        title: tool.title.clone(),
        text: from_tool(&shell, &tool),
    };
    page(&agenda_page(&web, &session, code, &tool, form, Vec::new()).await?)
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    code: ToolCode,
    tool: &Tool,
    form: ToolOnAgenda,
    problems: Vec<Problem>,
) -> Result<ToolAgendaPage, AppError> {
    let lines = committees::agenda_choices(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Toolbox);
    let choice = |line: committees::MeetingLine| {
        let label = shell
            .with("report-meeting-choice")
            .text("committee", line.committee_name)
            .text("date", shell.lang.weekday_date(line.meeting.held_on))
            .to_string();
        Choice::new(line.meeting.id, label)
    };
    let meetings: Vec<Choice> = lines.into_iter().map(choice).collect();
    let first = meetings.first().map(|one| one.value.clone()).unwrap_or_default();
    Ok(ToolAgendaPage {
        form: ToolOnAgenda {
            // The next meeting is the likeliest.
            meeting: if form.meeting.is_empty() { first } else { form.meeting },
            ..form
        },
        meetings,
        fields: Fields::new(session.words(), "results-agenda", problems),
        back: urls::toolbox_tool(code),
        tool: tool.title.clone(),
        shell,
    })
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ToolOnAgenda>,
) -> Answer {
    let code = tool_of(&code)?;
    let item = AgendaForm {
        title: form.title.clone(),
        text: form.text.clone(),
        ..AgendaForm::default()
    };
    let put = match (form.meeting.parse(), item.read()) {
        (Ok(meeting), Ok(item)) => taking::add_agenda_item(&web.app, session.actor(), code, meeting, &item)
            .await
            .map(|()| meeting),
        (Err(_), _) => Err(AppError::invalid("meeting", "problem-choose")),
        (_, Err(problems)) => Err(problems.into()),
    };
    match put {
        Ok(meeting) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => {
            let tool = shown(&web, &session, code).await?;
            refused(&agenda_page(&web, &session, code, &tool, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
