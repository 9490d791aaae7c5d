//! What a workshop day is about, as it is shipped: pages on how work and people hang together, figures with year and source, and cards with
//! questions. The words are our own; what has no source is not shipped.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::board::kind::InBoth;

/// A page about something, a section at a time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModelPage {
    /// The name in code and addresses.
    pub slug: String,
    /// What it is called.
    pub title: InBoth,
    /// What it says in a line or two.
    pub lead: InBoth,
    /// Its sections.
    pub sections: Vec<ModelSection>,
    /// What it rests on.
    pub sources: Vec<ModelSource>,
    /// The codes of the figures that belong to it.
    pub facts: Vec<String>,
    /// Statements a group goes through one by one.
    pub statements: Vec<InBoth>,
}

impl ModelPage {
    /// How many sections a screen shows one after the other: the statements are one of their own.
    pub fn section_count(&self) -> usize {
        self.sections.len() + usize::from(!self.statements.is_empty())
    }
}

/// A section of a page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModelSection {
    /// What it is called.
    pub title: InBoth,
    /// What it says.
    #[serde(default)]
    pub text: InBoth,
    /// Its points.
    #[serde(default)]
    pub points: Vec<InBoth>,
}

/// What something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModelSource {
    /// What it is called.
    pub name: InBoth,
    /// The year, where it is known.
    #[serde(default)]
    pub year: Option<i32>,
    /// The site it was read at; empty for none.
    #[serde(default, rename = "where")]
    pub site: String,
}

/// A figure, with whom it is about, when it was measured and who measured it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModelFact {
    /// The name in code.
    pub code: String,
    /// The number, with a point before the decimals.
    pub value: String,
    /// What it counts.
    pub unit: InBoth,
    /// What it says of those it is about.
    pub text: InBoth,
    /// Whom it is about.
    pub population: InBoth,
    /// The year it is from.
    pub year: i32,
    /// Who says so.
    pub source: ModelSource,
    /// The day it was looked at.
    pub checked_on: NaiveDate,
    /// After so many years it is out of date.
    pub outdated_after: i32,
    /// The code of a newer one of the same; empty where none was seen.
    pub newer: String,
}

impl ModelFact {
    /// Is there a newer one, or has its time gone by?
    pub fn is_outdated(&self, today: NaiveDate) -> bool {
        !self.newer.is_empty() || today.year() - self.year > self.outdated_after
    }
}

/// Cards with questions for a talk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CardDeck {
    /// The name in code and addresses.
    pub code: String,
    /// What it is called.
    pub title: InBoth,
    /// What it is for.
    pub lead: InBoth,
    /// Its cards.
    pub cards: Vec<TalkCard>,
}

/// A card with a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TalkCard {
    /// The question.
    pub text: InBoth,
    /// The level it is about: organisation, leadership, group or individual.
    pub level: String,
}

/// All that is shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Models {
    /// The pages.
    pub pages: Vec<ModelPage>,
    /// The figures, the newest year first.
    pub facts: Vec<ModelFact>,
    /// The decks.
    pub decks: Vec<CardDeck>,
}

impl Models {
    /// The page with this name.
    pub fn page(&self, slug: &str) -> Option<&ModelPage> {
        self.pages.iter().find(|page| page.slug == slug)
    }

    /// The deck with this name.
    pub fn deck(&self, code: &str) -> Option<&CardDeck> {
        self.decks.iter().find(|deck| deck.code == code)
    }

    /// The figure with this name.
    pub fn fact(&self, code: &str) -> Option<&ModelFact> {
        self.facts.iter().find(|fact| fact.code == code)
    }
}

/// The card a group draws next: one of those it has not drawn, by chance. None when it has drawn them all.
pub fn next_card(count: usize, drawn: &[usize], chance: u64) -> Option<usize> {
    let left: Vec<usize> = (0..count).filter(|card| !drawn.contains(card)).collect();
    let sides = u64::try_from(left.len()).ok().filter(|sides| *sides > 0)?;
    let at = usize::try_from(chance % sides).ok()?;
    left.get(at).copied()
}

