//! Branch and bound over one piece.
//!
//! Each cut is given a price, and a cell is worth hiding where the prices of its cuts pass its weight. The prices, less what such cells
//! would save, are a bound that no choice can beat; they are moved so that the bound rises. It lies so near the least that few choices
//! are left to try.

use super::Piece;
use crate::frame::{at, list};

/// A cost less than this apart is the same.
const NEAR: f64 = 1e-9;
/// How often prices are moved before the first choice, and at each after it.
const FIRST: usize = 150;
const LATER: usize = 15;

/// What is settled about a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Open,
    In,
    Out,
}

/// A stage of the search.
#[derive(Clone, Debug)]
struct Stage {
    places: Vec<Place>,
    /// How many chosen cells each cut has,
    settled: Vec<usize>,
    /// and how many that may still be chosen.
    open: Vec<usize>,
    prices: Vec<f64>,
    spent: f64,
}

/// The search: steps are stages looked at.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    piece: &'a Piece,
    steps: usize,
    best: f64,
    is_in: Vec<bool>,
}

impl<'a> Branch<'a> {
    pub(super) fn new(piece: &'a Piece, steps: usize) -> Self {
        let mut branch = Self {
            piece,
            steps,
            best: f64::INFINITY,
            is_in: Vec::new(),
        };
        let stage = branch.stage();
        branch.offer(&stage, &piece.weights);
        branch
    }

    /// The cells of the best choice so far.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.is_in.len()).filter(|cell| at(&self.is_in, *cell))
    }

    /// None when the steps ran out before it was certain that no choice is cheaper.
    pub(super) fn start(&mut self) -> Option<()> {
        let mut stage = self.stage();
        // Each cut pays what is left of the weight of its cheapest cell.
        let mut left = self.piece.weights.clone();
        for (number, cut) in self.piece.cuts.iter().enumerate() {
            let price = cut.iter().map(|cell| at(&left, *cell)).fold(f64::INFINITY, f64::min);
            for cell in cut {
                add(&mut left, *cell, -price);
            }
            add(&mut stage.prices, number, price);
        }
        self.explore(stage, FIRST)
    }

    fn stage(&self) -> Stage {
        Stage {
            places: vec![Place::Open; self.piece.cells.len()],
            settled: vec![0; self.piece.cuts.len()],
            open: self.piece.cuts.iter().map(Vec::len).collect(),
            prices: vec![0.0; self.piece.cuts.len()],
            spent: 0.0,
        }
    }

    fn explore(&mut self, mut stage: Stage, turns: usize) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        loop {
            if stage.take_the_only_ones(self.piece).is_none() {
                return Some(());
            }
            let Some((bound, worth)) = self.bound(&mut stage, turns) else {
                return Some(());
            };
            self.offer(&stage, &worth);
            if bound >= self.best - NEAR {
                return Some(());
            }
            if !stage.settle(self.piece, &worth, self.best - NEAR - bound) {
                break;
            }
        }
        let narrowest = (0..self.piece.cuts.len())
            .filter(|cut| at(&stage.settled, *cut) == 0)
            .min_by_key(|cut| at(&stage.open, *cut));
        let Some(cut) = narrowest else { return Some(()) };
        let mut choices: Vec<usize> = list(&self.piece.cuts, cut)
            .iter()
            .copied()
            .filter(|cell| at(&stage.places, *cell) == Place::Open)
            .collect();
        let worth = stage.worth(self.piece);
        choices.sort_by(|one, other| at(&worth, *one).total_cmp(&at(&worth, *other)).then(one.cmp(other)));
        for cell in choices {
            let mut next = stage.clone();
            next.place(self.piece, cell, Place::In);
            self.explore(next, LATER)?;
            stage.place(self.piece, cell, Place::Out);
        }
        Some(())
    }

    /// Moves prices so that the bound rises; the highest, with what each cell then costs beyond its prices. None where nothing can be
    /// better than the best.
    fn bound(&self, stage: &mut Stage, turns: usize) -> Option<(f64, Vec<f64>)> {
        let piece = self.piece;
        let is_open = |stage: &Stage, cut: usize| at(&stage.settled, cut) == 0;
        let mut best: Option<(f64, Vec<f64>, Vec<f64>)> = None;
        let mut pace = 1.0;
        for turn in 0..=turns {
            let worth = stage.worth(piece);
            let is_taken = |cell: &usize| at(&stage.places, *cell) == Place::Open && at(&worth, *cell) < 0.0;
            let saved: f64 = (0..worth.len()).filter(is_taken).map(|cell| at(&worth, cell)).sum();
            let open = || (0..piece.cuts.len()).filter(|cut| is_open(stage, *cut));
            let bound = stage.spent + open().map(|cut| at(&stage.prices, cut)).sum::<f64>() + saved;
            if bound >= self.best - NEAR {
                return None;
            }
            // A cut that is settled more than once is too dear, one that is not is too cheap.
            let lacking: Vec<(usize, f64)> = open()
                .map(|cut| {
                    let taken = list(&piece.cuts, cut).iter().filter(|cell| is_taken(cell));
                    (cut, 1.0 - taken.map(|_| 1.0).sum::<f64>())
                })
                .collect();
            if best.as_ref().is_none_or(|(most, ..)| bound > *most) {
                best = Some((bound, worth, stage.prices.clone()));
            } else if turn % 5 == 0 {
                pace /= 2.0;
            }
            let length: f64 = lacking.iter().map(|(_, by)| by * by).sum();
            if length == 0.0 {
                break;
            }
            let step = pace * (self.best * 1.01 - bound) / length;
            for (cut, by) in lacking {
                if let Some(price) = stage.prices.get_mut(cut) {
                    *price = (*price + step * by).max(0.0);
                }
            }
        }
        let (bound, worth, prices) = best?;
        stage.prices = prices;
        Some((bound, worth))
    }

    /// A choice that goes on from a stage: the cell that settles most for its price, again and again; what is needless goes again.
    fn offer(&mut self, stage: &Stage, worth: &[f64]) {
        let piece = self.piece;
        let mut is_in: Vec<bool> = stage.places.iter().map(|place| *place == Place::In).collect();
        let mut settled = stage.settled.clone();
        loop {
            let gain = |cell: usize| {
                let open = list(&piece.cuts_of, cell).iter().filter(|cut| at(&settled, **cut) == 0);
                (open.map(|_| 1.0).sum::<f64>(), at(worth, cell).max(1e-6))
            };
            let open = (0..is_in.len()).filter(|cell| at(&stage.places, *cell) == Place::Open && !at(&is_in, *cell));
            let best = open
                .map(|cell| (cell, gain(cell)))
                .filter(|(_, (count, _))| *count > 0.0)
                .reduce(|one, other| {
                    if other.1.0 * one.1.1 > one.1.0 * other.1.1 {
                        other
                    } else {
                        one
                    }
                });
            let Some((cell, _)) = best else { break };
            set(&mut is_in, cell, true);
            for cut in list(&piece.cuts_of, cell) {
                bump(&mut settled, *cut, 1);
            }
        }
        if settled.contains(&0) {
            return;
        }
        let mut dearest: Vec<usize> = (0..is_in.len()).filter(|cell| at(&is_in, *cell)).collect();
        dearest.sort_by(|one, other| {
            let weight = |cell: usize| at(&piece.weights, cell);
            weight(*other).total_cmp(&weight(*one)).then(one.cmp(other))
        });
        for cell in dearest {
            let own = list(&piece.cuts_of, cell);
            if own.iter().all(|cut| at(&settled, *cut) > 1) {
                set(&mut is_in, cell, false);
                own.iter().for_each(|cut| bump(&mut settled, *cut, -1));
            }
        }
        let chosen = (0..is_in.len()).filter(|cell| at(&is_in, *cell));
        let cost: f64 = chosen.map(|cell| at(&piece.weights, cell)).sum();
        if cost < self.best - NEAR {
            self.best = cost;
            self.is_in = is_in;
        }
    }
}

