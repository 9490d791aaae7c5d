//! A part of a draft as the fields of its form.

use trivsel_app::questionnaires::{Edit, Typed};
use trivsel_domain::questionnaire::{ChoiceSet, Content, Item, ItemKind, Reading, Scale, Scoring, Wording};

use super::told::plain;
use crate::words::Lang;

/// The fields as they are before anything is typed; none where there is nothing at the place.
pub(super) fn of(lang: Lang, content: &Content, edit: Edit) -> Option<Typed> {
    fn at<T>(elements: &[T], place: usize) -> Option<&T> {
        elements.get(place.checked_sub(1)?)
    }
    Some(match edit {
        Edit::Head => head(content),
        Edit::NewItem | Edit::NewChoices => Typed::new(),
        Edit::Item(place) => item(at(&content.items, place)?),
        Edit::Condition(place) => condition(at(&content.items, place)?),
        Edit::Choices(place) => choices(lang, at(&content.choices, place)?),
        Edit::NewScale => new_scale(),
        Edit::Scale(place) => scale(lang, at(&content.scales, place)?),
        Edit::MoveItem(..) | Edit::RemoveItem(_) | Edit::RemoveChoices(_) | Edit::RemoveScale(_) => return None,
    })
}

fn put(typed: &mut Typed, field: &str, value: impl Into<String>) {
    typed.insert(field.to_owned(), value.into());
}

fn put_words(typed: &mut Typed, field: &str, words: &Wording) {
    for (language, words) in words.list() {
        put(typed, &format!("{field}_{language}"), words);
    }
}

fn head(content: &Content) -> Typed {
    let mut typed = Typed::new();
    put_words(&mut typed, "title", &content.title);
    put_words(&mut typed, "intro", &content.intro);
    for language in &content.languages {
        put(&mut typed, &format!("language_{language}"), "on");
    }
    if let Some(licence) = &content.licence {
        put(&mut typed, "licence_name", &licence.name);
        put(&mut typed, "licence_url", &licence.url);
        put_words(&mut typed, "licence_notice", &licence.notice);
    }
    for translation in &content.translations {
        let said = if translation.is_validated { "yes" } else { "no" };
        put(&mut typed, &format!("validated_{}", translation.language), said);
    }
    typed
}

fn item(item: &Item) -> Typed {
    let mut typed = Typed::new();
    put_words(&mut typed, "text", &item.text);
    put_words(&mut typed, "help", &item.help);
    match &item.kind {
        ItemKind::Choice(set) => put(&mut typed, "kind", format!("choice:{set}")),
        ItemKind::FreeText { max_chars } => {
            put(&mut typed, "kind", "free_text");
            put(&mut typed, "max_chars", max_chars.to_string());
        }
    }
    if item.is_offensive {
        put(&mut typed, "is_offensive", "on");
    }
    typed
}

fn condition(item: &Item) -> Typed {
    let mut typed = Typed::new();
    if let Some(condition) = &item.condition {
        put(&mut typed, "item", &condition.item);
        for value in &condition.any_of {
            put(&mut typed, &format!("value_{value}"), "on");
        }
    }
    typed
}

fn choices(lang: Lang, set: &ChoiceSet) -> Typed {
    let mut typed = Typed::new();
    for (row, option) in (1..).zip(&set.options) {
        put(
            &mut typed,
            &format!("option_{row}_value"),
            plain(lang, f64::from(option.value)),
        );
        put_words(&mut typed, &format!("option_{row}_label"), &option.label);
    }
    typed
}

/// A new scale goes from 0 to 100 and is better when it is higher.
fn new_scale() -> Typed {
    let mut typed = Typed::new();
    put(&mut typed, "range_from", "0");
    put(&mut typed, "range_to", "100");
    put(&mut typed, "scoring", "mean");
    put(&mut typed, "reading", "higher_is_better");
    typed
}

fn scale(lang: Lang, scale: &Scale) -> Typed {
    let mut typed = Typed::new();
    let number = |value: f64| plain(lang, value);
    put_words(&mut typed, "name", &scale.name);
    for item in &scale.items {
        let how = if item.is_reversed { "reversed" } else { "as_is" };
        put(&mut typed, &format!("item_{}", item.item), how);
    }
    let scoring = match scale.scoring {
        Scoring::Mean => "mean",
        Scoring::Sum => "sum",
    };
    put(&mut typed, "scoring", scoring);
    put(&mut typed, "range_from", number(scale.range.from));
    put(&mut typed, "range_to", number(scale.range.to));
    put(&mut typed, "minimum_answered", scale.minimum_answered.to_string());
    match scale.reading {
        Reading::HigherIsBetter => put(&mut typed, "reading", "higher_is_better"),
        Reading::LowerIsBetter => put(&mut typed, "reading", "lower_is_better"),
        Reading::Fitting(range) => {
            put(&mut typed, "reading", "fitting");
            put(&mut typed, "fitting_from", number(range.from));
            put(&mut typed, "fitting_to", number(range.to));
        }
    }
    for (row, band) in (1..).zip(&scale.bands) {
        put(&mut typed, &format!("band_{row}_up_to"), number(band.up_to));
        put_words(&mut typed, &format!("band_{row}_name"), &band.name);
    }
    if let Some(change) = scale.smallest_important {
        put(&mut typed, "smallest_important", number(change));
    }
    for (row, reference) in (1..).zip(&scale.references) {
        put_words(&mut typed, &format!("reference_{row}_name"), &reference.name);
        put(&mut typed, &format!("reference_{row}_value"), number(reference.value));
        put(&mut typed, &format!("reference_{row}_source"), &reference.source);
        put(&mut typed, &format!("reference_{row}_licence"), &reference.licence);
    }
    typed
}
