//! Workshops: a day with a programme, groups in rooms, and a clock.

pub mod course;
pub mod programme;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::id::{NoteId, PersonId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use crate::rights::{Actor, Right};

pub use course::DayCourse;

/// A workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// The id.
    pub id: WorkshopId,
    /// The unit it is for, with all below it.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    pub starts_at: NaiveTime,
    /// When it must be over.
    pub hard_end: NaiveTime,
    /// Where.
    pub place: String,
    /// The address of the video call beside it.
    pub meeting_link: String,
    /// For how many months notes that were not chosen are kept.
    pub keep_months: i32,
    /// Who sees the boards afterwards.
    pub seen_by: SeenBy,
    /// How far it has come.
    pub state: WorkshopState,
    /// What opens the door; empty before there is a door and after it is over.
    pub join_code: String,
    /// Is nobody let in any longer?
    pub is_door_shut: bool,
    /// What stands on all screens.
    pub message: String,
    /// Who leads now.
    pub leader: Option<PersonId>,
    /// Where the day is.
    pub course: DayCourse,
    /// When it was begun.
    pub opened_at: Option<DateTime<Utc>>,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The day the notes that were not chosen went.
    pub cleared_on: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

impl Workshop {
    /// May this person set it up and lead it: by the role, or because they are named.
    pub fn may_be_led_by(&self, who: &Actor, named: &[PersonId]) -> bool {
        who.may(Right::ChangeWorkshops, self.unit) || named.contains(&who.person)
    }
}

/// How far a workshop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkshopState {
    /// It is being prepared.
    Draft,
    /// There is a code, and people can come in.
    Ready,
    /// It has begun.
    Open,
    /// It is over.
    Closed,
}

impl WorkshopState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Ready, Self::Open, Self::Closed];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Who sees the boards when the day is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeenBy {
    /// The unit of the group.
    Group,
    /// All units of the workshop.
    Workshop,
}

impl SeenBy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Group, Self::Workshop];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Workshop => "workshop",
        }
    }

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seen| seen.code() == code)
    }
}

/// A line of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeItem {
    /// The id.
    pub id: ProgrammeItemId,
    /// The how-manieth, from 1.
    pub position: i32,
    /// What kind of thing it is.
    pub kind: LineKind,
    /// What it is called.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
    /// Who speaks.
    pub presenter: String,
    /// What the groups are asked.
    pub question: String,
    /// The code of the board's kind; empty where there is none.
    pub board_kind: String,
    /// Who tells.
    pub tells: Tells,
    /// What only those who lead see.
    pub lead_note: String,
    /// The page that is shown with it, by its name; empty for none.
    pub page: String,
    /// The deck of cards the groups draw from, by its name; empty for none.
    pub deck: String,
}

/// The kinds of lines in a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// People come in.
    Arrival,
    /// Somebody speaks.
    Talk,
    /// The groups work.
    GroupWork,
    /// Groups tell the others.
    Plenary,
    /// A break.
    Break,
    /// The end.
    Closing,
}

impl LineKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Arrival,
        Self::Talk,
        Self::GroupWork,
        Self::Plenary,
        Self::Break,
        Self::Closing,
    ];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Talk => "talk",
            Self::GroupWork => "group_work",
            Self::Plenary => "plenary",
            Self::Break => "break",
            Self::Closing => "closing",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who tells the others at a plenary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tells {
    /// Nobody has been named.
    Nobody,
    /// One group.
    Group(WorkshopGroupId),
    /// A centre with all its groups.
    Unit(UnitId),
    /// One group after the other.
    All,
}

/// A group at a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id.
    pub id: WorkshopGroupId,
    /// The how-manieth, from 1.
    pub position: i32,
    /// What it is called.
    pub name: String,
    /// The unit it is of.
    pub unit: Option<UnitId>,
    /// The centre it belongs to.
    pub under: Option<UnitId>,
    /// Where it sits.
    pub room: String,
    /// Who looks after it, in words.
    pub leader: String,
    /// How many are expected.
    pub expected: i32,
}

/// A theme of a day, gathered from what the groups chose to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub title: String,
    /// The notes it was gathered from.
    pub notes: Vec<NoteId>,
}

/// How a device is at a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeatKind {
    /// One screen for the whole group.
    Room,
    /// Somebody's own telephone.
    Own,
}

impl SeatKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Room, Self::Own];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Own => "own",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
