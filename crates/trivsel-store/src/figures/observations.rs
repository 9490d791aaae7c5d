//! Observations: hundreds of thousands of short rows, so written and read with plain SQL, many to a statement.

use chrono::NaiveDate;
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use trivsel_domain::id::{ImportId, IndicatorId, SeriesId, UnitId};
use trivsel_domain::indicator::Observation;
use trivsel_domain::month::Month;
use uuid::Uuid;

use crate::{StoreError, Tx, dialect};

/// What an import would take away before it writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replacing {
    /// Observations that are there now.
    pub rows: u64,
    /// In how many different months they lie.
    pub months: u64,
}

/// What there is of one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesTotal {
    pub series: SeriesId,
    /// Observations.
    pub rows: u64,
    /// Units with at least one.
    pub units: u64,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
}

struct Plain(Observation);

impl FromQueryResult for Plain {
    // By position: looking up names costs more than the row itself.
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self(Observation {
            unit: UnitId(row.try_get_by_index(0)?),
            month: Month::of(row.try_get_by_index::<NaiveDate>(1)?),
            numerator: row.try_get_by_index(2)?,
            denominator: row.try_get_by_index(3)?,
            people: u32::try_from(row.try_get_by_index::<i32>(4)?).unwrap_or(0),
        }))
    }
}

/// Every observation of a series, all units.
pub async fn list_observations(tx: &Tx, series: SeriesId) -> Result<Vec<Observation>, StoreError> {
    let sql = "select unit_id, month, numerator, denominator, people from observations \
               where organisation_id = $1 and series_id = $2";
    let rows: Vec<Plain> = tx.rows(sql, [Value::from(series.0)]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Adds observations. A unit's month that is there already is refused by the key.
pub async fn add_observations(
    tx: &Tx,
    series: SeriesId,
    import: Option<ImportId>,
    observations: &[Observation],
) -> Result<(), StoreError> {
    let same = [Some(series.0), import.map(|import| import.0)];
    let backend = tx.backend();
    // In the order of the key: each row then goes to the page that was written last, not to any of thousands.
    let mut in_order: Vec<&Observation> = observations.iter().collect();
    in_order.sort_unstable_by_key(|one| (one.unit, one.month));
    let values = |one: &&Observation| {
        [
            Value::from(one.unit.0),
            dialect::day(backend, one.month.first_day()),
            Value::from(one.numerator),
            Value::from(one.denominator),
            Value::from(i32::try_from(one.people).unwrap_or(i32::MAX)),
        ]
    };
    let head = "insert into observations (organisation_id, series_id, import_id, unit_id, month, numerator, denominator, people)";
    tx.add_plain::<Plain, _, 5>(head, &same, &in_order, values, "").await?;
    tx.run(
        "update series set data_version = $2 where organisation_id = $1 and id = $3",
        [Value::from(Uuid::now_v7()), Value::from(series.0)],
    )
    .await?;
    Ok(())
}

/// `in ($3, $4, …)` with a place for each month, and what goes there: a statement that has the series as `$2`.
fn in_months(months: &[Month]) -> (String, impl Iterator<Item = Value>) {
    let places: Vec<String> = (3..3 + months.len()).map(|place| format!("${place}")).collect();
    let values = months.iter().map(|month| Value::from(month.first_day()));
    (format!("in ({})", places.join(", ")), values)
}

/// How much of the series lies in these months and would be replaced.
pub async fn count_replaced(tx: &Tx, series: SeriesId, months: &[Month]) -> Result<Replacing, StoreError> {
    struct Counted(i64, i64);
    impl FromQueryResult for Counted {
        fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
            Ok(Self(row.try_get_by_index(0)?, row.try_get_by_index(1)?))
        }
    }
    if months.is_empty() {
        return Ok(Replacing::default());
    }
    let (in_months, values) = in_months(months);
    let sql = format!(
        "select count(*), count(distinct month) from observations \
         where organisation_id = $1 and series_id = $2 and month {in_months}"
    );
    let rows: Vec<Counted> = tx
        .rows(&sql, std::iter::once(Value::from(series.0)).chain(values))
        .await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(rows.first().map_or(Replacing::default(), |found| Replacing {
        rows: count(found.0),
        months: count(found.1),
    }))
}

/// Removes the series' observations in these months, all units. Says how many went.
pub async fn remove_months(tx: &Tx, series: SeriesId, months: &[Month]) -> Result<u64, StoreError> {
    if months.is_empty() {
        return Ok(0);
    }
    let (in_months, values) = in_months(months);
    let sql = format!("delete from observations where organisation_id = $1 and series_id = $2 and month {in_months}");
    tx.run(&sql, std::iter::once(Value::from(series.0)).chain(values)).await
}

struct Counted(SeriesTotal);

impl FromQueryResult for Counted {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let count =
            |at: usize| -> Result<u64, DbErr> { Ok(u64::try_from(row.try_get_by_index::<i64>(at)?).unwrap_or(0)) };
        Ok(Self(SeriesTotal {
            series: SeriesId(row.try_get_by_index(0)?),
            rows: count(1)?,
            units: count(2)?,
            first: Month::of(row.try_get_by_index::<NaiveDate>(3)?),
            last: Month::of(row.try_get_by_index::<NaiveDate>(4)?),
        }))
    }
}

/// What there is of one series; none when it is empty.
pub async fn total_of(tx: &Tx, series: SeriesId) -> Result<Option<SeriesTotal>, StoreError> {
    let sql = "select series_id, count(*), count(distinct unit_id), min(month), max(month) from observations \
               where organisation_id = $1 and series_id = $2 group by series_id";
    let rows: Vec<Counted> = tx.rows(sql, [Value::from(series.0)]).await?;
    Ok(rows.into_iter().next().map(|row| row.0))
}

/// What there is of each series of an indicator that has observations.
pub async fn totals_of_indicator(tx: &Tx, indicator: IndicatorId) -> Result<Vec<SeriesTotal>, StoreError> {
    let sql = "select o.series_id, count(*), count(distinct o.unit_id), min(o.month), max(o.month) from observations o \
               join series s on s.organisation_id = $1 and s.id = o.series_id \
               where o.organisation_id = $1 and s.indicator_id = $2 group by o.series_id";
    let rows: Vec<Counted> = tx.rows(sql, [Value::from(indicator.0)]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What there is of every series that has observations. Reads all of them: for set-up pages and exports.
pub async fn totals_of(tx: &Tx) -> Result<Vec<SeriesTotal>, StoreError> {
    let sql = "select series_id, count(*), count(distinct unit_id), min(month), max(month) from observations \
               where organisation_id = $1 group by series_id";
    let rows: Vec<Counted> = tx.rows(sql, []).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
