//! What is left out of an evaluation by hand, with the reason.

use axum::extract::{Form, Path, State};
use trivsel_app::app::local;
use trivsel_app::evaluations::{self, Evaluation, ExclusionForm};
use trivsel_app::initiatives::form as initiative_form;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{ExclusionId, InitiativeId, SuccessCriterionId};

use super::{At, told};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, refused};
use crate::routes::{Route, post};
use crate::session::Session;
use crate::shell::Shell;
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/initiatives/{initiative}/criteria/{criterion}/exclusions", "MCl", add),
        post(
            "/initiatives/{initiative}/criteria/{criterion}/exclusions/{exclusion}/remove",
            "MCl",
            remove,
        ),
    ]
}

/// Something left out.
pub(super) struct LeftOutRow {
    pub(super) id: ExclusionId,
    pub(super) what: String,
    pub(super) reason: String,
    pub(super) by: String,
}

/// The form to leave something out.
pub(super) struct ExclusionFields {
    pub(super) fields: Fields,
    pub(super) form: ExclusionForm,
    pub(super) units: Vec<Choice>,
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): At,
    Form(form): Form<ExclusionForm>,
) -> Answer {
    match async { evaluations::add_exclusion(&web.app, session.actor(), initiative, criterion, &form.read()?).await }
        .await
    {
        Ok(_) => done(&urls::evaluation(initiative, criterion), "done-exclusion-saved"),
        Err(AppError::Invalid(problems)) => {
            // Others may read the evaluation as well; the form is not for them.
            initiative_form::find(&web.app, session.actor(), initiative).await?;
            refused(&told(&web, &session, initiative, criterion, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion, exclusion)): Path<(InitiativeId, SuccessCriterionId, ExclusionId)>,
) -> Answer {
    evaluations::remove_exclusion(&web.app, session.actor(), initiative, criterion, exclusion).await?;
    done(&urls::evaluation(initiative, criterion), "done-exclusion-removed")
}

impl ExclusionFields {
    pub(super) fn new(shell: &Shell, evaluation: &Evaluation, form: ExclusionForm, problems: Vec<Problem>) -> Self {
        let mut units = vec![Choice::new("", shell.t("exclusion-all-units"))];
        units.extend(
            evaluation
                .units
                .iter()
                .map(|used| Choice::new(used.unit, used.name.clone())),
        );
        Self {
            fields: Fields::new(shell.words, "exclusion", problems),
            form,
            units,
        }
    }
}

/// What was left out, for a reader.
pub(super) fn left_out(shell: &Shell, evaluation: &Evaluation) -> Vec<LeftOutRow> {
    evaluation
        .left_out
        .iter()
        .map(|left_out| {
            let exclusion = &left_out.exclusion;
            let window = exclusion.months.map(|(first, last)| {
                if first == last {
                    shell.lang.month(first)
                } else {
                    shell.words.months(first, last)
                }
            });
            let unit = (!left_out.unit_name.is_empty()).then(|| left_out.unit_name.clone());
            let parts: Vec<String> = unit.into_iter().chain(window).collect();
            LeftOutRow {
                id: exclusion.id,
                what: parts.join(", "),
                reason: exclusion.reason.clone(),
                by: shell
                    .with(if left_out.by.is_empty() {
                        "exclusion-on"
                    } else {
                        "exclusion-by"
                    })
                    .text("name", &left_out.by)
                    .text("date", shell.lang.date(local(exclusion.created_at).date()))
                    .to_string(),
            }
        })
        .collect()
}
