//! Surveys, their cells, and what was frozen when they opened.

mod reach;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, Value};
use trivsel_domain::id::{PersonId, QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::survey::{Cell, FollowUp, Rules, Survey, SurveyState, Target, TwoLanguages};
use uuid::Uuid;

use crate::entities::{survey, survey_cell, survey_reminder, survey_unit};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx, dialect};

pub use reach::{SurveyReach, list_reaches};

/// What was fixed when a survey opened.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Frozen {
    /// The tree of units, as JSON.
    pub snapshot: String,
    /// All that those who answer are told, as JSON.
    pub promise: String,
    /// SHA-256 of that text, in hexadecimal digits.
    pub seal: String,
    /// The key tokens are checked against, in hexadecimal digits.
    pub public_key: String,
    /// The key tokens are signed with, in hexadecimal digits. It lets nobody link anything; it lets its owner make tokens.
    pub secret_key: String,
}

impl std::fmt::Debug for Frozen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frozen")
            .field("seal", &self.seal)
            .field("public_key", &self.public_key)
            .finish_non_exhaustive()
    }
}

#[derive(FromQueryResult)]
struct FrozenRow {
    snapshot: String,
    promise: String,
    seal: String,
    public_key: String,
    secret_key: String,
}

#[derive(FromQueryResult)]
struct NumberRow {
    number: Option<i32>,
}

#[derive(FromQueryResult)]
struct StateRow {
    id: Uuid,
    state: String,
}

/// The lists that belong to surveys.
#[derive(Default)]
struct Parts {
    units: BTreeMap<Uuid, Vec<UnitId>>,
    reminders: BTreeMap<Uuid, Vec<NaiveDate>>,
}

fn count_of(value: i32, column: &'static str, row: Uuid) -> Result<u32, StoreError> {
    parsed(u32::try_from(value).ok(), "surveys", column, row)
}

fn survey_of(row: survey::Model, parts: &mut Parts) -> Result<Survey, StoreError> {
    let id = row.id;
    Ok(Survey {
        id: SurveyId(id),
        number: row.number,
        questionnaire: QuestionnaireVersionId(row.questionnaire_version_id),
        title: TwoLanguages {
            da: row.title_da,
            en: row.title_en,
        },
        purpose: TwoLanguages {
            da: row.purpose_da,
            en: row.purpose_en,
        },
        target: Target {
            units: parts.units.remove(&id).unwrap_or_default(),
            job_groups: parsed(serde_json::from_str(&row.job_groups).ok(), "surveys", "job_groups", id)?,
            by_job_group: row.by_job_group,
            cut_off: row.cut_off,
        },
        rules: Rules {
            minimum: count_of(row.minimum, "minimum", id)?,
            distribution: count_of(row.distribution_minimum, "distribution_minimum", id)?,
            comments: count_of(row.comments_minimum, "comments_minimum", id)?,
            offensive: count_of(row.offensive_minimum, "offensive_minimum", id)?,
        },
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        moved_to: row.moved_to,
        reminders: parts.reminders.remove(&id).unwrap_or_default(),
        retention_months: count_of(row.retention_months, "retention_months", id)?,
        follow_up: FollowUp {
            person: row.follow_up_person_id.map(PersonId),
            on: row.follow_up_on,
            time: row.follow_up_time,
        },
        contacts: row.contacts,
        state: parsed(SurveyState::parse(&row.state), "surveys", "state", id)?,
        closed_on: row.closed_on,
        answers_deleted_on: row.answers_deleted_on,
        held_since: row.held_since,
        version: row.version,
    })
}

