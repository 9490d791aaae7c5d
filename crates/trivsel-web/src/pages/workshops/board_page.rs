//! `/boards/{board}`: a board as those see it who are signed in, on the screen, on paper and as a table.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::documents::pdf::{Block, BoardNote, BoardSheet, BoardZone, Document};
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table};
use trivsel_app::workshops::{self, BoardShown};
use trivsel_domain::board::hint::Hint;
use trivsel_domain::board::kind::Zone;
use trivsel_domain::board::{Note, Step};
use trivsel_domain::id::{BoardId, NoteId};

use super::{LEAD, READ, board_view, done, page};
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::print::{frame, rendered};
use crate::pages::{attachment, chain, csv_file};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/boards/{board}", READ, show),
        get("/boards/{board}/board.pdf", READ, pdf),
        get("/boards/{board}/board.csv", READ, csv),
        post("/boards/{board}/settled", LEAD, settle),
    ]
}

#[derive(Template)]
#[template(path = "pages/workshops/board.html")]
struct BoardPage {
    shell: Shell,
    shown: BoardShown,
    /// What came of its chosen notes.
    ways: BTreeMap<NoteId, Safe<String>>,
}

/// A note with those under it, as a closed board shows them.
struct Lying<'a> {
    note: &'a Note,
    under: Vec<&'a Note>,
    votes: u32,
    facts: String,
}

/// A line of what was chosen before.
pub(super) struct BeforeView {
    pub(super) text: String,
    pub(super) state: String,
}

/// What may be asked beside a board, in words.
pub(super) fn hints_in_words(shell: &Shell, kind: &trivsel_domain::board::kind::Kind, hints: &[Hint]) -> Vec<String> {
    let in_words = |hint: &Hint| match hint {
        Hint::Demand { code, count } => {
            let lang = shell.lang.code();
            let zone = kind.zones.iter().find(|zone| zone.code == *code);
            let name = kind
                .fact_in_words("demand", code, lang)
                .or_else(|| zone.map(|zone| zone.name.in_language(lang).to_owned()));
            shell
                .with("board-hint-demand")
                .count("count", *count)
                .text("demand", name.unwrap_or_default())
                .to_string()
        }
        Hint::LastsLong | Hint::NoBreak | Hint::PressedAndGiven => shell.code("board-hint", hint.code()),
    };
    hints.iter().map(in_words).collect()
}

/// What was chosen before, each with its day and what became of it.
pub(super) fn before_in_words(shell: &Shell, before: &[workshops::ChosenBefore]) -> Vec<BeforeView> {
    let in_words = |chosen: &workshops::ChosenBefore| {
        let day = shell.day(chosen.held_on);
        let state = match chosen.settled_on {
            Some(on) => shell.with("before-settled").text("day", day).text("on", shell.day(on)),
            None => shell.with("before-open").text("day", day),
        };
        BeforeView {
            text: chosen.text.clone(),
            state: state.to_string(),
        }
    };
    before.iter().map(in_words).collect()
}

impl BoardPage {
    fn lying(&self, zone: &Zone) -> Vec<Lying<'_>> {
        lying(&self.shown, zone, self.shell.lang)
    }

    fn zone_class(&self, zone: &Zone) -> &'static str {
        board_view::zone_class(&self.shown.kind, &zone.code)
    }

    fn way(&self, note: &NoteId) -> Safe<&str> {
        Safe(self.ways.get(note).map_or("", |way| way.0.as_str()))
    }

    fn title(&self) -> String {
        title(&self.shown)
    }

    fn question(&self) -> String {
        board_view::question(&self.shown.board.question, &self.shown.kind, self.shell.lang)
    }

    fn is_over(&self) -> bool {
        self.shown.board.step == Step::Closed
    }

    fn hints(&self) -> Vec<String> {
        hints_in_words(&self.shell, &self.shown.kind, &self.shown.hints)
    }

    fn before(&self) -> Vec<BeforeView> {
        before_in_words(&self.shell, &self.shown.before)
    }

    fn settled(&self, id: &NoteId) -> Option<String> {
        self.shown.settled.get(id).map(|day| self.shell.day(day))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        rows(&self.shown, &self.shell)
    }
}

fn title(shown: &BoardShown) -> String {
    match shown.group_name.as_str() {
        "" => shown.board.title.clone(),
        group => format!("{group}: {}", shown.board.title),
    }
}

/// The notes of a zone that lie free, the chosen ones first, then by their points.
fn lying<'a>(shown: &'a BoardShown, zone: &Zone, lang: crate::words::Lang) -> Vec<Lying<'a>> {
    let notes = &shown.notes;
    let is_there = |id: NoteId| notes.iter().any(|note| note.id == id);
    let is_free = |note: &&Note| note.parent.is_none_or(|parent| !is_there(parent));
    let mut lying: Vec<Lying<'_>> = notes
        .iter()
        .filter(is_free)
        .filter(|note| note.zone == zone.code)
        .map(|note| {
            let under: Vec<&Note> = notes.iter().filter(|other| other.parent == Some(note.id)).collect();
            Lying {
                votes: note.votes + under.iter().map(|note| note.votes).sum::<u32>(),
                facts: board_view::facts_in_words(&shown.kind, note, lang),
                note,
                under,
            }
        })
        .collect();
    lying.sort_by_key(|lying| std::cmp::Reverse((lying.note.is_chosen, lying.votes)));
    lying
}

