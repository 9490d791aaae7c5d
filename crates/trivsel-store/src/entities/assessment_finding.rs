//! One row of `assessment_findings`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "assessment_findings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub assessment_id: Uuid,
    pub position: i32,
    pub area: String,
    pub title: String,
    pub description: String,
    pub seen_in: String,
    pub severity: String,
    pub extent: String,
    pub causes: String,
    pub absence: String,
    pub measure: String,
    pub initiative_id: Option<Uuid>,
    pub responsible_role: String,
    pub due_on: Option<Date>,
    pub check_on: Option<Date>,
    pub check_how: String,
    pub done_on: Option<Date>,
    pub taken_from: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
