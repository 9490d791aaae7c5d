//! Which connections may be used again. A connection whose transaction did not end is never handed out another time.
//!
//! When a disk is full, SQLite ends a transaction by itself, and the driver's own `rollback` then fails because there is none. The driver
//! goes on believing that one is open, makes every later transaction an inner one of it, and calls it committed when the inner one is: all
//! that was acknowledged from then on is in nobody's sight but this connection's, and gone when it is closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::ConnectOptions;
use sea_orm::sqlx::Connection;

/// What a pool remembers about the connection that is in use. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trust {
    is_lost: Arc<AtomicBool>,
}

impl Trust {
    /// A commit failed: the next connection to be handed out is a new one. SQLite has one that writes, so it is that one.
    pub(crate) fn lose(&self) {
        self.is_lost.store(true, Ordering::SeqCst);
    }

    /// Asks before each use of a SQLite connection. A pool hands a connection on only after what was sent to it has been worked off, so a
    /// transaction counted as open here is one whose end failed. `begin` itself fails on a connection that is inside of one after all.
    pub(crate) fn watch_sqlite(&self, options: &mut ConnectOptions) {
        let trust = self.clone();
        options.map_sqlx_sqlite_pool_opts(move |pool| {
            let trust = trust.clone();
            pool.before_acquire(move |connection, _| {
                let is_between_transactions = !connection.is_in_transaction();
                let is_trusted = !trust.is_lost.swap(false, Ordering::SeqCst);
                Box::pin(async move { Ok(kept(is_between_transactions && is_trusted)) })
            })
        });
    }

    /// Asks before each use of a PostgreSQL connection. The server says itself how each statement left the transaction; a connection that
    /// broke is noticed by the pool's own question.
    pub(crate) fn watch_postgres(&self, options: &mut ConnectOptions) {
        options.map_sqlx_postgres_pool_opts(|pool| {
            pool.before_acquire(|connection, _| {
                let is_between_transactions = !connection.is_in_transaction();
                Box::pin(async move { Ok(kept(is_between_transactions)) })
            })
        });
    }
}

fn kept(is_good: bool) -> bool {
    if !is_good {
        tracing::warn!(
            "a connection to the database is closed and replaced: its last transaction did not end as it should"
        );
    }
    is_good
}
