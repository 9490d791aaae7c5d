//! Reading a chart: named sets of rules that say which points do not look like chance.

use super::chart::{Chart, Point, Standing};

/// A named set of rules. Schools differ (some texts speak of six points in a row, or of five), so a chart must say which
/// set it was read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleSet {
    /// NHS England, *Making Data Count*, as programmed in NHSRplotthedots: a point outside the limits; seven points in
    /// a row on one side of the centre; seven points in a row rising or falling; two of three points in a row within
    /// the outer third of the limits, all three on the same side.
    Nhs,
    /// The four zone tests of the Western Electric *Statistical Quality Control Handbook* (1956): a point outside the
    /// limits; two of three points beyond 2 sigma, four of five beyond 1 sigma, eight in a row, each on one side.
    WesternElectric,
    /// Points outside the limits only.
    ThreeSigma,
}

/// Which way a signal points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Higher than the centre, or rising.
    Above,
    /// Lower than the centre, or falling.
    Below,
}

/// Why a point stands out. A point may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// It lies outside the limits.
    OutsideLimits(Side),
    /// It belongs to a run of points on one side of the centre line: seven (NHS) or eight (Western Electric) at least.
    Shift(Side),
    /// It belongs to seven or more points that rise, or fall, without a pause (NHS).
    Trend(Side),
    /// It lies beyond two thirds of the way to a limit, as do at least two of three neighbours it is part of.
    NearLimit(Side),
    /// It lies beyond one third of the way to a limit, as do at least four of five neighbours it is part of
    /// (Western Electric).
    BeyondOneSigma(Side),
}

impl Signal {
    /// Which way it points.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::OutsideLimits(side)
            | Self::Shift(side)
            | Self::Trend(side)
            | Self::NearLimit(side)
            | Self::BeyondOneSigma(side) => side,
        }
    }
}

/// The signals at each position of the chart, in the order of the rules; an empty list where there are none.
///
/// A pattern is flagged as a whole: all points of a run or a trend; of "k of m" those k or more that are beyond the line.
/// Missing points, ghosts and the start of a phase end every pattern. A point on the centre line ends a run, and two equal
/// neighbours end a trend. Where a phase has no limits because it does not vary, only runs and trends can be found;
/// where it has too few points, nothing.
///
/// One detail follows NHSRplotthedots under [`RuleSet::Nhs`]: a point outside the limits does not count among the two of
/// three (it is a signal already).
#[must_use]
pub fn list_signals(chart: &Chart, rules: RuleSet) -> Vec<Vec<Signal>> {
    let mut signals = vec![Vec::new(); chart.points.len()];
    for stretch in stretches(chart) {
        mark_outside(&stretch, &mut signals);
        match rules {
            RuleSet::ThreeSigma => {}
            RuleSet::Nhs => {
                let near = |place: &Place, side| place.is_beyond(2.0, side) && place.outside().is_none();
                mark_runs(&stretch, 7, &mut signals);
                mark_trends(&stretch, 7, &mut signals);
                mark_k_of(&stretch, 3, &mut signals, Signal::NearLimit, near, |window, side| {
                    window.iter().filter(|place| near(place, side)).count() >= 2
                        && window.iter().all(|place| place.side() == Some(side))
                });
            }
            RuleSet::WesternElectric => {
                let beyond = |sigmas: f64| move |place: &Place, side| place.is_beyond(sigmas, side);
                mark_runs(&stretch, 8, &mut signals);
                mark_k_of(
                    &stretch,
                    3,
                    &mut signals,
                    Signal::NearLimit,
                    beyond(2.0),
                    |window, side| window.iter().filter(|place| place.is_beyond(2.0, side)).count() >= 2,
                );
                mark_k_of(
                    &stretch,
                    5,
                    &mut signals,
                    Signal::BeyondOneSigma,
                    beyond(1.0),
                    |window, side| window.iter().filter(|place| place.is_beyond(1.0, side)).count() >= 4,
                );
            }
        }
    }
    signals
}

