//! The sites of an initiative: in which units it runs, from when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{InitiativeId, MeasureId, OrganisationId, SiteId, UnitId};
use trivsel_domain::initiative::site::nested_in;
use trivsel_domain::initiative::{Initiative, Measure, Site, SiteStage};
use trivsel_domain::period::Period;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{StoreError, Tx, initiatives as store};
use uuid::Uuid;

use super::{changeable, part};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, structure};

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
    /// The measure that begins there, by id; empty for the whole initiative.
    pub measure: String,
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
    /// The measure that begins there, by id; empty for the whole initiative.
    pub measure: String,
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
    /// Which measure begins there; none for the whole initiative.
    pub measure: Option<MeasureId>,
}

impl SiteForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<SiteContent, Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let stage = input.choice("stage", &self.stage, SiteStage::parse);
        let measure = input.optional_id("measure", &self.measure);
        let period = input.period("starts_on", &self.starts_on, "ends_on", &self.ends_on);
        input.read(unit.zip(stage).map(|(unit, stage)| SiteContent {
            unit,
            stage,
            period,
            measure,
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
        let measure = input.optional_id("measure", &self.measure);
        let period = input.period("starts_on", &self.starts_on, "ends_on", &self.ends_on);
        input.read(units.zip(stage).map(|(units, stage)| {
            let sites = units.into_iter().map(|unit| SiteContent {
                unit,
                stage,
                period,
                measure,
            });
            sites.collect()
        }))
    }
}

/// What a site can be: where, and of what.
#[derive(Clone, Debug)]
pub struct SiteOffer {
    /// The initiative.
    pub initiative: Initiative,
    /// The units it can run in: the owner's and all below, and wherever else the person may change initiatives.
    pub units: Vec<UnitId>,
    /// Its measures, one of which may begin there by itself.
    pub measures: Vec<Measure>,
}

/// What a site of this initiative can be.
pub async fn offer(app: &App, who: &Actor, initiative: InitiativeId) -> Result<SiteOffer, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let units = who.tree.iter().map(|node| node.id);
    Ok(SiteOffer {
        units: units.filter(|unit| may_run_in(who, &initiative, *unit)).collect(),
        measures: store::measures_of(&tx, initiative.id).await?,
        initiative,
    })
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
        let ground = SiteGround::of(&work, who, initiative.clone()).await?;
        let site = ground.placed(SiteId(Uuid::now_v7()), None, content)?;
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
        let mut ground = SiteGround::of(&work, who, initiative.clone()).await?;
        let (mut sites, mut problems): (Vec<Site>, Vec<Problem>) = (Vec::new(), Vec::new());
        for content in contents {
            let name = who.tree.name(content.unit);
            match ground.placed(SiteId(Uuid::now_v7()), None, content) {
                // The next one is held against it, too.
                Ok(site) => {
                    ground.others.push(site.clone());
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
        ("unit", _) => Problem {
            field: "units".to_owned(),
            ..problem
        },
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
        let ground = SiteGround::of(&work, who, initiative.clone()).await?;
        let after = ground.placed(id, Some(&before), content)?;
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
    let measure = |site: Option<&Site>| site.and_then(|site| site.measure);
    let stage = |site: Option<&Site>| site.map(|site| site.stage.code());
    let first = |site: Option<&Site>| site.map(|site| site.period.from());
    let last = |site: Option<&Site>| site.and_then(|site| site.period.to());
    trail
        .optional("unit", unit(before), unit(after))
        .optional("begins", measure(before), measure(after))
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

/// A site that lies in another of the same measure at the same time, as it may stand in a database from before that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NestedSite {
    /// The number of the initiative.
    pub number: i32,
    /// The unit that lies in the other.
    pub inner: String,
    /// The unit around it.
    pub outer: String,
}

/// Every site inside another, for whoever looks for faults. Their employees count once all the same.
pub async fn list_nested(app: &App, organisation: OrganisationId) -> Result<Vec<NestedSite>, AppError> {
    let tx = app.read(organisation).await?;
    let tree = structure::tree(&tx, app.today()).await?;
    let register = store::register(&tx).await?;
    let sites = store::list_sites(&tx).await?;
    let mut found = Vec::new();
    for line in register {
        let own: Vec<Site> = sites
            .iter()
            .filter(|site| site.initiative == line.id)
            .cloned()
            .collect();
        for site in &own {
            let around = nested_in(&tree, &own, site.unit, site.measure, &site.period);
            if let Some(other) = around.filter(|other| tree.is_within(site.unit, other.unit)) {
                found.push(NestedSite {
                    number: line.number,
                    inner: tree.name(site.unit).to_owned(),
                    outer: tree.name(other.unit).to_owned(),
                });
            }
        }
    }
    Ok(found)
}

/// What a site is held against.
struct SiteGround<'a> {
    who: &'a Actor,
    initiative: Initiative,
    measures: Vec<Measure>,
    others: Vec<Site>,
}

impl<'a> SiteGround<'a> {
    async fn of(tx: &Tx, who: &'a Actor, initiative: Initiative) -> Result<Self, AppError> {
        Ok(Self {
            who,
            measures: store::measures_of(tx, initiative.id).await?,
            others: store::sites_of(tx, initiative.id).await?,
            initiative,
        })
    }

    /// The site that says this, where the initiative may run and does not run already.
    fn placed(&self, id: SiteId, before: Option<&Site>, content: &SiteContent) -> Result<Site, AppError> {
        let SiteContent {
            unit,
            stage,
            period,
            measure,
        } = content.clone();
        if before.is_none_or(|before| before.unit != unit) && !may_run_in(self.who, &self.initiative, unit) {
            return Err(AppError::invalid("unit", "problem-choose"));
        }
        let is_own = |id: MeasureId| self.measures.iter().any(|of| of.id == id && of.grown_into.is_none());
        if measure.is_some_and(|id| before.and_then(|before| before.measure) != Some(id) && !is_own(id)) {
            return Err(AppError::invalid("measure", "problem-choose"));
        }
        if stage == SiteStage::Ended && period.to().is_none() {
            return Err(AppError::invalid("ends_on", "problem-site-end"));
        }
        let others: Vec<Site> = self.others.iter().filter(|other| other.id != id).cloned().collect();
        let is_taken = others
            .iter()
            .any(|other| other.unit == unit && other.measure == measure && other.period.overlaps(&period));
        if is_taken {
            return Err(AppError::invalid("unit", "problem-site-taken"));
        }
        // What stood inside another before this was refused can still be ended or moved.
        let stood = before.and_then(|old| nested_in(&self.who.tree, &others, old.unit, old.measure, &old.period));
        if stood.is_none()
            && let Some(other) = nested_in(&self.who.tree, &others, unit, measure, &period)
        {
            return Err(self.nested(unit, other.unit));
        }
        Ok(Site {
            id,
            initiative: self.initiative.id,
            unit,
            measure,
            stage,
            period,
        })
    }

    /// That a site lies in another, or around it.
    fn nested(&self, unit: UnitId, other: UnitId) -> AppError {
        let tree = &self.who.tree;
        let (inner, outer) = if tree.is_within(unit, other) {
            (unit, other)
        } else {
            (other, unit)
        };
        let id = if inner == unit {
            "problem-site-inside"
        } else {
            "problem-site-around"
        };
        let problem = Problem::new("unit", id)
            .with("inner", tree.name(inner))
            .with("outer", tree.name(outer));
        AppError::Invalid(vec![problem])
    }
}
