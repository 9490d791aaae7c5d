//! The words that stand in an index, each with the keys it is found by and the entries it stands in.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::spelling::{Shape, begin_alike, distance};
use crate::{Analysis, Language, Token};

/// Where a word stands in the list.
pub(crate) type WordId = u32;

/// One word in one field of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) slot: u32,
    pub(crate) times: u16,
    pub(crate) field: u8,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) text: Box<str>,
    skeleton: Box<str>,
    pub(crate) analysis: Analysis,
    /// By slot, then field.
    pub(crate) postings: Vec<Posting>,
}

/// A base form and the words that bear it.
#[derive(Clone, Debug, Default)]
struct Key {
    text: Box<str>,
    skeleton: Box<str>,
    whole: Vec<WordId>,
    part: Vec<WordId>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    /// Beside the words, so that looking for near ones walks little memory.
    shapes: Vec<Option<Shape>>,
    free: Vec<WordId>,
    by_text: BTreeMap<Box<str>, WordId>,
    keys: Vec<Key>,
    key_shapes: Vec<Option<Shape>>,
    free_keys: Vec<u32>,
    by_key: BTreeMap<Box<str>, u32>,
    /// Only words that have letters with another spelling.
    by_skeleton: BTreeMap<Box<str>, Vec<WordId>>,
}

/// What stands in the index near a word asked for: a word, or a base form whose own words are farther (`årsag`, where `årsager` stands).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) edits: u8,
    /// A word of the index that shows what was read.
    pub(crate) text: String,
    pub(crate) bases: Vec<String>,
}

/// What is compared for nearness, and how it is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    edits: usize,
    starts_otherwise: bool,
    entries: std::cmp::Reverse<usize>,
    is_key: bool,
    at: usize,
}

/// The word as it is known here: with its joint, because `it-systemet` falls into pieces that `itsystemet` does not show.
pub(crate) fn written(token: &Token) -> String {
    if token.pieces.is_empty() || token.pieces.concat() != token.word {
        token.word.clone()
    } else {
        token.pieces.join("-")
    }
}

impl Vocabulary {
    pub(crate) fn word(&self, id: WordId) -> Option<&Word> {
        self.words.get(usize::try_from(id).ok()?)
    }

    fn word_mut(&mut self, id: WordId) -> Option<&mut Word> {
        self.words.get_mut(usize::try_from(id).ok()?)
    }

    pub(crate) fn find(&self, text: &str) -> Option<WordId> {
        self.by_text.get(text).copied()
    }

    /// The word's place, made if it is new.
    pub(crate) fn place(&mut self, token: &Token, language: &Language) -> WordId {
        let text = written(token);
        match self.find(&text) {
            Some(id) => id,
            None => self.add(text, language.analyse(token), &|text| language.writing.skeleton(text)),
        }
    }

    /// Adds a word; `skeletons` says how a keyboard without its letters writes a text.
    pub(crate) fn add(&mut self, text: String, analysis: Analysis, skeletons: &dyn Fn(&str) -> String) -> WordId {
        let skeleton: Box<str> = skeletons(&text).into();
        let shape = Shape::of(&skeleton);
        let id = self.free.pop().unwrap_or_else(|| {
            self.words.push(Word::default());
            self.shapes.push(None);
            WordId::try_from(self.words.len() - 1).unwrap_or(WordId::MAX)
        });
        self.by_text.insert(text.as_str().into(), id);
        for key in &analysis.whole {
            if let Some(key) = self.key_mut(key, skeletons) {
                key.whole.push(id);
            }
        }
        for key in &analysis.parts {
            if let Some(key) = self.key_mut(key, skeletons) {
                key.part.push(id);
            }
        }
        if *skeleton != *text {
            self.by_skeleton.entry(skeleton.clone()).or_default().push(id);
        }
        if let Some(place) = usize::try_from(id).ok().and_then(|at| self.shapes.get_mut(at)) {
            *place = Some(shape);
        }
        if let Some(word) = self.word_mut(id) {
            *word = Word {
                text: text.into(),
                skeleton,
                analysis,
                postings: Vec::new(),
            };
        }
        id
    }

