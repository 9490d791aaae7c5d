//! One initiative as its page shows it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::id::{CommitteeId, InitiativeId, PersonId};
use trivsel_domain::indicator::Indicator;
use trivsel_domain::initiative::anchoring::AnchorCheck;
use trivsel_domain::initiative::site::nested_in;
use trivsel_domain::initiative::{
    FollowUp, FollowUpNote, Initiative, Lot, Measure, Milestone, SeenTo, Site, SiteStage, State, SuccessCriterion,
    Vitality,
};
use trivsel_domain::person::Person;
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{
    Tx, audit, evaluations, figures as figure_store, initiatives as store, persons, policies, reports,
};

use super::family::{ChildView, MeasureView, family};
use super::follow_ups::{NextMeeting, NextMeetings};
use super::history::is_after_freeze;
use super::path::{PathStep, Written, path};
use super::register::{forum_of, forums};
use super::responsibles::{SeenToBy, seen_to_by};
use super::{UnitNames, baseline, may_write_follow_up, pulse, readable};
use crate::figures::{CriterionFigure, ScaleFigure};
use crate::{App, AppError, structure};

/// What stands above every page of one initiative.
#[derive(Clone, Debug)]
pub struct Head {
    /// The initiative.
    pub initiative: Initiative,
    /// How many follow-ups it has.
    pub follow_ups: usize,
    /// How many status reports it has.
    pub reports: usize,
    /// How many lines its history has.
    pub changes: usize,
    /// May the person change it?
    pub may_change: bool,
    /// May the person set up and change its follow-ups?
    pub may_change_follow_ups: bool,
    /// May the person move it to another state?
    pub may_decide: bool,
    /// May the person write a status report?
    pub may_report: bool,
}

/// One initiative with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct View {
    /// The initiative.
    pub initiative: Initiative,
    /// What its unit is called.
    pub unit_name: String,
    /// The goal it serves, with the policy it is quoted from.
    pub goal: Option<(Goal, Policy)>,
    /// Who answers for it; none when nobody is named or the person has been erased.
    pub lead: Option<Person>,
    /// Who does so with the lead.
    pub co_lead: Option<Person>,
    /// Its measures in order.
    pub measures: Vec<MeasureView>,
    /// The initiative it lies under, when the person may read it.
    pub parent: Option<Initiative>,
    /// The initiatives right under it that the person may read, by their number.
    pub children: Vec<ChildView>,
    /// Its criteria in order.
    pub criteria: Vec<CriterionView>,
    /// Where it runs, the first to begin first.
    pub sites: Vec<SiteView>,
    /// Its follow-ups, those that have stopped last.
    pub follow_ups: Vec<FollowUpView>,
    /// Its milestones by date.
    pub milestones: Vec<Milestone>,
    /// Who sees to each of them, in their order.
    pub milestones_seen_to: Vec<SeenToBy>,
    /// Its way so far and onwards.
    pub path: Vec<PathStep>,
    /// How many status reports it has.
    pub reports: usize,
    /// How many lines its history has.
    pub changes: usize,
    /// How many times a criterion was changed after the decision froze it.
    pub changes_since_freeze: usize,
    /// The lot about who begins when, if one was drawn: the newest.
    pub lot: Option<Lot>,
    /// How it stands with it, while it goes on.
    pub vitality: Option<Vitality>,
    /// Today.
    pub today: NaiveDate,
    /// May the person change it?
    pub may_change: bool,
    /// May the person change its measures?
    pub may_change_measures: bool,
    /// May the person set up and change its follow-ups?
    pub may_change_follow_ups: bool,
    /// May the person move it to another state?
    pub may_decide: bool,
    /// May the person write what came of a follow-up?
    pub may_follow_up: bool,
    /// May the person write a status report?
    pub may_report: bool,
}

/// A criterion with what its figures say.
#[derive(Clone, Debug)]
pub struct CriterionView {
    /// The criterion.
    pub criterion: SuccessCriterion,
    /// The indicator that shows it, if one does.
    pub indicator: Option<Indicator>,
    /// Before and now; none when no indicator shows it, or there are no numbers yet.
    pub figure: Option<CriterionFigure>,
    /// The category it is about, where it names one; empty otherwise.
    pub category: String,
    /// The scale of a survey that shows it, before and now; none when no survey here does.
    pub scale: Option<ScaleFigure>,
    /// What was last found of whether it works; none while nobody has asked.
    pub verdict: Option<Verdict>,
}

