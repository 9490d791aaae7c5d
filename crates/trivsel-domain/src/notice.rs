//! What people are written to about: the kinds, when each is due, and the days on which nobody is.

use chrono::{Datelike, NaiveDate, Weekday};

/// What a person can be written to about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Ugens brev: what is late, what comes, which meetings.
    Week,
    /// A follow-up is to be held.
    Due,
    /// A task of a unit is to be done.
    Task,
    /// A meeting is held.
    Meeting,
    /// A plan was agreed that names somebody.
    Plan,
    /// A start waits for somebody's answers, or is to be looked back on.
    Start,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Week,
        Self::Due,
        Self::Task,
        Self::Meeting,
        Self::Plan,
        Self::Start,
    ];

    /// The code, as stored and in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Due => "due",
            Self::Task => "task",
            Self::Meeting => "meeting",
            Self::Plan => "plan",
            Self::Start => "start",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Is somebody told who has not said anything? The week's letter is for those who lead something or speak for others.
    pub fn is_wanted_unsaid(self, leads: bool) -> bool {
        match self {
            Self::Week => leads,
            Self::Due | Self::Task | Self::Meeting | Self::Plan | Self::Start => true,
        }
    }
}

/// Which of its two times something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A week before its day.
    Before,
    /// After its day, which it has missed.
    After,
    /// On its day: a week's letter, a plan that was agreed.
    On,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::On];

    /// The code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::On => "on",
        }
    }

    /// The stage with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What is to be told today of something due on a day: from a week before on, and on the day after. A server that slept over the day
    /// after still tells it within three; later it stands in the week's letter alone.
    pub fn of(today: NaiveDate, due_on: NaiveDate) -> Option<Self> {
        match (due_on - today).num_days() {
            0..=7 => Some(Self::Before),
            -3..=-1 => Some(Self::After),
            _ => None,
        }
    }
}

/// When the week's letter comes, of somebody who has not said: Monday at half past seven.
pub const WEEKDAY_UNSAID: Weekday = Weekday::Mon;
/// The hour after whose half mails go, of somebody who has not said.
pub const HOUR_UNSAID: u32 = 7;
/// The hours that can be chosen.
pub const HOURS: std::ops::RangeInclusive<u32> = 6..=18;

/// Is it one of the days on which nobody is written to, unless something is due then?
pub fn is_quiet(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 24..=26) | (1, 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn something_is_told_a_week_before_and_on_the_days_after() {
        let due: NaiveDate = "2026-12-17".parse().unwrap();
        for (today, expected) in [
            ("2026-12-09", None),
            ("2026-12-10", Some(Stage::Before)),
            ("2026-12-17", Some(Stage::Before)),
            ("2026-12-18", Some(Stage::After)),
            ("2026-12-20", Some(Stage::After)),
            ("2026-12-21", None),
        ] {
            assert_eq!(Stage::of(today.parse().unwrap(), due), expected, "{today}");
        }
    }

    #[test]
    fn christmas_and_new_year_are_quiet() {
        for (day, expected) in [
            ("2026-12-23", false),
            ("2026-12-24", true),
            ("2026-12-26", true),
            ("2026-12-27", false),
            ("2027-01-01", true),
            ("2027-01-02", false),
        ] {
            assert_eq!(is_quiet(day.parse().unwrap()), expected, "{day}");
        }
    }

    #[test]
    fn codes_are_read_back_and_only_those_who_lead_get_letters_unasked() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::parse(kind.code()), Some(kind));
            assert_eq!(kind.is_wanted_unsaid(false), kind != NoticeKind::Week);
            assert!(kind.is_wanted_unsaid(true));
        }
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.code()), Some(stage));
        }
    }
}