    /// A base form's place, made if it is new.
    fn key_mut(&mut self, text: &str, skeletons: &dyn Fn(&str) -> String) -> Option<&mut Key> {
        let id = match self.by_key.get(text) {
            Some(id) => *id,
            None => {
                let key = Key {
                    text: text.into(),
                    skeleton: skeletons(text).into(),
                    ..Key::default()
                };
                self.add_key(key)
            }
        };
        self.keys.get_mut(usize::try_from(id).ok()?)
    }

    fn add_key(&mut self, key: Key) -> u32 {
        let id = self.free_keys.pop().unwrap_or_else(|| {
            self.keys.push(Key::default());
            self.key_shapes.push(None);
            u32::try_from(self.keys.len() - 1).unwrap_or(u32::MAX)
        });
        self.by_key.insert(key.text.clone(), id);
        let at = usize::try_from(id).unwrap_or(usize::MAX);
        if let (Some(place), Some(shape)) = (self.keys.get_mut(at), self.key_shapes.get_mut(at)) {
            *shape = Some(Shape::of(&key.skeleton));
            *place = key;
        }
        id
    }

    pub(crate) fn post(&mut self, id: WordId, posting: Posting) {
        let Some(word) = self.word_mut(id) else { return };
        let order = |one: &Posting| (one.slot, one.field);
        // Entries mostly come in the order of their slots.
        if word.postings.last().is_none_or(|last| order(last) < order(&posting)) {
            word.postings.push(posting);
        } else {
            let at = word.postings.partition_point(|one| order(one) < order(&posting));
            word.postings.insert(at, posting);
        }
    }

    /// Takes an entry off a word, and the word away when no entry has it any more.
    pub(crate) fn unpost(&mut self, id: WordId, slot: u32) {
        let Some(word) = self.word_mut(id) else { return };
        let from = word.postings.partition_point(|one| one.slot < slot);
        let to = word.postings.partition_point(|one| one.slot <= slot);
        word.postings.drain(from..to);
        if word.postings.is_empty() {
            let gone = std::mem::take(word);
            self.forget(id, &gone);
        }
    }

    fn forget(&mut self, id: WordId, gone: &Word) {
        self.by_text.remove(&gone.text);
        for key in gone.analysis.whole.iter().chain(&gone.analysis.parts) {
            self.forget_bearer(key, id);
        }
        if let Some(alike) = self.by_skeleton.get_mut(&gone.skeleton) {
            alike.retain(|other| *other != id);
            if alike.is_empty() {
                self.by_skeleton.remove(&gone.skeleton);
            }
        }
        if let Some(place) = usize::try_from(id).ok().and_then(|at| self.shapes.get_mut(at)) {
            *place = None;
        }
        self.free.push(id);
    }

    fn forget_bearer(&mut self, key: &str, bearer: WordId) {
        let Some(id) = self.by_key.get(key).copied() else {
            return;
        };
        let at = usize::try_from(id).unwrap_or(usize::MAX);
        let Some(place) = self.keys.get_mut(at) else { return };
        place.whole.retain(|other| *other != bearer);
        place.part.retain(|other| *other != bearer);
        if place.whole.is_empty() && place.part.is_empty() {
            *place = Key::default();
            if let Some(shape) = self.key_shapes.get_mut(at) {
                *shape = None;
            }
            self.by_key.remove(key);
            self.free_keys.push(id);
        }
    }

    fn key(&self, text: &str) -> Option<&Key> {
        self.keys.get(usize::try_from(*self.by_key.get(text)?).ok()?)
    }

    /// The words whose base form is `key`.
    pub(crate) fn whole(&self, key: &str) -> &[WordId] {
        self.key(key).map_or(&[], |key| &key.whole)
    }

    /// The words that have `key` as a part.
    pub(crate) fn part(&self, key: &str) -> &[WordId] {
        self.key(key).map_or(&[], |key| &key.part)
    }

    /// The words that are the same but for how letters are spelled (`aarsag`, `årsag`), without the word itself.
    pub(crate) fn spelled_alike(&self, word: &str, language: &Language) -> Vec<WordId> {
        let skeleton = language.writing.skeleton(word);
        let plain = self.by_text.get(skeleton.as_str()).filter(|_| skeleton != word);
        let others = self.by_skeleton.get(skeleton.as_str()).into_iter().flatten();
        let all = plain.into_iter().chain(others).copied();
        all.filter(|id| self.word(*id).is_some_and(|other| *other.text != *word))
            .collect()
    }

