//! The zip files themselves: written from pieces, read into lines, a row at a time. Runs in a thread of its own and knows no database.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc::{Receiver, Sender};
use trivsel_documents::table_out::{Field, QuoteStyle, record_writer};
use trivsel_store::archive::{Cell, Incoming, Piece, readable};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Tables an export leaves out: they hold secrets, or single answers.
pub(super) const LEFT_OUT: [&str; 13] = [
    "sessions",
    "access_links",
    "sent_forms",
    "sign_in_attempts",
    "sign_in_tries",
    "known_devices",
    "roll_entries",
    "cards",
    "ballots",
    "comments",
    "mails",
    "notice_links",
    "feeds",
];

/// Tables that neither a backup nor an export holds: what screens were told. In a database that was put back they number anew, and screens
/// that listened to the old one fetch what there is.
pub(super) const OF_THE_MOMENT: [&str; 2] = ["happening_scopes", "happenings"];

/// Columns an export leaves out, wherever they stand. A ledger holds the figures behind what a publication hides.
const SECRETS: [&str; 3] = ["password_hash", "secret_key", "ledger"];

/// Bytes of one row: a publication of the largest survey has a few million.
const LONGEST_LINE: u64 = 64 << 20;
/// Lines handed on at a time: as many as one insert carries.
const LINES: usize = 300;
/// About how many bytes are handed on at a time.
const BYTES: usize = 1 << 20;

type Zip = ZipWriter<BufWriter<Given>>;

/// A file that tells once that it failed and takes everything after that without a word: a [`ZipWriter`] that is dropped half-way tries to
/// finish, and would print on standard error that it could not. Files that belong together share what they know: one's end is the other's.
struct Given {
    file: File,
    has_failed: Arc<AtomicBool>,
}

fn begin(file: File, has_failed: &Arc<AtomicBool>) -> Zip {
    ZipWriter::new(BufWriter::new(Given {
        file,
        has_failed: Arc::clone(has_failed),
    }))
}

impl Given {
    fn told<T>(&self, done: io::Result<T>) -> io::Result<T> {
        let is_tried_again = matches!(&done, Err(error) if error.kind() == io::ErrorKind::Interrupted);
        if done.is_err() && !is_tried_again {
            self.has_failed.store(true, Ordering::SeqCst);
        }
        done
    }
}

impl Write for Given {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.has_failed.load(Ordering::SeqCst) {
            return Ok(bytes.len());
        }
        let done = self.file.write(bytes);
        self.told(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.file.flush();
        self.told(done)
    }
}

impl Seek for Given {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Ids are most of it, and they do not get smaller with more effort: the third of nine levels writes twice as fast and a tenth larger.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(3))
        .large_file(true)
}

/// Writes a backup: an entry that says what it is, and a file of JSON lines a table.
pub(super) fn write_backup(file: File, about: (&str, &str), mut pieces: Receiver<Piece>) -> io::Result<()> {
    let mut zip = begin(file, &Arc::default());
    zip.start_file(about.0, options())?;
    zip.write_all(about.1.as_bytes())?;
    let mut lines = Json::default();
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Table { name, columns } => {
                lines = Json::new(&columns, |_| true);
                zip.start_file(format!("{name}.jsonl"), options())?;
            }
            Piece::Rows(rows) => lines.write(&rows, &mut zip)?,
        }
    }
    finish(zip)
}

/// Writes an export: each table as lines of JSON and as CSV. A zip file takes one entry after the other, so the CSV waits in a second one.
pub(super) fn write_export(file: File, spool: File, readme: &str, mut pieces: Receiver<Piece>) -> io::Result<()> {
    let has_failed = Arc::default();
    let mut zip = begin(file, &has_failed);
    let mut beside = begin(spool, &has_failed);
    let mut lines = Json::default();
    let mut kept: Vec<usize> = Vec::new();
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Table { name, columns } => {
                let is_open = |column: &str| !SECRETS.contains(&column);
                lines = Json::new(&columns, is_open);
                zip.start_file(format!("json/{name}.jsonl"), options())?;
                beside.start_file(format!("csv/{name}.csv"), options())?;
                kept = lines.columns.iter().map(|column| column.at).collect();
                write_record(&mut beside, columns.iter().filter(|column| is_open(column)).copied())?;
            }
            Piece::Rows(rows) => {
                lines.write(&rows, &mut zip)?;
                write_csv(&mut beside, &rows, &kept)?;
            }
        }
    }
    let mut spool = beside.finish()?.into_inner().map_err(|error| error.into_error())?.file;
    spool.rewind()?;
    let mut spooled = ZipArchive::new(BufReader::new(spool))?;
    for at in 0..spooled.len() {
        zip.raw_copy_file(spooled.by_index_raw(at)?)?;
    }
    zip.start_file("README.txt", options())?;
    zip.write_all(readme.as_bytes())?;
    finish(zip)
}

