//! The form an index is stored in: what cannot be worked out again, and nothing of entries that were taken out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Field, Index, IndexError};
use crate::words::{Posting, WordId};
use crate::{Analysis, Language, Writing};

#[derive(Serialize, Deserialize)]
struct StoredIndex {
    mark: String,
    writing: Writing,
    fields: Vec<Field>,
    words: Vec<StoredWord>,
    entries: Vec<StoredEntry>,
}

#[derive(Serialize, Deserialize)]
struct StoredWord {
    text: String,
    whole: Vec<String>,
    parts: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    key: String,
    lengths: Vec<u32>,
    /// Word by its place in the list, field, how often.
    words: Vec<(u32, u8, u16)>,
}

impl Serialize for Index {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.as_stored().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Index {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stored = StoredIndex::deserialize(from)?;
        stored.into_index().map_err(D::Error::custom)
    }
}

impl Index {
    fn as_stored(&self) -> StoredIndex {
        let mut words = Vec::new();
        let mut of_slot: BTreeMap<u32, Vec<(u32, u8, u16)>> = BTreeMap::new();
        for ((_, word), at) in self.vocabulary.all().zip(0u32..) {
            words.push(StoredWord {
                text: word.text.to_string(),
                whole: word.analysis.whole.clone(),
                parts: word.analysis.parts.clone(),
            });
            for posting in &word.postings {
                of_slot
                    .entry(posting.slot)
                    .or_default()
                    .push((at, posting.field, posting.times));
            }
        }
        let entries = self.slots.iter().map(|(key, slot)| {
            let at = usize::try_from(*slot).unwrap_or(usize::MAX);
            StoredEntry {
                key: key.to_string(),
                lengths: self
                    .lengths
                    .iter()
                    .map(|all| all.get(at).copied().unwrap_or(0))
                    .collect(),
                words: of_slot.remove(slot).unwrap_or_default(),
            }
        });
        StoredIndex {
            mark: self.mark.clone(),
            writing: self.writing.clone(),
            fields: self.fields.clone(),
            entries: entries.collect(),
            words,
        }
    }
}

impl StoredIndex {
    fn into_index(self) -> Result<Index, IndexError> {
        // The words were analysed when they were put in; nothing of the language is needed but its mark and its letters.
        let mut language = Language::plain(&self.mark);
        language.writing = self.writing;
        let mut index = Index::new(&language, self.fields)?;
        let writing = language.writing;
        let mut ids: Vec<WordId> = Vec::with_capacity(self.words.len());
        for word in self.words {
            if word.text.is_empty() || index.vocabulary.find(&word.text).is_some() {
                return Err(IndexError::Damaged);
            }
            let analysis = Analysis {
                whole: word.whole,
                parts: word.parts,
            };
            ids.push(
                index
                    .vocabulary
                    .add(word.text, analysis, &|text| writing.skeleton(text)),
            );
        }
        for entry in &self.entries {
            index.seat_stored(entry, &ids)?;
        }
        let is_borne = |id: &WordId| index.vocabulary.word(*id).is_some_and(|word| !word.postings.is_empty());
        if ids.iter().all(is_borne) {
            Ok(index)
        } else {
            Err(IndexError::Damaged)
        }
    }
}

impl Index {
    fn seat_stored(&mut self, entry: &StoredEntry, ids: &[WordId]) -> Result<(), IndexError> {
        if self.contains(&entry.key) || entry.lengths.len() != self.fields.len() {
            return Err(IndexError::Damaged);
        }
        let slot = self.new_slot();
        for (field, length) in entry.lengths.iter().enumerate() {
            self.set_length(field, slot, *length);
        }
        let mut seen = BTreeSet::new();
        let mut words = Vec::with_capacity(entry.words.len());
        for (word, field, times) in &entry.words {
            let id = usize::try_from(*word)
                .ok()
                .and_then(|at| ids.get(at))
                .ok_or(IndexError::Damaged)?;
            if usize::from(*field) >= self.fields.len() || *times == 0 || !seen.insert((*word, *field)) {
                return Err(IndexError::Damaged);
            }
            let posting = Posting {
                slot,
                times: *times,
                field: *field,
            };
            self.vocabulary.post(*id, posting);
            words.push(*id);
        }
        words.sort_unstable();
        words.dedup();
        self.seat(slot, &entry.key, words);
        Ok(())
    }
}
