//! A year as a ring: twelve ticks, the part that is over drawn through and the rest dashed, and stops on it with their labels inside. A wide
//! drawing and a narrow one; what has no room for its label keeps its dot, and the table beside the picture says it all.

use std::f64::consts::TAU;
use std::fmt::Write;

use crate::axis::real;
use crate::metrics::{Weight, shorten, width};
use crate::stack::{Wish, apart};
use crate::svg::{escape, identifier};
use crate::words::Words;

/// A year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearPicture {
    /// Begins the ids of its title and description.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What it says.
    pub description: String,
    /// The months in short, from January on.
    pub months: Vec<String>,
    /// How much of the year is over, from 0 to 1.
    pub over: f64,
    /// What stands in the middle: the year, and below it the week.
    pub middle: (String, String),
    /// What lies on the ring. The first matter most when there is no room for all labels.
    pub stops: Vec<YearStop>,
}

/// Something on the ring.
#[derive(Debug, Clone, PartialEq)]
pub struct YearStop {
    /// Where in the year, from 0 to 1.
    pub at: f64,
    /// What it is.
    pub label: Words,
    /// How it stands.
    pub kind: YearStopKind,
}

/// How a stop stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearStopKind {
    /// It is done: filled.
    Done,
    /// It is under way.
    Now,
    /// It is to come: open.
    Ahead,
    /// It should have been: with a mark.
    Late,
}

impl YearStopKind {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
            Self::Late => "late",
        }
    }
}

const TYPE: f64 = 14.0;
/// Between two labels on one side: a line of 14 px with a little air.
const STEP: f64 = 19.0;
/// From the ring to the text beside it.
const AWAY: f64 = 16.0;

/// The measures of a drawing.
#[derive(Debug, Clone, Copy)]
struct Measure {
    class: &'static str,
    side: f64,
    radius: f64,
    is_short: bool,
}

const WIDE: Measure = Measure {
    class: "wide",
    side: 440.0,
    radius: 162.0,
    is_short: false,
};
const NARROW: Measure = Measure {
    class: "narrow",
    side: 343.0,
    radius: 122.0,
    is_short: true,
};

/// A label with its place.
struct Placed {
    x: f64,
    y: f64,
    anchor: &'static str,
    text: String,
}

impl YearPicture {
    /// For inside an element with the class `plot`.
    pub fn page(&self) -> String {
        format!("{}{}", self.drawn(WIDE), self.drawn(NARROW))
    }

    fn drawn(&self, measure: Measure) -> String {
        let mut out = String::new();
        let id = identifier(&format!("{}-{}", self.id, measure.class));
        let (side, middle) = (measure.side, measure.side / 2.0);
        let (title, description) = (escape(&self.title), escape(&self.description));
        let _ = writeln!(
            out,
            "<svg class=\"{}\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">",
            measure.class
        );
        let _ = writeln!(
            out,
            "<title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>"
        );
        self.draw_ring(&mut out, measure);
        self.draw_months(&mut out, measure);
        for stop in &self.stops {
            draw_stop(&mut out, measure, stop);
        }
        for label in self.placed(measure) {
            let (x, y) = (rounded(label.x), rounded(label.y));
            let text = escape(&label.text);
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\">{text}</text>",
                label.anchor
            );
        }
        let lines = [(&self.middle.0, "b", 8.0), (&self.middle.1, "soft", 28.0)];
        for (text, class, below) in lines {
            let (y, text) = (rounded(middle + below), escape(text));
            let _ = writeln!(
                out,
                "<text class=\"{class}\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>"
            );
        }
        out.push_str("</svg>\n");
        out
    }

    fn draw_ring(&self, out: &mut String, measure: Measure) {
        let over = self.over.clamp(0.001, 0.999);
        for (from, to, class) in [(0.0, over, "ring"), (over, 1.0, "ring ahead")] {
            let (start, end) = (place(measure, from, measure.radius), place(measure, to, measure.radius));
            let is_long = u8::from(to - from > 0.5);
            let radius = measure.radius;
            let _ = writeln!(
                out,
                "<path class=\"{class}\" d=\"M{} {}A{radius} {radius} 0 {is_long} 1 {} {}\"/>",
                rounded(start.0),
                rounded(start.1),
                rounded(end.0),
                rounded(end.1)
            );
        }
    }

    fn draw_months(&self, out: &mut String, measure: Measure) {
        for (number, month) in self.months.iter().enumerate().take(12) {
            let begins = real(number) / 12.0;
            let (one, other) = (
                place(measure, begins, measure.radius + 6.0),
                place(measure, begins, measure.radius - 6.0),
            );
            let _ = writeln!(
                out,
                "<line class=\"axis\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                rounded(one.0),
                rounded(one.1),
                rounded(other.0),
                rounded(other.1)
            );
            let (x, y) = place(measure, begins + 1.0 / 24.0, measure.radius + 27.0);
            let is_now = (begins..begins + 1.0 / 12.0).contains(&self.over);
            let class = if is_now { "b" } else { "soft" };
            let (x, y, month) = (rounded(x), rounded(y + 5.0), escape(month));
            let _ = writeln!(
                out,
                "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{month}</text>"
            );
        }
    }

    /// The labels of both sides, moved apart. What has no room goes, the last first.
    fn placed(&self, measure: Measure) -> Vec<Placed> {
        let mut all = Vec::new();
        for is_right in [true, false] {
            let side: Vec<&YearStop> = self.stops.iter().filter(|stop| (stop.at < 0.5) == is_right).collect();
            all.extend(placed_on(measure, &side, is_right));
        }
        all
    }
}

