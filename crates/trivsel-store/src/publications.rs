//! Publications: what left a survey's box at its closing, once and for all.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{PublicationId, SurveyId};

use crate::entities::publication;
use crate::{StoreError, Tx};

/// A publication as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPublication {
    /// The id.
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

/// Every publication, the oldest first.
pub async fn list(tx: &Tx) -> Result<Vec<KeptPublication>, StoreError> {
    let query = tx
        .find::<publication::Entity>()
        .order_by_asc(publication::Column::PublishedOn)
        .order_by_asc(publication::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(publication_of).collect())
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
