//! Counting a box: answers by cell, scores of scales as whole numbers, choices of items.

use std::collections::BTreeMap;

use trivsel_domain::questionnaire::{Answer, Answers, Content, Item, ItemKind, Scale, Scoring};
use trivsel_domain::survey::Cell;
use trivsel_store::ballots::Ballot;

use crate::AppError;

/// Scores are counted in steps of a ten-thousandth of the scale's range: whole numbers can be audited exactly.
pub(super) const STEPS: i64 = 10_000;

/// What is in the box, cell by cell.
#[derive(Debug)]
pub(super) struct Tallies {
    /// How many answered in each cell.
    pub(super) respondents: Vec<u32>,
    /// For each scale, in the questionnaire's order: the scores given in each cell, in steps.
    pub(super) scores: Vec<Vec<Vec<i64>>>,
    /// For each scale: how many steps one answer moves a score by one option, in the item where that is most.
    pub(super) grains: Vec<i64>,
    /// For each item with options, by its key: how often each option was chosen in each cell.
    pub(super) choices: BTreeMap<String, Vec<Vec<u32>>>,
}

impl Tallies {
    /// Counts the answers.
    pub(super) fn of(content: &Content, cells: &[Cell], ballots: &[Ballot]) -> Result<Self, AppError> {
        let place: BTreeMap<u32, usize> = cells.iter().enumerate().map(|(at, cell)| (cell.number, at)).collect();
        let options: Vec<(&Item, Vec<i32>)> = content
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Choice(_)))
            .map(|item| {
                let set = content.choices_of(item);
                let values = set.map(|set| set.options.iter().map(|option| option.value).collect());
                (item, values.unwrap_or_default())
            })
            .collect();
        let mut tallies = Self {
            respondents: vec![0; cells.len()],
            scores: vec![vec![Vec::new(); cells.len()]; content.scales.len()],
            grains: content.scales.iter().map(|scale| grain(content, scale)).collect(),
            choices: options
                .iter()
                .map(|(item, values)| (item.key.clone(), vec![vec![0; values.len()]; cells.len()]))
                .collect(),
        };
        for ballot in ballots {
            let answers: BTreeMap<String, i32> = serde_json::from_str(&ballot.answers)
                .map_err(|error| AppError::internal("reading an answer", error))?;
            let Some(at) = place.get(&ballot.cell).copied() else {
                return Err(AppError::internal("reading an answer", "its cell is not known"));
            };
            if let Some(count) = tallies.respondents.get_mut(at) {
                *count += 1;
            }
            for (item, values) in &options {
                let chosen = answers
                    .get(&item.key)
                    .and_then(|value| values.iter().position(|known| known == value));
                let count = chosen.and_then(|option| tallies.choices.get_mut(&item.key)?.get_mut(at)?.get_mut(option));
                if let Some(count) = count {
                    *count += 1;
                }
            }
            let answers: Answers = answers
                .into_iter()
                .map(|(item, value)| (item, Answer::Choice(value)))
                .collect();
            for (scale, cells) in content.scales.iter().zip(&mut tallies.scores) {
                let score = content.score(scale, &answers).map(|score| steps(scale, score));
                if let (Some(score), Some(cell)) = (score, cells.get_mut(at)) {
                    cell.push(score);
                }
            }
        }
        Ok(tallies)
    }
}

/// How far one answer moves a score, in steps: the widest gap between neighbouring options, as a share of all the scale's items.
fn grain(content: &Content, scale: &Scale) -> i64 {
    let items = scale.items.iter().filter_map(|one| {
        let mut values: Vec<i64> = content
            .choices_of(content.find_item(&one.item)?)?
            .options
            .iter()
            .map(|option| i64::from(option.value))
            .collect();
        values.sort_unstable();
        let width = values.last()? - values.first()?;
        let gap = values
            .iter()
            .zip(values.iter().skip(1))
            .map(|(one, next)| next - one)
            .max()?;
        (width > 0).then_some((gap, width))
    });
    let items: Vec<(i64, i64)> = items.collect();
    let all: i64 = match scale.scoring {
        Scoring::Mean => i64::try_from(items.len()).unwrap_or(1),
        Scoring::Sum => items.iter().map(|(_, width)| width).sum(),
    };
    let moved = |(gap, width): &(i64, i64)| match scale.scoring {
        Scoring::Mean => divided_up(STEPS * gap, width * all),
        Scoring::Sum => divided_up(STEPS * gap, all),
    };
    items.iter().map(moved).max().unwrap_or(1).max(1)
}

fn divided_up(value: i64, by: i64) -> i64 {
    let by = by.max(1);
    (value + by - 1) / by
}

/// A score in steps from the low end of the scale's range.
fn steps(scale: &Scale, score: f64) -> i64 {
    let share = (score - scale.range.from) / scale.range.width();
    #[expect(clippy::as_conversions, reason = "between 0 and STEPS by the line itself")]
    let whole = (share.clamp(0.0, 1.0) * STEPS as f64).round() as i64;
    whole
}
