//! `/access` and `/forgotten-password`: choosing a password by a code that came in a mail or on paper, and asking for one.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::access::{self, AskForm, ChooseForm, Opening};
use trivsel_app::identity;
use trivsel_app::{AppError, Problem};

use super::{page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::origin::From;
use crate::routes::{OPEN, Route, get, post};
use crate::session::{Visit, hand_over};
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/access", OPEN, type_code),
        post("/access", OPEN, go_to_code),
        get("/access/{organisation}/{code}", OPEN, show),
        post("/access/{organisation}/{code}", OPEN, choose),
        get("/forgotten-password", OPEN, ask_page),
        post("/forgotten-password", OPEN, ask),
    ]
}

/// A code that is typed from paper.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct CodeForm {
    organisation: String,
    code: String,
}

#[derive(Template)]
#[template(path = "pages/access/code.html")]
struct CodePage {
    shell: Shell,
    fields: Fields,
    organisations: Option<Vec<Choice>>,
    form: CodeForm,
}

#[derive(Template)]
#[template(path = "pages/access/choose.html")]
struct ChoosePage {
    shell: Shell,
    fields: Fields,
    opening: Opening,
    address: String,
}

#[derive(Template)]
#[template(path = "pages/access/over.html")]
struct OverPage {
    shell: Shell,
    can_ask: bool,
}

#[derive(Template)]
#[template(path = "pages/access/ask.html")]
struct AskPage {
    shell: Shell,
    fields: Fields,
    organisations: Option<Vec<Choice>>,
    form: AskForm,
    can_ask: bool,
    is_asked: bool,
    wait: Option<u64>,
}

/// What stands for the organisation in a form: nothing where there is only one; choices where the operator lets them be listed; else none,
/// and its short name is typed.
async fn organisations(web: &Web, shell: &Shell) -> Result<Option<Vec<Choice>>, AppError> {
    let found = identity::list_organisations(&web.app).await?;
    if found.len() < 2 {
        return Ok(None);
    }
    if !web.app.settings.lists_organisations {
        return Ok(Some(Vec::new()));
    }
    let named = found.into_iter();
    let named = named.map(|organisation| Choice::new(&organisation.short_name, organisation.name));
    Ok(Some(
        [Choice::new("", shell.t("choose"))].into_iter().chain(named).collect(),
    ))
}

async fn type_code(State(web): State<Web>, visit: Visit) -> Answer {
    page(&code_page(&web, &visit, CodeForm::default(), Vec::new()).await?)
}

async fn code_page(web: &Web, visit: &Visit, form: CodeForm, problems: Vec<Problem>) -> Result<CodePage, AppError> {
    let shell = visit.shell(Station::Outside);
    Ok(CodePage {
        fields: Fields::new(shell.words, "access", problems),
        organisations: organisations(web, &shell).await?,
        shell,
        form,
    })
}

/// The code goes into the address: it is the same page a link leads to.
async fn go_to_code(State(web): State<Web>, visit: Visit, Form(form): Form<CodeForm>) -> Answer {
    let mut problems = Vec::new();
    let code: String = form.code.chars().filter(char::is_ascii_alphanumeric).collect();
    if code.is_empty() {
        problems.push(Problem::new("code", "problem-required"));
    }
    let mut short_name = form.organisation.trim().to_owned();
    if short_name.is_empty() {
        match identity::list_organisations(&web.app).await?.as_slice() {
            [only] => short_name.clone_from(&only.short_name),
            _ => problems.push(Problem::new("organisation", "problem-required")),
        }
    }
    if !problems.is_empty() {
        return refused(&code_page(&web, &visit, form, problems).await?);
    }
    Ok(Redirect::to(&urls::access(&short_name, &code)).into_response())
}

async fn show(State(web): State<Web>, visit: Visit, Path((organisation, code)): Path<(String, String)>) -> Answer {
    match access::find(&web.app, &organisation, &code).await? {
        Some(opening) => page(&choose_page(&visit, opening, &organisation, &code, Vec::new())),
        None => over(&web, &visit),
    }
}

async fn choose(
    State(web): State<Web>,
    visit: Visit,
    Path((organisation, code)): Path<(String, String)>,
    Form(form): Form<ChooseForm>,
) -> Answer {
    match async { access::choose(&web.app, &organisation, &code, &form.read()?).await }.await {
        Ok(Some(token)) => {
            let cookie = hand_over(&token, web.app.settings.is_https)?;
            let to = Redirect::to(&urls::with_notice(urls::START, "done-password-chosen"));
            Ok(([(header::SET_COOKIE, cookie)], to).into_response())
        }
        Ok(None) => over(&web, &visit),
        Err(AppError::Invalid(problems)) => match access::find(&web.app, &organisation, &code).await? {
            Some(opening) => refused(&choose_page(&visit, opening, &organisation, &code, problems)),
            None => over(&web, &visit),
        },
        Err(error) => Err(error.into()),
    }
}

fn choose_page(visit: &Visit, opening: Opening, organisation: &str, code: &str, problems: Vec<Problem>) -> ChoosePage {
    let shell = visit.shell(Station::Outside);
    ChoosePage {
        fields: Fields::new(shell.words, "access", problems),
        shell,
        opening,
        address: urls::access(organisation, code),
    }
}

/// Used, too old, or never made: nobody is told which.
fn over(web: &Web, visit: &Visit) -> Answer {
    let told = OverPage {
        shell: visit.shell(Station::Outside),
        can_ask: web.app.settings.mail.is_some(),
    };
    Ok((StatusCode::GONE, Html(told.render()?)).into_response())
}

async fn ask_page(State(web): State<Web>, visit: Visit) -> Answer {
    page(&asking(&web, &visit, AskForm::default(), Vec::new()).await?)
}

async fn ask(State(web): State<Web>, visit: Visit, From(origin): From, Form(form): Form<AskForm>) -> Answer {
    match async { access::ask(&web.app, &form.read()?, &origin).await }.await {
        Ok(()) => {
            let asked = asking(&web, &visit, AskForm::default(), Vec::new()).await?;
            page(&AskPage {
                is_asked: true,
                ..asked
            })
        }
        Err(AppError::Invalid(problems)) => {
            // Where no mail goes out there is nothing to be asked for, however the form is filled in.
            web.app.must_mail()?;
            refused(&asking(&web, &visit, form, problems).await?)
        }
        Err(AppError::Wait { seconds }) => {
            let asked = asking(&web, &visit, form, Vec::new()).await?;
            let wait = Some(seconds);
            let answer = refused(&AskPage { wait, ..asked })?;
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, wait, answer).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn asking(web: &Web, visit: &Visit, form: AskForm, problems: Vec<Problem>) -> Result<AskPage, AppError> {
    let shell = visit.shell(Station::Outside);
    Ok(AskPage {
        fields: Fields::new(shell.words, "forgotten", problems),
        organisations: organisations(web, &shell).await?,
        can_ask: web.app.settings.mail.is_some(),
        shell,
        form,
        is_asked: false,
        wait: None,
    })
}
