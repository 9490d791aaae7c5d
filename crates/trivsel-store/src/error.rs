//! What the database did, for the floors above to translate.

use sea_orm::{DbErr, RuntimeErr, SqlErr};
use uuid::Uuid;

/// Why the store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else holds the lock; try again.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    /// A rule of the schema was broken: the text names the key or the table's columns.
    #[error("the change breaks the rule {0}")]
    Conflict(String),
    /// The row was changed by somebody else since it was read.
    #[error("the row was changed by somebody else")]
    Stale,
    /// A row that breaks a rule of the program.
    #[error("the row {row} of {table} holds a wrong {column}")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which column.
        column: &'static str,
        /// Which row.
        row: Uuid,
    },
    /// Anything else the database says.
    #[error("the database failed")]
    Driver(#[source] DbErr),
    /// The address of the database is not understood.
    #[error("the database address must begin with sqlite: or postgres:")]
    Address,
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let broken = error.sql_err();
        if let Some(SqlErr::UniqueConstraintViolation(rule) | SqlErr::ForeignKeyConstraintViolation(rule)) = broken {
            return Self::Conflict(rule);
        }
        let busy = match &error {
            DbErr::ConnectionAcquire(_) => true,
            DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
                let text = inner.to_string();
                text.contains("database is locked")
                    || text.contains("could not serialize")
                    || text.contains("deadlock detected")
            }
            _ => false,
        };
        if busy { Self::Busy(error) } else { Self::Driver(error) }
    }
}

/// Turns a text from a row into a value of the domain, or names the place.
pub(crate) fn parsed<T>(
    value: Option<T>,
    table: &'static str,
    column: &'static str,
    row: Uuid,
) -> Result<T, StoreError> {
    value.ok_or(StoreError::Corrupt { table, column, row })
}
