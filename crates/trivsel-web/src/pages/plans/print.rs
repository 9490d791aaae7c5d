//! The plan as A4: the five headings in their order, in capitals as on the blank sheet, and the blank sheet itself.

use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Block, Document, Sheet, SignatureLine, Style, Text};
use trivsel_app::documents::qr::Qr;
use trivsel_app::plans::{self, LineView, PlanView};
use trivsel_domain::id::{PlanId, WorkshopId};
use trivsel_domain::plan::PlanPart;
use trivsel_domain::rights::Right;

use super::{about, signed};
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::{pdf, print};
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// So many empty lines stand under a heading of the blank sheet: five of them and the signatures fill a page.
const EMPTY_LINES: usize = 4;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/plans/{plan}/plan.pdf", "EMSUC", show),
        get("/plans/{plan}/plan.docx", "EMSUC", to_write),
        get("/plans/blank.pdf", "EMSUC", blank),
        get("/workshops/{workshop}/plans.pdf", "EMSUC", of_workshop),
    ]
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let (document, name) = to_print(&web, &session, id).await?;
    pdf(print::rendered(&web.app, document).await?, &format!("{name}.pdf"))
}

async fn to_write(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let (document, name) = to_print(&web, &session, id).await?;
    print::docx(&document, &name)
}

/// The plan with the name its file has, without an ending.
async fn to_print(web: &Web, session: &Session, id: PlanId) -> Result<(Document, String), AppError> {
    let view = plans::on_paper(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let document = Document {
        title: view.plan.title.clone(),
        foot_line: Some(shell.t("plan-file").into_owned()),
        blocks: sheet(&shell, &view, &web.app.settings.public_url),
        ..print::frame(session, &web.app)
    };
    Ok((document, format!("plan-{}", view.plan.number)))
}

/// The plans the groups of a workshop made, one after the other, in the groups' order.
async fn of_workshop(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    let (workshop, views) = plans::of_workshop(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let public = &web.app.settings.public_url;
    let document = Document {
        title: shell.with("plans-from").text("workshop", &workshop.title).to_string(),
        foot_line: Some(shell.t("plan-file").into_owned()),
        blocks: views.iter().flat_map(|view| sheet(&shell, view, public)).collect(),
        ..print::frame(&session, &web.app)
    };
    pdf(
        print::rendered(&web.app, document).await?,
        &format!("planer-{}.pdf", workshop.held_on),
    )
}

/// A sheet to write on by hand.
async fn blank(State(web): State<Web>, session: Session) -> Answer {
    session
        .actor()
        .must_somewhere(Right::ReadPlans)
        .map_err(AppError::from)?;
    let shell = session.shell(Station::Act);
    let line = "\u{2009}\n".repeat(EMPTY_LINES);
    let mut blocks = vec![Block::Sheet(Sheet {
        title: shell.t("plan-blank-title").into_owned(),
        line: shell.t("plan-blank-lead").into_owned(),
        qr: None,
        alt: String::new(),
    })];
    for part in PlanPart::ALL {
        blocks.push(heading(&shell, part));
        blocks.push(Block::paragraph(Text::plain(line.clone())));
    }
    blocks.push(signatures(&shell, None, None));
    let document = Document {
        title: shell.t("plan-blank-title").into_owned(),
        foot_line: Some(shell.t("plan-file").into_owned()),
        blocks,
        ..print::frame(&session, &web.app)
    };
    pdf(print::rendered(&web.app, document).await?, "plan.pdf")
}

fn heading(shell: &Shell, part: PlanPart) -> Block {
    let (name, question) = (
        shell.code("plan-heading", part.code()),
        shell.code("plan-question", part.code()),
    );
    Block::heading(2, format!("{name} {question}"))
}

fn signatures(shell: &Shell, manager: Option<String>, representative: Option<String>) -> Block {
    Block::Signature {
        lines: vec![
            SignatureLine {
                role: shell.t("plan-sign-manager").into_owned(),
                name: manager,
            },
            SignatureLine {
                role: shell.t("plan-sign-representative").into_owned(),
                name: representative,
            },
        ],
    }
}

/// A plan as a page of its own.
fn sheet(shell: &Shell, view: &PlanView, public_url: &str) -> Vec<Block> {
    let address = format!("{public_url}{}", urls::plan(view.plan.id));
    let mut blocks = vec![Block::Sheet(Sheet {
        title: view.plan.title.clone(),
        line: about(shell, view),
        qr: Qr::of(&address),
        alt: shell.with("plan-qr").text("address", &address).to_string(),
    })];
    for part in PlanPart::ALL {
        let own: Vec<Text> = view
            .lines
            .iter()
            .filter(|one| one.line.part == part && one.line.dropped_because.is_empty())
            .map(|one| text(shell, one))
            .collect();
        blocks.push(heading(shell, part));
        blocks.push(if own.is_empty() {
            Block::paragraph(Text::default().then("–", Style::Soft))
        } else {
            Block::list(own)
        });
    }
    blocks.push(Block::paragraph(
        Text::default().then(signed(shell, view).join(" "), Style::Soft),
    ));
    blocks.push(signatures(shell, view.manager.clone(), view.representative.clone()));
    blocks
}

/// A line with who and when, and what came of it.
fn text(shell: &Shell, one: &LineView) -> Text {
    let line = &one.line;
    let day = line.due_on.map(|on| match line.part {
        PlanPart::Test => shell.day(on),
        _ => shell.with("plan-latest").text("date", shell.day(on)).to_string(),
    });
    let who = if one.who.is_empty() { &one.forum } else { &one.who };
    let mut about: Vec<String> = [who.clone()].into_iter().filter(|who| !who.is_empty()).collect();
    about.extend(day);
    if let Some(on) = line.done_on {
        about.push(shell.with("plan-done").text("date", shell.day(on)).to_string());
    }
    let text = Text::plain(line.text.clone());
    if about.is_empty() {
        text
    } else {
        text.then(format!("\n{}", about.join(", ")), Style::Soft)
    }
}
