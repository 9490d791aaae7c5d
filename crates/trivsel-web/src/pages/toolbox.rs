//! `/toolbox`: twelve doors, the questions behind each, and the answers. Answers and tools are told apart everywhere: answers are ours and rest
//! on sources; tools are others' and nobody here has tried them.

mod pieces;

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_domain::toolbox::{AnswerPart, Asker, Purpose, Tool, ToolboxAnswer, ToolboxQuestion};

use super::page;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, SIGNED_IN, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;
use pieces::{Piece, pieces};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/toolbox", SIGNED_IN, doors),
        get("/toolbox/doors/{asker}/{purpose}", SIGNED_IN, door),
        get("/toolbox/questions/{answer}", SIGNED_IN, question),
    ]
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
    rows: Vec<AskerDoors>,
    answers: usize,
    tools: usize,
}

#[derive(Template)]
#[template(path = "pages/toolbox/door.html")]
struct DoorPage {
    shell: Shell,
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

#[derive(Template)]
#[template(path = "pages/toolbox/question.html")]
struct QuestionPage {
    shell: Shell,
    answer: ToolboxAnswer,
    why: Vec<Piece>,
    sections: Vec<AnswerSection>,
    tools: Vec<Tool>,
    back: String,
    beside: Vec<QuestionLink>,
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
    let contents = web.app.toolbox.contents()?;
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
        rows: rows.into(),
        answers: contents.questions.len(),
        tools: contents.tools.len(),
        shell,
    })
}

async fn door(State(web): State<Web>, session: Session, Path((asker, purpose)): Path<(String, String)>) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let (Some(asker), Some(purpose)) = (Asker::parse(&asker), Purpose::parse(&purpose)) else {
        return Err(AppError::NotFound.into());
    };
    let contents = web.app.toolbox.contents()?;
    let behind: Vec<&ToolboxQuestion> = contents
        .questions
        .iter()
        .filter(|question| question.is_behind(asker, purpose))
        .collect();
    page(&DoorPage {
        is_crisis: behind.iter().any(|question| question.danish.is_crisis),
        questions: behind.iter().map(|question| asked(&shell, question)).collect(),
        asker,
        purpose,
        shell,
    })
}

async fn question(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let contents = web.app.toolbox.contents()?;
    let found = contents
        .questions
        .iter()
        .find(|question| question.code == code)
        .ok_or(AppError::NotFound)?;
    let answer = in_language(&shell, found).clone();
    let tools = answer
        .tools
        .iter()
        .filter_map(|id| contents.tools.iter().find(|tool| tool.id == *id).cloned())
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
        why: pieces(&answer.evidence_why),
        sections: AnswerPart::ALL
            .map(|part| AnswerSection {
                code: part.code(),
                paragraphs: answer.part(part).iter().map(|text| pieces(text)).collect(),
            })
            .into(),
        tools,
        back: urls::toolbox_door(asker, purpose),
        beside,
        answer,
        shell,
    })
}
