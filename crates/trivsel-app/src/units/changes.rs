//! Opening, moving, renaming and closing a unit. Each is dated; what was, stays as it was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person::RoleAssignment;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::{Moved, Tree, Unit, UnitError, UnitPlacement, closed, faults, moved};
use trivsel_store::{Tx, committees, persons, units as store};
use uuid::Uuid;

use crate::figures::hold_against_shown;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to open a unit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnitForm {
    /// The workplace's own code.
    pub code: String,
    pub name: String,
    /// The unit above; empty for the top.
    pub parent: String,
    /// First day.
    pub valid_from: String,
}

/// What is typed to rename or move a unit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The name from then on.
    pub name: String,
    /// The unit above from then on; empty for the top.
    pub parent: String,
    /// The first day of the new place or name.
    pub from: String,
    /// The mark of the name and place that were on the screen.
    pub seen: String,
}

/// What is typed to close a unit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    pub last_day: String,
}

/// A unit to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// The workplace's own code.
    pub code: String,
    pub name: String,
    /// The unit above; none for the top.
    pub parent: Option<UnitId>,
    /// The first day.
    pub from: NaiveDate,
}

/// What a unit is called and where it stands, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlace {
    /// The name from then on.
    pub name: String,
    /// The unit above from then on; none for the top.
    pub parent: Option<UnitId>,
    /// The first day of the new place or name.
    pub from: NaiveDate,
}

impl UnitForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewUnit, Problems> {
        let mut input = Input::new();
        let code = input.required("code", &self.code);
        let name = input.required("name", &self.name);
        let parent = input.optional_id("parent", &self.parent);
        let from = input.date("valid_from", &self.valid_from);
        input.read(Some(NewUnit {
            code,
            name,
            parent,
            from,
        }))
    }
}

impl MoveForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewPlace, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let from = input.date("from", &self.from);
        let parent = input.optional_id("parent", &self.parent);
        input.read(Some(NewPlace { name, parent, from }))
    }
}

impl CloseForm {
    /// The last day as it was typed.
    pub fn read(&self) -> Result<NaiveDate, Problems> {
        let mut input = Input::new();
        let last = input.date("last_day", &self.last_day);
        input.read(Some(last))
    }
}

/// Everything about the tree that a change is held against.
#[derive(Clone)]
pub(super) struct History {
    units: Vec<Unit>,
    placements: Vec<UnitPlacement>,
}

impl History {
    pub(super) async fn load(tx: &Tx) -> Result<Self, AppError> {
        Ok(Self {
            units: store::list(tx).await?,
            placements: store::list_placements(tx).await?,
        })
    }

    pub(super) fn unit(&self, id: UnitId) -> Result<Unit, AppError> {
        let found = self.units.iter().find(|unit| unit.id == id);
        found.cloned().ok_or(AppError::NotFound)
    }

    /// The place a unit began at.
    pub(super) fn first(&self, unit: UnitId) -> Result<UnitPlacement, AppError> {
        self.placements
            .iter()
            .filter(|placement| placement.unit == unit)
            .min_by_key(|placement| placement.period.from())
            .cloned()
            .ok_or(AppError::NotFound)
    }

    pub(super) fn newest(&self, unit: UnitId) -> Result<UnitPlacement, AppError> {
        self.placements
            .iter()
            .filter(|placement| placement.unit == unit)
            .max_by_key(|placement| placement.period.from())
            .cloned()
            .ok_or(AppError::NotFound)
    }

    pub(super) fn put(&mut self, placement: UnitPlacement) {
        self.placements.retain(|other| other.id != placement.id);
        self.placements.push(placement);
    }

    pub(super) fn put_unit(&mut self, unit: Unit) {
        self.units.retain(|other| other.id != unit.id);
        self.units.push(unit);
    }

    /// What this history breaks that `before` did not.
    pub(super) fn broken_since(&self, before: &Self, unit: UnitId, from: NaiveDate) -> Result<(), UnitError> {
        let old = faults(&before.units, &before.placements, from);
        let new = faults(&self.units, &self.placements, from);
        let mut fresh = new.into_iter().filter(|(unit, _)| !old.contains_key(unit));
        match fresh.next() {
            None => Ok(()),
            Some((_, UnitError::BelowItself)) => Err(UnitError::BelowItself),
            Some((faulty, error)) if faulty == unit => Err(error),
            Some(_) => Err(UnitError::OpenUnitsBelow),
        }
    }
}

/// Opens a unit.
pub async fn open(app: &App, who: &Actor, new: &NewUnit) -> Result<UnitId, AppError> {
    who.must_somewhere(Right::ChangeOrganisation)?;
    app.writing(who, |work| async move {
        let NewUnit {
            code,
            name,
            parent,
            from,
        } = new.clone();
        let mut input = Input::new();
        reach_parent(&mut input, who, parent);
        let before = History::load(&work).await?;
        if before.units.iter().any(|unit| unit.code == code) {
            input.refuse(Problem::new("code", "problem-code-taken"));
        }
        input.done()?;
        let period = Period::since(from);
        let unit = Unit {
            id: UnitId(Uuid::now_v7()),
            code,
            period,
        };
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit: unit.id,
            parent,
            name,
            period,
        };
        let mut after = before.clone();
        after.put_unit(unit.clone());
        after.put(placement.clone());
        after
            .broken_since(&before, unit.id, from)
            .map_err(|error| refusal(error, "parent", "valid_from"))?;
        store::add(&work, &unit).await?;
        store::add_placement(&work, &placement).await?;
        work.trail(
            Trail::new("unit", unit.id.0, "added")
                .unit(unit.id)
                .field("code", "", &unit.code)
                .field("name", "", &placement.name)
                .field("valid_from", "", from),
        );
        Ok(unit.id)
    })
    .await
}

