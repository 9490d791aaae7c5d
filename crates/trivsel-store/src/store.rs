//! The database itself: opening, migrating, and beginning transactions.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
    TransactionOptions, TransactionTrait,
};
use trivsel_domain::id::OrganisationId;

use crate::bell::Bell;
use crate::error::StoreError;
use crate::files::{create_private, keep_private};
use crate::heartbeat::Pulse;
use crate::memory::Memory;
use crate::tenant::Tx;
use crate::trust::Trust;
use crate::{dialect, migrations};

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server, or a sharded cluster of them.
    Postgres,
}

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    reading: DatabaseConnection,
    writing: DatabaseConnection,
    trust: Trust,
    pub(crate) pulse: Pulse,
    memory: Memory,
    pub(crate) bell: Bell,
    /// Clears up beside the others, and gives way to them.
    tidying: DatabaseConnection,
    kind: Kind,
}

impl Store {
    /// Opens `sqlite:path` or `postgres://…` and brings the schema up to date.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let store = Self::connect(address).await?;
        migrations::up(&store).await?;
        Ok(store)
    }

    async fn connect(address: &str) -> Result<Self, StoreError> {
        let trust = Trust::default();
        if address.starts_with("sqlite:") {
            // One writing connection: SQLite has one writer anyway, and a queue in the pool is fairer than busy-waiting.
            keep_private(address);
            let open = async |connections: u32, cache: &'static str, wait_ms: &'static str, trust: &Trust| {
                let mut options = pool(address, connections);
                dialect::sqlite_options(&mut options, cache, wait_ms);
                trust.watch_sqlite(&mut options);
                Database::connect(options).await
            };
            Ok(Self {
                writing: open(1, "-8000", dialect::WAIT_MS, &trust).await?,
                // Readers have a trust of their own: what the writer's disk refused says nothing about them.
                reading: open(8, "-4000", dialect::WAIT_MS, &Trust::default()).await?,
                tidying: open(1, "-1000", dialect::TIDY_WAIT_MS, &Trust::default()).await?,
                trust,
                pulse: Pulse::default(),
                memory: Memory::default(),
                bell: Bell::default(),
                kind: Kind::Sqlite,
            })
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let mut options = pool(address, 20);
            trust.watch_postgres(&mut options);
            let pool = Database::connect(options).await?;
            Ok(Self {
                reading: pool.clone(),
                tidying: pool.clone(),
                writing: pool,
                trust,
                pulse: Pulse::default(),
                memory: Memory::default(),
                bell: Bell::default(),
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
        let inner = begin(&self.reading, options).await?;
        Ok(self.opened(inner, organisation).reading())
    }

    /// Begins a transaction that writes, for one organisation. Takes the lock at once. On PostgreSQL it sees one moment, and fails as
    /// [`StoreError::Busy`] when somebody else has written what it is about to write: then nothing has happened, and it can be begun again.
    pub async fn write(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        let options = dialect::write_transaction(self.kind == Kind::Postgres);
        let inner = begin(&self.writing, options).await?;
        Ok(self.opened(inner, organisation))
    }

    /// Begins a transaction that notes tokens on a roll or drops answers into the box, or closes, mixes or empties them. It sees what is
    /// committed when it asks: whoever waited for their turn sees what the one before them wrote.
    pub async fn write_box(&self, organisation: OrganisationId) -> Result<Tx, StoreError> {
        let inner = begin(&self.writing, dialect::box_transaction()).await?;
        Ok(self.opened(inner, organisation))
    }

    fn opened(&self, inner: DatabaseTransaction, organisation: OrganisationId) -> Tx {
        Tx::new(
            inner,
            organisation,
            self.trust.clone(),
            self.memory.clone(),
            self.bell.clone(),
        )
    }

    /// What is remembered of this database under a type: see [`Tx::memory`].
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.memory.of()
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reading.ping().await?)
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.reading.close_by_ref().await?;
        if self.kind == Kind::Sqlite {
            self.tidying.close_by_ref().await?;
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
            Kind::Sqlite => empty_log(&self.writing).await?,
        }
        Ok(())
    }

    /// Writes PostgreSQL's tables of roll and box anew, without what dead rows left in their pages. A table that somebody is reading is left
    /// for the next time: nobody waits for this. SQLite overwrites dead rows as they go.
    pub async fn write_anew(&self) -> Result<(), StoreError> {
        if self.kind == Kind::Postgres {
            self.tidying.execute_unprepared(dialect::WRITE_ANEW).await?;
        }
        Ok(())
    }

    /// Clears away what the latest writing left behind in the order it was done: dead rows, and the write-ahead log. Quicker than
    /// [`Store::wipe_leftovers`], meant for after each answer. [`StoreError::Busy`] when a reader stands in the way.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        match self.kind {
            Kind::Postgres => {
                self.tidying.execute_unprepared(dialect::TIDY).await?;
                Ok(())
            }
            Kind::Sqlite => empty_log(&self.tidying).await,
        }
    }

    /// Lets PostgreSQL count its tables after many rows came at once: until its own housekeeping comes by, it plans as if they were empty,
    /// and a page takes a second where it takes hundredths. Nothing is gathered that it would not gather by itself. SQLite needs no telling.
    pub async fn count_tables(&self) -> Result<(), StoreError> {
        if self.kind == Kind::Postgres {
            self.writing.execute_unprepared("analyze").await?;
        }
        Ok(())
    }

    /// Copies a whole SQLite database into a new file while it is in use. PostgreSQL has its own tools: `Ok(false)`.
    pub async fn copy_into(&self, path: &str) -> Result<bool, StoreError> {
        if self.kind == Kind::Postgres {
            return Ok(false);
        }
        // SQLite takes an empty file for none, and keeps its rights.
        create_private(Path::new(path)).map_err(|error| StoreError::Driver(DbErr::Custom(error.to_string())))?;
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "vacuum into ?", [path.into()]);
        self.reading.execute_raw(statement).await?;
        Ok(true)
    }

    /// A commit failed: the connection is not used again.
    pub(crate) fn lost(&self, error: DbErr) -> StoreError {
        self.trust.lose();
        error.into()
    }

    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.reading
    }

    pub(crate) fn writing_connection(&self) -> &DatabaseConnection {
        &self.writing
    }
}

fn pool(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(15))
        .sqlx_logging(false);
    options
}

/// Begins a transaction. A visitor who goes away drops the request where it stands; were that between PostgreSQL's `begin` and its answer,
/// the driver would hand the connection on with a transaction open that it does not know of. So beginning always runs to its end, in a task
/// of its own, and what nobody waits for any more is rolled back.
pub(crate) async fn begin(
    connection: &DatabaseConnection,
    options: TransactionOptions,
) -> Result<DatabaseTransaction, DbErr> {
    let connection = connection.clone();
    tokio::spawn(async move { connection.begin_with_options(options).await })
        .await
        .map_err(|stopped| DbErr::Custom(format!("a transaction was not begun: {stopped}")))?
}

async fn empty_log(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let statement = Statement::from_string(DbBackend::Sqlite, dialect::EMPTY_LOG);
    let is_busy = match connection.query_one_raw(statement).await? {
        Some(row) => row.try_get_by_index::<i64>(0)? != 0,
        None => false,
    };
    if is_busy {
        let why = "a reader keeps the write-ahead log from being emptied";
        return Err(StoreError::Busy(DbErr::Custom(why.to_owned())));
    }
    Ok(())
}
