//! The page where people answer: open to anybody, the same bytes for everybody who reads the same language. No session is looked up
//! under `/answer`, so no cookie is read there, and an answer that comes with one is turned away.

mod arriving;
mod hand_in;
mod questions;
mod show;

use axum::extract::{FromRequestParts, Json, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use trivsel_app::ballots::{self, Cast, Casting, Poll, Signed};
use trivsel_domain::id::SurveyId;

use crate::Web;
use crate::api::Failed;
use crate::assets;
use crate::failure::{Answer, Failure};
use crate::routes::{OPEN, Route, SIGNED_IN, get, post};
use crate::session::{self, Session};
use crate::urls;
use crate::words::{Lang, Words};

pub(crate) use arriving::send_on;

/// What every open address of this page begins with.
pub(crate) const OPEN_ADDRESS: &str = "/answer/";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/answer/worker.mjs", OPEN, worker),
        get("/answer/{organisation}/{number}", OPEN, show::show),
        post("/answer/{organisation}/{number}", OPEN, hand_in::by_form),
        get("/answer/{organisation}/{number}/sent", OPEN, show::sent),
        get("/answer/{organisation}/{number}/rules.json", OPEN, rules),
        post("/answer/{organisation}/{number}/token", OPEN, token),
        post("/answer/{organisation}/{number}/card", OPEN, card),
        post("/answer/{organisation}/{number}/ballot", OPEN, ballot),
        post("/surveys/{survey}/token", SIGNED_IN, token_of_account),
    ]
}

/// Is this address spoken to by a script, which reads JSON, failures too?
pub(crate) fn is_for_scripts(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_answer = path.starts_with(OPEN_ADDRESS) && matches!(last, "token" | "card" | "ballot" | "rules.json");
    is_answer || (path.starts_with("/surveys/") && last == "token")
}

/// Whose survey, and its number there.
type At = Path<(String, i32)>;

/// The address of a survey's page.
fn address_of(poll: &Poll) -> String {
    urls::answer(&poll.short_name, poll.survey.number)
}

/// The language the reader asked for: by a link on the page, else by the browser. Questions may be in more languages than the interface.
struct Reader {
    code: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    lang: String,
}

impl Reader {
    fn of(headers: &HeaderMap, uri: &Uri) -> Self {
        let asked = Query::<Asked>::try_from_uri(uri).map(|asked| asked.0.lang);
        let wanted = asked
            .ok()
            .filter(|asked| !asked.is_empty())
            .unwrap_or_else(|| session::accepted(headers));
        let code = wanted.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Self { code }
    }

    /// The language of what stands round the questions. Those who read a language close to Danish read Danish better than English.
    fn interface(&self) -> Lang {
        match self.code.as_str() {
            "da" | "no" | "nb" | "nn" | "sv" | "fo" | "kl" | "is" => Lang::Da,
            _ => Lang::En,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(Self::of(&parts.headers, &parts.uri))
    }
}

/// The language of the interface for a request.
pub(crate) fn interface_of(headers: &HeaderMap, uri: &Uri) -> Lang {
    Reader::of(headers, uri).interface()
}

/// An answer must come with nothing that names its sender.
fn is_bare(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::COOKIE) && !headers.contains_key(header::AUTHORIZATION)
}

/// What a script is told that sent something along.
fn not_bare(reader: &Reader) -> Response {
    let words = Words::of(reader.interface());
    let failed = Failed::new("cookie", words.t("problem-cookie").into_owned(), None);
    (StatusCode::BAD_REQUEST, Json(failed)).into_response()
}

/// The script that lets the page open without a connection. It lies here and not among the assets, because it may only look after
/// addresses below its own.
async fn worker() -> Response {
    assets::show(Path("answer/worker.mjs".to_owned())).await
}

/// What is sealed, byte for byte: the browser hashes it and compares.
async fn rules(State(web): State<Web>, Path((organisation, number)): At) -> Answer {
    let poll = ballots::find(&web.app, &organisation, number).await?;
    let headers = [(header::CONTENT_TYPE, "application/json")];
    Ok((headers, poll.promise_text.clone()).into_response())
}

#[derive(Deserialize)]
struct TokenRequest {
    #[serde(default)]
    code: String,
    blinded: String,
}

#[derive(Serialize)]
struct TokenAnswer {
    cell: u32,
    evaluated: String,
    proof: String,
}

impl From<Signed> for TokenAnswer {
    fn from(signed: Signed) -> Self {
        Self {
            cell: signed.cell,
            evaluated: signed.evaluated,
            proof: signed.proof,
        }
    }
}

async fn token(State(web): State<Web>, Path((organisation, number)): At, Json(request): Json<TokenRequest>) -> Answer {
    let poll = ballots::find(&web.app, &organisation, number).await?;
    let signed = ballots::fetch_token(&web.app, &poll, &request.code, &request.blinded).await?;
    Ok(Json(TokenAnswer::from(signed)).into_response())
}

async fn token_of_account(
    State(web): State<Web>,
    session: Session,
    Path(survey): Path<SurveyId>,
    Json(request): Json<TokenRequest>,
) -> Answer {
    let signed = ballots::fetch_token_as(&web.app, session.actor(), survey, &request.blinded).await?;
    Ok(Json(TokenAnswer::from(signed)).into_response())
}

#[derive(Deserialize)]
struct CardRequest {
    card: String,
}

/// Is there such a card? Asked before the questions, so that a mistyped code does not come to light after them.
async fn card(
    State(web): State<Web>,
    Path((organisation, number)): At,
    reader: Reader,
    headers: HeaderMap,
    Json(request): Json<CardRequest>,
) -> Answer {
    if !is_bare(&headers) {
        return Ok(not_bare(&reader));
    }
    let poll = ballots::find(&web.app, &organisation, number).await?;
    ballots::check_card(&web.app, &poll, &request.card).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn ballot(
    State(web): State<Web>,
    Path((organisation, number)): At,
    reader: Reader,
    headers: HeaderMap,
    Json(casting): Json<Casting>,
) -> Answer {
    if !is_bare(&headers) {
        return Ok(not_bare(&reader));
    }
    let poll = ballots::find(&web.app, &organisation, number).await?;
    let status = match ballots::cast(&web.app, &poll, casting).await? {
        Cast::In => StatusCode::CREATED,
        Cast::AlreadyIn => StatusCode::OK,
    };
    Ok(status.into_response())
}
