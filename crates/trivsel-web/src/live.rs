//! News for a page that is open: one stream of server-sent events, or the same asked for now and again where a proxy holds streams back.
//!
//! What is sent is the very part the page was painted with, painted anew: once for each event and language, whoever hears it. So a part
//! that is sent shows everybody who may see it the same.

mod painter;

use std::convert::Infallible;
use std::fmt::Write;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::happening::{self, Heard, Listener, Topic};
use trivsel_domain::happening::{Position, Scope};

use painter::Painted;
pub(crate) use painter::{Painter, changed};

use crate::Web;
use crate::failure::{Answer, Failure};
use crate::pages::workshops;
use crate::routes::{OPEN, Route, SIGNED_IN, stream};
use crate::session::{Session, Visit};
use crate::urls;
use crate::words::Lang;

/// A silent stream says so often that it is still there: proxies close what is silent for a minute.
const BEAT_EVERY: Duration = Duration::from_secs(15);
/// What one page may listen to.
const MOST_TOPICS: usize = 8;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        stream(urls::LIVE, SIGNED_IN, show),
        stream(urls::LIVE_AT_A_SEAT, OPEN, show_at_a_seat),
    ]
}

/// A part of a page that is kept new: what it is about, and how far that had come when it was painted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Live(pub(crate) Topic);

impl Live {
    /// What it is about, for the page to listen to.
    pub(crate) fn scope(&self) -> Scope {
        self.0.scope
    }

    /// How far that had come.
    pub(crate) fn at(&self) -> Position {
        self.0.at
    }

    /// To be asked before the part is read: what comes between is then told twice, and never missed.
    pub(crate) async fn of(web: &Web, session: &Session, scope: Scope) -> Result<Self, AppError> {
        let at = happening::position(&web.app, session.actor(), scope).await?;
        Ok(Self(Topic { scope, at }))
    }
}

/// What a page asks for: `on=initiative:ID@EPOCH.NUMBER`, once for each topic.
#[derive(Debug, Deserialize)]
struct LiveQuery {
    #[serde(default)]
    on: Vec<String>,
    /// Only what is new now, instead of a stream.
    once: Option<String>,
}

async fn show(State(web): State<Web>, session: Session, headers: HeaderMap, Query(asked): Query<LiveQuery>) -> Answer {
    let topics = topics(&asked.on, &headers)?;
    if topics.is_empty() {
        // A browser does not come back after this.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if asked.once.is_some() {
        return once(&web, &session, topics).await;
    }
    let token = session.token().ok_or(AppError::Forbidden)?;
    let listener = happening::listen(&web.app, token, topics).await?;
    Ok(told(web, session.lang(), listener))
}

fn told(web: Web, lang: Lang, listener: Listener) -> Response {
    let screen = Listening {
        web,
        lang,
        listener,
        stage: Stage::Begins,
    };
    events(Body::from_stream(futures_util::stream::unfold(screen, Listening::step)))
}

/// The same for a device at a workshop. All it is told is that there is something to fetch: each device sees something else.
async fn show_at_a_seat(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<LiveQuery>,
) -> Answer {
    let topics = topics(&asked.on, &headers)?;
    let Some(seat) = workshops::seat_in(&headers).filter(|_| !topics.is_empty() && workshops::live_topics(&topics))
    else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    if asked.once.is_some() {
        let since = happening::since_at_a_seat(&web.app, &seat, &topics).await?;
        let mut text = String::new();
        for topic in &topics {
            if since.is_behind || since.told.iter().any(|told| told.scope == topic.scope) {
                text.push_str(&event(&Painted::OfEachOne, topic.scope, ""));
            }
        }
        text.push_str(&frame("hello", ".", &ids(since.newest.iter().copied())));
        return Ok(events(Body::from(text)));
    }
    let listener = happening::listen_from_a_seat(&web.app, &seat, topics).await?;
    Ok(told(web, visit.lang, listener))
}

/// What is new now, in the words of the stream.
async fn once(web: &Web, session: &Session, topics: Vec<Topic>) -> Answer {
    let since = happening::since(&web.app, session.actor(), &topics).await?;
    let mut text = String::new();
    let mut changed: Vec<Scope> = since.told.iter().map(|told| told.scope).collect();
    for (topic, newest) in topics.iter().zip(&since.newest) {
        // Painted as it is now: the last of several is all of them.
        if since.is_behind && topic.at != *newest || changed.contains(&topic.scope) {
            let painted = web
                .painter
                .paint(web, session.actor(), session.lang(), topic.scope, *newest);
            text.push_str(&event(&painted.await?, topic.scope, ""));
            changed.retain(|scope| *scope != topic.scope);
        }
    }
    text.push_str(&frame("hello", ".", &ids(since.newest.iter().copied())));
    Ok(events(Body::from(text)))
}

fn events(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Asks nginx not to gather it up.
        (
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
    ];
    (headers, body).into_response()
}

/// The topics asked for. A browser that comes back says itself how far it had heard each.
fn topics(on: &[String], headers: &HeaderMap) -> Result<Vec<Topic>, AppError> {
    if on.len() > MOST_TOPICS {
        return Err(AppError::NotFound);
    }
    let mut topics = Vec::with_capacity(on.len());
    for text in on {
        let (scope, at) = text.split_once('@').unwrap_or((text, "0.0"));
        let (Ok(scope), Ok(at)) = (scope.parse::<Scope>(), at.parse::<Position>()) else {
            return Err(AppError::NotFound);
        };
        if topics.iter().all(|known: &Topic| known.scope != scope) {
            topics.push(Topic { scope, at });
        }
    }
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let heard: Option<Vec<Position>> = last.and_then(|last| last.split('_').map(|at| at.parse().ok()).collect());
    if let Some(heard) = heard.filter(|heard| heard.len() == topics.len()) {
        for (topic, at) in topics.iter_mut().zip(heard) {
            topic.at = at;
        }
    }
    Ok(topics)
}

