//! How answers are spread over options, for all groups and questions at once: which options are told together in which unit, and the
//! proof that what few chose stays open beside everything else that is shown.

use std::collections::BTreeMap;

use trivsel_disclosure::{Pooled, Pools, Question, Shares, pool_shares, whole_percent};
use trivsel_domain::publication::{Amount, Distribution, GroupKey};
use trivsel_domain::questionnaire::{Content, Scale, Scoring};

use super::protecting::{Ground, Level};

/// Fewer than this many are not told from none.
const FEW: u32 = 3;

/// The shares that are shown.
#[derive(Debug)]
pub(super) struct Shown {
    items: Vec<String>,
    shares: Shares,
    pooled: Pooled,
}

impl Shown {
    /// Chooses and proves, inside what the levels let through. Shares are shown of units, not of job groups: where groups cross, too
    /// much would follow from them.
    pub(super) fn of(ground: &Ground<'_>, means: &[&Level], spread: &[Level]) -> Self {
        let units: Vec<usize> = ground
            .plan
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| matches!(group.key, GroupKey::Unit { .. }))
            .map(|(at, _)| at)
            .collect();
        let (mut items, mut questions) = (Vec::new(), Vec::new());
        for level in spread {
            let groups: Vec<usize> = units.iter().copied().filter(|group| level.is_shown(*group)).collect();
            for item in level.items() {
                questions.push(Question {
                    counts: ground.tallies.choices.get(item).cloned().unwrap_or_default(),
                    points: points(ground.content, item),
                    groups: groups.clone(),
                });
                items.push(item.clone());
            }
        }
        let shares = Shares {
            groups: ground.plan.groups.iter().map(|group| group.cells.clone()).collect(),
            questions,
            means: ground
                .content
                .scales
                .iter()
                .map(|scale| shown_in(ground, means, scale))
                .collect(),
            cell: FEW,
        };
        Self {
            pooled: pool_shares(&shares),
            items,
            shares,
        }
    }

    /// What is shown of a group.
    pub(super) fn of_group(&self, group: usize, content: &Content) -> Vec<Distribution> {
        let shown = self.items.iter().zip(&self.pooled).zip(&self.shares.questions);
        shown
            .filter_map(|((item, shown), question)| {
                let shares = self.shares_of(question, shown.get(&group)?, group);
                let options = &content.choices_of(content.find_item(item)?)?.options;
                Some(Distribution {
                    item: item.clone(),
                    shares: options.iter().map(|option| option.value).zip(shares).collect(),
                })
            })
            .collect()
    }

    fn shares_of(&self, question: &Question, pools: &Pools, group: usize) -> Vec<Amount> {
        let sums = question.sums(self.shares.groups.get(group).map(Vec::as_slice).unwrap_or_default());
        let all: u64 = sums.iter().sum();
        let mut found: BTreeMap<usize, Amount> = BTreeMap::new();
        for pool in pools {
            let chosen: u64 = pool.iter().filter_map(|option| sums.get(*option)).sum();
            let percent = whole_percent(i64::try_from(chosen).unwrap_or(0), all);
            let amount = match pool.as_slice() {
                [_] => Amount::Exact(percent),
                // Told together: each option has at most the share of all of them.
                _ => Amount::Between { from: 0.0, to: percent },
            };
            found.extend(pool.iter().map(|option| (*option, amount)));
        }
        found.into_values().collect()
    }
}

/// The groups in which the mean of a scale is shown.
fn shown_in(ground: &Ground<'_>, means: &[&Level], scale: &Scale) -> Vec<usize> {
    let is_shown = |group: &usize| means.iter().any(|level| level.mean(*group, scale).is_some());
    (0..ground.plan.groups.len()).filter(is_shown).collect()
}

/// What each option of an item adds to each scale, in whole points.
fn points(content: &Content, item: &str) -> Vec<(usize, Vec<i64>)> {
    let values = |item: &str| -> Option<Vec<i64>> {
        let options = &content.choices_of(content.find_item(item)?)?.options;
        Some(options.iter().map(|option| i64::from(option.value)).collect())
    };
    let width = |item: &str| -> i64 {
        let values = values(item).unwrap_or_default();
        let reach = values.iter().max().zip(values.iter().min());
        reach.map_or(1, |(most, least)| (most - least).max(1))
    };
    let own = values(item).unwrap_or_default();
    let mut found = Vec::new();
    for (at, scale) in content.scales.iter().enumerate() {
        let Some(part) = scale.items.iter().find(|part| part.item == item) else {
            continue;
        };
        let weight = match scale.scoring {
            Scoring::Sum => 1,
            // All items of a mean weigh alike, however many options they have.
            Scoring::Mean => scale.items.iter().map(|part| width(&part.item)).fold(1, common) / width(item),
        };
        let sign = if part.is_reversed { -1 } else { 1 };
        found.push((at, own.iter().map(|value| value * weight * sign).collect()));
    }
    found
}

/// The least common multiple.
fn common(one: i64, other: i64) -> i64 {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    one / a.max(1) * other
}
