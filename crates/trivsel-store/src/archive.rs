//! Every table piece by piece: the form of the backup and of the export, the same for both databases.
//!
//! A backup taken from SQLite can be restored into PostgreSQL and the other way round. Whoever writes or reads the file works beside the
//! database in a thread of its own; the two meet in a short queue, so that memory stays flat however much there is.

use std::io;
use std::pin::Pin;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    PaginatorTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
};
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use tokio::sync::mpsc;
use trivsel_domain::id::OrganisationId;

use crate::entities::*;
use crate::store::begin;
use crate::tenant::{TenantEntity, insert_all};
use crate::{Kind, Store, dialect};

mod column;
mod fault;
mod former;

use column::Column;
pub use fault::ArchiveError;

/// Rows fetched at a time at most.
const MOST_ROWS: usize = 2_000;
/// About how many bytes are fetched at a time. Some tables have rows of a hundred kilobytes.
const BYTES: usize = 1 << 20;

/// What a row has in one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// A text, an id, a date or a moment in UTC.
    Text(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => to.serialize_unit(),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::Whole(number) => to.serialize_i64(*number),
            Self::Real(number) => to.serialize_f64(*number),
            Self::Text(text) => to.serialize_str(text),
        }
    }
}

/// What comes out of a database, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A table begins.
    Table {
        /// Its name.
        name: &'static str,
        /// The names of its columns.
        columns: Vec<&'static str>,
    },
    /// Some of its rows, in the order of its key, with a cell for each column.
    Rows(Vec<Vec<Cell>>),
}

/// What goes into a database, the tables in the order of [`tables`].
#[derive(Debug)]
pub enum Incoming {
    /// Some lines of a table, in their order.
    Lines(&'static str, Vec<String>),
    /// The file failed.
    Failed(&'static str, io::Error),
    /// That was all. A file that only stops is not taken for a whole one.
    End,
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
        $run!("meeting_calls", meeting_call);
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
        $run!("follow_up_committees", follow_up_committee);
        $run!("follow_up_points", follow_up_point);
        $run!("responsibles", responsible);
        $run!("anchor_checks", anchor_check);
        $run!("follow_up_notes", follow_up_note);
        $run!("status_reports", status_report);
        $run!("agenda_items", agenda_item);
        $run!("standing_items", standing_item);
        $run!("standing_points", standing_point);
        $run!("frozen_agendas", frozen_agenda);
        $run!("decisions", decision);
        $run!("decision_initiatives", decision_initiative);
        $run!("unit_tasks", unit_task);
        $run!("duties", duty);
        $run!("duty_units", duty_unit);
        $run!("occurrences", occurrence);
        $run!("unit_changes", unit_change);
        $run!("assessments", assessment);
        $run!("assessment_findings", assessment_finding);
        $run!("unit_reports", unit_report);
        $run!("yearly_talks", yearly_talk);
        $run!("talk_initiatives", talk_initiative);
        $run!("questionnaires", questionnaire);
        $run!("questionnaire_versions", questionnaire_version);
        $run!("surveys", survey);
        $run!("survey_units", survey_unit);
        $run!("survey_reminders", survey_reminder);
        $run!("shown_trees", shown_tree);
        $run!("survey_cells", survey_cell);
        $run!("roll_entries", roll_entry);
        $run!("cards", card);
        $run!("ballots", ballot);
        $run!("comments", comment);
        $run!("publications", publication);
        $run!("workshops", workshop);
        $run!("workshop_facilitators", workshop_facilitator);
        $run!("standing_boards", standing_board);
        $run!("board_kinds", board_kind);
        $run!("programme_items", programme_item);
        $run!("workshop_groups", workshop_group);
        $run!("task_workshops", task_workshop);
        $run!("lesson_themes", lesson_theme);
        $run!("lessons", lesson);
        $run!("boards", board);
        $run!("notes", note);
        $run!("plans", plan);
        $run!("plan_lines", plan_line);
        $run!("plan_looks", plan_look);
        $run!("workshop_plans", workshop_plan);
        $run!("origins", origin);
        $run!("workshop_themes", workshop_theme);
        $run!("mails", mail);
        $run!("notice_choices", notice_choice);
        $run!("notices", notice);
        $run!("notice_links", notice_link);
        $run!("feeds", feed);
        $run!("saved_filters", saved_filter);
        $run!("looks", look);
        $run!("setup_notes", setup_note);
        $run!("crisis_lines", crisis_line);
        $run!("own_texts", own_text);
        $run!("legal_rules", legal_rule);
        $run!("tool_reviews", tool_review);
        $run!("answer_approvals", answer_approval);
        $run!("tool_notes", tool_note);
        $run!("missed_words", missed_word);
        $run!("own_tools", own_tool);
        $run!("starts", start);
        $run!("start_answers", start_answer);
        $run!("agreements", agreement);
        $run!("stair_placements", stair_placement);
        $run!("happening_scopes", happening_scope);
        $run!("happenings", happening);
        $run!("accounts", account);
        $run!("access_links", access_link);
        $run!("sessions", session);
        $run!("sent_forms", sent_form);
        $run!("sign_in_attempts", sign_in_attempt);
        $run!("sign_in_tries", sign_in_try);
        $run!("known_devices", known_device);
        $run!("sign_ins", sign_in);
        $run!("audit_entries", audit_entry);
    };
}

/// What is of this database and no other: the steps of its schema, whether it can be written, the work its servers are at, and the files
/// that wait for it. An import that waited for one has failed where a backup was restored. And what says which device did what at a workshop:
/// it goes when the day is over, and would live on in a backup of that day.
pub const NOT_CARRIED: [&str; 10] = [
    "schema_migrations",
    "heartbeats",
    "jobs",
    "uploads",
    "upload_chunks",
    "seats",
    "note_points",
    "board_drafts",
    "board_answers",
    "drawn_cards",
];

/// An import whose files are not there cannot go on.
const INTERRUPT_IMPORTS: &str = "update imports set state = 'failed', summary = '{\"failure\":\"interrupted\"}', file_key = '' \
    where organisation_id = $1 and state in ('uploaded', 'checking', 'previewed', 'running')";

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

/// The names of all tables a backup can hold, those of former versions last, in an order in which they can be read.
pub fn readable() -> Vec<&'static str> {
    tables().into_iter().chain(former::FORMER).collect()
}

