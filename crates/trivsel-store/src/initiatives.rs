//! Initiatives. Their parts have modules of their own, all reached from here.

mod anchor_checks;
mod criteria;
mod follow_ups;
mod lots;
mod measures;
mod milestones;
mod pulses;
mod responsibles;
mod sites;

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QueryResult};
use trivsel_domain::id::{GoalId, InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::{IgloLevel, Initiative, Leads, State};
use uuid::Uuid;

use crate::entities::initiative::{Column, Entity, Model};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

pub use anchor_checks::{
    add_anchor_checks, anchor_checks_of, change_anchor_check, list_open_anchor_checks, remove_open_anchor_checks,
};
pub use criteria::{
    add_criteria, add_criterion, change_criterion, criteria_of, find_criterion, list_criteria, remove_criterion,
};
pub use follow_ups::{
    add_follow_up, add_follow_ups, add_note, add_notes, change_follow_up, find_follow_up, follow_ups_awaiting,
    follow_ups_of, follow_ups_of_many, list_follow_ups, list_notes, note_on_agenda, notes_of, notes_of_many,
    remove_follow_up,
};
pub use lots::{add_lot, lots_of, newest_lot};
pub use measures::{
    add_measure, add_measures, change_measure, find_measure, list_measures, measures_of, measures_of_many,
    remove_measure,
};
pub use milestones::{
    add_milestone, add_milestones, change_milestone, find_milestone, list_milestones, milestones_of,
    milestones_of_many, remove_milestone,
};
pub use pulses::{LastHeard, last_heard};
pub use responsibles::{Responsibles, entrust, list_responsibles, responsible_for, responsibles_of_many};
pub use sites::{
    add_site, add_sites, change_site, find_site, list_sites, remove_site, site_units, sites_of, sites_of_many,
};

fn initiative_of(row: Model) -> Result<Initiative, StoreError> {
    let state = parsed(State::parse(&row.state), "initiatives", "state", row.id)?;
    let iglo_level = parsed(IgloLevel::parse(&row.iglo_level), "initiatives", "iglo_level", row.id)?;
    Ok(Initiative {
        id: InitiativeId(row.id),
        number: row.number,
        title: row.title,
        summary: row.summary,
        goal: row.goal_id.map(GoalId),
        goal_text: row.goal_text,
        description: row.description,
        purpose: row.purpose,
        target_group: row.target_group,
        actors: row.actors,
        schedule: row.schedule,
        financial_impact: row.financial_impact,
        success_text: row.success_text,
        follow_up_text: row.follow_up_text,
        unit: UnitId(row.unit_id),
        iglo_level,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        lead: row.lead_person_id.map(PersonId),
        co_lead: row.co_lead_person_id.map(PersonId),
        state,
        parent: row.parent_id.map(InitiativeId),
        decided_at: row.decided_at,
        decided_on: row.decided_on,
        decision_note: row.decision_note,
        closed_at: row.closed_at,
        closing_note: row.closing_note,
        created_at: row.created_at,
        version: row.version,
    })
}

fn initiative_row(tx: &Tx, initiative: &Initiative) -> Model {
    let of = initiative.clone();
    Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        number: of.number,
        title: of.title,
        summary: of.summary,
        goal_id: of.goal.map(|goal| goal.0),
        unit_id: of.unit.0,
        iglo_level: of.iglo_level.code().to_owned(),
        goal_text: of.goal_text,
        description: of.description,
        purpose: of.purpose,
        target_group: of.target_group,
        actors: of.actors,
        schedule: of.schedule,
        financial_impact: of.financial_impact,
        success_text: of.success_text,
        follow_up_text: of.follow_up_text,
        starts_on: of.starts_on,
        ends_on: of.ends_on,
        lead_person_id: of.lead.map(|person| person.0),
        co_lead_person_id: of.co_lead.map(|person| person.0),
        state: of.state.code().to_owned(),
        parent_id: of.parent.map(|parent| parent.0),
        decided_on: of.decided_on,
        decided_at: of.decided_at,
        decision_note: of.decision_note,
        closed_at: of.closed_at,
        closing_note: of.closing_note,
        created_at: of.created_at,
        version: of.version,
    }
}

/// One initiative.
pub async fn find(tx: &Tx, id: InitiativeId) -> Result<Option<Initiative>, StoreError> {
    tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(initiative_of)
        .transpose()
}

/// All initiatives by their number.
pub async fn list(tx: &Tx) -> Result<Vec<Initiative>, StoreError> {
    tx.all(tx.find::<Entity>().order_by_asc(Column::Number))
        .await?
        .into_iter()
        .map(initiative_of)
        .collect()
}

/// Those that lie right under this one, and the one above it, by their number.
pub async fn family_of(tx: &Tx, id: InitiativeId, parent: Option<InitiativeId>) -> Result<Vec<Initiative>, StoreError> {
    let below = Condition::any().add(Column::ParentId.eq(id.0));
    let near = match parent {
        Some(parent) => below.add(Column::Id.eq(parent.0)),
        None => below,
    };
    let query = tx.find::<Entity>().filter(near).order_by_asc(Column::Number);
    tx.all(query).await?.into_iter().map(initiative_of).collect()
}

/// The highest number given so far; 0 when there is none.
pub async fn last_number(tx: &Tx) -> Result<i32, StoreError> {
    let newest = tx.find::<Entity>().order_by_desc(Column::Number);
    Ok(tx.one(newest).await?.map_or(0, |row| row.number))
}

