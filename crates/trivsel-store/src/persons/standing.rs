//! How a person stands: everything that gives them rights on a day.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, QueryFilter};
use trivsel_domain::committee::Seat;
use trivsel_domain::id::{CommitteeId, PersonId, UnitId};
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Grant, HeldSeat};

use super::{employments_of, roles_of};
use crate::entities::{committee, committee_member};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// What a person has rights by.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Roles and where they hold.
    pub grants: Vec<Grant>,
    /// Seats in committees.
    pub seats: Vec<HeldSeat>,
}

/// How a person stands on a day: given roles, employments and committee seats as one list of grants, and the seats themselves.
pub async fn standing_of(tx: &Tx, person: PersonId, day: NaiveDate) -> Result<Standing, StoreError> {
    let mut grants: Vec<Grant> = roles_of(tx, person)
        .await?
        .into_iter()
        .filter(|role| role.period.contains(day))
        .map(|role| Grant {
            role: role.role,
            unit: role.unit,
        })
        .collect();
    let employed = employments_of(tx, person).await?;
    grants.extend(
        employed
            .iter()
            .filter(|employment| employment.period.contains(day))
            .map(|employment| Grant {
                role: Role::Employee,
                unit: Some(employment.unit),
            }),
    );
    let seats = tx
        .find::<committee_member::Entity>()
        .filter(committee_member::Column::PersonId.eq(person.0))
        .filter(committee_member::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(committee_member::Column::ValidTo.is_null())
                .add(committee_member::Column::ValidTo.gte(day)),
        );
    let seats = tx.all(seats).await?;
    if !seats.is_empty() {
        let committees = tx
            .find::<committee::Entity>()
            .filter(committee::Column::Id.is_in(seats.iter().map(|seat| seat.committee_id)));
        grants.extend(tx.all(committees).await?.into_iter().map(|committee| Grant {
            role: Role::CommitteeMember,
            unit: Some(UnitId(committee.unit_id)),
        }));
    }
    // Two employments in a unit, or seats in two of its committees, say the same.
    let mut different: Vec<Grant> = Vec::with_capacity(grants.len());
    for grant in grants {
        if !different.contains(&grant) {
            different.push(grant);
        }
    }
    let seats = seats.into_iter().map(|seat| {
        Ok(HeldSeat {
            committee: CommitteeId(seat.committee_id),
            part: parsed(Seat::parse(&seat.seat), "committee_members", "seat", seat.id)?.part(),
        })
    });
    Ok(Standing {
        grants: different,
        seats: seats.collect::<Result<_, StoreError>>()?,
    })
}
