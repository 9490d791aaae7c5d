//! The cheapest cells to hide so that of each set of cells, which cannot all be shown, one at least is hidden.

use std::collections::{BTreeMap, BTreeSet};

use crate::frame::{at, list};

mod branch;

use branch::Branch;

/// A choice of cells, and whether none is cheaper.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cover {
    pub(crate) cells: BTreeSet<usize>,
    pub(crate) is_cheapest: bool,
}

/// Of each cut, one cell at least. The same cuts always give the same cells.
pub(crate) fn cover(cuts: &BTreeSet<Vec<usize>>, weights: &[f64], steps: usize) -> Cover {
    let mut found = Cover {
        cells: BTreeSet::new(),
        is_cheapest: true,
    };
    let whole = pieces(cuts.iter().cloned().collect());
    for piece in whole.into_iter().flat_map(|piece| pieces(reduced(piece, weights))) {
        let piece = Piece::new(&piece, weights);
        let mut branch = Branch::new(&piece, steps);
        found.is_cheapest &= branch.start().is_some();
        found.cells.extend(branch.cells().map(|cell| at(&piece.cells, cell)));
    }
    found
}

/// What hiding some cells costs.
pub(crate) fn cost(cells: &BTreeSet<usize>, weights: &[f64]) -> f64 {
    cells.iter().map(|cell| at(weights, *cell)).sum()
}

