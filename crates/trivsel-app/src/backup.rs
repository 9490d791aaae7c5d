//! Backup, restore and export. All three are a zip file with one entry a table.
//!
//! A backup holds the rows of every organisation as lines of JSON and can be restored into an empty database of either kind.
//! An export holds one organisation's rows as CSV and as lines of JSON, for taking everything elsewhere; secrets stay behind.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value;
use tokio::sync::mpsc;
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::archive::{self, ArchiveError, Piece};
use trivsel_store::{Store, StoreError};
use zip::ZipArchive;

use crate::trail::Trail;
use crate::{App, AppError};

mod files;
mod unfinished;

use unfinished::Unfinished;

/// The name of the entry that says what the file is.
const ABOUT: &str = "trivsel-backup.json";
/// The form of the backup. A restore refuses what it does not know.
const FORM: u64 = 1;

/// Bytes of the entry that says what the file is.
const LONGEST_ABOUT: u64 = 64 << 10;

/// Why a backup, a restore or an export failed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file of that name is there already; it is left alone.
    #[error("{} is there already", .0.display())]
    FileExists(PathBuf),
    /// The file cannot be written or read.
    #[error("the file {} failed", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file is not a backup made by this program, or by one too new.
    #[error("{} is not a backup this program can read", .0.display())]
    NotABackup(PathBuf),
    /// The database holds something already; it is left alone.
    #[error("the database is not empty, and a restore never overwrites")]
    NotEmpty,
    /// The rows could not be written or read.
    #[error("the rows could not be carried over")]
    Archive(#[source] ArchiveError),
    /// The database.
    #[error("the database failed")]
    Store(#[from] StoreError),
}

impl From<ArchiveError> for BackupError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::NotEmpty => Self::NotEmpty,
            ArchiveError::Store { source, .. } if matches!(source, StoreError::Busy(_) | StoreError::Unwritable(_)) => {
                Self::Store(source)
            }
            other => Self::Archive(other),
        }
    }
}

/// Pieces that may wait between the database and the file: some megabytes at most.
const WAITING: usize = 4;

/// Writes everything into a new zip file, as it stood at one moment, while others go on working. Says how many rows.
///
/// The file is written under another name first and takes its own when it is whole. Nothing is left of one that could not be finished.
pub async fn write(store: &Store, path: &Path) -> Result<u64, BackupError> {
    let unfinished = Unfinished::create(path)?;
    let about = serde_json::json!({ "program": "trivsel", "form": FORM, "version": env!("CARGO_PKG_VERSION") });
    let file = unfinished.file()?;
    let written = beside(path, move |pieces| {
        files::write_backup(file, (ABOUT, &about.to_string()), pieces)
    });
    let rows = carried(
        archive::write(
            store,
            None,
            |table| !files::OF_THE_MOMENT.contains(&table),
            &written.pieces,
        )
        .await,
        written,
    )
    .await?;
    unfinished.keep()?;
    Ok(rows)
}

/// A file that is being written in a thread of its own.
struct Written {
    path: PathBuf,
    pieces: mpsc::Sender<Piece>,
    done: tokio::task::JoinHandle<io::Result<()>>,
}

fn beside(path: &Path, writing: impl FnOnce(mpsc::Receiver<Piece>) -> io::Result<()> + Send + 'static) -> Written {
    let (pieces, received) = mpsc::channel(WAITING);
    Written {
        path: path.to_owned(),
        pieces,
        done: tokio::task::spawn_blocking(move || writing(received)),
    }
}

/// Waits until the file has taken all of it. When the file failed, that is the cause; the rows then only found nobody who took them.
async fn carried(rows: Result<u64, ArchiveError>, written: Written) -> Result<u64, BackupError> {
    let Written { path, pieces, done } = written;
    if !matches!(rows, Ok(_) | Err(ArchiveError::Stopped)) {
        // The thread must not take what it has for all there is.
        done.abort();
        rows?;
        return Ok(0);
    }
    drop(pieces);
    let finished = done.await.unwrap_or_else(|stopped| Err(io::Error::other(stopped)));
    finished.map_err(|source| BackupError::File { path, source })?;
    Ok(rows?)
}

