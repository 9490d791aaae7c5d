//! Committees, their seats, meetings, agendas and decisions.

pub mod recurrence;
pub mod standing;
mod task;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{
    AgendaItemId, CommitteeId, CommitteeMemberId, DecisionId, FollowUpId, MeetingId, PersonId, StatusReportId, UnitId,
};
use crate::period::Period;
use crate::rights::{Actor, Participation, Right};

pub use task::{DecisionTask, LONGEST_QUESTIONS, TaskKind, TaskLevel, UnitTask, task_units};

/// A committee, leader meeting or trio: a forum that meets and decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    /// The id.
    pub id: CommitteeId,
    /// What the workplace calls it.
    pub name: String,
    /// What kind of forum it is.
    pub kind: CommitteeKind,
    /// The top of its scope: this unit and all below it.
    pub unit: UnitId,
    /// When it exists.
    pub period: Period,
}

impl Committee {
    /// May this person see it, its meetings, agendas and decisions? Those who have a seat may. A leader meeting is else only for those who
    /// may change it; any other forum for all who may see the forums of its unit.
    pub fn may_be_read_by(&self, who: &Actor) -> bool {
        let right = match self.kind {
            CommitteeKind::LeaderMeeting => Right::ChangeCommittee,
            CommitteeKind::Committee | CommitteeKind::Trio | CommitteeKind::StaffMeeting => Right::ReadCommittee,
        };
        let has_part = self.part_of(who).is_some_and(|part| part.carries(Right::ReadCommittee));
        has_part || who.may(right, self.unit)
    }

    /// May this person do this in it, by a role or by the seat they have?
    pub fn allows(&self, right: Right, who: &Actor) -> bool {
        who.may_as(self.part_of(who), right, self.unit)
    }

    /// The part a person has in it today.
    fn part_of(&self, who: &Actor) -> Option<Participation> {
        who.seats
            .iter()
            .find(|seat| seat.committee == self.id)
            .map(|seat| seat.part)
    }
}

/// The kinds of forum. Names differ between workplaces, the kind decides only what is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitteeKind {
    /// MED-udvalg or AMO
    Committee,
    /// ledermøde
    LeaderMeeting,
    /// triade, trio
    Trio,
    /// personalemøde
    StaffMeeting,
}

impl CommitteeKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Committee, Self::LeaderMeeting, Self::Trio, Self::StaffMeeting];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::LeaderMeeting => "leader_meeting",
            Self::Trio => "trio",
            Self::StaffMeeting => "staff_meeting",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A person's seat in a committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitteeMember {
    /// The id.
    pub id: CommitteeMemberId,
    /// Which committee.
    pub committee: CommitteeId,
    /// Who.
    pub person: PersonId,
    /// Which seat.
    pub seat: Seat,
    /// When.
    pub period: Period,
}

/// The seats of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// formand
    Chair,
    /// næstformand
    ViceChair,
    /// medlem
    Member,
    /// sekretær
    Secretary,
}

impl Seat {
    /// All seats.
    pub const ALL: [Self; 4] = [Self::Chair, Self::ViceChair, Self::Member, Self::Secretary];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice_chair",
            Self::Member => "member",
            Self::Secretary => "secretary",
        }
    }

    /// The seat with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seat| seat.code() == code)
    }

    /// What it makes of somebody in the committee.
    pub fn part(self) -> Participation {
        match self {
            Self::Chair => Participation::Chair,
            Self::ViceChair => Participation::ViceChair,
            Self::Member => Participation::Member,
            Self::Secretary => Participation::Secretary,
        }
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The id.
    pub id: MeetingId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// The day.
    pub held_on: NaiveDate,
    /// The time of day, as `9.00`; empty when not set.
    pub starts_at: String,
    /// Where; empty when not set.
    pub place: String,
}

/// A point on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The id.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Its number, from 1.
    pub position: i32,
    /// What it is about.
    pub title: String,
    /// What is said beforehand.
    pub text: String,
    /// The status report it brings, if any.
    pub status_report: Option<StatusReportId>,
    /// The follow-up it holds, if any.
    pub follow_up: Option<FollowUpId>,
}

/// A decision. It can set one task for each unit in the committee's scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The id.
    pub id: DecisionId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// On which point, if any.
    pub agenda_item: Option<AgendaItemId>,
    /// What was decided.
    pub text: String,
    /// The task for each unit, if the decision sets one.
    pub task: Option<DecisionTask>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::OrganisationId;
    use crate::person::Role;
    use crate::rights::{Grant, HeldSeat};
    use crate::unit::Tree;

    fn committee(kind: CommitteeKind) -> Committee {
        Committee {
            id: CommitteeId(Uuid::from_u128(2)),
            name: "Ledermøde".to_owned(),
            kind,
            unit: UnitId(Uuid::from_u128(1)),
            period: Period::since(NaiveDate::default()),
        }
    }

    /// Somebody with a role in the committee's unit, and a seat in a committee.
    fn somebody(role: Role, seat: Option<(CommitteeId, Seat)>) -> Actor {
        let unit = UnitId(Uuid::from_u128(1));
        Actor {
            organisation: OrganisationId(Uuid::from_u128(3)),
            person: PersonId(Uuid::from_u128(4)),
            name: String::new(),
            title: String::new(),
            grants: vec![Grant {
                role,
                unit: role.needs_unit().then_some(unit),
            }],
            seats: seat
                .map(|(committee, seat)| HeldSeat {
                    committee,
                    part: seat.part(),
                })
                .into_iter()
                .collect(),
            tree: Tree::default().into(),
        }
    }

    fn read(role: Role, kind: CommitteeKind, has_seat: bool) -> bool {
        let committee = committee(kind);
        let seat = has_seat.then_some((committee.id, Seat::Member));
        committee.may_be_read_by(&somebody(role, seat))
    }

    #[test]
    fn chair_vice_chair_and_secretary_steer_the_meetings_of_their_own_committee() {
        let own = committee(CommitteeKind::Committee);
        let other = CommitteeId(Uuid::from_u128(5));
        for seat in Seat::ALL {
            let steers = seat != Seat::Member;
            for right in [Right::ChangeAgenda, Right::WriteMinutes] {
                let here = somebody(Role::Partner, Some((own.id, seat)));
                assert_eq!(own.allows(right, &here), steers, "{seat:?} {right:?}");
                let elsewhere = somebody(Role::Partner, Some((other, seat)));
                assert!(!own.allows(right, &elsewhere), "{seat:?} {right:?} of another");
            }
            let here = somebody(Role::Partner, Some((own.id, seat)));
            assert!(!own.allows(Right::ChangeCommittee, &here), "{seat:?}");
        }
    }

    #[test]
    fn a_leader_meeting_is_for_its_members_and_those_who_may_change_it() {
        for role in Role::ALL {
            let may_change = matches!(role, Role::Manager | Role::Coordinator);
            assert_eq!(read(role, CommitteeKind::LeaderMeeting, false), may_change, "{role:?}");
            assert!(read(role, CommitteeKind::LeaderMeeting, true), "{role:?} has a seat");
        }
    }

    #[test]
    fn every_other_forum_is_for_all_who_see_forums_of_its_unit() {
        for kind in [
            CommitteeKind::Committee,
            CommitteeKind::Trio,
            CommitteeKind::StaffMeeting,
        ] {
            for role in Role::ALL {
                let may_read = role.carries(Right::ReadCommittee);
                assert_eq!(read(role, kind, false), may_read, "{role:?} {kind:?}");
            }
        }
    }
}
