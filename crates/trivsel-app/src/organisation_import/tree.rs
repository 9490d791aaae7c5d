//! Units from a table: what is new, what moves, what closes, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use trivsel_domain::id::{UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person_number::is_person_number;
use trivsel_domain::unit::{Moved, Unit, UnitError, UnitPlacement, closed, faults, moved};
use trivsel_store::{Tx, units as store};
use uuid::Uuid;

use super::file::FileRow;
use super::{Reading, Report, RowProblem};
use crate::{AppError, Problem};

/// What a table does to the tree.
pub(super) struct Plan {
    pub(super) report: Report,
    added: Vec<Unit>,
    added_places: Vec<UnitPlacement>,
    changed: Vec<Unit>,
    changed_places: Vec<UnitPlacement>,
}

/// The tree while rows are laid on it.
#[derive(Clone, Default)]
struct Ground {
    units: BTreeMap<UnitId, Unit>,
    places: BTreeMap<UnitPlacementId, UnitPlacement>,
}

impl Ground {
    fn newest(&self, unit: UnitId) -> Option<&UnitPlacement> {
        self.places
            .values()
            .filter(|place| place.unit == unit)
            .max_by_key(|place| place.period.from())
    }

    /// A known unit that the file says was there before we knew of it begins on that day, where it stood first. Whoever reads units in
    /// without their first day, and then again with it, would otherwise be told that nothing changed.
    fn begin_earlier(&mut self, unit: UnitId, from: chrono::NaiveDate) -> Result<(), UnitError> {
        let Some(known) = self.units.get_mut(&unit).filter(|known| from < known.period.from()) else {
            return Ok(());
        };
        known.period = Period::new(from, known.period.to()).map_err(UnitError::Period)?;
        let places = self.places.values_mut().filter(|place| place.unit == unit);
        if let Some(first) = places.min_by_key(|place| place.period.from()) {
            first.period = Period::new(from, first.period.to()).map_err(UnitError::Period)?;
        }
        Ok(())
    }
}

/// A row that says something sensible by itself.
struct Wish<'a> {
    row: &'a FileRow,
    unit: UnitId,
    parent: Option<&'a str>,
    from: Option<chrono::NaiveDate>,
    to: Option<chrono::NaiveDate>,
}

/// Holds the rows against the tree. Wrong rows are left out until what is left has no fault: leaving one out can make another wrong.
pub(super) async fn plan(tx: &Tx, rows: &[FileRow], reading: &Reading) -> Result<Plan, AppError> {
    let before = Ground {
        units: store::list(tx).await?.into_iter().map(|unit| (unit.id, unit)).collect(),
        places: store::list_placements(tx)
            .await?
            .into_iter()
            .map(|place| (place.id, place))
            .collect(),
    };
    let mut problems: Vec<RowProblem> = Vec::new();
    let wishes = read(rows, &before, &mut problems);
    let mut left_out: BTreeSet<u64> = problems.iter().map(|problem| problem.row).collect();
    loop {
        let (after, found) = lay(&before, &wishes, &left_out, reading);
        if found.is_empty() {
            return Ok(finish(&before, after, problems, left_out, &wishes, rows.len()));
        }
        left_out.extend(found.iter().map(|problem| problem.row));
        problems.extend(found);
    }
}

/// What can be said about a row by itself, and about codes that stand twice.
fn read<'a>(rows: &'a [FileRow], before: &Ground, problems: &mut Vec<RowProblem>) -> Vec<Wish<'a>> {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    let mut wishes = Vec::new();
    for row in rows {
        if let Err(problem) = row.check("code") {
            problems.push(problem);
            continue;
        }
        let mut wrong = |column, problem| problems.push(row.wrong(column, problem));
        let code = row.text("code");
        if code.is_empty() {
            wrong("code", Problem::new(code, "row-code-missing"));
        } else if is_person_number(code) {
            wrong("code", Problem::new("", "row-cpr"));
        } else if let Some(earlier) = first.get(code) {
            wrong(
                "code",
                Problem::new(code, "row-code-twice").with("row", earlier.to_string()),
            );
        } else {
            first.insert(code, row.number);
        }
        if row.text("name").is_empty() {
            wrong("name", Problem::new("", "row-name-missing"));
        } else if row.text("name").chars().count() > 300 {
            wrong("name", Problem::new(row.text("name"), "row-too-long"));
        }
        if row.date("from").is_err() {
            wrong("from", Problem::new(row.text("from"), "row-date"));
        }
        if row.date("to").is_err() {
            wrong("to", Problem::new(row.text("to"), "row-date"));
        }
        let (from, to) = (row.date("from").ok().flatten(), row.date("to").ok().flatten());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            wrong("to", Problem::new(row.text("to"), "row-ends-before-start"));
        }
        let known = before.units.values().find(|unit| unit.code == code).map(|unit| unit.id);
        wishes.push(Wish {
            row,
            unit: known.unwrap_or_else(|| UnitId(Uuid::now_v7())),
            parent: Some(row.text("parent")).filter(|parent| !parent.is_empty()),
            from,
            to,
        });
    }
    wishes
}

