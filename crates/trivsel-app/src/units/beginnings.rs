//! When a unit begins, put right: earlier than it was entered with; and taking away a unit that was entered by mistake.
//!
//! Whoever sets a workplace up enters units on the day they sit there, and then reads people in who were employed long before.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::UnitId;
use trivsel_domain::period::Period;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::{StoreError, units as store};

use super::changes::{History, refusal};
use crate::input::Input;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem, Problems};

/// How many years back a new unit is proposed to begin: far enough for nearly everybody who works there.
const USUAL_YEARS: i32 = 10;

/// What is typed to let a unit begin earlier.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BeginForm {
    /// The first day.
    pub valid_from: String,
}

impl BeginForm {
    /// The first day as it was typed.
    pub fn read(&self) -> Result<NaiveDate, Problems> {
        let mut input = Input::new();
        let from = input.date("valid_from", &self.valid_from);
        input.read(Some(from))
    }
}

/// The first day proposed for a new unit: the first of January, ten years back.
pub fn proposed_first_day(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year() - USUAL_YEARS, 1, 1).unwrap_or(today)
}

/// Lets a unit begin on an earlier day, and with it the units above it that begin later than that. Nothing else changes: on every day it
/// was there already it stands where it stood.
pub async fn begin_earlier(app: &App, who: &Actor, id: UnitId, from: NaiveDate) -> Result<(), AppError> {
    who.must(Right::ChangeOrganisation, id)?;
    app.writing(who, |work| async move {
        let before = History::load(&work).await?;
        let unit = before.unit(id)?;
        if from >= unit.period.from() {
            let day = unit.period.from().format("%d.%m.%Y").to_string();
            return Err(AppError::Invalid(vec![
                Problem::new("valid_from", "problem-not-earlier").with("date", day),
            ]));
        }
        let mut after = before.clone();
        for (unit, first) in begin_at(&before, id, from)? {
            who.must(Right::ChangeOrganisation, unit.id)?;
            keep(&work, &unit, &first).await?;
            work.trail(Trail::new("unit", unit.id.0, "begun_earlier").unit(unit.id).field(
                "valid_from",
                before.unit(unit.id)?.period.from(),
                from,
            ));
            after.put_unit(unit);
            after.put(first);
        }
        after
            .broken_since(&before, id, from)
            .map_err(|error| refusal(error, "valid_from", "valid_from"))
    })
    .await
}

async fn keep(work: &Work, unit: &Unit, first: &UnitPlacement) -> Result<(), AppError> {
    store::change(work, unit).await?;
    store::change_placement(work, first).await?;
    Ok(())
}

/// The unit and those above it that begin too late, each with its first place, as they are when they begin on that day.
fn begin_at(history: &History, id: UnitId, from: NaiveDate) -> Result<Vec<(Unit, UnitPlacement)>, AppError> {
    let mut found: BTreeMap<UnitId, (Unit, UnitPlacement)> = BTreeMap::new();
    let mut next = Some(id);
    while let Some(at) = next {
        let unit = history.unit(at)?;
        if unit.period.from() <= from || found.contains_key(&at) {
            break;
        }
        let first = history.first(at)?;
        let earlier = |period: Period| {
            Period::new(from, period.to()).map_err(|error| AppError::internal("beginning a unit earlier", error))
        };
        next = first.parent;
        let unit = Unit {
            period: earlier(unit.period)?,
            ..unit
        };
        let first = UnitPlacement {
            period: earlier(first.period)?,
            ..first
        };
        found.insert(at, (unit, first));
    }
    Ok(found.into_values().collect())
}

/// Takes away a unit that nothing refers to: no unit below it, nobody ever employed there, no figures, nothing decided.
pub async fn remove(app: &App, who: &Actor, id: UnitId) -> Result<(), AppError> {
    who.must(Right::ChangeOrganisation, id)?;
    app.writing(who, |work| async move {
        let history = History::load(&work).await?;
        let unit = history.unit(id)?;
        let name = history.newest(id)?.name;
        store::remove(&work, id).await.map_err(|error| match error {
            StoreError::Conflict(_) => AppError::Refused("refused-unit-used"),
            other => other.into(),
        })?;
        work.trail(
            Trail::new("unit", id.0, "removed")
                .field("code", &unit.code, "")
                .field("name", name, ""),
        );
        Ok(())
    })
    .await
}
