//! Everything as lines of JSON, table by table: the form of the backup and of the export, the same for both databases.
//!
//! A backup taken from SQLite can be restored into PostgreSQL and the other way round.

use std::io::{self, BufRead, Write};

use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, PaginatorTrait, PrimaryKeyToColumn,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use trivsel_domain::id::OrganisationId;

use crate::entities::*;
use crate::store::begin;
use crate::tenant::{TenantEntity, insert_all};
use crate::{Kind, Store, StoreError, dialect};

/// Rows fetched at a time, so that memory stays flat.
const ROWS: u64 = 2_000;

/// What went wrong while an archive was written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database.
    #[error("the database failed at table {table}")]
    Store {
        /// Which table.
        table: &'static str,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// The file.
    #[error("the file failed at table {table}")]
    File {
        /// Which table.
        table: &'static str,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A line that is not a row of the table.
    #[error("line {line} of table {table} is not a row of it")]
    Row {
        /// Which table.
        table: &'static str,
        /// Which line, from 1.
        line: usize,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// There is something in the database already.
    #[error("the database is not empty")]
    NotEmpty,
}

/// Where an archive's tables are written to, one after the other.
pub trait Sink {
    /// The next table begins.
    fn begin(&mut self, table: &'static str) -> io::Result<&mut (dyn Write + Send)>;
}

/// Where an archive's tables are read from.
pub trait Source {
    /// The table's lines; none when the archive has no such table.
    fn open(&mut self, table: &'static str) -> io::Result<Option<Box<dyn BufRead + '_>>>;
}

/// Runs a piece of code with every table of the schema, in an order that satisfies the foreign keys.
macro_rules! each_table {
    ($run:ident) => {
        $run!("organisations", organisation);
        $run!("units", unit);
        $run!("unit_placements", unit_placement);
        $run!("persons", person);
        $run!("employments", employment);
        $run!("role_assignments", role_assignment);
        $run!("committees", committee);
        $run!("committee_members", committee_member);
        $run!("meetings", meeting);
        $run!("policies", policy);
        $run!("goals", goal);
        $run!("initiatives", initiative);
        $run!("measures", measure);
        $run!("sites", site);
        $run!("lots", lot);
        $run!("indicators", indicator);
        $run!("series", series);
        $run!("observations", observation);
        $run!("series_events", series_event);
        $run!("disruptions", disruption);
        $run!("import_sources", import_source);
        $run!("imports", import);
        $run!("import_errors", import_error);
        $run!("success_criteria", success_criterion);
        $run!("exclusions", exclusion);
        $run!("evaluations", evaluation);
        $run!("milestones", milestone);
        $run!("follow_ups", follow_up);
        $run!("follow_up_notes", follow_up_note);
        $run!("status_reports", status_report);
        $run!("agenda_items", agenda_item);
        $run!("decisions", decision);
        $run!("unit_tasks", unit_task);
        $run!("questionnaires", questionnaire);
        $run!("questionnaire_versions", questionnaire_version);
        $run!("surveys", survey);
        $run!("survey_units", survey_unit);
        $run!("survey_reminders", survey_reminder);
        $run!("survey_initiatives", survey_initiative);
        $run!("survey_agenda_items", survey_agenda_item);
        $run!("survey_cells", survey_cell);
        $run!("roll_entries", roll_entry);
        $run!("cards", card);
        $run!("ballots", ballot);
        $run!("comments", comment);
        $run!("publications", publication);
        $run!("mails", mail);
        $run!("accounts", account);
        $run!("sessions", session);
        $run!("sign_in_attempts", sign_in_attempt);
        $run!("audit_entries", audit_entry);
    };
}

/// The names of all tables, in an order that satisfies the foreign keys.
pub fn tables() -> Vec<&'static str> {
    let mut names = Vec::new();
    macro_rules! name {
        ($table:literal, $row:ident) => {
            names.push($table);
        };
    }
    each_table!(name);
    names
}

/// Writes every row, as it stood at one moment, while others go on working. `organisation` takes one tenant's rows only.
pub async fn write(
    store: &Store,
    organisation: Option<OrganisationId>,
    sink: &mut (dyn Sink + Send),
) -> Result<u64, ArchiveError> {
    let options = dialect::read_transaction(store.kind() == Kind::Postgres);
    let fail = |source: sea_orm::DbErr| ArchiveError::Store {
        table: "organisations",
        source: source.into(),
    };
    let tx = begin(store.connection(), options).await.map_err(fail)?;
    let mut rows = 0;
    macro_rules! write {
        ($table:literal, $row:ident) => {
            rows += write_table::<$row::Entity>(&tx, $table, organisation, sink).await?;
        };
    }
    each_table!(write);
    Ok(rows)
}

async fn write_table<E>(
    tx: &sea_orm::DatabaseTransaction,
    table: &'static str,
    organisation: Option<OrganisationId>,
    sink: &mut (dyn Sink + Send),
) -> Result<u64, ArchiveError>
where
    E: TenantEntity,
    E::Model: Serialize + FromQueryResult + Sync,
{
    let mut query = E::find();
    if let Some(organisation) = organisation {
        query = query.filter(E::organisation().eq(organisation.0));
    }
    for key in E::PrimaryKey::iter() {
        query = query.order_by_asc(key.into_column());
    }
    let in_store = |source: sea_orm::DbErr| ArchiveError::Store {
        table,
        source: source.into(),
    };
    let in_file = |source| ArchiveError::File { table, source };
    let out = sink.begin(table).map_err(in_file)?;
    let mut written = 0;
    loop {
        let found = query
            .clone()
            .offset(written)
            .limit(ROWS)
            .all(tx)
            .await
            .map_err(in_store)?;
        for row in &found {
            serde_json::to_writer(&mut *out, row).map_err(|source| in_file(source.into()))?;
            out.write_all(b"\n").map_err(in_file)?;
        }
        let count = u64::try_from(found.len()).unwrap_or(0);
        written += count;
        if count < ROWS {
            break;
        }
    }
    Ok(written)
}

/// Fills an empty database from an archive, all or nothing.
pub async fn read(store: &Store, source: &mut (dyn Source + Send)) -> Result<u64, ArchiveError> {
    let in_store = |source: sea_orm::DbErr| ArchiveError::Store {
        table: "organisations",
        source: source.into(),
    };
    let options = dialect::write_transaction(store.kind() == Kind::Postgres);
    let tx = begin(store.writing_connection(), options).await.map_err(in_store)?;
    if organisation::Entity::find().count(&tx).await.map_err(in_store)? > 0 {
        return Err(ArchiveError::NotEmpty);
    }
    let mut rows = 0;
    macro_rules! read {
        ($table:literal, $row:ident) => {
            rows += read_table::<$row::Entity, $row::ActiveModel>(&tx, $table, source).await?;
        };
    }
    each_table!(read);
    tx.commit().await.map_err(in_store)?;
    Ok(rows)
}

async fn read_table<E, A>(
    tx: &sea_orm::DatabaseTransaction,
    table: &'static str,
    source: &mut (dyn Source + Send),
) -> Result<u64, ArchiveError>
where
    E: TenantEntity,
    E::Model: DeserializeOwned + IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait<Entity = E>,
{
    let rows = parse::<E::Model>(table, source)?;
    let count = u64::try_from(rows.len()).unwrap_or(0);
    insert_all(tx, rows, None).await.map_err(|source| ArchiveError::Store {
        table,
        source: source.into(),
    })?;
    Ok(count)
}

fn parse<T: DeserializeOwned>(table: &'static str, source: &mut (dyn Source + Send)) -> Result<Vec<T>, ArchiveError> {
    let in_file = |source| ArchiveError::File { table, source };
    let Some(lines) = source.open(table).map_err(in_file)? else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for (index, line) in lines.lines().enumerate() {
        let line = line.map_err(in_file)?;
        rows.push(serde_json::from_str(&line).map_err(|source| ArchiveError::Row {
            table,
            line: index + 1,
            source,
        })?);
    }
    Ok(rows)
}