/// Lays the rows on the tree, and says which do not fit.
fn lay(before: &Ground, wishes: &[Wish<'_>], left_out: &BTreeSet<u64>, reading: &Reading) -> (Ground, Vec<RowProblem>) {
    let kept = || wishes.iter().filter(|wish| !left_out.contains(&wish.row.number));
    let mut codes: BTreeMap<&str, UnitId> = before
        .units
        .values()
        .map(|unit| (unit.code.as_str(), unit.id))
        .collect();
    codes.extend(kept().map(|wish| (wish.row.text("code"), wish.unit)));
    let has_parents = reading.mapping.place("parent").is_some();
    let mut after = before.clone();
    let mut problems = Vec::new();
    for wish in kept() {
        let mut wrong = |column, problem| problems.push(wish.row.wrong(column, problem));
        let parent = match wish.parent {
            None => None,
            Some(code) => match codes.get(code) {
                Some(parent) => Some(*parent),
                None => {
                    wrong("parent", Problem::new(code, "row-no-such-unit"));
                    continue;
                }
            },
        };
        if let Err(error) = place(&mut after, wish, parent, has_parents, reading) {
            let column = if matches!(error, UnitError::Period(_)) {
                "to"
            } else {
                "from"
            };
            wrong(column, Problem::new(wish.row.text(column), sentence(&error)));
        }
    }
    if problems.is_empty() {
        problems = fitting(before, &after, &kept().collect::<Vec<_>>());
    }
    (after, problems)
}

/// Puts one row's unit where it says.
fn place(
    after: &mut Ground,
    wish: &Wish<'_>,
    parent: Option<UnitId>,
    has_parents: bool,
    reading: &Reading,
) -> Result<(), UnitError> {
    let name = wish.row.text("name").to_owned();
    if let Some(from) = wish.from {
        after.begin_earlier(wish.unit, from)?;
    }
    let (unit, newest) = match (after.units.get(&wish.unit).cloned(), after.newest(wish.unit).cloned()) {
        (Some(unit), Some(newest)) => {
            let parent = if has_parents { parent } else { newest.parent };
            if newest.name == name && newest.parent == parent {
                (unit, newest)
            } else {
                let day = wish
                    .from
                    .filter(|from| *from > newest.period.from())
                    .unwrap_or(reading.from);
                match moved(&newest, UnitPlacementId(Uuid::now_v7()), parent, name, day)? {
                    Moved::Replaced(place) => (unit, place),
                    Moved::Added { ended, added } => {
                        after.places.insert(ended.id, ended);
                        (unit, added)
                    }
                }
            }
        }
        _ => {
            let period = Period::since(wish.from.unwrap_or(reading.from));
            let unit = Unit {
                id: wish.unit,
                code: wish.row.text("code").to_owned(),
                period,
            };
            let place = UnitPlacement {
                id: UnitPlacementId(Uuid::now_v7()),
                unit: wish.unit,
                parent,
                name,
                period,
            };
            (unit, place)
        }
    };
    let (unit, newest) = match wish.to {
        Some(last) if unit.period.to() != Some(last) => closed(&unit, &newest, last)?,
        _ => (unit, newest),
    };
    after.units.insert(unit.id, unit);
    after.places.insert(newest.id, newest);
    Ok(())
}

/// The faults of the whole that were not there before, at the rows they come from.
fn fitting(before: &Ground, after: &Ground, kept: &[&Wish<'_>]) -> Vec<RowProblem> {
    let all = |ground: &Ground| -> (Vec<Unit>, Vec<UnitPlacement>) {
        (
            ground.units.values().cloned().collect(),
            ground.places.values().cloned().collect(),
        )
    };
    let (units, places) = all(after);
    let Some(earliest) = units.iter().map(|unit| unit.period.from()).min() else {
        return Vec::new();
    };
    let (old_units, old_places) = all(before);
    let old = faults(&old_units, &old_places, earliest);
    let fresh: Vec<(UnitId, UnitError)> = faults(&units, &places, earliest)
        .into_iter()
        .filter(|(unit, _)| !old.contains_key(unit))
        .collect();
    let at = |unit: UnitId| kept.iter().find(|wish| wish.unit == unit);
    let mut problems: Vec<RowProblem> = fresh
        .iter()
        .filter_map(|(unit, error)| {
            let wish = at(*unit)?;
            let problem = Problem::new(wish.row.text("parent"), sentence(error));
            Some(wish.row.wrong("parent", problem))
        })
        .collect();
    if problems.is_empty() && !fresh.is_empty() {
        // A unit that is not in the file stands below one that the file closes.
        let shut = kept.iter().filter(|wish| wish.to.is_some());
        problems = shut
            .filter(|wish| {
                fresh
                    .iter()
                    .any(|(unit, _)| after.newest(*unit).is_some_and(|place| place.parent == Some(wish.unit)))
            })
            .map(|wish| {
                let problem = Problem::new(wish.row.text("to"), "row-units-below");
                wish.row.wrong("to", problem)
            })
            .collect();
    }
    problems
}

fn sentence(error: &UnitError) -> &'static str {
    match error {
        UnitError::BelowItself => "row-below-itself",
        UnitError::Closed { .. } => "row-unit-closed",
        UnitError::OpenUnitsBelow => "row-units-below",
        UnitError::BeforeNewest { .. } => "row-before-newest",
        UnitError::ParentNotOpen => "row-parent-not-open",
        UnitError::Period(_) => "row-ends-before-start",
    }
}

fn finish(
    before: &Ground,
    after: Ground,
    mut problems: Vec<RowProblem>,
    left_out: BTreeSet<u64>,
    wishes: &[Wish<'_>],
    rows: usize,
) -> Plan {
    problems.sort_by_key(|problem| problem.row);
    let (mut added, mut changed) = (Vec::new(), Vec::new());
    for unit in after.units.into_values() {
        match before.units.get(&unit.id) {
            None => added.push(unit),
            Some(old) if *old != unit => changed.push(unit),
            Some(_) => {}
        }
    }
    let (mut added_places, mut changed_places) = (Vec::new(), Vec::new());
    for place in after.places.into_values() {
        match before.places.get(&place.id) {
            None => added_places.push(place),
            Some(old) if *old != place => changed_places.push(place),
            Some(_) => {}
        }
    }
    let new: BTreeSet<UnitId> = added.iter().map(|unit| unit.id).collect();
    let touched: BTreeSet<UnitId> = changed
        .iter()
        .map(|unit| unit.id)
        .chain(added_places.iter().chain(&changed_places).map(|place| place.unit))
        .filter(|unit| !new.contains(unit))
        .collect();
    let taken = wishes
        .iter()
        .filter(|wish| !left_out.contains(&wish.row.number))
        .count();
    Plan {
        report: Report {
            rows: u64::try_from(rows).unwrap_or(u64::MAX),
            added: new.len(),
            changed: touched.len(),
            unchanged: taken.saturating_sub(new.len() + touched.len()),
            problems,
            wrong_rows: left_out.len(),
            is_whole_unclear: false,
            is_kept: false,
        },
        added,
        added_places,
        changed,
        changed_places,
    }
}

impl Plan {
    /// Writes the plan.
    pub(super) async fn keep(self, tx: &Tx) -> Result<Report, AppError> {
        store::add_many(tx, &self.added).await?;
        for unit in &self.changed {
            store::change(tx, unit).await?;
        }
        for place in &self.changed_places {
            store::change_placement(tx, place).await?;
        }
        store::add_placements(tx, &self.added_places).await?;
        Ok(self.report)
    }
}
