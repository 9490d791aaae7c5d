//! `/toolbox`: twelve doors, the questions behind each, and the answers. Answers and tools are told apart everywhere: answers are ours and rest
//! on sources; tools are others' and nobody here has tried them.

mod agenda;
mod crisis_lines;
mod editing;
mod own;
mod pieces;
mod searching;
mod taking;
mod tools;

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::legal_rules::{self, LegalRuleLine};
use trivsel_app::toolbox::editing::ApprovedAnswer;
use trivsel_app::{AppError, toolbox};
use trivsel_domain::rights::Right;
use trivsel_domain::toolbox::{AnswerPart, Asker, Purpose, ShownTool, ToolboxAnswer, ToolboxQuestion};

use super::page;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;
use pieces::{Piece, pieces};

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get(urls::TOOLBOX, SIGNED_IN, doors),
        post(urls::TOOLBOX, SIGNED_IN, searching::search),
        get("/toolbox/doors/{asker}/{purpose}", SIGNED_IN, door),
        get("/toolbox/questions/{answer}", SIGNED_IN, question),
    ];
    routes.extend(agenda::routes());
    routes.extend(crisis_lines::routes());
    routes.extend(tools::routes());
    routes.extend(taking::routes());
    routes.extend(editing::routes());
    routes.extend(own::routes());
    routes
}

/// Those who ask, each with three doors.
struct AskerDoors {
    asker: Asker,
    doors: Vec<Door>,
}

/// A door: how many questions are behind it, and the first of them.
struct Door {
    purpose: Purpose,
    address: String,
    count: usize,
    first: String,
}

/// A question as a link.
struct QuestionLink {
    address: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/doors.html")]
struct DoorsPage {
    shell: Shell,
    ring: Ring,
    /// What the field holds: nothing, before anything is asked.
    q: &'static str,
    rows: Vec<AskerDoors>,
    answers: usize,
    tools: usize,
    /// How many tools nobody has looked at, for whoever may.
    unchecked: usize,
}

#[derive(Template)]
#[template(path = "pages/toolbox/door.html")]
struct DoorPage {
    shell: Shell,
    ring: Ring,
    asker: Asker,
    purpose: Purpose,
    questions: Vec<QuestionLink>,
    is_crisis: bool,
}

/// A part of an answer: its heading's code and its paragraphs in pieces.
struct AnswerSection {
    code: &'static str,
    paragraphs: Vec<Vec<Piece>>,
}

/// A tool as it stands beside an answer.
struct ToolLink {
    shown: ShownTool,
    address: String,
    /// What kinds of thing it is, in words.
    forms: String,
}

impl ToolLink {
    fn of(shell: &Shell, shown: ShownTool) -> Option<Self> {
        let forms = shown.tool.form.iter();
        let forms: Vec<String> = forms.map(|form| shell.code("tool-form", form.code())).collect();
        Some(Self {
            address: urls::toolbox_tool(shown.tool.code()?),
            forms: shell.lang.list(&forms.iter().map(String::as_str).collect::<Vec<_>>()),
            shown,
        })
    }
}

/// A rule of law an answer speaks of.
struct RuleLink {
    code: String,
    text: String,
    basis: String,
    address: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/question.html")]
struct QuestionPage {
    shell: Shell,
    ring: Ring,
    answer: ToolboxAnswer,
    /// The page's own address.
    address: String,
    why: Vec<Piece>,
    sections: Vec<AnswerSection>,
    tools: Vec<ToolLink>,
    /// Who of this workplace stands for it.
    approved: Option<ApprovedAnswer>,
    /// The rules it speaks of: code, words, and where they stand.
    rules: Vec<RuleLink>,
    back: String,
    beside: Vec<QuestionLink>,
}

/// Whom to ring now, as every page that speaks of distress says it.
pub(super) struct Ring {
    lines: Vec<RingLine>,
    /// The day the line that was looked at longest ago was checked.
    checked: String,
}

/// One line.
struct RingLine {
    text: String,
    phone: String,
    dialled: String,
}

impl Ring {
    /// For somebody who works where the visitor works.
    pub(super) async fn of(web: &Web, session: &Session) -> Result<Self, AppError> {
        let lines = toolbox::crisis_lines::for_visitor(&web.app, session.actor()).await?;
        let lang = session.lang();
        let checked = lines.iter().map(|line| line.checked_on).min();
        let told = lines.into_iter().map(|line| {
            let text = line.text(lang == Lang::Da);
            RingLine {
                text: if line.hours.is_empty() {
                    text.to_owned()
                } else {
                    format!("{text}, {}", line.hours)
                },
                dialled: line.dialled(),
                phone: line.phone,
            }
        });
        Ok(Self {
            lines: told.collect(),
            checked: checked.map(|day| lang.date(day)).unwrap_or_default(),
        })
    }
}

fn in_language<'a>(shell: &Shell, question: &'a ToolboxQuestion) -> &'a ToolboxAnswer {
    match shell.lang {
        Lang::Da => &question.danish,
        Lang::En => &question.english,
    }
}

