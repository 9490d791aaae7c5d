//! BM25F: a word's occurrences are weighed by field and length, added up over fields and forms, and only then saturated.

use crate::Index;
use crate::query::{Alternative, Clause, Together};
use crate::words::Posting;

/// How soon more of the same word stops counting (k₁ of the Okapi papers; 1.2 is what they and Lucene use).
const SATURATION: f32 = 1.2;

/// A weighed count on the way to its limit, 1.
pub(super) fn saturated(weighed: f32) -> f32 {
    weighed / (weighed + SATURATION)
}

/// What an occurrence in each field of each entry weighs.
pub(super) struct Weighing<'a> {
    fields: Vec<FieldWeight<'a>>,
}

struct FieldWeight<'a> {
    boost: f32,
    /// What an occurrence is divided by: `fixed + a_word * length`.
    fixed: f32,
    a_word: f32,
    lengths: &'a [u32],
}

impl<'a> Weighing<'a> {
    pub(super) fn of(index: &'a Index) -> Self {
        let entries = as_number(index.len()).max(1.0);
        let fields = index.fields().iter().zip(index.lengths()).zip(index.totals());
        let fields = fields.map(|((field, lengths), total)| {
            let average = (as_number(usize::try_from(*total).unwrap_or(usize::MAX)) / entries).max(1.0);
            FieldWeight {
                boost: field.boost,
                fixed: 1.0 - field.length_weight,
                a_word: field.length_weight / average,
                lengths,
            }
        });
        Self {
            fields: fields.collect(),
        }
    }

    pub(super) fn weigh(&self, posting: &Posting) -> f32 {
        let Some(field) = self.fields.get(usize::from(posting.field)) else {
            return 0.0;
        };
        let slot = usize::try_from(posting.slot).unwrap_or(usize::MAX);
        let length = field.lengths.get(slot).copied().unwrap_or(0);
        let divisor = field.fixed + field.a_word * as_number(usize::try_from(length).unwrap_or(usize::MAX));
        // A field of one word whose length counts in full, in an index of long ones, must not weigh without bound.
        field.boost * f32::from(posting.times) / divisor.max(0.1)
    }
}

/// Up to 2²⁴ exact, beyond that near enough for an average.
fn as_number(count: usize) -> f32 {
    let high = u16::try_from(count >> 16).unwrap_or(u16::MAX);
    let low = u16::try_from(count & 0xffff).unwrap_or(u16::MAX);
    f32::from(high) * 65_536.0 + f32::from(low)
}

/// The sums of all entries while clause after clause is added.
pub(super) struct Scores {
    points: Vec<f32>,
    /// How much of the query, by the weight of its words, an entry has.
    matched: Vec<f32>,
    touched: Vec<u32>,
    tally: Tally,
}

/// Weighed counts of one clause.
struct Tally {
    counts: Vec<f32>,
    slots: Vec<u32>,
}

impl Tally {
    fn new(slots: usize) -> Self {
        Self {
            counts: vec![0.0; slots],
            slots: Vec::new(),
        }
    }

    fn add(&mut self, slot: u32, weighed: f32) {
        if let Some(count) = usize::try_from(slot).ok().and_then(|at| self.counts.get_mut(at)) {
            if *count == 0.0 {
                self.slots.push(slot);
            }
            *count += weighed;
        }
    }

    /// Hands out what was counted and is empty again.
    fn drain(&mut self) -> Vec<(u32, f32)> {
        let slots = std::mem::take(&mut self.slots);
        let counted = slots.into_iter().map(|slot| {
            let count = usize::try_from(slot).ok().and_then(|at| self.counts.get_mut(at));
            (slot, count.map(std::mem::take).unwrap_or(0.0))
        });
        counted.collect()
    }
}

impl Scores {
    pub(super) fn new(slots: usize) -> Self {
        Self {
            points: vec![0.0; slots],
            matched: vec![0.0; slots],
            touched: Vec::new(),
            tally: Tally::new(slots),
        }
    }

    /// Adds a clause to every entry it is found in, and says what the clause weighs: the rarer, the more.
    pub(super) fn add(&mut self, index: &Index, weighing: &Weighing<'_>, clause: &Clause) -> f32 {
        let together: Vec<(u32, f32)> = clause
            .together
            .iter()
            .flat_map(|together| self.counted_together(index, weighing, together))
            .collect();
        self.count(index, weighing, &clause.alternatives);
        for (slot, weighed) in together {
            self.tally.add(slot, weighed);
        }
        let counted = self.tally.drain();
        if counted.is_empty() {
            return 0.0;
        }
        let weight = rarity(index.len(), counted.len());
        for (slot, weighed) in counted {
            let at = usize::try_from(slot).unwrap_or(usize::MAX);
            if let (Some(points), Some(matched)) = (self.points.get_mut(at), self.matched.get_mut(at)) {
                if *matched == 0.0 {
                    self.touched.push(slot);
                }
                *points += weight * saturated(weighed);
                *matched += weight;
            }
        }
        weight
    }

    fn count(&mut self, index: &Index, weighing: &Weighing<'_>, alternatives: &[Alternative]) {
        for alternative in alternatives {
            let Some(word) = index.vocabulary.word(alternative.word) else {
                continue;
            };
            for posting in &word.postings {
                self.tally
                    .add(posting.slot, alternative.weight * weighing.weigh(posting));
            }
        }
    }

    /// Entries that have all parts, each with the mean of what its parts weigh.
    fn counted_together(&mut self, index: &Index, weighing: &Weighing<'_>, together: &Together) -> Vec<(u32, f32)> {
        let mut all: Option<Vec<(u32, f32)>> = None;
        for part in &together.parts {
            self.count(index, weighing, part);
            let mut counted = self.tally.drain();
            counted.sort_unstable_by_key(|(slot, _)| *slot);
            all = Some(match all {
                None => counted,
                Some(before) => in_both(&before, &counted),
            });
        }
        let count = as_number(together.parts.len()).max(1.0);
        let all = all.unwrap_or_default().into_iter();
        all.map(|(slot, weighed)| (slot, together.weight * weighed / count))
            .collect()
    }

    /// Every entry that was found and may be seen, with its score: its points, times the share of the query that it has.
    pub(super) fn ranked(&self, mass: f32, sees: impl Fn(usize) -> Option<f32>) -> Vec<(f32, usize)> {
        let slots = self.touched.iter().filter_map(|slot| usize::try_from(*slot).ok());
        let ranked = slots.filter_map(|slot| {
            let factor = sees(slot)?;
            let (points, matched) = (self.points.get(slot)?, self.matched.get(slot)?);
            let share = if mass > 0.0 { matched / mass } else { 1.0 };
            Some((points * share * factor, slot))
        });
        ranked.collect()
    }
}

/// The sums of entries that stand in both lists, each sorted by slot.
fn in_both(one: &[(u32, f32)], other: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut others = other.iter().peekable();
    let mut both = Vec::new();
    for (slot, weighed) in one {
        while others.next_if(|(other, _)| other < slot).is_some() {}
        if let Some((_, more)) = others.next_if(|(other, _)| other == slot) {
            both.push((*slot, weighed + more));
        }
    }
    both
}

/// Of how many entries a word tells one: the logarithm of its odds, never below 0.
fn rarity(entries: usize, with: usize) -> f32 {
    let (entries, with) = (as_number(entries), as_number(with));
    (1.0 + (entries - with + 0.5).max(0.0) / (with + 0.5)).ln()
}
