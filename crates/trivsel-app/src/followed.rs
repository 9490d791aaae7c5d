//! "You said, we did": what came of a survey's results, as far as a visitor may see it.
//!
//! An initiative, or a point of an agenda, remembers the result it began with: a survey and a unit. Here it is told, added and taken back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::chain::Node;
use trivsel_domain::committee::{AgendaItem, Committee, Decision, Meeting};
use trivsel_domain::danish;
use trivsel_domain::id::{CommitteeId, InitiativeId, LessonThemeId, SurveyId, UnitId};
use trivsel_domain::initiative::{Initiative, Reach};
use trivsel_domain::person::Person;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{Origin, Survey};
use trivsel_store::{Tx, chain as links, committees, followed as store, initiatives, persons, surveys};

use crate::evaluations::{self, LatestAnswer};
use crate::initiatives::{UnitNames, readable, register};
use crate::input::Input;
use crate::publications::{self, Outcome, Results};
use crate::trail::Trail;
use crate::{App, AppError, Problems, chain};

/// What followed a survey, for a visitor.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The results it followed from.
    pub results: Box<Results>,
    /// Who was to follow up; none when nobody is named, or the person has been erased.
    pub promised_by: Option<Person>,
    /// What came of the result of each unit, from the top down. Units nothing came of are not here.
    pub units: Vec<UnitFollowed>,
    /// Are there forums the visitor may not look into?
    pub is_partial: bool,
    /// What can be added; none for those who may add nothing.
    pub offer: Option<LinkOffer>,
    /// Today.
    pub today: NaiveDate,
}

/// What came of the result of a unit.
#[derive(Clone, Debug)]
pub struct UnitFollowed {
    /// The unit.
    pub unit: UnitId,
    /// The initiatives, the first written in front.
    pub initiatives: Vec<FollowedInitiative>,
    /// The points of agendas, the latest meeting first.
    pub points: Vec<FollowedPoint>,
    /// May the visitor take an initiative away from here?
    pub may_remove: bool,
}

/// An initiative that came of a result.
#[derive(Clone, Debug)]
pub struct FollowedInitiative {
    /// The initiative.
    pub initiative: Initiative,
    /// What the unit that owns it is called.
    pub unit_name: String,
    /// The units where it runs, in Danish order.
    pub site_names: Vec<String>,
    /// The day it begins or began: in the first of them, else as a whole.
    pub begins_on: Option<NaiveDate>,
    /// Who answers for it; none when nobody is named or the person has been erased.
    pub lead: Option<Person>,
    /// What was last found of each criterion that has an answer.
    pub answers: Vec<LatestAnswer>,
}

/// A point of an agenda that came of a result.
#[derive(Clone, Debug)]
pub struct FollowedPoint {
    /// The point.
    pub item: AgendaItem,
    /// The meeting.
    pub meeting: Meeting,
    /// Whose meeting it is.
    pub committee_name: String,
    /// What was decided on it.
    pub decisions: Vec<Decision>,
}

/// What can be said to have come of a result.
#[derive(Clone, Debug)]
pub struct LinkOffer {
    /// The units whose result it can be, from the top down.
    pub units: Vec<UnitId>,
    /// The initiatives, in Danish order.
    pub initiatives: Vec<(InitiativeId, String)>,
}

/// What is chosen to add or take back an initiative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// The unit whose result it is, by id.
    pub unit: String,
    /// The initiative, by id.
    pub initiative: String,
}

impl LinkForm {
    /// The result of this survey and the initiative that were chosen.
    pub fn read(&self, survey: SurveyId) -> Result<(Origin, InitiativeId), Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let initiative = input.choice("initiative", &self.initiative, |text| text.parse().ok());
        input.read(unit.map(|unit| Origin { survey, unit }).zip(initiative))
    }
}

/// What something is begun with, as a form or an address carries it: a result, by its survey and its unit, or a decision. All are empty
/// where it begins with nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OriginForm {
    /// The survey, by id.
    pub from_survey: String,
    /// The unit, by id.
    pub from_unit: String,
    /// The decision, by id.
    pub from_decision: String,
    /// The theme of what was learnt of that decision, by id.
    pub from_theme: String,
}

