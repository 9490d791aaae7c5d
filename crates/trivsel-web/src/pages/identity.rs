//! Signing in and out, one's own account, the language, and stepping in as somebody in the demo.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::identity::{self, DemoPerson, Lack, PasswordForm, SignIn, SignInLine};
use trivsel_app::{AppError, Problem, setup};
use trivsel_domain::id::PersonId;
use trivsel_domain::rights::Right;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::origin::{From, remember};
use crate::routes::{OPEN, Route, SIGNED_IN, get, post};
use crate::session::{Session, Visit, hand_over, take_back};
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/sign-in", OPEN, sign_in_page),
        post("/sign-in", OPEN, sign_in),
        post("/sign-out", SIGNED_IN, sign_out),
        get("/account", SIGNED_IN, account),
        get("/account/password", SIGNED_IN, password_page),
        post("/account/password", SIGNED_IN, change_password),
        post("/account/sign-out-everywhere", SIGNED_IN, sign_out_everywhere),
        post("/language", SIGNED_IN, choose_language),
        post("/demo/step-in", OPEN, step_in),
    ]
}

/// Forms that came back are kept by the browser until their writer signs out.
const CLEARED: (HeaderName, HeaderValue) = (
    HeaderName::from_static("clear-site-data"),
    HeaderValue::from_static("\"cache\""),
);

#[derive(Template)]
#[template(path = "pages/identity/sign_in.html")]
struct SignInPage {
    shell: Shell,
    fields: Fields,
    /// What can be chosen from, where the operator lets the page list it.
    organisations: Vec<Choice>,
    /// Is there more than one? Then its short name is asked for.
    asks_organisation: bool,
    demo: Option<Demo>,
    form: SignIn,
    next: String,
    wait: Option<u64>,
    /// What an installation nobody can sign in to lacks.
    lack: Option<Lack>,
}

impl SignInPage {
    /// The page's own address.
    fn address(&self) -> &'static str {
        urls::SIGN_IN
    }

    /// What is typed into the server's terminal, in order, each with what it does.
    fn commands(&self) -> Vec<(String, String)> {
        let steps: &[&str] = match self.lack {
            Some(Lack::Organisation) => &["organisation"],
            Some(Lack::Account) => &["account"],
            None => &[],
        };
        let step = |code: &&str| {
            let does = self.shell.code("set-up", code);
            let command = self.shell.t(&format!("set-up-command-{code}")).into_owned();
            (does, command)
        };
        steps.iter().map(step).collect()
    }
}

struct Demo {
    organisation: String,
    people: Vec<DemoPerson>,
}

#[derive(Template)]
#[template(path = "pages/identity/account.html")]
struct AccountPage {
    shell: Shell,
    sessions: u64,
    /// What happened at the account lately, newest first.
    lately: Vec<SignInLine>,
}

#[derive(Template)]
#[template(path = "pages/identity/password.html")]
struct PasswordPage {
    shell: Shell,
    fields: Fields,
    must_change: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
    /// The organisation's short name, so that a workplace can give its people an address that holds it.
    organisation: String,
}

async fn sign_in_page(State(web): State<Web>, visit: Visit, Query(next): Query<Next>) -> Answer {
    if visit.visitor.is_some() {
        return Ok(Redirect::to(&urls::own(&next.next)).into_response());
    }
    let form = SignIn {
        organisation: next.organisation,
        ..SignIn::default()
    };
    page(&sign_in_form(&web, &visit, form, next.next, Vec::new(), None).await?)
}

