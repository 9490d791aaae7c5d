//! The imports the figures came by: one for each indicator of a source, read in at the beginning of this month.

use chrono::Datelike;
use trivsel_domain::id::ImportId;
use trivsel_domain::indicator::Indicator;
use trivsel_store::imports::Import;

use super::Story;
use super::calendar::{day, moment, working_day_from};
use super::trail::Line;
use crate::Ground;
use crate::numbers::{Filled, indicators};
use crate::seed::Seed;
use trivsel_app::AppError;
use trivsel_app::imports::{ImportKind, ImportReport, ImportState, MonthTotal, Plan, SeriesReport, written};

/// The id of the import that a series came by.
pub(crate) fn import_id(seed: Seed, filled: &Filled) -> ImportId {
    ImportId(seed.id(&format!("import:{}", filled.series.indicator)))
}

/// Adds them, each with its totals. There never was a file: the source's name and the indicator's stand in its place.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>, figures: &[Filled]) -> Result<(), AppError> {
    for indicator in indicators(ground.organisation) {
        let series: Vec<&Filled> = figures
            .iter()
            .filter(|one| one.series.indicator == indicator.id)
            .collect();
        let Some(first) = series.first() else { continue };
        let id = import_id(ground.seed, first);
        let import = import(ground, id, &indicator, &series)?;
        let line = Line::new(ground, "import", id.0, "imported", import.created_at)
            .by(import.created_by)
            .field("source", "", &first.series.source)
            .field("file", "", &import.file_name)
            .field("rows", "", import.rows_read);
        story.trail.push(line.done());
        story.imports.push(import);
    }
    Ok(())
}

fn import(ground: &Ground<'_>, id: ImportId, indicator: &Indicator, series: &[&Filled]) -> Result<Import, AppError> {
    let of = series
        .iter()
        .map(|one| SeriesReport::of(indicator, &one.series.category, &one.observations));
    let of: Vec<SeriesReport> = of.collect();
    let first = series.first();
    let rows = of.iter().map(|one| one.rows).sum();
    let report = ImportReport {
        rows_read: rows,
        months: first.map(|one| MonthTotal::of(&one.observations)).unwrap_or_default(),
        series: of,
        ..ImportReport::default()
    };
    let plan = Plan {
        source: first.map(|one| one.series.source.clone()).unwrap_or_default(),
        definition: first.map(|one| one.series.definition.clone()).unwrap_or_default(),
        indicator: Some(indicator.id),
        ..Plan::default()
    };
    // Early in the month, but never after today.
    let fifth = working_day_from(day(ground.today.year(), ground.today.month(), 5));
    let read_on = fifth.min(ground.today);
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    Ok(Import {
        id,
        source: None,
        kind: ImportKind::UnitMonths.code().to_owned(),
        state: ImportState::Done.code().to_owned(),
        file_name: format!("{}: {}", plan.source, indicator.name_da),
        file_key: String::new(),
        created_at: moment(read_on, 7, 40),
        created_by: ground.cast.find("jonas"),
        finished_at: Some(moment(read_on, 7, 42)),
        progress_done: rows,
        progress_total: rows,
        rows_read: rows,
        rows_wrong: 0,
        plan: plan.written()?,
        summary: written(&report)?,
    })
}
