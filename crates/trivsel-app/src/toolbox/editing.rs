//! The editor's queue: tools nobody looked at, one after the other; what should be looked at again; answers somebody stands for; and words people
//! looked for in vain.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::free_text::{Delicate, delicate};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::{
    ALIKE, AnswerApproval, MissedWords, OwnTool, OwnToolState, ShownTool, ToolCode, ToolReview, ToolState, by_questions,
};
use trivsel_store::{own_tools, persons, toolbox as store};

use super::tools::ToolShelf;
use super::{ToolboxContents, contents};
use crate::input::Input;
use crate::seen::{SeenMark, mark};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// A tool in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedTool {
    /// Which.
    pub code: ToolCode,
    /// As it stands here.
    pub shown: ShownTool,
    /// How many questions point to it.
    pub questions: usize,
    /// When it should be looked at again; none where nobody has yet.
    pub review_on: Option<NaiveDate>,
    /// The mark of what was said of it.
    pub seen: String,
}

/// What waits for an editor.
#[derive(Clone, Debug, Default)]
pub struct EditorsQueue {
    /// What partners propose.
    pub proposals: Vec<OwnTool>,
    /// Tools nobody here has looked at, those most questions point to first.
    pub unchecked: Vec<QueuedTool>,
    /// Tools that were looked at and should be again.
    pub due: Vec<QueuedTool>,
    /// Tools that are kept from readers.
    pub hidden: Vec<QueuedTool>,
    /// How many were looked at and are shown.
    pub checked: usize,
    /// Answers nobody here stands for.
    pub unapproved: Vec<&'static str>,
    /// Answers whose approval is over.
    pub overdue: Vec<&'static str>,
    /// Words people looked for in vain.
    pub missed: Vec<MissedWords>,
}

fn queued(shelf: &ToolShelf, contents: &ToolboxContents) -> Result<Vec<QueuedTool>, AppError> {
    by_questions(&contents.tools, &contents.questions)
        .into_iter()
        .map(|(code, questions)| {
            let review = shelf.review(code);
            Ok(QueuedTool {
                code,
                questions,
                shown: shelf.stands(contents.tool(code)?),
                review_on: review.map(|review| review.review_on),
                seen: mark(&review),
            })
        })
        .collect()
}

/// Everything that waits.
pub async fn queue(app: &App, who: &Actor) -> Result<EditorsQueue, AppError> {
    who.must_everywhere(Right::EditToolbox)?;
    let tx = app.read(who.organisation).await?;
    let (today, contents) = (app.today(), contents(&tx)?);
    let shelf = ToolShelf::read(&tx).await?;
    let approvals = store::approvals(&tx).await?;
    let mut proposals = own_tools::list(&tx).await?;
    proposals.retain(|tool| tool.state == OwnToolState::Sent);
    let mut found = EditorsQueue {
        proposals,
        missed: store::missed(&tx, ALIKE).await?,
        ..EditorsQueue::default()
    };
    for tool in queued(&shelf, &contents)? {
        match tool.review_on {
            _ if tool.shown.is_hidden => found.hidden.push(tool),
            None => found.unchecked.push(tool),
            Some(on) if on <= today => found.due.push(tool),
            Some(_) => found.checked += 1,
        }
    }
    for question in &contents.questions {
        match approvals.iter().find(|one| one.answer == question.code) {
            None => found.unapproved.push(question.code),
            Some(approval) if approval.review_on <= today => found.overdue.push(question.code),
            Some(_) => {}
        }
    }
    Ok(found)
}

/// How many tools nobody has looked at, for a notice to whoever may.
pub async fn count_unchecked(app: &App, who: &Actor) -> Result<usize, AppError> {
    if !who.may_everywhere(Right::EditToolbox) {
        return Ok(0);
    }
    let tx = app.read(who.organisation).await?;
    let contents = contents(&tx)?;
    let shelf = ToolShelf::read(&tx).await?;
    let unseen = contents
        .tools
        .iter()
        .filter(|tool| tool.code().is_some_and(|code| shelf.review(code).is_none()));
    Ok(unseen.count())
}

/// One tool to be looked at, and the one after it: one nobody has looked at, in the order of the queue.
pub async fn find(app: &App, who: &Actor, code: ToolCode) -> Result<(QueuedTool, Option<ToolCode>), AppError> {
    who.must_everywhere(Right::EditToolbox)?;
    let tx = app.read(who.organisation).await?;
    let contents = contents(&tx)?;
    let shelf = ToolShelf::read(&tx).await?;
    let all = queued(&shelf, &contents)?;
    let next = all.iter().find(|one| one.code != code && one.review_on.is_none());
    let next = next.map(|one| one.code);
    let found = all.into_iter().find(|one| one.code == code);
    Ok((found.ok_or(AppError::NotFound)?, next))
}

/// What is typed about a tool, and which button was pressed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolReviewForm {
    /// What it is called.
    pub title: String,
    /// Where it is; may be empty.
    pub url: String,
    /// The state's code: which button.
    pub state: String,
    /// The mark of what was said of it when the page was opened.
    pub seen: String,
}

/// What an editor says of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolReviewContent {
    title: String,
    url: String,
    state: ToolState,
}

