//! Stepping in as somebody in the demo.

use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_store::organisations::Organisation;
use trivsel_store::{organisations, persons, sessions};

use super::{SessionToken, begin_session};
use crate::{App, AppError};

/// In the demo organisation only: steps in as any of its invented people.
pub async fn step_in(app: &App, organisation: OrganisationId, person: PersonId) -> Result<SessionToken, AppError> {
    let tx = app.write(organisation).await?;
    let is_demo = organisations::find(&tx)
        .await?
        .is_some_and(|organisation| organisation.is_demo);
    let has_account = sessions::find_account(&tx, person)
        .await?
        .is_some_and(|account| account.disabled_at.is_none());
    if !is_demo || !has_account {
        return Err(AppError::NotFound);
    }
    let token = begin_session(app, &tx, person).await?;
    tx.commit().await?;
    Ok(token)
}

/// Somebody to step in as, in the demo.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Who.
    pub id: PersonId,
    pub name: String,
    /// The work.
    pub title: String,
}

/// The demo organisation and its people with accounts, if this installation has one.
pub async fn demo_people(app: &App) -> Result<Option<(Organisation, Vec<DemoPerson>)>, AppError> {
    let Some(demo) = organisations::list(&app.store)
        .await?
        .into_iter()
        .find(|organisation| organisation.is_demo)
    else {
        return Ok(None);
    };
    let people = people_of(app, demo.id).await?;
    Ok(Some((demo, people)))
}

/// The people with accounts of an organisation that is the demo.
pub async fn people_of(app: &App, demo: OrganisationId) -> Result<Vec<DemoPerson>, AppError> {
    let tx = app.read(demo).await?;
    let mut people = persons::list_with_accounts(&tx).await?;
    people.sort_by(|one, other| one.name.cmp(&other.name));
    let people = people.into_iter().map(|person| DemoPerson {
        id: person.id,
        name: person.name,
        title: person.title,
    });
    Ok(people.collect())
}
