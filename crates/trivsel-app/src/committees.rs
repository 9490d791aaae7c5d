//! Committees, leader meetings and trios: who sits there, when they meet, what they decide, and what came of it.

mod agenda;
mod calling_off;
mod decisions;
mod handing_out;
mod meetings;
mod members;
mod series;
pub mod standing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{Committee, CommitteeKind, Meeting};
use trivsel_domain::danish;
use trivsel_domain::id::{CommitteeId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as store};
use uuid::Uuid;

pub use agenda::{
    AgendaContent, AgendaForm, Direction, NewAgendaItem, add_agenda_item, agenda_choices, change_agenda_item,
    move_agenda_item, put_on_agenda, remove_agenda_item,
};
pub use calling_off::remove_meeting;
pub(crate) use decisions::coverage;
pub use decisions::{
    BelongingForm, DecisionBelonging, DecisionContent, DecisionDetails, DecisionForm, OpenTask, TaskForm, TaskReport,
    TaskState, add_decision, change_decision, find_belonging, find_decision, open_tasks, report_task, say_belonging,
};
pub use handing_out::{TaskReach, count_units, units_for_task};
pub(crate) use meetings::allowed_meeting;
pub use meetings::{
    AgendaLine, DecisionLine, MeetingContent, MeetingDetails, MeetingForm, MeetingLine, add_meeting, change_meeting,
    find_meeting, upcoming_meetings,
};
pub use members::{Member, MemberForm, NewMember, SeatEnd, add_member, end_member, search_members};
pub use series::{MeetingSeries, SeriesForm, add_series};
pub use standing::{ForumStanding, StandingContent, StandingForm};

use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// How many of the meetings held stand open on a committee's page: a year and a half of quarterly ones.
const LATEST: usize = 6;

/// A committee in a list.
#[derive(Clone, Debug)]
pub struct CommitteeLine {
    /// The committee.
    pub committee: Committee,
    /// The name of the unit at the top of its scope.
    pub unit_name: String,
    /// Does it exist today?
    pub is_open: bool,
    /// How many sit in it today.
    pub member_count: usize,
    /// Its next meeting.
    pub next_meeting: Option<Meeting>,
}

/// A committee with all that belongs to it.
#[derive(Clone, Debug)]
pub struct CommitteeDetails {
    /// The committee.
    pub committee: Committee,
    /// The names from the top of the organisation down to its unit.
    pub unit_path: Vec<String>,
    /// Those who sit in it today or will, chair first.
    pub members: Vec<Member>,
    /// Those who sat in it, the latest first.
    pub former_members: Vec<Member>,
    /// Today's and later meetings, the next first.
    pub coming: Vec<Meeting>,
    /// The latest meetings held, the last first.
    pub held: Vec<Meeting>,
    /// Those before them, the last first.
    pub earlier: Vec<Meeting>,
    /// What it takes up again and again.
    pub standing: ForumStanding,
    /// May the visitor change it?
    pub may_change: bool,
    /// May the visitor set its agendas?
    pub may_change_agenda: bool,
}

/// What is typed to add or change a committee.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CommitteeForm {
    /// What the workplace calls it.
    pub name: String,
    /// The code of its kind.
    pub kind: String,
    /// The unit at the top of its scope.
    pub unit: String,
    /// First day.
    pub valid_from: String,
    /// Last day, may be empty.
    pub valid_to: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a committee is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeContent {
    /// What the workplace calls it.
    pub name: String,
    /// What kind of forum it is.
    pub kind: CommitteeKind,
    /// The unit at the top of its scope.
    pub unit: UnitId,
    /// When it exists.
    pub period: Period,
}

impl CommitteeForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<CommitteeContent, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let kind = input.choice("kind", &self.kind, CommitteeKind::parse);
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let period = input.period("valid_from", &self.valid_from, "valid_to", &self.valid_to);
        input.read(kind.zip(unit).map(|(kind, unit)| CommitteeContent {
            name,
            kind,
            unit,
            period,
        }))
    }
}

