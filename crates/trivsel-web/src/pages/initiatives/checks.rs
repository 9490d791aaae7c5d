//! Whether what was anchored still holds: four questions, one line, and what follows.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::initiatives::anchoring::{self, CheckForm, CheckToHold};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{AnchorCheckId, InitiativeId};
use trivsel_domain::initiative::State as InitiativeState;
use trivsel_domain::initiative::anchoring::{AnchorCheck, AnchorQuestion, CheckOutcome, Evaluated};
use trivsel_domain::rights::Right;

use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::pages::{done, newest_beside, page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/initiatives/{initiative}/checks/{check}", "MSUClr", show),
        post("/initiatives/{initiative}/checks/{check}", "MSUClr", hold),
    ]
}

#[derive(Template)]
#[template(path = "pages/initiatives/check.html")]
struct CheckPage {
    shell: Shell,
    fields: Fields,
    of: CheckToHold,
    answers: Vec<Choice>,
    evaluated: Vec<Choice>,
    outcomes: Vec<Choice>,
    form: CheckForm,
}

impl CheckPage {
    fn address(&self) -> String {
        urls::anchor_check(self.of.initiative.id, self.of.check.id)
    }

    fn back(&self) -> String {
        urls::initiative_follow_ups(self.of.initiative.id)
    }

    /// What was missing when it was anchored.
    fn missing(&self) -> Vec<String> {
        let words = |question: &AnchorQuestion| self.shell.code("check-missing", question.code());
        self.of.check.missing.iter().map(words).collect()
    }
}

/// When a look is due, or what came of it.
pub(super) fn sentence(shell: &Shell, check: &AnchorCheck) -> String {
    match &check.held {
        None => shell
            .with("check-due")
            .text("date", shell.lang.date(check.due_on))
            .to_string(),
        Some(held) => {
            let outcome = shell.code("check-outcome", held.outcome.code());
            let said = shell.with("check-held").text("date", shell.lang.date(held.held_on));
            let said = said.text("outcome", outcome).to_string();
            if held.text.is_empty() {
                said
            } else {
                format!("{said}. {}", held.text)
            }
        }
    }
}

fn check_page(session: &Session, of: CheckToHold, form: CheckForm, problems: Vec<Problem>) -> CheckPage {
    let shell = session.shell(Station::FollowUp);
    CheckPage {
        answers: shell.choices("answer", ["yes", "no"]),
        evaluated: shell.choices("check-evaluated", Evaluated::ALL.map(Evaluated::code)),
        outcomes: shell.choices("check-outcome", CheckOutcome::ALL.map(CheckOutcome::code)),
        shell,
        fields: Fields::new(session.words(), "check", problems),
        of,
        form,
    }
}

/// The form as it is now.
async fn now(web: &Web, session: &Session, id: InitiativeId, check: AnchorCheckId) -> Result<CheckPage, Failure> {
    let of = anchoring::to_hold(&web.app, session.actor(), id, check).await?;
    let answer = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let blank = CheckForm {
        seen: seen::mark(&of.check),
        ..CheckForm::default()
    };
    let form = match &of.check.held {
        None => blank,
        Some(held) => CheckForm {
            still_done: answer(held.still_done),
            still_owned: answer(held.still_owned),
            still_on_agenda: answer(held.still_on_agenda),
            evaluated: held.evaluated.code().to_owned(),
            text: held.text.clone(),
            outcome: held.outcome.code().to_owned(),
            ..blank
        },
    };
    Ok(check_page(session, of, form, Vec::new()))
}

async fn show(
    State(web): State<Web>,
    session: Session,
    Path((id, check)): Path<(InitiativeId, AnchorCheckId)>,
) -> Answer {
    page(&now(&web, &session, id, check).await?)
}

async fn hold(
    State(web): State<Web>,
    session: Session,
    Path((id, check)): Path<(InitiativeId, AnchorCheckId)>,
    Form(form): Form<CheckForm>,
) -> Answer {
    let who = session.actor();
    let seen = SeenMark::typed(&form.seen);
    let held = async {
        let content = form.read()?;
        anchoring::hold(&web.app, who, id, check, &seen, &content).await?;
        Ok(content.outcome)
    };
    match held.await {
        Ok(outcome) => {
            let of = anchoring::to_hold(&web.app, who, id, check).await?.initiative;
            // Ending it is the next thing to do, for those who may.
            let ends = outcome == CheckOutcome::End
                && of.state.next().contains(&InitiativeState::Ended)
                && who.may(Right::DecideInitiative, of.unit);
            let to = if ends {
                format!("{}/state/{}", urls::initiative(id), InitiativeState::Ended.code())
            } else {
                urls::initiative_follow_ups(id)
            };
            done(&to, "done-check-saved")
        }
        Err(AppError::Invalid(problems)) => {
            let of = anchoring::to_hold(&web.app, who, id, check).await?;
            refused(&check_page(&session, of, form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = now(&web, &session, id, check).await?;
            newest_beside!(newest, form, CheckForm)
        }
        Err(error) => Err(error.into()),
    }
}
