//! What happened, as screens are told of it: in which scope, the how-manieth there, and what.
//!
//! A happening says that something is new, not what it says: whoever may see it reads it from where it is kept. So it holds no words and
//! nothing about a person, and can be forgotten after some days.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::id::{BoardId, ImportId, InitiativeId, PersonId, SuccessCriterionId, SurveyId, WorkshopId};

/// What a screen can listen to. Happenings of one scope are numbered one by one; those of different scopes have no order between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// What a person may do. Every screen of theirs listens to it.
    Person(PersonId),
    /// An initiative with all its parts.
    Initiative(InitiativeId),
    /// A file that is read in.
    Import(ImportId),
    /// The publication of a survey.
    Survey(SurveyId),
    /// The evaluation of a success criterion.
    Criterion(SuccessCriterionId),
    /// What concerns everybody at a workshop: where the day is, and what is said to all.
    Workshop(WorkshopId),
    /// How the groups of a workshop come along, for those who lead it.
    Rooms(WorkshopId),
    /// One group's board.
    Board(BoardId),
}

impl Scope {
    /// The word the database and addresses have for this kind of scope.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Initiative(_) => "initiative",
            Self::Import(_) => "import",
            Self::Survey(_) => "survey",
            Self::Criterion(_) => "criterion",
            Self::Workshop(_) => "workshop",
            Self::Rooms(_) => "rooms",
            Self::Board(_) => "board",
        }
    }

    /// Which of its kind.
    pub fn id(self) -> Uuid {
        match self {
            Self::Person(PersonId(id))
            | Self::Initiative(InitiativeId(id))
            | Self::Import(ImportId(id))
            | Self::Survey(SurveyId(id))
            | Self::Criterion(SuccessCriterionId(id))
            | Self::Workshop(WorkshopId(id))
            | Self::Rooms(WorkshopId(id))
            | Self::Board(BoardId(id)) => id,
        }
    }

    /// The scope of this kind and id, if there is such a kind.
    pub fn of(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "person" => Some(Self::Person(PersonId(id))),
            "initiative" => Some(Self::Initiative(InitiativeId(id))),
            "import" => Some(Self::Import(ImportId(id))),
            "survey" => Some(Self::Survey(SurveyId(id))),
            "criterion" => Some(Self::Criterion(SuccessCriterionId(id))),
            "workshop" => Some(Self::Workshop(WorkshopId(id))),
            "rooms" => Some(Self::Rooms(WorkshopId(id))),
            "board" => Some(Self::Board(BoardId(id))),
            _ => None,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

/// A text that names no scope, or no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text names no scope and no position")]
pub struct Unreadable;

impl FromStr for Scope {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let (kind, id) = text.split_once(':').ok_or(Unreadable)?;
        Self::of(kind, id.parse().map_err(|_| Unreadable)?).ok_or(Unreadable)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happening {
    /// What the person may do may be another thing now: a session or a role ended, a role was given.
    RightsChanged,
    /// A part of it was written anew.
    Changed {
        /// Which row.
        part: Uuid,
    },
    /// Work in the background has come further, or has ended.
    Progressed,
}

impl Happening {
    /// The word the database and screens have for it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::RightsChanged => "rights_changed",
            Self::Changed { .. } => "changed",
            Self::Progressed => "progressed",
        }
    }

    /// What the kind leaves open, as text; empty for most.
    pub fn payload(self) -> String {
        match self {
            Self::Changed { part } => part.to_string(),
            Self::RightsChanged | Self::Progressed => String::new(),
        }
    }

    /// The happening of this kind with this payload, if there is one.
    pub fn of(kind: &str, payload: &str) -> Option<Self> {
        match kind {
            "rights_changed" => Some(Self::RightsChanged),
            "changed" => payload.parse().ok().map(|part| Self::Changed { part }),
            "progressed" => Some(Self::Progressed),
            _ => None,
        }
    }
}

/// How far somebody has heard what happened in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// Drawn when the scope's first happening was written, so that numbers of a database that was put back are not taken for the same. Zero
    /// where nothing has ever been told.
    pub epoch: i64,
    /// The number of the last happening.
    pub number: i64,
}

/// How what is new lies to what somebody has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// Nothing is new.
    None,
    /// So many follow what was heard.
    Ahead(i64),
    /// The numbers are of another history, or begin anew: what was heard says nothing.
    Elsewhere,
}

impl Position {
    /// How far `newest` is from here.
    pub fn to(self, newest: Self) -> Distance {
        let is_from_the_beginning = self == Self::default();
        if !is_from_the_beginning && self.epoch != newest.epoch {
            return Distance::Elsewhere;
        }
        match newest.number.saturating_sub(self.number) {
            0 => Distance::None,
            ahead if ahead > 0 => Distance::Ahead(ahead),
            _ => Distance::Elsewhere,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.number)
    }
}

impl FromStr for Position {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let (epoch, number) = text.split_once('.').ok_or(Unreadable)?;
        let read = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
        Ok(Self {
            epoch: read(epoch).ok_or(Unreadable)?,
            number: read(number).ok_or(Unreadable)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(epoch: i64, number: i64) -> Position {
        Position { epoch, number }
    }

    #[test]
    fn scopes_happenings_and_positions_are_read_as_they_are_written() {
        let id = Uuid::from_u128(7);
        for kind in [
            "person",
            "initiative",
            "import",
            "survey",
            "criterion",
            "workshop",
            "rooms",
            "board",
        ] {
            let scope = Scope::of(kind, id);
            assert_eq!(scope.map(|scope| (scope.kind(), scope.id())), Some((kind, id)));
            assert_eq!(scope.and_then(|scope| scope.to_string().parse().ok()), scope);
        }
        for happening in [
            Happening::RightsChanged,
            Happening::Changed { part: id },
            Happening::Progressed,
        ] {
            assert_eq!(Happening::of(happening.kind(), &happening.payload()), Some(happening));
        }
        assert_eq!("12.7".parse(), Ok(at(12, 7)));
        assert_eq!(at(12, 7).to_string(), "12.7");
        for wrong in ["", "12", "12.", ".7", "-1.2", "1.-2", "a.b"] {
            assert_eq!(wrong.parse::<Position>(), Err(Unreadable), "{wrong}");
        }
        assert_eq!("person".parse::<Scope>(), Err(Unreadable));
        assert_eq!(
            "unit:00000000-0000-0000-0000-000000000007".parse::<Scope>(),
            Err(Unreadable)
        );
    }

    #[test]
    fn numbers_of_another_history_say_nothing() {
        assert_eq!(at(5, 3).to(at(5, 3)), Distance::None);
        assert_eq!(at(5, 3).to(at(5, 8)), Distance::Ahead(5));
        assert_eq!(at(5, 3).to(at(6, 8)), Distance::Elsewhere);
        assert_eq!(at(5, 3).to(at(5, 2)), Distance::Elsewhere);
        assert_eq!(at(5, 3).to(Position::default()), Distance::Elsewhere);
        // A page that was painted before anything was told hears all of it.
        assert_eq!(Position::default().to(at(6, 8)), Distance::Ahead(8));
        assert_eq!(Position::default().to(Position::default()), Distance::None);
    }
}
