//! Devices at a workshop: in at the door with a code, without an account and without a name.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::board::{Hand, Mark, Note, Picture};
use trivsel_domain::happening::{Position, Scope};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{BoardId, OrganisationId, WorkshopGroupId};
use trivsel_domain::workshop::{Group, LineKind, ProgrammeItem, SeatKind, Tells, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::workshops::{self as store, Seat};
use trivsel_store::{Tx, happenings, organisations};

use super::kind_of;
use super::material::{MaterialNow, material_now};
use crate::app::local;
use crate::input::Input;
use crate::work::Writer;
use crate::{App, AppError, Problem, Problems};

/// The door opens so long before the day.
const BEFORE: TimeDelta = TimeDelta::minutes(30);
/// And shuts so long after it.
const AFTER: TimeDelta = TimeDelta::minutes(60);

/// What a device keeps, and nobody else.
#[derive(Clone)]
pub struct SeatToken {
    organisation: OrganisationId,
    secret: String,
}

impl std::fmt::Debug for SeatToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SeatToken(…)")
    }
}

fn hash(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // The length first: no two lists of parts read alike.
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex_digits(&digest.finalize())
}

impl SeatToken {
    fn new(organisation: OrganisationId) -> Self {
        let mut bytes = [0_u8; 24];
        rand::fill(&mut bytes[..]);
        Self {
            organisation,
            secret: hex_digits(&bytes),
        }
    }

    /// Reads what the browser sent.
    pub fn parse(text: &str) -> Option<Self> {
        let (organisation, secret) = text.split_once('.')?;
        Some(Self {
            organisation: organisation.parse().ok()?,
            secret: Some(secret).filter(|secret| !secret.is_empty())?.to_owned(),
        })
    }

    /// What the browser keeps.
    pub fn expose(&self) -> String {
        format!("{}.{}", self.organisation, self.secret)
    }

    /// What a device tells its own waiting notes from those of the one before it by. It says nothing of the token.
    pub fn tag(&self) -> String {
        hash(&["tag", &self.secret]).chars().take(16).collect()
    }

    pub(crate) fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    fn hash(&self) -> String {
        hash(&["seat", &self.secret])
    }

    /// What is kept of the device while the day runs, for a test that looks for it afterwards.
    pub fn kept_as(&self) -> Vec<String> {
        vec![self.hash()]
    }

    /// What the device is known by on a board for one purpose. Without the secret no two of them can be put together.
    fn mark(&self, purpose: &str, board: BoardId) -> Mark {
        Mark(hash(&[purpose, &board.to_string(), &self.secret]))
    }

    /// What a request is known by: the same device, board, number and content.
    pub(super) fn request(&self, board: BoardId, number: &str, content: &str) -> String {
        hash(&["request", &board.to_string(), number, content, &self.secret])
    }

    pub(super) fn hand(&self, board: BoardId, seat: &Seat, may_steer: bool) -> Hand {
        Hand {
            writes: self.mark("writes", board),
            votes: self.mark("votes", board),
            keeps: self.mark("keeps", board),
            people: match seat.kind {
                SeatKind::Room => u32::try_from(seat.people).unwrap_or(1).max(1),
                SeatKind::Own => 1,
            },
            may_steer,
        }
    }
}

/// What is seen at the door.
#[derive(Clone, Debug)]
pub struct Door {
    /// The workshop.
    pub workshop: Workshop,
    /// Its groups.
    pub groups: Vec<Group>,
    organisation: OrganisationId,
}

/// What is chosen at the door.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatForm {
    /// The group.
    pub group: String,
    /// A screen for all, or an own telephone.
    pub kind: String,
    /// How many stand round it.
    pub people: String,
}

/// What was chosen at the door.
#[derive(Clone, Copy, Debug)]
pub struct SeatContent {
    group: WorkshopGroupId,
    kind: SeatKind,
    people: i32,
}

impl SeatForm {
    /// What was chosen, as values.
    pub fn read(&self) -> Result<SeatContent, Problems> {
        let mut input = Input::new();
        let group = input.choice("group", &self.group, |text| text.parse().ok());
        let kind = input.choice("kind", &self.kind, SeatKind::parse);
        let typed = self.people.trim();
        let people = match (kind, typed) {
            (Some(SeatKind::Own), _) => Some(1),
            (_, typed) => typed.parse::<i32>().ok().filter(|people| (1..=60).contains(people)),
        };
        if people.is_none() {
            input.refuse(Problem::new("people", "problem-expected"));
        }
        let whole = group.zip(kind).zip(people);
        input.read(whole.map(|((group, kind), people)| SeatContent { group, kind, people }))
    }
}

