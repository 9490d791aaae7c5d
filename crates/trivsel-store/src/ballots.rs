//! The box of a survey: answers with a cell, nothing else. And the cards, whose codes open it without naming anybody.
//!
//! A ballot lies under a key that is a hash of its token, or of what the sender drew for this one sending: an answer that is sent again
//! finds itself. Nothing of a card leads there: a card says only that it was used. Comments lie apart: nothing says which ballot one
//! came with. Whenever something is written, all rows of the cell are taken out and put back in random order ([`mix`]).

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder};
use trivsel_domain::id::SurveyId;
use uuid::Uuid;

use crate::entities::{ballot, card, comment};
use crate::tenant::shuffled;
use crate::{StoreError, Tx};

/// An answer in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// A hash of what the sender holds while the survey is open, a random number after.
    pub key: String,
    pub cell: u32,
    /// The answers, as JSON.
    pub answers: String,
}

/// Something written in a comment field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Like a ballot's key, another hash.
    pub key: String,
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
struct CellCount {
    cell: i32,
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
            ballot.key.as_str().into(),
            number(ballot.cell).into(),
            ballot.answers.as_str().into(),
        ]
    };
    let head = "insert into ballots (organisation_id, survey_id, ballot_key, cell, answers)";
    let tail = "on conflict (organisation_id, survey_id, ballot_key) do nothing returning ballot_key";
    let keys: Vec<Key> = tx.add_plain(head, &[Some(survey.0)], ballots, values, tail).await?;
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

/// The answers under a key, as JSON; none when there are none.
pub async fn answers_under(tx: &Tx, survey: SurveyId, key: &str) -> Result<Option<String>, StoreError> {
    let query = tx
        .find::<ballot::Entity>()
        .filter(ballot::Column::SurveyId.eq(survey.0))
        .filter(ballot::Column::BallotKey.eq(key));
    Ok(tx.one(query).await?.map(|row| row.answers))
}

/// The comments under these keys, each with its item.
pub async fn comments_under(
    tx: &Tx,
    survey: SurveyId,
    keys: &[String],
) -> Result<BTreeMap<String, String>, StoreError> {
    let query = tx
        .find::<comment::Entity>()
        .filter(comment::Column::SurveyId.eq(survey.0))
        .filter(comment::Column::CommentKey.is_in(keys.iter().map(String::as_str)));
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| (row.item, row.text))
        .collect())
}

/// How many answers are in a cell.
pub async fn count_in(tx: &Tx, survey: SurveyId, cell: u32) -> Result<u64, StoreError> {
    let sql = "select count(*) as found from ballots where organisation_id = $1 and survey_id = $2 and cell = $3";
    let rows: Vec<Count> = tx.rows(sql, [survey.0.into(), number(cell).into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}

/// Writes a cell's ballots, comments and cards anew, each in random order: neither the place where a row lies nor the transaction that
/// wrote it tells which came last, nor which comment came with which ballot. Call it in turn ([`crate::surveys::states_kept`]).
///
/// Only what each statement removed is put back, so nothing that another server wrote can be lost or doubled.
pub async fn mix(tx: &Tx, survey: SurveyId, cell: u32) -> Result<(), StoreError> {
    let taken = |table: &str| {
        format!("delete from {table} where organisation_id = $1 and survey_id = $2 and cell = $3 returning *")
    };
    let of = || [survey.0.into(), number(cell).into()];
    let ballots: Vec<ballot::Model> = tx.rows(&taken("ballots"), of()).await?;
    tx.add_many(shuffled(ballots)).await?;
    let comments: Vec<comment::Model> = tx.rows(&taken("comments"), of()).await?;
    tx.add_many(shuffled(comments)).await?;
    let cards: Vec<card::Model> = tx.rows(&taken("cards"), of()).await?;
    tx.add_many(shuffled(cards)).await
}

/// How many answers are in the box.
pub async fn count(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    let sql = "select count(*) as found from ballots where organisation_id = $1 and survey_id = $2";
    let rows: Vec<Count> = tx.rows(sql, [survey.0.into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}

/// How many answers are in each cell that has any.
pub async fn count_by_cell(tx: &Tx, survey: SurveyId) -> Result<BTreeMap<u32, u64>, StoreError> {
    let sql = "select cell, count(*) as found from ballots where organisation_id = $1 and survey_id = $2 group by cell";
    let rows: Vec<CellCount> = tx.rows(sql, [survey.0.into()]).await?;
    let counted = rows
        .into_iter()
        .filter_map(|row| Some((u32::try_from(row.cell).ok()?, u64::try_from(row.found).ok()?)));
    Ok(counted.collect())
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

/// Adds cards that are not there yet: hashes of their codes, with their cells.
pub async fn add_cards(tx: &Tx, survey: SurveyId, cards: &[(String, u32)]) -> Result<(), StoreError> {
    let rows = cards.iter().map(|(key, cell)| card::Model {
        organisation_id: tx.organisation().0,
        survey_id: survey.0,
        ballot_key: key.clone(),
        cell: number(*cell),
        is_used: false,
    });
    tx.add_missing(
        shuffled(rows.collect()),
        OnConflict::columns([
            card::Column::OrganisationId,
            card::Column::SurveyId,
            card::Column::BallotKey,
        ])
        .do_nothing()
        .to_owned(),
    )
    .await
}

/// The cell of a card, used or not.
pub async fn cell_of_card(tx: &Tx, survey: SurveyId, key: &str) -> Result<Option<u32>, StoreError> {
    let query = tx
        .find::<card::Entity>()
        .filter(card::Column::SurveyId.eq(survey.0))
        .filter(card::Column::BallotKey.eq(key));
    Ok(tx.one(query).await?.map(|row| cell_of(row.cell)))
}

/// Uses a card up, once. Says whether it was still unused. To be followed by [`mix`] in the same transaction, and called in turn.
pub async fn use_card(tx: &Tx, survey: SurveyId, key: &str) -> Result<bool, StoreError> {
    // Before cards kept it themselves, a ballot under the card's own hash said that it was used: so in backups from then.
    let sql = "update cards set is_used = true where organisation_id = $1 and survey_id = $2 and ballot_key = $3 and not is_used \
               and not exists (select 1 from ballots b where b.organisation_id = $1 and b.survey_id = $2 and b.ballot_key = $3)";
    Ok(tx.run(sql, [survey.0.into(), key.into()]).await? > 0)
}

/// Parts ballots from cards they lie with under one key, as they did in backups from before: a random key takes its place, and the card
/// says that it was used. Says how many there were.
pub async fn part_from_cards(tx: &Tx, survey: SurveyId) -> Result<usize, StoreError> {
    let sql = "select b.ballot_key from ballots b join cards c on c.organisation_id = b.organisation_id and c.survey_id = b.survey_id \
               and c.ballot_key = b.ballot_key where b.organisation_id = $1 and b.survey_id = $2";
    let together: Vec<Key> = tx.rows(sql, [survey.0.into()]).await?;
    for Key { ballot_key } in &together {
        let used = "update cards set is_used = true where organisation_id = $1 and survey_id = $2 and ballot_key = $3";
        tx.run(used, [survey.0.into(), ballot_key.as_str().into()]).await?;
        let apart =
            "update ballots set ballot_key = $4 where organisation_id = $1 and survey_id = $2 and ballot_key = $3";
        let random = Uuid::new_v4().simple().to_string();
        tx.run(apart, [survey.0.into(), ballot_key.as_str().into(), random.into()])
            .await?;
    }
    Ok(together.len())
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
