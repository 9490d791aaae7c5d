//! What somebody narrows the register to again and again. Everybody has their own, and sees no one else's.

use trivsel_domain::id::SavedFilterId;
use trivsel_domain::person_number::holds_person_number;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::saved_filters as store;
pub use trivsel_store::saved_filters::SavedFilter;
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// The list they belong to.
const INITIATIVES: &str = "initiatives";
/// The most somebody keeps.
const MOST: usize = 20;

/// What is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFilter {
    /// What its owner calls it.
    pub name: String,
    /// What stands in the address.
    pub query: String,
}

impl NewFilter {
    /// From what was typed. A number of a person stands in no address.
    pub fn read(name: &str, query: &str, words: &str) -> Result<Self, Problems> {
        let mut input = Input::new();
        let name = input.required("name", name);
        if holds_person_number(&name) || holds_person_number(words) {
            input.refuse(Problem::new("name", "problem-person-number"));
        }
        if query.is_empty() {
            input.refuse(Problem::new("name", "problem-filter-empty"));
        }
        input.read(Some(Self {
            name,
            query: query.to_owned(),
        }))
    }
}

/// May the visitor keep filters of the register? Who reads initiatives only because they lead one has one line and nothing to narrow.
pub fn must_keep(who: &Actor) -> Result<(), AppError> {
    Ok(who.must_somewhere(Right::ReadInitiative)?)
}

/// The visitor's own, by name.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<SavedFilter>, AppError> {
    if !who.may_somewhere(Right::ReadInitiative) {
        return Ok(Vec::new());
    }
    let tx = app.read(who.organisation).await?;
    Ok(store::list_of(&tx, who.person, INITIATIVES).await?)
}

/// Keeps one, in place of the one of the same name.
pub async fn keep(app: &App, who: &Actor, new: &NewFilter) -> Result<(), AppError> {
    must_keep(who)?;
    app.writing(who, |work| async move {
        let own = store::list_of(&work, who.person, INITIATIVES).await?;
        if own.len() >= MOST && own.iter().all(|one| one.name != new.name) {
            return Err(AppError::invalid("name", "problem-filters-many"));
        }
        let filter = SavedFilter {
            id: SavedFilterId(Uuid::now_v7()),
            person: who.person,
            list: INITIATIVES.to_owned(),
            name: new.name.clone(),
            query: new.query.clone(),
        };
        store::keep(&work, &filter).await?;
        work.trail(Trail::new("saved_filter", filter.id.0, "added").of(who.person.0));
        Ok(())
    })
    .await
}

/// Removes one of the visitor's own.
pub async fn remove(app: &App, who: &Actor, id: SavedFilterId) -> Result<(), AppError> {
    must_keep(who)?;
    app.writing(who, |work| async move {
        if store::remove(&work, who.person, id).await? == 0 {
            return Err(AppError::NotFound);
        }
        work.trail(Trail::new("saved_filter", id.0, "removed").of(who.person.0));
        Ok(())
    })
    .await
}
