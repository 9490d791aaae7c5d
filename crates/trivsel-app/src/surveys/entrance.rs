//! How people get to a survey that takes answers: its address and its seal, for mails, cards and notices.

use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{Survey, SurveyState};
use trivsel_store::{Tx, organisations, surveys as store};

use super::promise::Promise;
use crate::{App, AppError};

/// How people get to a survey.
#[derive(Clone, Debug)]
pub struct Entrance {
    pub survey: Survey,
    /// Who asks.
    pub organisation_name: String,
    /// The address of the page where one answers.
    pub address: String,
    /// SHA-256 of the promise, in hexadecimal digits: everybody is shown the same.
    pub seal: String,
    /// What was promised.
    pub promise: Promise,
    /// The key invitations are made from, in hexadecimal digits.
    pub(crate) secret_key: String,
}

/// How people get to a survey, for the coordinator who tells them.
pub async fn entrance(app: &App, who: &Actor, id: SurveyId) -> Result<Entrance, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let found = Entrance::of(app, &tx, id).await?.ok_or(AppError::NotFound)?;
    if found.survey.state != SurveyState::Open {
        return Err(AppError::Refused("refused-survey-not-open"));
    }
    Ok(found)
}

/// How many digits of the seal a link carries: 128 bits, as much as nobody can make another promise for.
const SEAL_IN_LINK: usize = 32;

impl Entrance {
    /// The link for the holder of a code. Behind the mark stand code and seal: a browser sends neither when it asks for the page, and
    /// compares the seal with the page's.
    pub fn link(&self, code: &str) -> String {
        let seal = self.seal.get(..SEAL_IN_LINK).unwrap_or_default();
        format!("{}#{code}.{seal}", self.address)
    }

    /// None before the survey opens.
    pub(crate) async fn of(app: &App, tx: &Tx, id: SurveyId) -> Result<Option<Self>, AppError> {
        let (Some(survey), Some(frozen)) = (store::find(tx, id).await?, store::frozen(tx, id).await?) else {
            return Ok(None);
        };
        let organisation = organisations::find(tx).await?.ok_or(AppError::NotFound)?;
        let promise = Promise::parse(&frozen.promise)
            .ok_or_else(|| AppError::internal("reading a survey", "the promise is broken"))?;
        Ok(Some(Self {
            address: format!(
                "{}/answer/{}/{}",
                app.settings.public_url, organisation.short_name, survey.number
            ),
            survey,
            organisation_name: organisation.name,
            seal: frozen.seal,
            promise,
            secret_key: frozen.secret_key,
        }))
    }
}
