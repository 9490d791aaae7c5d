//! When it was looked last whether something is due.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::FromQueryResult;
use trivsel_domain::look::{Before, Look};
use uuid::Uuid;

use crate::entities::look::{Entity, Model};
use crate::{StoreError, Tx};

/// A look that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptLook {
    /// Drawn when the first look was written: whose numbers these are.
    pub epoch: Uuid,
    /// Rises with every one.
    pub number: i64,
    /// What is known of the clock.
    pub look: Look,
}

/// What is at stake when nothing is known of the clock.
#[derive(FromQueryResult)]
struct StakeRow {
    created_at: DateTime<Utc>,
    unfinished: i64,
}

/// The last look; none when nobody has looked yet.
pub async fn find(tx: &Tx) -> Result<Option<KeptLook>, StoreError> {
    Ok(tx.one(tx.find::<Entity>()).await?.map(|row| KeptLook {
        epoch: row.epoch,
        number: row.number,
        look: Look {
            at: row.looked_at,
            steady: TimeDelta::seconds(row.steady_seconds),
            needed: TimeDelta::seconds(row.needed_seconds),
            before: row.before_at.map(|at| Before {
                at,
                steady: TimeDelta::seconds(row.before_seconds),
            }),
        },
    }))
}

/// Writes a look down in place of the last one, as it was read. [`StoreError::Stale`] when another server has looked meanwhile.
pub async fn keep(tx: &Tx, kept: &KeptLook) -> Result<(), StoreError> {
    let row = Model {
        organisation_id: tx.organisation().0,
        epoch: kept.epoch,
        number: kept.number,
        looked_at: kept.look.at,
        steady_seconds: kept.look.steady.num_seconds(),
        needed_seconds: kept.look.needed.num_seconds(),
        before_at: kept.look.before.map(|before| before.at),
        before_seconds: kept.look.before.map_or(0, |before| before.steady.num_seconds()),
    };
    if kept.number == 1 {
        return tx.add(row).await;
    }
    match tx.change(row).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Is there a survey that could be moved by a clock that is wrong, in an organisation that was not made just now?
pub async fn is_anything_at_stake(tx: &Tx, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "select created_at, (select count(*) from surveys where organisation_id = $1 and answers_deleted_on is null \
               and state <> 'draft') as unfinished from organisations where organisation_id = $1";
    let rows: Vec<StakeRow> = tx.rows(sql, []).await?;
    Ok(rows
        .iter()
        .any(|row| row.unfinished > 0 && (now - row.created_at).abs() > trivsel_domain::look::SLACK))
}
