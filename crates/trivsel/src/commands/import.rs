//! `trivsel import`

mod sentences;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use trivsel_app::AppError;
use trivsel_app::imports::{self, ImportKind, ImportReport, ImportRun};

use super::reading::Reading;
use super::{Desk, Installation, organisation, say};
use crate::failure::{Failure, Given, from_app};

/// Read figures in from CSV or workbook files, as the wizard of the pages does.
///
/// unit-months: one file with unit code, month, numerator, denominator and people.
/// absence-spells: first the file of employments, then the file of spells; persons are seen only while it is read.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Import {
    #[command(flatten)]
    installation: Installation,
    /// The organisation's short name; may be left out when there is only one
    #[arg(long)]
    organisation: Option<String>,
    /// What the files hold
    #[arg(value_enum)]
    kind: Kind,
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What the source is called; the same source's same months are replaced
    #[arg(long)]
    source: String,
    #[command(flatten)]
    reading: Reading,
    /// Doubts to go on in spite of, by the names they are told with: decimal, dates, times, above …
    #[arg(long, value_delimiter = ',', value_name = "DOUBT")]
    accept: Vec<String>,
    /// A blank unit, month or category repeats the label above it, as in pivot tables and merged cells
    #[arg(long)]
    fill_down: bool,
    /// What a unit's row is when units below it have rows for the same month: the total of these, left out, or its own people
    #[arg(long, value_name = "total|own")]
    parents: Option<String>,
    /// An option as name=value: indicator=absence_rate, definition=…, first=2024-01, last=2024-12, long_after=30, or a role's column
    /// such as unit=Enhedskode (f1_from=Fra for the second file), changes=accept where figures that are there already may become others
    #[arg(long = "set", value_name = "NAME=VALUE")]
    options: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    UnitMonths,
    AbsenceSpells,
}

impl Import {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let mut options = BTreeMap::new();
        for option in &self.options {
            let (name, value) = option.split_once('=').ok_or_else(|| {
                Failure::refused(format!("--set \"{option}\" has no equals sign"))
                    .hint("write it as NAME=VALUE, such as indicator=absence_rate")
            })?;
            options.insert(name.to_owned(), value.to_owned());
        }
        for (name, value) in self.reading.decided() {
            options.insert(name.to_owned(), value.to_owned());
        }
        let filled = self.fill_down.then(|| "labels".to_owned());
        let accepted: Vec<String> = self.accept.iter().cloned().chain(filled).collect();
        if !accepted.is_empty() {
            options.insert("accept".to_owned(), accepted.join(","));
        }
        if let Some(parents) = &self.parents {
            options.insert("parents".to_owned(), parents.clone());
        }
        if let Some(missing) = self.files.iter().find(|file| !file.is_file()) {
            return Err(Failure::refused(format!("there is no file {}", missing.display()))
                .hint("name the files after the kind of import, the employments before the spells"));
        }
        let app = self.installation.open_existing(desk).await?;
        let organisation = organisation(&app, self.organisation.as_deref()).await?;
        let kind = match self.kind {
            Kind::UnitMonths => ImportKind::UnitMonths,
            Kind::AbsenceSpells => ImportKind::AbsenceSpells,
        };
        let shows_progress = std::io::stderr().is_terminal();
        let mut progress = |seen: imports::Progress| {
            if shows_progress {
                let _gone = write!(std::io::stderr(), "\r{} rows read", seen.rows);
            }
        };
        let read_in = async {
            let run = ImportRun::read(kind, &self.source, &self.files, &options)?;
            imports::run_from_command_line(&app, organisation.id, &run, &mut progress).await
        };
        let (report, wrong) = read_in.await.map_err(|error| self.refused(&options, error))?;
        if shows_progress {
            let _gone = writeln!(std::io::stderr());
        }
        tell_columns(&report);
        for note in &report.notes {
            let _gone = writeln!(std::io::stderr(), "not part of the table, and not read: {note}");
        }
        for doubt in &report.doubts {
            let _gone = writeln!(
                std::io::stderr(),
                "in doubt ({}): {}",
                doubt.code,
                sentences::doubt(&doubt.code, &doubt.file, &doubt.detail, doubt.count)
            );
        }
        for row in &wrong {
            let place = if row.column.is_empty() {
                format!("row {}", row.row)
            } else {
                format!("row {}, {}", row.row, row.column)
            };
            let _gone = writeln!(std::io::stderr(), "{place}: {}", sentences::reason(&row.reason));
        }
        if let Some(failure) = &report.failure {
            let (what, hint) = sentences::failure(failure, &report.failure_file, &report.failure_detail);
            return Err(Failure::refused(format!("nothing was read in: {what}")).hint(hint));
        }
        say(format!(
            "{} rows read, {} of them wrong",
            report.rows_read, report.rows_wrong
        ))?;
        let counted = [
            (report.rows_blank, "rows without a number: their months are missing"),
            (
                report.cells_blank,
                "cells of months without a number: these months are missing",
            ),
            (report.rows_total, "rows left out as totals of the units below"),
            (report.hidden_rows, "rows hidden in the sheet, and read"),
            (
                report.rows_people_known,
                "rows without a number of employees: those the program knows are counted",
            ),
        ];
        for (count, what) in counted.into_iter().filter(|(count, _)| *count > 0) {
            say(format!("{count} {what}"))?;
        }
        for series in &report.series {
            say(format!(
                "{} {}: {} unit-months in {} units, {} to {}; numerator {}, denominator {}; {} unit-months replaced",
                series.indicator,
                series.category,
                series.rows,
                series.units,
                series.first,
                series.last,
                series.numerator,
                series.denominator,
                series.replaced_rows,
            ))?;
        }
        Ok(if report.rows_wrong == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }

    fn refused(&self, options: &BTreeMap<String, String>, error: AppError) -> Failure {
        let mut given: Vec<Given<'_>> = options
            .iter()
            .map(|(name, value)| Given {
                field: name,
                argument: name,
                value,
            })
            .collect();
        given.push(Given {
            field: "source",
            argument: "--source",
            value: &self.source,
        });
        from_app("could not read the files in", &given, error)
    }
}

/// Says on the side which column was taken for what, and which were not used.
fn tell_columns(report: &ImportReport) {
    for taken in &report.sheets {
        let others: Vec<String> = taken.others.iter().map(|sheet| format!("\"{sheet}\"")).collect();
        let _gone = writeln!(
            std::io::stderr(),
            "{}: sheet \"{}\" is read, and not {}; another is named with --sheet",
            taken.file,
            taken.sheet,
            others.join(", ")
        );
    }
    for taken in &report.columns {
        let line = if taken.role.is_empty() {
            format!("{}: column \"{}\" is not used", taken.file, taken.column)
        } else {
            format!("{}: {} is column \"{}\"", taken.file, taken.role, taken.column)
        };
        let _gone = writeln!(std::io::stderr(), "{line}");
    }
}
