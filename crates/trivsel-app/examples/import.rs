//! Measures an import: `import DATABASE KIND FILE…`, with `KIND` `unit_months` or `absence_spells` (employments first, spells after).
//!
//! Reads the files into the database's only organisation with guessed columns, as the command line does, and prints rows a second
//! and the most memory used (Linux). Rows that could not be used are counted and the first five are shown.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use trivsel_app::imports::{self, ImportKind, ImportRun};
use trivsel_app::{App, AppError, Clock, Settings};
use trivsel_store::{Store, organisations};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(kind)) = (arguments.next(), arguments.next()) else {
        return Err("usage: import DATABASE unit_months|absence_spells FILE…".into());
    };
    let kind = ImportKind::parse(&kind).ok_or("the kind is unit_months or absence_spells")?;
    let files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let options = match kind {
        ImportKind::UnitMonths => BTreeMap::from([("indicator".to_owned(), "absence_rate".to_owned())]),
        ImportKind::AbsenceSpells => BTreeMap::from([
            ("first".to_owned(), "2017-01".to_owned()),
            ("last".to_owned(), "2024-12".to_owned()),
        ]),
    };
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let app = App::new(
                Store::open(&database).await?,
                Clock::System,
                Settings::local(std::env::temp_dir()),
            );
            let organisation = organisations::list(&app.store)
                .await?
                .pop()
                .ok_or("the database holds no organisation")?;
            let begun = Instant::now();
            let source = format!("Måling {}", kind.code());
            let run = ImportRun::read(kind, &source, &files, &options).map_err(AppError::from)?;
            let (report, wrong) = imports::run_from_command_line(&app, organisation.id, &run, &mut |_| {}).await?;
            let seconds = begun.elapsed().as_secs_f64();
            let rows = f64::from(u32::try_from(report.rows_read)?);
            let mut out = std::io::stdout();
            writeln!(
                out,
                "Trivsel         {:12} {:>10} rows  {seconds:7.2} s  {:6.2} million rows/s  {} at most, {} wrong{}",
                kind.code(),
                report.rows_read,
                rows / seconds / 1e6,
                most_memory(),
                report.rows_wrong,
                report
                    .failure
                    .map(|failure| format!(", failed: {failure} {}", report.failure_detail))
                    .unwrap_or_default(),
            )?;
            for error in wrong.iter().take(5) {
                writeln!(out, "  {error:?}")?;
            }
            Ok(())
        })
}

/// The most memory this process has used, as Linux tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|number| number.trim().parse::<u64>().ok());
    kilobytes.map_or_else(
        || "memory not known".to_owned(),
        |number| format!("{:5} MB", number / 1024),
    )
}
