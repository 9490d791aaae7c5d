//! Units and their dated tree: how it stands, how it stood, and how it changes from a day on.

mod beginnings;
mod changes;
mod matching;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::{Tree, Unit};
use trivsel_store::persons;

pub use beginnings::{BeginForm, begin_earlier, proposed_first_day, remove};
pub use changes::{CloseForm, MoveForm, NewPlace, NewUnit, UnitForm, close, move_to, open};
pub use matching::{label, matching};

use crate::input::parse_date;
use crate::{App, AppError, structure};

/// Which day the tree is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TreeDay {
    /// As typed; today when empty or not a date.
    pub day: String,
    /// A name or code to look for; all units when empty.
    pub q: String,
}

/// The tree as it stood on a day.
#[derive(Clone, Debug)]
pub struct UnitTree {
    pub day: NaiveDate,
    /// Is it today?
    pub is_today: bool,
    /// Was the day typed no date?
    pub is_misread: bool,
    /// The units from the top down, each followed by those below it.
    pub lines: Vec<UnitLine>,
    /// Those that were looked for, each with the names of the units above it; none when none was.
    pub found: Option<Vec<(UnitLine, Vec<String>)>>,
    /// May the visitor open, move and close units?
    pub may_change: bool,
}

/// A unit in the tree.
#[derive(Clone, Debug)]
pub struct UnitLine {
    /// Which.
    pub id: UnitId,
    pub code: String,
    /// Its name that day.
    pub name: String,
    /// How many are employed in it and below.
    pub headcount: usize,
    pub managers: Vec<Holder>,
    /// Its safety representatives.
    pub safety_reps: Vec<Holder>,
    /// Are there units below it? They follow.
    pub has_children: bool,
    /// How far down it stands, from 0.
    pub depth: usize,
    /// How many units there are below it, however far down.
    pub below: usize,
    /// How many levels end after it.
    pub levels_ended: usize,
}

/// Somebody with a role in a unit.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    pub name: String,
    /// May the visitor see the person's page?
    pub may_see: bool,
}

/// A unit with its place, its history and the people with roles in it.
#[derive(Clone, Debug)]
pub struct UnitDetails {
    pub unit: Unit,
    /// Its name today, or the last one it had.
    pub name: String,
    /// The units above it today, from the top.
    pub above: Vec<(UnitId, String)>,
    /// The units right below it today with their headcount.
    pub below: Vec<UnitBelow>,
    /// Is it open today?
    pub is_open: bool,
    /// How many work in it itself.
    pub own_headcount: usize,
    /// How many work in it and below.
    pub headcount: usize,
    /// Where it stood and what it was called, newest first.
    pub placements: Vec<PlacementLine>,
    /// The roles given for it, in the order of the roles.
    pub roles: Vec<(Role, Vec<Holder>)>,
    /// May the visitor move and close it?
    pub may_change: bool,
    /// May the visitor see its people?
    pub may_read_persons: bool,
}

/// A unit right below another.
#[derive(Clone, Debug)]
pub struct UnitBelow {
    /// Which.
    pub id: UnitId,
    pub name: String,
    /// How many work in it and below.
    pub headcount: usize,
}

/// A place in a unit's history.
#[derive(Clone, Debug)]
pub struct PlacementLine {
    /// The name in that period.
    pub name: String,
    /// The unit above, by its name when the period began; none at the top.
    pub parent: Option<(UnitId, String)>,
    /// When.
    pub period: Period,
}

