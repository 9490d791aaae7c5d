//! Boards and their notes.

mod chosen;
mod own_kinds;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder};
use trivsel_domain::board::{Board, LateText, Mark, Note, Outcome, Step};
use trivsel_domain::id::{BoardId, DraftId, NoteId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use uuid::Uuid;

use crate::entities::{board, board_answer, board_draft, note, note_point};
use crate::error::parsed;
use crate::tenant::shuffled;
use crate::{StoreError, Tx};

pub use chosen::{ChosenBefore, list_before, settle, settled_on};
pub use own_kinds::{
    OwnKind, add_own_kind, change_own_kind, find_own_kind, is_kind_in_use, list_own_kinds, remove_own_kind,
};

/// A board as a group has it: what it is about, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBoard {
    /// The id.
    pub id: BoardId,
    /// The workshop.
    pub workshop: WorkshopId,
    /// The line of the programme it belongs to.
    pub item: ProgrammeItemId,
    /// Whose it is.
    pub group: WorkshopGroupId,
    /// The unit it is of.
    pub unit: UnitId,
    /// The code of its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// How far it has come.
    pub step: Step,
    /// How many points each person has.
    pub votes_each: u32,
    /// Has the group said that it is done?
    pub is_done: bool,
}

fn place_of(row: board::Model) -> Result<GroupBoard, StoreError> {
    Ok(GroupBoard {
        id: BoardId(row.id),
        workshop: WorkshopId(row.workshop_id),
        item: ProgrammeItemId(row.programme_item_id),
        group: WorkshopGroupId(row.group_id),
        unit: UnitId(row.unit_id),
        step: parsed(Step::parse(&row.step), "boards", "step", row.id)?,
        votes_each: u32::try_from(row.votes_each).unwrap_or(0),
        kind: row.kind,
        title: row.title,
        question: row.question,
        is_done: row.is_done,
    })
}

fn place_row(tx: &Tx, of: &GroupBoard) -> board::Model {
    board::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        workshop_id: of.workshop.0,
        programme_item_id: of.item.0,
        group_id: of.group.0,
        unit_id: of.unit.0,
        kind: of.kind.clone(),
        title: of.title.clone(),
        question: of.question.clone(),
        step: of.step.code().to_owned(),
        votes_each: i32::try_from(of.votes_each).unwrap_or(i32::MAX),
        is_done: of.is_done,
    }
}

fn note_of(row: note::Model) -> Result<Note, StoreError> {
    let former: Option<Vec<String>> = serde_json::from_str(&row.former).ok();
    let facts: Option<BTreeMap<String, String>> = serde_json::from_str(&row.facts).ok();
    Ok(Note {
        id: NoteId(row.id),
        former: parsed(former, "notes", "former", row.id)?,
        facts: parsed(facts, "notes", "facts", row.id)?,
        zone: row.zone,
        text: row.text,
        text_version: row.text_version,
        parent: row.parent_id.map(NoteId),
        is_hidden: row.is_hidden,
        is_chosen: row.is_chosen,
        is_told: row.is_told,
        votes: u32::try_from(row.votes).unwrap_or(0),
        author: Some(row.author).filter(|author| !author.is_empty()).map(Mark),
    })
}

fn note_row(tx: &Tx, of: BoardId, note: &Note) -> note::Model {
    note::Model {
        organisation_id: tx.organisation().0,
        board_id: of.0,
        id: note.id.0,
        zone: note.zone.clone(),
        text: note.text.clone(),
        // Lists and maps of texts can always be written.
        former: serde_json::to_string(&note.former).unwrap_or_else(|_| "[]".to_owned()),
        text_version: note.text_version,
        facts: serde_json::to_string(&note.facts).unwrap_or_else(|_| "{}".to_owned()),
        parent_id: note.parent.map(|parent| parent.0),
        is_hidden: note.is_hidden,
        is_chosen: note.is_chosen,
        is_told: note.is_told,
        votes: i32::try_from(note.votes).unwrap_or(i32::MAX),
        author: note.author.as_ref().map(|mark| mark.0.clone()).unwrap_or_default(),
        // A note is settled when its board is closed and nothing is written of it here any longer.
        settled_on: None,
    }
}

