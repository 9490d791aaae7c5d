//! Devices at a workshop: in at the door with a code, without an account and without a name.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use trivsel_domain::board::{Hand, Mark};
use trivsel_domain::happening::Scope;
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{BoardId, OrganisationId, WorkshopGroupId};
use trivsel_domain::workshop::{Group, SeatKind, Workshop, WorkshopState};
use trivsel_store::workshops::{self as store, Seat};
use trivsel_store::{Tx, boards, organisations};

use crate::app::local;
use crate::identity::{Origin, throttle};
use crate::input::Input;
use crate::work::Writer;
use crate::{App, AppError, Problem, Problems};

/// The door opens so long before the day.
const BEFORE: TimeDelta = TimeDelta::minutes(30);
/// And shuts so long after it.
const AFTER: TimeDelta = TimeDelta::minutes(60);

/// So many may always stand round a screen, however few were expected.
const LEAST_ROUND_A_SCREEN: i32 = 4;

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
///
/// Codes that open nothing are counted by the network they come from, and after some tens of them every code from there waits. One that
/// fits is not counted: a whole hall may come in from one address.
pub async fn door(app: &App, typed: &str, from: &Origin) -> Result<Door, AppError> {
    let code = read_code(typed);
    if code.len() != 6 {
        return Err(AppError::invalid("code", "problem-door-code"));
    }
    let organisations = organisations::list(&app.store).await?;
    // A code that opens nothing is no organisation's. All such tries are counted in one place, the first one's.
    let Some(counted_at) = organisations.first().map(|first| first.id) else {
        return Err(AppError::invalid("code", "problem-door-code"));
    };
    let counted = throttle::Counted::at_the_door(&from.network);
    let wait = throttle::look(app, counted_at, &counted).await?;
    if wait > TimeDelta::zero() {
        app.let_page_go().await;
        app.pause(wait).await;
    }
    for organisation in organisations {
        let Some(workshop) = store::find_by_code(&app.store, organisation.id, &code).await? else {
            continue;
        };
        if !is_within_hours(&workshop, local(app.now())) && !hangs(app, organisation.id, &workshop).await? {
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
    app.let_page_go().await;
    throttle::count(app, counted_at, &counted).await?;
    Err(AppError::invalid("code", "problem-door-code"))
}

/// Does it hang for some days, and is today one of them?
async fn hangs(app: &App, organisation: OrganisationId, workshop: &Workshop) -> Result<bool, AppError> {
    let tx = app.read(organisation).await?;
    let open_to = store::open_to(&tx, workshop.id).await?;
    Ok(open_to.is_some_and(|day| (workshop.held_on..=day).contains(&app.today())))
}

/// Lets a device in. At most twice as many as are expected: a code that got about lets nobody fill the rooms.
pub async fn enter(app: &App, door: &Door, content: &SeatContent) -> Result<SeatToken, AppError> {
    let token = &SeatToken::new(door.organisation);
    let id = door.workshop.id;
    app.writing(Writer::nobody(door.organisation), |work| async move {
        let groups = store::groups_of(&work, id).await?;
        let Some(group) = groups.iter().find(|group| group.id == content.group) else {
            return Err(AppError::invalid("group", "problem-choose"));
        };
        // A screen has points for everybody round it: nobody says they are a hundred.
        let most = group.expected.saturating_mul(2).max(LEAST_ROUND_A_SCREEN);
        if content.kind == SeatKind::Room && content.people > most {
            let problem = Problem::new("people", "problem-people-many").with("most", most.to_string());
            return Err(AppError::Invalid(vec![problem]));
        }
        let expected: i32 = groups.iter().map(|group| group.expected).sum();
        // Counted, not read: two thousand may come in within a minute.
        let there = store::count_seats(&work, id).await?;
        // A board that hangs is come back to every day.
        let days = store::open_to(&work, id)
            .await?
            .map_or(1, |day| (day - door.workshop.held_on).num_days().max(0) + 1);
        let most = i64::from(expected).saturating_mul(2).saturating_mul(days);
        if i64::try_from(there).unwrap_or(i64::MAX) >= most {
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
    Ok(!store::has_screen(tx, seat.workshop, seat.group).await?)
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

/// How many people a group is, by its devices. Whoever has a telephone out stands round the screen as well.
pub(super) fn people_of(seats: &[Seat], group: WorkshopGroupId) -> i32 {
    let of = |kind: SeatKind| {
        seats
            .iter()
            .filter(move |seat| seat.group == group && seat.kind == kind)
    };
    let telephones = i32::try_from(of(SeatKind::Own).count()).unwrap_or(i32::MAX);
    of(SeatKind::Room).map(|seat| seat.people).sum::<i32>().max(telephones)
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
