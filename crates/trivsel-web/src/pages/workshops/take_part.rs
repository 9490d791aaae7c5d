//! `/w`: what those who take part see. Nobody is looked up here: no session is read, and a device is known by nothing but a token of its own.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use trivsel_app::happening::Topic;
use trivsel_app::workshops::{self, BoardForm, Came, Door, Here, SeatForm, SeatToken, Telling};
use trivsel_app::{AppError, Problem};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::BoardId;
use trivsel_domain::workshop::{LineKind, SeatKind, WorkshopState};

use super::board_view::{Beside, BoardView};
use super::clock::Left;
use super::plan::teller;
use super::{done, page, refused};
use crate::Web;
use crate::assets;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::live::Live;
use crate::origin::From;
use crate::routes::{OPEN, Route, get, post};
use crate::session::Visit;
use crate::shell::{Shell, Station};
use crate::urls;

/// What every address of those who take part begins with.
const OPEN_ADDRESS: &str = "/w/";
/// The device's own token; sent to these addresses only.
const COOKIE: &str = "trivsel-seat";
/// A day, and not the next one.
const HOURS: i64 = 16;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::DOOR, OPEN, code),
        post(urls::DOOR, OPEN, typed),
        get("/w/{code}", OPEN, door),
        post("/w/{code}", OPEN, enter),
        get("/w/now", OPEN, now),
        get("/w/worker.js", OPEN, assets::board_worker),
        post("/w/leave", OPEN, leave),
        post(urls::DRAW, OPEN, draw),
        post("/w/boards/{board}", OPEN, write),
    ]
}

/// Is nobody looked up at this address?
pub(crate) fn is_of_nobody(path: &str) -> bool {
    path == urls::DOOR || path.starts_with(OPEN_ADDRESS)
}

/// The device that sent a request.
pub(crate) fn seat_in(headers: &HeaderMap) -> Option<SeatToken> {
    CookieJar::from_headers(headers)
        .get(COOKIE)
        .and_then(|cookie| SeatToken::parse(cookie.value()))
}

/// The topics a device may ask for: its day, and its board.
pub(crate) fn live_topics(topics: &[Topic]) -> bool {
    topics
        .iter()
        .all(|topic| matches!(topic.scope, Scope::Workshop(_) | Scope::Board(_)))
}

fn cookie(web: &Web, value: String, hours: i64) -> Result<HeaderValue, Failure> {
    let cookie = Cookie::build((COOKIE, value))
        .path(urls::DOOR)
        .http_only(true)
        .secure(web.app.settings.is_https)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::hours(hours));
    HeaderValue::from_str(&cookie.build().to_string())
        .map_err(|error| AppError::internal("writing the seat's cookie", error).into())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct JoinForm {
    code: String,
}

#[derive(Template)]
#[template(path = "pages/w/code.html")]
struct JoinPage {
    shell: Shell,
    fields: Fields,
    form: JoinForm,
}

#[derive(Template)]
#[template(path = "pages/w/door.html")]
struct SeatPage {
    shell: Shell,
    fields: Fields,
    door: Door,
    form: SeatForm,
    groups: Vec<Choice>,
}

impl SeatPage {
    fn kinds(&self) -> Vec<Choice> {
        self.shell.choices("seat-kind", SeatKind::ALL.map(SeatKind::code))
    }
}

#[derive(Template)]
#[template(path = "pages/w/now.html")]
struct NowPage {
    shell: Shell,
    fields: Fields,
    here: Here,
    clock: Option<Left>,
    live: Live,
    board: Option<BoardView>,
    form: BoardForm,
    seat_tag: String,
}

impl NowPage {
    fn is_paused(&self) -> bool {
        self.here.workshop.course.pause.is_some()
    }

    fn is(&self, kind: &str) -> bool {
        self.here.item.as_ref().is_some_and(|item| item.kind.code() == kind)
    }

    /// From the last group work on the group makes its plan.
    fn is_plan_time(&self) -> bool {
        let last = self.here.items.iter().rev();
        let last = last
            .map(|item| (item.kind, item.position))
            .find(|(kind, _)| *kind == LineKind::GroupWork);
        let at = self.here.item.as_ref().map(|item| item.position);
        at.zip(last).is_some_and(|(at, (_, last))| at >= last)
    }

    fn told_by(&self) -> String {
        let item = self.here.item.as_ref();
        match item {
            Some(item) if item.kind == LineKind::Plenary => {
                let groups: Vec<_> = self.here.tellings.iter().map(|telling| telling.group.clone()).collect();
                teller(&self.shell, &groups, item)
            }
            _ => String::new(),
        }
    }

