//! Leading the day: where it is, how the groups come along, and what the one who leads does.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use serde::{Deserialize, Serialize};
use trivsel_domain::board::{Hand, Mark, Operation, Outcome, Step, wording};
use trivsel_domain::happening::{Happening, Position, Scope};
use trivsel_domain::id::{BoardId, NoteId, WorkshopId};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::course::{Move, Unmoved, WayOut};
use trivsel_domain::workshop::{Group, LineKind, ProgrammeItem, SeatKind, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::{Tx, happenings, workshops as store};
use uuid::Uuid;

use super::here::{Telling, tellings};
use super::material::{PageNow, page_now};
use super::seats::people_of;
use super::themes::{self, DayThemeShown};
use super::{WorkshopDetails, changed, details, kind_of, led};
use crate::input::{one_line, version_typed};
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// How many points each person has.
pub(super) const VOTES_EACH: u32 = 3;
/// The longest message to the groups.
const LONGEST_MESSAGE: usize = 200;

/// How a group comes along.
#[derive(Clone, Debug)]
pub struct GroupNow {
    /// The group.
    pub group: Group,
    /// Its board now, if there is one.
    pub board: Option<GroupBoard>,
    /// Screens for the whole room.
    pub screens: usize,
    /// Own telephones.
    pub telephones: usize,
    /// How many people that are.
    pub people: i32,
    /// How many notes lie on its board.
    pub notes: usize,
}

/// What whoever leads sees.
#[derive(Clone, Debug)]
pub struct LeadView {
    /// The workshop with all that belongs to it.
    pub details: WorkshopDetails,
    /// The line that runs.
    pub item: Option<ProgrammeItem>,
    /// The groups.
    pub groups: Vec<GroupNow>,
    /// When each line to come begins, as things stand.
    pub to_come: Vec<(DateTime<Utc>, ProgrammeItem)>,
    /// When the day will be over.
    pub ends_at: Option<DateTime<Utc>>,
    /// By how many minutes that is too late.
    pub late: i64,
    /// Ways out of that.
    pub ways: Vec<WayOut>,
    /// Minutes left of what runs.
    pub minutes_left: Option<i64>,
    /// What is told now.
    pub tellings: Vec<Telling>,
    /// The page that is shown now.
    pub page: Option<PageNow>,
    /// The themes of the day, while it is closed.
    pub themes: Vec<DayThemeShown>,
    /// Does the visitor lead now?
    pub is_leader: bool,
    /// What whoever leads now is called.
    pub leader_name: String,
    /// What time it is.
    pub now: DateTime<Utc>,
    /// How far the day had come, and the rooms.
    pub at: [Position; 2],
}

/// What is sent from the page of whoever leads.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    /// What is wanted.
    #[serde(rename = "do")]
    pub wish: String,
    /// The version of the day that was on the screen.
    pub seen: String,
    /// What is said to all.
    pub message: String,
    /// A line of the programme.
    pub item: String,
    /// A board.
    pub board: String,
    /// The step that was on the screen.
    pub from: String,
    /// The step it is to be at.
    pub to: String,
    /// In which zone.
    pub zone: String,
    /// Notes, one a line.
    pub lines: String,
}

/// A moment by a Danish clock. Where the clock is put back, the first of the two.
fn moment(at: NaiveDateTime) -> DateTime<Utc> {
    Copenhagen
        .from_local_datetime(&at)
        .earliest()
        .map_or_else(|| at.and_utc(), |at| at.with_timezone(&Utc))
}

fn agreed_end(workshop: &Workshop) -> DateTime<Utc> {
    moment(workshop.held_on.and_time(workshop.hard_end))
}

