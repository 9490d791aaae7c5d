//! `/start/stairs`: five steps with signs to tick; the program proposes a step and says why, the unit decides; the years stand side by side.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Query, State};
use axum_extra::extract::Form as ManyForm;
use chrono::Datelike;
use serde::Deserialize;
use trivsel_app::stairs::{self, StairsForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;
use trivsel_domain::stairs::{StairPlacement, StairStep, lacking, proposed};

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::STAIRS, "EMSUCK", show),
        get(urls::NEW_STAIRS, "MSUC", new),
        post(urls::STAIRS, "MSUC", place),
    ]
}

/// Which unit it is about; empty for one's own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StairsUnit {
    unit: String,
}

/// A step with what each year's look said of it.
struct StairStepView {
    step: StairStep,
    signs: Vec<SignView>,
    /// The years in which the unit placed itself here, the newest first.
    years: Vec<String>,
}

/// A sign, and the years in which it was seen.
struct SignView {
    code: &'static str,
    years: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/stairs/show.html")]
struct StairsPage {
    shell: Shell,
    fields: Fields,
    unit: UnitId,
    unit_name: String,
    units: Vec<Choice>,
    steps: Vec<StairStepView>,
    placements: Vec<StairPlacement>,
    may_place: bool,
}

impl StairsPage {
    fn years(&self, years: &[String]) -> String {
        let words: Vec<&str> = years.iter().map(String::as_str).collect();
        self.shell.lang.list(&words)
    }
}

fn years_of<'a>(placements: impl Iterator<Item = &'a StairPlacement>) -> Vec<String> {
    let mut years: Vec<String> = placements.map(|one| one.placed_on.year().to_string()).collect();
    years.dedup();
    years
}

