//! The lines of a plan: added, changed, moved between the headings, and what came of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::Committee;
use trivsel_domain::danish;
use trivsel_domain::id::{CommitteeId, PersonId, PlanId, PlanLineId, UnitId};
use trivsel_domain::person::Role;
use trivsel_domain::plan::{PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, committees, persons, plans as store};
use uuid::Uuid;

use super::{asking, changeable, readable, told};
use crate::committees::Direction;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::{App, AppError, Problem, Problems, chain};

/// What is typed to add or change a line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    /// The heading's code.
    pub part: String,
    /// What it says.
    pub text: String,
    /// Who does it, by id; may be empty.
    pub person: String,
    /// Who does it in words; may be empty.
    pub role: String,
    /// By when; may be empty.
    pub due_on: String,
    /// Where it is looked at, by id; may be empty.
    pub committee: String,
    /// `on` when it was asked about a word and it is saved all the same.
    pub asked: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineContent {
    /// Under which heading.
    pub part: PlanPart,
    /// What it says.
    pub text: String,
    /// Who does it.
    pub person: Option<PersonId>,
    /// Who does it in words.
    pub role: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Where it is looked at.
    pub committee: Option<CommitteeId>,
    /// Was it asked what is to wait?
    pub was_asked: bool,
}

impl LineForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<LineContent, Problems> {
        let mut input = Input::new();
        let part = input.choice("part", &self.part, PlanPart::parse);
        let text = input.required("text", &self.text);
        let role = input.line("role", &self.role);
        for (field, typed) in [("text", &text), ("role", &role)] {
            asking::look_through(&mut input, field, typed, self.asked == "on");
        }
        let person = input.optional_id("person", &self.person);
        let due_on = input.optional_date("due_on", &self.due_on);
        let committee = input.optional_id("committee", &self.committee);
        input.read(part.map(|part| LineContent {
            part,
            text,
            person,
            role,
            due_on,
            committee,
            was_asked: self.asked == "on",
        }))
    }
}

/// What a line can be tied to.
#[derive(Clone, Debug)]
pub struct LineOffer {
    /// Those employed in the unit and those with a role for it, in Danish order.
    pub people: Vec<(PersonId, String)>,
    /// The forums the visitor may see.
    pub forums: Vec<Committee>,
}

/// A line that says nothing but its text.
pub(super) fn blank(plan: PlanId, part: PlanPart, position: i32, text: String) -> PlanLine {
    PlanLine {
        // Drawn: an id that grows with the clock would tell when somebody in a room wrote it.
        id: PlanLineId(Uuid::new_v4()),
        plan,
        part,
        position,
        text,
        person: None,
        role: String::new(),
        due_on: None,
        committee: None,
        indicator: None,
        survey_scale: String::new(),
        done_on: None,
        outcome: String::new(),
        dropped_because: String::new(),
    }
}

/// A line to be changed or ticked, with its plan and what it can be tied to.
pub async fn find(
    app: &App,
    who: &Actor,
    plan: PlanId,
    id: PlanLineId,
) -> Result<(UnitPlan, PlanLine, LineOffer), AppError> {
    let tx = app.read(who.organisation).await?;
    let plan = readable(&tx, who, plan).await?;
    let line = of(&tx, plan.id, id).await?;
    if !plan.may_be_changed_by(who) && line.person != Some(who.person) {
        return Err(AppError::Forbidden);
    }
    let offer = offer(&tx, who, plan.unit, &line, app.today()).await?;
    Ok((plan, line, offer))
}

async fn of(tx: &Tx, plan: PlanId, id: PlanLineId) -> Result<PlanLine, AppError> {
    store::find_line(tx, id)
        .await?
        .filter(|line| line.plan == plan)
        .ok_or(AppError::NotFound)
}

async fn offer(tx: &Tx, who: &Actor, unit: UnitId, line: &PlanLine, today: NaiveDate) -> Result<LineOffer, AppError> {
    let mut people = people_of(tx, who, unit, today).await?;
    if let Some(tied) = line.person.filter(|tied| !people.contains_key(tied)) {
        let there = persons::list_some(tx, &[tied]).await?.into_iter();
        people.extend(
            there
                .filter(|person| !person.is_erased)
                .map(|person| (person.id, person.name)),
        );
    }
    let mut people: Vec<(PersonId, String)> = people.into_iter().collect();
    people.sort_by(|a, b| danish::compare(&a.1, &b.1));
    let mut forums = committees::list(tx).await?;
    forums.retain(|forum| forum.may_be_read_by(who) && forum.period.contains(today));
    forums.sort_by(|a, b| danish::compare(&a.name, &b.name));
    Ok(LineOffer { people, forums })
}

