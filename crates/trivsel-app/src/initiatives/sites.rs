//! The sites of an initiative: in which units it runs, from when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{InitiativeId, SiteId, UnitId};
use trivsel_domain::initiative::{Initiative, Site, SiteStage};
use trivsel_domain::period::Period;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{StoreError, Tx, initiatives as store};
use uuid::Uuid;

use super::{changeable, part};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to add or change a site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteForm {
    /// The unit, by id.
    pub unit: String,
    /// The stage's code.
    pub stage: String,
    /// The first day.
    pub starts_on: String,
    /// The last day; empty while it runs.
    pub ends_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
    /// Ticked when it is to stand beside a site that lies around it or in it.
    pub is_nested: String,
}

/// What is typed to add sites: the same for all of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SitesForm {
    /// The units, by id.
    pub units: Vec<String>,
    /// One more; programs that add a single site send it alone.
    pub unit: String,
    /// The stage's code.
    pub stage: String,
    /// The first day.
    pub starts_on: String,
    /// The last day; empty while they run.
    pub ends_on: String,
    /// Ticked when they are to stand beside sites that lie around them or in them.
    pub is_nested: String,
}

/// Where, how far and from when an initiative runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteContent {
    /// The unit.
    pub unit: UnitId,
    /// How far it has come there.
    pub stage: SiteStage,
    /// From when to when.
    pub period: Period,
    /// May it stand beside a site that lies around it or in it?
    pub is_nested: bool,
}

impl SiteForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<SiteContent, Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let stage = input.choice("stage", &self.stage, SiteStage::parse);
        let period = input.period("starts_on", &self.starts_on, "ends_on", &self.ends_on);
        input.read(unit.zip(stage).map(|(unit, stage)| SiteContent {
            unit,
            stage,
            period,
            is_nested: !self.is_nested.is_empty(),
        }))
    }
}

impl SitesForm {
    /// Every unit that was chosen, once.
    pub fn chosen(&self) -> Vec<String> {
        let mut chosen: Vec<String> = Vec::new();
        for unit in self.units.iter().chain([&self.unit]) {
            if !unit.trim().is_empty() && !chosen.contains(unit) {
                chosen.push(unit.clone());
            }
        }
        chosen
    }

    /// What was typed, as values: a site a unit, one at least.
    pub fn read(&self) -> Result<Vec<SiteContent>, Problems> {
        let mut input = Input::new();
        let chosen = self.chosen().into_iter();
        let units: Option<Vec<UnitId>> = chosen.map(|unit| unit.parse().ok()).collect();
        let units = units.filter(|units| !units.is_empty());
        if units.is_none() {
            input.refuse(Problem::new("units", "problem-choose"));
        }
        let stage = input.choice("stage", &self.stage, SiteStage::parse);
        let period = input.period("starts_on", &self.starts_on, "ends_on", &self.ends_on);
        input.read(units.zip(stage).map(|(units, stage)| {
            let sites = units.into_iter().map(|unit| SiteContent {
                unit,
                stage,
                period,
                is_nested: !self.is_nested.is_empty(),
            });
            sites.collect()
        }))
    }
}

/// The units an initiative can run in: the owner's and all below, and wherever else the person may change initiatives.
pub async fn units(app: &App, who: &Actor, initiative: InitiativeId) -> Result<Vec<UnitId>, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    Ok(who
        .tree
        .iter()
        .map(|node| node.id)
        .filter(|unit| may_run_in(who, &initiative, *unit))
        .collect())
}

fn may_run_in(who: &Actor, initiative: &Initiative, unit: UnitId) -> bool {
    who.tree.get(unit).is_some()
        && (who.tree.is_within(unit, initiative.unit) || who.may(Right::ChangeInitiative, unit))
}

/// One site, to be changed.
pub async fn find(app: &App, who: &Actor, initiative: InitiativeId, id: SiteId) -> Result<Site, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, initiative).await?;
    of(&tx, initiative, id).await
}

async fn of(tx: &Tx, initiative: InitiativeId, id: SiteId) -> Result<Site, AppError> {
    store::find_site(tx, id)
        .await?
        .filter(|site| site.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Adds a site.
pub async fn add(app: &App, who: &Actor, initiative: InitiativeId, content: &SiteContent) -> Result<SiteId, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let others = store::sites_of(&work, initiative.id).await?;
        let site = placed(who, &initiative, &others, SiteId(Uuid::now_v7()), None, content)?;
        put(&work, who, work.now, &initiative, &site).await?;
        Ok(site.id)
    })
    .await
}

/// Adds several sites, all of them or none. Says how many.
pub async fn add_many(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    contents: &[SiteContent],
) -> Result<usize, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let mut others = store::sites_of(&work, initiative.id).await?;
        let (mut sites, mut problems): (Vec<Site>, Vec<Problem>) = (Vec::new(), Vec::new());
        for content in contents {
            let name = who.tree.name(content.unit);
            match placed(who, &initiative, &others, SiteId(Uuid::now_v7()), None, content) {
                // The next one is held against it, too.
                Ok(site) => {
                    others.push(site.clone());
                    sites.push(site);
                }
                Err(AppError::Invalid(found)) => problems.extend(found.into_iter().map(|one| of_many(one, name))),
                Err(error) => return Err(error),
            }
        }
        let mut told: Vec<Problem> = Vec::new();
        for problem in problems {
            // A wrong day is wrong for all of them, and said once.
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        if !told.is_empty() {
            return Err(AppError::Invalid(told));
        }
        for site in &sites {
            put(&work, who, work.now, &initiative, site).await?;
        }
        Ok(sites.len())
    })
    .await
}

