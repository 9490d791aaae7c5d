//! What is missing or wrong in a content before it can be published, each problem with its place.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ChoiceSet, Content, Item, ItemKind, Range, Reading, Scale, Wording, find_language};

/// Something that must be mended, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// What stands above the rest: title, intro, licence, languages.
    Head,
    /// A choice set.
    Choices {
        /// Its place among them, from 1.
        position: usize,
        key: String,
    },
    /// An item.
    Item {
        /// Its place among them, from 1.
        position: usize,
        key: String,
    },
    /// A scale.
    Scale {
        /// Its place among them, from 1.
        position: usize,
        key: String,
    },
}

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The languages.
    Languages,
    /// The title.
    Title,
    /// The introduction.
    Intro,
    /// The licence.
    Licence,
    /// What is said of a translation.
    Translation,
    /// The key.
    Key,
    /// The options of a choice set.
    Options,
    /// The words of an option.
    Label,
    /// The items of the questionnaire or of a scale.
    Items,
    /// The words of a question.
    Text,
    /// The line below a question.
    Help,
    /// How long a free text may be.
    MaxChars,
    /// The condition of an item.
    Condition,
    /// The name of a scale.
    Name,
    /// The range of a scale.
    Range,
    /// How many items must be answered.
    MinimumAnswered,
    /// The fitting stretch of a two-sided scale.
    Fitting,
    /// The bands of a scale.
    Bands,
    /// The smallest change that is worth having.
    SmallestImportant,
    /// A reference value.
    Reference,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Nothing is there.
    Missing(Part),
    /// Nothing is there in this language.
    NoWords {
        /// What.
        part: Part,
        /// Which language.
        language: String,
    },
    /// There are words in a language the questionnaire does not have.
    StrayWords {
        /// What.
        part: Part,
        /// Which language.
        language: String,
    },
    /// More characters, or more of them, than there may be.
    TooMuch {
        /// What.
        part: Part,
        /// How many there may be.
        most: usize,
    },
    /// A number that cannot be, or an address that is none.
    Unusable(Part),
    /// The language is not among those known.
    UnknownLanguage(String),
    /// It is there twice.
    Double {
        /// What.
        part: Part,
        /// The key, value or code.
        name: String,
    },
    /// It names something that is not there.
    Unknown {
        /// What names it.
        part: Part,
        name: String,
    },
    /// The condition names an item that comes later.
    NotEarlier(String),
    /// The item is answered in own words, where an option is needed.
    NotChoice {
        /// What names it.
        part: Part,
        /// The item.
        name: String,
    },
}

/// The longest key.
const KEY_CHARS: usize = 40;
/// The longest title, name or label: a line or two on a phone.
const LINE_CHARS: usize = 200;
/// The longest question: one screen.
const TEXT_CHARS: usize = 500;
/// The longest introduction or notice: a page.
const PAGE_CHARS: usize = 4000;
/// As many as a respondent could bear, and far more than any instrument has.
const MOST_ITEMS: usize = 300;
/// More than any rating has: 0 to 10 are eleven.
const MOST_OPTIONS: usize = 30;
/// The longest free text: a page.
const MOST_CHARS: u32 = 4000;

impl Content {
    /// All that must be mended before it can be published, in the order of the document.
    pub fn check(&self) -> Vec<Problem> {
        let mut check = Check {
            content: self,
            problems: Vec::new(),
            place: Place::Head,
        };
        check.head();
        for (place, set) in placed(&self.choices) {
            check.place = Place::Choices {
                position: place,
                key: set.key.clone(),
            };
            check.choices(set);
        }
        for (index, (place, item)) in placed(&self.items).enumerate() {
            check.place = Place::Item {
                position: place,
                key: item.key.clone(),
            };
            check.item(index, item);
        }
        for (place, scale) in placed(&self.scales) {
            check.place = Place::Scale {
                position: place,
                key: scale.key.clone(),
            };
            check.scale(scale);
        }
        check.problems
    }
}

/// Elements with their place, from 1.
fn placed<T>(elements: &[T]) -> impl Iterator<Item = (usize, &T)> {
    (1..).zip(elements)
}

struct Check<'a> {
    content: &'a Content,
    problems: Vec<Problem>,
    place: Place,
}

