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
    /// The database cannot keep anything more: the disk or a quota is full, the disk fails, or the file may not be written.
    #[error("the database cannot be written")]
    Unwritable(#[source] DbErr),
    /// A statement of the transaction failed before, so that it cannot be committed.
    #[error("the transaction had failed already and was not committed")]
    Spoiled,
    /// Anything else the database says.
    #[error("the database failed")]
    Driver(#[source] DbErr),
    /// The address of the database is not understood.
    #[error("the database address must begin with sqlite: or postgres:")]
    Address,
}

impl StoreError {
    /// Did two transactions meet, so that this one, begun again from its beginning, may well succeed at once? A pool without a free connection,
    /// or a server that stops, is busy too, but trying again at once only adds to it.
    pub fn is_collision(&self) -> bool {
        let Self::Busy(error) = self else { return false };
        Fault::of(error) == Fault::Collision
    }

    /// The same failure for one more of those who waited for the same thing. The cause stays with the first, who logs it.
    #[must_use]
    pub fn once_more(&self) -> Self {
        let cause = || DbErr::Custom("it failed for all who waited together".to_owned());
        match self {
            Self::Busy(_) => Self::Busy(cause()),
            Self::Unwritable(_) => Self::Unwritable(cause()),
            Self::Conflict(rule) => Self::Conflict(rule.clone()),
            Self::Stale => Self::Stale,
            Self::Spoiled => Self::Spoiled,
            Self::Corrupt { table, column, row } => Self::Corrupt {
                table,
                column,
                row: *row,
            },
            Self::Address => Self::Address,
            Self::Driver(_) => Self::Driver(cause()),
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let broken = error.sql_err();
        if let Some(SqlErr::UniqueConstraintViolation(rule) | SqlErr::ForeignKeyConstraintViolation(rule)) = broken {
            return Self::Conflict(rule);
        }
        match Fault::of(&error) {
            Fault::Collision | Fault::Busy => Self::Busy(error),
            Fault::Unwritable => Self::Unwritable(error),
            Fault::Other => Self::Driver(error),
        }
    }
}

/// What kind of failure a database's own code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Collision,
    Busy,
    Unwritable,
    Other,
}

impl Fault {
    fn of(error: &DbErr) -> Self {
        let inner = match error {
            DbErr::ConnectionAcquire(_) => return Self::Busy,
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => inner,
            _ => return Self::Other,
        };
        let Some(said) = inner.as_database_error() else {
            return Self::Other;
        };
        let code = said.code().unwrap_or_default();
        match code.parse::<u32>() {
            // SQLite has small whole numbers, PostgreSQL five letters and digits.
            Ok(number) if code.len() < 5 => Self::of_sqlite(number),
            _ => Self::of_postgres(&code),
        }
    }

    fn of_sqlite(code: u32) -> Self {
        // The lowest eight bits are the kind: 5 busy, 6 locked, 8 read-only, 10 the disk failed, 13 full, 14 cannot be opened.
        match code & 0xff {
            // A reading that somebody's commit made old (517) can be done again at once; a lock was waited for ten seconds already.
            5 if code == 517 => Self::Collision,
            5 | 6 => Self::Busy,
            8 | 10 | 13 | 14 => Self::Unwritable,
            _ => Self::Other,
        }
    }

    fn of_postgres(code: &str) -> Self {
        match code {
            // Somebody else wrote the same, two waited for each other, or a lock was not to be had.
            "40001" | "40P01" | "55P03" => Self::Collision,
            // Too many connections; the server starts, stops, or ended this one.
            "53300" | "57P01" | "57P02" | "57P03" => Self::Busy,
            // The disk or a quota is full, the disk fails, or the server only reads.
            "53100" | "53400" | "58030" | "25006" => Self::Unwritable,
            _ => Self::Other,
        }
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
