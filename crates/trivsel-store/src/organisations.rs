//! The register of tenants.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::OrganisationId;

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
    let row = ActiveModel {
        organisation_id: Set(organisation.id.0),
        short_name: Set(organisation.short_name.clone()),
        name: Set(organisation.name.clone()),
        is_demo: Set(organisation.is_demo),
        small_group_minimum: Set(i32::try_from(organisation.small_group_minimum).unwrap_or(i32::MAX)),
        created_at: Set(now),
    };
    Entity::insert(row)
        .exec_without_returning(store.writing_connection())
        .await?;
    Ok(())
}

/// The transaction's own tenant.
pub async fn find(tx: &Tx) -> Result<Option<Organisation>, StoreError> {
    Ok(tx.one(tx.find::<Entity>()).await?.map(Organisation::from))
}
