//! The register of initiatives.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::committee::Committee;
use trivsel_domain::danish;
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::id::{CommitteeId, GoalId, InitiativeId, UnitId};
use trivsel_domain::initiative::{FollowUp, IgloLevel, Milestone, Reach, State, Vitality, VitalityColour};
use trivsel_domain::month::Month;
use trivsel_domain::policy::Goal;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives::RegisterLine;
use trivsel_store::{Tx, committees, evaluations, initiatives as store, policies};

use super::{UnitNames, pulse};
use crate::{App, AppError};

/// How many initiatives stand on one page.
const PER_PAGE: usize = 25;

/// What the register is narrowed to, as it stands in the address. Anything not understood narrows nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words in the title.
    pub q: String,
    /// A state's code.
    pub state: String,
    /// A goal's id.
    pub goal: String,
    /// A unit's id: owned by or running in it or a unit below.
    pub unit: String,
    /// A level's code.
    pub level: String,
    /// `on`: only those with a follow-up that is overdue.
    pub overdue: String,
    /// `on`: only those that are about to run into the sand.
    pub fading: String,
    /// The code of an answer to whether it works, whichever way it goes; `unasked` for those with none.
    pub works: String,
    /// Which page, from 1.
    pub page: String,
}

impl Filter {
    /// What it narrows to, as it stands in the address: names and values, without what narrows nothing, and without the page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("q", &self.q),
            ("state", &self.state),
            ("goal", &self.goal),
            ("unit", &self.unit),
            ("level", &self.level),
            ("overdue", &self.overdue),
            ("fading", &self.fading),
            ("works", &self.works),
        ];
        let given = all.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name, value.clone())).collect()
    }
}

/// What [`Filter::works`] says of initiatives nobody has asked about yet.
pub const UNASKED: &str = "unasked";

/// One page of the register.
#[derive(Clone, Debug)]
pub struct Register {
    /// The initiatives of this page: what is due first stands first.
    pub rows: Vec<Row>,
    /// How many there are on all pages.
    pub total: usize,
    /// How many of them are due by the end of this month.
    pub due_this_month: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Is there any initiative at all within reach, were nothing narrowed?
    pub has_any: bool,
    /// The goals to narrow by.
    pub goals: Vec<Goal>,
    /// May the person write a new one?
    pub may_add: bool,
}

/// One initiative in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The id.
    pub id: InitiativeId,
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The unit that owns it.
    pub unit: UnitId,
    /// What that unit is called.
    pub unit_name: String,
    /// How far it has come.
    pub state: State,
    /// The level it works on.
    pub iglo_level: IgloLevel,
    /// The next thing to happen, if a day is set for one.
    pub next: Option<NextStep>,
    /// In how many units it runs or ran.
    pub sites: usize,
    /// How it stands with it, while it goes on.
    pub vitality: Option<Vitality>,
    /// What was last found of its criteria, each answer once, the newest first. Empty while nobody has asked whether it works.
    pub verdicts: Vec<Verdict>,
}

/// The next thing to happen in an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// When.
    pub on: NaiveDate,
    /// What: a follow-up's forum or title, a milestone's title. Empty when it is the start itself.
    pub what: String,
    /// Has the day passed?
    pub is_overdue: bool,
    /// Does it lie in this month, or before?
    pub is_this_month: bool,
}

/// What is written on the initiatives a page tells of, asked for once.
pub(super) struct Steps {
    pub(super) follow_ups: Vec<FollowUp>,
    pub(super) milestones: Vec<Milestone>,
}

impl Steps {
    pub(super) async fn load(tx: &Tx, ids: &[InitiativeId]) -> Result<Self, AppError> {
        Ok(Self {
            follow_ups: store::follow_ups_of_many(tx, ids).await?,
            milestones: store::milestones_of_many(tx, ids).await?,
        })
    }
}

