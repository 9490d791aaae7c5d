//! What waits for a person: follow-ups, milestones, drafts of reports and looks at whether something holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use trivsel_domain::id::{AnchorCheckId, FollowUpId, InitiativeId, MilestoneId, PersonId, StatusReportId, UnitId};
use trivsel_domain::initiative::{Responsible, RoleHolders, SeenTo, State, VitalityColour};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives::{RegisterLine, Responsibles};
use trivsel_store::{Tx, initiatives as store, persons, reports};

use super::register::{Reachable, Row, Steps, due_on, forum_of, forums, order, rows, units_in};
use super::responsibles::{SeenToBy, holders_for, seen_to_by};
use super::{UnitNames, pulse};
use crate::{App, AppError};

/// How far ahead something counts as coming up.
const AHEAD: Days = Days::new(31);

/// Something that is to happen soon, or should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// What that is called.
    pub initiative_title: String,
    /// The unit that owns it.
    pub unit: UnitId,
    /// What that unit is called.
    pub unit_name: String,
    /// A follow-up, a milestone or a report.
    pub kind: DueKind,
    /// What it is called.
    pub title: String,
    /// The forum of a follow-up, in words; empty when none is set.
    pub forum: String,
    /// When.
    pub on: NaiveDate,
    /// How many days it is overdue; 0 when it is not.
    pub days_over: u32,
    /// Is it the person's own turn, rather than that of somebody in their area?
    pub is_own: bool,
    /// Who sees to it.
    pub responsible: SeenToBy,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// A follow-up.
    FollowUp(FollowUpId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A status report that is not approved yet.
    Report(StatusReportId),
    /// A look at whether it holds.
    Check(AnchorCheckId),
}

/// What a person's first page says of initiatives.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    /// Follow-ups, milestones and reports that are overdue or come up within a month and that the person can do something about, soonest
    /// first, one's own before those of one's area.
    pub due: Vec<Due>,
    /// What is going on in the unit and below, and what the person leads: decided, running or anchored, what is due first.
    pub running: Vec<Row>,
    /// How many more are going on.
    pub running_more: usize,
    /// Which of all that is going on are about to run into the sand, by the rule that is shown on each.
    pub fading: Vec<(InitiativeId, String)>,
}

/// What waits for a person, and the `most` that is going on in the person's unit.
pub async fn attention(app: &App, who: &Actor, unit: Option<UnitId>, most: usize) -> Result<Attention, AppError> {
    let tx = app.read(who.organisation).await?;
    let all = Reachable::load(&tx, who).await?;
    let today = app.today();
    let units: BTreeSet<UnitId> = unit.map(|unit| who.tree.subtree(unit)).into_iter().flatten().collect();
    let mut lines: Vec<&RegisterLine> = all
        .lines
        .iter()
        .filter(|line| {
            matches!(line.state, State::Decided | State::Running | State::Anchored)
                && (all.touches(line, &units) || line.leads.part_of(who).is_some())
        })
        .collect();
    lines.sort_by_cached_key(|line| (line.state == State::Anchored, order(line)));
    let heard = store::last_heard(&tx, today).await?;
    let is_fading = |line: &RegisterLine| {
        let heard = heard.get(&line.id).copied().unwrap_or_default();
        pulse::of_line(line, heard, today).is_some_and(|found| found.colour == VitalityColour::Red)
    };
    let fading = lines
        .iter()
        .filter(|line| is_fading(line) && line.leads.allow(Right::ChangeInitiative, line.unit, who))
        .map(|line| (line.id, line.title.clone()))
        .collect();
    let running_more = lines.len().saturating_sub(most);
    let lines: Vec<RegisterLine> = lines.into_iter().take(most).cloned().collect();
    let near = near(&all, today);
    let wanted: BTreeSet<InitiativeId> = near
        .iter()
        .map(|line| line.id)
        .chain(lines.iter().map(|line| line.id))
        .collect();
    let steps = Steps::load(&tx, &wanted.into_iter().collect::<Vec<_>>()).await?;
    Ok(Attention {
        due: due(&tx, who, &all, &near, &steps, today).await?,
        running: rows(&tx, who, &all, lines, &steps, today).await?,
        running_more,
        fading,
    })
}

/// What is due, or comes up so soon that it is told.
fn near(all: &Reachable, today: NaiveDate) -> Vec<&RegisterLine> {
    let last = today.checked_add_days(AHEAD).unwrap_or(today);
    let is_near = |line: &&RegisterLine| due_on(line).is_some_and(|on| on <= last);
    all.lines.iter().filter(is_near).collect()
}

/// Whose turn what is, and who may do it.
struct DueTurns<'a> {
    who: &'a Actor,
    all: &'a Reachable,
    today: NaiveDate,
    lines: BTreeMap<InitiativeId, &'a RegisterLine>,
    units: UnitNames,
    seen_to: Responsibles,
    people: BTreeMap<PersonId, String>,
    holders: RoleHolders,
}

/// Something of an initiative that may wait.
struct DueThing {
    initiative: InitiativeId,
    kind: DueKind,
    title: String,
    forum: String,
    on: NaiveDate,
}

impl DueThing {
    /// What somebody can be named for.
    fn seen_to(&self) -> Option<SeenTo> {
        match self.kind {
            DueKind::FollowUp(id) => Some(SeenTo::FollowUp(id)),
            DueKind::Milestone(id) => Some(SeenTo::Milestone(id)),
            DueKind::Report(_) | DueKind::Check(_) => None,
        }
    }
}

