//! Checks of the repository that no compiler makes: which crate may use which, what no file may hold, whose code may come in, and what
//! makes it hard to read.
//!
//! `cargo xtask fence`, `leaks`, `others` and `tidy` print what is wrong, one line each. `cargo xtask untidy` prints what `xtask/untidy.txt` would
//! hold today, `cargo xtask mark WORD…` the mark under which a word is kept in `leaks.rs`.

mod fence;
mod leaks;
mod others;
mod source;
mod tidy;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", words.as_slice()),
    };
    let found = match command {
        "fence" => fence::check(),
        "leaks" => leaks::check(),
        "others" => others::check(),
        "tidy" => tidy::check(),
        "untidy" => {
            return match tidy::list() {
                Ok(rows) => say(&rows, ExitCode::SUCCESS),
                Err(problem) => say(&[format!("error: {problem}")], ExitCode::from(2)),
            };
        }
        "mark" => {
            return say(
                &rest.iter().map(|word| leaks::mark_line(word)).collect::<Vec<_>>(),
                ExitCode::SUCCESS,
            );
        }
        _ => {
            let usage = "usage: cargo xtask fence | leaks | others | tidy | untidy | mark WORD…".to_owned();
            return say(&[usage], ExitCode::from(2));
        }
    };
    match found {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => say(&faults, ExitCode::from(1)),
        Err(problem) => say(&[format!("error: {problem}")], ExitCode::from(2)),
    }
}

/// Writes the lines to standard output; a closed pipe is no reason to stop.
fn say(lines: &[String], code: ExitCode) -> ExitCode {
    let mut out = std::io::stdout().lock();
    for line in lines {
        if writeln!(out, "{line}").is_err() {
            break;
        }
    }
    code
}
