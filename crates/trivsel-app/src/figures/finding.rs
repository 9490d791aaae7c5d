//! What can be said of a series in a word and a few numbers. One place decides, so that headline, sentence, table and picture agree.
//!
//! A series lies below or above **the level that set its limits**: the mean of its first two years, or of the first two since the way of
//! counting changed. It does so only when four things point the same way, each as it is written for a reader:
//!
//! 1. more of the last twelve months stand out on that side than on the other;
//! 2. the last twelve months together lie on that side;
//! 3. so does their latest half, read as the picture is drawn;
//! 4. and they do not lie on the other side of the twelve months before them.
//!
//! Where months stand out and these do not agree, it varies, and nothing is said of a direction.

use std::collections::BTreeSet;

use trivsel_domain::indicator::Indicator;

use super::reading::{BASELINE_MONTHS, Mean, Pair, Reading, mean};

/// The months a finding looks at.
const RECENT: usize = 12;
/// Further back than this, the latest months that may be shown are not called the latest.
const MOST_LAG: usize = 3;

/// What is seen, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing may be shown.
    Hidden,
    /// There are no numbers.
    Empty,
    /// Too few months to say anything.
    TooShort,
    /// The newest months are hidden or missing, so that nothing can be said of now.
    NotNow,
    /// The latest months lie higher than what set the limits.
    Higher,
    /// The latest months lie lower.
    Lower,
    /// They vary as they used to.
    Steady,
    /// Some stand out, and they point in no one direction.
    Varies,
    /// Run chart only: more than chance around one level.
    Uneven,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Hidden,
        Self::Empty,
        Self::TooShort,
        Self::NotNow,
        Self::Higher,
        Self::Lower,
        Self::Steady,
        Self::Varies,
        Self::Uneven,
    ];

    /// The code in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Empty => "empty",
            Self::TooShort => "too_short",
            Self::NotNow => "not_now",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Steady => "steady",
            Self::Varies => "varies",
            Self::Uneven => "uneven",
        }
    }
}

/// The level that set the limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// The position of its first month.
    pub from: usize,
    /// The position of its last month.
    pub to: usize,
    /// The level, in the indicator's unit.
    pub value: f64,
}

/// The numbers a sentence needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// What is seen.
    pub finding: Finding,
    /// The latest month that may be shown: its position and value.
    pub latest: Option<(usize, f64)>,
    /// The latest twelve months, as far as they are counted in one way.
    pub now: Option<Mean>,
    /// The twelve months before those, counted in the same way.
    pub before: Option<Mean>,
    /// What now is held against; none where there are no limits.
    pub reference: Option<Reference>,
}

/// What can be said of the series. `is_withheld` says whether anything was kept back.
pub(super) fn summary(
    indicator: &Indicator,
    months: &[Option<Pair>],
    reading: &Reading,
    is_withheld: bool,
    ghosts: &BTreeSet<usize>,
) -> Summary {
    let last = months.iter().rposition(Option::is_some);
    let latest = last.and_then(|at| {
        let pair = months.get(at).copied().flatten()?;
        Some((at, indicator.value(pair.numerator, pair.denominator)?))
    });
    let end = last.map_or(0, |at| at + 1);
    // Months counted in another way are held against nothing.
    let counted_alike = reading.phases.last().map_or(0, |phase| phase.from).min(end);
    let recent = end.saturating_sub(RECENT).max(counted_alike);
    let earlier = recent.saturating_sub(RECENT).max(counted_alike);
    let now = mean(indicator, months, recent, end);
    let before = mean(indicator, months, earlier, recent);
    let reference = reference(reading, ghosts);
    let judged = (recent..end).filter(|at| !ghosts.contains(at)).count();
    let finding = if last.is_none() {
        if is_withheld { Finding::Hidden } else { Finding::Empty }
    } else if reading.is_too_short || judged == 0 {
        Finding::TooShort
    } else if months.len() - end > MOST_LAG {
        Finding::NotNow
    } else if reading.has_runs {
        Finding::Uneven
    } else {
        let seen = Seen {
            decimals: indicator.measure.decimals(),
            reading,
            recent,
            end,
        };
        seen.finding(now, before, reference)
    };
    Summary {
        finding,
        latest,
        now,
        before,
        reference,
    }
}

/// The months that set the limits of the last phase.
fn reference(reading: &Reading, ghosts: &BTreeSet<usize>) -> Option<Reference> {
    let phase = reading.phases.last()?;
    let judged = (phase.from..=phase.to)
        .filter(|at| !ghosts.contains(at) && reading.values.get(*at).is_some_and(Option::is_some));
    let set: Vec<usize> = if reading.limits.iter().any(Option::is_some) {
        judged.take(BASELINE_MONTHS.get()).collect()
    } else {
        judged.collect()
    };
    Some(Reference {
        from: *set.first()?,
        to: *set.last()?,
        value: phase.centre,
    })
}

/// The latest months, as they are drawn and as they are written.
struct Seen<'a> {
    decimals: usize,
    reading: &'a Reading,
    recent: usize,
    end: usize,
}

impl Seen<'_> {
    fn finding(&self, now: Option<Mean>, before: Option<Mean>, reference: Option<Reference>) -> Finding {
        let (higher, lower) = (self.rings(true), self.rings(false));
        if higher + lower == 0 {
            return Finding::Steady;
        }
        let (Some(now), Some(reference), Some(half)) = (now, reference, self.latest_half()) else {
            return Finding::Varies;
        };
        let is_above = |value: f64, other: f64| self.written(value) > self.written(other);
        let against_before = |is_up: bool| {
            before.is_some_and(|before| {
                if is_up {
                    is_above(before.value, now.value)
                } else {
                    is_above(now.value, before.value)
                }
            })
        };
        let is_up = higher > lower && is_above(now.value, reference.value) && is_above(half, reference.value);
        let is_down = lower > higher && is_above(reference.value, now.value) && is_above(reference.value, half);
        if is_up && !against_before(true) {
            Finding::Higher
        } else if is_down && !against_before(false) {
            Finding::Lower
        } else {
            Finding::Varies
        }
    }

    fn rings(&self, above: bool) -> usize {
        let signals = self.reading.signals.get(self.recent..self.end).unwrap_or_default();
        signals.iter().filter(|signal| **signal == Some(above)).count()
    }

    /// The mean of the latest half of the months, as the picture draws them.
    fn latest_half(&self) -> Option<f64> {
        let from = self.end.saturating_sub(RECENT / 2).max(self.recent);
        let values: Vec<f64> = self
            .reading
            .values
            .get(from..self.end)?
            .iter()
            .flatten()
            .copied()
            .collect();
        let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
        Some(values.iter().sum::<f64>() / f64::from(count))
    }

    /// As a reader sees it: what is written the same is the same.
    fn written(&self, value: f64) -> f64 {
        let decimals = self.decimals;
        format!("{value:.decimals$}").parse().unwrap_or(value)
    }
}
