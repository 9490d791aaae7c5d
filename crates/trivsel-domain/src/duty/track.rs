//! When a duty is due next in a unit: counted from the day it was held.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::month::Month;

/// A duty in one unit, with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyTrack {
    /// How many months lie between two times.
    pub every_months: u32,
    /// From which day it applies here.
    pub applies_from: NaiveDate,
    /// The first day it is due, where one was chosen.
    pub first_due: Option<NaiveDate>,
    /// What happened, in any order.
    pub events: Vec<DutyEvent>,
    /// The unit's last day, if it was closed.
    pub closed_on: Option<NaiveDate>,
}

/// Something that moves the day a duty is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyEvent {
    /// It was held.
    Held {
        /// When.
        on: NaiveDate,
    },
    /// It was let go this once.
    ExcusedOnce {
        /// The day it was due.
        due_on: NaiveDate,
    },
    /// It is let go for good.
    ExcusedForGood {
        /// The day it was due.
        due_on: NaiveDate,
    },
    /// Another unit came in.
    Merged {
        /// When.
        on: NaiveDate,
        /// When it would have been due there.
        other: Option<NaiveDate>,
    },
    /// The unit came out of another.
    Split {
        /// When.
        on: NaiveDate,
        /// When it was due in the whole.
        whole: Option<NaiveDate>,
    },
    /// The unit changed so much that it is to be done again before its time.
    Again {
        /// When the change was.
        on: NaiveDate,
        /// By when.
        by: NaiveDate,
    },
}

impl DutyEvent {
    /// The day it counts from.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Held { on } | Self::Merged { on, .. } | Self::Split { on, .. } | Self::Again { on, .. } => on,
            Self::ExcusedOnce { due_on } | Self::ExcusedForGood { due_on } => due_on,
        }
    }

    /// On one day a unit comes to be before anything is held in it.
    fn rank(self) -> u8 {
        match self {
            Self::Split { .. } => 0,
            Self::Merged { .. } => 1,
            Self::Again { .. } => 2,
            Self::ExcusedOnce { .. } | Self::ExcusedForGood { .. } => 3,
            Self::Held { .. } => 4,
        }
    }
}

/// How a duty stands in a unit on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyWhen {
    /// The day has passed.
    Late,
    /// It falls in this quarter, or in the next thirty days.
    Near,
    /// Later than that.
    Later,
}

/// How a duty stands in a unit on a day, with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyStanding {
    /// It waits.
    Due {
        /// Which day.
        on: NaiveDate,
        /// How near that is.
        when: DutyWhen,
        /// Is it time to begin?
        is_warned: bool,
    },
    /// The unit closed before it was held.
    NotHeld {
        /// The day it was due.
        due_on: NaiveDate,
    },
    /// Nothing more comes.
    Ended,
}

/// What became of a duty in a unit in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyYear {
    /// How often it was held.
    pub held: usize,
    /// How often it was excused.
    pub excused: usize,
    /// The day it was due and passed.
    pub late: Option<NaiveDate>,
    /// The day it is due and has not come.
    pub ahead: Option<NaiveDate>,
}

/// The same day some months later, or the last of that month where it has no such day.
pub fn month_later(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

impl DutyTrack {
    /// The day it is due next; none when it is excused for good.
    pub fn next_due(&self) -> Option<NaiveDate> {
        let mut events = self.events.clone();
        events.sort_by_key(|event| (event.day(), event.rank()));
        let first = self
            .first_due
            .or_else(|| month_later(self.applies_from, self.every_months));
        events.into_iter().fold(first, |due, event| self.after(due, event))
    }

    fn after(&self, due: Option<NaiveDate>, event: DutyEvent) -> Option<NaiveDate> {
        let earlier = |one: Option<NaiveDate>, other: Option<NaiveDate>| one.into_iter().chain(other).min();
        match event {
            DutyEvent::Held { on } => month_later(on, self.every_months),
            // An excuse is for the day that was due. Once it was held early it says nothing more.
            DutyEvent::ExcusedOnce { due_on } if due.is_none_or(|due| due <= due_on) => {
                month_later(due_on, self.every_months)
            }
            DutyEvent::ExcusedForGood { due_on } if due.is_none_or(|due| due <= due_on) => None,
            DutyEvent::ExcusedOnce { .. } | DutyEvent::ExcusedForGood { .. } => due,
            DutyEvent::Merged { other, .. } => earlier(due, other),
            DutyEvent::Split { whole, .. } => whole.or(due),
            DutyEvent::Again { by, .. } => earlier(due, Some(by)),
        }
    }

    /// The day it was last held.
    pub fn last_held(&self) -> Option<NaiveDate> {
        let held = self.events.iter().filter_map(|event| match event {
            DutyEvent::Held { on } => Some(*on),
            _ => None,
        });
        held.max()
    }

    /// What became of it in a year, as it stood on a day of that year or on its last: how often it was held and excused, and whether it was
    /// late or still ahead.
    pub fn in_year(&self, year: i32, on: NaiveDate) -> Option<DutyYear> {
        let (first, last) = (
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year, 12, 31)?,
        );
        let until = on.min(last);
        let known = Self {
            events: self
                .events
                .iter()
                .copied()
                .filter(|event| event.day() <= until)
                .collect(),
            ..self.clone()
        };
        let count = |is_wanted: fn(&DutyEvent) -> bool| {
            let events = known
                .events
                .iter()
                .filter(|event| (first..=last).contains(&event.day()));
            events.filter(|event| is_wanted(event)).count()
        };
        let due = known.next_due().filter(|due| {
            let is_open = self.closed_on.is_none_or(|closed| *due <= closed);
            *due <= last && is_open && self.applies_from <= last
        });
        Some(DutyYear {
            held: count(|event| matches!(event, DutyEvent::Held { .. })),
            excused: count(|event| matches!(event, DutyEvent::ExcusedOnce { .. } | DutyEvent::ExcusedForGood { .. })),
            // A year that is over leaves nothing ahead: what was due by its last day and was not held was late.
            late: due.filter(|due| *due < on || on > last),
            ahead: due.filter(|due| *due >= on && on <= last),
        })
    }

    /// How it stands on a day. `warn_months` before it is due it is time to begin.
    pub fn standing(&self, today: NaiveDate, warn_months: u32) -> DutyStanding {
        let Some(on) = self.next_due() else {
            return DutyStanding::Ended;
        };
        if let Some(last) = self.closed_on.filter(|last| *last < today) {
            return if on <= last {
                DutyStanding::NotHeld { due_on: on }
            } else {
                DutyStanding::Ended
            };
        }
        let warned_from = on.checked_sub_months(Months::new(warn_months)).unwrap_or(on);
        let when = if on < today {
            DutyWhen::Late
        } else if on <= near_until(today) {
            DutyWhen::Near
        } else {
            DutyWhen::Later
        };
        DutyStanding::Due {
            on,
            when,
            is_warned: warned_from <= today,
        }
    }
}

/// The last day of this quarter, or thirty days ahead when that is later: on 29 December a day in January is near, too.
fn near_until(today: NaiveDate) -> NaiveDate {
    let month = Month::of(today);
    let into_quarter = i32::try_from(today.month0() % 3).unwrap_or(0);
    let quarter_ends = month.plus(2 - into_quarter).last_day();
    let soon = today.checked_add_days(Days::new(30)).unwrap_or(today);
    quarter_ends.max(soon)
}
