//! Reads employments and absence spells and spreads them at once: no person's row is kept, not even in memory.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use trivsel_documents::table_in::{Progress, ReadEnd, Row, Share, parse_share, whole_of};
use trivsel_domain::absence::{EmploymentLine, LineError, SpellLine, Spreading, UnitIndex};
use trivsel_domain::indicator::{Indicator, Observation};
use trivsel_domain::month::Month;
use trivsel_domain::person_number::is_person_number;

use super::ImportKind;
use super::collected::{Collected, Wrong};
use super::doubts::ImportDoubt;
use super::failure::Failure;
use super::plan::Opened;
use super::unit_months::{misfit_reason, unknown_unit, unread};
use super::units::UnitBook;

/// Months are kept in a table of this many years at most, which is 10 MB for 600 units.
const YEARS: i32 = 30;
/// So many values shaped like a CPR number in the column of employee numbers, and the file is refused.
const MOST_CPR: u64 = 20;

/// One spell in so many may be of somebody who is not known.
const FEW: u64 = 10;

type Problem = (Option<usize>, &'static str);

/// What the reading needs beside the files.
pub(super) struct Span {
    pub(super) first: Option<Month>,
    pub(super) last: Month,
    pub(super) long_after: Option<u32>,
}

/// Reads both files. `indicators` gives the built-in indicator with a code.
pub(super) fn collect(
    employments: &Opened,
    spells: &Opened,
    span: &Span,
    book: &UnitBook,
    indicators: &dyn Fn(&str) -> Option<Indicator>,
    mut on_progress: impl FnMut(Progress),
) -> Result<Collected, Failure> {
    let widest = span.last.plus(-12 * YEARS);
    let start = span.first.unwrap_or(widest).max(widest);
    let mut spreading = Spreading::new(start, span.last, book.len(), span.long_after);
    let mut wrong = Wrong::default();
    let total = employments.recognised.bytes + spells.recognised.bytes;
    let mut cpr = 0_u64;
    // Rows of two files are numbered alike: the file is named with the column.
    let placed = |file: &Opened, column: Option<usize>| match file.name(column) {
        name if name.is_empty() => file.file_name.clone(),
        name => format!("{}: {name}", file.file_name),
    };
    let at = |role: &str| employments.at(role);
    let (employee, unit, from, to, fraction) = (at("employee"), at("unit"), at("from"), at("to"), at("fraction"));
    let full = full_time(employments, fraction);
    let used = employments.used(ImportKind::AbsenceSpells, 0);
    let first_end = employments.read(
        |progress| {
            on_progress(Progress {
                total: total.max(progress.done),
                ..progress
            });
        },
        |row| {
            let number = employee.map(|at| row.text(at)).unwrap_or_default();
            cpr += u64::from(is_person_number(number));
            if cpr > MOST_CPR {
                return ControlFlow::Break(());
            }
            let line = match row.misfit(used.iter().copied()) {
                Some(misfit) => Err((None, misfit_reason(misfit))),
                None => employment(&row, book, unit, from, to, fraction, full),
            };
            let done = line.and_then(|line| {
                check_number(number).map_err(|reason| (employee, reason))?;
                spreading
                    .add_employment(number, line)
                    .map_err(|error| (place(error, from, to, fraction), reason(error)))
            });
            if let Err((column, reason)) = done {
                wrong.add(row.number(), placed(employments, column), reason);
            }
            ControlFlow::Continue(())
        },
    )?;
    if cpr > MOST_CPR {
        return Err(Failure::new("cpr").in_file(&employments.file_name));
    }
    wrong.end_file(first_end.rows);
    spreading.end_employments();
    let beyond = spreading.beyond_full_time();
    let at = |role: &str| spells.at(role);
    let (employee, from, to, degree) = (at("employee"), at("from"), at("to"), at("degree"));
    let used = spells.used(ImportKind::AbsenceSpells, 1);
    let mut earliest: Option<NaiveDate> = None;
    let mut unknown: Vec<u64> = Vec::new();
    let behind = employments.recognised.bytes;
    let rows_before = first_end.rows;
    let second_end = spells.read(
        |progress| {
            on_progress(Progress {
                done: behind + progress.done,
                total: total.max(behind + progress.done),
                rows: rows_before + progress.rows,
            });
        },
        |row| {
            let number = employee.map(|at| row.text(at)).unwrap_or_default();
            let line = match row.misfit(used.iter().copied()) {
                Some(misfit) => Err((None, misfit_reason(misfit))),
                None => spell(&row, from, to, degree),
            };
            let done = line.and_then(|line| {
                check_number(number).map_err(|reason| (employee, reason))?;
                match spreading.add_spell(number, line) {
                    Ok(()) => {
                        earliest = Some(earliest.map_or(line.from, |earliest| earliest.min(line.from)));
                        Ok(())
                    }
                    Err(LineError::UnknownPerson) => Err((employee, reason(LineError::UnknownPerson))),
                    Err(error) => Err((place(error, from, to, degree), reason(error))),
                }
            });
            if let Err((column, reason)) = done {
                if reason != self::reason(LineError::OutsideEmployment) {
                    let day = |at| date(&row, at).ok().flatten();
                    spreading.lose_spell(number, day(from), end_date(&row, to).ok().flatten());
                }
                if reason == self::reason(LineError::UnknownPerson) {
                    unknown.push(row.number());
                }
                wrong.add(row.number(), placed(spells, column), reason);
            }
            ControlFlow::Continue(())
        },
    );
    // Column names and no rows: nobody was away, in the months that are named. Whether that is so is asked.
    let (second_end, nobody) = match second_end {
        Err(failure) if failure.code == "header_only" && span.first.is_some() => {
            let nobody = ImportDoubt::new("nobody", &spells.file_name, &[]);
            (ReadEnd::default(), Some(nobody))
        }
        read => (read?, None),
    };
    wrong.end_file(second_end.rows);
    // Without a month to begin with, the first spell's month is it: before that, the file knows of nobody being away.
    let begin = span
        .first
        .unwrap_or_else(|| earliest.map_or(start, Month::of))
        .max(start);
    Ok(Collected {
        rows_read: first_end.rows + second_end.rows,
        rows_blank: 0,
        cells_blank: 0,
        rows_people_known: 0,
        rows_total: 0,
        hidden_rows: first_end.hidden_rows + second_end.hidden_rows,
        doubts: of_nobody(&unknown, second_end.rows, &spells.file_name)
            .into_iter()
            .chain(beyond_full_time(beyond, &employments.file_name))
            .chain(nobody)
            .collect(),
        wrong,
        series: sums(spreading, begin, book, indicators),
        notes: Vec::new(),
        columns: Vec::new(),
        sheets: Vec::new(),
    })
}

/// More than a few spells of people who are not in the other file: their numbers are written in another way there, and a whole unit may
/// look as if nobody had been away.
fn of_nobody(unknown: &[u64], rows: u64, file: &str) -> Vec<ImportDoubt> {
    let count = u64::try_from(unknown.len()).unwrap_or(u64::MAX);
    let is_many = count > 1 && count.saturating_mul(FEW) > rows;
    let found = ImportDoubt::in_rows("spells", file, unknown);
    found.filter(|_| is_many).into_iter().collect()
}

/// Persons who are there more than once at the same time.
fn beyond_full_time(persons: usize, file: &str) -> Option<ImportDoubt> {
    (persons > 0).then(|| ImportDoubt {
        count: u64::try_from(persons).unwrap_or(u64::MAX),
        ..ImportDoubt::new("full_time", file, &[])
    })
}

/// Whether a number can be an employee's. What has the form of a CPR number is none, and is not kept.
fn check_number(number: &str) -> Result<(), &'static str> {
    if number.is_empty() {
        Err("employee_missing")
    } else if is_person_number(number) {
        Err("employee_cpr")
    } else {
        Ok(())
    }
}

