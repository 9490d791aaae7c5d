//! One row of `own_tools`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "own_tools")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tool: String,
    pub unit_id: Option<Uuid>,
    pub publisher: String,
    pub title: String,
    pub url: String,
    pub text: String,
    pub form: String,
    pub roles: String,
    pub purposes: String,
    pub state: String,
    pub answer: String,
    pub sent_on: Date,
    pub answered_on: Option<Date>,
    pub sent_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
