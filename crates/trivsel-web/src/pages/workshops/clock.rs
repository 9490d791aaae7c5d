//! Times of day and minutes in words.

use chrono::{DateTime, NaiveTime, Utc};
use trivsel_app::app::local;

use crate::words::{Lang, Words};

/// `10.48`, in English `10:48`.
pub(super) fn time(lang: Lang, at: NaiveTime) -> String {
    match lang {
        Lang::Da => at.format("%-H.%M").to_string(),
        Lang::En => at.format("%-H:%M").to_string(),
    }
}

/// The same of a moment, by a Danish clock.
pub(super) fn moment(lang: Lang, at: DateTime<Utc>) -> String {
    time(lang, local(at).time())
}

/// What a clock on a page needs to go on by itself: when it is over, and its sentences.
#[derive(Clone, Debug)]
pub(super) struct Left {
    /// The sentence now.
    pub(super) sentence: String,
    /// Milliseconds left when the page was painted.
    pub(super) millis: i64,
    /// The sentence with `#` where the number stands.
    pub(super) many: String,
    /// For one minute.
    pub(super) one: String,
    /// When it is over.
    pub(super) over: String,
    /// Minutes used.
    pub(super) used: i64,
    /// Minutes in all.
    pub(super) all: i64,
    /// When it ends.
    pub(super) until: String,
}

impl Left {
    /// Of a line or a break that ends at a moment.
    pub(super) fn of(words: &Words, lang: Lang, began: DateTime<Utc>, ends: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let left = (ends - now).num_milliseconds().max(0);
        let minutes = (left + 59_999) / 60_000;
        let all = ((ends - began).num_seconds() + 59) / 60;
        let many = |count: &str| words.with("minutes-left").text("count", count).to_string();
        let one = words.t("minute-left").into_owned();
        let over = words.t("time-is-over").into_owned();
        Self {
            sentence: match minutes {
                0 => over.clone(),
                1 => one.clone(),
                _ => many(&minutes.to_string()),
            },
            millis: left,
            many: many("#"),
            one,
            over,
            used: (all - minutes).max(0),
            all: all.max(1),
            until: moment(lang, ends),
        }
    }
}