impl Stage {
    fn place(&mut self, piece: &Piece, cell: usize, place: Place) {
        if at(&self.places, cell) != Place::Open {
            return;
        }
        if let Some(own) = self.places.get_mut(cell) {
            *own = place;
        }
        if place == Place::In {
            self.spent += at(&piece.weights, cell);
        }
        for cut in list(&piece.cuts_of, cell) {
            bump(&mut self.open, *cut, -1);
            if place == Place::In {
                bump(&mut self.settled, *cut, 1);
            }
        }
    }

    /// Where a cut has one open cell left, that is chosen. None where one has none.
    fn take_the_only_ones(&mut self, piece: &Piece) -> Option<()> {
        loop {
            let next = (0..piece.cuts.len()).find(|cut| at(&self.settled, *cut) == 0 && at(&self.open, *cut) < 2);
            let Some(cut) = next else { return Some(()) };
            let open = |cell: &usize| at(&self.places, *cell) == Place::Open;
            let only = list(&piece.cuts, cut).iter().copied().find(open)?;
            self.place(piece, only, Place::In);
        }
    }

    /// What each cell costs beyond the prices of its cuts.
    fn worth(&self, piece: &Piece) -> Vec<f64> {
        let mut worth = piece.weights.clone();
        for (number, cut) in piece.cuts.iter().enumerate() {
            let price = at(&self.prices, number);
            if at(&self.settled, number) == 0 && price > 0.0 {
                cut.iter().for_each(|cell| add(&mut worth, *cell, -price));
            }
        }
        worth
    }

    /// Settles cells that decide by themselves that nothing is better than the best, with so much room to it. Was there one?
    fn settle(&mut self, piece: &Piece, worth: &[f64], room: f64) -> bool {
        let mut is_changed = false;
        for (cell, worth) in worth.iter().enumerate() {
            if worth.abs() >= room && at(&self.places, cell) == Place::Open {
                self.place(piece, cell, if *worth > 0.0 { Place::Out } else { Place::In });
                is_changed = true;
            }
        }
        is_changed
    }
}

fn set(list: &mut [bool], place: usize, value: bool) {
    if let Some(own) = list.get_mut(place) {
        *own = value;
    }
}

fn add(list: &mut [f64], place: usize, by: f64) {
    if let Some(own) = list.get_mut(place) {
        *own += by;
    }
}

fn bump(list: &mut [usize], place: usize, by: isize) {
    if let Some(own) = list.get_mut(place) {
        *own = own.saturating_add_signed(by);
    }
}
