//! What the columns seem to hold, and in which number and date forms.

use super::super::cpr::looks_like_cpr;
use super::super::dates::{parse_date, parse_end_date, parse_month};
use super::super::layout::{DateOrder, Decimal, Layout};
use super::super::numbers::{is_missing, parse_decimal};
use super::{Column, ColumnKind, SampleCell, SampleRow};

/// The share of a column's cells that must fit its kind.
const MOST: f64 = 0.8;
/// Values shown as examples.
const EXAMPLES: usize = 3;

pub(super) fn of(names: Option<&SampleRow>, data: &[SampleRow], layout: &Layout) -> Vec<Column> {
    let named = names.map_or(0, SampleRow::width);
    let width = data.iter().map(SampleRow::width).max().unwrap_or(0).max(named);
    (0..width).map(|column| describe(column, names, data, layout)).collect()
}

fn describe(column: usize, names: Option<&SampleRow>, data: &[SampleRow], layout: &Layout) -> Column {
    let cells: Vec<&SampleCell> = data
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter(|cell| !is_missing(&cell.text))
        .collect();
    let looks_like_cpr = looks_like_cpr(cells.iter().map(|cell| cell.text.as_str()));
    let mut examples: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|_| !looks_like_cpr) {
        if examples.len() < EXAMPLES && !examples.contains(&cell.text) {
            examples.push(cell.text.clone());
        }
    }
    Column {
        name: names.map_or_else(String::new, |names| names.text(column).to_owned()),
        kind: kind(&cells, layout),
        looks_like_cpr,
        is_unclear_number: false,
        is_unclear_date: false,
        examples,
    }
}

fn kind(cells: &[&SampleCell], layout: &Layout) -> ColumnKind {
    if cells.is_empty() {
        return ColumnKind::Blank;
    }
    let share = |fits: &dyn Fn(&SampleCell) -> bool| {
        let count = |cells: usize| u32::try_from(cells).map_or(f64::INFINITY, f64::from);
        count(cells.iter().filter(|cell| fits(cell)).count()) / count(cells.len())
    };
    // Eight or six digits alone are a date or a month only when every cell agrees: codes look the same.
    let bare = |cell: &SampleCell| cell.text.bytes().all(|byte| byte.is_ascii_digit());
    let date = |cell: &SampleCell| {
        cell.typed == Some(ColumnKind::Date) || (!bare(cell) && parse_end_date(&cell.text, layout.dates).is_ok())
    };
    let month = |cell: &SampleCell| {
        cell.typed.is_none() && !bare(cell) && parse_month(&cell.text, layout.dates).is_ok() && !date(cell)
    };
    let number = |cell: &SampleCell| {
        cell.typed == Some(ColumnKind::Number) || matches!(parse_decimal(&cell.text, layout.decimal), Ok(Some(_)))
    };
    let in_our_time = |year: i32| (1950..=2060).contains(&year);
    let bare_date = |cell: &SampleCell| {
        cell.text.len() == 8
            && parse_date(&cell.text, layout.dates).is_ok_and(|date| in_our_time(chrono::Datelike::year(&date)))
    };
    let bare_month = |cell: &SampleCell| {
        cell.text.len() == 6 && parse_month(&cell.text, layout.dates).is_ok_and(|month| in_our_time(month.year()))
    };
    if share(&date) >= MOST || share(&bare_date) >= 1.0 {
        ColumnKind::Date
    } else if share(&month) >= MOST || share(&bare_month) >= 1.0 {
        ColumnKind::Month
    } else if share(&number) >= MOST {
        ColumnKind::Number
    } else {
        ColumnKind::Text
    }
}

