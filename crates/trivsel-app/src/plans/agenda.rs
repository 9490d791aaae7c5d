//! A plan on the agenda of a meeting: the point remembers which plan it is about.

use trivsel_domain::chain::Node;
use trivsel_domain::id::{MeetingId, PlanId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::plans as store;

use super::{readable, told};
use crate::committees::{AgendaContent, NewAgendaItem, put_on_agenda};
use crate::{App, AppError, chain};

/// Puts a plan at the end of a meeting's agenda, for whoever sets that. It comes of the plan's first line.
pub async fn put(
    app: &App,
    who: &Actor,
    id: PlanId,
    meeting: MeetingId,
    content: &AgendaContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let plan = readable(&work, who, id).await?;
        let AgendaContent { title, text } = content.clone();
        let item = NewAgendaItem {
            title,
            text,
            ..NewAgendaItem::default()
        };
        let item = put_on_agenda(app, &work, who, meeting, item).await?;
        let lines = store::lines_of(&work, id).await?;
        if let Some(first) = lines.first() {
            let (from, to) = (Node::PlanLine(first.id), Node::AgendaItem(item));
            chain::came_of(&work, who, from, to, work.today).await?;
        }
        work.trail(told(&plan, "put_on_agenda").field("title", "", &content.title));
        Ok(())
    })
    .await
}
