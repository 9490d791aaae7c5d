//! Reading units and persons in from a table: recognised, mapped, checked row by row, and then everything or nothing.
//!
//! A reading is always a whole check first; only a reading without wrong rows, or one told to leave them out, is kept, in one
//! transaction. Units are known by their code, persons by their employee number; what differs becomes a dated change.

mod columns;
mod file;
mod people;
mod tree;
mod working_time;

use chrono::NaiveDate;
use serde::Serialize;
use trivsel_documents::table_in::Layout;
use trivsel_domain::id::UploadId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::units;

pub use columns::{Mapping, columns, propose, withheld};
pub(crate) use file::unreadable;
pub use file::{discard, new_upload, recognise};
pub use working_time::Whole;

use crate::figures::hold_against_shown;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A unit in each row.
    Units,
    /// An employment of a person in each row.
    Persons,
}

impl Kind {
    /// The name in code and address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Persons => "persons",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Units, Self::Persons]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// What becomes of wrong rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongRows {
    /// Nothing is read in while there is one.
    Refuse,
    /// They are left out, the others are read in.
    LeaveOut,
}

/// How a file is read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How the table is laid out.
    pub layout: Layout,
    /// Which column holds what.
    pub mapping: Mapping,
    /// The first day of what a row gives no day for.
    pub from: NaiveDate,
    /// What becomes of wrong rows.
    pub wrong_rows: WrongRows,
    /// Does whoever was employed before the unit was there begin together with it?
    pub begins_with_unit: bool,
    /// May somebody have more than full time? Else the same line may stand twice.
    pub above_full_time: bool,
    /// What the numbers of working time are parts of, where that was said.
    pub whole: Option<Whole>,
}

/// Something wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The row's number in the file.
    pub row: u64,
    /// What the column holds, by its code.
    pub column: &'static str,
    /// What is wrong; the field is the text that stands there.
    pub problem: Problem,
}

/// What a reading found, and did if it was kept.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Rows in the file.
    pub rows: u64,
    /// Units or persons that are new.
    pub added: usize,
    /// Those with a new name, place or employment.
    pub changed: usize,
    /// Those that are as they were.
    pub unchanged: usize,
    /// What is wrong, by row.
    pub problems: Vec<RowProblem>,
    /// Rows that are wrong.
    pub wrong_rows: usize,
    /// Nothing shows what the numbers of working time are parts of: somebody has to say it.
    pub is_whole_unclear: bool,
    /// Was it kept?
    pub is_kept: bool,
}

/// Reads a table only to say what would happen.
pub async fn check(app: &App, who: &Actor, kind: Kind, file: UploadId, reading: &Reading) -> Result<Report, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let rows = file::rows(app, who, file, reading).await?;
    let tx = app.read(who.organisation).await?;
    Ok(match kind {
        Kind::Units => tree::plan(&tx, &rows, reading).await?.report,
        Kind::Persons => people::plan(&tx, &rows, reading, app.today()).await?.report,
    })
}

/// Reads a table in: everything, or nothing when a row is wrong and wrong rows are not to be left out.
pub async fn run(app: &App, who: &Actor, kind: Kind, file: UploadId, reading: &Reading) -> Result<Report, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let rows = file::rows(app, who, file, reading).await?;
    let rows = &rows;
    app.writing(who, |work| async move {
        let mut report = match kind {
            Kind::Units => {
                let plan = tree::plan(&work, rows, reading).await?;
                if is_held_back(&plan.report, reading) {
                    return Ok(plan.report);
                }
                let before = units::list_placements(&work).await?;
                let report = plan.keep(&work).await?;
                hold_against_shown(&work, work.now, &before, "file").await?;
                report
            }
            Kind::Persons => {
                let plan = people::plan(&work, rows, reading, work.today).await?;
                if is_held_back(&plan.report, reading) {
                    return Ok(plan.report);
                }
                plan.keep(&work, work.now).await?
            }
        };
        work.trail(
            Trail::new(kind.code(), who.organisation.0, "imported")
                .field("added", 0, report.added)
                .field("changed", 0, report.changed),
        );
        report.is_kept = true;
        Ok(report)
    })
    .await
}

/// What nobody can tell holds everything back. Wrong rows hold the others back, unless they are to be left out; and where every row is wrong there is nothing to read in.
fn is_held_back(report: &Report, reading: &Reading) -> bool {
    let all = u64::try_from(report.wrong_rows).unwrap_or(u64::MAX) >= report.rows;
    if report.is_whole_unclear {
        return true;
    }
    report.wrong_rows > 0 && (all || reading.wrong_rows == WrongRows::Refuse)
}