fn finish(zip: Zip) -> io::Result<()> {
    let mut file = zip.finish()?;
    file.flush()?;
    if file.get_ref().has_failed.load(Ordering::SeqCst) {
        return Err(io::Error::other("the file failed before its end"));
    }
    Ok(())
}

/// Rows as lines of JSON.
#[derive(Default)]
struct Json {
    columns: Vec<JsonColumn>,
    line: Vec<u8>,
}

struct JsonColumn {
    at: usize,
    /// What stands before the value: a comma but for the first, the name, a colon.
    label: String,
}

impl Json {
    fn new(columns: &[&str], is_kept: impl Fn(&str) -> bool) -> Self {
        let kept = columns.iter().enumerate().filter(|(_, name)| is_kept(name));
        let columns = kept
            .enumerate()
            .map(|(place, (at, name))| JsonColumn {
                at,
                label: format!("{}\"{name}\":", if place == 0 { "" } else { "," }),
            })
            .collect();
        Self {
            columns,
            line: Vec::new(),
        }
    }

    fn write(&mut self, rows: &[Vec<Cell>], to: &mut impl Write) -> io::Result<()> {
        self.line.clear();
        for row in rows {
            self.line.push(b'{');
            for column in &self.columns {
                self.line.extend_from_slice(column.label.as_bytes());
                match row.get(column.at) {
                    Some(cell) => serde_json::to_writer(&mut self.line, cell)?,
                    None => self.line.extend_from_slice(b"null"),
                }
            }
            self.line.extend_from_slice(b"}\n");
        }
        to.write_all(&self.line)
    }
}

fn write_record<'a>(to: &mut impl Write, fields: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut csv = record_writer(to, b',', QuoteStyle::Necessary);
    csv.write(fields.map(Field::Text))?;
    csv.flush()
}

fn write_csv(to: &mut impl Write, rows: &[Vec<Cell>], kept: &[usize]) -> io::Result<()> {
    let mut csv = record_writer(to, b',', QuoteStyle::Necessary);
    for row in rows {
        let fields = kept.iter().map(|at| {
            Ok(match row.get(*at) {
                None | Some(Cell::Empty) => Field::Value("".into()),
                Some(Cell::Flag(flag)) => Field::Value(if *flag { "true" } else { "false" }.into()),
                Some(Cell::Whole(number)) => Field::Value(number.to_string().into()),
                // As JSON writes it, so that both files say the same.
                Some(cell @ Cell::Real(_)) => Field::Value(serde_json::to_string(cell)?.into()),
                // Words from wherever, lists and objects with words in them too.
                Some(Cell::Text(text)) => Field::Text(text),
            })
        });
        csv.write(fields.collect::<io::Result<Vec<Field<'_>>>>()?)?;
    }
    csv.flush()
}

/// Reads a backup, table by table, as long as somebody takes the lines.
pub(super) fn read_backup(mut zip: ZipArchive<BufReader<File>>, to: &Sender<Incoming>) {
    for table in readable() {
        match read_table(&mut zip, table, to) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                let _nobody_waits = to.blocking_send(Incoming::Failed(table, error));
                return;
            }
        }
    }
    let _nobody_waits = to.blocking_send(Incoming::End);
}

/// False when nobody takes the lines any more. A table the backup does not have is an empty one: it was made by an older version.
fn read_table(zip: &mut ZipArchive<BufReader<File>>, table: &'static str, to: &Sender<Incoming>) -> io::Result<bool> {
    let entry = match zip.by_name(&format!("{table}.jsonl")) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    let mut lines = Vec::new();
    let mut bytes = 0;
    for line in BufReader::new(Lines { inner: entry, line: 0 }).lines() {
        let line = line?;
        bytes += line.len();
        lines.push(line);
        if lines.len() == LINES || bytes > BYTES {
            bytes = 0;
            if to
                .blocking_send(Incoming::Lines(table, std::mem::take(&mut lines)))
                .is_err()
            {
                return Ok(false);
            }
        }
    }
    Ok(lines.is_empty() || to.blocking_send(Incoming::Lines(table, lines)).is_ok())
}

/// Ends the reading of a line that has no end: a backup made to do harm unpacks to any length.
struct Lines<R> {
    inner: R,
    line: u64,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        let bytes = out.get(..length).unwrap_or_default();
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        self.line = match bytes.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => count(length.saturating_sub(end + 1)),
            None => self.line.saturating_add(count(length)),
        };
        if self.line > LONGEST_LINE {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row without end"));
        }
        Ok(length)
    }
}
