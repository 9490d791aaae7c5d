//! `/account/calendar`, the calendar behind a secret address, and one meeting as a file.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use trivsel_app::AppError;
use trivsel_app::calendar::{self as ahead, AheadLine, What};
use trivsel_app::documents::calendar::{Calendar, Entry, write};
use trivsel_domain::duty::Duty;
use trivsel_domain::id::MeetingId;
use trivsel_domain::plan::PlanPart;

use super::{attachment, done, page};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{OPEN, Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::{Lang, Words};

const KIND: &str = "text/calendar; charset=utf-8";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/calendar", SIGNED_IN, show),
        post("/account/calendar", SIGNED_IN, make),
        post("/account/calendar/remove", SIGNED_IN, remove),
        get("/calendar/{feed}", OPEN, feed),
        get("/meetings/{meeting}/meeting.ics", "MSUCKfvsm", meeting),
    ]
}

#[derive(Template)]
#[template(path = "pages/calendar/show.html")]
struct CalendarPage {
    shell: Shell,
    made_on: Option<NaiveDate>,
    /// The address, shown this once.
    address: Option<String>,
}

impl CalendarPage {
    /// The address as programs on the same machine take it up.
    fn subscribe(&self) -> Option<String> {
        let (_, rest) = self.address.as_ref()?.split_once("://")?;
        Some(format!("webcal://{rest}"))
    }
}

async fn show(State(web): State<Web>, session: Session) -> Answer {
    calendar_page(&web, &session, None).await
}

async fn make(State(web): State<Web>, session: Session) -> Answer {
    let address = ahead::make_feed(&web.app, session.actor()).await?;
    calendar_page(&web, &session, Some(address)).await
}

async fn calendar_page(web: &Web, session: &Session, address: Option<String>) -> Answer {
    page(&CalendarPage {
        shell: session.shell(Station::Outside),
        made_on: ahead::feed_of(&web.app, session.actor()).await?,
        address,
    })
}

async fn remove(State(web): State<Web>, session: Session) -> Answer {
    ahead::remove_feed(&web.app, session.actor()).await?;
    done(urls::ACCOUNT_CALENDAR, "done-feed-removed")
}

/// The calendar itself. A client asks every hour; most of the time nothing has changed, and it is told no more than that.
async fn feed(State(web): State<Web>, Path(file): Path<String>, headers: HeaderMap) -> Answer {
    let token = file.strip_suffix(".ics").unwrap_or(&file);
    let found = ahead::feed(&web.app, token).await?.ok_or(AppError::NotFound)?;
    let words = Words::of(Lang::parse(&found.language));
    let public = &web.app.settings.public_url;
    let text = written(
        words
            .with("feed-name")
            .text("organisation", &found.organisation)
            .to_string(),
        found.lines.iter().map(|line| entry(words, public, line)).collect(),
    )?;
    let mark = format!("\"{}\"", ahead::mark_of(&text));
    let is_known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == mark));
    let kept = [
        (header::ETAG, mark),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, KIND)], text).into_response())
}

async fn meeting(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let line = ahead::meeting(&web.app, session.actor(), id).await?;
    let entry = entry(session.words(), &web.app.settings.public_url, &line);
    let name = session.words().t("meeting-file").into_owned();
    attachment(KIND, name, written(entry.title.clone(), vec![entry])?)
}

fn written(name: String, entries: Vec<Entry>) -> Result<String, AppError> {
    write(&Calendar { name, entries }).map_err(|error| AppError::internal("writing a calendar", error))
}

fn duty_in_short(words: &'static Words, duty: &Duty) -> String {
    if duty.is_own {
        return duty.title.clone();
    }
    words
        .t(&format!("duty-short-{}", duty.code.replace('_', "-")))
        .into_owned()
}

/// In a calendar stands what and where and a link; what is said of it stands behind the link, for who may read it.
fn entry(words: &'static Words, public: &str, line: &AheadLine) -> Entry {
    let host = public.split_once("://").map_or(public, |(_, host)| host);
    let (id, title, place, page) = match &line.what {
        What::Meeting { id, committee, place } => {
            let title = words.with("feed-meeting").text("committee", committee).to_string();
            (id.to_string(), title, place.clone(), urls::meeting(*id))
        }
        What::FollowUp { id, initiative, title } => {
            let title = words.with("feed-follow-up").text("title", title).to_string();
            (id.to_string(), title, String::new(), urls::new_note(*initiative, *id))
        }
        What::Duty { duty, unit, unit_name } => {
            // In short: a calendar is seen over a shoulder, and the long name of one of them speaks of illness.
            let title = words
                .with("feed-duty")
                .text("duty", duty_in_short(words, duty))
                .text("unit", unit_name)
                .to_string();
            (
                format!("{}-{unit}", duty.id),
                title,
                String::new(),
                urls::duty_in(*unit, &duty.code),
            )
        }
        What::PlanLine { id, plan, part, title } => {
            let said = match part {
                PlanPart::Test => "feed-plan-test",
                _ => "feed-plan-line",
            };
            let title = words.with(said).text("title", title).to_string();
            (id.to_string(), title, String::new(), urls::plan(*plan))
        }
        What::Task { decision, title } => {
            let title = words.with("feed-task").text("title", title).to_string();
            (decision.to_string(), title, String::new(), urls::decision(*decision))
        }
    };
    Entry {
        uid: format!("{id}@{host}"),
        sequence: line.sequence,
        said_at: line.said_at,
        title,
        text: format!("{public}{page}"),
        place,
        address: format!("{public}{page}"),
        when: line.when,
        is_called_off: line.is_called_off,
    }
}
