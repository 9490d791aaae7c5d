//! Follow-ups: what is looked at, in which forum, how often, and what came of it.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId, PersonId};
use crate::month::Month;

mod months;

pub use months::MonthsOfYear;

/// Something that is looked at again and again, in a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The id.
    pub id: FollowUpId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// What is looked at.
    pub title: String,
    /// Where the knowledge comes from: a statistic, a talk. May be empty.
    pub source: String,
    /// The forums that the organisation has set up, in the order they are named; may be none.
    pub committees: Vec<CommitteeId>,
    /// The forum in own words, when it is none of those: "triader". May be empty.
    pub forum: String,
    /// How often.
    pub frequency: Frequency,
    /// In which months, where they are named; else none.
    pub months: MonthsOfYear,
    /// When it is to happen next, in a named month until its last day; none when no day is set, and where it is on every agenda.
    pub next_due: Option<NaiveDate>,
    /// The day it stopped.
    pub ended_on: Option<NaiveDate>,
}

impl FollowUp {
    /// Should it have happened before today?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.ended_on.is_none() && self.next_due.is_some_and(|due| due < today)
    }

    /// The follow-up after it was held on a day: on to the first day of its rhythm after that. What happens once is then over; what is on
    /// every agenda goes on without a day.
    #[must_use]
    pub fn held(&self, held_on: NaiveDate) -> Self {
        let mut after = self.clone();
        after.next_due = match self.frequency {
            Frequency::NamedMonths => {
                // Held early, the month that was due is done; held late, so is the month it was held in.
                let done = Month::of(self.next_due.map_or(held_on, |due| due.max(held_on)));
                self.months.first_from(done.plus(1)).map(Month::last_day)
            }
            _ => self.frequency.months().and_then(|months| {
                let from = self.next_due.unwrap_or(held_on);
                // Counted from the day that was due, so that the 31st does not become the 28th for good.
                (1..=1200)
                    .map_while(|step| from.checked_add_months(Months::new(months * step)))
                    .find(|next| *next > held_on)
            }),
        };
        if after.next_due.is_none() && self.frequency != Frequency::EveryMeeting {
            after.ended_on = Some(held_on);
        }
        after
    }

    /// When it is to happen next, where no day was said: in named months by the end of the first one from today on.
    pub fn first_due(&self, today: NaiveDate) -> Option<NaiveDate> {
        let is_to_come = self.frequency == Frequency::NamedMonths && self.ended_on.is_none();
        let named = || self.months.first_from(Month::of(today)).map(Month::last_day);
        self.next_due.or_else(|| is_to_come.then(named).flatten())
    }
}

/// How often a follow-up happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// én gang
    Once,
    /// hver måned
    Monthly,
    /// hver anden måned
    EverySecondMonth,
    /// hvert kvartal
    Quarterly,
    /// hvert halve år
    HalfYearly,
    /// hvert år
    Yearly,
    /// løbende: on every agenda of its forums
    EveryMeeting,
    /// in some months of every year
    NamedMonths,
}

impl Frequency {
    /// All frequencies.
    pub const ALL: [Self; 8] = [
        Self::Once,
        Self::Monthly,
        Self::EverySecondMonth,
        Self::Quarterly,
        Self::HalfYearly,
        Self::Yearly,
        Self::EveryMeeting,
        Self::NamedMonths,
    ];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Monthly => "monthly",
            Self::EverySecondMonth => "every_second_month",
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half_yearly",
            Self::Yearly => "yearly",
            Self::EveryMeeting => "every_meeting",
            Self::NamedMonths => "named_months",
        }
    }

    /// The frequency with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.code() == code)
    }

    /// How many months lie between two times; none when it happens once, with every meeting, or in named months.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Once | Self::EveryMeeting | Self::NamedMonths => None,
            Self::Monthly => Some(1),
            Self::EverySecondMonth => Some(2),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
        }
    }

    /// The next time after this one: the same day of a later month, or its last day when it has no such day.
    pub fn next_after(self, date: NaiveDate) -> Option<NaiveDate> {
        date.checked_add_months(Months::new(self.months()?))
    }
}

/// What came of one follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpNote {
    /// The id.
    pub id: FollowUpNoteId,
    /// Of which follow-up.
    pub follow_up: FollowUpId,
    /// The day it was due.
    pub due_on: Option<NaiveDate>,
    /// The day it was held.
    pub held_on: NaiveDate,
    /// What came of it.
    pub text: String,
    /// Who wrote it down; none once the person is erased.
    pub written_by: Option<PersonId>,
    /// When it was written down.
    pub written_at: DateTime<Utc>,
}
