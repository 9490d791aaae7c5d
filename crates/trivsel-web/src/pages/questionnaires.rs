//! `/questionnaires`: what can be asked, in which versions, and how a version comes about.

mod editor;
mod import;
mod preview;
pub(crate) mod told;
mod version;

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::questionnaires::{self, NewQuestionnaire, QuestionnaireWithVersions};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::questionnaire::LANGUAGES;
use trivsel_domain::rights::Right;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// Those who may see what is asked.
const READERS: &str = "MSUCK";

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/questionnaires", READERS, list),
        get("/questionnaires/new", "C", new),
        post("/questionnaires", "C", add),
        get("/questionnaires/{questionnaire}", READERS, show),
        post("/questionnaires/{questionnaire}/versions", "C", begin),
        post("/questionnaires/{questionnaire}/withdraw", "C", withdraw),
        post("/questionnaires/{questionnaire}/resume", "C", resume),
    ];
    routes.extend(import::routes());
    routes.extend(preview::routes());
    routes.extend(editor::routes());
    routes.extend(version::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/questionnaires/list.html")]
struct QuestionnaireList {
    shell: Shell,
    questionnaires: Vec<QuestionnaireWithVersions>,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/new.html")]
struct QuestionnaireNew {
    shell: Shell,
    fields: Fields,
    form: NewQuestionnaire,
    languages: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "pages/questionnaires/show.html")]
struct QuestionnaireShow {
    shell: Shell,
    found: QuestionnaireWithVersions,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let questionnaires = questionnaires::list(&web.app, session.actor()).await?;
    page(&QuestionnaireList {
        shell: session.shell(Station::Listen),
        questionnaires,
    })
}

async fn new(session: Session) -> Answer {
    session
        .actor()
        .must_everywhere(Right::ChangeQuestionnaires)
        .map_err(AppError::from)?;
    let form = NewQuestionnaire {
        language: session.lang().code().to_owned(),
        ..NewQuestionnaire::default()
    };
    page(&new_page(&session, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<NewQuestionnaire>) -> Answer {
    match questionnaires::add(&web.app, session.actor(), &form).await {
        Ok(version) => done(&urls::questionnaire_version(version), "done-questionnaire-begun"),
        Err(AppError::Invalid(problems)) => refused(&new_page(&session, form, problems)),
        Err(error) => Err(error.into()),
    }
}

fn new_page(session: &Session, form: NewQuestionnaire, problems: Vec<Problem>) -> QuestionnaireNew {
    QuestionnaireNew {
        shell: session.shell(Station::Listen),
        fields: Fields::new(session.words(), "questionnaire", problems),
        form,
        languages: LANGUAGES
            .iter()
            .map(|language| Choice::new(language.code, language.name))
            .collect(),
    }
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    let found = questionnaires::find(&web.app, session.actor(), id).await?;
    page(&QuestionnaireShow {
        shell: session.shell(Station::Listen),
        found,
    })
}

async fn begin(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    let draft = questionnaires::begin(&web.app, session.actor(), id).await?;
    done(&urls::questionnaire_version(draft), "done-questionnaire-begun")
}

async fn withdraw(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    questionnaires::set_in_use(&web.app, session.actor(), id, false).await?;
    done(&urls::questionnaire(id), "done-questionnaire-withdrawn")
}

async fn resume(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    questionnaires::set_in_use(&web.app, session.actor(), id, true).await?;
    done(&urls::questionnaire(id), "done-questionnaire-resumed")
}

/// The address of a part of a version's page.
fn of_version(id: QuestionnaireVersionId, part: &str) -> String {
    format!("{}/{part}", urls::questionnaire_version(id))
}
