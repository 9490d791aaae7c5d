//! Choosing pools: from the largest groups down, the same for all groups next to each other.

use std::collections::BTreeMap;

use super::{Banned, Pools, Question, Shares, total};
use crate::frame::at;

/// More options than this are pooled from the start: every way to pool neighbours is tried.
const OPTIONS: usize = 12;

/// One group among its neighbours.
struct Member {
    group: usize,
    sums: Vec<u64>,
    weight: f64,
}

/// Neighbours and what surrounds them.
struct Family<'a> {
    cell: u64,
    members: Vec<Member>,
    /// What lies around them and in none of them: they and it are everything around.
    rest: Vec<u64>,
    /// The pools around, and how many chose them. None where nothing is shown around.
    around: Option<(&'a Pools, Vec<u64>)>,
}

/// A way to pool and which of the members are shown so.
struct Choice {
    pools: Pools,
    shown: Vec<usize>,
    worth: f64,
}

/// The pools of each group a question is shown for. A group that is left out leaves out what lies in it.
pub(super) fn choose(shares: &Shares, question: usize, banned: &Banned) -> BTreeMap<usize, Pools> {
    let mut found: BTreeMap<usize, Pools> = BTreeMap::new();
    let Some(asked) = shares.questions.get(question) else {
        return found;
    };
    if !(2..=OPTIONS).contains(&asked.options()) {
        return found;
    }
    let families = shares.families(&asked.groups);
    let mut waiting: Vec<Option<usize>> = vec![None];
    while let Some(around) = waiting.pop() {
        let Some(groups) = families.get(&around) else { continue };
        let pools = around.and_then(|group| found.get(&group)).cloned();
        let family = Family::of(shares, asked, groups, around.zip(pools.as_ref()));
        let Some(best) = family.best(asked.options(), banned) else {
            continue;
        };
        for group in best.shown {
            found.insert(group, best.pools.clone());
            waiting.push(Some(group));
        }
    }
    found
}

impl<'a> Family<'a> {
    fn of(shares: &Shares, asked: &Question, groups: &[usize], around: Option<(usize, &'a Pools)>) -> Self {
        let members: Vec<Member> = groups
            .iter()
            .map(|group| {
                let sums = asked.sums(shares.atoms(*group));
                let people = u32::try_from(sums.iter().sum::<u64>()).unwrap_or(u32::MAX);
                Member {
                    group: *group,
                    weight: (1.0 + f64::from(people)).ln(),
                    sums,
                }
            })
            .collect();
        let whole = around.map(|(group, _)| asked.sums(shares.atoms(group)));
        let rest = match &whole {
            Some(whole) => less(whole, members.iter()),
            None => vec![0; asked.options()],
        };
        Self {
            cell: u64::from(shares.cell),
            members,
            rest,
            around: around.map(|(_, pools)| pools).zip(whole),
        }
    }

    /// The way that shows most.
    fn best(&self, options: usize, banned: &Banned) -> Option<Choice> {
        let finest: Pools = match &self.around {
            Some((pools, _)) => (*pools).clone(),
            None => (0..options).map(|option| vec![option]).collect(),
        };
        let mut best: Option<Choice> = None;
        for ends in 1_u32..1 << finest.len().saturating_sub(1) {
            let choice = self.shown_by(joined(&finest, ends), banned);
            if choice.worth > best.as_ref().map_or(0.0, |best| best.worth) {
                best = Some(choice);
            }
        }
        best
    }

    /// Who can be shown by these pools.
    fn shown_by(&self, pools: Pools, banned: &Banned) -> Choice {
        let (mut shown, left): (Vec<&Member>, Vec<&Member>) = self.members.iter().partition(|member| {
            let is_banned = |pools| banned.contains(&(member.group, pools));
            !is_banned(None) && !is_banned(Some(pools.clone())) && self.holds(&member.sums, &pools)
        });
        let mut rest = self.rest.clone();
        left.iter().for_each(|member| add(&mut rest, &member.sums));
        // Small ones first: hiding them loses least.
        shown.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.group.cmp(&other.group)));
        while self.around.is_some() && rest.iter().sum::<u64>() > 0 && !self.holds(&rest, &pools) {
            let helps = shown.iter().rposition(|member| {
                let mut more = rest.clone();
                add(&mut more, &member.sums);
                self.holds(&more, &pools)
            });
            let Some(next) = helps.or_else(|| shown.len().checked_sub(1)) else {
                break;
            };
            add(&mut rest, &shown.remove(next).sums);
        }
        let finer = f64::from(u32::try_from(pools.len()).unwrap_or(1)) - 1.0;
        Choice {
            worth: shown.iter().map(|member| member.weight * finer).sum(),
            shown: shown.iter().map(|member| member.group).collect(),
            pools,
        }
    }

    /// May somebody know these pools of these people? None of them may be few, not all may be in one, and what few chose within a pool
    /// must be able to be nobody's choice for all that is known around.
    fn holds(&self, sums: &[u64], pools: &Pools) -> bool {
        let sizes: Vec<u64> = pools.iter().map(|pool| total(sums, pool)).collect();
        let is_few = |size: u64| (1..self.cell).contains(&size);
        if sizes.iter().any(|size| is_few(*size)) || sizes.iter().filter(|size| **size > 0).count() < 2 {
            return false;
        }
        let Some((around, whole)) = &self.around else {
            return true;
        };
        let can_be_none = |option: usize, pool: &[usize], size: u64| {
            let is_told_around = around.iter().any(|pool| pool.as_slice() == [option]);
            !is_told_around || size + at(whole, option) <= total(whole, pool)
        };
        pools.iter().zip(sizes).all(|(pool, size)| {
            let few = pool.iter().filter(|option| is_few(at(sums, **option)));
            few.into_iter().all(|option| can_be_none(*option, pool, size))
        })
    }
}

/// Pools joined: a bit says whether a pool ends here.
fn joined(finest: &Pools, ends: u32) -> Pools {
    let mut pools: Pools = Vec::new();
    for (place, pool) in finest.iter().enumerate() {
        let is_begun = place == 0 || ends >> (place - 1) & 1 == 1;
        match pools.last_mut() {
            Some(last) if !is_begun => last.extend(pool),
            _ => pools.push(pool.clone()),
        }
    }
    pools
}

fn add(sums: &mut [u64], more: &[u64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

fn less<'a>(whole: &[u64], members: impl Iterator<Item = &'a Member>) -> Vec<u64> {
    let mut rest = whole.to_vec();
    for member in members {
        rest.iter_mut()
            .zip(&member.sums)
            .for_each(|(rest, sum)| *rest = rest.saturating_sub(*sum));
    }
    rest
}
