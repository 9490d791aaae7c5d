//! Dated policies and the goals quoted from them.

use serde::{Deserialize, Serialize};

use crate::id::{GoalId, PolicyId};
use crate::period::Period;

/// A policy of the organisation, valid for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub id: PolicyId,
    /// What it is called.
    pub name: String,
    /// When it holds.
    pub period: Period,
}

/// A goal, quoted word for word from a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: GoalId,
    /// The policy it is quoted from.
    pub policy: PolicyId,
    /// Its number in the policy, from 1.
    pub position: i32,
    /// The words.
    pub text: String,
}
