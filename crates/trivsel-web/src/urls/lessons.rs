//! The addresses of looking back, and of what a workshop day is about.

use trivsel_domain::id::{DecisionId, LessonId, LessonThemeId, UnitId};

use super::{INITIATIVES, NOW, decision};

/// What came together of a decision.
pub(crate) fn lessons(of: DecisionId) -> String {
    format!("{}/lessons", decision(of))
}

/// The same, to be printed.
pub(crate) fn lessons_pdf(of: DecisionId) -> String {
    format!("{}/lessons.pdf", decision(of))
}

/// Where what came together is put on an agenda.
pub(crate) fn lessons_agenda(of: DecisionId) -> String {
    format!("{}/agenda", decision(of))
}

/// Where a theme is added.
pub(crate) fn themes(of: DecisionId) -> String {
    format!("{}/themes", decision(of))
}

/// One theme.
pub(crate) fn theme(of: DecisionId, id: LessonThemeId) -> String {
    format!("{}/{id}", themes(of))
}

/// A part of what can be done with a theme: `edit` or `remove`.
pub(crate) fn theme_part(of: DecisionId, id: LessonThemeId, part: &str) -> String {
    format!("{}/{part}", theme(of, id))
}

/// Where a lesson is laid in a theme.
pub(crate) fn theme_of_lesson(of: DecisionId, id: LessonId) -> String {
    format!("{}/{id}/theme", lessons(of))
}

/// A unit's share of a decision's task.
pub(crate) fn unit_task(of: DecisionId, unit: UnitId) -> String {
    format!("{}/units/{unit}", decision(of))
}

/// Where an initiative is begun that comes of a theme of what was learnt.
pub(crate) fn initiative_from_theme(of: DecisionId, id: LessonThemeId) -> String {
    format!("{INITIATIVES}/new?from_decision={of}&from_theme={id}")
}

/// Where a group draws a card.
pub(crate) const DRAW: &str = "/w/cards";

/// Where a note about a card is written.
pub(crate) fn note_about_a_card(deck: &str, card: usize) -> String {
    format!("{NOW}?card={deck}:{card}#write")
}

/// What a workshop day is about: pages, figures and cards.
pub(crate) const MODELS: &str = "/models";
/// Figures with year and source.
pub(crate) const FACTS: &str = "/facts";

/// One page.
pub(crate) fn model(slug: &str) -> String {
    format!("{MODELS}/{slug}")
}

/// A part of what can be done with a page: `edit` or `remove`.
pub(crate) fn model_part(slug: &str, part: &str) -> String {
    format!("{}/{part}", model(slug))
}

/// A page as it is shipped.
pub(crate) fn original_model(slug: &str) -> String {
    format!("{}?original=on", model(slug))
}

/// One deck of cards.
pub(crate) fn deck(code: &str) -> String {
    format!("/decks/{code}")
}

/// Its cards, to be printed.
pub(crate) fn deck_pdf(code: &str) -> String {
    format!("{}/cards.pdf", deck(code))
}
