//! A board when it is over, and what of earlier ones is still open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::board::hint::{Hint, hints};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::board::{Note, Step};
use trivsel_domain::id::{BoardId, NoteId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::Workshop;
use trivsel_store::boards::{self, ChosenBefore, GroupBoard};
use trivsel_store::{Tx, workshops as store};

use super::{kind_of, readable_board};
use crate::trail::Trail;
use crate::{App, AppError};

/// So much of what was chosen before is shown beside a board.
const MOST_BEFORE: usize = 12;

/// A board as it is shown to those who are signed in.
#[derive(Clone, Debug)]
pub struct BoardShown {
    /// The workshop.
    pub workshop: Workshop,
    /// The board.
    pub board: GroupBoard,
    /// Its kind.
    pub kind: Kind,
    /// Its notes. Their sums are none while voting runs.
    pub notes: Vec<Note>,
    /// Whose it is.
    pub group_name: String,
    /// The chosen notes that are settled, each with its day.
    pub settled: BTreeMap<NoteId, NaiveDate>,
    /// May the visitor say so?
    pub may_settle: bool,
    /// What may be asked beside it.
    pub hints: Vec<Hint>,
    /// What was chosen before.
    pub before: Vec<ChosenBefore>,
}

/// One board.
pub async fn find_board(app: &App, who: &Actor, id: BoardId) -> Result<BoardShown, AppError> {
    who.must_somewhere(Right::ReadWorkshops)?;
    let tx = app.read(who.organisation).await?;
    let (workshop, board) = readable_board(&tx, who, id).await?;
    let groups = store::groups_of(&tx, workshop.id).await?;
    let has_sums = matches!(board.step, Step::Choose | Step::Closed);
    let notes: Vec<Note> = boards::notes_of(&tx, &[id])
        .await?
        .into_iter()
        .map(|(_, note)| Note {
            votes: if has_sums { note.votes } else { 0 },
            ..note
        })
        .filter(|note| !note.is_hidden)
        .collect();
    let is_over = board.step == Step::Closed;
    let own: Vec<GroupBoard> = match board.kind.as_str() {
        "rings" => boards::list_of(&tx, workshop.id).await?,
        _ => Vec::new(),
    };
    let pressed = pressed(&tx, &own, &board).await?;
    Ok(BoardShown {
        kind: kind_of(&tx, &board.kind).await?,
        hints: hints(&board.kind, &notes.iter().collect::<Vec<_>>(), pressed),
        group_name: groups
            .into_iter()
            .find(|group| group.id == board.group)
            .map(|group| group.name)
            .unwrap_or_default(),
        settled: if is_over {
            boards::settled_on(&tx, id).await?.into_iter().collect()
        } else {
            BTreeMap::new()
        },
        may_settle: is_over && may_settle(who, &workshop, &board),
        before: chosen_before(&tx, &workshop, &board).await?,
        notes,
        workshop,
        board,
    })
}

/// The notes say it themselves; whoever may set up workshops of the unit says what became of them.
fn may_settle(who: &Actor, workshop: &Workshop, board: &GroupBoard) -> bool {
    [workshop.unit, board.unit]
        .into_iter()
        .any(|unit| who.may(Right::ChangeWorkshops, unit))
}

/// How many notes press the group of a board, by the map it made on the same day.
pub(super) async fn pressed(tx: &Tx, of_the_day: &[GroupBoard], board: &GroupBoard) -> Result<usize, AppError> {
    let is_its_map = |other: &&GroupBoard| other.group == board.group && other.kind == "pressure_map";
    let Some(map) = of_the_day.iter().find(is_its_map).filter(|_| board.kind == "rings") else {
        return Ok(0);
    };
    // While they write the map alone nobody is told anything of it.
    if map.step == Step::Alone {
        return Ok(0);
    }
    let notes = boards::notes_of(tx, &[map.id]).await?;
    let is_pressed = |note: &Note| note.zone == "pressed" && !note.is_hidden;
    Ok(notes.iter().filter(|(_, note)| is_pressed(note)).count())
}

/// What was chosen the last time, and what of the times before is still open.
pub(super) async fn chosen_before(
    tx: &Tx,
    workshop: &Workshop,
    board: &GroupBoard,
) -> Result<Vec<ChosenBefore>, AppError> {
    let all = boards::list_before(tx, board.unit, &board.kind, (workshop.id, workshop.held_on)).await?;
    let last = all.first().map(|chosen| chosen.held_on);
    let is_shown = |chosen: &ChosenBefore| Some(chosen.held_on) == last || chosen.settled_on.is_none();
    Ok(all.into_iter().filter(is_shown).take(MOST_BEFORE).collect())
}

/// Says that a chosen note is settled, or that it is not after all.
pub async fn settle_note(
    app: &App,
    who: &Actor,
    on: BoardId,
    note: Option<NoteId>,
    is_settled: bool,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let (workshop, board) = readable_board(&work, who, on).await?;
        if !may_settle(who, &workshop, &board) {
            return Err(AppError::Forbidden);
        }
        let note = note.ok_or_else(|| AppError::invalid("note", "problem-choose"))?;
        let day = is_settled.then_some(work.today);
        boards::settle(&work, on, note, day).await?;
        let line = if is_settled {
            Trail::new("workshop", workshop.id.0, "settled")
        } else {
            Trail::new("workshop", workshop.id.0, "unsettled")
        };
        work.trail(line.unit(board.unit));
        Ok(())
    })
    .await
}
