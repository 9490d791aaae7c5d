//! Plans: the page with five headings. Made together, agreed by two, followed, and made an initiative without being typed again.
//!
//! [`room`] is the page on which a group makes it on the day, [`notes`] takes what a group chose as lines. [`lines`] writes its lines and says
//! what came of them, [`looks`] what was seen on a TEST day, [`becoming`] makes measures or a whole initiative of it, [`agenda`] puts it on the
//! agenda of a meeting, [`due`] tells what waits for whom, `viewing` lays it out for its reader.

pub mod agenda;
pub mod asking;
pub mod becoming;
pub mod due;
pub mod lines;
pub mod looks;
pub mod notes;
pub mod room;
mod viewing;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{PlanId, UnitId};
use trivsel_domain::person::Role;
use trivsel_domain::plan::{
    AgreesAs, Missing, PlanAgreement, PlanLine, PlanLook, PlanPart, PlanState, UnitPlan, missing,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::boards::ChosenNote;
use trivsel_store::{Tx, persons, plans as store};
use uuid::Uuid;

use crate::initiatives::UnitNames;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

pub use viewing::{of_workshop, on_paper};

/// So many plans a unit has in hand before it is asked which is to wait.
const MOST_OPEN: usize = 3;

/// What is typed to begin a plan.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnitPlanForm {
    /// The unit, by id.
    pub unit: String,
    /// What it is called.
    pub title: String,
    /// The first line under HVAD; may be empty, the title then stands there.
    pub what: String,
    /// The last day; may be empty.
    pub valid_to: String,
    /// `on` when it was asked what is to wait, or about a word, and it is saved all the same.
    pub asked: String,
}

/// What a plan begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanContent {
    /// Whose it is.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// The first line under HVAD.
    pub what: String,
    /// The last day.
    pub valid_to: Option<NaiveDate>,
    /// Was it asked what is to wait?
    pub was_asked: bool,
}

impl UnitPlanForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<PlanContent, Problems> {
        let mut input = Input::new();
        let was_asked = self.asked == "on";
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let title = input.required("title", &self.title);
        let what = input.line("what", &self.what);
        for (field, text) in [("title", &title), ("what", &what)] {
            asking::look_through(&mut input, field, text, was_asked);
        }
        let valid_to = input.optional_date("valid_to", &self.valid_to);
        let what = if what.is_empty() { title.clone() } else { what };
        input.read(unit.map(|unit| PlanContent {
            unit,
            title,
            what,
            valid_to,
            was_asked,
        }))
    }
}

/// A plan in a list.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// The plan.
    pub plan: UnitPlan,
    /// What its unit is called.
    pub unit_name: String,
    /// How many actions under HVEM are done, of how many.
    pub done: (usize, usize),
    /// The nearest TEST day that waits.
    pub next_test: Option<NaiveDate>,
}

/// The plans of a unit and all below it that the visitor may read.
#[derive(Clone, Debug)]
pub struct PlanList {
    /// The unit, where one was asked for.
    pub unit: Option<UnitId>,
    /// Its plans, the newest first.
    pub plans: Vec<PlanRow>,
    /// May the visitor begin one?
    pub may_add: bool,
}

/// One plan as its page shows it.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// The plan.
    pub plan: UnitPlan,
    /// What its unit is called.
    pub unit_name: String,
    /// Its lines, heading by heading.
    pub lines: Vec<LineView>,
    /// The notes that can be taken as lines, for whoever may write on it.
    pub offered: Vec<ChosenNote>,
    /// What came of looking at it, the newest first, each with who wrote it.
    pub looks: Vec<(PlanLook, String)>,
    /// The manager who agreed.
    pub manager: Option<String>,
    /// Who agreed for the employees.
    pub representative: Option<String>,
    /// What it lacks before it can be agreed.
    pub missing: Vec<Missing>,
    /// As whom the visitor can still agree.
    pub agrees_as: Option<AgreesAs>,
    /// May the visitor write on it?
    pub may_change: bool,
    /// May the visitor make an initiative of it?
    pub may_become: bool,
    /// Has something come of it already?
    pub has_become: bool,
    /// Today.
    pub today: NaiveDate,
}

