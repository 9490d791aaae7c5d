//! `/workshops/{workshop}/materials`: all it takes to hold the day on paper, as one PDF.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Align, Block, BoardSheet, BoardZone, Document, Poster, Table, Text};
use trivsel_app::documents::qr::Qr;
use trivsel_app::workshops::{self, WorkshopDetails};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::id::WorkshopId;
use trivsel_domain::workshop::{ProgrammeItem, programme};

use super::board_view::question;
use super::plan::{spaced, teller};
use super::{LEAD, clock};
use crate::Web;
use crate::failure::Answer;
use crate::pages::attachment;
use crate::pages::reports::print::{frame, rendered};
use crate::pages::surveys::cards::typed;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// Empty lines on the sheet for the plan.
const LINES_OF_A_PLAN: usize = 8;

pub(super) fn routes() -> Vec<Route> {
    vec![get("/workshops/{workshop}/materials.pdf", LEAD, materials)]
}

async fn materials(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    let details = workshops::find(&web.app, session.actor(), id).await?;
    if !details.may_lead {
        return Err(AppError::Forbidden.into());
    }
    let kinds = workshops::kinds(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Listen);
    let mut blocks = the_day(&shell, &details);
    blocks.extend(posters(&shell, &details, &web.app.settings.public_url)?);
    blocks.extend(plan_to_write_on(&shell));
    blocks.extend(boards_to_write_on(&shell, &details, &kinds));
    let of = &details.workshop;
    let document = Document {
        title: of.title.clone(),
        subtitle: Some(shell.t("materials-subtitle").into_owned()),
        date_line: Some(format!("{}, {}", shell.day(of.held_on), of.place)).filter(|_| !of.place.is_empty()),
        foot_line: Some(of.title.clone()),
        blocks,
        ..frame(&session, &web.app)
    };
    let name = format!("workshop-{}.pdf", of.held_on);
    attachment("application/pdf", name, rendered(&web.app, document).await?)
}

/// The programme with its clock, and what only those who lead read.
fn the_day(shell: &Shell, details: &WorkshopDetails) -> Vec<Block> {
    let of = &details.workshop;
    let (starts, _) = programme::times(of.starts_at, details.items.iter().map(|item| item.minutes));
    let row = |at: &chrono::NaiveTime, item: &ProgrammeItem| {
        let told = teller(shell, &details.groups, item);
        let who = if told.is_empty() { item.presenter.clone() } else { told };
        vec![
            Text::plain(clock::time(shell.lang, *at)),
            Text::plain(item.title.clone()),
            Text::plain(shell.code("item-kind", item.kind.code())),
            Text::plain(who),
            Text::plain(item.minutes.to_string()),
        ]
    };
    let rows = starts.iter().zip(&details.items).map(|(at, item)| row(at, item));
    let heads = [
        shell.t("line-column-at"),
        shell.t("line-column-title"),
        shell.t("line-column-kind"),
        shell.t("materials-who"),
        shell.t("line-column-minutes"),
    ];
    let heads: Vec<&str> = heads.iter().map(AsRef::as_ref).collect();
    let mut blocks = vec![
        Block::heading(1, shell.t("programme-title")),
        Block::Table(Table::new(
            &heads,
            rows.collect(),
            &[Align::Left, Align::Left, Align::Left, Align::Left, Align::Right],
        )),
    ];
    let notes: Vec<&ProgrammeItem> = details.items.iter().filter(|item| !item.lead_note.is_empty()).collect();
    if !notes.is_empty() {
        blocks.push(Block::heading(1, shell.t("materials-notes")));
        blocks.extend(notes.into_iter().map(|item| Block::Definition {
            term: item.title.clone(),
            blocks: vec![Block::paragraph(item.lead_note.clone())],
        }));
    }
    blocks
}

/// A page for each room: the code, the drawing of it, and whose room it is. There is none before there is a door.
fn posters(shell: &Shell, details: &WorkshopDetails, public_url: &str) -> Result<Vec<Block>, AppError> {
    let code = &details.workshop.join_code;
    if code.is_empty() {
        return Ok(Vec::new());
    }
    let qr = Qr::of(&format!("{public_url}{}", urls::join(code)))
        .ok_or_else(|| AppError::internal("making posters", "the address is too long for a QR code"))?;
    let door = format!("{public_url}{}", urls::DOOR);
    let mut blocks = Vec::new();
    for group in &details.groups {
        let name = match group.room.as_str() {
            "" => group.name.clone(),
            room => format!("{}, {room}", group.name),
        };
        blocks.push(Block::PageBreak);
        blocks.push(Block::heading(1, name));
        blocks.push(Block::Poster(Poster {
            qr: qr.clone(),
            alt: shell.t("screen-qr").into_owned(),
            width_mm: 78,
            beside: vec![
                Text::plain(spaced(code)),
                Text::plain(typed(&door)),
                Text::plain(shell.t("door-promise")),
            ],
        }));
    }
    Ok(blocks)
}

/// A plan to fill in by hand.
fn plan_to_write_on(shell: &Shell) -> Vec<Block> {
    let heads = [
        shell.t("materials-what"),
        shell.t("materials-by"),
        shell.t("materials-when"),
    ];
    let heads: Vec<&str> = heads.iter().map(AsRef::as_ref).collect();
    // A line of nothing but a blank keeps its height.
    let line = || {
        vec![
            Text::plain("\u{a0}\n\u{a0}"),
            Text::plain("\u{a0}"),
            Text::plain("\u{a0}"),
        ]
    };
    vec![
        Block::PageBreak,
        Block::heading(1, shell.t("materials-plan")),
        Block::Table(Table::new(
            &heads,
            (0..LINES_OF_A_PLAN).map(|_| line()).collect(),
            &[Align::Left, Align::Left, Align::Left],
        )),
    ]
}

/// A sheet of A3 for each group work that has a board.
fn boards_to_write_on(shell: &Shell, details: &WorkshopDetails, kinds: &[Kind]) -> Vec<Block> {
    let lang = shell.lang;
    let mut seen = BTreeSet::new();
    let mut blocks = Vec::new();
    for item in details.items.iter().filter(|item| !item.board_kind.is_empty()) {
        let Some(kind) = kinds.iter().find(|kind| kind.code == item.board_kind) else {
            continue;
        };
        if !seen.insert((&item.board_kind, &item.question)) {
            continue;
        }
        blocks.push(Block::Board(BoardSheet {
            title: item.title.clone(),
            question: question(&item.question, kind, lang),
            zones: (0..)
                .zip(&kind.zones)
                .map(|(sign, zone)| BoardZone {
                    name: zone.name.in_language(lang.code()).to_owned(),
                    help: zone.help.in_language(lang.code()).to_owned(),
                    sign,
                    notes: Vec::new(),
                })
                .collect(),
        }));
    }
    blocks
}
