//! What of the plans waits for whom: a line for the person it names, else for manager and representatives of the unit.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use trivsel_domain::id::{PlanId, UnitId};
use trivsel_domain::plan::{PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::plans as store;

use crate::initiatives::UnitNames;
use crate::{App, AppError};

/// So many days before its day a line is told of.
const AHEAD: Days = Days::new(14);

/// Whoever may agree to a plan answers for what nobody is named for.
const ANSWERS: [Right; 2] = [Right::AgreeToPlan, Right::AgreeToPlanForEmployees];

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

impl PlanDue {
    /// Is it a TEST day that has come? What the group promised itself stands before everything else.
    pub fn is_test_that_has_come(&self, today: NaiveDate) -> bool {
        self.line.part == PlanPart::Test && self.on <= today
    }
}

/// The lines that wait for the visitor: TEST days that have come, then their own, each by day.
pub(crate) async fn of(app: &App, who: &Actor) -> Result<Vec<PlanDue>, AppError> {
    until(app, who, AHEAD).await
}

/// The same, so many days ahead.
pub(crate) async fn until(app: &App, who: &Actor, ahead: Days) -> Result<Vec<PlanDue>, AppError> {
    if !who.may_somewhere(Right::ReadPlans) {
        return Ok(Vec::new());
    }
    let tx = app.read(who.organisation).await?;
    let today = app.today();
    let until = today.checked_add_days(ahead).unwrap_or(today);
    let units: BTreeSet<UnitId> = ANSWERS.iter().flat_map(|right| who.units_with(*right)).collect();
    let units: Vec<UnitId> = units.into_iter().collect();
    let lines = store::waiting_lines(&tx, until, who.person, &units).await?;
    let ids: BTreeSet<PlanId> = lines.iter().map(|line| line.plan).collect();
    let plans = store::find_some(&tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let names = UnitNames::of(&tx, who, plans.iter().map(|plan| plan.unit)).await?;
    let mut found = Vec::new();
    for line in lines {
        let plan = plans.iter().find(|plan| plan.id == line.plan);
        let (Some(on), Some(plan)) = (line.due_on, plan) else {
            continue;
        };
        let is_own = line.person == Some(who.person);
        if plan.state == PlanState::Closed || !plan.may_be_read_by(who) || !(is_own || is_for(who, plan, &line)) {
            continue;
        }
        found.push(PlanDue {
            unit_name: names.get(plan.unit),
            plan: plan.id,
            plan_title: plan.title.clone(),
            days_over: (today - on).num_days().max(0),
            on,
            is_own,
            line,
        });
    }
    found.sort_by_key(|due| (!due.is_test_that_has_come(today), !due.is_own, due.on));
    Ok(found)
}

/// A TEST day, and an action of nobody by name, is the manager's and the representatives'.
fn is_for(who: &Actor, plan: &UnitPlan, line: &PlanLine) -> bool {
    let is_shared = line.part == PlanPart::Test || line.person.is_none();
    is_shared && ANSWERS.into_iter().any(|right| who.may(right, plan.unit))
}
