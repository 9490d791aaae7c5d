//! A group's board: notes that are written alone, laid together, weighed and chosen.
//!
//! All is decided here, one operation after the other, in the order the server takes them in. Whoever wrote from an older picture is
//! answered so that nothing anybody typed is out of their reach: the last one holds where something was moved, a text that comes too late
//! comes back to its author as a draft, and what was taken off the board cannot be moved back by somebody who has not seen it.

pub mod hint;
pub mod kind;
pub mod wording;

mod note;
mod operation;
mod picture;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{DraftId, NoteId};

pub use note::{Hand, LateText, Mark, Note};
pub use operation::{BoardRefusal, Operation, Outcome};
pub use picture::{Picture, SeenNote};

/// The longest text of a note.
pub const LONGEST_TEXT: usize = 280;
/// So many notes of a board go on at most, and so many are told to the others.
pub const MOST_CHOSEN: usize = 3;
/// So many points a person may give one note.
pub const MOST_ON_ONE: u32 = 2;

/// The steps of a board, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Skriv selv: each sees the own notes only
    Alone,
    /// Læg sammen: all notes at once
    Together,
    /// Stem: points, without sums
    Vote,
    /// Vælg: what goes on
    Choose,
    /// The workshop is over.
    Closed,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 5] = [Self::Alone, Self::Together, Self::Vote, Self::Choose, Self::Closed];
    /// The steps a group goes through.
    pub const OF_A_GROUP: [Self; 4] = [Self::Alone, Self::Together, Self::Vote, Self::Choose];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Together => "together",
            Self::Vote => "vote",
            Self::Choose => "choose",
            Self::Closed => "closed",
        }
    }

    /// The step with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step that follows within a group.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Alone => Some(Self::Together),
            Self::Together => Some(Self::Vote),
            Self::Vote => Some(Self::Choose),
            Self::Choose | Self::Closed => None,
        }
    }
}

/// A board with all that lies on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Where the group is.
    pub step: Step,
    /// The codes of its zones.
    pub zones: Vec<String>,
    /// How many points each person has.
    pub votes_each: u32,
    /// The notes, in the order of their ids: that is chance's.
    pub notes: BTreeMap<NoteId, Note>,
    /// Who gave what how many points.
    pub points: BTreeMap<(Mark, NoteId), u32>,
    /// Texts that came too late.
    pub drafts: BTreeMap<DraftId, LateText>,
    /// Is nobody there but one? Then a sum would be what that one voted.
    pub is_of_one: bool,
}

/// A text fit for a note: on one line, without blanks round it.
fn checked(text: &str) -> Result<String, BoardRefusal> {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(BoardRefusal::Empty),
        many if many > LONGEST_TEXT => Err(BoardRefusal::Long),
        _ => Ok(text),
    }
}

impl Board {
    /// An empty board.
    pub fn new(zones: Vec<String>, votes_each: u32) -> Self {
        Self {
            step: Step::Alone,
            zones,
            votes_each,
            notes: BTreeMap::new(),
            points: BTreeMap::new(),
            drafts: BTreeMap::new(),
            is_of_one: false,
        }
    }

    /// Does what is asked, or says why not. What is refused has changed nothing.
    pub fn perform(&mut self, hand: &Hand, operation: &Operation) -> Outcome {
        if self.step == Step::Closed {
            return Outcome::Refused(BoardRefusal::Step);
        }
        self.performed(hand, operation).unwrap_or_else(Outcome::Refused)
    }

    fn performed(&mut self, hand: &Hand, operation: &Operation) -> Result<Outcome, BoardRefusal> {
        match operation {
            Operation::Add {
                note,
                zone,
                text,
                facts,
            } => self.add(hand, *note, zone, text, facts.clone()),
            Operation::Move { note, zone } => self.move_to(hand, *note, zone),
            Operation::Rewrite {
                note,
                base,
                text,
                from,
                draft,
            } => self.rewrite(hand, *note, *base, text, *from, *draft),
            Operation::Join { note, onto } => self.join(*note, *onto),
            Operation::Part { note } => self.on_shared(*note, |note| note.parent = None),
            Operation::Hide { note } => self.hide(hand, *note),
            Operation::Restore { note } => self.restore(hand, *note),
            Operation::Vote { note, points } => self.vote(hand, *note, *points),
            Operation::Choose { note, is_chosen } => self.choose(*note, *is_chosen, |note| &mut note.is_chosen),
            Operation::Tell { note, is_told } => self.choose(*note, *is_told, |note| &mut note.is_told),
            Operation::Drop { draft } => {
                self.drop_draft(hand, *draft);
                Ok(Outcome::Done)
            }
            Operation::Go { from, to } => self.go(hand, *from, *to),
        }
    }

    fn must_know(&self, zone: &str) -> Result<(), BoardRefusal> {
        self.zones
            .iter()
            .any(|known| known == zone)
            .then_some(())
            .ok_or(BoardRefusal::Zone)
    }

