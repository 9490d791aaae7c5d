//! How a survey goes on that came back from a backup. It may have been published in the database that was lost; whoever saw those results
//! and sees others now can work out what came between. Only people know whether it was, so they are asked.

use trivsel_domain::id::SurveyId;
use trivsel_domain::job::Job;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::surveys as store;

use super::moved;
use super::schedule::forget_answers;
use crate::work::Writer;
use crate::{App, AppError};

/// What was chosen for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoingOn {
    /// It goes on where it stands: it opens, takes answers, closes and is published by itself.
    Resume,
    /// It closes for ever, its answers are deleted, and it is never published.
    Never,
}

impl GoingOn {
    /// The choice with this code.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "resume" => Some(Self::Resume),
            "never" => Some(Self::Never),
            _ => None,
        }
    }
}

/// Says how a held survey goes on. [`AppError::Conflict`] when it is held no more.
pub async fn go_on(app: &App, who: &Actor, id: SurveyId, how: GoingOn) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(Writer::closing_by(who), |work| async move {
        let survey = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if survey.held_since.is_none() {
            return Err(AppError::Conflict);
        }
        work.later(Job::MoveSurveys);
        match how {
            GoingOn::Resume => moved(&work, &survey, survey.resumed(), "went_on").await,
            // It has no answers yet: it goes back to being set up.
            GoingOn::Never if survey.state == SurveyState::Planned => {
                moved(&work, &survey, survey.withdrawn(), "withdrawn").await
            }
            GoingOn::Never => {
                forget_answers(&work, &survey).await?;
                app.ballots.note_leftovers();
                Ok(())
            }
        }
    })
    .await?;
    app.ballots.forget(id);
    app.ballots.wipe_leftovers(&app.store).await;
    Ok(())
}
