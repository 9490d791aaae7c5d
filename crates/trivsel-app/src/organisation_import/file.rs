//! The file itself: where it waits, what it looks like, and its rows as texts and dates.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use trivsel_documents::table_in::{
    self, Foreign, Misfit, ReadError, Recognised, Share, Wanted, looks_like_cpr, names_a_total,
};
use trivsel_domain::id::UploadId;
use trivsel_domain::rights::{Actor, Right};

use super::{Reading, RowProblem};
use crate::imports::MOST_COLUMNS;
use crate::input::one_line;
use crate::uploads::{self, Incoming, Purpose};
use crate::{App, AppError, Problem};

/// More rows than any organisation of the country has units or employments.
const MOST_ROWS: usize = 500_000;

/// Begins to take a file in.
pub async fn new_upload(app: &App, who: &Actor) -> Result<Incoming, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    Incoming::begin(app, who, Purpose::Organisation).await
}

/// Removes a visitor's file that waited; another visitor's is none of theirs.
pub async fn discard(app: &App, who: &Actor, file: UploadId) -> Result<(), AppError> {
    uploads::own(app, who, file).await?;
    uploads::discard(app, who.organisation, &[file]).await
}

/// What a visitor's file looks like.
pub async fn recognise(app: &App, who: &Actor, file: UploadId, wanted: Wanted) -> Result<Recognised, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let file = uploads::own(app, who, file).await?;
    let found = off_thread(move || table_in::recognise(file.source(), &wanted).map_err(unreadable)).await?;
    if found.columns.len() > MOST_COLUMNS {
        return Err(AppError::invalid("file", "problem-file-too-many-columns"));
    }
    Ok(found)
}

/// A row, each mapped column as it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct FileRow {
    pub(super) number: u64,
    texts: BTreeMap<&'static str, String>,
    dates: BTreeMap<&'static str, Result<Option<NaiveDate>, ()>>,
    shares: BTreeMap<&'static str, Result<Option<Share>, ()>>,
    misfit: Option<Misfit>,
}

impl FileRow {
    pub(super) fn text(&self, code: &str) -> &str {
        self.texts.get(code).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn date(&self, code: &str) -> Result<Option<NaiveDate>, ()> {
        self.dates.get(code).copied().unwrap_or(Ok(None))
    }

    pub(super) fn share(&self, code: &str) -> Result<Option<Share>, ()> {
        self.shares.get(code).copied().unwrap_or(Ok(None))
    }

    /// What is wrong with the row as a whole, beside the column that tells rows apart.
    pub(super) fn check(&self, column: &'static str) -> Result<(), RowProblem> {
        match self.misfit {
            Some(Misfit::TooWide) => Err(self.wrong(column, Problem::new("", "row-too-wide"))),
            Some(Misfit::TooNarrow) => Err(self.wrong(column, Problem::new("", "row-too-narrow"))),
            None if names_a_total(self.text(column)) => {
                Err(self.wrong(column, Problem::new(self.text(column), "row-total")))
            }
            None => Ok(()),
        }
    }

    /// Something is wrong with what stands in a column.
    pub(super) fn wrong(&self, column: &'static str, problem: Problem) -> RowProblem {
        RowProblem {
            row: self.number,
            column,
            problem,
        }
    }
}

/// All rows of the file. Refused when a column that is read in looks like CPR numbers, or the file ends before its end.
pub(super) async fn rows(app: &App, who: &Actor, file: UploadId, reading: &Reading) -> Result<Vec<FileRow>, AppError> {
    let file = uploads::own(app, who, file).await?;
    let (layout, mapping) = (reading.layout.clone(), reading.mapping.clone());
    off_thread(move || {
        let places = |codes: &[&'static str]| -> Vec<(&'static str, usize)> {
            codes
                .iter()
                .filter_map(|code| Some((*code, mapping.place(code)?)))
                .collect()
        };
        let all = places(&[
            "code",
            "name",
            "parent",
            "number",
            "email",
            "title",
            "unit",
            "job_group",
        ]);
        let dates = places(&["from", "to"]);
        let numbers = places(&["working_time", "hours"]);
        let mut rows: Vec<FileRow> = Vec::new();
        let mut is_too_long = false;
        table_in::read(file.source(), &layout, |row| {
            is_too_long = rows.len() >= MOST_ROWS;
            if is_too_long {
                return ControlFlow::Break(());
            }
            rows.push(FileRow {
                number: row.number(),
                texts: (all.iter().chain(&dates).chain(&numbers))
                    .map(|(code, place)| (*code, one_line(row.text(*place))))
                    .collect(),
                dates: dates
                    .iter()
                    .map(|(code, place)| {
                        let date = if *code == "to" {
                            row.end_date(*place)
                        } else {
                            row.date(*place)
                        };
                        (*code, date.map_err(|_| ()))
                    })
                    .collect(),
                shares: numbers
                    .iter()
                    .map(|(code, place)| (*code, row.share(*place).map_err(|_| ())))
                    .collect(),
                misfit: row.misfit((all.iter().chain(&dates).chain(&numbers)).map(|(_, place)| *place)),
            });
            ControlFlow::Continue(())
        })
        .map_err(unreadable)?;
        if is_too_long {
            return Err(AppError::invalid("file", "problem-too-many-rows"));
        }
        for (code, _) in all {
            if looks_like_cpr(rows.iter().map(|row| row.text(code))) {
                return Err(AppError::invalid(format!("column_{code}"), "problem-cpr-column"));
            }
        }
        Ok(rows)
    })
    .await
}

/// Why a file cannot be read, beside the field it was chosen in.
pub(crate) fn unreadable(error: ReadError) -> AppError {
    let problem = |message| Problem::new("file", message);
    AppError::Invalid(vec![match error {
        ReadError::Io(source) if source.kind() == std::io::ErrorKind::NotFound => return AppError::NotFound,
        ReadError::Io(source) => return AppError::internal("reading an upload", source),
        ReadError::Empty | ReadError::HeaderOnly => problem("problem-file-empty"),
        ReadError::NoHeader { row } => problem("problem-file-no-header").with("row", row.to_string()),
        ReadError::NotATable(Foreign::Pdf) => problem("problem-file-pdf"),
        ReadError::NotATable(_) => problem("problem-file-no-table"),
        ReadError::UnclosedQuote { row } => problem("problem-file-quote").with("row", row.to_string()),
        ReadError::SwallowedRows { row } => problem("problem-file-swallowed-rows").with("row", row.to_string()),
        ReadError::CutShort { row } => problem("problem-file-cut").with("row", row.to_string()),
        ReadError::WrongEncoding { row } => problem("problem-file-encoding").with("row", row.to_string()),
        ReadError::TooLarge(_) => problem("problem-file-too-large"),
        ReadError::NoSuchSheet { name } => problem("problem-file-no-sheet").with("name", name),
        ReadError::Locked => problem("problem-file-locked"),
        _ => problem("problem-file-damaged"),
    }])
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::internal("work on another thread", error))?
}
