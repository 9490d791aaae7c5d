//! Why a whole file could not be read in.

use std::io::ErrorKind;

use trivsel_documents::table_in::{Foreign, ReadError};
use trivsel_store::imports::ImportError;

use super::{ColumnTaken, ImportDoubt, SheetTaken};
use crate::Problem;

/// Why a whole file could not be read.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) detail: Box<str>,
    /// What the file was called, where it lies with one of them.
    pub(super) file: Box<str>,
    /// The rows that could not be used, where none could.
    pub(super) rows: Vec<ImportError>,
    /// What was in doubt, where that is the reason or may be.
    pub(super) doubts: Vec<ImportDoubt>,
    /// What was taken for what, as far as it was known.
    pub(super) taken: Box<TakenFor>,
}

/// What of the files was taken for what.
#[derive(Clone, Debug, Default)]
pub(super) struct TakenFor {
    /// Which column was taken for what.
    pub(super) columns: Vec<ColumnTaken>,
    /// Which sheets were read, and which were not.
    pub(super) sheets: Vec<SheetTaken>,
}

impl Failure {
    pub(super) fn new(code: &'static str) -> Self {
        Self::with(code, String::new())
    }

    pub(super) fn with(code: &'static str, detail: String) -> Self {
        Self {
            code,
            detail: detail.into(),
            file: Box::default(),
            rows: Vec::new(),
            doubts: Vec::new(),
            taken: Box::default(),
        }
    }

    /// Says in which file it is.
    pub(super) fn in_file(mut self, name: &str) -> Self {
        self.file = name.into();
        self
    }

    /// The reason beside the field in which the file was chosen.
    pub(super) fn problem(self, field: &str) -> Problem {
        let message = match self.code {
            "empty" => "import-failure-empty",
            "header_only" => "import-failure-header-only",
            "title_only" => "import-failure-title-only",
            "one_column" => "import-failure-one-column",
            "no_header" => "import-failure-no-header",
            "pdf" => "import-failure-pdf",
            "not_a_table" => "import-failure-not-a-table",
            "unclosed_quote" => "import-failure-unclosed-quote",
            "swallowed_rows" => "import-failure-swallowed-rows",
            "cut_short" => "import-failure-cut-short",
            "encoding" => "import-failure-encoding",
            "too_large" => "import-failure-too-large",
            "too_many_columns" => "import-failure-too-many-columns",
            "locked" => "import-failure-locked",
            _ => "import-failure-damaged",
        };
        Problem::new(field, message)
            .with("file", self.file)
            .with("detail", self.detail)
    }

    /// Could the database not hand the file out? It may be able to later on.
    pub(super) fn is_of_the_store(&self) -> bool {
        self.code == "store"
    }

    /// Is the file itself at fault, so that no other choice of columns or layout could help?
    pub(super) fn is_final(&self) -> bool {
        matches!(self.code, "cut_short" | "damaged" | "too_large")
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        let (code, detail) = match &error {
            ReadError::Empty => ("empty", String::new()),
            ReadError::HeaderOnly => ("header_only", String::new()),
            ReadError::NoHeader { row } => ("no_header", row.to_string()),
            ReadError::NotATable(Foreign::Pdf) => ("pdf", String::new()),
            ReadError::NotATable(_) => ("not_a_table", String::new()),
            ReadError::UnclosedQuote { row } => ("unclosed_quote", row.to_string()),
            ReadError::SwallowedRows { row } => ("swallowed_rows", row.to_string()),
            ReadError::CutShort { row } => ("cut_short", row.to_string()),
            ReadError::WrongEncoding { row } => ("encoding", row.to_string()),
            ReadError::TooLarge(_) => ("too_large", String::new()),
            ReadError::Locked => ("locked", String::new()),
            ReadError::NoSuchSheet { name } => ("no_sheet", name.clone()),
            ReadError::Io(source) if source.kind() == ErrorKind::ResourceBusy => ("store", source.to_string()),
            ReadError::Io(source) => ("unreadable", source.to_string()),
            _ => ("damaged", String::new()),
        };
        tracing::info!("a file for import could not be read: {error}");
        Self::with(code, detail)
    }
}