    /// A note that lies on the board and may be touched by this hand: while everybody writes alone, that is the author's.
    fn touched(&mut self, hand: &Hand, id: NoteId) -> Result<Option<&mut Note>, BoardRefusal> {
        let is_alone = self.step == Step::Alone;
        match self.notes.get_mut(&id).filter(|note| !note.is_hidden) {
            Some(note) if is_alone && note.author.as_ref() != Some(&hand.writes) => Err(BoardRefusal::NotYours),
            found => Ok(found),
        }
    }

    fn on_shared(&mut self, id: NoteId, what: impl Fn(&mut Note)) -> Result<Outcome, BoardRefusal> {
        if self.step == Step::Alone {
            return Err(BoardRefusal::Step);
        }
        match self.notes.get_mut(&id).filter(|note| !note.is_hidden) {
            Some(note) => {
                what(note);
                Ok(Outcome::Done)
            }
            None => Ok(Outcome::Gone),
        }
    }

    /// A note that was written without a line is taken in whatever the step: it was written before it could be known.
    fn add(
        &mut self,
        hand: &Hand,
        id: NoteId,
        zone: &str,
        text: &str,
        facts: BTreeMap<String, String>,
    ) -> Result<Outcome, BoardRefusal> {
        self.must_know(zone)?;
        let note = Note {
            id,
            zone: zone.to_owned(),
            text: checked(text)?,
            former: Vec::new(),
            text_version: 1,
            facts,
            parent: None,
            is_hidden: false,
            is_chosen: false,
            is_told: false,
            votes: 0,
            author: (self.step == Step::Alone).then(|| hand.writes.clone()),
        };
        self.notes.entry(id).or_insert(note);
        Ok(Outcome::Done)
    }

    fn move_to(&mut self, hand: &Hand, id: NoteId, zone: &str) -> Result<Outcome, BoardRefusal> {
        self.must_know(zone)?;
        Ok(match self.touched(hand, id)? {
            Some(note) => {
                zone.clone_into(&mut note.zone);
                Outcome::Done
            }
            None => Outcome::Gone,
        })
    }

    fn rewrite(
        &mut self,
        hand: &Hand,
        id: NoteId,
        base: i32,
        text: &str,
        from: Option<DraftId>,
        draft: DraftId,
    ) -> Result<Outcome, BoardRefusal> {
        let text = checked(text)?;
        let came_in_time = match self.touched(hand, id)? {
            Some(note) if note.text == text => true,
            Some(note) if note.text_version == base => {
                let before = std::mem::replace(&mut note.text, text.clone());
                note.former.push(before);
                note.text_version += 1;
                true
            }
            _ => false,
        };
        if let Some(from) = from {
            self.drop_draft(hand, from);
        }
        if came_in_time {
            return Ok(Outcome::Done);
        }
        let kept = LateText {
            id: draft,
            note: id,
            owner: hand.keeps.clone(),
            text,
        };
        self.drafts.insert(draft, kept);
        Ok(Outcome::Kept)
    }

    /// The note a note lies under, at the end of the line; itself where it lies free.
    pub fn root(&self, id: NoteId) -> NoteId {
        let mut at = id;
        // No line is longer than there are notes.
        for _ in 0..self.notes.len() {
            let above = self.notes.get(&at).and_then(|note| note.parent);
            match above.filter(|above| self.notes.get(above).is_some_and(|note| !note.is_hidden)) {
                Some(above) => at = above,
                None => break,
            }
        }
        at
    }

    /// Does one of the notes above this one, seen or not, lie under `other`, or is it that?
    fn lies_under(&self, id: NoteId, other: NoteId) -> bool {
        let mut seen = BTreeSet::new();
        let mut at = Some(id);
        while let Some(here) = at.filter(|here| seen.insert(*here)) {
            if here == other {
                return true;
            }
            at = self.notes.get(&here).and_then(|note| note.parent);
        }
        false
    }

    fn join(&mut self, id: NoteId, onto: NoteId) -> Result<Outcome, BoardRefusal> {
        if self.step == Step::Alone {
            return Err(BoardRefusal::Step);
        }
        if self.lies_under(onto, id) {
            return Err(BoardRefusal::Circle);
        }
        let is_there = self.notes.get(&onto).is_some_and(|note| !note.is_hidden);
        let root = self.root(onto);
        match self.notes.get_mut(&id).filter(|note| is_there && !note.is_hidden) {
            Some(note) => {
                note.parent = Some(root);
                Ok(Outcome::Done)
            }
            None => Ok(Outcome::Gone),
        }
    }

    fn hide(&mut self, hand: &Hand, id: NoteId) -> Result<Outcome, BoardRefusal> {
        let is_alone = self.step == Step::Alone;
        let may = hand.may_steer;
        match self.touched(hand, id)? {
            None => Ok(Outcome::Gone),
            Some(_) if is_alone => {
                self.notes.remove(&id);
                Ok(Outcome::Done)
            }
            Some(note) if may => {
                note.is_hidden = true;
                (note.is_chosen, note.is_told) = (false, false);
                Ok(Outcome::Done)
            }
            Some(_) => Err(BoardRefusal::NotYours),
        }
    }

