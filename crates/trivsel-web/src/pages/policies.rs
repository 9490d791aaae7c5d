//! `/policies`: dated policies and the goals quoted from them. The simplest finished subject: a good one to copy.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::policies::{self, GoalForm, PolicyForm, PolicyWithGoals};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::rights::Right;

use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/policies", "EMSUCKFD", list),
        get("/policies/new", "C", new),
        post("/policies", "C", add),
        get("/policies/{policy}/edit", "C", edit),
        post("/policies/{policy}", "C", change),
        get("/policies/{policy}/goals/new", "MC", new_goal),
        post("/policies/{policy}/goals", "MC", add_goal),
        get("/policies/{policy}/goals/{goal}/edit", "C", edit_goal),
        post("/policies/{policy}/goals/{goal}", "C", change_goal),
    ]
}

#[derive(Template)]
#[template(path = "pages/policies/list.html")]
struct PolicyList {
    shell: Shell,
    policies: Vec<PolicyWithGoals>,
}

#[derive(Template)]
#[template(path = "pages/policies/form.html")]
struct PolicyEdit {
    shell: Shell,
    fields: Fields,
    id: Option<PolicyId>,
    form: PolicyForm,
}

#[derive(Template)]
#[template(path = "pages/policies/goal.html")]
struct GoalEdit {
    shell: Shell,
    fields: Fields,
    policy: PolicyWithGoals,
    goal: Option<GoalId>,
    form: GoalForm,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let policies = policies::list(&web.app, session.actor()).await?;
    page(&PolicyList {
        shell: session.shell(Station::Decide),
        policies,
    })
}

/// The forms are shown to those only who may send them.
fn must_change(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_everywhere(Right::ChangePolicies)?)
}

async fn new(session: Session) -> Answer {
    must_change(&session)?;
    page(&policy_page(&session, None, PolicyForm::default(), Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<PolicyForm>) -> Answer {
    match async { policies::add(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(_) => done(urls::POLICIES, "done-policy-saved"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            refused(&policy_page(&session, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<PolicyId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: PolicyId) -> Result<PolicyEdit, Failure> {
    must_change(session)?;
    let policy = policies::find(&web.app, session.actor(), id).await?.policy;
    let date = |day| session.lang().date_typed(day);
    let form = PolicyForm {
        seen: seen::mark(&policy),
        name: policy.name,
        valid_from: date(policy.period.from()),
        valid_to: policy.period.to().map(date).unwrap_or_default(),
    };
    Ok(policy_page(session, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<PolicyId>,
    Form(form): Form<PolicyForm>,
) -> Answer {
    match async {
        policies::change(
            &web.app,
            session.actor(),
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(urls::POLICIES, "done-policy-saved"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            refused(&policy_page(&session, Some(id), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, PolicyForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn policy_page(session: &Session, id: Option<PolicyId>, form: PolicyForm, problems: Vec<Problem>) -> PolicyEdit {
    PolicyEdit {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "policy", problems),
        id,
        form,
    }
}

/// Whoever may write initiatives may quote a goal for them; what stands there is changed by the coordinator alone.
fn must_add_goals(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::AddGoals)?)
}

async fn new_goal(State(web): State<Web>, session: Session, Path(policy): Path<PolicyId>) -> Answer {
    must_add_goals(&session)?;
    let policy = policies::find(&web.app, session.actor(), policy).await?;
    page(&goal_page(&session, policy, None, GoalForm::default(), Vec::new()))
}

async fn add_goal(
    State(web): State<Web>,
    session: Session,
    Path(policy): Path<PolicyId>,
    Form(form): Form<GoalForm>,
) -> Answer {
    match async { policies::add_goal(&web.app, session.actor(), policy, &form.read()?).await }.await {
        Ok(_) => done(&urls::policies_at(policy), "done-goal-saved"),
        Err(AppError::Invalid(problems)) => {
            must_add_goals(&session)?;
            let policy = policies::find(&web.app, session.actor(), policy).await?;
            refused(&goal_page(&session, policy, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit_goal(State(web): State<Web>, session: Session, Path((policy, goal)): Path<(PolicyId, GoalId)>) -> Answer {
    page(&edit_goal_now(&web, &session, policy, goal).await?)
}

/// The form as it is now.
async fn edit_goal_now(web: &Web, session: &Session, policy: PolicyId, goal: GoalId) -> Result<GoalEdit, Failure> {
    must_change(session)?;
    let policy = policies::find(&web.app, session.actor(), policy).await?;
    let found = policy
        .goals
        .iter()
        .find(|found| found.id == goal)
        .ok_or(AppError::NotFound)?;
    let form = GoalForm {
        seen: seen::mark(found),
        text: found.text.clone(),
    };
    Ok(goal_page(session, policy, Some(goal), form, Vec::new()))
}

async fn change_goal(
    State(web): State<Web>,
    session: Session,
    Path((policy, goal)): Path<(PolicyId, GoalId)>,
    Form(form): Form<GoalForm>,
) -> Answer {
    match async {
        policies::change_goal(
            &web.app,
            session.actor(),
            goal,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(policy) => done(&urls::policies_at(policy), "done-goal-saved"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            let policy = policies::find(&web.app, session.actor(), policy).await?;
            refused(&goal_page(&session, policy, Some(goal), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_goal_now(&web, &session, policy, goal).await?;
            newest_beside!(newest, form, GoalForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn goal_page(
    session: &Session,
    policy: PolicyWithGoals,
    goal: Option<GoalId>,
    form: GoalForm,
    problems: Vec<Problem>,
) -> GoalEdit {
    GoalEdit {
        shell: session.shell(Station::Decide),
        fields: Fields::new(session.words(), "goal", problems),
        policy,
        goal,
        form,
    }
}