fn whole(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn json(of: &impl serde::Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

async fn parts_of(tx: &Tx) -> Result<Parts, StoreError> {
    let mut parts = Parts::default();
    for row in tx.all(tx.find::<survey_unit::Entity>()).await? {
        parts.units.entry(row.survey_id).or_default().push(UnitId(row.unit_id));
    }
    let reminders = tx
        .find::<survey_reminder::Entity>()
        .order_by_asc(survey_reminder::Column::RemindOn);
    for row in tx.all(reminders).await? {
        parts.reminders.entry(row.survey_id).or_default().push(row.remind_on);
    }
    Ok(parts)
}

/// Every survey that can be read, the newest first. One whose row breaks a rule costs itself only: [`list_broken`].
pub async fn list(tx: &Tx) -> Result<Vec<Survey>, StoreError> {
    Ok(read_all(tx).await?.into_iter().filter_map(Result::ok).collect())
}

/// What is wrong with the rows of surveys that cannot be read.
pub async fn list_broken(tx: &Tx) -> Result<Vec<StoreError>, StoreError> {
    Ok(read_all(tx).await?.into_iter().filter_map(Result::err).collect())
}

async fn read_all(tx: &Tx) -> Result<Vec<Result<Survey, StoreError>>, StoreError> {
    let mut parts = parts_of(tx).await?;
    let query = tx.find::<survey::Entity>().order_by_desc(survey::Column::Number);
    let rows = tx.all(query).await?;
    Ok(rows.into_iter().map(|row| survey_of(row, &mut parts)).collect())
}

/// A survey.
pub async fn find(tx: &Tx, id: SurveyId) -> Result<Option<Survey>, StoreError> {
    let query = tx.find::<survey::Entity>().filter(survey::Column::Id.eq(id.0));
    one(tx, query).await
}

/// The survey with this number.
pub async fn by_number(tx: &Tx, number: i32) -> Result<Option<Survey>, StoreError> {
    let query = tx.find::<survey::Entity>().filter(survey::Column::Number.eq(number));
    one(tx, query).await
}

async fn one(tx: &Tx, query: sea_orm::Select<survey::Entity>) -> Result<Option<Survey>, StoreError> {
    let Some(row) = tx.one(query).await? else {
        return Ok(None);
    };
    let mut parts = Parts::default();
    let units = tx
        .find::<survey_unit::Entity>()
        .filter(survey_unit::Column::SurveyId.eq(row.id));
    let reminders = tx
        .find::<survey_reminder::Entity>()
        .filter(survey_reminder::Column::SurveyId.eq(row.id))
        .order_by_asc(survey_reminder::Column::RemindOn);
    let units = tx
        .all(units)
        .await?
        .into_iter()
        .map(|row| UnitId(row.unit_id))
        .collect();
    parts.units.insert(row.id, units);
    let reminders = tx.all(reminders).await?.into_iter().map(|row| row.remind_on).collect();
    parts.reminders.insert(row.id, reminders);
    survey_of(row, &mut parts).map(Some)
}

/// The number the next survey gets.
pub async fn next_number(tx: &Tx) -> Result<i32, StoreError> {
    let sql = "select max(number) as number from surveys where organisation_id = $1";
    let rows: Vec<NumberRow> = tx.rows(sql, []).await?;
    Ok(rows.first().and_then(|row| row.number).unwrap_or(0) + 1)
}

fn row_of(tx: &Tx, of: &Survey, frozen: &Frozen) -> survey::Model {
    survey::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        number: of.number,
        questionnaire_version_id: of.questionnaire.0,
        title_da: of.title.da.clone(),
        title_en: of.title.en.clone(),
        purpose_da: of.purpose.da.clone(),
        purpose_en: of.purpose.en.clone(),
        job_groups: json(&of.target.job_groups),
        by_job_group: of.target.by_job_group,
        cut_off: of.target.cut_off,
        minimum: whole(of.rules.minimum),
        distribution_minimum: whole(of.rules.distribution),
        comments_minimum: whole(of.rules.comments),
        offensive_minimum: whole(of.rules.offensive),
        opens_on: of.opens_on,
        closes_on: of.closes_on,
        retention_months: whole(of.retention_months),
        follow_up_person_id: of.follow_up.person.map(|person| person.0),
        follow_up_on: of.follow_up.on,
        follow_up_time: of.follow_up.time.clone(),
        state: of.state.code().to_owned(),
        closed_on: of.closed_on,
        answers_deleted_on: of.answers_deleted_on,
        snapshot: frozen.snapshot.clone(),
        promise: frozen.promise.clone(),
        seal: frozen.seal.clone(),
        public_key: frozen.public_key.clone(),
        secret_key: frozen.secret_key.clone(),
        version: of.version,
        held_since: of.held_since,
        moved_to: of.moved_to,
        contacts: of.contacts.clone(),
    }
}

/// Adds a survey.
pub async fn add(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    tx.add(row_of(tx, of, &Frozen::default())).await?;
    add_parts(tx, of).await
}

async fn add_parts(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    let organisation_id = tx.organisation().0;
    let units = of.target.units.iter().map(|unit| survey_unit::Model {
        organisation_id,
        survey_id: of.id.0,
        unit_id: unit.0,
    });
    tx.add_many(units.collect::<Vec<_>>()).await?;
    let reminders = of.reminders.iter().map(|day| survey_reminder::Model {
        organisation_id,
        survey_id: of.id.0,
        remind_on: *day,
        is_sent: false,
    });
    tx.add_many(reminders.collect::<Vec<_>>()).await
}

/// Writes what was decided about a survey that is being set up, as it was read at `of.version`, which then rises by one.
/// [`StoreError::Stale`] when somebody changed, launched or removed it meanwhile.
///
/// Only these columns: the state, and what was fixed at the opening, belong to [`advance`] and [`freeze`]. The row comes first, so that
/// whoever is quicker keeps the others out of the lists.
pub async fn change(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    let row = row_of(tx, of, &Frozen::default());
    let update = tx
        .update::<survey::Entity>()
        .col_expr(
            survey::Column::QuestionnaireVersionId,
            Expr::value(row.questionnaire_version_id),
        )
        .col_expr(survey::Column::TitleDa, Expr::value(row.title_da))
        .col_expr(survey::Column::TitleEn, Expr::value(row.title_en))
        .col_expr(survey::Column::PurposeDa, Expr::value(row.purpose_da))
        .col_expr(survey::Column::PurposeEn, Expr::value(row.purpose_en))
        .col_expr(survey::Column::JobGroups, Expr::value(row.job_groups))
        .col_expr(survey::Column::ByJobGroup, Expr::value(row.by_job_group))
        .col_expr(survey::Column::CutOff, Expr::value(row.cut_off))
        .col_expr(survey::Column::Minimum, Expr::value(row.minimum))
        .col_expr(
            survey::Column::DistributionMinimum,
            Expr::value(row.distribution_minimum),
        )
        .col_expr(survey::Column::CommentsMinimum, Expr::value(row.comments_minimum))
        .col_expr(survey::Column::OffensiveMinimum, Expr::value(row.offensive_minimum))
        .col_expr(survey::Column::OpensOn, Expr::value(row.opens_on))
        .col_expr(survey::Column::ClosesOn, Expr::value(row.closes_on))
        .col_expr(survey::Column::RetentionMonths, Expr::value(row.retention_months))
        .col_expr(survey::Column::FollowUpPersonId, Expr::value(row.follow_up_person_id))
        .col_expr(survey::Column::FollowUpOn, Expr::value(row.follow_up_on))
        .col_expr(survey::Column::FollowUpTime, Expr::value(row.follow_up_time))
        .col_expr(survey::Column::Contacts, Expr::value(row.contacts))
        .col_expr(survey::Column::Version, one_more(survey::Column::Version))
        .filter(survey::Column::State.eq(SurveyState::Draft.code()))
        .filter(survey::Column::Version.eq(of.version))
        .filter(survey::Column::Id.eq(of.id.0));
    tx.must_update(update).await?;
    remove_parts(tx, of.id).await?;
    add_parts(tx, of).await
}

async fn remove_parts(tx: &Tx, id: SurveyId) -> Result<(), StoreError> {
    let units = tx.remove::<survey_unit::Entity>();
    tx.removed(units.filter(survey_unit::Column::SurveyId.eq(id.0))).await?;
    let reminders = tx.remove::<survey_reminder::Entity>();
    tx.removed(reminders.filter(survey_reminder::Column::SurveyId.eq(id.0)))
        .await?;
    Ok(())
}

/// Moves a survey, as it was read in the state `from` and at `of.version`, to the state it has now, with the days that belong to it.
/// [`StoreError::Stale`] when somebody else moved or changed it first.
pub async fn advance(tx: &Tx, of: &Survey, from: SurveyState) -> Result<(), StoreError> {
    let update = tx
        .update::<survey::Entity>()
        .col_expr(survey::Column::State, Expr::value(of.state.code()))
        .col_expr(survey::Column::OpensOn, Expr::value(of.opens_on))
        .col_expr(survey::Column::ClosedOn, Expr::value(of.closed_on))
        .col_expr(survey::Column::AnswersDeletedOn, Expr::value(of.answers_deleted_on))
        .col_expr(survey::Column::HeldSince, Expr::value(of.held_since))
        .col_expr(survey::Column::MovedTo, Expr::value(of.moved_to))
        .col_expr(survey::Column::Version, one_more(survey::Column::Version))
        .filter(survey::Column::Id.eq(of.id.0))
        .filter(survey::Column::State.eq(from.code()))
        .filter(survey::Column::Version.eq(of.version))
        .filter(survey::Column::AnswersDeletedOn.is_null());
    tx.must_update(update).await
}

/// Names those to talk to anew, of a survey as it was read in its state and at `of.version`. [`StoreError::Stale`] when somebody was
/// quicker.
pub async fn change_contacts(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    let update = tx
        .update::<survey::Entity>()
        .col_expr(survey::Column::Contacts, Expr::value(of.contacts.as_str()))
        .col_expr(survey::Column::Version, one_more(survey::Column::Version))
        .filter(survey::Column::Id.eq(of.id.0))
        .filter(survey::Column::State.eq(of.state.code()))
        .filter(survey::Column::Version.eq(of.version));
    tx.must_update(update).await
}

/// Holds every survey that could open, take answers, close or be published: it may have gone further in the database that was lost.
pub(crate) const HOLD: &str = "update surveys set held_since = $2, version = version + 1 where organisation_id = $1 \
                               and held_since is null and answers_deleted_on is null and state in ('planned', 'open', 'closed')";

/// Holds surveys from a day on, until somebody says how each goes on. Says how many.
pub async fn hold(tx: &Tx, today: NaiveDate) -> Result<u64, StoreError> {
    tx.run(HOLD, [today.into()]).await
}

/// Keeps a survey, as it was read at `of.version`, from everybody else until the transaction ends. [`StoreError::Stale`] when somebody
/// was quicker.
pub async fn take_in_hand(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    let guard = tx
        .update::<survey::Entity>()
        .col_expr(survey::Column::Version, one_more(survey::Column::Version))
        .filter(survey::Column::Id.eq(of.id.0))
        .filter(survey::Column::State.eq(of.state.code()))
        .filter(survey::Column::Version.eq(of.version));
    tx.must_update(guard).await
}

/// Removes a survey that never opened, as it was read at `of.version`. [`StoreError::Stale`] when somebody changed or launched it first.
pub async fn remove(tx: &Tx, of: &Survey) -> Result<(), StoreError> {
    // Before its lists go: a launch that is under way has the row or comes too late.
    take_in_hand(tx, of).await?;
    remove_parts(tx, of.id).await?;
    let survey = tx.remove::<survey::Entity>();
    tx.must_remove(survey.filter(survey::Column::Id.eq(of.id.0))).await
}

/// Writes down what is fixed now that a survey opens, and its cells.
pub async fn freeze(tx: &Tx, id: SurveyId, frozen: &Frozen, cells: &[Cell]) -> Result<(), StoreError> {
    let update = tx
        .update::<survey::Entity>()
        .col_expr(survey::Column::Snapshot, Expr::value(frozen.snapshot.as_str()))
        .col_expr(survey::Column::Promise, Expr::value(frozen.promise.as_str()))
        .col_expr(survey::Column::Seal, Expr::value(frozen.seal.as_str()))
        .col_expr(survey::Column::PublicKey, Expr::value(frozen.public_key.as_str()))
        .col_expr(survey::Column::SecretKey, Expr::value(frozen.secret_key.as_str()))
        .filter(survey::Column::Id.eq(id.0));
    tx.must_update(update).await?;
    let rows = cells.iter().map(|cell| survey_cell::Model {
        organisation_id: tx.organisation().0,
        survey_id: id.0,
        number: whole(cell.number),
        unit_id: cell.unit.0,
        units: json(&cell.units),
        job_groups: json(&cell.job_groups),
        invited: whole(cell.invited),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// What was fixed when a survey opened; none before.
pub async fn frozen(tx: &Tx, id: SurveyId) -> Result<Option<Frozen>, StoreError> {
    let sql = "select snapshot, promise, seal, public_key, secret_key from surveys \
               where organisation_id = $1 and id = $2 and public_key <> ''";
    let rows: Vec<FrozenRow> = tx.rows(sql, [id.0.into()]).await?;
    Ok(rows.into_iter().next().map(|row| Frozen {
        snapshot: row.snapshot,
        promise: row.promise,
        seal: row.seal,
        public_key: row.public_key,
        secret_key: row.secret_key,
    }))
}

/// Throws the secret key away: nobody can make a token for a closed survey.
pub async fn forget_key(tx: &Tx, id: SurveyId) -> Result<(), StoreError> {
    let update = tx
        .update::<survey::Entity>()
        .col_expr(survey::Column::SecretKey, Expr::value(""))
        .filter(survey::Column::Id.eq(id.0));
    tx.must_update(update).await
}

/// The cells of a survey that has opened.
pub async fn list_cells(tx: &Tx, id: SurveyId) -> Result<Vec<Cell>, StoreError> {
    let query = tx
        .find::<survey_cell::Entity>()
        .filter(survey_cell::Column::SurveyId.eq(id.0))
        .order_by_asc(survey_cell::Column::Number);
    let broken = |column| StoreError::Corrupt {
        table: "survey_cells",
        column,
        row: id.0,
    };
    tx.all(query)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Cell {
                number: u32::try_from(row.number).map_err(|_| broken("number"))?,
                unit: UnitId(row.unit_id),
                units: serde_json::from_str(&row.units).map_err(|_| broken("units"))?,
                job_groups: serde_json::from_str(&row.job_groups).map_err(|_| broken("job_groups"))?,
                invited: u32::try_from(row.invited).map_err(|_| broken("invited"))?,
            })
        })
        .collect()
}

/// The states of surveys, for roll and box: one that is held takes no answers, as if it had closed. They are kept as they are until the
/// transaction ends: a survey cannot close while an answer is on its way in, and who writes its roll or its box does so in turn, on
/// whichever server.
pub async fn states_kept(tx: &Tx, ids: &[SurveyId]) -> Result<BTreeMap<SurveyId, SurveyState>, StoreError> {
    let list: Vec<String> = (0..ids.len()).map(|at| format!("${}", at + 2)).collect();
    let sql = format!(
        "select id, case when held_since is null then state else 'closed' end as state from surveys \
         where organisation_id = $1 and id in ({}){}",
        list.join(", "),
        dialect::in_turn(tx.backend())
    );
    let values: Vec<Value> = ids.iter().map(|id| id.0.into()).collect();
    let rows: Vec<StateRow> = tx.rows(&sql, values).await?;
    rows.into_iter()
        .map(|row| {
            let state = parsed(SurveyState::parse(&row.state), "surveys", "state", row.id)?;
            Ok((SurveyId(row.id), state))
        })
        .collect()
}

/// Takes the reminders that are due by a day, so that nobody else does. Says how many there were.
pub async fn take_reminders(tx: &Tx, id: SurveyId, until: NaiveDate) -> Result<u64, StoreError> {
    let update = tx
        .update::<survey_reminder::Entity>()
        .col_expr(survey_reminder::Column::IsSent, Expr::value(true))
        .filter(survey_reminder::Column::SurveyId.eq(id.0))
        .filter(survey_reminder::Column::RemindOn.lte(until))
        .filter(survey_reminder::Column::IsSent.eq(false));
    tx.updated(update).await
}
