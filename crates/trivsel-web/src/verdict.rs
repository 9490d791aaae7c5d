//! What an evaluation says, in words and natural units: shared by its page, the status report and both in print.

use trivsel_domain::evaluation::{Interval, Judgement, Verdict, Way};
use trivsel_domain::indicator::Measure;
use trivsel_domain::initiative::Direction;

use crate::words::Words;

/// How effects are written: in days a month where that is what an indicator counts, else in the indicator's own unit.
pub(crate) struct Scale {
    pub(crate) words: &'static Words,
    factor: f64,
    decimals: usize,
    fewer: &'static str,
    more: &'static str,
    unit: &'static str,
    is_days: bool,
}

impl Scale {
    /// For an indicator with this code and measure. `counted_a_month` is what an effect of 1 comes to in what is counted.
    pub(crate) fn new(words: &'static Words, code: &str, measure: Measure, counted_a_month: Option<f64>) -> Self {
        let is_absence = code.starts_with("absence") && measure == Measure::RatePercent;
        match counted_a_month.filter(|_| is_absence) {
            Some(days) => Self {
                words,
                factor: days,
                decimals: 0,
                fewer: "evaluation-fewer",
                more: "evaluation-more",
                unit: "evaluation-unit-days",
                is_days: true,
            },
            None => Self {
                words,
                factor: 1.0,
                decimals: match measure {
                    Measure::Money => 0,
                    Measure::RatePercent | Measure::Count => 1,
                    Measure::PerPerson | Measure::PerVacancy => 2,
                },
                fewer: "evaluation-lower",
                more: "evaluation-higher",
                unit: match measure {
                    Measure::RatePercent => "evaluation-unit-rate-percent",
                    Measure::PerPerson => "evaluation-unit-per-person",
                    Measure::Count => "evaluation-unit-count",
                    Measure::PerVacancy => "evaluation-unit-per-vacancy",
                    Measure::Money => "evaluation-unit-money",
                },
                is_days: false,
            },
        }
    }

    /// For a scale of a survey, in points.
    pub(crate) fn points(words: &'static Words, decimals: usize) -> Self {
        Self {
            words,
            factor: 1.0,
            decimals,
            fewer: "evaluation-points-lower",
            more: "evaluation-points-higher",
            unit: "evaluation-unit-points",
            is_days: false,
        }
    }

    /// An effect in the unit it is written in.
    pub(crate) fn scaled(&self, value: f64) -> f64 {
        value * self.factor
    }

    /// What it means to be high or low on an axis of effects: "more sick days", "lower".
    pub(crate) fn axis(&self, value: f64) -> String {
        let id = match (self.is_days, value < 0.0) {
            (true, true) => "evaluation-axis-fewer-days",
            (true, false) => "evaluation-axis-more-days",
            (false, true) => "evaluation-axis-lower",
            (false, false) => "evaluation-axis-higher",
        };
        self.words.t(id).into_owned()
    }

    /// "sick days a month".
    pub(crate) fn unit(&self) -> String {
        self.words.t(self.unit).into_owned()
    }

    /// "58".
    pub(crate) fn number(&self, value: f64) -> String {
        self.words.lang().number(self.scaled(value).abs(), self.decimals)
    }

    /// "fewer" or "more".
    pub(crate) fn way(&self, value: f64) -> String {
        self.words
            .with(self.word(value))
            .text("number", "")
            .to_string()
            .trim()
            .to_owned()
    }

    fn word(&self, value: f64) -> &'static str {
        if value < 0.0 { self.fewer } else { self.more }
    }

    /// "58 fewer", "14 more".
    pub(crate) fn text(&self, value: f64) -> String {
        if value.is_finite() {
            self.words
                .with(self.word(value))
                .text("number", self.number(value))
                .to_string()
        } else {
            self.words.t("evaluation-no-bound").into_owned()
        }
    }

    /// "−58", "+14".
    pub(crate) fn signed(&self, value: f64) -> String {
        let number = self.words.lang().number(self.scaled(value), self.decimals);
        let is_nothing = number.chars().all(|digit| matches!(digit, '0' | ',' | '.'));
        if value > 0.0 && !is_nothing {
            format!("+{number}")
        } else {
            number
        }
    }

    /// "−22 (−58 to +14)"; the effect alone where nothing is known of its ends.
    pub(crate) fn range(&self, interval: Interval) -> String {
        let end = |value: f64| {
            if value.is_finite() {
                self.signed(value)
            } else {
                self.words.t("evaluation-no-bound").into_owned()
            }
        };
        if !interval.lower().is_finite() && !interval.upper().is_finite() {
            return self.signed(interval.estimate());
        }
        self.words
            .with("evaluation-range")
            .text("best", self.signed(interval.estimate()))
            .text("from", end(interval.lower()))
            .text("to", end(interval.upper()))
            .to_string()
    }
}

/// The mark of a verdict in a word or two.
pub(crate) fn badge(words: &Words, verdict: Verdict) -> String {
    let kind = match verdict {
        Verdict::ClearChange(_) => "clear-change",
        Verdict::ChangeMaybeSmaller(_) => "change-maybe-smaller",
        Verdict::NoImportantChange => "no-important-change",
        Verdict::CannotBeConcluded => "cannot-be-concluded",
    };
    words.t(&format!("evaluation-badge-{kind}")).into_owned()
}

/// The verdict in one sentence.
pub(crate) fn sentence(scale: &Scale, judgement: &Judgement) -> String {
    let (interval, aim) = (judgement.interval, judgement.aim);
    let is_kept = matches!(aim.direction, Direction::KeepLow | Direction::KeepHigh);
    let way = |way: Way| if way == Way::Better { "better" } else { "worse" };
    let excludes_zero = interval.lower() > 0.0 || interval.upper() < 0.0;
    let id = match judgement.verdict {
        Verdict::ClearChange(to) => format!("evaluation-verdict-clear-change-{}", way(to)),
        Verdict::ChangeMaybeSmaller(to) if aim.worthwhile.is_none() => {
            format!("evaluation-verdict-change-no-worthwhile-{}", way(to))
        }
        Verdict::ChangeMaybeSmaller(to) => format!("evaluation-verdict-change-maybe-smaller-{}", way(to)),
        Verdict::NoImportantChange if is_kept => "evaluation-verdict-no-important-change-kept".to_owned(),
        Verdict::NoImportantChange => "evaluation-verdict-no-important-change".to_owned(),
        Verdict::CannotBeConcluded if excludes_zero => "evaluation-verdict-cannot-be-concluded-one-way".to_owned(),
        Verdict::CannotBeConcluded => "evaluation-verdict-cannot-be-concluded".to_owned(),
    };
    let is_down = aim.direction.is_down();
    let worst = if is_down { interval.upper() } else { interval.lower() };
    let sentence = scale
        .words
        .with(&id)
        .text("from", scale.text(interval.lower()))
        .text("to", scale.text(interval.upper()))
        .text("unit", scale.unit())
        .text("worst", scale.text(worst))
        .text("worthwhile", scale.text(worthwhile(judgement).unwrap_or(0.0)));
    sentence.to_string()
}

/// The least that is worth having, as an effect: below zero where down is good.
pub(crate) fn worthwhile(judgement: &Judgement) -> Option<f64> {
    let size = judgement.aim.worthwhile?.size();
    Some(if judgement.aim.direction.is_down() { -size } else { size })
}