/// What is wrong with one of several units, with its name.
fn of_many(problem: Problem, name: &str) -> Problem {
    match (problem.field.as_str(), problem.message) {
        ("unit", "problem-site-taken") => Problem::new("units", "problem-site-taken-there").with("unit", name),
        ("unit", message) => Problem::new("units", message),
        _ => problem,
    }
}

/// Writes a new site and its line in the trail.
pub(crate) async fn put(
    tx: &Tx,
    who: &Actor,
    now: DateTime<Utc>,
    initiative: &Initiative,
    site: &Site,
) -> Result<(), AppError> {
    store::add_site(tx, site).await.map_err(taken)?;
    let trail = part("site", site.id.0, "added", initiative);
    told(trail, None, Some(site)).write(tx, Some(who.person), now).await?;
    Ok(())
}

/// Changes a site: its stage, its start or its end.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: SiteId,
    seen: &SeenMark,
    content: &SiteContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = of(&work, initiative.id, id).await?;
        seen.must_be(&before)?;
        let others = store::sites_of(&work, initiative.id).await?;
        let after = placed(who, &initiative, &others, id, Some(before.unit), content)?;
        store::change_site(&work, &after).await.map_err(taken)?;
        let trail = part("site", id.0, "changed", &initiative);
        let trail = told(trail, Some(&before), Some(&after));
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Removes a site that was entered by mistake. It stays in the history.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: SiteId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        let before = of(&work, initiative.id, id).await?;
        take_away(&work, who, work.now, &initiative, &before).await?;
        Ok(())
    })
    .await
}

/// Takes a site away and writes its line in the trail.
pub(crate) async fn take_away(
    tx: &Tx,
    who: &Actor,
    now: DateTime<Utc>,
    initiative: &Initiative,
    site: &Site,
) -> Result<(), AppError> {
    store::remove_site(tx, site.id).await?;
    let trail = part("site", site.id.0, "removed", initiative);
    told(trail, Some(site), None).write(tx, Some(who.person), now).await?;
    Ok(())
}

/// Every field that is not what it was. What is new was nothing before, and what is taken away is nothing after.
fn told(trail: Trail, before: Option<&Site>, after: Option<&Site>) -> Trail {
    let unit = |site: Option<&Site>| site.map(|site| site.unit);
    let stage = |site: Option<&Site>| site.map(|site| site.stage.code());
    let first = |site: Option<&Site>| site.map(|site| site.period.from());
    let last = |site: Option<&Site>| site.and_then(|site| site.period.to());
    trail
        .optional("unit", unit(before), unit(after))
        .optional("stage", stage(before), stage(after))
        .optional("starts_on", first(before), first(after))
        .optional("ends_on", last(before), last(after))
}

/// The one key of the table that a form can break: the same unit beginning twice on the same day.
fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Conflict(_) => AppError::invalid("unit", "problem-site-taken"),
        other => other.into(),
    }
}

/// The site that says this, where the initiative may run and does not run already.
fn placed(
    who: &Actor,
    initiative: &Initiative,
    others: &[Site],
    id: SiteId,
    before: Option<UnitId>,
    content: &SiteContent,
) -> Result<Site, AppError> {
    let SiteContent {
        unit,
        stage,
        period,
        is_nested,
    } = content.clone();
    if before != Some(unit) && !may_run_in(who, initiative, unit) {
        return Err(AppError::invalid("unit", "problem-choose"));
    }
    if stage == SiteStage::Ended && period.to().is_none() {
        return Err(AppError::invalid("ends_on", "problem-site-end"));
    }
    let is_taken = others
        .iter()
        .any(|other| other.id != id && other.unit == unit && other.period.overlaps(&period));
    if is_taken {
        return Err(AppError::invalid("unit", "problem-site-taken"));
    }
    if before.is_none() && !is_nested {
        ask_about_nested(who, others, unit, &period)?;
    }
    Ok(Site {
        id,
        initiative: initiative.id,
        unit,
        stage,
        period,
    })
}

/// Asks whether a unit really is to be a site of its own where one around it or in it is one already. Its employees count once all the
/// same; but often one of the two was not meant.
fn ask_about_nested(who: &Actor, others: &[Site], unit: UnitId, period: &Period) -> Result<(), AppError> {
    let other = others
        .iter()
        .find(|other| other.period.overlaps(period) && who.tree.is_in_line(other.unit, unit));
    let Some(other) = other else { return Ok(()) };
    let id = if who.tree.is_within(unit, other.unit) {
        "problem-site-inside"
    } else {
        "problem-site-around"
    };
    let asked = Problem::new("is_nested", id).with("other", who.tree.name(other.unit));
    Err(AppError::Invalid(vec![asked]))
}
