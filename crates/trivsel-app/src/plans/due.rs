//! What of the plans waits for whom: a line for the person it names, else for manager and representatives of the unit.

use chrono::{Days, NaiveDate};
use trivsel_domain::id::PlanId;
use trivsel_domain::plan::{PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::plans as store;

use crate::initiatives::UnitNames;
use crate::{App, AppError};

/// So many days before its day a line is told of.
const AHEAD: Days = Days::new(14);

/// A line of a plan that waits for the visitor.
#[derive(Clone, Debug)]
pub struct PlanDue {
    /// The plan.
    pub plan: PlanId,
    /// What the plan is called.
    pub plan_title: String,
    /// What its unit is called.
    pub unit_name: String,
    /// The line.
    pub line: PlanLine,
    /// Its day.
    pub on: NaiveDate,
    /// How many days ago it should have been; 0 while there is time.
    pub days_over: i64,
    /// Is the visitor the person it names?
    pub is_own: bool,
}

/// The lines that wait for the visitor, their own first, then by day.
pub(crate) async fn of(app: &App, who: &Actor) -> Result<Vec<PlanDue>, AppError> {
    if !who.may_somewhere(Right::ReadPlans) {
        return Ok(Vec::new());
    }
    let tx = app.read(who.organisation).await?;
    let today = app.today();
    let until = today.checked_add_days(AHEAD).unwrap_or(today);
    let mut found = Vec::new();
    for line in store::waiting_lines(&tx).await? {
        let Some(on) = line.due_on.filter(|on| *on <= until) else {
            continue;
        };
        let Some(plan) = store::find(&tx, line.plan).await? else {
            continue;
        };
        let is_own = line.person == Some(who.person);
        if plan.state == PlanState::Closed || !plan.may_be_read_by(who) || !(is_own || is_for(who, &plan, &line)) {
            continue;
        }
        found.push(PlanDue {
            unit_name: UnitNames::of(&tx, who, [plan.unit]).await?.get(plan.unit),
            plan: plan.id,
            plan_title: plan.title,
            days_over: (today - on).num_days().max(0),
            on,
            is_own,
            line,
        });
    }
    found.sort_by_key(|due| (!due.is_own, due.on));
    Ok(found)
}

/// A TEST day, and an action of nobody by name, is the manager's and the representatives'.
fn is_for(who: &Actor, plan: &UnitPlan, line: &PlanLine) -> bool {
    let is_shared = line.part == PlanPart::Test || line.person.is_none();
    let answers = [Right::AgreeToPlan, Right::AgreeToPlanForEmployees];
    is_shared && answers.into_iter().any(|right| who.may(right, plan.unit))
}