fn placed_on(measure: Measure, side: &[&YearStop], is_right: bool) -> Vec<Placed> {
    let centre = measure.side / 2.0;
    // At eight tenths of the radius above and below the middle the ring is still wide enough for a short word.
    let (low, high) = (centre - 0.8 * measure.radius, centre + 0.8 * measure.radius);
    let mut stops = side;
    let middles = loop {
        let wishes: Vec<Wish> = stops
            .iter()
            .map(|stop| Wish {
                middle: place(measure, stop.at, measure.radius).1,
                length: STEP,
            })
            .collect();
        match (apart(&wishes, low, high), stops.split_last()) {
            (Some(middles), _) => break middles,
            (None, Some((_, fewer))) => stops = fewer,
            (None, None) => return Vec::new(),
        }
    };
    let placed = stops.iter().zip(middles).filter_map(|(stop, y)| {
        let half = (measure.radius.powi(2) - (y - centre).powi(2)).max(0.0).sqrt();
        // The middle is kept free for the year where a label is level with it.
        let is_level = (y - centre - 12.0).abs() < 34.0;
        let room = half - AWAY - if is_level { 28.0 } else { 4.0 };
        let wanted = if measure.is_short {
            &stop.label.short
        } else {
            &stop.label.full
        };
        let text = if width(wanted, Weight::Regular, TYPE) <= room {
            wanted.clone()
        } else {
            shorten(&stop.label.short, Weight::Regular, TYPE, room)?
        };
        let x = if is_right {
            centre + half - AWAY
        } else {
            centre - half + AWAY
        };
        Some(Placed {
            x,
            y: y + 5.0,
            anchor: if is_right { "end" } else { "start" },
            text,
        })
    });
    placed.collect()
}

fn draw_stop(out: &mut String, measure: Measure, stop: &YearStop) {
    let (x, y) = place(measure, stop.at, measure.radius);
    let radius = if matches!(stop.kind, YearStopKind::Late | YearStopKind::Now) {
        8
    } else {
        7
    };
    let (x, y) = (rounded(x), rounded(y));
    let _ = writeln!(
        out,
        "<circle class=\"st {}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>",
        stop.kind.class()
    );
    if stop.kind == YearStopKind::Late {
        let _ = writeln!(
            out,
            "<path class=\"mark\" d=\"M{x} {}v-5M{x} {}v-1.5\"/>",
            y + 1.0,
            y + 4.5
        );
    }
}

/// A place on a circle, the year beginning at the top and going round with the clock.
fn place(measure: Measure, share: f64, radius: f64) -> (f64, f64) {
    let centre = measure.side / 2.0;
    let angle = share * TAU;
    (centre + radius * angle.sin(), centre - radius * angle.cos())
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn stop(at: f64, label: &str, kind: YearStopKind) -> YearStop {
        YearStop {
            at,
            label: Words::new(label, label),
            kind,
        }
    }

    fn picture(stops: Vec<YearStop>) -> YearPicture {
        YearPicture {
            id: "wheel".into(),
            title: "Årshjul 2026".into(),
            description: "Otte pligter.".into(),
            months: [
                "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
            ]
            .map(str::to_owned)
            .to_vec(),
            over: 0.91,
            middle: ("2026".into(), "uge 49".into()),
            stops,
        }
    }

    fn labels(drawing: &str) -> Vec<(f64, String)> {
        let texts = drawing.lines().filter(|line| line.starts_with("<text x="));
        texts
            .map(|line| {
                let y = line.split("y=\"").nth(1).unwrap().split('"').next().unwrap();
                let text = line.split('>').nth(1).unwrap().split('<').next().unwrap();
                (y.parse().unwrap(), text.to_owned())
            })
            .collect()
    }

    #[test]
    fn a_year_has_twelve_months_and_says_what_it_is() {
        let page = picture(vec![stop(0.79, "APV i Mosevang", YearStopKind::Late)]).page();
        assert_eq!(page.matches("<svg").count(), 2);
        assert_eq!(page.matches("class=\"axis\"").count(), 24);
        assert!(page.contains("aria-labelledby=\"wheel-wide-t wheel-wide-d\"") && page.contains("Otte pligter."));
        assert!(page.contains("class=\"st late\"") && page.contains("class=\"mark\""));
        // The present month stands out.
        assert!(page.contains("class=\"b\"") && page.contains(">nov</text>"));
    }

    #[test]
    fn labels_on_one_side_never_lie_on_each_other() {
        let crowd = (0..7).map(|number| stop(0.76 + f64::from(number) * 0.004, "Sygefravær", YearStopKind::Done));
        let drawn = picture(crowd.collect()).page();
        let wide = drawn.split("</svg>").next().unwrap();
        let mut heights: Vec<f64> = labels(wide).into_iter().map(|(y, _)| y).collect();
        heights.sort_by(f64::total_cmp);
        assert_eq!(heights.len(), 7);
        for (upper, lower) in heights.iter().zip(heights.iter().skip(1)) {
            assert!(lower - upper >= 18.9, "{heights:?}");
        }
    }

    #[test]
    fn with_too_many_the_first_keep_their_labels_and_all_keep_their_dots() {
        let crowd = (0..40).map(|number| {
            stop(
                0.6 + f64::from(number) * 0.001,
                &format!("P{number}"),
                YearStopKind::Ahead,
            )
        });
        let drawn = picture(crowd.collect()).page();
        let wide = drawn.split("</svg>").next().unwrap();
        assert_eq!(wide.matches("class=\"st ahead\"").count(), 40);
        let told = labels(wide);
        assert!(told.len() < 40 && told.iter().any(|(_, text)| text == "P0"), "{told:?}");
    }

    #[test]
    fn what_somebody_typed_is_never_markup() {
        let page = picture(vec![stop(0.2, "<b>APV", YearStopKind::Now)]).page();
        assert!(!page.contains("<b>") && page.contains("&lt;b&gt;APV"));
    }
}
