//! Notes that become lines of a plan: what a group chose stands on top of HVAD, ready to be taken with the words it has.

use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{BoardId, NoteId, PlanId, PlanLineId};
use trivsel_domain::plan::{PlanLine, PlanPart, PlanState, UnitPlan};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::boards::{self, ChosenNote, ChosenOf};
use trivsel_store::{Tx, chain as links, plans as store};

use super::{changeable, lines, told};
use crate::work::Work;
use crate::{App, AppError};

/// So many are offered at once; the oldest wait.
const MOST_OFFERED: usize = 9;

/// What can be taken into a plan: the chosen notes of closed boards of its unit that nothing came of yet.
pub(super) async fn offered(tx: &Tx, who: &Actor, plan: &UnitPlan) -> Result<Vec<ChosenNote>, AppError> {
    if !who.may(Right::ReadWorkshops, plan.unit) {
        return Ok(Vec::new());
    }
    let mut found = boards::chosen(tx, ChosenOf::Unit(plan.unit)).await?;
    found.truncate(MOST_OFFERED);
    Ok(found)
}

/// Takes a chosen note as a line under HVAD. The line remembers where it came from.
pub async fn take(app: &App, who: &Actor, plan: PlanId, board: BoardId, note: NoteId) -> Result<PlanLineId, AppError> {
    app.writing(who, |work| async move {
        let plan = changeable(&work, who, plan).await?;
        let offered = offered(&work, who, &plan).await?;
        let line = taken(&work, &plan, &offered, board, note).await?;
        work.trail(told(&plan, "changed").field("line", "", &line.text));
        Ok(line.id)
    })
    .await
}

/// Makes the line in the caller's own transaction.
pub(super) async fn taken(
    work: &Work,
    plan: &UnitPlan,
    offered: &[ChosenNote],
    board: BoardId,
    note: NoteId,
) -> Result<PlanLine, AppError> {
    let chosen = offered
        .iter()
        .find(|one| one.board == board && one.note == note)
        .ok_or(AppError::Refused("refused-note-taken"))?;
    // The plan is written too, so that of two who take the same note at once the second begins again and is told.
    let agreement = match plan.state {
        PlanState::Draft => Default::default(),
        PlanState::Agreed | PlanState::Closed => plan.agreement,
    };
    let touched = UnitPlan {
        agreement,
        ..plan.clone()
    };
    store::change(work, &touched).await?;
    let position = lines::last_position(work, plan.id, PlanPart::What).await? + 1;
    let line = lines::blank(plan.id, PlanPart::What, position, chosen.text.clone());
    store::add_line(work, &line).await?;
    let link = ChainLink::new(
        Node::Note(board, note),
        Node::PlanLine(line.id),
        &chosen.text,
        work.today,
    )
    .map_err(|error| AppError::internal("linking a line to its note", error))?;
    links::add(work, &link).await?;
    Ok(line)
}