fn asked(shell: &Shell, question: &ToolboxQuestion) -> QuestionLink {
    QuestionLink {
        address: urls::toolbox_question(question.code),
        text: in_language(shell, question).question.clone(),
    }
}

async fn doors(State(web): State<Web>, session: Session) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let contents = web.app.toolbox()?;
    let rows = Asker::ALL.map(|asker| AskerDoors {
        asker,
        doors: Purpose::ALL
            .into_iter()
            .map(|purpose| {
                let mut behind = contents
                    .questions
                    .iter()
                    .filter(|question| question.is_behind(asker, purpose));
                Door {
                    purpose,
                    address: urls::toolbox_door(asker, purpose),
                    count: behind.clone().count(),
                    first: behind
                        .next()
                        .map_or_else(String::new, |question| asked(&shell, question).text),
                }
            })
            .collect(),
    });
    page(&DoorsPage {
        ring: Ring::of(&web, &session).await?,
        q: "",
        rows: rows.into(),
        answers: contents.questions.len(),
        tools: contents.tools.len(),
        unchecked: toolbox::editing::count_unchecked(&web.app, session.actor()).await?,
        shell,
    })
}

async fn door(State(web): State<Web>, session: Session, Path((asker, purpose)): Path<(String, String)>) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let (Some(asker), Some(purpose)) = (Asker::parse(&asker), Purpose::parse(&purpose)) else {
        return Err(AppError::NotFound.into());
    };
    let contents = web.app.toolbox()?;
    let behind: Vec<&ToolboxQuestion> = contents
        .questions
        .iter()
        .filter(|question| question.is_behind(asker, purpose))
        .collect();
    page(&DoorPage {
        ring: Ring::of(&web, &session).await?,
        is_crisis: behind.iter().any(|question| question.danish.is_crisis),
        questions: behind.iter().map(|question| asked(&shell, question)).collect(),
        asker,
        purpose,
        shell,
    })
}

/// The rules an answer speaks of that are in use, in its own order. Numbers to ring are no rules: they stand in their own box.
fn rules(shell: &Shell, answer: &ToolboxAnswer, all: Vec<LegalRuleLine>) -> Vec<RuleLink> {
    let known = answer.rules.iter().filter_map(|code| {
        let line = all.iter().find(|line| line.rule.code == *code && line.is_on)?;
        let rule = &line.rule;
        let text = match shell.lang {
            Lang::Da => &rule.danish,
            Lang::En => &rule.english,
        };
        Some(RuleLink {
            code: rule.code.clone(),
            text: text.clone(),
            basis: rule.basis.clone(),
            address: format!("{}#{}", urls::LEGAL_RULES, rule.code),
        })
    });
    known.filter(|rule| !rule.code.starts_with("K-")).collect()
}

async fn question(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let contents = web.app.toolbox()?;
    let found = contents.question(&code)?;
    let answer = in_language(&shell, found).clone();
    let shelf = toolbox::tools::shelf(&web.app, session.actor()).await?;
    let tools = answer
        .tools
        .iter()
        .filter_map(|id| contents.tools.iter().find(|tool| tool.id == *id))
        .filter_map(|tool| ToolLink::of(&shell, shelf.shown(tool)?))
        .collect();
    let (asker, purpose) = match (answer.askers.first(), answer.purposes.first()) {
        (Some(asker), Some(purpose)) => (*asker, *purpose),
        _ => return Err(AppError::NotFound.into()),
    };
    let beside = contents
        .questions
        .iter()
        .filter(|other| other.code != found.code && other.is_behind(asker, purpose))
        .take(4)
        .map(|other| asked(&shell, other))
        .collect();
    page(&QuestionPage {
        ring: Ring::of(&web, &session).await?,
        address: urls::toolbox_question(found.code),
        why: pieces(&answer.evidence_why),
        sections: AnswerPart::ALL
            .map(|part| AnswerSection {
                code: part.code(),
                paragraphs: answer.part(part).iter().map(|text| pieces(text)).collect(),
            })
            .into(),
        tools,
        approved: toolbox::editing::approval_of(&web.app, session.actor(), found.code).await?,
        rules: rules(&shell, &answer, legal_rules::list(&web.app, session.actor()).await?),
        back: urls::toolbox_door(asker, purpose),
        beside,
        answer,
        shell,
    })
}
