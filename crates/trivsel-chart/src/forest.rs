//! The forest plot: one interval to a row, all judged by the same lines.

mod bar;
mod lines;
#[cfg(test)]
mod tests;

use crate::axis::can_be_drawn;
use crate::canvas::Canvas;
use crate::form::Form;
use crate::named::drawn_twice;
use crate::range::RangeDot;
use crate::rows::{FOOT, Layout, Worded};
use crate::words::Words;
use bar::Bar;
use lines::Scale;

/// Estimates of the same thing below each other: other ways of reckoning, other groups.
///
/// The height follows from the rows. A row whose interval is open at an end has an arrow there; one without an estimate shows
/// only its words. A best guess that is not finite is no estimate, and an end that is not a number leaves the dot without its bar.
///
/// ```
/// use trivsel_chart::{ForestEstimate, ForestPicture, ForestRow, RangeDot};
///
/// let number = |value: f64, decimals: usize| format!("{value:+.decimals$}");
/// let mut picture = ForestPicture::new("ways", "Two ways of reckoning", "Both point down.", &number);
/// picture.zero = "no difference".into();
/// picture.worth = Some((-30.0, "worth it".into()));
/// picture.rows = vec![
///     ForestRow {
///         label: "All groups".into(),
///         sublabel: "Those who wait show the way".into(),
///         value: "−22 (−58 to 14)".into(),
///         estimate: Some(ForestEstimate { best: -22.0, low: Some(-58.0), high: Some(14.0), dot: RangeDot::Filled }),
///     },
///     ForestRow { label: "The largest left out".into(), value: "too few months".into(), ..ForestRow::default() },
/// ];
/// assert_eq!(picture.print().matches("<circle").count(), 1);
/// ```
#[derive(Clone)]
pub struct ForestPicture<'a> {
    /// The ids in the picture begin with this, so it must be unique on the page.
    pub id: String,
    /// What is drawn, for those who cannot see it.
    pub title: String,
    /// What it shows, with the numbers.
    pub desc: String,
    /// The width of the wide drawing; the narrow one is always 343.
    pub width: f64,
    pub rows: Vec<ForestRow>,
    /// Writes a value on the axis with the given number of decimals, the same for all of them.
    pub number: &'a dyn Fn(f64, usize) -> String,
    /// What stands above the solid line at zero.
    pub zero: Words,
    /// Where the dashed line is and what stands above it.
    pub worth: Option<(f64, Words)>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ForestRow {
    pub label: Words,
    /// Below the label, more quietly.
    pub sublabel: Words,
    /// The estimate in words and numbers, or why there is none.
    pub value: Words,
    pub estimate: Option<ForestEstimate>,
}

/// A best guess between two ends. `None`, or an infinite end, means that there is no bound on that side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ForestEstimate {
    pub best: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub dot: RangeDot,
}

drawn_twice!(ForestPicture<'_>);

impl<'a> ForestPicture<'a> {
    /// A picture without rows or lines yet, for the part of a page that has an aside.
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
            width: 790.0,
            rows: Vec::new(),
            number,
            zero: Words::default(),
            worth: None,
        }
    }

    fn drawn(&self, form: Form) -> Canvas {
        let bars: Vec<Option<Bar>> = self.rows.iter().map(|row| row.estimate.and_then(Bar::of)).collect();
        let worded: Vec<Worded<'_>> = self
            .rows
            .iter()
            .zip(&bars)
            .map(|(row, bar)| Worded {
                label: &row.label,
                sublabel: &row.sublabel,
                value: &row.value,
                has_bar: bar.is_some(),
                above: 0.0,
            })
            .collect();
        let layout = Layout::of(self.width, &worded, form);
        let mut canvas = Canvas::new(layout.width, layout.plot.bottom + FOOT);
        layout.write(&mut canvas);
        if bars.iter().any(Option::is_some) {
            let scale = Scale::of(self, &layout, &bars);
            lines::draw(self, &layout, &scale, form, &mut canvas);
            for (row, bar) in layout.rows.iter().zip(&bars) {
                if let Some(bar) = bar {
                    bar::draw(*bar, row.middle, &layout.plot, &scale, &mut canvas);
                }
            }
        }
        canvas
    }

    fn worth(&self) -> Option<&(f64, Words)> {
        self.worth.as_ref().filter(|(value, _)| can_be_drawn(*value))
    }
}

impl std::fmt::Debug for ForestPicture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ForestPicture")
            .field("id", &self.id)
            .field("title", &self.title)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}
