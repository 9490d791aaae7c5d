//! What came together before a meeting: which meetings it can come to, and what the point says.

use trivsel_domain::chain::Node;
use trivsel_domain::committee::{Committee, Decision, Meeting};
use trivsel_domain::id::{AgendaItemId, DecisionId, MeetingId};
use trivsel_domain::rights::{Actor, Right};

use super::taken;
use crate::committees::{self, AgendaContent, MeetingLine, NewAgendaItem};
use crate::{App, AppError, chain};

/// What can be put on an agenda, and where.
#[derive(Clone, Debug)]
pub struct LearntPoint {
    /// The decision.
    pub decision: Decision,
    /// The meeting it was taken at.
    pub meeting: Meeting,
    /// The committee that took it.
    pub committee: Committee,
    /// The coming meetings whose agenda the visitor may change, the earliest first.
    pub meetings: Vec<MeetingLine>,
}

/// The meetings what came together can come to.
pub async fn agenda_point(app: &App, who: &Actor, id: DecisionId) -> Result<LearntPoint, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let tx = app.read(who.organisation).await?;
    let (decision, meeting, committee) = taken(&tx, id).await?;
    if !committee.may_be_read_by(who) {
        return Err(AppError::Forbidden);
    }
    Ok(LearntPoint {
        meetings: committees::agenda_choices(app, who).await?,
        decision,
        meeting,
        committee,
    })
}

/// Puts what came together on a meeting's agenda. The point remembers the decision it comes of.
pub async fn put_on_agenda(
    app: &App,
    who: &Actor,
    id: DecisionId,
    meeting: MeetingId,
    content: &AgendaContent,
) -> Result<AgendaItemId, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (_, _, committee) = taken(&work, id).await?;
        if !committee.may_be_read_by(who) {
            return Err(AppError::Forbidden);
        }
        let AgendaContent { title, text } = content.clone();
        let item = NewAgendaItem {
            title,
            text,
            ..NewAgendaItem::default()
        };
        let item = committees::put_on_agenda(app, &work, who, meeting, item).await?;
        chain::came_of(&work, who, Node::Decision(id), Node::AgendaItem(item), work.today).await?;
        Ok(item)
    })
    .await
}
