//! The roll of a survey: who is invited, in which cell, and whether a token was fetched. It never holds an answer, nor a time.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::id::{PersonId, SurveyId};
use uuid::Uuid;

use crate::entities::roll_entry;
use crate::tenant::shuffled;
use crate::{StoreError, Tx};

/// How somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A link in a mail; signing in works as well.
    Mail,
    /// A printed card.
    Card,
}

impl Way {
    fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Card => "card",
        }
    }
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollEntry {
    /// Who.
    pub person: PersonId,
    /// In which cell.
    pub cell: u32,
    /// How they get in.
    pub way: Way,
    /// The hash of the code in their link; empty for cards.
    pub code_hash: String,
    /// The blinded element a token was fetched with; empty while none was. It is a random point: it says nothing about the token.
    pub blinded: String,
}

#[derive(FromQueryResult)]
struct Count {
    found: i64,
}

#[derive(FromQueryResult)]
struct SurveyRow {
    survey_id: Uuid,
}

#[derive(FromQueryResult)]
struct CellRow {
    cell: i32,
    found: i64,
}

fn entry_of(row: roll_entry::Model) -> Result<RollEntry, StoreError> {
    let broken = |column| StoreError::Corrupt {
        table: "roll_entries",
        column,
        row: row.survey_id,
    };
    Ok(RollEntry {
        person: PersonId(row.person_id),
        cell: u32::try_from(row.cell).map_err(|_| broken("cell"))?,
        way: match row.way.as_str() {
            "mail" => Way::Mail,
            "card" => Way::Card,
            _ => return Err(broken("way")),
        },
        code_hash: row.code_hash,
        blinded: row.blinded,
    })
}

fn counted(rows: &[Count]) -> u64 {
    rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0)
}