/// Those employed in a unit, and its managers and representatives, from above too.
async fn people_of(
    tx: &Tx,
    who: &Actor,
    unit: UnitId,
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, String>, AppError> {
    let employed = persons::list_employed(tx, &[unit], today).await?;
    let holders = persons::holders(tx, &[Role::Manager, Role::SafetyRep, Role::UnionRep], today).await?;
    let holders = holders
        .into_iter()
        .filter(|holder| who.tree.is_within(unit, holder.unit));
    let employed = employed.into_iter().filter(|(person, _)| !person.is_erased);
    let mut people: BTreeMap<PersonId, String> = employed.map(|(person, _)| (person.id, person.name)).collect();
    people.extend(holders.map(|holder| (holder.person, holder.name)));
    Ok(people)
}

/// Whoever is tied to a line has to do with the unit; a day lies ahead.
async fn check(
    tx: &Tx,
    who: &Actor,
    plan: &UnitPlan,
    content: &LineContent,
    before: &PlanLine,
    today: NaiveDate,
) -> Result<(), AppError> {
    let mut input = Input::new();
    if content.due_on != before.due_on && content.due_on.is_some_and(|due| due < today) {
        input.refuse(Problem::new("due_on", "problem-before-today"));
    }
    if let Some(person) = content.person
        && content.person != before.person
        && !people_of(tx, who, plan.unit, today).await?.contains_key(&person)
    {
        input.refuse(Problem::new("person", "problem-choose"));
    }
    if let Some(committee) = content.committee
        && content.committee != before.committee
    {
        let found = committees::find(tx, committee).await?;
        if !found.is_some_and(|forum| forum.may_be_read_by(who)) {
            input.refuse(Problem::new("committee", "problem-choose"));
        }
    }
    input.done()
}

/// What was agreed is agreed no more once somebody changes what was agreed to: both are asked anew.
async fn reopen(tx: &Tx, plan: &UnitPlan) -> Result<(), AppError> {
    let is_signed = plan.agreement.manager.is_some() || plan.agreement.representative.is_some();
    if plan.state == PlanState::Draft && is_signed {
        let unsigned = UnitPlan {
            agreement: Default::default(),
            ..plan.clone()
        };
        store::change(tx, &unsigned).await?;
    }
    Ok(())
}

/// So many things a plan has under HVAD before it is asked which is to wait.
pub const MOST_WHAT: usize = 3;

/// Asks once before a fourth thing comes under HVAD. `before` is the line as it was, where it is changed.
pub(super) async fn check_count(
    tx: &Tx,
    plan: PlanId,
    content: &LineContent,
    before: Option<&PlanLine>,
) -> Result<(), AppError> {
    let comes_new = before.is_none_or(|line| line.part != PlanPart::What);
    if content.part != PlanPart::What || !comes_new || content.was_asked {
        return Ok(());
    }
    let there = store::lines_of(tx, plan).await?;
    let open = there
        .iter()
        .filter(|line| line.part == PlanPart::What && line.is_open());
    if open.count() < MOST_WHAT {
        Ok(())
    } else {
        Err(AppError::invalid("text", "problem-ask-what"))
    }
}

/// A line with what is to be said of it; under another heading it stands last.
pub(super) async fn moved(tx: &Tx, content: &LineContent, before: &PlanLine) -> Result<PlanLine, AppError> {
    let mut after = over(content, before.clone());
    if after.part != before.part {
        after.position = last_position(tx, before.plan, after.part).await? + 1;
    }
    Ok(after)
}

pub(super) async fn last_position(tx: &Tx, plan: PlanId, part: PlanPart) -> Result<i32, AppError> {
    let lines = store::lines_of(tx, plan).await?;
    let own = lines.iter().filter(|line| line.part == part);
    Ok(own.map(|line| line.position).max().unwrap_or(0))
}

/// Adds a line at the end of its heading.
pub async fn add(app: &App, who: &Actor, plan: PlanId, content: &LineContent) -> Result<PlanLineId, AppError> {
    add_of(app, who, plan, content, None).await
}

/// The same of something it came of: a tool of the toolbox.
pub(crate) async fn add_of(
    app: &App,
    who: &Actor,
    plan: PlanId,
    content: &LineContent,
    from: Option<Node>,
) -> Result<PlanLineId, AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let position = last_position(&work, plan.id, content.part).await? + 1;
        let base = blank(plan.id, content.part, position, String::new());
        check(&work, who, &plan, content, &base, work.today).await?;
        check_count(&work, plan.id, content, None).await?;
        let line = over(content, base);
        store::add_line(&work, &line).await?;
        if let Some(from) = from {
            chain::came_of(&work, who, from, Node::PlanLine(line.id), work.today).await?;
        }
        reopen(&work, &plan).await?;
        work.trail(told(&plan, "changed").field("line", "", &line.text));
        Ok(line.id)
    })
    .await
}

