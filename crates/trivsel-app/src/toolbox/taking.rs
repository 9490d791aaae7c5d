//! Taking a tool along: into a measure of an initiative or onto an agenda. What is made of it says where it came from.

use std::cmp::Reverse;

use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MeetingId, PlanId};
use trivsel_domain::initiative::Initiative;
use trivsel_domain::plan::PlanState;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::toolbox::ToolCode;
use trivsel_store::{Tx, initiatives};

use crate::committees::{AgendaContent, NewAgendaItem, put_on_agenda};
use crate::initiatives::UnitNames;
use crate::initiatives::measures::{self, MeasureContent};
use crate::plans::lines::{self, LineContent};
use crate::plans::{self, PlanRow};
use crate::{App, AppError, chain};

/// An initiative a tool can be taken into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeChoice {
    /// Which.
    pub id: InitiativeId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub unit_name: String,
}

/// The initiatives whose measures the visitor may change and that are not over, those of the own unit first, then the newest.
async fn changeable(tx: &Tx, who: &Actor) -> Result<Vec<Initiative>, AppError> {
    let home = who.home_unit();
    let mut found = initiatives::list(tx).await?;
    found.retain(|one| one.state.is_open() && one.allows(Right::ChangeMeasures, who));
    found.sort_by_key(|one| (Some(one.unit) != home, Reverse(one.created_at), one.id));
    Ok(found)
}

/// May the visitor make a measure of a tool somewhere?
pub(super) async fn may_make_measures(tx: &Tx, who: &Actor) -> Result<bool, AppError> {
    if who.may_somewhere(Right::ChangeMeasures) {
        return Ok(true);
    }
    let all = initiatives::list(tx).await?;
    Ok(all.iter().any(|one| one.allows(Right::ChangeMeasures, who)))
}

/// The initiatives a tool can be taken into.
pub async fn initiative_choices(app: &App, who: &Actor) -> Result<Vec<InitiativeChoice>, AppError> {
    let tx = app.read(who.organisation).await?;
    if !may_make_measures(&tx, who).await? {
        who.must_somewhere(Right::ChangeMeasures)?;
    }
    let found = changeable(&tx, who).await?;
    let names = UnitNames::of(&tx, who, found.iter().map(|one| one.unit)).await?;
    let choice = |one: Initiative| InitiativeChoice {
        unit_name: names.get(one.unit),
        id: one.id,
        title: one.title,
    };
    Ok(found.into_iter().map(choice).collect())
}

/// The plans the visitor may write on that are not closed, those of the own unit first: what each is called, and its unit.
pub async fn plan_choices(app: &App, who: &Actor) -> Result<Vec<(PlanId, String, String)>, AppError> {
    who.must_somewhere(Right::ChangePlans)?;
    let home = who.home_unit();
    let mut found = plans::list(app, who, None).await?.plans;
    found.retain(|row| row.plan.state != PlanState::Closed && row.plan.may_be_changed_by(who));
    found.sort_by_key(|row| Some(row.plan.unit) != home);
    let choice = |row: PlanRow| (row.plan.id, row.plan.title, row.unit_name);
    Ok(found.into_iter().map(choice).collect())
}

/// Writes a tool into a plan as a line. The line remembers which.
pub async fn add_plan_line(
    app: &App,
    who: &Actor,
    tool: ToolCode,
    plan: PlanId,
    content: &LineContent,
) -> Result<(), AppError> {
    lines::add_of(app, who, plan, content, Some(Node::Tool(tool))).await?;
    Ok(())
}

/// Makes a measure of a tool. The measure remembers which.
pub async fn add_measure(
    app: &App,
    who: &Actor,
    tool: ToolCode,
    initiative: InitiativeId,
    content: &MeasureContent,
) -> Result<(), AppError> {
    measures::add_of(app, who, initiative, content, Some(Node::Tool(tool))).await?;
    Ok(())
}

/// Puts a tool at the end of an agenda. The point remembers which.
pub async fn add_agenda_item(
    app: &App,
    who: &Actor,
    tool: ToolCode,
    meeting: MeetingId,
    content: &AgendaContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let AgendaContent { title, text } = content.clone();
        let item = NewAgendaItem {
            title,
            text,
            ..NewAgendaItem::default()
        };
        let item = put_on_agenda(app, &work, who, meeting, item).await?;
        chain::came_of(&work, who, Node::Tool(tool), Node::AgendaItem(item), work.today).await?;
        Ok(())
    })
    .await
}