/// A code as it is kept, however it was typed.
fn read_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}

fn is_within_hours(workshop: &Workshop, now: NaiveDateTime) -> bool {
    let begins = workshop.held_on.and_time(workshop.starts_at) - BEFORE;
    let ends = workshop.held_on.and_time(workshop.hard_end) + AFTER;
    (begins..=ends).contains(&now)
}

/// What a code opens. Refused beside the field where it opens nothing now.
pub async fn door(app: &App, typed: &str) -> Result<Door, AppError> {
    let code = read_code(typed);
    if code.len() != 6 {
        return Err(AppError::invalid("code", "problem-door-code"));
    }
    for organisation in organisations::list(&app.store).await? {
        let Some(workshop) = store::find_by_code(&app.store, organisation.id, &code).await? else {
            continue;
        };
        if !is_within_hours(&workshop, local(app.now())) {
            return Err(AppError::invalid("code", "problem-code-not-now"));
        }
        if workshop.is_door_shut {
            return Err(AppError::invalid("code", "problem-door-shut"));
        }
        let tx = app.read(organisation.id).await?;
        return Ok(Door {
            groups: store::groups_of(&tx, workshop.id).await?,
            workshop,
            organisation: organisation.id,
        });
    }
    Err(AppError::invalid("code", "problem-door-code"))
}

/// Lets a device in. At most twice as many as are expected: a code that got about lets nobody fill the rooms.
pub async fn enter(app: &App, door: &Door, content: &SeatContent) -> Result<SeatToken, AppError> {
    let token = &SeatToken::new(door.organisation);
    let id = door.workshop.id;
    app.writing(Writer::nobody(door.organisation), |work| async move {
        let groups = store::groups_of(&work, id).await?;
        if !groups.iter().any(|group| group.id == content.group) {
            return Err(AppError::invalid("group", "problem-choose"));
        }
        let expected: i32 = groups.iter().map(|group| group.expected).sum();
        let seats = store::seats_of(&work, id).await?;
        if seats.len() >= usize::try_from(expected).unwrap_or(0) * 2 {
            return Err(AppError::Refused("failure-workshop-full"));
        }
        let seat = Seat {
            token_hash: token.hash(),
            workshop: id,
            group: content.group,
            kind: content.kind,
            people: content.people,
        };
        store::add_seat(&work, &seat).await?;
        Ok(())
    })
    .await?;
    Ok(token.clone())
}

/// A device leaves.
pub async fn leave(app: &App, token: &SeatToken) -> Result<(), AppError> {
    app.writing(Writer::nobody(token.organisation), |work| async move {
        store::remove_seat(&work, &token.hash()).await?;
        Ok(())
    })
    .await
}

/// The device's seat and workshop.
pub(crate) async fn seated(tx: &Tx, token: &SeatToken) -> Result<(Seat, Workshop), AppError> {
    let seat = store::find_seat(tx, &token.hash()).await?.ok_or(AppError::Forbidden)?;
    let workshop = store::find(tx, seat.workshop).await?.ok_or(AppError::Forbidden)?;
    Ok((seat, workshop))
}

/// May this device move its group's board on? The screen of the room may; where there is none, everybody in the group.
pub(crate) async fn may_steer(tx: &Tx, seat: &Seat) -> Result<bool, AppError> {
    if seat.kind == SeatKind::Room {
        return Ok(true);
    }
    let seats = store::seats_of(tx, seat.workshop).await?;
    Ok(!seats
        .iter()
        .any(|other| other.group == seat.group && other.kind == SeatKind::Room))
}

/// Fails unless the device may hear of all these: its workshop, and the boards of its group.
pub(crate) async fn must_hear(tx: &Tx, token: &SeatToken, scopes: &[Scope]) -> Result<(), AppError> {
    let (seat, _) = seated(tx, token).await?;
    for scope in scopes {
        let is_own = match scope {
            Scope::Workshop(id) => *id == seat.workshop,
            Scope::Board(id) => {
                let board = boards::find(tx, *id).await?;
                board.is_some_and(|board| board.workshop == seat.workshop && board.group == seat.group)
            }
            _ => false,
        };
        if !is_own {
            return Err(AppError::Forbidden);
        }
    }
    Ok(())
}

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
    /// All boards of the group.
    pub boards: Vec<GroupBoard>,
    /// What is told now.
    pub tellings: Vec<Telling>,
    /// How far the day had come.
    pub at: Position,
}

