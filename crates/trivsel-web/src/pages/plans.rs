//! `/plans`: the plans of a unit, one plan as a page with five headings, agreed by two, followed, and made an initiative.
//!
//! One module a step, as on the app floor: [`room`], [`notes`], [`lines`], [`looks`], [`becoming`]; [`print`] sets it as A4.

mod agenda;
mod becoming;
mod lines;
mod looks;
mod notes;
mod print;
mod room;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::plans::lines::MOST_WHAT;
use trivsel_app::plans::{self, LineView, PlanList, PlanView, UnitPlanForm, asking};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PlanId, UnitId};
use trivsel_domain::plan::{AgreesAs, PlanLine, PlanPart, PlanState};
use trivsel_domain::rights::Right;

use super::workshops::{qr_path, qr_side};
use super::{chain, done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/plans", "EMSUC", list),
        get("/plans/new", "MSUC", new),
        post("/plans", "MSUC", add),
        get("/plans/{plan}", "EMSUC", show),
        post("/plans/{plan}/agree", "MSU", agree),
        post("/plans/{plan}/close", "MSUC", close),
    ];
    routes.extend(lines::routes());
    routes.extend(looks::routes());
    routes.extend(becoming::routes());
    routes.extend(agenda::routes());
    routes.extend(notes::routes());
    routes.extend(print::routes());
    routes.extend(room::routes());
    routes
}

/// Which unit's plans.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlanQuery {
    unit: String,
}

#[derive(Template)]
#[template(path = "pages/plans/list.html")]
struct PlansPage {
    shell: Shell,
    found: PlanList,
    rows: Vec<ListRow>,
    /// The unit they are of; empty for all.
    unit: String,
    new_address: String,
}

struct ListRow {
    address: String,
    title: String,
    unit: String,
    state: String,
    done: String,
    next: String,
}

