//! Policies and the goals quoted from them.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::policies as store;
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, seen};

/// A policy with its goals.
#[derive(Clone, Debug)]
pub struct PolicyWithGoals {
    /// The policy.
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
pub async fn add(app: &App, who: &Actor, form: &PolicyForm) -> Result<PolicyId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let policy = &read_form(PolicyId(Uuid::now_v7()), form)?;
    app.writing(who, |work| async move {
        store::add(&work, policy).await?;
        work.trail(Trail::new("policy", policy.id.0, "added").field("name", "", &policy.name));
        Ok(policy.id)
    })
    .await
}

/// Changes a policy's name or period.
pub async fn change(app: &App, who: &Actor, id: PolicyId, form: &PolicyForm) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let policy = &read_form(id, form)?;
    app.writing(who, |work| async move {
        let before = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        seen::check(&form.seen, &before)?;
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
pub async fn add_goal(app: &App, who: &Actor, policy: PolicyId, form: &GoalForm) -> Result<GoalId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let text = &read_goal(form)?;
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
            text: text.clone(),
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
pub async fn change_goal(app: &App, who: &Actor, id: GoalId, form: &GoalForm) -> Result<PolicyId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let text = &read_goal(form)?;
    app.writing(who, |work| async move {
        let before = store::find_goal(&work, id).await?.ok_or(AppError::NotFound)?;
        seen::check(&form.seen, &before)?;
        let after = Goal {
            text: text.clone(),
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

fn read_form(id: PolicyId, form: &PolicyForm) -> Result<Policy, AppError> {
    let mut input = Input::new();
    let name = input.required("name", &form.name);
    let period = input.period("valid_from", &form.valid_from, "valid_to", &form.valid_to);
    input.done()?;
    Ok(Policy { id, name, period })
}

fn read_goal(form: &GoalForm) -> Result<String, AppError> {
    let mut input = Input::new();
    let text = input.text("text", &form.text);
    if text.is_empty() {
        input.refuse(crate::Problem::new("text", "problem-required"));
    }
    input.done()?;
    Ok(text)
}