/// Fails when a file is not a backup this program can read.
pub fn check(path: &Path) -> Result<(), BackupError> {
    opened(path).map(|_| ())
}

/// Fills an empty database from a backup, all or nothing. Says how many rows.
///
/// Surveys that had not been published are held from `today` on: in the database that was lost they may have gone further.
pub async fn restore(store: &Store, path: &Path, today: NaiveDate) -> Result<u64, BackupError> {
    let zip = opened(path)?;
    let (lines, mut received) = mpsc::channel(WAITING);
    // Detached on purpose: it ends when nobody takes its lines any more, and says itself whether it came to the end.
    let _reading = tokio::task::spawn_blocking(move || files::read_backup(zip, &lines));
    Ok(archive::read(store, &mut received, today).await?)
}

fn opened(path: &Path) -> Result<ZipArchive<BufReader<File>>, BackupError> {
    let in_file = |source: io::Error| BackupError::File {
        path: path.to_owned(),
        source,
    };
    let no_backup = || BackupError::NotABackup(path.to_owned());
    let file = File::open(path).map_err(in_file)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| no_backup())?;
    let mut text = String::new();
    zip.by_name(ABOUT)
        .map_err(|_| no_backup())?
        .take(LONGEST_ABOUT)
        .read_to_string(&mut text)
        .map_err(in_file)?;
    let about: Option<Value> = serde_json::from_str(&text).ok();
    let form = about.and_then(|about| about.get("form").and_then(Value::as_u64));
    if form == Some(FORM) { Ok(zip) } else { Err(no_backup()) }
}

/// Writes everything of one organisation into a new zip file, in open formats and without secrets, and says so in the trail. Says how many
/// rows. Nobody is named when it is asked for on the command line.
pub async fn export(
    app: &App,
    organisation: OrganisationId,
    by: Option<PersonId>,
    path: &Path,
) -> Result<u64, BackupError> {
    let unfinished = Unfinished::create(path)?;
    let file = unfinished.file()?;
    let spool = unfinished.beside()?;
    let written = beside(path, move |pieces| files::write_export(file, spool, README, pieces));
    let wanted = |table: &str| !files::LEFT_OUT.contains(&table) && !files::OF_THE_MOMENT.contains(&table);
    let rows = carried(
        archive::write(&app.store, Some(organisation), wanted, &written.pieces).await,
        written,
    )
    .await?;
    // The file takes its name only when the trail tells of it.
    let tx = app.store.write(organisation).await?;
    Trail::new("organisation", organisation.0, "exported")
        .write(&tx, by, app.now())
        .await?;
    tx.commit().await?;
    unfinished.keep()?;
    Ok(rows)
}

/// The same, asked for on a page by somebody who may: the finished file, which has no name any more and is gone when it is closed.
pub async fn export_for(app: &App, who: &Actor) -> Result<File, AppError> {
    who.must_everywhere(Right::ExportOrganisation)?;
    let path = app
        .settings
        .state_dir
        .join(format!("export-{}.zip", uuid::Uuid::new_v4().simple()));
    let written = export(app, who.organisation, Some(who.person), &path).await;
    let file = File::open(&path);
    let _gone = std::fs::remove_file(&path);
    written.map_err(|error| AppError::internal("exporting the organisation", error))?;
    file.map_err(|error| AppError::internal("reading the export", error))
}

const README: &str = "Everything Trivsel keeps for this organisation, one table a file.\n\
    json/<table>.jsonl holds one row a line as JSON, csv/<table>.csv the same rows as comma-separated UTF-8.\n\
    Dates are written 2024-05-31, moments in UTC, numbers with a point. Ids join the tables: a column x_id holds the id of a row in the table of x.\n\
    In the CSV files a text that a spreadsheet would run as a formula has an apostrophe before it; reading it in here takes it away again.\n\
    Passwords and sessions are left out, and so is whatever stands between people and their answers: who is invited to which survey, cards,\n\
    mails, single answers, comments, the keys of open surveys and the figures publications hide. The results are in publications.\n";
