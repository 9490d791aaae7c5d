//! Questionnaires: items and scales as data, in versions that do not change once they are published.
//!
//! A version's content is one document, the same that is shipped, imported, exported and saved by the editor. It may be unfinished
//! while it is a draft; [`Content::check`] says what is missing, and only a content without problems can be published.

use serde::{Deserialize, Serialize};

mod answer;
mod built_in;
mod check;
mod compare;
mod language;
mod score;
mod version;
mod wording;

pub use answer::{Answer, AnswerFault, AnswerProblem, Answers};
pub use built_in::{BuiltIn, built_in, built_in_id, built_in_rank, built_in_version_id};
pub use check::{Fault, Part, Place, Problem};
pub use compare::{
    Break, Change, Compared, Comparison, comparable, comparable_item, compare, list_breaks, list_item_breaks,
};
pub use language::{LANGUAGES, Language, find_language};
pub use score::Side;
pub use version::{AlreadyPublished, PublishError, Published, Questionnaire, QuestionnaireVersion};
pub use wording::Wording;

/// Everything a version of a questionnaire says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// How the document is written.
    pub format: Format,
    /// The languages it can be answered in, as codes; the first is the one it was written in.
    pub languages: Vec<String>,
    /// What it is called.
    pub title: Wording,
    /// What a respondent reads first. May be empty.
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub intro: Wording,
    /// The licence its words are used under; none for the organisation's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
    /// What must be known about single translations, such as that nobody has validated them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// The sets of options the items offer.
    #[serde(default)]
    pub choices: Vec<ChoiceSet>,
    /// What is asked, in order.
    pub items: Vec<Item>,
    /// What is reckoned from the answers.
    #[serde(default)]
    pub scales: Vec<Scale>,
}

/// The form of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The first.
    #[default]
    #[serde(rename = "trivsel-questionnaire-1")]
    First,
}

/// The licence of words that others wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    pub name: String,
    /// What must be said wherever the words are used.
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub notice: Wording,
    /// Where it can be read. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// What must be known about one language's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Which language.
    pub language: String,
    /// Has somebody shown that the translation measures the same as the original?
    pub is_validated: bool,
    /// Who translated it, and how. May be empty.
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub notice: Wording,
}

/// Options that several items can share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceSet {
    /// A short name, unique in the questionnaire.
    pub key: String,
    /// The options, in the order they are shown.
    pub options: Vec<ChoiceOption>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// The number that is stored and reckoned with.
    pub value: i32,
    /// What is read.
    pub label: Wording,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// A short name, unique in the questionnaire, that an answer is stored under.
    pub key: String,
    /// The question.
    pub text: Wording,
    /// A line below it. May be empty.
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub help: Wording,
    /// How it is answered.
    pub kind: ItemKind,
    /// When it is asked; none: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// Is it about bullying, harassment or violence? Then its figures are shown for large groups only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_offensive: bool,
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// By one of the options of the choice set with this key.
    Choice(String),
    /// In own words.
    FreeText {
        /// How many characters at most.
        max_chars: u32,
    },
}

/// An item is asked only if an earlier one was answered so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The earlier item.
    pub item: String,
    /// Any of these values lets the item be asked.
    pub any_of: Vec<i32>,
}

/// A number reckoned from several answers of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// A short name, unique in the questionnaire.
    pub key: String,
    /// What it is called.
    pub name: Wording,
    /// The items it is reckoned from.
    pub items: Vec<ScaleItem>,
    /// How.
    #[serde(default)]
    pub scoring: Scoring,
    /// The lowest and the highest score.
    pub range: Range,
    /// How many of its items must be answered for there to be a score.
    pub minimum_answered: u32,
    /// Which scores are good.
    pub reading: Reading,
    /// Names for stretches of the range, from the lowest up. May be none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// The smallest change that is worth having; none where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_important: Option<f64>,
    /// Values from elsewhere that a result may be held against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// An item of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleItem {
    /// Which.
    pub item: String,
    /// Does its highest value count as the lowest?
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_reversed: bool,
}

/// How the answers become one number. Where all items have the same options, the two agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// Each item is brought to the scale's range, then the mean is taken: items weigh alike.
    #[default]
    Mean,
    /// Points are added up, then the sum is brought to the scale's range: an item weighs as much as its options reach.
    Sum,
}

