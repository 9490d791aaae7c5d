//! Who is asking: the session cookie is read once for each request, and every handler takes what it needs from there.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use trivsel_app::identity::{self, DemoPerson, SessionToken, Visitor};
use trivsel_app::{App, AppError, PageReading, units};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::{Actor, Right};

use crate::Web;
use crate::api::Failed;
use crate::failure::{self, Failure};
use crate::pages::{answer, workshops};
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::{Lang, Words};

/// The session's cookie. The `__Host-` prefix keeps it to this host and https; over plain http, on one's own machine, it cannot be used.
fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-trivsel" } else { "trivsel" }
}

/// What is known about a request's sender: nothing at all, or a signed-in visitor.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) lang: Lang,
    pub(crate) visitor: Option<Visitor>,
    pub(crate) token: Option<SessionToken>,
    demo_people: Vec<DemoPerson>,
    here: String,
    notice: Option<String>,
    can_print: bool,
}

impl Visit {
    /// A request whose sender is not looked up.
    fn of_nobody(lang: Lang, path: &str, notice: Option<String>) -> Self {
        Self {
            lang,
            visitor: None,
            token: None,
            demo_people: Vec::new(),
            here: urls::own(path),
            notice,
            can_print: false,
        }
    }

    /// Does the visitor look after accounts?
    pub(crate) fn is_administrator(&self) -> bool {
        let visitor = self.visitor.as_ref();
        visitor.is_some_and(|visitor| visitor.actor.may_everywhere(Right::ChangeAccounts))
    }

    /// What stands round the page.
    pub(crate) fn shell(&self, station: Station) -> Shell {
        Shell {
            words: Words::of(self.lang),
            lang: self.lang,
            station,
            visitor: self.visitor.clone(),
            demo_people: self.demo_people.clone(),
            here: self.here.clone(),
            notice: self.notice.clone(),
            can_print: self.can_print,
        }
    }
}

/// Carried by the answer that sends somebody to sign in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInNeeded;

/// Carried by the answer that sends somebody to choose a password before anything else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PasswordNeeded;

/// A signed-in visitor. A handler that takes it cannot be reached by anybody else.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) visitor: Visitor,
    visit: Visit,
}

impl Session {
    /// Who is asking, with today's rights.
    pub(crate) fn actor(&self) -> &Actor {
        &self.visitor.actor
    }

    /// The id of the unit that was chosen, or typed by its label, its code or enough of its name; what was typed where it is none or several.
    pub(crate) fn unit_typed(&self, typed: &str) -> String {
        if typed.trim().is_empty() || typed.parse::<UnitId>().is_ok() {
            return typed.to_owned();
        }
        match units::matching(&self.actor().tree, typed).as_slice() {
            [only] => only.to_string(),
            _ => typed.to_owned(),
        }
    }

    /// What stands round the page.
    pub(crate) fn shell(&self, station: Station) -> Shell {
        self.visit.shell(station)
    }

    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.visit.lang
    }

    /// The words of the reader's language.
    pub(crate) fn words(&self) -> &'static Words {
        Words::of(self.visit.lang)
    }

    /// The session's own token.
    pub(crate) fn token(&self) -> Option<&SessionToken> {
        self.visit.token.as_ref()
    }
}

/// Looks the visitor up and passes it on with the request.
pub(crate) async fn look_up(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") || path == "/healthz" {
        return next.run(request).await;
    }
    if path.starts_with(answer::OPEN_ADDRESS) || workshops::is_of_nobody(path) {
        // Whoever answers, or takes part in a workshop, is nobody: what could name them is not even looked at.
        let lang = answer::interface_of(request.headers(), request.uri());
        let query = pairs_of(request.uri().query().unwrap_or_default());
        let done = query.into_iter().find(|(key, _)| key == "done").map(|(_, value)| value);
        let notice = done.filter(|id| id.starts_with("done-") && Words::of(lang).has(id));
        let visit = Visit::of_nobody(lang, path, notice);
        request.extensions_mut().insert(visit);
        return next.run(request).await;
    }
    let seen = Seen {
        token: token_in(request.headers(), web.app.settings.is_https),
        language: accepted(request.headers()),
        uri: request.uri().clone(),
    };
    let page = PageReading::default();
    let visit = if request.method().is_safe() {
        request.extensions_mut().insert(page.clone());
        visit_of(&web.app.for_page(page), seen).await
    } else {
        visit_of(&web.app, seen).await
    };
    match visit {
        Ok(visit) => {
            request.extensions_mut().insert(visit);
            next.run(request).await
        }
        Err(error) => Failure::from(error).into_response(),
    }
}

/// What is taken from a request to look its sender up.
struct Seen {
    token: Option<SessionToken>,
    language: String,
    uri: Uri,
}

