//! An initiative with everything its printed description shows.

use std::collections::BTreeMap;

use trivsel_domain::id::{InitiativeId, UnitId};
use trivsel_domain::indicator::Indicator;
use trivsel_domain::initiative::{FollowUp, Initiative, Lot, Measure, Milestone, SiteStage, SuccessCriterion};
use trivsel_domain::period::Period;
use trivsel_domain::rights::Actor;
use trivsel_store::{figures, initiatives, policies};

use super::readable;
use crate::initiatives::register::{forum_of, forums};
use crate::{App, AppError};

/// An initiative with its parts, each in the order it is read.
#[derive(Clone, Debug)]
pub struct PrintedInitiative {
    /// The initiative.
    pub initiative: Initiative,
    /// The name of the unit that owns it.
    pub unit_name: String,
    /// The goal it serves, and the policy the goal is quoted from.
    pub goal: Option<(String, String)>,
    /// What it does.
    pub measures: Vec<Measure>,
    /// The names of the units its measures are for.
    pub units: BTreeMap<UnitId, String>,
    /// Where it runs, from the first place on.
    pub sites: Vec<PrintedSite>,
    /// The lot about who begins when, if one was drawn: the newest.
    pub lot: Option<Lot>,
    /// When it is a success, each with what shows it, if an indicator does.
    pub criteria: Vec<(SuccessCriterion, Option<Indicator>)>,
    /// Its steps, by date.
    pub milestones: Vec<Milestone>,
    /// Its follow-ups that go on, each with its forum.
    pub follow_ups: Vec<(FollowUp, String)>,
}

/// A place where an initiative runs.
#[derive(Clone, Debug)]
pub struct PrintedSite {
    /// The unit's name.
    pub unit: String,
    /// The measure that begins there; empty for the whole initiative.
    pub measure: String,
    /// How far it has come there.
    pub stage: SiteStage,
    /// From when to when.
    pub period: Period,
}

/// Everything the printed description of an initiative shows.
pub async fn printed_initiative(app: &App, who: &Actor, id: InitiativeId) -> Result<PrintedInitiative, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = readable(&tx, who, id).await?;
    let goal = match initiative.goal {
        Some(goal) => policies::find_goal(&tx, goal).await?,
        None => None,
    };
    let goal = match goal {
        Some(goal) => policies::find(&tx, goal.policy)
            .await?
            .map(|policy| (goal.text, policy.name)),
        None => None,
    };
    let measures = initiatives::measures_of(&tx, id).await?;
    let mut sites: Vec<PrintedSite> = initiatives::sites_of(&tx, id)
        .await?
        .into_iter()
        .map(|site| PrintedSite {
            unit: who.tree.name(site.unit).to_owned(),
            measure: measures
                .iter()
                .find(|of| Some(of.id) == site.measure)
                .map(|of| of.title.clone())
                .unwrap_or_default(),
            stage: site.stage,
            period: site.period,
        })
        .collect();
    sites.sort_by_key(|site| site.period.from());
    let mut milestones = initiatives::milestones_of(&tx, id).await?;
    milestones.sort_by_key(|milestone| milestone.due_on);
    let forums = forums(&tx).await?;
    let follow_ups = initiatives::follow_ups_of(&tx, id)
        .await?
        .into_iter()
        .filter(|follow_up| follow_up.ended_on.is_none())
        .map(|follow_up| {
            let forum = forum_of(&follow_up, &forums);
            (follow_up, forum)
        })
        .collect();
    let mut criteria = Vec::new();
    for criterion in initiatives::criteria_of(&tx, id).await? {
        let indicator = match criterion.kind.indicator() {
            Some(indicator) => figures::find_indicator(&tx, indicator).await?,
            None => None,
        };
        criteria.push((criterion, indicator));
    }
    Ok(PrintedInitiative {
        unit_name: who.tree.name(initiative.unit).to_owned(),
        goal,
        units: measures
            .iter()
            .filter_map(|of| of.plan.unit)
            .map(|unit| (unit, who.tree.name(unit).to_owned()))
            .collect(),
        measures,
        sites,
        lot: initiatives::newest_lot(&tx, id).await?,
        criteria,
        milestones,
        follow_ups,
        initiative,
    })
}
