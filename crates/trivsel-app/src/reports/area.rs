//! The report of an area: everything that goes on in a unit and below it, gathered once, with nothing typed twice.
//!
//! It is kept with one of the area's initiatives, which decides who may write, read and approve it. What it gathers is what its writer may
//! read; its figures are the area's own, published ones.

mod decisions;
mod prefill;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{InitiativeId, StatusReportId, UnitId};
use trivsel_domain::initiative::{Initiative, Leads, Measure, Reach, Site, State};
use trivsel_domain::report::{ReportCriterion, ReportDecision, ReportScope, StatusReport};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::initiatives::RegisterLine;
use trivsel_store::{Tx, initiatives, reports as store};
use uuid::Uuid;

pub use prefill::{AreaLine, AreaWording};

use super::{Wording, criteria, trail};
use crate::{App, AppError};

/// An area whose report is to be begun.
#[derive(Clone, Debug)]
pub struct AreaToBegin {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub unit_name: String,
    /// How many initiatives the report will tell of.
    pub initiatives: usize,
    /// The initiatives it can be kept with, the most fitting first.
    pub choices: Vec<(InitiativeId, String)>,
    /// May the person write an initiative here, where there is none yet?
    pub may_add: bool,
}

/// Everything of an area that its report tells of, as far as the person may read it.
struct Area<'a> {
    who: &'a Actor,
    unit: UnitId,
    lines: Vec<RegisterLine>,
    sites: Vec<Site>,
    measures: Vec<Measure>,
}

/// Does an initiative belong to an area: its owner lies in it, or it lies in the owner and runs in it?
fn belongs(tree: &Tree, area: UnitId, owner: UnitId, mut sites: impl Iterator<Item = UnitId>) -> bool {
    tree.is_within(owner, area) || (tree.is_within(area, owner) && sites.any(|unit| tree.is_within(unit, area)))
}

impl<'a> Area<'a> {
    async fn load(tx: &Tx, who: &'a Actor, unit: UnitId) -> Result<Self, AppError> {
        let mut places: BTreeMap<InitiativeId, Vec<UnitId>> = BTreeMap::new();
        for (initiative, unit) in initiatives::site_units(tx).await? {
            places.entry(initiative).or_default().push(unit);
        }
        let reach = Reach::of(who);
        let mut lines = initiatives::register(tx).await?;
        lines.retain(|line| {
            let runs_in = || places.get(&line.id).into_iter().flatten().copied();
            belongs(&who.tree, unit, line.unit, runs_in()) && reach.holds(line.unit, line.leads, runs_in())
        });
        let ids: Vec<InitiativeId> = lines.iter().map(|line| line.id).collect();
        Ok(Self {
            who,
            unit,
            sites: initiatives::sites_of_many(tx, &ids).await?,
            measures: initiatives::measures_of_many(tx, &ids).await?,
            lines,
        })
    }

    /// Does it go across the area, rather than in one of its departments?
    fn is_across(&self, line: &RegisterLine) -> bool {
        self.who.tree.is_within(self.unit, line.unit)
    }

    /// The initiatives that were decided, in the register's order.
    fn decided(&self) -> impl Iterator<Item = &RegisterLine> {
        self.lines.iter().filter(|line| line.state != State::Idea)
    }

    /// Those the report can be kept with: of the unit itself first, and of those the ones with others below first.
    fn choices(&self) -> Vec<(InitiativeId, String)> {
        let mut found: Vec<&RegisterLine> = self
            .lines
            .iter()
            .filter(|line| line.leads.may_report(line.unit, self.who))
            .collect();
        let has_below = |id: InitiativeId| self.lines.iter().any(|line| line.parent == Some(id));
        found.sort_by_key(|line| {
            (
                line.unit != self.unit,
                !self.is_across(line),
                !has_below(line.id),
                line.state == State::Ended,
                line.number,
            )
        });
        found.into_iter().map(|line| (line.id, line.title.clone())).collect()
    }
}

/// Whoever may write a report of some initiative may gather one of an area; what stands in it is what they may read.
fn must_report_somewhere(who: &Actor, lines: &[(UnitId, Leads)]) -> Result<(), AppError> {
    let may = who.may_somewhere(Right::WriteReport) || lines.iter().any(|(unit, leads)| leads.may_report(*unit, who));
    if may { Ok(()) } else { Err(AppError::Forbidden) }
}

