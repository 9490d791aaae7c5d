//! Mails that wait to be sent. A mail that is sent leaves no row behind: nothing tells who got one when.

use chrono::{DateTime, Utc};
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
    /// You can until another day than you were told.
    LastDayMoved,
    /// You can sign in: choose a password.
    Access,
    /// You asked for a new password.
    Forgotten,
    /// Something waits for you: the week's letter, or what is due.
    Notice,
    /// Mails get through.
    Test,
}

impl MailKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Invitation,
        Self::Reminder,
        Self::LastDayMoved,
        Self::Access,
        Self::Forgotten,
        Self::Notice,
        Self::Test,
    ];
    /// Those somebody waits for, at any hour.
    pub const WAITED_FOR: [Self; 2] = [Self::Forgotten, Self::Test];

    /// The code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::LastDayMoved => "last_day_moved",
            Self::Access => "access",
            Self::Forgotten => "forgotten",
            Self::Notice => "notice",
            Self::Test => "test",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub id: Uuid,
    /// About which survey, if about one.
    pub survey: Option<SurveyId>,
    /// To whom.
    pub person: PersonId,
    /// What it says.
    pub kind: MailKind,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it could not be sent the last time: a code.
    pub failure: String,
    /// It is not tried before: it failed a while ago.
    pub not_before: DateTime<Utc>,
}

impl Mail {
    /// A mail about a survey that was never tried.
    pub fn new(survey: SurveyId, person: PersonId, kind: MailKind) -> Self {
        Self {
            survey: Some(survey),
            ..Self::to(person, kind)
        }
    }

    /// A mail about nothing but its reader that was never tried.
    pub fn to(person: PersonId, kind: MailKind) -> Self {
        Self {
            id: Uuid::new_v4(),
            survey: None,
            person,
            kind,
            attempts: 0,
            failure: String::new(),
            not_before: DateTime::UNIX_EPOCH,
        }
    }
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
        survey_id: one.survey.map(|survey| survey.0),
        person_id: one.person.0,
        kind: one.kind.code().to_owned(),
        attempts: one.attempts,
        failure: one.failure.clone(),
        not_before: one.not_before,
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// Some of the mails of these kinds that may be tried now and were tried fewer than so many times, the least tried first.
pub async fn list_waiting(
    tx: &Tx,
    kinds: &[MailKind],
    tries: i32,
    now: DateTime<Utc>,
    take: u64,
) -> Result<Vec<Mail>, StoreError> {
    let query = tx
        .find::<mail::Entity>()
        .filter(mail::Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        .filter(mail::Column::Attempts.lt(tries))
        .filter(mail::Column::NotBefore.lte(now))
        .order_by_asc(mail::Column::Attempts)
        .order_by_asc(mail::Column::Id)
        .limit(take);
    tx.all(query).await?.into_iter().map(mail_of).collect()
}

/// When the next of the mails that were tried fewer than so many times may be tried; none when no such mail waits.
pub async fn next(tx: &Tx, tries: i32) -> Result<Option<DateTime<Utc>>, StoreError> {
    let query = tx
        .find::<mail::Entity>()
        .filter(mail::Column::Attempts.lt(tries))
        .order_by_asc(mail::Column::NotBefore)
        .limit(1);
    Ok(tx.one(query).await?.map(|mail| mail.not_before))
}

fn mail_of(row: mail::Model) -> Result<Mail, StoreError> {
    Ok(Mail {
        id: row.id,
        survey: row.survey_id.map(SurveyId),
        person: PersonId(row.person_id),
        kind: MailKind::parse(&row.kind).ok_or(StoreError::Corrupt {
            table: "mails",
            column: "kind",
            row: row.id,
        })?,
        attempts: row.attempts,
        failure: row.failure,
        not_before: row.not_before,
    })
}

/// The persons for whom a mail of a kind waits, however often it was tried.
pub async fn list_of_kind(tx: &Tx, kind: MailKind) -> Result<Vec<Mail>, StoreError> {
    let query = tx.find::<mail::Entity>().filter(mail::Column::Kind.eq(kind.code()));
    tx.all(query).await?.into_iter().map(mail_of).collect()
}

/// Takes the mails of these kinds to a person out of the queue: what they say is no longer so.
pub async fn remove_to(tx: &Tx, person: PersonId, kinds: &[MailKind]) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<mail::Entity>()
        .filter(mail::Column::PersonId.eq(person.0))
        .filter(mail::Column::Kind.is_in(kinds.iter().map(|kind| kind.code())));
    tx.removed(removal).await
}

/// Takes mails of a kind out that were tried so many times and have lain since a moment: then they are tried afresh.
pub async fn remove_failed(tx: &Tx, kind: MailKind, tries: i32, since: DateTime<Utc>) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<mail::Entity>()
        .filter(mail::Column::Kind.eq(kind.code()))
        .filter(mail::Column::Attempts.gte(tries))
        .filter(mail::Column::NotBefore.lt(since));
    tx.removed(removal).await
}

/// How many mails of a survey still wait, and how many were tried so many times that they are left alone.
pub async fn count(tx: &Tx, survey: SurveyId, tries: i32) -> Result<(u64, u64), StoreError> {
    let sql = "select count(*) as found from mails where organisation_id = $1 and survey_id = $2 and attempts < $3";
    let waiting = tx.rows::<Count>(sql, [survey.0.into(), tries.into()]).await?;
    let sql = "select count(*) as found from mails where organisation_id = $1 and survey_id = $2 and attempts >= $3";
    let failed = tx.rows::<Count>(sql, [survey.0.into(), tries.into()]).await?;
    let counted = |rows: &[Count]| rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0);
    Ok((counted(&waiting), counted(&failed)))
}

/// Takes a mail out of the queue: it was sent, or is no longer wanted. Says 0 when another server took it.
pub async fn remove(tx: &Tx, id: Uuid) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<mail::Entity>().filter(mail::Column::Id.eq(id)))
        .await
}

/// Notes that a mail could not be sent: how often it has been tried now, why, and when it may be tried again.
pub async fn failed(tx: &Tx, of: &Mail) -> Result<u64, StoreError> {
    let update = tx
        .update::<mail::Entity>()
        .col_expr(mail::Column::Attempts, Expr::value(of.attempts))
        .col_expr(mail::Column::Failure, Expr::value(of.failure.as_str()))
        .col_expr(mail::Column::NotBefore, Expr::value(of.not_before))
        .filter(mail::Column::Id.eq(of.id));
    tx.updated(update).await
}

/// Removes the mails of a survey.
pub async fn remove_all(tx: &Tx, survey: SurveyId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<mail::Entity>().filter(mail::Column::SurveyId.eq(survey.0)))
        .await
}
