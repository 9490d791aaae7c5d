//! What anyone can work out from what a publication shows, before any reckoning: who stands in a group, and which options are told together.

use trivsel_domain::publication::{Amount, Publication};

/// The places of the cells that a unit holds.
pub(crate) fn cells_of(publication: &Publication, unit: trivsel_domain::id::UnitId) -> Vec<usize> {
    let within = |cell: &trivsel_domain::survey::Cell| {
        let mut at = Some(cell.unit);
        while let Some(here) = at {
            if here == unit {
                return true;
            }
            at = publication.snapshot.get(here).and_then(|found| found.parent);
        }
        false
    };
    let cells = publication.cells.iter().enumerate();
    cells.filter(|(_, cell)| within(cell)).map(|(at, _)| at).collect()
}

/// Options with the share they are told with, and how far that is rounded; neighbours told alike are one pool, or several that cannot be
/// told apart: what is missing to a hundred says how many.
pub(crate) fn pools(shares: &[(i32, Amount)]) -> Vec<(Vec<usize>, f64, f64)> {
    let mut found: Vec<(Vec<usize>, f64, bool)> = Vec::new();
    for (at, (_, share)) in shares.iter().enumerate() {
        match (share, found.last_mut()) {
            (Amount::Between { to, .. }, Some((options, percent, true))) if percent == to => options.push(at),
            (Amount::Between { to, .. }, _) => found.push((vec![at], *to, true)),
            (Amount::Exact(percent), _) => found.push((vec![at], *percent, false)),
        }
    }
    let mut missing = 100.0 - found.iter().map(|(_, percent, _)| percent).sum::<f64>();
    found
        .into_iter()
        .map(|(options, percent, is_pool)| {
            let mut times = 1.0;
            let mut left = options.len();
            while is_pool && left >= 4 && percent > 0.0 && missing >= percent - 3.0 {
                (times, left, missing) = (times + 1.0, left - 2, missing - percent);
            }
            (options, times * percent, times * 0.5)
        })
        .collect()
}
