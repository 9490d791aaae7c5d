//! The measures of one drawing: where the plot stands, and where a step and a value are in it.

use std::ops::RangeInclusive;

use super::EventPicture;
use crate::axis::{Axis, Foot, can_be_drawn};
use crate::canvas::{Field, Tone};
use crate::column::{Column, Remark};
use crate::estimate::Estimate;
use crate::form::{Form, Size};
use crate::grid::Numbers;
use crate::runs::stretches;
use crate::words::Words;

/// The middle of the station on top of the start line.
pub(super) const STATION: f64 = 14.0;
/// From the station down to the plot.
const TOP: f64 = 38.0;
const NARROW: Size = Size {
    width: 343.0,
    height: 360.0,
};
/// No dot comes nearer than this to the side of the plot.
const SIDE: f64 = 8.0;

pub(super) struct Frame<'p, 'a> {
    pub(super) picture: &'p EventPicture<'a>,
    pub(super) form: Form,
    pub(super) size: Size,
    pub(super) axis: Axis,
    pub(super) numbers: Numbers,
    pub(super) plot: Field,
    /// What stands in the right margin; the narrow drawing has none and says it inside the plot.
    pub(super) column: Column,
    /// In order, each `at` once.
    pub(super) steps: Vec<Step>,
    first: f64,
    last: f64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    at: i32,
    pub(super) estimate: Estimate,
}

impl Step {
    pub(super) fn is_after_start(&self) -> bool {
        self.at >= 0
    }
}

impl<'p, 'a> Frame<'p, 'a> {
    pub(super) fn of(picture: &'p EventPicture<'a>, form: Form) -> Self {
        let size = match form {
            Form::Wide => picture.wide.at_least_readable(),
            Form::Narrow => NARROW,
        };
        let steps = ordered(picture);
        let worth = picture.worth.iter().map(|(value, _)| *value);
        let reach = steps.iter().flat_map(|step| step.estimate.reach());
        let axis = Axis::around(reach.chain(worth), Foot::Zero);
        let numbers = Numbers::of(&axis, picture.number, size.width / 4.0);
        // 30 = 5 px tick, 21 px to the base line of its label, 4 px below it.
        let mut plot = Field {
            left: numbers.width() + 10.0,
            top: TOP,
            right: size.width,
            bottom: size.height - 30.0,
        };
        let y = |value: f64| plot.bottom - axis.share(value) * (plot.bottom - plot.top);
        let remarks = match form {
            Form::Wide => remarks(picture, &axis, &y),
            Form::Narrow => Vec::new(),
        };
        let column = Column::of(remarks, form, size.width);
        plot.right -= column.width;
        // There is always room for a step on each side of the start.
        let first = steps.first().map_or(-1, |step| step.at.min(-1));
        let last = steps.last().map_or(0, |step| step.at.max(0));
        Self {
            picture,
            form,
            size,
            axis,
            numbers,
            plot,
            column,
            steps,
            first: f64::from(first),
            last: f64::from(last),
        }
    }

    fn x(&self, at: f64) -> f64 {
        let inset = self.inset();
        let width = self.plot.right - self.plot.left - 2.0 * inset;
        self.plot.left + inset + width * (at - self.first) / (self.last - self.first)
    }

    /// Half a step, or enough for a dot.
    fn inset(&self) -> f64 {
        ((self.plot.right - self.plot.left) / (2.0 * (self.last - self.first + 1.0))).max(SIDE)
    }

    /// From one step to the next.
    pub(super) fn spacing(&self) -> f64 {
        self.x(1.0) - self.x(0.0)
    }

    pub(super) fn start(&self) -> f64 {
        self.x(-0.5)
    }

    /// Where `at` stands, if it is on the axis.
    pub(super) fn tick(&self, at: i64) -> Option<f64> {
        let at = i32::try_from(at).ok().map(f64::from)?;
        (self.first..=self.last).contains(&at).then(|| self.x(at))
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)
    }

    pub(super) fn place(&self, step: &Step) -> (f64, f64) {
        (self.x(f64::from(step.at)), self.y(step.estimate.value))
    }

    /// Steps that follow each other, on one side of the start, and for which `holds` is true.
    pub(super) fn runs(&self, holds: impl Fn(&Step) -> bool) -> Vec<RangeInclusive<usize>> {
        let pairs = self.steps.iter().zip(self.steps.iter().skip(1));
        let cuts: Vec<usize> = pairs
            .zip(1..)
            .filter(|((before, after), _)| {
                after.at != before.at.saturating_add(1) || after.is_after_start() != before.is_after_start()
            })
            .map(|(_, index)| index)
            .collect();
        stretches(self.steps.len(), &cuts, |index| {
            self.steps.get(index).is_some_and(&holds)
        })
    }

    pub(super) fn worth(&self) -> Option<&'p (f64, Words)> {
        worth(self.picture)
    }
}

fn worth<'p>(picture: &'p EventPicture<'_>) -> Option<&'p (f64, Words)> {
    picture.worth.as_ref().filter(|(value, _)| can_be_drawn(*value))
}

fn ordered(picture: &EventPicture<'_>) -> Vec<Step> {
    let shown = picture.steps.iter().filter(|step| step.estimate.is_shown());
    let mut steps: Vec<Step> = shown
        .filter_map(|step| {
            let at = i32::try_from(step.at).ok()?;
            let estimate = step.estimate;
            Some(Step { at, estimate })
        })
        .collect();
    steps.sort_by_key(|step| step.at);
    steps.dedup_by_key(|step| step.at);
    steps
}

/// What stands in the right margin of the wide drawing, the most important first.
fn remarks<'p>(picture: &'p EventPicture<'_>, axis: &Axis, y: &dyn Fn(f64) -> f64) -> Vec<Remark<'p>> {
    let at = |words, tone, value| Remark {
        words,
        tone,
        middle: y(value),
    };
    let mut remarks = vec![at(&picture.zero, Tone::Plain, 0.0)];
    remarks.extend(worth(picture).map(|(value, words)| at(words, Tone::Plain, *value)));
    remarks.push(at(&picture.top, Tone::Soft, axis.high()));
    remarks.push(at(&picture.bottom, Tone::Soft, axis.low()));
    remarks
}