/// A site with its unit's name and size.
#[derive(Clone, Debug)]
pub struct SiteView {
    /// The site.
    pub site: Site,
    /// What the unit is called.
    pub unit_name: String,
    /// The measure that begins there; none for the whole initiative.
    pub measure: Option<String>,
    /// How many are employed there today, units below included.
    pub people: usize,
    /// The site around it whose employees it shares, where there is one.
    pub lies_in: Option<String>,
}

/// A follow-up with its forum and what was written.
#[derive(Clone, Debug)]
pub struct FollowUpView {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// Who sees to it.
    pub responsible: SeenToBy,
    /// Where it is held, in words; empty when nothing is set.
    pub forum: String,
    /// Its forums by name, each with its page when the person may open it.
    pub forums: Vec<(String, Option<CommitteeId>)>,
    /// Should it have happened already?
    pub is_overdue: bool,
    /// The next meetings of its forums, where one is planned.
    pub next_meetings: Vec<NextMeeting>,
    /// What came of it, newest first, with the writer's name.
    pub notes: Vec<(FollowUpNote, Option<String>)>,
}

impl View {
    /// When the criteria were frozen.
    pub fn frozen_at(&self) -> Option<DateTime<Utc>> {
        self.initiative.decided_at
    }

    /// What stands above the page.
    pub fn head(&self) -> Head {
        Head {
            initiative: self.initiative.clone(),
            follow_ups: self.follow_ups.len(),
            reports: self.reports,
            changes: self.changes,
            may_change: self.may_change,
            may_change_follow_ups: self.may_change_follow_ups,
            may_decide: self.may_decide,
            may_report: self.may_report,
        }
    }

    /// How many sites have not begun yet.
    pub fn waiting_sites(&self) -> usize {
        self.sites.iter().filter(|view| !view.has_begun(self.today)).count()
    }
}

/// One initiative within reach.
pub async fn find(app: &App, who: &Actor, id: InitiativeId) -> Result<View, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, sites) = readable(&tx, who, id).await?;
    let today = app.today();
    let measures = store::measures_of(&tx, id).await?;
    let wanted = sites.iter().map(|site| site.unit).chain([initiative.unit]);
    let wanted = wanted.chain(measures.iter().filter_map(|of| of.plan.unit));
    let units = UnitNames::of(&tx, who, wanted).await?;
    let people = people(&tx, &initiative, &measures).await?;
    let criteria = criteria(&tx, who, &initiative, &sites, today).await?;
    let sites_seen = sites_seen(&tx, who, &sites, &measures, &units, today).await?;
    let follow_ups = follow_ups(&tx, who, &initiative, today).await?;
    let milestones = store::milestones_of(&tx, id).await?;
    let milestones_seen_to = milestones_seen_to(&tx, id, &milestones).await?;
    let entries = audit::list_of(&tx, id.0).await?;
    let written = written(&tx, who, &initiative).await?;
    let (parent, children) = family(&tx, who, &initiative, today).await?;
    let path = path(
        &tx,
        who,
        &initiative,
        &sites_seen,
        &follow_ups,
        &milestones,
        &written,
        today,
    )
    .await?;
    let person = |id: Option<PersonId>| id.and_then(|id| people.get(&id)).cloned();
    Ok(View {
        unit_name: units.get(initiative.unit),
        goal: goal(&tx, &initiative).await?,
        lead: person(initiative.lead),
        co_lead: person(initiative.co_lead),
        parent,
        children,
        measures: measures
            .into_iter()
            .map(|measure| MeasureView::of(measure, &units, &people))
            .collect(),
        criteria,
        sites: sites_seen,
        follow_ups,
        milestones,
        milestones_seen_to,
        path,
        lot: store::newest_lot(&tx, id).await?,
        vitality: pulse::of_initiative(&tx, &initiative, today).await?,
        reports: written.len(),
        changes: entries.len(),
        changes_since_freeze: entries
            .iter()
            .filter(|entry| is_after_freeze(&initiative, entry))
            .count(),
        today,
        may_change: initiative.allows(Right::ChangeInitiative, who),
        may_change_measures: initiative.allows(Right::ChangeMeasures, who),
        may_change_follow_ups: initiative.allows(Right::ChangeFollowUps, who),
        may_decide: initiative.allows(Right::DecideInitiative, who),
        may_follow_up: may_write_follow_up(who, &initiative, &sites),
        may_report: initiative.may_be_reported_by(who),
        initiative,
    })
}

