//! Who sits in a committee, in which seat and when.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::committee::{CommitteeMember, Seat};
use trivsel_domain::danish;
use trivsel_domain::id::{CommitteeId, CommitteeMemberId, PersonId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Person;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{StoreError, Tx, committees as store, persons};
use uuid::Uuid;

use super::changeable;
use crate::input::Input;
use crate::persons::employments::ended_at_once;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// How many persons a search offers.
const MOST_FOUND: u64 = 20;

/// A seat with the name of the one who has it.
#[derive(Clone, Debug)]
pub struct Member {
    /// The seat.
    pub member: CommitteeMember,
    /// The name; empty once erased.
    pub name: String,
    /// What the person does.
    pub title: String,
}

/// What is typed to give somebody a seat.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// Who, found by a search before.
    pub person: String,
    /// The code of the seat.
    pub seat: String,
    /// First day.
    pub valid_from: String,
    /// What was searched for, to show the same people again.
    pub q: String,
}

/// What is typed to end a seat.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeatEnd {
    /// The last day.
    pub last_day: String,
    /// Any text: it ends now, whatever the day.
    pub now: String,
}

/// Somebody who gets a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// Who.
    pub person: PersonId,
    /// Which seat.
    pub seat: Seat,
    /// The first day.
    pub from: NaiveDate,
}

impl MemberForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewMember, Problems> {
        let mut input = Input::new();
        let person = input.choice("person", &self.person, |text| text.parse().ok());
        let seat = input.choice("seat", &self.seat, Seat::parse);
        let from = input.date("valid_from", &self.valid_from);
        input.read(person.zip(seat).map(|(person, seat)| NewMember { person, seat, from }))
    }
}

impl SeatEnd {
    /// The last day as it was typed; none means that the seat ends now.
    pub fn read(&self) -> Result<Option<NaiveDate>, Problems> {
        let mut input = Input::new();
        let last = self.now.is_empty().then(|| input.date("last_day", &self.last_day));
        input.read(Some(last))
    }
}

/// Puts names on seats: chair first, then in Danish order.
pub(super) async fn named(tx: &Tx, seats: Vec<CommitteeMember>) -> Result<Vec<Member>, StoreError> {
    let ids: Vec<PersonId> = seats.iter().map(|seat| seat.person).collect();
    let people: BTreeMap<PersonId, Person> = persons::list_some(tx, &ids)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let rank = |seat: Seat| Seat::ALL.iter().position(|other| *other == seat);
    let mut members: Vec<Member> = seats
        .into_iter()
        .map(|member| {
            let person = people.get(&member.person);
            Member {
                name: person.map(|person| person.name.clone()).unwrap_or_default(),
                title: person.map(|person| person.title.clone()).unwrap_or_default(),
                member,
            }
        })
        .collect();
    members.sort_by(|a, b| {
        rank(a.member.seat)
            .cmp(&rank(b.member.seat))
            .then_with(|| danish::compare(&a.name, &b.name))
    });
    Ok(members)
}

/// The persons within the visitor's reach who match a search, for giving one of them a seat.
pub async fn search_members(app: &App, who: &Actor, id: CommitteeId, search: &str) -> Result<Vec<Person>, AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, id).await?;
    if search.trim().is_empty() {
        return Ok(Vec::new());
    }
    let wanted = persons::Search {
        text: search.to_owned(),
        units: crate::persons::reach(who),
        day: app.today(),
        leavers: persons::Leavers::LeftOut,
    };
    Ok(persons::search(&tx, &wanted, 0, MOST_FOUND).await?)
}

/// Gives somebody a seat.
pub async fn add_member(app: &App, who: &Actor, id: CommitteeId, new: &NewMember) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let committee = changeable(&work, who, id).await?;
        let NewMember { person, seat, from } = *new;
        crate::persons::must_see(&work, who, person, work.today).await?;
        let period = Period::since(from);
        let has_seat = store::members_of(&work, id)
            .await?
            .iter()
            .any(|member| member.person == person && member.period.overlaps(&period));
        if has_seat {
            return Err(AppError::invalid("person", "problem-already-member"));
        }
        let member = CommitteeMember {
            id: CommitteeMemberId(Uuid::now_v7()),
            committee: id,
            person,
            seat,
            period,
        };
        store::add_member(&work, &member).await?;
        work.trail(
            Trail::new("committee_member", member.id.0, "added")
                .of(id.0)
                .unit(committee.unit)
                .field("seat", "", seat.code())
                .field("valid_from", "", from),
        );
        Ok(())
    })
    .await
}

/// Ends a seat on its last day, which is today where none is given; on the same day it ends at once. The seat stays in the committee's history.
pub async fn end_member(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    id: CommitteeMemberId,
    last_day: Option<NaiveDate>,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let found = changeable(&work, who, committee).await?;
        let member = store::find_member(&work, id)
            .await?
            .filter(|member| member.committee == committee)
            .ok_or(AppError::NotFound)?;
        let last = last_day.unwrap_or(work.today);
        let period = ended_at_once(member.period, last, work.today)?;
        match period {
            Some(period) => {
                let after = CommitteeMember {
                    period,
                    ..member.clone()
                };
                store::change_member(&work, &after).await?;
            }
            None => store::remove_member(&work, &member).await?,
        }
        work.trail(
            Trail::new("committee_member", id.0, "ended")
                .of(committee.0)
                .unit(found.unit)
                .optional("valid_to", member.period.to(), Some(last)),
        );
        Ok(())
    })
    .await
}
