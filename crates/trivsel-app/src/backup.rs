//! Backup, restore and export. All three are a zip file with one entry a table.
//!
//! A backup holds the rows of every organisation as lines of JSON and can be restored into an empty database of either kind.
//! An export holds one organisation's rows as CSV and as lines of JSON, for taking everything elsewhere; secrets stay behind.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::archive::{self, ArchiveError, Sink, Source};
use trivsel_store::{Store, StoreError};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::trail::Trail;
use crate::{App, AppError};

/// The name of the entry that says what the file is.
const ABOUT: &str = "trivsel-backup.json";
/// The form of the backup. A restore refuses what it does not know.
const FORM: u64 = 1;

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
            other => Self::Archive(other),
        }
    }
}

/// Writes everything into a new zip file, as it stood at one moment, while others go on working. Says how many rows.
///
/// The file is written under another name first and takes its own when it is whole.
pub async fn write(store: &Store, path: &Path) -> Result<u64, BackupError> {
    let (zip, unfinished) = create(path)?;
    let mut sink = JsonSink { zip };
    let in_file = |source: io::Error| BackupError::File {
        path: path.to_owned(),
        source,
    };
    sink.zip
        .start_file(ABOUT, options())
        .map_err(|error| in_file(error.into()))?;
    let about = serde_json::json!({ "program": "trivsel", "form": FORM, "version": env!("CARGO_PKG_VERSION") });
    sink.zip.write_all(about.to_string().as_bytes()).map_err(in_file)?;
    let rows = archive::write(store, None, &mut sink).await?;
    finish(sink.zip, &unfinished, path)?;
    Ok(rows)
}

/// Fails when a file is not a backup this program can read.
pub fn check(path: &Path) -> Result<(), BackupError> {
    opened(path).map(|_| ())
}

/// Fills an empty database from a backup, all or nothing. Says how many rows.
pub async fn restore(store: &Store, path: &Path) -> Result<u64, BackupError> {
    Ok(archive::read(store, &mut JsonSource { zip: opened(path)? }).await?)
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
    let (zip, unfinished) = create(path)?;
    let mut sink = OpenSink {
        zip,
        table: "",
        lines: Vec::new(),
    };
    let rows = archive::write(&app.store, Some(organisation), &mut sink).await?;
    let in_file = |source: io::Error| BackupError::File {
        path: path.to_owned(),
        source,
    };
    sink.flush_table().map_err(in_file)?;
    sink.zip
        .start_file("README.txt", options())
        .map_err(|error| in_file(error.into()))?;
    sink.zip.write_all(README.as_bytes()).map_err(in_file)?;
    // The file takes its name only when the trail tells of it.
    let tx = app.store.write(organisation).await?;
    Trail::new("organisation", organisation.0, "exported")
        .write(&tx, by, app.now())
        .await?;
    finish(sink.zip, &unfinished, path)?;
    tx.commit().await?;
    Ok(rows)
}

/// The same, asked for on a page by somebody who may: the finished file's bytes.
pub async fn export_for(app: &App, who: &Actor) -> Result<Vec<u8>, AppError> {
    who.must_everywhere(Right::ExportOrganisation)?;
    let path = app
        .settings
        .upload_dir
        .join(format!("export-{}.zip", uuid::Uuid::new_v4().simple()));
    let written = export(app, who.organisation, Some(who.person), &path).await;
    let bytes = std::fs::read(&path);
    let _gone = std::fs::remove_file(&path);
    written.map_err(|error| AppError::internal("exporting the organisation", error))?;
    bytes.map_err(|error| AppError::internal("reading the export", error))
}

const README: &str = "Everything Trivsel keeps for this organisation, one table a file.\n\
    json/<table>.jsonl holds one row a line as JSON, csv/<table>.csv the same rows as comma-separated UTF-8.\n\
    Dates are written 2024-05-31, moments in UTC, numbers with a point. Ids join the tables: a column x_id holds the id of a row in the table of x.\n\
    Passwords and sessions are left out, and so is whatever stands between people and their answers: who is invited to which survey, cards,\n\
    mails, single answers, comments, the keys of open surveys and the figures publications hide. The results are in publications.\n";

