//! Naming anew whom those can talk to who need to, while people answer. The rest of an open survey stands fast.

use serde::Deserialize;
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::Survey;
use trivsel_store::surveys as store;

use crate::input::{Input, version_typed};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to name them anew.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactsForm {
    /// Names and telephone numbers, in words.
    pub contacts: String,
    /// The version that was on the screen.
    pub version: String,
}

/// Whom those can talk to who need to. It names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts(String);

impl ContactsForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<Contacts, Problems> {
        let mut input = Input::new();
        let contacts = input.text("contacts", &self.contacts);
        // Nobody who needs to talk may find that nobody is named any more.
        if contacts.is_empty() {
            input.refuse(Problem::new("contacts", "problem-required"));
        }
        input.read(Some(Contacts(contacts)))
    }

    /// The version that was on the screen.
    pub fn version(&self) -> Result<i32, AppError> {
        version_typed(&self.version)
    }
}

/// A survey whose persons to talk to can be named anew. Refused while it is set up, where its form has them, and when it is over.
pub async fn with_contacts(app: &App, who: &Actor, id: SurveyId) -> Result<Survey, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    still_shown(survey)
}

/// Names them anew, and writes it down for everybody to see. [`AppError::Conflict`] when somebody changed the survey since this version.
pub async fn change_contacts(
    app: &App,
    who: &Actor,
    id: SurveyId,
    version: i32,
    contacts: &Contacts,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let before = still_shown(store::find(&work, id).await?.ok_or(AppError::NotFound)?)?;
        let after = Survey {
            version,
            contacts: contacts.0.clone(),
            ..before.clone()
        };
        store::change_contacts(&work, &after).await?;
        work.trail_changes(Trail::new("survey", id.0, "changed").field("contacts", &before.contacts, &after.contacts));
        Ok(())
    })
    .await?;
    app.ballots.forget(id);
    Ok(())
}

fn still_shown(survey: Survey) -> Result<Survey, AppError> {
    if survey.has_open_contacts() {
        Ok(survey)
    } else {
        Err(AppError::Refused("refused-survey-not-open"))
    }
}
