//! The measures of one drawing: where the plot stands, and where a position and a value are in it.

use super::{SeriesPicture, Size, Zero, column::Column};
use crate::axis::{Axis, Foot, can_be_drawn, real};
use crate::canvas::{Field, TYPE_SIZE, Tone};
use crate::metrics::{self, Weight};
use crate::words::Words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Wide,
    Narrow,
}

impl Form {
    /// The forms of a label in the order this drawing prefers them.
    pub(super) fn forms(self, words: &Words) -> Vec<&str> {
        match self {
            Self::Wide => words.forms().collect(),
            Self::Narrow => {
                let short = words.short.as_str();
                if short.is_empty() {
                    words.forms().collect()
                } else {
                    vec![short]
                }
            }
        }
    }
}

/// The lanes above the plot, from the top: two lines for starts, then one for unit, disruptions and breaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes {
    pub(super) station: f64,
    pub(super) first: f64,
    pub(super) second: f64,
    pub(super) names: f64,
}

const WITH_STARTS: Lanes = Lanes {
    station: 17.0,
    first: 14.0,
    second: 31.0,
    names: 51.0,
};
const WITHOUT_STARTS: Lanes = Lanes {
    station: 0.0,
    first: 0.0,
    second: 0.0,
    names: 13.0,
};

pub(super) struct Frame<'p, 'a> {
    pub(super) picture: &'p SeriesPicture<'a>,
    pub(super) form: Form,
    pub(super) size: Size,
    pub(super) axis: Axis,
    pub(super) numbers: Vec<(f64, String)>,
    pub(super) lanes: Lanes,
    /// The plot: the first position at its left edge, the lowest gridline at its bottom.
    pub(super) plot: Field,
    pub(super) column: Column,
}

impl<'p, 'a> Frame<'p, 'a> {
    pub(super) fn of(picture: &'p SeriesPicture<'a>, form: Form) -> Self {
        let size = match form {
            // Below this there is no room left for a plot between its labels.
            Form::Wide => Size {
                width: picture.wide.width.max(343.0),
                height: picture.wide.height.max(200.0),
            },
            Form::Narrow => Size::NARROW,
        };
        let axis = Axis::around(
            values(picture),
            if picture.zero == Zero::Floor {
                Foot::Zero
            } else {
                Foot::Values
            },
        );
        let written = |value: f64| shortened(&(picture.number)(value, axis.decimals), size.width / 4.0);
        let numbers: Vec<(f64, String)> = axis.lines.iter().map(|value| (*value, written(*value))).collect();
        let widest = numbers
            .iter()
            .map(|(_, text)| Tone::Soft.width(text))
            .fold(0.0, f64::max);
        let lanes = if has_starts(picture) {
            WITH_STARTS
        } else {
            WITHOUT_STARTS
        };
        // 30 = 5 px tick, 21 px to the base line of its label, 4 px below it.
        let mut plot = Field {
            left: widest.ceil() + 10.0,
            top: lanes.names + 12.0,
            right: size.width,
            bottom: size.height - 30.0,
        };
        let place = |value: f64| plot.bottom - axis.share(value) * (plot.bottom - plot.top);
        let column = Column::of(picture, form, size, &place);
        plot.right -= column.width;
        Self {
            picture,
            form,
            size,
            axis,
            numbers,
            lanes,
            plot,
            column,
        }
    }

    pub(super) fn x(&self, position: usize) -> f64 {
        match self.picture.positions {
            0 | 1 => (self.plot.left + self.plot.right) / 2.0,
            count => self.plot.left + (self.plot.right - self.plot.left) * real(position) / real(count - 1),
        }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)
    }

    /// Where a position begins: half a step before it, but inside the plot.
    pub(super) fn begin(&self, position: usize) -> f64 {
        (self.x(position) - self.half_step()).max(self.plot.left)
    }

    /// Where a position ends: half a step after it, but inside the plot.
    pub(super) fn end(&self, position: usize) -> f64 {
        (self.x(position) + self.half_step()).min(self.plot.right)
    }

    fn half_step(&self) -> f64 {
        (self.plot.right - self.plot.left) / (2.0 * real(self.picture.positions.saturating_sub(1).max(1)))
    }

    pub(super) fn holds(&self, position: usize) -> bool {
        position < self.picture.positions
    }

    /// The positions before which every line is lifted.
    pub(super) fn cuts(&self) -> Vec<usize> {
        self.picture.breaks.iter().map(|cut| cut.at).collect()
    }

    pub(super) fn is_disturbed(&self, position: usize) -> bool {
        self.picture
            .disruptions
            .iter()
            .any(|time| (time.from..=time.to).contains(&position))
    }
}

/// A text that takes no more of the drawing than its part, however long the caller's words are.
pub(super) fn shortened(text: &str, room: f64) -> String {
    metrics::shorten(text, Weight::Regular, TYPE_SIZE, room).unwrap_or_default()
}

fn has_starts(picture: &SeriesPicture<'_>) -> bool {
    picture.starts.iter().any(|start| start.at < picture.positions)
}

/// All values that the axis must reach.
fn values(picture: &SeriesPicture<'_>) -> impl Iterator<Item = f64> {
    let positions = picture.positions;
    let points = picture
        .lines
        .iter()
        .flat_map(move |line| line.points.iter().take(positions).filter_map(|point| point.shown()));
    let centre = picture
        .centre
        .iter()
        .filter(move |level| level.from < positions)
        .map(|level| level.value);
    let limits = picture.limits.iter().flat_map(move |limits| {
        limits
            .lower
            .iter()
            .take(positions)
            .chain(limits.upper.iter().take(positions))
            .copied()
            .flatten()
    });
    let goal = picture
        .goal
        .iter()
        .filter(move |goal| goal.from < positions)
        .map(|goal| goal.value);
    points
        .chain(centre)
        .chain(limits)
        .chain(goal)
        .filter(|value| can_be_drawn(*value))
}