/// Sends every row of the tables that are `wanted`, as they stood at one moment, while others go on working. `organisation` takes one
/// tenant's rows only. Says how many there were.
pub async fn write(
    store: &Store,
    organisation: Option<OrganisationId>,
    wanted: impl Fn(&str) -> bool + Send,
    to: &mpsc::Sender<Piece>,
) -> Result<u64, ArchiveError> {
    let options = dialect::read_transaction(store.kind() == Kind::Postgres);
    let fail = |source: DbErr| ArchiveError::Store {
        table: "organisations",
        source: source.into(),
    };
    let tx = begin(store.connection(), options).await.map_err(fail)?;
    let mut rows = 0;
    for table in tables() {
        if let Some(step) = writing(table).filter(|_| wanted(table)) {
            rows += step(&tx, table, organisation, to).await?;
        }
    }
    Ok(rows)
}

/// Sends the rows of one table. Each table's way is a function of its own behind a pointer: a hundred of them laid into one another are one
/// function of such a size that the optimiser takes half an hour over it.
type WriteStep = for<'a> fn(
    &'a DatabaseTransaction,
    &'static str,
    Option<OrganisationId>,
    &'a mpsc::Sender<Piece>,
) -> Pin<Box<dyn Future<Output = Result<u64, ArchiveError>> + Send + 'a>>;

fn writing(table: &str) -> Option<WriteStep> {
    macro_rules! write {
        ($table:literal, $row:ident) => {
            if table == $table {
                return Some(|tx, table, organisation, to| {
                    Box::pin(write_table::<$row::Entity>(tx, table, organisation, to))
                });
            }
        };
    }
    each_table!(write);
    None
}

async fn write_table<E: TenantEntity>(
    tx: &DatabaseTransaction,
    table: &'static str,
    organisation: Option<OrganisationId>,
    to: &mpsc::Sender<Piece>,
) -> Result<u64, ArchiveError> {
    let in_store = |source: DbErr| ArchiveError::Store {
        table,
        source: source.into(),
    };
    let columns: Vec<Column> = E::Column::iter()
        .map(Column::of)
        .collect::<Result<_, _>>()
        .map_err(in_store)?;
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let mut query = E::find();
    if let Some(organisation) = organisation {
        query = query.filter(E::organisation().eq(organisation.0));
    }
    for key in &keys {
        query = query.order_by_asc(*key);
    }
    // The organisation is the first column of every key. Where it is one already, comparing it again would keep SQLite from going to the
    // place in the index: it would walk there from the organisation's first row, each time anew.
    let going_on = keys.get(usize::from(organisation.is_some())..).unwrap_or_default();
    let send = async |piece| to.send(piece).await.map_err(|_| ArchiveError::Stopped);
    send(Piece::Table {
        name: table,
        columns: columns.iter().map(|column| column.name).collect(),
    })
    .await?;
    let mut sent = 0;
    let mut at_a_time = 100;
    // From the key of the last row on, never by counting: counting walks over all that came before, each time anew.
    let mut after: Option<Vec<Value>> = None;
    loop {
        let mut page = query.clone().limit(u64::try_from(at_a_time).unwrap_or(1));
        if let Some(last) = after.take() {
            let key = Expr::tuple(going_on.iter().map(|key| Expr::col(*key)));
            page = page.filter(key.gt(Expr::tuple(last.into_iter().map(Expr::value))));
        }
        let statement = page.build(tx.get_database_backend());
        let found = tx.query_all_raw(statement).await.map_err(in_store)?;
        let rows: Vec<Vec<Cell>> = found
            .iter()
            .map(|row| {
                columns
                    .iter()
                    .enumerate()
                    .map(|(at, column)| column.cell(row, at))
                    .collect()
            })
            .collect::<Result<_, _>>()
            .map_err(in_store)?;
        let count = rows.len();
        if let Some(row) = found.last() {
            let value = |key: &E::Column| Column::of(*key)?.value(row, key.as_str());
            after = Some(going_on.iter().map(value).collect::<Result<_, _>>().map_err(in_store)?);
        }
        let bytes: usize = rows.iter().flatten().map(Cell::size).sum();
        sent += u64::try_from(count).unwrap_or(0);
        if count > 0 {
            send(Piece::Rows(rows)).await?;
        }
        if count < at_a_time || going_on.is_empty() {
            return Ok(sent);
        }
        at_a_time = (BYTES / (bytes / count).max(1)).clamp(10, MOST_ROWS);
    }
}

