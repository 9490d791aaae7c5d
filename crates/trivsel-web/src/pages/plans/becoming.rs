//! "Det bliver planen til": what a plan becomes, filled in, with each line to be left out.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::plans::becoming::{self, BecomeForm, Becoming};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::PlanId;
use trivsel_domain::plan::PlanPart;

use super::super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/plans/{plan}/initiative", "MC", ask),
        post("/plans/{plan}/initiative", "MC", make),
        post("/plans/{plan}/measures", "MC", take),
    ]
}

#[derive(Template)]
#[template(path = "pages/plans/becoming.html")]
struct BecomingPage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    rows: Vec<BecomingRow>,
    /// The lines an initiative that is there can take as measures.
    measures: Vec<BecomingRow>,
    initiatives: Vec<Choice>,
    form: BecomeForm,
    /// What is wrong with the choice of lines; may be empty.
    line_error: Option<String>,
}

/// A line with what becomes of it.
#[derive(Clone)]
struct BecomingRow {
    id: String,
    text: String,
    heading: String,
    becomes: String,
    is_chosen: bool,
}

fn becoming_page(session: &Session, of: &Becoming, form: BecomeForm, problems: Vec<Problem>) -> BecomingPage {
    let shell = session.shell(Station::Act);
    let is_fresh = problems.is_empty();
    let rows: Vec<BecomingRow> = of
        .lines
        .iter()
        .map(|line| BecomingRow {
            id: line.id.to_string(),
            text: line.text.clone(),
            heading: shell.code("plan-heading", line.part.code()),
            becomes: shell.code("plan-becomes", line.part.code()),
            is_chosen: is_fresh || form.line.contains(&line.id.to_string()),
        })
        .collect();
    let how = shell.code("plan-heading", PlanPart::How.code());
    let fields = Fields::new(session.words(), "plan", problems);
    let mut initiatives = vec![Choice::new("", shell.t("choose"))];
    initiatives.extend(of.initiatives.iter().map(|(id, title)| Choice::new(id, title)));
    BecomingPage {
        line_error: fields.error("line"),
        fields,
        back: urls::plan(of.plan.id),
        title: of.plan.title.clone(),
        measures: rows.iter().filter(|row| row.heading == how).cloned().collect(),
        rows,
        initiatives,
        form,
        shell,
    }
}

async fn ask(State(web): State<Web>, session: Session, Path(plan): Path<PlanId>) -> Answer {
    let of = becoming::prepare(&web.app, session.actor(), plan).await?;
    page(&becoming_page(&session, &of, BecomeForm::default(), Vec::new()))
}

async fn make(
    State(web): State<Web>,
    session: Session,
    Path(plan): Path<PlanId>,
    Form(form): Form<BecomeForm>,
) -> Answer {
    let of = becoming::prepare(&web.app, session.actor(), plan).await?;
    let made = async { becoming::become_initiative(&web.app, session.actor(), plan, &form.read()?).await };
    match made.await {
        Ok(id) => done(&urls::initiative(id), "done-plan-became"),
        Err(AppError::Invalid(problems)) => refused(&becoming_page(&session, &of, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn take(
    State(web): State<Web>,
    session: Session,
    Path(plan): Path<PlanId>,
    Form(form): Form<BecomeForm>,
) -> Answer {
    let of = becoming::prepare(&web.app, session.actor(), plan).await?;
    let taken = async {
        let (initiative, lines) = form.read_taken()?;
        becoming::take(&web.app, session.actor(), plan, initiative, &lines).await?;
        Ok::<_, AppError>(initiative)
    };
    match taken.await {
        Ok(initiative) => done(&urls::initiative(initiative), "done-plan-taken"),
        Err(AppError::Invalid(problems)) => refused(&becoming_page(&session, &of, form, problems)),
        Err(error) => Err(error.into()),
    }
}