/// A page that listens.
struct Listening {
    web: Web,
    lang: Lang,
    listener: Listener,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Begins,
    Listens,
    IsOver,
}

impl Listening {
    async fn step(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        let text = match self.stage {
            Stage::IsOver => return None,
            Stage::Begins => {
                self.stage = Stage::Listens;
                let begins = frame("hello", ".", &ids(self.listener.positions()));
                format!("retry: {}\n{begins}", retry())
            }
            Stage::Listens => match tokio::time::timeout(BEAT_EVERY, self.listener.next(&self.web.app)).await {
                Err(_) => frame("beat", ".", ""),
                Ok(Ok(Some(heard))) => self.painted(heard).await.unwrap_or_else(|failure| self.cut(&failure)),
                Ok(Ok(None)) => {
                    self.stage = Stage::IsOver;
                    // Whose right or session is gone is not to come back; who is sent away because the server stops is.
                    if self.web.app.news.is_over() {
                        return None;
                    }
                    frame("over", ".", "")
                }
                Ok(Err(error)) => self.cut(&Failure::from(error)),
            },
        };
        Some((Ok(Bytes::from(text)), self))
    }

    /// Ends the stream. The browser comes back and says how far it heard.
    fn cut(&mut self, _told: &Failure) -> String {
        self.stage = Stage::IsOver;
        String::from(":\n\n")
    }

    async fn painted(&self, heard: Heard) -> Result<String, Failure> {
        let paint = |scope, at| {
            let painter = &self.web.painter;
            painter.paint(&self.web, self.listener.actor(), self.lang, scope, at)
        };
        let id = ids(self.listener.positions());
        match heard {
            Heard::Told(told) => Ok(event(&paint(told.scope, told.at).await?, told.scope, &id)),
            Heard::Behind => {
                let mut text = String::new();
                for topic in self.listener.topics() {
                    text.push_str(&event(&paint(topic.scope, topic.at).await?, topic.scope, ""));
                }
                // The numbers come last: who is cut off in between hears it again.
                text.push_str(&frame("hello", ".", &id));
                Ok(text)
            }
        }
    }
}

fn ids(positions: impl Iterator<Item = Position>) -> String {
    let mut text = String::new();
    for at in positions {
        if !text.is_empty() {
            text.push('_');
        }
        // Writing into a text cannot fail.
        let _written = write!(text, "{at}");
    }
    text
}

fn event(painted: &Painted, scope: Scope, id: &str) -> String {
    match painted {
        Painted::Part(html) => frame("news", html, id),
        Painted::OfEachOne => frame("fetch", &scope.to_string(), id),
        Painted::Page => frame("reload", ".", id),
    }
}

/// One event. A browser takes a line as the end of it, so each line of the data is named.
fn frame(name: &str, data: &str, id: &str) -> String {
    let mut text = String::with_capacity(data.len() + id.len() + 48);
    if !id.is_empty() {
        text.extend(["id: ", id, "\n"]);
    }
    text.extend(["event: ", name, "\n"]);
    for line in data.lines() {
        text.extend(["data: ", line, "\n"]);
    }
    text.push('\n');
    text
}

/// How long a browser that was cut off waits, in milliseconds: a second or two, not the same for all, so that two thousand that lost the
/// server at once do not come back at once.
fn retry() -> u64 {
    let (high, _) = uuid::Uuid::new_v4().as_u64_pair();
    500 + (high >> 32) % 2_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_part_is_named_as_its_data() {
        let part = "<p>one</p>\n<p>two</p>\n";
        let expected = "id: 1.2_0.0\nevent: news\ndata: <p>one</p>\ndata: <p>two</p>\n\n";
        assert_eq!(frame("news", part, "1.2_0.0"), expected);
        assert_eq!(frame("beat", ".", ""), "event: beat\ndata: .\n\n");
    }

    #[test]
    fn a_browser_that_comes_back_goes_on_where_it_was_and_not_where_the_page_was_painted() {
        let on = [
            "import:00000000-0000-0000-0000-000000000007@5.1".to_owned(),
            "survey:00000000-0000-0000-0000-000000000008".to_owned(),
        ];
        let read = |last: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(last) = last {
                headers.insert("last-event-id", HeaderValue::from_static(last));
            }
            let read = topics(&on, &headers).unwrap_or_default();
            ids(read.iter().map(|topic| topic.at))
        };
        assert_eq!(read(None), "5.1_0.0");
        assert_eq!(read(Some("5.4_6.2")), "5.4_6.2");
        // Of another page, or made up.
        assert_eq!(read(Some("5.4")), "5.1_0.0");
        assert_eq!(read(Some("x_y")), "5.1_0.0");
        let wrong = ["import:7".to_owned()];
        assert!(topics(&wrong, &HeaderMap::new()).is_err());
        let many: Vec<String> = on.iter().cycle().take(MOST_TOPICS + 1).cloned().collect();
        assert!(topics(&many, &HeaderMap::new()).is_err());
    }
}