/// The board as a table: zone, note, what else is said of it, points, and what became of it.
fn rows(shown: &BoardShown, shell: &Shell) -> Vec<Vec<String>> {
    let yes = |is: bool, id: &'static str| if is { shell.t(id).into_owned() } else { String::new() };
    let mut rows = Vec::new();
    for zone in &shown.kind.zones {
        let name = zone.name.in_language(shell.lang.code());
        for lying in lying(shown, zone, shell.lang) {
            let mut text = vec![lying.note.text.as_str()];
            text.extend(lying.under.iter().map(|note| note.text.as_str()));
            let mut became = vec![
                yes(lying.note.is_chosen, "note-chosen"),
                yes(lying.note.is_told, "note-told"),
            ];
            became.retain(|word| !word.is_empty());
            rows.push(vec![
                name.to_owned(),
                text.join(" + "),
                lying.facts,
                lying.votes.to_string(),
                became.join(", "),
            ]);
        }
    }
    rows
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<BoardId>) -> Answer {
    page(&BoardPage {
        shown: workshops::find_board(&web.app, session.actor(), id).await?,
        ways: chain::lines_of_board(&web, &session, id).await?,
        shell: session.shell(Station::Listen),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SettledForm {
    note: String,
    settled: String,
}

async fn settle(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<BoardId>,
    Form(form): Form<SettledForm>,
) -> Answer {
    let is_settled = form.settled == "on";
    workshops::settle_note(&web.app, session.actor(), id, form.note.parse().ok(), is_settled).await?;
    done(&urls::board(id), "done-note-settled")
}

async fn csv(State(web): State<Web>, session: Session, Path(id): Path<BoardId>) -> Answer {
    let shown = workshops::find_board(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let columns = [
        ("board-column-zone", ColumnKind::Text),
        ("board-column-note", ColumnKind::Text),
        ("board-column-facts", ColumnKind::Text),
        ("board-column-points", ColumnKind::Text),
        ("board-column-became", ColumnKind::Text),
    ];
    let table = Table {
        title: title(&shown),
        columns: columns.map(|(id, kind)| Column::new(shell.t(id), kind)).to_vec(),
        rows: rows(&shown, &shell)
            .into_iter()
            .map(|row| row.into_iter().map(Cell::Text).collect())
            .collect(),
        notes: Vec::new(),
    };
    csv_file(&table, session.lang(), file_name(&shown, "csv"))
}

fn file_name(shown: &BoardShown, ending: &str) -> String {
    format!("tavle-{}.{ending}", shown.workshop.held_on)
}

async fn pdf(State(web): State<Web>, session: Session, Path(id): Path<BoardId>) -> Answer {
    let shown = workshops::find_board(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let document = Document {
        title: title(&shown),
        subtitle: Some(shown.workshop.title.clone()),
        foot_line: Some(format!(
            "{}, {}",
            shown.workshop.title,
            shell.day(shown.workshop.held_on)
        )),
        blocks: vec![Block::Board(sheet(&shown, &shell))],
        ..frame(&session, &web.app)
    };
    let body = rendered(&web.app, document).await?;
    attachment("application/pdf", file_name(&shown, "pdf"), body)
}

/// The board for a wall.
fn sheet(shown: &BoardShown, shell: &Shell) -> BoardSheet {
    let lang = shell.lang;
    let note = |lying: Lying<'_>| {
        let mut foot = vec![lying.facts];
        if lying.votes > 0 {
            foot.push(shell.with("note-votes").count("count", lying.votes).to_string());
        }
        if lying.note.is_chosen {
            foot.push(shell.t("note-chosen").into_owned());
        }
        foot.retain(|word| !word.is_empty());
        BoardNote {
            text: lying.note.text.clone(),
            under: lying.under.iter().map(|note| note.text.clone()).collect(),
            foot: foot.join(" · "),
            is_chosen: lying.note.is_chosen,
        }
    };
    BoardSheet {
        zones: (0..)
            .zip(&shown.kind.zones)
            .map(|(sign, zone)| BoardZone {
                name: zone.name.in_language(lang.code()).to_owned(),
                help: zone.help.in_language(lang.code()).to_owned(),
                sign,
                notes: lying(shown, zone, lang).into_iter().map(note).collect(),
            })
            .collect(),
        title: title(shown),
        question: board_view::question(&shown.board.question, &shown.kind, lang),
    }
}
