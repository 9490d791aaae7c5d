//! One row of `origins`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "origins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub from_survey_id: Option<Uuid>,
    pub from_unit_id: Option<Uuid>,
    pub from_decision_id: Option<Uuid>,
    pub from_measure_id: Option<Uuid>,
    pub from_plan_line_id: Option<Uuid>,
    pub from_board_id: Option<Uuid>,
    pub from_note_id: Option<Uuid>,
    pub to_plan_line_id: Option<Uuid>,
    pub to_initiative_id: Option<Uuid>,
    pub to_measure_id: Option<Uuid>,
    pub to_success_criterion_id: Option<Uuid>,
    pub to_milestone_id: Option<Uuid>,
    pub to_follow_up_id: Option<Uuid>,
    pub to_agenda_item_id: Option<Uuid>,
    pub words: String,
    pub made_on: Option<Date>,
    // A backup from before the toolbox was part of the chain has none.
    #[serde(default)]
    pub from_tool: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