    /// The words that begin with `beginning`, those in most entries first, at most `most` of them.
    pub(crate) fn beginning_with(&self, beginning: &str, most: usize) -> Vec<WordId> {
        let range = (Bound::Included(beginning), Bound::Unbounded);
        let words = self
            .by_text
            .range::<str, _>(range)
            .take_while(|(text, _)| text.starts_with(beginning));
        let mut found: Vec<(usize, WordId)> = words
            .filter_map(|(_, id)| self.word(*id).map(|word| (word.postings.len(), *id)))
            .collect();
        let by_use = |one: &(usize, WordId)| (std::cmp::Reverse(one.0), one.1);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, by_use);
            found.truncate(most);
        }
        found.sort_unstable_by_key(by_use);
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// What is nearest within `edits` typing errors: of the least distance there is only, what stands in most entries first.
    pub(crate) fn near(&self, word: &str, edits: usize, most: usize, language: &Language) -> Vec<Near> {
        let asked = language.writing.skeleton(word);
        let shape = Shape::of(&asked);
        let mut least = edits;
        let mut found: Vec<Candidate> = Vec::new();
        let shapes = self.shapes.iter().enumerate().map(|(at, shape)| (at, false, shape));
        let key_shapes = self.key_shapes.iter().enumerate().map(|(at, shape)| (at, true, shape));
        for (at, is_key, other) in shapes.chain(key_shapes) {
            let bits = u32::try_from(least).unwrap_or(u32::MAX);
            if !other.is_some_and(|other| shape.can_be_near(other, bits)) {
                continue;
            }
            let Some((skeleton, entries)) = self.compared(at, is_key) else {
                continue;
            };
            let Some(edits) = distance(&asked, skeleton, least) else {
                continue;
            };
            least = edits;
            found.push(Candidate {
                edits,
                starts_otherwise: !begin_alike(&asked, skeleton),
                entries: std::cmp::Reverse(entries),
                is_key,
                at,
            });
        }
        found.retain(|candidate| candidate.edits == least);
        found.sort_unstable();
        let mut near: Vec<Near> = Vec::new();
        for one in found.into_iter().filter_map(|candidate| self.near_of(candidate)) {
            if near.len() < most
                && near
                    .iter()
                    .all(|other| other.text != one.text || other.bases != one.bases)
            {
                near.push(one);
            }
        }
        near
    }

    /// The skeleton that is compared, and in how many fields it stands.
    fn compared(&self, at: usize, is_key: bool) -> Option<(&str, usize)> {
        if !is_key {
            return self.words.get(at).map(|word| (&*word.skeleton, word.postings.len()));
        }
        let key = self.keys.get(at)?;
        let bearers = key.whole.iter().chain(&key.part);
        let postings = bearers.filter_map(|id| self.word(*id)).map(|word| word.postings.len());
        Some((&*key.skeleton, postings.sum()))
    }

    fn near_of(&self, candidate: Candidate) -> Option<Near> {
        let edits = u8::try_from(candidate.edits).unwrap_or(u8::MAX);
        if !candidate.is_key {
            return self.words.get(candidate.at).map(|word| Near {
                edits,
                text: word.text.to_string(),
                bases: word.analysis.whole.clone(),
            });
        }
        let key = self.keys.get(candidate.at)?;
        // A base form can be a stem that nobody writes; a word that stands here is shown instead.
        let shown = key
            .whole
            .first()
            .and_then(|id| self.word(*id))
            .map(|word| word.text.to_string());
        Some(Near {
            edits,
            text: shown.unwrap_or_else(|| key.text.to_string()),
            bases: vec![key.text.to_string()],
        })
    }

    /// Every word there is, with its place.
    pub(crate) fn all(&self) -> impl Iterator<Item = (WordId, &Word)> {
        self.by_text
            .values()
            .filter_map(|id| self.word(*id).map(|word| (*id, word)))
    }

    pub(crate) fn len(&self) -> usize {
        self.by_text.len()
    }
}
