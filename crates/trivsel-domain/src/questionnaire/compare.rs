//! Whether what two versions measure can be compared, and what was changed between them.
//!
//! A changed word can change the answer, so any change of what is asked or how it is reckoned breaks the comparison. How a score is
//! read (its name, bands, reference values) does not. Languages are compared where both versions have them; a language that came or
//! went breaks nothing in the others.

use super::{ChoiceSet, Content, Item, ItemKind, Scale, Wording};
use crate::text::one_line;

/// Why the scores of two versions cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// One of the two does not have the scale.
    NoScale,
    /// One of the two does not have the item.
    NoItem(String),
    /// They have no language in common.
    NoLanguage,
    /// This item belongs to the scale in one of the two only.
    Items(String),
    /// This item is reversed in one of the two only.
    Reversal(String),
    /// The question, its help or its kind is another.
    Wording(String),
    /// Options or values of the item are others.
    Options(String),
    /// The item is asked of others.
    Condition(String),
    /// Mean, sum, range or the number of answers that is needed are others.
    Scoring,
    /// Which scores are good is another.
    Reading,
}

/// What became of an item or a scale between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is there in the second only.
    Added,
    /// It is there in the first only.
    Removed,
    /// It cannot be compared, for these reasons.
    Broken(Vec<Break>),
    /// It is the same, or differs in what breaks nothing.
    Kept,
}

/// An item or a scale that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub key: String,
    /// What became of it.
    pub change: Change,
}

/// Two versions, item by item and scale by scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub items: Vec<Compared>,
    pub scales: Vec<Compared>,
}

/// Can the scale's scores in two versions be compared?
pub fn comparable(old: &Content, new: &Content, scale: &str) -> bool {
    list_breaks(old, new, scale).is_empty()
}

/// Can the answers to one item in two versions be compared?
pub fn comparable_item(old: &Content, new: &Content, item: &str) -> bool {
    list_item_breaks(old, new, item).is_empty()
}

/// Why the scale's scores in two versions cannot be compared; nothing when they can.
pub fn list_breaks(old: &Content, new: &Content, scale: &str) -> Vec<Break> {
    let (Some(before), Some(after)) = (old.find_scale(scale), new.find_scale(scale)) else {
        return vec![Break::NoScale];
    };
    let mut breaks = Vec::new();
    for item in keys_of(before, after) {
        let find = |scale: &Scale| scale.items.iter().find(|other| other.item == item).cloned();
        match (find(before), find(after)) {
            (Some(before), Some(after)) => {
                if before.is_reversed != after.is_reversed {
                    breaks.push(Break::Reversal(item.to_owned()));
                }
                breaks.extend(list_item_breaks(old, new, item));
            }
            _ => breaks.push(Break::Items(item.to_owned())),
        }
    }
    if before.scoring != after.scoring
        || before.range != after.range
        || before.minimum_answered != after.minimum_answered
    {
        breaks.push(Break::Scoring);
    }
    if before.reading != after.reading {
        breaks.push(Break::Reading);
    }
    breaks.sort();
    breaks.dedup();
    breaks
}

/// Why the answers to one item in two versions cannot be compared; nothing when they can.
pub fn list_item_breaks(old: &Content, new: &Content, item: &str) -> Vec<Break> {
    let (Some(before), Some(after)) = (old.find_item(item), new.find_item(item)) else {
        return vec![Break::NoItem(item.to_owned())];
    };
    let languages: Vec<&str> = old
        .languages
        .iter()
        .filter(|language| new.languages.contains(language))
        .map(String::as_str)
        .collect();
    if languages.is_empty() {
        return vec![Break::NoLanguage];
    }
    let mut breaks = Vec::new();
    if !is_same(&before.text, &after.text, &languages)
        || !is_same(&before.help, &after.help, &languages)
        || is_free_text(before) != is_free_text(after)
    {
        breaks.push(Break::Wording(item.to_owned()));
    }
    if !has_same_options(old.choices_of(before), new.choices_of(after), &languages) {
        breaks.push(Break::Options(item.to_owned()));
    }
    if before.condition != after.condition {
        breaks.push(Break::Condition(item.to_owned()));
    }
    breaks
}

/// What became of each item and each scale, in the order of the second version; what is gone comes last.
pub fn compare(old: &Content, new: &Content) -> Comparison {
    Comparison {
        items: changes(
            &old.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(),
            &new.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(),
            |key| list_item_breaks(old, new, key),
        ),
        scales: changes(
            &old.scales.iter().map(|scale| scale.key.as_str()).collect::<Vec<_>>(),
            &new.scales.iter().map(|scale| scale.key.as_str()).collect::<Vec<_>>(),
            |key| list_breaks(old, new, key),
        ),
    }
}

fn changes(old: &[&str], new: &[&str], breaks: impl Fn(&str) -> Vec<Break>) -> Vec<Compared> {
    let compared = |key: &str, change| Compared {
        key: key.to_owned(),
        change,
    };
    let there = new.iter().map(|key| {
        if !old.contains(key) {
            return compared(key, Change::Added);
        }
        let breaks = breaks(key);
        if breaks.is_empty() {
            compared(key, Change::Kept)
        } else {
            compared(key, Change::Broken(breaks))
        }
    });
    let gone = old.iter().filter(|key| !new.contains(key));
    there.chain(gone.map(|key| compared(key, Change::Removed))).collect()
}

/// The keys of the items of either.
fn keys_of<'a>(before: &'a Scale, after: &'a Scale) -> Vec<&'a str> {
    let mut keys: Vec<&str> = before
        .items
        .iter()
        .chain(&after.items)
        .map(|item| item.item.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn is_free_text(item: &Item) -> bool {
    matches!(item.kind, ItemKind::FreeText { .. })
}

/// Do both say the same in each of these languages? White space apart.
fn is_same(before: &Wording, after: &Wording, languages: &[&str]) -> bool {
    let words = |wording: &Wording, language: &str| one_line(wording.get(language).unwrap_or_default());
    languages
        .iter()
        .all(|language| words(before, language) == words(after, language))
}

/// Are the same values offered in the same order, under the same words? What a set is called says nothing to a respondent.
fn has_same_options(before: Option<&ChoiceSet>, after: Option<&ChoiceSet>, languages: &[&str]) -> bool {
    match (before, after) {
        (None, None) => true,
        (Some(before), Some(after)) => {
            before.options.len() == after.options.len()
                && before.options.iter().zip(&after.options).all(|(before, after)| {
                    before.value == after.value && is_same(&before.label, &after.label, languages)
                })
        }
        _ => false,
    }
}
