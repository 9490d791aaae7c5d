//! Whom a criterion is held against, where every unit of its owner takes part.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::evaluations::{self, Comparing, ComparisonForm, Evaluation};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::evaluation::Caution;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};

use super::At;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, newest_beside, page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(
            "/initiatives/{initiative}/criteria/{criterion}/comparison",
            "MCl",
            choose,
        ),
        post(
            "/initiatives/{initiative}/criteria/{criterion}/comparison",
            "MCl",
            chosen,
        ),
    ]
}

/// Whom the criterion is held against, as its evaluation tells it.
pub(super) struct ComparedWith {
    /// What was chosen, and why; empty while that is left to the program.
    pub(super) chosen: String,
    /// Can somebody choose here?
    pub(super) can_choose: bool,
}

impl ComparedWith {
    pub(super) fn new(shell: &Shell, evaluation: &Evaluation) -> Self {
        let chosen = evaluation.criterion.comparison.as_ref();
        let has_nobody = evaluation.units.iter().all(|unit| unit.start.is_some());
        let is_outside = evaluation.choice.cautions.contains(&Caution::ComparedOutside);
        Self {
            can_choose: evaluation.may_change && (chosen.is_some() || is_outside || has_nobody),
            chosen: chosen.map_or_else(String::new, |chosen| {
                shell
                    .with("comparison-chosen")
                    .text("unit", shell.unit_name(&chosen.unit))
                    .text("reason", &chosen.reason)
                    .to_string()
            }),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/initiatives/comparison.html")]
struct ComparisonPage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    form: ComparisonForm,
    /// Behind the first, which leaves it to the program.
    choices: Vec<Choice>,
}

impl ComparisonPage {
    fn new(session: &Session, of: &Comparing, form: ComparisonForm, problems: Vec<Problem>) -> Self {
        let shell = session.shell(Station::Act);
        let mut choices = vec![Choice::new("", shell.t("comparison-by-program"))];
        choices.extend(of.offers.iter().map(|offer| {
            let label = shell.with("comparison-offer").text("unit", &offer.name);
            Choice::new(offer.unit, label.count("count", offer.units).to_string())
        }));
        Self {
            fields: Fields::new(session.words(), "comparison", problems),
            back: urls::evaluation(of.initiative.id, of.criterion.id),
            title: of.criterion.title.clone(),
            form,
            choices,
            shell,
        }
    }
}

/// What is chosen now, with the mark of the criterion it stands on.
fn form_of(of: &Comparing) -> ComparisonForm {
    let chosen = of.criterion.comparison.as_ref();
    ComparisonForm {
        unit: chosen.map(|chosen| chosen.unit.to_string()).unwrap_or_default(),
        reason: chosen.map(|chosen| chosen.reason.clone()).unwrap_or_default(),
        seen: seen::mark(&of.criterion),
    }
}

async fn choose(State(web): State<Web>, session: Session, Path((initiative, criterion)): At) -> Answer {
    let of = evaluations::find_comparing(&web.app, session.actor(), initiative, criterion).await?;
    page(&ComparisonPage::new(&session, &of, form_of(&of), Vec::new()))
}

async fn chosen(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
    Form(form): Form<ComparisonForm>,
) -> Answer {
    let saved = async {
        let (seen, chosen) = (SeenMark::typed(&form.seen), form.read()?);
        let (who, chosen) = (session.actor(), chosen.as_ref());
        evaluations::choose_comparison(&web.app, who, initiative, criterion, &seen, chosen).await
    };
    match saved.await {
        Ok(()) => done(&urls::evaluation(initiative, criterion), "done-comparison-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = evaluations::find_comparing(&web.app, session.actor(), initiative, criterion).await?;
            refused(&ComparisonPage::new(&session, &of, form, problems))
        }
        Err(AppError::Conflict) => {
            let of = evaluations::find_comparing(&web.app, session.actor(), initiative, criterion).await?;
            let newest = ComparisonPage::new(&session, &of, form_of(&of), Vec::new());
            newest_beside!(newest, form, ComparisonForm)
        }
        Err(error) => Err(error.into()),
    }
}
