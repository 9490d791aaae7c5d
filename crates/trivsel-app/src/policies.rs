//! Policies and the goals quoted from them.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::period::Period;
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::policies as store;
use uuid::Uuid;

use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// A policy with its goals.
#[derive(Clone, Debug)]
pub struct PolicyWithGoals {
    pub policy: Policy,
    /// Its goals in order.
    pub goals: Vec<Goal>,
}

/// What is typed to add or change a policy.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    /// What it is called.
    pub name: String,
    /// First day.
    pub valid_from: String,
    /// Last day, may be empty.
    pub valid_to: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is typed to add or change a goal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalForm {
    /// The words of the policy.
    pub text: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a policy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyContent {
    /// What it is called.
    pub name: String,
    /// When it holds.
    pub period: Period,
}

impl PolicyForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<PolicyContent, Problems> {
        let mut input = Input::new();
        let name = input.required("name", &self.name);
        let period = input.period("valid_from", &self.valid_from, "valid_to", &self.valid_to);
        input.read(Some(PolicyContent { name, period }))
    }
}

impl PolicyContent {
    fn of(self, id: PolicyId) -> Policy {
        Policy {
            id,
            name: self.name,
            period: self.period,
        }
    }
}

impl GoalForm {
    /// The words of the goal as they were typed.
    pub fn read(&self) -> Result<String, Problems> {
        let mut input = Input::new();
        let text = input.text("text", &self.text);
        if text.is_empty() {
            input.refuse(Problem::new("text", "problem-required"));
        }
        input.read(Some(text))
    }
}

/// Every policy with its goals, the newest first.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<PolicyWithGoals>, AppError> {
    who.must_somewhere(Right::ReadPolicies)?;
    let tx = app.read(who.organisation).await?;
    let goals = store::list_goals(&tx).await?;
    let policies = store::list(&tx).await?;
    Ok(policies
        .into_iter()
        .map(|policy| PolicyWithGoals {
            goals: goals.iter().filter(|goal| goal.policy == policy.id).cloned().collect(),
            policy,
        })
        .collect())
}

/// One policy with its goals.
pub async fn find(app: &App, who: &Actor, id: PolicyId) -> Result<PolicyWithGoals, AppError> {
    list(app, who)
        .await?
        .into_iter()
        .find(|found| found.policy.id == id)
        .ok_or(AppError::NotFound)
}

/// Adds a policy.
pub async fn add(app: &App, who: &Actor, content: &PolicyContent) -> Result<PolicyId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let policy = &content.clone().of(PolicyId(Uuid::now_v7()));
    app.writing(who, |work| async move {
        store::add(&work, policy).await?;
        work.trail(Trail::new("policy", policy.id.0, "added").field("name", "", &policy.name));
        Ok(policy.id)
    })
    .await
}

/// Changes a policy's name or period.
pub async fn change(
    app: &App,
    who: &Actor,
    id: PolicyId,
    seen: &SeenMark,
    content: &PolicyContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let policy = &content.clone().of(id);
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        seen.must_be(&before)?;
        store::change(&work, policy).await?;
        work.trail(
            Trail::new("policy", id.0, "changed")
                .field("name", &before.name, &policy.name)
                .field("valid_from", before.period.from(), policy.period.from())
                .optional("valid_to", before.period.to(), policy.period.to()),
        );
        Ok(())
    })
    .await
}

/// Adds a goal at the end of a policy.
pub async fn add_goal(app: &App, who: &Actor, policy: PolicyId, text: &str) -> Result<GoalId, AppError> {
    who.must_somewhere(Right::AddGoals)?;
    app.writing(who, |work| async move {
        store::find(&work, policy).await?.ok_or(AppError::NotFound)?;
        let last = store::list_goals(&work)
            .await?
            .into_iter()
            .filter(|goal| goal.policy == policy)
            .map(|goal| goal.position)
            .max();
        let goal = Goal {
            id: GoalId(Uuid::now_v7()),
            policy,
            position: last.unwrap_or(0) + 1,
            text: text.to_owned(),
        };
        store::add_goal(&work, &goal).await?;
        work.trail(
            Trail::new("goal", goal.id.0, "added")
                .of(policy.0)
                .field("text", "", &goal.text),
        );
        Ok(goal.id)
    })
    .await
}

/// Changes the words of a goal.
pub async fn change_goal(
    app: &App,
    who: &Actor,
    id: GoalId,
    seen: &SeenMark,
    text: &str,
) -> Result<PolicyId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    app.writing(who, |work| async move {
        let before = store::find_goal(&work, id).await?.ok_or(AppError::NotFound)?;
        seen.must_be(&before)?;
        let after = Goal {
            text: text.to_owned(),
            ..before.clone()
        };
        store::change_goal(&work, &after).await?;
        work.trail(
            Trail::new("goal", id.0, "changed")
                .of(before.policy.0)
                .field("text", &before.text, &after.text),
        );
        Ok(before.policy)
    })
    .await
}
