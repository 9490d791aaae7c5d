//! Tables that former versions wrote into their backups, and what their rows are today.

use sea_orm::DatabaseTransaction;
use serde::Deserialize;
use uuid::Uuid;

use super::{ArchiveError, insert_all};
use crate::entities::origin;

/// The names of those tables, to be read after all others.
pub(super) const FORMER: [&str; 2] = ["survey_initiatives", "survey_agenda_items"];

/// What came of a survey's result in a unit, as it was kept before there was a chain.
#[derive(Deserialize)]
struct FormerPair {
    organisation_id: Uuid,
    survey_id: Uuid,
    unit_id: Uuid,
    initiative_id: Option<Uuid>,
    agenda_item_id: Option<Uuid>,
}

impl FormerPair {
    fn into_origin(self) -> origin::Model {
        origin::Model {
            organisation_id: self.organisation_id,
            id: Uuid::new_v4(),
            from_survey_id: Some(self.survey_id),
            from_unit_id: Some(self.unit_id),
            from_decision_id: None,
            from_measure_id: None,
            from_plan_line_id: None,
            from_board_id: None,
            from_note_id: None,
            to_plan_line_id: None,
            to_initiative_id: self.initiative_id,
            to_measure_id: None,
            to_success_criterion_id: None,
            to_milestone_id: None,
            to_follow_up_id: None,
            to_agenda_item_id: self.agenda_item_id,
            words: String::new(),
            made_on: None,
            from_tool: None,
        }
    }
}

/// Reads lines of one of them into where its rows stand today.
pub(super) async fn read_lines(
    tx: &DatabaseTransaction,
    table: &'static str,
    before: usize,
    lines: &[String],
) -> Result<(), ArchiveError> {
    let mut rows = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let pair: FormerPair = serde_json::from_str(line).map_err(|source| ArchiveError::Row {
            table,
            line: before + index + 1,
            source,
        })?;
        rows.push(pair.into_origin());
    }
    insert_all(tx, rows, None).await.map_err(|source| ArchiveError::Store {
        table,
        source: source.into(),
    })
}
