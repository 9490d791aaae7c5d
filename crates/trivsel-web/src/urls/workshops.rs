//! Addresses of workshops, of boards, and of those who take part.

use std::borrow::Borrow;

use trivsel_domain::id::{BoardId, BoardKindId, ProgrammeItemId, WorkshopGroupId, WorkshopId};

use super::encode;

pub(crate) const WORKSHOPS: &str = "/workshops";
/// Boards without a day of their own.
pub(crate) const BOARDS: &str = "/boards";
/// Where one is hung up.
pub(crate) const NEW_BOARD: &str = "/boards/new";
/// The kinds of boards.
pub(crate) const BOARD_KINDS: &str = "/board-kinds";
/// Where one is made.
pub(crate) const NEW_BOARD_KIND: &str = "/board-kinds/new";
/// Where those come in who take part in a workshop.
pub(crate) const DOOR: &str = "/w";
/// What is now, for a device at a workshop.
pub(crate) const NOW: &str = "/w/now";
/// The same, each zone as a list.
pub(crate) const NOW_AS_LIST: &str = "/w/now?view=list";
/// What is new, for a device at a workshop.
pub(crate) const LIVE_AT_A_SEAT: &str = "/w/live";

/// Where a device leaves a workshop.
pub(crate) const LEAVE: &str = "/w/leave";

/// One workshop.
pub(crate) fn workshop(id: impl Borrow<WorkshopId>) -> String {
    format!("/workshops/{}", id.borrow())
}

/// A page of a workshop, or what is done with it.
pub(crate) fn workshop_part(id: impl Borrow<WorkshopId>, part: &str) -> String {
    format!("/workshops/{}/{part}", id.borrow())
}

/// A line of its programme, and what is done with it.
pub(crate) fn workshop_line(id: impl Borrow<WorkshopId>, line: impl Borrow<ProgrammeItemId>, part: &str) -> String {
    format!("/workshops/{}/lines/{}/{part}", id.borrow(), line.borrow())
}

/// A group of it, and what is done with it.
pub(crate) fn workshop_group(id: impl Borrow<WorkshopId>, group: impl Borrow<WorkshopGroupId>, part: &str) -> String {
    format!("/workshops/{}/groups/{}/{part}", id.borrow(), group.borrow())
}

/// Where what a group has on paper is written down.
pub(crate) fn workshop_paper(id: impl Borrow<WorkshopId>, board: impl Borrow<BoardId>) -> String {
    format!("/workshops/{}/paper?board={}", id.borrow(), board.borrow())
}

/// A new workshop, from a programme or from none yet.
pub(crate) fn new_workshop(programme: &str) -> String {
    if programme.is_empty() {
        return "/workshops/new".to_owned();
    }
    format!("/workshops/new?programme={}", encode(programme))
}

/// The page of whoever leads it.
pub(crate) fn workshop_lead(id: WorkshopId) -> String {
    format!("/workshops/{id}/lead")
}

/// A board, for those who are signed in.
pub(crate) fn board(id: BoardId) -> String {
    format!("/boards/{id}")
}

/// An own kind of boards.
pub(crate) fn board_kind(id: BoardKindId) -> String {
    format!("/board-kinds/{id}")
}

/// Where an own kind is changed.
pub(crate) fn edit_board_kind(id: BoardKindId) -> String {
    format!("/board-kinds/{id}/edit")
}

/// Where an own kind is taken away.
pub(crate) fn remove_board_kind(id: impl Borrow<BoardKindId>) -> String {
    format!("/board-kinds/{}/remove", id.borrow())
}

/// A file of a board, or what is done with it.
pub(crate) fn board_file(id: impl Borrow<BoardId>, part: &str) -> String {
    format!("/boards/{}/{part}", id.borrow())
}

/// A board, for a device of its group.
pub(crate) fn board_of_a_device(id: BoardId) -> String {
    format!("/w/boards/{id}")
}

/// An earlier board of a device's group.
pub(crate) fn earlier_board(id: BoardId) -> String {
    format!("/w/now?board={id}")
}

/// The door this code opens.
pub(crate) fn join(code: &str) -> String {
    format!("/w/{code}")
}
