//! Reads unit-months: a row for each unit and month, or the months beside each other.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use trivsel_documents::table_in::{
    self as documents, CellError, Misfit, Progress, Row, names_a_total, october_without_zero,
};
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::{Indicator, Measure, Observation};
use trivsel_domain::month::Month;
use trivsel_domain::person_number::hide_person_numbers;

use super::ImportKind;
use super::collected::{Collected, Wrong};
use super::columns::month_columns;
use super::doubts::ImportDoubt;
use super::failure::Failure;
use super::labels::{Above, LabelColumns, Labels};
use super::parents::possible_sums;
use super::plan::{Opened, Parents};
use super::taking::{Found, Taking, Twice};
use super::units::UnitBook;

/// Where the numbers of a row stand.
struct Places {
    unit: Option<usize>,
    month: Option<usize>,
    numerator: Option<usize>,
    denominator: Option<usize>,
    value: Option<usize>,
    people: Option<usize>,
    category: Option<usize>,
}

impl Places {
    /// The columns of finished values.
    fn values(&self, months: &[(usize, Month)]) -> Vec<usize> {
        // With both numbers of a rate there, its value is not read.
        let is_read = self.numerator.is_none() || self.denominator.is_none();
        let value = self.value.filter(|_| is_read);
        value.into_iter().chain(months.iter().map(|(at, _)| *at)).collect()
    }

    /// The columns of numbers.
    fn numbers(&self, months: &[(usize, Month)]) -> Vec<usize> {
        let named = [self.numerator, self.denominator, self.value, self.people];
        named
            .into_iter()
            .flatten()
            .chain(months.iter().map(|(at, _)| *at))
            .collect()
    }

    fn labels(&self, is_long: bool) -> LabelColumns {
        LabelColumns {
            unit: self.unit,
            month: self.month.filter(|_| is_long),
            category: self.category,
        }
    }
}