fn sums(
    spreading: Spreading,
    begin: Month,
    book: &UnitBook,
    indicators: &dyn Fn(&str) -> Option<Indicator>,
) -> Vec<(Indicator, String, Vec<Observation>)> {
    let codes = [
        "absence_rate",
        "absence_rate_short",
        "absence_rate_long",
        "absence_spells",
    ];
    let mut series: Vec<Vec<Observation>> = codes.iter().map(|_| Vec::new()).collect();
    for (unit, month, cell) in spreading.finish() {
        let Some(unit) = usize::try_from(unit)
            .ok()
            .and_then(|at| book.id(at))
            .filter(|_| month >= begin)
        else {
            continue;
        };
        let pairs = [
            (cell.absence_days, cell.possible_days),
            (cell.short_days, cell.possible_days),
            (cell.long_days, cell.possible_days),
            (f64::from(cell.spells), f64::from(cell.employed)),
        ];
        for (rows, (numerator, denominator)) in series.iter_mut().zip(pairs) {
            rows.push(Observation {
                unit,
                month,
                numerator,
                denominator,
                people: cell.people,
            });
        }
    }
    codes
        .iter()
        .zip(series)
        .filter_map(|(code, rows)| Some((indicators(code)?, String::new(), rows)))
        .collect()
}

