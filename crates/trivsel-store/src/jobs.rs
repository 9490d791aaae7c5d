//! Work that is done in the background, and whose hands it is in.
//!
//! A hand is a random number. Everything a server writes about a job it has taken is guarded by its own: once another server has put
//! another hand there, it writes nothing any more.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Value};
use trivsel_domain::id::JobId;
use trivsel_domain::job::{JobFailure, JobKind, JobProgress, JobState};
use uuid::Uuid;

use crate::entities::job::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// A job as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptJob {
    pub id: JobId,
    /// What kind it is.
    pub kind: JobKind,
    /// What it is about.
    pub subject: String,
    /// All of it, as JSON.
    pub payload: String,
    /// How far it has come.
    pub state: JobState,
    /// It is not begun before.
    pub not_before: DateTime<Utc>,
    /// How often it was asked for.
    pub asked: i64,
    /// How often it was begun since.
    pub tries: u32,
    /// Who is at it.
    pub hand: Option<Uuid>,
    /// How often they have said so.
    pub beats: i64,
    /// How far they have come.
    pub progress: JobProgress,
    /// Why it failed the last time.
    pub failure: Option<JobFailure>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// What becomes of a job when a hand is taken off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutDown {
    /// It is done, and nobody has to know.
    Done,
    /// It is done, and is told so to who asks.
    DoneAndTold,
    /// It is done for now and comes back.
    Until(DateTime<Utc>),
    /// It failed and is tried again.
    Retry(JobFailure, DateTime<Utc>),
    /// It is given up.
    GiveUp(JobFailure),
    /// Nothing came of it, through no fault of its own: the server stops.
    GiveBack,
}

fn job_of(row: Model) -> Result<KeptJob, StoreError> {
    let whole = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(KeptJob {
        id: JobId(row.id),
        kind: parsed(JobKind::parse(&row.kind), "jobs", "kind", row.id)?,
        subject: row.subject,
        payload: row.payload,
        state: parsed(JobState::parse(&row.state), "jobs", "state", row.id)?,
        not_before: row.not_before,
        asked: row.asked,
        tries: u32::try_from(row.tries).unwrap_or(0),
        hand: row.hand,
        beats: row.beats,
        progress: JobProgress {
            step: row.step,
            done: whole(row.done),
            total: whole(row.total),
            counted: whole(row.counted),
        },
        failure: JobFailure::parse(&row.failure),
        finished_at: row.finished_at,
    })
}

/// Asks for a job, to be begun from `now` on. One of the same kind and subject that waits is that job; one that a server is at is done
/// once more afterwards; one that has ended begins anew.
pub async fn ask(tx: &Tx, kind: JobKind, subject: &str, payload: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "insert into jobs (organisation_id, id, kind, subject, payload, state, set_at, not_before, asked, tries, hand, beats, \
               step, done, total, counted, failure, created_at, finished_at) \
               values ($1, $2, $3, $4, $5, 'waiting', $6, $6, 1, 0, null, 0, '', 0, 0, 0, '', $6, null) \
               on conflict (organisation_id, kind, subject) do update set asked = jobs.asked + 1, \
               payload = case when jobs.state = 'in_hand' then jobs.payload else excluded.payload end, \
               state = case when jobs.state = 'in_hand' then jobs.state else 'waiting' end, \
               set_at = excluded.set_at, not_before = excluded.not_before, \
               tries = case when jobs.state in ('done', 'failed') then 0 else jobs.tries end, \
               failure = case when jobs.state in ('done', 'failed') then '' else jobs.failure end, \
               finished_at = null";
    let values: [Value; 5] = [
        Uuid::now_v7().into(),
        kind.code().into(),
        subject.into(),
        payload.into(),
        now.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The job of a kind about something, whatever has become of it.
pub async fn find(tx: &Tx, kind: JobKind, subject: &str) -> Result<Option<KeptJob>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::Subject.eq(subject));
    tx.one(query).await?.map(job_of).transpose()
}

/// Jobs of these kinds that wait and may be begun, the one that has waited longest first. A wait that was set at a moment still to come was
/// set by a clock that was wrong, and counts for nothing.
pub async fn list_ready(tx: &Tx, kinds: &[JobKind], now: DateTime<Utc>, most: u64) -> Result<Vec<KeptJob>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::State.eq(JobState::Waiting.code()))
        .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        .filter(
            Condition::any()
                .add(Column::NotBefore.lte(now))
                .add(Column::SetAt.gt(now)),
        )
        .order_by_asc(Column::NotBefore)
        .limit(most);
    tx.all(query).await?.into_iter().map(job_of).collect()
}

/// Jobs of these kinds that are in somebody's hands.
pub async fn list_in_hand(tx: &Tx, kinds: &[JobKind]) -> Result<Vec<KeptJob>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::State.eq(JobState::InHand.code()))
        .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())));
    tx.all(query).await?.into_iter().map(job_of).collect()
}

