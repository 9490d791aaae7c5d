//! The event-study picture: what changed, step by step, before and after something began.

mod frame;
mod marks;
mod notes;
#[cfg(test)]
mod tests;

use crate::canvas::Canvas;
use crate::estimate::Estimate;
use crate::form::{Form, Size};
use crate::named::drawn_twice;
use crate::words::Words;
use frame::Frame;

/// The effect at each whole step from the start: hollow dots before it, filled ones after, and a band for what is not known.
///
/// Steps need not be in order nor all be there: a missing one, or one whose value is not finite, is a gap. Up to about a hundred
/// have room; where they stand closer than 5 px, the line speaks for them without dots. Everything but the steps may be left empty.
///
/// ```
/// use trivsel_chart::{Estimate, EventPicture, EventStep, EventTick, Interval};
///
/// let number = |value: f64, decimals: usize| format!("{value:+.decimals$}");
/// let mut picture = EventPicture::new("effect", "Effect by quarter", "From 2 to 19 fewer.", &number);
/// picture.steps = [(-2, 3.0), (-1, -2.0), (0, -12.0), (1, -19.0)]
///     .map(|(at, value)| {
///         let interval = Some(Interval { low: value - 30.0, high: value + 30.0 });
///         EventStep { at, estimate: Estimate { value, interval } }
///     })
///     .to_vec();
/// picture.ticks = vec![EventTick { at: 0, label: "start".into() }];
/// (picture.before, picture.after) = ("Before".into(), "After".into());
/// picture.worth = Some((-30.0, "30 fewer is worth it".into()));
/// assert!(picture.page().contains("class=\"dot hollow\""));
/// ```
#[derive(Clone)]
pub struct EventPicture<'a> {
    /// The ids in the picture begin with this, so it must be unique on the page.
    pub id: String,
    /// What is drawn, for those who cannot see it.
    pub title: String,
    /// What it shows, with the numbers.
    pub desc: String,
    /// The size of the wide drawing; the narrow one is always 343 × 360.
    pub wide: Size,
    /// At most one for each `at`; of several the first counts.
    pub steps: Vec<EventStep>,
    pub ticks: Vec<EventTick>,
    /// Writes a value on the axis, with its sign, with the given number of decimals, the same for all of them.
    pub number: &'a dyn Fn(f64, usize) -> String,
    /// What stands to the left of the start line.
    pub before: Words,
    /// What stands to the right of the start line.
    pub after: Words,
    /// What the line at zero means.
    pub zero: Words,
    /// Where the dashed line is, from the start on, and what it means.
    pub worth: Option<(f64, Words)>,
    /// What it means to be high on the axis of values.
    pub top: Words,
    /// What it means to be low on the axis of values.
    pub bottom: Words,
    /// What the band holds, said once inside the plot.
    pub note: Words,
}

/// A step, counted from the start: 0 is the first after it, −1 the last before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventStep {
    pub at: i64,
    /// Without an interval there is a dot and a gap in the band.
    pub estimate: Estimate,
}

/// A tick on the axis of steps; the narrow drawing uses the short form.
#[derive(Debug, Clone, PartialEq)]
pub struct EventTick {
    pub at: i64,
    pub label: Words,
}

drawn_twice!(EventPicture<'_>);

impl<'a> EventPicture<'a> {
    /// A picture without steps or words yet, for the part of a page that has an aside.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        desc: impl Into<String>,
        number: &'a dyn Fn(f64, usize) -> String,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            desc: desc.into(),
            wide: Size::BESIDE,
            steps: Vec::new(),
            ticks: Vec::new(),
            number,
            before: Words::default(),
            after: Words::default(),
            zero: Words::default(),
            worth: None,
            top: Words::default(),
            bottom: Words::default(),
            note: Words::default(),
        }
    }

    fn drawn(&self, form: Form) -> Canvas {
        let frame = Frame::of(self, form);
        let mut canvas = Canvas::new(frame.size.width, frame.size.height);
        marks::draw(&frame, &mut canvas);
        frame.column.draw(&frame.plot, &mut canvas);
        notes::draw(&frame, &mut canvas);
        canvas
    }
}

impl std::fmt::Debug for EventPicture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventPicture")
            .field("id", &self.id)
            .field("title", &self.title)
            .field("steps", &self.steps)
            .finish_non_exhaustive()
    }
}
