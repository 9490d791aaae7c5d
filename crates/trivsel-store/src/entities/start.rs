//! One row of `starts`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "starts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub unit_id: Uuid,
    pub begun_on: Date,
    pub lead_person_id: Option<Uuid>,
    pub rep_person_id: Option<Uuid>,
    pub lead_agreed_on: Option<Date>,
    pub rep_agreed_on: Option<Date>,
    pub version: i32,
    pub lead_since: Option<Date>,
    pub rep_since: Option<Date>,
    pub lead_answered_on: Option<Date>,
    pub rep_answered_on: Option<Date>,
    #[serde(default)]
    pub promise: String,
    pub promise_looked_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
