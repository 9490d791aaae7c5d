//! What a new report of an area says before anybody has written in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{CommitteeId, InitiativeId, UnitId};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::initiative::{FollowUp, Initiative, Measure, MeasureState, Milestone, Site, State};
use trivsel_domain::month::Month;
use trivsel_domain::report::ReportContent;
use trivsel_domain::text::one_line;
use trivsel_store::initiatives::RegisterLine;
use trivsel_store::{Tx, committees, figures, initiatives};

use super::super::Wording;
use super::super::prefill::lists;
use super::{Area, of_one, purpose};
use crate::AppError;

/// An initiative or a measure as one line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaLine {
    /// What it is called.
    pub title: String,
    /// Where it runs, by name; empty where nothing is said.
    pub units: Vec<String>,
    /// The month it began in; none where that is not known.
    pub since: Option<Month>,
    /// The month it ended in.
    pub until: Option<Month>,
    /// For whom; may be empty.
    pub audience: String,
    /// What goes on in it, one sentence; may be empty.
    pub about: String,
    /// Has it been done, or has it ended?
    pub is_over: bool,
}

/// How what was gathered of an area is put into words.
pub trait AreaWording {
    /// The words a report of one initiative uses, too.
    fn of_one(&self) -> &(dyn Wording + Sync);
    /// What the report is called.
    fn title(&self, area: &str) -> String;
    /// Before what goes across the area.
    fn across(&self) -> String;
    /// Before what is done in single departments.
    fn in_departments(&self) -> String;
    /// An initiative or a measure.
    fn line(&self, line: &AreaLine) -> String;
    /// Before what was different in these months.
    fn circumstances(&self) -> String;
    /// What was different: in the words of whoever wrote it down, else by its name.
    fn circumstance(&self, of: &Disruption) -> String;
    /// Before what has not been decided yet.
    fn awaits_decision(&self) -> String;
    /// An initiative will begin in a unit.
    fn will_begin(&self, title: &str, unit: &str, on: NaiveDate) -> String;
    /// What a decision asks of units that have not done it.
    fn task_waits(&self, task: &str, units: &[String]) -> String;
    /// Before the forums that have some of it as their focus.
    fn followed_in(&self) -> String;
    /// A forum and what it follows.
    fn forum(&self, forum: &str, titles: &[String]) -> String;
}

/// The content of a new report of an area. What disturbed it counts from `since`, the day the last report told of.
pub(super) async fn content(
    tx: &Tx,
    area: &Area<'_>,
    initiative: &Initiative,
    since: Option<NaiveDate>,
    today: NaiveDate,
    wording: &(dyn AreaWording + Sync),
) -> Result<ReportContent, AppError> {
    let name = area.who.tree.name(area.unit);
    Ok(ReportContent {
        title: wording.title(name),
        area: name.to_owned(),
        as_of: today,
        purpose_text: purpose(area, initiative),
        progress_text: progress(tx, area, since, today, wording).await?,
        next_text: next(tx, area, today, wording).await?,
    })
}

async fn progress(
    tx: &Tx,
    area: &Area<'_>,
    since: Option<NaiveDate>,
    today: NaiveDate,
    wording: &(dyn AreaWording + Sync),
) -> Result<String, AppError> {
    let (mut across, mut in_departments) = (Vec::new(), Vec::new());
    for of in area.decided() {
        let line = wording.line(&initiative_line(area, of, today));
        if area.is_across(of) {
            across.push(line);
        } else {
            in_departments.push(line);
        }
    }
    for measure in &area.measures {
        let Some(of) = area.decided().find(|of| of.id == measure.initiative) else {
            continue;
        };
        let is_told =
            matches!(measure.state, MeasureState::Running | MeasureState::Done) && measure.grown_into.is_none();
        if !is_told || !area.is_across(of) {
            continue;
        }
        let line = measure_line(area, measure, today);
        let line = wording.line(&line);
        if is_of_departments(area, measure) {
            in_departments.push(line);
        } else {
            across.push(line);
        }
    }
    let disruptions = figures::list_disruptions(tx).await?;
    let first = since.map(Month::of);
    let near = disruptions.iter().filter(|of| {
        of.first <= Month::of(today)
            && first.is_none_or(|first| first <= of.last)
            && area.who.tree.touches(of.unit, [area.unit])
    });
    Ok(lists([
        (wording.across(), across),
        (wording.in_departments(), in_departments),
        (
            wording.circumstances(),
            near.map(|of| wording.circumstance(of)).collect(),
        ),
    ]))
}

/// Is a measure done in single departments, by its own unit or by the sites where it begins?
fn is_of_departments(area: &Area<'_>, measure: &Measure) -> bool {
    let tree = &area.who.tree;
    let is_below = |unit: UnitId| unit != area.unit && tree.is_within(unit, area.unit);
    let mut sites = area
        .sites
        .iter()
        .filter(|site| site.measure == Some(measure.id))
        .peekable();
    match measure.plan.unit {
        Some(unit) => is_below(unit),
        None => sites.peek().is_some() && sites.all(|site| is_below(site.unit)),
    }
}

