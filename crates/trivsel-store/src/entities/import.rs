//! One row of `imports`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub source_id: Option<Uuid>,
    pub kind: String,
    pub state: String,
    pub file_name: String,
    pub file_key: String,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub finished_at: Option<DateTimeUtc>,
    pub progress_done: i64,
    pub progress_total: i64,
    pub rows_read: i64,
    pub rows_wrong: i64,
    pub plan: String,
    pub summary: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