impl Check<'_> {
    fn say(&mut self, fault: Fault) {
        self.problems.push(Problem {
            place: self.place.clone(),
            fault,
        });
    }

    fn head(&mut self) {
        let content = self.content;
        if content.languages.is_empty() {
            self.say(Fault::Missing(Part::Languages));
        }
        for language in &content.languages {
            if find_language(language).is_none() {
                self.say(Fault::UnknownLanguage(language.clone()));
            }
        }
        self.double(Part::Languages, content.languages.iter().cloned());
        self.words(Part::Title, &content.title, LINE_CHARS);
        self.optional_words(Part::Intro, &content.intro, PAGE_CHARS);
        if let Some(licence) = &content.licence {
            if licence.name.trim().is_empty() {
                self.say(Fault::Missing(Part::Licence));
            }
            self.length(Part::Licence, &licence.name, LINE_CHARS);
            self.optional_words(Part::Licence, &licence.notice, PAGE_CHARS);
            if !licence.url.is_empty() && licence.address().is_none() {
                self.say(Fault::Unusable(Part::Licence));
            }
        }
        for translation in &content.translations {
            if !content.languages.contains(&translation.language) {
                self.say(Fault::Unknown {
                    part: Part::Translation,
                    name: translation.language.clone(),
                });
            }
            self.optional_words(Part::Translation, &translation.notice, PAGE_CHARS);
        }
        if content.items.is_empty() {
            self.say(Fault::Missing(Part::Items));
        }
        if content.items.len() > MOST_ITEMS {
            self.say(Fault::TooMuch {
                part: Part::Items,
                most: MOST_ITEMS,
            });
        }
    }

    fn choices(&mut self, set: &ChoiceSet) {
        let keys = self.content.choices.iter().map(|set| &set.key);
        self.key(&set.key, keys.filter(|key| **key == set.key).count());
        if set.options.len() < 2 {
            self.say(Fault::Missing(Part::Options));
        }
        if set.options.len() > MOST_OPTIONS {
            self.say(Fault::TooMuch {
                part: Part::Options,
                most: MOST_OPTIONS,
            });
        }
        self.double(Part::Options, set.options.iter().map(|option| option.value.to_string()));
        for option in &set.options {
            self.words(Part::Label, &option.label, LINE_CHARS);
        }
    }

    fn item(&mut self, index: usize, item: &Item) {
        let keys = self.content.items.iter().map(|item| &item.key);
        self.key(&item.key, keys.filter(|key| **key == item.key).count());
        self.words(Part::Text, &item.text, TEXT_CHARS);
        self.optional_words(Part::Help, &item.help, TEXT_CHARS);
        match &item.kind {
            ItemKind::Choice(set) if self.content.find_choices(set).is_none() => self.say(Fault::Unknown {
                part: Part::Options,
                name: set.clone(),
            }),
            ItemKind::FreeText { max_chars } if !(1..=MOST_CHARS).contains(max_chars) => {
                self.say(Fault::Unusable(Part::MaxChars));
            }
            ItemKind::Choice(_) | ItemKind::FreeText { .. } => {}
        }
        self.condition(index, item);
    }

    fn condition(&mut self, index: usize, item: &Item) {
        let content = self.content;
        let Some(condition) = &item.condition else { return };
        let part = Part::Condition;
        let Some(position) = content.items.iter().position(|other| other.key == condition.item) else {
            return self.say(Fault::Unknown {
                part,
                name: condition.item.clone(),
            });
        };
        if position >= index {
            return self.say(Fault::NotEarlier(condition.item.clone()));
        }
        let Some(options) = content.items.get(position).and_then(|other| content.choices_of(other)) else {
            return self.say(Fault::NotChoice {
                part,
                name: condition.item.clone(),
            });
        };
        if condition.any_of.is_empty() {
            self.say(Fault::Missing(part));
        }
        for value in condition.any_of.iter().filter(|value| options.find(**value).is_none()) {
            self.say(Fault::Unknown {
                part,
                name: value.to_string(),
            });
        }
    }

    fn scale(&mut self, scale: &Scale) {
        let keys = self.content.scales.iter().map(|scale| &scale.key);
        self.key(&scale.key, keys.filter(|key| **key == scale.key).count());
        self.words(Part::Name, &scale.name, LINE_CHARS);
        self.scale_items(scale);
        if !is_stretch(scale.range) {
            return self.say(Fault::Unusable(Part::Range));
        }
        if let Reading::Fitting(fitting) = scale.reading {
            let is_within = scale.range.contains(fitting.from) && scale.range.contains(fitting.to);
            if fitting.from > fitting.to || !is_within {
                self.say(Fault::Unusable(Part::Fitting));
            }
        }
        self.bands(scale);
        let is_possible = |change: f64| change > 0.0 && change <= scale.range.width();
        if scale.smallest_important.is_some_and(|change| !is_possible(change)) {
            self.say(Fault::Unusable(Part::SmallestImportant));
        }
        for reference in &scale.references {
            self.words(Part::Reference, &reference.name, LINE_CHARS);
            if !scale.range.contains(reference.value) {
                self.say(Fault::Unusable(Part::Reference));
            }
            if reference.source.trim().is_empty() || reference.licence.trim().is_empty() {
                self.say(Fault::Missing(Part::Reference));
            }
        }
    }

    fn scale_items(&mut self, scale: &Scale) {
        let content = self.content;
        let part = Part::Items;
        if scale.items.is_empty() {
            self.say(Fault::Missing(part));
        }
        self.double(part, scale.items.iter().map(|item| item.item.clone()));
        for scale_item in &scale.items {
            let name = scale_item.item.clone();
            match content.find_item(&scale_item.item) {
                None => self.say(Fault::Unknown { part, name }),
                Some(item) if matches!(item.kind, ItemKind::FreeText { .. }) => {
                    self.say(Fault::NotChoice { part, name });
                }
                Some(_) => {}
            }
        }
        let needed = usize::try_from(scale.minimum_answered).unwrap_or(usize::MAX);
        if !(1..=scale.items.len().max(1)).contains(&needed) {
            self.say(Fault::Unusable(Part::MinimumAnswered));
        }
    }

    /// Bands go upwards and end where the range ends.
    fn bands(&mut self, scale: &Scale) {
        for band in &scale.bands {
            self.words(Part::Bands, &band.name, LINE_CHARS);
        }
        let Some(last) = scale.bands.last() else { return };
        let is_rising = scale
            .bands
            .windows(2)
            .all(|pair| matches!(pair, [lower, upper] if lower.up_to < upper.up_to));
        let is_within = scale.bands.iter().all(|band| scale.range.contains(band.up_to));
        let ends_with_range = (last.up_to - scale.range.to).abs() <= f64::EPSILON;
        if !is_rising || !is_within || !ends_with_range {
            self.say(Fault::Unusable(Part::Bands));
        }
    }

    fn key(&mut self, key: &str, count: usize) {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() {
            self.say(Fault::Missing(Part::Key));
        } else if key.len() > KEY_CHARS || !key.chars().all(is_plain) {
            self.say(Fault::Unusable(Part::Key));
        }
        if count > 1 {
            self.say(Fault::Double {
                part: Part::Key,
                name: key.to_owned(),
            });
        }
    }

    fn double(&mut self, part: Part, names: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name.clone()) {
                self.say(Fault::Double { part, name });
            }
        }
    }

    /// Words that must be there in every language.
    fn words(&mut self, part: Part, wording: &Wording, most: usize) {
        let content = self.content;
        for language in content
            .languages
            .iter()
            .filter(|language| wording.get(language).is_none())
        {
            self.say(Fault::NoWords {
                part,
                language: language.clone(),
            });
        }
        self.spoken(part, wording, most);
    }

    /// Words that may be left out, but then in every language.
    fn optional_words(&mut self, part: Part, wording: &Wording, most: usize) {
        if !wording.is_empty() {
            self.words(part, wording, most);
        }
    }

    fn spoken(&mut self, part: Part, wording: &Wording, most: usize) {
        for (language, words) in wording.list() {
            if !self.content.languages.iter().any(|known| known == language) {
                self.say(Fault::StrayWords {
                    part,
                    language: language.to_owned(),
                });
            }
            self.length(part, words, most);
        }
    }

    fn length(&mut self, part: Part, words: &str, most: usize) {
        if words.chars().count() > most {
            self.say(Fault::TooMuch { part, most });
        }
    }
}

/// Does the range go upwards, between numbers that can be written?
fn is_stretch(range: Range) -> bool {
    range.from.is_finite() && range.to.is_finite() && range.from < range.to
}