/// A workplace's own text of a page, as it is written: headings after `##`, points after `-`, all else is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// The page it lies over.
    pub slug: String,
    /// What the page is called.
    pub title: String,
    /// What it says in a line or two.
    pub lead: String,
    /// Its sections.
    pub body: String,
    /// The mark of the shipped text it was written over: another one says that there is a new text to compare with.
    pub written_over: String,
}

impl OwnText {
    /// The page with this text laid over it. It is in the language it was written in.
    pub fn over(&self, page: &ModelPage) -> ModelPage {
        let said = |text: &str| InBoth {
            da: text.to_owned(),
            en: String::new(),
        };
        let sections = own_sections(&self.body);
        ModelPage {
            title: said(&self.title),
            lead: said(&self.lead),
            sections: sections
                .into_iter()
                .map(|(title, text, points)| ModelSection {
                    title: said(&title),
                    text: said(&text),
                    points: points.iter().map(|point| said(point)).collect(),
                })
                .collect(),
            ..page.clone()
        }
    }
}

type OwnSection = (String, String, Vec<String>);

/// The sections of a text as it was typed. What stands before the first heading is a section without one.
fn own_sections(body: &str) -> Vec<OwnSection> {
    let mut sections: Vec<OwnSection> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("##") {
            sections.push((title.trim().to_owned(), String::new(), Vec::new()));
            continue;
        }
        if sections.is_empty() {
            sections.push(OwnSection::default());
        }
        let Some((_, text, points)) = sections.last_mut() else {
            continue;
        };
        match line.strip_prefix('-') {
            Some(point) => points.push(point.trim().to_owned()),
            None if text.is_empty() => line.clone_into(text),
            None => {
                text.push('\n');
                text.push_str(line);
            }
        }
    }
    sections
}

impl ModelPage {
    /// The page as it would be typed, for whoever begins a text of their own with it.
    pub fn as_typed(&self, language: &str) -> String {
        let sections = self.sections.iter().map(|section| {
            let mut lines = vec![format!("## {}", section.title.in_language(language))];
            if !section.text.da.is_empty() {
                lines.push(section.text.in_language(language).to_owned());
            }
            lines.extend(
                section
                    .points
                    .iter()
                    .map(|point| format!("- {}", point.in_language(language))),
            );
            lines.join("\n")
        });
        sections.collect::<Vec<_>>().join("\n\n")
    }
}

