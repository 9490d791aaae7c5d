//! Which initiatives a decision belongs to.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{DecisionId, InitiativeId};

use crate::entities::decision_initiative::{Column, Entity, Model};
use crate::{StoreError, Tx};

/// The initiatives these decisions belong to, pair by pair.
pub async fn initiatives_of_decisions(
    tx: &Tx,
    decisions: &[DecisionId],
) -> Result<Vec<(DecisionId, InitiativeId)>, StoreError> {
    let mut found = Vec::new();
    for some in decisions.chunks(500) {
        let query = tx
            .find::<Entity>()
            .filter(Column::DecisionId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(Column::DecisionId)
            .order_by_asc(Column::InitiativeId);
        let rows = tx.all(query).await?;
        found.extend(
            rows.into_iter()
                .map(|row| (DecisionId(row.decision_id), InitiativeId(row.initiative_id))),
        );
    }
    Ok(found)
}

/// Says which initiatives a decision belongs to; what was said before is forgotten.
pub async fn belong_to(tx: &Tx, decision: DecisionId, initiatives: &[InitiativeId]) -> Result<(), StoreError> {
    tx.removed(tx.remove::<Entity>().filter(Column::DecisionId.eq(decision.0)))
        .await?;
    let rows: Vec<Model> = initiatives
        .iter()
        .map(|initiative| Model {
            organisation_id: tx.organisation().0,
            decision_id: decision.0,
            initiative_id: initiative.0,
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.add_many(rows).await
}