/// A line with its names.
#[derive(Clone, Debug)]
pub struct LineView {
    /// The line.
    pub line: PlanLine,
    /// The person, or the role in words; may be empty.
    pub who: String,
    /// Where it is looked at; may be empty.
    pub forum: String,
    /// Should it have been done before today?
    pub is_overdue: bool,
    /// May the visitor say what came of it?
    pub may_tick: bool,
}

/// The plans the visitor may read: of a unit and all below it, or all.
pub async fn list(app: &App, who: &Actor, unit: Option<UnitId>) -> Result<PlanList, AppError> {
    who.must_somewhere(Right::ReadPlans)?;
    let tx = app.read(who.organisation).await?;
    let mut units = who.units_with(Right::ReadPlans);
    if let Some(unit) = unit {
        who.must(Right::ReadPlans, unit)?;
        units.retain(|one| who.tree.is_within(*one, unit));
    }
    let found = store::list_in(&tx, &units).await?;
    let names = UnitNames::of(&tx, who, found.iter().map(|plan| plan.unit)).await?;
    let ids: Vec<PlanId> = found.iter().map(|plan| plan.id).collect();
    let mut lines: BTreeMap<PlanId, Vec<PlanLine>> = BTreeMap::new();
    for line in store::lines_of_some(&tx, &ids).await? {
        lines.entry(line.plan).or_default().push(line);
    }
    let plans = found.into_iter().map(|plan| {
        let own = lines.remove(&plan.id).unwrap_or_default();
        let actions = || own.iter().filter(|line| line.part == PlanPart::Who);
        let tests = own.iter().filter(|line| line.part == PlanPart::Test && line.is_open());
        PlanRow {
            unit_name: names.get(plan.unit),
            done: (
                actions().filter(|line| line.done_on.is_some()).count(),
                actions().count(),
            ),
            next_test: tests.filter_map(|line| line.due_on).min(),
            plan,
        }
    });
    let plans = plans.collect();
    Ok(PlanList {
        may_add: match unit {
            Some(unit) => who.may(Right::ChangePlans, unit),
            None => who.may_somewhere(Right::ChangePlans),
        },
        unit,
        plans,
    })
}

/// One plan the visitor may read.
pub async fn find(app: &App, who: &Actor, id: PlanId) -> Result<PlanView, AppError> {
    let tx = app.read(who.organisation).await?;
    let plan = readable(&tx, who, id).await?;
    viewing::whole(&tx, who, plan, app.today()).await
}

/// A plan within reach. What is out of reach is not there.
pub(crate) async fn readable(tx: &Tx, who: &Actor, id: PlanId) -> Result<UnitPlan, AppError> {
    let found = store::find(tx, id).await?.filter(|plan| plan.may_be_read_by(who));
    match found {
        Some(plan) => Ok(plan),
        None if who.may_somewhere(Right::ReadPlans) => Err(AppError::NotFound),
        None => Err(AppError::Forbidden),
    }
}

/// A plan the person may write on.
async fn changeable(tx: &Tx, who: &Actor, id: PlanId) -> Result<UnitPlan, AppError> {
    let plan = readable(tx, who, id).await?;
    if !plan.may_be_changed_by(who) {
        return Err(AppError::Forbidden);
    }
    if plan.state == PlanState::Closed {
        return Err(AppError::Refused("refused-plan-closed"));
    }
    Ok(plan)
}

/// A line of the trail about a plan or a part of it.
fn told(plan: &UnitPlan, verb: &'static str) -> Trail {
    Trail::new("plan", plan.id.0, verb).unit(plan.unit)
}

/// Does anybody represent the employees of the unit, there or from above?
async fn has_representative(tx: &Tx, who: &Actor, unit: UnitId, today: NaiveDate) -> Result<bool, AppError> {
    let holders = persons::holders(tx, &[Role::SafetyRep, Role::UnionRep], today).await?;
    Ok(holders.iter().any(|holder| who.tree.is_within(unit, holder.unit)))
}