/// A row's problem: in which column, and why.
type Problem = (Option<usize>, &'static str);

/// Reads the file. Rows that cannot be used are listed and left out.
pub(super) fn collect(
    file: &Opened,
    indicator: &Indicator,
    book: &UnitBook,
    parents: Option<Parents>,
    on_progress: impl FnMut(Progress),
) -> Result<Collected, Failure> {
    let at = |role: &str| file.at(role);
    let places = Places {
        unit: at("unit"),
        month: at("month"),
        numerator: at("numerator"),
        denominator: at("denominator"),
        value: at("value"),
        people: at("people"),
        category: at("category"),
    };
    let wide = if file.is_wide {
        month_columns(file.columns(), file.layout().dates)
    } else {
        Vec::new()
    };
    let used = file.used(ImportKind::UnitMonths, 0);
    let mut wrong = Wrong::default();
    let mut taking = Taking::default();
    let (mut blank, mut cells_blank, mut people_known) = (0, 0, 0);
    let mut above = Above::default();
    let mut filled: Vec<u64> = Vec::new();
    let mut merged: Vec<u64> = Vec::new();
    let mut octobers: Vec<u64> = Vec::new();
    let mut contradicted: Vec<(u64, Option<usize>)> = Vec::new();
    let numbers = places.numbers(&wide);
    let values = places.values(&wide);
    let mut fractions = Fractions::default();
    let end = file.read(on_progress, |row| {
        let mut say = |(column, reason): Problem| {
            let seen = column.map(|at| row.text(at)).unwrap_or_default();
            wrong.add_seen(row.number(), file.name(column), reason, seen);
        };
        if let Some(misfit) = row.misfit(used.iter().copied()) {
            say((None, misfit_reason(misfit)));
            return ControlFlow::Continue(());
        }
        let is_long = wide.is_empty();
        let month = if is_long {
            month(&row, places.month, || octobers.push(row.number()))
        } else {
            Ok(None)
        };
        let labels = above.labels(&row, month.as_ref().ok().copied().flatten(), places.labels(is_long));
        let found = match month {
            Err(problem) => vec![unit(&labels, &places, book).and(Err(problem))],
            Ok(_) if is_long => vec![long_row(&row, &labels, &places, indicator, book)],
            Ok(_) => wide_row(&row, &labels, &places, &wide, indicator, book),
        };
        let blanks = found.iter().filter(|one| matches!(one, Ok(None))).count();
        if blanks == found.len() {
            blank += 1;
        } else {
            cells_blank += u64::try_from(blanks).unwrap_or(u64::MAX);
        }
        let is_used = found.iter().any(|one| matches!(one, Ok(Some(_))));
        people_known += u64::from(is_used && places.people.is_none_or(|at| row.text(at).is_empty()));
        if labels.is_filled && is_used {
            filled.push(row.number());
        }
        if is_used && indicator.measure == Measure::RatePercent {
            values.iter().for_each(|at| fractions.see(&row, *at));
        }
        if is_used && numbers.iter().any(|at| row.is_merged(*at)) {
            merged.push(row.number());
        }
        // One cell that cannot be read takes its month with it, not the others of the row.
        for one in found {
            match one {
                Ok(Some(found)) => match taking.take(row.number(), found, indicator) {
                    Ok(()) => {}
                    Err(Twice::Same(column)) => say((column, "duplicate")),
                    Err(Twice::Other { column, first }) => {
                        say((column, "duplicate_other"));
                        if let Some(first) = first {
                            contradicted.push((first, column));
                        }
                    }
                },
                Ok(None) => {}
                Err(problem) => say(problem),
            }
        }
        ControlFlow::Continue(())
    })?;
    for (row, column) in contradicted {
        wrong.add(row, file.name(column), "duplicate_other");
    }
    wrong.listed.sort_by_key(|one| one.row);
    taking.leave_contradicted_out();
    wrong.end_file(end.rows);
    let mut doubts = Vec::new();
    let rows_below_one = fractions.all_below_one();
    for (code, rows) in [
        ("above", &taking.above),
        ("labels", &filled),
        ("merged", &merged),
        ("fraction", &rows_below_one),
        ("october", &octobers),
    ] {
        doubts.extend(ImportDoubt::in_rows(code, &file.file_name, rows));
    }
    let mut totals = 0;
    for rows in taking.series.values_mut() {
        let sums = possible_sums(rows, book);
        match parents {
            Some(Parents::Own) => {}
            Some(Parents::Total) => {
                totals += u64::try_from(sums.len()).unwrap_or(u64::MAX);
                let mut at = 0..;
                rows.retain(|_| at.next().is_none_or(|at| sums.binary_search(&at).is_err()));
            }
            None if sums.is_empty() => {}
            None => {
                let codes: BTreeSet<&str> = sums
                    .iter()
                    .filter_map(|at| rows.get(*at))
                    .map(|one| book.code(one.unit))
                    .collect();
                let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
                doubts.push(ImportDoubt {
                    count: u64::try_from(sums.len()).unwrap_or(u64::MAX),
                    ..ImportDoubt::new("parents", &file.file_name, &codes)
                });
            }
        }
    }
    // Categories have the same parents: one doubt says it.
    doubts.dedup_by(|later, first| later.code == first.code && later.detail == first.detail);
    let notes = file.recognised.titles.iter().chain(&end.footnotes);
    let notes = notes.map(|line| hide_person_numbers(line)).collect();
    Ok(Collected {
        rows_read: end.rows,
        rows_blank: blank,
        cells_blank,
        rows_people_known: people_known,
        rows_total: totals,
        hidden_rows: end.hidden_rows,
        wrong,
        doubts,
        series: taking
            .series
            .into_iter()
            .map(|(category, rows)| (indicator.clone(), category, rows))
            .collect(),
        notes,
        columns: Vec::new(),
        sheets: Vec::new(),
    })
}

/// The values of a percentage, as long as all of them may be fractions of one: 0,052 may be 5,2 %.
#[derive(Default)]
struct Fractions {
    below_one: Vec<u64>,
    has_other: bool,
}

impl Fractions {
    fn see(&mut self, row: &Row<'_>, at: usize) {
        let Ok(Some(value)) = row.decimal(at) else { return };
        // What is written with a percent sign is no fraction.
        self.has_other |= value >= 1.0 || row.is_percent(at);
        if self.has_other {
            self.below_one.clear();
        } else if value > 0.0 && self.below_one.last() != Some(&row.number()) {
            self.below_one.push(row.number());
        }
    }

    /// The rows, where no value says otherwise.
    fn all_below_one(self) -> Vec<u64> {
        self.below_one
    }
}

/// Why a row does not fit its columns.
pub(super) fn misfit_reason(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::TooWide => "too_wide",
        Misfit::TooNarrow => "too_narrow",
    }
}

fn long_row(
    row: &Row<'_>,
    labels: &Labels,
    places: &Places,
    indicator: &Indicator,
    book: &UnitBook,
) -> Result<Option<Found>, Problem> {
    let unit = unit(labels, places, book)?;
    let month = labels.month.ok_or((places.month, "month_missing"))?;
    let (numerator, denominator, value) = (
        counted(row, places.numerator)?,
        counted(row, places.denominator)?,
        number(row, places.value)?,
    );
    let people = people(row, places, book, unit, month)?;
    let Some((numerator, denominator)) = pair(indicator, numerator, denominator, value, people) else {
        // A row without a number says that the month is missing. A rate without what it is counted out of is a mistake.
        if numerator.is_none() && value.is_none() {
            return Ok(None);
        }
        return Err((places.denominator.or(places.people), "denominator_missing"));
    };
    Ok(Some((
        places.unit,
        labels.category.clone(),
        Observation {
            unit,
            month,
            numerator,
            denominator,
            people,
        },
    )))
}