/// The page of whoever leads, and of the wall.
pub async fn lead(app: &App, who: &Actor, id: WorkshopId) -> Result<LeadView, AppError> {
    let tx = app.read(who.organisation).await?;
    let workshop = led(&tx, who, id).await?;
    let details = details(&tx, who, workshop).await?;
    let now = app.now();
    let course = details.workshop.course;
    let here = details.items.iter().position(|item| Some(item.id) == course.item);
    let item = here.and_then(|here| details.items.get(here)).cloned();
    let (ends_at, late) = match course.end(&details.items, now, agreed_end(&details.workshop)) {
        Some((end, late)) => (Some(end), late),
        None => (None, 0),
    };
    let coming: Vec<&ProgrammeItem> = details.items.iter().skip(here.map_or(0, |here| here + 1)).collect();
    let left: i64 = coming.iter().map(|item| i64::from(item.minutes)).sum();
    let begins = moment(details.workshop.held_on.and_time(details.workshop.starts_at));
    let mut at = ends_at.map_or(begins, |end| end - TimeDelta::minutes(left));
    let mut to_come = Vec::new();
    for item in coming {
        to_come.push((at, item.clone()));
        at += TimeDelta::minutes(i64::from(item.minutes));
    }
    let told = match &item {
        Some(item) if item.kind == LineKind::Plenary => {
            tellings(&tx, &details.items, item, &details.groups, &details.boards).await?
        }
        _ => Vec::new(),
    };
    let leader_name = match details.workshop.leader {
        Some(person) => trivsel_store::persons::find(&tx, person)
            .await?
            .map(|person| person.name)
            .unwrap_or_default(),
        None => String::new(),
    };
    let positions = happenings::positions(&tx, &[Scope::Workshop(id), Scope::Rooms(id)]).await?;
    let mut positions = positions.into_iter().map(|(_, at)| at);
    Ok(LeadView {
        groups: groups_now(&tx, &details, item.as_ref()).await?,
        to_come,
        ends_at,
        late,
        ways: course.ways(&details.items, late),
        minutes_left: course.minutes_left(now),
        tellings: told,
        page: page_now(&tx, &details.workshop, item.as_ref()).await?,
        themes: themes::shown(&tx, id, item.as_ref()).await?,
        is_leader: details.workshop.leader == Some(who.person),
        leader_name,
        item,
        now,
        at: [
            positions.next().unwrap_or_default(),
            positions.next().unwrap_or_default(),
        ],
        details,
    })
}

async fn groups_now(
    tx: &Tx,
    details: &WorkshopDetails,
    item: Option<&ProgrammeItem>,
) -> Result<Vec<GroupNow>, AppError> {
    // Before there is a door and after the day there is nobody.
    let seats = match details.workshop.state {
        WorkshopState::Ready | WorkshopState::Open => store::seats_of(tx, details.workshop.id).await?,
        WorkshopState::Draft | WorkshopState::Closed => Vec::new(),
    };
    let now: Vec<BoardId> = details
        .boards
        .iter()
        .filter(|board| item.is_some_and(|item| item.id == board.item))
        .map(|board| board.id)
        .collect();
    let notes = boards::notes_of(tx, &now).await?;
    Ok(details
        .groups
        .iter()
        .map(|group| {
            let board = details
                .boards
                .iter()
                .find(|board| board.group == group.id && now.contains(&board.id));
            let of = |kind: SeatKind| {
                seats
                    .iter()
                    .filter(move |seat| seat.group == group.id && seat.kind == kind)
            };
            GroupNow {
                group: group.clone(),
                board: board.cloned(),
                screens: of(SeatKind::Room).count(),
                telephones: of(SeatKind::Own).count(),
                people: people_of(&seats, group.id),
                notes: notes
                    .iter()
                    .filter(|(of, note)| board.is_some_and(|board| board.id == *of) && !note.is_hidden)
                    .count(),
            }
        })
        .collect())
}

fn move_of(wish: &str) -> Option<Move> {
    Some(match wish {
        "begin" => Move::Begin,
        "next" => Move::Next,
        "back" => Move::Back,
        "skip" => Move::Skip,
        "more" => Move::More,
        "pause" => Move::Pause,
        "resume" => Move::Resume,
        "page-on" => Move::PageOn,
        "page-back" => Move::PageBack,
        _ => return None,
    })
}

/// Does what whoever leads asks for.
pub async fn act(app: &App, who: &Actor, id: WorkshopId, form: &LeadForm) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changed(&work, who, id).await?;
        let is_leader = before.leader.is_none() || before.leader == Some(who.person);
        if form.wish != "take-over" && !is_leader {
            return Err(AppError::Refused("failure-not-leader"));
        }
        let after = match move_of(&form.wish) {
            Some(how) => moved(&work, who, &before, how, &form.seen).await?,
            None => acted(&work, who, &before, form).await?,
        };
        if after != before {
            store::change(&work, &after).await?;
        }
        work.tell(Scope::Workshop(id), Happening::Changed { part: id.0 });
        let verb = if move_of(&form.wish).is_some() { "moved" } else { "led" };
        work.trail(
            Trail::new("workshop", id.0, verb)
                .unit(after.unit)
                .field("wish", "", &form.wish),
        );
        Ok(())
    })
    .await
}

