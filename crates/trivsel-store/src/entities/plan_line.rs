//! One row of `plan_lines`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "plan_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub plan_id: Uuid,
    pub part: String,
    pub position: i32,
    pub text: String,
    pub person_id: Option<Uuid>,
    pub role: String,
    pub due_on: Option<Date>,
    pub committee_id: Option<Uuid>,
    pub indicator_id: Option<Uuid>,
    pub survey_scale: String,
    pub done_on: Option<Date>,
    pub outcome: String,
    pub dropped_because: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