async fn show(State(web): State<Web>, session: Session, Query(asked): Query<StairsUnit>) -> Answer {
    let who = session.actor();
    who.must_somewhere(Right::ReadInitiative).map_err(AppError::from)?;
    // Whoever has a role elsewhere than where they are employed begins there.
    let readable = |unit: &UnitId| who.may(Right::ReadInitiative, *unit);
    let first = || who.units_with(Right::ReadInitiative).into_iter().next();
    let own = || who.home_unit().filter(readable).or_else(first);
    let unit = asked.unit.parse().ok().or_else(own);
    let unit = unit.filter(|unit| who.tree.get(*unit).is_some());
    let unit = unit.ok_or(AppError::NotFound)?;
    let placements = stairs::of_unit(&web.app, who, unit).await?;
    let shell = session.shell(Station::GetStarted);
    let sign = |code: &&'static str| SignView {
        code,
        years: years_of(placements.iter().filter(|one| one.signs.contains(*code))),
    };
    let view = |step: StairStep| StairStepView {
        step,
        signs: step.signs().iter().map(sign).collect(),
        years: years_of(placements.iter().filter(|one| one.step == step)),
    };
    page(&StairsPage {
        // The highest stands at the top, as on stairs.
        steps: StairStep::ALL.into_iter().rev().map(view).collect(),
        fields: Fields::new(session.words(), "stairs", Vec::new()),
        unit_name: who.tree.name(unit).to_owned(),
        units: shell.unit_choices("stairs-choose-unit", |unit| who.may(Right::ReadInitiative, unit)),
        may_place: who.may(Right::BeginStart, unit),
        unit,
        placements,
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/stairs/new.html")]
struct NewStairsPage {
    shell: Shell,
    fields: Fields,
    form: StairsForm,
    units: Vec<Choice>,
    /// The signs of each step.
    signs: Vec<Safe<String>>,
    steps: Vec<Choice>,
    /// The proposed step and what would lead on, once that was asked for.
    proposal: Option<(StairStep, Vec<&'static str>)>,
}

fn new_page(session: &Session, form: StairsForm, problems: Vec<Problem>, is_proposed: bool) -> NewStairsPage {
    let shell = session.shell(Station::GetStarted);
    let who = session.actor();
    let fields = Fields::new(session.words(), "stairs", problems);
    let ticked = form.signs();
    let step = proposed(&ticked);
    let group = |step: StairStep| {
        let choices = shell.choices("stairs-sign", step.signs().iter().copied());
        fields.checkboxes(step.code(), form.ticked_at(step), &choices)
    };
    NewStairsPage {
        signs: StairStep::ALL.into_iter().map(group).collect(),
        units: shell.unit_choices("stairs-choose-unit", |unit| who.may(Right::BeginStart, unit)),
        steps: shell.choices("stairs-step", StairStep::ALL.map(StairStep::code)),
        proposal: is_proposed.then(|| (step, lacking(step, &ticked))),
        form: StairsForm {
            step: if is_proposed && form.step.is_empty() {
                step.code().to_owned()
            } else {
                form.step.clone()
            },
            ..form
        },
        fields,
        shell,
    }
}

async fn new(State(web): State<Web>, session: Session, Query(asked): Query<StairsUnit>) -> Answer {
    let who = session.actor();
    who.must_somewhere(Right::BeginStart).map_err(AppError::from)?;
    let unit: Option<UnitId> = asked.unit.parse().ok().or_else(|| who.home_unit());
    let unit = unit.filter(|unit| who.may(Right::BeginStart, *unit));
    let mut form = StairsForm {
        unit: unit.map(|unit| unit.to_string()).unwrap_or_default(),
        ..StairsForm::default()
    };
    // What was seen last time is ticked already: only what changed has to be touched.
    if let Some(unit) = unit {
        let before = stairs::of_unit(&web.app, who, unit).await?;
        if let Some(last) = before.first() {
            let own = |step: StairStep| -> Vec<String> {
                let signs = step.signs().iter().filter(|sign| last.signs.contains(**sign));
                signs.map(|sign| (*sign).to_owned()).collect()
            };
            form.single = own(StairStep::Single);
            form.involved = own(StairStep::Involved);
            form.organised = own(StairStep::Organised);
            form.governed = own(StairStep::Governed);
            form.strategic = own(StairStep::Strategic);
        }
    }
    page(&new_page(&session, form, Vec::new(), false))
}

/// What is sent: the form, and which button was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SentStairs {
    then: String,
    unit: String,
    single: Vec<String>,
    involved: Vec<String>,
    organised: Vec<String>,
    governed: Vec<String>,
    strategic: Vec<String>,
    step: String,
    text: String,
    next_step: String,
}

impl SentStairs {
    fn form(self, session: &Session) -> StairsForm {
        StairsForm {
            unit: session.unit_typed(&self.unit),
            single: self.single,
            involved: self.involved,
            organised: self.organised,
            governed: self.governed,
            strategic: self.strategic,
            step: self.step,
            text: self.text,
            next_step: self.next_step,
        }
    }
}

async fn place(State(web): State<Web>, session: Session, ManyForm(sent): ManyForm<SentStairs>) -> Answer {
    let who = session.actor();
    who.must_somewhere(Right::BeginStart).map_err(AppError::from)?;
    let asks = sent.then == "propose";
    let form = sent.form(&session);
    if asks {
        // Asked anew, the proposal is for what is ticked now, whatever was chosen before.
        let form = StairsForm {
            step: String::new(),
            ..form
        };
        return page(&new_page(&session, form, Vec::new(), true));
    }
    let placed = match form.read(who) {
        Ok(content) => stairs::place(&web.app, who, &content).await,
        Err(problems) => Err(problems.into()),
    };
    match placed {
        Ok(()) => done(&format!("{}?unit={}", urls::STAIRS, form.unit.trim()), "done-stairs"),
        Err(AppError::Invalid(problems)) => refused(&new_page(&session, form, problems, true)),
        Err(error) => Err(error.into()),
    }
}