impl Cell {
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            _ => size_of::<Self>(),
        }
    }
}

/// Fills an empty database from the lines of an archive, all or nothing. Says how many rows. Surveys that were planned, open, or closed
/// without a publication are held from `today` on: see [`crate::surveys::hold`].
pub async fn read(
    store: &Store,
    from: &mut mpsc::Receiver<Incoming>,
    today: chrono::NaiveDate,
) -> Result<u64, ArchiveError> {
    let in_store = |source: DbErr| ArchiveError::Store {
        table: "organisations",
        source: source.into(),
    };
    let options = dialect::write_transaction(store.kind() == Kind::Postgres);
    let tx = begin(store.writing_connection(), options).await.map_err(in_store)?;
    if organisation::Entity::find().count(&tx).await.map_err(in_store)? > 0 {
        return Err(ArchiveError::NotEmpty);
    }
    let mut rows = 0;
    let mut at = ("", 0);
    loop {
        let (table, lines) = match from.recv().await {
            Some(Incoming::Lines(table, lines)) => (table, lines),
            Some(Incoming::Failed(table, source)) => return Err(ArchiveError::File { table, source }),
            Some(Incoming::End) => break,
            None => return Err(ArchiveError::Stopped),
        };
        if at.0 != table {
            at = (table, 0);
        }
        if let Some(step) = reading(table) {
            step(&tx, table, at.1, &lines).await?;
        }
        if former::FORMER.contains(&table) {
            former::read_lines(&tx, table, at.1, &lines).await?;
        }
        at.1 += lines.len();
        rows += u64::try_from(lines.len()).unwrap_or(0);
    }
    for one in organisation::Entity::find().all(&tx).await.map_err(in_store)? {
        let held = sea_orm::Statement::from_sql_and_values(
            tx.get_database_backend(),
            crate::surveys::HOLD,
            [one.organisation_id.into(), today.into()],
        );
        tx.execute_raw(held).await.map_err(in_store)?;
        let interrupted = sea_orm::Statement::from_sql_and_values(
            tx.get_database_backend(),
            INTERRUPT_IMPORTS,
            [one.organisation_id.into()],
        );
        tx.execute_raw(interrupted).await.map_err(in_store)?;
    }
    tx.commit().await.map_err(|error| ArchiveError::Store {
        table: "organisations",
        source: store.lost(error),
    })?;
    // The rows are there and stay: where they could not be counted, PostgreSQL does it by itself a little later.
    if let Err(error) = store.count_tables().await {
        tracing::warn!("the tables could not be counted: {error}");
    }
    Ok(rows)
}

/// Reads lines of one table, in the same form as [`WriteStep`].
type ReadStep = for<'a> fn(
    &'a DatabaseTransaction,
    &'static str,
    usize,
    &'a [String],
) -> Pin<Box<dyn Future<Output = Result<(), ArchiveError>> + Send + 'a>>;

fn reading(table: &str) -> Option<ReadStep> {
    macro_rules! read {
        ($table:literal, $row:ident) => {
            if table == $table {
                return Some(|tx, table, before, lines| {
                    Box::pin(read_lines::<$row::Entity, $row::ActiveModel>(
                        tx, table, before, lines,
                    ))
                });
            }
        };
    }
    each_table!(read);
    None
}

async fn read_lines<E, A>(
    tx: &DatabaseTransaction,
    table: &'static str,
    before: usize,
    lines: &[String],
) -> Result<(), ArchiveError>
where
    E: TenantEntity,
    E::Model: DeserializeOwned + IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait<Entity = E>,
{
    let mut rows: Vec<E::Model> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        rows.push(serde_json::from_str(line).map_err(|source| ArchiveError::Row {
            table,
            line: before + index + 1,
            source,
        })?);
    }
    insert_all(tx, rows, None).await.map_err(|source| ArchiveError::Store {
        table,
        source: source.into(),
    })
}