/// A judged point: where it is, and what it is compared with.
#[derive(Debug, Clone, Copy)]
struct Place {
    position: usize,
    value: f64,
    centre: f64,
    point: Point,
}

impl Place {
    fn side(&self) -> Option<Side> {
        if self.value > self.centre {
            Some(Side::Above)
        } else if self.value < self.centre {
            Some(Side::Below)
        } else {
            None
        }
    }

    fn outside(&self) -> Option<Side> {
        let limits = self.point.limits?;
        if self.value > limits.upper {
            Some(Side::Above)
        } else if self.value < limits.lower {
            Some(Side::Below)
        } else {
            None
        }
    }

    fn is_beyond(&self, sigmas: f64, side: Side) -> bool {
        self.point.limits.is_some_and(|limits| match side {
            Side::Above => self.value > self.centre + sigmas * limits.sigma,
            Side::Below => self.value < self.centre - sigmas * limits.sigma,
        })
    }
}

/// The stretches of neighbouring judged points, each within one phase.
fn stretches(chart: &Chart) -> Vec<Vec<Place>> {
    let mut stretches: Vec<Vec<Place>> = Vec::new();
    for (position, point) in chart.points.iter().enumerate() {
        let is_too_thin = chart
            .phases
            .get(point.phase)
            .is_none_or(|phase| phase.standing == Standing::TooFewPoints);
        let (Some(value), Some(centre), true, false) = (point.value, point.centre, point.role.is_judged(), is_too_thin)
        else {
            continue;
        };
        let place = Place {
            position,
            value,
            centre,
            point: *point,
        };
        let goes_on = |last: &Place| last.position + 1 == position && last.point.phase == point.phase;
        match stretches.last_mut() {
            Some(stretch) if stretch.last().is_some_and(goes_on) => stretch.push(place),
            _ => stretches.push(vec![place]),
        }
    }
    stretches
}

fn mark_outside(stretch: &[Place], signals: &mut [Vec<Signal>]) {
    for place in stretch {
        if let Some(side) = place.outside() {
            mark(signals, place.position, Signal::OutsideLimits(side));
        }
    }
}

fn mark_runs(stretch: &[Place], length: usize, signals: &mut [Vec<Signal>]) {
    for run in stretch.chunk_by(|before, after| before.side() == after.side()) {
        if let Some(side) = run.first().and_then(Place::side).filter(|_| run.len() >= length) {
            run.iter()
                .for_each(|place| mark(signals, place.position, Signal::Shift(side)));
        }
    }
}

fn mark_trends(stretch: &[Place], length: usize, signals: &mut [Vec<Signal>]) {
    let rises = |before: &Place, after: &Place| after.value > before.value;
    let falls = |before: &Place, after: &Place| after.value < before.value;
    for trend in stretch.chunk_by(rises).filter(|trend| trend.len() >= length) {
        trend
            .iter()
            .for_each(|place| mark(signals, place.position, Signal::Trend(Side::Above)));
    }
    for trend in stretch.chunk_by(falls).filter(|trend| trend.len() >= length) {
        trend
            .iter()
            .for_each(|place| mark(signals, place.position, Signal::Trend(Side::Below)));
    }
}

/// Marks, in every window of `length` neighbours that `is_pattern`, the places that `belong`.
fn mark_k_of(
    stretch: &[Place],
    length: usize,
    signals: &mut [Vec<Signal>],
    signal: fn(Side) -> Signal,
    belongs: impl Fn(&Place, Side) -> bool,
    is_pattern: impl Fn(&[Place], Side) -> bool,
) {
    for window in stretch.windows(length) {
        for side in [Side::Above, Side::Below] {
            if is_pattern(window, side) {
                let belonging = window.iter().filter(|place| belongs(place, side));
                belonging.for_each(|place| mark(signals, place.position, signal(side)));
            }
        }
    }
}

fn mark(signals: &mut [Vec<Signal>], position: usize, signal: Signal) {
    if let Some(here) = signals.get_mut(position).filter(|here| !here.contains(&signal)) {
        here.push(signal);
    }
}