impl OriginForm {
    /// The theme it begins with, of the decision it begins with.
    pub fn theme(&self) -> Result<Option<LessonThemeId>, AppError> {
        match self.from_theme.as_str() {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| AppError::NotFound),
        }
    }

    /// What it begins with; none where nothing was given. What cannot be read is refused rather than dropped.
    pub fn read(&self) -> Result<Option<Node>, AppError> {
        if !self.from_decision.is_empty() {
            let decision = self.from_decision.parse().map_err(|_| AppError::NotFound)?;
            return Ok(Some(Node::Decision(decision)));
        }
        if self.from_survey.is_empty() && self.from_unit.is_empty() {
            return Ok(None);
        }
        match (self.from_survey.parse(), self.from_unit.parse()) {
            (Ok(survey), Ok(unit)) => Ok(Some(Node::Result(Origin { survey, unit }))),
            _ => Err(AppError::NotFound),
        }
    }
}

/// What followed a survey. It can be seen by whom its results can, as soon as they can.
pub async fn find(app: &App, who: &Actor, id: SurveyId) -> Result<Followed, AppError> {
    let Outcome::Ready(results) = publications::results(app, who, id).await? else {
        return Err(AppError::NotFound);
    };
    let tx = app.read(who.organisation).await?;
    let today = app.today();
    let mut initiatives = seen_initiatives(&tx, who, id, today).await?;
    let mut points = seen_points(&tx, who, id).await?;
    let units = results.edition.publication.snapshot.units().iter();
    let units = units
        .map(|unit| UnitFollowed {
            unit: unit.id,
            initiatives: initiatives.remove(&unit.id).unwrap_or_default(),
            points: points.remove(&unit.id).unwrap_or_default(),
            may_remove: who.may(Right::ChangeInitiative, unit.id),
        })
        .filter(|unit| !unit.initiatives.is_empty() || !unit.points.is_empty())
        .collect();
    Ok(Followed {
        promised_by: promised_by(&tx, &results.survey).await?,
        units,
        is_partial: !who.may_everywhere(Right::ChangeCommittee),
        offer: offer(&tx, who, &results).await?,
        results,
        today,
    })
}

async fn promised_by(tx: &Tx, survey: &Survey) -> Result<Option<Person>, AppError> {
    let wanted: Vec<_> = survey.follow_up.person.into_iter().collect();
    let found = persons::list_some(tx, &wanted).await?;
    Ok(found.into_iter().find(|person| !person.is_erased))
}

/// The initiatives within reach that came of a survey, by the unit whose result it was.
async fn seen_initiatives(
    tx: &Tx,
    who: &Actor,
    survey: SurveyId,
    today: NaiveDate,
) -> Result<BTreeMap<UnitId, Vec<FollowedInitiative>>, AppError> {
    let mut found: BTreeMap<UnitId, Vec<FollowedInitiative>> = BTreeMap::new();
    let reach = Reach::of(who);
    let mut told: BTreeMap<InitiativeId, Option<FollowedInitiative>> = BTreeMap::new();
    for (unit, id) in store::initiatives_of(tx, survey).await? {
        if let std::collections::btree_map::Entry::Vacant(place) = told.entry(id) {
            place.insert(seen_initiative(tx, who, &reach, id, today).await?);
        }
        found.entry(unit).or_default().extend(told.get(&id).cloned().flatten());
    }
    Ok(found)
}

async fn seen_initiative(
    tx: &Tx,
    who: &Actor,
    reach: &Reach,
    id: InitiativeId,
    today: NaiveDate,
) -> Result<Option<FollowedInitiative>, AppError> {
    let initiative = initiatives::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let sites = initiatives::sites_of(tx, id).await?;
    let units = sites.iter().map(|site| site.unit);
    if !reach.holds(initiative.unit, initiative.leads(), units) {
        return Ok(None);
    }
    let names = UnitNames::of(tx, who, sites.iter().map(|site| site.unit).chain([initiative.unit])).await?;
    let mut site_names: Vec<String> = sites.iter().map(|site| names.get(site.unit)).collect();
    site_names.sort_by(|one, other| danish::compare(one, other));
    site_names.dedup();
    let leads: Vec<_> = initiative.lead.into_iter().collect();
    let leads = persons::list_some(tx, &leads).await?;
    let mut answers = Vec::new();
    for criterion in initiatives::criteria_of(tx, id).await? {
        answers.extend(evaluations::latest_answer(tx, who, &criterion, today).await?);
    }
    Ok(Some(FollowedInitiative {
        unit_name: names.get(initiative.unit),
        site_names,
        begins_on: sites
            .iter()
            .map(|site| site.period.from())
            .min()
            .or(initiative.starts_on),
        lead: leads.into_iter().find(|person| !person.is_erased),
        answers,
        initiative,
    }))
}