/// Where a device is. `wanted` is an earlier board of its group, to look at again.
pub async fn here(app: &App, token: &SeatToken, wanted: Option<BoardId>) -> Result<Here, AppError> {
    let tx = app.read(token.organisation).await?;
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
    let board = match shown {
        Some(place) => Some(seen(&tx, token, &seat, place).await?),
        None => None,
    };
    let is_small = groups.iter().map(|group| group.expected).sum::<i32>() < 5;
    let tellings = match &item {
        Some(item) if item.kind == LineKind::Plenary => tellings(&tx, &items, item, &groups, &all).await?,
        _ => Vec::new(),
    };
    Ok(Here {
        material: material_now(&tx, &workshop, item.as_ref(), group.id).await?,
        at: position(&tx, Scope::Workshop(workshop.id)).await?,
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

/// How far a scope has come, in the transaction the page is read in: nothing is missed and nothing is heard twice.
async fn position(tx: &Tx, scope: Scope) -> Result<Position, AppError> {
    let found = happenings::positions(tx, &[scope]).await?;
    Ok(found.first().map(|(_, at)| *at).unwrap_or_default())
}

async fn seen(tx: &Tx, token: &SeatToken, seat: &Seat, place: &GroupBoard) -> Result<BoardSeenHere, AppError> {
    let kind = kind_of(tx, &place.kind)?;
    let may_steer = may_steer(tx, seat).await?;
    let board = boards::load(tx, place, kind.zone_codes()).await?;
    Ok(BoardSeenHere {
        picture: board.picture(&token.hand(place.id, seat, may_steer)),
        at: position(tx, Scope::Board(place.id)).await?,
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
    let mut told = Vec::new();
    for group in groups.iter().filter(tells) {
        let board = all
            .iter()
            .find(|board| board.group == group.id && board.item == work.id);
        let (kind, notes) = match board {
            Some(board) => {
                let notes = boards::notes_of(tx, &[board.id]).await?;
                let of = |is: fn(&Note) -> bool| -> Vec<Note> {
                    let seen = notes
                        .iter()
                        .map(|(_, note)| note)
                        .filter(|note| !note.is_hidden && is(note));
                    seen.cloned().collect()
                };
                let chosen = of(|note| note.is_told);
                let chosen = if chosen.is_empty() {
                    of(|note| note.is_chosen)
                } else {
                    chosen
                };
                (Some(kind_of(tx, &board.kind)?), chosen)
            }
            None => (None, Vec::new()),
        };
        told.push(Telling {
            group: group.clone(),
            notes,
            kind,
        });
    }
    Ok(told)
}

/// Is there a day to be at? A device whose workshop is over is told so.
pub(crate) fn must_run(workshop: &Workshop) -> Result<(), AppError> {
    match workshop.state {
        WorkshopState::Ready | WorkshopState::Open => Ok(()),
        WorkshopState::Draft | WorkshopState::Closed => Err(AppError::Refused("failure-workshop-closed")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_marks_of_a_device_cannot_be_put_together() {
        let token = SeatToken::new(OrganisationId(Uuid::nil()));
        let board = BoardId(Uuid::from_u128(1));
        let other = BoardId(Uuid::from_u128(2));
        let mut all = vec![token.hash()];
        for purpose in ["writes", "votes", "keeps"] {
            all.push(token.mark(purpose, board).0);
            all.push(token.mark(purpose, other).0);
        }
        all.push(token.request(board, "1", "{}"));
        assert!(all.iter().all(|mark| !mark.contains(&token.secret) && mark.len() == 64));
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        // And the same again, as long as the device keeps its secret.
        let again = SeatToken::parse(&token.expose()).unwrap();
        assert_eq!(again.mark("writes", board), token.mark("writes", board));
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        assert_eq!(read_code(" 7k4 m2p "), "7K4M2P");
        assert_eq!(read_code("7K4-M2P"), "7K4M2P");
    }
}