/// The decimal mark, if any number shows it: one mark followed by other than three digits, or two different marks.
pub(super) fn decimal_mark(data: &[SampleRow]) -> Option<Decimal> {
    let (mut comma, mut point) = (0, 0);
    for cell in texts(data).filter(|cell| parse_month(&cell.text, DateOrder::DayMonthYear).is_err()) {
        let as_comma = matches!(parse_decimal(&cell.text, Decimal::Comma), Ok(Some(_)));
        let as_point = matches!(parse_decimal(&cell.text, Decimal::Point), Ok(Some(_)));
        match (as_comma, as_point) {
            (true, false) => comma += 1,
            (false, true) => point += 1,
            _ => {}
        }
    }
    match comma.cmp(&point) {
        std::cmp::Ordering::Greater => Some(Decimal::Comma),
        std::cmp::Ordering::Less => Some(Decimal::Point),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether there is a number that means something else under the other decimal mark, like 1.234.
pub(super) fn has_unclear_numbers(data: &[SampleRow]) -> bool {
    texts(data).any(is_two_numbers)
}

/// Whether this column has such a number.
pub(super) fn is_unclear_number(column: usize, data: &[SampleRow]) -> bool {
    of_column(column, data).any(is_two_numbers)
}

/// Whether this column has a date that another order of day and month would make another one.
pub(super) fn is_unclear_date<'r>(column: usize, rows: impl IntoIterator<Item = &'r SampleRow>) -> bool {
    of_column(column, rows).any(|cell| {
        let read = |order| parse_date(&cell.text, order).ok();
        let (day, month) = (read(DateOrder::DayMonthYear), read(DateOrder::MonthDayYear));
        (cell.text.contains('/') && day.is_some() && month.is_some() && day != month)
            || is_year_first_in_short(&cell.text)
    })
}

/// Three numbers of one or two digits with a mark between them.
fn is_short_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let is_number = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

/// Whether a date with a year of two digits is of long ago read with the day first, and of our time with the year first: 24.01.01
/// is 1 January 2024 to the system that writes so, and 24 January 2001 to everybody else.
fn is_year_first_in_short(text: &str) -> bool {
    const LONG_AGO: i32 = 2010;
    let year = |order| parse_date(text, order).ok().map(|date| chrono::Datelike::year(&date));
    let (by_day, by_year) = (year(DateOrder::DayMonthYear), year(DateOrder::YearMonthDay));
    is_short_date(text) && by_day.is_some_and(|year| year < LONG_AGO) && by_year.is_some_and(|year| year >= LONG_AGO)
}

fn is_two_numbers(cell: &SampleCell) -> bool {
    let read = |mark| parse_decimal(&cell.text, mark).ok().flatten();
    matches!((read(Decimal::Comma), read(Decimal::Point)), (Some(comma), Some(point)) if comma.to_bits() != point.to_bits())
}

fn of_column<'r>(column: usize, rows: impl IntoIterator<Item = &'r SampleRow>) -> impl Iterator<Item = &'r SampleCell> {
    rows.into_iter()
        .filter_map(move |row| row.cells.get(column))
        .filter(|cell| cell.typed.is_none() && !cell.text.is_empty())
}

/// Cells whose type the workbook does not tell.
fn texts<'r>(rows: impl IntoIterator<Item = &'r SampleRow>) -> impl Iterator<Item = &'r SampleCell> {
    rows.into_iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.typed.is_none() && !cell.text.is_empty())
}

/// The order of day and month.
pub(super) struct OrderSeen {
    pub(super) order: DateOrder,
    /// There are dates with slashes, and none shows which comes first. Points and hyphens mean the day first.
    pub(super) unclear: bool,
}

pub(super) fn date_order<'r>(rows: impl IntoIterator<Item = &'r SampleRow>) -> OrderSeen {
    let (mut day_first, mut month_first, mut year_first, mut slashes) = (0, 0, 0, 0);
    let (mut short, mut short_year_first) = (0, 0);
    for cell in texts(rows) {
        let day = parse_date(&cell.text, DateOrder::DayMonthYear).is_ok();
        let month = parse_date(&cell.text, DateOrder::MonthDayYear).is_ok();
        let starts_with_year = cell
            .text
            .get(..4)
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        if is_short_date(&cell.text) {
            short += 1;
            short_year_first += u32::from(is_year_first_in_short(&cell.text));
        }
        match (day, month) {
            (true, true) if starts_with_year => year_first += 1,
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            (true, true) if cell.text.contains('/') => slashes += 1,
            _ => {}
        }
    }
    let order = if month_first > day_first {
        DateOrder::MonthDayYear
    } else if year_first > 0 && day_first == 0 && slashes == 0 {
        DateOrder::YearMonthDay
    } else {
        DateOrder::DayMonthYear
    };
    OrderSeen {
        order,
        // A file in which some dates show the day first and others the month is in doubt, however many of each there are.
        unclear: (slashes > 0 && (day_first > 0) == (month_first > 0)) || (short > 0 && short == short_year_first),
    }
}