/// The day moved, with boards for the groups where the line has some.
async fn moved(work: &Work, who: &Actor, before: &Workshop, how: Move, seen: &str) -> Result<Workshop, AppError> {
    if before.state == WorkshopState::Draft {
        return Err(AppError::Refused("failure-workshop-not-ready"));
    }
    let items = store::items_of(work, before.id).await?;
    let running = items.iter().find(|item| Some(item.id) == before.course.item);
    if how == Move::PageOn
        && !page_now(work, before, running)
            .await?
            .is_some_and(|page| page.has_next())
    {
        return Err(AppError::Refused("failure-no-such-line"));
    }
    let course = before
        .course
        .moved(how, version_typed(seen)?, &items, work.now)
        .map_err(|unmoved| match unmoved {
            Unmoved::Stale => AppError::Refused("failure-day-moved"),
            Unmoved::NoSuchLine => AppError::Refused("failure-no-such-line"),
        })?;
    if let Some(item) = items.iter().find(|item| Some(item.id) == course.item) {
        lay_out(work, before, item).await?;
    }
    Ok(Workshop {
        course,
        state: WorkshopState::Open,
        opened_at: before.opened_at.or(Some(work.now)),
        leader: before.leader.or(Some(who.person)),
        ..before.clone()
    })
}

/// Begins a day at its first board, in the caller's own transaction.
pub(crate) async fn begin_at_board(work: &Work, who: &Actor, id: WorkshopId) -> Result<(), AppError> {
    let before = led(work, who, id).await?;
    let items = store::items_of(work, id).await?;
    let first = items
        .iter()
        .position(|item| item.kind == LineKind::GroupWork && !item.board_kind.is_empty());
    let mut course = before.course;
    let moves = std::iter::once(Move::Begin).chain(std::iter::repeat_n(Move::Next, first.unwrap_or(0)));
    for how in moves {
        let moved = course.moved(how, course.version, &items, work.now);
        course = moved.map_err(|_| AppError::Refused("failure-no-such-line"))?;
    }
    if let Some(item) = items.iter().find(|item| Some(item.id) == course.item) {
        lay_out(work, &before, item).await?;
    }
    let after = Workshop {
        course,
        state: WorkshopState::Open,
        opened_at: Some(work.now),
        leader: Some(who.person),
        ..before.clone()
    };
    store::change(work, &after).await?;
    work.tell(Scope::Workshop(id), Happening::Changed { part: id.0 });
    Ok(())
}

/// A board for each group that has none yet.
async fn lay_out(work: &Work, workshop: &Workshop, item: &ProgrammeItem) -> Result<(), AppError> {
    if item.kind != LineKind::GroupWork || item.board_kind.is_empty() {
        return Ok(());
    }
    kind_of(work, &item.board_kind).await?;
    let there = boards::list_of(work, workshop.id).await?;
    let is_missing = |group: &Group| {
        !there
            .iter()
            .any(|board| board.item == item.id && board.group == group.id)
    };
    let groups = store::groups_of(work, workshop.id).await?;
    let added: Vec<GroupBoard> = groups
        .into_iter()
        .filter(is_missing)
        .map(|group| GroupBoard {
            id: BoardId(Uuid::new_v4()),
            workshop: workshop.id,
            item: item.id,
            group: group.id,
            unit: group.unit.unwrap_or(workshop.unit),
            kind: item.board_kind.clone(),
            title: item.title.clone(),
            question: item.question.clone(),
            step: Step::Alone,
            votes_each: VOTES_EACH,
            is_done: false,
        })
        .collect();
    Ok(boards::add(work, &added).await?)
}

async fn acted(work: &Work, who: &Actor, before: &Workshop, form: &LeadForm) -> Result<Workshop, AppError> {
    let mut after = before.clone();
    match form.wish.as_str() {
        "take-over" => after.leader = Some(who.person),
        "message" => {
            let message = one_line(&form.message);
            if message.chars().count() > LONGEST_MESSAGE {
                let most = LONGEST_MESSAGE.to_string();
                return Err(AppError::Invalid(vec![
                    Problem::new("message", "problem-too-long").with("most", most),
                ]));
            }
            after.message = message;
        }
        "shut" => after.is_door_shut = true,
        "unshut" => after.is_door_shut = false,
        "put-off" | "shorten" => {
            let items = store::items_of(work, before.id).await?;
            let late = before
                .course
                .end(&items, work.now, agreed_end(before))
                .map_or(0, |(_, late)| late);
            for way in before.course.ways(&items, late) {
                match way {
                    WayOut::PutOff { minutes } if form.wish == "put-off" => after.course.put_off += minutes,
                    WayOut::Shorten { item, to, .. } if form.wish == "shorten" && item.to_string() == form.item => {
                        if let Some(line) = items.iter().find(|line| line.id == item) {
                            let shorter = ProgrammeItem {
                                minutes: to,
                                ..line.clone()
                            };
                            store::change_item(work, before.id, &shorter).await?;
                        }
                    }
                    WayOut::PutOff { .. } | WayOut::Shorten { .. } => {}
                }
            }
        }
        "go" => go(work, before, form).await?,
        _ => return Err(AppError::NotFound),
    }
    Ok(after)
}

