//! Plans, their lines, and what came of looking at them.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{
    CommitteeId, IndicatorId, PersonId, PlanId, PlanLineId, PlanLookId, UnitId, WorkshopGroupId, WorkshopId,
};
use trivsel_domain::plan::{PlanAgreement, PlanLine, PlanLook, PlanPart, PlanState, UnitPlan};

use crate::entities::{plan, plan_line, plan_look, workshop_plan};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn plan_of(row: plan::Model) -> Result<UnitPlan, StoreError> {
    Ok(UnitPlan {
        state: parsed(PlanState::parse(&row.state), "plans", "state", row.id)?,
        id: PlanId(row.id),
        number: row.number,
        unit: UnitId(row.unit_id),
        title: row.title,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        agreement: PlanAgreement {
            manager: row.agreed_by_person_id.map(PersonId),
            representative: row.agreed_with_person_id.map(PersonId),
            on: row.agreed_on,
        },
        closing_note: row.closing_note,
        version: row.version,
    })
}

fn plan_row(tx: &Tx, of: &UnitPlan) -> plan::Model {
    plan::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        number: of.number,
        unit_id: of.unit.0,
        title: of.title.clone(),
        valid_from: of.valid_from,
        valid_to: of.valid_to,
        state: of.state.code().to_owned(),
        agreed_on: of.agreement.on,
        agreed_by_person_id: of.agreement.manager.map(|person| person.0),
        agreed_with_person_id: of.agreement.representative.map(|person| person.0),
        closing_note: of.closing_note.clone(),
        version: of.version,
    }
}

fn line_of(row: plan_line::Model) -> Result<PlanLine, StoreError> {
    Ok(PlanLine {
        part: parsed(PlanPart::parse(&row.part), "plan_lines", "part", row.id)?,
        id: PlanLineId(row.id),
        plan: PlanId(row.plan_id),
        position: row.position,
        text: row.text,
        person: row.person_id.map(PersonId),
        role: row.role,
        due_on: row.due_on,
        committee: row.committee_id.map(CommitteeId),
        indicator: row.indicator_id.map(IndicatorId),
        survey_scale: row.survey_scale,
        done_on: row.done_on,
        outcome: row.outcome,
        dropped_because: row.dropped_because,
    })
}

fn line_row(tx: &Tx, of: &PlanLine) -> plan_line::Model {
    plan_line::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        plan_id: of.plan.0,
        part: of.part.code().to_owned(),
        position: of.position,
        text: of.text.clone(),
        person_id: of.person.map(|person| person.0),
        role: of.role.clone(),
        due_on: of.due_on,
        committee_id: of.committee.map(|committee| committee.0),
        indicator_id: of.indicator.map(|indicator| indicator.0),
        survey_scale: of.survey_scale.clone(),
        done_on: of.done_on,
        outcome: of.outcome.clone(),
        dropped_because: of.dropped_because.clone(),
    }
}

/// The plans of these units, the newest first.
pub async fn list_in(tx: &Tx, units: &[UnitId]) -> Result<Vec<UnitPlan>, StoreError> {
    let mut found = Vec::new();
    for some in units.chunks(500) {
        let query = tx
            .find::<plan::Entity>()
            .filter(plan::Column::UnitId.is_in(some.iter().map(|unit| unit.0)));
        for row in tx.all(query).await? {
            found.push(plan_of(row)?);
        }
    }
    found.sort_by_key(|plan| std::cmp::Reverse(plan.number));
    Ok(found)
}

/// One plan.
pub async fn find(tx: &Tx, id: PlanId) -> Result<Option<UnitPlan>, StoreError> {
    let query = tx.find::<plan::Entity>().filter(plan::Column::Id.eq(id.0));
    tx.one(query).await?.map(plan_of).transpose()
}