/// From the lowest to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The lowest.
    pub from: f64,
    /// The highest.
    pub to: f64,
}

/// Which scores are good.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The higher, the better.
    HigherIsBetter,
    /// The lower, the better.
    LowerIsBetter,
    /// Too little and too much are both bad: good lies between.
    Fitting(Range),
}

/// A name for a stretch of a scale: from where the band before it ends, up to and including `up_to`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The highest score it holds.
    pub up_to: f64,
    pub name: Wording,
}

/// A value from elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Whose value it is.
    pub name: Wording,
    /// The value, on the scale's range.
    pub value: f64,
    /// Where it was read.
    pub source: String,
    /// What allows it to be shown here.
    pub licence: String,
}

impl Content {
    /// The item with this key.
    pub fn find_item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    /// The scale with this key.
    pub fn find_scale(&self, key: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.key == key)
    }

    /// The choice set with this key.
    pub fn find_choices(&self, key: &str) -> Option<&ChoiceSet> {
        self.choices.iter().find(|set| set.key == key)
    }

    /// The options of an item; none for free text.
    pub fn choices_of(&self, item: &Item) -> Option<&ChoiceSet> {
        match &item.kind {
            ItemKind::Choice(set) => self.find_choices(set),
            ItemKind::FreeText { .. } => None,
        }
    }

    /// The language it was written in; Danish where none is named.
    pub fn first_language(&self) -> &str {
        self.languages.first().map_or("da", String::as_str)
    }

    /// The language to show to somebody who asks for `wanted`: that one if the questionnaire has it, else the first.
    pub fn language_for<'a>(&'a self, wanted: &'a str) -> &'a str {
        if self.languages.iter().any(|language| language == wanted) {
            wanted
        } else {
            self.first_language()
        }
    }

    /// Takes away all words in languages it does not have.
    pub fn forget_other_languages(&mut self) {
        let languages = std::mem::take(&mut self.languages);
        self.each_wording(&mut |wording| wording.keep(&languages));
        self.translations
            .retain(|translation| languages.contains(&translation.language));
        self.languages = languages;
    }

    /// Runs through all words of the document.
    fn each_wording(&mut self, change: &mut impl FnMut(&mut Wording)) {
        change(&mut self.title);
        change(&mut self.intro);
        if let Some(licence) = &mut self.licence {
            change(&mut licence.notice);
        }
        for translation in &mut self.translations {
            change(&mut translation.notice);
        }
        for option in self.choices.iter_mut().flat_map(|set| &mut set.options) {
            change(&mut option.label);
        }
        for item in &mut self.items {
            change(&mut item.text);
            change(&mut item.help);
        }
        for scale in &mut self.scales {
            change(&mut scale.name);
            scale.bands.iter_mut().for_each(|band| change(&mut band.name));
            scale.references.iter_mut().for_each(|one| change(&mut one.name));
        }
    }

    /// The content as one text that is always the same for the same content: what is stored, and what the hash is taken of.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The content as a document for people to read and keep.
    pub fn to_document(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Reads a document. Says line and column where it cannot be read; what it says is not checked here.
    pub fn parse(document: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(document)
    }
}

impl Licence {
    /// Where it can be read, if that is an address of the web: nothing else becomes a link.
    pub fn address(&self) -> Option<&str> {
        let is_address = ["https://", "http://"]
            .iter()
            .any(|scheme| self.url.starts_with(scheme));
        is_address.then_some(self.url.as_str())
    }
}

impl ChoiceSet {
    /// The option with this value.
    pub fn find(&self, value: i32) -> Option<&ChoiceOption> {
        self.options.iter().find(|option| option.value == value)
    }

    /// The lowest and the highest value; none where there are no options.
    pub fn reach(&self) -> Option<(i32, i32)> {
        let values = || self.options.iter().map(|option| option.value);
        values().min().zip(values().max())
    }
}

impl Range {
    /// Is this score within it?
    pub fn contains(&self, score: f64) -> bool {
        self.from <= score && score <= self.to
    }

    /// The decimals its means are written with: one where it is wide, two where it is narrow.
    pub fn decimals(&self) -> usize {
        if self.width() >= 20.0 { 1 } else { 2 }
    }

    /// How far it reaches.
    pub fn width(&self) -> f64 {
        self.to - self.from
    }
}

/// For fields that are left out where they say nothing.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests;
