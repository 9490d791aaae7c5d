//! What an agreed start leads on to: a plan.

use axum::extract::{Form, Path, State};
use trivsel_app::starts::{self, LeadOnForm};
use trivsel_app::{AppError, Problem, plans};
use trivsel_domain::id::StartId;

use super::{GuideForm, start_page};
use crate::Web;
use crate::failure::Answer;
use crate::pages::{done, refused};
use crate::routes::{Route, post};
use crate::session::Session;
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![post("/start/guides/{start}/plan", "MSUC", begin_plan)]
}

async fn begin_plan(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StartId>,
    Form(form): Form<LeadOnForm>,
) -> Answer {
    let who = session.actor();
    plans::must_add(who)?;
    // Looked for first, so that a start that is not one's own is not there before anything is said of the form.
    starts::find(&web.app, who, id).await?;
    match async { starts::begin_plan(&web.app, who, id, &form.read()?).await }.await {
        Ok(plan) => done(&urls::plan(plan), "done-plan-added"),
        Err(AppError::Invalid(problems)) => {
            let asks = |problem: &Problem| plans::asking::ASKED.contains(&problem.message);
            let asked = form.asked == "on" || problems.iter().any(asks);
            let mut typed = GuideForm::from([("plan_title".to_owned(), form.plan_title)]);
            if asked {
                typed.insert("asked".to_owned(), "on".to_owned());
            }
            // A plan's own form calls the field otherwise.
            let problems = problems.into_iter().map(|problem| match problem.field.as_str() {
                "title" | "unit" => Problem {
                    field: "plan_title".to_owned(),
                    ..problem
                },
                _ => problem,
            });
            refused(&start_page(&web, &session, id, &typed, problems.collect()).await?)
        }
        Err(error) => Err(error.into()),
    }
}
