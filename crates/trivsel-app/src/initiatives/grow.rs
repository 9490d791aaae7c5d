//! A measure that grows into an initiative of its own: its words, its sites, its criteria and the follow-ups that go along move over, and
//! both say where the other is.

use serde::Deserialize;
use trivsel_domain::chain::Node;
use trivsel_domain::id::{FollowUpId, InitiativeId, MeasureId, UnitId};
use trivsel_domain::initiative::{FollowUp, IgloLevel, Initiative, Measure, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};
use uuid::Uuid;

use super::form::lineage;
use super::{changeable, part};
use crate::input::Input;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem, Problems, chain};

/// What is typed when a measure becomes an initiative of its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GrowForm {
    /// What it is to be called.
    pub title: String,
    /// The unit that is to own it, by id.
    pub unit: String,
    /// The follow-ups that go along, by id.
    pub follow_ups: Vec<String>,
}

/// How a measure becomes an initiative of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrowContent {
    /// What it is to be called.
    pub title: String,
    /// The unit that is to own it.
    pub unit: UnitId,
    /// The follow-ups that go along.
    pub follow_ups: Vec<FollowUpId>,
}

impl GrowForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<GrowContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let chosen = self.follow_ups.iter().map(|id| id.parse().ok());
        let follow_ups: Option<Vec<FollowUpId>> = chosen.collect();
        if follow_ups.is_none() {
            input.refuse(Problem::new("follow_ups", "problem-choose"));
        }
        input.read(unit.zip(follow_ups).map(|(unit, follow_ups)| GrowContent {
            title,
            unit,
            follow_ups,
        }))
    }
}

/// A measure before it becomes an initiative of its own, with what goes along.
#[derive(Clone, Debug)]
pub struct Growing {
    /// The initiative it leaves.
    pub initiative: Initiative,
    /// The measure.
    pub measure: Measure,
    /// The units that can own it.
    pub units: Vec<UnitId>,
    /// How many of its sites go along.
    pub sites: usize,
    /// How many of its criteria go along.
    pub criteria: usize,
    /// The follow-ups of the initiative that still go on: those that are chosen go along.
    pub follow_ups: Vec<FollowUp>,
}

/// What to know before a measure becomes an initiative of its own.
pub async fn prepare(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<Growing, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = changeable(&tx, who, initiative).await?;
    let measure = growable(&tx, &initiative, id).await?;
    let sites = store::sites_of(&tx, initiative.id).await?;
    let criteria = store::criteria_of(&tx, initiative.id).await?;
    let mut follow_ups = store::follow_ups_of(&tx, initiative.id).await?;
    follow_ups.retain(|follow_up| follow_up.ended_on.is_none());
    let units = who.tree.iter().map(|node| node.id);
    Ok(Growing {
        units: units.filter(|unit| may_own(who, &initiative, *unit)).collect(),
        sites: sites.iter().filter(|site| site.measure == Some(id)).count(),
        criteria: criteria
            .iter()
            .filter(|criterion| criterion.measure == Some(id))
            .count(),
        follow_ups,
        measure,
        initiative,
    })
}

/// A measure that has not grown already, of an initiative that goes on.
async fn growable(tx: &Tx, of: &Initiative, id: MeasureId) -> Result<Measure, AppError> {
    let measure = store::find_measure(tx, id).await?;
    let measure = measure
        .filter(|measure| measure.initiative == of.id)
        .ok_or(AppError::NotFound)?;
    if measure.grown_into.is_some() || of.state == State::Ended {
        return Err(AppError::Refused("refused-measure-grown"));
    }
    Ok(measure)
}

/// The unit of the initiative it leaves, or one whose initiatives the person may change.
fn may_own(who: &Actor, of: &Initiative, unit: UnitId) -> bool {
    who.tree.get(unit).is_some() && (unit == of.unit || who.may(Right::ChangeInitiative, unit))
}

