//! The auditor of shares: whether it can be told that somebody chose what few chose.
//!
//! For each group, and for what shown groups leave of each other, and each option that few chose there, it looks for a whole-number
//! table in which nobody there chose it, and in which every shown share and every shown mean is what it is. Tables are made by letting
//! people in two places exchange their answers, and where a mean would show it, answers to a second question of the same mean. Sums
//! are taken to be known exactly. It does not know how the pools were chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pooled, Pools, Shares};
use crate::frame::{at, list};

/// How many other atoms are tried, the nearest first.
const NEAR: usize = 150;

/// Something that follows, or of which it could not be proven that it does not: that somebody chose what few chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The question.
    pub question: usize,
    /// The option.
    pub option: usize,
    /// The group, or the group of which something is left.
    of: usize,
    /// Is it what the shown groups within leave of the group?
    is_rest: bool,
}

/// Looks for what follows from shown shares and means. Nothing is best.
pub fn told_shares(shares: &Shares, pooled: &Pooled) -> Vec<Told> {
    told_of(shares, pooled, &(0..pooled.len()).collect())
}

/// The same of some questions only.
pub(super) fn told_of(shares: &Shares, pooled: &Pooled, questions: &BTreeSet<usize>) -> Vec<Told> {
    let teller = Teller::new(shares, pooled);
    let mut found = Vec::new();
    for question in questions.iter().copied() {
        let Some(shown) = pooled.get(question).filter(|shown| !shown.is_empty()) else {
            continue;
        };
        let asked: BTreeSet<usize> = shown.keys().flat_map(|group| shares.atoms(*group)).copied().collect();
        let is_asked = |atoms: &[usize]| !atoms.is_empty() && atoms.iter().all(|atom| asked.contains(atom));
        let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
        let mut look = |of: usize, is_rest: bool, atoms: Vec<usize>| {
            if is_asked(&atoms) && seen.insert(atoms.clone()) {
                let few = teller.few(question, &atoms);
                let told = few
                    .into_iter()
                    .filter(|(option, count)| !teller.can_be_none(question, &atoms, *option, *count));
                found.extend(told.map(|(option, _)| Told {
                    question,
                    option,
                    of,
                    is_rest,
                }));
            }
        };
        for group in shown.keys().copied().chain(0..shares.groups.len()) {
            look(group, false, shares.atoms(group).to_vec());
        }
        let groups: Vec<usize> = shown.keys().copied().collect();
        for (around, within) in shares.families(&groups) {
            let Some(around) = around else { continue };
            let taken: BTreeSet<usize> = within.iter().flat_map(|group| shares.atoms(*group)).copied().collect();
            let left = shares.atoms(around).iter().copied();
            look(around, true, left.filter(|atom| !taken.contains(atom)).collect());
        }
    }
    found
}

impl Told {
    /// The group that must not be shown, so that this does not follow.
    pub(super) fn group(self, shares: &Shares, shown: &BTreeMap<usize, Pools>) -> Option<usize> {
        if !self.is_rest && shown.contains_key(&self.of) {
            return Some(self.of);
        }
        let own = shares.atoms(self.of);
        let size = |group: &&usize| (shares.atoms(**group).len(), **group);
        let is_in = |inner: &[usize], outer: usize| {
            let outer = shares.atoms(outer);
            inner.iter().all(|atom| outer.binary_search(atom).is_ok())
        };
        let around = if self.is_rest {
            self.of
        } else {
            *shown.keys().filter(|group| is_in(own, **group)).min_by_key(size)?
        };
        let within = shown
            .keys()
            .filter(|group| **group != around && is_in(shares.atoms(**group), around));
        // What is next to it is hidden first: then it is one of several.
        Some(within.min_by_key(size).copied().unwrap_or(around))
    }
}

/// A table that differs from the true one: by question, atom and option.
type Table = BTreeMap<(usize, usize, usize), i64>;

/// People at two places who exchange their answers to a question; with nobody, where only one place changes.
#[derive(Clone, Copy)]
struct Pair {
    here: usize,
    there: Option<usize>,
}

