//! One row of `status_reports`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "status_reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub initiative_id: Uuid,
    pub title: String,
    pub area: String,
    pub as_of: Date,
    pub purpose_text: String,
    pub progress_text: String,
    pub next_text: String,
    pub criteria: String,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    pub version: i32,
    #[serde(default = "of_one_initiative")]
    pub scope: String,
    pub unit_id: Option<Uuid>,
    #[serde(default)]
    pub decisions: String,
}

/// What every report was before there were reports of an area.
fn of_one_initiative() -> String {
    "initiative".to_owned()
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
