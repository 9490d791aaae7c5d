//! The editor's queue: tools one after the other by keyboard, answers somebody stands for, and words people looked for in vain.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::toolbox::ToolboxContents;
use trivsel_app::toolbox::editing::{self, EditorsQueue, HandedIn, QueuedTool, ToolReviewForm};
use trivsel_app::toolbox::own;
use trivsel_app::{AppError, Problem, seen};
use trivsel_domain::toolbox::ToolCode;

use super::tools::tool_of;
use super::{QuestionLink, asked};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::pages::{done, newest_beside, page, refused};
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::TOOLBOX_EDITING, "CD", queue),
        get("/toolbox/editing/tools/{tool}", "CD", look_at),
        post("/toolbox/editing/tools/{tool}", "CD", review),
        post("/toolbox/editing/proposals/{own_tool}", "CD", answer),
        post("/toolbox/questions/{answer}/approval", "D", approve),
        post(urls::MISSED_WORDS, SIGNED_IN, hand_in),
        post("/toolbox/missed/remove", "CD", forget),
    ]
}

/// So many tools are listed: whoever works through them is led from one to the next.
const MOST_LISTED: usize = 12;

#[derive(Template)]
#[template(path = "pages/toolbox/editing.html")]
struct EditingPage {
    shell: Shell,
    queue: EditorsQueue,
    /// The tools to begin with.
    first: Vec<QueuedTool>,
    unapproved: Vec<QuestionLink>,
    overdue: Vec<QuestionLink>,
    /// The proposal whose answer came back, and what was typed.
    refused: Option<(ToolCode, String)>,
}

impl EditingPage {
    /// What is wrong with the answer to this proposal.
    fn error(&self, code: &ToolCode) -> Option<String> {
        let is_this = self.refused.as_ref().is_some_and(|(refused, _)| refused == code);
        is_this.then(|| self.shell.t("problem-own-reason").into_owned())
    }

    /// What was typed as an answer to this proposal.
    fn typed(&self, code: &ToolCode) -> &str {
        let of = self.refused.as_ref().filter(|(refused, _)| refused == code);
        of.map_or("", |(_, typed)| typed.as_str())
    }
}

async fn queue(State(web): State<Web>, session: Session) -> Answer {
    page(&desk(&web, &session, None).await?)
}

async fn desk(web: &Web, session: &Session, refused: Option<(ToolCode, String)>) -> Result<EditingPage, AppError> {
    let queue = editing::queue(&web.app, session.actor()).await?;
    let contents = web.app.toolbox()?;
    let shell = session.shell(Station::Toolbox);
    Ok(EditingPage {
        refused,
        first: queue.unchecked.iter().take(MOST_LISTED).cloned().collect(),
        unapproved: links(&shell, &contents, &queue.unapproved),
        overdue: links(&shell, &contents, &queue.overdue),
        queue,
        shell,
    })
}

fn links(shell: &Shell, contents: &ToolboxContents, codes: &[&str]) -> Vec<QuestionLink> {
    let questions = codes.iter().filter_map(|code| contents.question(code).ok());
    questions.map(|question| asked(shell, question)).collect()
}

#[derive(Template)]
#[template(path = "pages/toolbox/review.html")]
struct ReviewPage {
    shell: Shell,
    fields: Fields,
    tool: QueuedTool,
    next: Option<ToolCode>,
    form: ToolReviewForm,
}

async fn look_at(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    page(&looked_at(&web, &session, tool_of(&code)?).await?)
}

/// The form as it is now.
async fn looked_at(web: &Web, session: &Session, code: ToolCode) -> Result<ReviewPage, Failure> {
    let (tool, next) = editing::find(&web.app, session.actor(), code).await?;
    let form = ToolReviewForm {
        title: tool.shown.tool.title.clone(),
        url: tool.shown.tool.url.clone(),
        state: String::new(),
        seen: tool.seen.clone(),
    };
    Ok(review_page(session, tool, next, form, Vec::new()))
}

fn review_page(
    session: &Session,
    tool: QueuedTool,
    next: Option<ToolCode>,
    form: ToolReviewForm,
    problems: Vec<Problem>,
) -> ReviewPage {
    ReviewPage {
        shell: session.shell(Station::Toolbox),
        fields: Fields::new(session.words(), "tool-review", problems),
        tool,
        next,
        form,
    }
}

/// Saves what was said, and leads on to the next tool nobody has looked at.
async fn review(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ToolReviewForm>,
) -> Answer {
    let code = tool_of(&code)?;
    let who = session.actor();
    let (tool, next) = editing::find(&web.app, who, code).await?;
    let reviewed = match form.read() {
        Ok(content) => editing::review(&web.app, who, code, &seen::SeenMark::typed(&form.seen), &content).await,
        Err(problems) => Err(problems.into()),
    };
    match reviewed {
        Ok(()) => {
            let address = next.map_or_else(|| urls::TOOLBOX_EDITING.to_owned(), urls::toolbox_review);
            done(&address, "done-tool-reviewed")
        }
        Err(AppError::Invalid(problems)) => refused(&review_page(&session, tool, next, form, problems)),
        Err(AppError::Conflict) => {
            let newest = looked_at(&web, &session, code).await?;
            newest_beside!(newest, form, ToolReviewForm)
        }
        Err(error) => Err(error.into()),
    }
}

/// Which button was pressed beside a proposal, and the reason.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProposalAnswer {
    then: String,
    answer: String,
}

async fn answer(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ProposalAnswer>,
) -> Answer {
    let code = tool_of(&code)?;
    let is_taken = form.then == "take";
    match own::answer(&web.app, session.actor(), code, is_taken, &form.answer).await {
        Ok(()) if is_taken => done(urls::TOOLBOX_EDITING, "done-partner-proposal-taken"),
        Ok(()) => done(urls::TOOLBOX_EDITING, "done-proposal-returned"),
        Err(AppError::Invalid(_)) => refused(&desk(&web, &session, Some((code, form.answer))).await?),
        Err(error) => Err(error.into()),
    }
}

/// Which button was pressed below an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ApprovalForm {
    state: String,
}

async fn approve(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<ApprovalForm>,
) -> Answer {
    let is_approved = form.state != "withdrawn";
    editing::approve(&web.app, session.actor(), &code, is_approved).await?;
    let notice = if is_approved {
        "done-answer-approved"
    } else {
        "done-answer-withdrawn"
    };
    done(&urls::toolbox_question(&code), notice)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MissedForm {
    q: String,
}

async fn hand_in(State(web): State<Web>, session: Session, Form(form): Form<MissedForm>) -> Answer {
    match editing::hand_in(&web.app, session.actor(), &form.q).await? {
        HandedIn::Counted => done(urls::TOOLBOX, "done-missed-counted"),
        HandedIn::NotTaken => done(urls::TOOLBOX, "done-missed-not-taken"),
        // Nothing is kept of it, and help comes first.
        HandedIn::Crisis => done(urls::CRISIS, "done-missed-not-taken"),
    }
}

async fn forget(State(web): State<Web>, session: Session, Form(form): Form<MissedForm>) -> Answer {
    editing::forget(&web.app, session.actor(), &form.q).await?;
    done(urls::TOOLBOX_EDITING, "done-missed-removed")
}
