//! What people are written to about, what they chose, and what was told.

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::id::PersonId;
use trivsel_domain::notice::{NoticeKind, Stage};
use uuid::Uuid;

use crate::entities::{notice, notice_choice, notice_link};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// What a person chose about one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Who.
    pub person: PersonId,
    /// About what.
    pub kind: NoticeKind,
    /// Is it wanted?
    pub is_wanted: bool,
    /// On which weekday, from 0 for Monday, where a letter has one.
    pub weekday: Option<i32>,
    /// After the half of which hour, where a letter has one.
    pub hour: Option<i32>,
}

/// Something a person is told, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The id.
    pub id: Uuid,
    /// Who.
    pub person: PersonId,
    /// What kind.
    pub kind: NoticeKind,
    /// Which of its times.
    pub stage: Stage,
    /// What it is about.
    pub subject: Uuid,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// When it was told.
    pub sent_on: Option<NaiveDate>,
    /// Was it over before it was told?
    pub is_over: bool,
}

/// How many were told on a day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ToldOnDay {
    /// What kind, by its code.
    pub kind: String,
    /// The day.
    pub sent_on: NaiveDate,
    /// How many.
    pub found: i64,
}

fn choice_of(row: notice_choice::Model) -> Result<Choice, StoreError> {
    Ok(Choice {
        person: PersonId(row.person_id),
        kind: parsed(NoticeKind::parse(&row.kind), "notice_choices", "kind", row.person_id)?,
        is_wanted: row.is_wanted,
        weekday: row.weekday,
        hour: row.hour,
    })
}

fn notice_of(row: notice::Model) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: row.id,
        person: PersonId(row.person_id),
        kind: parsed(NoticeKind::parse(&row.kind), "notices", "kind", row.id)?,
        stage: parsed(Stage::parse(&row.stage), "notices", "stage", row.id)?,
        subject: row.subject_id,
        due_on: row.due_on,
        sent_on: row.sent_on,
        is_over: row.is_over,
    })
}

/// Every choice.
pub async fn list_choices(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let rows = tx.all(tx.find::<notice_choice::Entity>()).await?;
    rows.into_iter().map(choice_of).collect()
}

/// A person's choices.
pub async fn choices_of(tx: &Tx, person: PersonId) -> Result<Vec<Choice>, StoreError> {
    let query = tx
        .find::<notice_choice::Entity>()
        .filter(notice_choice::Column::PersonId.eq(person.0));
    tx.all(query).await?.into_iter().map(choice_of).collect()
}

/// Keeps a choice in place of the one before.
pub async fn choose(tx: &Tx, choice: &Choice) -> Result<(), StoreError> {
    let before = tx
        .remove::<notice_choice::Entity>()
        .filter(notice_choice::Column::PersonId.eq(choice.person.0))
        .filter(notice_choice::Column::Kind.eq(choice.kind.code()));
    tx.removed(before).await?;
    tx.add(notice_choice::Model {
        organisation_id: tx.organisation().0,
        person_id: choice.person.0,
        kind: choice.kind.code().to_owned(),
        is_wanted: choice.is_wanted,
        weekday: choice.weekday,
        hour: choice.hour,
    })
    .await
}

/// Adds what is to be told; what is known already stays as it is.
pub async fn add_missing(tx: &Tx, notices: &[Notice]) -> Result<(), StoreError> {
    let rows = notices.iter().map(|one| notice::Model {
        organisation_id: tx.organisation().0,
        id: one.id,
        person_id: one.person.0,
        kind: one.kind.code().to_owned(),
        stage: one.stage.code().to_owned(),
        subject_id: one.subject,
        due_on: one.due_on,
        sent_on: one.sent_on,
        is_over: one.is_over,
    });
    let known = OnConflict::columns([
        notice::Column::OrganisationId,
        notice::Column::PersonId,
        notice::Column::Kind,
        notice::Column::Stage,
        notice::Column::SubjectId,
        notice::Column::DueOn,
    ])
    .do_nothing()
    .to_owned();
    tx.add_missing(rows.collect::<Vec<_>>(), known).await
}

/// What waits to be told, to a person or to everybody.
pub async fn list_untold(tx: &Tx, person: Option<PersonId>) -> Result<Vec<Notice>, StoreError> {
    let mut query = tx
        .find::<notice::Entity>()
        .filter(notice::Column::SentOn.is_null())
        .filter(notice::Column::IsOver.eq(false));
    if let Some(person) = person {
        query = query.filter(notice::Column::PersonId.eq(person.0));
    }
    tx.all(query).await?.into_iter().map(notice_of).collect()
}

/// What was told on a day or later.
pub async fn list_told_since(tx: &Tx, day: NaiveDate) -> Result<Vec<Notice>, StoreError> {
    let query = tx.find::<notice::Entity>().filter(notice::Column::SentOn.gte(day));
    tx.all(query).await?.into_iter().map(notice_of).collect()
}

/// How many were told on each day, by kind, since a day.
pub async fn count_told(tx: &Tx, since: NaiveDate) -> Result<Vec<ToldOnDay>, StoreError> {
    let sql = "select kind, sent_on, count(*) as found from notices \
               where organisation_id = $1 and sent_on >= $2 group by kind, sent_on";
    tx.rows(sql, [since.into()]).await
}

/// Notes that these were told.
pub async fn mark_told(tx: &Tx, ids: &[Uuid], on: NaiveDate) -> Result<(), StoreError> {
    for some in ids.chunks(500) {
        let update = tx
            .update::<notice::Entity>()
            .col_expr(notice::Column::SentOn, Expr::value(on))
            .filter(notice::Column::Id.is_in(some.iter().copied()));
        tx.updated(update).await?;
    }
    Ok(())
}

/// Notes that these were over before they were told.
pub async fn mark_over(tx: &Tx, ids: &[Uuid]) -> Result<(), StoreError> {
    for some in ids.chunks(500) {
        let update = tx
            .update::<notice::Entity>()
            .col_expr(notice::Column::IsOver, Expr::value(true))
            .filter(notice::Column::Id.is_in(some.iter().copied()));
        tx.updated(update).await?;
    }
    Ok(())
}

/// Forgets what was due before a day.
pub async fn sweep(tx: &Tx, before: NaiveDate) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<notice::Entity>().filter(notice::Column::DueOn.lt(before)))
        .await
}

/// Whose link to fewer mails it is, by its hash.
pub async fn holder_of(tx: &Tx, token_hash: &str) -> Result<Option<PersonId>, StoreError> {
    let query = tx
        .find::<notice_link::Entity>()
        .filter(notice_link::Column::TokenHash.eq(token_hash));
    Ok(tx.one(query).await?.map(|row| PersonId(row.person_id)))
}

/// Gives a person a link; those of earlier mails go on leading where they led.
pub async fn add_link(tx: &Tx, person: PersonId, token_hash: &str, made_on: NaiveDate) -> Result<(), StoreError> {
    tx.add(notice_link::Model {
        organisation_id: tx.organisation().0,
        token_hash: token_hash.to_owned(),
        person_id: person.0,
        made_on,
    })
    .await
}

/// Takes a person's links back.
pub async fn remove_links(tx: &Tx, person: PersonId) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<notice_link::Entity>()
        .filter(notice_link::Column::PersonId.eq(person.0));
    tx.removed(removal).await
}

/// Forgets links that were given before a day.
pub async fn sweep_links(tx: &Tx, before: NaiveDate) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<notice_link::Entity>()
        .filter(notice_link::Column::MadeOn.lt(before));
    tx.removed(removal).await
}
