//! Standing points: what a forum takes up again and again, so that no meeting forgets it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Meeting;
use crate::id::{CommitteeId, MeetingId, StandingItemId};

/// A point every so many meetings of a forum begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingItem {
    /// The id.
    pub id: StandingItemId,
    /// Of which forum.
    pub committee: CommitteeId,
    /// What it is about.
    pub title: String,
    /// At which meetings.
    pub every: StandingRhythm,
    /// For what comes once a year: at the first meeting from this month on.
    pub month: Option<u32>,
    /// What is written under it when the agenda is made ready.
    pub fills: StandingFilling,
    /// Its place among them, from 1.
    pub position: i32,
    /// From which day on.
    pub starts_on: NaiveDate,
    /// Until which day; none while it goes on.
    pub ends_on: Option<NaiveDate>,
}

/// At which meetings a standing point is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingRhythm {
    /// hvert møde
    Meeting,
    /// hvert andet møde
    Second,
    /// hvert kvartal
    Quarter,
    /// hvert halve år
    HalfYear,
    /// hvert år
    Year,
}

impl StandingRhythm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Meeting, Self::Second, Self::Quarter, Self::HalfYear, Self::Year];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Second => "second",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }

    /// The rhythm with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }
}

/// What a standing point is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingFilling {
    /// The initiatives where the forum belongs: how far they are, what comes next, what is over time.
    Initiatives,
    /// The newest published figure.
    Figures,
    /// What the forum asked of units and they have not done.
    Tasks,
    /// Nothing: it is only not forgotten.
    Nothing,
}

impl StandingFilling {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Initiatives, Self::Figures, Self::Tasks, Self::Nothing];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives",
            Self::Figures => "figures",
            Self::Tasks => "tasks",
            Self::Nothing => "none",
        }
    }

    /// The filling with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filling| filling.code() == code)
    }
}

/// What became of a standing point at one meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingPoint {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Which.
    pub item: StandingItemId,
    /// The point it became; none when it was taken off this time.
    pub agenda_item: Option<crate::id::AgendaItemId>,
    /// What was written under it, before anybody changed it.
    pub filled_with: String,
}

impl StandingItem {
    /// Is it taken up at this meeting? Only the forum's meetings count, not the calendar: a month without one changes nothing.
    pub fn comes_up(&self, at: &Meeting, all: &[Meeting]) -> bool {
        if !self.is_on(at.held_on) {
            return false;
        }
        let mut days: Vec<(NaiveDate, MeetingId)> = all
            .iter()
            .filter(|meeting| meeting.committee == self.committee && self.is_on(meeting.held_on))
            .map(|meeting| (meeting.held_on, meeting.id))
            .collect();
        days.sort_unstable();
        let earlier = days.iter().take_while(|day| **day < (at.held_on, at.id));
        match self.every {
            StandingRhythm::Meeting => true,
            StandingRhythm::Second => earlier.count() % 2 == 0,
            StandingRhythm::Quarter | StandingRhythm::HalfYear | StandingRhythm::Year => {
                let span = self.span(at.held_on);
                // What comes once a year waits for its month.
                span.is_some() && earlier.into_iter().all(|(day, _)| self.span(*day) != span)
            }
        }
    }

    /// Which stretch of time a day lies in, where one meeting of each is enough; none before the month a yearly point waits for.
    fn span(&self, day: NaiveDate) -> Option<(i32, u32)> {
        match self.every {
            StandingRhythm::Quarter => Some((day.year(), day.month0() / 3)),
            StandingRhythm::HalfYear => Some((day.year(), day.month0() / 6)),
            _ => (day.month() >= self.month.unwrap_or(1)).then_some((day.year(), 0)),
        }
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// Does it go on, today?
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.ends_on.is_none_or(|last| today <= last)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use uuid::Uuid;

    use super::*;

    fn item(every: StandingRhythm, month: Option<u32>) -> StandingItem {
        StandingItem {
            id: StandingItemId(Uuid::nil()),
            committee: CommitteeId(Uuid::nil()),
            title: "Trivsel og sundhed".to_owned(),
            every,
            month,
            fills: StandingFilling::Initiatives,
            position: 1,
            starts_on: "2026-01-01".parse().unwrap(),
            ends_on: Some("2027-12-31".parse().unwrap()),
        }
    }

    /// On which of these days the point is taken up.
    fn check(item: &StandingItem, days: &[&str], expected: &[&str]) {
        let meetings: Vec<Meeting> = days
            .iter()
            .zip(1_u128..)
            .map(|(day, number)| Meeting {
                id: MeetingId(Uuid::from_u128(number)),
                committee: CommitteeId(Uuid::nil()),
                held_on: day.parse().unwrap(),
                starts_at: String::new(),
                place: String::new(),
            })
            .collect();
        let found: Vec<String> = meetings
            .iter()
            .filter(|meeting| item.comes_up(meeting, &meetings))
            .map(|meeting| meeting.held_on.to_string())
            .collect();
        assert_eq!(found, expected, "{:?}", item.every);
    }

    #[test]
    fn a_standing_point_comes_up_at_its_meetings() {
        let days = [
            "2025-12-10",
            "2026-02-04",
            "2026-03-04",
            "2026-05-06",
            "2026-09-02",
            "2026-10-07",
            "2027-02-03",
        ];
        use StandingRhythm::{HalfYear, Meeting, Quarter, Second, Year};
        check(&item(Meeting, None), &days, &days[1..]);
        check(&item(Second, None), &days, &["2026-02-04", "2026-05-06", "2026-10-07"]);
        check(
            &item(Quarter, None),
            &days,
            &["2026-02-04", "2026-05-06", "2026-09-02", "2026-10-07", "2027-02-03"],
        );
        check(
            &item(HalfYear, None),
            &days,
            &["2026-02-04", "2026-09-02", "2027-02-03"],
        );
        check(&item(Year, None), &days, &["2026-02-04", "2027-02-03"]);
        check(&item(Year, Some(8)), &days, &["2026-09-02"]);
    }

    #[test]
    fn a_point_that_was_stopped_comes_up_no_more() {
        let stopped = StandingItem {
            ends_on: Some("2026-03-01".parse().unwrap()),
            ..item(StandingRhythm::Meeting, None)
        };
        check(&stopped, &["2026-02-04", "2026-03-04"], &["2026-02-04"]);
        assert!(stopped.is_open("2026-03-01".parse().unwrap()));
        assert!(!stopped.is_open("2026-03-02".parse().unwrap()));
    }
}