/// Adds an initiative.
pub async fn add(tx: &Tx, initiative: &Initiative) -> Result<(), StoreError> {
    tx.add(initiative_row(tx, initiative)).await
}

/// Adds many initiatives.
pub async fn add_many(tx: &Tx, initiatives: &[Initiative]) -> Result<(), StoreError> {
    tx.add_many(initiatives.iter().map(|of| initiative_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes an initiative as it was read at `initiative.version`, which then rises by one. [`StoreError::Stale`] when somebody else was first.
pub async fn change(tx: &Tx, initiative: &Initiative) -> Result<(), StoreError> {
    let guard = tx
        .update::<Entity>()
        .col_expr(Column::Version, one_more(Column::Version))
        .filter(Column::Id.eq(initiative.id.0))
        .filter(Column::Version.eq(initiative.version));
    if tx.updated(guard).await? == 0 {
        return Err(StoreError::Stale);
    }
    let mut row = initiative_row(tx, initiative);
    row.version += 1;
    tx.change(row).await?;
    Ok(())
}

/// One line of the register: what a list of initiatives needs, and no long texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// The id.
    pub id: InitiativeId,
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The unit that owns it.
    pub unit: UnitId,
    /// Who leads it.
    pub leads: Leads,
    /// The level it works on.
    pub iglo_level: IgloLevel,
    /// How far it has come.
    pub state: State,
    /// The initiative it is a part of.
    pub parent: Option<InitiativeId>,
    /// The day it begins.
    pub starts_on: Option<NaiveDate>,
    /// The nearest follow-up that is not ended.
    pub next_follow_up: Option<NaiveDate>,
    /// The nearest milestone that is not done.
    pub next_milestone: Option<NaiveDate>,
}

#[derive(Debug)]
struct RegisterRow {
    id: Uuid,
    number: i32,
    title: String,
    goal_id: Option<Uuid>,
    unit_id: Uuid,
    iglo_level: String,
    state: String,
    starts_on: Option<NaiveDate>,
    next_follow_up: Option<NaiveDate>,
    next_milestone: Option<NaiveDate>,
    leads: [Option<Uuid>; 2],
    parent_id: Option<Uuid>,
}

impl FromQueryResult for RegisterRow {
    // By position: looking up names costs more than the row itself.
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            title: row.try_get_by_index(2)?,
            goal_id: row.try_get_by_index(3)?,
            unit_id: row.try_get_by_index(4)?,
            iglo_level: row.try_get_by_index(5)?,
            state: row.try_get_by_index(6)?,
            starts_on: row.try_get_by_index(7)?,
            next_follow_up: row.try_get_by_index(8)?,
            next_milestone: row.try_get_by_index(9)?,
            leads: [row.try_get_by_index(10)?, row.try_get_by_index(11)?],
            parent_id: row.try_get_by_index(12)?,
        })
    }
}

/// The whole register in one query, by number.
pub async fn register(tx: &Tx) -> Result<Vec<RegisterLine>, StoreError> {
    // Joined rather than looked up for each initiative: SQLite walks every follow-up of the organisation to find one initiative's next.
    let sql = "select i.id, i.number, i.title, i.goal_id, i.unit_id, i.iglo_level, i.state, i.starts_on, \
               f.next_due as next_follow_up, m.next_due as next_milestone, \
               i.lead_person_id, i.co_lead_person_id, i.parent_id \
               from initiatives i \
               left join (select initiative_id, min(next_due) as next_due from follow_ups \
               where organisation_id = $1 and ended_on is null group by initiative_id) f on f.initiative_id = i.id \
               left join (select initiative_id, min(due_on) as next_due from milestones \
               where organisation_id = $1 and done_on is null group by initiative_id) m on m.initiative_id = i.id \
               where i.organisation_id = $1 order by i.number";
    let rows: Vec<RegisterRow> = tx.rows(sql, []).await?;
    rows.into_iter()
        .map(|row| {
            Ok(RegisterLine {
                iglo_level: parsed(IgloLevel::parse(&row.iglo_level), "initiatives", "iglo_level", row.id)?,
                state: parsed(State::parse(&row.state), "initiatives", "state", row.id)?,
                id: InitiativeId(row.id),
                number: row.number,
                title: row.title,
                goal: row.goal_id.map(GoalId),
                unit: UnitId(row.unit_id),
                leads: Leads(row.leads.map(|person| person.map(PersonId))),
                parent: row.parent_id.map(InitiativeId),
                starts_on: row.starts_on,
                next_follow_up: row.next_follow_up,
                next_milestone: row.next_milestone,
            })
        })
        .collect()
}

/// Takes a person out of every place an initiative names them. The texts people wrote stay.
pub async fn erase_person(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    measures::erase_owner(tx, person).await?;
    for column in [Column::LeadPersonId, Column::CoLeadPersonId] {
        let update = tx
            .update::<Entity>()
            .col_expr(column, Expr::value(Option::<Uuid>::None))
            .filter(column.eq(person.0));
        tx.updated(update).await?;
    }
    follow_ups::erase_writer(tx, person).await
}

/// The ids of many initiatives, in portions a statement can carry.
fn portions(ids: &[InitiativeId]) -> impl Iterator<Item = Vec<Uuid>> {
    ids.chunks(500).map(|some| some.iter().map(|id| id.0).collect())
}

/// Removes one row by its id; says how many rows went.
async fn remove_one<E>(tx: &Tx, id: E::Column, value: Uuid) -> Result<u64, StoreError>
where
    E: EntityTrait + crate::tenant::TenantEntity,
{
    tx.removed(tx.remove::<E>().filter(id.eq(value))).await
}