impl ToolReviewForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<ToolReviewContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let url = input.line("url", &self.url);
        let is_address = url.starts_with("https://") || url.starts_with("http://");
        if !url.is_empty() && !is_address {
            input.refuse(Problem::new("url", "problem-tool-address"));
        }
        let state = input.choice("state", &self.state, ToolState::parse);
        input.read(state.map(|state| ToolReviewContent { title, url, state }))
    }
}

/// Says of a tool that it was looked at, with what was corrected, or hides it.
pub async fn review(
    app: &App,
    who: &Actor,
    code: ToolCode,
    seen: &SeenMark,
    content: &ToolReviewContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::EditToolbox)?;
    app.writing(who, |work| async move {
        let contents = contents(&work)?;
        let before = store::find_review(&work, code).await?;
        seen.must_be(&before.as_ref())?;
        let stood = ShownTool::new(contents.tool(code)?, before.as_ref());
        let review = ToolReview {
            tool: code,
            title: content.title.clone(),
            url: content.url.clone(),
            state: content.state,
            checked_on: work.today,
            checked_by: Some(who.person),
            review_on: ToolReview::again_after(work.today),
        };
        store::put_review(&work, &review).await?;
        let verb = match review.state {
            ToolState::Checked => "checked",
            ToolState::Hidden => "hidden",
        };
        work.trail(
            Trail::new("tool", who.organisation.0, verb)
                .field("code", "", code)
                .field("title", stood.tool.title, &review.title)
                .field("address", stood.tool.url, &review.url),
        );
        Ok(())
    })
    .await
}

/// Who stands for an answer, for its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedAnswer {
    /// Since when, and until when it holds.
    pub approval: AnswerApproval,
    /// The editor's name; empty once erased.
    pub name: String,
    /// Should it be looked at again?
    pub is_due: bool,
}

/// Who stands for an answer.
pub async fn approval_of(app: &App, who: &Actor, answer: &str) -> Result<Option<ApprovedAnswer>, AppError> {
    let tx = app.read(who.organisation).await?;
    let Some(approval) = store::find_approval(&tx, answer).await? else {
        return Ok(None);
    };
    let person = match approval.approved_by {
        Some(person) => persons::find(&tx, person).await?,
        None => None,
    };
    Ok(Some(ApprovedAnswer {
        name: person.map(|person| person.name).unwrap_or_default(),
        is_due: approval.review_on <= app.today(),
        approval,
    }))
}

/// Stands for an answer under one's own name, from today, or no longer.
pub async fn approve(app: &App, who: &Actor, answer: &str, is_approved: bool) -> Result<(), AppError> {
    who.must_everywhere(Right::ApproveAnswer)?;
    app.writing(who, |work| async move {
        let contents = contents(&work)?;
        let question = contents.question(answer)?;
        if is_approved {
            let approval = AnswerApproval {
                answer: question.code.to_owned(),
                approved_on: work.today,
                approved_by: Some(who.person),
                review_on: AnswerApproval::again_after(work.today),
            };
            store::put_approval(&work, &approval).await?;
        } else if store::remove_approval(&work, question.code).await? == 0 {
            return Ok(());
        }
        let verb = if is_approved { "approved" } else { "withdrawn" };
        work.trail(Trail::new("answer", who.organisation.0, verb).field("code", "", question.code));
        Ok(())
    })
    .await
}

/// What became of words that were handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedIn {
    /// They were counted.
    Counted,
    /// They speak of life at risk: nothing was kept, and help comes first.
    Crisis,
    /// They are too long, hold a number or a name: nothing was kept.
    NotTaken,
}

/// Hands in words that were looked for in vain. Kept are the words and how often, nothing else: not who, not when. What speaks of life at
/// risk is never kept, and nothing that could be of a person.
pub async fn hand_in(app: &App, who: &Actor, typed: &str) -> Result<HandedIn, AppError> {
    if app.toolbox()?.crisis.are_in(typed) {
        return Ok(HandedIn::Crisis);
    }
    let Some(words) = MissedWords::read(typed) else {
        return Ok(HandedIn::NotTaken);
    };
    let people: Vec<String> = {
        let tx = app.read(who.organisation).await?;
        let all = persons::list(&tx).await?.into_iter();
        all.map(|person| person.name).collect()
    };
    // Names are looked for as they are written, and in small letters as well: whoever searches uses no capitals.
    let small: Vec<String> = people.iter().map(|name| name.to_lowercase()).collect();
    let all = people.iter().chain(&small).map(String::as_str);
    let found = [typed, words.as_str()].map(|text| delicate(text, all.clone()));
    let is_of_person = |found: &Option<Delicate>| matches!(found, Some(Delicate::Name(_) | Delicate::PersonNumber));
    if found.iter().any(is_of_person) {
        return Ok(HandedIn::NotTaken);
    }
    app.writing(who, |work| {
        let words = words.clone();
        async move { Ok(store::count_missed(&work, &words).await?) }
    })
    .await?;
    Ok(HandedIn::Counted)
}

/// Forgets words that were looked for in vain: they are answered now, or nobody's business.
pub async fn forget(app: &App, who: &Actor, words: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::EditToolbox)?;
    app.writing(who, |work| async move {
        store::forget_missed(&work, words).await?;
        Ok(())
    })
    .await
}