fn employment(
    row: &Row<'_>,
    book: &UnitBook,
    unit: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    fraction: Option<usize>,
    full: f64,
) -> Result<EmploymentLine, Problem> {
    let text = unit.map(|at| row.text(at)).unwrap_or_default();
    if text.is_empty() {
        return Err((unit, "unit_missing"));
    }
    let index = book
        .find(text)
        .and_then(|at| UnitIndex::try_from(at).ok())
        .ok_or_else(|| (unit, unknown_unit(text, book)))?;
    let share = share(row, fraction)?.map_or(1.0, |share| share.of_one(full));
    Ok(EmploymentLine {
        unit: index,
        from: date(row, from)?.ok_or((from, "date_missing"))?,
        to: end_date(row, to)?,
        fraction: share,
    })
}

/// What the numbers of a column are parts of, as far as the first rows show it.
fn full_time(file: &Opened, column: Option<usize>) -> f64 {
    whole_of(&file.name(column), shares_seen(file, column))
}

/// The numbers of a column of shares, as far as the first rows show them.
pub(super) fn shares_seen(file: &Opened, column: Option<usize>) -> Vec<f64> {
    let decimal = file.layout().decimal;
    let cells = file.recognised.preview.iter().filter_map(|row| row.cells.get(column?));
    let numbers = cells.filter_map(|cell| match parse_share(cell, decimal) {
        Ok(Some(Share::Number(number))) => Some(number),
        _ => None,
    });
    numbers.collect()
}

fn spell(row: &Row<'_>, from: Option<usize>, to: Option<usize>, degree: Option<usize>) -> Result<SpellLine, Problem> {
    let share = match share(row, degree)? {
        None => 1.0,
        Some(Share::Number(number)) if number > 1.0 => number / 100.0,
        Some(share) => share.of_one(1.0),
    };
    Ok(SpellLine {
        from: date(row, from)?.ok_or((from, "date_missing"))?,
        to: end_date(row, to)?,
        degree: share,
    })
}

fn date(row: &Row<'_>, at: Option<usize>) -> Result<Option<NaiveDate>, Problem> {
    at.map(|place| row.date(place))
        .transpose()
        .map(Option::flatten)
        .map_err(|error| (at, unread(&error, "date")))
}

/// A last day; none where there is no end, however the file says it.
fn end_date(row: &Row<'_>, at: Option<usize>) -> Result<Option<NaiveDate>, Problem> {
    at.map(|place| row.end_date(place))
        .transpose()
        .map(Option::flatten)
        .map_err(|error| (at, unread(&error, "date")))
}

fn share(row: &Row<'_>, at: Option<usize>) -> Result<Option<Share>, Problem> {
    at.map(|place| row.share(place))
        .transpose()
        .map(Option::flatten)
        .map_err(|error| (at, unread(&error, "number")))
}

fn place(error: LineError, from: Option<usize>, to: Option<usize>, share: Option<usize>) -> Option<usize> {
    match error {
        LineError::EndsBeforeStart => to,
        LineError::Share => share,
        LineError::UnknownPerson | LineError::OutsideEmployment => from,
    }
}

fn reason(error: LineError) -> &'static str {
    match error {
        LineError::EndsBeforeStart => "ends_before_start",
        LineError::Share => "share",
        LineError::UnknownPerson => "employee_unknown",
        LineError::OutsideEmployment => "outside_employment",
    }
}