/// The head of one initiative within reach.
pub async fn find_head(app: &App, who: &Actor, id: InitiativeId) -> Result<Head, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, _) = readable(&tx, who, id).await?;
    head(&tx, who, initiative).await
}

async fn head(tx: &Tx, who: &Actor, initiative: Initiative) -> Result<Head, AppError> {
    let id = initiative.id;
    Ok(Head {
        follow_ups: store::follow_ups_of(tx, id).await?.len(),
        reports: written(tx, who, &initiative).await?.len(),
        changes: audit::list_of(tx, id.0).await?.len(),
        may_change: initiative.allows(Right::ChangeInitiative, who),
        may_change_follow_ups: initiative.allows(Right::ChangeFollowUps, who),
        may_decide: initiative.allows(Right::DecideInitiative, who),
        may_report: initiative.may_be_reported_by(who),
        initiative,
    })
}

/// The follow-ups of one initiative within reach, with what came of them.
#[derive(Clone, Debug)]
pub struct FollowUps {
    /// What stands above the page.
    pub head: Head,
    /// The follow-ups, those that have stopped last.
    pub follow_ups: Vec<FollowUpView>,
    /// The looks at whether it holds, the earliest first; none before it was anchored.
    pub checks: Vec<AnchorCheck>,
    /// May the person write what came of one?
    pub may_follow_up: bool,
}

/// The follow-ups of one initiative within reach.
pub async fn find_follow_ups(app: &App, who: &Actor, id: InitiativeId) -> Result<FollowUps, AppError> {
    let tx = app.read(who.organisation).await?;
    let (initiative, sites) = readable(&tx, who, id).await?;
    Ok(FollowUps {
        follow_ups: follow_ups(&tx, who, &initiative, app.today()).await?,
        checks: store::anchor_checks_of(&tx, id).await?,
        may_follow_up: may_write_follow_up(who, &initiative, &sites),
        head: head(&tx, who, initiative).await?,
    })
}

/// The status reports the person may see: a draft is only for those who write it.
async fn written(tx: &Tx, who: &Actor, of: &Initiative) -> Result<Vec<Written>, AppError> {
    let may_write = of.may_be_reported_by(who);
    Ok(reports::list_of(tx, of.id)
        .await?
        .into_iter()
        .filter(|report| may_write || report.approval.is_some())
        .map(|report| Written {
            id: report.id,
            title: report.content.title,
            as_of: report.content.as_of,
            is_approved: report.approval.is_some(),
        })
        .collect())
}

async fn goal(tx: &Tx, initiative: &Initiative) -> Result<Option<(Goal, Policy)>, AppError> {
    let Some(id) = initiative.goal else { return Ok(None) };
    let Some(goal) = policies::find_goal(tx, id).await? else {
        return Ok(None);
    };
    let policy = policies::find(tx, goal.policy).await?;
    Ok(policy.map(|policy| (goal, policy)))
}

async fn people(
    tx: &Tx,
    initiative: &Initiative,
    measures: &[Measure],
) -> Result<BTreeMap<PersonId, Person>, AppError> {
    let leads = initiative.lead.into_iter().chain(initiative.co_lead);
    let ids: Vec<PersonId> = leads.chain(measures.iter().filter_map(|of| of.plan.owner)).collect();
    Ok(persons::list_some(tx, &ids)
        .await?
        .into_iter()
        .filter(|person| !person.is_erased)
        .map(|person| (person.id, person))
        .collect())
}

