//! What can be chosen about a file: how it is laid out, and which of its columns is which.

use trivsel_app::Problem;
use trivsel_app::documents::table_in::{Column, DateOrder, Decimal, Encoding, Kind as FileKind, Recognised, Separator};
use trivsel_app::organisation_import::{self as import, Kind, Mapping, Reading, Whole};

use super::ColumnChoice;
use crate::fields::Choice;
use crate::shell::Shell;

pub(super) const ENCODINGS: &[(&str, Encoding)] = &[
    ("utf8", Encoding::Utf8),
    ("windows1252", Encoding::Windows1252),
    ("cp850", Encoding::Cp850),
    ("mac-roman", Encoding::MacRoman),
    ("utf16-le", Encoding::Utf16Le),
    ("utf16-be", Encoding::Utf16Be),
];
pub(super) const SEPARATORS: &[(&str, Separator)] = &[
    ("semicolon", Separator::Semicolon),
    ("comma", Separator::Comma),
    ("tab", Separator::Tab),
    ("bar", Separator::Bar),
];
pub(super) const DECIMALS: &[(&str, Decimal)] = &[("comma", Decimal::Comma), ("point", Decimal::Point)];
pub(super) const DATES: &[(&str, DateOrder)] = &[
    ("day-month-year", DateOrder::DayMonthYear),
    ("month-day-year", DateOrder::MonthDayYear),
    ("year-month-day", DateOrder::YearMonthDay),
];

pub(super) fn named<T: Copy>(set: &[(&str, T)], code: &str) -> Option<T> {
    set.iter().find(|(name, _)| *name == code).map(|(_, value)| *value)
}

fn code_of<T: PartialEq>(set: &[(&'static str, T)], value: &T) -> String {
    set.iter()
        .find(|(_, other)| other == value)
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}

/// What was recognised of the file's layout, to be overruled. A workbook tells all but its sheet by itself.
/// What is left to choose has nothing chosen beforehand.
pub(super) fn layout_choices(
    shell: &Shell,
    reading: &Reading,
    found: &Recognised,
    left: &[&'static str],
) -> Vec<(&'static str, String, Vec<Choice>)> {
    let layout = &reading.layout;
    let sheets = &found.sheets;
    let offered = |prefix: &str, codes: Vec<&'static str>| shell.choices(prefix, codes);
    let mut choices = Vec::new();
    if layout.kind == FileKind::Text {
        let codes = ENCODINGS.iter().map(|(code, _)| *code).collect();
        choices.push((
            "encoding",
            code_of(ENCODINGS, &layout.encoding),
            offered("organisation-encoding", codes),
        ));
        let codes = SEPARATORS.iter().map(|(code, _)| *code).collect();
        choices.push((
            "separator",
            code_of(SEPARATORS, &layout.separator),
            offered("organisation-separator", codes),
        ));
    } else if sheets.len() > 1 {
        let chosen = layout
            .sheet
            .clone()
            .or_else(|| sheets.first().cloned())
            .unwrap_or_default();
        choices.push((
            "sheet",
            chosen,
            sheets.iter().map(|sheet| Choice::new(sheet, sheet)).collect(),
        ));
    }
    // A workbook knows its numbers and dates, but for those it has as text.
    let is_asked = |name: &str| layout.kind == FileKind::Text || left.contains(&name);
    if is_asked("decimal") {
        let codes = DECIMALS.iter().map(|(code, _)| *code).collect();
        let chosen = code_of(DECIMALS, &layout.decimal);
        choices.push(("decimal", chosen, offered("organisation-decimal", codes)));
    }
    if is_asked("dates") {
        let codes = DATES.iter().map(|(code, _)| *code).collect();
        let chosen = code_of(DATES, &layout.dates);
        choices.push(("dates", chosen, offered("organisation-dates", codes)));
    }
    if left.contains(&"whole") || reading.whole.is_some() {
        let chosen = reading
            .whole
            .and_then(|whole| Whole::ALL.into_iter().find(|(_, one)| *one == whole));
        choices.push((
            "whole",
            chosen.map(|(code, _)| code.to_owned()).unwrap_or_default(),
            offered("organisation-whole", Whole::ALL.map(|(code, _)| code).to_vec()),
        ));
    }
    for (name, chosen, all) in &mut choices {
        if left.contains(name) {
            chosen.clear();
            all.insert(0, Choice::new("", shell.t("choose")));
        }
    }
    choices
}

pub(super) fn column_choices(
    shell: &Shell,
    mapping: &Mapping,
    found: &[Column],
    kind: Kind,
    problems: &[Problem],
) -> Vec<ColumnChoice> {
    import::columns(kind)
        .iter()
        .map(|column| {
            let field = format!("column_{}", column.code);
            let mut choices = vec![Choice::new("none", shell.t("organisation-import-column-none"))];
            choices.extend(found.iter().enumerate().map(|(place, seen)| {
                let example = seen
                    .examples
                    .first()
                    .map(|text| format!(" ({text})"))
                    .unwrap_or_default();
                let name = if seen.name.is_empty() {
                    shell
                        .with("organisation-import-column-nth")
                        .text("number", place + 1)
                        .to_string()
                } else {
                    seen.name.clone()
                };
                if seen.looks_like_cpr {
                    let named = shell
                        .with("organisation-import-column-cpr")
                        .text("name", &name)
                        .to_string();
                    return Choice::new(place, named);
                }
                Choice::new(place, format!("{name}{example}"))
            }));
            ColumnChoice {
                label: shell.code("organisation-import-column", column.code),
                value: mapping
                    .place(column.code)
                    .map_or_else(|| "none".to_owned(), |place| place.to_string()),
                choices,
                is_needed: column.is_needed,
                error: problems
                    .iter()
                    .find(|problem| problem.field == field)
                    .map(|problem| shell.words.problem(problem)),
                field,
            }
        })
        .collect()
}
