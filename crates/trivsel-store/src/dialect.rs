//! The few places where SQLite and PostgreSQL must be spoken to differently.

use chrono::NaiveDate;
use sea_orm::{
    AccessMode, ConnectOptions, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, Value,
};
use uuid::Uuid;

/// SQLite: write-ahead log so that readers never wait for the writer; `full` so that a commit is on the disk when it is
/// acknowledged; a waiting writer gives up after `wait_ms`. `cache` is what each connection keeps of the file, in KiB and negative: the
/// system keeps the file in its own cache already, and nine connections of 16 MB were most of the memory the program took.
pub(crate) fn sqlite_options(options: &mut ConnectOptions, cache: &'static str, wait_ms: &'static str) {
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .pragma("journal_mode", "wal")
            .pragma("synchronous", "full")
            .pragma("busy_timeout", wait_ms)
            .pragma("secure_delete", "on")
            .pragma("cache_size", cache)
    });
}

/// The text of a migration. SQLite keeps rows in the order they came in, and numbers them, unless it is told to organise a table by
/// its key: said of tables whose order would tell who did something when. PostgreSQL has no such thing; there the box is written
/// anew in another order when a survey closes. Each has its own word for an id drawn anew, for rows that a step moves.
pub(crate) fn schema(backend: DbBackend, sql: &str) -> String {
    match backend {
        DbBackend::Sqlite => sql
            .replace("); --organised by key", ") without rowid;")
            .replace("new_uuid()", "randomblob(16)"),
        _ => sql.replace("new_uuid()", "gen_random_uuid()"),
    }
}

/// What is added to a select so that the rows stay as they are until the transaction ends, and whoever asks for the same waits: roll
/// and box are taken out and put back, which two servers must not do at once. SQLite has one writer at a time anyway.
pub(crate) fn in_turn(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "",
        // Rows of other tables may go on pointing at the survey.
        _ => " for no key update",
    }
}

/// A select that has a row when there is a table of this name. Each keeps its own list of tables.
pub(crate) fn has_table(backend: DbBackend, name: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("select 1 from sqlite_master where type = 'table' and name = '{name}'"),
        _ => format!("select 1 where to_regclass('{name}') is not null"),
    }
}

/// How long who reads or writes waits on SQLite before they give up.
pub(crate) const WAIT_MS: &str = "10000";

/// How long emptying SQLite's write-ahead log may wait for readers while the box is in use. Writers wait with it, so: not long.
pub(crate) const TIDY_WAIT_MS: &str = "100";

/// Clears dead rows of roll and box away while they are in use: what a row looked like before, and the number of the transaction
/// that took it out, would tell the order.
pub(crate) const TIDY: &str = "vacuum (skip_locked, analyze false) roll_entries, ballots, comments, cards";

/// The same, and the tables written anew, so that not even the bytes of dead rows are left in their pages.
pub(crate) const WRITE_ANEW: &str = "vacuum (full, skip_locked, analyze false) roll_entries, ballots, comments, cards";

/// What clears removed rows from the files. SQLite overwrites them as they go (`secure_delete`), but its write-ahead log keeps copies
/// until it is emptied: [`EMPTY_LOG`]. PostgreSQL keeps old rows until they are vacuumed; `full` writes the table anew without them. That
/// locks the table, and with it the boxes of other surveys that are open: who hands in an answer then waits for as long as it takes to write
/// a table anew, which is seconds at most and happens on the days a survey closes, its answers are deleted, or the server starts.
/// `surveys` is among them for the row with the secret key, `roll_entries` for who fetched a token.
pub(crate) const VACUUM: &[&str] = &[
    "vacuum (full) ballots",
    "vacuum (full) comments",
    "vacuum (full) cards",
    "vacuum (full) roll_entries",
    "vacuum (full) mails",
    "vacuum (full) surveys",
    "vacuum (full) seats",
    "vacuum (full) notes",
    "vacuum (full) note_points",
    "vacuum (full) board_drafts",
    "vacuum (full) board_answers",
];

