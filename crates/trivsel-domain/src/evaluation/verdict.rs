//! The closed set of verdicts, and the rule by which an interval becomes one.

use serde::{Deserialize, Serialize};

use super::facts::Aim;
use super::interval::Interval;

/// Towards the good, or away from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// til det bedre
    Better,
    /// til det værre
    Worse,
}

/// What may be said of an effect.
///
/// Turn the interval so that up is good, call its ends l ≤ u, and let d be the smallest change worth having. The first row
/// that fits decides:
///
/// | interval | verdict |
/// |---|---|
/// | l ≥ d and l > 0: all of it is worth having | clear change, better |
/// | u ≤ −d and u < 0: all of it is as large, the wrong way | clear change, worse |
/// | −d < l and u < d: too small to matter, either way. This holds too when 0 lies outside | no important change |
/// | l > 0: better, but d or less is possible | a change, maybe smaller; better |
/// | u < 0: worse, but less than d is possible | a change, maybe smaller; worse |
/// | the rest: 0 is possible, and so is a change that matters | cannot be concluded |
///
/// So an interval on the wrong side of 0 is read by the mirrored rule, with the same d: harm is told as clearly as good, and
/// is never called "no improvement".
///
/// A criterion that is to be **kept** low or high, or to fall or stay low, asks another question: is it at most a little worse? That is settled by the
/// lower end alone (non-inferiority with d as its margin). It has one row more, before the last: −d < l with 0 inside and u ≥ d
/// reads as no important change, because worse by d is ruled out, however much better it may be.
///
/// Without a d, nothing can be called clear or unimportant: the rows with d fall away.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `clear_change_better` | Tydelig ændring til det bedre: mellem 58 færre og 34 færre sygedage om måneden. | Clear change for the better: between 58 fewer and 34 fewer sick days a month. |
/// | `clear_change_worse` | Tydelig ændring til det værre: mellem 34 flere og 58 flere sygedage om måneden. | Clear change for the worse: between 34 more and 58 more sick days a month. |
/// | `change_maybe_smaller_better` | Det er blevet bedre, men måske ikke så meget som de 30 færre, I besluttede var værd at få: mellem 58 færre og 4 færre sygedage om måneden. | It got better, but maybe not by the 30 fewer you decided were worth having: between 58 fewer and 4 fewer sick days a month. |
/// | `change_maybe_smaller_worse` | Det er blevet værre, men måske kun lidt: mellem 4 flere og 58 flere sygedage om måneden. | It got worse, but maybe only a little: between 4 more and 58 more sick days a month. |
/// | `no_important_change` | Ingen ændring af betydning. Den ligger mellem 14 færre og 9 flere sygedage om måneden. Når noget skal holdes: Niveauet er holdt: i værste fald 9 flere sygedage om måneden. | No important change. It lies between 14 fewer and 9 more sick days a month. Where something is to be kept: The level was kept: at worst 9 more sick days a month. |
/// | `cannot_be_concluded` | Kan ikke afgøres. Tallene passer både med 58 færre og med 14 flere sygedage om måneden. | Cannot be concluded. The figures fit both 58 fewer and 14 more sick days a month. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "way", rename_all = "snake_case")]
pub enum Verdict {
    /// Tydelig ændring
    ClearChange(Way),
    /// En ændring, måske for lille
    ChangeMaybeSmaller(Way),
    /// Ingen ændring af betydning
    NoImportantChange,
    /// Kan ikke afgøres
    CannotBeConcluded,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 6] = [
        Self::ClearChange(Way::Better),
        Self::ClearChange(Way::Worse),
        Self::ChangeMaybeSmaller(Way::Better),
        Self::ChangeMaybeSmaller(Way::Worse),
        Self::NoImportantChange,
        Self::CannotBeConcluded,
    ];

    /// The name in code, table and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::ClearChange(Way::Better) => "clear_change_better",
            Self::ClearChange(Way::Worse) => "clear_change_worse",
            Self::ChangeMaybeSmaller(Way::Better) => "change_maybe_smaller_better",
            Self::ChangeMaybeSmaller(Way::Worse) => "change_maybe_smaller_worse",
            Self::NoImportantChange => "no_important_change",
            Self::CannotBeConcluded => "cannot_be_concluded",
        }
    }

    /// Which of the four answers, whichever way it goes: the end of the name of its badge, and what lists are narrowed by.
    pub fn kind(self) -> &'static str {
        match self {
            Self::ClearChange(_) => "clear-change",
            Self::ChangeMaybeSmaller(_) => "change-maybe-smaller",
            Self::NoImportantChange => "no-important-change",
            Self::CannotBeConcluded => "cannot-be-concluded",
        }
    }

    /// The verdict with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Which way the change went, where there is one.
    pub fn way(self) -> Option<Way> {
        match self {
            Self::ClearChange(way) | Self::ChangeMaybeSmaller(way) => Some(way),
            Self::NoImportantChange | Self::CannotBeConcluded => None,
        }
    }

    /// What an interval says by itself, before caps and second opinions.
    pub(super) fn of(interval: Interval, aim: Aim) -> Self {
        let is_kept = aim.direction.is_kept();
        let good_is_up = if aim.direction.is_down() {
            interval.turned()
        } else {
            interval
        };
        let (lower, upper) = (good_is_up.lower(), good_is_up.upper());
        let worthwhile = aim.worthwhile.map(super::Worthwhile::size);
        let is_beyond = |end: f64| end > 0.0 && worthwhile.is_some_and(|size| end >= size);
        let is_within = |end: f64| worthwhile.is_some_and(|size| end < size);
        if is_beyond(lower) {
            Self::ClearChange(Way::Better)
        } else if is_beyond(-upper) {
            Self::ClearChange(Way::Worse)
        } else if is_within(-lower) && is_within(upper) {
            Self::NoImportantChange
        } else if lower > 0.0 {
            Self::ChangeMaybeSmaller(Way::Better)
        } else if upper < 0.0 {
            Self::ChangeMaybeSmaller(Way::Worse)
        } else if is_kept && is_within(-lower) {
            Self::NoImportantChange
        } else {
            Self::CannotBeConcluded
        }
    }

    /// The most that two readings of the same figures both support.
    pub(super) fn in_common(self, other: Self) -> Self {
        match (self, other) {
            (one, two) if one == two => one,
            (
                Self::ClearChange(one) | Self::ChangeMaybeSmaller(one),
                Self::ClearChange(two) | Self::ChangeMaybeSmaller(two),
            ) if one == two => Self::ChangeMaybeSmaller(one),
            _ => Self::CannotBeConcluded,
        }
    }
}
