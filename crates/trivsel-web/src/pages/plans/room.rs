//! `/w/plan`: the plan a group makes on the day, on the screen it stands round. No session is read here.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::plans::lines::LineForm;
use trivsel_app::plans::room::{self, RoomPlan};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::workshops::SeatToken;
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{BoardId, NoteId, PlanLineId};
use trivsel_domain::plan::{PlanLine, PlanPart};
use uuid::Uuid;

use super::super::workshops::seat_in;
use super::super::{newest_beside, page, refused};
use super::asked;
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{OPEN, Route, get, post};
use crate::session::Visit;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::ROOM_PLAN, OPEN, show),
        post("/w/plan/lines", OPEN, add),
        post("/w/plan/notes", OPEN, take),
        get("/w/plan/lines/{line}", OPEN, edit),
        post("/w/plan/lines/{line}", OPEN, change),
        post("/w/plan/lines/{line}/remove", OPEN, remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/plans/room.html")]
struct RoomPlanPage {
    shell: Shell,
    found: RoomPlan,
    parts: Vec<RoomPart>,
}

/// One of the five headings on the screen.
struct RoomPart {
    code: &'static str,
    heading: String,
    question: String,
    help: String,
    has_who: bool,
    has_day: bool,
    lines: Vec<RoomLine>,
}

struct RoomLine {
    text: String,
    who: String,
    when: String,
    /// Where it is changed; empty for a device that only reads.
    address: String,
}

#[derive(Template)]
#[template(path = "pages/plans/room_line.html")]
struct RoomLinePage {
    shell: Shell,
    fields: Fields,
    action: String,
    form: LineForm,
    parts: Vec<Choice>,
    /// Where it is removed; empty for a line that is not there yet.
    remove_address: String,
}

/// The device of a request that writes.
fn seat_of(headers: &HeaderMap) -> Result<SeatToken, AppError> {
    seat_in(headers).ok_or(AppError::Refused("failure-no-seat"))
}

fn without_a_seat(error: AppError) -> Failure {
    match error {
        AppError::Forbidden => AppError::Refused("failure-no-seat").into(),
        other => other.into(),
    }
}

async fn show(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Answer {
    // A device that has no seat is sent to the door.
    let to_the_door = || Ok(Redirect::to(urls::DOOR).into_response());
    let Some(seat) = seat_in(&headers) else {
        return to_the_door();
    };
    let found = match room::find(&web.app, &seat).await {
        Ok(found) => found,
        Err(AppError::Forbidden) => return to_the_door(),
        Err(error) => return Err(error.into()),
    };
    let shell = visit.shell(Station::Outside);
    page(&RoomPlanPage {
        parts: PlanPart::ALL.map(|part| room_part(&shell, &found, part)).into(),
        found,
        shell,
    })
}

fn room_part(shell: &Shell, found: &RoomPlan, part: PlanPart) -> RoomPart {
    let own = found.lines.iter().filter(|line| line.part == part);
    RoomPart {
        code: part.code(),
        heading: shell.code("plan-heading", part.code()),
        question: shell.code("plan-question", part.code()),
        help: shell.code("plan-part-help", part.code()),
        has_who: part == PlanPart::Who,
        has_day: matches!(part, PlanPart::Who | PlanPart::Test),
        lines: own
            .map(|line| RoomLine {
                text: line.text.clone(),
                who: line.role.clone(),
                when: super::when(shell, line),
                address: if found.may_write {
                    urls::room_line(line.id)
                } else {
                    String::new()
                },
            })
            .collect(),
    }
}

/// Back to the plan, at the heading that was written under.
fn back(part: &str) -> Answer {
    let fragment = PlanPart::parse(part).map_or("what", PlanPart::code);
    Ok(Redirect::to(&format!("{}#{fragment}", urls::ROOM_PLAN)).into_response())
}

fn line_page(visit: &Visit, line: Option<&PlanLine>, form: LineForm, problems: Vec<Problem>) -> RoomLinePage {
    let shell = visit.shell(Station::Outside);
    let codes = PlanPart::ALL.map(PlanPart::code);
    let address = line.map(|line| urls::room_line(line.id));
    let asked = asked(&problems, &form.asked);
    RoomLinePage {
        fields: Fields::new(shell.words, "plan", problems),
        remove_address: address
            .as_ref()
            .map(|address| format!("{address}/remove"))
            .unwrap_or_default(),
        action: address.unwrap_or_else(|| "/w/plan/lines".to_owned()),
        parts: codes
            .into_iter()
            .map(|code| Choice::new(code, shell.code("plan-heading", code)))
            .collect(),
        form: LineForm { asked, ..form },
        shell,
    }
}

async fn edit_now(web: &Web, visit: &Visit, seat: &SeatToken, id: PlanLineId) -> Result<RoomLinePage, Failure> {
    let line = room::find_line(&web.app, seat, id).await.map_err(without_a_seat)?;
    let form = LineForm {
        part: line.part.code().to_owned(),
        text: line.text.clone(),
        role: line.role.clone(),
        due_on: line.due_on.map(|day| visit.lang.date(day)).unwrap_or_default(),
        seen: seen::mark(&line),
        ..LineForm::default()
    };
    Ok(line_page(visit, Some(&line), form, Vec::new()))
}

async fn edit(State(web): State<Web>, visit: Visit, headers: HeaderMap, Path(id): Path<PlanLineId>) -> Answer {
    match seat_in(&headers) {
        Some(seat) => page(&edit_now(&web, &visit, &seat, id).await?),
        None => Ok(Redirect::to(urls::DOOR).into_response()),
    }
}

async fn add(State(web): State<Web>, visit: Visit, headers: HeaderMap, Form(form): Form<LineForm>) -> Answer {
    let seat = seat_of(&headers)?;
    match async { room::add(&web.app, &seat, &form.read()?).await }.await {
        Ok(_) => back(&form.part),
        Err(AppError::Invalid(problems)) => refused(&line_page(&visit, None, form, problems)),
        Err(error) => Err(without_a_seat(error)),
    }
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<PlanLineId>,
    Form(form): Form<LineForm>,
) -> Answer {
    let seat = seat_of(&headers)?;
    let mark = SeenMark::typed(&form.seen);
    match async { room::change(&web.app, &seat, id, &mark, &form.read()?).await }.await {
        Ok(()) => back(&form.part),
        Err(AppError::Conflict) => newest_beside!(edit_now(&web, &visit, &seat, id).await?, form, LineForm),
        Err(AppError::Invalid(problems)) => {
            let line = room::find_line(&web.app, &seat, id).await.map_err(without_a_seat)?;
            refused(&line_page(&visit, Some(&line), form, problems))
        }
        Err(error) => Err(without_a_seat(error)),
    }
}

async fn remove(State(web): State<Web>, headers: HeaderMap, Path(id): Path<PlanLineId>) -> Answer {
    let seat = seat_of(&headers)?;
    room::remove(&web.app, &seat, id).await.map_err(without_a_seat)?;
    back("what")
}

/// A note that is taken: the board it lies on and its own id.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakenNote {
    board: String,
    note: String,
}

impl TakenNote {
    /// Board and note; what cannot be read is a note that is not there.
    pub(super) fn read(&self) -> (BoardId, NoteId) {
        let (board, note) = (self.board.parse(), self.note.parse());
        (
            board.unwrap_or(BoardId(Uuid::nil())),
            note.unwrap_or(NoteId(Uuid::nil())),
        )
    }
}

async fn take(State(web): State<Web>, headers: HeaderMap, Form(form): Form<TakenNote>) -> Answer {
    let seat = seat_of(&headers)?;
    let (board, note) = form.read();
    room::take(&web.app, &seat, board, note).await.map_err(without_a_seat)?;
    back("what")
}
