//! From words of the index to entries in their order, each with its reasons.

mod scores;

use std::collections::HashMap;
use std::ops::Range;

use crate::query::{Alternative, Clause, read};
use crate::words::WordId;
use crate::{How, Index, Language, Query, Read, Synonyms};
use scores::{Scores, Weighing};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How many entries there are in all, of those that may be seen.
    pub total: usize,
    /// The best of them, the best first; entries of one score by key.
    pub hits: Vec<Hit>,
    /// Which words were read otherwise than they were typed.
    pub read: Vec<Read>,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its key, as it was put in.
    pub key: String,
    /// The higher, the better; comparable within one answer only.
    pub score: f32,
    /// Why it was found, the weightiest reason first. Never empty.
    pub whys: Vec<Why>,
}

impl Hit {
    /// The words to mark in its texts, as [`crate::excerpt()`] takes them.
    pub fn words(&self) -> Vec<&str> {
        self.whys.iter().map(|why| why.word.as_str()).collect()
    }
}

/// One reason: a word in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The asked word, by its place in the query in bytes.
    pub asked: Range<usize>,
    /// The word that stands in the entry, folded.
    pub word: String,
    /// The field it stands in, by its place.
    pub field: usize,
    /// How the two relate.
    pub how: How,
    /// How often it stands there.
    pub times: u16,
    /// Its part of the score; all parts together are the score.
    pub points: f32,
}

impl Index {
    /// Looks for a query. `language` must be the one the index was built with ([`Index::is_of`]); synonyms may change any time.
    pub fn search(&self, language: &Language, synonyms: &Synonyms, query: &Query<'_>) -> Found {
        let found = self.search_once(language, synonyms, query, false);
        if found.total > 0 {
            return found;
        }
        // Better a near word than nothing, even for a word that the language knows.
        self.search_once(language, synonyms, query, true)
    }

    fn search_once(&self, language: &Language, synonyms: &Synonyms, query: &Query<'_>, doubts_known: bool) -> Found {
        let (clauses, read) = read(&self.vocabulary, language, synonyms, query, doubts_known);
        let weighing = Weighing::of(self);
        let mut scores = Scores::new(self.slot_count());
        let weighed: Vec<f32> = clauses
            .iter()
            .map(|clause| scores.add(self, &weighing, clause))
            .collect();
        let mass = weighed.iter().sum();
        let mut ranked = scores.ranked(mass, |slot| {
            let entry = self.entry(slot)?;
            query.sees.map_or(Some(1.0), |sees| sees(&entry.key))
        });
        let total = ranked.len();
        let wanted = query.skip.saturating_add(query.most).min(total);
        let order = |one: &(f32, usize), other: &(f32, usize)| {
            let key = |slot| self.entry(slot).map(|entry| &*entry.key);
            other.0.total_cmp(&one.0).then_with(|| key(one.1).cmp(&key(other.1)))
        };
        if wanted > 0 && wanted < total {
            ranked.select_nth_unstable_by(wanted - 1, order);
            ranked.truncate(wanted);
        }
        ranked.truncate(wanted);
        ranked.sort_unstable_by(order);
        let looked: Vec<Looked<'_>> = clauses.iter().map(Looked::new).collect();
        let hits = ranked.into_iter().skip(query.skip).filter_map(|(score, slot)| {
            Some(Hit {
                key: self.entry(slot)?.key.to_string(),
                score,
                whys: self.whys(&weighing, &looked, &weighed, slot, score),
            })
        });
        Found {
            total,
            hits: hits.collect(),
            read,
        }
    }

    /// The reasons of a hit, scaled so that their points are its score.
    fn whys(
        &self,
        weighing: &Weighing<'_>,
        clauses: &[Looked<'_>],
        weighed: &[f32],
        slot: usize,
        score: f32,
    ) -> Vec<Why> {
        let mut whys = Vec::new();
        for (looked, weight) in clauses.iter().zip(weighed) {
            let from = whys.len();
            self.add_whys(weighing, looked, &looked.alternatives, 1.0, slot, &mut whys);
            for (together, parts) in looked.clause.together.iter().zip(&looked.together) {
                let mut of_together = Vec::new();
                let share = together.weight / parts.iter().map(|_| 1.0_f32).sum::<f32>().max(1.0);
                let stands = parts.iter().all(|part| {
                    let before = of_together.len();
                    self.add_whys(weighing, looked, part, share, slot, &mut of_together);
                    of_together.len() > before
                });
                if stands {
                    whys.extend(of_together);
                }
            }
            let of_clause = whys.get_mut(from..).unwrap_or_default();
            let sum: f32 = of_clause.iter().map(|why: &Why| why.points).sum();
            let points = scores::saturated(sum) * weight;
            for why in of_clause {
                why.points *= if sum > 0.0 { points / sum } else { 0.0 };
            }
        }
        let sum: f32 = whys.iter().map(|why| why.points).sum();
        for why in &mut whys {
            why.points *= if sum > 0.0 { score / sum } else { 0.0 };
        }
        whys.sort_by(|one, other| {
            let by_points = other.points.total_cmp(&one.points);
            by_points
                .then_with(|| one.word.cmp(&other.word))
                .then_with(|| one.field.cmp(&other.field))
        });
        whys
    }

    /// The words of an entry that are among the alternatives.
    // Why: an entry has tens of words, an asked word can have thousands of alternatives, so it is walked from the entry's side.
    fn add_whys(
        &self,
        weighing: &Weighing<'_>,
        looked: &Looked<'_>,
        alternatives: &ById,
        share: f32,
        slot: usize,
        to: &mut Vec<Why>,
    ) {
        let of_slot = |slot: u32| usize::try_from(slot).unwrap_or(usize::MAX);
        for id in self.entry(slot).into_iter().flat_map(|entry| &entry.words) {
            let (Some(alternative), Some(word)) = (alternatives.get(id), self.vocabulary.word(*id)) else {
                continue;
            };
            let from = word.postings.partition_point(|posting| of_slot(posting.slot) < slot);
            let here = word
                .postings
                .iter()
                .skip(from)
                .take_while(|posting| of_slot(posting.slot) == slot);
            for posting in here {
                to.push(Why {
                    asked: looked.clause.asked.clone(),
                    word: word.text.to_string(),
                    field: usize::from(posting.field),
                    how: alternative.how,
                    times: posting.times,
                    points: share * alternative.weight * weighing.weigh(posting),
                });
            }
        }
    }
}

type ById = HashMap<WordId, Alternative>;

/// A clause whose alternatives can be looked up.
struct Looked<'a> {
    clause: &'a Clause,
    alternatives: ById,
    together: Vec<Vec<ById>>,
}

impl<'a> Looked<'a> {
    fn new(clause: &'a Clause) -> Self {
        let by_id = |all: &[Alternative]| all.iter().map(|one| (one.word, *one)).collect::<ById>();
        let together = clause.together.iter();
        Self {
            clause,
            alternatives: by_id(&clause.alternatives),
            together: together
                .map(|together| together.parts.iter().map(|part| by_id(part)).collect())
                .collect(),
        }
    }
}
