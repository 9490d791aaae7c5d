//! One row of `decisions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: Uuid,
    pub agenda_item_id: Option<Uuid>,
    pub text: String,
    pub task_title: String,
    pub task_due_on: Option<Date>,
    #[serde(default = "plain")]
    pub task_kind: String,
    #[serde(default = "employing")]
    pub task_level: String,
    #[serde(default)]
    pub task_programme: String,
    #[serde(default)]
    pub task_questions: String,
}

/// What a task was before there were kinds of them.
fn plain() -> String {
    "plain".to_owned()
}

/// To which units a task went before that could be chosen.
fn employing() -> String {
    "employing".to_owned()
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
