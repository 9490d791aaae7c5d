//! `/start/guides`: two people look at whether they are ready, and what they agree on before anything begins.

mod coverage;
mod leading_on;
mod turns;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::starts::{self, Candidates, StartDetails, TypedAnswers};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{StartId, UnitId};
use trivsel_domain::rights::Right;
use trivsel_domain::start::{
    AgreementPart, Promise, StartLevel, StartPart, StartStage, Statement, answer_of, differences, is_ready_to_ask,
    missing,
};

use super::{done, page, quicker, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{INSIDE, Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get(urls::NEW_START, "MSUC", new),
        post(urls::STARTS, "MSUC", begin),
        get("/start/guides/{start}", INSIDE, show),
        post("/start/guides/{start}/answers", INSIDE, answer),
        post("/start/guides/{start}/together", INSIDE, answer_together),
        post("/start/guides/{start}/agreements", INSIDE, write_agreements),
        post("/start/guides/{start}/agreed", INSIDE, agree),
        post("/start/guides/{start}/initiative", INSIDE, begin_initiative),
    ];
    routes.extend(coverage::routes());
    routes.extend(leading_on::routes());
    routes.extend(turns::routes());
    routes
}

/// What is typed to begin.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct NewStart {
    unit: String,
    lead: String,
    rep: String,
}

#[derive(Template)]
#[template(path = "pages/starts/new.html")]
struct NewPage {
    shell: Shell,
    fields: Fields,
    form: NewStart,
    units: Vec<Choice>,
    /// Who can be the two, once the unit is chosen.
    offered: Option<(Vec<Choice>, Vec<Choice>)>,
    unit_name: String,
}

/// A statement as the page shows it.
struct StatementView {
    code: &'static str,
    /// What each answered, and their lines: the one who leads, then the one who represents.
    lead: String,
    lead_text: String,
    rep: String,
    rep_text: String,
    /// How many steps they are apart.
    apart: i32,
    /// What stands in the form.
    level: String,
    text: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/starts/show.html")]
struct GuidePage {
    shell: Shell,
    fields: Fields,
    found: StartDetails,
    unit_name: String,
    /// The statements in the order of the step: their own, or those furthest apart first.
    statements: Vec<StatementView>,
    /// What is missing, each with its line.
    lacking: Vec<(&'static str, &'static str, String)>,
    is_ready: bool,
    agreements: Vec<(&'static str, String)>,
    title: String,
    plan_title: String,
    /// `on` once something was asked about the plan: saving the same again is then a choice.
    asked: String,
    /// What they said they would set aside, once three months have passed.
    looks_back: Option<String>,
    /// Has the other had three weeks and two reminders?
    can_go_on: bool,
    /// What is chosen in the form that looks back, and what can be.
    promise: String,
    promises: Vec<Choice>,
    /// The same as a sentence, with its day.
    looked: Option<String>,
}

impl GuidePage {
    fn is_alone(&self) -> bool {
        self.found.stage == StartStage::Alone
    }

    fn is_waiting(&self) -> bool {
        self.is_alone() && self.found.has_answered()
    }

    fn is_at_differences(&self) -> bool {
        self.found.stage == StartStage::Differences
    }

    fn is_agreed(&self) -> bool {
        self.found.stage == StartStage::Agreed
    }

    /// Does what is called joint rest on one of the two alone?
    fn is_one_view(&self) -> bool {
        matches!(self.found.stage, StartStage::Agreeing | StartStage::Agreed) && self.found.start.is_one_view()
    }

    fn levels(&self) -> Vec<Choice> {
        self.shell.choices("start-level", StartLevel::ALL.map(StartLevel::code))
    }

