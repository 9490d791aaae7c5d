//! Moving the last day of an open survey: sooner or later, between the days that were sealed. Everybody who has a link and has not begun is
//! written to.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::SurveyId;
use trivsel_domain::job::Job;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{LastDays, MoveError, Survey};
use trivsel_store::mails::{Mail, MailKind};
use trivsel_store::{Tx, rolls, surveys as store};

use super::promise::Promise;
use crate::input::{Input, version_typed};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, mails};

/// A survey whose last day can be moved.
#[derive(Clone, Debug)]
pub struct Movable {
    pub survey: Survey,
    /// The days it can be moved to today.
    pub days: LastDays,
}

/// What is typed to move the last day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LastDayForm {
    /// The new last day.
    pub last_day: String,
    /// The version that was on the screen.
    pub version: String,
}

impl LastDayForm {
    /// The new last day as it was typed.
    pub fn read(&self) -> Result<NaiveDate, Problems> {
        let mut input = Input::new();
        let last = input.date("last_day", &self.last_day);
        input.read(Some(last))
    }

    /// The version that was on the screen.
    pub fn version(&self) -> Result<i32, AppError> {
        version_typed(&self.version)
    }
}

/// The days the last one can be moved to. Refused where it cannot be moved at all.
pub async fn movable(app: &App, who: &Actor, id: SurveyId) -> Result<Movable, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    let promised = promised(&tx, id).await?;
    let days = survey
        .movable(app.today(), promised)
        .map_err(|error| refused(error, "last_day"))?;
    Ok(Movable { survey, days })
}

/// Moves the last day. [`AppError::Conflict`] when somebody else moved or closed the survey since this version.
pub async fn move_last_day(app: &App, who: &Actor, id: SurveyId, version: i32, to: NaiveDate) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let before = Survey {
            version,
            ..store::find(&work, id).await?.ok_or(AppError::NotFound)?
        };
        let after = before
            .last_day_moved(to, work.today, promised(&work, id).await?)
            .map_err(|error| refused(error, "last_day"))?;
        store::advance(&work, &after, before.state).await?;
        let day = |survey: &Survey| survey.last_day().map(|day| day.to_string()).unwrap_or_default();
        work.trail(Trail::new("survey", id.0, "last_day_moved").field("closes_on", day(&before), day(&after)));
        let told: Vec<Mail> = rolls::without_token(&work, id)
            .await?
            .into_iter()
            .map(|person| Mail::new(id, person, MailKind::LastDayMoved))
            .collect();
        mails::queue(&work, &told).await?;
        // Its day may be today.
        work.later(Job::MoveSurveys);
        Ok(())
    })
    .await?;
    app.ballots.forget(id);
    Ok(())
}

async fn promised(tx: &Tx, id: SurveyId) -> Result<Option<LastDays>, AppError> {
    let frozen = store::frozen(tx, id).await?;
    Ok(frozen
        .and_then(|frozen| Promise::parse(&frozen.promise))
        .and_then(|promise| promise.last_day))
}

fn refused(error: MoveError, field: &str) -> AppError {
    let day = |sentence: &'static str, day: NaiveDate| {
        let problem = Problem::new(field, sentence).with("day", day.format("%d.%m.%Y").to_string());
        AppError::Invalid(vec![problem])
    };
    match error {
        MoveError::State => AppError::Refused("refused-survey-not-open"),
        MoveError::Fixed => AppError::Refused("refused-last-day-fixed"),
        MoveError::Same => AppError::invalid(field, "problem-last-day-same"),
        MoveError::TooSoon(soonest) => day("problem-last-day-soon", soonest),
        MoveError::TooLate(latest) => day("problem-last-day-late", latest),
    }
}
