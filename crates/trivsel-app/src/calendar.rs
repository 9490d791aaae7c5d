//! What lies ahead of a person, for their own calendar: the meetings of the committees they sit in, what they follow up, what their units have
//! been set. A calendar fetches it by an address that holds a secret, without signing in.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use trivsel_documents::calendar::When;
use trivsel_domain::committee::{Committee, Meeting};
use trivsel_domain::duty::{Duty, DutyLevel};
use trivsel_domain::id::{
    CommitteeId, DecisionId, FollowUpId, InitiativeId, MeetingId, PersonId, PlanId, PlanLineId, UnitId,
};
use trivsel_domain::initiative::State;
use trivsel_domain::plan::PlanPart;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::feeds::{self as store, Feed};
use trivsel_store::meeting_calls::{self, MeetingCall};
use trivsel_store::{Tx, committees, initiatives, organisations};

use crate::committees::{open_tasks, readable};
use crate::duties::{self, WheelAsked};
use crate::identity::{drawn_secret, hex, visitor_of};
use crate::plans;
use crate::trail::Trail;
use crate::{App, AppError};

/// How far back a calendar shows.
const BACK: Days = Days::new(60);
/// How far ahead.
const AHEAD: Days = Days::new(400);

/// What a calendar is told.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The reader's language.
    pub language: String,
    /// Whose people they belong to.
    pub organisation: String,
    /// What lies ahead, the earliest first.
    pub lines: Vec<AheadLine>,
}

/// One thing that lies ahead.
#[derive(Clone, Debug)]
pub struct AheadLine {
    /// What it is.
    pub what: What,
    /// When.
    pub when: When,
    /// The how-manieth word on it, from 0.
    pub sequence: u32,
    /// When that was said.
    pub said_at: DateTime<Utc>,
    /// Will it not happen?
    pub is_called_off: bool,
}

/// What lies ahead.
#[derive(Clone, Debug)]
pub enum What {
    /// A meeting.
    Meeting {
        /// Which.
        id: MeetingId,
        /// Of which forum.
        committee: String,
        /// Where; may be empty.
        place: String,
    },
    /// Something to be followed up.
    FollowUp {
        /// Which.
        id: FollowUpId,
        /// Of which initiative.
        initiative: InitiativeId,
        /// What is looked at.
        title: String,
    },
    /// Something that must come again in a unit.
    Duty {
        /// Which.
        duty: Box<Duty>,
        /// In which unit.
        unit: UnitId,
        /// What that is called.
        unit_name: String,
    },
    /// A line of a plan. What the group wrote in it stays on its page: it may name somebody.
    PlanLine {
        /// Which line.
        id: PlanLineId,
        /// Of which plan.
        plan: PlanId,
        /// Under which heading: somebody's action, or a day on which the group looks at its signs.
        part: PlanPart,
        /// What the plan is called.
        title: String,
    },
    /// A task that a committee set.
    Task {
        /// By which decision.
        decision: DecisionId,
        /// What to do.
        title: String,
    },
}

/// Since when the visitor has an address; none without one.
pub async fn feed_of(app: &App, who: &Actor) -> Result<Option<NaiveDate>, AppError> {
    let tx = app.read(who.organisation).await?;
    Ok(store::find_of(&tx, who.person).await?.map(|feed| feed.made_on))
}

/// Gives the visitor an address, which is the answer; the one they had leads nowhere from then on. It is shown once: only its hash is kept.
pub async fn make_feed(app: &App, who: &Actor) -> Result<String, AppError> {
    let secret = &drawn_secret::<32>();
    app.writing(who, |work| async move {
        let organisation = organisations::find(&work).await?.ok_or(AppError::NotFound)?;
        let feed = Feed {
            person: who.person,
            token_hash: hash_of(secret),
            made_on: work.today,
        };
        store::replace(&work, &feed).await?;
        work.trail(Trail::new("feed", who.person.0, "added").of(who.person.0));
        let (public, short) = (&app.settings.public_url, organisation.short_name);
        Ok(format!("{public}/calendar/{short}.{secret}.ics"))
    })
    .await
}