/// One board, without what lies on it.
pub async fn find(tx: &Tx, id: BoardId) -> Result<Option<GroupBoard>, StoreError> {
    let query = tx.find::<board::Entity>().filter(board::Column::Id.eq(id.0));
    tx.one(query).await?.map(place_of).transpose()
}

/// The boards of a workshop.
pub async fn list_of(tx: &Tx, of: WorkshopId) -> Result<Vec<GroupBoard>, StoreError> {
    let query = tx
        .find::<board::Entity>()
        .filter(board::Column::WorkshopId.eq(of.0))
        .order_by_asc(board::Column::Id);
    tx.all(query).await?.into_iter().map(place_of).collect()
}

/// Adds boards.
pub async fn add(tx: &Tx, boards: &[GroupBoard]) -> Result<(), StoreError> {
    tx.add_many(boards.iter().map(|of| place_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a board that is already there.
pub async fn change(tx: &Tx, of: &GroupBoard) -> Result<(), StoreError> {
    match tx.change(place_row(tx, of)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// The notes of some boards.
pub async fn notes_of(tx: &Tx, boards: &[BoardId]) -> Result<Vec<(BoardId, Note)>, StoreError> {
    let mut found = Vec::new();
    for some in boards.chunks(500) {
        let query = tx
            .find::<note::Entity>()
            .filter(note::Column::BoardId.is_in(some.iter().map(|board| board.0)))
            .order_by_asc(note::Column::Id);
        for row in tx.all(query).await? {
            found.push((BoardId(row.board_id), note_of(row)?));
        }
    }
    Ok(found)
}

/// A note a group chose, ready to be taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenNote {
    /// The board it lies on.
    pub board: BoardId,
    /// The note.
    pub note: NoteId,
    /// Of which unit the group was.
    pub unit: UnitId,
    /// The kind of the board.
    pub kind: String,
    /// What the board was called.
    pub board_title: String,
    /// Its zone.
    pub zone: String,
    /// What it says.
    pub text: String,
    /// What the day is called.
    pub workshop: String,
    /// The day.
    pub held_on: NaiveDate,
}

#[derive(Debug, FromQueryResult)]
struct ChosenRow {
    board_id: Uuid,
    id: Uuid,
    unit_id: Uuid,
    kind: String,
    board_title: String,
    zone: String,
    text: String,
    title: String,
    held_on: NaiveDate,
}

/// Which chosen notes are asked for.
#[derive(Clone, Copy, Debug)]
pub enum ChosenOf {
    /// Those of a unit's closed boards that nothing came of yet.
    Unit(UnitId),
    /// Those of a group of a workshop that nothing came of yet, while the day runs too.
    Group(WorkshopId, WorkshopGroupId),
    /// Those of days that were held since this one and are closed, whatever came of them.
    Since(NaiveDate),
}

/// The chosen notes that were not taken off, the newest day first.
pub async fn chosen(tx: &Tx, of: ChosenOf) -> Result<Vec<ChosenNote>, StoreError> {
    const NOTHING_CAME: &str = "and not exists (select 1 from origins o \
                                where o.organisation_id = $1 and o.from_board_id = n.board_id and o.from_note_id = n.id)";
    let flags = [true.into(), false.into()];
    let (whose, still, values): (&str, &str, Vec<sea_orm::Value>) = match of {
        ChosenOf::Unit(unit) => (
            "b.unit_id = $4 and b.step = $5",
            NOTHING_CAME,
            vec![unit.0.into(), Step::Closed.code().into()],
        ),
        ChosenOf::Group(workshop, group) => (
            "b.workshop_id = $4 and b.group_id = $5",
            NOTHING_CAME,
            vec![workshop.0.into(), group.0.into()],
        ),
        ChosenOf::Since(day) => ("w.closed_on is not null and w.held_on >= $4", "", vec![day.into()]),
    };
    let sql = format!(
        "select n.board_id, n.id, b.unit_id, b.kind, b.title as board_title, n.zone, n.text, w.title, w.held_on from notes n \
         join boards b on b.organisation_id = n.organisation_id and b.id = n.board_id \
         join workshops w on w.organisation_id = b.organisation_id and w.id = b.workshop_id \
         where n.organisation_id = $1 and n.is_chosen = $2 and n.is_hidden = $3 and {whose} {still} \
         order by w.held_on desc, n.votes desc, n.id"
    );
    let rows: Vec<ChosenRow> = tx.rows(&sql, flags.into_iter().chain(values)).await?;
    let notes = rows.into_iter().map(|row| ChosenNote {
        board: BoardId(row.board_id),
        note: NoteId(row.id),
        unit: UnitId(row.unit_id),
        kind: row.kind,
        board_title: row.board_title,
        zone: row.zone,
        text: row.text,
        workshop: row.title,
        held_on: row.held_on,
    });
    Ok(notes.collect())
}

/// A board with all that lies on it. The zones come from its kind.
pub async fn load(tx: &Tx, of: &GroupBoard, zones: Vec<String>) -> Result<Board, StoreError> {
    let notes = notes_of(tx, &[of.id]).await?;
    let points = tx
        .find::<note_point::Entity>()
        .filter(note_point::Column::BoardId.eq(of.id.0));
    let drafts = tx
        .find::<board_draft::Entity>()
        .filter(board_draft::Column::BoardId.eq(of.id.0));
    Ok(Board {
        step: of.step,
        zones,
        votes_each: of.votes_each,
        notes: notes.into_iter().map(|(_, note)| (note.id, note)).collect(),
        points: tx
            .all(points)
            .await?
            .into_iter()
            .map(|row| {
                (
                    (Mark(row.voter), NoteId(row.note_id)),
                    u32::try_from(row.points).unwrap_or(0),
                )
            })
            .collect(),
        drafts: tx
            .all(drafts)
            .await?
            .into_iter()
            .map(|row| {
                let draft = LateText {
                    id: DraftId(row.id),
                    note: NoteId(row.note_id),
                    owner: Mark(row.owner),
                    text: row.text,
                };
                (draft.id, draft)
            })
            .collect(),
        is_of_one: false,
    })
}

/// Writes what has become of a board.
pub async fn save(tx: &Tx, of: &GroupBoard, before: &Board, after: &Board) -> Result<(), StoreError> {
    if before.step != after.step {
        let next = GroupBoard {
            step: after.step,
            ..of.clone()
        };
        change(tx, &next).await?;
    }
    save_notes(tx, of.id, before, after).await?;
    save_points(tx, of.id, before, after).await?;
    let kept: BTreeSet<DraftId> = after.drafts.keys().copied().collect();
    for gone in before.drafts.keys().filter(|id| !kept.contains(id)) {
        let draft = tx
            .remove::<board_draft::Entity>()
            .filter(board_draft::Column::BoardId.eq(of.id.0))
            .filter(board_draft::Column::Id.eq(gone.0));
        tx.removed(draft).await?;
    }
    for draft in after
        .drafts
        .values()
        .filter(|draft| !before.drafts.contains_key(&draft.id))
    {
        tx.add(board_draft::Model {
            organisation_id: tx.organisation().0,
            board_id: of.id.0,
            id: draft.id.0,
            note_id: draft.note.0,
            owner: draft.owner.0.clone(),
            text: draft.text.clone(),
        })
        .await?;
    }
    Ok(())
}

async fn save_notes(tx: &Tx, of: BoardId, before: &Board, after: &Board) -> Result<(), StoreError> {
    let one = |id: &NoteId| {
        tx.remove::<note::Entity>()
            .filter(note::Column::BoardId.eq(of.0))
            .filter(note::Column::Id.eq(id.0))
    };
    for gone in before.notes.keys().filter(|id| !after.notes.contains_key(id)) {
        tx.removed(one(gone)).await?;
    }
    for note in after.notes.values() {
        match before.notes.get(&note.id) {
            Some(same) if same == note => {}
            Some(_) => {
                tx.change(note_row(tx, of, note)).await?;
            }
            None => tx.add(note_row(tx, of, note)).await?,
        }
    }
    Ok(())
}

async fn save_points(tx: &Tx, of: BoardId, before: &Board, after: &Board) -> Result<(), StoreError> {
    for ((voter, note), points) in &after.points {
        let key = (voter.clone(), *note);
        if before.points.get(&key) == Some(points) {
            continue;
        }
        if before.points.contains_key(&key) {
            let given = tx
                .update::<note_point::Entity>()
                .filter(note_point::Column::BoardId.eq(of.0))
                .filter(note_point::Column::Voter.eq(voter.0.clone()))
                .filter(note_point::Column::NoteId.eq(note.0))
                .col_expr(
                    note_point::Column::Points,
                    Expr::value(i32::try_from(*points).unwrap_or(0)),
                );
            tx.must_update(given).await?;
            continue;
        }
        tx.add(note_point::Model {
            organisation_id: tx.organisation().0,
            board_id: of.0,
            voter: voter.0.clone(),
            note_id: note.0,
            points: i32::try_from(*points).unwrap_or(0),
        })
        .await?;
    }
    for (voter, note) in before.points.keys().filter(|key| !after.points.contains_key(key)) {
        let taken = tx
            .remove::<note_point::Entity>()
            .filter(note_point::Column::BoardId.eq(of.0))
            .filter(note_point::Column::Voter.eq(voter.0.clone()))
            .filter(note_point::Column::NoteId.eq(note.0));
        tx.removed(taken).await?;
    }
    Ok(())
}

/// What a request was answered with, if it has come before.
pub async fn answer(tx: &Tx, of: BoardId, request: &str) -> Result<Option<Outcome>, StoreError> {
    let query = tx
        .find::<board_answer::Entity>()
        .filter(board_answer::Column::BoardId.eq(of.0))
        .filter(board_answer::Column::Request.eq(request));
    let found = tx.one(query).await?;
    found
        .map(|row| parsed(Outcome::parse(&row.outcome), "board_answers", "outcome", row.board_id))
        .transpose()
}

/// Remembers what a request was answered with.
pub async fn remember(tx: &Tx, of: BoardId, request: &str, outcome: Outcome) -> Result<(), StoreError> {
    tx.add(board_answer::Model {
        organisation_id: tx.organisation().0,
        board_id: of.0,
        request: request.to_owned(),
        outcome: outcome.code().to_owned(),
    })
    .await
}

/// Adds the notes of a board that was closed elsewhere, or is made up.
pub async fn add_notes(tx: &Tx, of: BoardId, notes: &[Note]) -> Result<(), StoreError> {
    tx.add_many(shuffled(notes.iter().map(|note| note_row(tx, of, note)).collect()))
        .await
}

/// Writes a closed board: its notes anew, in another order than they came in, and nothing that says which device did what.
pub async fn close(tx: &Tx, of: &GroupBoard, closed: &Board) -> Result<(), StoreError> {
    let next = GroupBoard {
        step: closed.step,
        ..of.clone()
    };
    change(tx, &next).await?;
    let id = of.id.0;
    tx.removed(
        tx.remove::<note_point::Entity>()
            .filter(note_point::Column::BoardId.eq(id)),
    )
    .await?;
    tx.removed(
        tx.remove::<board_draft::Entity>()
            .filter(board_draft::Column::BoardId.eq(id)),
    )
    .await?;
    tx.removed(
        tx.remove::<board_answer::Entity>()
            .filter(board_answer::Column::BoardId.eq(id)),
    )
    .await?;
    tx.removed(tx.remove::<note::Entity>().filter(note::Column::BoardId.eq(id)))
        .await?;
    let notes: Vec<Note> = closed.notes.values().cloned().collect();
    add_notes(tx, of.id, &notes).await
}

/// Removes the notes of a workshop that were neither chosen nor lie under one that was. Says how many.
pub async fn clear(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    let sql = "delete from notes where organisation_id = $1 and is_chosen = $3 and board_id in \
               (select b.id from boards b where b.organisation_id = $1 and b.workshop_id = $2) and not exists \
               (select 1 from notes p where p.organisation_id = $1 and p.board_id = notes.board_id \
               and p.id = notes.parent_id and p.is_chosen = $4)";
    let cleared = tx.run(sql, [of.0.into(), false.into(), true.into()]).await?;
    crate::chain::forget_lost_notes(tx, of).await?;
    Ok(cleared)
}