pub(super) fn over(content: &LineContent, base: PlanLine) -> PlanLine {
    PlanLine {
        part: content.part,
        text: content.text.clone(),
        person: content.person,
        role: content.role.clone(),
        due_on: content.due_on,
        committee: content.committee,
        ..base
    }
}

/// Changes a line; under another heading it stands last.
pub async fn change(
    app: &App,
    who: &Actor,
    plan: PlanId,
    id: PlanLineId,
    seen: &SeenMark,
    content: &LineContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let before = of(&work, plan.id, id).await?;
        seen.must_be(&before)?;
        check(&work, who, &plan, content, &before, work.today).await?;
        check_count(&work, plan.id, content, Some(&before)).await?;
        let after = moved(&work, content, &before).await?;
        store::change_line(&work, &after).await?;
        if after != before {
            reopen(&work, &plan).await?;
        }
        let id = |person: Option<PersonId>| person.map(|person| person.0);
        let trail = told(&plan, "changed")
            .field("line", &before.text, &after.text)
            .field("part", before.part.code(), after.part.code())
            .field("role", &before.role, &after.role)
            .optional("person", id(before.person), id(after.person))
            .optional("due_on", before.due_on, after.due_on);
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Moves a line one place up or down under its heading. At the end nothing happens.
pub async fn shift(app: &App, who: &Actor, plan: PlanId, id: PlanLineId, way: Direction) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let moved = of(&work, plan.id, id).await?;
        let lines = store::lines_of(&work, plan.id).await?;
        let mut own: Vec<PlanLine> = lines.into_iter().filter(|line| line.part == moved.part).collect();
        let at = own.iter().position(|line| line.id == id).unwrap_or(0);
        let other = match way {
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1).filter(|other| *other < own.len()),
        };
        if let Some(other) = other {
            own.swap(at, other);
            for (position, line) in (1..).zip(own) {
                store::change_line(&work, &PlanLine { position, ..line }).await?;
            }
        }
        Ok(())
    })
    .await
}

/// Removes a line. What came of it keeps its words.
pub async fn remove(app: &App, who: &Actor, plan: PlanId, id: PlanLineId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let line = of(&work, plan.id, id).await?;
        store::remove_line(&work, id).await?;
        reopen(&work, &plan).await?;
        work.trail(told(&plan, "changed").field("line", &line.text, ""));
        Ok(())
    })
    .await
}

/// What came of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tick {
    /// It is done; what came of it, in a line that may be empty.
    Done(String),
    /// It was dropped; why.
    Dropped(String),
    /// It waits again.
    Open,
}

/// Says what came of a line: whoever may write on the plan, and the person it names.
pub async fn tick(app: &App, who: &Actor, plan: PlanId, id: PlanLineId, tick: &Tick) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let plan = readable(&work, who, plan).await?;
        let before = of(&work, plan.id, id).await?;
        if !plan.may_be_changed_by(who) && before.person != Some(who.person) {
            return Err(AppError::Forbidden);
        }
        let mut input = Input::new();
        let mut after = PlanLine {
            done_on: None,
            outcome: String::new(),
            dropped_because: String::new(),
            ..before.clone()
        };
        match tick {
            Tick::Done(outcome) => {
                after.done_on = Some(work.today);
                after.outcome = input.line("outcome", outcome);
                asking::look_through(&mut input, "outcome", outcome, true);
            }
            Tick::Dropped(why) => {
                after.dropped_because = input.required("dropped_because", why);
                asking::look_through(&mut input, "dropped_because", why, true);
            }
            Tick::Open => {}
        }
        input.done()?;
        store::change_line(&work, &after).await?;
        work.trail_changes(
            told(&plan, "changed")
                .optional("done_on", before.done_on, after.done_on)
                .field("outcome", &before.outcome, &after.outcome)
                .field("dropped_because", &before.dropped_because, &after.dropped_because),
        );
        Ok(())
    })
    .await
}