struct Teller<'a> {
    shares: &'a Shares,
    /// For each question and atom, the groups its shares are shown in.
    shown: Vec<Vec<Vec<usize>>>,
    /// For each question and group, the pool of each option.
    pool_of: Vec<BTreeMap<usize, Vec<usize>>>,
    /// For each sum and atom, the groups its mean is shown in.
    means: Vec<Vec<Vec<usize>>>,
    /// For each atom, the groups it lies in, the smallest first.
    around: Vec<Vec<usize>>,
}

impl<'a> Teller<'a> {
    fn new(shares: &'a Shares, pooled: &Pooled) -> Self {
        let width = shares.groups.iter().flatten().max().map_or(0, |last| last + 1);
        let by_atom = |groups: &mut dyn Iterator<Item = usize>| {
            let mut lists: Vec<Vec<usize>> = vec![Vec::new(); width];
            for group in groups {
                for atom in shares.atoms(group) {
                    if let Some(own) = lists.get_mut(*atom) {
                        own.push(group);
                    }
                }
            }
            lists
        };
        let pool_of = |pools: &Pools| {
            let mut of: Vec<usize> = vec![0; pools.iter().map(Vec::len).sum()];
            for (number, option) in pools
                .iter()
                .enumerate()
                .flat_map(|(at, pool)| pool.iter().map(move |one| (at, one)))
            {
                if let Some(place) = of.get_mut(*option) {
                    *place = number;
                }
            }
            of
        };
        let mut by_size: Vec<usize> = (0..shares.groups.len()).collect();
        by_size.sort_by_key(|group| shares.atoms(*group).len());
        Self {
            shown: pooled.iter().map(|shown| by_atom(&mut shown.keys().copied())).collect(),
            pool_of: pooled
                .iter()
                .map(|shown| shown.iter().map(|(group, pools)| (*group, pool_of(pools))).collect())
                .collect(),
            means: shares
                .means
                .iter()
                .map(|groups| by_atom(&mut groups.iter().copied().collect::<BTreeSet<usize>>().into_iter()))
                .collect(),
            around: by_atom(&mut by_size.into_iter()),
            shares,
        }
    }

    /// The options that few chose in these atoms, and how many did.
    fn few(&self, question: usize, atoms: &[usize]) -> Vec<(usize, u64)> {
        let Some(asked) = self.shares.questions.get(question) else {
            return Vec::new();
        };
        let sums = asked.sums(atoms).into_iter().enumerate();
        sums.filter(|(_, count)| (1..u64::from(self.shares.cell)).contains(count))
            .collect()
    }

    fn can_be_none(&self, question: usize, atoms: &[usize], option: usize, count: u64) -> bool {
        let mut table = Table::new();
        (0..count).all(|_| self.move_one(&mut table, question, atoms, option))
    }

    /// Lets one of the people in these atoms choose something else, so that nobody sees it.
    fn move_one(&self, table: &mut Table, question: usize, atoms: &[usize], option: usize) -> bool {
        let options = self.shares.questions.get(question).map_or(0, |asked| asked.options());
        for here in atoms.iter().copied() {
            if self.count(table, question, here, option) <= 0 {
                continue;
            }
            let others = self.near(here, atoms).into_iter().map(Some);
            for there in std::iter::once(None).chain(others) {
                let pair = Pair { here, there };
                for other in (0..options).filter(|other| *other != option) {
                    if !self.exchange(table, question, pair, (option, other)) {
                        continue;
                    }
                    if self.is_unseen_by_means(question, pair) || self.make_up(table, question, pair, (option, other)) {
                        return true;
                    }
                    note(table, question, pair, (other, option));
                }
            }
        }
        false
    }

    /// Atoms outside of these, the nearest first.
    fn near(&self, here: usize, atoms: &[usize]) -> Vec<usize> {
        let mut seen: BTreeSet<usize> = atoms.iter().copied().collect();
        let around = list(&self.around, here)
            .iter()
            .flat_map(|group| self.shares.atoms(*group));
        around.copied().filter(|atom| seen.insert(*atom)).take(NEAR).collect()
    }

