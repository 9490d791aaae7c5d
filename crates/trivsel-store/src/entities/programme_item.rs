//! One row of `programme_items`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "programme_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workshop_id: Uuid,
    pub position: i32,
    pub kind: String,
    pub title: String,
    pub minutes: i32,
    pub presenter: String,
    pub question: String,
    pub board_kind: String,
    pub tells: String,
    pub tells_id: Option<Uuid>,
    pub lead_note: String,
    #[serde(default)]
    pub page: String,
    #[serde(default)]
    pub deck: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
