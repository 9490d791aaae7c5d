//! How answers are spread: behind each scale, and what was asked about bullying, harassment and violence in a section of its own. What is
//! hidden stands there as hidden.

use trivsel_domain::publication::Shown;
use trivsel_domain::questionnaire::{ChoiceSet, Item, ItemKind, Scale};

use super::told::Told;

/// How answers to the questions of a scale are spread.
pub(super) struct Spread {
    pub(super) title: String,
    pub(super) tables: Vec<SpreadTable>,
}

/// Questions with the same options.
pub(super) struct SpreadTable {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<SpreadRow>,
}

/// A question.
pub(super) struct SpreadRow {
    pub(super) question: String,
    /// The share of each option; none where it is hidden.
    pub(super) cells: Option<Vec<String>>,
}

/// What is said about bullying, harassment and violence.
pub(super) struct Offensive {
    /// The scales that hold such a question, with their means: none where hidden.
    pub(super) scales: Vec<(String, Option<String>)>,
    pub(super) tables: Vec<SpreadTable>,
    /// Is anything of it hidden?
    pub(super) is_hidden: bool,
}

/// How answers are spread, behind the scale they belong to; what belongs to none comes last.
pub(super) fn spreads(told: &Told<'_>, own: &Shown) -> Vec<Spread> {
    let content = &told.edition.content;
    let mut left: Vec<&Item> = choices(told).filter(|item| !item.is_offensive).collect();
    let mut found = Vec::new();
    for scale in &content.scales {
        let (of_scale, others): (Vec<&Item>, Vec<&Item>) = left
            .into_iter()
            .partition(|item| scale.items.iter().any(|one| one.item == item.key));
        left = others;
        found.push((told.read(&scale.name).to_owned(), of_scale));
    }
    found.push((told.shell.t("results-other-questions").into_owned(), left));
    found
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(title, items)| Spread {
            title,
            tables: tables(told, Some(own), &items),
        })
        .collect()
}

/// The section on bullying, harassment and violence; none where nothing was asked about it. Without figures of the unit, all is hidden.
pub(super) fn offensive(told: &Told<'_>, own: Option<&Shown>) -> Option<Offensive> {
    let items: Vec<&Item> = choices(told).filter(|item| item.is_offensive).collect();
    if items.is_empty() {
        return None;
    }
    let is_about_it = |scale: &&Scale| {
        let mut asked = scale.items.iter();
        asked.any(|one| items.iter().any(|item| item.key == one.item))
    };
    let scales: Vec<(String, Option<String>)> = told
        .edition
        .content
        .scales
        .iter()
        .filter(is_about_it)
        .map(|scale| {
            let result = own.and_then(|own| own.scale(&scale.key));
            let mean = result.map(|result| told.amount(scale, result.mean));
            (told.read(&scale.name).to_owned(), mean)
        })
        .collect();
    let tables = tables(told, own, &items);
    let is_hidden = scales.iter().any(|(_, mean)| mean.is_none())
        || tables
            .iter()
            .flat_map(|table| &table.rows)
            .any(|row| row.cells.is_none());
    Some(Offensive {
        scales,
        tables,
        is_hidden,
    })
}

/// The questions that are answered by choosing.
fn choices<'a>(told: &Told<'a>) -> impl Iterator<Item = &'a Item> {
    let items = told.edition.content.items.iter();
    items.filter(|item| matches!(item.kind, ItemKind::Choice(_)))
}

/// Questions with the same options share a table.
fn tables(told: &Told<'_>, own: Option<&Shown>, items: &[&Item]) -> Vec<SpreadTable> {
    let mut sets: Vec<&ChoiceSet> = Vec::new();
    for item in items {
        if let Some(set) = told.edition.content.choices_of(item)
            && !sets.contains(&set)
        {
            sets.push(set);
        }
    }
    sets.into_iter()
        .map(|set| SpreadTable {
            columns: set
                .options
                .iter()
                .map(|option| told.read(&option.label).to_owned())
                .collect(),
            rows: items
                .iter()
                .filter(|item| told.edition.content.choices_of(item) == Some(set))
                .map(|item| SpreadRow {
                    question: told.read(&item.text).to_owned(),
                    cells: own.and_then(|own| cells(told, own, item, set)),
                })
                .collect(),
        })
        .collect()
}

fn cells(told: &Told<'_>, own: &Shown, item: &Item, set: &ChoiceSet) -> Option<Vec<String>> {
    let spread = own.distribution(&item.key)?;
    let share = |value: i32| spread.shares.iter().find(|(known, _)| *known == value);
    let cells = set
        .options
        .iter()
        .map(|option| share(option.value).map_or_else(|| "–".to_owned(), |(_, amount)| told.share(*amount)));
    Some(cells.collect())
}
