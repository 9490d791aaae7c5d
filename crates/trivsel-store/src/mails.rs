//! Mails that wait to be sent. A mail that is sent leaves no row behind: nothing tells who got one when.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use trivsel_domain::id::{PersonId, SurveyId};
use uuid::Uuid;

use crate::entities::mail;
use crate::{StoreError, Tx};

/// What a mail says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// Come and answer.
    Invitation,
    /// You still can.
    Reminder,
}

impl MailKind {
    fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
        }
    }
}

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The id.
    pub id: Uuid,
    /// About which survey.
    pub survey: SurveyId,
    /// To whom.
    pub person: PersonId,
    /// What it says.
    pub kind: MailKind,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it could not be sent the last time: a code.
    pub failure: String,
}

#[derive(FromQueryResult)]
struct Count {
    found: i64,
}

/// Puts mails into the queue.
pub async fn add_many(tx: &Tx, mails: &[Mail]) -> Result<(), StoreError> {
    let rows = mails.iter().map(|one| mail::Model {
        organisation_id: tx.organisation().0,
        id: one.id,
        survey_id: one.survey.0,
        person_id: one.person.0,
        kind: one.kind.code().to_owned(),
        attempts: one.attempts,
        failure: one.failure.clone(),
    });
    tx.add_many(rows).await
}

/// Some of the mails that wait and were tried fewer than so many times.
pub async fn list_waiting(tx: &Tx, tries: i32, take: u64) -> Result<Vec<Mail>, StoreError> {
    let query = tx
        .find::<mail::Entity>()
        .filter(mail::Column::Attempts.lt(tries))
        .order_by_asc(mail::Column::Attempts)
        .order_by_asc(mail::Column::Id)
        .limit(take);
    tx.all(query).await?.into_iter().map(mail_of).collect()
}

/// The mails of a survey that could not be sent.
pub async fn list_failed(tx: &Tx, survey: SurveyId) -> Result<Vec<Mail>, StoreError> {
    let query = tx
        .find::<mail::Entity>()
        .filter(mail::Column::SurveyId.eq(survey.0))
        .filter(mail::Column::Failure.ne(""))
        .order_by_asc(mail::Column::Id);
    tx.all(query).await?.into_iter().map(mail_of).collect()
}

fn mail_of(row: mail::Model) -> Result<Mail, StoreError> {
    Ok(Mail {
        id: row.id,
        survey: SurveyId(row.survey_id),
        person: PersonId(row.person_id),
        kind: match row.kind.as_str() {
            "invitation" => MailKind::Invitation,
            "reminder" => MailKind::Reminder,
            _ => {
                return Err(StoreError::Corrupt {
                    table: "mails",
                    column: "kind",
                    row: row.id,
                });
            }
        },
        attempts: row.attempts,
        failure: row.failure,
    })
}

/// How many mails of a survey still wait.
pub async fn count(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    let sql = "select count(*) as found from mails where organisation_id = $1 and survey_id = $2";
    let rows: Vec<Count> = tx.rows(sql, [survey.0.into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}

/// Takes a mail out of the queue: it was sent, or is no longer wanted. Says 0 when another server took it.
pub async fn remove(tx: &Tx, id: Uuid) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<mail::Entity>().filter(mail::Column::Id.eq(id)))
        .await
}

/// Notes that a mail could not be sent.
pub async fn failed(tx: &Tx, id: Uuid, why: &str) -> Result<u64, StoreError> {
    let update = tx
        .update::<mail::Entity>()
        .col_expr(mail::Column::Attempts, crate::tenant::one_more(mail::Column::Attempts))
        .col_expr(mail::Column::Failure, Expr::value(why))
        .filter(mail::Column::Id.eq(id));
    tx.updated(update).await
}

/// Removes the mails of a survey.
pub async fn remove_all(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<mail::Entity>().filter(mail::Column::SurveyId.eq(survey.0)))
        .await
}
