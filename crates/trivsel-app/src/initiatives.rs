//! Initiatives: the register, the page of one, and every change to it.
//!
//! One module a step: [`register`] lists, [`view`] shows one, [`form`] writes the nine fields ([`content`]), [`moves`] takes it from idea to
//! anchored, and each kind of part (measure, site, criterion, milestone, follow-up) has its own. [`history`] tells who changed what.

pub mod anchoring;
mod attention;
mod baseline;
pub mod content;
pub mod criteria;
mod family;
pub mod follow_ups;
pub mod form;
pub mod grow;
pub mod history;
pub mod ideas;
pub mod measures;
pub mod milestones;
pub mod moves;
mod path;
pub mod pattern;
mod pulse;
pub mod register;
pub mod responsibles;
pub mod sites;
pub mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::{Initiative, Reach, Site, SuccessCriterion};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};

use crate::app::local;
use crate::trail::Trail;
use crate::{AppError, structure};

pub use attention::{Attention, Due, DueKind, attention};
pub use family::{ChildView, MeasureView};
pub use path::{PathStep, StepKind, StepTime};
pub use register::{Filter, Register, Row, list};
pub use view::{FollowUpView, FollowUps, Head, View, find, find_follow_ups, find_head};

/// An initiative within reach, with its sites. What is out of reach is not there.
pub(crate) async fn readable(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<(Initiative, Vec<Site>), AppError> {
    let Some(initiative) = store::find(tx, id).await? else {
        return Err(out_of_reach(who));
    };
    let sites = store::sites_of(tx, id).await?;
    if Reach::of(who).holds(initiative.unit, initiative.leads(), sites.iter().map(|site| site.unit)) {
        Ok((initiative, sites))
    } else {
        Err(out_of_reach(who))
    }
}

/// The same answer to what is out of reach and to what is not there, so that nobody learns which of the two it is.
fn out_of_reach(who: &Actor) -> AppError {
    if who.may_somewhere(Right::ReadInitiative) {
        AppError::NotFound
    } else {
        AppError::Forbidden
    }
}

/// An initiative the person may change.
pub(crate) async fn changeable(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    allowed(tx, who, id, Right::ChangeInitiative).await
}

/// An initiative the person has this right to, by a role or by leading it.
async fn allowed(tx: &Tx, who: &Actor, id: InitiativeId, right: Right) -> Result<Initiative, AppError> {
    let (initiative, _) = readable(tx, who, id).await?;
    if initiative.allows(right, who) {
        Ok(initiative)
    } else {
        Err(AppError::Forbidden)
    }
}

/// The day it was decided: the one that was said, else the one it was written on. None before the decision.
pub fn decision_day(of: &Initiative) -> Option<NaiveDate> {
    of.decided_on.or(of.decided_at.map(|at| local(at).date()))
}

/// The day the decision was written, where that is another one than the day it was made.
pub fn decision_written_on(of: &Initiative) -> Option<NaiveDate> {
    let written = local(of.decided_at?).date();
    of.decided_on.filter(|day| *day != written).map(|_| written)
}

/// A criterion of this initiative. One of another is not there.
pub(crate) async fn criterion_of(
    tx: &Tx,
    initiative: InitiativeId,
    id: SuccessCriterionId,
) -> Result<SuccessCriterion, AppError> {
    store::find_criterion(tx, id)
        .await?
        .filter(|criterion| criterion.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// May the person write what came of this initiative's follow-ups: in the unit that owns it, in one where it runs, or because they lead it?
fn may_write_follow_up(who: &Actor, initiative: &Initiative, sites: &[Site]) -> bool {
    initiative.allows(Right::WriteFollowUp, who) || sites.iter().any(|site| who.may(Right::WriteFollowUp, site.unit))
}

/// A line of the trail about a part of an initiative.
pub(crate) fn part(subject: &'static str, id: uuid::Uuid, verb: &'static str, of: &Initiative) -> Trail {
    Trail::new(subject, id, verb).of_initiative(of.id).unit(of.unit)
}

/// Names of units for today's reader: as they are called today, or as they were last called.
#[derive(Debug)]
pub(crate) struct UnitNames {
    names: BTreeMap<UnitId, String>,
}

impl UnitNames {
    /// The names of these units. Closed ones are looked up in their past.
    pub(crate) async fn of(tx: &Tx, who: &Actor, wanted: impl IntoIterator<Item = UnitId>) -> Result<Self, AppError> {
        let mut names = BTreeMap::new();
        let mut closed = Vec::new();
        for unit in wanted {
            match who.tree.get(unit) {
                Some(node) => drop(names.insert(unit, node.name.clone())),
                None => closed.push(unit),
            }
        }
        if !closed.is_empty() {
            let history = structure::history(tx).await?;
            // Oldest first: the last name wins.
            for placement in history
                .placements
                .iter()
                .filter(|placement| closed.contains(&placement.unit))
            {
                names.insert(placement.unit, placement.name.clone());
            }
        }
        Ok(Self { names })
    }

    /// One name.
    pub(crate) fn get(&self, unit: UnitId) -> String {
        self.names.get(&unit).cloned().unwrap_or_default()
    }
}