async fn sign_in_form(
    web: &Web,
    visit: &Visit,
    form: SignIn,
    next: String,
    problems: Vec<Problem>,
    wait: Option<u64>,
) -> Result<SignInPage, AppError> {
    let shell = visit.shell(Station::Outside);
    let found = identity::list_organisations(&web.app).await?;
    let asks_organisation = found.len() > 1;
    let mut organisations = Vec::new();
    if asks_organisation && web.app.settings.lists_organisations {
        organisations.push(Choice::new("", shell.t("choose")));
        let named = found.into_iter();
        organisations.extend(named.map(|organisation| Choice::new(&organisation.short_name, organisation.name)));
    }
    let demo = identity::demo_people(&web.app)
        .await?
        .map(|(organisation, people)| Demo {
            organisation: organisation.name,
            people,
        });
    Ok(SignInPage {
        fields: Fields::new(shell.words, "sign-in", problems),
        shell,
        organisations,
        asks_organisation,
        demo,
        form,
        next,
        wait,
        lack: identity::lack(&web.app).await?,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SignInPosted {
    organisation: String,
    email: String,
    password: String,
    next: String,
}

async fn sign_in(State(web): State<Web>, visit: Visit, From(origin): From, Form(posted): Form<SignInPosted>) -> Answer {
    let form = SignIn {
        organisation: posted.organisation,
        email: posted.email,
        password: posted.password,
    };
    match async { identity::sign_in(&web.app, &form.read()?, &origin).await }.await {
        Ok(signed_in) => {
            let is_https = web.app.settings.is_https;
            let mut answer = Redirect::to(&urls::own(&posted.next)).into_response();
            let headers = answer.headers_mut();
            headers.append(header::SET_COOKIE, hand_over(&signed_in.session, is_https)?);
            if let Some(device) = &signed_in.device {
                headers.append(header::SET_COOKIE, remember(device, is_https)?);
            }
            Ok(answer)
        }
        Err(AppError::Invalid(problems)) => {
            refused(&sign_in_form(&web, &visit, form, posted.next, problems, None).await?)
        }
        Err(AppError::Wait { seconds }) => {
            let answer = refused(&sign_in_form(&web, &visit, form, posted.next, Vec::new(), Some(seconds)).await?)?;
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, wait, answer).into_response())
        }
        Err(AppError::Full { seconds }) => {
            let answer = refused(&sign_in_form(&web, &visit, form, posted.next, Vec::new(), Some(seconds)).await?)?;
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::SERVICE_UNAVAILABLE, wait, answer).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_out(State(web): State<Web>, session: Session) -> Answer {
    if let Some(token) = session.token() {
        identity::sign_out(&web.app, token).await?;
    }
    let cookie = take_back(web.app.settings.is_https)?;
    Ok((
        [(header::SET_COOKIE, cookie), CLEARED],
        Redirect::to(&urls::with_notice(urls::SIGN_IN, "done-signed-out")),
    )
        .into_response())
}

async fn sign_out_everywhere(State(web): State<Web>, session: Session) -> Answer {
    identity::sign_out_everywhere(&web.app, session.actor()).await?;
    let cookie = take_back(web.app.settings.is_https)?;
    Ok((
        [(header::SET_COOKIE, cookie), CLEARED],
        Redirect::to(&urls::with_notice(urls::SIGN_IN, "done-signed-out-everywhere")),
    )
        .into_response())
}

async fn account(State(web): State<Web>, session: Session) -> Answer {
    let sessions = identity::count_sessions(&web.app, session.actor()).await?;
    let lately = identity::own_sign_ins(&web.app, session.actor()).await?;
    page(&AccountPage {
        shell: session.shell(Station::Outside),
        sessions,
        lately,
    })
}

async fn password_page(session: Session) -> Answer {
    page(&password_form(&session, Vec::new()))
}

async fn change_password(State(web): State<Web>, session: Session, Form(form): Form<PasswordForm>) -> Answer {
    match async { identity::change_password(&web.app, session.actor(), &form.current, &form.read()?).await }.await {
        Ok(token) => {
            let cookie = hand_over(&token, web.app.settings.is_https)?;
            // Whoever came with a one-time password into a workplace that is new goes on to setting it up.
            let is_first =
                session.visitor.must_change_password && setup::progress(&web.app, session.actor()).await?.is_some();
            let on = if is_first { urls::FIRST_HOUR } else { "/account" };
            Ok(([(header::SET_COOKIE, cookie)], done(on, "done-password-changed")?).into_response())
        }
        Err(AppError::Invalid(problems)) => refused(&password_form(&session, problems)),
        Err(error) => Err(error.into()),
    }
}

fn password_form(session: &Session, problems: Vec<Problem>) -> PasswordPage {
    let shell = session.shell(Station::Outside);
    PasswordPage {
        fields: Fields::new(shell.words, "password", problems),
        shell,
        must_change: session.visitor.must_change_password,
    }
}

#[derive(Debug, Deserialize)]
struct Language {
    language: String,
    next: String,
}

async fn choose_language(State(web): State<Web>, session: Session, Form(chosen): Form<Language>) -> Answer {
    identity::choose_language(&web.app, session.actor(), Lang::parse(&chosen.language).code()).await?;
    Ok(Redirect::to(&urls::own(&chosen.next)).into_response())
}

#[derive(Debug, Deserialize)]
struct StepIn {
    person: PersonId,
    #[serde(default)]
    next: String,
}

async fn step_in(State(web): State<Web>, Form(chosen): Form<StepIn>) -> Answer {
    let (demo, _) = identity::demo_people(&web.app).await?.ok_or(AppError::NotFound)?;
    let token = identity::step_in(&web.app, demo.id, chosen.person).await?;
    let cookie = hand_over(&token, web.app.settings.is_https)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&urls::own(&chosen.next))).into_response())
}
