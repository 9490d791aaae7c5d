//! The groups of a workshop and their rooms.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::{Group, ProgrammeItem, Tells};
use trivsel_store::{boards, plans, workshops as store};
use uuid::Uuid;

use super::changed;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// The most who can be expected in a group.
const MOST: i32 = 60;

/// What is typed to change a group.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    /// What it is called.
    pub name: String,
    /// The unit it is of; may be empty.
    pub unit: String,
    /// The centre it belongs to; may be empty.
    pub under: String,
    /// Where it sits.
    pub room: String,
    /// Who looks after it.
    pub leader: String,
    /// How many are expected.
    pub expected: String,
}

impl GroupForm {
    /// A group as the form shows it.
    pub fn of(group: &Group) -> Self {
        let id = |unit: Option<UnitId>| unit.map(|unit| unit.to_string()).unwrap_or_default();
        Self {
            name: group.name.clone(),
            unit: id(group.unit),
            under: id(group.under),
            room: group.room.clone(),
            leader: group.leader.clone(),
            expected: group.expected.to_string(),
        }
    }

    /// What was typed, as a group.
    pub fn read(&self) -> Result<Group, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let unit = input.optional_id("unit", &self.unit);
        let under = input.optional_id("under", &self.under);
        let room = input.line("room", &self.room);
        let leader = input.line("leader", &self.leader);
        let expected = self
            .expected
            .trim()
            .parse::<i32>()
            .ok()
            .filter(|expected| (1..=MOST).contains(expected));
        if expected.is_none() {
            input.refuse(Problem::new("expected", "problem-expected"));
        }
        input.read(expected.map(|expected| Group {
            id: WorkshopGroupId(Uuid::nil()),
            position: 0,
            name,
            unit,
            under,
            room,
            leader,
            expected,
        }))
    }
}

fn must_be_below(who: &Actor, top: UnitId, group: &Group) -> Result<(), AppError> {
    for (field, unit) in [("unit", group.unit), ("under", group.under)] {
        if unit.is_some_and(|unit| !who.tree.is_within(unit, top)) {
            return Err(AppError::invalid(field, "problem-unit-out-of-reach"));
        }
    }
    Ok(())
}

/// Adds a group at the end.
pub async fn add_group(app: &App, who: &Actor, id: WorkshopId, group: &Group) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        must_be_below(who, workshop.unit, group)?;
        let groups = store::groups_of(&work, id).await?;
        let added = Group {
            id: WorkshopGroupId(Uuid::now_v7()),
            position: groups.last().map_or(1, |last| last.position + 1),
            ..group.clone()
        };
        store::add_groups(&work, id, std::slice::from_ref(&added)).await?;
        work.trail(
            Trail::new("workshop", id.0, "groups_changed")
                .unit(workshop.unit)
                .field("group", "", &added.name),
        );
        Ok(())
    })
    .await
}

/// Changes a group.
pub async fn change_group(
    app: &App,
    who: &Actor,
    id: WorkshopId,
    which: WorkshopGroupId,
    group: &Group,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        must_be_below(who, workshop.unit, group)?;
        let groups = store::groups_of(&work, id).await?;
        let before = groups.iter().find(|one| one.id == which).ok_or(AppError::NotFound)?;
        let after = Group {
            id: before.id,
            position: before.position,
            ..group.clone()
        };
        store::change_group(&work, id, &after).await?;
        work.trail_changes(
            Trail::new("workshop", id.0, "groups_changed")
                .unit(workshop.unit)
                .field("group", &before.name, &after.name)
                .field("room", &before.room, &after.room)
                .field("expected", before.expected, after.expected),
        );
        Ok(())
    })
    .await
}

/// Takes a group away, unless somebody is in it or it has boards or a plan. Where it was to tell, nobody is named any longer.
pub async fn remove_group(app: &App, who: &Actor, id: WorkshopId, which: WorkshopGroupId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        let groups = store::groups_of(&work, id).await?;
        let group = groups.iter().find(|one| one.id == which).ok_or(AppError::NotFound)?;
        let has_boards = boards::list_of(&work, id)
            .await?
            .iter()
            .any(|board| board.group == which);
        let has_seats = store::seats_of(&work, id).await?.iter().any(|seat| seat.group == which);
        let has_plan = plans::of_workshop(&work, id).await?.iter().any(|(of, _)| *of == which);
        if has_boards || has_seats || has_plan {
            return Err(AppError::Refused("failure-group-in-use"));
        }
        for item in store::items_of(&work, id).await? {
            if item.tells == Tells::Group(which) {
                let silent = ProgrammeItem {
                    tells: Tells::Nobody,
                    ..item
                };
                store::change_item(&work, id, &silent).await?;
            }
        }
        store::remove_group(&work, which).await?;
        work.trail(
            Trail::new("workshop", id.0, "groups_changed")
                .unit(workshop.unit)
                .field("group", &group.name, ""),
        );
        Ok(())
    })
    .await
}
