//! The database itself: opening, migrating, and beginning transactions.

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait,
};
use trivsel_domain::id::OrganisationId;

use crate::error::StoreError;
use crate::tenant::Tx;
use crate::{dialect, migrations};

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server, or a sharded cluster of them.
    Postgres,
}

/// The file of a SQLite address; none for another address, or a database in memory.
pub fn sqlite_file(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split('?').next().unwrap_or(path);
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    reading: DatabaseConnection,
    writing: DatabaseConnection,
    kind: Kind,
}

impl Store {
    /// Opens `sqlite:path` or `postgres://…` and brings the schema up to date.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let store = Self::connect(address).await?;
        migrations::up(&store.writing).await?;
        Ok(store)
    }

    async fn connect(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            // One writing connection: SQLite has one writer anyway, and a queue in the pool is fairer than busy-waiting.
            let open = async |connections: u32| {
                let mut options = ConnectOptions::new(address);
                options
                    .max_connections(connections)
                    .acquire_timeout(Duration::from_secs(15))
                    .sqlx_logging(false);
                dialect::sqlite_options(&mut options);
                Database::connect(options).await
            };
            Ok(Self {
                writing: open(1).await?,
                reading: open(8).await?,
                kind: Kind::Sqlite,
            })
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let mut options = ConnectOptions::new(address);
            options
                .max_connections(20)
                .acquire_timeout(Duration::from_secs(15))
                .sqlx_logging(false);
            let pool = Database::connect(options).await?;
            Ok(Self {
                reading: pool.clone(),
                writing: pool,
                kind: Kind::Postgres,
            })
        } else {
            Err(StoreError::Address)
        }
    }

    /// Which database it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Begins a transaction that only reads, for one organisation.
    pub async fn read(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        let options = dialect::read_transaction(self.kind == Kind::Postgres);
        Ok(Tx::new(self.reading.begin_with_options(options).await?, organisation))
    }

    /// Begins a transaction that writes, for one organisation. Takes the lock at once.
    pub async fn write(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        Ok(Tx::new(
            self.writing.begin_with_options(dialect::write_transaction()).await?,
            organisation,
        ))
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reading.ping().await?)
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.reading.close_by_ref().await?;
        if self.kind == Kind::Sqlite {
            self.writing.close_by_ref().await?;
        }
        Ok(())
    }

    /// Calls `seen` with the text of every statement from now on. For the test that keeps tenants apart.
    pub fn watch_statements(&mut self, seen: impl Fn(&str) + Send + Sync + Clone + 'static) {
        let also = seen.clone();
        self.reading.set_metric_callback(move |info| seen(&info.statement.sql));
        self.writing.set_metric_callback(move |info| also(&info.statement.sql));
    }

    /// Clears away what removed and rewritten rows left behind in the files: after a box was shuffled or emptied. [`StoreError::Busy`]
    /// when a reader stands in the way: then it is to be tried again.
    pub async fn wipe_leftovers(&self) -> Result<(), StoreError> {
        match self.kind {
            Kind::Postgres => {
                for statement in dialect::VACUUM {
                    self.writing.execute_unprepared(statement).await?;
                }
            }
            Kind::Sqlite => {
                let statement = Statement::from_string(DbBackend::Sqlite, dialect::EMPTY_LOG);
                let answer = self.writing.query_one_raw(statement).await?;
                let is_busy = match answer {
                    Some(row) => row.try_get_by_index::<i64>(0)? != 0,
                    None => false,
                };
                if is_busy {
                    let why = "a reader keeps the write-ahead log from being emptied";
                    return Err(StoreError::Busy(DbErr::Custom(why.to_owned())));
                }
            }
        }
        Ok(())
    }

    /// Copies a whole SQLite database into a new file while it is in use. PostgreSQL has its own tools: `Ok(false)`.
    pub async fn copy_into(&self, path: &str) -> Result<bool, StoreError> {
        if self.kind == Kind::Postgres {
            return Ok(false);
        }
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "vacuum into ?", [path.into()]);
        self.reading.execute_raw(statement).await?;
        Ok(true)
    }

    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.reading
    }

    pub(crate) fn writing_connection(&self) -> &DatabaseConnection {
        &self.writing
    }
}
