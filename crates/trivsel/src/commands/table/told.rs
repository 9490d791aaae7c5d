//! What is said on the side about a file that was read: a sheet that was not looked at and a row that is hidden may be what was meant.

use std::io::Write;
use std::path::Path;

use trivsel_app::documents::table_in::{ReadEnd, Recognised};

/// Rows and lines named.
const MOST_NAMED: usize = 6;

/// Says on standard error which sheet was read, which rows are hidden or cut short, and which lines stand below the table.
pub(super) fn tell(path: &Path, seen: &Recognised, end: &ReadEnd, short: &[u64]) {
    for line in lines(seen, end, short) {
        let _gone = writeln!(std::io::stderr(), "{}: {line}", path.display());
    }
}

fn lines(seen: &Recognised, end: &ReadEnd, short: &[u64]) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((sheet, others)) = seen.sheet_and_others() {
        lines.push(format!("sheet \"{sheet}\" is read, and not {}", quoted(&others)));
    }
    if end.hidden_rows > 0 {
        lines.push(format!(
            "{} rows are hidden in the sheet, and are read like the others",
            end.hidden_rows
        ));
    }
    if let Some(first) = short.first() {
        let count = short.len();
        lines.push(format!(
            "{count} rows have fewer cells than there are columns, first row {first}"
        ));
    }
    for note in end.footnotes.iter().take(MOST_NAMED) {
        lines.push(format!("not part of the table, and not read: {note}"));
    }
    lines
}

fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}
