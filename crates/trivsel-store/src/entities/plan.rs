//! One row of `plans`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub unit_id: Uuid,
    pub title: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub state: String,
    pub agreed_on: Option<Date>,
    pub agreed_by_person_id: Option<Uuid>,
    pub agreed_with_person_id: Option<Uuid>,
    pub closing_note: String,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
