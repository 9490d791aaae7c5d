//! A tool: what it is, where it leads, which units use it, what came of it here, and where it can be taken.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::toolbox::tools::{self, ToolNoteForm, ToolView};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::ToolNoteId;
use trivsel_domain::rights::Right;
use trivsel_domain::toolbox::{HowItWorked, ShownTool, SuggestedTool, ToolCode, suggested, themes_of};

use super::{QuestionLink, Ring, ToolLink, asked};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/toolbox/tools/{tool}", SIGNED_IN, show),
        get("/toolbox/scales/{scale}", SIGNED_IN, suggest),
        get("/toolbox/tools/{tool}/notes/new", "MSUC", new_note),
        post("/toolbox/tools/{tool}/notes", "MSUC", add_note),
        post("/toolbox/tools/{tool}/notes/{tool_note}/remove", "MSUC", remove_note),
    ]
}

/// The tool an address is about.
pub(super) fn tool_of(code: &str) -> Result<ToolCode, AppError> {
    ToolCode::parse(code).ok_or(AppError::NotFound)
}

#[derive(Template)]
#[template(path = "pages/toolbox/tool.html")]
struct ToolPage {
    shell: Shell,
    ring: Ring,
    view: ToolView,
    address: String,
    /// Where an editor looks at it.
    review: String,
    /// What kinds of thing it is, in words.
    forms: String,
    /// Who it is for, in words.
    askers: String,
    /// What it is for, in words.
    purposes: String,
    /// The questions it belongs to.
    questions: Vec<QuestionLink>,
    is_in_other_language: bool,
    is_crisis: bool,
}

impl ToolPage {
    /// Can the visitor take it anywhere?
    fn can_be_taken(&self) -> bool {
        self.view.may_become_measure
            || self.shell.may(Right::ChangePlans)
            || self.shell.may_in_some_committee(Right::ChangeAgenda)
    }

    /// The words of a tool that stand here, paragraph by paragraph. Marks are shown as they were typed.
    fn paragraphs(&self) -> Vec<&str> {
        let own = self.view.own.iter().flat_map(|own| own.text.split("\n\n"));
        own.map(str::trim).filter(|text| !text.is_empty()).collect()
    }
}

async fn show(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let code = tool_of(&code)?;
    let view = tools::find(&web.app, session.actor(), code).await?;
    let contents = web.app.toolbox()?;
    let shell = session.shell(Station::Toolbox);
    let tool = &view.tool.tool;
    let belongs = |question: &&trivsel_domain::toolbox::ToolboxQuestion| question.danish.tools.contains(&tool.id);
    let listed = |words: Vec<String>| shell.lang.list(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let named = |prefix: &str, codes: Vec<&'static str>| {
        listed(codes.into_iter().map(|code| shell.code(prefix, code)).collect())
    };
    page(&ToolPage {
        ring: Ring::of(&web, &session).await?,
        address: urls::toolbox_tool(code),
        review: urls::toolbox_review(code),
        forms: named("tool-form", tool.form.iter().map(|form| form.code()).collect()),
        askers: named("toolbox-asker", tool.roles.iter().map(|asker| asker.code()).collect()),
        purposes: named(
            "tool-purpose",
            tool.purposes.iter().map(|purpose| purpose.code()).collect(),
        ),
        is_crisis: contents
            .questions
            .iter()
            .filter(belongs)
            .any(|question| question.danish.is_crisis),
        questions: contents
            .questions
            .iter()
            .filter(belongs)
            .map(|question| asked(&shell, question))
            .collect(),
        is_in_other_language: !tool.language.iter().any(|language| language == shell.lang.code()),
        view,
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/toolbox/scale.html")]
struct ScalePage {
    shell: Shell,
    /// What the scale is about, in words.
    about: String,
    suggested: Vec<(ToolLink, SuggestedTool)>,
}

/// At most three tools for what a scale of a survey asks about, each with the reason.
async fn suggest(State(web): State<Web>, session: Session, Path(scale): Path<String>) -> Answer {
    let themes = themes_of(&scale);
    if themes.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let contents = web.app.toolbox()?;
    let shelf = tools::shelf(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Toolbox);
    let is_hidden = |code| contents.tool(code).is_ok_and(|tool| shelf.shown(tool).is_none());
    let found = suggested(&scale, &contents.tools, &contents.questions, is_hidden);
    let link = |one: SuggestedTool| {
        let shown = shelf.shown(contents.tool(one.code).ok()?)?;
        Some((ToolLink::of(&shell, shown)?, one))
    };
    page(&ScalePage {
        about: shell.lang.list(themes),
        suggested: found.into_iter().filter_map(link).collect(),
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/toolbox/tool_note.html")]
struct ToolNotePage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    units: Vec<Choice>,
    worked: Vec<Choice>,
    form: ToolNoteForm,
}

fn note_page(
    session: &Session,
    code: ToolCode,
    shown: ShownTool,
    form: ToolNoteForm,
    problems: Vec<Problem>,
) -> ToolNotePage {
    let shell = session.shell(Station::Toolbox);
    let who = session.actor();
    ToolNotePage {
        fields: Fields::new(session.words(), "tool-note", problems),
        back: urls::toolbox_tool(code),
        title: shown.tool.title,
        units: shell.unit_choices("tool-note-choose-unit", |unit| who.may(Right::WriteToolNote, unit)),
        worked: shell.choices("tool-worked", HowItWorked::ALL.map(HowItWorked::code)),
        form,
        shell,
    }
}

async fn new_note(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let code = tool_of(&code)?;
    let who = session.actor();
    let shown = tools::must_write_notes(&web.app, who, code).await?;
    let unit = who.home_unit().filter(|unit| who.may(Right::WriteToolNote, *unit));
    let form = ToolNoteForm {
        unit: unit.map(|unit| unit.to_string()).unwrap_or_default(),
        used_from: session.lang().date(web.app.today()),
        ..ToolNoteForm::default()
    };
    page(&note_page(&session, code, shown, form, Vec::new()))
}

async fn add_note(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ToolNoteForm>,
) -> Answer {
    let code = tool_of(&code)?;
    let who = session.actor();
    let shown = tools::must_write_notes(&web.app, who, code).await?;
    let form = ToolNoteForm {
        unit: session.unit_typed(&form.unit),
        ..form
    };
    let added = match form.read(&web.app, who) {
        Ok(content) => tools::add_note(&web.app, who, code, &content).await,
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(()) => done(&urls::toolbox_tool(code), "done-tool-note"),
        Err(AppError::Invalid(problems)) => refused(&note_page(&session, code, shown, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn remove_note(
    State(web): State<Web>,
    session: Session,
    Path((code, note)): Path<(String, ToolNoteId)>,
) -> Answer {
    let code = tool_of(&code)?;
    tools::remove_note(&web.app, session.actor(), code, note).await?;
    done(&urls::toolbox_tool(code), "done-tool-note-removed")
}
