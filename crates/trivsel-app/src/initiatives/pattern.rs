//! A new initiative made after another: its words, its measures and what is to be different when it has succeeded. What belongs to a place
//! or a time stays behind: days, sites, names, levels before, targets, decisions.

use trivsel_domain::id::{InitiativeId, MeasureId, SuccessCriterionId};
use trivsel_domain::initiative::{Initiative, Measure, MeasurePlan, MeasureState, SuccessCriterion};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives as store;
use uuid::Uuid;

use super::content::InitiativeContent;
use super::form::add_within;
use super::{part, readable};
use crate::work::Work;
use crate::{App, AppError};

/// The initiative another is to be made after, where the person may write a new one.
pub async fn find_pattern(app: &App, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    who.must_somewhere(Right::ChangeInitiative)?;
    let tx = app.read(who.organisation).await?;
    let (pattern, _) = readable(&tx, who, id).await?;
    Ok(pattern)
}

/// Adds an initiative with the measures and criteria of another that the person may read.
pub async fn add_after(
    app: &App,
    who: &Actor,
    content: &InitiativeContent,
    pattern: InitiativeId,
) -> Result<InitiativeId, AppError> {
    who.must_somewhere(Right::ChangeInitiative)?;
    app.writing(who, |work| async move {
        readable(&work, who, pattern).await?;
        let initiative = add_within(app, &work, who, content, None).await?;
        copy(&work, pattern, &initiative).await?;
        Ok(initiative.id)
    })
    .await
}

async fn copy(work: &Work, pattern: InitiativeId, to: &Initiative) -> Result<(), AppError> {
    let old = store::measures_of(work, pattern).await?;
    let kept = old.iter().filter(|of| of.state != MeasureState::Dropped);
    let pairs: Vec<(MeasureId, Measure)> = kept
        .map(|of| {
            let measure = Measure {
                id: MeasureId(Uuid::now_v7()),
                initiative: to.id,
                state: MeasureState::Planned,
                plan: MeasurePlan::default(),
                grown_into: None,
                ..of.clone()
            };
            (of.id, measure)
        })
        .collect();
    let new_id = |old: MeasureId| pairs.iter().find(|(id, _)| *id == old).map(|(_, new)| new.id);
    let criteria = store::criteria_of(work, pattern).await?.into_iter();
    // What was about a measure that stays behind has nothing left to be about.
    let criteria = criteria.filter(|of| of.measure.is_none_or(|measure| new_id(measure).is_some()));
    let criteria: Vec<SuccessCriterion> = criteria
        .map(|of| SuccessCriterion {
            id: SuccessCriterionId(Uuid::now_v7()),
            initiative: to.id,
            measure: of.measure.and_then(new_id),
            baseline: None,
            target: None,
            not_measurable: None,
            frozen_at: None,
            comparison: None,
            ..of
        })
        .collect();
    let measures: Vec<Measure> = pairs.iter().map(|(_, measure)| measure.clone()).collect();
    for of in &measures {
        work.trail(part("measure", of.id.0, "added", to).field("title", "", &of.title));
    }
    for of in &criteria {
        work.trail(part("success_criterion", of.id.0, "added", to).field("title", "", &of.title));
    }
    store::add_measures(work, &measures).await?;
    store::add_criteria(work, &criteria).await?;
    Ok(())
}
