//! Follow-ups: what is looked at, in which forum, how often, and what came of it.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId, PersonId};

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
    /// The forum, when it is one the organisation has set up.
    pub committee: Option<CommitteeId>,
    /// The forum in own words, when it is none of those, or several: "triader eller afdelings-MED". May be empty.
    pub forum: String,
    /// How often.
    pub frequency: Frequency,
    /// When it is to happen next; none when no day is set.
    pub next_due: Option<NaiveDate>,
    /// The day it stopped.
    pub ended_on: Option<NaiveDate>,
}

impl FollowUp {
    /// Should it have happened before today?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.ended_on.is_none() && self.next_due.is_some_and(|due| due < today)
    }

    /// The follow-up after it was held on a day: on to the first day of its rhythm after that. What happens once is then over.
    #[must_use]
    pub fn held(&self, held_on: NaiveDate) -> Self {
        let mut after = self.clone();
        after.next_due = self.frequency.months().and_then(|months| {
            let from = self.next_due.unwrap_or(held_on);
            // Counted from the day that was due, so that the 31st does not become the 28th for good.
            (1..=1200)
                .map_while(|step| from.checked_add_months(Months::new(months * step)))
                .find(|next| *next > held_on)
        });
        if after.next_due.is_none() {
            after.ended_on = Some(held_on);
        }
        after
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
}

impl Frequency {
    /// All frequencies.
    pub const ALL: [Self; 6] = [
        Self::Once,
        Self::Monthly,
        Self::EverySecondMonth,
        Self::Quarterly,
        Self::HalfYearly,
        Self::Yearly,
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
        }
    }

    /// The frequency with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.code() == code)
    }

    /// How many months lie between two times; none when it happens once.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Once => None,
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