/// Puts a hand on a job as it was seen: waiting, or in the hands of somebody whose beats stand still. Says whether it is now in this
/// hand; nobody else's then.
pub async fn take(tx: &Tx, seen: &KeptJob, hand: Uuid) -> Result<bool, StoreError> {
    let seen_hand = match seen.hand {
        Some(other) => Column::Hand.eq(other),
        None => Column::Hand.is_null(),
    };
    let update = tx
        .update::<Entity>()
        .col_expr(Column::State, Expr::value(JobState::InHand.code()))
        .col_expr(Column::Hand, Expr::value(hand))
        .col_expr(Column::Beats, Expr::value(0_i64))
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(seen.id.0))
        .filter(Column::State.eq(seen.state.code()))
        .filter(Column::Asked.eq(seen.asked))
        .filter(Column::Tries.eq(i32::try_from(seen.tries).unwrap_or(i32::MAX)))
        .filter(Column::Beats.eq(seen.beats))
        .filter(seen_hand);
    Ok(tx.updated(update).await? > 0)
}

/// Says that somebody is still at it, and how far they have come. Says false when it is no longer in their hands.
pub async fn beat(tx: &Tx, id: JobId, hand: Uuid, progress: &JobProgress) -> Result<bool, StoreError> {
    let whole = |number: u64| Expr::value(i64::try_from(number).unwrap_or(i64::MAX));
    let update = tx
        .update::<Entity>()
        .col_expr(Column::Beats, Expr::col(Column::Beats).add(1))
        .col_expr(Column::Step, Expr::value(progress.step.clone()))
        .col_expr(Column::Done, whole(progress.done))
        .col_expr(Column::Total, whole(progress.total))
        .col_expr(Column::Counted, whole(progress.counted))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Hand.eq(hand));
    Ok(tx.updated(update).await? > 0)
}

/// Makes sure that a job is still in this hand, and keeps it there until the transaction ends: what is written with it is then written
/// by one server only. [`StoreError::Stale`] when it is not.
pub async fn must_hold(tx: &Tx, id: JobId, hand: Uuid) -> Result<(), StoreError> {
    let update = tx
        .update::<Entity>()
        .col_expr(Column::Beats, Expr::col(Column::Beats).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Hand.eq(hand));
    tx.must_update(update).await
}

/// Takes a hand off a job. What was asked for since it was `taken` is begun once more, whatever became of this time. Does nothing when it
/// is no longer in this hand.
pub async fn put_down(
    tx: &Tx,
    taken: &KeptJob,
    hand: Uuid,
    how: PutDown,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if how == PutDown::Done {
        let removal = tx
            .remove::<Entity>()
            .filter(Column::Id.eq(taken.id.0))
            .filter(Column::Hand.eq(hand))
            .filter(Column::Asked.eq(taken.asked));
        if tx.removed(removal).await? > 0 {
            return Ok(());
        }
    } else {
        let of_this_time = changed(tx, taken, hand, how, now).filter(Column::Asked.eq(taken.asked));
        if tx.updated(of_this_time).await? > 0 {
            return Ok(());
        }
    }
    // It was asked for meanwhile, or is in other hands.
    tx.updated(changed(tx, taken, hand, PutDown::Until(now), now)).await?;
    Ok(())
}

fn changed(tx: &Tx, taken: &KeptJob, hand: Uuid, how: PutDown, now: DateTime<Utc>) -> sea_orm::UpdateMany<Entity> {
    let (state, not_before, failure) = match how {
        PutDown::Done | PutDown::DoneAndTold => (JobState::Done, now, None),
        PutDown::Until(at) => (JobState::Waiting, at, None),
        PutDown::Retry(failure, at) => (JobState::Waiting, at, Some(failure)),
        PutDown::GiveUp(failure) => (JobState::Failed, now, Some(failure)),
        PutDown::GiveBack => (JobState::Waiting, now, taken.failure),
    };
    let tries = match how {
        // Counted when it was taken.
        PutDown::Retry(..) | PutDown::GiveUp(_) => Expr::col(Column::Tries),
        PutDown::GiveBack => Expr::value(i32::try_from(taken.tries).unwrap_or(0)),
        PutDown::Done | PutDown::DoneAndTold | PutDown::Until(_) => Expr::value(0),
    };
    let ended = (!state.is_under_way()).then_some(now);
    tx.update::<Entity>()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Hand, Expr::value(None::<Uuid>))
        .col_expr(Column::Beats, Expr::value(0_i64))
        .col_expr(Column::SetAt, Expr::value(now))
        .col_expr(Column::NotBefore, Expr::value(not_before))
        .col_expr(Column::Tries, tries)
        .col_expr(Column::Failure, Expr::value(failure.map_or("", JobFailure::code)))
        .col_expr(Column::FinishedAt, Expr::value(ended))
        .filter(Column::Id.eq(taken.id.0))
        .filter(Column::Hand.eq(hand))
}

/// Removes jobs that ended before a moment.
pub async fn remove_ended(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<Entity>()
        .filter(Column::State.is_in([JobState::Done.code(), JobState::Failed.code()]))
        .filter(Column::FinishedAt.lt(before));
    tx.removed(removal).await
}

/// A kind of work in a state, and how much of it there is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct JobCount {
    /// The kind's code; one that this program does not know among them.
    pub kind: String,
    /// The state's code.
    pub state: String,
    /// The code of the last failure; empty where nothing failed.
    pub failure: String,
    /// How many.
    pub found: i64,
}

/// How much work there is, by kind, state and failure.
pub async fn count(tx: &Tx) -> Result<Vec<JobCount>, StoreError> {
    let sql = "select kind, state, failure, count(*) as found from jobs where organisation_id = $1 \
               group by kind, state, failure order by kind, state, failure";
    tx.rows(sql, []).await
}
