//! `/workshops`: setting workshops up and leading them. What those who take part see lies under `/w`, where nobody is looked up.

mod board_view;
mod clock;
mod lead;
mod plan;
mod set_up;
mod take_part;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use trivsel_app::workshops::{self, BoardShown, WorkshopLine};
use trivsel_domain::board::Note;
use trivsel_domain::board::kind::Zone;
use trivsel_domain::id::{BoardId, NoteId};
use trivsel_domain::rights::Right;
use trivsel_domain::workshop::WorkshopState;
use trivsel_domain::workshop::programme::Shipped;

use super::{chain, done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) use plan::{qr_path, qr_side};
pub(crate) use take_part::{is_of_nobody, live_topics, seat_in};

/// Those who may see workshops: a row of the table of rights, written out.
const READ: &str = "EMSUCF";
/// Those who may set them up and lead them.
const LEAD: &str = "MC";

pub(crate) fn routes() -> Vec<Route> {
    let own = vec![get(urls::WORKSHOPS, READ, list), get("/boards/{board}", READ, board)];
    [
        own,
        set_up::routes(),
        plan::routes(),
        lead::routes(),
        take_part::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Template)]
#[template(path = "pages/workshops/list.html")]
struct ListPage {
    shell: Shell,
    workshops: Vec<WorkshopLine>,
    programmes: Arc<Vec<Shipped>>,
}

impl ListPage {
    fn state(&self, workshop: &WorkshopState) -> String {
        self.shell.code("workshop-state", workshop.code())
    }
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

impl BoardPage {
    fn lying(&self, zone: &Zone) -> Vec<Lying<'_>> {
        let notes = &self.shown.notes;
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
                    facts: board_view::facts_in_words(&self.shown.kind, note, self.shell.lang),
                    note,
                    under,
                }
            })
            .collect();
        lying.sort_by_key(|lying| std::cmp::Reverse((lying.note.is_chosen, lying.votes)));
        lying
    }

    fn zone_class(&self, zone: &Zone) -> &'static str {
        board_view::zone_class(&self.shown.kind, &zone.code)
    }

    fn way(&self, note: &NoteId) -> Safe<&str> {
        Safe(self.ways.get(note).map_or("", |way| way.0.as_str()))
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let programmes = workshops::offered(&web.app, session.actor())?;
    page(&ListPage {
        workshops: workshops::list(&web.app, session.actor()).await?,
        shell: session.shell(Station::Listen),
        programmes,
    })
}

async fn board(State(web): State<Web>, session: Session, Path(id): Path<BoardId>) -> Answer {
    page(&BoardPage {
        shown: workshops::find_board(&web.app, session.actor(), id).await?,
        ways: chain::lines_of_board(&web, &session, id).await?,
        shell: session.shell(Station::Listen),
    })
}
