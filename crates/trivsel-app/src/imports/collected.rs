//! What a reading found: the unit-months, and the rows that could not be used.

use trivsel_domain::indicator::{Indicator, Observation};
use trivsel_domain::person_number::is_person_number;
use trivsel_store::imports::ImportError;

use super::{ColumnTaken, ImportDoubt, SheetTaken};

/// Letters of a wrong cell that are kept.
const MOST_SEEN: usize = 60;
/// Wrong rows that are listed; beyond them they are only counted.
const MOST_LISTED: usize = 10_000;

/// What a reading found.
pub(super) struct Collected {
    pub(super) rows_read: u64,
    /// Rows without a number.
    pub(super) rows_blank: u64,
    /// Blank cells of months, in rows with other numbers.
    pub(super) cells_blank: u64,
    /// Rows whose number of people is not in the file.
    pub(super) rows_people_known: u64,
    /// Rows left out because they are sums of others.
    pub(super) rows_total: u64,
    pub(super) hidden_rows: u64,
    /// What the numbers themselves make doubtful.
    pub(super) doubts: Vec<ImportDoubt>,
    pub(super) wrong: Wrong,
    /// Indicator, category and unit-months.
    pub(super) series: Vec<(Indicator, String, Vec<Observation>)>,
    pub(super) notes: Vec<String>,
    /// Which column was taken for what.
    pub(super) columns: Vec<ColumnTaken>,
    /// Which sheets were read, and which were not.
    pub(super) sheets: Vec<SheetTaken>,
}

/// Rows that could not be used.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    pub(super) listed: Vec<ImportError>,
    pub(super) count: u64,
    /// Most rows of one of the files are wrong: it is another file than it is taken for.
    pub(super) is_mostly: bool,
    last: Option<u64>,
    before_file: u64,
}

impl Wrong {
    pub(super) fn add(&mut self, row: u64, column: String, reason: &str) {
        self.add_seen(row, column, reason, "");
    }

    /// As [`Wrong::add`], with what stands there. For files that are about no person.
    pub(super) fn add_seen(&mut self, row: u64, column: String, reason: &str, seen: &str) {
        // A file may be another than it is taken for.
        let seen = if is_person_number(seen) { "" } else { seen };
        // Several cells of a row may be wrong; it is one row.
        self.count += u64::from(self.last != Some(row));
        self.last = Some(row);
        if self.listed.len() < MOST_LISTED {
            self.listed.push(ImportError {
                row,
                column,
                reason: reason.to_owned(),
                seen: seen.chars().take(MOST_SEEN).collect(),
            });
        }
    }
}

impl Wrong {
    /// All rows of a file have been read.
    pub(super) fn end_file(&mut self, rows: u64) {
        self.is_mostly |= (self.count - self.before_file) * 2 > rows;
        self.before_file = self.count;
        self.last = None;
    }
}
