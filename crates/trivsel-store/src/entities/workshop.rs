//! One row of `workshops`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "workshops")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub unit_id: Uuid,
    pub title: String,
    pub purpose: String,
    pub held_on: Date,
    pub starts_at: String,
    pub hard_end: String,
    pub place: String,
    pub meeting_link: String,
    pub keep_months: i32,
    pub seen_by: String,
    pub state: String,
    pub join_code: String,
    pub is_door_shut: bool,
    pub message: String,
    pub leader_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub item_began_at: Option<DateTimeUtc>,
    pub item_ends_at: Option<DateTimeUtc>,
    pub pause_since: Option<DateTimeUtc>,
    pub pause_until: Option<DateTimeUtc>,
    pub put_off: i32,
    pub course_version: i32,
    pub opened_at: Option<DateTimeUtc>,
    pub closed_on: Option<Date>,
    pub cleared_on: Option<Date>,
    pub version: i32,
    #[serde(default)]
    pub page_section: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::tenant::tenant_entity!();
