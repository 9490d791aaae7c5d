//! How far an organisation has come with its starts: how many units have begun one, agreed, and looked back. What stands in a start is its
//! two people's own, and stays so.

use std::collections::BTreeMap;

use trivsel_domain::id::UnitId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::start::Start;
use trivsel_store::starts as store;

use crate::{App, AppError};

/// How far the units of an area have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageLine {
    /// The area, or a unit for itself.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Can it be opened, for the areas below?
    pub has_below: bool,
    /// How many units lie in it, itself included.
    pub units: usize,
    /// How many of them have begun a start.
    pub begun: usize,
    /// How many of them agreed.
    pub agreed: usize,
    /// How many of them have said whether what they promised is there.
    pub looked: usize,
}

/// The areas right below a unit, or below the top, each with how far its units have come; first the unit itself, which answers for nobody
/// below it.
pub async fn coverage(app: &App, who: &Actor, at: Option<UnitId>) -> Result<Vec<CoverageLine>, AppError> {
    who.must_everywhere(Right::BeginStart)?;
    let tree = &who.tree;
    let mut newest: BTreeMap<UnitId, Start> = BTreeMap::new();
    let tx = app.read(who.organisation).await?;
    for start in store::list(&tx).await? {
        newest.entry(start.unit).or_insert(start);
    }
    let line = |unit: UnitId, units: &[UnitId], has_below: bool| {
        let starts: Vec<&Start> = units.iter().filter_map(|unit| newest.get(unit)).collect();
        let count = |is: fn(&Start) -> bool| starts.iter().filter(|start| is(start)).count();
        CoverageLine {
            unit,
            name: tree.name(unit).to_owned(),
            has_below,
            units: units.len(),
            begun: starts.len(),
            agreed: count(|start| start.looks_back_on().is_some()),
            looked: count(|start| start.promise.is_some()),
        }
    };
    let tops: Vec<UnitId> = match at {
        Some(unit) => vec![tree.get(unit).ok_or(AppError::NotFound)?.id],
        None => tree.roots().map(|node| node.id).collect(),
    };
    let mut lines = Vec::new();
    for top in tops {
        lines.push(line(top, &[top], false));
        for below in tree.get(top).into_iter().flat_map(|node| &node.children) {
            let has_below = tree.get(*below).is_some_and(|node| !node.children.is_empty());
            lines.push(line(*below, &tree.subtree(*below), has_below));
        }
    }
    Ok(lines)
}
