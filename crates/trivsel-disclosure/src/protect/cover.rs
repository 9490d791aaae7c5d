//! The cheapest cells to hide so that of each set of cells, which cannot all be shown, one at least is hidden.

use std::collections::BTreeSet;

use crate::frame::at;

/// A choice of cells, and whether none is cheaper.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cover {
    pub(crate) cells: BTreeSet<usize>,
    pub(crate) is_cheapest: bool,
}

/// Of each cut, one cell at least. Ties go to the lower numbers, so that the same cuts always give the same cells.
pub(crate) fn cover(cuts: &BTreeSet<Vec<usize>>, weights: &[f64], steps: usize) -> Cover {
    let mut found = Cover {
        cells: BTreeSet::new(),
        is_cheapest: true,
    };
    for piece in pieces(cuts) {
        let greedy = greedy(&piece, weights);
        let mut branch = Branch {
            cuts: &piece,
            weights,
            steps,
            best: cost(&greedy, weights),
            cells: greedy,
        };
        let is_done = branch
            .explore(&mut BTreeSet::new(), &mut BTreeSet::new(), 0.0)
            .is_some();
        found.is_cheapest &= is_done;
        found.cells.extend(branch.cells);
    }
    found
}

/// What hiding some cells costs.
pub(crate) fn cost(cells: &BTreeSet<usize>, weights: &[f64]) -> f64 {
    cells.iter().map(|cell| at(weights, *cell)).sum()
}

/// Cuts that share a cell belong together. Those that hold another cut whole say nothing more.
fn pieces(cuts: &BTreeSet<Vec<usize>>) -> Vec<Vec<BTreeSet<usize>>> {
    let mut pieces: Vec<(BTreeSet<usize>, Vec<BTreeSet<usize>>)> = Vec::new();
    for cut in cuts {
        let own: BTreeSet<usize> = cut.iter().copied().collect();
        let (touching, apart): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|(cells, _)| !cells.is_disjoint(&own));
        let (mut cells, mut together) = (own.clone(), vec![own]);
        for (others, cuts) in touching {
            cells.extend(others);
            together.extend(cuts);
        }
        pieces = apart;
        pieces.push((cells, together));
    }
    pieces.into_iter().map(|(_, cuts)| smallest(cuts)).collect()
}

fn smallest(mut cuts: Vec<BTreeSet<usize>>) -> Vec<BTreeSet<usize>> {
    cuts.sort_by_key(BTreeSet::len);
    let mut kept: Vec<BTreeSet<usize>> = Vec::new();
    for cut in cuts {
        if !kept.iter().any(|other| other.is_subset(&cut)) {
            kept.push(cut);
        }
    }
    kept
}

/// Again and again the cell that settles most cuts for its weight.
fn greedy(cuts: &[BTreeSet<usize>], weights: &[f64]) -> BTreeSet<usize> {
    let mut chosen = BTreeSet::new();
    let mut left: Vec<&BTreeSet<usize>> = cuts.iter().collect();
    while !left.is_empty() {
        let cells: BTreeSet<usize> = left.iter().flat_map(|cut| cut.iter().copied()).collect();
        let gain = |cell: usize| -> f64 {
            let settled = left.iter().filter(|cut| cut.contains(&cell)).map(|_| 1.0).sum::<f64>();
            settled / at(weights, cell).max(1e-9)
        };
        let mut best: Option<(usize, f64)> = None;
        for cell in cells {
            let gain = gain(cell);
            if best.is_none_or(|(_, most)| gain > most) {
                best = Some((cell, gain));
            }
        }
        let Some((cell, _)) = best else { break };
        chosen.insert(cell);
        left.retain(|cut| !cut.contains(&cell));
    }
    // What later choices made needless goes again, dearest first.
    let mut dearest: Vec<usize> = chosen.iter().copied().collect();
    dearest.sort_by(|one, other| at(weights, *other).total_cmp(&at(weights, *one)).then(one.cmp(other)));
    for cell in dearest {
        chosen.remove(&cell);
        if cuts.iter().any(|cut| cut.is_disjoint(&chosen)) {
            chosen.insert(cell);
        }
    }
    chosen
}

