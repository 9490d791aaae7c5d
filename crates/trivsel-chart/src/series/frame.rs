//! The measures of one drawing: where the plot stands, and where a position and a value are in it.

use super::{Line, SeriesPicture, Zero};
use crate::axis::{Axis, Foot, can_be_drawn, real};
use crate::canvas::{Field, Tone};
use crate::column::{Column, Remark};
use crate::estimate::Estimate;
use crate::form::{Form, Size};
use crate::grid::Numbers;
use crate::words::Words;

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
    pub(super) numbers: Numbers,
    pub(super) lanes: Lanes,
    /// The plot: the first position at its left edge, the lowest gridline at its bottom.
    pub(super) plot: Field,
    pub(super) column: Column,
}

impl<'p, 'a> Frame<'p, 'a> {
    pub(super) fn of(picture: &'p SeriesPicture<'a>, form: Form) -> Self {
        let size = match form {
            Form::Wide => picture.wide.at_least_readable(),
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
        let numbers = Numbers::of(&axis, picture.number, size.width / 4.0);
        let lanes = if has_starts(picture) {
            WITH_STARTS
        } else {
            WITHOUT_STARTS
        };
        // 30 = 5 px tick, 21 px to the base line of its label, 4 px below it.
        let mut plot = Field {
            left: numbers.width() + 10.0,
            top: lanes.names + 12.0,
            right: size.width,
            bottom: size.height - 30.0,
        };
        let place = |value: f64| plot.bottom - axis.share(value) * (plot.bottom - plot.top);
        let column = Column::of(remarks(picture, &place), form, size.width);
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

pub(super) fn last_shown(line: &Line, positions: usize) -> Option<(usize, f64)> {
    let shown = line.points.iter().take(positions).enumerate();
    shown
        .filter_map(|(at, point)| point.shown().map(|value| (at, value)))
        .next_back()
}

/// What stands in the column, the most important first.
fn remarks<'p>(picture: &'p SeriesPicture<'_>, place: &dyn Fn(f64) -> f64) -> Vec<Remark<'p>> {
    let last = picture.positions.saturating_sub(1);
    let mut remarks = Vec::new();
    let mut add = |words: &'p Words, tone: Tone, value: f64| {
        if can_be_drawn(value) {
            let middle = place(value);
            remarks.push(Remark { words, tone, middle });
        }
    };
    for (order, line) in picture.lines.iter().enumerate() {
        let tone = if order == 0 {
            Tone::OwnSeries(line.colour)
        } else {
            Tone::Series(line.colour)
        };
        if let Some((_, value)) = last_shown(line, picture.positions) {
            add(&line.label, tone, value);
        }
    }
    if let Some(expected) = &picture.expected
        && let Some(end) = (0..picture.positions).rev().find_map(|at| expected.at(at))
    {
        add(&expected.label, Tone::Soft, end.value);
    }
    for goal in picture.goal.iter().filter(|goal| goal.from <= last && goal.to >= last) {
        add(&goal.label, Tone::Plain, goal.value);
    }
    for level in picture
        .centre
        .iter()
        .filter(|level| level.from <= last && level.to >= last)
    {
        add(&level.label, Tone::Soft, level.value);
    }
    remarks
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
    let expected = picture
        .expected
        .iter()
        .flat_map(move |expected| (0..positions).filter_map(|at| expected.at(at)))
        .flat_map(Estimate::reach);
    points
        .chain(expected)
        .chain(centre)
        .chain(limits)
        .chain(goal)
        .filter(|value| can_be_drawn(*value))
}
