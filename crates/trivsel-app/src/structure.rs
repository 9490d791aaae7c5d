//! The organisation as nearly every page needs it: its units with all their places, the tree of a day, and how many work where.
//! Loaded once for each state of the data, kept in memory while it stays the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use trivsel_domain::figure::Parents;
use trivsel_domain::id::{OrganisationId, PersonId, UnitId};
use trivsel_domain::unit::{Tree, Unit, UnitPlacement};
use trivsel_store::organisations::{self, Versions};
use trivsel_store::{Tx, persons, units};
use uuid::Uuid;

use crate::AppError;
use crate::kept::kept;

/// How many organisations' histories are kept. One of 800 units is about 300 kB.
const HISTORIES: usize = 16;
/// How many trees: today's of each organisation, and a few of other days.
const TREES: usize = 32;
/// How many headcounts: one for each tree in use.
const HEADCOUNTS: usize = 32;

kept!(KeptHistories: (OrganisationId, Uuid) => History, HISTORIES);
kept!(KeptTrees: (OrganisationId, Uuid, NaiveDate) => Tree, TREES);
kept!(KeptHeadcounts: (OrganisationId, Versions, NaiveDate) => Headcounts, HEADCOUNTS);

/// How many work in each unit on a day.
pub(crate) type Headcounts = BTreeMap<UnitId, Headcount>;

/// How many people work in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headcount {
    /// In the unit itself.
    pub own: usize,
    /// In the unit and all below it; somebody employed in two of them counts once.
    pub with_below: usize,
}

/// Every unit there ever was, with every place it ever had.
#[derive(Debug)]
pub(crate) struct History {
    /// The units.
    pub(crate) units: Vec<Unit>,
    /// Their places, oldest first.
    pub(crate) placements: Vec<UnitPlacement>,
    /// Who stood below whom, month by month.
    pub(crate) parents: Parents,
}

/// The units and their places through all time.
pub(crate) async fn history(tx: &Tx) -> Result<Arc<History>, AppError> {
    let versions = versions(tx).await?;
    history_at(tx, versions).await
}

/// The tree as it stood on a day.
pub(crate) async fn tree(tx: &Tx, day: NaiveDate) -> Result<Arc<Tree>, AppError> {
    let versions = versions(tx).await?;
    tree_at(tx, versions, day).await
}

/// The headcount of every unit of the tree of a day.
pub(crate) async fn headcounts(tx: &Tx, day: NaiveDate) -> Result<Arc<Headcounts>, AppError> {
    let versions = versions(tx).await?;
    headcounts_at(tx, versions, day).await
}

/// The same, by marks that were read in the same transaction.
pub(crate) async fn headcounts_at(tx: &Tx, versions: Versions, day: NaiveDate) -> Result<Arc<Headcounts>, AppError> {
    let key = (tx.organisation(), versions, day);
    if let Some(kept) = tx.memory::<KeptHeadcounts>().find(&key) {
        return Ok(kept);
    }
    let tree = tree_at(tx, versions, day).await?;
    let counted = count(tx, &tree, day).await?;
    let organisation = tx.organisation();
    Ok(tx.memory::<KeptHeadcounts>().keep(key, counted, |(of, made_from, _)| {
        *of == organisation && *made_from != versions
    }))
}

/// The marks of the data, for asking for several of these in one transaction.
pub(crate) async fn versions(tx: &Tx) -> Result<Versions, AppError> {
    organisations::versions(tx).await?.ok_or(AppError::NotFound)
}

/// The units and their places, by marks that were read in the same transaction.
pub(crate) async fn history_at(tx: &Tx, versions: Versions) -> Result<Arc<History>, AppError> {
    let key = (tx.organisation(), versions.units);
    if let Some(kept) = tx.memory::<KeptHistories>().find(&key) {
        return Ok(kept);
    }
    let units = units::list(tx).await?;
    let placements = units::list_placements(tx).await?;
    let history = History {
        parents: Parents::new(units.iter().map(|unit| unit.id), &placements),
        units,
        placements,
    };
    let organisation = tx.organisation();
    Ok(tx
        .memory::<KeptHistories>()
        .keep(key, history, |(of, _)| *of == organisation))
}

/// The tree of a day, by marks that were read in the same transaction.
pub(crate) async fn tree_at(tx: &Tx, versions: Versions, day: NaiveDate) -> Result<Arc<Tree>, AppError> {
    let key = (tx.organisation(), versions.units, day);
    if let Some(kept) = tx.memory::<KeptTrees>().find(&key) {
        return Ok(kept);
    }
    let history = history_at(tx, versions).await?;
    let tree = Tree::at(day, &history.units, &history.placements);
    let organisation = tx.organisation();
    Ok(tx.memory::<KeptTrees>().keep(key, tree, |(of, version, _)| {
        *of == organisation && *version != versions.units
    }))
}

async fn count(tx: &Tx, tree: &Tree, day: NaiveDate) -> Result<Headcounts, AppError> {
    let own = persons::count_by_unit(tx, day).await?;
    let mut found: Headcounts = tree.iter().map(|node| (node.id, Headcount::default())).collect();
    for (unit, people) in own {
        if let Some(count) = found.get_mut(&unit) {
            count.own = people;
            count.with_below += people;
        }
        for above in tree.ancestors(unit) {
            if let Some(count) = found.get_mut(&above) {
                count.with_below += people;
            }
        }
    }
    let mut several: BTreeMap<PersonId, Vec<UnitId>> = BTreeMap::new();
    for (person, unit) in persons::list_in_several_units(tx, day).await? {
        several.entry(person).or_default().push(unit);
    }
    for units in several.into_values() {
        let mut seen: BTreeSet<UnitId> = BTreeSet::new();
        for unit in units.into_iter().filter(|unit| tree.get(*unit).is_some()) {
            for reached in std::iter::once(unit).chain(tree.ancestors(unit)) {
                if !seen.insert(reached)
                    && let Some(count) = found.get_mut(&reached)
                {
                    count.with_below = count.with_below.saturating_sub(1);
                }
            }
        }
    }
    Ok(found)
}