/// Where something runs in the area, by name, with the first month and, when it has ended everywhere, the last.
fn places<'a>(
    area: &Area<'_>,
    sites: impl Iterator<Item = &'a Site>,
    today: NaiveDate,
) -> (Vec<String>, Option<Month>, Option<Month>) {
    let tree = &area.who.tree;
    let own: Vec<&Site> = sites
        .filter(|site| tree.is_in_line(site.unit, area.unit) && site.has_begun(today))
        .collect();
    let units: Vec<UnitId> = own.iter().map(|site| site.unit).collect();
    let names = tree
        .outermost(&units)
        .into_iter()
        .map(|unit| tree.name(unit).to_owned());
    let since = own.iter().map(|site| Month::of(site.period.from())).min();
    let ends: Option<Vec<NaiveDate>> = own
        .iter()
        .map(|site| site.period.to().filter(|last| *last < today))
        .collect();
    let until = ends.and_then(|ends| ends.into_iter().max()).map(Month::of);
    (names.collect(), since, until)
}

fn initiative_line(area: &Area<'_>, of: &RegisterLine, today: NaiveDate) -> AreaLine {
    let sites = area.sites.iter().filter(|site| site.initiative == of.id);
    let (mut units, since, until) = places(area, sites, today);
    if units.is_empty() && !area.is_across(of) {
        units.push(area.who.tree.name(of.unit).to_owned());
    }
    AreaLine {
        title: of.title.clone(),
        units,
        since,
        until,
        audience: String::new(),
        about: String::new(),
        is_over: of.state == State::Ended,
    }
}

fn measure_line(area: &Area<'_>, measure: &Measure, today: NaiveDate) -> AreaLine {
    let sites = area.sites.iter().filter(|site| site.measure == Some(measure.id));
    let (mut units, since, until) = places(area, sites, today);
    if let Some(unit) = measure.plan.unit.filter(|_| units.is_empty()) {
        units.push(area.who.tree.name(unit).to_owned());
    }
    AreaLine {
        title: measure.title.clone(),
        units,
        since: since.or(measure.plan.starts_on.map(Month::of)),
        until: until.or(measure.plan.ends_on.filter(|last| *last < today).map(Month::of)),
        audience: measure.plan.audience.clone(),
        about: one_line(&measure.description),
        is_over: measure.state == MeasureState::Done,
    }
}

/// What waits, and the forums whose focus it is.
async fn next(
    tx: &Tx,
    area: &Area<'_>,
    today: NaiveDate,
    wording: &(dyn AreaWording + Sync),
) -> Result<String, AppError> {
    let ideas = area.lines.iter().filter(|line| line.state == State::Idea);
    let ideas: Vec<String> = ideas.map(|line| line.title.clone()).collect();
    let open: Vec<InitiativeId> = area
        .lines
        .iter()
        .filter(|line| matches!(line.state, State::Decided | State::Running))
        .map(|line| line.id)
        .collect();
    let title = |id: InitiativeId| {
        let found = area.lines.iter().find(|line| line.id == id);
        found.map_or("", |line| line.title.as_str())
    };
    let mut ahead: Vec<(NaiveDate, String)> = Vec::new();
    for site in area
        .sites
        .iter()
        .filter(|site| open.contains(&site.initiative) && !site.has_begun(today))
    {
        let on = site.period.from();
        ahead.push((
            on,
            wording.will_begin(title(site.initiative), area.who.tree.name(site.unit), on),
        ));
    }
    let milestones: Vec<Milestone> = initiatives::milestones_of_many(tx, &open).await?;
    for milestone in milestones
        .iter()
        .filter(|of| of.done_on.is_none() && of.due_on >= today)
    {
        let waits = of_one(wording).milestone_waits(&milestone.title, milestone.due_on);
        ahead.push((milestone.due_on, waits));
    }
    ahead.sort();
    let decisions = super::decisions::taken(tx, area, None, today).await?;
    let waits = decisions.iter().filter(|of| of.done < of.of);
    let mut tasks = Vec::new();
    for decision in waits {
        let waiting = committees::tasks_of(tx, decision.decision).await?;
        let units = waiting.iter().filter(|task| task.done_on.is_none());
        let units = units.filter(|task| area.who.tree.is_within(task.unit, area.unit));
        let names: Vec<String> = units.map(|task| area.who.tree.name(task.unit).to_owned()).collect();
        tasks.push(wording.task_waits(&decision.task, &names));
    }
    let mut points: Vec<String> = ahead.into_iter().map(|(_, words)| words).collect();
    points.extend(tasks);
    let follow_ups = initiatives::follow_ups_of_many(tx, &open).await?;
    Ok(lists([
        (of_one(wording).comes_next(), points),
        (wording.awaits_decision(), ideas),
        (wording.followed_in(), forums(tx, &follow_ups, wording).await?),
    ]))
}

/// Each forum once, with what it follows.
async fn forums(tx: &Tx, follow_ups: &[FollowUp], wording: &(dyn AreaWording + Sync)) -> Result<Vec<String>, AppError> {
    let known: BTreeMap<CommitteeId, String> = committees::list(tx)
        .await?
        .into_iter()
        .map(|forum| (forum.id, forum.name))
        .collect();
    let mut followed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for follow_up in follow_ups.iter().filter(|of| of.ended_on.is_none()) {
        let names: Vec<&String> = follow_up.committees.iter().filter_map(|id| known.get(id)).collect();
        let own = names.is_empty().then_some(&follow_up.forum);
        for forum in names.into_iter().chain(own) {
            let titles = followed.entry(forum.clone()).or_default();
            if !titles.contains(&follow_up.title) {
                titles.push(follow_up.title.clone());
            }
        }
    }
    followed.remove("");
    Ok(followed
        .iter()
        .map(|(forum, titles)| wording.forum(forum, titles))
        .collect())
}
