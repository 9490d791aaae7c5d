//! What an evaluation says, in words and natural units: shared by its page, the status report and both in print.
//!
//! A sentence never contradicts its verdict by rounding: [`Scale::fitting`] gives as many decimals as it takes to tell the ends of an
//! interval from nothing, and from what is worth having.

mod phrases;
#[cfg(test)]
mod tests;

use trivsel_domain::evaluation::{Interval, Judgement, Verdict, Way};
use trivsel_domain::indicator::Measure;
use trivsel_domain::initiative::State;

use crate::words::Words;

/// How effects are written: in days a month where that is what an indicator counts, else in the indicator's own unit.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    pub(crate) words: &'static Words,
    kind: Kind,
    factor: f64,
    decimals: usize,
    /// What is worth having, as a size in the unit effects are written in.
    worthwhile: Option<f64>,
}

/// What effects are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Days of absence a month, in all units together.
    Days,
    RatePercent,
    PerPerson,
    Count,
    PerVacancy,
    Money,
    /// Points of a survey's scale.
    Points,
}

/// Decimals beyond the usual ones, at most: a difference smaller than that is a hair's breadth, and the last digit is set for it.
const MORE_DECIMALS: usize = 3;

impl Kind {
    fn of(measure: Measure) -> Self {
        match measure {
            Measure::RatePercent => Self::RatePercent,
            Measure::PerPerson => Self::PerPerson,
            Measure::Count => Self::Count,
            Measure::PerVacancy => Self::PerVacancy,
            Measure::Money => Self::Money,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::RatePercent => "rate-percent",
            Self::PerPerson => "per-person",
            Self::Count => "count",
            Self::PerVacancy => "per-vacancy",
            Self::Money => "money",
            Self::Points => "points",
        }
    }

    fn decimals(self) -> usize {
        match self {
            Self::Days | Self::Money => 0,
            Self::RatePercent | Self::Count | Self::Points => 1,
            Self::PerPerson | Self::PerVacancy => 2,
        }
    }
}

impl Scale {
    /// For an indicator with this code and measure. `counted_a_month` is what an effect of 1 comes to in what is counted.
    pub(crate) fn new(words: &'static Words, code: &str, measure: Measure, counted_a_month: Option<f64>) -> Self {
        let is_absence = code.starts_with("absence") && measure == Measure::RatePercent;
        let (kind, factor) = match counted_a_month.filter(|_| is_absence) {
            Some(days) => (Kind::Days, days),
            None => (Kind::of(measure), 1.0),
        };
        Self {
            words,
            kind,
            factor,
            decimals: kind.decimals(),
            worthwhile: None,
        }
    }

    /// For a scale of a survey, in points.
    pub(crate) fn points(words: &'static Words, decimals: usize) -> Self {
        Self {
            words,
            kind: Kind::Points,
            factor: 1.0,
            decimals,
            worthwhile: None,
        }
    }

    /// The same with as many decimals as it takes that what is written of a judgement says what was judged: an end that is not nothing
    /// is not written as nothing, and an end on one side of what is worth having is not written as lying on it or beyond.
    pub(crate) fn fitting(&self, judgement: &Judgement) -> Self {
        let interval = judgement.interval;
        let ends = [interval.lower(), interval.upper()];
        let ends: Vec<f64> = ends
            .into_iter()
            .filter(|end| end.is_finite())
            .map(|end| self.scaled(end).abs())
            .collect();
        let worth = worthwhile(judgement).map(|worth| self.scaled(worth).abs());
        let tells_apart = |decimals: &usize| {
            let written = |size: f64| format!("{size:.decimals$}").parse::<f64>().unwrap_or(size);
            let same_order = |one: f64, other: f64| written(one).total_cmp(&written(other)) == one.total_cmp(&other);
            ends.iter()
                .all(|end| same_order(*end, 0.0) && worth.is_none_or(|worth| same_order(*end, worth)))
        };
        Self {
            decimals: (self.decimals..=self.decimals + MORE_DECIMALS)
                .find(tells_apart)
                .unwrap_or(self.decimals + MORE_DECIMALS),
            worthwhile: worth,
            ..self.clone()
        }
    }

    /// An effect in the unit it is written in.
    pub(crate) fn scaled(&self, value: f64) -> f64 {
        value * self.factor
    }

    /// The size of an effect, in digits.
    pub(crate) fn number(&self, value: f64) -> String {
        self.words.lang().number(self.size(value), self.decimals)
    }