async fn visit_of(app: &App, Seen { token, language, uri }: Seen) -> Result<Visit, AppError> {
    let visitor = match &token {
        Some(token) => identity::visitor(app, token).await?,
        None => None,
    };
    let query: Vec<(String, String)> = pairs_of(uri.query().unwrap_or_default());
    let asked = |name: &str| {
        query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    };
    let lang = asked("lang")
        .or_else(|| visitor.as_ref().map(|visitor| visitor.language.clone()))
        .unwrap_or(language);
    let lang = Lang::parse(&lang);
    let words = Words::of(lang);
    let demo_people = match &visitor {
        Some(visitor) if visitor.organisation.is_demo => identity::people_of(app, visitor.organisation.id).await?,
        Some(_) => Vec::new(),
        None => identity::demo_people(app)
            .await?
            .map(|(_, people)| people)
            .unwrap_or_default(),
    };
    let kept: Vec<String> = query
        .iter()
        .filter(|(key, _)| key != "done" && key != "lang")
        .map(|(key, value)| format!("{}={}", urls::encode(key), urls::encode(value)))
        .collect();
    let here = if kept.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), kept.join("&"))
    };
    let notice = asked("done").filter(|id| id.starts_with("done-") && words.has(id));
    Ok(Visit {
        lang,
        visitor,
        token,
        demo_people,
        // It comes back as an address to go on to.
        here: urls::own(&here),
        notice,
        can_print: app.settings.press.is_some(),
    })
}

/// Name and value of each part of a query.
fn pairs_of(query: &str) -> Vec<(String, String)> {
    axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&format!("/?{query}").parse().unwrap_or_default())
        .map(|pairs| pairs.0)
        .unwrap_or_default()
}

/// The first language the browser asks for.
pub(crate) fn accepted(headers: &HeaderMap) -> String {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split([',', ';']).next())
        .unwrap_or("da")
        .to_owned()
}

fn token_in(headers: &HeaderMap, is_https: bool) -> Option<SessionToken> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match bearer {
        Some(token) => SessionToken::parse(token),
        None => CookieJar::from_headers(headers)
            .get(cookie_name(is_https))
            .and_then(|cookie| SessionToken::parse(cookie.value())),
    }
}

/// The header that hands a new session to the browser.
pub(crate) fn hand_over(token: &SessionToken, is_https: bool) -> Result<HeaderValue, Failure> {
    cookie(token.expose(), is_https, None)
}

/// The header that takes the session from the browser.
pub(crate) fn take_back(is_https: bool) -> Result<HeaderValue, Failure> {
    cookie(String::new(), is_https, Some(0))
}

fn cookie(value: String, is_https: bool, max_age: Option<i64>) -> Result<HeaderValue, Failure> {
    let mut cookie = Cookie::build((cookie_name(is_https), value))
        .path("/")
        .http_only(true)
        .secure(is_https)
        .same_site(SameSite::Lax);
    if let Some(seconds) = max_age {
        cookie = cookie.max_age(time::Duration::seconds(seconds));
    }
    HeaderValue::from_str(&cookie.build().to_string())
        .map_err(|error| AppError::internal("writing the session cookie", error).into())
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let found = parts.extensions.get::<Self>().cloned();
        Ok(found.unwrap_or_else(|| Self::of_nobody(Lang::default(), parts.uri.path(), None)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let is_for_scripts = failure::is_for_scripts(parts.uri.path());
        let visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        match visit.visitor.clone() {
            Some(visitor) => {
                let free = [
                    "/account/password",
                    "/sign-out",
                    "/language",
                    "/api/v1/sessions/current",
                ];
                if visitor.must_change_password && !free.contains(&parts.uri.path()) {
                    return Err(if is_for_scripts {
                        turned_away(&visit, StatusCode::FORBIDDEN, "failure-change-password")
                    } else {
                        let mut answer = Redirect::to("/account/password").into_response();
                        answer.extensions_mut().insert(PasswordNeeded);
                        answer
                    });
                }
                Ok(Self { visitor, visit })
            }
            None if is_for_scripts => Err(turned_away(&visit, StatusCode::UNAUTHORIZED, "failure-sign-in")),
            None => {
                let mut answer =
                    Redirect::to(&format!("{}?next={}", urls::SIGN_IN, urls::encode(&visit.here))).into_response();
                answer.extensions_mut().insert(SignInNeeded);
                Err(answer)
            }
        }
    }
}

/// What a program is told that may not go on.
fn turned_away(visit: &Visit, status: StatusCode, sentence: &str) -> Response {
    let code = sentence.trim_start_matches("failure-");
    let body = Failed::new(code, Words::of(visit.lang).t(sentence).into_owned(), None);
    (status, axum::Json(body)).into_response()
}
