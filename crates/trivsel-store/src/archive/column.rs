//! How the values of a column are read out of either database.

use sea_orm::{ColumnTrait, ColumnType, DbErr, QueryResult, Value};

use super::Cell;

/// A column, with how its values are read. Both databases keep the same kinds; SQLite keeps most of them as texts.
pub(super) struct Column {
    pub(super) name: &'static str,
    kind: ColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    Id,
    Text,
    Whole,
    Long,
    Real,
    Flag,
    Date,
    Moment,
}

impl Column {
    pub(super) fn of<C: ColumnTrait>(column: C) -> Result<Self, DbErr> {
        let kind = match column.def().get_column_type() {
            ColumnType::Uuid => ColumnKind::Id,
            ColumnType::String(_) | ColumnType::Text => ColumnKind::Text,
            ColumnType::Integer => ColumnKind::Whole,
            ColumnType::BigInteger => ColumnKind::Long,
            ColumnType::Double => ColumnKind::Real,
            ColumnType::Boolean => ColumnKind::Flag,
            ColumnType::Date => ColumnKind::Date,
            ColumnType::TimestampWithTimeZone => ColumnKind::Moment,
            other => {
                let column = column.as_str();
                return Err(DbErr::Custom(format!(
                    "no archive keeps a column {column} of kind {other:?}"
                )));
            }
        };
        Ok(Self {
            name: column.as_str(),
            kind,
        })
    }

    /// By position: looking a name up costs more than the value itself.
    pub(super) fn cell(&self, row: &QueryResult, at: usize) -> Result<Cell, DbErr> {
        fn or_empty<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Cell {
            value.map_or(Cell::Empty, cell)
        }
        Ok(match self.kind {
            ColumnKind::Id => or_empty(row.try_get_by_index::<Option<uuid::Uuid>>(at)?, |id| {
                Cell::Text(id.to_string())
            }),
            ColumnKind::Text => or_empty(row.try_get_by_index(at)?, Cell::Text),
            ColumnKind::Whole => or_empty(row.try_get_by_index::<Option<i32>>(at)?, |number| {
                Cell::Whole(number.into())
            }),
            ColumnKind::Long => or_empty(row.try_get_by_index(at)?, Cell::Whole),
            ColumnKind::Real => or_empty(row.try_get_by_index(at)?, Cell::Real),
            ColumnKind::Flag => or_empty(row.try_get_by_index(at)?, Cell::Flag),
            ColumnKind::Date => or_empty(row.try_get_by_index::<Option<chrono::NaiveDate>>(at)?, |date| {
                Cell::Text(date.to_string())
            }),
            ColumnKind::Moment => or_empty(
                row.try_get_by_index::<Option<chrono::DateTime<chrono::Utc>>>(at)?,
                |moment| {
                    // As serde writes it: 2026-11-21T11:00:00.123456Z.
                    Cell::Text(format!("{moment:?}"))
                },
            ),
        })
    }

    /// The value as the database has it, to go on from.
    pub(super) fn value(&self, row: &QueryResult, name: &str) -> Result<Value, DbErr> {
        Ok(match self.kind {
            ColumnKind::Id => row.try_get_by::<uuid::Uuid, _>(name)?.into(),
            ColumnKind::Text => row.try_get_by::<String, _>(name)?.into(),
            ColumnKind::Whole => row.try_get_by::<i32, _>(name)?.into(),
            ColumnKind::Long => row.try_get_by::<i64, _>(name)?.into(),
            ColumnKind::Real => row.try_get_by::<f64, _>(name)?.into(),
            ColumnKind::Flag => row.try_get_by::<bool, _>(name)?.into(),
            ColumnKind::Date => row.try_get_by::<chrono::NaiveDate, _>(name)?.into(),
            ColumnKind::Moment => row.try_get_by::<chrono::DateTime<chrono::Utc>, _>(name)?.into(),
        })
    }
}