fn wide_row(
    row: &Row<'_>,
    labels: &Labels,
    places: &Places,
    months: &[(usize, Month)],
    indicator: &Indicator,
    book: &UnitBook,
) -> Vec<Result<Option<Found>, Problem>> {
    let unit = match unit(labels, places, book) {
        Ok(unit) => unit,
        Err(problem) => return vec![Err(problem)],
    };
    let cell = |(at, month): &(usize, Month)| {
        let has_denominator = indicator.measure.has_denominator();
        let read = if has_denominator { number } else { counted };
        let Some(cell) = read(row, Some(*at))? else {
            return Ok(None);
        };
        let people = people(row, places, book, unit, *month)?;
        let (numerator, value) = if has_denominator {
            (None, Some(cell))
        } else {
            (Some(cell), None)
        };
        let Some((numerator, denominator)) = pair(indicator, numerator, None, value, people) else {
            return Err((places.people.or(Some(*at)), "people_missing"));
        };
        Ok(Some((
            Some(*at),
            labels.category.clone(),
            Observation {
                unit,
                month: *month,
                numerator,
                denominator,
                people,
            },
        )))
    };
    months.iter().map(cell).collect()
}

/// Numerator and denominator of a row. A finished value is weighed by the people it is about, so that units can be added.
fn pair(
    indicator: &Indicator,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    people: u32,
) -> Option<(f64, f64)> {
    if !indicator.measure.has_denominator() {
        return Some((
            numerator.or(value.map(|value| value / indicator.factor))?,
            denominator.unwrap_or(0.0),
        ));
    }
    match (numerator, denominator, value) {
        (Some(numerator), Some(denominator), _) => Some((numerator, denominator)),
        (None, Some(denominator), Some(value)) => Some((value / indicator.factor * denominator, denominator)),
        (None, None, Some(value)) if people > 0 => {
            let people = f64::from(people);
            Some((value / indicator.factor * people, people))
        }
        (Some(numerator), None, _)
            if people > 0 && indicator.measure == trivsel_domain::indicator::Measure::PerPerson =>
        {
            Some((numerator, f64::from(people)))
        }
        _ => None,
    }
}

fn unit(labels: &Labels, places: &Places, book: &UnitBook) -> Result<UnitId, Problem> {
    let text = labels.unit.as_str();
    if text.is_empty() {
        return Err((places.unit, "unit_missing"));
    }
    let found = book.find(text).and_then(|at| book.id(at));
    found.ok_or_else(|| (places.unit, unknown_unit(text, book)))
}

/// Why a text is no unit's code or name.
pub(super) fn unknown_unit(text: &str, book: &UnitBook) -> &'static str {
    if names_a_total(text) {
        "total_row"
    } else if book.is_without_its_zeros(text) {
        "unit_zeros"
    } else {
        "unit_unknown"
    }
}

/// None where the cell is blank. A month that may have lost its zero is read as October, and told.
fn month(row: &Row<'_>, at: Option<usize>, tell: impl FnOnce()) -> Result<Option<Month>, Problem> {
    let read = match at.map(|at| row.month(at)).transpose() {
        Ok(read) => read.flatten(),
        Err(error) if error.problem == documents::Problem::LostZero => {
            tell();
            october_without_zero(&error.seen)
        }
        Err(error) => return Err((at, unread(&error, "month"))),
    };
    let month = read.map(|month| Month::new(month.year(), month.month()));
    month.transpose().map_err(|_| (at, "month"))
}

/// How many there are. A percentage is no such number, whatever its column is called.
fn counted(row: &Row<'_>, at: Option<usize>) -> Result<Option<f64>, Problem> {
    match at {
        Some(place) if row.is_percent(place) => Err((at, "percent")),
        _ => number(row, at),
    }
}

fn number(row: &Row<'_>, at: Option<usize>) -> Result<Option<f64>, Problem> {
    let Some(place) = at else { return Ok(None) };
    match row.decimal(place) {
        Ok(Some(number)) if number < 0.0 => Err((at, "negative")),
        Ok(number) => Ok(number),
        Err(error) => Err((at, unread(&error, "number"))),
    }
}

/// Why a cell could not be read; `usual` where it is only something else.
pub(super) fn unread(error: &CellError, usual: &'static str) -> &'static str {
    if error.problem == documents::Problem::NeverCalculated {
        "formula"
    } else {
        usual
    }
}

fn people(row: &Row<'_>, places: &Places, book: &UnitBook, unit: UnitId, month: Month) -> Result<u32, Problem> {
    match counted(row, places.people)? {
        Some(people) if people.fract() == 0.0 && people < 1e9 => Ok(whole(people)),
        Some(_) => Err((places.people, "people_not_whole")),
        None => Ok(book.people(unit, month)),
    }
}

#[expect(
    clippy::as_conversions,
    reason = "a whole number from 0 to 1e9, checked by the caller"
)]
fn whole(number: f64) -> u32 {
    number as u32
}
