//! What happened, numbered without gaps in each scope.
//!
//! A number is taken on the scope's own row, as the last thing before the transaction commits. Whoever comes second waits there: numbers
//! rise as transactions are committed, and one that is rolled back gives its number back. A number drawn from a sequence would do neither.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use trivsel_domain::happening::{Happening, Position, Scope};
use uuid::Uuid;

use crate::entities::{happening, happening_scope};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// How many happenings of a scope are kept at least. Whoever is further behind reads what there is, not what happened.
pub const KEPT: i64 = 512;
/// Old rows are cleared away each time so many have come: one removal then, instead of one with each.
const CLEARED_EVERY: i64 = 64;
/// Scopes asked about in one statement.
const SCOPES_AT_A_TIME: usize = 256;

/// A happening with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where.
    pub scope: Scope,
    /// The how-manieth there.
    pub at: Position,
    /// What.
    pub happening: Happening,
}

#[derive(FromQueryResult)]
struct Taken {
    number: i64,
}

/// Numbers and writes what a transaction tells. The scopes come in one order, so that no two transactions wait for each other.
pub(crate) async fn write(tx: &Tx, told: &[(Scope, Happening)]) -> Result<(), StoreError> {
    let mut scopes: Vec<Scope> = told.iter().map(|(scope, _)| *scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    for scope in scopes {
        let of: Vec<Happening> = told
            .iter()
            .filter(|(known, _)| *known == scope)
            .map(|(_, happening)| *happening)
            .collect();
        write_scope(tx, scope, &of).await?;
    }
    Ok(())
}

async fn write_scope(tx: &Tx, scope: Scope, told: &[Happening]) -> Result<(), StoreError> {
    let count = i64::try_from(told.len()).unwrap_or(i64::MAX);
    // Both databases know what day it is; nothing finer is kept.
    let take = "insert into happening_scopes (organisation_id, scope_kind, scope_id, epoch, number, told_on) \
                values ($1, $2, $3, $4, $5, current_date) on conflict (organisation_id, scope_kind, scope_id) do update \
                set number = happening_scopes.number + excluded.number, told_on = excluded.told_on returning number";
    let taken: Vec<Taken> = tx
        .rows(
            take,
            [scope.kind().into(), scope.id().into(), new_epoch().into(), count.into()],
        )
        .await?;
    let last = taken.first().map_or(0, |taken| taken.number);
    let numbered = (last - count + 1..).zip(told.iter().copied());
    let rows: Vec<happening::Model> = numbered
        .map(|(number, happening)| happening::Model {
            organisation_id: tx.organisation().0,
            scope_kind: scope.kind().to_owned(),
            scope_id: scope.id(),
            number,
            kind: happening.kind().to_owned(),
            payload: happening.payload(),
        })
        .collect();
    tx.add_many(rows).await?;
    if last / CLEARED_EVERY > (last - count) / CLEARED_EVERY && last > KEPT {
        let old = in_scope(scope).add(happening::Column::Number.lte(last - KEPT));
        tx.removed(tx.remove::<happening::Entity>().filter(old)).await?;
    }
    Ok(())
}

/// A number above zero that no other scope's row is likely to have.
fn new_epoch() -> i64 {
    let (high, _) = Uuid::new_v4().as_u64_pair();
    // 53 bits, so that a script can hold it as a number.
    i64::try_from(high >> 11).unwrap_or(1).max(1)
}

fn in_scope(scope: Scope) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(happening::Column::ScopeKind.eq(scope.kind()))
        .add(happening::Column::ScopeId.eq(scope.id()))
}

/// How far each of these scopes has come. One in which nothing was ever told is at the beginning.
pub async fn positions(tx: &Tx, scopes: &[Scope]) -> Result<Vec<(Scope, Position)>, StoreError> {
    let mut found = std::collections::HashMap::with_capacity(scopes.len());
    for some in scopes.chunks(SCOPES_AT_A_TIME) {
        let ids = some.iter().map(|scope| scope.id());
        let rows = tx
            .find::<happening_scope::Entity>()
            .filter(happening_scope::Column::ScopeKind.is_in(kinds(some)))
            .filter(happening_scope::Column::ScopeId.is_in(ids));
        for row in tx.all(rows).await? {
            let scope = Scope::of(&row.scope_kind, row.scope_id);
            let scope = parsed(scope, "happening_scopes", "scope_kind", row.scope_id)?;
            let at = Position {
                epoch: row.epoch,
                number: row.number,
            };
            found.insert(scope, at);
        }
    }
    Ok(scopes
        .iter()
        .map(|scope| (*scope, found.get(scope).copied().unwrap_or_default()))
        .collect())
}

fn kinds(scopes: &[Scope]) -> Vec<&'static str> {
    let mut kinds: Vec<_> = scopes.iter().map(|scope| scope.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What happened in a scope up to `newest`, after a number; none when some of it has been cleared away.
pub async fn between(tx: &Tx, scope: Scope, after: i64, newest: Position) -> Result<Option<Vec<Told>>, StoreError> {
    let rows = tx
        .find::<happening::Entity>()
        .filter(in_scope(scope))
        .filter(happening::Column::Number.gt(after))
        .filter(happening::Column::Number.lte(newest.number))
        .order_by_asc(happening::Column::Number)
        .limit(u64::try_from(KEPT).unwrap_or(0) + 1);
    let rows = tx.all(rows).await?;
    if i64::try_from(rows.len()) != Ok(newest.number - after) {
        return Ok(None);
    }
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let happening = Happening::of(&row.kind, &row.payload);
        told.push(Told {
            scope,
            at: Position {
                epoch: newest.epoch,
                number: row.number,
            },
            happening: parsed(happening, "happenings", "kind", row.scope_id)?,
        });
    }
    Ok(Some(told))
}

/// Clears away what was told in scopes where nothing was told since `quiet`, and the scopes with it since `forgotten`.
pub async fn forget(tx: &Tx, quiet: NaiveDate, forgotten: NaiveDate) -> Result<u64, StoreError> {
    let sql = "delete from happenings where organisation_id = $1 and exists (select 1 from happening_scopes s \
               where s.organisation_id = $1 and s.scope_kind = happenings.scope_kind and s.scope_id = happenings.scope_id and s.told_on < $2)";
    let cleared = tx.run(sql, [quiet.into()]).await?;
    let scopes = tx
        .remove::<happening_scope::Entity>()
        .filter(happening_scope::Column::ToldOn.lt(forgotten.min(quiet)));
    tx.removed(scopes).await?;
    Ok(cleared)
}
