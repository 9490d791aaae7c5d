//! Where and when initiatives began: what is marked on a picture.

use chrono::NaiveDate;
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use trivsel_domain::id::{InitiativeId, UnitId};
use trivsel_domain::initiative::SuccessCriterion;

use crate::{StoreError, Tx};

/// A unit began with an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteStart {
    /// The initiative.
    pub initiative: InitiativeId,
    /// What it is called.
    pub title: String,
    /// Where.
    pub unit: UnitId,
    /// The first day.
    pub starts_on: NaiveDate,
}

impl FromQueryResult for SiteStart {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {
            initiative: InitiativeId(row.try_get_by_index(0)?),
            title: row.try_get_by_index(1)?,
            unit: UnitId(row.try_get_by_index(2)?),
            starts_on: row.try_get_by_index(3)?,
        })
    }
}

/// Every start of every initiative that has been decided, oldest first.
pub async fn list_starts(tx: &Tx) -> Result<Vec<SiteStart>, StoreError> {
    let sql = "select i.id, i.title, s.unit_id, s.starts_on from sites s \
               join initiatives i on i.organisation_id = s.organisation_id and i.id = s.initiative_id \
               where s.organisation_id = $1 and i.state <> 'idea' order by s.starts_on, i.number";
    tx.rows(sql, []).await
}

/// Every start of what a criterion is about, oldest first: of its measure, or of its whole initiative.
pub async fn starts_of(tx: &Tx, criterion: &SuccessCriterion) -> Result<Vec<SiteStart>, StoreError> {
    let of = "select i.id, i.title, s.unit_id, s.starts_on from sites s \
              join initiatives i on i.organisation_id = s.organisation_id and i.id = s.initiative_id \
              where s.organisation_id = $1 and s.initiative_id = $2";
    let initiative = Value::from(criterion.initiative.0);
    match criterion.measure {
        Some(measure) => {
            let sql = format!("{of} and s.measure_id = $3 order by s.starts_on");
            tx.rows(&sql, [initiative, Value::from(measure.0)]).await
        }
        None => tx.rows(&format!("{of} order by s.starts_on"), [initiative]).await,
    }
}