    fn zone_name(&self, telling: &Telling, zone: &str) -> String {
        let kind = telling.kind.as_ref();
        let found = kind.and_then(|kind| kind.zones.iter().find(|known| known.code == zone));
        found
            .map(|zone| zone.name.in_language(self.shell.lang.code()).to_owned())
            .unwrap_or_default()
    }

    fn zones(&self) -> Vec<Choice> {
        let zones = self.board.iter().flat_map(|board| &board.zones);
        zones.map(|zone| Choice::new(&zone.code, &zone.name)).collect()
    }

    fn chosen_fact(&self, name: &str) -> &str {
        self.form.more.get(name).map_or("", String::as_str)
    }

    /// The card the group has before it: its text, and where a note about it is begun.
    fn card(&self) -> Option<(String, String)> {
        let deck = self.here.material.deck.as_ref()?;
        let (number, text) = deck.card(self.shell.lang.code())?;
        Some((text.to_owned(), urls::note_about_a_card(&deck.code, number)))
    }

    fn is_asked_about_a_name(&self) -> bool {
        self.form.sure == "ask"
    }

    fn earlier(&self) -> Vec<(String, String)> {
        let shown = self.board.as_ref().map(|board| board.id.clone()).unwrap_or_default();
        let boards = self.here.boards.iter().filter(|board| board.id.to_string() != shown);
        boards
            .map(|board| (urls::earlier_board(board.id), board.title.clone()))
            .collect()
    }
}

fn code_page(visit: &Visit, form: JoinForm, problems: Vec<Problem>) -> JoinPage {
    let shell = visit.shell(Station::Outside);
    JoinPage {
        fields: Fields::new(shell.words, "door", problems),
        form,
        shell,
    }
}

