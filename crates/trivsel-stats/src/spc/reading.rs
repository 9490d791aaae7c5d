//! What a chart says in one word: the leading signal of a point, and whether a target lies within reach.

use super::chart::Chart;
use super::rules::{Side, Signal};

/// Whether a process as it is now meets a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assurance {
    /// Ordinary variation alone never takes it to the wrong side of the target.
    AlwaysMeets,
    /// Ordinary variation alone never takes it to the right side: only a change of the process can.
    NeverMeets,
    /// The target lies within the limits: some points meet it and others do not, by chance.
    HitAndMiss,
}

/// The signal to name where there is room for one: outside the limits, then trend, then near a limit, beyond one sigma,
/// and shift last. The order is that of NHSRplotthedots; a point may belong to a rising trend and still to a run below the
/// centre line.
#[must_use]
pub fn find_leading_signal(signals: &[Signal]) -> Option<Signal> {
    let rank = |signal: &Signal| match signal {
        Signal::OutsideLimits(_) => 0,
        Signal::Trend(_) => 1,
        Signal::NearLimit(_) => 2,
        Signal::BeyondOneSigma(_) => 3,
        Signal::Shift(_) => 4,
    };
    signals.iter().copied().min_by_key(rank)
}

/// How `target`, in the unit of the plotted values, lies to the limits of the last point that has limits; `better` is the side
/// of the target on which values should be. `None` where no point has limits, or the target is NaN.
///
/// The assurance of *Making Data Count*: beyond the limits on the wrong side, or on the right side, or within them (limits
/// included).
#[must_use]
pub fn find_assurance(chart: &Chart, target: f64, better: Side) -> Option<Assurance> {
    let limits = chart.points.iter().rev().find_map(|point| point.limits)?;
    if target.is_nan() {
        return None;
    }
    let lies = if target > limits.upper {
        Side::Below
    } else if target < limits.lower {
        Side::Above
    } else {
        return Some(Assurance::HitAndMiss);
    };
    // `lies` is where the process lies, seen from the target.
    Some(if lies == better {
        Assurance::AlwaysMeets
    } else {
        Assurance::NeverMeets
    })
}
