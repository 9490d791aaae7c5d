//! Calling a meeting off that will not be held, or that was entered by mistake. What was decided stays.

use trivsel_domain::id::MeetingId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{committees as store, meeting_calls};

use super::meetings::allowed_meeting;
use crate::trail::Trail;
use crate::{App, AppError};

/// Takes a meeting away with its agenda; refused when something is written down as decided at it.
pub async fn remove_meeting(app: &App, who: &Actor, id: MeetingId) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let (meeting, committee) = allowed_meeting(&work, who, id, Right::ChangeCommittee).await?;
        if !store::decisions_of(&work, id).await?.is_empty() {
            return Err(AppError::Refused("refused-meeting-decided"));
        }
        let agenda = store::agenda_of(&work, id).await?;
        for item in &agenda {
            store::remove_agenda_item(&work, item.id).await?;
        }
        store::remove_meeting(&work, id).await?;
        meeting_calls::note_called_off(&work, &meeting, work.now).await?;
        let titles: Vec<&str> = agenda.iter().map(|item| item.title.as_str()).collect();
        work.trail(
            Trail::new("meeting", id.0, "removed")
                .of(committee.id.0)
                .unit(committee.unit)
                .field("held_on", meeting.held_on, "")
                .field("title", titles.join("; "), ""),
        );
        Ok(())
    })
    .await
}
