//! Means of group-time effects (Callaway & Sant'Anna 2021, §3 and Corollary 2).

use std::collections::{BTreeMap, BTreeSet};

use super::GroupTime;
use super::contrast::Contrast;
use crate::staggered::estimate::{Estimate, NotEstimable, standard_error};
use crate::staggered::imputation::months_between;
use crate::staggered::multiplier::{self, Bands, Column, Multiplier, MultiplierError};

/// How group-time effects are averaged. Cohorts count by the weight of their units that are part of an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// All effects from the start on, each counting by its cohort: long-treated cohorts count in more months.
    Simple,
    /// First by cohort (each of its months alike), keyed by its start; then over cohorts. Every unit counts once: the nearest
    /// to "the effect on those that took part".
    Group,
    /// By months since the start, including the months before; the overall effect is the plain mean from month 0 on. Which
    /// cohorts stand behind a month changes from month to month.
    Dynamic,
    /// By calendar month, from the first start on; the overall effect is the plain mean over months.
    Calendar,
}

/// Averaged effects.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// One number for all.
    pub overall: Estimate,
    /// By start, by months since the start, or by month, as the rule says; empty for [`Aggregation::Simple`].
    pub parts: BTreeMap<i64, Estimate>,
    influence: BTreeMap<i64, Vec<f64>>,
}

impl Aggregate {
    /// Bands over all parts that hold simultaneously ([`super::super::multiplier`]).
    ///
    /// # Errors
    /// All of [`MultiplierError`].
    pub fn bands(&self, options: &Multiplier) -> Result<Bands<i64>, MultiplierError> {
        let known = self.parts.iter().filter(|(_, part)| part.standard_error.is_ok());
        let columns = known.filter_map(|(key, part)| {
            Some(Column {
                key: *key,
                effect: part.effect,
                influence: self.influence.get(key)?,
            })
        });
        multiplier::bands(columns.collect(), options)
    }
}

/// An effect on its way into a mean: of one cell, or of a part already averaged.
#[derive(Clone)]
struct Piece {
    /// The cohort it belongs to, where it is of one.
    start: usize,
    effect: f64,
    standing: Result<(), NotEstimable>,
    influence: Vec<f64>,
    units: BTreeSet<usize>,
    clusters: BTreeSet<usize>,
    /// Is it of a month before the start?
    is_before: bool,
}

#[derive(Clone, Copy)]
enum Shares {
    Equal,
    ByCohort,
}

pub(super) fn aggregate(found: &GroupTime, aggregation: Aggregation) -> Aggregate {
    let mut parts: BTreeMap<i64, Vec<Piece>> = BTreeMap::new();
    for (effect, contrast) in found.effects.iter().zip(&found.contrasts) {
        let since = months_between(effect.start, effect.month);
        let key = match aggregation {
            Aggregation::Simple => 0,
            Aggregation::Group => months_between(0, effect.start),
            Aggregation::Dynamic => since,
            Aggregation::Calendar => months_between(0, effect.month),
        };
        if since >= 0 || aggregation == Aggregation::Dynamic {
            let piece = Piece::new(effect.start, since < 0, &effect.estimate, contrast);
            parts.entry(key).or_default().push(piece);
        }
    }
    let (within, over) = match aggregation {
        Aggregation::Simple => (Shares::ByCohort, Shares::Equal),
        Aggregation::Group => (Shares::Equal, Shares::ByCohort),
        Aggregation::Dynamic | Aggregation::Calendar => (Shares::ByCohort, Shares::Equal),
    };
    let parts: BTreeMap<i64, Piece> = parts
        .into_iter()
        .map(|(key, pieces)| (key, combine(found, &pieces, within)))
        .collect();
    // Only Dynamic has negative keys: months before the start.
    let from_start: Vec<Piece> = parts.range(0..).map(|(_, piece)| piece.clone()).collect();
    let overall = combine(found, &from_start, over).estimate();
    let shown = if aggregation == Aggregation::Simple {
        BTreeMap::new()
    } else {
        parts
    };
    Aggregate {
        overall,
        parts: shown.iter().map(|(key, piece)| (*key, piece.estimate())).collect(),
        influence: shown.into_iter().map(|(key, piece)| (key, piece.influence)).collect(),
    }
}

/// The mean of the pieces, with the chance in the shares themselves where these are estimated.
///
/// With shares pₖ = W(gₖ)/ΣW, the influence of a cluster is Σₖ pₖψₖ + Σₖ w(gₖ)(ATTₖ − mean)/ΣW, w(g) the weight of the cluster's units in
/// cohort g. The second sum is Callaway & Sant'Anna's term for estimated group shares.
fn combine(found: &GroupTime, pieces: &[Piece], shares: Shares) -> Piece {
    let weights = |piece: &Piece| {
        let side = if piece.is_before {
            &found.weights_before
        } else {
            &found.weights_after
        };
        side.get(&piece.start).map_or(&[][..], Vec::as_slice)
    };
    let size = |piece: &Piece| match shares {
        Shares::Equal => 1.0,
        Shares::ByCohort => weights(piece).iter().sum(),
    };
    let total: f64 = pieces.iter().map(size).sum();
    let effect = pieces.iter().map(|piece| size(piece) / total * piece.effect).sum();
    let clusters = pieces.first().map_or(0, |piece| piece.influence.len());
    let mut mean = Piece {
        start: pieces.first().map_or(0, |piece| piece.start),
        effect,
        standing: pieces.iter().try_for_each(|piece| piece.standing),
        influence: vec![0.0; clusters],
        units: BTreeSet::new(),
        clusters: BTreeSet::new(),
        is_before: pieces.first().is_some_and(|piece| piece.is_before),
    };
    for piece in pieces {
        let share = size(piece) / total;
        for (place, value) in mean.influence.iter_mut().zip(&piece.influence) {
            *place += share * value;
        }
        if let Shares::ByCohort = shares {
            for (place, weight) in mean.influence.iter_mut().zip(weights(piece)) {
                *place += weight / total * (piece.effect - effect);
            }
        }
        mean.units.extend(&piece.units);
        mean.clusters.extend(&piece.clusters);
    }
    mean
}

impl Piece {
    fn new(start: usize, is_before: bool, estimate: &Estimate, contrast: &Contrast) -> Self {
        Self {
            start,
            effect: estimate.effect,
            standing: estimate.standard_error.map(|_| ()),
            influence: contrast.influence.clone(),
            units: contrast.treated_units.iter().copied().collect(),
            clusters: contrast.treated_clusters.iter().copied().collect(),
            is_before,
        }
    }

    fn estimate(&self) -> Estimate {
        Estimate {
            effect: self.effect,
            standard_error: self.standing.map(|()| standard_error(&self.influence)),
            treated_units: self.units.len(),
            treated_clusters: self.clusters.len(),
        }
    }
}
