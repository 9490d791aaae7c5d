//! One row of `success_criteria`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "success_criteria")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub initiative_id: Uuid,
    pub measure_id: Option<Uuid>,
    pub position: i32,
    pub title: String,
    pub kind: String,
    pub indicator_id: Option<Uuid>,
    pub series_id: Option<Uuid>,
    pub survey_scale: String,
    pub direction: String,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub smallest_worthwhile: Option<f64>,
    pub measurable: bool,
    pub not_measurable_reason: String,
    pub frozen_at: Option<DateTimeUtc>,
    pub comparison_unit_id: Option<Uuid>,
    #[serde(default)]
    pub comparison_reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
