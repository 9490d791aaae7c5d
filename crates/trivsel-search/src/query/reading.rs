//! From typed words to words of the index.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{How, MOST_WORDS, Query, Read};
use crate::words::{Vocabulary, WordId, written};
use crate::{Analysis, Language, Synonyms, Token};

/// A word of the index that counts for an asked word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) word: WordId,
    pub(crate) weight: f32,
    pub(crate) how: How,
}

/// Words that count only where all of them stand.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    pub(crate) parts: Vec<Vec<Alternative>>,
    pub(crate) weight: f32,
}

/// An asked word with everything that counts for it.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) asked: Range<usize>,
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) together: Vec<Together>,
}

/// How many words a beginning is completed to, and how many near words a typing error is read as.
const MOST_BEGINNINGS: usize = 64;
const MOST_NEAR: usize = 6;

/// In letters: what is shorter is not completed. One letter begins a thirtieth of all words.
const SHORTEST_BEGINNING: usize = 2;

/// What one part of a compound counts where another part stands nowhere: about half of what all parts together do.
const PART_ALONE: f32 = 0.3;

struct Asked {
    token: Token,
    analysis: Analysis,
    is_last: bool,
}

/// Reads a query against the words there are. With `doubts_known`, words that the language knows can be typing errors too.
pub(crate) fn read(
    vocabulary: &Vocabulary,
    language: &Language,
    synonyms: &Synonyms,
    query: &Query<'_>,
    doubts_known: bool,
) -> (Vec<Clause>, Vec<Read>) {
    let asked = asked_words(language, query);
    let reader = Reader {
        vocabulary,
        language,
        query,
        doubts_known,
    };
    let mut found: Vec<Counted> = asked.iter().map(|_| Counted::default()).collect();
    for (word, found) in asked.iter().zip(&mut found) {
        reader.as_written(word, found);
    }
    reader.joined(&asked, &mut found);
    reader.synonyms(&asked, synonyms, &mut found);
    let mut reads = Vec::new();
    for (word, found) in asked.iter().zip(&mut found) {
        if found.is_empty() {
            reader.parts(word, found);
            reads.extend(reader.near(word, found));
        }
    }
    let clauses = asked.into_iter().zip(found);
    let clauses = clauses.map(|(word, found)| Clause {
        asked: word.token.range,
        alternatives: vocabulary.in_order(found.words.into_values()),
        together: found.together,
    });
    (clauses.collect(), reads)
}

impl Vocabulary {
    /// By text: sums of fractions depend on their order, and that of places depends on what was put in before.
    fn in_order(&self, alternatives: impl Iterator<Item = Alternative>) -> Vec<Alternative> {
        let mut ordered: Vec<Alternative> = alternatives.collect();
        ordered.sort_by_key(|one| self.word(one.word).map(|word| &*word.text));
        ordered
    }
}

/// The words that say something; all of them if none does.
fn asked_words(language: &Language, query: &Query<'_>) -> Vec<Asked> {
    let mut tokens = language.tokens(query.text);
    tokens.truncate(MOST_WORDS);
    let end_is_open = tokens.last().is_some_and(|last| last.range.end == query.text.len());
    let is_typed = query.is_being_typed && end_is_open;
    let count = tokens.len();
    let says_nothing = tokens.iter().all(|token| language.is_stop_word(&token.word));
    let mut asked = Vec::new();
    for (at, token) in tokens.into_iter().enumerate() {
        let is_last = is_typed && at + 1 == count;
        if says_nothing || is_last || !language.is_stop_word(&token.word) {
            asked.push(Asked {
                analysis: language.analyse(&token),
                token,
                is_last,
            });
        }
    }
    asked
}

/// What counts for one asked word, each word of the index once and at its best.
#[derive(Default)]
struct Counted {
    words: BTreeMap<WordId, Alternative>,
    together: Vec<Together>,
}

impl Counted {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.together.is_empty()
    }

    fn add(&mut self, word: WordId, weight: f32, how: How) {
        let new = Alternative { word, weight, how };
        let old = self.words.entry(word).or_insert(new);
        if old.weight < weight {
            *old = new;
        }
    }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    language: &'a Language,
    query: &'a Query<'a>,
    doubts_known: bool,
}