/// Makes a measure an initiative of its own, which lies under the one it leaves where that can be. What was decided of it stays decided: its
/// frozen criteria go along as they are.
pub async fn grow(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MeasureId,
    content: &GrowContent,
) -> Result<InitiativeId, AppError> {
    app.writing(who, |work| async move {
        let from = changeable(&work, who, initiative).await?;
        let measure = growable(&work, &from, id).await?;
        if !may_own(who, &from, content.unit) {
            return Err(AppError::invalid("unit", "problem-choose"));
        }
        let grown = grown(&work, who, &from, &measure, content).await?;
        store::add(&work, &grown).await?;
        let is = Measure {
            grown_into: Some(grown.id),
            ..measure.clone()
        };
        store::change_measure(&work, &is).await?;
        move_over(&work, &from, &grown, id, &content.follow_ups).await?;
        work.trail(
            Trail::new("initiative", grown.id.0, "added")
                .unit(grown.unit)
                .field("title", "", &grown.title)
                .optional("lies_under", None::<InitiativeId>, grown.parent),
        );
        work.trail(part("measure", id.0, "grown", &from).field("grown_into", "", grown.id));
        chain::link(app, &work, who, Node::Measure(id), Node::Initiative(grown.id)).await?;
        Ok(grown.id)
    })
    .await
}

/// The initiative a measure becomes.
async fn grown(
    work: &Work,
    who: &Actor,
    from: &Initiative,
    measure: &Measure,
    content: &GrowContent,
) -> Result<Initiative, AppError> {
    let register = store::register(work).await?;
    let may_lie_under = lineage(&register)
        .check_parent(&who.tree, None, content.unit, from.id)
        .is_ok();
    let is_decided = from.decided_at.is_some();
    let plan = &measure.plan;
    Ok(Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number: store::last_number(work).await? + 1,
        title: content.title.clone(),
        summary: String::new(),
        goal: from.goal,
        goal_text: from.goal_text.clone(),
        description: measure.description.clone(),
        purpose: from.purpose.clone(),
        target_group: [plan.audience.as_str(), plan.job_groups.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n"),
        actors: plan.owner_role.clone(),
        schedule: String::new(),
        financial_impact: String::new(),
        success_text: String::new(),
        follow_up_text: String::new(),
        unit: content.unit,
        iglo_level: if content.unit == from.unit {
            from.iglo_level
        } else {
            IgloLevel::Group
        },
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        lead: plan.owner.or(from.lead),
        co_lead: from.co_lead.filter(|person| plan.owner != Some(*person)),
        state: measure.grown_state(from.state),
        parent: may_lie_under.then_some(from.id),
        decided_at: from.decided_at,
        decided_on: from.decided_on,
        decision_note: if is_decided {
            from.decision_note.clone()
        } else {
            String::new()
        },
        closed_at: None,
        closing_note: String::new(),
        created_at: work.now,
        version: 1,
    })
}

/// Moves what belongs to a measure over to the initiative it became.
async fn move_over(
    work: &Work,
    from: &Initiative,
    grown: &Initiative,
    id: MeasureId,
    chosen: &[FollowUpId],
) -> Result<(), AppError> {
    for mut site in store::sites_of(work, from.id).await? {
        if site.measure == Some(id) {
            site.initiative = grown.id;
            site.measure = None;
            store::change_site(work, &site).await?;
        }
    }
    let mut position = 0;
    for mut criterion in store::criteria_of(work, from.id).await? {
        if criterion.measure == Some(id) {
            position += 1;
            criterion.initiative = grown.id;
            criterion.measure = None;
            criterion.position = position;
            store::change_criterion(work, &criterion).await?;
        }
    }
    for mut follow_up in store::follow_ups_of(work, from.id).await? {
        if chosen.contains(&follow_up.id) {
            follow_up.initiative = grown.id;
            store::change_follow_up(work, &follow_up).await?;
            let trail = part("follow_up", follow_up.id.0, "moved_over", from);
            work.trail(trail.field("grown_into", "", grown.id));
        }
    }
    Ok(())
}
