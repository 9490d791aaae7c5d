//! The few places where SQLite and PostgreSQL must be spoken to differently.

use sea_orm::{AccessMode, ConnectOptions, IsolationLevel, SqliteTransactionMode, TransactionOptions};

/// SQLite: write-ahead log so that readers never wait for the writer; `full` so that a commit is on the disk when it is
/// acknowledged; a waiting writer gives up after ten seconds.
pub(crate) fn sqlite_options(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .pragma("journal_mode", "wal")
            .pragma("synchronous", "full")
            .pragma("busy_timeout", "10000")
            .pragma("cache_size", "-16000")
    });
}

/// A writing transaction takes SQLite's lock at once, so that two writers queue instead of failing half-way.
/// PostgreSQL locks rows as they are touched and needs no such thing.
pub(crate) fn write_transaction() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// A reading transaction sees one moment. SQLite gives that by itself; PostgreSQL needs to be asked for it.
pub(crate) fn read_transaction(is_postgres: bool) -> TransactionOptions {
    if is_postgres {
        TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..Default::default()
        }
    } else {
        TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            ..Default::default()
        }
    }
}
