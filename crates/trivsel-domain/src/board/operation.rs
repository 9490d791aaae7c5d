//! What can be done on a board, and what comes of it.

use std::collections::BTreeMap;

use super::Step;
use crate::id::{DraftId, NoteId};

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Write a note. The ids are drawn where chance is.
    Add {
        /// Its id.
        note: NoteId,
        /// Where.
        zone: String,
        /// What it says.
        text: String,
        /// What else.
        facts: BTreeMap<String, String>,
    },
    /// Move a note.
    Move {
        /// Which.
        note: NoteId,
        /// Where to.
        zone: String,
    },
    /// Mend a text.
    Rewrite {
        /// Which.
        note: NoteId,
        /// The version of the text that was on the screen.
        base: i32,
        /// The new text.
        text: String,
        /// The draft it comes from, which is done with then.
        from: Option<DraftId>,
        /// The id of the draft this becomes, where it comes too late.
        draft: DraftId,
    },
    /// Lay a note under another.
    Join {
        /// Which.
        note: NoteId,
        /// Under which.
        onto: NoteId,
    },
    /// Take a note out from under another.
    Part {
        /// Which.
        note: NoteId,
    },
    /// Take a note off the board. While everybody writes alone, the author's own note is gone for good.
    Hide {
        /// Which.
        note: NoteId,
    },
    /// Put a note back that was taken off.
    Restore {
        /// Which.
        note: NoteId,
    },
    /// Give a note so many points, in place of those given before.
    Vote {
        /// Which.
        note: NoteId,
        /// How many.
        points: u32,
    },
    /// Say whether a note goes on into the plan.
    Choose {
        /// Which.
        note: NoteId,
        /// Does it?
        is_chosen: bool,
    },
    /// Say whether a note is told to the others.
    Tell {
        /// Which.
        note: NoteId,
        /// Is it?
        is_told: bool,
    },
    /// Throw a draft away.
    Drop {
        /// Which.
        draft: DraftId,
    },
    /// Move the board to another step.
    Go {
        /// The step that was on the screen.
        from: Step,
        /// The step it is to be at.
        to: Step,
    },
}

/// What came of an operation. A retry is answered with what came of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// Somebody else was quicker: what was typed waits as a draft.
    Kept,
    /// The note is gone, and nothing was done.
    Gone,
    /// It cannot be done.
    Refused(BoardRefusal),
}

/// Why something cannot be done on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardRefusal {
    /// Not in this step.
    Step,
    /// The board is at another step already.
    Moved,
    /// Only whoever wrote it, or only who steers the board.
    NotYours,
    /// No such zone.
    Zone,
    /// Nothing was typed.
    Empty,
    /// Too many signs.
    Long,
    /// No points are left.
    Points,
    /// A note cannot lie under itself.
    Circle,
    /// Three are chosen already.
    Full,
}

impl BoardRefusal {
    const ALL: [Self; 9] = [
        Self::Step,
        Self::Moved,
        Self::NotYours,
        Self::Zone,
        Self::Empty,
        Self::Long,
        Self::Points,
        Self::Circle,
        Self::Full,
    ];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Moved => "moved",
            Self::NotYours => "not_yours",
            Self::Zone => "zone",
            Self::Empty => "empty",
            Self::Long => "long",
            Self::Points => "points",
            Self::Circle => "circle",
            Self::Full => "full",
        }
    }
}

impl Outcome {
    /// As the database keeps it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Kept => "kept",
            Self::Gone => "gone",
            Self::Refused(refusal) => refusal.code(),
        }
    }

    /// The outcome with this code.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "done" => Some(Self::Done),
            "kept" => Some(Self::Kept),
            "gone" => Some(Self::Gone),
            other => BoardRefusal::ALL
                .into_iter()
                .find(|refusal| refusal.code() == other)
                .map(Self::Refused),
        }
    }
}
