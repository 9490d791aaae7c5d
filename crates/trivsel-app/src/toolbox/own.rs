//! Tools that are not shipped: a workplace adds its own, a partner proposes some, an editor takes them in or sends them back with a reason.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::{Asker, OwnTool, OwnToolState, Purpose, ToolCode, ToolForm};
use trivsel_store::{Tx, own_tools as store};

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed about a tool.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnToolForm {
    /// For which unit and all below; empty for everybody.
    pub unit: String,
    /// Whose it is.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where it is; may be empty when its words are typed.
    pub url: String,
    /// Its own words; may be empty when it is elsewhere.
    pub text: String,
    /// What it is, by its code.
    pub form: String,
    /// Who can use it here and now, by their codes.
    pub roles: Vec<String>,
    /// What for, by their codes.
    pub purposes: Vec<String>,
}

/// A tool somebody adds or proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnToolContent {
    unit: Option<UnitId>,
    publisher: String,
    title: String,
    url: String,
    text: String,
    form: ToolForm,
    roles: Vec<Asker>,
    purposes: Vec<Purpose>,
}

impl OwnToolForm {
    /// What was typed, as values. Without anybody who can use it, or without anything it is for, it is not taken.
    pub fn read(&self, who: &Actor) -> Result<OwnToolContent, Problems> {
        let mut input = Input::new();
        let roles: Vec<Asker> = self.roles.iter().filter_map(|code| Asker::parse(code)).collect();
        if roles.is_empty() {
            input.refuse(Problem::new("roles", "problem-own-roles"));
        }
        let purposes: Vec<Purpose> = self.purposes.iter().filter_map(|code| Purpose::parse(code)).collect();
        if purposes.is_empty() {
            input.refuse(Problem::new("purposes", "problem-own-purposes"));
        }
        let title = input.required("title", &self.title);
        let publisher = input.required("publisher", &self.publisher);
        let (url, text) = (input.line("url", &self.url), input.text("text", &self.text));
        let is_address = url.starts_with("https://") || url.starts_with("http://");
        if url.is_empty() && text.is_empty() {
            input.refuse(Problem::new("url", "problem-own-neither"));
        } else if !url.is_empty() && !is_address {
            input.refuse(Problem::new("url", "problem-tool-address"));
        }
        let unit: Option<UnitId> = self.unit.trim().parse().ok();
        let is_for_all = self.unit.trim().is_empty();
        let may = |unit: UnitId| who.may(Right::AddOwnTool, unit);
        let may_for_all = who.may_everywhere(Right::AddOwnTool) || who.may_somewhere(Right::ProposeTool);
        if !(is_for_all && may_for_all || unit.is_some_and(may)) {
            input.refuse(Problem::new("unit", "problem-choose"));
        }
        let form = input.choice("form", &self.form, ToolForm::parse);
        input.read(form.map(|form| OwnToolContent {
            unit,
            publisher,
            title,
            url,
            text,
            form,
            roles,
            purposes,
        }))
    }
}

/// May the visitor read it? What a unit has of its own is for those who work there or below and for whoever looks after it; a partner sees
/// what they sent in.
pub(crate) fn may_see(who: &Actor, tool: &OwnTool) -> bool {
    let is_own = tool.sent_by == Some(who.person);
    let is_inside = who.may_somewhere(Right::ReadToolNotes);
    let is_near = match tool.unit {
        None => true,
        Some(unit) => {
            let works_there = who.home_unit().is_some_and(|home| who.tree.is_within(home, unit));
            works_there || who.may(Right::AddOwnTool, unit)
        }
    };
    is_own || is_inside && is_near && tool.state == OwnToolState::Shown || who.may_everywhere(Right::EditToolbox)
}

/// May the visitor take it away?
pub(super) fn may_withdraw(who: &Actor, tool: &OwnTool) -> bool {
    let is_looked_after = match tool.unit {
        None => who.may_everywhere(Right::AddOwnTool),
        Some(unit) => who.may(Right::AddOwnTool, unit),
    };
    tool.state != OwnToolState::Withdrawn && (is_looked_after || tool.sent_by == Some(who.person))
}

/// Those the visitor may read, in the order they came.
pub(super) async fn seen(tx: &Tx, who: &Actor) -> Result<Vec<OwnTool>, AppError> {
    let mut all = store::list(tx).await?;
    all.retain(|tool| may_see(who, tool));
    Ok(all)
}

/// A tool in the list, and whether the visitor may take it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnToolLine {
    /// The tool.
    pub tool: OwnTool,
    /// May the visitor take it away?
    pub may_withdraw: bool,
}