/// Tables an export leaves out: they hold secrets, or single answers.
const LEFT_OUT: [&str; 7] = [
    "sessions",
    "sign_in_attempts",
    "roll_entries",
    "cards",
    "ballots",
    "comments",
    "mails",
];

/// Columns an export leaves out, wherever they stand. A ledger holds the figures behind what a publication hides.
const SECRETS: [&str; 3] = ["password_hash", "secret_key", "ledger"];

type Zip = ZipWriter<BufWriter<File>>;

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .large_file(true)
}

fn create(path: &Path) -> Result<(Zip, PathBuf), BackupError> {
    if path.exists() {
        return Err(BackupError::FileExists(path.to_owned()));
    }
    let unfinished = path.with_extension("unfinished");
    let mut new = OpenOptions::new();
    new.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    let file = new.open(&unfinished).map_err(|source| BackupError::File {
        path: unfinished.clone(),
        source,
    })?;
    Ok((ZipWriter::new(BufWriter::new(file)), unfinished))
}

fn finish(zip: Zip, unfinished: &Path, path: &Path) -> Result<(), BackupError> {
    let in_file = |source: io::Error| BackupError::File {
        path: path.to_owned(),
        source,
    };
    let file = zip
        .finish()
        .map_err(|error| in_file(error.into()))?
        .into_inner()
        .map_err(|error| in_file(error.into_error()))?;
    file.sync_all().map_err(in_file)?;
    std::fs::rename(unfinished, path).map_err(in_file)
}

struct JsonSink {
    zip: Zip,
}

impl Sink for JsonSink {
    fn begin(&mut self, table: &'static str) -> io::Result<&mut (dyn Write + Send)> {
        self.zip.start_file(format!("{table}.jsonl"), options())?;
        Ok(&mut self.zip)
    }
}

struct JsonSource {
    zip: ZipArchive<BufReader<File>>,
}

impl Source for JsonSource {
    fn open(&mut self, table: &'static str) -> io::Result<Option<Box<dyn BufRead + '_>>> {
        match self.zip.by_name(&format!("{table}.jsonl")) {
            Ok(entry) => Ok(Some(Box::new(BufReader::new(entry)))),
            Err(zip::result::ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Keeps one table's lines until the next begins, then writes them in both forms.
struct OpenSink {
    zip: Zip,
    table: &'static str,
    lines: Vec<u8>,
}

impl Sink for OpenSink {
    fn begin(&mut self, table: &'static str) -> io::Result<&mut (dyn Write + Send)> {
        self.flush_table()?;
        self.table = table;
        Ok(&mut self.lines)
    }
}

impl OpenSink {
    fn flush_table(&mut self) -> io::Result<()> {
        let lines = std::mem::take(&mut self.lines);
        if self.table.is_empty() || LEFT_OUT.contains(&self.table) {
            return Ok(());
        }
        let mut rows: Vec<Map<String, Value>> = Vec::new();
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let mut row: Map<String, Value> = serde_json::from_slice(line)?;
            for secret in SECRETS {
                row.remove(secret);
            }
            rows.push(row);
        }
        self.zip.start_file(format!("json/{}.jsonl", self.table), options())?;
        for row in &rows {
            serde_json::to_writer(&mut self.zip, row)?;
            self.zip.write_all(b"\n")?;
        }
        self.zip.start_file(format!("csv/{}.csv", self.table), options())?;
        let mut csv = csv::Writer::from_writer(&mut self.zip);
        if let Some(first) = rows.first() {
            csv.write_record(first.keys())?;
        }
        for row in &rows {
            csv.write_record(row.values().map(|value| match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            }))?;
        }
        csv.flush()
    }
}