/// Takes the visitor's address back.
pub async fn remove_feed(app: &App, who: &Actor) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        if store::remove_of(&work, who.person).await? > 0 {
            work.trail(Trail::new("feed", who.person.0, "removed").of(who.person.0));
        }
        Ok(())
    })
    .await
}

/// By what a client tells whether what it has is still what there is.
pub fn mark_of(text: &str) -> String {
    hex(text)
}

fn hash_of(secret: &str) -> String {
    hex(&format!("feed:{secret}"))
}

/// What an address tells; nothing when it is nobody's, or its owner's account is closed.
pub async fn feed(app: &App, token: &str) -> Result<Option<Ahead>, AppError> {
    let Some((short_name, secret)) = token.split_once('.') else {
        return Ok(None);
    };
    let Some(organisation) = organisations::by_short_name(&app.store, short_name).await? else {
        return Ok(None);
    };
    let tx = app.read(organisation.id).await?;
    let Some(feed) = store::find(&tx, &hash_of(secret)).await? else {
        return Ok(None);
    };
    let Some(visitor) = visitor_of(app, &tx, feed.person).await? else {
        return Ok(None);
    };
    let since = feed.made_on.and_time(NaiveTime::MIN).and_utc();
    let mut lines = meetings(app, &tx, feed.person, since).await?;
    lines.extend(follow_ups(&tx, feed.person, since).await?);
    drop(tx);
    if visitor.actor.may_somewhere(Right::ReportUnitTask) {
        let tasks = open_tasks(app, &visitor.actor).await?.into_iter();
        lines.extend(tasks.filter_map(|task| {
            Some(AheadLine {
                when: When::Day(task.due_on?),
                what: What::Task {
                    decision: task.decision,
                    title: task.title,
                },
                sequence: 0,
                said_at: since,
                is_called_off: false,
            })
        }));
    }
    if visitor.actor.may_somewhere(Right::SettleDuty) {
        lines.extend(due_again(app, &visitor.actor, since).await?);
    }
    lines.extend(plan_lines(app, &visitor.actor, since).await?);
    lines.sort_by_key(|line| line.when);
    Ok(Some(Ahead {
        language: visitor.language,
        organisation: visitor.organisation.name,
        lines,
    }))
}

/// The meetings of the committees a person sits in, as long as they do.
async fn meetings(app: &App, tx: &Tx, person: PersonId, since: DateTime<Utc>) -> Result<Vec<AheadLine>, AppError> {
    let today = app.today();
    let first = today.checked_sub_days(BACK).unwrap_or(today);
    let last = today.checked_add_days(AHEAD).unwrap_or(today);
    let seats = committees::seats_of(tx, person).await?;
    let ids: Vec<CommitteeId> = seats.iter().map(|seat| seat.committee).collect();
    let forums: BTreeMap<CommitteeId, Committee> = committees::list(tx)
        .await?
        .into_iter()
        .map(|committee| (committee.id, committee))
        .collect();
    let calls: BTreeMap<MeetingId, MeetingCall> = meeting_calls::list_of(tx, &ids)
        .await?
        .into_iter()
        .map(|call| (call.meeting.id, call))
        .collect();
    let mut all = committees::list_meetings(tx, first, last).await?;
    all.extend(
        calls
            .values()
            .filter(|call| call.is_called_off)
            .map(|call| call.meeting.clone()),
    );
    let sits = |meeting: &Meeting| {
        let has_seat = |seat: &trivsel_domain::committee::CommitteeMember| {
            seat.committee == meeting.committee && seat.period.contains(meeting.held_on)
        };
        (first..=last).contains(&meeting.held_on) && seats.iter().any(has_seat)
    };
    all.retain(sits);
    let lines = all.into_iter().filter_map(|meeting| {
        let committee = forums.get(&meeting.committee)?;
        Some(meeting_line(meeting.clone(), committee, calls.get(&meeting.id), since))
    });
    Ok(lines.collect())
}

fn meeting_line(
    meeting: Meeting,
    committee: &Committee,
    call: Option<&MeetingCall>,
    since: DateTime<Utc>,
) -> AheadLine {
    AheadLine {
        when: start_of(&meeting),
        sequence: call.and_then(|call| u32::try_from(call.sequence).ok()).unwrap_or(0),
        said_at: call.map_or(since, |call| call.changed_at),
        is_called_off: call.is_some_and(|call| call.is_called_off),
        what: What::Meeting {
            id: meeting.id,
            committee: committee.name.clone(),
            place: meeting.place,
        },
    }
}

