//! An attacker with a linear program and everything a publication shows: shares, means, and how many answered.

use good_lp::{Expression, Solution, SolverModel, Variable, microlp, variable, variables};
use trivsel_domain::publication::{Amount, GroupKey, Publication, Shown};
use trivsel_domain::questionnaire::{Content, Item, Scale};

use super::told::{cells_of, pools};

/// What is in the box: how often each option of an item was chosen in each cell.
pub(super) type Box<'a> = &'a dyn Fn(&str) -> Vec<Vec<u32>>;

/// What the attacker found out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Loot {
    /// Options told together with others, where one or two chose them.
    pub(super) pooled: usize,
    /// Options that one or two of a shown group chose, and of which that follows exactly.
    pub(super) exact: usize,
    /// Of which it follows that one or two chose them.
    pub(super) few: usize,
    /// Options told together with others that somebody chose, and of which it follows how many did.
    pub(super) solved: usize,
    /// Shares that are shown.
    pub(super) shown: usize,
}

/// A group's cells and what is shown of it.
struct Known<'a> {
    cells: Vec<usize>,
    shown: &'a Shown,
}

pub(super) fn attack(publication: &Publication, content: &Content, counts: Box<'_>) -> Loot {
    let known: Vec<Known<'_>> = publication
        .groups
        .iter()
        .filter_map(|group| match (&group.key, &group.shown) {
            (GroupKey::Unit { unit }, Some(shown)) => Some(Known {
                cells: cells_of(publication, *unit),
                shown,
            }),
            _ => None,
        })
        .collect();
    let mut loot = Loot::default();
    for item in &content.items {
        let scale = content
            .scales
            .iter()
            .find(|scale| scale.items.iter().any(|one| one.item == item.key));
        for own in &known {
            let Some(spread) = own.shown.distribution(&item.key) else {
                continue;
            };
            let truth = counts(&item.key);
            for (at, (_, share)) in spread.shares.iter().enumerate() {
                let true_count: u32 = own.cells.iter().map(|cell| truth[*cell][at]).sum();
                loot.shown += usize::from(matches!(share, Amount::Exact(_)));
                if matches!(share, Amount::Exact(_)) || true_count == 0 {
                    continue;
                }
                let (low, high) = reach(&known, content, scale, item, (own, at), counts);
                loot.pooled += usize::from(true_count < 3);
                loot.exact += usize::from(true_count < 3 && low == high);
                loot.few += usize::from(low >= 1 && high <= 2);
                loot.solved += usize::from(low == high);
            }
        }
    }
    loot
}

/// The least and the most who can have chosen an option of an item in a group.
fn reach(
    known: &[Known<'_>],
    content: &Content,
    scale: Option<&Scale>,
    item: &Item,
    (own, option): (&Known<'_>, usize),
    counts: Box<'_>,
) -> (i64, i64) {
    let items: Vec<&Item> = match scale {
        Some(scale) => content
            .items
            .iter()
            .filter(|one| scale.items.iter().any(|part| part.item == one.key))
            .collect(),
        None => vec![item],
    };
    let ends = [1.0, -1.0].map(|sign| {
        let mut vars = variables!();
        let table: Vec<Vec<Vec<Variable>>> = items
            .iter()
            .map(|item| {
                let truth = counts(&item.key);
                truth
                    .iter()
                    .map(|row| row.iter().map(|_| vars.add(variable().min(0.0))).collect())
                    .collect()
            })
            .collect();
        let asked = items.iter().position(|one| one.key == item.key).unwrap();
        let sum: Expression = own.cells.iter().map(|cell| table[asked][*cell][option]).sum();
        let mut program = vars.minimise(sum.clone() * sign).using(microlp);
        for (row, one) in table.iter().zip(&items) {
            let truth = counts(&one.key);
            for (cell, people) in row.iter().zip(&truth) {
                let all: Expression = cell.iter().sum();
                program = program.with(all.eq(f64::from(people.iter().sum::<u32>())));
            }
            for group in known {
                let Some(spread) = group.shown.distribution(&one.key) else {
                    continue;
                };
                let all: u32 = group.cells.iter().flat_map(|cell| &truth[*cell]).sum();
                for (options, percent, half) in pools(&spread.shares) {
                    let share = |count: u32| 100.0 * f64::from(count) / f64::from(all);
                    let fits = |count: &u32| (share(*count) - percent).abs() <= half + 1e-9;
                    let fitting: Vec<u32> = (0..=all).filter(fits).collect();
                    let sum: Expression = group
                        .cells
                        .iter()
                        .flat_map(|cell| options.iter().map(|at| row[*cell][*at]))
                        .sum();
                    program = program.with(sum.clone().geq(f64::from(fitting[0])));
                    program = program.with(sum.leq(f64::from(*fitting.last().unwrap())));
                }
            }
        }
        if let Some(scale) = scale {
            for group in known {
                let Some(Amount::Exact(mean)) = group.shown.scale(&scale.key).map(|result| result.mean) else {
                    continue;
                };
                let truth = counts(&item.key);
                let answered: u32 = group.cells.iter().flat_map(|cell| &truth[*cell]).sum();
                let half = if answered > 20 { 0.05 } else { 0.5 };
                let mut sum = Expression::from(0.0);
                for (row, one) in table.iter().zip(&items) {
                    let part = scale.items.iter().find(|part| part.item == one.key).unwrap();
                    let options = &content.choices_of(one).unwrap().options;
                    let (least, most) = ends_of(options.iter().map(|option| option.value));
                    for (at, option) in options.iter().enumerate() {
                        let share = f64::from(option.value - least) / f64::from(most - least);
                        let share = if part.is_reversed { 1.0 - share } else { share };
                        let weight = share / f64::from(u32::try_from(items.len()).unwrap());
                        for cell in &group.cells {
                            sum += weight * row[*cell][at];
                        }
                    }
                }
                let of = |mean: f64| (mean - scale.range.from) / scale.range.width() * f64::from(answered);
                program = program.with(sum.clone().geq(of(mean - half) - 1e-6));
                program = program.with(sum.leq(of(mean + half) + 1e-6));
            }
        }
        program.solve().unwrap().eval(sum)
    });
    #[expect(clippy::as_conversions, reason = "small numbers of people")]
    let whole = ((ends[0] - 1e-5).ceil() as i64, (ends[1] + 1e-5).floor() as i64);
    whole
}

fn ends_of(values: impl Iterator<Item = i32> + Clone) -> (i32, i32) {
    (values.clone().min().unwrap(), values.max().unwrap())
}
