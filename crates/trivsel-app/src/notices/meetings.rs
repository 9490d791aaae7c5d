//! Telling those who sit in a forum of a meeting, because somebody pressed for it: the agenda before it, what was decided after it.

use trivsel_domain::id::MeetingId;
use trivsel_domain::notice::{NoticeKind, Stage};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::committees;
use trivsel_store::notices as store;

use super::gather::{About, Readers};
use super::new_notice;
use crate::committees::{readable, standing};
use crate::trail::Trail;
use crate::{App, AppError};

/// Tells those who sit in a meeting's forum that day: in their next mail, once before it and once after. Says to how many.
pub async fn tell_members(app: &App, who: &Actor, id: MeetingId) -> Result<usize, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.must_mail()?;
    app.writing(who, |work| async move {
        let meeting = committees::find_meeting(&work, id).await?.ok_or(AppError::NotFound)?;
        let committee = readable(&work, who, meeting.committee).await?;
        if !committee.allows(Right::ChangeAgenda, who) {
            return Err(AppError::Forbidden);
        }
        let stage = if meeting.held_on < work.today {
            Stage::After
        } else {
            Stage::Before
        };
        if stage == Stage::Before {
            standing::freeze(&work, &meeting, &committee).await?;
        }
        let readers = Readers::load(app, &work).await?;
        let seats = committees::members_of(&work, committee.id).await?;
        let told: Vec<_> = seats
            .iter()
            .filter(|seat| seat.period.contains(meeting.held_on) && readers.wants(seat.person, NoticeKind::Meeting))
            .map(|seat| {
                let (subject, due_on) = (id.0, meeting.held_on);
                new_notice(seat.person, NoticeKind::Meeting, About { stage, subject, due_on })
            })
            .collect();
        store::add_missing(&work, &told).await?;
        work.trail(
            Trail::new("meeting", id.0, "told")
                .of(committee.id.0)
                .unit(committee.unit),
        );
        Ok(told.len())
    })
    .await
}
