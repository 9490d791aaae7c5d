//! Disruptions: months that can be compared with no others, whatever was done.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{DisruptionId, UnitId};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::figures as store;
use uuid::Uuid;

use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to add or change a disruption.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DisruptionForm {
    /// What it is called.
    pub name: String,
    /// The first month.
    pub first: String,
    /// The last month.
    pub last: String,
    /// Where; empty means everywhere.
    pub unit: String,
    /// What was different.
    pub note: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a disruption says. Its last month is not before its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisruptionContent {
    name: String,
    first: Month,
    last: Month,
    unit: Option<UnitId>,
    note: String,
}

impl DisruptionForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<DisruptionContent, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let first = input.month("first", &self.first);
        let last = input.month("last", &self.last);
        let months = first.zip(last);
        if months.is_some_and(|(first, last)| last < first) {
            input.refuse(Problem::new("last", "problem-month-before-first"));
        }
        let unit = input.optional_id("unit", &self.unit);
        let note = input.text("note", &self.note);
        input.read(months.map(|(first, last)| DisruptionContent {
            name,
            first,
            last,
            unit,
            note,
        }))
    }
}

impl DisruptionContent {
    /// The disruption that says this, in a unit that stands in the tree and is the visitor's to tell of.
    fn of(self, id: DisruptionId, who: &Actor) -> Result<Disruption, AppError> {
        let is_there = self.unit.is_none_or(|unit| who.tree.get(unit).is_some());
        if !is_there || !may_change_disruption(who, self.unit) {
            return Err(AppError::invalid("unit", "problem-choose"));
        }
        Ok(Disruption {
            id,
            name: self.name,
            first: self.first,
            last: self.last,
            unit: self.unit,
            note: self.note,
        })
    }
}

/// May the visitor tell of a disruption of this unit? One that holds everywhere is for those only who may do so everywhere.
pub fn may_change_disruption(who: &Actor, unit: Option<UnitId>) -> bool {
    match unit {
        Some(unit) => who.may(Right::ChangeDisruptions, unit),
        None => who.may_everywhere(Right::ChangeDisruptions),
    }
}

/// The disruption as it is, for those who may change it.
fn changeable(who: &Actor, found: Option<Disruption>) -> Result<Disruption, AppError> {
    let found = found.ok_or(AppError::NotFound)?;
    match may_change_disruption(who, found.unit) {
        true => Ok(found),
        false => Err(AppError::Forbidden),
    }
}

/// One disruption, for those who may change it.
pub async fn find_changeable_disruption(app: &App, who: &Actor, id: DisruptionId) -> Result<Disruption, AppError> {
    who.must_somewhere(Right::ChangeDisruptions)?;
    let tx = app.read(who.organisation).await?;
    changeable(who, store::find_disruption(&tx, id).await?)
}

/// Every disruption, oldest first.
pub async fn list_disruptions(app: &App, who: &Actor) -> Result<Vec<Disruption>, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let tx = app.read(who.organisation).await?;
    Ok(store::list_disruptions(&tx).await?)
}

/// Adds a disruption.
pub async fn add_disruption(app: &App, who: &Actor, content: &DisruptionContent) -> Result<DisruptionId, AppError> {
    who.must_somewhere(Right::ChangeDisruptions)?;
    let disruption = content.clone().of(DisruptionId(Uuid::now_v7()), who)?;
    add(app, who, &disruption).await?;
    Ok(disruption.id)
}

async fn add(app: &App, who: &Actor, disruption: &Disruption) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        store::add_disruption(&work, disruption).await?;
        work.trail(
            Trail::new("disruption", disruption.id.0, "added")
                .field("name", "", &disruption.name)
                .field("first", "", disruption.first)
                .field("last", "", disruption.last),
        );
        Ok(())
    })
    .await
}

/// Changes a disruption.
pub async fn change_disruption(
    app: &App,
    who: &Actor,
    id: DisruptionId,
    seen: &SeenMark,
    content: &DisruptionContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeDisruptions)?;
    let after = &content.clone().of(id, who)?;
    app.writing(who, |work| async move {
        let before = changeable(who, store::find_disruption(&work, id).await?)?;
        seen.must_be(&before)?;
        store::change_disruption(&work, after).await?;
        work.trail(
            Trail::new("disruption", id.0, "changed")
                .field("name", &before.name, &after.name)
                .field("first", before.first, after.first)
                .field("last", before.last, after.last)
                .optional("unit", before.unit, after.unit)
                .field("note", &before.note, &after.note),
        );
        Ok(())
    })
    .await
}

/// Removes a disruption.
pub async fn remove_disruption(app: &App, who: &Actor, id: DisruptionId) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeDisruptions)?;
    app.writing(who, |work| async move {
        let before = changeable(who, store::find_disruption(&work, id).await?)?;
        store::remove_disruption(&work, id).await?;
        work.trail(Trail::new("disruption", id.0, "removed").field("name", &before.name, ""));
        Ok(())
    })
    .await
}

/// The corona months in Denmark: the first closing on 11 March 2020, the last rules lifted in early 2022.
fn corona(name: &str) -> Option<Disruption> {
    Some(Disruption {
        id: DisruptionId(Uuid::now_v7()),
        name: name.to_owned(),
        first: Month::new(2020, 3).ok()?,
        last: Month::new(2022, 3).ok()?,
        unit: None,
        note: String::new(),
    })
}

/// Should the corona months be offered? Not when any disruption already lies there.
pub fn may_offer_corona(there: &[Disruption]) -> bool {
    corona("").is_some_and(|corona| {
        !there
            .iter()
            .any(|one| one.first <= corona.last && corona.first <= one.last)
    })
}

/// Adds the corona months under this name, once.
pub async fn offer_corona(app: &App, who: &Actor, name: &str) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeDisruptions)?;
    if may_offer_corona(&list_disruptions(app, who).await?)
        && let Some(corona) = corona(name)
    {
        add(app, who, &corona).await?;
    }
    Ok(())
}
