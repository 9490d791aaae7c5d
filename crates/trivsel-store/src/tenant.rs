//! A transaction opened for one organisation: no query through it can forget the tenant.

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, DeleteMany, EntityTrait,
    FromQueryResult, Insert, IntoActiveModel, QueryFilter, QueryResult, QuerySelect, QueryTrait, Select, Statement,
    UpdateMany, Value,
};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::OrganisationId;
use uuid::Uuid;

use crate::asked::Asked;
use crate::bell::{Bell, Rung};
use crate::dialect;
use crate::error::StoreError;
use crate::happenings;
use crate::memory::Memory;
use crate::trust::Trust;

/// How many rows one insert statement carries: 300 rows of at most 27 columns stay under SQLite's 32,766 and PostgreSQL's 65,535 values.
pub(crate) const ROWS_PER_INSERT: usize = 300;

/// Adds many rows, some hundred to a statement; with `conflict`, those that are not there yet.
pub(crate) async fn insert_all<M, A>(
    to: &DatabaseTransaction,
    rows: impl IntoIterator<Item = M>,
    conflict: Option<OnConflict>,
) -> Result<(), DbErr>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait,
    A::Entity: TenantEntity,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<A> = rows
            .by_ref()
            .take(ROWS_PER_INSERT)
            .map(IntoActiveModel::into_active_model)
            .collect();
        let mut insert = Insert::many(batch);
        if let Some(conflict) = &conflict {
            insert = insert.on_conflict(conflict.clone());
        }
        insert.exec_without_returning(to).await?;
    }
    Ok(())
}

/// An entity whose rows belong to an organisation.
pub(crate) trait TenantEntity: EntityTrait {
    /// The column that says to which.
    fn organisation() -> Self::Column;
}

macro_rules! tenant_entity {
    () => {
        impl $crate::tenant::TenantEntity for Entity {
            fn organisation() -> Column {
                Column::OrganisationId
            }
        }
    };
}
pub(crate) use tenant_entity;

/// A transaction for one organisation. Dropped without [`Tx::commit`], nothing has happened. Once a statement has failed it cannot be
/// committed any more: PostgreSQL would answer a commit with a rollback and call it done, and SQLite may have rolled back by itself and
/// would write what follows bit by bit.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    organisation: OrganisationId,
    trust: Trust,
    memory: Memory,
    has_failed: AtomicBool,
    told: Mutex<Telling>,
    bell: Bell,
    /// What a reading transaction was answered so far; none for one that writes, whose rows change under it.
    asked: Option<Asked>,
}

/// What a transaction tells, in its order, each thing once.
#[derive(Debug, Default)]
struct Telling {
    order: Vec<(Scope, Happening)>,
    known: HashSet<(Scope, Happening)>,
}

impl Tx {
    pub(crate) fn new(
        inner: DatabaseTransaction,
        organisation: OrganisationId,
        trust: Trust,
        memory: Memory,
        bell: Bell,
    ) -> Self {
        Self {
            inner,
            organisation,
            trust,
            memory,
            has_failed: AtomicBool::new(false),
            told: Mutex::default(),
            bell,
            asked: None,
        }
    }

    /// The same for a transaction that only reads: all of it sees one moment, so it asks nothing twice.
    pub(crate) fn reading(self) -> Self {
        Self {
            asked: Some(Asked::default()),
            ..self
        }
    }

