//! What the lines are drawn upon: disruptions, gridlines, both axes with their labels, and gaps for a new definition.

use super::frame::Frame;
use super::{Tick, Zero};
use crate::canvas::{Canvas, Field, Ink};
use crate::form::Form;
use crate::ticks;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    draw_disruptions(frame, canvas);
    draw_grid(frame, canvas);
    draw_time(frame, canvas);
}

fn draw_disruptions(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let top = frame.lanes.names - 13.0;
    for time in frame
        .picture
        .disruptions
        .iter()
        .filter(|time| frame.holds(time.from) && time.to >= time.from)
    {
        let (left, right) = (
            frame.begin(time.from),
            frame.end(time.to.min(frame.picture.positions - 1)),
        );
        canvas.field(
            Field {
                left,
                right,
                top,
                bottom: frame.plot.bottom,
            },
            Ink::ShockField,
        );
        for x in [left, right] {
            canvas.line((x, top), (x, frame.plot.bottom), Ink::ShockEdge);
        }
    }
}

fn draw_grid(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let zero_is_marked = frame.picture.zero != Zero::Plain;
    let has_own_line = |value: f64| value <= frame.axis.low() || (zero_is_marked && value == 0.0);
    let y = |value: f64| frame.y(value);
    frame.numbers.draw(&frame.plot, y, has_own_line, canvas);
    if zero_is_marked && frame.axis.low() < 0.0 && frame.axis.high() >= 0.0 {
        let y = frame.y(0.0);
        canvas.line((frame.plot.left, y), (frame.plot.right, y), Ink::Zero);
    }
}

/// A strip of bare paper where the figure is made up anew, so that nothing seems to run through. Only the lines come after it.
pub(super) fn draw_gaps(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let half = if frame.form == Form::Wide { 3.0 } else { 2.0 };
    for cut in frame
        .picture
        .breaks
        .iter()
        .filter(|cut| frame.holds(cut.at) && cut.at > 0)
    {
        let x = frame.begin(cut.at);
        let (top, bottom) = (frame.lanes.names + 6.0, frame.plot.bottom + 4.0);
        canvas.field(
            Field {
                left: x - half,
                right: x + half,
                top,
                bottom,
            },
            Ink::Gap,
        );
    }
}

fn draw_time(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let foot = frame.plot.bottom;
    canvas.line((frame.plot.left, foot), (frame.plot.right, foot), Ink::Axis);
    let ticks: Vec<&Tick> = frame.picture.ticks.iter().filter(|tick| frame.holds(tick.at)).collect();
    for tick in &ticks {
        let x = frame.x(tick.at);
        canvas.line((x, foot), (x, foot + 5.0), Ink::Axis);
    }
    let labelled: Vec<ticks::Tick<'_>> = ticks.iter().map(|tick| (frame.x(tick.at), &tick.label)).collect();
    canvas.write(ticks::labels(&labelled, 0, frame.form, foot + 22.0, canvas));
}