/// Cuts that share a cell belong together.
fn pieces(cuts: Vec<Vec<usize>>) -> Vec<Vec<Vec<usize>>> {
    let mut piece_of_cell: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pieces: Vec<Vec<Vec<usize>>> = Vec::new();
    for cut in cuts {
        let touching: BTreeSet<usize> = cut.iter().filter_map(|cell| piece_of_cell.get(cell)).copied().collect();
        // The largest takes the others in, so that no cut moves often.
        let home = touching.iter().copied().max_by_key(|piece| list(&pieces, *piece).len());
        let home = home.unwrap_or_else(|| {
            pieces.push(Vec::new());
            pieces.len() - 1
        });
        let mut own = vec![cut];
        for other in touching.into_iter().filter(|other| *other != home) {
            own.extend(pieces.get_mut(other).map(std::mem::take).unwrap_or_default());
        }
        for cell in own.iter().flatten() {
            piece_of_cell.insert(*cell, home);
        }
        if let Some(home) = pieces.get_mut(home) {
            home.extend(own);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The same without what makes no difference: cuts that hold another cut whole say nothing more, and a cell need not be hidden where
/// another settles the same cuts and more for no more.
fn reduced(mut cuts: Vec<Vec<usize>>, weights: &[f64]) -> Vec<Vec<usize>> {
    loop {
        let cells: usize = cuts.iter().map(Vec::len).sum();
        cuts.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        let mut kept: Vec<Vec<usize>> = Vec::new();
        for cut in cuts {
            if !kept.iter().any(|other| is_within(other, &cut)) {
                kept.push(cut);
            }
        }
        let needless = needless(&kept, weights);
        for cut in &mut kept {
            cut.retain(|cell| !needless.contains(cell));
        }
        cuts = kept;
        if cuts.iter().map(Vec::len).sum::<usize>() == cells {
            return cuts;
        }
    }
}

/// Cells that another cell can always stand in for.
fn needless(cuts: &[Vec<usize>], weights: &[f64]) -> BTreeSet<usize> {
    let mut cuts_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, cut) in cuts.iter().enumerate() {
        for cell in cut {
            cuts_of.entry(*cell).or_default().push(number);
        }
    }
    let mut needless = BTreeSet::new();
    for (cell, own) in &cuts_of {
        let beside = own.iter().min_by_key(|cut| list(cuts, **cut).len());
        let stands_in = beside.into_iter().flat_map(|cut| list(cuts, *cut)).any(|other| {
            let (price, others) = (at(weights, *other).total_cmp(&at(weights, *cell)), cuts_of.get(other));
            let is_more = |others: &Vec<usize>| others.len() > own.len() || price.is_lt() || other < cell;
            other != cell
                && price.is_le()
                && !needless.contains(other)
                && others.is_some_and(|others| is_more(others) && is_within(own, others))
        });
        if stands_in {
            needless.insert(*cell);
        }
    }
    needless
}

/// Does a list in order hold all of another?
fn is_within(inner: &[usize], outer: &[usize]) -> bool {
    let mut rest = outer.iter();
    inner.len() <= outer.len() && inner.iter().all(|one| rest.by_ref().any(|other| other == one))
}

/// Cuts that hang together, with their cells numbered from nought.
#[derive(Debug)]
struct Piece {
    cells: Vec<usize>,
    weights: Vec<f64>,
    cuts: Vec<Vec<usize>>,
    cuts_of: Vec<Vec<usize>>,
}

impl Piece {
    fn new(cuts: &[Vec<usize>], weights: &[f64]) -> Self {
        let cells: BTreeSet<usize> = cuts.iter().flatten().copied().collect();
        let cells: Vec<usize> = cells.into_iter().collect();
        let mut piece = Self {
            weights: cells.iter().map(|cell| at(weights, *cell)).collect(),
            cuts: cuts
                .iter()
                .map(|cut| cut.iter().filter_map(|cell| cells.binary_search(cell).ok()).collect())
                .collect(),
            cuts_of: vec![Vec::new(); cells.len()],
            cells,
        };
        for (number, cut) in piece.cuts.iter().enumerate() {
            for cell in cut {
                if let Some(own) = piece.cuts_of.get_mut(*cell) {
                    own.push(number);
                }
            }
        }
        piece
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

    #[test]
    fn cuts_as_trees_of_four_hundred_units_have_them_are_settled_in_few_steps() {
        // Each cut is a parent with its shown children; every child is the parent of another.
        let weights: Vec<f64> = (0..400_u32)
            .map(|unit| f64::from(unit * 7919 % 101).ln_1p() + 1.0)
            .collect();
        let cuts: BTreeSet<Vec<usize>> = (0..80)
            .map(|unit| {
                std::iter::once(unit)
                    .chain(unit * 5 + 1..unit * 5 + 5)
                    .filter(|cell| *cell < 400)
                    .collect()
            })
            .collect();
        let found = cover(&cuts, &weights, 500);
        assert!(found.is_cheapest);
        assert!(cuts.iter().all(|cut| cut.iter().any(|cell| found.cells.contains(cell))));
    }

    #[test]
    fn when_the_steps_run_out_that_is_said_and_every_cut_is_settled_all_the_same() {
        // Every two of forty cells: all but one must go, and no bound says so before the search does.
        let pair = |one: usize| (one + 1..40).map(move |other| vec![one, other]);
        let cuts: BTreeSet<Vec<usize>> = (0..40).flat_map(pair).collect();
        let found = cover(&cuts, &[1.0; 40], 3);
        assert!(!found.is_cheapest);
        assert_eq!(found.cells.len(), 39);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn no_choice_of_cells_is_cheaper(
            cuts in prop::collection::btree_set(prop::collection::btree_set(0_usize..10, 1..5), 0..14),
            weights in prop::collection::vec(prop_oneof![Just(0.0), Just(1.0), 0.1_f64..5.0], 10),
        ) {
            let cuts: BTreeSet<Vec<usize>> = cuts.into_iter().map(|cut| cut.into_iter().collect()).collect();
            let found = cover(&cuts, &weights, 100_000);
            let settles = |cells: &BTreeSet<usize>| cuts.iter().all(|cut| cut.iter().any(|cell| cells.contains(cell)));
            prop_assert!(found.is_cheapest && settles(&found.cells));
            let least = (0_u32..1024)
                .map(|set| (0..10).filter(|cell| set >> cell & 1 == 1).collect::<BTreeSet<usize>>())
                .filter(settles)
                .map(|cells| cost(&cells, &weights))
                .fold(f64::INFINITY, f64::min);
            prop_assert!((cost(&found.cells, &weights) - least).abs() < 1e-9);
        }
    }
}