async fn code(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Answer {
    // A device that is in already goes on to where the day is.
    if let Some(seat) = seat_in(&headers)
        && workshops::here(&web.app, &seat, None).await.is_ok()
    {
        return Ok(Redirect::to(urls::NOW).into_response());
    }
    page(&code_page(&visit, JoinForm::default(), Vec::new()))
}

async fn typed(State(web): State<Web>, visit: Visit, From(origin): From, Form(form): Form<JoinForm>) -> Answer {
    match workshops::door(&web.app, &form.code, &origin).await {
        Ok(door) => Ok(Redirect::to(&urls::join(&door.workshop.join_code)).into_response()),
        Err(AppError::Invalid(problems)) => refused(&code_page(&visit, form, problems)),
        Err(error) => Err(error.into()),
    }
}

fn door_page(visit: &Visit, door: Door, form: SeatForm, problems: Vec<Problem>) -> SeatPage {
    let shell = visit.shell(Station::Outside);
    SeatPage {
        fields: Fields::new(shell.words, "seat", problems),
        groups: door
            .groups
            .iter()
            .map(|group| {
                let room = Some(&group.room).filter(|room| !room.is_empty());
                let label = room.map_or_else(|| group.name.clone(), |room| format!("{}, {room}", group.name));
                Choice::new(group.id, label)
            })
            .collect(),
        door,
        form,
        shell,
    }
}

async fn door(State(web): State<Web>, visit: Visit, From(origin): From, Path(code): Path<String>) -> Answer {
    match workshops::door(&web.app, &code, &origin).await {
        Ok(door) => page(&door_page(&visit, door, SeatForm::default(), Vec::new())),
        Err(AppError::Invalid(problems)) => refused(&code_page(&visit, JoinForm { code }, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn enter(
    State(web): State<Web>,
    visit: Visit,
    From(origin): From,
    Path(code): Path<String>,
    Form(form): Form<SeatForm>,
) -> Answer {
    let door = match workshops::door(&web.app, &code, &origin).await {
        Ok(door) => door,
        Err(AppError::Invalid(problems)) => return refused(&code_page(&visit, JoinForm { code }, problems)),
        Err(error) => return Err(error.into()),
    };
    match async { workshops::enter(&web.app, &door, &form.read()?).await }.await {
        Ok(token) => {
            let mut answer = Redirect::to(urls::NOW).into_response();
            answer
                .headers_mut()
                .insert(header::SET_COOKIE, cookie(&web, token.expose(), HOURS)?);
            Ok(answer)
        }
        Err(AppError::Invalid(problems)) => refused(&door_page(&visit, door, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn leave(State(web): State<Web>, headers: HeaderMap) -> Answer {
    if let Some(seat) = seat_in(&headers) {
        workshops::leave(&web.app, &seat).await?;
    }
    let mut answer = Redirect::to(urls::DOOR).into_response();
    answer
        .headers_mut()
        .insert(header::SET_COOKIE, cookie(&web, String::new(), 0)?);
    Ok(answer)
}

async fn now_page(
    web: &Web,
    visit: &Visit,
    seat: &SeatToken,
    wanted: Option<BoardId>,
    form: BoardForm,
    problems: Vec<Problem>,
) -> Result<NowPage, Failure> {
    let mut here = workshops::here(&web.app, seat, wanted).await?;
    let shell = visit.shell(Station::Outside);
    let now = web.app.now();
    let course = here.workshop.course;
    let running = course.pause.or(course.began_at.zip(course.ends_at));
    let people = match here.kind {
        SeatKind::Room => u32::try_from(here.people).unwrap_or(1),
        SeatKind::Own => 1,
    };
    let board = here.board.take().map(|seen| {
        let address = urls::board_of_a_device(seen.place.id);
        let beside = Beside {
            hints: &here.hints,
            before: &here.before,
            as_list: form.view == "list",
        };
        BoardView::of(&shell, seen, people, address, &beside)
    });
    let is_asked = problems.iter().any(|problem| problem.message == "problem-note-name");
    let topic = Topic {
        scope: Scope::Workshop(here.workshop.id),
        at: here.at,
    };
    Ok(NowPage {
        clock: running.map(|(began, ends)| Left::of(shell.words, shell.lang, began, ends, now)),
        live: Live(topic),
        fields: Fields::new(shell.words, "note", problems),
        form: BoardForm {
            sure: if is_asked { "ask".to_owned() } else { form.sure.clone() },
            ..form
        },
        seat_tag: seat.tag(),
        board,
        here,
        shell,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NowQuery {
    board: Option<BoardId>,
    /// The card a note is begun from: the deck's name and the number.
    card: String,
    view: String,
}

/// Draws a card for the group.
async fn draw(State(web): State<Web>, headers: HeaderMap) -> Answer {
    let Some(seat) = seat_in(&headers) else {
        return Err(AppError::Refused("failure-no-seat").into());
    };
    match workshops::draw(&web.app, &seat).await {
        Ok(true) => Ok(Redirect::to(urls::NOW).into_response()),
        Ok(false) => done(urls::NOW, "done-cards-drawn"),
        Err(AppError::Forbidden) => Err(AppError::Refused("failure-no-seat").into()),
        Err(error) => Err(error.into()),
    }
}

/// A device without a seat, or whose day is over, is sent to the door.
fn to_the_door(web: &Web) -> Answer {
    let mut answer = Redirect::to(urls::DOOR).into_response();
    answer
        .headers_mut()
        .insert(header::SET_COOKIE, cookie(web, String::new(), 0)?);
    Ok(answer)
}

async fn now(State(web): State<Web>, visit: Visit, headers: HeaderMap, Query(asked): Query<NowQuery>) -> Answer {
    let Some(seat) = seat_in(&headers) else {
        return Ok(Redirect::to(urls::DOOR).into_response());
    };
    match workshops::here(&web.app, &seat, asked.board).await {
        Err(AppError::Forbidden) => return to_the_door(&web),
        Err(error) => return Err(error.into()),
        Ok(here) if here.workshop.state == WorkshopState::Closed => return to_the_door(&web),
        Ok(_) => {}
    }
    let mut form = BoardForm {
        view: asked.view,
        ..BoardForm::default()
    };
    if !asked.card.is_empty() {
        form.more.insert("fact-card".to_owned(), asked.card);
    }
    page(&now_page(&web, &visit, &seat, asked.board, form, Vec::new()).await?)
}

async fn write(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(board): Path<BoardId>,
    Form(form): Form<BoardForm>,
) -> Answer {
    let Some(seat) = seat_in(&headers) else {
        return Err(AppError::Refused("failure-no-seat").into());
    };
    let back = if form.view == "list" {
        urls::NOW_AS_LIST
    } else {
        urls::NOW
    };
    match workshops::perform(&web.app, &seat, board, &form).await {
        Ok(Came::Done) => Ok(Redirect::to(back).into_response()),
        Ok(Came::Kept) => done(back, "done-note-kept"),
        Ok(Came::Gone) => done(back, "done-note-gone"),
        Err(AppError::Invalid(problems)) => refused(&now_page(&web, &visit, &seat, Some(board), form, problems).await?),
        Err(AppError::Forbidden) => Err(AppError::Refused("failure-no-seat").into()),
        Err(error) => Err(error.into()),
    }
}