/// Those the visitor may read, but the withdrawn.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<OwnToolLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    let all = seen(&tx, who).await?.into_iter();
    let line = |tool: OwnTool| OwnToolLine {
        may_withdraw: may_withdraw(who, &tool),
        tool,
    };
    Ok(all
        .filter(|tool| tool.state != OwnToolState::Withdrawn)
        .map(line)
        .collect())
}

/// Those of them that are shown and hold the words somebody typed, the best first.
pub async fn search(app: &App, who: &Actor, is_danish: bool, typed: &str) -> Result<Vec<OwnTool>, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut all = seen(&tx, who).await?;
    all.retain(|tool| tool.state == OwnToolState::Shown);
    let texts: Vec<(String, String, String)> = all
        .iter()
        .map(|tool| (tool.code.to_string(), tool.title.clone(), tool.text.clone()))
        .collect();
    let found = app.toolbox()?.finder.find_among(is_danish, typed, &texts);
    let tool = |key: String| all.iter().find(|tool| tool.code.to_string() == key).cloned();
    Ok(found.into_iter().filter_map(tool).collect())
}

/// May the visitor add or propose a tool?
pub fn may_add(who: &Actor) -> bool {
    who.may_somewhere(Right::AddOwnTool) || who.may_somewhere(Right::ProposeTool)
}

/// The same, as an error.
pub fn must_add(who: &Actor) -> Result<(), AppError> {
    if !may_add(who) {
        who.must_somewhere(Right::AddOwnTool)?;
    }
    Ok(())
}

/// Adds a tool. A partner's waits for an editor; the workplace's own is shown at once.
pub async fn add(app: &App, who: &Actor, content: &OwnToolContent) -> Result<OwnToolState, AppError> {
    must_add(who)?;
    let state = if who.may_somewhere(Right::AddOwnTool) {
        OwnToolState::Shown
    } else {
        OwnToolState::Sent
    };
    app.writing(who, |work| async move {
        let last = store::list(&work).await?.last().map(|tool| tool.code);
        let code = match last {
            Some(last) => last.next().ok_or(AppError::Refused("refused-own-tools-full"))?,
            None => ToolCode::first_own(),
        };
        let OwnToolContent {
            unit,
            publisher,
            title,
            url,
            text,
            form,
            roles,
            purposes,
        } = content.clone();
        let tool = OwnTool {
            code,
            unit,
            publisher,
            title,
            url,
            text,
            form,
            roles,
            purposes,
            state,
            answer: String::new(),
            sent_on: work.today,
            answered_on: None,
            sent_by: Some(who.person),
        };
        store::add(&work, &tool).await?;
        work.trail(line(who, "added", &tool).field("title", "", &tool.title));
        Ok(state)
    })
    .await
}

fn line(who: &Actor, verb: &'static str, tool: &OwnTool) -> Trail {
    let line = Trail::new("own_tool", who.organisation.0, verb).field("code", "", tool.code);
    match tool.unit {
        Some(unit) => line.unit(unit),
        None => line,
    }
}

/// Takes a proposal in, or sends it back with a reason.
pub async fn answer(app: &App, who: &Actor, code: ToolCode, is_taken: bool, reason: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::EditToolbox)?;
    let reason = reason.trim();
    if !is_taken && reason.is_empty() {
        return Err(AppError::invalid("answer", "problem-own-reason"));
    }
    app.writing(who, |work| async move {
        let before = store::find(&work, code).await?.ok_or(AppError::NotFound)?;
        if before.state != OwnToolState::Sent {
            return Err(AppError::Conflict);
        }
        let after = OwnTool {
            state: if is_taken {
                OwnToolState::Shown
            } else {
                OwnToolState::Returned
            },
            answer: reason.to_owned(),
            answered_on: Some(work.today),
            ..before
        };
        store::change(&work, &after).await?;
        let verb = if is_taken { "taken_in" } else { "sent_back" };
        work.trail(line(who, verb, &after).field("reason", "", reason));
        Ok(())
    })
    .await
}

/// Takes a tool away. What was made of it keeps its words.
pub async fn withdraw(app: &App, who: &Actor, code: ToolCode) -> Result<(), AppError> {
    must_add(who)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, code).await?;
        let before = before.filter(|tool| may_see(who, tool)).ok_or(AppError::NotFound)?;
        if !may_withdraw(who, &before) {
            return Err(AppError::Forbidden);
        }
        let after = OwnTool {
            state: OwnToolState::Withdrawn,
            ..before
        };
        store::change(&work, &after).await?;
        work.trail(line(who, "withdrawn", &after).field("title", &after.title, ""));
        Ok(())
    })
    .await
}
