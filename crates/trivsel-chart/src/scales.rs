//! Scales of a survey below each other: a dot with its interval on the whole range, a tick for what it is held against, and a field
//! where a scale is best in the middle.

#[cfg(test)]
mod tests;

use crate::axis::{Axis, Foot, can_be_drawn};
use crate::canvas::{Anchor, Canvas, Field, Ink, Label, Tone};
use crate::estimate::Estimate;
use crate::form::Form;
use crate::metrics;
use crate::named::drawn_twice;
use crate::row::middle_label;
use crate::rows::{FOOT, Layout, TOP, Worded};
use crate::ticks;
use crate::words::Words;

/// The base line of the texts above the rows.
const HEAD: f64 = 18.0;
/// Room above a bar for the word of its field: one line of text and 2 px of air.
const WORD: f64 = 18.0;
/// Half the height of a field, of a tick and of a bar.
const FIELD: f64 = 11.0;
const TICK: f64 = 10.0;
const BAR: f64 = 4.0;

/// Scales that share one range.
///
/// The height follows from the rows. A row without an estimate shows only its words; what lies beyond the range is drawn at its end.
///
/// ```
/// use trivsel_chart::{Estimate, Interval, ScaleRow, ScalesPicture};
///
/// let number = |value: f64, decimals: usize| format!("{value:.decimals$}");
/// let mut picture = ScalesPicture::new("scales", "Two scales", "Meaning is the higher one.", (0.0, 100.0), &number);
/// picture.mark = "all together".into();
/// picture.fitting = "fitting".into();
/// let estimate = |value: f64| Estimate { value, interval: Some(Interval { low: value - 4.0, high: value + 4.0 }) };
/// picture.rows = vec![
///     ScaleRow { label: "Meaning".into(), value: "81 (77–85)".into(), estimate: Some(estimate(81.0)), mark: Some(79.0), fitting: None },
///     ScaleRow { label: "Demands".into(), value: "66 (62–70)".into(), estimate: Some(estimate(66.0)), mark: None, fitting: Some((40.0, 60.0)) },
/// ];
/// assert_eq!(picture.print().matches("<circle").count(), 2);
/// ```
#[derive(Clone)]
pub struct ScalesPicture<'a> {
    /// The ids in the picture begin with this, so it must be unique on the page.
    pub id: String,
    /// What is drawn, for those who cannot see it.
    pub title: String,
    /// What it shows, with the numbers.
    pub desc: String,
    /// The width of the wide drawing; the narrow one is always 343.
    pub width: f64,
    /// The lowest and the highest value there can be.
    pub range: (f64, f64),
    pub rows: Vec<ScaleRow>,
    /// Writes a value on the axis with the given number of decimals, the same for all of them.
    pub number: &'a dyn Fn(f64, usize) -> String,
    /// What stands above the lower end and above the higher one.
    pub ends: (Words, Words),
    /// What the ticks stand for; written once, above the first of them.
    pub mark: Words,
    /// What stands above a field.
    pub fitting: Words,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScaleRow {
    pub label: Words,
    /// The estimate in numbers, or why there is none.
    pub value: Words,
    pub estimate: Option<Estimate>,
    /// What it is held against.
    pub mark: Option<f64>,
    /// From where to where it is best, when that is neither end.
    pub fitting: Option<(f64, f64)>,
}

impl ScaleRow {
    fn estimate(&self) -> Option<Estimate> {
        self.estimate.filter(Estimate::is_shown)
    }
}