impl Reader<'_> {
    /// The word itself, its forms, compounds that have it, other spellings, and longer words while it is being typed.
    fn as_written(&self, asked: &Asked, found: &mut Counted) {
        let text = written(&asked.token);
        if let Some(word) = self.vocabulary.find(&text) {
            found.add(word, How::Same.weight(), How::Same);
        }
        for base in &asked.analysis.whole {
            self.of_base(base, 1.0, None, found);
        }
        for word in self.vocabulary.spelled_alike(&text, self.language) {
            found.add(word, How::Spelling.weight(), How::Spelling);
            for base in self.bases(word) {
                self.of_base(&base, How::Spelling.weight(), Some(How::Spelling), found);
            }
        }
        if asked.is_last && text.chars().count() >= SHORTEST_BEGINNING {
            for word in self.vocabulary.beginning_with(&text, MOST_BEGINNINGS) {
                found.add(word, How::Beginning.weight(), How::Beginning);
            }
        }
    }

    /// The words of a base form, and the compounds that have it.
    fn of_base(&self, base: &str, weight: f32, how: Option<How>, found: &mut Counted) {
        for word in self.vocabulary.whole(base) {
            found.add(*word, weight * How::Form.weight(), how.unwrap_or(How::Form));
        }
        for word in self.vocabulary.part(base) {
            found.add(*word, weight * How::Part.weight(), how.unwrap_or(How::Part));
        }
    }

    fn bases(&self, word: WordId) -> Vec<String> {
        self.vocabulary
            .word(word)
            .map(|word| word.analysis.whole.clone())
            .unwrap_or_default()
    }

    /// `arbejds miljø` also asks for `arbejdsmiljø`.
    fn joined(&self, asked: &[Asked], found: &mut [Counted]) {
        for (at, pair) in asked.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            let word = format!("{}{}", one.token.word, next.token.word);
            for base in self.language.base_forms(&word) {
                let bearers = self.vocabulary.whole(&base).iter().chain(self.vocabulary.part(&base));
                for word in bearers {
                    for counted in found.iter_mut().skip(at).take(2) {
                        counted.add(*word, How::Joined.weight(), How::Joined);
                    }
                }
            }
        }
    }

    fn synonyms(&self, asked: &[Asked], synonyms: &Synonyms, found: &mut [Counted]) {
        let bases: Vec<Vec<String>> = asked.iter().map(|word| word.analysis.whole.clone()).collect();
        for at in 0..bases.len() {
            for (taken, others) in synonyms.at(bases.get(at..).unwrap_or_default()) {
                for other in others {
                    for counted in found.iter_mut().skip(at).take(taken) {
                        self.synonym(other, counted);
                    }
                }
            }
        }
    }

    fn synonym(&self, phrase: &[Vec<String>], found: &mut Counted) {
        let weight = How::Synonym.weight();
        if let [word] = phrase {
            for base in word {
                self.of_base(base, weight, Some(How::Synonym), found);
            }
            return;
        }
        self.together(phrase.iter().map(Vec::as_slice), How::Synonym, found);
    }

    /// A compound that does not stand here: entries that have all its parts, or, where one of them stands nowhere, any of the others.
    fn parts(&self, asked: &Asked, found: &mut Counted) {
        let pieces: Vec<Vec<String>> = if asked.token.pieces.is_empty() {
            self.language
                .split(&asked.token.word)
                .into_iter()
                .map(|part| part.lemmas)
                .collect()
        } else {
            asked
                .token
                .pieces
                .iter()
                .map(|piece| self.language.base_forms(piece))
                .collect()
        };
        if pieces.len() < 2 {
            return;
        }
        self.together(pieces.iter().map(Vec::as_slice), How::Parts, found);
        if found.is_empty() {
            // One of its parts stands nowhere: better what the others lead to than nothing.
            for base in pieces.iter().flatten() {
                self.of_base(base, PART_ALONE, Some(How::Parts), found);
            }
        }
    }

    /// Counts entries that have a word for each list of base forms, if there can be any.
    fn together<'b>(&self, all: impl Iterator<Item = &'b [String]>, how: How, found: &mut Counted) {
        let mut parts = Vec::new();
        for bases in all {
            let mut counted = Counted::default();
            for base in bases {
                self.of_base(base, 1.0, Some(how), &mut counted);
            }
            if counted.is_empty() {
                return;
            }
            parts.push(self.vocabulary.in_order(counted.words.into_values()));
        }
        if !parts.is_empty() {
            found.together.push(Together {
                parts,
                weight: how.weight(),
            });
        }
    }

    /// Words that are so near that a typing error is likely.
    fn near(&self, asked: &Asked, found: &mut Counted) -> Option<Read> {
        let word = &asked.token.word;
        let edits = self.query.tolerance.edits(word.chars().count());
        let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
        if edits == 0 || is_number || (self.language.knows(word) && !self.doubts_known) {
            return None;
        }
        let near = self.vocabulary.near(word, edits, MOST_NEAR, self.language);
        for one in &near {
            let how = How::Typing { edits: one.edits };
            if let Some(word) = self.vocabulary.find(&one.text) {
                found.add(word, how.weight(), how);
            }
            for base in &one.bases {
                self.of_base(base, how.weight(), Some(how), found);
            }
        }
        let how = How::Typing {
            edits: near.first()?.edits,
        };
        let mut searched: Vec<String> = near.into_iter().map(|one| one.text).collect();
        searched.dedup();
        Some(Read {
            asked: asked.token.range.clone(),
            searched,
            how,
        })
    }
}
