//! Published figures in the reader's words: names, numbers, and the sentences that follow from them by fixed rules.

use trivsel_app::publications::{Edition, Results};
use trivsel_domain::id::UnitId;
use trivsel_domain::publication::{Amount, Finding, ScaleResult, Shown, Together, finding};
use trivsel_domain::questionnaire::{Content, Scale, Side, Wording};

use crate::shell::Shell;

/// A scale with its result.
pub(super) struct Line<'a> {
    pub(super) scale: &'a Scale,
    pub(super) result: &'a ScaleResult,
}

/// Tells of one publication.
pub(super) struct Told<'a> {
    pub(super) shell: &'a Shell,
    pub(super) results: &'a Results,
    pub(super) edition: &'a Edition,
}

impl<'a> Told<'a> {
    pub(super) fn new(shell: &'a Shell, results: &'a Results) -> Self {
        Self {
            shell,
            results,
            edition: &results.edition,
        }
    }

    fn content(&self) -> &'a Content {
        &self.edition.content
    }

    /// Words of the questionnaire in the reader's language, or in the one it has.
    pub(super) fn read(&self, wording: &'a Wording) -> &'a str {
        wording.read(self.content().language_for(self.shell.lang.code()))
    }

    pub(super) fn unit(&self, unit: UnitId) -> &'a str {
        self.edition.publication.snapshot.name(unit)
    }

    fn above(&self, unit: UnitId) -> impl Iterator<Item = UnitId> + 'a {
        let snapshot = &self.edition.publication.snapshot;
        let above = move |id: UnitId| snapshot.get(id).and_then(|found| found.parent);
        std::iter::successors(above(unit), move |id| above(*id))
    }

    /// How far below the top a unit stands.
    pub(super) fn depth(&self, unit: UnitId) -> usize {
        self.above(unit).count()
    }

    /// Is a unit the other one, or somewhere below it?
    pub(super) fn is_within(&self, unit: UnitId, other: UnitId) -> bool {
        unit == other || self.above(unit).any(|above| above == other)
    }

    /// The units right below one that the reader may see.
    pub(super) fn below(&self, unit: UnitId) -> Vec<UnitId> {
        let units = self.edition.publication.snapshot.units().iter();
        units
            .filter(|one| one.parent == Some(unit) && self.results.may_see(one.id))
            .map(|one| one.id)
            .collect()
    }

    /// The units right below one that are shown together, where the reader may see them all.
    pub(super) fn together(&self, unit: UnitId) -> impl Iterator<Item = Together<'a>> {
        let results = self.results;
        self.edition
            .publication
            .together(unit)
            .filter(move |together| together.units().all(|unit| results.may_see(unit)))
    }

    /// The names of all whose answers are shown together.
    pub(super) fn together_name(&self, together: &Together<'_>) -> String {
        let own = self.shell.t("results-own-answers");
        let units = together.units().map(|unit| self.unit(unit));
        let names: Vec<&str> = units.chain(together.has_own.then_some(own.as_ref())).collect();
        self.shell.lang.list(&names)
    }

    /// What all who were asked are called.
    pub(super) fn whole_name(&self) -> &'a str {
        let whole = self.edition.publication.whole();
        whole.map_or("", |(unit, _)| self.unit(unit))
    }

    /// The scales of a group with their results, in the questionnaire's order.
    pub(super) fn lines(&self, shown: &'a Shown) -> Vec<Line<'a>> {
        let line = |result: &'a ScaleResult| {
            let scale = self.content().find_scale(&result.scale)?;
            Some(Line { scale, result })
        };
        shown.scales.iter().filter_map(line).collect()
    }

    /// A scale's name within a sentence: `forudsigelighed`, but `WHO-5`.
    pub(super) fn name_within(&self, key: &str) -> String {
        let name = self
            .content()
            .find_scale(key)
            .map_or(key, |scale| self.read(&scale.name));
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if second.is_lowercase() || second.is_whitespace() => {
                format!(
                    "{}{}",
                    first.to_lowercase(),
                    name.get(first.len_utf8()..).unwrap_or_default()
                )
            }
            _ => name.to_owned(),
        }
    }

    fn names_within(&self, keys: &[String]) -> String {
        let names: Vec<String> = keys.iter().map(|key| self.name_within(key)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.shell.lang.list(&names)
    }

    pub(super) fn number(&self, scale: &Scale, value: f64) -> String {
        self.shell.lang.number(value, decimals(scale))
    }

    /// A change, with its sign.
    pub(super) fn signed(&self, scale: &Scale, value: f64) -> String {
        let text = self.number(scale, value);
        if value > 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) {
            format!("+{text}")
        } else {
            text
        }
    }

    pub(super) fn amount(&self, scale: &Scale, amount: Amount) -> String {
        self.spread(amount, |value| self.number(scale, value))
    }

    /// `78–84`.
    pub(super) fn interval(&self, scale: &Scale, (low, high): (f64, f64)) -> String {
        format!("{}–{}", self.number(scale, low), self.number(scale, high))
    }

    pub(super) fn mean_and_interval(&self, line: &Line<'_>) -> String {
        let mean = self.amount(line.scale, line.result.mean);
        format!("{mean} ({})", self.interval(line.scale, line.result.interval))
    }

    fn spread(&self, amount: Amount, number: impl Fn(f64) -> String) -> String {
        match amount {
            Amount::Exact(value) => number(value),
            Amount::Between { from, to } => format!("{}–{}", number(from), number(to)),
        }
    }

    /// `131 af 168`.
    pub(super) fn answered(&self, shown: &Shown) -> String {
        let answered = self.spread(shown.respondents, |value| self.shell.lang.number(value, 0));
        self.shell
            .with("results-of")
            .text("answered", answered)
            .text("invited", self.shell.lang.count(shown.invited))
            .to_string()
    }

    /// How many answered, of how many, and when it closed.
    pub(super) fn turnout(&self, shown: &Shown) -> String {
        let date = self.shell.day(self.edition.publication.closed_on);
        let sentence = match shown.respondents {
            Amount::Exact(answered) if shown.invited > 0 => self.shell.with("results-turnout").text(
                "percent",
                self.shell.lang.number(100.0 * answered / f64::from(shown.invited), 0),
            ),
            Amount::Exact(_) | Amount::Between { .. } => self.shell.with("results-turnout-between"),
        };
        sentence
            .text("answered", self.answered(shown))
            .text("date", date)
            .to_string()
    }

    /// A share, whole percent or between what and what.
    pub(super) fn share(&self, amount: Amount) -> String {
        format!(
            "{}\u{a0}%",
            self.spread(amount, |value| self.shell.lang.number(value, 0))
        )
    }

    /// What stands out in a group.
    pub(super) fn finding(&self, unit: UnitId, own: &Shown) -> Finding {
        finding(self.content(), own, self.others(unit))
    }

    /// All who were asked, where the unit is not they.
    pub(super) fn others(&self, unit: UnitId) -> Option<&'a Shown> {
        let whole = self.edition.publication.whole();
        whole.filter(|(id, _)| *id != unit).map(|(_, shown)| shown)
    }

    fn mean_of(&self, shown: &Shown, key: &str) -> String {
        let scale = self.content().find_scale(key);
        let found = scale.zip(shown.scale(key));
        found.map_or_else(String::new, |(scale, result)| self.amount(scale, result.mean))
    }

    /// The finding as one sentence without a full stop.
    pub(super) fn headline(&self, found: &Finding, own: &Shown) -> String {
        let out = found.outside.first();
        match (&found.best, &found.worst, out) {
            (Some(best), Some(worst), Some((scale, side))) => self
                .shell
                .with(match side {
                    Side::Above => "results-headline-too-high",
                    Side::Below | Side::Within => "results-headline-too-low",
                })
                .text("best", self.name_within(best))
                .text("worst", self.name_within(worst))
                .text("scale", self.name_within(scale))
                .to_string(),
            (Some(best), Some(worst), None) => self
                .shell
                .with("results-headline")
                .text("best", self.name_within(best))
                .text("worst", self.name_within(worst))
                .to_string(),
            _ => match self.lines(own).first() {
                Some(only) => self
                    .shell
                    .with("results-headline-one")
                    .text("scale", self.read(&only.scale.name))
                    .text("mean", self.amount(only.scale, only.result.mean))
                    .to_string(),
                None => self.shell.t("results-headline-none").into_owned(),
            },
        }
    }

    /// What the picture shows, in sentences: the best and the worst with all who were asked beside them, what does not fit, the others.
    pub(super) fn sentences(&self, unit: UnitId, found: &Finding, own: &Shown) -> Vec<String> {
        let others = self.others(unit);
        let mut told = Vec::new();
        for (key, words) in [(&found.worst, "results-lowest"), (&found.best, "results-highest")] {
            let Some(key) = key else { continue };
            let beside = others
                .map(|others| self.mean_of(others, key))
                .filter(|mean| !mean.is_empty());
            let sentence = match &beside {
                Some(mean) => self
                    .shell
                    .with(if words == "results-lowest" {
                        "results-lowest-beside"
                    } else {
                        "results-highest-beside"
                    })
                    .text("whole", self.whole_name())
                    .text("other", mean),
                None => self.shell.with(words),
            };
            told.push(
                sentence
                    .text("scale", self.name_within(key))
                    .text("mean", self.mean_of(own, key))
                    .to_string(),
            );
        }
        for (key, side) in &found.outside {
            let words = match side {
                Side::Above => "results-too-high",
                Side::Below | Side::Within => "results-too-low",
            };
            told.push(self.shell.with(words).text("scale", self.name_within(key)).to_string());
        }
        for (keys, words) in [
            (&found.above, "results-above"),
            (&found.below, "results-below"),
            (&found.level, "results-level"),
        ] {
            if !keys.is_empty() {
                told.push(
                    self.shell
                        .with(words)
                        .text("scales", self.names_within(keys))
                        .text("whole", self.whole_name())
                        .to_string(),
                );
            }
        }
        told
    }

    /// The rules of the survey, a line each.
    pub(super) fn rules(&self) -> Vec<String> {
        let rules = self.edition.publication.rules;
        [
            ("results-rule-minimum", rules.minimum),
            ("results-rule-distribution", rules.distribution),
            ("results-rule-comments", rules.comments),
            ("results-rule-offensive", rules.offensive),
        ]
        .into_iter()
        .map(|(words, count)| self.shell.with(words).count("count", count).to_string())
        .collect()
    }
}

/// As many decimals as a scale can carry: none from 0 to 100, one from 0 to 10, two from 1 to 5.
pub(super) fn decimals(scale: &Scale) -> usize {
    match scale.range.width() {
        width if width >= 40.0 => 0,
        width if width >= 10.0 => 1,
        _ => 2,
    }
}