drawn_twice!(ScalesPicture<'_>);

impl<'a> ScalesPicture<'a> {
    /// A picture without rows yet, for the part of a page that has an aside.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        desc: impl Into<String>,
        range: (f64, f64),
        number: &'a dyn Fn(f64, usize) -> String,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            desc: desc.into(),
            width: 790.0,
            range,
            rows: Vec::new(),
            number,
            ends: Default::default(),
            mark: Words::default(),
            fitting: Words::default(),
        }
    }

    fn drawn(&self, form: Form) -> Canvas {
        let nothing = Words::default();
        let worded: Vec<Worded<'_>> = self
            .rows
            .iter()
            .map(|row| Worded {
                label: &row.label,
                sublabel: &nothing,
                value: &row.value,
                has_bar: row.estimate().is_some(),
                above: if row.estimate().is_some() && row.fitting.is_some() {
                    WORD
                } else {
                    0.0
                },
            })
            .collect();
        let layout = Layout::of(self.width, &worded, form);
        let mut canvas = Canvas::new(layout.width, layout.plot.bottom + FOOT);
        layout.write(&mut canvas);
        if self.rows.iter().any(|row| row.estimate().is_some()) {
            let scale = Scale::of(self.range, &layout.plot);
            self.draw_fields(&layout, &scale, form, &mut canvas);
            self.draw_lines(&scale, form, &mut canvas);
            for (row, place) in self.rows.iter().zip(&layout.rows) {
                draw_row(row, place.middle, &scale, &mut canvas);
            }
            self.write_head(&scale, form, &mut canvas);
        }
        canvas
    }

    /// The fields with the word above each, under everything else.
    fn draw_fields(&self, layout: &Layout, scale: &Scale, form: Form, canvas: &mut Canvas) {
        for (row, place) in self.rows.iter().zip(&layout.rows) {
            let Some((from, to)) = row.fitting.filter(|_| row.estimate().is_some()) else {
                continue;
            };
            let (left, right) = (scale.x(from.min(to)), scale.x(from.max(to)));
            let (top, bottom) = (place.middle - FIELD, place.middle + FIELD);
            let field = Field {
                left,
                top,
                right,
                bottom,
            };
            canvas.field(field, Ink::ShockField);
            let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
            canvas.path(vec![corners], true, Ink::ShockEdge);
            let room = scale.right - scale.left;
            if let Some(text) = form
                .fitted(&self.fitting, Tone::Soft, room, 1)
                .and_then(|lines| lines.into_iter().next())
            {
                let half = Tone::Soft.width(&text) / 2.0;
                let x = f64::midpoint(left, right)
                    .min(scale.right - half)
                    .max(scale.left + half);
                canvas.write(vec![middle_label(x, top - 5.0, Tone::Soft, &text)]);
            }
        }
    }

    /// The gridlines with their numbers.
    fn draw_lines(&self, scale: &Scale, form: Form, canvas: &mut Canvas) {
        let bottom = canvas.height - FOOT;
        for value in &scale.axis.lines {
            canvas.line_between_texts(scale.x(*value), (TOP, bottom), Ink::Grid);
        }
        let written: Vec<Words> = scale
            .axis
            .lines
            .iter()
            .map(|value| (self.number)(*value, scale.axis.decimals))
            .map(|text| metrics::shortened(&text, canvas.width / 4.0).into())
            .collect();
        let numbers: Vec<ticks::Tick<'_>> = scale
            .axis
            .lines
            .iter()
            .map(|value| scale.x(*value))
            .zip(&written)
            .collect();
        canvas.write(ticks::labels(&numbers, 0, form, bottom + 20.0, canvas));
    }

    /// What the ticks stand for goes before the words at the ends: they only say which way is up.
    fn write_head(&self, scale: &Scale, form: Form, canvas: &mut Canvas) {
        let label = |x: f64, anchor: Anchor, tone: Tone, text: &str| Label {
            x,
            baseline: HEAD,
            anchor,
            tone,
            text: text.to_owned(),
        };
        let bounds = canvas.whole();
        let first = self
            .rows
            .iter()
            .filter(|row| row.estimate().is_some())
            .find_map(|row| row.mark);
        if let Some(mark) = first.filter(|mark| can_be_drawn(*mark)) {
            let x = scale.x(mark);
            let places = form.forms(&self.mark).into_iter().flat_map(|text| {
                [(x, Anchor::Middle), (x - 4.0, Anchor::Start), (x + 4.0, Anchor::End)]
                    .map(|(x, anchor)| vec![label(x, anchor, Tone::Plain, text)])
            });
            let free = places.into_iter().find(|labels| canvas.has_room(labels, &bounds));
            canvas.write(free.unwrap_or_default());
        }
        for (words, x, anchor) in [
            (&self.ends.0, scale.left, Anchor::Start),
            (&self.ends.1, scale.right, Anchor::End),
        ] {
            let mut places = form
                .forms(words)
                .into_iter()
                .map(|text| vec![label(x, anchor, Tone::Soft, text)]);
            let free = places.find(|labels| canvas.has_room(labels, &bounds));
            canvas.write(free.unwrap_or_default());
        }
    }
}

/// From values to places across the plot.
struct Scale {
    axis: Axis,
    left: f64,
    right: f64,
}

impl Scale {
    fn of((from, to): (f64, f64), plot: &Field) -> Self {
        Self {
            axis: Axis::around([from, to].into_iter(), Foot::Values),
            left: plot.left,
            right: plot.right,
        }
    }

    fn x(&self, value: f64) -> f64 {
        self.left + self.axis.share(value).clamp(0.0, 1.0) * (self.right - self.left)
    }
}

/// The tick, the bar and the dot; the tick last, since it is the thinnest.
fn draw_row(row: &ScaleRow, middle: f64, scale: &Scale, canvas: &mut Canvas) {
    let Some(estimate) = row.estimate() else { return };
    if let Some((low, high)) = estimate.ends() {
        let field = Field {
            left: scale.x(low),
            right: scale.x(high),
            top: middle - BAR,
            bottom: middle + BAR,
        };
        canvas.field(field, Ink::Whisker);
    }
    canvas.circle((scale.x(estimate.value), middle), 5.5, Ink::Dot);
    if let Some(mark) = row.mark.filter(|mark| can_be_drawn(*mark)) {
        let x = scale.x(mark);
        canvas.line((x, middle - TICK), (x, middle + TICK), Ink::Mark);
    }
}

impl std::fmt::Debug for ScalesPicture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScalesPicture")
            .field("id", &self.id)
            .field("title", &self.title)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}
