//! What was said about the steps of the first hour, and what there is of each.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::id::PersonId;
use trivsel_domain::setup::SetupStep;

use crate::entities::setup_note;
use crate::{StoreError, Tx};

/// What was said about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupNoteKind {
    /// The workplace waits with it.
    PutOff,
    /// It was tried, and went well.
    Tried,
}

/// A note about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupNote {
    /// Which.
    pub step: SetupStep,
    /// What.
    pub kind: SetupNoteKind,
    /// When.
    pub noted_on: NaiveDate,
    /// Who said it; none once erased.
    pub noted_by: Option<PersonId>,
}

impl SetupNoteKind {
    const ALL: [Self; 2] = [Self::PutOff, Self::Tried];

    fn code(self) -> &'static str {
        match self {
            Self::PutOff => "put_off",
            Self::Tried => "tried",
        }
    }
}

/// Every note. A step or kind this program does not know is left out: a newer program wrote it.
pub async fn list(tx: &Tx) -> Result<Vec<SetupNote>, StoreError> {
    let rows = tx.all(tx.find::<setup_note::Entity>()).await?;
    let known = rows.into_iter().filter_map(|row| {
        Some(SetupNote {
            step: SetupStep::parse(&row.step)?,
            kind: SetupNoteKind::ALL.into_iter().find(|kind| kind.code() == row.kind)?,
            noted_on: row.noted_on,
            noted_by: row.noted_by.map(PersonId),
        })
    });
    Ok(known.collect())
}

/// Notes something about a step, in place of what was noted before.
pub async fn put(tx: &Tx, note: &SetupNote) -> Result<(), StoreError> {
    remove(tx, note.step).await?;
    tx.add(setup_note::Model {
        organisation_id: tx.organisation().0,
        step: note.step.code().to_owned(),
        kind: note.kind.code().to_owned(),
        noted_on: note.noted_on,
        noted_by: note.noted_by.map(|person| person.0),
    })
    .await
}

/// Forgets what was noted about a step. Says how many rows were touched.
pub async fn remove(tx: &Tx, step: SetupStep) -> Result<u64, StoreError> {
    let query = tx.remove::<setup_note::Entity>();
    tx.removed(query.filter(setup_note::Column::Step.eq(step.code()))).await
}

/// How much there is of each thing that is set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct SetupCounts {
    /// Units that were ever opened.
    pub units: i64,
    /// Persons who are employed today.
    pub people: i64,
    /// Who manages a unit today.
    pub managers: i64,
    /// Who is safety representative today.
    pub safety_reps: i64,
    /// Who is union representative today.
    pub union_reps: i64,
    /// Committees and other forums.
    pub forums: i64,
    /// Whether there are figures of any month: 1 or 0.
    pub figures: i64,
}

/// How much there is today.
pub async fn counts(tx: &Tx, today: NaiveDate) -> Result<SetupCounts, StoreError> {
    let holders = |role: &str| {
        format!(
            "(select count(distinct person_id) from role_assignments where organisation_id = $1 and role = '{role}' \
             and valid_from <= $2 and (valid_to is null or valid_to >= $2))"
        )
    };
    let sql = format!(
        "select (select count(*) from units where organisation_id = $1) as units, \
         (select count(distinct person_id) from employments where organisation_id = $1 \
          and valid_from <= $2 and (valid_to is null or valid_to >= $2)) as people, \
         {} as managers, {} as safety_reps, {} as union_reps, \
         (select count(*) from committees where organisation_id = $1) as forums, \
         (select count(*) from (select 1 from observations where organisation_id = $1 limit 1) found) as figures",
        holders("manager"),
        holders("safety_rep"),
        holders("union_rep"),
    );
    let rows: Vec<SetupCounts> = tx.rows(&sql, [today.into()]).await?;
    Ok(rows.first().copied().unwrap_or_default())
}
