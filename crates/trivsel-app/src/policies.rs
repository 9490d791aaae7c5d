//! Policies and the goals quoted from them.

use serde::Deserialize;
use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::policies as store;
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError};

/// A policy with its goals.
#[derive(Clone, Debug)]
pub struct PolicyWithGoals {
    /// The policy.
    pub policy: Policy,
    /// Its goals in order.
    pub goals: Vec<Goal>,
}

/// What is typed to add or change a policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    /// What it is called.
    pub name: String,
    /// First day.
    pub valid_from: String,
    /// Last day, may be empty.
    pub valid_to: String,
}

/// What is typed to add or change a goal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoalForm {
    /// The words of the policy.
    pub text: String,
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
    let policy = read_form(PolicyId(Uuid::now_v7()), form)?;
    let tx = app.write(who.organisation).await?;
    store::add(&tx, &policy).await?;
    Trail::new("policy", policy.id.0, "added")
        .field("name", "", &policy.name)
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(policy.id)
}

/// Changes a policy's name or period.
pub async fn change(app: &App, who: &Actor, id: PolicyId, form: &PolicyForm) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let policy = read_form(id, form)?;
    let tx = app.write(who.organisation).await?;
    let before = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    store::change(&tx, &policy).await?;
    Trail::new("policy", id.0, "changed")
        .field("name", &before.name, &policy.name)
        .field("valid_from", before.period.from(), policy.period.from())
        .optional("valid_to", before.period.to(), policy.period.to())
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Adds a goal at the end of a policy.
pub async fn add_goal(app: &App, who: &Actor, policy: PolicyId, form: &GoalForm) -> Result<GoalId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let text = read_goal(form)?;
    let tx = app.write(who.organisation).await?;
    store::find(&tx, policy).await?.ok_or(AppError::NotFound)?;
    let last = store::list_goals(&tx)
        .await?
        .into_iter()
        .filter(|goal| goal.policy == policy)
        .map(|goal| goal.position)
        .max();
    let goal = Goal {
        id: GoalId(Uuid::now_v7()),
        policy,
        position: last.unwrap_or(0) + 1,
        text,
    };
    store::add_goal(&tx, &goal).await?;
    Trail::new("goal", goal.id.0, "added")
        .of(policy.0)
        .field("text", "", &goal.text)
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(goal.id)
}

/// Changes the words of a goal.
pub async fn change_goal(app: &App, who: &Actor, id: GoalId, form: &GoalForm) -> Result<PolicyId, AppError> {
    who.must_everywhere(Right::ChangePolicies)?;
    let text = read_goal(form)?;
    let tx = app.write(who.organisation).await?;
    let before = store::find_goal(&tx, id).await?.ok_or(AppError::NotFound)?;
    let after = Goal { text, ..before.clone() };
    store::change_goal(&tx, &after).await?;
    Trail::new("goal", id.0, "changed")
        .of(before.policy.0)
        .field("text", &before.text, &after.text)
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(before.policy)
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