/// Some plans, in no order.
pub async fn find_some(tx: &Tx, ids: &[PlanId]) -> Result<Vec<UnitPlan>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx
            .find::<plan::Entity>()
            .filter(plan::Column::Id.is_in(some.iter().map(|id| id.0)));
        for row in tx.all(query).await? {
            found.push(plan_of(row)?);
        }
    }
    Ok(found)
}

/// The plans that are agreed, and were on this day or later.
pub async fn agreed_since(tx: &Tx, day: NaiveDate) -> Result<Vec<UnitPlan>, StoreError> {
    let query = tx
        .find::<plan::Entity>()
        .filter(plan::Column::State.eq(PlanState::Agreed.code()))
        .filter(plan::Column::AgreedOn.gte(day));
    tx.all(query).await?.into_iter().map(plan_of).collect()
}

/// The highest number a plan has; 0 where there is none.
pub async fn last_number(tx: &Tx) -> Result<i32, StoreError> {
    let query = tx.find::<plan::Entity>().order_by_desc(plan::Column::Number);
    Ok(tx.one(query).await?.map_or(0, |row| row.number))
}

/// Adds a plan.
pub async fn add(tx: &Tx, of: &UnitPlan) -> Result<(), StoreError> {
    tx.add(plan_row(tx, of)).await
}

/// Writes a plan that is already there. [`StoreError::Stale`] when it is no longer in the version `of` carries.
pub async fn change(tx: &Tx, of: &UnitPlan) -> Result<(), StoreError> {
    let query = tx.find::<plan::Entity>().filter(plan::Column::Id.eq(of.id.0));
    let is_same = tx.one(query).await?.is_some_and(|row| row.version == of.version);
    if !is_same {
        return Err(StoreError::Stale);
    }
    let mut row = plan_row(tx, of);
    row.version += 1;
    tx.change(row).await?;
    Ok(())
}

/// The lines of a plan, heading by heading, in their order.
pub async fn lines_of(tx: &Tx, plan: PlanId) -> Result<Vec<PlanLine>, StoreError> {
    lines_of_some(tx, &[plan]).await
}

/// The lines of some plans, of each heading by heading, in their order.
pub async fn lines_of_some(tx: &Tx, plans: &[PlanId]) -> Result<Vec<PlanLine>, StoreError> {
    let mut lines = Vec::new();
    for some in plans.chunks(500) {
        let query = tx
            .find::<plan_line::Entity>()
            .filter(plan_line::Column::PlanId.is_in(some.iter().map(|plan| plan.0)));
        for row in tx.all(query).await? {
            lines.push(line_of(row)?);
        }
    }
    lines.sort_by_key(|line| (line.plan, line.part, line.position, line.id));
    Ok(lines)
}

/// One line.
pub async fn find_line(tx: &Tx, id: PlanLineId) -> Result<Option<PlanLine>, StoreError> {
    let query = tx.find::<plan_line::Entity>().filter(plan_line::Column::Id.eq(id.0));
    tx.one(query).await?.map(line_of).transpose()
}

/// Some lines, in no order.
pub async fn find_lines(tx: &Tx, ids: &[PlanLineId]) -> Result<Vec<PlanLine>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx
            .find::<plan_line::Entity>()
            .filter(plan_line::Column::Id.is_in(some.iter().map(|id| id.0)));
        for row in tx.all(query).await? {
            found.push(line_of(row)?);
        }
    }
    Ok(found)
}

