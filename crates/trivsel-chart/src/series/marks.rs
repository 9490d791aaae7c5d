//! The data themselves: limits, goal, centre, starts, lines, their ends, signals, and the sign of what is withheld.

use std::ops::RangeInclusive;

use super::frame::{Frame, last_shown};
use super::{Expected, Limits, Line, Point};
use crate::axis::can_be_drawn;
use crate::canvas::{Canvas, Colour, Field, Ink};
use crate::estimate::{Rung, bands};
use crate::runs::stretches;

/// Up to this many positions each value of one's own line has a dot: two years of months can still be told apart.
const FEW: usize = 24;
/// How far an expected value between two gaps reaches to both sides: one dash.
const LONE: f64 = 4.0;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    if let Some(limits) = &frame.picture.limits {
        draw_limits(frame, limits, canvas);
    }
    if let Some(expected) = &frame.picture.expected {
        draw_expected_band(frame, expected, canvas);
    }
    draw_goal(frame, canvas);
    draw_centre(frame, canvas);
    super::ground::draw_gaps(frame, canvas);
    draw_starts(frame, canvas);
    draw_small_starts(frame, canvas);
    if let Some(expected) = &frame.picture.expected {
        draw_expected_line(frame, expected, canvas);
    }
    // The first line is one's own and lies on top.
    for (order, line) in frame.picture.lines.iter().enumerate().rev() {
        draw_line(frame, line, order == 0, canvas);
    }
    draw_rings(frame, canvas);
}

fn draw_limits(frame: &Frame<'_, '_>, limits: &Limits, canvas: &mut Canvas) {
    let at = |values: &[Option<f64>], position: usize| {
        values
            .get(position)
            .copied()
            .flatten()
            .filter(|value| can_be_drawn(*value))
    };
    let (lower, upper) = (
        |position| at(&limits.lower, position),
        |position| at(&limits.upper, position),
    );
    let free = |position: usize| !frame.is_disturbed(position);
    let mut bands = Vec::new();
    let both = |position| free(position) && lower(position).is_some() && upper(position).is_some();
    for run in stretches(frame.picture.positions, &frame.cuts(), both) {
        let mut outline = steps(frame, run.clone(), &upper);
        outline.extend(steps(frame, run, &lower).into_iter().rev());
        bands.push(outline);
    }
    canvas.path(bands, true, Ink::Band);
    let mut edges = Vec::new();
    let sides: [&dyn Fn(usize) -> Option<f64>; 2] = [&upper, &lower];
    for side in sides {
        for run in stretches(frame.picture.positions, &frame.cuts(), |position| {
            free(position) && side(position).is_some()
        }) {
            edges.push(steps(frame, run, side));
        }
    }
    for edge in &edges {
        canvas.remember_line(edge);
    }
    canvas.path(edges, false, Ink::LimitEdge);
}

/// A line that holds its level through each position and steps to the next.
fn steps(frame: &Frame<'_, '_>, run: RangeInclusive<usize>, value: &dyn Fn(usize) -> Option<f64>) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for position in run {
        let Some(y) = value(position).map(|value| frame.y(value)) else {
            continue;
        };
        if corners.last().is_some_and(|(_, before)| (before - y).abs() < 0.05) {
            corners.pop();
        } else {
            corners.push((frame.begin(position), y));
        }
        corners.push((frame.end(position), y));
    }
    corners
}

fn draw_expected_band(frame: &Frame<'_, '_>, expected: &Expected, canvas: &mut Canvas) {
    let rung = |position: usize| {
        let (low, high) = expected.at(position)?.ends()?;
        Some(Rung {
            x: frame.x(position),
            low: frame.y(low),
            high: frame.y(high),
        })
    };
    let runs = stretches(frame.picture.positions, &frame.cuts(), |position| {
        rung(position).is_some()
    });
    canvas.path(bands(runs, rung, LONE), true, Ink::ExpectedBand);
}

fn draw_expected_line(frame: &Frame<'_, '_>, expected: &Expected, canvas: &mut Canvas) {
    let corner = |position: usize| Some((frame.x(position), frame.y(expected.at(position)?.value)));
    let mut strokes = Vec::new();
    for run in stretches(frame.picture.positions, &frame.cuts(), |position| {
        expected.at(position).is_some()
    }) {
        let mut corners: Vec<(f64, f64)> = run.filter_map(corner).collect();
        if let [(x, y)] = *corners.as_slice() {
            corners = vec![(x - LONE, y), (x + LONE, y)];
        }
        canvas.remember_line(&corners);
        strokes.push(corners);
    }
    canvas.path(strokes, false, Ink::Expected);
}