    /// The size of an effect as it is rounded: where even the last decimal would write it as nothing, or as what is worth having, it is
    /// set one step to the side it lies on.
    fn size(&self, value: f64) -> f64 {
        let size = self.scaled(value).abs();
        let decimals = self.decimals;
        let step = 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
        let is_written_alike = |other: f64| format!("{size:.decimals$}") == format!("{other:.decimals$}");
        match self.worthwhile {
            None => size,
            Some(worth) if worth > 0.0 && size != worth && is_written_alike(worth) => {
                worth + if size < worth { -step } else { step }
            }
            Some(_) if size > 0.0 && decimals > self.kind.decimals() && is_written_alike(0.0) => step,
            Some(_) => size,
        }
    }

    /// Is it written as nothing?
    pub(crate) fn is_nothing(&self, value: f64) -> bool {
        self.number(value).chars().all(|digit| matches!(digit, '0' | ',' | '.'))
    }

    /// "−58", "+14".
    pub(crate) fn signed(&self, value: f64) -> String {
        let number = self.number(value);
        match value {
            _ if self.is_nothing(value) => number,
            0.0.. => format!("+{number}"),
            _ => format!("−{number}"),
        }
    }

    /// "−22 (−58 to +14)"; the effect alone where nothing is known of its ends.
    pub(crate) fn range(&self, interval: Interval) -> String {
        let id = match (interval.lower().is_finite(), interval.upper().is_finite()) {
            (true, true) => "evaluation-range",
            (false, true) => "evaluation-range-at-most",
            (true, false) => "evaluation-range-at-least",
            (false, false) => return self.signed(interval.estimate()),
        };
        self.words
            .with(id)
            .text("best", self.signed(interval.estimate()))
            .text("from", self.signed(interval.lower()))
            .text("to", self.signed(interval.upper()))
            .to_string()
    }
}

/// What is asked: in the past once the initiative has ended.
pub(crate) fn question(words: &Words, state: State) -> String {
    let id = match state {
        State::Ended => "evaluation-title",
        State::Idea | State::Decided | State::Running | State::Anchored => "evaluation-title-running",
    };
    words.t(id).into_owned()
}

/// The mark of a verdict in a word or two.
pub(crate) fn badge(words: &Words, verdict: Verdict) -> String {
    words.t(&format!("evaluation-badge-{}", verdict.kind())).into_owned()
}

/// The class of a verdict: how sure it is.
pub(crate) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ClearChange(_) => "clear",
        Verdict::ChangeMaybeSmaller(_) => "maybe",
        Verdict::NoImportantChange => "none",
        Verdict::CannotBeConcluded => "open",
    }
}

/// The verdict in one sentence.
pub(crate) fn sentence(scale: &Scale, judgement: &Judgement) -> String {
    let scale = scale.fitting(judgement);
    let (interval, aim) = (judgement.interval, judgement.aim);
    let is_kept = aim.direction.is_kept();
    let way = |way: Way| if way == Way::Better { "better" } else { "worse" };
    let id = match judgement.verdict {
        Verdict::ClearChange(to) => format!("evaluation-verdict-clear-change-{}", way(to)),
        Verdict::ChangeMaybeSmaller(to) if aim.worthwhile.is_none() => {
            format!("evaluation-verdict-change-no-worthwhile-{}", way(to))
        }
        Verdict::ChangeMaybeSmaller(to) => format!("evaluation-verdict-change-maybe-smaller-{}", way(to)),
        Verdict::NoImportantChange if is_kept => "evaluation-verdict-no-important-change-kept".to_owned(),
        Verdict::NoImportantChange => "evaluation-verdict-no-important-change".to_owned(),
        Verdict::CannotBeConcluded => open(interval).to_owned(),
    };
    let is_down = aim.direction.is_down();
    let worst = if is_down { interval.upper() } else { interval.lower() };
    let sentence = scale
        .words
        .with(&id)
        .text("range", scale.span(interval))
        .text("down", scale.down_and_up(interval).0)
        .text("up", scale.down_and_up(interval).1)
        .text("worst", scale.change(worst))
        .text("worthwhile", scale.worth(judgement));
    sentence.to_string()
}

/// The sentence of a question that stays open.
fn open(interval: Interval) -> &'static str {
    match (interval.lower().is_finite(), interval.upper().is_finite()) {
        (false, false) => "evaluation-verdict-cannot-be-concluded-no-bounds",
        _ if interval.lower() > 0.0 || interval.upper() < 0.0 => "evaluation-verdict-cannot-be-concluded-one-way",
        (true, true) if interval.lower() < 0.0 && interval.upper() > 0.0 => "evaluation-verdict-cannot-be-concluded",
        _ => "evaluation-verdict-cannot-be-concluded-range",
    }
}

/// The least that is worth having, as an effect: below zero where down is good.
pub(crate) fn worthwhile(judgement: &Judgement) -> Option<f64> {
    let size = judgement.aim.worthwhile?.size();
    Some(if judgement.aim.direction.is_down() { -size } else { size })
}
