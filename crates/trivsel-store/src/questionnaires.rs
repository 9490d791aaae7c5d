//! Questionnaires and their versions. A version's content is kept as its canonical text; a published row is never written again.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{PersonId, QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::questionnaire::{Content, Published, Questionnaire, QuestionnaireVersion};

use crate::entities::{questionnaire, questionnaire_version};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

const VERSIONS: &str = "questionnaire_versions";

fn questionnaire_of(row: questionnaire::Model) -> Questionnaire {
    Questionnaire {
        id: QuestionnaireId(row.id),
        code: row.code,
        is_built_in: row.is_built_in,
        withdrawn_at: row.withdrawn_at,
        created_at: row.created_at,
    }
}

fn questionnaire_row(tx: &Tx, questionnaire: &Questionnaire) -> questionnaire::Model {
    questionnaire::Model {
        organisation_id: tx.organisation().0,
        id: questionnaire.id.0,
        code: questionnaire.code.clone(),
        is_built_in: questionnaire.is_built_in,
        withdrawn_at: questionnaire.withdrawn_at,
        created_at: questionnaire.created_at,
    }
}

fn version_of(row: questionnaire_version::Model) -> Result<QuestionnaireVersion, StoreError> {
    Ok(QuestionnaireVersion {
        content: parsed(Content::parse(&row.content).ok(), VERSIONS, "content", row.id)?,
        id: QuestionnaireVersionId(row.id),
        questionnaire: QuestionnaireId(row.questionnaire_id),
        number: row.number,
        based_on: row.based_on.map(QuestionnaireVersionId),
        published: row.published_at.map(|at| Published {
            at,
            by: row.published_by.map(PersonId),
            hash: row.hash,
        }),
        created_at: row.created_at,
        version: row.version,
    })
}

fn version_row(tx: &Tx, version: &QuestionnaireVersion) -> Result<questionnaire_version::Model, StoreError> {
    let published = version.published.as_ref();
    Ok(questionnaire_version::Model {
        organisation_id: tx.organisation().0,
        id: version.id.0,
        questionnaire_id: version.questionnaire.0,
        number: version.number,
        based_on: version.based_on.map(|id| id.0),
        content: content_text(version)?,
        published_at: published.map(|published| published.at),
        published_by: published.and_then(|published| published.by).map(|person| person.0),
        hash: hash_of(version),
        created_at: version.created_at,
        version: version.version,
    })
}

fn content_text(version: &QuestionnaireVersion) -> Result<String, StoreError> {
    parsed(version.content.canonical().ok(), VERSIONS, "content", version.id.0)
}

fn hash_of(version: &QuestionnaireVersion) -> String {
    version
        .published
        .as_ref()
        .map(|published| published.hash.clone())
        .unwrap_or_default()
}

/// All questionnaires, built-in ones first, then by their codes.
pub async fn list(tx: &Tx) -> Result<Vec<Questionnaire>, StoreError> {
    let query = tx
        .find::<questionnaire::Entity>()
        .order_by_desc(questionnaire::Column::IsBuiltIn)
        .order_by_asc(questionnaire::Column::Code);
    Ok(tx.all(query).await?.into_iter().map(questionnaire_of).collect())
}

/// One questionnaire.
pub async fn find(tx: &Tx, id: QuestionnaireId) -> Result<Option<Questionnaire>, StoreError> {
    let query = tx
        .find::<questionnaire::Entity>()
        .filter(questionnaire::Column::Id.eq(id.0));
    Ok(tx.one(query).await?.map(questionnaire_of))
}

/// All versions of all questionnaires, the newest of each first.
pub async fn list_versions(tx: &Tx) -> Result<Vec<QuestionnaireVersion>, StoreError> {
    let query = tx
        .find::<questionnaire_version::Entity>()
        .order_by_desc(questionnaire_version::Column::Number);
    tx.all(query).await?.into_iter().map(version_of).collect()
}

/// The versions of one questionnaire, the newest first.
pub async fn versions_of(tx: &Tx, questionnaire: QuestionnaireId) -> Result<Vec<QuestionnaireVersion>, StoreError> {
    let query = tx
        .find::<questionnaire_version::Entity>()
        .filter(questionnaire_version::Column::QuestionnaireId.eq(questionnaire.0))
        .order_by_desc(questionnaire_version::Column::Number);
    tx.all(query).await?.into_iter().map(version_of).collect()
}

/// One version.
pub async fn find_version(tx: &Tx, id: QuestionnaireVersionId) -> Result<Option<QuestionnaireVersion>, StoreError> {
    let query = tx
        .find::<questionnaire_version::Entity>()
        .filter(questionnaire_version::Column::Id.eq(id.0));
    tx.one(query).await?.map(version_of).transpose()
}

/// Adds a questionnaire.
pub async fn add(tx: &Tx, questionnaire: &Questionnaire) -> Result<(), StoreError> {
    tx.add(questionnaire_row(tx, questionnaire)).await
}

/// Writes a questionnaire that is already there.
pub async fn change(tx: &Tx, questionnaire: &Questionnaire) -> Result<u64, StoreError> {
    tx.change(questionnaire_row(tx, questionnaire)).await
}

/// Removes a questionnaire; refused by the schema while it has versions.
pub async fn remove(tx: &Tx, id: QuestionnaireId) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<questionnaire::Entity>()
        .filter(questionnaire::Column::Id.eq(id.0));
    tx.removed(removal).await
}

/// Adds a version.
pub async fn add_version(tx: &Tx, version: &QuestionnaireVersion) -> Result<(), StoreError> {
    tx.add(version_row(tx, version)?).await
}

/// Writes a version that is still a draft in the version read; its count of changes goes up by one. [`StoreError::Stale`] when
/// somebody else changed or published it in the meantime: a published row is never written again, whatever the caller holds.
pub async fn change_draft(tx: &Tx, version: &QuestionnaireVersion) -> Result<(), StoreError> {
    use questionnaire_version::Column;
    let published = version.published.as_ref();
    let update = tx
        .update::<questionnaire_version::Entity>()
        .col_expr(Column::Content, Expr::value(content_text(version)?))
        .col_expr(
            Column::PublishedAt,
            Expr::value(published.map(|published| published.at)),
        )
        .col_expr(
            Column::PublishedBy,
            Expr::value(published.and_then(|published| published.by).map(|person| person.0)),
        )
        .col_expr(Column::Hash, Expr::value(hash_of(version)))
        .col_expr(Column::Version, one_more(Column::Version))
        .filter(Column::Id.eq(version.id.0))
        .filter(Column::Version.eq(version.version))
        .filter(Column::PublishedAt.is_null());
    match tx.updated(update).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Removes a draft; a published version stays. Says how many rows went.
pub async fn remove_draft(tx: &Tx, id: QuestionnaireVersionId) -> Result<u64, StoreError> {
    use questionnaire_version::Column;
    let removal = tx
        .remove::<questionnaire_version::Entity>()
        .filter(Column::Id.eq(id.0))
        .filter(Column::PublishedAt.is_null());
    tx.removed(removal).await
}
