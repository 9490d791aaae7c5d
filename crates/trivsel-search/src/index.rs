//! The index: entries with fields of text, changed one by one, stored as a value.

mod stored;

use std::collections::BTreeMap;

use crate::words::{Posting, Vocabulary, WordId};
use crate::{Language, Token, Writing};

/// A field that every entry has.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Field {
    /// What it is called, for whoever shows why something was found.
    pub name: String,
    /// How much a word in it counts against one in a field of boost 1. More than 0.
    pub boost: f32,
    /// How much a long field is held against the words in it, from 0 (not at all) to 1.
    pub length_weight: f32,
}

impl Field {
    /// A field whose length counts as is usual (0.75).
    pub fn new(name: &str, boost: f32) -> Self {
        Self {
            name: name.to_owned(),
            boost,
            length_weight: 0.75,
        }
    }
}

/// Why there can be no such index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Without a field nothing can be found, and a field's number has eight bits.
    #[error("an index has 1 to 255 fields")]
    FieldCount,
    /// A boost that is not above 0, or a length weight outside 0 to 1.
    #[error("the weights of the field {0} are out of range")]
    Weights(String),
    /// What was stored contradicts itself.
    #[error("the stored index is damaged")]
    Damaged,
}

/// An entry's place.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Box<str>,
    /// Each once, sorted.
    pub(crate) words: Vec<WordId>,
}

/// Entries and the words they are found by.
#[derive(Clone, Debug)]
pub struct Index {
    mark: String,
    writing: Writing,
    fields: Vec<Field>,
    pub(crate) vocabulary: Vocabulary,
    entries: Vec<Option<Entry>>,
    free: Vec<u32>,
    slots: BTreeMap<Box<str>, u32>,
    /// Words in a field, by field and slot.
    lengths: Vec<Vec<u32>>,
    /// The sum of them over all entries, by field.
    totals: Vec<u64>,
}

impl Index {
    /// An index without entries, for texts of `language`.
    ///
    /// # Errors
    /// When there is no field, too many, or one whose weights are out of range.
    pub fn new(language: &Language, fields: Vec<Field>) -> Result<Self, IndexError> {
        if fields.is_empty() || fields.len() > usize::from(u8::MAX) {
            return Err(IndexError::FieldCount);
        }
        let is_out_of_range = |field: &&Field| {
            let has_boost = field.boost.is_finite() && field.boost > 0.0;
            !(has_boost && (0.0..=1.0).contains(&field.length_weight))
        };
        if let Some(field) = fields.iter().find(is_out_of_range) {
            return Err(IndexError::Weights(field.name.clone()));
        }
        Ok(Self {
            mark: language.mark.clone(),
            writing: language.writing.clone(),
            vocabulary: Vocabulary::default(),
            entries: Vec::new(),
            free: Vec::new(),
            slots: BTreeMap::new(),
            lengths: vec![Vec::new(); fields.len()],
            totals: vec![0; fields.len()],
            fields,
        })
    }

    /// Whether it was built with this version of the language; otherwise it has to be built anew.
    pub fn is_of(&self, language: &Language) -> bool {
        self.mark == language.mark
    }

    /// Its fields, in their order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// How many different words stand in it.
    pub fn word_count(&self) -> usize {
        self.vocabulary.len()
    }

    /// The keys of all entries, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.slots.keys().map(AsRef::as_ref)
    }

    /// Whether an entry is in it.
    pub fn contains(&self, key: &str) -> bool {
        self.slots.contains_key(key)
    }

    /// Puts an entry in, in place of the one of the same key. `texts` belong to the fields in their order; what lacks is empty, what is
    /// more is left out.
    pub fn put(&mut self, language: &Language, key: &str, texts: &[&str]) {
        let analysed: Vec<Vec<Token>> = texts.iter().map(|text| language.tokens(text)).collect();
        self.remove(key);
        let slot = self.new_slot();
        let mut counts: BTreeMap<(WordId, u8), u16> = BTreeMap::new();
        for ((field, tokens), at) in (0u8..).zip(&analysed).zip(0..self.fields.len()) {
            for token in tokens {
                let word = self.vocabulary.place(token, language);
                let times = counts.entry((word, field)).or_default();
                *times = times.saturating_add(1);
            }
            self.set_length(at, slot, u32::try_from(tokens.len()).unwrap_or(u32::MAX));
        }
        for ((word, field), times) in &counts {
            let posting = Posting {
                slot,
                times: *times,
                field: *field,
            };
            self.vocabulary.post(*word, posting);
        }
        let mut words: Vec<WordId> = counts.into_keys().map(|(word, _)| word).collect();
        words.dedup();
        self.seat(slot, key, words);
    }

    /// Takes an entry out; `false` if there was none. No word that only it had remains.
    pub fn remove(&mut self, key: &str) -> bool {
        let Some(slot) = self.slots.remove(key) else {
            return false;
        };
        let entry = usize::try_from(slot)
            .ok()
            .and_then(|at| self.entries.get_mut(at))
            .and_then(Option::take);
        for word in entry.iter().flat_map(|entry| &entry.words) {
            self.vocabulary.unpost(*word, slot);
        }
        for field in 0..self.fields.len() {
            self.set_length(field, slot, 0);
        }
        self.free.push(slot);
        true
    }

    fn new_slot(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            for lengths in &mut self.lengths {
                lengths.push(0);
            }
            u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn seat(&mut self, slot: u32, key: &str, words: Vec<WordId>) {
        let entry = Entry { key: key.into(), words };
        if let Some(seat) = usize::try_from(slot).ok().and_then(|at| self.entries.get_mut(at)) {
            *seat = Some(entry);
        }
        self.slots.insert(key.into(), slot);
    }

    fn set_length(&mut self, field: usize, slot: u32, length: u32) {
        let lengths = self.lengths.get_mut(field);
        let place = usize::try_from(slot)
            .ok()
            .and_then(|at| lengths.and_then(|all| all.get_mut(at)));
        if let (Some(place), Some(total)) = (place, self.totals.get_mut(field)) {
            *total = total
                .saturating_sub(u64::from(*place))
                .saturating_add(u64::from(length));
            *place = length;
        }
    }

    pub(crate) fn slot_count(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn entry(&self, slot: usize) -> Option<&Entry> {
        self.entries.get(slot)?.as_ref()
    }

    pub(crate) fn lengths(&self) -> &[Vec<u32>] {
        &self.lengths
    }

    pub(crate) fn totals(&self) -> &[u64] {
        &self.totals
    }
}
