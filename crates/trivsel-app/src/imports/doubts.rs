//! What cannot be told from the files, and what the numbers themselves make doubtful.
//!
//! The wizard shows a doubt before anything is read in; the command line refuses until it is overruled by name.

use serde::{Deserialize, Serialize};
use trivsel_documents::table_in::{ColumnKind, Doubt, is_last_evening, is_whole_unclear, twice};

use super::ImportKind;
use super::columns;
use super::plan::Opened;
use super::spells::shares_seen;

/// Names of columns that are told; more are only counted.
const MOST_NAMED: usize = 6;

/// One doubt about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportDoubt {
    /// The code, by which it is overruled and worded.
    pub code: String,
    /// The file it is about.
    pub file: String,
    /// Names of columns, or the first row.
    pub detail: String,
    /// How many rows or columns.
    pub count: u64,
}

/// Which column was taken for what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnTaken {
    pub file: String,
    /// The role's code; empty when the column was not used.
    pub role: String,
    /// The column, by its name or number.
    pub column: String,
}

/// Which sheet of a workbook was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetTaken {
    pub file: String,
    pub sheet: String,
    /// The sheets that were not read.
    pub others: Vec<String>,
}

/// The doubts there can be, by code.
pub const CODES: [&str; 23] = [
    "encoding",
    "separator",
    "header",
    "decimal",
    "dates",
    "formulas",
    "hidden_rows",
    "times",
    "twice",
    "end",
    "above",
    "labels",
    "parents",
    "spells",
    "merged",
    "fraction",
    "share",
    "evening",
    "no_end",
    "full_time",
    "october",
    "nobody",
    "mostly_wrong",
];

impl ImportDoubt {
    pub(super) fn new(code: &str, file: &str, names: &[String]) -> Self {
        Self {
            code: code.to_owned(),
            file: file.to_owned(),
            detail: names
                .iter()
                .take(MOST_NAMED)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            count: u64::try_from(names.len()).unwrap_or(u64::MAX),
        }
    }
}

impl ImportDoubt {
    /// A doubt about rows: how many, and which is the first. None where there are none.
    pub(super) fn in_rows(code: &str, file: &str, rows: &[u64]) -> Option<Self> {
        let first = rows.first()?;
        Some(Self {
            count: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            detail: first.to_string(),
            ..Self::new(code, file, &[])
        })
    }
}

/// What a file's layout and columns leave open, as far as the columns that are used are touched by it.
pub(super) fn of_file(file: &Opened, kind: ImportKind, index: usize) -> Vec<ImportDoubt> {
    let seen = &file.recognised;
    let all = file.columns();
    let used = file.used(kind, index);
    let named = |is: &dyn Fn(usize) -> bool| -> Vec<String> {
        let found = used.iter().copied().filter(|at| is(*at));
        found.map(|at| columns::key(all, at)).collect()
    };
    let column = |at: usize| all.get(at);
    let mut doubts = Vec::new();
    let mut doubt = |code: &str, names: &[String]| doubts.push(ImportDoubt::new(code, &file.file_name, names));
    for layout in &seen.doubts {
        match layout {
            Doubt::Encoding => doubt("encoding", &[]),
            Doubt::Separator => doubt("separator", &[]),
            Doubt::Header => doubt("header", &[]),
            Doubt::Formulas => doubt("formulas", &[]),
            Doubt::HiddenRows => doubt("hidden_rows", &[]),
            Doubt::Decimal => {
                let names = named(&|at| column(at).is_some_and(|column| column.is_unclear_number));
                if !names.is_empty() {
                    doubt("decimal", &names);
                }
            }
            Doubt::Dates => {
                let names = named(&|at| column(at).is_some_and(|column| column.is_unclear_date));
                if !names.is_empty() {
                    doubt("dates", &names);
                }
            }
        }
    }
    if file.is_wide {
        let odd = columns::odd_times(all, file.layout().dates, &used);
        if !odd.is_empty() {
            doubt("times", &odd);
        }
    }
    // A column chosen by its number was chosen knowing that its name stands twice.
    let doubled = twice(all);
    let guessed: Vec<String> = doubled
        .into_iter()
        .filter(|name| {
            let is_named = |at: usize| column(at).is_some_and(|column| column.name.trim().eq_ignore_ascii_case(name));
            used.iter().any(|at| is_named(*at)) && !file.is_by_number(kind, index, &is_named)
        })
        .collect();
    if !guessed.is_empty() {
        doubt("twice", &guessed);
    }
    if kind == ImportKind::AbsenceSpells && file.at("to").is_none() {
        // Somebody's last day may stand in a column whose name is not known.
        let dates: Vec<String> = (0..all.len())
            .filter(|at| !used.contains(at) && column(*at).is_some_and(|column| column.kind == ColumnKind::Date))
            .map(|at| columns::key(all, at))
            .collect();
        if !dates.is_empty() {
            doubt("end", &dates);
        }
    }
    doubts.extend(of_values(file, kind, index));
    doubts
}

