//! Can the database be written? Answered by writing: one row of its own is counted up and committed.
//!
//! A page of the system's health may be asked by anybody, and often. So one asks at a time, and what was found is told for a second.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DbErr};
use tokio::sync::Mutex;

use crate::store::begin;
use crate::{Kind, Store, StoreError, dialect};

/// How long an answer is told again.
const FRESH: Duration = Duration::from_secs(1);
/// How long the program's own writer is waited for. Who is at work there is writing.
const PATIENCE: Duration = Duration::from_secs(2);

/// When it was looked, and what was found.
type Found = (Instant, Result<(), StoreError>);

/// What was found the last time. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pulse {
    last: Arc<Mutex<Option<Found>>>,
}

impl Store {
    /// Writes a row of its own. Fails when nothing can be written.
    pub async fn beat(&self) -> Result<(), StoreError> {
        let mut last = self.pulse.last.lock().await;
        let fresh = last.as_ref().filter(|(at, _)| at.elapsed() < FRESH);
        let told = match fresh {
            Some((_, told)) => told,
            None => {
                let found = self.beat_now().await;
                let told = found.as_ref().copied().map_err(StoreError::once_more);
                *last = Some((Instant::now(), told));
                return found;
            }
        };
        told.as_ref().copied().map_err(StoreError::once_more)
    }

    async fn beat_now(&self) -> Result<(), StoreError> {
        if self.kind() == Kind::Sqlite && !self.is_writer_free().await {
            return self.ping().await;
        }
        let tx = begin(self.writing_connection(), dialect::box_transaction()).await?;
        let counted = "update heartbeats set beats = beats + 1 where name = 'write'";
        let done = tx.execute_unprepared(counted).await?;
        if done.rows_affected() != 1 {
            return Err(StoreError::Driver(DbErr::Custom(
                "the row that is counted up is gone".to_owned(),
            )));
        }
        tx.commit().await.map_err(|error| self.lost(error))
    }

    /// SQLite has one writing connection. A long import holds it, and that is no reason to take the server out of service.
    async fn is_writer_free(&self) -> bool {
        let pool = self.writing_connection().get_sqlite_connection_pool();
        tokio::time::timeout(PATIENCE, pool.acquire()).await.is_ok()
    }
}