    /// The name of the other of the two.
    fn other(&self) -> &str {
        match self.found.part {
            StartPart::Lead => &self.found.rep,
            StartPart::Rep | StartPart::Joint => &self.found.lead,
        }
    }
}

async fn new(State(web): State<Web>, session: Session, Query(form): Query<NewStart>) -> Answer {
    page(&new_page(&web, &session, form, Vec::new()).await?)
}

async fn new_page(web: &Web, session: &Session, form: NewStart, problems: Vec<Problem>) -> Result<NewPage, AppError> {
    let who = session.actor();
    who.must_somewhere(Right::BeginStart)?;
    let shell = session.shell(Station::GetStarted);
    let unit: Option<UnitId> = form.unit.parse().ok().filter(|unit| who.may(Right::BeginStart, *unit));
    let offered = match unit {
        Some(unit) => Some(choices(&shell, starts::candidates(&web.app, who, unit).await?)),
        None => None,
    };
    let form = match unit {
        Some(_) => form,
        None => NewStart {
            unit: who.home_unit().map(|unit| unit.to_string()).unwrap_or_default(),
            ..form
        },
    };
    Ok(NewPage {
        fields: Fields::new(session.words(), "guide", problems),
        units: shell.unit_choices("choose", |unit| who.may(Right::BeginStart, unit)),
        unit_name: unit.map(|unit| who.tree.name(unit).to_owned()).unwrap_or_default(),
        offered,
        form,
        shell,
    })
}

fn choices(shell: &Shell, offered: Candidates) -> (Vec<Choice>, Vec<Choice>) {
    let named = |people: Vec<starts::StartCandidate>| {
        let first = Choice::new("", shell.t("choose"));
        let rest = people.into_iter().map(|one| Choice::new(one.person, one.name));
        std::iter::once(first).chain(rest).collect()
    };
    (named(offered.leads), named(offered.reps))
}

async fn begin(State(web): State<Web>, session: Session, Form(form): Form<NewStart>) -> Answer {
    let who = session.actor();
    who.must_somewhere(Right::BeginStart).map_err(AppError::from)?;
    let begun = match (form.unit.parse(), form.lead.parse(), form.rep.parse()) {
        (Ok(unit), Ok(lead), Ok(rep)) => starts::begin(&web.app, who, unit, lead, rep).await,
        (unit, lead, rep) => {
            let wrong = [("unit", unit.is_err()), ("lead", lead.is_err()), ("rep", rep.is_err())];
            let wrong = wrong.into_iter().filter(|(_, is_wrong)| *is_wrong);
            Err(AppError::Invalid(
                wrong.map(|(field, _)| Problem::new(field, "problem-choose")).collect(),
            ))
        }
    };
    match begun {
        Ok((id, was_there)) => done(
            &urls::start(id),
            if was_there {
                "done-start-there"
            } else {
                "done-start-begun"
            },
        ),
        Err(AppError::Invalid(problems)) => refused(&new_page(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// What was typed, by field.
type GuideForm = BTreeMap<String, String>;

async fn show(State(web): State<Web>, session: Session, Path(id): Path<StartId>) -> Answer {
    page(&start_page(&web, &session, id, &GuideForm::new(), Vec::new()).await?)
}

async fn start_page(
    web: &Web,
    session: &Session,
    id: StartId,
    typed: &GuideForm,
    problems: Vec<Problem>,
) -> Result<GuidePage, AppError> {
    let found = starts::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::GetStarted);
    let statements = statement_views(&shell, &found, typed, &problems);
    let lacking = missing(&found.answers)
        .into_iter()
        .map(|answer| (answer.statement.code(), answer.level.code(), answer.text.clone()));
    let agreed = |part: AgreementPart| {
        let kept = found.agreements.get(&part).cloned().unwrap_or_default();
        (part.code(), typed.get(part.code()).cloned().unwrap_or(kept))
    };
    let goes_on = found.start.goes_on_from(found.part);
    let looked = found.start.promise.zip(found.start.promise_looked_on);
    let looked = looked.map(|(promise, day)| {
        let said = shell.with("start-looked").text("day", shell.day(day));
        said.text("answer", shell.code("start-promise", promise.code()))
            .to_string()
    });
    let is_time = found.start.looks_back_on().is_some_and(|day| day <= web.app.today());
    let promised = found.agreements.get(&AgreementPart::Resources).cloned();
    Ok(GuidePage {
        can_go_on: goes_on.is_some_and(|day| day <= web.app.today()),
        promise: typed.get("promise").cloned().unwrap_or_default(),
        looked,
        promises: shell.choices("start-promise", Promise::ALL.map(Promise::code)),
        looks_back: promised.filter(|text| is_time && !text.is_empty()),
        fields: Fields::new(session.words(), "guide", problems),
        unit_name: session.actor().tree.name(found.start.unit).to_owned(),
        statements,
        lacking: lacking.collect(),
        is_ready: is_ready_to_ask(&found.answers),
        agreements: AgreementPart::ALL.map(agreed).into(),
        title: typed.get("title").cloned().unwrap_or_default(),
        plan_title: typed.get("plan_title").cloned().unwrap_or_default(),
        asked: typed.get("asked").cloned().unwrap_or_default(),
        found,
        shell,
    })
}

/// The statements as the step shows them, each with what was said and what stands in its form.
fn statement_views(shell: &Shell, found: &StartDetails, typed: &GuideForm, problems: &[Problem]) -> Vec<StatementView> {
    let order: Vec<(Statement, i32)> = if found.stage == StartStage::Differences {
        differences(&found.answers)
    } else {
        Statement::ALL.into_iter().map(|statement| (statement, 0)).collect()
    };
    let statements = order.into_iter().map(|(statement, apart)| {
        let own = if found.stage == StartStage::Alone {
            found.part
        } else {
            StartPart::Joint
        };
        let said = |part| {
            let answer = answer_of(&found.answers, part, statement);
            answer.map(|answer| (shell.code("start-level", answer.level.code()), answer.text.clone()))
        };
        let (lead, lead_text) = said(StartPart::Lead).unwrap_or_default();
        let (rep, rep_text) = said(StartPart::Rep).unwrap_or_default();
        let kept = answer_of(&found.answers, own, statement);
        let field = |name: &str| format!("{name}_{}", statement.code());
        let (level_field, text_field) = (field("level"), field("text"));
        let kept_level = kept.map(|answer| answer.level.code().to_owned()).unwrap_or_default();
        let kept_text = kept.map(|answer| answer.text.clone()).unwrap_or_default();
        StatementView {
            code: statement.code(),
            lead,
            lead_text,
            rep,
            rep_text,
            apart,
            level: typed.get(&level_field).cloned().unwrap_or(kept_level),
            text: typed.get(&text_field).cloned().unwrap_or(kept_text),
            error: problems
                .iter()
                .find(|problem| problem.field == level_field)
                .map(|problem| shell.words.problem(problem)),
        }
    });
    statements.collect()
}

fn answers_in(typed: &GuideForm) -> TypedAnswers {
    let get = |name: &str, statement: Statement| {
        let field = format!("{name}_{}", statement.code());
        typed.get(&field).cloned().unwrap_or_default()
    };
    Statement::ALL
        .into_iter()
        .map(|statement| (statement, (get("level", statement), get("text", statement))))
        .collect()
}

async fn answer(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    match starts::answer(&web.app, session.actor(), id, &answers_in(&typed)).await {
        Ok(()) => done(&urls::start(id), "done-start-answered"),
        Err(AppError::Invalid(problems)) => refused(&start_page(&web, &session, id, &typed, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn answer_together(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    match starts::answer_together(&web.app, session.actor(), id, &answers_in(&typed)).await {
        Ok(()) => done(&urls::start(id), "done-start-together"),
        Err(AppError::Invalid(problems)) => refused(&start_page(&web, &session, id, &typed, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn write_agreements(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    let texts: BTreeMap<AgreementPart, String> = AgreementPart::ALL
        .into_iter()
        .map(|part| (part, typed.get(part.code()).cloned().unwrap_or_default()))
        .collect();
    let version = typed.get("version").cloned().unwrap_or_default();
    match starts::write_agreements(&web.app, session.actor(), id, &version, &texts).await {
        Ok(()) => done(&urls::start(id), "done-start-agreements"),
        Err(AppError::Invalid(problems)) => refused(&start_page(&web, &session, id, &typed, problems).await?),
        Err(AppError::Conflict) => {
            // What the other wrote stands beside each field; what was typed is kept.
            let mut stale = start_page(&web, &session, id, &typed, Vec::new()).await?;
            let newest: BTreeMap<&str, &str> = AgreementPart::ALL
                .into_iter()
                .map(|part| {
                    let kept = stale.found.agreements.get(&part).map(String::as_str);
                    (part.code(), kept.unwrap_or_default())
                })
                .collect();
            stale.fields = stale.fields.quicker(&newest);
            quicker(&stale)
        }
        Err(error) => Err(error.into()),
    }
}

async fn agree(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    let version = typed.get("version").cloned().unwrap_or_default();
    starts::agree(&web.app, session.actor(), id, &version).await?;
    done(&urls::start(id), "done-start-agreed")
}

async fn begin_initiative(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(typed): Form<GuideForm>,
) -> Answer {
    let title = typed.get("title").cloned().unwrap_or_default();
    let begun = if title.trim().is_empty() {
        // Looked for first, so that a start that is not one's own is not there before anything is said of the form.
        starts::find(&web.app, session.actor(), id).await?;
        Err(AppError::invalid("title", "problem-required"))
    } else {
        starts::begin_initiative(&web.app, session.actor(), id, title.trim()).await
    };
    match begun {
        Ok(initiative) => done(&urls::initiative(initiative), "done-initiative-added"),
        Err(AppError::Invalid(problems)) => refused(&start_page(&web, &session, id, &typed, problems).await?),
        Err(error) => Err(error.into()),
    }
}