/// The committees the visitor may see: open ones first, in Danish order.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<CommitteeLine>, AppError> {
    if who.seats.is_empty() {
        who.must_somewhere(Right::ReadUnits)?;
    }
    let today = app.today();
    let tx = app.read(who.organisation).await?;
    let seats = store::list_members(&tx).await?;
    // No later year has the same text in both databases.
    let far = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(today);
    let meetings = store::list_meetings(&tx, today, far).await?;
    let mut lines: Vec<CommitteeLine> = store::list(&tx)
        .await?
        .into_iter()
        .filter(|committee| committee.may_be_read_by(who))
        .map(|committee| CommitteeLine {
            unit_name: who.tree.name(committee.unit).to_owned(),
            is_open: committee.period.contains(today),
            member_count: seats
                .iter()
                .filter(|seat| seat.committee == committee.id && seat.period.contains(today))
                .count(),
            next_meeting: meetings
                .iter()
                .find(|meeting| meeting.committee == committee.id)
                .cloned(),
            committee,
        })
        .collect();
    lines.sort_by(|a, b| {
        b.is_open
            .cmp(&a.is_open)
            .then_with(|| danish::compare(&a.committee.name, &b.committee.name))
    });
    Ok(lines)
}

/// One committee with its members and meetings.
pub async fn find(app: &App, who: &Actor, id: CommitteeId) -> Result<CommitteeDetails, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let today = app.today();
    let tx = app.read(who.organisation).await?;
    let committee = readable(&tx, who, id).await?;
    let (former_members, members) = members::named(&tx, store::members_of(&tx, id).await?)
        .await?
        .into_iter()
        .partition(|member| member.member.period.to().is_some_and(|last| last < today));
    let meetings = store::meetings_of(&tx, id).await?;
    let standing = ForumStanding::of(&tx, &committee, &meetings, today).await?;
    let (mut coming, mut held): (Vec<Meeting>, Vec<Meeting>) =
        meetings.into_iter().partition(|meeting| meeting.held_on >= today);
    coming.reverse();
    let earlier = held.split_off(held.len().min(LATEST));
    Ok(CommitteeDetails {
        unit_path: who.tree.path(committee.unit).into_iter().map(str::to_owned).collect(),
        members,
        former_members,
        coming,
        held,
        earlier,
        standing,
        may_change: committee.allows(Right::ChangeCommittee, who),
        may_change_agenda: committee.allows(Right::ChangeAgenda, who),
        committee,
    })
}

/// A committee the visitor may see; one out of reach is not told of.
pub(crate) async fn readable(tx: &Tx, who: &Actor, id: CommitteeId) -> Result<Committee, AppError> {
    let committee = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    if committee.may_be_read_by(who) {
        Ok(committee)
    } else {
        Err(AppError::Forbidden)
    }
}

/// A committee the visitor may change.
pub(crate) async fn changeable(tx: &Tx, who: &Actor, id: CommitteeId) -> Result<Committee, AppError> {
    allowed(tx, who, id, Right::ChangeCommittee).await
}

/// A committee the visitor has this right in, by a role or by a seat.
async fn allowed(tx: &Tx, who: &Actor, id: CommitteeId, right: Right) -> Result<Committee, AppError> {
    let committee = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    if committee.allows(right, who) {
        Ok(committee)
    } else {
        Err(AppError::Forbidden)
    }
}

/// Adds a committee.
pub async fn add(app: &App, who: &Actor, content: &CommitteeContent) -> Result<CommitteeId, AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    let committee = &placed(who, CommitteeId(Uuid::now_v7()), content)?;
    app.writing(who, |work| async move {
        store::add(&work, committee).await?;
        work.trail(
            Trail::new("committee", committee.id.0, "added")
                .unit(committee.unit)
                .field("name", "", &committee.name),
        );
        Ok(committee.id)
    })
    .await
}

/// Changes a committee's name, kind, scope or period.
pub async fn change(
    app: &App,
    who: &Actor,
    id: CommitteeId,
    seen: &SeenMark,
    content: &CommitteeContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let before = changeable(&work, who, id).await?;
        seen.must_be(&before)?;
        let committee = placed(who, id, content)?;
        store::change(&work, &committee).await?;
        work.trail(
            Trail::new("committee", id.0, "changed")
                .unit(committee.unit)
                .field("name", &before.name, &committee.name)
                .field("kind", before.kind.code(), committee.kind.code())
                .field("unit", who.tree.name(before.unit), who.tree.name(committee.unit))
                .field("valid_from", before.period.from(), committee.period.from())
                .optional("valid_to", before.period.to(), committee.period.to()),
        );
        Ok(())
    })
    .await
}

/// The committee that says this, for a unit whose committees the visitor may change.
fn placed(who: &Actor, id: CommitteeId, content: &CommitteeContent) -> Result<Committee, AppError> {
    let CommitteeContent {
        name,
        kind,
        unit,
        period,
    } = content.clone();
    if !who.may(Right::ChangeCommittee, unit) {
        return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
    }
    Ok(Committee {
        id,
        name,
        kind,
        unit,
        period,
    })
}
