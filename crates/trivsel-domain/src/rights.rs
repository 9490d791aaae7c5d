//! Who may do what: one table from role to right, and the reach of each grant in the tree.

use std::sync::Arc;

use crate::id::{OrganisationId, PersonId, UnitId};
use crate::person::Role;
use crate::unit::Tree;

/// What can be asked for. Rights "of a unit" are asked with that unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the tree of units.
    ReadUnits,
    /// See the persons of a unit.
    ReadPersons,
    /// Open, move and close units; add, change and end employments; import both.
    ChangeOrganisation,
    /// Give roles, open and close accounts, erase persons, run the trail and the backup.
    ChangeAccounts,
    /// Read the trail of changes of the whole organisation.
    ReadAudit,
    /// See a committee of a unit: members, meetings, agendas, decisions.
    ReadCommittee,
    /// Change a committee of a unit and its meetings, agendas and decisions.
    ChangeCommittee,
    /// Say that a unit's task is done.
    ReportUnitTask,
    /// See policies and goals.
    ReadPolicies,
    /// Change policies and goals.
    ChangePolicies,
    /// Read an initiative of a unit.
    ReadInitiative,
    /// Write and change an initiative of a unit.
    ChangeInitiative,
    /// Move an initiative of a unit to another state.
    DecideInitiative,
    /// Write what came of a follow-up in a unit.
    WriteFollowUp,
    /// Write a status report for a unit.
    WriteReport,
    /// Approve and freeze a status report for a unit.
    ApproveReport,
    /// See a unit's published figures.
    ReadFigures,
    /// Set up indicators, series, disruptions and imports of figures.
    ChangeFigures,
    /// See which surveys there are.
    ReadSurveys,
    /// Set up and launch surveys.
    ChangeSurveys,
    /// See which questionnaires there are and what they ask.
    ReadQuestionnaires,
    /// Write, import and publish questionnaires.
    ChangeQuestionnaires,
    /// Take everything of the organisation out in open formats.
    ExportOrganisation,
}

impl Role {
    /// Does the role carry the right, somewhere? The one table behind every page and every call.
    pub fn carries(self, right: Right) -> bool {
        use Right::*;
        match self {
            Self::Employee => matches!(
                right,
                ReadUnits | ReadPolicies | ReadInitiative | ReadFigures | ReadSurveys
            ),
            Self::Manager => !matches!(
                right,
                ChangeOrganisation
                    | ChangeAccounts
                    | ReadAudit
                    | ChangePolicies
                    | ChangeFigures
                    | ChangeSurveys
                    | ChangeQuestionnaires
                    | ExportOrganisation
            ),
            Self::SafetyRep | Self::UnionRep => {
                matches!(
                    right,
                    ReadUnits
                        | ReadPolicies
                        | ReadInitiative
                        | ReadFigures
                        | ReadSurveys
                        | ReadQuestionnaires
                        | ReadCommittee
                        | WriteFollowUp
                        | ReportUnitTask
                )
            }
            Self::Coordinator => !matches!(
                right,
                ChangeAccounts | DecideInitiative | ApproveReport | ExportOrganisation
            ),
            Self::CommitteeMember => matches!(
                right,
                ReadUnits
                    | ReadPolicies
                    | ReadInitiative
                    | ReadFigures
                    | ReadSurveys
                    | ReadQuestionnaires
                    | ReadCommittee
            ),
            Self::Facilitator | Self::Editor | Self::Partner => matches!(right, ReadUnits | ReadPolicies),
            Self::Administrator => matches!(
                right,
                ReadUnits | ReadPersons | ChangeOrganisation | ChangeAccounts | ReadAudit | ExportOrganisation
            ),
        }
    }
}

/// A role and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where; none means the whole organisation.
    pub unit: Option<UnitId>,
}

impl Grant {
    /// Does the grant reach `unit`? An employee's reaches the own unit only, the others the unit and all below it.
    fn reaches(&self, unit: UnitId, tree: &Tree) -> bool {
        match self.unit {
            None => true,
            Some(own) if self.role == Role::Employee => own == unit,
            Some(own) => tree.is_within(unit, own),
        }
    }
}

/// The signed-in person, with the roles held today and the tree as it stands today.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The person.
    pub person: PersonId,
    /// The name, for the page's head.
    pub name: String,
    /// The title, for the page's head.
    pub title: String,
    /// Today's grants.
    pub grants: Vec<Grant>,
    /// Today's tree.
    pub tree: Arc<Tree>,
}

/// The right is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the right {right:?} is missing")]
pub struct Denied {
    /// Which right.
    pub right: Right,
}

impl Actor {
    /// May the person do this in this unit?
    pub fn may(&self, right: Right, unit: UnitId) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role.carries(right) && grant.reaches(unit, &self.tree))
    }

    /// May the person do this somewhere? For menus and lists, and for rights that belong to no unit.
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.grants.iter().any(|grant| grant.role.carries(right))
    }

    /// May the person do this in the whole organisation?
    pub fn may_everywhere(&self, right: Right) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.unit.is_none() && grant.role.carries(right))
    }

    /// Like [`Actor::may`], as an error.
    pub fn must(&self, right: Right, unit: UnitId) -> Result<(), Denied> {
        if self.may(right, unit) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// Like [`Actor::may_somewhere`], as an error.
    pub fn must_somewhere(&self, right: Right) -> Result<(), Denied> {
        if self.may_somewhere(right) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// Like [`Actor::may_everywhere`], as an error.
    pub fn must_everywhere(&self, right: Right) -> Result<(), Denied> {
        if self.may_everywhere(right) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// The open units in which the person holds the right, from the top down.
    pub fn units_with(&self, right: Right) -> Vec<UnitId> {
        self.tree
            .iter()
            .map(|node| node.id)
            .filter(|unit| self.may(right, *unit))
            .collect()
    }

    /// The roles held, without doubles.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.grants.iter().map(|grant| grant.role).collect();
        roles.sort();
        roles.dedup();
        roles
    }

    /// The unit the person's overview starts at: the highest unit managed or represented, else the own unit, else the top.
    pub fn home_unit(&self) -> Option<UnitId> {
        let depth = |unit: UnitId| self.tree.get(unit).map_or(usize::MAX, |node| node.depth);
        let of = |wanted: &dyn Fn(Role) -> bool| {
            self.grants
                .iter()
                .filter(|grant| wanted(grant.role))
                .filter_map(|grant| grant.unit)
                .filter(|unit| self.tree.get(*unit).is_some())
                .min_by_key(|unit| depth(*unit))
        };
        of(&|role| role.needs_unit())
            .or_else(|| {
                if self.grants.iter().any(|grant| grant.unit.is_none()) {
                    self.tree.roots().next().map(|node| node.id)
                } else {
                    None
                }
            })
            .or_else(|| of(&|role| role == Role::CommitteeMember))
            .or_else(|| of(&|role| role == Role::Employee))
    }
}
