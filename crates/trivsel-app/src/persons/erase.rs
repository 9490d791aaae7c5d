//! Erasing a person everywhere: what the law calls the right to be forgotten.

use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::PersonId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::erase::{self as store, Place};
use trivsel_store::{persons, sign_ins};

use crate::identity::account_key;
use crate::trail::Trail;
use crate::{App, AppError};

/// What an erasure did, or would do: each place with its number of rows, places without rows left out.
#[derive(Clone, Debug, Default)]
pub struct Erasure {
    /// The name of the person, before.
    pub name: String,
    pub places: Vec<(Place, u64)>,
    /// Lines of the trail in which something about the person stands.
    pub trail_lines: u64,
}

/// What erasing the person would touch.
pub async fn what_goes(app: &App, who: &Actor, id: PersonId) -> Result<Erasure, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    let tx = app.read(who.organisation).await?;
    let person = persons::find(&tx, id)
        .await?
        .filter(|person| !person.is_erased)
        .ok_or(AppError::NotFound)?;
    let mut places = Vec::new();
    for place in store::PLACES.iter().filter(|place| place.table != "persons") {
        let rows = store::count(&tx, place, id).await?;
        if rows > 0 {
            places.push((*place, rows));
        }
    }
    Ok(Erasure {
        trail_lines: store::count_trail(&tx, &person).await?,
        name: person.name,
        places,
    })
}

/// Erases a person: removes or anonymises them in every place of [`store::PLACES`], clears what the trail says about them, and
/// forgets failed sign-ins. Nobody erases themselves.
pub async fn erase(app: &App, who: &Actor, id: PersonId) -> Result<Erasure, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    if id == who.person {
        return Err(AppError::Refused("refused-erase-self"));
    }
    app.writing(who, |work| async move {
        let person = persons::find(&work, id)
            .await?
            .filter(|person| !person.is_erased)
            .ok_or(AppError::NotFound)?;
        if let Some(email) = &person.email {
            sign_ins::remove_tries(&work, &account_key(email)).await?;
        }
        let trail_lines = store::clear_trail(&work, &person).await?;
        let mut places = Vec::new();
        for place in store::PLACES {
            let rows = store::apply(&work, place, id).await?;
            if rows > 0 && place.table != "persons" {
                places.push((*place, rows));
            }
        }
        work.tell(Scope::Person(id), Happening::RightsChanged);
        store::mark(&work, id, work.now).await?;
        work.trail(Trail::new("person", id.0, "erased"));
        Ok(Erasure {
            name: person.name,
            places,
            trail_lines,
        })
    })
    .await
}
