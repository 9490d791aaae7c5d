//! An interval: the bar from one end to the other, the best guess on it, and the lines it is judged by. 300 × 128.

use crate::axis::can_be_drawn;
use crate::canvas::{Canvas, Field, Ink, Tone};
use crate::row::{middle_label, pick, row};
use crate::stack::{Wish, apart};
use crate::svg::{self, Heading, Medium};
use crate::words::Words;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 128.0;
/// Each text has 5 px of air on both sides, of which 4 may lie outside.
const ROOM: (f64, f64) = (-4.0, WIDTH + 4.0);

/// A bar with a dot, a solid line where there is no difference, and a dashed one at the least that is worth having.
#[derive(Debug, Clone, PartialEq)]
pub struct RangePicture {
    /// The ids in the picture begin with this, so it must be unique on the page.
    pub id: String,
    pub title: String,
    pub desc: String,
    pub low: RangeEnd,
    pub best: RangeEnd,
    pub high: RangeEnd,
    pub dot: RangeDot,
    /// What stands above the solid line at zero.
    pub zero: Words,
    /// Where the dashed line is and what stands above it.
    pub worth: Option<(f64, Words)>,
}

/// A place on the bar with the number and the word below it, such as "58" and "fewer".
#[derive(Debug, Clone, PartialEq)]
pub struct RangeEnd {
    pub value: f64,
    pub number: String,
    pub word: Words,
}

/// Whether the best guess is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeDot {
    Filled,
    Hollow,
}

impl RangePicture {
    /// For inside an element with the class `plot`, at most 300 px wide.
    pub fn page(&self) -> String {
        self.written("", Medium::Page)
    }

    /// With plain colours, for a document or as a file.
    pub fn print(&self) -> String {
        self.written("-p", Medium::Paper)
    }

    fn written(&self, ending: &str, medium: Medium) -> String {
        let id = format!("{}{ending}", self.id);
        svg::write(
            &self.drawn(),
            Heading::Named {
                class: "range",
                id: &id,
                title: &self.title,
                desc: &self.desc,
            },
            medium,
        )
    }

    fn drawn(&self) -> Canvas {
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        let ends = [&self.low, &self.best, &self.high];
        if !ends.iter().all(|end| can_be_drawn(end.value)) {
            return canvas;
        }
        let worth = self.worth.as_ref().filter(|(value, _)| can_be_drawn(*value));
        let x = self.scale(worth.map(|(value, _)| *value));
        canvas.line((x(0.0), 30.0), (x(0.0), 86.0), Ink::Zero);
        let mut above = vec![(x(0.0), &self.zero)];
        if let Some((value, words)) = worth {
            canvas.line((x(*value), 30.0), (x(*value), 86.0), Ink::Goal);
            above.push((x(*value), words));
        }
        let (left, right) = (
            x(self.low.value.min(self.high.value)),
            x(self.high.value.max(self.low.value)),
        );
        canvas.field(
            Field {
                left,
                right,
                top: 48.0,
                bottom: 68.0,
            },
            Ink::StrongBand,
        );
        let ink = if self.dot == RangeDot::Filled {
            Ink::Dot
        } else {
            Ink::HollowDot
        };
        canvas.circle((x(self.best.value), 58.0), 7.0, ink);
        canvas.write(row(&above, 20.0, Tone::Plain, ROOM));
        write_ends(&ends.map(|end| (x(end.value), end)), &mut canvas);
        canvas
    }

    /// From values to places, with a little air on both sides.
    fn scale(&self, worth: Option<f64>) -> impl Fn(f64) -> f64 + use<> {
        let values = [self.low.value, self.best.value, self.high.value, 0.0];
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().chain(worth) {
            (low, high) = (low.min(value), high.max(value));
        }
        let span = if high > low { high - low } else { 1.0 };
        move |value| 24.0 + (WIDTH - 48.0) * (value - low) / span
    }
}

/// Number above word, both in the middle of the room the wider of them needs.
fn write_ends(ends: &[(f64, &RangeEnd); 3], canvas: &mut Canvas) {
    // The best guess gives way last.
    let [low, best, high] = ends;
    let mut kept: Vec<&(f64, &RangeEnd)> = vec![best, low, high];
    while !kept.is_empty() {
        for shortest in [false, true] {
            let spaced: Vec<Wish> = kept
                .iter()
                .map(|(middle, end)| {
                    let widest = Tone::Soft
                        .width(pick(&end.word, shortest))
                        .max(Tone::Bold.width(&end.number));
                    Wish {
                        middle: *middle,
                        length: widest + 10.0,
                    }
                })
                .collect();
            let Some(middles) = apart(&spaced, ROOM.0, ROOM.1) else {
                continue;
            };
            for (order, ((_, end), x)) in kept.iter().zip(middles).enumerate() {
                let tone = if order == 0 { Tone::Bold } else { Tone::Plain };
                let word = middle_label(x, 122.0, Tone::Soft, pick(&end.word, shortest));
                canvas.write(vec![middle_label(x, 105.0, tone, &end.number), word]);
            }
            return;
        }
        kept.pop();
    }
}
