//! Meetings that are held again and again, planned at once.

use serde::Deserialize;
use trivsel_domain::committee::Meeting;
use trivsel_domain::committee::recurrence::Every;
use trivsel_domain::id::{CommitteeId, MeetingId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::committees as store;
use uuid::Uuid;

use super::changeable;
use super::meetings::{MeetingContent, MeetingForm};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// The most meetings that are planned at once: a year of weekly ones.
const MOST: u32 = 52;

/// What is typed to plan a row of meetings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeriesForm {
    /// The first day.
    pub held_on: String,
    /// The time of day.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// The rhythm's code.
    pub every: String,
    /// How many.
    pub times: String,
}

/// A row of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingSeries {
    first: MeetingContent,
    every: Every,
    times: u32,
}

impl MeetingSeries {
    /// So many meetings, from the first on; none where it is fewer than two or too many to be meant.
    pub fn new(first: MeetingContent, every: Every, times: u32) -> Option<Self> {
        (2..=MOST).contains(&times).then_some(Self { first, every, times })
    }
}

impl SeriesForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MeetingSeries, Problems> {
        let mut input = Input::new();
        let first = MeetingForm {
            held_on: self.held_on.clone(),
            starts_at: self.starts_at.clone(),
            place: self.place.clone(),
            ..MeetingForm::default()
        };
        let first = match first.read() {
            Ok(first) => Some(first),
            Err(Problems(problems)) => {
                problems.into_iter().for_each(|problem| input.refuse(problem));
                None
            }
        };
        let every = input.choice("every", &self.every, Every::parse);
        let times = self.times.trim().parse().unwrap_or(0);
        let series = first
            .zip(every)
            .and_then(|(first, every)| MeetingSeries::new(first, every, times));
        if !(2..=MOST).contains(&times) {
            input.refuse(Problem::new("times", "problem-series-times").with("most", MOST.to_string()));
        }
        input.read(series)
    }
}

/// Plans a row of meetings. Days on which the forum meets already are left out, and so are those after its last day. Says which were added.
pub async fn add_series(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    series: &MeetingSeries,
) -> Result<Vec<MeetingId>, AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let found = changeable(&work, who, committee).await?;
        let known = store::meetings_of(&work, committee).await?;
        let days = series.every.days(series.first.held_on, series.times).into_iter();
        let free = days
            .filter(|day| found.period.contains(*day))
            .filter(|day| !known.iter().any(|meeting| meeting.held_on == *day));
        let mut added = Vec::new();
        for held_on in free {
            let meeting = Meeting {
                id: MeetingId(Uuid::now_v7()),
                committee,
                held_on,
                starts_at: series.first.starts_at.clone(),
                place: series.first.place.clone(),
            };
            store::add_meeting(&work, &meeting).await?;
            work.trail(
                Trail::new("meeting", meeting.id.0, "added")
                    .of(committee.0)
                    .unit(found.unit)
                    .field("held_on", "", meeting.held_on),
            );
            added.push(meeting.id);
        }
        if added.is_empty() {
            return Err(AppError::invalid("held_on", "problem-meeting-outside"));
        }
        Ok(added)
    })
    .await
}
