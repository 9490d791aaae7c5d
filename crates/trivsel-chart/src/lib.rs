//! Pictures as SVG, with the text measured.
//!
//! The crate draws a series with its centre line, limits, disruptions, starts and signals, and with what was expected
//! ([`SeriesPicture`]), an effect by time since the start ([`EventPicture`]), intervals below each other ([`ForestPicture`]),
//! scales of a survey beside what they are held against ([`ScalesPicture`]),
//! a small line for a table cell ([`Sparkline`]) and an interval ([`RangePicture`]). It chooses places, never words: all texts,
//! tick labels and ways of writing numbers come from the caller, and no clock or calendar is known here.
//!
//! A picture for a page carries classes and custom properties and comes in two drawings, wide and narrow, of which the style
//! sheet shows one. A picture for paper carries plain colours and stands alone. [`STYLE`] holds the few rules that a page's own
//! style sheet must add. Text that would collide moves apart, then gets shorter, then the lesser one goes.
//!
//! ```
//! use trivsel_chart::{Colour, Line, Point, SeriesPicture, Tick, Words};
//!
//! let number = |value: f64, decimals: usize| format!("{value:.decimals$}");
//! let mut picture = SeriesPicture::new("sick", "Sick leave in North", "It falls from 6.4 to 5.5 percent.", 3, "percent", &number);
//! picture.ticks = vec![Tick { at: 0, label: Words::new("2026", "’26") }];
//! picture.lines = vec![Line {
//!     colour: Colour::Fjord,
//!     label: "North 5.5".into(),
//!     points: vec![Point::Value(6.4), Point::Withheld, Point::Value(5.5)],
//! }];
//! picture.withheld = "hidden".into();
//! assert!(picture.page().contains("class=\"narrow\""));
//! assert!(picture.print().starts_with("<svg xmlns="));
//! ```

mod axis;
mod canvas;
mod column;
mod estimate;
mod event;
mod forest;
mod form;
mod grid;
mod metrics;
mod named;
mod range;
#[cfg(test)]
mod reread;
mod row;
mod rows;
mod runs;
mod scales;
mod series;
mod sparkline;
mod stack;
mod svg;
mod ticks;
mod words;
mod year;

pub use estimate::{Estimate, Interval};
pub use event::{EventPicture, EventStep, EventTick};
pub use forest::{ForestEstimate, ForestPicture, ForestRow};
pub use form::Size;
pub use metrics::{Weight, shorten, width, wrap};
pub use range::{RangeDot, RangeEnd, RangePicture};
pub use scales::{ScaleRow, ScalesPicture};
pub use series::{
    Break, Centre, Colour, Disruption, Expected, Goal, Limits, Line, Point, SeriesPicture, Signal, Start, Tick, Zero,
};
pub use sparkline::Sparkline;
pub use words::Words;
pub use year::{YearPicture, YearStop, YearStopKind};

/// Rules for `@layer chart` beyond those of the house style: text colours of series 2 and 4, sizes of the small pictures.
pub const STYLE: &str = include_str!("style.css");