/// Gives a unit another name or place from a day on.
pub async fn move_to(app: &App, who: &Actor, id: UnitId, seen: &SeenMark, place: &NewPlace) -> Result<(), AppError> {
    who.must(Right::ChangeOrganisation, id)?;
    app.writing(who, |work| async move {
        let NewPlace { name, parent, from } = place.clone();
        let before = History::load(&work).await?;
        let newest = before.newest(id)?;
        seen.must_be(&(newest.name.as_str(), newest.parent))?;
        // A unit that stands at the top may stay there, whoever gives it another name.
        if newest.parent.is_some() || parent.is_some() {
            let mut input = Input::new();
            reach_parent(&mut input, who, parent);
            input.done()?;
        }
        if newest.parent == parent && newest.name == name {
            return Err(AppError::invalid("name", "problem-nothing-changed"));
        }
        let refuse = |error| refusal(error, "parent", "from");
        Tree::at(from, &before.units, &before.placements)
            .check_move(id, parent)
            .map_err(refuse)?;
        let change = moved(&newest, UnitPlacementId(Uuid::now_v7()), parent, name, from).map_err(refuse)?;
        let mut after = before.clone();
        let now = match &change {
            Moved::Replaced(placement) => {
                after.put(placement.clone());
                store::change_placement(&work, placement).await?;
                placement
            }
            Moved::Added { ended, added } => {
                after.put(ended.clone());
                after.put(added.clone());
                store::change_placement(&work, ended).await?;
                store::add_placement(&work, added).await?;
                added
            }
        };
        after.broken_since(&before, id, from).map_err(refuse)?;
        hold_against_shown(&work, work.now, &before.placements, "from").await?;
        let tree = Tree::at(from, &after.units, &after.placements);
        let parent_name = |parent: Option<UnitId>| parent.map(|parent| tree.name(parent).to_owned());
        work.trail(
            Trail::new("unit", id.0, "moved")
                .unit(id)
                .field("name", &newest.name, &now.name)
                .optional("parent", parent_name(newest.parent), parent_name(now.parent))
                .field("valid_from", newest.period.from(), now.period.from()),
        );
        Ok(())
    })
    .await
}

/// Closes a unit with its last day. It must stand empty: no units below, nobody employed, no committee. Roles given for it end with it.
pub async fn close(app: &App, who: &Actor, id: UnitId, last: NaiveDate) -> Result<(), AppError> {
    who.must(Right::ChangeOrganisation, id)?;
    app.writing(who, |work| async move {
        let before = History::load(&work).await?;
        let unit = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let refuse = |error| refusal(error, "last_day", "last_day");
        let (shut, newest) = closed(&unit, &before.newest(id)?, last).map_err(refuse)?;
        let mut after = before.clone();
        after.put_unit(shut.clone());
        after.put(newest.clone());
        after.broken_since(&before, id, last).map_err(refuse)?;
        let next = last.succ_opt().unwrap_or(last);
        let employed = persons::employments_in(&work, id, next).await?.len();
        if employed > 0 {
            return Err(AppError::Invalid(vec![
                Problem::new("last_day", "problem-unit-has-people").with("count", employed.to_string()),
            ]));
        }
        let has_committee = committees::list(&work)
            .await?
            .iter()
            .any(|committee| committee.unit == id && committee.period.to().is_none_or(|end| end > last));
        if has_committee {
            return Err(AppError::invalid("last_day", "problem-unit-has-committee"));
        }
        store::change(&work, &shut).await?;
        store::change_placement(&work, &newest).await?;
        for role in persons::roles_in(&work, id, last).await? {
            if let Ok(period) = role.period.ended(last) {
                persons::change_role(&work, &RoleAssignment { period, ..role }).await?;
            }
        }
        work.trail(Trail::new("unit", id.0, "closed").unit(id).field("valid_to", "", last));
        Ok(())
    })
    .await
}

/// Notes a unit above that is out of reach. Only who may change the whole organisation puts a unit at the top.
fn reach_parent(input: &mut Input, who: &Actor, parent: Option<UnitId>) {
    match parent {
        None if !who.may_everywhere(Right::ChangeOrganisation) => {
            input.refuse(Problem::new("parent", "problem-choose"));
        }
        Some(parent) if !who.may(Right::ChangeOrganisation, parent) => {
            input.refuse(Problem::new("parent", "problem-unit-out-of-reach"));
        }
        _ => {}
    }
}

/// The rule that was broken, beside the field it is about.
pub(super) fn refusal(error: UnitError, place: &str, date: &str) -> AppError {
    let written = |day: NaiveDate| day.format("%d.%m.%Y").to_string();
    AppError::Invalid(vec![match error {
        UnitError::BelowItself => Problem::new(place, "problem-below-itself"),
        UnitError::ParentNotOpen => Problem::new(place, "problem-parent-not-open"),
        UnitError::OpenUnitsBelow => Problem::new(date, "problem-open-units-below"),
        UnitError::Closed { on } => Problem::new(date, "problem-unit-closed").with("date", written(on)),
        UnitError::BeforeNewest { newest } => Problem::new(date, "problem-before-newest").with("date", written(newest)),
        UnitError::Period(period) => {
            Problem::new(date, "problem-ends-before-start").with("start", written(period.from))
        }
    }])
}
