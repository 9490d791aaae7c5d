//! One row of `jobs`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub subject: String,
    pub payload: String,
    pub state: String,
    pub set_at: DateTimeUtc,
    pub not_before: DateTimeUtc,
    pub asked: i64,
    pub tries: i32,
    pub hand: Option<Uuid>,
    pub beats: i64,
    pub step: String,
    pub done: i64,
    pub total: i64,
    pub counted: i64,
    pub failure: String,
    pub created_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
