//! A TEST day: the signs one by one, what is done now, and the next day.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::plans::looks::{self, LookForm};
use trivsel_app::plans::{self, PlanView};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PlanId, PlanLineId};
use trivsel_domain::plan::PlanPart;

use super::super::{done, page, refused};
use super::asked;
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// How a sign can have moved.
const WAYS: [&str; 4] = ["better", "same", "worse", "unknown"];

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/plans/{plan}/lines/{line}/look", "MSUC", ask),
        post("/plans/{plan}/lines/{line}/look", "MSUC", write),
    ]
}

/// What is typed, with a choice for each sign: `sign_` and the line's id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TypedLook {
    #[serde(flatten)]
    look: LookForm,
    #[serde(flatten)]
    signs: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "pages/plans/look.html")]
struct LookPage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    action: String,
    form: LookForm,
    signs: Vec<Sign>,
}

struct Sign {
    name: String,
    text: String,
    ways: Vec<LookWay>,
}

struct LookWay {
    code: &'static str,
    words: String,
    is_chosen: bool,
}

fn signs(shell: &Shell, view: &PlanView, typed: &BTreeMap<String, String>) -> Vec<Sign> {
    let own = view.lines.iter().filter(|one| one.line.part == PlanPart::Sign);
    own.map(|one| {
        let name = format!("sign_{}", one.line.id);
        Sign {
            ways: WAYS
                .into_iter()
                .map(|code| LookWay {
                    code,
                    words: shell.code("plan-way", code),
                    is_chosen: typed.get(&name).is_some_and(|chosen| chosen == code),
                })
                .collect(),
            text: one.line.text.clone(),
            name,
        }
    })
    .collect()
}

fn look_page(
    session: &Session,
    view: &PlanView,
    test: PlanLineId,
    typed: TypedLook,
    problems: Vec<Problem>,
) -> Result<LookPage, AppError> {
    let shell = session.shell(Station::FollowUp);
    let is_test = |one: &&trivsel_app::plans::LineView| one.line.id == test && one.line.part == PlanPart::Test;
    if !view.may_change {
        return Err(AppError::Forbidden);
    }
    let line = view.lines.iter().find(is_test).ok_or(AppError::NotFound)?;
    let mut form = typed.look;
    form.asked = asked(&problems, &form.asked);
    Ok(LookPage {
        signs: signs(&shell, view, &typed.signs),
        fields: Fields::new(session.words(), "plan-look", problems),
        back: urls::plan(view.plan.id),
        action: format!("{}/look", urls::plan_line(view.plan.id, test)),
        title: line.line.text.clone(),
        form,
        shell,
    })
}

async fn ask(State(web): State<Web>, session: Session, Path((plan, test)): Path<(PlanId, PlanLineId)>) -> Answer {
    let view = plans::find(&web.app, session.actor(), plan).await?;
    page(&look_page(&session, &view, test, TypedLook::default(), Vec::new())?)
}

async fn write(
    State(web): State<Web>,
    session: Session,
    Path((plan, test)): Path<(PlanId, PlanLineId)>,
    Form(typed): Form<TypedLook>,
) -> Answer {
    let view = plans::find(&web.app, session.actor(), plan).await?;
    let shell = session.shell(Station::FollowUp);
    let said = said(&shell, &signs(&shell, &view, &typed.signs));
    let written = async { looks::write(&web.app, session.actor(), plan, test, &typed.look.read(&said)?).await };
    match written.await {
        Ok(()) => done(&urls::plan(plan), "done-plan-looked"),
        Err(AppError::Invalid(problems)) => refused(&look_page(&session, &view, test, typed, problems)?),
        Err(error) => Err(error.into()),
    }
}

/// Each sign with how it moved, a line each; those nothing was said about are left out.
fn said(shell: &Shell, signs: &[Sign]) -> String {
    let lines = signs.iter().filter_map(|sign| {
        let way = sign.ways.iter().find(|way| way.is_chosen)?;
        let line = shell
            .with("plan-look-line")
            .text("sign", &sign.text)
            .text("way", &way.words);
        Some(line.to_string())
    });
    lines.collect::<Vec<_>>().join("\n")
}
