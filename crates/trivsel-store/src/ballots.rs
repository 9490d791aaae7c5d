//! The box of a survey: answers with a cell, nothing else. And the cards, whose codes open it without naming anybody.
//!
//! A ballot lies under a key that is a hash of its token or card: one answer for each, and an answer that is sent again finds itself.
//! Comments lie apart: nothing says which ballot one came with.

use std::collections::BTreeSet;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder};
use trivsel_domain::id::SurveyId;

use crate::entities::{ballot, card, comment};
use crate::{StoreError, Tx};

/// An answer in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// A hash of the token or card while the survey is open, a random number after.
    pub key: String,
    /// The cell.
    pub cell: u32,
    /// The answers, as JSON.
    pub answers: String,
}

/// Something written in a comment field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Like a ballot's key, another hash.
    pub key: String,
    /// The cell.
    pub cell: u32,
    /// Which item it answers.
    pub item: String,
    /// What was written.
    pub text: String,
}

#[derive(FromQueryResult)]
struct Count {
    found: i64,
}

#[derive(FromQueryResult)]
struct Key {
    ballot_key: String,
}

fn number(cell: u32) -> i32 {
    i32::try_from(cell).unwrap_or(i32::MAX)
}

fn cell_of(cell: i32) -> u32 {
    u32::try_from(cell).unwrap_or(0)
}

/// Puts ballots and comments into the box. What is there already stays as it is.
pub async fn add(tx: &Tx, survey: SurveyId, ballots: &[Ballot], comments: &[Comment]) -> Result<(), StoreError> {
    add_ballots(tx, survey, ballots).await?;
    add_comments(tx, survey, comments).await
}

/// Puts ballots into the box. What is there already stays as it is; the keys of those that were not are given back.
///
/// One statement asks and writes: a list of keys to look up first is planned as a walk through the whole box by PostgreSQL.
pub async fn add_ballots(tx: &Tx, survey: SurveyId, ballots: &[Ballot]) -> Result<BTreeSet<String>, StoreError> {
    let values = |ballot: &Ballot| {
        [
            survey.0.into(),
            ballot.key.as_str().into(),
            number(ballot.cell).into(),
            ballot.answers.as_str().into(),
        ]
    };
    let head = "insert into ballots (organisation_id, survey_id, ballot_key, cell, answers)";
    let tail = "on conflict (organisation_id, survey_id, ballot_key) do nothing returning ballot_key";
    let keys: Vec<Key> = tx.add_plain(head, ballots, values, tail).await?;
    Ok(keys.into_iter().map(|row| row.ballot_key).collect())
}

/// Adds comments. What is there already stays as it is.
pub async fn add_comments(tx: &Tx, survey: SurveyId, comments: &[Comment]) -> Result<(), StoreError> {
    let rows = comments.iter().map(|one| comment::Model {
        organisation_id: tx.organisation().0,
        survey_id: survey.0,
        comment_key: one.key.clone(),
        cell: number(one.cell),
        item: one.item.clone(),
        text: one.text.clone(),
    });
    tx.add_missing(
        rows.collect::<Vec<_>>(),
        OnConflict::columns([
            comment::Column::OrganisationId,
            comment::Column::SurveyId,
            comment::Column::CommentKey,
        ])
        .do_nothing()
        .to_owned(),
    )
    .await
}

/// How many answers are in the box.
pub async fn count(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    let sql = "select count(*) as found from ballots where organisation_id = $1 and survey_id = $2";
    let rows: Vec<Count> = tx.rows(sql, [survey.0.into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}

/// Everything in the box, in the order of its keys. For the publication, and for nothing else.
pub async fn list(tx: &Tx, survey: SurveyId) -> Result<Vec<Ballot>, StoreError> {
    let query = tx
        .find::<ballot::Entity>()
        .filter(ballot::Column::SurveyId.eq(survey.0))
        .order_by_asc(ballot::Column::BallotKey);
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| Ballot {
            key: row.ballot_key,
            cell: cell_of(row.cell),
            answers: row.answers,
        })
        .collect())
}

/// Every comment, in the order of their keys. For the publication, and for nothing else.
pub async fn list_comments(tx: &Tx, survey: SurveyId) -> Result<Vec<Comment>, StoreError> {
    let query = tx
        .find::<comment::Entity>()
        .filter(comment::Column::SurveyId.eq(survey.0))
        .order_by_asc(comment::Column::CommentKey);
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| Comment {
            key: row.comment_key,
            cell: cell_of(row.cell),
            item: row.item,
            text: row.text,
        })
        .collect())
}

/// Empties the box and the comments. Says how many answers there were.
pub async fn remove_all(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<comment::Entity>()
            .filter(comment::Column::SurveyId.eq(survey.0)),
    )
    .await?;
    tx.removed(
        tx.remove::<ballot::Entity>()
            .filter(ballot::Column::SurveyId.eq(survey.0)),
    )
    .await
}

/// Adds cards: the keys their ballots will have, with their cells.
pub async fn add_cards(tx: &Tx, survey: SurveyId, cards: &[(String, u32)]) -> Result<(), StoreError> {
    let rows = cards.iter().map(|(key, cell)| card::Model {
        organisation_id: tx.organisation().0,
        survey_id: survey.0,
        ballot_key: key.clone(),
        cell: number(*cell),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// The cell of a card.
pub async fn cell_of_card(tx: &Tx, survey: SurveyId, key: &str) -> Result<Option<u32>, StoreError> {
    let query = tx
        .find::<card::Entity>()
        .filter(card::Column::SurveyId.eq(survey.0))
        .filter(card::Column::BallotKey.eq(key));
    Ok(tx.one(query).await?.map(|row| cell_of(row.cell)))
}

/// Has any card been used?
pub async fn is_a_card_used(tx: &Tx, survey: SurveyId) -> Result<bool, StoreError> {
    let sql = "select count(*) as found from cards c join ballots b on b.organisation_id = c.organisation_id \
               and b.survey_id = c.survey_id and b.ballot_key = c.ballot_key \
               where c.organisation_id = $1 and c.survey_id = $2";
    let rows: Vec<Count> = tx.rows(sql, [survey.0.into()]).await?;
    Ok(rows.first().is_some_and(|row| row.found > 0))
}

/// Are there cards?
pub async fn has_cards(tx: &Tx, survey: SurveyId) -> Result<bool, StoreError> {
    let query = tx.find::<card::Entity>().filter(card::Column::SurveyId.eq(survey.0));
    Ok(tx.one(query).await?.is_some())
}

/// Removes every card.
pub async fn remove_cards(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<card::Entity>().filter(card::Column::SurveyId.eq(survey.0)))
        .await
}