fn board_typed(form: &LeadForm) -> Result<BoardId, AppError> {
    form.board.parse().map_err(|_| AppError::NotFound)
}

/// Whoever leads has no mark on any board: what they write is nobody's.
fn hand_of_the_lead() -> Hand {
    let nobody = || Mark("lead".to_owned());
    Hand {
        writes: nobody(),
        votes: nobody(),
        keeps: nobody(),
        people: 1,
        may_steer: true,
    }
}

async fn own_board(work: &Work, workshop: &Workshop, id: BoardId) -> Result<GroupBoard, AppError> {
    let board = boards::find(work, id).await?.ok_or(AppError::NotFound)?;
    (board.workshop == workshop.id)
        .then_some(board)
        .ok_or(AppError::NotFound)
}

/// Moves a group's board on.
async fn go(work: &Work, workshop: &Workshop, form: &LeadForm) -> Result<(), AppError> {
    let board = own_board(work, workshop, board_typed(form)?).await?;
    let kind = kind_of(work, &board.kind).await?;
    let before = boards::load(work, &board, kind.zone_codes()).await?;
    let mut after = before.clone();
    after.is_of_one = people_of(&store::seats_of(work, workshop.id).await?, board.group) <= 1;
    let operation = Operation::Go {
        from: Step::parse(&form.from).ok_or(AppError::NotFound)?,
        to: Step::parse(&form.to).ok_or(AppError::NotFound)?,
    };
    match after.perform(&hand_of_the_lead(), &operation) {
        Outcome::Done => {}
        Outcome::Kept | Outcome::Gone | Outcome::Refused(_) => return Err(AppError::Refused("failure-board-moved")),
    }
    boards::save(work, &board, &before, &after).await?;
    work.tell(Scope::Board(board.id), Happening::Changed { part: board.id.0 });
    work.tell(Scope::Rooms(workshop.id), Happening::Changed { part: board.id.0 });
    Ok(())
}

/// Writes down what a group has on paper: a line is a note. Says how many.
pub async fn write_for(app: &App, who: &Actor, id: WorkshopId, form: &LeadForm) -> Result<usize, AppError> {
    let board = board_typed(form)?;
    let lines: &Vec<&str> = &form
        .lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return Err(AppError::invalid("lines", "problem-required"));
    }
    if lines.iter().any(|line| wording::personal(line).is_some()) {
        return Err(AppError::invalid("lines", "problem-note-number"));
    }
    app.writing(who, |work| async move {
        let workshop = changed(&work, who, id).await?;
        let place = own_board(&work, &workshop, board).await?;
        let kind = kind_of(&work, &place.kind).await?;
        let before = boards::load(&work, &place, kind.zone_codes()).await?;
        let mut after = before.clone();
        for line in lines {
            let operation = Operation::Add {
                note: NoteId(Uuid::new_v4()),
                zone: form.zone.clone(),
                text: (*line).to_owned(),
                facts: std::collections::BTreeMap::new(),
            };
            match after.perform(&hand_of_the_lead(), &operation) {
                Outcome::Done => {}
                Outcome::Kept | Outcome::Gone | Outcome::Refused(_) => {
                    return Err(AppError::invalid("lines", "problem-note-lines"));
                }
            }
        }
        boards::save(&work, &place, &before, &after).await?;
        work.tell(Scope::Board(place.id), Happening::Changed { part: place.id.0 });
        work.tell(Scope::Rooms(id), Happening::Changed { part: place.id.0 });
        work.trail(
            Trail::new("workshop", id.0, "written_for")
                .unit(place.unit)
                .field("notes", "", lines.len()),
        );
        Ok(lines.len())
    })
    .await
}
