//! What followed a survey: which initiatives, and which points of agendas, come from its result in a unit. They are kept in the chain.

use trivsel_domain::chain::Node;
use trivsel_domain::id::{AgendaItemId, InitiativeId, SurveyId, UnitId};

use crate::{StoreError, Tx, chain};

/// The initiatives that come from a survey, each with the unit whose result it was, those written first in front.
pub async fn initiatives_of(tx: &Tx, survey: SurveyId) -> Result<Vec<(UnitId, InitiativeId)>, StoreError> {
    let of = |to| match to {
        Node::Initiative(id) => Some(id),
        _ => None,
    };
    came_of(tx, survey, of).await
}

/// The points of agendas that come from a survey, each with the unit whose result it was.
pub async fn agenda_items_of(tx: &Tx, survey: SurveyId) -> Result<Vec<(UnitId, AgendaItemId)>, StoreError> {
    let of = |to| match to {
        Node::AgendaItem(id) => Some(id),
        _ => None,
    };
    came_of(tx, survey, of).await
}

/// What came of a survey and is of one kind, by id: ids of what people write grow with the time.
async fn came_of<T: Ord + Copy>(
    tx: &Tx,
    survey: SurveyId,
    of: impl Fn(Node) -> Option<T>,
) -> Result<Vec<(UnitId, T)>, StoreError> {
    let links = chain::out_of_survey(tx, survey).await?.into_iter();
    let mut found: Vec<(UnitId, T)> = links
        .filter_map(|link| match link.from {
            Some(Node::Result(result)) => Some((result.unit, of(link.to)?)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(unit, id)| (*id, *unit));
    Ok(found)
}