/// Everything within reach, and where it runs.
pub(super) struct Reachable {
    pub(super) lines: Vec<RegisterLine>,
    pub(super) sites: BTreeMap<InitiativeId, BTreeSet<UnitId>>,
}

impl Reachable {
    pub(super) async fn load(tx: &Tx, who: &Actor) -> Result<Self, AppError> {
        let mut sites: BTreeMap<InitiativeId, BTreeSet<UnitId>> = BTreeMap::new();
        for (initiative, unit) in store::site_units(tx).await? {
            sites.entry(initiative).or_default().insert(unit);
        }
        let reach = Reach::of(who);
        let mut lines = store::register(tx).await?;
        lines.retain(|line| reach.holds(line.unit, line.leads, units_in(&sites, line.id)));
        Ok(Self { lines, sites })
    }

    /// Is it owned by, or running in, one of these units?
    pub(super) fn touches(&self, line: &RegisterLine, units: &BTreeSet<UnitId>) -> bool {
        units.contains(&line.unit) || units_in(&self.sites, line.id).any(|unit| units.contains(&unit))
    }
}

/// Every initiative within reach.
pub(crate) async fn within_reach(tx: &Tx, who: &Actor) -> Result<Vec<RegisterLine>, AppError> {
    Ok(Reachable::load(tx, who).await?.lines)
}

pub(super) fn units_in(
    sites: &BTreeMap<InitiativeId, BTreeSet<UnitId>>,
    initiative: InitiativeId,
) -> impl Iterator<Item = UnitId> + '_ {
    sites.get(&initiative).into_iter().flatten().copied()
}

/// Everything the register is narrowed to, on one page: for a file.
pub async fn list_whole(app: &App, who: &Actor, filter: &Filter) -> Result<Register, AppError> {
    listed(app, who, filter, usize::MAX).await
}

/// One page of the register, within reach: what is overdue or due this month first, then by date, then what has no date.
pub async fn list(app: &App, who: &Actor, filter: &Filter) -> Result<Register, AppError> {
    listed(app, who, filter, PER_PAGE).await
}

async fn listed(app: &App, who: &Actor, filter: &Filter, per_page: usize) -> Result<Register, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut all = Reachable::load(&tx, who).await?;
    // Without the right by a role there is nothing here but what one leads.
    if all.lines.is_empty() {
        who.must_somewhere(Right::ReadInitiative)?;
    }
    let goals = policies::list_goals(&tx).await?;
    let (has_any, today) = (!all.lines.is_empty(), app.today());
    let mut lines = std::mem::take(&mut all.lines);
    narrow(&mut lines, &all, who, filter, today);
    if filter.fading == "on" {
        let heard = store::last_heard(&tx, today).await?;
        lines.retain(|line| {
            let heard = heard.get(&line.id).copied().unwrap_or_default();
            pulse::of_line(line, heard, today).is_some_and(|found| found.colour == VitalityColour::Red)
        });
    }
    if !filter.works.is_empty() {
        let found = evaluations::newest_verdicts(&tx).await?;
        let mut answers: BTreeMap<InitiativeId, Vec<&'static str>> = BTreeMap::new();
        for of in &found {
            answers.entry(of.initiative).or_default().push(of.verdict.kind());
        }
        lines.retain(|line| match answers.get(&line.id) {
            Some(kinds) => kinds.contains(&filter.works.as_str()),
            None => filter.works == UNASKED,
        });
    }
    lines.sort_by_cached_key(order);
    let this_month = Month::of(today).last_day();
    let due_this_month = lines
        .iter()
        .filter(|line| due_on(line).is_some_and(|due| due <= this_month))
        .count();
    let total = lines.len();
    let pages = total.div_ceil(per_page).max(1);
    let page = filter.page.parse().unwrap_or(1).clamp(1, pages);
    let lines: Vec<RegisterLine> = lines
        .into_iter()
        .skip((page - 1).saturating_mul(per_page))
        .take(per_page)
        .collect();
    Ok(Register {
        rows: {
            let steps = Steps::load(&tx, &ids_of(&lines)).await?;
            rows(&tx, who, &all, lines, &steps, today).await?
        },
        total,
        due_this_month,
        page,
        pages,
        has_any,
        goals,
        may_add: who.may_somewhere(Right::ChangeInitiative),
    })
}