async fn list(State(web): State<Web>, session: Session, Query(asked): Query<PlanQuery>) -> Answer {
    let unit: Option<UnitId> = asked.unit.parse().ok();
    let found = plans::list(&web.app, session.actor(), unit).await?;
    let shell = session.shell(Station::Act);
    let rows = found.plans.iter().map(|row| ListRow {
        address: urls::plan(row.plan.id),
        title: row.plan.title.clone(),
        unit: row.unit_name.clone(),
        state: shell.code("plan-state", row.plan.state.code()),
        done: match row.done {
            (_, 0) => "–".to_owned(),
            (done, of) => shell
                .with("plan-done-of")
                .count("done", done)
                .count("of", of)
                .to_string(),
        },
        next: shell.maybe_day(row.next_test),
    });
    page(&PlansPage {
        rows: rows.collect(),
        unit: unit.map(|unit| shell.unit_name(&unit).to_owned()).unwrap_or_default(),
        new_address: match unit {
            Some(unit) => format!("{}/new?unit={unit}", urls::PLANS),
            None => format!("{}/new", urls::PLANS),
        },
        found,
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/plans/new.html")]
struct NewPlanPage {
    shell: Shell,
    fields: Fields,
    form: UnitPlanForm,
    units: Vec<Choice>,
}

fn new_page(session: &Session, mut form: UnitPlanForm, problems: Vec<Problem>) -> NewPlanPage {
    let shell = session.shell(Station::Act);
    form.asked = asked(&problems, &form.asked);
    NewPlanPage {
        units: shell.unit_choices("choose", |unit| shell.may_in(Right::ChangePlans, unit)),
        fields: Fields::new(session.words(), "plan", problems),
        form,
        shell,
    }
}

/// `on` once a sentence has asked: saving the same again is then a choice.
fn asked(problems: &[Problem], before: &str) -> String {
    let asks = |problem: &Problem| asking::ASKED.contains(&problem.message);
    if before == "on" || problems.iter().any(asks) {
        "on".to_owned()
    } else {
        String::new()
    }
}

async fn new(session: Session, Query(asked): Query<PlanQuery>) -> Answer {
    session
        .actor()
        .must_somewhere(Right::ChangePlans)
        .map_err(AppError::from)?;
    let home = session.actor().home_unit();
    let unit = asked.unit.parse().ok().or(home);
    let unit = unit.filter(|unit| session.actor().may(Right::ChangePlans, *unit));
    let form = UnitPlanForm {
        unit: unit.map(|unit| unit.to_string()).unwrap_or_default(),
        ..UnitPlanForm::default()
    };
    page(&new_page(&session, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<UnitPlanForm>) -> Answer {
    plans::must_add(session.actor())?;
    match async { plans::add(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(id) => done(&urls::plan(id), "done-plan-added"),
        Err(AppError::Invalid(problems)) => refused(&new_page(&session, form, problems)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/plans/show.html")]
struct UnitPlanPage {
    shell: Shell,
    view: PlanView,
    back: String,
    about: String,
    parts: Vec<PartView>,
    /// What it still lacks, in words; empty once it is agreed.
    missing: Vec<String>,
    /// What the visitor agrees as; none where there is nothing to agree.
    agree: Option<String>,
    signed: Vec<String>,
    looks: Vec<LookRow>,
    /// Chosen notes that can be taken as lines, each with the day it is from.
    offered: Vec<OfferedNote>,
    /// Are there three things under HVAD already?
    is_full: bool,
    /// What it came of and became.
    way: Safe<String>,
    /// Where it is put on an agenda; none for whoever sets none.
    agenda: Option<String>,
    /// The code that leads here, for the print.
    qr: String,
    qr_side: usize,
}

impl UnitPlanPage {
    /// What the addresses of the plan begin with.
    fn base(&self) -> String {
        urls::plan(self.view.plan.id)
    }
}

/// One of the five headings.
struct PartView {
    code: &'static str,
    heading: String,
    question: String,
    help: String,
    lines: Vec<LineRow>,
}

struct LineRow {
    /// Where it is changed and ticked; empty for those who may not.
    address: String,
    text: String,
    /// Who, or the forum; may be empty.
    who: String,
    when: String,
    /// What came of it; may be empty.
    mark: String,
    is_warning: bool,
    /// Where a TEST day is written; empty for other lines.
    look_address: String,
}

/// A chosen note that can be taken.
struct OfferedNote {
    board: String,
    note: String,
    text: String,
    from: String,
}

struct LookRow {
    when: String,
    text: Safe<String>,
    by: String,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let view = plans::find(&web.app, session.actor(), id).await?;
    let way = chain::lines_of_plan(&web, &session, id).await?;
    let shell = session.shell(Station::Act);
    let address = format!("{}{}", web.app.settings.public_url, urls::plan(id));
    page(&UnitPlanPage {
        agenda: (session.actor().may_in_some_committee(Right::ChangeAgenda) && view.may_change)
            .then(|| format!("{}/agenda", urls::plan(id))),
        qr: qr_path(&address),
        qr_side: qr_side(&address),
        back: format!("{}?unit={}", urls::PLANS, view.plan.unit),
        about: about(&shell, &view),
        parts: PlanPart::ALL.map(|part| part_view(&shell, &view, part)).into(),
        missing: match view.plan.state {
            PlanState::Draft => view
                .missing
                .iter()
                .map(|one| shell.code("plan-missing", one.code()))
                .collect(),
            PlanState::Agreed | PlanState::Closed => Vec::new(),
        },
        agree: view.agrees_as.map(|part| {
            let id = match part {
                AgreesAs::Manager => "plan-agree-manager",
                AgreesAs::Representative => "plan-agree-representative",
            };
            shell.t(id).into_owned()
        }),
        signed: signed(&shell, &view),
        looks: view
            .looks
            .iter()
            .map(|(look, by)| LookRow {
                when: shell.day(look.held_on),
                text: crate::prose::prose(&look.text),
                by: by.clone(),
            })
            .collect(),
        offered: view
            .offered
            .iter()
            .map(|one| OfferedNote {
                board: one.board.to_string(),
                note: one.note.to_string(),
                text: one.text.clone(),
                from: shell
                    .with("plan-note-from")
                    .text("workshop", &one.workshop)
                    .text("date", shell.day(one.held_on))
                    .to_string(),
            })
            .collect(),
        is_full: view
            .lines
            .iter()
            .filter(|one| one.line.part == PlanPart::What && one.line.is_open())
            .count()
            >= MOST_WHAT,
        way,
        view,
        shell,
    })
}

/// Whose it is and from when to when.
fn about(shell: &Shell, view: &PlanView) -> String {
    shell
        .with("plan-about")
        .text("number", view.plan.number)
        .text("unit", &view.unit_name)
        .text("days", shell.days(view.plan.valid_from, view.plan.valid_to))
        .text("state", shell.code("plan-state", view.plan.state.code()))
        .to_string()
}

/// Who has agreed, and who is still missing.
fn signed(shell: &Shell, view: &PlanView) -> Vec<String> {
    let side = |name: &Option<String>, there: &str, lacks: &str| match name {
        Some(name) => shell.with(there).text("name", name).to_string(),
        None => shell.t(lacks).into_owned(),
    };
    vec![
        side(&view.manager, "plan-signed-manager", "plan-lacks-manager"),
        side(
            &view.representative,
            "plan-signed-representative",
            "plan-lacks-representative",
        ),
    ]
}

fn part_view(shell: &Shell, view: &PlanView, part: PlanPart) -> PartView {
    let own = view.lines.iter().filter(|one| one.line.part == part);
    PartView {
        code: part.code(),
        heading: shell.code("plan-heading", part.code()),
        question: shell.code("plan-question", part.code()),
        help: shell.code("plan-part-help", part.code()),
        lines: own.map(|one| line_row(shell, view, one)).collect(),
    }
}

fn line_row(shell: &Shell, view: &PlanView, one: &LineView) -> LineRow {
    let line = &one.line;
    let (mark, is_warning) = if let Some(on) = line.done_on {
        let day = shell.day(on);
        let said = match line.outcome.as_str() {
            "" => shell.with("plan-done").text("date", day).to_string(),
            outcome => shell
                .with("plan-done-with")
                .text("date", day)
                .text("outcome", outcome)
                .to_string(),
        };
        (said, false)
    } else if !line.dropped_because.is_empty() {
        let sentence = shell.with("plan-dropped").text("why", &line.dropped_because);
        (sentence.to_string(), false)
    } else if one.is_overdue {
        (shell.t("plan-overdue").into_owned(), true)
    } else {
        (String::new(), false)
    };
    let may_open = view.may_change || one.may_tick;
    let may_look = line.part == PlanPart::Test && line.is_open() && view.may_change;
    LineRow {
        address: if may_open {
            urls::plan_line(view.plan.id, line.id)
        } else {
            String::new()
        },
        text: line.text.clone(),
        who: if one.who.is_empty() {
            one.forum.clone()
        } else {
            one.who.clone()
        },
        when: when(shell, line),
        mark,
        is_warning,
        look_address: if may_look {
            format!("{}/look", urls::plan_line(view.plan.id, line.id))
        } else {
            String::new()
        },
    }
}

/// By when, or on which day it is looked at; may be empty.
fn when(shell: &Shell, line: &PlanLine) -> String {
    match (line.part, line.due_on) {
        (PlanPart::Test, None) => shell.t("plan-undated").into_owned(),
        (_, None) => String::new(),
        (PlanPart::Test, Some(on)) => shell.day(on),
        (_, Some(on)) => shell.with("plan-latest").text("date", shell.day(on)).to_string(),
    }
}

async fn agree(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let notice = match plans::agree(&web.app, session.actor(), id).await? {
        PlanState::Draft => "done-plan-agreed-half",
        PlanState::Agreed | PlanState::Closed => "done-plan-agreed",
    };
    done(&urls::plan(id), notice)
}

/// Why a plan is closed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ClosingForm {
    closing_note: String,
}

async fn close(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<PlanId>,
    Form(form): Form<ClosingForm>,
) -> Answer {
    plans::close(&web.app, session.actor(), id, &form.closing_note).await?;
    done(&urls::plan(id), "done-plan-closed")
}
