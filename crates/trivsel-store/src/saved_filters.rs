//! What people narrow lists to again and again, each under a name of their own. Nobody sees those of anybody else.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{PersonId, SavedFilterId};

use crate::entities::saved_filter;
use crate::{StoreError, Tx};

/// What somebody narrows a list to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// The id.
    pub id: SavedFilterId,
    /// Whose.
    pub person: PersonId,
    /// Which list.
    pub list: String,
    /// What its owner calls it.
    pub name: String,
    /// What stands in the address.
    pub query: String,
}

fn filter_of(row: saved_filter::Model) -> SavedFilter {
    SavedFilter {
        id: SavedFilterId(row.id),
        person: PersonId(row.person_id),
        list: row.list,
        name: row.name,
        query: row.query,
    }
}

/// A person's own of a list, by name.
pub async fn list_of(tx: &Tx, person: PersonId, list: &str) -> Result<Vec<SavedFilter>, StoreError> {
    let query = tx
        .find::<saved_filter::Entity>()
        .filter(saved_filter::Column::PersonId.eq(person.0))
        .filter(saved_filter::Column::List.eq(list))
        .order_by_asc(saved_filter::Column::Name);
    Ok(tx.all(query).await?.into_iter().map(filter_of).collect())
}

/// Keeps one, in place of the one of the same name.
pub async fn keep(tx: &Tx, of: &SavedFilter) -> Result<(), StoreError> {
    let same = tx
        .remove::<saved_filter::Entity>()
        .filter(saved_filter::Column::PersonId.eq(of.person.0))
        .filter(saved_filter::Column::List.eq(of.list.as_str()))
        .filter(saved_filter::Column::Name.eq(of.name.as_str()));
    tx.removed(same).await?;
    tx.add(saved_filter::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        person_id: of.person.0,
        list: of.list.clone(),
        name: of.name.clone(),
        query: of.query.clone(),
    })
    .await
}

/// Removes one of a person's own. Says how many there were.
pub async fn remove(tx: &Tx, person: PersonId, id: SavedFilterId) -> Result<u64, StoreError> {
    let own = tx
        .remove::<saved_filter::Entity>()
        .filter(saved_filter::Column::PersonId.eq(person.0))
        .filter(saved_filter::Column::Id.eq(id.0));
    tx.removed(own).await
}