/// What goes on in a unit and below, of what the person may read: what is due first.
pub(crate) async fn going_on(app: &App, who: &Actor, unit: UnitId) -> Result<Vec<Row>, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut all = Reachable::load(&tx, who).await?;
    let units: BTreeSet<UnitId> = who.tree.subtree(unit).into_iter().chain([unit]).collect();
    let mut lines = std::mem::take(&mut all.lines);
    lines.retain(|line| {
        matches!(line.state, State::Decided | State::Running | State::Anchored) && all.touches(line, &units)
    });
    lines.sort_by_cached_key(order);
    let steps = Steps::load(&tx, &ids_of(&lines)).await?;
    rows(&tx, who, &all, lines, &steps, app.today()).await
}

fn ids_of(lines: &[RegisterLine]) -> Vec<InitiativeId> {
    lines.iter().map(|line| line.id).collect()
}

/// The organisation's forums.
pub(crate) async fn forums(tx: &Tx) -> Result<BTreeMap<CommitteeId, Committee>, AppError> {
    let all = committees::list(tx).await?;
    Ok(all.into_iter().map(|committee| (committee.id, committee)).collect())
}

/// Where a follow-up is held: the names of its forums, with own words after them when both are given.
pub(crate) fn forum_of(of: &FollowUp, forums: &BTreeMap<CommitteeId, Committee>) -> String {
    let names = of.committees.iter().filter_map(|id| forums.get(id));
    let names = names.map(|forum| forum.name.as_str());
    let own = Some(of.forum.as_str()).filter(|own| !own.is_empty());
    names.chain(own).collect::<Vec<_>>().join(", ")
}

fn narrow(lines: &mut Vec<RegisterLine>, all: &Reachable, who: &Actor, filter: &Filter, today: NaiveDate) {
    if let Some(state) = State::parse(&filter.state) {
        lines.retain(|line| line.state == state);
    }
    if let Some(level) = IgloLevel::parse(&filter.level) {
        lines.retain(|line| line.iglo_level == level);
    }
    if let Ok(goal) = filter.goal.parse::<GoalId>() {
        lines.retain(|line| line.goal == Some(goal));
    }
    if let Ok(unit) = filter.unit.parse::<UnitId>() {
        let units: BTreeSet<UnitId> = who.tree.subtree(unit).into_iter().chain([unit]).collect();
        lines.retain(|line| all.touches(line, &units));
    }
    if filter.overdue == "on" {
        lines.retain(|line| is_overdue(line, today));
    }
    let words = filter.q.trim().to_lowercase();
    if !words.is_empty() {
        lines.retain(|line| line.title.to_lowercase().contains(&words));
    }
}

/// Should something of it have been done by now?
fn is_overdue(line: &RegisterLine, today: NaiveDate) -> bool {
    due_on(line).is_some_and(|due| due < today && line.starts_on != Some(due))
}

/// How many initiatives go on in a unit and below, and in how many of all there something is overdue: what the register shows when it is
/// narrowed to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InitiativeCount {
    /// Those that go on.
    pub running: usize,
    /// Those with something overdue.
    pub overdue: usize,
}

/// The count of each of these units, of what the person may read.
pub(crate) async fn count_in(
    tx: &Tx,
    who: &Actor,
    units: &[UnitId],
    today: NaiveDate,
) -> Result<BTreeMap<UnitId, InitiativeCount>, AppError> {
    let all = Reachable::load(tx, who).await?;
    let mut counts = BTreeMap::new();
    for unit in units {
        let within: BTreeSet<UnitId> = who.tree.subtree(*unit).into_iter().chain([*unit]).collect();
        let here = all.lines.iter().filter(|line| all.touches(line, &within));
        let count: &mut InitiativeCount = counts.entry(*unit).or_default();
        for line in here {
            count.running += usize::from(line.state == State::Running);
            count.overdue += usize::from(is_overdue(line, today));
        }
    }
    Ok(counts)
}

