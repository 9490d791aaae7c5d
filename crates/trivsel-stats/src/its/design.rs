//! The columns of the model.

use std::fmt;
use std::ops::Range;

use super::months::Month;
use super::plan::{Change, Data, Handling, Plan};
use crate::number::count;

/// One term of the model: a column of its design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// The logarithm of the rate at the start, had nothing changed.
    Level,
    /// The change of the log rate per month, time being 0 at the start.
    Trend,
    /// The sine of this many cycles a period.
    Sine(usize),
    /// The cosine of this many cycles a period.
    Cosine(usize),
    /// 1 inside the disruption.
    DisruptionLevel,
    /// Months since the disruption began, inside it.
    DisruptionSlope,
    /// 1 after the disruption.
    NewLevel,
    /// Months since a bend in the trend at this month, after it.
    Bend(usize),
    /// 1 from the start on.
    Step,
    /// Months since the start, from the start on.
    Slope,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level => f.write_str("level"),
            Self::Trend => f.write_str("trend"),
            Self::Sine(k) => write!(f, "sine {k}"),
            Self::Cosine(k) => write!(f, "cosine {k}"),
            Self::DisruptionLevel => f.write_str("level inside the disruption"),
            Self::DisruptionSlope => f.write_str("slope inside the disruption"),
            Self::NewLevel => f.write_str("level after the disruption"),
            Self::Bend(month) => write!(f, "bend at month {month}"),
            Self::Step => f.write_str("step"),
            Self::Slope => f.write_str("slope after the start"),
        }
    }
}

/// With the change, or without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum World {
    Changed,
    Unchanged,
}

/// The terms of a plan, and how to compute them for a month.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Design {
    pub(super) terms: Vec<Term>,
    start: usize,
    period: usize,
    window: Range<usize>,
}

impl Design {
    pub(super) fn of(plan: &Plan, data: Data<'_>) -> Self {
        let mut terms = vec![Term::Level, Term::Trend];
        if matches!(data, Data::Single(_)) {
            terms.extend((1..=plan.season.harmonics).flat_map(|k| [Term::Sine(k), Term::Cosine(k)]));
        }
        let mut window = 0..0;
        if let Some(disruption) = &plan.disruption {
            window = disruption.window.clone();
            match disruption.handling {
                Handling::OwnLevel => terms.push(Term::DisruptionLevel),
                Handling::OwnLevelAndSlope => terms.extend([Term::DisruptionLevel, Term::DisruptionSlope]),
                Handling::Ignore | Handling::Exclude | Handling::Comparison | Handling::OnlyAfter => {}
            }
            if disruption.has_new_level() {
                terms.push(Term::NewLevel);
            }
        }
        terms.push(Term::Step);
        if plan.change == Change::StepAndSlope {
            terms.push(Term::Slope);
        }
        Self {
            terms,
            start: plan.start,
            period: plan.season.period,
            window,
        }
    }

    /// The same model with one more term.
    pub(super) fn with(mut self, term: Term) -> Self {
        self.terms.push(term);
        self
    }

    /// The same model of a time in which nothing changed.
    pub(super) fn without_change(mut self) -> Self {
        self.terms.retain(|term| !matches!(term, Term::Step | Term::Slope));
        self
    }

    pub(super) fn place_of(&self, wanted: Term) -> Option<usize> {
        self.terms.iter().position(|term| *term == wanted)
    }

    /// The value of each term in one month.
    pub(super) fn row(&self, position: usize, world: World) -> Vec<f64> {
        self.terms
            .iter()
            .map(|term| self.value(*term, position, world))
            .collect()
    }

    /// The linear predictor of one month, without its offset.
    pub(super) fn predict(&self, position: usize, coefficients: &[f64], world: World) -> f64 {
        let terms = self.terms.iter().zip(coefficients);
        terms.map(|(term, b)| b * self.value(*term, position, world)).sum()
    }

    /// Column by column, the values of the terms in the given months.
    pub(super) fn columns<'m>(&self, months: impl Iterator<Item = &'m Month> + Clone) -> Vec<Vec<f64>> {
        self.terms
            .iter()
            .map(|term| {
                months
                    .clone()
                    .map(|month| self.value(*term, month.position, World::Changed))
                    .collect()
            })
            .collect()
    }

    pub(super) fn value(&self, term: Term, position: usize, world: World) -> f64 {
        let since = |from: usize| count(position) - count(from);
        let when = |applies: bool, value: f64| if applies { value } else { 0.0 };
        let changed = world == World::Changed && position >= self.start;
        match term {
            Term::Level => 1.0,
            Term::Trend => since(self.start),
            Term::Sine(k) => libm::sin(self.angle(position, k)),
            Term::Cosine(k) => libm::cos(self.angle(position, k)),
            Term::DisruptionLevel => when(self.window.contains(&position), 1.0),
            Term::DisruptionSlope => when(self.window.contains(&position), since(self.window.start)),
            Term::NewLevel => when(position >= self.window.end, 1.0),
            Term::Bend(month) => since(month).max(0.0),
            Term::Step => when(changed, 1.0),
            Term::Slope => when(changed, since(self.start)),
        }
    }

    /// 2πkt/P, with t taken modulo P first so that the same month has the same bits in every year.
    fn angle(&self, position: usize, k: usize) -> f64 {
        std::f64::consts::TAU * count((position % self.period) * k % self.period) / count(self.period)
    }
}
