//! Moving the last day of a survey that takes answers. Between which days it may come to lie is sealed when the survey opens, so that
//! nobody who was asked is promised a day that is not kept; the day the answers are deleted stays whatever happens.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{SHORTEST_DAYS, Survey, SurveyState};

/// How many days of answering are left at least after the day it is told that it closes sooner.
pub const NOTICE_DAYS: u64 = 2;
/// The longest the last day may be put off, in days.
pub const LONGEST_DELAY: u64 = 28;

/// The days between which the last day may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastDays {
    /// Not before this one.
    pub soonest: NaiveDate,
    /// Not after this one.
    pub latest: NaiveDate,
}

/// Why the last day cannot be moved there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// It takes no answers, or waits for somebody to say how it goes on.
    #[error("the survey takes no answers")]
    State,
    /// Those who were asked were told one day, and not that it may be moved.
    #[error("a fixed last day was promised")]
    Fixed,
    /// It is that day already.
    #[error("that is the last day already")]
    Same,
    /// Those who were asked could still answer on a day before it.
    #[error("the soonest day is {0}")]
    TooSoon(NaiveDate),
    /// It lies after what was promised.
    #[error("the latest day is {0}")]
    TooLate(NaiveDate),
}

impl Survey {
    /// The last day answers are taken: as it was planned, or as it was moved.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.moved_to.or(self.closes_on)
    }

    /// Between which days the last one may be moved, as it is sealed at the opening: people have five days at least, there is time to talk
    /// the results over on the day that was announced, and there are answers left to count. None where no day but the planned one does.
    pub fn last_days(&self) -> Option<LastDays> {
        let (opens_on, planned) = self.opens_on.zip(self.closes_on)?;
        let soonest = opens_on.checked_add_days(Days::new(SHORTEST_DAYS - 1))?.min(planned);
        let before = |day: Option<NaiveDate>| day.and_then(|day| day.pred_opt());
        let latest = [
            planned.checked_add_days(Days::new(LONGEST_DELAY)),
            before(self.follow_up.on),
            before(self.deletes_on()),
        ];
        let latest = latest.into_iter().flatten().min()?.max(planned);
        (soonest < latest).then_some(LastDays { soonest, latest })
    }

    /// The days it can be moved to today.
    pub fn movable(&self, today: NaiveDate, promised: Option<LastDays>) -> Result<LastDays, MoveError> {
        if self.state != SurveyState::Open || self.held_since.is_some() || self.is_over(today) {
            return Err(MoveError::State);
        }
        let promised = promised.ok_or(MoveError::Fixed)?;
        let noticed = today.checked_add_days(Days::new(NOTICE_DAYS)).unwrap_or(today);
        // Who is told today that it goes on longer needs no notice.
        let soonest = self.last_day().map_or(noticed, |last| noticed.min(last));
        Ok(LastDays {
            soonest: promised.soonest.max(soonest),
            latest: promised.latest,
        })
    }

    /// It takes answers until another day.
    pub fn last_day_moved(
        &self,
        to: NaiveDate,
        today: NaiveDate,
        promised: Option<LastDays>,
    ) -> Result<Self, MoveError> {
        let LastDays { soonest, latest } = self.movable(today, promised)?;
        if self.last_day() == Some(to) {
            return Err(MoveError::Same);
        }
        if to < soonest {
            return Err(MoveError::TooSoon(soonest));
        }
        if to > latest {
            return Err(MoveError::TooLate(latest));
        }
        Ok(Self {
            moved_to: Some(to),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests;
