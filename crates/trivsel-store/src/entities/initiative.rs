//! One row of `initiatives`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "initiatives")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub title: String,
    pub summary: String,
    pub goal_id: Option<Uuid>,
    pub unit_id: Uuid,
    pub iglo_level: String,
    pub goal_text: String,
    pub description: String,
    pub purpose: String,
    pub target_group: String,
    pub actors: String,
    pub schedule: String,
    pub financial_impact: String,
    pub success_text: String,
    pub follow_up_text: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub lead_person_id: Option<Uuid>,
    pub co_lead_person_id: Option<Uuid>,
    pub state: String,
    pub parent_id: Option<Uuid>,
    pub decided_on: Option<Date>,
    pub decided_at: Option<DateTimeUtc>,
    pub decision_note: String,
    pub closed_at: Option<DateTimeUtc>,
    pub closing_note: String,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