    /// Whose rows these are.
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// What is remembered of this database under a type, for as long as it is open: every organisation's, so its keys name whose it is.
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.memory.of()
    }

    /// Which database it is, for the few places where they are spoken to differently.
    pub(crate) fn backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    /// Tells that something happened. It is written with everything else, numbered as the last thing before the commit, and screens hear of
    /// it once that is done; when it is not, nothing was told.
    pub fn tell(&self, scope: Scope, happening: Happening) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.known.insert((scope, happening)) {
            told.order.push((scope, happening));
        }
    }

    /// Where something was told so far.
    pub fn told_in(&self) -> BTreeSet<Scope> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.order.iter().map(|(scope, _)| *scope).collect()
    }

    /// Makes everything written permanent. When that fails, the connection is not used again.
    pub async fn commit(self) -> Result<(), StoreError> {
        if self.has_failed.load(Ordering::SeqCst) {
            return Err(StoreError::Spoiled);
        }
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner)).order;
        happenings::write(&self, &told).await?;
        self.inner.commit().await.map_err(|error| {
            self.trust.lose();
            StoreError::from(error)
        })?;
        let places = told.into_iter().map(|(scope, _)| (self.organisation, scope));
        self.bell.ring(Rung::At(places.collect()));
        Ok(())
    }

    /// Remembers that a statement failed.
    fn told<T>(&self, answer: Result<T, DbErr>) -> Result<T, StoreError> {
        answer.map_err(|error| {
            self.has_failed.store(true, Ordering::SeqCst);
            error.into()
        })
    }

    /// The organisation's rows of a table, to be filtered further.
    pub(crate) fn find<E: TenantEntity>(&self) -> Select<E> {
        E::find().filter(E::organisation().eq(self.organisation.0))
    }

    /// All rows of a query.
    pub(crate) async fn all<E: TenantEntity>(&self, query: Select<E>) -> Result<Vec<E::Model>, StoreError> {
        let found = self.answer(query.build(self.backend())).await?;
        found.iter().map(read_row::<E::Model>).collect()
    }

    /// The first row of a query.
    pub(crate) async fn one<E: TenantEntity>(&self, query: Select<E>) -> Result<Option<E::Model>, StoreError> {
        let found = self.answer(query.limit(1).build(self.backend())).await?;
        found.first().map(read_row::<E::Model>).transpose()
    }

    /// What the database says to a question, or what it said to the same one before.
    async fn answer(&self, question: Statement) -> Result<Arc<Vec<QueryResult>>, StoreError> {
        let known = self.asked.as_ref().and_then(|asked| asked.find(&question));
        if let Some(known) = known {
            return Ok(known);
        }
        let key = self.asked.is_some().then(|| question.clone());
        let found = Arc::new(self.told(self.inner.query_all_raw(question).await)?);
        if let (Some(asked), Some(question)) = (&self.asked, key) {
            asked.keep(question, &found);
        }
        Ok(found)
    }

    /// How many rows a query has.
    pub(crate) async fn count<E>(&self, query: Select<E>) -> Result<u64, StoreError>
    where
        E: TenantEntity,
        E::Model: Sync,
    {
        self.told(sea_orm::PaginatorTrait::count(query, &self.inner).await)
    }

    /// Adds a row.
    pub(crate) async fn add<M, A>(&self, row: M) -> Result<(), StoreError>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: TenantEntity,
    {
        let added = Insert::one(row.into_active_model())
            .exec_without_returning(&self.inner)
            .await;
        self.told(added).map(|_| ())
    }

    /// Adds many rows.
    pub(crate) async fn add_many<M, A>(&self, rows: impl IntoIterator<Item = M>) -> Result<(), StoreError>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: TenantEntity,
    {
        self.told(insert_all(&self.inner, rows, None).await)
    }

    /// Adds the rows that are not there yet, by the key that `conflict` names.
    pub(crate) async fn add_missing<M, A>(
        &self,
        rows: impl IntoIterator<Item = M>,
        conflict: OnConflict,
    ) -> Result<(), StoreError>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: TenantEntity,
    {
        self.told(insert_all(&self.inner, rows, Some(conflict)).await)
    }

    /// Writes every column of a row that is already there. Says how many rows were touched: one, or none when it is gone.
    pub(crate) async fn change<M, A>(&self, row: M) -> Result<u64, StoreError>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: TenantEntity,
    {
        let row = row.into_active_model().reset_all();
        match sea_orm::Update::one(row).exec_without_returning(&self.inner).await {
            Ok(done) => Ok(done.rows_affected),
            Err(DbErr::RecordNotUpdated) => Ok(0),
            Err(error) => self.told(Err(error)),
        }
    }

    /// Like [`Tx::change`], but only where `guard` still holds: for rows that carry a version.
    pub(crate) fn update<E: TenantEntity>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::organisation().eq(self.organisation.0))
    }

    /// Runs an update; says how many rows were touched.
    pub(crate) async fn updated<E: TenantEntity>(&self, update: UpdateMany<E>) -> Result<u64, StoreError> {
        Ok(self.told(update.exec(&self.inner).await)?.rows_affected)
    }

    /// Runs an update of one row that is guarded by what was read of it. [`StoreError::Stale`] when it is no longer so, or gone.
    pub(crate) async fn must_update<E: TenantEntity>(&self, update: UpdateMany<E>) -> Result<(), StoreError> {
        match self.updated(update).await? {
            0 => Err(StoreError::Stale),
            _ => Ok(()),
        }
    }

    /// Runs a removal of one row that was read. [`StoreError::Stale`] when it is gone already.
    pub(crate) async fn must_remove<E: TenantEntity>(&self, removal: DeleteMany<E>) -> Result<(), StoreError> {
        match self.removed(removal).await? {
            0 => Err(StoreError::Stale),
            _ => Ok(()),
        }
    }

    /// The organisation's rows of a table, to be filtered and removed.
    pub(crate) fn remove<E: TenantEntity>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::organisation().eq(self.organisation.0))
    }

    /// Runs a removal; says how many rows went.
    pub(crate) async fn removed<E: TenantEntity>(&self, removal: DeleteMany<E>) -> Result<u64, StoreError> {
        Ok(self.told(removal.exec(&self.inner).await)?.rows_affected)
    }

    /// Rows of a query written as text. `$1` is always the organisation; `values` begin at `$2`.
    pub(crate) async fn rows<T: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<T>, StoreError> {
        let found = self.answer(self.statement(sql, values)).await?;
        found.iter().map(read_row::<T>).collect()
    }

    /// Runs a statement written as text. `$1` is always the organisation. Says how many rows were touched.
    pub(crate) async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, StoreError> {
        let done = self.inner.execute_raw(self.statement(sql, values)).await;
        Ok(self.told(done)?.rows_affected())
    }

    /// Adds many rows by plain SQL, some hundred to a statement: `head` names the table and its columns, the organisation first; then come the
    /// ids that are the `same` in every row; `values` gives what is a row's own. Gives what `tail` asks to be returned.
    pub(crate) async fn add_plain<T: FromQueryResult, R: Sync, const N: usize>(
        &self,
        head: &str,
        same: &[Option<Uuid>],
        rows: &[R],
        values: impl Fn(&R) -> [Value; N] + Send + Sync,
        tail: &str,
    ) -> Result<Vec<T>, StoreError> {
        let backend = self.inner.get_database_backend();
        let same: Vec<Option<Uuid>> = std::iter::once(Some(self.organisation.0))
            .chain(same.iter().copied())
            .collect();
        let text = |rows: usize| format!("{head} values {} {tail}", dialect::places(backend, &same, rows, N));
        // The text is the same for all but the last, so that the database prepares it once.
        let whole = text(ROWS_PER_INSERT);
        let statement = |batch: &[R]| {
            let sql = match batch.len() {
                ROWS_PER_INSERT => whole.clone(),
                fewer => text(fewer),
            };
            let mut all = Vec::with_capacity(batch.len() * N);
            all.extend(batch.iter().flat_map(&values));
            Statement::from_sql_and_values(backend, sql, all)
        };
        let mut returned = Vec::new();
        let mut batches = rows.chunks(ROWS_PER_INSERT);
        let mut next = batches.next().map(&statement);
        while let Some(now) = next {
            let in_database = async {
                if tail.contains("returning") {
                    self.inner.query_all_raw(now).await
                } else {
                    self.inner.execute_raw(now).await.map(|_| Vec::new())
                }
            };
            // While the database is at one, the next is made ready.
            let (found, ready) = tokio::join!(in_database, async { batches.next().map(&statement) });
            for row in &self.told(found)? {
                returned.push(self.told(T::from_query_result(row, ""))?);
            }
            next = ready;
        }
        Ok(returned)
    }

    fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        let values = std::iter::once(Value::from(self.organisation.0)).chain(values);
        Statement::from_sql_and_values(self.inner.get_database_backend(), sql, values)
    }
}

fn read_row<T: FromQueryResult>(row: &QueryResult) -> Result<T, StoreError> {
    T::from_query_result(row, "").map_err(StoreError::from)
}

/// `column = column + 1`, for rows that carry a version.
pub(crate) fn one_more<C: ColumnTrait>(column: C) -> sea_orm::sea_query::SimpleExpr {
    Expr::col(column).add(1)
}

/// Rows in random order: written so, the place where one lies says nothing.
pub(crate) fn shuffled<T>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort_by_cached_key(|_| uuid::Uuid::new_v4());
    rows
}