/// What the values of the first rows leave open.
fn of_values(file: &Opened, kind: ImportKind, index: usize) -> Vec<ImportDoubt> {
    let all = file.columns();
    let named = |code: &str, at: usize| ImportDoubt::new(code, &file.file_name, &[columns::key(all, at)]);
    let mut doubts = Vec::new();
    if let Some(at) = file.at("month") {
        let cells = file.recognised.preview.iter().filter_map(|row| row.cells.get(at));
        let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
        let dates = file.layout().dates;
        if cells.peek().is_some() && cells.all(|cell| is_last_evening(cell, dates)) {
            doubts.push(named("evening", at));
        }
    }
    if let Some(at) = file.at("fraction")
        && is_whole_unclear(&file.name(Some(at)), shares_seen(file, Some(at)))
    {
        doubts.push(named("share", at));
    }
    // Of several spells, one at least has ended.
    let is_of_spells = kind == ImportKind::AbsenceSpells && index == 1;
    if let Some(at) = file.at("to")
        && is_of_spells
        && file.recognised.preview.len() > 1
        && all.get(at).is_some_and(|column| column.kind == ColumnKind::Blank)
    {
        doubts.push(named("no_end", at));
    }
    doubts
}

/// The parts of a layout somebody has to choose, in a form in which none of them is chosen beforehand.
pub(super) fn left_to_choose<'d>(
    doubts: &'d [ImportDoubt],
    is_blank: impl Fn(&str) -> bool + 'd,
) -> impl Iterator<Item = &'d str> {
    let codes = doubts.iter().map(|doubt| doubt.code.as_str());
    codes.filter(move |code| ["encoding", "separator", "decimal", "dates"].contains(code) && is_blank(code))
}

/// Which sheet of a file is read; none where there is only one.
pub(super) fn sheet(file: &Opened) -> Option<SheetTaken> {
    let (sheet, others) = file.recognised.sheet_and_others()?;
    Some(SheetTaken {
        file: file.file_name.clone(),
        sheet: sheet.to_owned(),
        others: others.into_iter().map(str::to_owned).collect(),
    })
}

/// Which column of a file was taken for what, and which were not used.
pub(super) fn taken(file: &Opened, kind: ImportKind, index: usize) -> Vec<ColumnTaken> {
    let all = file.columns();
    let line = |role: &str, at: usize| ColumnTaken {
        file: file.file_name.clone(),
        role: role.to_owned(),
        column: columns::key(all, at),
    };
    let used = file.used(kind, index);
    let mut lines: Vec<ColumnTaken> = Vec::new();
    for role in file.roles(kind, index) {
        lines.extend(file.at(role.code).map(|at| line(role.code, at)));
    }
    // Months beside each other are columns, too: a typing error in one of them is seen here.
    if file.is_wide {
        let months = columns::month_columns(all, file.layout().dates);
        lines.extend(months.into_iter().map(|(at, _)| line("month", at)));
    }
    let unused = (0..all.len()).filter(|at| !used.contains(at));
    lines.extend(unused.map(|at| line("", at)));
    lines
}