    fn restore(&mut self, hand: &Hand, id: NoteId) -> Result<Outcome, BoardRefusal> {
        if !hand.may_steer {
            return Err(BoardRefusal::NotYours);
        }
        match self.notes.get_mut(&id) {
            Some(note) => {
                note.is_hidden = false;
                Ok(Outcome::Done)
            }
            None => Ok(Outcome::Gone),
        }
    }

    fn vote(&mut self, hand: &Hand, id: NoteId, points: u32) -> Result<Outcome, BoardRefusal> {
        if self.step != Step::Vote {
            return Err(BoardRefusal::Step);
        }
        if self.notes.get(&id).is_none_or(|note| note.is_hidden) {
            return Ok(Outcome::Gone);
        }
        let people = hand.people.max(1);
        let given_elsewhere: u32 = self
            .points
            .iter()
            .filter(|((mark, note), _)| *mark == hand.votes && *note != id)
            .map(|(_, points)| *points)
            .sum();
        let all = self.votes_each.saturating_mul(people);
        let on_one = MOST_ON_ONE.saturating_mul(people);
        if points > on_one || given_elsewhere.saturating_add(points) > all {
            return Err(BoardRefusal::Points);
        }
        let key = (hand.votes.clone(), id);
        if points == 0 {
            self.points.remove(&key);
        } else {
            self.points.insert(key, points);
        }
        Ok(Outcome::Done)
    }

    fn choose(
        &mut self,
        id: NoteId,
        is_on: bool,
        flag: impl Fn(&mut Note) -> &mut bool,
    ) -> Result<Outcome, BoardRefusal> {
        if self.step != Step::Choose {
            return Err(BoardRefusal::Step);
        }
        let others = self
            .notes
            .values()
            .filter(|note| note.id != id && *flag(&mut (*note).clone()))
            .count();
        match self.notes.get_mut(&id).filter(|note| !note.is_hidden) {
            Some(_) if is_on && others >= MOST_CHOSEN => Err(BoardRefusal::Full),
            Some(note) => {
                *flag(note) = is_on;
                Ok(Outcome::Done)
            }
            None => Ok(Outcome::Gone),
        }
    }

    fn drop_draft(&mut self, hand: &Hand, id: DraftId) {
        if self.drafts.get(&id).is_some_and(|draft| draft.owner == hand.keeps) {
            self.drafts.remove(&id);
        }
    }

    fn go(&mut self, hand: &Hand, from: Step, to: Step) -> Result<Outcome, BoardRefusal> {
        if !hand.may_steer {
            return Err(BoardRefusal::NotYours);
        }
        if self.step == to {
            return Ok(Outcome::Done);
        }
        if self.step != from {
            return Err(BoardRefusal::Moved);
        }
        if !Step::OF_A_GROUP.contains(&to) {
            return Err(BoardRefusal::Step);
        }
        // Once the notes have been seen by all, nobody writes alone on this board again: whose is whose has been forgotten.
        if to == Step::Alone {
            return Err(BoardRefusal::Step);
        }
        // Nor does anybody vote on it again: the sums have been seen, and two looks with one vote between them would tell that vote.
        if from == Step::Choose {
            return Err(BoardRefusal::Step);
        }
        if from == Step::Alone {
            self.forget_authors();
        }
        if from == Step::Vote {
            self.count();
        }
        self.step = to;
        Ok(Outcome::Done)
    }

    /// From here on nothing says who wrote what.
    fn forget_authors(&mut self) {
        for note in self.notes.values_mut() {
            note.author = None;
        }
    }

    fn count(&mut self) {
        for note in self.notes.values_mut() {
            note.votes = 0;
        }
        // The sum of one is that one's vote: it is never written down.
        if self.is_of_one {
            return;
        }
        for ((_, id), points) in &self.points {
            if let Some(note) = self.notes.get_mut(id) {
                note.votes = note.votes.saturating_add(*points);
            }
        }
    }

    /// Closes the board: what says who did what goes, and so do texts nobody sees any longer. Says which notes are gone.
    pub fn close(&mut self) -> Vec<NoteId> {
        if self.step == Step::Vote {
            self.count();
        }
        self.step = Step::Closed;
        self.forget_authors();
        self.points.clear();
        self.drafts.clear();
        let gone: Vec<NoteId> = self
            .notes
            .values()
            .filter(|note| note.is_hidden)
            .map(|note| note.id)
            .collect();
        for id in &gone {
            self.notes.remove(id);
        }
        let left: BTreeSet<NoteId> = self.notes.keys().copied().collect();
        for note in self.notes.values_mut() {
            note.former.clear();
            note.text_version = 1;
            note.parent = note.parent.filter(|parent| left.contains(parent));
        }
        gone
    }
}