/// The day of the next thing to happen. What has ended waits for nothing.
pub(super) fn due_on(line: &RegisterLine) -> Option<NaiveDate> {
    if line.state == State::Ended {
        return None;
    }
    let begins = line
        .starts_on
        .filter(|_| line.state == State::Decided && line.next_follow_up.is_none() && line.next_milestone.is_none());
    [line.next_follow_up, line.next_milestone, begins]
        .into_iter()
        .flatten()
        .min()
}

/// What is due first; then what has no day, open before closed; then by title.
pub(super) fn order(line: &RegisterLine) -> (Option<NaiveDate>, bool, Vec<u32>) {
    let due = due_on(line);
    (
        Some(due.unwrap_or(NaiveDate::MAX)),
        !line.state.is_open(),
        danish::list_key(&line.title),
    )
}

/// The lines as rows: their next step gets its words.
pub(super) async fn rows(
    tx: &Tx,
    who: &Actor,
    all: &Reachable,
    lines: Vec<RegisterLine>,
    steps: &Steps,
    today: NaiveDate,
) -> Result<Vec<Row>, AppError> {
    let names = UnitNames::of(tx, who, lines.iter().map(|line| line.unit)).await?;
    let forums = forums(tx).await?;
    let last = Month::of(today).last_day();
    let heard = store::last_heard(tx, today).await?;
    let mut verdicts = answers_of(tx, &ids_of(&lines)).await?;
    Ok(lines
        .into_iter()
        .map(|line| {
            let next = due_on(&line).map(|on| NextStep {
                on,
                what: step_words(line.id, on, &steps.follow_ups, &steps.milestones, &forums),
                is_overdue: on < today && (line.next_follow_up == Some(on) || line.next_milestone == Some(on)),
                is_this_month: on <= last,
            });
            Row {
                verdicts: verdicts.remove(&line.id).unwrap_or_default(),
                vitality: pulse::of_line(&line, heard.get(&line.id).copied().unwrap_or_default(), today),
                unit_name: names.get(line.unit),
                sites: units_in(&all.sites, line.id).count(),
                id: line.id,
                number: line.number,
                title: line.title,
                unit: line.unit,
                state: line.state,
                iglo_level: line.iglo_level,
                next,
            }
        })
        .collect())
}

/// What was last found of the criteria of these initiatives, each answer once.
async fn answers_of(tx: &Tx, ids: &[InitiativeId]) -> Result<BTreeMap<InitiativeId, Vec<Verdict>>, AppError> {
    let mut answers: BTreeMap<InitiativeId, Vec<Verdict>> = BTreeMap::new();
    for of in evaluations::newest_verdicts_of(tx, ids).await? {
        let said = answers.entry(of.initiative).or_default();
        if said.iter().all(|one| one.kind() != of.verdict.kind()) {
            said.push(of.verdict);
        }
    }
    Ok(answers)
}

fn step_words(
    id: InitiativeId,
    on: NaiveDate,
    follow_ups: &[FollowUp],
    milestones: &[Milestone],
    forums: &BTreeMap<CommitteeId, Committee>,
) -> String {
    let follow_up = follow_ups
        .iter()
        .find(|of| of.initiative == id && of.next_due == Some(on) && of.ended_on.is_none());
    if let Some(of) = follow_up {
        let forum = forum_of(of, forums);
        return if forum.is_empty() { of.title.clone() } else { forum };
    }
    milestones
        .iter()
        .find(|of| of.initiative == id && of.due_on == on && of.done_on.is_none())
        .map(|of| of.title.clone())
        .unwrap_or_default()
}
