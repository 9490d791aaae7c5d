//! Reads unit-months: a row for each unit and month, or the months beside each other.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use trivsel_documents::table_in::{Progress, Row};
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::{Indicator, Observation};
use trivsel_domain::month::Month;

use super::columns::month_columns;
use super::job::{Collected, Failure, Wrong};
use super::plan::Opened;
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

/// A row's problem: in which column, and why.
type Problem = (Option<usize>, &'static str);

/// Reads the file. Rows that cannot be used are listed and left out.
pub(super) fn collect(
    file: &Opened,
    indicator: &Indicator,
    book: &UnitBook,
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
    let mut wrong = Wrong::default();
    let mut series: BTreeMap<String, Vec<Observation>> = BTreeMap::new();
    let mut seen: HashSet<(UnitId, Month, String)> = HashSet::new();
    let end = file.read(on_progress, |row| {
        let done = if wide.is_empty() {
            long_row(&row, &places, indicator, book).map(|found| found.into_iter().collect::<Vec<_>>())
        } else {
            wide_row(&row, &places, &wide, indicator, book)
        };
        let kept = done.and_then(|found| {
            for (column, category, observation) in found {
                if !seen.insert((observation.unit, observation.month, category.clone())) {
                    return Err((column, "duplicate"));
                }
                series.entry(category).or_default().push(observation);
            }
            Ok(())
        });
        if let Err((column, reason)) = kept {
            wrong.add(row.number(), file.name(column), reason);
        }
        ControlFlow::Continue(())
    })?;
    let mut notes = file.recognised.titles.clone();
    notes.extend(end.footnotes);
    Ok(Collected {
        rows_read: end.rows,
        wrong,
        series: series
            .into_iter()
            .map(|(category, rows)| (indicator.clone(), category, rows))
            .collect(),
        notes,
    })
}

type Found = (Option<usize>, String, Observation);

fn long_row(row: &Row<'_>, places: &Places, indicator: &Indicator, book: &UnitBook) -> Result<Option<Found>, Problem> {
    let unit = unit(row, places, book)?;
    let month = month(row, places.month)?;
    let number = |at: Option<usize>| number(row, at);
    let (numerator, denominator, value) = (
        number(places.numerator)?,
        number(places.denominator)?,
        number(places.value)?,
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
        category(row, places),
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
    places: &Places,
    months: &[(usize, Month)],
    indicator: &Indicator,
    book: &UnitBook,
) -> Result<Vec<Found>, Problem> {
    let unit = unit(row, places, book)?;
    let mut found = Vec::with_capacity(months.len());
    for (at, month) in months {
        let Some(cell) = number(row, Some(*at))? else { continue };
        let people = people(row, places, book, unit, *month)?;
        let (numerator, value) = if indicator.measure.has_denominator() {
            (None, Some(cell))
        } else {
            (Some(cell), None)
        };
        let Some((numerator, denominator)) = pair(indicator, numerator, None, value, people) else {
            return Err((places.people.or(Some(*at)), "people_missing"));
        };
        found.push((
            Some(*at),
            category(row, places),
            Observation {
                unit,
                month: *month,
                numerator,
                denominator,
                people,
            },
        ));
    }
    Ok(found)
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

fn unit(row: &Row<'_>, places: &Places, book: &UnitBook) -> Result<UnitId, Problem> {
    let text = places.unit.map(|at| row.text(at)).unwrap_or_default();
    if text.is_empty() {
        return Err((places.unit, "unit_missing"));
    }
    book.find(text)
        .and_then(|at| book.id(at))
        .ok_or((places.unit, "unit_unknown"))
}

fn month(row: &Row<'_>, at: Option<usize>) -> Result<Month, Problem> {
    let read = at.map(|at| row.month(at)).transpose().map_err(|_| (at, "month"))?;
    let month = read.flatten().ok_or((at, "month_missing"))?;
    Month::new(month.year(), month.month()).map_err(|_| (at, "month"))
}

fn number(row: &Row<'_>, at: Option<usize>) -> Result<Option<f64>, Problem> {
    let Some(place) = at else { return Ok(None) };
    match row.decimal(place) {
        Ok(Some(number)) if number < 0.0 => Err((at, "negative")),
        Ok(number) => Ok(number),
        Err(_) => Err((at, "number")),
    }
}

fn people(row: &Row<'_>, places: &Places, book: &UnitBook, unit: UnitId, month: Month) -> Result<u32, Problem> {
    match number(row, places.people)? {
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

fn category(row: &Row<'_>, places: &Places) -> String {
    places.category.map(|at| row.text(at)).unwrap_or_default().to_owned()
}
