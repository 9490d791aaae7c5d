//! How answers are spread over options, shown for all groups at once: which options are told together where.
//!
//! Pools chosen group by group give each other away: a shown group less the shown groups in it says in whole numbers what they pooled.
//! So all groups next to each other have the same pools, and never finer ones than the group around them. What follows from such
//! figures is then, for a group and an option, only sums over whole pools and the group around: [`pool_shares`] sees to it that each of
//! these is none or large enough, and leaves out groups where that shows more. [`told_shares`] then looks afresh, without knowing how
//! the pools were chosen, for a whole-number table that looks alike in everything shown, means too, and has none where few chose an
//! option. Where it finds none, less is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::frame::{at, list};

mod choosing;
mod telling;
#[cfg(test)]
mod tests;

pub use telling::{Told, told_shares};

/// How often a question's options were chosen, and where that may be shown.
#[derive(Clone, Debug)]
pub struct Question {
    /// How often each option was chosen, in each atom.
    pub counts: Vec<Vec<u32>>,
    /// What each option adds to a sum that is shown as a mean: the number of the sum, and points by option.
    pub points: Vec<(usize, Vec<i64>)>,
    /// The groups it may be shown for. Of two of them that share an atom, one lies in the other.
    pub groups: Vec<usize>,
}

/// Everything about shares that is known or may be shown.
#[derive(Clone, Debug)]
pub struct Shares {
    /// The atoms of each group, in order; those of groups that are hidden, too.
    pub groups: Vec<Vec<usize>>,
    /// The questions.
    pub questions: Vec<Question>,
    /// For each sum, the groups whose mean is shown.
    pub means: Vec<Vec<usize>>,
    /// What is too few to tell from none.
    pub cell: u32,
}

/// Neighbouring options told together: positions in order, pool after pool.
pub type Pools = Vec<Vec<usize>>;

/// What is shown of shares: for each question, the pools of each group it is shown for.
pub type Pooled = Vec<BTreeMap<usize, Pools>>;

/// How often what does not stay open is mended by other pools before the group is left out.
const ROUNDS: usize = 24;

/// Pools that a group must not be shown in; none means: in none.
type Banned = BTreeSet<(usize, Option<Pools>)>;

/// Chooses the pools of all groups, and proves that what few chose stays open. What cannot be proven is not shown.
pub fn pool_shares(shares: &Shares) -> Pooled {
    let all: BTreeSet<usize> = (0..shares.questions.len()).collect();
    let mut banned: Vec<Banned> = vec![Banned::new(); all.len()];
    let mut pooled: Pooled = all
        .iter()
        .map(|question| choosing::choose(shares, *question, &Banned::new()))
        .collect();
    let mut waiting = all.clone();
    for round in 0_usize.. {
        let told = telling::told_of(shares, &pooled, &waiting);
        if told.is_empty() && waiting == all {
            break;
        }
        let touched: BTreeSet<usize> = told.iter().map(|one| one.question).collect();
        for one in told {
            let (Some(shown), Some(banned)) = (pooled.get(one.question), banned.get_mut(one.question)) else {
                continue;
            };
            let Some(group) = one.group(shares, shown) else {
                continue;
            };
            // Two rounds for each way to pool; then without the group, and at last without all.
            banned.insert((group, shown.get(&group).cloned().filter(|_| round < ROUNDS)));
            if round >= 2 * ROUNDS {
                banned.extend(shown.keys().map(|group| (*group, None)));
            }
        }
        for question in &touched {
            let bans = banned.get(*question).cloned().unwrap_or_default();
            if let Some(place) = pooled.get_mut(*question) {
                *place = choosing::choose(shares, *question, &bans);
            }
        }
        // What is proven stays so, as long as nothing changed that it was proven with; at last, all of it is looked at.
        waiting = if touched.is_empty() {
            all.clone()
        } else {
            shares.with_the_same_sums(&touched)
        };
    }
    pooled
}

impl Shares {
    fn atoms(&self, group: usize) -> &[usize] {
        list(&self.groups, group)
    }

    /// These questions and all that go into a sum with one of them.
    fn with_the_same_sums(&self, questions: &BTreeSet<usize>) -> BTreeSet<usize> {
        let sums = |question: &usize| {
            let points = self.questions.get(*question).map(|asked| asked.points.as_slice());
            points.unwrap_or_default().iter().map(|(sum, _)| *sum)
        };
        let touched: BTreeSet<usize> = questions.iter().flat_map(sums).collect();
        let all = 0..self.questions.len();
        all.filter(|one| questions.contains(one) || sums(one).any(|sum| touched.contains(&sum)))
            .collect()
    }

    /// The groups right below each group of these, and those with none around them: `None`.
    fn families(&self, groups: &[usize]) -> BTreeMap<Option<usize>, Vec<usize>> {
        let mut ordered: Vec<usize> = groups.to_vec();
        ordered.sort_by_key(|group| (std::cmp::Reverse(self.atoms(*group).len()), *group));
        let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut nearest: BTreeMap<usize, usize> = BTreeMap::new();
        for group in ordered {
            let around = self.atoms(group).first().and_then(|atom| nearest.get(atom)).copied();
            families.entry(around).or_default().push(group);
            nearest.extend(self.atoms(group).iter().map(|atom| (*atom, group)));
        }
        families
    }
}

impl Question {
    /// How often each option was chosen in some atoms.
    pub fn sums(&self, atoms: &[usize]) -> Vec<u64> {
        let mut sums = vec![0_u64; self.options()];
        for own in atoms.iter().map(|atom| list(&self.counts, *atom)) {
            sums.iter_mut()
                .zip(own)
                .for_each(|(sum, count)| *sum += u64::from(*count));
        }
        sums
    }

    fn options(&self) -> usize {
        self.counts.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// How many chose an option of a pool.
fn total(sums: &[u64], pool: &[usize]) -> u64 {
    pool.iter().map(|option| at(sums, *option)).sum()
}
