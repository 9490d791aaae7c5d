//! What lies on a board, and who puts it there.

use std::collections::BTreeMap;

use crate::id::{DraftId, NoteId};

/// What a device is known by on one board, for one purpose. It is reckoned from what the device alone keeps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub String);

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The id: random, so that it says nothing of when.
    pub id: NoteId,
    /// The code of its zone.
    pub zone: String,
    /// What it says.
    pub text: String,
    /// What it said before, the latest last.
    pub former: Vec<String>,
    /// How often the text was written.
    pub text_version: i32,
    /// What else is said of it, by the codes of the kind: what kind of demand, how often, how long.
    pub facts: BTreeMap<String, String>,
    /// The note it was laid under.
    pub parent: Option<NoteId>,
    /// Was it taken off the board?
    pub is_hidden: bool,
    /// Does it go on into the plan?
    pub is_chosen: bool,
    /// Is it told to the others?
    pub is_told: bool,
    /// The points it had when voting ended.
    pub votes: u32,
    /// Whose it is, until the notes are laid together.
    pub author: Option<Mark>,
}

/// A text that came too late, kept for whoever typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateText {
    /// The id.
    pub id: DraftId,
    /// The note it was meant for.
    pub note: NoteId,
    /// Whose it is.
    pub owner: Mark,
    /// What was typed.
    pub text: String,
}

/// Who does something: a device, known by a mark for each purpose so that what it wrote and what it voted for cannot be put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// By which its notes are its own, until they are laid together.
    pub writes: Mark,
    /// By which its points are counted.
    pub votes: Mark,
    /// By which texts that came too late are its own.
    pub keeps: Mark,
    /// How many people stand round it.
    pub people: u32,
    /// May it move the board on, and take notes off it?
    pub may_steer: bool,
}
