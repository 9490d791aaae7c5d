//! One estimate: where its ends are, or that it has none, and how it is drawn.

use super::lines::Scale;
use super::{ForestEstimate, RangeDot};
use crate::axis::can_be_drawn;
use crate::canvas::{Canvas, Field, Ink};

/// How long the arrow of an open end is.
const ARROW: f64 = 10.0;

/// An estimate that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) best: f64,
    pub(super) low: End,
    pub(super) high: End,
    dot: RangeDot,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum End {
    At(f64),
    Open,
    /// Neither a number nor the lack of a bound: no bar.
    Unknown,
}

impl Bar {
    pub(super) fn of(estimate: ForestEstimate) -> Option<Self> {
        let ForestEstimate { best, low, high, dot } = estimate;
        let (mut low, mut high) = (End::of(low, f64::NEG_INFINITY), End::of(high, f64::INFINITY));
        if let (End::At(first), End::At(second)) = (low, high)
            && first > second
        {
            (low, high) = (high, low);
        }
        if low == End::Unknown || high == End::Unknown {
            (low, high) = (End::Unknown, End::Unknown);
        }
        can_be_drawn(best).then_some(Self { best, low, high, dot })
    }
}

impl End {
    fn of(bound: Option<f64>, unbounded: f64) -> Self {
        match bound {
            None => Self::Open,
            Some(value) if value == unbounded => Self::Open,
            Some(value) if can_be_drawn(value) => Self::At(value),
            Some(_) => Self::Unknown,
        }
    }

    pub(super) fn value(self) -> Option<f64> {
        match self {
            Self::At(value) => Some(value),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// The bar of a row with its arrows and its dot.
pub(super) fn draw(bar: Bar, middle: f64, plot: &Field, scale: &Scale, canvas: &mut Canvas) {
    let place = |end: End, tip: f64, inwards: f64| match end {
        End::At(value) => Some(scale.x(value)),
        End::Open => Some(tip + inwards),
        End::Unknown => None,
    };
    let ends = place(bar.low, plot.left, ARROW).zip(place(bar.high, plot.right, -ARROW));
    if let Some((left, right)) = ends {
        let (top, bottom) = (middle - 4.0, middle + 4.0);
        canvas.field(
            Field {
                left,
                right,
                top,
                bottom,
            },
            Ink::Whisker,
        );
        for (end, tip, base) in [(bar.low, plot.left, left), (bar.high, plot.right, right)] {
            if end == End::Open {
                let corners = vec![(base, middle - 7.0), (tip, middle), (base, middle + 7.0)];
                canvas.path(vec![corners], true, Ink::Arrow);
            }
        }
    }
    let ink = match bar.dot {
        RangeDot::Filled => Ink::Dot,
        RangeDot::Hollow => Ink::HollowDot,
    };
    canvas.circle((scale.x(bar.best), middle), 5.5, ink);
}
