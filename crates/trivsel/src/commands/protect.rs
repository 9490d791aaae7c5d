//! `trivsel protect` and `trivsel audit`: safe publication of a table of one's own. No database, no organisation: a file in, JSON out.

mod answer;
mod document;
mod sheet;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use trivsel_disclosure::{Participation, Pattern, Rules, Table};

use super::say;
use super::table::hash_of;
use crate::failure::Failure;
use answer::Names;

/// Rises whenever the same input and rules would give another answer.
const METHOD_VERSION: u32 = 2;

/// Decide which groups of a table can be shown so that no small one can be worked out.
///
/// Reads a JSON document, or a CSV or Excel file with a row for each atom; docs/protect.md describes both. Exit code 0 when a proven
/// pattern was found, 1 when it was refused, 2 when the file could not be read.
///
/// Example: trivsel protect answers.csv --groups area/department/team,job,area*job --layer mood:0:16 --must-show all
#[derive(Debug, Args)]
pub(crate) struct Protect {
    #[command(flatten)]
    what: What,
}

/// Prove that what a table shows gives no small group away, or say how it does.
///
/// Exit code 0 when it is proven, 1 when it is not, 2 when the file could not be read.
///
/// Example: trivsel audit answers.csv --groups area/department/team --hidden "North/Night"
#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    what: What,
    /// A hidden group; may be given several times
    #[arg(long)]
    hidden: Vec<String>,
    /// A file with hidden groups under `hidden`, such as the answer of `trivsel protect`
    #[arg(long)]
    pattern: Option<PathBuf>,
}

/// The table and the rules.
#[derive(Debug, Args)]
struct What {
    /// The JSON, CSV or Excel file
    file: PathBuf,
    /// The fewest respondents of a shown group; 5 unless the file says otherwise
    #[arg(long)]
    minimum: Option<u32>,
    /// Is it a secret who took part?
    #[arg(long, value_enum)]
    participation: Option<TakingPart>,
    /// Give the two tables behind each open interval
    #[arg(long)]
    witnesses: bool,
    /// Give the widest interval a linear program finds, too
    #[arg(long)]
    ranges: bool,
    #[command(flatten)]
    sheet: sheet::Columns,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TakingPart {
    Secret,
    Known,
}

/// A table with its rules, the groups it says are hidden, and the file's hash.
struct Read {
    table: Table,
    rules: Rules,
    hidden: Vec<String>,
    hash: String,
    /// What was taken for what, and what was not taken in.
    told: Value,
}

impl Protect {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let read = self.what.read()?;
        let names = Names(&read.table);
        let (result, code) = match trivsel_disclosure::protect(&read.table, &read.rules) {
            Ok(protection) => {
                let mut result = names.protection(&protection, &read.rules, self.what.witnesses);
                self.what.add_ranges(&read, protection.release.pattern(), &mut result);
                (result, ExitCode::SUCCESS)
            }
            Err(refusal) => (names.refusal(&refusal), ExitCode::from(1)),
        };
        self.what.answer("protect", &read, result)?;
        Ok(code)
    }
}

impl Audit {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let read = self.what.read()?;
        let names = Names(&read.table);
        let mut hidden = self.hidden;
        hidden.extend(read.hidden.iter().cloned());
        if let Some(file) = &self.pattern {
            let decision = document::Decision::read(file)?;
            decision.check(&read.table)?;
            hidden.extend(decision.hidden);
        }
        let pattern = names.pattern(&hidden)?;
        let audit = trivsel_disclosure::audit(&read.table, &pattern, &read.rules);
        let mut result = names.audit(&audit, self.what.witnesses);
        self.what.add_ranges(&read, &pattern, &mut result);
        self.what.answer("audit", &read, result)?;
        Ok(ExitCode::from(u8::from(!audit.is_protected())))
    }
}

impl What {
    fn read(&self) -> Result<Read, Failure> {
        let is_document = self
            .file
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let mut read = if is_document {
            document::read(&self.file)?
        } else {
            sheet::read(&self.file, &self.sheet).map_err(Failure::before_it_ran)?
        };
        if let Some(minimum) = self.minimum {
            read.rules.minimum = minimum;
        }
        if let Some(participation) = self.participation {
            read.rules.participation = match participation {
                TakingPart::Secret => Participation::Secret,
                TakingPart::Known => Participation::Known,
            };
        }
        read.rules
            .check()
            .map_err(|error| Failure::new("these rules cannot be used", error))?;
        Ok(read)
    }

    fn add_ranges(&self, read: &Read, pattern: &Pattern, result: &mut Value) {
        if self.ranges
            && let Some(result) = result.as_object_mut()
        {
            let found = trivsel_disclosure::ranges(&read.table, pattern, &read.rules);
            result.insert("ranges".to_owned(), Names(&read.table).ranges(&found));
        }
    }

    /// Everything needed to come to the same again, with what came out.
    fn answer(&self, method: &str, read: &Read, result: Value) -> Result<(), Failure> {
        let answer = json!({
            "method": method,
            "method_version": METHOD_VERSION,
            "program": concat!("trivsel ", env!("CARGO_PKG_VERSION")),
            "data": {
                "file": self.file.file_name().map(|name| name.to_string_lossy()),
                "sha256": read.hash,
                "atoms": read.table.atoms().len(),
                "groups": read.table.groups().len(),
                "respondents": read.table.atoms().iter().map(|atom| u64::from(atom.respondents)).sum::<u64>(),
                "read_as": read.told,
            },
            "rules": read.rules,
            "result": result,
        });
        let text =
            serde_json::to_string_pretty(&answer).map_err(|error| Failure::new("could not write the answer", error))?;
        say(text)
    }
}

/// A file's bytes, with their hash in hexadecimal digits.
fn bytes(file: &Path) -> Result<(Vec<u8>, String), Failure> {
    let bytes =
        std::fs::read(file).map_err(|error| Failure::new(format!("could not read {}", file.display()), error))?;
    let hash = hash_of(&bytes);
    Ok((bytes, hash))
}

/// A table that does not fit together could not be run.
fn unfit(file: &Path, error: trivsel_disclosure::TableError) -> Failure {
    Failure::new(format!("what {} says does not fit together", file.display()), error)
}
