//! A best guess with the interval around it, and the band that intervals make side by side.

use std::ops::RangeInclusive;

use crate::axis::can_be_drawn;

/// A best guess, and how far the truth may be from it where that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub interval: Option<Interval>,
}

/// From `low` to `high`. With an end that is not finite it is not drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    pub(crate) fn is_shown(&self) -> bool {
        can_be_drawn(self.value)
    }

    /// The lower and the upper end, whichever way round they were given.
    pub(crate) fn ends(&self) -> Option<(f64, f64)> {
        let Interval { low, high } = self.interval?;
        (can_be_drawn(low) && can_be_drawn(high)).then_some((low.min(high), low.max(high)))
    }

    /// All values that an axis must reach to hold it.
    pub(crate) fn reach(self) -> impl Iterator<Item = f64> {
        let ends = self.ends().map(|(low, high)| [low, high]);
        std::iter::once(self.value).chain(ends.into_iter().flatten())
    }
}

/// A place across the plot with the heights of both ends of an interval.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rung {
    pub(crate) x: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The outline of the band over each stretch. One rung alone is as wide as `lone` to both sides, or it could not be seen.
pub(crate) fn bands(
    runs: Vec<RangeInclusive<usize>>,
    rung: impl Fn(usize) -> Option<Rung>,
    lone: f64,
) -> Vec<Vec<(f64, f64)>> {
    let outline = |run: RangeInclusive<usize>| {
        let mut rungs: Vec<Rung> = run.filter_map(&rung).collect();
        if let [only] = rungs.as_slice() {
            let (left, right) = (only.x - lone, only.x + lone);
            rungs = vec![Rung { x: left, ..*only }, Rung { x: right, ..*only }];
        }
        let above = rungs.iter().map(|rung| (rung.x, rung.high));
        let below = rungs.iter().rev().map(|rung| (rung.x, rung.low));
        above.chain(below).collect()
    };
    runs.into_iter().map(outline).collect()
}