/// Turns away whoever writes no plans, before what they typed is looked at.
pub fn must_add(who: &Actor) -> Result<(), AppError> {
    Ok(who.must_somewhere(Right::ChangePlans)?)
}

/// Begins a plan with its first line. A unit that has three in hand is asked once what is to wait.
pub async fn add(app: &App, who: &Actor, content: &PlanContent) -> Result<PlanId, AppError> {
    add_with(app, who, content, &[]).await
}

/// The same with more lines below it, each under its heading, in the order they are given.
pub(crate) async fn add_with(
    app: &App,
    who: &Actor,
    content: &PlanContent,
    more: &[(PlanPart, String)],
) -> Result<PlanId, AppError> {
    must_add(who)?;
    app.writing(who, |work| async move {
        if who.tree.get(content.unit).is_none() || !who.may(Right::ChangePlans, content.unit) {
            return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
        }
        if content.valid_to.is_some_and(|last| last < work.today) {
            return Err(AppError::invalid("valid_to", "problem-before-today"));
        }
        let there = store::list_in(&work, &[content.unit]).await?;
        let open = there.iter().filter(|plan| plan.state != PlanState::Closed).count();
        if open >= MOST_OPEN && !content.was_asked {
            return Err(AppError::invalid("title", "problem-ask-plans"));
        }
        let plan = UnitPlan {
            id: PlanId(Uuid::now_v7()),
            number: store::last_number(&work).await? + 1,
            unit: content.unit,
            title: content.title.clone(),
            valid_from: work.today,
            valid_to: content.valid_to,
            state: PlanState::Draft,
            agreement: PlanAgreement::default(),
            closing_note: String::new(),
            version: 1,
        };
        store::add(&work, &plan).await?;
        let first = lines::blank(plan.id, PlanPart::What, 1, content.what.clone());
        store::add_line(&work, &first).await?;
        for (position, (part, text)) in (2..).zip(more) {
            store::add_line(&work, &lines::blank(plan.id, *part, position, text.clone())).await?;
        }
        work.trail(told(&plan, "added").field("title", "", &plan.title));
        Ok(plan.id)
    })
    .await
}

/// Agrees to a plan as manager, or for the employees. Refused while something is missing; it is agreed once both have.
pub async fn agree(app: &App, who: &Actor, id: PlanId) -> Result<PlanState, AppError> {
    app.writing(who, |work| async move {
        let plan = readable(&work, who, id).await?;
        let lines = store::lines_of(&work, id).await?;
        let has_representative = has_representative(&work, who, plan.unit, work.today).await?;
        let part = plan
            .agrees_as(who, &lines, has_representative)
            .ok_or(AppError::Forbidden)?;
        if plan.state != PlanState::Draft {
            return Err(AppError::Refused("refused-plan-agreed"));
        }
        if !missing(&lines).is_empty() {
            return Err(AppError::Refused("refused-plan-missing"));
        }
        let agreed = plan.agreed(who.person, part, work.today);
        store::change(&work, &agreed).await?;
        work.trail(told(&plan, "agreed").field("state", plan.state.code(), agreed.state.code()));
        Ok(agreed.state)
    })
    .await
}

/// Closes a plan: it waits for nobody any more. What it said stays.
pub async fn close(app: &App, who: &Actor, id: PlanId, note: &str) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, id).await?;
        let mut input = Input::new();
        let closing_note = input.line("closing_note", note);
        asking::look_through(&mut input, "closing_note", &closing_note, true);
        input.done()?;
        let closed = UnitPlan {
            state: PlanState::Closed,
            closing_note,
            ..plan.clone()
        };
        store::change(&work, &closed).await?;
        work.trail(
            told(&plan, "closed")
                .field("state", plan.state.code(), closed.state.code())
                .field("closing_note", "", &closed.closing_note),
        );
        Ok(())
    })
    .await
}
