//! Where a device is, and what it sees there.

use trivsel_domain::board::hint::{Hint, hints};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::board::{Note, Picture, Step};
use trivsel_domain::happening::{Position, Scope};
use trivsel_domain::id::{BoardId, WorkshopId};
use trivsel_domain::workshop::{Group, LineKind, ProgrammeItem, SeatKind, Tells, Workshop};
use trivsel_store::boards::{self, ChosenBefore, GroupBoard};
use trivsel_store::workshops::{self as store, Seat};
use trivsel_store::{Tx, happenings};

use super::afterwards::{chosen_before, pressed};
use super::kind_of;
use super::material::{MaterialNow, material_now};
use super::seats::{SeatToken, may_steer, seated};
use super::themes::{self, DayThemeShown};
use crate::{App, AppError};

/// What a group tells the others.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Who.
    pub group: Group,
    /// What it chose to tell; what goes into the plan where it chose nothing else.
    pub notes: Vec<Note>,
    /// The kind of the board they lay on.
    pub kind: Option<Kind>,
}

/// A group's board as a device sees it.
#[derive(Clone, Debug)]
pub struct BoardSeenHere {
    /// The board.
    pub place: GroupBoard,
    /// Its kind.
    pub kind: Kind,
    /// What the device sees of it.
    pub picture: Picture,
    /// May the device move it on?
    pub may_steer: bool,
    /// How far it had come.
    pub at: Position,
}

/// Where a device is, and what is now.
#[derive(Clone, Debug)]
pub struct Here {
    /// The workshop.
    pub workshop: Workshop,
    /// Its programme.
    pub items: Vec<ProgrammeItem>,
    /// The line that runs.
    pub item: Option<ProgrammeItem>,
    /// The device's group.
    pub group: Group,
    /// How the device is there.
    pub kind: SeatKind,
    /// How many stand round it.
    pub people: i32,
    /// Whether so few are expected that everybody can reckon who wrote what.
    pub is_small: bool,
    /// What is shown beside the line that runs.
    pub material: MaterialNow,
    /// The board on the screen.
    pub board: Option<BoardSeenHere>,
    /// What may be asked beside it.
    pub hints: Vec<Hint>,
    /// What was chosen before.
    pub before: Vec<ChosenBefore>,
    /// All boards of the group.
    pub boards: Vec<GroupBoard>,
    /// What is told now.
    pub tellings: Vec<Telling>,
    /// The themes of the day, while it is closed.
    pub themes: Vec<DayThemeShown>,
    /// How far the day had come.
    pub at: Position,
}

/// Where a device is. `wanted` is an earlier board of its group, to look at again.
pub async fn here(app: &App, token: &SeatToken, wanted: Option<BoardId>) -> Result<Here, AppError> {
    let tx = app.read(token.organisation()).await?;
    let (seat, workshop) = seated(&tx, token).await?;
    let items = store::items_of(&tx, workshop.id).await?;
    let groups = store::groups_of(&tx, workshop.id).await?;
    let group = groups
        .iter()
        .find(|group| group.id == seat.group)
        .cloned()
        .ok_or(AppError::Forbidden)?;
    let item = items.iter().find(|item| Some(item.id) == workshop.course.item).cloned();
    let mut own = boards::list_of(&tx, workshop.id).await?;
    let all = own.clone();
    own.retain(|board| board.group == group.id);
    let place_in_day = |board: &GroupBoard| items.iter().position(|item| item.id == board.item);
    own.sort_by_key(place_in_day);
    let shown = match wanted {
        Some(id) => Some(own.iter().find(|board| board.id == id).ok_or(AppError::NotFound)?),
        None => own
            .iter()
            .find(|board| item.as_ref().is_some_and(|item| item.id == board.item)),
    };
    let at = positions(&tx, workshop.id, shown.map(|place| place.id)).await?;
    let board = match shown {
        Some(place) => Some(seen(&tx, token, &seat, place, at.1).await?),
        None => None,
    };
    let (hints, before) = match &board {
        Some(board) => beside(&tx, &workshop, &own, board).await?,
        None => Default::default(),
    };
    let is_small = groups.iter().map(|group| group.expected).sum::<i32>() < 5;
    let tellings = match &item {
        Some(item) if item.kind == LineKind::Plenary => tellings(&tx, &items, item, &groups, &all).await?,
        _ => Vec::new(),
    };
    Ok(Here {
        material: material_now(&tx, &workshop, item.as_ref(), group.id).await?,
        themes: themes::shown(&tx, workshop.id, item.as_ref()).await?,
        at: at.0,
        hints,
        before,
        workshop,
        items,
        item,
        group,
        kind: seat.kind,
        people: seat.people,
        is_small,
        board,
        boards: own,
        tellings,
    })
}

