//! Reading figures in: from a file to unit-months, in the steps a coordinator sees. Choose the file, say what its columns mean, look at
//! the totals, read it in.
//!
//! Everything is read twice: once to check and add up, once to keep. What is kept is written in one transaction at the end, so that an
//! import is there as a whole or not at all. Persons' spells are spread while being read and never stored.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::UploadId;

mod collected;
mod columns;
mod command_line;
mod deciding;
mod doubts;
mod failure;
mod job;
mod labels;
mod mapping;
mod parents;
mod plan;
mod reading;
mod spells;
mod taking;
mod unit_months;
mod units;
mod wizard;

pub use command_line::{ImportRun, run_from_command_line};
pub use deciding::{look_again, map, settle};
pub use doubts::{CODES as DOUBTS, ColumnTaken, ImportDoubt, SheetTaken};
pub(crate) use job::{give_up, read_in_hand};
pub use job::{start_check, start_import, written};
pub use mapping::{DoubtsSettled, FileMapping, ImportMapping, MappingForm};
pub(crate) use plan::MOST_COLUMNS;
pub use plan::{Parents, Plan, PlannedFile};
pub use trivsel_documents::table_in::{Progress, Role};
pub use trivsel_store::imports::{Import, ImportError};
pub(crate) use units::{bare_code, is_without_its_zeros, without_fraction};
pub use wizard::{
    Looked, LookedFile, discard, discard_files, error_table, find, list, look, new_upload, reopen, sources_of, upload,
};

/// The uploaded files of an import.
pub(crate) fn files_of(import: &Import) -> Vec<UploadId> {
    Plan::parse(&import.plan).uploads().collect()
}

/// What kind of files is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// One row for each unit and month, or one for each unit with the months beside each other.
    UnitMonths,
    /// One file of employments and one of absence spells.
    AbsenceSpells,
}

impl ImportKind {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::UnitMonths, Self::AbsenceSpells];

    /// The code, as stored, at the command line and in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnitMonths => "unit_months",
            Self::AbsenceSpells => "absence_spells",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// The files are here; their columns have not been named.
    Uploaded,
    /// The files are being checked and added up.
    Checking,
    /// The totals are there to be looked at.
    Previewed,
    /// It is being read in.
    Running,
    /// It is read in.
    Done,
    /// It was not read in.
    Failed,
}

impl ImportState {
    /// The code, as stored and in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Checking => "checking",
            Self::Previewed => "previewed",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Self {
        [
            Self::Uploaded,
            Self::Checking,
            Self::Previewed,
            Self::Running,
            Self::Done,
        ]
        .into_iter()
        .find(|state| state.code() == code)
        .unwrap_or(Self::Failed)
    }

    /// Is a reader at work?
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }
}

/// What an import found or did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReport {
    /// Rows read, all files.
    pub rows_read: u64,
    /// Rows that could not be used.
    pub rows_wrong: u64,
    /// Rows left out because they are the sum of others.
    pub rows_total: u64,
    /// Rows that are hidden in the sheet, and were read.
    pub hidden_rows: u64,
    /// Rows without a number, which say that the month is missing.
    pub rows_blank: u64,
    /// Cells of months beside each other that are blank in a row with other numbers: those months are missing.
    pub cells_blank: u64,
    /// Rows whose number of people is not in the file: those the program knows are counted.
    pub rows_people_known: u64,
    /// Which sheet of a workbook was read, and which were not.
    pub sheets: Vec<SheetTaken>,
    /// Which column was taken for what.
    pub columns: Vec<ColumnTaken>,
    /// What is in doubt and was not overruled.
    pub doubts: Vec<ImportDoubt>,
    /// What is, or will be, kept of each series.
    pub series: Vec<SeriesReport>,
    /// Month by month over all units, of the first series: for holding against the source's own totals.
    pub months: Vec<MonthTotal>,
    /// Figures that are there already and that the file changes: unit-months, and in how many units. Whoever remembers the old figure can
    /// take it away from the new one.
    pub changed: u64,
    /// In how many units.
    pub changed_units: u64,
    /// Of them, unit-months that go and have none in the file.
    pub gone: u64,
    /// Lines above and below the table, as far as they were seen.
    pub notes: Vec<String>,
    /// Why nothing was read in; the code of the reason.
    pub failure: Option<String>,
    /// What the reason needs to know: a row's number, a sheet's name.
    pub failure_detail: String,
    /// The file the reason lies in, where it is one of them.
    pub failure_file: String,
}

impl ImportReport {
    fn failed(failure: failure::Failure) -> Self {
        Self {
            failure: Some(failure.code.to_owned()),
            failure_detail: failure.detail.into(),
            failure_file: failure.file.into(),
            doubts: failure.doubts,
            columns: failure.taken.columns,
            sheets: failure.taken.sheets,
            ..Self::default()
        }
    }
}

/// One series of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeriesReport {
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's names, Danish and English.
    pub names: [String; 2],
    /// The category, if the series is split.
    pub category: String,
    /// Unit-months.
    pub rows: u64,
    pub units: u64,
    pub months: u64,
    /// The first month, as `2024-05`.
    pub first: String,
    /// The last month.
    pub last: String,
    /// Sum of the upper numbers.
    pub numerator: f64,
    /// Sum of the lower numbers.
    pub denominator: f64,
    /// Months of the same source that are there already and go.
    pub replaced_months: u64,
    /// Unit-months that go.
    pub replaced_rows: u64,
    /// Months between the first and the last that are not in the file.
    pub missing_months: Vec<String>,
}

/// One month of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MonthTotal {
    /// As `2024-05`.
    pub month: String,
    /// Units with numbers.
    pub units: u64,
    /// Sum of the upper numbers.
    pub numerator: f64,
    /// Sum of the lower numbers.
    pub denominator: f64,
    /// Sum of the people.
    pub people: u64,
}
