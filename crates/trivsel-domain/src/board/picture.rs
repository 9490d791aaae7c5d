//! What one device sees of a board.

use crate::id::NoteId;

use super::{Board, Hand, LateText, Note, Step};

/// A board as one device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where the group is.
    pub step: Step,
    /// The notes that lie free, each with those under it, in the order of their ids.
    pub notes: Vec<SeenNote>,
    /// How many others have written something, while everybody writes alone.
    pub others: usize,
    /// What was taken off the board, for those who may put it back.
    pub hidden: Vec<Note>,
    /// How many were taken off.
    pub hidden_count: usize,
    /// Points the device has left.
    pub points_left: u32,
    /// Texts of this device that came too late.
    pub drafts: Vec<LateText>,
}

/// A note as one device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenNote {
    /// The note. Its votes are none while voting runs.
    pub note: Note,
    /// Those laid under it.
    pub under: Vec<Note>,
    /// The points of all of them together, once voting is over; none where nobody voted, or one alone did.
    pub sum: Option<u32>,
    /// The points this device gave it.
    pub own: u32,
}

impl Board {
    /// What a device sees. While everybody writes alone, that is its own notes; sums are seen by nobody until voting is over.
    pub fn picture(&self, hand: &Hand) -> Picture {
        let is_alone = self.step == Step::Alone;
        let is_counted =
            matches!(self.step, Step::Choose | Step::Closed) && self.notes.values().any(|note| note.votes > 0);
        let is_seen = |note: &&Note| !note.is_hidden && (!is_alone || note.author.as_ref() == Some(&hand.writes));
        // What a page is painted from holds neither whose a note is nor a count that nobody may see yet.
        let shown = |note: &Note| Note {
            author: None,
            votes: if is_counted { note.votes } else { 0 },
            ..note.clone()
        };
        let own = |id: NoteId| self.points.get(&(hand.votes.clone(), id)).copied().unwrap_or(0);
        let roots = self
            .notes
            .values()
            .filter(is_seen)
            .filter(|note| self.root(note.id) == note.id);
        let notes = roots
            .map(|root| {
                let under: Vec<&Note> = self
                    .notes
                    .values()
                    .filter(is_seen)
                    .filter(|note| note.id != root.id && self.root(note.id) == root.id)
                    .collect();
                let all = || std::iter::once(root).chain(under.iter().copied());
                SeenNote {
                    sum: is_counted.then(|| all().map(|note| note.votes).sum()),
                    own: own(root.id),
                    note: shown(root),
                    under: under.iter().map(|note| shown(note)).collect(),
                }
            })
            .collect();
        let hidden = self.notes.values().filter(|note| note.is_hidden);
        let given: u32 = self
            .points
            .iter()
            .filter(|((mark, _), _)| *mark == hand.votes)
            .map(|(_, points)| *points)
            .sum();
        Picture {
            step: self.step,
            notes,
            others: if is_alone { self.others(hand) } else { 0 },
            hidden_count: hidden.clone().count(),
            hidden: if hand.may_steer {
                hidden.map(shown).collect()
            } else {
                Vec::new()
            },
            points_left: self.votes_each.saturating_mul(hand.people.max(1)).saturating_sub(given),
            drafts: self
                .drafts
                .values()
                .filter(|draft| draft.owner == hand.keeps)
                .cloned()
                .collect(),
        }
    }

    fn others(&self, hand: &Hand) -> usize {
        let mut marks: Vec<_> = self
            .notes
            .values()
            .filter_map(|note| note.author.as_ref())
            .filter(|mark| **mark != hand.writes)
            .collect();
        marks.sort_unstable();
        marks.dedup();
        marks.len()
    }
}