/// The points of agendas the visitor may see that came of a survey, by the unit whose result it was.
async fn seen_points(tx: &Tx, who: &Actor, survey: SurveyId) -> Result<BTreeMap<UnitId, Vec<FollowedPoint>>, AppError> {
    let links = store::agenda_items_of(tx, survey).await?;
    let mut found: BTreeMap<UnitId, Vec<FollowedPoint>> = BTreeMap::new();
    if links.is_empty() {
        return Ok(found);
    }
    let forums: BTreeMap<CommitteeId, Committee> = committees::list(tx)
        .await?
        .into_iter()
        .filter(|committee| committee.may_be_read_by(who))
        .map(|committee| (committee.id, committee))
        .collect();
    for (unit, item) in links {
        let item = committees::find_agenda_item(tx, item)
            .await?
            .ok_or(AppError::NotFound)?;
        let meeting = committees::find_meeting(tx, item.meeting)
            .await?
            .ok_or(AppError::NotFound)?;
        let Some(committee) = forums.get(&meeting.committee) else {
            continue;
        };
        let decisions = committees::decisions_of(tx, meeting.id).await?;
        found.entry(unit).or_default().push(FollowedPoint {
            decisions: decisions
                .into_iter()
                .filter(|decision| decision.agenda_item == Some(item.id))
                .collect(),
            committee_name: committee.name.clone(),
            item,
            meeting,
        });
    }
    for points in found.values_mut() {
        points.sort_by_key(|point| std::cmp::Reverse(point.meeting.held_on));
    }
    Ok(found)
}

async fn offer(tx: &Tx, who: &Actor, results: &Results) -> Result<Option<LinkOffer>, AppError> {
    let units = results.units.iter().copied();
    let units: Vec<UnitId> = units.filter(|unit| who.may(Right::ChangeInitiative, *unit)).collect();
    if units.is_empty() {
        return Ok(None);
    }
    let lines = register::within_reach(tx, who).await?;
    let mut initiatives: Vec<(InitiativeId, String)> = lines.into_iter().map(|line| (line.id, line.title)).collect();
    initiatives.sort_by(|one, other| danish::compare(&one.1, &other.1));
    Ok((!initiatives.is_empty()).then_some(LinkOffer { units, initiatives }))
}

/// Says afterwards that an initiative came of a result.
pub async fn add(app: &App, who: &Actor, origin: Origin, initiative: InitiativeId) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeInitiative)?;
    app.writing(who, |work| async move {
        who.must(Right::ChangeInitiative, origin.unit)?;
        readable(&work, who, initiative).await?;
        let (from, to) = (Node::Result(origin), Node::Initiative(initiative));
        if links::has(&work, from, to).await? {
            return Err(AppError::invalid("initiative", "problem-already-followed"));
        }
        chain::link(app, &work, who, from, to).await
    })
    .await
}

/// Takes that back. The initiative itself stays.
pub async fn remove(app: &App, who: &Actor, origin: Origin, id: InitiativeId) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeInitiative)?;
    app.writing(who, |work| async move {
        who.must(Right::ChangeInitiative, origin.unit)?;
        let (initiative, _) = readable(&work, who, id).await?;
        let survey = surveys::find(&work, origin.survey).await?.ok_or(AppError::NotFound)?;
        if links::remove(&work, Node::Result(origin), Node::Initiative(id)).await? == 0 {
            return Err(AppError::NotFound);
        }
        work.trail(
            Trail::new("initiative", initiative.id.0, "unlinked")
                .unit(origin.unit)
                .field("came_of", &survey.title.da, ""),
        );
        Ok(())
    })
    .await
}
