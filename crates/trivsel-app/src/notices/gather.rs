//! Who can be written to today, and about what.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use trivsel_domain::id::{CommitteeId, InitiativeId, PersonId, PlanId, UnitId};
use trivsel_domain::initiative::{Initiative, RoleHolders, SeenTo, State};
use trivsel_domain::notice::{NoticeKind, Stage, WEEKDAY_UNSAID};
use trivsel_domain::person::Role;
use trivsel_domain::start::StartPart;
use trivsel_domain::unit::Tree;
use trivsel_store::notices::{self as store, Choice, Notice};
use trivsel_store::{Tx, committees, initiatives, organisations, persons, plans, sessions, starts};
use uuid::Uuid;

use super::new_notice;
use crate::{App, AppError, mail_address, structure};

/// The Monday of a day's week.
pub(super) fn monday_of(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// What a notice is about.
pub(super) struct About {
    pub(super) stage: Stage,
    pub(super) subject: Uuid,
    pub(super) due_on: NaiveDate,
}

/// Those who can be written to: with an account that is open and an address mails can go to.
pub(super) struct Readers {
    /// Each with whether they are at work today.
    people: BTreeMap<PersonId, bool>,
    /// Who leads something or speaks for others today.
    leaders: BTreeSet<PersonId>,
    /// Who holds which role today.
    holders: RoleHolders,
    choices: Vec<Choice>,
}

impl Readers {
    pub(super) async fn load(app: &App, tx: &Tx) -> Result<Self, AppError> {
        let today = app.today();
        let open = sessions::list_accounts(tx).await?.into_iter();
        let open: Vec<PersonId> = open
            .filter(|account| account.disabled_at.is_none())
            .map(|account| account.person)
            .collect();
        let mut employed: BTreeMap<PersonId, bool> = BTreeMap::new();
        for employment in persons::employments_of_some(tx, &open).await? {
            *employed.entry(employment.person).or_default() |= employment.period.contains(today);
        }
        let people = persons::list_some(tx, &open)
            .await?
            .into_iter()
            .filter(|person| !person.is_erased)
            .filter(|person| person.email.as_deref().and_then(mail_address::read).is_some())
            // Who was never employed here, as an administrator may be, is never on leave.
            .map(|person| (person.id, employed.get(&person.id).copied().unwrap_or(true)))
            .collect();
        let (mut leaders, mut today_held) = (BTreeSet::new(), Vec::new());
        for held in persons::list_roles(tx).await? {
            if !held.period.contains(today) {
                continue;
            }
            if matches!(held.role, Role::Manager | Role::SafetyRep | Role::UnionRep) {
                leaders.insert(held.person);
            }
            today_held.push(held);
        }
        for one in running(tx).await? {
            leaders.extend(one.lead.into_iter().chain(one.co_lead));
        }
        Ok(Self {
            people,
            leaders,
            holders: RoleHolders::new(today_held),
            choices: store::list_choices(tx).await?,
        })
    }

    fn choice(&self, person: PersonId, kind: NoticeKind) -> Option<&Choice> {
        self.choices
            .iter()
            .find(|choice| choice.person == person && choice.kind == kind)
    }

    /// Is the person to be told things of this kind?
    pub(super) fn wants(&self, person: PersonId, kind: NoticeKind) -> bool {
        self.people.contains_key(&person)
            && self.choice(person, kind).map_or_else(
                || kind.is_wanted_unsaid(self.leaders.contains(&person)),
                |choice| choice.is_wanted,
            )
    }

    /// Are they at work today? What is told to somebody on leave waits until they are back.
    pub(super) fn is_at_work(&self, person: PersonId) -> bool {
        self.people.get(&person).copied().unwrap_or(false)
    }

    /// After the half of which hour they want mails.
    pub(super) fn hour_of(&self, person: PersonId) -> Option<u32> {
        let choice = self.choice(person, NoticeKind::Week)?;
        choice.hour.and_then(|hour| u32::try_from(hour).ok())
    }

    fn weekday_of(&self, person: PersonId) -> u32 {
        let chosen = self.choice(person, NoticeKind::Week).and_then(|choice| choice.weekday);
        let chosen = chosen.and_then(|weekday| u32::try_from(weekday).ok());
        chosen.unwrap_or_else(|| WEEKDAY_UNSAID.num_days_from_monday())
    }
}

async fn running(tx: &Tx) -> Result<Vec<Initiative>, AppError> {
    let all = initiatives::list(tx).await?.into_iter();
    Ok(all
        .filter(|one| matches!(one.state, State::Decided | State::Running | State::Anchored))
        .collect())
}

/// Everything that is to be told today, whether it was told already or not.
pub(super) async fn due(app: &App, tx: &Tx, readers: &Readers) -> Result<Vec<Notice>, AppError> {
    let today = app.today();
    let Some((_, versions)) = organisations::find_with_versions(tx).await? else {
        return Ok(Vec::new());
    };
    let tree = structure::tree_at(tx, versions, today).await?;
    let mut found = follow_ups(tx, readers, &tree, today).await?;
    found.extend(tasks(tx, readers, &tree, today).await?);
    found.extend(meetings(tx, readers, today).await?);
    found.extend(plans_agreed(tx, readers, today).await?);
    found.extend(starts_waiting(tx, readers, today).await?);
    let weekday = today.weekday().num_days_from_monday();
    for person in readers.people.keys() {
        if readers.wants(*person, NoticeKind::Week) && readers.weekday_of(*person) == weekday {
            let about = About {
                stage: Stage::On,
                subject: person.0,
                due_on: today,
            };
            found.push(new_notice(*person, NoticeKind::Week, about));
        }
    }
    Ok(found)
}

/// A follow-up is the turn of whoever it was entrusted to, else of those who lead the initiative, else of the unit's manager.
async fn follow_ups(tx: &Tx, readers: &Readers, tree: &Tree, today: NaiveDate) -> Result<Vec<Notice>, AppError> {
    let led: BTreeMap<InitiativeId, Initiative> = running(tx).await?.into_iter().map(|one| (one.id, one)).collect();
    let seen_to = initiatives::list_responsibles(tx).await?;
    let mut found = Vec::new();
    for of in initiatives::list_follow_ups(tx).await? {
        let (Some(initiative), Some(due_on), None) = (led.get(&of.initiative), of.next_due, of.ended_on) else {
            continue;
        };
        let Some(stage) = Stage::of(today, due_on) else {
            continue;
        };
        let named = seen_to.get(&SeenTo::FollowUp(of.id)).copied().unwrap_or_default();
        let to = readers
            .holders
            .whose_turn(tree, initiative.unit, initiative.leads(), named);
        for person in to {
            if readers.wants(person, NoticeKind::Due) {
                let subject = of.id.0;
                found.push(new_notice(person, NoticeKind::Due, About { stage, subject, due_on }));
            }
        }
    }
    Ok(found)
}

/// A unit's task is the turn of its manager.
async fn tasks(tx: &Tx, readers: &Readers, tree: &Tree, today: NaiveDate) -> Result<Vec<Notice>, AppError> {
    let units: Vec<UnitId> = tree.iter().map(|node| node.id).collect();
    let open = committees::open_tasks_in(tx, &units).await?;
    let decisions: BTreeSet<_> = open.iter().map(|task| task.decision).collect();
    let decisions: Vec<_> = decisions.into_iter().collect();
    let mut due = BTreeMap::new();
    for decision in committees::list_decisions(tx, &decisions).await? {
        let meeting = committees::find_meeting(tx, decision.meeting).await?;
        // What is written for a meeting to come is not decided.
        let is_decided = meeting.is_some_and(|meeting| meeting.held_on <= today);
        let by = decision.task.and_then(|task| task.due_on);
        if let (true, Some(by)) = (is_decided, by) {
            due.insert(decision.id, by);
        }
    }
    let mut found = BTreeMap::new();
    for task in open {
        let Some(due_on) = due.get(&task.decision).copied() else {
            continue;
        };
        let Some(stage) = Stage::of(today, due_on) else {
            continue;
        };
        for person in readers.holders.of(tree, Role::Manager, task.unit).iter().copied() {
            if readers.wants(person, NoticeKind::Task) {
                let subject = task.decision.0;
                let about = About { stage, subject, due_on };
                // Somebody with many units is told once.
                found.insert((person, task.decision), new_notice(person, NoticeKind::Task, about));
            }
        }
    }
    Ok(found.into_values().collect())
}

/// A plan that was agreed is told to those it names. A server that slept still tells it within three days.
async fn plans_agreed(tx: &Tx, readers: &Readers, today: NaiveDate) -> Result<Vec<Notice>, AppError> {
    let agreed = plans::agreed_since(tx, today - TimeDelta::days(3)).await?;
    let ids: Vec<PlanId> = agreed.iter().map(|plan| plan.id).collect();
    let lines = plans::lines_of_some(tx, &ids).await?;
    let mut found = Vec::new();
    for plan in agreed {
        let Some(due_on) = plan.agreement.on else { continue };
        let own = lines.iter().filter(|line| line.plan == plan.id);
        let named: BTreeSet<PersonId> = own.filter_map(|line| line.person).collect();
        for person in named {
            if readers.wants(person, NoticeKind::Plan) {
                let (stage, subject) = (Stage::On, plan.id.0);
                found.push(new_notice(person, NoticeKind::Plan, About { stage, subject, due_on }));
            }
        }
    }
    Ok(found)
}

/// A start is told to whoever has not answered, when their turn comes and twice more, and to both when what they promised is to be looked at.
async fn starts_waiting(tx: &Tx, readers: &Readers, today: NaiveDate) -> Result<Vec<Notice>, AppError> {
    let is_told = |day: &NaiveDate| (0..=3).contains(&(today - *day).num_days());
    let mut found = Vec::new();
    for start in starts::list(tx).await? {
        for part in [StartPart::Lead, StartPart::Rep] {
            let Some(person) = start
                .person_of(part)
                .filter(|one| readers.wants(*one, NoticeKind::Start))
            else {
                continue;
            };
            let days = start.asks_on(part).into_iter().chain(start.looks_back_on());
            for due_on in days.filter(is_told) {
                let (stage, subject) = (Stage::On, start.id.0);
                found.push(new_notice(person, NoticeKind::Start, About { stage, subject, due_on }));
            }
        }
    }
    Ok(found)
}

/// A meeting is told to those who sit in it that day.
async fn meetings(tx: &Tx, readers: &Readers, today: NaiveDate) -> Result<Vec<Notice>, AppError> {
    let coming = committees::list_meetings(tx, today, today + TimeDelta::days(7)).await?;
    if coming.is_empty() {
        return Ok(Vec::new());
    }
    let members = committees::list_members(tx).await?;
    let mut seats: BTreeMap<CommitteeId, Vec<_>> = BTreeMap::new();
    for member in members {
        seats.entry(member.committee).or_default().push(member);
    }
    let mut found = Vec::new();
    for meeting in coming {
        let told: BTreeSet<PersonId> = seats
            .get(&meeting.committee)
            .into_iter()
            .flatten()
            .filter(|seat| seat.period.contains(meeting.held_on) && readers.wants(seat.person, NoticeKind::Meeting))
            .map(|seat| seat.person)
            .collect();
        for person in told {
            let about = About {
                stage: Stage::Before,
                subject: meeting.id.0,
                due_on: meeting.held_on,
            };
            found.push(new_notice(person, NoticeKind::Meeting, about));
        }
    }
    Ok(found)
}