/// PostgreSQL samples columns when it analyses a table, and keeps the samples when the rows are gone: comments and whole answers, names of
/// the erased, hashes. A text is what people wrote, or a secret, and bytes are their files, so neither is sampled, nor which cell a row of the box is in; the samples
/// that are there already go when the column is given the type it has (which writes no row anew). SQLite keeps no samples of its own accord.
pub(crate) const UNSAMPLED: &str = "do $$ declare c record; begin for c in \
    select a.attrelid::regclass as owner, quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as kind \
    from pg_attribute a join pg_class r on r.oid = a.attrelid \
    where r.relnamespace = current_schema()::regnamespace and r.relkind = 'r' and a.attnum > 0 and not a.attisdropped \
    and coalesce(a.attstattarget, -1) <> 0 and (a.atttypid in ('text'::regtype, 'bytea'::regtype) \
    or (r.relname in ('ballots', 'comments', 'cards', 'roll_entries') and a.attname in ('cell', 'is_used'))) \
    loop execute format('alter table %s alter column %s type %s', c.owner, c.name, c.kind); \
    execute format('alter table %s alter column %s set statistics 0', c.owner, c.name); end loop; end $$";

/// The places of many rows in an insert: `(x'01', ?, ?), (x'01', ?, ?)`, where each row begins with the same ids. SQLite looks a numbered
/// place up among all there are, each time it is filled: with a thousand of them that is most of the work. PostgreSQL knows numbered places
/// only.
pub(crate) fn places(backend: DbBackend, same: &[Option<Uuid>], rows: usize, columns: usize) -> String {
    let same: String = same.iter().map(|id| written_id(backend, *id) + ", ").collect();
    let mut text = String::with_capacity(rows * (same.len() + columns * 7));
    for row in 0..rows {
        text.extend([if row == 0 { "(" } else { ", (" }, &same]);
        for column in 0..columns {
            let before = if column == 0 { "" } else { ", " };
            match backend {
                DbBackend::Sqlite => text.extend([before, "?"]),
                _ => text.extend([before, "$", &(row * columns + column + 1).to_string()]),
            }
        }
        text.push(')');
    }
    text
}

/// A day to be written. SQLite keeps it as text, and writing that down here takes a quarter of what the driver needs for it, which reads its
/// own format anew for each of some hundred thousand rows.
pub(crate) fn day(backend: DbBackend, day: NaiveDate) -> Value {
    match backend {
        DbBackend::Sqlite => Value::from(day.to_string()),
        _ => Value::from(day),
    }
}

/// An id written into a statement: handing over the same one with each of some hundred rows is a third of the work.
fn written_id(backend: DbBackend, id: Option<Uuid>) -> String {
    match (id, backend) {
        (None, DbBackend::Sqlite) => "null".to_owned(),
        (None, _) => "null::uuid".to_owned(),
        (Some(id), DbBackend::Sqlite) => format!("x'{}'", id.simple()),
        (Some(id), _) => format!("'{id}'::uuid"),
    }
}

/// Empties SQLite's write-ahead log. Answers with a row whose first column is 1 when a reader stood in the way and it was not emptied.
pub(crate) const EMPTY_LOG: &str = "pragma wal_checkpoint(truncate)";

/// A writing transaction takes SQLite's lock at once, so that two writers queue instead of failing half-way.
///
/// PostgreSQL locks rows as they are touched, and at its usual isolation would let a transaction write from what it read before somebody
/// else's commit: two of them then undo each other's work without a word. `repeatable read` makes the second fail instead, and
/// [`crate::StoreError`] calls that busy: nothing was written, and the whole of it can be done again from its beginning.
pub(crate) fn write_transaction(is_postgres: bool) -> TransactionOptions {
    TransactionOptions {
        isolation_level: is_postgres.then_some(IsolationLevel::RepeatableRead),
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// A transaction about the box: answers come in, the box is closed, mixed or emptied (and a step of the schema, for a like reason). Whoever
/// drops an answer in holds the survey's row with [`in_turn`], and whoever closes waits for that row. On PostgreSQL each statement
/// therefore reads what is committed when it is asked: under `repeatable read` a box that is closed would be read as it was before the last
/// answer was waited for, and an answer that waited would be turned away although nothing stands in its way.
pub(crate) fn box_transaction() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// A reading transaction sees one moment. SQLite gives that by itself; PostgreSQL needs to be asked for it.
pub(crate) fn read_transaction(is_postgres: bool) -> TransactionOptions {
    if is_postgres {
        TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..Default::default()
        }
    } else {
        TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            ..Default::default()
        }
    }
}