/// An area whose report is to be begun.
pub async fn find_area_to_begin(app: &App, who: &Actor, unit: UnitId) -> Result<AreaToBegin, AppError> {
    let tx = app.read(who.organisation).await?;
    let all: Vec<(UnitId, Leads)> = initiatives::register(&tx)
        .await?
        .into_iter()
        .map(|line| (line.unit, line.leads))
        .collect();
    must_report_somewhere(who, &all)?;
    let node = who.tree.get(unit).ok_or(AppError::NotFound)?;
    let area = Area::load(&tx, who, unit).await?;
    Ok(AreaToBegin {
        unit,
        unit_name: node.name.clone(),
        initiatives: area.decided().count(),
        choices: area.choices(),
        may_add: who.may(Right::ChangeInitiative, unit),
    })
}

/// Begins the report of an area, filled in from all that goes on there, and kept with one of its initiatives. Where that one has a draft
/// for the same area, it is the one to go on with.
pub async fn begin_area(
    app: &App,
    who: &Actor,
    unit: UnitId,
    kept_with: InitiativeId,
    wording: &(dyn AreaWording + Sync),
) -> Result<StatusReportId, AppError> {
    let scope = ReportScope::Area { unit };
    let tx = app.read(who.organisation).await?;
    who.tree.get(unit).ok_or(AppError::NotFound)?;
    let area = Area::load(&tx, who, unit).await?;
    if !area.choices().iter().any(|(id, _)| *id == kept_with) {
        return Err(AppError::invalid("initiative", "problem-choose"));
    }
    let initiative = initiatives::find(&tx, kept_with).await?.ok_or(AppError::NotFound)?;
    let earlier: Vec<StatusReport> = store::list_of(&tx, kept_with).await?;
    let mut earlier = earlier.iter().filter(|report| report.scope == scope);
    if let Some(draft) = earlier.clone().find(|report| report.is_draft()) {
        return Ok(draft.id);
    }
    let since = earlier.by_ref().map(|report| report.content.as_of).max();
    let content = prefill::content(&tx, &area, &initiative, since, app.today(), wording).await?;
    drop(tx);
    let (criteria, decisions) = snapshot(app, who, unit, since, app.today()).await?;
    let report = StatusReport {
        id: StatusReportId(Uuid::now_v7()),
        initiative: kept_with,
        scope,
        content,
        criteria,
        decisions,
        created_at: app.now(),
        approval: None,
        version: 1,
    };
    let (report, initiative) = (&report, &initiative);
    app.writing(who, |work| async move {
        store::add(&work, report).await?;
        work.trail(trail(report, initiative, "begun").field("title", "", &report.content.title));
        Ok(report.id)
    })
    .await
}

/// The criteria of what goes across the area, each once, with the area's own figures as seen from a day; and its decisions.
pub(super) async fn snapshot(
    app: &App,
    who: &Actor,
    unit: UnitId,
    since: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Result<(Vec<ReportCriterion>, Vec<ReportDecision>), AppError> {
    let tx = app.read(who.organisation).await?;
    let area = Area::load(&tx, who, unit).await?;
    let mut wanted = Vec::new();
    for line in area
        .decided()
        .filter(|line| area.is_across(line) && line.state != State::Ended)
    {
        wanted.extend(initiatives::criteria_of(&tx, line.id).await?);
    }
    let decisions = decisions::taken(&tx, &area, since, as_of).await?;
    drop(tx);
    let mut found: Vec<ReportCriterion> = Vec::new();
    for criterion in &wanted {
        // What two initiatives are measured by is the same figure of the same area: it is said once.
        let is_said = found.iter().any(|said| {
            said.kind == criterion.kind && (said.kind.code() != "observed" || said.title == criterion.title)
        });
        if !is_said {
            found.push(criteria::of_area(app, who, criterion, unit, as_of).await?);
        }
    }
    Ok((found, decisions))
}

/// The purpose the report of an area begins with: that of the initiative it is kept with, where that goes across.
fn purpose(area: &Area<'_>, initiative: &Initiative) -> String {
    if area.who.tree.is_within(area.unit, initiative.unit) {
        super::prefill::purpose(initiative)
    } else {
        String::new()
    }
}

/// As far as a report of one initiative says it too.
fn of_one(wording: &(dyn AreaWording + Sync)) -> &(dyn Wording + Sync) {
    wording.of_one()
}