fn draw_goal(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let Some(goal) = &frame.picture.goal else { return };
    if frame.holds(goal.from) && goal.to >= goal.from && can_be_drawn(goal.value) {
        let y = frame.y(goal.value);
        let ends = [
            (frame.begin(goal.from), y),
            (frame.end(goal.to.min(frame.picture.positions - 1)), y),
        ];
        canvas.line(ends[0], ends[1], Ink::Goal);
        canvas.remember_line(&ends);
    }
}

fn draw_centre(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    for level in frame.picture.centre.iter().filter(|level| can_be_drawn(level.value)) {
        let y = frame.y(level.value);
        let holds = |position| (level.from..=level.to).contains(&position) && !frame.is_disturbed(position);
        for run in stretches(frame.picture.positions, &frame.cuts(), holds) {
            let ends = [(frame.begin(*run.start()), y), (frame.end(*run.end()), y)];
            canvas.line(ends[0], ends[1], Ink::Centre);
            canvas.remember_line(&ends);
        }
    }
}

fn draw_starts(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    for start in frame.picture.starts.iter().filter(|start| frame.holds(start.at)) {
        let x = frame.begin(start.at);
        canvas.line((x, frame.lanes.station), (x, frame.plot.bottom), Ink::Start);
        canvas.remember_wall(Field {
            left: x - 1.0,
            right: x + 1.0,
            top: frame.lanes.station,
            bottom: frame.plot.bottom,
        });
    }
}

/// How far a tick of a small start stands up from the axis.
const TICK: f64 = 7.0;

fn draw_small_starts(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    for at in frame.picture.small_starts.iter().filter(|at| frame.holds(**at)) {
        let x = frame.begin(*at);
        canvas.line((x, frame.plot.bottom - TICK), (x, frame.plot.bottom), Ink::Start);
    }
}

fn draw_line(frame: &Frame<'_, '_>, line: &Line, is_own: bool, canvas: &mut Canvas) {
    let shown = |position: usize| line.points.get(position).and_then(|point| point.shown());
    let mut strokes = Vec::new();
    let mut alone = Vec::new();
    for run in stretches(frame.picture.positions, &frame.cuts(), |position| {
        shown(position).is_some()
    }) {
        let corners: Vec<(f64, f64)> = run
            .filter_map(|position| shown(position).map(|value| (frame.x(position), frame.y(value))))
            .collect();
        canvas.remember_line(&corners);
        if let [single] = corners.as_slice() {
            alone.push(*single)
        } else {
            strokes.push(corners)
        }
    }
    canvas.path(strokes, false, Ink::Series(line.colour));
    if is_own && frame.picture.positions <= FEW {
        for (position, value) in (0..frame.picture.positions).filter_map(|at| shown(at).map(|value| (at, value))) {
            canvas.circle((frame.x(position), frame.y(value)), 3.0, Ink::SmallDot(line.colour));
        }
    }
    let end = last_shown(line, frame.picture.positions).map(|(position, value)| (frame.x(position), frame.y(value)));
    for at in alone.into_iter().filter(|at| Some(*at) != end) {
        // A value between two gaps has no neighbour to draw a line to.
        canvas.circle(at, if is_own { 2.5 } else { 2.0 }, Ink::SmallDot(line.colour));
    }
    if let Some(at) = end {
        let (radius, ink) = match (is_own, line.colour) {
            (true, Colour::Fjord) => (4.5, Ink::Dot),
            (true, colour) => (4.5, Ink::SmallDot(colour)),
            (false, colour) => (3.5, Ink::SmallDot(colour)),
        };
        canvas.circle(at, radius, ink);
    }
}

fn draw_rings(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    for at in frame.picture.signals.iter().filter_map(|signal| ring(frame, signal)) {
        canvas.circle(at, 7.5, Ink::Ring);
        canvas.remember_wall(Field {
            left: at.0 - 7.5,
            right: at.0 + 7.5,
            top: at.1 - 7.5,
            bottom: at.1 + 7.5,
        });
    }
}

/// Where the point of a signal stands; nothing if there is no value to point at.
pub(super) fn ring(frame: &Frame<'_, '_>, signal: &super::Signal) -> Option<(f64, f64)> {
    if !frame.holds(signal.at) {
        return None;
    }
    let point: Point = frame.picture.lines.get(signal.line)?.points.get(signal.at).copied()?;
    point.shown().map(|value| (frame.x(signal.at), frame.y(value)))
}
