//! Files in: a questionnaire of one's own from a document or a table, and the words of a draft.

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, State};
use trivsel_app::questionnaires;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::rights::Right;

use super::version;
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::pages::{done, page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// The largest file taken: a questionnaire in ten languages is far below it.
const MOST_BYTES: usize = 8 * 1024 * 1024;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/questionnaires/import", "C", new),
        post("/questionnaires/import", "C", import).with_bodies_of(MOST_BYTES),
        get("/questionnaires/versions/{version}/import", "C", ask_fill),
        post("/questionnaires/versions/{version}/import", "C", fill).with_bodies_of(MOST_BYTES),
    ]
}

#[derive(Template)]
#[template(path = "pages/questionnaires/import.html")]
struct ImportPage {
    shell: Shell,
    fields: Fields,
    /// The draft that is filled, by its address and title; none for a new questionnaire.
    draft: Option<(String, String)>,
}

async fn new(session: Session) -> Answer {
    session
        .actor()
        .must_everywhere(Right::ChangeQuestionnaires)
        .map_err(AppError::from)?;
    page(&import_page(&session, None, Vec::new()))
}

async fn import(State(web): State<Web>, session: Session, form: Multipart) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeQuestionnaires)
        .map_err(AppError::from)?;
    let read = match uploaded(form).await {
        Ok((name, file)) => questionnaires::import(&web.app, who, &name, file).await,
        Err(error) => Err(error),
    };
    match read {
        Ok(draft) => done(&urls::questionnaire_version(draft), "done-questionnaire-imported"),
        Err(AppError::Invalid(problems)) => refused(&import_page(&session, None, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn ask_fill(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireVersionId>) -> Answer {
    page(&fill_page(&web, &session, id, Vec::new()).await?)
}

async fn fill(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    form: Multipart,
) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeQuestionnaires)
        .map_err(AppError::from)?;
    let read = match uploaded(form).await {
        Ok((_, file)) => questionnaires::fill(&web.app, who, id, file).await,
        Err(error) => Err(error),
    };
    match read {
        Ok(()) => done(&urls::questionnaire_version(id), "done-questionnaire-imported"),
        Err(AppError::Invalid(problems)) => refused(&fill_page(&web, &session, id, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// The name and the bytes of the file that was sent.
async fn uploaded(mut form: Multipart) -> Result<(String, Vec<u8>), AppError> {
    let broken = |error: MultipartError| {
        tracing::info!("an upload ended early: {error}");
        AppError::invalid("file", "problem-file-damaged")
    };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() == Some("file") && !name.is_empty() {
            return Ok((name, part.bytes().await.map_err(broken)?.to_vec()));
        }
    }
    Err(AppError::invalid("file", "problem-file-missing"))
}

fn import_page(session: &Session, draft: Option<(String, String)>, problems: Vec<Problem>) -> ImportPage {
    ImportPage {
        shell: session.shell(Station::Listen),
        fields: Fields::new(session.words(), "questionnaire", problems),
        draft,
    }
}

async fn fill_page(
    web: &Web,
    session: &Session,
    id: QuestionnaireVersionId,
    problems: Vec<Problem>,
) -> Result<ImportPage, AppError> {
    let found = questionnaires::find_draft(&web.app, session.actor(), id).await?;
    let title = version::title(&session.shell(Station::Listen), &found.version.content);
    let draft = Some((urls::questionnaire_version(id), title));
    Ok(import_page(session, draft, problems))
}