/// Writes the roll.
pub async fn add_many(tx: &Tx, survey: SurveyId, entries: &[RollEntry]) -> Result<(), StoreError> {
    let rows = entries.iter().map(|entry| roll_entry::Model {
        organisation_id: tx.organisation().0,
        survey_id: survey.0,
        person_id: entry.person.0,
        cell: i32::try_from(entry.cell).unwrap_or(i32::MAX),
        way: entry.way.code().to_owned(),
        code_hash: entry.code_hash.clone(),
        blinded: entry.blinded.clone(),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// The entry whose link holds the code with this hash.
pub async fn by_code(tx: &Tx, survey: SurveyId, code_hash: &str) -> Result<Option<RollEntry>, StoreError> {
    let query = tx
        .find::<roll_entry::Entity>()
        .filter(roll_entry::Column::SurveyId.eq(survey.0))
        .filter(roll_entry::Column::CodeHash.eq(code_hash));
    tx.one(query).await?.map(entry_of).transpose()
}

/// The entry of a person.
pub async fn of_person(tx: &Tx, survey: SurveyId, person: PersonId) -> Result<Option<RollEntry>, StoreError> {
    let query = tx
        .find::<roll_entry::Entity>()
        .filter(roll_entry::Column::SurveyId.eq(survey.0))
        .filter(roll_entry::Column::PersonId.eq(person.0));
    tx.one(query).await?.map(entry_of).transpose()
}

/// Notes the blinded element a token is fetched with, once. Says 0 when one was there already.
///
/// All of the cell's rows are taken out and put back in random order with it: which of them changed is then nowhere to be seen, neither
/// by the order they lie in nor by the transaction that wrote them. Call it in turn ([`crate::surveys::states_kept`]).
pub async fn note_token(tx: &Tx, survey: SurveyId, person: PersonId, blinded: &str) -> Result<u64, StoreError> {
    let Some(entry) = of_person(tx, survey, person).await? else {
        return Ok(0);
    };
    if !entry.blinded.is_empty() {
        return Ok(0);
    }
    let mut rows = taken_out(tx, survey, entry.cell).await?;
    let mut noted = 0;
    for row in rows.iter_mut().filter(|row| row.person_id == person.0) {
        blinded.clone_into(&mut row.blinded);
        noted += 1;
    }
    tx.add_many(shuffled(rows)).await?;
    Ok(noted)
}

/// The same without the others' rows, for cells so large that they are mixed now and then only ([`mix`]).
pub async fn note_token_alone(tx: &Tx, survey: SurveyId, person: PersonId, blinded: &str) -> Result<u64, StoreError> {
    let update = tx
        .update::<roll_entry::Entity>()
        .col_expr(roll_entry::Column::Blinded, Expr::value(blinded))
        .filter(roll_entry::Column::SurveyId.eq(survey.0))
        .filter(roll_entry::Column::PersonId.eq(person.0))
        .filter(roll_entry::Column::Blinded.eq(""));
    tx.updated(update).await
}

/// Writes a cell's rows anew, in random order. Call it in turn.
pub async fn mix(tx: &Tx, survey: SurveyId, cell: u32) -> Result<(), StoreError> {
    let rows = taken_out(tx, survey, cell).await?;
    tx.add_many(shuffled(rows)).await
}

/// Only what this statement removed comes back, so nothing that another server wrote can be lost or doubled.
async fn taken_out(tx: &Tx, survey: SurveyId, cell: u32) -> Result<Vec<roll_entry::Model>, StoreError> {
    let sql = "delete from roll_entries where organisation_id = $1 and survey_id = $2 and cell = $3 returning *";
    let cell = i32::try_from(cell).unwrap_or(i32::MAX);
    tx.rows(sql, [survey.0.into(), cell.into()]).await
}

/// Those who get mail and have not fetched a token.
pub async fn without_token(tx: &Tx, survey: SurveyId) -> Result<Vec<PersonId>, StoreError> {
    let query = tx
        .find::<roll_entry::Entity>()
        .filter(roll_entry::Column::SurveyId.eq(survey.0))
        .filter(roll_entry::Column::Way.eq(Way::Mail.code()))
        .filter(roll_entry::Column::Blinded.eq(""));
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| PersonId(row.person_id))
        .collect())
}

/// The open surveys a person is invited to by mail or account and has not fetched a token for.
pub async fn waiting_for(tx: &Tx, person: PersonId) -> Result<Vec<SurveyId>, StoreError> {
    let sql = "select r.survey_id from roll_entries r join surveys s on s.organisation_id = r.organisation_id and s.id = r.survey_id \
               where r.organisation_id = $1 and r.person_id = $2 and r.blinded = '' and r.way = 'mail' and s.state = 'open'";
    let rows: Vec<SurveyRow> = tx.rows(sql, [person.0.into()]).await?;
    Ok(rows.into_iter().map(|row| SurveyId(row.survey_id)).collect())
}

/// How many are invited.
pub async fn count(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    let sql = "select count(*) as found from roll_entries where organisation_id = $1 and survey_id = $2";
    Ok(counted(&tx.rows::<Count>(sql, [survey.0.into()]).await?))
}

/// How many of each cell come in by card.
pub async fn cards_of_cells(tx: &Tx, survey: SurveyId) -> Result<Vec<(u32, u32)>, StoreError> {
    let sql = "select cell, count(*) as found from roll_entries where organisation_id = $1 and survey_id = $2 and way = 'card' \
               group by cell order by cell";
    let rows: Vec<CellRow> = tx.rows(sql, [survey.0.into()]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((u32::try_from(row.cell).ok()?, u32::try_from(row.found).ok()?)))
        .collect())
}

/// Removes every trace of who fetched a token, and the codes. Who was invited stays. The rows are written anew, all of them, so that
/// none tells when it was touched.
pub async fn forget_tokens(tx: &Tx, survey: SurveyId) -> Result<(), StoreError> {
    let query = tx
        .find::<roll_entry::Entity>()
        .filter(roll_entry::Column::SurveyId.eq(survey.0));
    let mut rows = tx.all(query).await?;
    remove_all(tx, survey).await?;
    rows.sort_by_key(|row| row.person_id);
    for row in &mut rows {
        row.code_hash.clear();
        row.blinded.clear();
    }
    tx.add_many(rows).await
}

/// Removes the roll.
pub async fn remove_all(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<roll_entry::Entity>()
            .filter(roll_entry::Column::SurveyId.eq(survey.0)),
    )
    .await
}
