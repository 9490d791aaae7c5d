//! Which initiatives a decision belongs to.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::committees::{self, BelongingForm, DecisionBelonging};
use trivsel_app::seen::SeenMark;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::DecisionId;

use super::super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/decisions/{decision}/initiatives", "MCfvs", show),
        post("/decisions/{decision}/initiatives", "MCfvs", save),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/belonging.html")]
struct BelongingEdit {
    shell: Shell,
    fields: Fields,
    back: String,
    text: String,
    form: BelongingForm,
    initiatives: Vec<Choice>,
}

impl BelongingEdit {
    fn new(session: &Session, of: &DecisionBelonging, form: BelongingForm, problems: Vec<Problem>) -> Self {
        Self {
            shell: session.shell(Station::Decide),
            fields: Fields::new(session.words(), "belonging", problems),
            back: urls::decision(of.decision.id),
            text: of.decision.text.clone(),
            form,
            initiatives: of.offered.iter().map(|(id, title)| Choice::new(id, title)).collect(),
        }
    }
}

/// The form as it is now.
fn now(session: &Session, of: &DecisionBelonging) -> BelongingEdit {
    let form = BelongingForm {
        initiatives: of.chosen.iter().map(ToString::to_string).collect(),
        seen: of.seen.clone(),
    };
    BelongingEdit::new(session, of, form, Vec::new())
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<DecisionId>) -> Answer {
    let of = committees::find_belonging(&web.app, session.actor(), id).await?;
    page(&now(&session, &of))
}

async fn save(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DecisionId>,
    Form(form): Form<BelongingForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    match async { committees::say_belonging(&web.app, session.actor(), id, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::decision(id), "done-decision-saved"),
        Err(AppError::Invalid(problems)) => {
            let of = committees::find_belonging(&web.app, session.actor(), id).await?;
            refused(&BelongingEdit::new(&session, &of, form, problems))
        }
        Err(AppError::Conflict) => {
            let of = committees::find_belonging(&web.app, session.actor(), id).await?;
            let newest = now(&session, &of);
            newest_beside!(newest, form, BelongingForm)
        }
        Err(error) => Err(error.into()),
    }
}