/// The criteria, each with the level of its indicator or scale before the start and now.
async fn criteria(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    sites: &[Site],
    today: NaiveDate,
) -> Result<Vec<CriterionView>, AppError> {
    let mut views = Vec::new();
    let criteria = store::criteria_of(tx, initiative.id).await?;
    // Only what is frozen is evaluated.
    let found = if criteria.iter().any(|criterion| criterion.frozen_at.is_some()) {
        evaluations::newest_verdicts_of(tx, &[initiative.id]).await?
    } else {
        Vec::new()
    };
    for criterion in criteria {
        let indicator = match criterion.kind.indicator() {
            Some(id) => figure_store::list_indicators(tx)
                .await?
                .into_iter()
                .find(|one| one.id == id),
            None => None,
        };
        let series = match criterion.kind.series() {
            Some(id) => figure_store::list_series(tx)
                .await?
                .into_iter()
                .find(|one| one.id == id),
            None => None,
        };
        views.push(CriterionView {
            category: series.map(|series| series.category).unwrap_or_default(),
            figure: baseline::figure(tx, who, initiative, sites, &criterion, today).await?,
            scale: baseline::scale(tx, who, initiative, sites, &criterion, today).await?,
            verdict: found
                .iter()
                .find(|of| of.criterion == criterion.id)
                .map(|of| of.verdict),
            criterion,
            indicator,
        });
    }
    Ok(views)
}

async fn sites_seen(
    tx: &Tx,
    who: &Actor,
    sites: &[Site],
    measures: &[Measure],
    units: &UnitNames,
    today: NaiveDate,
) -> Result<Vec<SiteView>, AppError> {
    let headcounts = structure::headcounts(tx, today).await?;
    Ok(sites
        .iter()
        .map(|site| SiteView {
            site: site.clone(),
            unit_name: units.get(site.unit),
            measure: site
                .measure
                .and_then(|id| measures.iter().find(|of| of.id == id))
                .map(|of| of.title.clone()),
            people: headcounts.get(&site.unit).map_or(0, |count| count.with_below),
            lies_in: nested_in(&who.tree, sites, site.unit, site.measure, &site.period)
                .filter(|other| who.tree.is_within(site.unit, other.unit))
                .map(|other| units.get(other.unit)),
        })
        .collect())
}

async fn milestones_seen_to(tx: &Tx, id: InitiativeId, of: &[Milestone]) -> Result<Vec<SeenToBy>, AppError> {
    let seen_to = store::responsibles_of_many(tx, &[id]).await?;
    let names = persons::names_of(tx, seen_to.values().filter_map(|named| named.person())).await?;
    let named = |milestone: &Milestone| {
        seen_to
            .get(&SeenTo::Milestone(milestone.id))
            .copied()
            .unwrap_or_default()
    };
    Ok(of.iter().map(|of| seen_to_by(named(of), &names)).collect())
}

async fn follow_ups(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    today: NaiveDate,
) -> Result<Vec<FollowUpView>, AppError> {
    let forums = forums(tx).await?;
    let notes = store::notes_of(tx, initiative.id).await?;
    let seen_to = store::responsibles_of_many(tx, &[initiative.id]).await?;
    let named = seen_to.values().filter_map(|named| named.person());
    let writers = persons::names_of(tx, notes.iter().filter_map(|note| note.written_by).chain(named)).await?;
    let meetings = NextMeetings::from(tx, today).await?;
    let mut views = Vec::new();
    for follow_up in store::follow_ups_of(tx, initiative.id).await? {
        let own = notes.iter().filter(|note| note.follow_up == follow_up.id);
        let is_open = follow_up.ended_on.is_none();
        let named = seen_to
            .get(&SeenTo::FollowUp(follow_up.id))
            .copied()
            .unwrap_or_default();
        views.push(FollowUpView {
            responsible: seen_to_by(named, &writers),
            forum: forum_of(&follow_up, &forums),
            forums: follow_up
                .committees
                .iter()
                .filter_map(|id| forums.get(id))
                .map(|forum| (forum.name.clone(), forum.may_be_read_by(who).then_some(forum.id)))
                .collect(),
            is_overdue: initiative.state != State::Ended && follow_up.is_overdue(today),
            next_meetings: if is_open {
                meetings.of(who, &follow_up)
            } else {
                Vec::new()
            },
            notes: own
                .map(|note| {
                    let writer = note.written_by.and_then(|person| writers.get(&person)).cloned();
                    (note.clone(), writer)
                })
                .collect(),
            follow_up,
        });
    }
    views.sort_by_key(|view| view.follow_up.ended_on.is_some());
    Ok(views)
}

impl SiteView {
    /// Has it begun, on this day?
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.site.has_begun(day)
    }

    /// Is it over, on this day?
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.site.stage == SiteStage::Ended || self.site.period.to().is_some_and(|last| last < day)
    }
}
