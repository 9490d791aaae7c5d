//! One row of `anchor_checks`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "anchor_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub initiative_id: Uuid,
    pub due_on: Date,
    pub missing: String,
    pub held_on: Option<Date>,
    pub still_done: bool,
    pub still_owned: bool,
    pub still_on_agenda: bool,
    pub evaluated: String,
    pub note: String,
    pub outcome: String,
    pub is_no: bool,
    pub held_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