    fn count(&self, table: &Table, question: usize, atom: usize, option: usize) -> i64 {
        let asked = self.shares.questions.get(question);
        let counts = asked.map(|asked| list(&asked.counts, atom)).unwrap_or_default();
        i64::from(at(counts, option)) + table.get(&(question, atom, option)).copied().unwrap_or(0)
    }

    /// Somebody here goes from one option to another, and somebody there the other way, if no share shows it.
    fn exchange(&self, table: &mut Table, question: usize, pair: Pair, (from, to): (usize, usize)) -> bool {
        let is_there = pair
            .there
            .is_none_or(|there| self.count(table, question, there, to) > 0);
        if self.count(table, question, pair.here, from) <= 0 || !is_there {
            return false;
        }
        let groups = self.shown.get(question).map(Vec::as_slice).unwrap_or_default();
        let pools = self.pool_of.get(question);
        let is_pooled = |group: usize| {
            let of = pools
                .and_then(|pools| pools.get(&group))
                .map(Vec::as_slice)
                .unwrap_or_default();
            at(of, from) == at(of, to)
        };
        if !parting(groups, pair).into_iter().all(is_pooled) {
            return false;
        }
        note(table, question, pair, (from, to));
        true
    }

    fn is_unseen_by_means(&self, question: usize, pair: Pair) -> bool {
        let points = self
            .shares
            .questions
            .get(question)
            .map(|asked| asked.points.as_slice())
            .unwrap_or_default();
        points
            .iter()
            .all(|(sum, _)| parting(list(&self.means, *sum), pair).is_empty())
    }

    /// Makes up for what an exchange does to means, by an exchange of other answers between the same places.
    fn make_up(&self, table: &mut Table, question: usize, pair: Pair, (from, to): (usize, usize)) -> bool {
        let Some(first) = self.gain(question, from, to) else {
            return false;
        };
        for (number, other) in self.shares.questions.iter().enumerate() {
            let is_alike = other
                .points
                .iter()
                .map(|(sum, _)| sum)
                .eq(first.iter().map(|(sum, _)| sum));
            if !is_alike {
                continue;
            }
            for from_other in 0..other.options() {
                for to_other in (0..other.options()).filter(|to_other| *to_other != from_other) {
                    if number == question && (to_other == from || from_other == from) {
                        continue;
                    }
                    let second = self.gain(number, from_other, to_other).unwrap_or_default();
                    let is_made_up = first.iter().zip(&second).all(|(one, other)| one.1 + other.1 == 0);
                    if is_made_up && self.exchange(table, number, pair, (from_other, to_other)) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// What going from one option to another adds to each sum.
    fn gain(&self, question: usize, from: usize, to: usize) -> Option<Vec<(usize, i64)>> {
        let points = &self.shares.questions.get(question)?.points;
        let gain = |(sum, points): &(usize, Vec<i64>)| (*sum, at(points, to) - at(points, from));
        Some(points.iter().map(gain).collect())
    }
}

/// Writes an exchange down.
fn note(table: &mut Table, question: usize, pair: Pair, (from, to): (usize, usize)) {
    let mut add = |atom: usize, option: usize, by: i64| *table.entry((question, atom, option)).or_default() += by;
    add(pair.here, from, -1);
    add(pair.here, to, 1);
    if let Some(there) = pair.there {
        add(there, to, -1);
        add(there, from, 1);
    }
}

/// The groups in which exactly one of the two places lies.
fn parting(groups: &[Vec<usize>], pair: Pair) -> Vec<usize> {
    let here = list(groups, pair.here);
    let there = pair.there.map(|there| list(groups, there)).unwrap_or_default();
    let only_here = here.iter().filter(|group| !there.contains(group));
    let only_there = there.iter().filter(|group| !here.contains(group));
    only_here.chain(only_there).copied().collect()
}
