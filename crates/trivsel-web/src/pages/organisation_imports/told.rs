//! What is told about a file: equal problems together, and what could not be told from it.

use std::collections::BTreeMap;

use trivsel_app::documents::table_in::{Column, Doubt, Recognised};
use trivsel_app::organisation_import as import;

use crate::shell::Shell;

/// Rows and texts named for each kind.
const MOST_NAMED: usize = 8;

/// Rows with the same thing wrong in the same column, in words.
pub(super) struct WrongRows {
    pub(super) column: String,
    pub(super) what: String,
    pub(super) count: usize,
    pub(super) rows: String,
    pub(super) seen: String,
}

/// The first of a list, and how many more there are.
fn first_of(shell: &Shell, all: &[String]) -> String {
    let some: Vec<&str> = all.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = all.len().saturating_sub(some.len());
    let list = some.join(", ");
    if more == 0 {
        return list;
    }
    shell
        .with("organisation-import-and-more")
        .text("list", list)
        .text("count", more)
        .to_string()
}

/// Equal problems together: a whole column read wrongly is one line, not one for each person.
pub(super) fn grouped(shell: &Shell, problems: &[import::RowProblem]) -> Vec<WrongRows> {
    let mut groups: BTreeMap<(String, String), (Vec<String>, Vec<String>)> = BTreeMap::new();
    for problem in problems {
        let column = shell.code("organisation-import-column", problem.column);
        let (rows, seen) = groups
            .entry((column, shell.words.problem(&problem.problem)))
            .or_default();
        rows.push(problem.row.to_string());
        let text = &problem.problem.field;
        if !text.is_empty() && !seen.contains(text) && seen.len() <= MOST_NAMED {
            seen.push(text.clone());
        }
    }
    let mut found: Vec<WrongRows> = groups
        .into_iter()
        .map(|((column, what), (rows, seen))| WrongRows {
            column,
            what,
            count: rows.len(),
            rows: first_of(shell, &rows),
            seen: seen
                .iter()
                .take(MOST_NAMED)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    found.sort_by_key(|group| std::cmp::Reverse(group.count));
    found
}

/// Is a column of the file read?
pub(super) fn is_used(reading: &import::Reading, kind: import::Kind, at: usize) -> bool {
    let mut columns = import::columns(kind).iter();
    columns.any(|column| reading.mapping.place(column.code) == Some(at))
}

/// What could not be told from the file, as far as it touches a column that is used.
pub(super) fn doubts(shell: &Shell, found: &Recognised, is_used: &dyn Fn(usize) -> bool) -> Vec<String> {
    let told = |doubt| shell.t(&format!("organisation-doubt-{}", code(doubt))).into_owned();
    open(found, is_used).into_iter().map(told).collect()
}

/// The parts of the layout that somebody has to choose before anything is read in.
pub(super) fn left_to_choose(found: &Recognised, is_used: &dyn Fn(usize) -> bool) -> Vec<&'static str> {
    let codes = open(found, is_used).into_iter().map(code);
    let is_of_layout = |code: &&str| ["encoding", "separator", "decimal", "dates"].contains(code);
    codes.filter(is_of_layout).collect()
}

fn code(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Encoding => "encoding",
        Doubt::Separator => "separator",
        Doubt::Decimal => "decimal",
        Doubt::Dates => "dates",
        Doubt::Header => "header",
        Doubt::Formulas => "formulas",
        Doubt::HiddenRows => "hidden-rows",
    }
}

fn open(found: &Recognised, is_used: &dyn Fn(usize) -> bool) -> Vec<Doubt> {
    let touches = |is: &dyn Fn(&Column) -> bool| {
        found
            .columns
            .iter()
            .enumerate()
            .any(|(at, column)| is_used(at) && is(column))
    };
    let open = found.doubts.iter().filter(|doubt| match doubt {
        Doubt::Decimal => touches(&|column| column.is_unclear_number),
        Doubt::Dates => touches(&|column| column.is_unclear_date),
        _ => true,
    });
    open.copied().collect()
}
