//! Publications: what left a survey's box at its closing, once and for all.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::id::{PublicationId, SurveyId};
use uuid::Uuid;

use crate::entities::publication;
use crate::{StoreError, Tx};

/// A publication as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPublication {
    pub id: PublicationId,
    /// Of which survey.
    pub survey: SurveyId,
    /// When.
    pub published_on: NaiveDate,
    /// Rises whenever the same answers would be published otherwise.
    pub method_version: i32,
    /// SHA-256 of the content, in hexadecimal digits.
    pub hash: String,
    /// What may be shown, as JSON.
    pub content: String,
    /// What later publications are audited together with, as JSON.
    pub ledger: String,
}

fn publication_of(row: publication::Model) -> KeptPublication {
    KeptPublication {
        id: PublicationId(row.id),
        survey: SurveyId(row.survey_id),
        published_on: row.published_on,
        method_version: row.method_version,
        hash: row.hash,
        content: row.content,
        ledger: row.ledger,
    }
}

/// The publication of a survey.
pub async fn of_survey(tx: &Tx, survey: SurveyId) -> Result<Option<KeptPublication>, StoreError> {
    let query = tx
        .find::<publication::Entity>()
        .filter(publication::Column::SurveyId.eq(survey.0));
    Ok(tx.one(query).await?.map(publication_of))
}

#[derive(FromQueryResult)]
struct HashRow {
    survey_id: Uuid,
    hash: String,
}

#[derive(FromQueryResult)]
struct SurveyRow {
    survey_id: Uuid,
}

/// The hash of a survey's publication: whether it is there, without reading all of it.
pub async fn hash_of(tx: &Tx, survey: SurveyId) -> Result<Option<String>, StoreError> {
    // There are few, and a page that shows a course asks for several of them.
    let sql = "select survey_id, hash from publications where organisation_id = $1";
    let rows: Vec<HashRow> = tx.rows(sql, []).await?;
    let own = rows.into_iter().find(|row| row.survey_id == survey.0);
    Ok(own.map(|row| row.hash))
}

/// The surveys that have a publication, the oldest first.
pub async fn list_surveys(tx: &Tx) -> Result<Vec<SurveyId>, StoreError> {
    let sql = "select p.survey_id from publications p join surveys s on s.organisation_id = p.organisation_id and s.id = p.survey_id \
               where p.organisation_id = $1 order by s.closed_on, s.number";
    let rows: Vec<SurveyRow> = tx.rows(sql, []).await?;
    Ok(rows.into_iter().map(|row| SurveyId(row.survey_id)).collect())
}

/// Keeps a publication. There must be none of the survey.
pub async fn add(tx: &Tx, of: &KeptPublication) -> Result<(), StoreError> {
    tx.add(publication::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        survey_id: of.survey.0,
        published_on: of.published_on,
        method_version: of.method_version,
        hash: of.hash.clone(),
        content: of.content.clone(),
        ledger: of.ledger.clone(),
    })
    .await
}