impl<'a> DueTurns<'a> {
    async fn load(
        tx: &Tx,
        who: &'a Actor,
        all: &'a Reachable,
        near: &[InitiativeId],
        things: &[DueThing],
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let seen_to = store::responsibles_of_many(tx, near).await?;
        let lines: BTreeMap<InitiativeId, &RegisterLine> = all.lines.iter().map(|line| (line.id, line)).collect();
        // What somebody leads, or is named for, is their turn: only of the rest it is asked who holds which role.
        let of_a_role = things.iter().filter_map(|of| {
            let line = lines.get(&of.initiative)?;
            let named = of.seen_to().and_then(|subject| seen_to.get(&subject).copied());
            let is_told = match named.unwrap_or_default() {
                Responsible::Person(_) => true,
                Responsible::Role(_) => false,
                Responsible::Leads => line.leads.0.iter().any(Option::is_some),
            };
            (!is_told).then_some(line.unit)
        });
        Ok(Self {
            holders: holders_for(tx, who, of_a_role.collect(), today).await?,
            units: UnitNames::of(tx, who, all.lines.iter().map(|line| line.unit)).await?,
            people: persons::names_of(tx, seen_to.values().filter_map(|of| of.person())).await?,
            lines,
            seen_to,
            who,
            all,
            today,
        })
    }

    /// May the person do something about it?
    fn may_act(&self, line: &RegisterLine, kind: DueKind) -> bool {
        match kind {
            DueKind::FollowUp(_) | DueKind::Check(_) => {
                line.leads.allow(Right::WriteFollowUp, line.unit, self.who)
                    || units_in(&self.all.sites, line.id).any(|unit| self.who.may(Right::WriteFollowUp, unit))
            }
            DueKind::Milestone(_) => line.leads.allow(Right::ChangeInitiative, line.unit, self.who),
            DueKind::Report(_) => line.leads.may_report(line.unit, self.who),
        }
    }

    /// It waits, when the initiative is within reach and the person may do something about it.
    fn due(&self, of: DueThing) -> Option<Due> {
        let line = self.lines.get(&of.initiative)?;
        let named = of
            .seen_to()
            .and_then(|subject| self.seen_to.get(&subject).copied())
            .unwrap_or_default();
        let turn = self.holders.whose_turn(&self.who.tree, line.unit, line.leads, named);
        self.may_act(line, of.kind).then(|| Due {
            is_own: turn.contains(&self.who.person),
            responsible: seen_to_by(named, &self.people),
            initiative: of.initiative,
            initiative_title: line.title.clone(),
            unit: line.unit,
            unit_name: self.units.get(line.unit),
            kind: of.kind,
            // A look at whether it holds is about the initiative itself.
            title: if of.title.is_empty() {
                line.title.clone()
            } else {
                of.title
            },
            forum: of.forum,
            on: of.on,
            // A draft has no day by which it must be done: it only waits.
            days_over: match of.kind {
                DueKind::Report(_) => 0,
                _ => u32::try_from((self.today - of.on).num_days()).unwrap_or(0),
            },
        })
    }
}

/// What waits, one's own first, what has no day last.
async fn due(
    tx: &Tx,
    who: &Actor,
    all: &Reachable,
    near: &[&RegisterLine],
    steps: &Steps,
    today: NaiveDate,
) -> Result<Vec<Due>, AppError> {
    let last = today.checked_add_days(AHEAD).unwrap_or(today);
    let forums = forums(tx).await?;
    let ids: Vec<InitiativeId> = near.iter().map(|line| line.id).collect();
    let follow_ups = steps.follow_ups.iter().filter(|of| ids.contains(&of.initiative));
    let follow_ups = follow_ups.filter_map(|of| {
        let on = of.next_due.filter(|on| *on <= last && of.ended_on.is_none())?;
        Some(DueThing {
            initiative: of.initiative,
            kind: DueKind::FollowUp(of.id),
            title: of.title.clone(),
            forum: forum_of(of, &forums),
            on,
        })
    });
    let milestones = steps.milestones.iter().filter(|of| ids.contains(&of.initiative));
    let milestones = milestones
        .filter(|of| of.done_on.is_none() && of.due_on <= last)
        .map(|of| DueThing {
            initiative: of.initiative,
            kind: DueKind::Milestone(of.id),
            title: of.title.clone(),
            forum: String::new(),
            on: of.due_on,
        });
    let drafts = reports::heads(tx)
        .await?
        .into_iter()
        .filter(|of| of.approved_at.is_none());
    let drafts = drafts.map(|of| DueThing {
        initiative: of.initiative,
        kind: DueKind::Report(of.id),
        title: of.title,
        forum: String::new(),
        on: of.as_of,
    });
    let checks = store::list_open_anchor_checks(tx)
        .await?
        .into_iter()
        .filter(|of| of.due_on <= last);
    let checks = checks.map(|of| DueThing {
        initiative: of.initiative,
        kind: DueKind::Check(of.id),
        title: String::new(),
        forum: String::new(),
        on: of.due_on,
    });
    let things: Vec<DueThing> = follow_ups.chain(milestones).chain(drafts).chain(checks).collect();
    let turns = DueTurns::load(tx, who, all, &ids, &things, today).await?;
    let mut found: Vec<Due> = things.into_iter().filter_map(|thing| turns.due(thing)).collect();
    found.sort_by(|a, b| {
        let place = |of: &Due| (!of.is_own, matches!(of.kind, DueKind::Report(_)), of.on);
        (place(a), &a.initiative_title, &a.title).cmp(&(place(b), &b.initiative_title, &b.title))
    });
    Ok(found)
}
