//! What goes wrong with a backup.

use std::io;

use crate::StoreError;

/// What went wrong while an archive was written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database.
    #[error("the database failed at table {table}")]
    Store {
        /// Which table.
        table: &'static str,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// The file.
    #[error("the file failed at table {table}")]
    File {
        /// Which table.
        table: &'static str,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A line that is not a row of the table.
    #[error("line {line} of table {table} is not a row of it")]
    Row {
        /// Which table.
        table: &'static str,
        /// Which line, from 1.
        line: usize,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// There is something in the database already.
    #[error("the database is not empty")]
    NotEmpty,
    /// Whoever writes or reads the file has stopped.
    #[error("the other end stopped before all was through")]
    Stopped,
}
