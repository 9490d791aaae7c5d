//! One row of `assessments`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "assessments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub unit_id: Uuid,
    pub begun_on: Date,
    pub mapping: String,
    pub looked_at: String,
    pub absence: String,
    pub absence_text: String,
    pub with_person_id: Option<Uuid>,
    pub open_at: String,
    pub manager_agreed_by: Option<Uuid>,
    pub manager_agreed_at: Option<DateTimeUtc>,
    pub staff_agreed_by: Option<Uuid>,
    pub staff_agreed_at: Option<DateTimeUtc>,
    pub declined: String,
    pub frozen_content: String,
    pub open_unit_id: Option<Uuid>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
