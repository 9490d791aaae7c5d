//! A report before a committee: which meetings it can come to, and which it is on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::committee::Committee;
use trivsel_domain::id::{CommitteeId, MeetingId, StatusReportId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as store};

use super::{trail, visible};
use crate::committees::{self, NewAgendaItem};
use crate::{App, AppError};

/// A meeting a report is on the agenda of.
#[derive(Clone, Debug)]
pub struct AgendaPlace {
    /// The meeting.
    pub meeting: MeetingId,
    /// Whose it is.
    pub committee: String,
    /// When.
    pub held_on: NaiveDate,
}

/// A meeting a report can be put on the agenda of.
pub type MeetingChoice = AgendaPlace;

/// The coming meetings whose agenda the visitor may change, the earliest first.
pub async fn agenda_choices(app: &App, who: &Actor, id: StatusReportId) -> Result<Vec<MeetingChoice>, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let tx = app.read(who.organisation).await?;
    let (report, _) = visible(&tx, who, id).await?;
    if report.is_draft() {
        return Err(AppError::Refused("refused-report-draft"));
    }
    let choices = committees::agenda_choices(app, who).await?.into_iter();
    Ok(choices
        .map(|line| MeetingChoice {
            meeting: line.meeting.id,
            committee: line.committee_name,
            held_on: line.meeting.held_on,
        })
        .collect())
}

/// Puts an approved report on a meeting's agenda. A report that is on it already stays there once.
pub async fn put_on_agenda(app: &App, who: &Actor, id: StatusReportId, meeting: MeetingId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (report, initiative) = visible(&work, who, id).await?;
        if report.is_draft() {
            return Err(AppError::Refused("refused-report-draft"));
        }
        if store::items_with_report(&work, id)
            .await?
            .iter()
            .any(|item| item.meeting == meeting)
        {
            return Ok(());
        }
        let item = NewAgendaItem {
            title: report.content.title.clone(),
            status_report: Some(id),
            ..NewAgendaItem::default()
        };
        committees::put_on_agenda(app, &work, who, meeting, item).await?;
        work.trail(trail(&report, &initiative, "put_on_agenda"));
        Ok(())
    })
    .await
}

/// The meetings the report is on the agenda of and the visitor may see, the earliest first.
pub(super) async fn places(tx: &Tx, who: &Actor, id: StatusReportId) -> Result<Vec<AgendaPlace>, AppError> {
    let items = store::items_with_report(tx, id).await?;
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let names = committee_names(tx, |committee| committee.may_be_read_by(who)).await?;
    let mut places = Vec::new();
    for item in items {
        let Some(meeting) = store::find_meeting(tx, item.meeting).await? else {
            continue;
        };
        if let Some(committee) = names.get(&meeting.committee) {
            places.push(AgendaPlace {
                meeting: meeting.id,
                committee: committee.clone(),
                held_on: meeting.held_on,
            });
        }
    }
    places.sort_by_key(|place| place.held_on);
    Ok(places)
}

async fn committee_names(tx: &Tx, may: impl Fn(&Committee) -> bool) -> Result<BTreeMap<CommitteeId, String>, AppError> {
    Ok(store::list(tx)
        .await?
        .into_iter()
        .filter(|committee| may(committee))
        .map(|committee| (committee.id, committee.name))
        .collect())
}
