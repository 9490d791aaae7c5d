//! The way of an initiative: what has happened, where it stands today, what is still to come.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::id::StatusReportId;
use trivsel_domain::initiative::{Initiative, Milestone, State};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::Tx;
use trivsel_store::figures;

use super::decision_day;
use super::view::{FollowUpView, SiteView};
use crate::AppError;
use crate::app::local;

/// So many notes are shown one by one; the earlier ones are counted.
const NOTES_SHOWN: usize = 3;

/// One station on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// Before today, today, or still to come.
    pub time: StepTime,
    /// The day it stands at.
    pub on: NaiveDate,
    /// What it is.
    pub kind: StepKind,
}

/// Where a station lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepTime {
    /// It has happened.
    Done,
    /// It is today.
    Now,
    /// It is to happen.
    ToCome,
}

/// What a station is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The initiative was written down.
    Written,
    /// It was decided; where and why.
    Decided(String),
    /// It begins in these units in one month.
    Begins {
        /// The units.
        units: Vec<String>,
        /// The month.
        month: Month,
        /// Is it the first start?
        is_first: bool,
    },
    /// Something outside disturbed it.
    Disruption {
        /// What it is called.
        name: String,
        /// The first month.
        first: Month,
        /// The last month.
        last: Month,
    },
    /// Follow-ups before those shown.
    EarlierNotes(usize),
    /// A follow-up was held; what is looked at in it.
    FollowedUp(String),
    /// A milestone.
    Milestone(String),
    /// A status report; its title.
    Report(StatusReportId, String),
    /// Today: so many of so many sites have begun.
    Today {
        /// Begun.
        begun: usize,
        /// Of how many.
        of: usize,
    },
    /// It was anchored or ended; why.
    Closed(State, String),
    /// The day it is planned to end.
    PlannedEnd,
}

/// A status report, as far as the way shows it.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) id: StatusReportId,
    pub(super) title: String,
    pub(super) as_of: NaiveDate,
    pub(super) is_approved: bool,
}

/// Everything on the way, in its order, with today in its place.
#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one page, each loaded once by its caller"
)]
pub(super) async fn path(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    sites: &[SiteView],
    follow_ups: &[FollowUpView],
    milestones: &[Milestone],
    reports: &[Written],
    today: NaiveDate,
) -> Result<Vec<PathStep>, AppError> {
    let mut steps = Vec::new();
    let mut add = |on: NaiveDate, kind: StepKind| {
        let time = if on <= today { StepTime::Done } else { StepTime::ToCome };
        steps.push(PathStep { time, on, kind });
    };
    match initiative.decided_at {
        Some(at) => add(
            decision_day(initiative).unwrap_or_else(|| local(at).date()),
            StepKind::Decided(initiative.decision_note.clone()),
        ),
        None => add(local(initiative.created_at).date(), StepKind::Written),
    }
    for (index, (month, units)) in starts(sites).into_iter().enumerate() {
        let on = sites
            .iter()
            .map(|view| view.site.period.from())
            .filter(|on| Month::of(*on) == month)
            .min();
        add(
            on.unwrap_or_else(|| month.first_day()),
            StepKind::Begins {
                units,
                month,
                is_first: index == 0,
            },
        );
    }
    for disruption in disruptions(tx, who, initiative, sites, today).await? {
        add(
            disruption.first.first_day(),
            StepKind::Disruption {
                name: disruption.name,
                first: disruption.first,
                last: disruption.last,
            },
        );
    }
    notes(follow_ups, &mut add);
    for milestone in milestones {
        match milestone.done_on {
            Some(done) => add(done, StepKind::Milestone(milestone.title.clone())),
            None if milestone.due_on > today => add(milestone.due_on, StepKind::Milestone(milestone.title.clone())),
            None => {}
        }
    }
    for report in reports.iter().filter(|report| report.is_approved) {
        add(report.as_of, StepKind::Report(report.id, report.title.clone()));
    }
    let is_closed = matches!(initiative.state, State::Anchored | State::Ended);
    if let Some(at) = initiative.closed_at.filter(|_| is_closed) {
        add(
            local(at).date(),
            StepKind::Closed(initiative.state, initiative.closing_note.clone()),
        );
    }
    if let Some(on) = initiative.ends_on.filter(|on| *on > today && !is_closed) {
        add(on, StepKind::PlannedEnd);
    }
    if initiative.state != State::Ended {
        let begun = sites.iter().filter(|view| view.has_begun(today)).count();
        steps.push(PathStep {
            time: StepTime::Now,
            on: today,
            kind: StepKind::Today { begun, of: sites.len() },
        });
    }
    steps.sort_by_key(|step| (step.time, step.on));
    Ok(steps)
}

/// Which units begin in which month.
fn starts(sites: &[SiteView]) -> BTreeMap<Month, Vec<String>> {
    let mut starts: BTreeMap<Month, Vec<String>> = BTreeMap::new();
    for view in sites {
        starts
            .entry(Month::of(view.site.period.from()))
            .or_default()
            .push(view.unit_name.clone());
    }
    starts
}

/// The newest notes one by one, the earlier ones as a count.
fn notes(follow_ups: &[FollowUpView], add: &mut impl FnMut(NaiveDate, StepKind)) {
    let mut held: Vec<(NaiveDate, &str)> = follow_ups
        .iter()
        .flat_map(|view| {
            view.notes
                .iter()
                .map(|(note, _)| (note.held_on, view.follow_up.title.as_str()))
        })
        .collect();
    held.sort_by(|a, b| b.cmp(a));
    for (on, title) in held.iter().take(NOTES_SHOWN) {
        add(*on, StepKind::FollowedUp((*title).to_owned()));
    }
    if let Some((on, _)) = held.get(NOTES_SHOWN) {
        add(*on, StepKind::EarlierNotes(held.len() - NOTES_SHOWN));
    }
}

/// The disruptions that fell while the initiative ran, in its units or everywhere.
async fn disruptions(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    sites: &[SiteView],
    today: NaiveDate,
) -> Result<Vec<trivsel_domain::indicator::Disruption>, AppError> {
    let Some(first) = sites.iter().map(|view| view.site.period.from()).min() else {
        return Ok(Vec::new());
    };
    let last = initiative.closed_at.map_or(today, |at| local(at).date());
    let (first, last) = (Month::of(first), Month::of(last));
    let mut found = figures::list_disruptions(tx).await?;
    found.retain(|disruption| {
        disruption.first <= last
            && first <= disruption.last
            && who
                .tree
                .touches(disruption.unit, sites.iter().map(|view| view.site.unit))
    });
    Ok(found)
}