/// What may be asked beside a board, and what was chosen before. While everybody writes alone nothing is asked: it would come of few notes.
async fn beside(
    tx: &Tx,
    workshop: &Workshop,
    own: &[GroupBoard],
    board: &BoardSeenHere,
) -> Result<(Vec<Hint>, Vec<ChosenBefore>), AppError> {
    let picture = &board.picture;
    let asked = if picture.step == Step::Alone {
        Vec::new()
    } else {
        let pressed = pressed(tx, own, &board.place).await?;
        let mut seen: Vec<&Note> = Vec::new();
        for lying in &picture.notes {
            seen.push(&lying.note);
            seen.extend(&lying.under);
        }
        hints(&board.kind.code, &seen, pressed)
    };
    let before = match picture.step {
        Step::Alone | Step::Together => chosen_before(tx, workshop, &board.place).await?,
        Step::Vote | Step::Choose | Step::Closed => Vec::new(),
    };
    Ok((asked, before))
}

/// How far the day and the board have come, in the transaction the page is read in: nothing is missed and nothing is heard twice.
async fn positions(tx: &Tx, day: WorkshopId, board: Option<BoardId>) -> Result<(Position, Position), AppError> {
    let scopes: Vec<Scope> = std::iter::once(Scope::Workshop(day))
        .chain(board.map(Scope::Board))
        .collect();
    let found = happenings::positions(tx, &scopes).await?;
    let of = |scope: Scope| {
        let known = found.iter().find(|(one, _)| *one == scope);
        known.map(|(_, at)| *at).unwrap_or_default()
    };
    Ok((
        of(Scope::Workshop(day)),
        board.map(|id| of(Scope::Board(id))).unwrap_or_default(),
    ))
}

async fn seen(
    tx: &Tx,
    token: &SeatToken,
    seat: &Seat,
    place: &GroupBoard,
    at: Position,
) -> Result<BoardSeenHere, AppError> {
    let kind = kind_of(tx, &place.kind).await?;
    let may_steer = may_steer(tx, seat).await?;
    let board = boards::load(tx, place, kind.zone_codes()).await?;
    Ok(BoardSeenHere {
        picture: board.picture(&token.hand(place.id, seat, may_steer)),
        at,
        place: place.clone(),
        kind,
        may_steer,
    })
}

/// What is told at a plenary: from the boards of the group work before it.
pub(super) async fn tellings(
    tx: &Tx,
    items: &[ProgrammeItem],
    item: &ProgrammeItem,
    groups: &[Group],
    all: &[GroupBoard],
) -> Result<Vec<Telling>, AppError> {
    let mut before = items
        .iter()
        .filter(|one| one.position < item.position && one.kind == LineKind::GroupWork);
    let Some(work) = before.next_back() else {
        return Ok(Vec::new());
    };
    let tells = |group: &&Group| match item.tells {
        Tells::Nobody => false,
        Tells::All => true,
        Tells::Group(id) => group.id == id,
        Tells::Unit(id) => group.under == Some(id),
    };
    let mut telling: Vec<(&Group, Option<&GroupBoard>)> = Vec::new();
    for group in groups.iter().filter(tells) {
        let board = all
            .iter()
            .find(|board| board.group == group.id && board.item == work.id);
        telling.push((group, board));
    }
    // One question for the notes of all who tell, not one each.
    let ids: Vec<BoardId> = telling
        .iter()
        .filter_map(|(_, board)| Some(board.as_ref()?.id))
        .collect();
    let notes = boards::notes_of(tx, &ids).await?;
    let kind = match telling.iter().find_map(|(_, board)| *board) {
        Some(board) => Some(kind_of(tx, &board.kind).await?),
        None => None,
    };
    let told = telling.into_iter().map(|(group, board)| Telling {
        notes: board.map(|board| chosen_of(&notes, board.id)).unwrap_or_default(),
        kind: kind.clone().filter(|_| board.is_some()),
        group: group.clone(),
    });
    Ok(told.collect())
}

/// What a group chose to tell; what goes into the plan where it chose nothing else.
fn chosen_of(notes: &[(BoardId, Note)], of: BoardId) -> Vec<Note> {
    let that = |is: fn(&Note) -> bool| -> Vec<Note> {
        let seen = notes
            .iter()
            .filter(|(on, note)| *on == of && !note.is_hidden && is(note));
        seen.map(|(_, note)| note.clone()).collect()
    };
    let told = that(|note| note.is_told);
    if told.is_empty() {
        that(|note| note.is_chosen)
    } else {
        told
    }
}