/// Branch and bound over one piece.
struct Branch<'a> {
    cuts: &'a [BTreeSet<usize>],
    weights: &'a [f64],
    steps: usize,
    best: f64,
    cells: BTreeSet<usize>,
}

impl Branch<'_> {
    /// None when the steps ran out.
    fn explore(&mut self, chosen: &mut BTreeSet<usize>, barred: &mut BTreeSet<usize>, spent: f64) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        let open: Vec<&BTreeSet<usize>> = self.cuts.iter().filter(|cut| cut.is_disjoint(chosen)).collect();
        let cheapest = |cut: &BTreeSet<usize>, barred: &BTreeSet<usize>| {
            cut.difference(barred)
                .map(|cell| at(self.weights, *cell))
                .min_by(f64::total_cmp)
        };
        // Cuts that share no cell are paid for one by one.
        let (mut least, mut counted) = (spent, BTreeSet::new());
        for cut in &open {
            let Some(price) = cheapest(cut, barred) else {
                return Some(());
            };
            if cut.is_disjoint(&counted) {
                least += price;
                counted.extend(cut.iter().copied());
            }
        }
        if least >= self.best - 1e-9 && !(open.is_empty() && spent < self.best - 1e-9) {
            return Some(());
        }
        let narrowest = open.iter().min_by_key(|cut| cut.difference(barred).count());
        let Some(cut) = narrowest else {
            self.best = spent;
            self.cells = chosen.clone();
            return Some(());
        };
        let mut choices: Vec<usize> = cut.difference(barred).copied().collect();
        choices.sort_by(|one, other| {
            at(self.weights, *one)
                .total_cmp(&at(self.weights, *other))
                .then(one.cmp(other))
        });
        let mut done = Vec::new();
        let mut outcome = Some(());
        for cell in choices {
            chosen.insert(cell);
            outcome = self.explore(chosen, barred, spent + at(self.weights, cell));
            chosen.remove(&cell);
            if outcome.is_none() {
                break;
            }
            barred.insert(cell);
            done.push(cell);
        }
        for cell in done {
            barred.remove(&cell);
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cheapest_cells_are_found_where_the_greedy_ones_are_dearer() {
        // Cell 0 settles three cuts for 3.2; cells 1, 2 and 3 settle all four for 3.
        let cuts: BTreeSet<Vec<usize>> = [vec![0, 1], vec![0, 2], vec![0, 3], vec![1, 2, 3]]
            .into_iter()
            .collect();
        let found = cover(&cuts, &[3.2, 1.0, 1.0, 1.0], 1000);
        assert!(found.is_cheapest);
        assert_eq!(found.cells, BTreeSet::from([1, 2, 3]));
    }

    proptest! {
        #[test]
        fn no_choice_of_cells_is_cheaper(
            cuts in prop::collection::btree_set(prop::collection::btree_set(0_usize..8, 1..4), 0..8),
            weights in prop::collection::vec(0.1_f64..5.0, 8),
        ) {
            let cuts: BTreeSet<Vec<usize>> = cuts.into_iter().map(|cut| cut.into_iter().collect()).collect();
            let found = cover(&cuts, &weights, 100_000);
            let settles = |cells: &BTreeSet<usize>| cuts.iter().all(|cut| cut.iter().any(|cell| cells.contains(cell)));
            prop_assert!(found.is_cheapest && settles(&found.cells));
            let least = (0_u32..256)
                .map(|set| (0..8).filter(|cell| set >> cell & 1 == 1).collect::<BTreeSet<usize>>())
                .filter(settles)
                .map(|cells| cost(&cells, &weights))
                .fold(f64::INFINITY, f64::min);
            prop_assert!((cost(&found.cells, &weights) - least).abs() < 1e-9);
        }
    }
}
