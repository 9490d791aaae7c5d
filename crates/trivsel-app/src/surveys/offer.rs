//! What can be chosen from while a survey is set up.

use std::collections::BTreeSet;

use trivsel_domain::danish;
use trivsel_domain::id::{PersonId, QuestionnaireId, QuestionnaireVersionId, SurveyId};
use trivsel_domain::person::{Person, Role};
use trivsel_domain::questionnaire::Wording;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, persons, questionnaires, surveys as store};

use crate::{App, AppError};

/// What can be chosen from.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The published versions of questionnaires in use, the newest of each first.
    pub questionnaires: Vec<OfferedQuestionnaire>,
    /// Those that come with the program but cannot be asked before somebody completes them.
    pub unfinished: Vec<(QuestionnaireId, Wording)>,
    /// Those who can follow up, in Danish order: managers, coordinators, and whoever is named already.
    pub people: Vec<Person>,
}

/// A version of a questionnaire that can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferedQuestionnaire {
    /// The version.
    pub id: QuestionnaireVersionId,
    /// What the questionnaire is called.
    pub title: Wording,
    /// The version's number.
    pub number: i32,
    /// How many questions it has.
    pub items: usize,
}

/// What can be chosen from for a new survey, or for this one.
pub async fn offer(app: &App, who: &Actor, of: Option<SurveyId>) -> Result<Offer, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = match of {
        Some(id) => Some(store::find(&tx, id).await?.ok_or(AppError::NotFound)?),
        None => None,
    };
    let named = survey.as_ref().and_then(|survey| survey.follow_up.person);
    Ok(Offer {
        unfinished: unfinished(&tx).await?,
        questionnaires: offered_questionnaires(&tx, survey.map(|survey| survey.questionnaire)).await?,
        people: people(app, &tx, named).await?,
    })
}

async fn offered_questionnaires(
    tx: &Tx,
    chosen: Option<QuestionnaireVersionId>,
) -> Result<Vec<OfferedQuestionnaire>, AppError> {
    let in_use: BTreeSet<QuestionnaireId> = questionnaires::list(tx)
        .await?
        .into_iter()
        .filter(|questionnaire| questionnaire.is_in_use())
        .map(|questionnaire| questionnaire.id)
        .collect();
    let mut versions = questionnaires::list_versions(tx).await?;
    versions.retain(|version| {
        Some(version.id) == chosen || (!version.is_draft() && in_use.contains(&version.questionnaire))
    });
    versions.sort_by(|a, b| {
        danish::compare(a.content.title.read("da"), b.content.title.read("da")).then(b.number.cmp(&a.number))
    });
    Ok(versions
        .into_iter()
        .map(|version| OfferedQuestionnaire {
            id: version.id,
            number: version.number,
            items: version.content.items.len(),
            title: version.content.title,
        })
        .collect())
}

/// Templates of which no version is published, and of which nobody has made a copy that is.
async fn unfinished(tx: &Tx) -> Result<Vec<(QuestionnaireId, Wording)>, AppError> {
    let versions = questionnaires::list_versions(tx).await?;
    let built_in = questionnaires::list(tx).await?;
    let templates = built_in.iter().filter(|one| one.is_built_in && one.is_in_use());
    let mut found = Vec::new();
    for template in templates {
        let own: Vec<_> = versions
            .iter()
            .filter(|version| version.questionnaire == template.id)
            .collect();
        if own.iter().all(|version| version.is_draft())
            && let Some(newest) = own.last()
        {
            found.push((template.id, newest.content.title.clone()));
        }
    }
    Ok(found)
}

async fn people(app: &App, tx: &Tx, named: Option<PersonId>) -> Result<Vec<Person>, AppError> {
    let today = app.today();
    let mut ids: BTreeSet<PersonId> = persons::list_roles(tx)
        .await?
        .into_iter()
        .filter(|role| role.period.contains(today) && matches!(role.role, Role::Manager | Role::Coordinator))
        .map(|role| role.person)
        .collect();
    ids.extend(named);
    let mut found = persons::list_some(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    found.retain(|person| !person.is_erased);
    found.sort_by(|a, b| danish::compare(&a.name, &b.name));
    Ok(found)
}
