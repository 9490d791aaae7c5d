//! What a workplace says of the toolbox that is shipped: tools that were looked at, answers somebody stands for, what units use, and words that
//! were looked for in vain.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{PersonId, ToolNoteId, UnitId};
use trivsel_domain::toolbox::{AnswerApproval, HowItWorked, MissedWords, ToolCode, ToolNote, ToolReview, ToolState};

use crate::entities::{answer_approval, missed_word, tool_note, tool_review};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn review_of(row: tool_review::Model) -> Result<ToolReview, StoreError> {
    Ok(ToolReview {
        tool: parsed(ToolCode::parse(&row.tool), "tool_reviews", "tool", row.organisation_id)?,
        state: parsed(
            ToolState::parse(&row.state),
            "tool_reviews",
            "state",
            row.organisation_id,
        )?,
        title: row.title,
        url: row.url,
        checked_on: row.checked_on,
        checked_by: row.checked_by.map(PersonId),
        review_on: row.review_on,
    })
}

/// What was said of every tool.
pub async fn reviews(tx: &Tx) -> Result<Vec<ToolReview>, StoreError> {
    let query = tx.find::<tool_review::Entity>().order_by_asc(tool_review::Column::Tool);
    tx.all(query).await?.into_iter().map(review_of).collect()
}

/// What was said of one tool.
pub async fn find_review(tx: &Tx, tool: ToolCode) -> Result<Option<ToolReview>, StoreError> {
    let query = tx
        .find::<tool_review::Entity>()
        .filter(tool_review::Column::Tool.eq(tool.to_string()));
    tx.one(query).await?.map(review_of).transpose()
}

/// Writes what is said of a tool, in place of what was said before.
pub async fn put_review(tx: &Tx, review: &ToolReview) -> Result<(), StoreError> {
    let removal = tx.remove::<tool_review::Entity>();
    tx.removed(removal.filter(tool_review::Column::Tool.eq(review.tool.to_string())))
        .await?;
    tx.add(tool_review::Model {
        organisation_id: tx.organisation().0,
        tool: review.tool.to_string(),
        title: review.title.clone(),
        url: review.url.clone(),
        state: review.state.code().to_owned(),
        checked_on: review.checked_on,
        checked_by: review.checked_by.map(|person| person.0),
        review_on: review.review_on,
    })
    .await
}

fn approval_of(row: answer_approval::Model) -> AnswerApproval {
    AnswerApproval {
        answer: row.answer,
        approved_on: row.approved_on,
        approved_by: row.approved_by.map(PersonId),
        review_on: row.review_on,
    }
}

/// Every answer somebody stands for.
pub async fn approvals(tx: &Tx) -> Result<Vec<AnswerApproval>, StoreError> {
    let query = tx
        .find::<answer_approval::Entity>()
        .order_by_asc(answer_approval::Column::Answer);
    Ok(tx.all(query).await?.into_iter().map(approval_of).collect())
}

/// Who stands for one answer.
pub async fn find_approval(tx: &Tx, answer: &str) -> Result<Option<AnswerApproval>, StoreError> {
    let query = tx
        .find::<answer_approval::Entity>()
        .filter(answer_approval::Column::Answer.eq(answer));
    Ok(tx.one(query).await?.map(approval_of))
}

/// Notes who stands for an answer, in place of who did before.
pub async fn put_approval(tx: &Tx, approval: &AnswerApproval) -> Result<(), StoreError> {
    remove_approval(tx, &approval.answer).await?;
    tx.add(answer_approval::Model {
        organisation_id: tx.organisation().0,
        answer: approval.answer.clone(),
        approved_on: approval.approved_on,
        approved_by: approval.approved_by.map(|person| person.0),
        review_on: approval.review_on,
    })
    .await
}

/// Nobody stands for an answer any more. Says how many rows were touched.
pub async fn remove_approval(tx: &Tx, answer: &str) -> Result<u64, StoreError> {
    let removal = tx.remove::<answer_approval::Entity>();
    tx.removed(removal.filter(answer_approval::Column::Answer.eq(answer)))
        .await
}

fn note_of(row: tool_note::Model) -> Result<ToolNote, StoreError> {
    Ok(ToolNote {
        id: ToolNoteId(row.id),
        tool: parsed(ToolCode::parse(&row.tool), "tool_notes", "tool", row.id)?,
        unit: UnitId(row.unit_id),
        text: row.text,
        used_from: row.used_from,
        worked: parsed(HowItWorked::parse(&row.worked), "tool_notes", "worked", row.id)?,
        written_by: row.written_by.map(PersonId),
    })
}

/// Which units use a tool, those longest at it first.
pub async fn notes_on(tx: &Tx, tool: ToolCode) -> Result<Vec<ToolNote>, StoreError> {
    let query = tx
        .find::<tool_note::Entity>()
        .filter(tool_note::Column::Tool.eq(tool.to_string()))
        .order_by_asc(tool_note::Column::UsedFrom)
        .order_by_asc(tool_note::Column::Id);
    tx.all(query).await?.into_iter().map(note_of).collect()
}

/// One note.
pub async fn find_note(tx: &Tx, id: ToolNoteId) -> Result<Option<ToolNote>, StoreError> {
    let query = tx.find::<tool_note::Entity>().filter(tool_note::Column::Id.eq(id.0));
    tx.one(query).await?.map(note_of).transpose()
}

/// Adds a note.
pub async fn add_note(tx: &Tx, note: &ToolNote) -> Result<(), StoreError> {
    tx.add(tool_note::Model {
        organisation_id: tx.organisation().0,
        id: note.id.0,
        tool: note.tool.to_string(),
        unit_id: note.unit.0,
        text: note.text.clone(),
        used_from: note.used_from,
        worked: note.worked.code().to_owned(),
        written_by: note.written_by.map(|person| person.0),
    })
    .await
}

/// Removes a note. [`StoreError::Stale`] when it is gone already.
pub async fn remove_note(tx: &Tx, id: ToolNoteId) -> Result<(), StoreError> {
    let removal = tx.remove::<tool_note::Entity>();
    tx.must_remove(removal.filter(tool_note::Column::Id.eq(id.0))).await
}

/// Words that were looked for in vain at least so often, the most frequent first.
pub async fn missed(tx: &Tx, least: i32) -> Result<Vec<MissedWords>, StoreError> {
    let query = tx
        .find::<missed_word::Entity>()
        .filter(missed_word::Column::Times.gte(least))
        .order_by_desc(missed_word::Column::Times)
        .order_by_asc(missed_word::Column::Words);
    let rows = tx.all(query).await?.into_iter();
    let words = rows.map(|row| MissedWords {
        words: row.words,
        times: row.times,
    });
    Ok(words.collect())
}

/// Counts words that were looked for in vain once more.
pub async fn count_missed(tx: &Tx, words: &str) -> Result<(), StoreError> {
    let query = tx
        .find::<missed_word::Entity>()
        .filter(missed_word::Column::Words.eq(words));
    let before = tx.one(query).await?.map_or(0, |row| row.times);
    forget_missed(tx, words).await?;
    tx.add(missed_word::Model {
        organisation_id: tx.organisation().0,
        words: words.to_owned(),
        times: before.saturating_add(1),
    })
    .await
}

/// Forgets words that were looked for in vain. Says how many rows were touched.
pub async fn forget_missed(tx: &Tx, words: &str) -> Result<u64, StoreError> {
    let removal = tx.remove::<missed_word::Entity>();
    tx.removed(removal.filter(missed_word::Column::Words.eq(words))).await
}
