//! One row of `surveys`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "surveys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub questionnaire_version_id: Uuid,
    pub title_da: String,
    pub title_en: String,
    pub purpose_da: String,
    pub purpose_en: String,
    pub job_groups: String,
    pub by_job_group: bool,
    pub cut_off: Date,
    pub minimum: i32,
    pub distribution_minimum: i32,
    pub comments_minimum: i32,
    pub offensive_minimum: i32,
    pub opens_on: Option<Date>,
    pub closes_on: Option<Date>,
    pub retention_months: i32,
    pub follow_up_person_id: Option<Uuid>,
    pub follow_up_on: Option<Date>,
    pub follow_up_time: String,
    pub state: String,
    pub closed_on: Option<Date>,
    pub answers_deleted_on: Option<Date>,
    pub snapshot: String,
    pub promise: String,
    pub seal: String,
    pub public_key: String,
    pub secret_key: String,
    pub version: i32,
    #[serde(default)]
    pub held_since: Option<Date>,
    #[serde(default)]
    pub moved_to: Option<Date>,
    #[serde(default)]
    pub contacts: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
