//! Effects as phrases that fit into a sentence: "39 fewer sick days a month", "a rise of between 0.3 and 1.2 percentage points".
//!
//! Days are fewer or more, points lie lower or higher, everything else rises and falls. Each kind of unit has words for an amount, and for what it is counted per.

use trivsel_domain::evaluation::{Interval, Judgement};

use super::{Kind, Scale};

impl Scale {
    /// "39 fewer sick days a month", "a fall of 0.5 percentage points", "no difference".
    pub(crate) fn change(&self, value: f64) -> String {
        self.changed(value, true)
    }

    fn changed(&self, value: f64, is_per: bool) -> String {
        if !value.is_finite() {
            return self.words.t("evaluation-no-bound").into_owned();
        }
        if self.is_nothing(value) {
            return self.words.t("evaluation-zero").into_owned();
        }
        self.directed("change", value, None, is_per)
    }

    /// From one end to the other, the smaller change first.
    pub(super) fn span(&self, interval: Interval) -> String {
        let (lower, upper) = (interval.lower(), interval.upper());
        match (lower.is_finite(), upper.is_finite()) {
            (false, false) => self.words.t("evaluation-no-bound").into_owned(),
            (false, true) if upper < 0.0 => self.directed("at-least", upper, None, true),
            (true, false) if lower > 0.0 => self.directed("at-least", lower, None, true),
            (false, true) => self.towards("evaluation-span-down-open", upper),
            (true, false) => self.towards("evaluation-span-up-open", lower),
            (true, true) if self.signed(lower) == self.signed(upper) => self.change(lower),
            (true, true) if lower >= 0.0 => self.one_way(lower, upper),
            (true, true) if upper <= 0.0 => self.one_way(upper, lower),
            (true, true) => {
                let (down, up) = self.down_and_up(interval);
                let span = self.words.with("evaluation-span-both");
                span.text("down", down).text("up", up).to_string()
            }
        }
    }

    /// Both ends of an interval round nothing; what they are counted in stands with the second.
    pub(super) fn down_and_up(&self, interval: Interval) -> (String, String) {
        let (lower, upper) = (interval.lower(), interval.upper());
        let is_full = self.kind == Kind::Points || self.is_nothing(lower) || self.one(upper) == "yes";
        let down = if is_full {
            self.changed(lower, false)
        } else if self.kind == Kind::Days {
            self.text(lower)
        } else {
            self.words
                .with("evaluation-short-down")
                .text("number", self.number(lower))
                .to_string()
        };
        (down, self.changed(upper, true))
    }

    fn one_way(&self, least: f64, most: f64) -> String {
        if self.is_nothing(least) {
            return self.towards("evaluation-span-from-nothing", most);
        }
        self.directed("span", most, Some(least), true)
    }

    fn towards(&self, id: &str, value: f64) -> String {
        self.words.with(id).text("change", self.change(value)).to_string()
    }

    /// A phrase that says which way.
    fn directed(&self, form: &str, value: f64, least: Option<f64>, is_per: bool) -> String {
        let family = match self.kind {
            Kind::Days => "days-",
            Kind::Points => "points-",
            _ => "",
        };
        let way = if value < 0.0 { "down" } else { "up" };
        let phrase = self
            .words
            .with(&format!("evaluation-{form}-{family}{way}"))
            .text("number", self.number(value))
            .text("one", self.one(value))
            .text("least", least.map(|least| self.number(least)).unwrap_or_default())
            .text("amount", self.amount(value))
            .to_string();
        if is_per { self.with_per(phrase) } else { phrase }
    }

    /// "0.5 percentage points", without what it is counted per.
    fn amount(&self, value: f64) -> String {
        self.words
            .with(&format!("evaluation-amount-{}", self.kind.code()))
            .text("number", self.number(value))
            .text("one", self.one(value))
            .to_string()
    }

    fn one(&self, value: f64) -> &'static str {
        if self.number(value) == "1" { "yes" } else { "no" }
    }

    fn with_per(&self, phrase: String) -> String {
        match self.kind {
            Kind::Days | Kind::Count | Kind::Money | Kind::Points => {
                format!(
                    "{phrase} {}",
                    self.words.t(&format!("evaluation-per-{}", self.kind.code()))
                )
            }
            Kind::RatePercent | Kind::PerPerson | Kind::PerVacancy => phrase,
        }
    }

    /// What was decided to be worth having, as it was typed; with what that comes to where effects are written in something else.
    pub(crate) fn worth(&self, judgement: &Judgement) -> String {
        let size = judgement
            .aim
            .worthwhile
            .map_or(0.0, trivsel_domain::evaluation::Worthwhile::size);
        self.worth_of(size)
    }

    /// The same of a size.
    pub(crate) fn worth_of(&self, size: f64) -> String {
        if size == 0.0 {
            return self.words.t("evaluation-worth-any").into_owned();
        }
        if self.kind != Kind::Days {
            return self.with_per(self.amount(size));
        }
        self.words
            .with("evaluation-worth-days")
            .text("points", self.words.lang().number(size, decimals_of(size)))
            .text("amount", self.with_per(self.amount(size)))
            .to_string()
    }

    /// "34 fewer", "0.5 lower": short, for a picture.
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

    /// "fewer" or "more".
    pub(crate) fn way(&self, value: f64) -> String {
        let word = self.words.with(self.word(value)).text("number", "").to_string();
        word.trim().to_owned()
    }

    fn word(&self, value: f64) -> &'static str {
        match (self.kind == Kind::Days, value < 0.0) {
            (true, true) => "evaluation-fewer",
            (true, false) => "evaluation-more",
            (false, true) => "evaluation-lower",
            (false, false) => "evaluation-higher",
        }
    }

    /// What it means to be high or low on an axis of effects: "more sick days", "lower".
    pub(crate) fn axis(&self, value: f64) -> String {
        let id = match (self.kind == Kind::Days, value < 0.0) {
            (true, true) => "evaluation-axis-fewer-days",
            (true, false) => "evaluation-axis-more-days",
            (false, true) => "evaluation-axis-lower",
            (false, false) => "evaluation-axis-higher",
        };
        self.words.t(id).into_owned()
    }

    /// What differences are in: "sick days a month".
    pub(crate) fn unit(&self) -> String {
        self.words
            .t(&format!("evaluation-unit-{}", self.kind.code()))
            .into_owned()
    }
}

/// The decimals a typed number has, two at most and one at least.
fn decimals_of(value: f64) -> usize {
    let tenths = value * 10.0;
    if (tenths - tenths.round()).abs() < 1e-9 { 1 } else { 2 }
}