/// When a meeting begins: its day, where no time of day was set.
fn start_of(meeting: &Meeting) -> When {
    let time = meeting.starts_at.split_once('.').and_then(|(hour, minute)| {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        NaiveTime::from_hms_opt(hour, minute, 0)
    });
    match time {
        Some(time) => When::Time(meeting.held_on.and_time(time)),
        None => When::Day(meeting.held_on),
    }
}

/// What a person has to follow up: of the initiatives they lead, alone or with somebody.
async fn follow_ups(tx: &Tx, person: PersonId, since: DateTime<Utc>) -> Result<Vec<AheadLine>, AppError> {
    let led: Vec<InitiativeId> = initiatives::list(tx)
        .await?
        .into_iter()
        .filter(|one| one.state != State::Ended && (one.lead == Some(person) || one.co_lead == Some(person)))
        .map(|one| one.id)
        .collect();
    let found = initiatives::follow_ups_of_many(tx, &led).await?.into_iter();
    let open = found.filter(|of| of.ended_on.is_none());
    Ok(open
        .filter_map(|of| {
            Some(AheadLine {
                when: When::Day(of.next_due?),
                what: What::FollowUp {
                    id: of.id,
                    initiative: of.initiative,
                    title: of.title,
                },
                sequence: 0,
                said_at: since,
                is_called_off: false,
            })
        })
        .collect())
}

/// What must come again where the person can see to it, as far ahead as the calendar shows. What is late stays on the day it was due. Who
/// sees to the whole workplace gets what concerns all of it: the days of hundreds of units are for those who sit there.
async fn due_again(app: &App, who: &Actor, since: DateTime<Utc>) -> Result<Vec<AheadLine>, AppError> {
    let wheel = duties::wheel(app, who, &WheelAsked::default()).await?;
    let first = wheel.today.checked_sub_days(BACK).unwrap_or(wheel.today);
    let last = wheel.today.checked_add_days(AHEAD).unwrap_or(wheel.today);
    let home = who.home_unit();
    let is_over_all = home
        .and_then(|home| who.tree.get(home))
        .is_some_and(|node| node.parent.is_none());
    let near = wheel.waiting.into_iter().filter(|line| {
        let is_own = !is_over_all || line.duty.level == DutyLevel::Organisation || home == Some(line.unit);
        line.may_settle && is_own && (first..=last).contains(&line.on)
    });
    Ok(near
        .map(|line| AheadLine {
            when: When::Day(line.on),
            what: What::Duty {
                duty: Box::new(line.duty),
                unit: line.unit,
                unit_name: line.unit_name,
            },
            sequence: 0,
            said_at: since,
            is_called_off: false,
        })
        .collect())
}

/// What a person has to do in plans, and the days on which they look at the signs with their group.
async fn plan_lines(app: &App, who: &Actor, since: DateTime<Utc>) -> Result<Vec<AheadLine>, AppError> {
    let today = app.today();
    let first = today.checked_sub_days(BACK).unwrap_or(today);
    let waiting = plans::due::until(app, who, AHEAD).await?.into_iter();
    Ok(waiting
        .filter(|due| due.on >= first)
        .map(|due| AheadLine {
            when: When::Day(due.on),
            what: What::PlanLine {
                id: due.line.id,
                plan: due.plan,
                part: due.line.part,
                title: due.plan_title,
            },
            sequence: 0,
            said_at: since,
            is_called_off: false,
        })
        .collect())
}

/// One meeting, for the calendar of somebody who may see it.
pub async fn meeting(app: &App, who: &Actor, id: MeetingId) -> Result<AheadLine, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let meeting = committees::find_meeting(&tx, id).await?.ok_or(AppError::NotFound)?;
    let committee = readable(&tx, who, meeting.committee).await?;
    let call = meeting_calls::find(&tx, id).await?;
    Ok(meeting_line(meeting, &committee, call.as_ref(), app.now()))
}
