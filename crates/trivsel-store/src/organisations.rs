//! The register of tenants.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::OrganisationId;
use uuid::Uuid;

use crate::entities::organisation::{ActiveModel, Column, Entity, Model};
use crate::{Store, StoreError, Tx};

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The id.
    pub id: OrganisationId,
    /// The short name, used at sign-in and at the command line.
    pub short_name: String,
    /// The name.
    pub name: String,
    /// Is it made up, to show the program?
    pub is_demo: bool,
    /// A figure that rests on fewer people is not shown. Never below 5.
    pub small_group_minimum: u32,
}

impl From<Model> for Organisation {
    fn from(row: Model) -> Self {
        Self {
            id: OrganisationId(row.organisation_id),
            short_name: row.short_name,
            name: row.name,
            is_demo: row.is_demo,
            small_group_minimum: u32::try_from(row.small_group_minimum).unwrap_or(5).max(5),
        }
    }
}

/// Every tenant, by short name.
pub async fn list(store: &Store) -> Result<Vec<Organisation>, StoreError> {
    let rows = Entity::find()
        .order_by_asc(Column::ShortName)
        .all(store.connection())
        .await?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// The tenant with this short name.
pub async fn by_short_name(store: &Store, short_name: &str) -> Result<Option<Organisation>, StoreError> {
    let row = Entity::find()
        .filter(Column::ShortName.eq(short_name))
        .one(store.connection())
        .await?;
    Ok(row.map(Organisation::from))
}

/// Adds a tenant.
pub async fn add(store: &Store, organisation: &Organisation, now: DateTime<Utc>) -> Result<(), StoreError> {
    let tx = store.write(organisation.id).await?;
    add_own(&tx, organisation, now).await?;
    tx.commit().await
}

/// Adds the tenant a transaction was opened for, together with whatever else it writes.
pub async fn add_own(tx: &Tx, organisation: &Organisation, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        organisation_id: Set(organisation.id.0),
        short_name: Set(organisation.short_name.clone()),
        name: Set(organisation.name.clone()),
        is_demo: Set(organisation.is_demo),
        small_group_minimum: Set(i32::try_from(organisation.small_group_minimum).unwrap_or(i32::MAX)),
        units_version: Set(Uuid::now_v7()),
        employments_version: Set(Uuid::now_v7()),
        created_at: Set(now),
    };
    tx.add(row).await
}

/// The transaction's own tenant.
pub async fn find(tx: &Tx) -> Result<Option<Organisation>, StoreError> {
    Ok(tx.one(tx.find::<Entity>()).await?.map(Organisation::from))
}

/// Marks that change whenever what they stand for does. What was reckoned from the same mark is still right. A mark is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Versions {
    /// Of the units and their places.
    pub units: Uuid,
    /// Of who is employed where.
    pub employments: Uuid,
}

/// The marks of the transaction's own tenant.
pub async fn versions(tx: &Tx) -> Result<Option<Versions>, StoreError> {
    Ok(find_with_versions(tx).await?.map(|(_, versions)| versions))
}

/// The transaction's own tenant, with its marks.
pub async fn find_with_versions(tx: &Tx) -> Result<Option<(Organisation, Versions)>, StoreError> {
    Ok(tx.one(tx.find::<Entity>()).await?.map(|row| {
        let versions = Versions {
            units: row.units_version,
            employments: row.employments_version,
        };
        (Organisation::from(row), versions)
    }))
}

/// What a workplace has set up so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetUpSoFar {
    /// Units.
    pub units: bool,
    /// Somebody employed.
    pub staff: bool,
    /// A role in a unit.
    pub roles: bool,
    /// Figures of any month.
    pub figures: bool,
    /// A committee.
    pub committees: bool,
    /// An initiative.
    pub initiatives: bool,
}

#[derive(FromQueryResult)]
struct SetUpRow {
    units: i64,
    staff: i64,
    roles: i64,
    figures: i64,
    committees: i64,
    initiatives: i64,
}

/// What the transaction's own tenant has set up so far.
pub async fn set_up_so_far(tx: &Tx) -> Result<SetUpSoFar, StoreError> {
    let has = |table: &str, more: &str| {
        format!("(select count(*) from (select 1 from {table} where organisation_id = $1 {more} limit 1) found)")
    };
    let sql = format!(
        "select {} as units, {} as staff, {} as roles, {} as figures, {} as committees, {} as initiatives",
        has("units", ""),
        has("employments", ""),
        has("role_assignments", "and unit_id is not null"),
        has("observations", ""),
        has("committees", ""),
        has("initiatives", "")
    );
    let rows: Vec<SetUpRow> = tx.rows(&sql, []).await?;
    let row = rows.first();
    let has = |count: fn(&SetUpRow) -> i64| row.is_some_and(|row| count(row) > 0);
    Ok(SetUpSoFar {
        units: has(|row| row.units),
        staff: has(|row| row.staff),
        roles: has(|row| row.roles),
        figures: has(|row| row.figures),
        committees: has(|row| row.committees),
        initiatives: has(|row| row.initiatives),
    })
}

/// Says that units or their places have changed. Every write of them ends with it.
pub(crate) async fn units_changed(tx: &Tx) -> Result<(), StoreError> {
    mark(
        tx,
        "update organisations set units_version = $2 where organisation_id = $1",
    )
    .await
}

/// Says that employments have changed. Every write of them ends with it.
pub(crate) async fn employments_changed(tx: &Tx) -> Result<(), StoreError> {
    mark(
        tx,
        "update organisations set employments_version = $2 where organisation_id = $1",
    )
    .await
}

async fn mark(tx: &Tx, sql: &str) -> Result<(), StoreError> {
    tx.run(sql, [Uuid::now_v7().into()]).await?;
    Ok(())
}