/// What is shipped.
pub fn shipped_models() -> Result<Models, serde_json::Error> {
    let mut facts: Vec<ModelFact> = serde_json::from_str(include_str!("model/facts.json"))?;
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.year));
    Ok(Models {
        pages: serde_json::from_str(include_str!("model/pages.json"))?,
        facts,
        decks: serde_json::from_str(include_str!("model/decks.json"))?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;

    /// Every text of the pages and cards.
    fn texts(models: &Models) -> Vec<&InBoth> {
        let mut texts: Vec<&InBoth> = Vec::new();
        for page in &models.pages {
            texts.extend([&page.title, &page.lead]);
            for section in &page.sections {
                texts.extend([&section.title, &section.text]);
                texts.extend(&section.points);
            }
            texts.extend(&page.statements);
        }
        for deck in &models.decks {
            texts.extend([&deck.title, &deck.lead]);
            texts.extend(deck.cards.iter().map(|card| &card.text));
        }
        texts
    }

    #[test]
    fn no_number_stands_in_a_text_and_every_figure_has_whom_year_and_source() {
        let models = shipped_models().unwrap();
        for text in texts(&models) {
            for said in [&text.da, &text.en] {
                assert!(
                    !said.chars().any(|sign| sign.is_ascii_digit()),
                    "a number without a source: {said}"
                );
                assert!(!said.contains('%'), "{said}");
            }
        }
        for fact in &models.facts {
            let all = [
                &fact.population.da,
                &fact.population.en,
                &fact.text.da,
                &fact.text.en,
                &fact.unit.da,
                &fact.unit.en,
                &fact.source.name.da,
                &fact.source.name.en,
            ];
            assert!(all.iter().all(|text| !text.is_empty()), "{}", fact.code);
            assert!((2000..=2100).contains(&fact.year), "{}", fact.code);
            assert!(fact.value.parse::<f64>().is_ok(), "{}", fact.code);
            assert!(
                fact.newer.is_empty() || models.fact(&fact.newer).is_some(),
                "{}",
                fact.newer
            );
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_every_name_once() {
        let models = shipped_models().unwrap();
        for text in texts(&models) {
            assert_eq!(text.da.is_empty(), text.en.is_empty(), "{text:?}");
        }
        let slugs: BTreeSet<&str> = models.pages.iter().map(|page| page.slug.as_str()).collect();
        let codes: BTreeSet<&str> = models.facts.iter().map(|fact| fact.code.as_str()).collect();
        assert_eq!((slugs.len(), codes.len()), (15, models.facts.len()));
        for page in &models.pages {
            assert!(!page.sources.is_empty() && !page.sections.is_empty(), "{}", page.slug);
            for fact in &page.facts {
                assert!(models.fact(fact).is_some(), "{fact}");
            }
        }
        let cards: Vec<usize> = models.decks.iter().map(|deck| deck.cards.len()).collect();
        assert_eq!(cards, [24, 12, 12, 12]);
        let levels = ["organisation", "leadership", "group", "individual"];
        let mut all = models.decks.iter().flat_map(|deck| &deck.cards);
        assert!(all.all(|card| levels.contains(&card.level.as_str())));
    }

    #[test]
    fn a_group_that_draws_as_often_as_there_are_cards_has_each_of_them_once() {
        for seed in 0..50_u64 {
            let mut drawn = Vec::new();
            for draw in 0..24_u64 {
                let chance = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .rotate_left(7)
                    .wrapping_add(draw * 7_919);
                drawn.push(next_card(24, &drawn, chance).unwrap());
            }
            assert_eq!(next_card(24, &drawn, seed), None);
            let all: BTreeSet<usize> = drawn.into_iter().collect();
            assert_eq!(all.len(), 24);
        }
    }

    #[test]
    fn a_page_that_is_typed_as_it_stands_is_the_same_page() {
        for page in shipped_models().unwrap().pages {
            let own = OwnText {
                slug: page.slug.clone(),
                title: page.title.da.clone(),
                lead: page.lead.da.clone(),
                body: page.as_typed("da"),
                written_over: String::new(),
            };
            let over = own.over(&page);
            let danish = |page: &ModelPage| -> Vec<String> {
                let sections = page.sections.iter();
                let said = sections.flat_map(|section| {
                    let points = section.points.iter().map(|point| point.da.clone());
                    [section.title.da.clone(), section.text.da.clone()]
                        .into_iter()
                        .chain(points)
                });
                said.collect()
            };
            assert_eq!(danish(&over), danish(&page), "{}", page.slug);
            assert_eq!(over.sources, page.sources);
        }
        let loose = own_sections("Uden overskrift\n- et punkt\n\n## Så en\nto linjer\ni alt");
        assert_eq!(loose.len(), 2);
        assert_eq!(loose.last().map(|(_, text, _)| text.as_str()), Some("to linjer\ni alt"));
    }

    #[test]
    fn the_figures_of_2017_are_out_of_date_and_name_newer_ones() {
        let models = shipped_models().unwrap();
        let today = "2026-11-30".parse().unwrap();
        let old: Vec<&ModelFact> = models.facts.iter().filter(|fact| fact.year == 2017).collect();
        let mut values: Vec<&str> = old.iter().map(|fact| fact.value.as_str()).collect();
        values.sort_unstable();
        assert_eq!(values, ["10", "11", "16", "17", "24", "29", "3", "33", "37"]);
        for fact in old {
            assert!(fact.is_outdated(today), "{}", fact.code);
            let newer = models.fact(&fact.newer).unwrap();
            assert!(newer.year > fact.year, "{}", fact.code);
        }
        let newest = models.fact("poor_2023").unwrap();
        assert!(!newest.is_outdated(today));
        assert!(newest.is_outdated("2027-01-01".parse().unwrap()));
    }
}
