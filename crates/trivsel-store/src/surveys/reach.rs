//! How far surveys reach.

use chrono::NaiveDate;
use trivsel_domain::id::{SurveyId, UnitId};
use trivsel_domain::survey::{SurveyState, TwoLanguages};
use uuid::Uuid;

use crate::error::parsed;
use crate::{StoreError, Tx};

/// A survey as the year wheel sees it: how far it has come, and who was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyReach {
    /// Which.
    pub id: SurveyId,
    /// What it is called.
    pub title: TwoLanguages,
    /// How far it has come.
    pub state: SurveyState,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
    /// Were all asked, whatever their job?
    pub is_for_all: bool,
    /// Units, each with all below it.
    pub units: Vec<UnitId>,
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct ReachRow {
    id: Uuid,
    title_da: String,
    title_en: String,
    state: String,
    closed_on: Option<NaiveDate>,
    job_groups: String,
    unit_id: Uuid,
}

/// How far each survey reaches, the newest first: one question, for pages that need no more of them.
pub async fn list_reaches(tx: &Tx) -> Result<Vec<SurveyReach>, StoreError> {
    let sql = "select s.id, s.title_da, s.title_en, s.state, s.closed_on, s.job_groups, u.unit_id from surveys s \
               join survey_units u on u.organisation_id = s.organisation_id and u.survey_id = s.id \
               where s.organisation_id = $1 order by s.number desc";
    let rows: Vec<ReachRow> = tx.rows(sql, []).await?;
    let mut reaches: Vec<SurveyReach> = Vec::new();
    for row in rows {
        let unit = UnitId(row.unit_id);
        match reaches.last_mut() {
            Some(last) if last.id.0 == row.id => last.units.push(unit),
            _ => reaches.push(SurveyReach {
                state: parsed(SurveyState::parse(&row.state), "surveys", "state", row.id)?,
                id: SurveyId(row.id),
                title: TwoLanguages {
                    da: row.title_da,
                    en: row.title_en,
                },
                closed_on: row.closed_on,
                is_for_all: row.job_groups == "[]",
                units: vec![unit],
            }),
        }
    }
    Ok(reaches)
}
