//! What is drawn: the band, the lines of zero, start and worth, both axes, the line from step to step and its dots.

use super::frame::{Frame, STATION};
use crate::canvas::{Anchor, Canvas, Colour, Field, Ink, Label, Tone};
use crate::estimate::{Rung, bands};
use crate::ticks;

/// The radius of the station on top of the start line.
const STATION_RADIUS: f64 = 4.5;
/// Steps closer than this have no room for a dot each.
const TOO_CLOSE: f64 = 5.0;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let has_own_line = |value: f64| value == 0.0 || value <= frame.axis.low();
    frame
        .numbers
        .draw(&frame.plot, |value| frame.y(value), has_own_line, canvas);
    draw_band(frame, canvas);
    draw_levels(frame, canvas);
    draw_start(frame, canvas);
    draw_line(frame, canvas);
    draw_steps_axis(frame, canvas);
}

fn draw_band(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let rung = |index: usize| {
        let step = frame.steps.get(index)?;
        let (low, high) = step.estimate.ends()?;
        Some(Rung {
            x: frame.place(step).0,
            low: frame.y(low),
            high: frame.y(high),
        })
    };
    let runs = frame.runs(|step| step.estimate.ends().is_some());
    let outlines = bands(runs, rung, (frame.spacing() / 2.0).min(5.0));
    for outline in &outlines {
        canvas.remember_line(outline);
    }
    canvas.path(outlines.clone(), true, Ink::Band);
    canvas.path(edges(&outlines), false, Ink::LimitEdge);
}

/// The upper and the lower side of each band: the wash alone is too pale for some eyes.
fn edges(outlines: &[Vec<(f64, f64)>]) -> Vec<Vec<(f64, f64)>> {
    let sides = outlines.iter().flat_map(|outline| {
        let (above, below) = outline.split_at(outline.len() / 2);
        [above.to_vec(), below.to_vec()]
    });
    sides.collect()
}

/// Zero across the whole plot, what is worth having only from the start on.
fn draw_levels(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let zero = [(frame.plot.left, frame.y(0.0)), (frame.plot.right, frame.y(0.0))];
    canvas.line(zero[0], zero[1], Ink::Zero);
    canvas.remember_line(&zero);
    if let Some((value, _)) = frame.worth() {
        let ends = [(frame.start(), frame.y(*value)), (frame.plot.right, frame.y(*value))];
        canvas.line(ends[0], ends[1], Ink::Goal);
        canvas.remember_line(&ends);
    }
}

fn draw_start(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let x = frame.start();
    canvas.line((x, STATION), (x, frame.plot.bottom), Ink::Start);
    canvas.circle((x, STATION), STATION_RADIUS, Ink::HollowDot);
    canvas.remember_wall(Field {
        left: x - STATION_RADIUS,
        right: x + STATION_RADIUS,
        top: STATION - STATION_RADIUS,
        bottom: frame.plot.bottom,
    });
    let away = STATION_RADIUS + 7.0;
    let sides = [
        (&frame.picture.after, Anchor::Start, x + away, Tone::Bold),
        (&frame.picture.before, Anchor::End, x - away, Tone::Soft),
    ];
    for (words, anchor, x, tone) in sides {
        let mut places = frame.form.forms(words).into_iter().map(|text| {
            vec![Label {
                x,
                baseline: STATION + 5.0,
                anchor,
                tone,
                text: text.to_owned(),
            }]
        });
        let free = places.find(|labels| canvas.has_room(labels, &canvas.whole()));
        canvas.write(free.unwrap_or_default());
    }
}

fn draw_line(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let mut strokes = Vec::new();
    let mut alone = Vec::new();
    for run in frame.runs(|_| true) {
        let corners: Vec<(f64, f64)> = run
            .clone()
            .filter_map(|index| frame.steps.get(index).map(|step| frame.place(step)))
            .collect();
        canvas.remember_line(&corners);
        if corners.len() > 1 {
            strokes.push(corners);
        } else {
            alone.push(*run.start());
        }
    }
    canvas.path(strokes, false, Ink::ThinLine);
    let spacing = frame.spacing();
    // A fifth of the way to the next dot stays free.
    let radius = (spacing * 0.4).clamp(2.2, 4.0);
    for (index, step) in frame.steps.iter().enumerate() {
        // What no line or band shows keeps its dot, however crowded it is.
        if spacing < TOO_CLOSE && step.estimate.ends().is_some() && !alone.contains(&index) {
            continue;
        }
        let ink = match (step.is_after_start(), radius >= 4.0) {
            (true, true) => Ink::Dot,
            (true, false) => Ink::SmallDot(Colour::Fjord),
            (false, true) => Ink::HollowDot,
            (false, false) => Ink::FineHollowDot,
        };
        canvas.circle(frame.place(step), radius, ink);
    }
}

fn draw_steps_axis(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let foot = frame.plot.bottom;
    let mut placed: Vec<(i64, ticks::Tick<'_>)> = Vec::new();
    for tick in &frame.picture.ticks {
        if let Some(x) = frame.tick(tick.at) {
            placed.push((tick.at, (x, &tick.label)));
            canvas.line((x, foot), (x, foot + 5.0), Ink::Axis);
        }
    }
    canvas.line((frame.plot.left, foot), (frame.plot.right, foot), Ink::Axis);
    placed.sort_by_key(|(at, _)| *at);
    // Where there is no room for all, the one at the start stays.
    let nearest = placed.iter().enumerate().min_by_key(|(_, (at, _))| at.unsigned_abs());
    let origin = nearest.map_or(0, |(index, _)| index);
    let labelled: Vec<ticks::Tick<'_>> = placed.into_iter().map(|(_, tick)| tick).collect();
    canvas.write(ticks::labels(&labelled, origin, frame.form, foot + 22.0, canvas));
}
