//! What an organisation says of the rules of law that are shipped.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::id::PersonId;

use crate::entities::legal_rule;
use crate::{StoreError, Tx};

/// What is said of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalRuleNote {
    /// Which, by its code.
    pub code: String,
    /// Is it left out?
    pub is_off: bool,
    /// When somebody looked at it here.
    pub checked_on: Option<NaiveDate>,
    /// Who; none once erased.
    pub checked_by: Option<PersonId>,
}

fn note_of(row: legal_rule::Model) -> LegalRuleNote {
    LegalRuleNote {
        code: row.code,
        is_off: row.is_off,
        checked_on: row.checked_on,
        checked_by: row.checked_by.map(PersonId),
    }
}

/// Every note.
pub async fn list(tx: &Tx) -> Result<Vec<LegalRuleNote>, StoreError> {
    let rows = tx.all(tx.find::<legal_rule::Entity>()).await?;
    Ok(rows.into_iter().map(note_of).collect())
}

/// The note of a rule.
pub async fn find(tx: &Tx, code: &str) -> Result<Option<LegalRuleNote>, StoreError> {
    let query = tx
        .find::<legal_rule::Entity>()
        .filter(legal_rule::Column::Code.eq(code));
    Ok(tx.one(query).await?.map(note_of))
}

/// Writes a note, in place of the one of the same rule.
pub async fn put(tx: &Tx, note: &LegalRuleNote) -> Result<(), StoreError> {
    let removal = tx.remove::<legal_rule::Entity>();
    tx.removed(removal.filter(legal_rule::Column::Code.eq(note.code.as_str())))
        .await?;
    tx.add(legal_rule::Model {
        organisation_id: tx.organisation().0,
        code: note.code.clone(),
        is_off: note.is_off,
        checked_on: note.checked_on,
        checked_by: note.checked_by.map(|person| person.0),
    })
    .await
}
