//! What followed a survey: which initiatives, and which points of agendas, come from its result in a unit.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{AgendaItemId, InitiativeId, SurveyId, UnitId};
use trivsel_domain::survey::Origin;

use crate::entities::{survey_agenda_item, survey_initiative};
use crate::{StoreError, Tx};

/// The initiatives that come from a survey, each with the unit whose result it was, those written first in front.
pub async fn initiatives_of(tx: &Tx, survey: SurveyId) -> Result<Vec<(UnitId, InitiativeId)>, StoreError> {
    let query = tx
        .find::<survey_initiative::Entity>()
        .filter(survey_initiative::Column::SurveyId.eq(survey.0))
        .order_by_asc(survey_initiative::Column::InitiativeId);
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| (UnitId(row.unit_id), InitiativeId(row.initiative_id)))
        .collect())
}

/// The points of agendas that come from a survey, each with the unit whose result it was.
pub async fn agenda_items_of(tx: &Tx, survey: SurveyId) -> Result<Vec<(UnitId, AgendaItemId)>, StoreError> {
    let query = tx
        .find::<survey_agenda_item::Entity>()
        .filter(survey_agenda_item::Column::SurveyId.eq(survey.0))
        .order_by_asc(survey_agenda_item::Column::AgendaItemId);
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| (UnitId(row.unit_id), AgendaItemId(row.agenda_item_id)))
        .collect())
}

/// The results an initiative comes from.
pub async fn origins_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<Origin>, StoreError> {
    let query = tx
        .find::<survey_initiative::Entity>()
        .filter(survey_initiative::Column::InitiativeId.eq(initiative.0));
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| Origin {
            survey: SurveyId(row.survey_id),
            unit: UnitId(row.unit_id),
        })
        .collect())
}

/// Does the initiative come from this result?
pub async fn has_initiative(tx: &Tx, origin: Origin, initiative: InitiativeId) -> Result<bool, StoreError> {
    let query = tx
        .find::<survey_initiative::Entity>()
        .filter(survey_initiative::Column::SurveyId.eq(origin.survey.0))
        .filter(survey_initiative::Column::UnitId.eq(origin.unit.0))
        .filter(survey_initiative::Column::InitiativeId.eq(initiative.0));
    Ok(tx.one(query).await?.is_some())
}

/// Notes that an initiative comes from a result.
pub async fn add_initiative(tx: &Tx, origin: Origin, initiative: InitiativeId) -> Result<(), StoreError> {
    tx.add(survey_initiative::Model {
        organisation_id: tx.organisation().0,
        survey_id: origin.survey.0,
        unit_id: origin.unit.0,
        initiative_id: initiative.0,
    })
    .await
}

/// Takes that back. Says how many rows were touched.
pub async fn remove_initiative(tx: &Tx, origin: Origin, initiative: InitiativeId) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<survey_initiative::Entity>()
        .filter(survey_initiative::Column::SurveyId.eq(origin.survey.0))
        .filter(survey_initiative::Column::UnitId.eq(origin.unit.0))
        .filter(survey_initiative::Column::InitiativeId.eq(initiative.0));
    tx.removed(removal).await
}

/// Notes that a point of an agenda comes from a result.
pub async fn add_agenda_item(tx: &Tx, origin: Origin, item: AgendaItemId) -> Result<(), StoreError> {
    tx.add(survey_agenda_item::Model {
        organisation_id: tx.organisation().0,
        survey_id: origin.survey.0,
        unit_id: origin.unit.0,
        agenda_item_id: item.0,
    })
    .await
}

/// Forgets where a point came from, before it is taken off its agenda. Says how many rows were touched.
pub async fn remove_agenda_item(tx: &Tx, item: AgendaItemId) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<survey_agenda_item::Entity>()
        .filter(survey_agenda_item::Column::AgendaItemId.eq(item.0));
    tx.removed(removal).await
}
