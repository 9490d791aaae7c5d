//! Both sides agree. From then on it stands as it is.

use trivsel_domain::assessment::{
    AgreeError, AgreeingSide, Assessment, AssessmentFinding, FrozenAssessment, PartState,
};
use trivsel_domain::id::AssessmentId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::assessments as store;

use super::{changeable_by_agreeing, covers, parts, trail};
use crate::duties::WheelGround;
use crate::{App, AppError};

/// For which side somebody could agree now; none when that side has agreed, or it is not for them to do.
pub(super) fn side_of(who: &Actor, assessment: &Assessment) -> Option<AgreeingSide> {
    if !assessment.is_open() {
        return None;
    }
    let is_staff = assessment.with == Some(who.person) || who.may(Right::AgreeAsStaff, assessment.unit);
    if is_staff && assessment.staff_agreed.is_none() {
        return Some(AgreeingSide::Staff);
    }
    let is_manager = who.may(Right::AgreeAsManager, assessment.unit);
    (is_manager && assessment.manager_agreed.is_none()).then_some(AgreeingSide::Manager)
}

/// Somebody agrees to the version they have read. When both sides have, it is frozen. `figure` is the unit's published absence in words.
pub async fn agree(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    version: i32,
    figure: &(String, String),
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changeable_by_agreeing(&work, who, id).await?;
        if before.version != version {
            return Err(AppError::Conflict);
        }
        let side = side_of(who, &before).ok_or(AppError::Refused("refused-assessment-agreed"))?;
        let ground = WheelGround::read(&work, work.today).await?;
        let findings = store::findings_of(&work, id).await?;
        let checked = parts(&ground, &before, &findings);
        if checked
            .iter()
            .any(|checked| matches!(checked.state, PartState::Missing(_)))
        {
            return Err(AppError::Refused("refused-assessment-incomplete"));
        }
        let after = before
            .agreed_by(side, who.person, work.now)
            .map_err(|error| match error {
                AgreeError::Agreed => AppError::Refused("refused-assessment-agreed"),
                AgreeError::SamePerson => AppError::Refused("refused-assessment-same-person"),
            })?;
        let frozen = (!after.is_open()).then(|| frozen(&ground, &after, findings, figure));
        store::change(&work, &after, frozen.as_ref()).await?;
        let verb = if frozen.is_some() { "frozen" } else { "agreed" };
        work.trail(trail(&after, verb));
        Ok(())
    })
    .await
}

/// What both sides agreed to. No name of a person stands in it.
fn frozen(
    ground: &WheelGround,
    assessment: &Assessment,
    findings: Vec<AssessmentFinding>,
    figure: &(String, String),
) -> FrozenAssessment {
    FrozenAssessment {
        unit_name: ground.name(assessment.unit),
        covers: covers(ground, assessment.unit),
        mapping: assessment.mapping.clone(),
        looked_at: assessment.looked_at.clone(),
        absence: assessment.absence,
        absence_text: assessment.absence_text.clone(),
        absence_figure: figure.clone(),
        open_at: assessment.open_at.clone(),
        findings,
    }
}