/// The lines that wait until a day, neither done nor dropped: those of a person, and all in plans of these units that are not closed.
pub async fn waiting_lines(
    tx: &Tx,
    until: NaiveDate,
    person: PersonId,
    units: &[UnitId],
) -> Result<Vec<PlanLine>, StoreError> {
    let mut found: Vec<PlanLine> = Vec::new();
    // At least once: whoever answers for no unit has lines of their own.
    let chunks = units.chunks(500).chain(units.is_empty().then_some(units));
    for some in chunks {
        let mut whose = Condition::any().add(plan_line::Column::PersonId.eq(person.0));
        if !some.is_empty() {
            let plans = tx
                .find::<plan::Entity>()
                .select_only()
                .column(plan::Column::Id)
                .filter(plan::Column::State.ne(PlanState::Closed.code()))
                .filter(plan::Column::UnitId.is_in(some.iter().map(|unit| unit.0)));
            whose = whose.add(plan_line::Column::PlanId.in_subquery(plans.into_query()));
        }
        let query = tx.find::<plan_line::Entity>().filter(whose).filter(
            Condition::all()
                .add(plan_line::Column::DueOn.lte(until))
                .add(plan_line::Column::DoneOn.is_null())
                .add(plan_line::Column::DroppedBecause.eq("")),
        );
        for row in tx.all(query).await? {
            let line = line_of(row)?;
            if !found.iter().any(|known| known.id == line.id) {
                found.push(line);
            }
        }
    }
    Ok(found)
}

/// Adds a line.
pub async fn add_line(tx: &Tx, of: &PlanLine) -> Result<(), StoreError> {
    tx.add(line_row(tx, of)).await
}

/// Writes a line that is already there.
pub async fn change_line(tx: &Tx, of: &PlanLine) -> Result<u64, StoreError> {
    tx.change(line_row(tx, of)).await
}

/// Removes a line. What came of it keeps its words.
pub async fn remove_line(tx: &Tx, id: PlanLineId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::PlanLine(id)).await?;
    let line = tx.remove::<plan_line::Entity>();
    tx.removed(line.filter(plan_line::Column::Id.eq(id.0))).await
}

/// The group of the workshop a plan was made in; none for one that was made elsewhere.
pub async fn group_of(tx: &Tx, plan: PlanId) -> Result<Option<(WorkshopId, WorkshopGroupId)>, StoreError> {
    let query = tx
        .find::<workshop_plan::Entity>()
        .filter(workshop_plan::Column::PlanId.eq(plan.0));
    let found = tx.one(query).await?;
    Ok(found.map(|row| (WorkshopId(row.workshop_id), WorkshopGroupId(row.group_id))))
}

/// The plans the groups of a workshop have made.
pub async fn of_workshop(tx: &Tx, workshop: WorkshopId) -> Result<Vec<(WorkshopGroupId, PlanId)>, StoreError> {
    let query = tx
        .find::<workshop_plan::Entity>()
        .filter(workshop_plan::Column::WorkshopId.eq(workshop.0));
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| (WorkshopGroupId(row.group_id), PlanId(row.plan_id)))
        .collect())
}

/// Notes in which group a plan is made. A group has one.
pub async fn add_to_group(
    tx: &Tx,
    plan: PlanId,
    workshop: WorkshopId,
    group: WorkshopGroupId,
) -> Result<(), StoreError> {
    tx.add(workshop_plan::Model {
        organisation_id: tx.organisation().0,
        workshop_id: workshop.0,
        group_id: group.0,
        plan_id: plan.0,
    })
    .await
}

/// What came of looking at a plan, the newest first.
pub async fn looks_of(tx: &Tx, plan: PlanId) -> Result<Vec<PlanLook>, StoreError> {
    let query = tx
        .find::<plan_look::Entity>()
        .filter(plan_look::Column::PlanId.eq(plan.0))
        .order_by_desc(plan_look::Column::HeldOn)
        .order_by_desc(plan_look::Column::Id);
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| PlanLook {
            id: PlanLookId(row.id),
            plan: PlanId(row.plan_id),
            due_on: row.due_on,
            held_on: row.held_on,
            text: row.text,
            written_by: row.written_by.map(PersonId),
        })
        .collect())
}

/// Adds what came of looking at a plan.
pub async fn add_look(tx: &Tx, of: &PlanLook) -> Result<(), StoreError> {
    tx.add(plan_look::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        plan_id: of.plan.0,
        due_on: of.due_on,
        held_on: of.held_on,
        text: of.text.clone(),
        written_by: of.written_by.map(|person| person.0),
    })
    .await
}
