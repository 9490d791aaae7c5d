//! The means of a heat map: those of the lowest units with figures, drawn together as far as their differences are noise.

use std::collections::{BTreeMap, BTreeSet};

use trivsel_domain::id::UnitId;
use trivsel_domain::publication::{Publication, Standing};
use trivsel_stats::scale::{UnitMean, pool};

/// The means of a scale, drawn together; empty where the units are too few. Every reader gets the same numbers, whichever units they
/// may see: they follow from the publication alone.
pub fn drawn_together(publication: &Publication, scale: &str) -> BTreeMap<UnitId, f64> {
    let means: Vec<(UnitId, UnitMean)> = lowest(publication)
        .into_iter()
        .filter_map(|unit| {
            let Standing::Shown(shown) = publication.standing(unit) else {
                return None;
            };
            let result = shown.scale(scale)?;
            let mean = UnitMean {
                mean: result.mean.middle(),
                standard_error: result.standard_error,
            };
            (mean.standard_error > 0.0).then_some((unit, mean))
        })
        .collect();
    let units: Vec<UnitMean> = means.iter().map(|(_, mean)| *mean).collect();
    let pooled = pool(&units).map(|pooled| pooled.means).unwrap_or_default();
    means.into_iter().map(|(unit, _)| unit).zip(pooled).collect()
}

/// The units with figures that have none with figures below them: no answer is in two of them.
fn lowest(publication: &Publication) -> BTreeSet<UnitId> {
    let mut above_shown = BTreeSet::new();
    let mut found = BTreeSet::new();
    // From the bottom up: every unit stands after the one above it.
    for unit in publication.snapshot.units().iter().rev() {
        let is_above = above_shown.contains(&unit.id);
        let is_shown = matches!(publication.standing(unit.id), Standing::Shown(_));
        if is_shown && !is_above {
            found.insert(unit.id);
        }
        if let Some(parent) = unit.parent.filter(|_| is_above || is_shown) {
            above_shown.insert(parent);
        }
    }
    found
}
