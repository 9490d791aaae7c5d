//! Above the plot: stations of what began, and one lane for the unit, the disruptions and new definitions.

use super::frame::Frame;
use super::{Break, Disruption, Start};
use crate::canvas::{Anchor, Canvas, Field, Ink, Label, Tone};
use crate::form::Form;
use crate::metrics::shortened;

/// The radius of a station without a number.
const STATION: f64 = 4.5;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    draw_unit(frame, canvas);
    draw_stations(frame, canvas);
    for time in frame
        .picture
        .disruptions
        .iter()
        .filter(|time| frame.holds(time.from) && time.to >= time.from)
    {
        name_disruption(frame, time, canvas);
    }
    for cut in frame
        .picture
        .breaks
        .iter()
        .filter(|cut| frame.holds(cut.at) && cut.at > 0)
    {
        name_break(frame, cut, canvas);
    }
}

/// At the left edge, unless a start line would cross it there and not beside that line.
fn draw_unit(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let text = shortened(&frame.picture.unit, frame.size.width / 2.0);
    let at = |x: f64| {
        vec![Label {
            x,
            baseline: frame.lanes.names,
            anchor: Anchor::Start,
            tone: Tone::Soft,
            text: text.clone(),
        }]
    };
    let beside = frame
        .picture
        .starts
        .iter()
        .filter(|start| frame.holds(start.at))
        .map(|start| at(frame.begin(start.at) + 6.0));
    let near = beside.filter(|labels| labels.iter().all(|label| label.x < 100.0));
    let chosen = std::iter::once(at(0.0))
        .chain(near)
        .find(|labels| canvas.is_off_walls(labels));
    if !text.is_empty() {
        canvas.write(chosen.unwrap_or_else(|| at(0.0)));
    }
}

fn draw_stations(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let mut starts: Vec<&Start> = frame
        .picture
        .starts
        .iter()
        .filter(|start| frame.holds(start.at))
        .collect();
    starts.sort_by_key(|start| start.at);
    let radii: Vec<f64> = starts.iter().map(|start| radius(frame, start)).collect();
    for (start, radius) in starts.iter().zip(&radii) {
        let (x, y, radius) = (frame.begin(start.at), frame.lanes.station, *radius);
        canvas.circle((x, y), radius, Ink::HollowDot);
        canvas.remember_wall(Field {
            left: x - radius,
            right: x + radius,
            top: y - radius,
            bottom: y + radius,
        });
        if radius > STATION {
            let text = start.count.to_string();
            canvas.write(vec![Label {
                x,
                baseline: y + 5.0,
                anchor: Anchor::Middle,
                tone: Tone::Bold,
                text,
            }]);
        }
    }
    let whole = canvas.whole();
    for (start, radius) in starts.into_iter().zip(radii) {
        let places = start_places(frame, start, radius);
        let free = places
            .into_iter()
            .find(|labels| canvas.has_room(labels, &whole) && canvas.is_off_walls(labels));
        canvas.write(free.unwrap_or_default());
    }
}

/// An open dot; wide enough for its number when several begin together and no other station stands in the way.
fn radius(frame: &Frame<'_, '_>, start: &Start) -> f64 {
    let wide = match start.count {
        0 | 1 => return STATION,
        2..=9 => 9.0,
        _ => 12.0,
    };
    let others = frame
        .picture
        .starts
        .iter()
        .filter(|other| frame.holds(other.at) && *other != start);
    // 12 is as wide as any neighbour can be.
    let is_free = others
        .into_iter()
        .all(|other| (frame.begin(other.at) - frame.begin(start.at)).abs() > wide + 12.0);
    if is_free { wide } else { STATION }
}

/// Beside the station, best first: at its right, with the second line, in full; then shorter; then at its left; at last one line.
fn start_places(frame: &Frame<'_, '_>, start: &Start, radius: f64) -> Vec<Vec<Label>> {
    let away = radius + 6.0;
    let x = frame.begin(start.at);
    let sides = [(Anchor::Start, x + away), (Anchor::End, x - away)];
    let mut places = Vec::new();
    for with_second in [true, false] {
        if with_second && start.second.is_empty() {
            continue;
        }
        for (anchor, x) in sides {
            for text in start.label.forms() {
                let baseline = if with_second {
                    frame.lanes.first
                } else {
                    frame.lanes.station + 5.0
                };
                let mut labels = vec![Label {
                    x,
                    baseline,
                    anchor,
                    tone: Tone::Plain,
                    text: text.to_owned(),
                }];
                if with_second {
                    let text = start.second.clone();
                    labels.push(Label {
                        x,
                        baseline: frame.lanes.second,
                        anchor,
                        tone: Tone::Soft,
                        text,
                    });
                }
                places.push(labels);
            }
        }
    }
    places
}

/// In the middle of the field, or as near to it as there is room.
fn name_disruption(frame: &Frame<'_, '_>, time: &Disruption, canvas: &mut Canvas) {
    let (left, right) = (
        frame.begin(time.from),
        frame.end(time.to.min(frame.picture.positions - 1)),
    );
    let mut places = Vec::new();
    for text in time.name.forms() {
        let room = right - left - Tone::Soft.width(text) - 12.0;
        let middle = (left + right) / 2.0;
        for share in [0.0, -0.25, 0.25, -0.5, 0.5] {
            if room > 0.0 || share == 0.0 {
                places.push((middle + share * room.max(0.0), Anchor::Middle, text.to_owned()));
            }
        }
        places.push((left, Anchor::Start, text.to_owned()));
        places.push((right, Anchor::End, text.to_owned()));
    }
    name(frame, places, canvas);
}

fn name_break(frame: &Frame<'_, '_>, cut: &Break, canvas: &mut Canvas) {
    let x = frame.begin(cut.at);
    let mut places = Vec::new();
    for text in cut.label.forms() {
        for (x, anchor) in [(x, Anchor::Middle), (x - 4.0, Anchor::Start), (x + 4.0, Anchor::End)] {
            places.push((x, anchor, text.to_owned()));
        }
    }
    name(frame, places, canvas);
}

/// Writes the first text that has room in the lane of names, off the start lines if possible; else just above the axis of time.
fn name(frame: &Frame<'_, '_>, places: Vec<(f64, Anchor, String)>, canvas: &mut Canvas) {
    let at = |baseline: f64| {
        let labels = places.iter().cloned();
        labels.map(move |(x, anchor, text)| {
            vec![Label {
                x,
                baseline,
                anchor,
                tone: Tone::Soft,
                text,
            }]
        })
    };
    let whole = canvas.whole();
    let inside = Field {
        right: frame.plot.right,
        left: frame.plot.left,
        ..whole
    };
    let above = || at(frame.lanes.names).filter(|labels| canvas.has_room(labels, &whole));
    let below = || at(frame.plot.bottom - 8.0).filter(|labels| canvas.has_room(labels, &inside));
    let clear = above().find(|labels| canvas.is_off_walls(labels));
    let chosen = match frame.form {
        Form::Wide => clear.or_else(|| above().next()).or_else(|| below().next()),
        // In the narrow drawing names stand close: rather just above the axis than across a start line.
        Form::Narrow => clear
            .or_else(|| below().find(|labels| canvas.is_off_walls(labels)))
            .or_else(|| above().next())
            .or_else(|| below().next()),
    };
    canvas.write(chosen.unwrap_or_default());
}