/// The tree on the day asked for.
pub async fn tree(app: &App, who: &Actor, asked: &TreeDay) -> Result<UnitTree, AppError> {
    who.must_somewhere(Right::ReadUnits)?;
    let today = app.today();
    let day = parse_date(&asked.day);
    let is_misread = day.is_none() && !asked.day.trim().is_empty();
    let day = day.unwrap_or(today);
    let tx = app.read(who.organisation).await?;
    let versions = structure::versions(&tx).await?;
    let tree = if day == today {
        who.tree.clone()
    } else {
        structure::tree_at(&tx, versions, day).await?
    };
    let headcounts = structure::headcounts_at(&tx, versions, day).await?;
    let mut holders: BTreeMap<(UnitId, Role), Vec<Holder>> = BTreeMap::new();
    for found in persons::holders(&tx, &[Role::Manager, Role::SafetyRep], day).await? {
        let place = holders.entry((found.unit, found.role)).or_default();
        place.push(holder(who, found));
    }
    let depths: Vec<usize> = tree.iter().map(|node| node.depth).collect();
    let lines: Vec<UnitLine> = tree
        .iter()
        .enumerate()
        .map(|(index, node)| UnitLine {
            depth: node.depth,
            // The units below follow at once, until one that stands no further down.
            below: depths
                .iter()
                .skip(index + 1)
                .take_while(|depth| **depth > node.depth)
                .count(),
            id: node.id,
            code: node.code.clone(),
            name: node.name.clone(),
            headcount: headcounts.get(&node.id).map_or(0, |count| count.with_below),
            managers: holders.remove(&(node.id, Role::Manager)).unwrap_or_default(),
            safety_reps: holders.remove(&(node.id, Role::SafetyRep)).unwrap_or_default(),
            has_children: !node.children.is_empty(),
            levels_ended: node
                .depth
                .saturating_sub(depths.get(index + 1).copied().unwrap_or_default()),
        })
        .collect();
    let found = (!asked.q.trim().is_empty()).then(|| {
        let meant: BTreeSet<UnitId> = matching(&tree, &asked.q).into_iter().collect();
        let above = |unit: UnitId| {
            let units = tree.ancestors(unit).into_iter().rev();
            units.map(|unit| tree.name(unit).to_owned()).collect()
        };
        let lines = lines.iter().filter(|line| meant.contains(&line.id));
        lines.map(|line| (line.clone(), above(line.id))).collect()
    });
    Ok(UnitTree {
        found,
        day,
        is_today: day == today,
        is_misread,
        lines,
        may_change: who.may_somewhere(Right::ChangeOrganisation),
    })
}

/// One unit, open or closed.
pub async fn find(app: &App, who: &Actor, id: UnitId) -> Result<UnitDetails, AppError> {
    who.must_somewhere(Right::ReadUnits)?;
    let today = app.today();
    let tx = app.read(who.organisation).await?;
    let versions = structure::versions(&tx).await?;
    let history = structure::history_at(&tx, versions).await?;
    let unit = history
        .units
        .iter()
        .find(|unit| unit.id == id)
        .cloned()
        .ok_or(AppError::NotFound)?;
    let mut placements: Vec<PlacementLine> = history
        .placements
        .iter()
        .filter(|placement| placement.unit == id)
        .map(|placement| PlacementLine {
            name: placement.name.clone(),
            parent: placement.parent.map(|parent| {
                let then = Tree::at(placement.period.from(), &history.units, &history.placements);
                (parent, then.name(parent).to_owned())
            }),
            period: placement.period,
        })
        .collect();
    placements.reverse();
    let headcounts = structure::headcounts_at(&tx, versions, today).await?;
    let headcount = |unit: UnitId| headcounts.get(&unit).copied().unwrap_or_default();
    let named = |unit: UnitId| (unit, who.tree.name(unit).to_owned());
    let node = who.tree.get(id);
    let name = placements
        .iter()
        .find(|placement| placement.period.contains(today))
        .or_else(|| placements.first())
        .map(|placement| placement.name.clone())
        .unwrap_or_else(|| unit.code.clone());
    let given = persons::holders_in(&tx, id, today).await?;
    let roles = Role::ASSIGNABLE
        .into_iter()
        .filter_map(|role| {
            let of_role = given.iter().filter(|found| found.role == role).cloned();
            let holders: Vec<Holder> = of_role.map(|found| holder(who, found)).collect();
            (!holders.is_empty()).then_some((role, holders))
        })
        .collect();
    Ok(UnitDetails {
        name,
        above: who.tree.ancestors(id).into_iter().rev().map(named).collect(),
        below: node
            .map(|node| node.children.clone())
            .unwrap_or_default()
            .into_iter()
            .map(|child| UnitBelow {
                id: child,
                name: who.tree.name(child).to_owned(),
                headcount: headcount(child).with_below,
            })
            .collect(),
        is_open: unit.period.contains(today),
        own_headcount: headcount(id).own,
        headcount: headcount(id).with_below,
        placements,
        roles,
        may_change: who.may(Right::ChangeOrganisation, id) && unit.period.to().is_none(),
        may_read_persons: who.may(Right::ReadPersons, id),
        unit,
    })
}

fn holder(who: &Actor, found: persons::Holder) -> Holder {
    Holder {
        person: found.person,
        name: found.name,
        // A role in a unit says nothing of where its holder is employed, which is what decides who may look a person up.
        may_see: who.may_everywhere(Right::ReadPersons),
    }
}
