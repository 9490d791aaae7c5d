//! The work in the background: reading, adding up, and, at the very end, one transaction that keeps everything.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use tokio::task::JoinHandle;
use trivsel_documents::table_in::Progress;
use trivsel_domain::id::{ImportId, ImportSourceId, IndicatorId, OrganisationId, SeriesId, UnitId};
use trivsel_domain::indicator::{CategoryParts, Indicator, Observation, Series};
use trivsel_domain::job::{Job, JobFailure, JobProgress};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::imports::{self as store, Import, ImportSource};
use trivsel_store::{Tx, figures};
use uuid::Uuid;

use super::collected::Collected;
use super::failure::Failure;
use super::plan::Plan;
use super::reading::{ReadSoFar, read_all};
use super::units::UnitBook;
use super::{ImportDoubt, ImportKind, ImportReport, ImportState, MonthTotal, SeriesReport};
use crate::jobs::{self, Hand};
use crate::trail::Trail;
use crate::uploads::{self, Shelf};
use crate::work::{Work, Writer};
use crate::{App, AppError};

/// How often it is looked how far a reading has come.
pub(super) const REPORT_EVERY: Duration = Duration::from_millis(300);

/// Everything a reading needs, taken from the database beforehand.
pub(super) struct Ground {
    pub(super) book: UnitBook,
    pub(super) indicators: Vec<Indicator>,
    pub(super) today: NaiveDate,
}

impl Ground {
    pub(super) async fn load(app: &App, tx: &Tx) -> Result<Self, AppError> {
        Ok(Self {
            book: UnitBook::load(tx).await?,
            indicators: figures::list_indicators(tx).await?,
            today: app.today(),
        })
    }
}

/// Begins to check the files and add them up.
pub async fn start_check(app: &App, who: &Actor, id: ImportId) -> Result<(), AppError> {
    start(app, who, id, ImportState::Uploaded, ImportState::Checking).await
}

/// Begins to read the files in.
pub async fn start_import(app: &App, who: &Actor, id: ImportId) -> Result<(), AppError> {
    let import = super::wizard::find(app, who, id).await?;
    let report: ImportReport = serde_json::from_str(&import.summary).unwrap_or_default();
    let is_settled = Plan::parse(&import.plan).leaves_open(&report.doubts).is_empty();
    if ImportState::parse(&import.state) == ImportState::Previewed && !is_settled {
        return Err(AppError::invalid("accept", "problem-import-doubts"));
    }
    start(app, who, id, ImportState::Previewed, ImportState::Running).await
}

async fn start(app: &App, who: &Actor, id: ImportId, from: ImportState, to: ImportState) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    // Of two who press the button at once, the second begins again here and finds that it has begun.
    app.writing(who, |work| async move {
        let import = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if ImportState::parse(&import.state) != from {
            return Err(AppError::Conflict);
        }
        let import = Import {
            state: to.code().to_owned(),
            progress_done: 0,
            progress_total: 0,
            rows_read: 0,
            ..import
        };
        store::change(&work, &import).await?;
        work.later(Job::ReadFigures { import: id });
        Ok(())
    })
    .await
}

/// The import, and how far whoever reads it has come, wherever that is.
pub(super) async fn with_progress(tx: &Tx, import: Import) -> Result<Import, AppError> {
    if !ImportState::parse(&import.state).is_under_way() {
        return Ok(import);
    }
    let job = jobs::find(tx, &Job::ReadFigures { import: import.id }).await?;
    let progress = job.map(|job| job.progress).unwrap_or_default();
    Ok(Import {
        progress_done: number(progress.done),
        progress_total: number(progress.total),
        rows_read: number(progress.counted),
        ..import
    })
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Nobody could read it, for a reason that does not lie in its files: nothing of it is there, and the page says why.
pub(crate) async fn give_up(work: &Work, id: ImportId, failure: JobFailure) -> Result<(), AppError> {
    let Some(import) = store::find(work, id).await? else {
        return Ok(());
    };
    if !ImportState::parse(&import.state).is_under_way() {
        return Ok(());
    }
    let code = match failure {
        JobFailure::Interrupted => "interrupted",
        JobFailure::Busy | JobFailure::Internal | JobFailure::Unknown => "internal",
    };
    let report = ImportReport {
        failure: Some(code.to_owned()),
        ..ImportReport::default()
    };
    let failed = Import {
        state: ImportState::Failed.code().to_owned(),
        summary: written(&report)?,
        finished_at: Some(work.now),
        file_key: String::new(),
        ..import
    };
    store::change(work, &failed).await?;
    uploads::forget(work, super::files_of(&failed)).await
}

/// A report as it is kept with its import.
pub fn written(report: &ImportReport) -> Result<String, AppError> {
    serde_json::to_string(report).map_err(|error| AppError::internal("writing an import's report", error))
}

/// Reads an import's files, to check them or to keep what is in them, as its state says. Whoever comes second finds that it was done.
pub(crate) async fn read_in_hand(
    app: &App,
    organisation: OrganisationId,
    id: ImportId,
    hand: &Hand,
) -> Result<(), AppError> {
    let tx = app.read(organisation).await?;
    let Some(import) = store::find(&tx, id).await? else {
        return Ok(());
    };
    if !ImportState::parse(&import.state).is_under_way() {
        return Ok(());
    }
    let plan = Plan::parse(&import.plan);
    let kind = ImportKind::parse(&import.kind).ok_or(AppError::NotFound)?;
    let ground = Ground::load(app, &tx).await?;
    drop(tx);
    let (seen, mut reading) = begin_reading(Shelf::of(app, organisation), kind, &plan, ground);
    let result = loop {
        tokio::select! {
            result = &mut reading => break result.map_err(|error| AppError::internal("reading an import", error))?,
            () = tokio::time::sleep(REPORT_EVERY) => {
                let Progress { done, total, rows } = seen.now();
                hand.tell(JobProgress { done, total, counted: rows, ..JobProgress::default() });
            }
        }
    };
    if let Err(failure) = &result
        && failure.is_of_the_store()
    {
        return Err(AppError::internal("reading an upload", failure.detail.to_string()));
    }
    let Progress { done, total, .. } = seen.now();
    let read = &Read {
        import,
        kind,
        plan,
        bytes: total.max(done),
        result,
    };
    app.writing(Writer::nobody(organisation), |work| async move {
        hand.hold(&work).await?;
        read.end(app, &work).await
    })
    .await
}

/// An import whose files were read.
struct Read {
    import: Import,
    kind: ImportKind,
    plan: Plan,
    bytes: u64,
    result: Result<Collected, Failure>,
}

impl Read {
    /// Writes what was found, and keeps it where that was asked for. An import that is over needs its files no more.
    async fn end(&self, app: &App, work: &Work) -> Result<(), AppError> {
        let (report, state) = self.outcome(app, work).await?;
        let is_over = matches!(state, ImportState::Done | ImportState::Failed);
        let source = match state {
            ImportState::Done => store::list_sources(work, self.kind.code())
                .await?
                .into_iter()
                .find(|source| source.name == self.plan.source)
                .map(|source| source.id),
            _ => self.import.source,
        };
        let import = Import {
            state: state.code().to_owned(),
            source,
            finished_at: is_over.then_some(work.now),
            progress_done: number(self.bytes),
            progress_total: number(self.bytes),
            rows_read: number(report.rows_read),
            rows_wrong: number(report.rows_wrong),
            file_key: if is_over {
                String::new()
            } else {
                self.import.file_key.clone()
            },
            summary: written(&report)?,
            ..self.import.clone()
        };
        store::change(work, &import).await?;
        if let Ok(collected) = &self.result {
            store::replace_errors(work, import.id, &collected.wrong.listed).await?;
        }
        if is_over {
            uploads::forget(work, self.plan.uploads()).await?;
        }
        Ok(())
    }

    async fn outcome(&self, app: &App, work: &Work) -> Result<(ImportReport, ImportState), AppError> {
        let is_kept = ImportState::parse(&self.import.state) == ImportState::Running;
        let collected = match &self.result {
            Ok(collected) => collected,
            Err(failure) => {
                let state = if is_kept || failure.is_final() {
                    ImportState::Failed
                } else {
                    ImportState::Uploaded
                };
                return Ok((ImportReport::failed(failure.clone()), state));
            }
        };
        let report = report(work, &self.plan, collected).await?;
        if !is_kept {
            return Ok((report, ImportState::Previewed));
        }
        if !report.doubts.is_empty() {
            let report = ImportReport {
                failure: Some(code_of_doubts(&report.doubts).to_owned()),
                ..report
            };
            return Ok((report, ImportState::Failed));
        }
        keep(app, work, &self.import, self.kind, &self.plan, collected).await?;
        Ok((report, ImportState::Done))
    }
}

/// Why nothing is kept where something was left in doubt: of a file of mostly wrong rows, that is the reason.
pub(super) fn code_of_doubts(doubts: &[ImportDoubt]) -> &'static str {
    if doubts.iter().any(|doubt| doubt.code == "mostly_wrong") {
        "mostly_wrong"
    } else {
        "doubts"
    }
}

/// Begins to read all files of a plan on a thread of its own, which says meanwhile what it has seen.
pub(super) fn begin_reading(
    shelf: Shelf,
    kind: ImportKind,
    plan: &Plan,
    ground: Ground,
) -> (Arc<ReadSoFar>, JoinHandle<Result<Collected, Failure>>) {
    let seen = Arc::new(ReadSoFar::default());
    let (plan, told) = (plan.clone(), Arc::clone(&seen));
    let reading = tokio::task::spawn_blocking(move || read_all(&shelf, kind, &plan, &ground, &told));
    (seen, reading)
}

fn months_of(rows: &[Observation]) -> BTreeSet<Month> {
    rows.iter().map(|one| one.month).collect()
}

/// What is, or will be, kept; and what it takes the place of.
pub(super) async fn report(tx: &Tx, plan: &Plan, collected: &Collected) -> Result<ImportReport, AppError> {
    let mut series = Vec::new();
    for (indicator, category, rows) in &collected.series {
        let known = figures::series_by_key(tx, indicator.id, &plan.source, &plan.definition, category).await?;
        let replacing = match known {
            Some(known) => {
                let months: Vec<Month> = months_of(rows).into_iter().collect();
                figures::count_replaced(tx, known.id, &months).await?
            }
            None => figures::Replacing::default(),
        };
        series.push(SeriesReport {
            replaced_months: replacing.months,
            replaced_rows: replacing.rows,
            ..SeriesReport::of(indicator, category, rows)
        });
    }
    let first = collected.series.first();
    let changed = changed(tx, plan, collected).await?;
    let kept: HashSet<(UnitId, Month)> = rows_of(collected).collect();
    let gone = changed.iter().filter(|key| !kept.contains(key)).count();
    let units: BTreeSet<UnitId> = changed.iter().map(|(unit, _)| *unit).collect();
    Ok(ImportReport {
        changed: u64::try_from(changed.len()).unwrap_or(u64::MAX),
        gone: u64::try_from(gone).unwrap_or(u64::MAX),
        changed_units: u64::try_from(units.len()).unwrap_or(u64::MAX),
        rows_read: collected.rows_read,
        rows_wrong: collected.wrong.count,
        rows_blank: collected.rows_blank,
        rows_total: collected.rows_total,
        hidden_rows: collected.hidden_rows,
        cells_blank: collected.cells_blank,
        rows_people_known: collected.rows_people_known,
        sheets: collected.sheets.clone(),
        columns: collected.columns.clone(),
        doubts: collected.doubts.clone(),
        series,
        months: first.map(|(_, _, rows)| MonthTotal::of(rows)).unwrap_or_default(),
        notes: collected.notes.clone(),
        ..ImportReport::default()
    })
}

/// All unit-months of the file.
fn rows_of(collected: &Collected) -> impl Iterator<Item = (UnitId, Month)> {
    let rows = collected.series.iter().flat_map(|(_, _, rows)| rows);
    rows.map(|one| (one.unit, one.month))
}

/// The unit-months whose figures are there already and would be others.
async fn changed(tx: &Tx, plan: &Plan, collected: &Collected) -> Result<BTreeSet<(UnitId, Month)>, AppError> {
    let mut changed = BTreeSet::new();
    for (indicator, category, rows) in &collected.series {
        let known = figures::series_by_key(tx, indicator.id, &plan.source, &plan.definition, category).await?;
        let Some(known) = known else { continue };
        let months = months_of(rows);
        let mut new: HashMap<(UnitId, Month), &Observation> =
            rows.iter().map(|one| ((one.unit, one.month), one)).collect();
        for old in figures::list_observations(tx, known.id).await? {
            let key = (old.unit, old.month);
            let is_same = new.remove(&key).is_some_and(|new| {
                let is_close = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
                is_close(old.numerator, new.numerator) && is_close(old.denominator, new.denominator)
            });
            if months.contains(&old.month) && !is_same {
                changed.insert(key);
            }
        }
    }
    Ok(changed)
}

impl SeriesReport {
    /// The rows of one series added up.
    pub fn of(indicator: &Indicator, category: &str, rows: &[Observation]) -> Self {
        let months = months_of(rows);
        let (first, last) = (months.first().copied(), months.last().copied());
        let missing = match (first, last) {
            (Some(first), Some(last)) => first
                .to(last)
                .filter(|month| !months.contains(month))
                .map(|month| month.to_string())
                .collect(),
            _ => Vec::new(),
        };
        let units: BTreeSet<_> = rows.iter().map(|one| one.unit).collect();
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        Self {
            indicator: indicator.code.clone(),
            names: [indicator.name_da.clone(), indicator.name_en.clone()],
            category: category.to_owned(),
            rows: count(rows.len()),
            units: count(units.len()),
            months: count(months.len()),
            first: first.map(|month| month.to_string()).unwrap_or_default(),
            last: last.map(|month| month.to_string()).unwrap_or_default(),
            numerator: rows.iter().map(|one| one.numerator).sum(),
            denominator: rows.iter().map(|one| one.denominator).sum(),
            replaced_months: 0,
            replaced_rows: 0,
            missing_months: missing,
        }
    }
}

impl MonthTotal {
    /// The rows of one series month by month.
    pub fn of(rows: &[Observation]) -> Vec<Self> {
        let mut months: BTreeMap<Month, Self> = BTreeMap::new();
        for one in rows {
            let total = months.entry(one.month).or_insert_with(|| Self {
                month: one.month.to_string(),
                ..Self::default()
            });
            total.units += 1;
            total.numerator += one.numerator;
            total.denominator += one.denominator;
            total.people += u64::from(one.people);
        }
        months.into_values().collect()
    }
}

/// Writes everything: the series, the observations in place of the same months, the mapping for next time, the trail.
pub(super) async fn keep(
    app: &App,
    tx: &Tx,
    import: &Import,
    kind: ImportKind,
    plan: &Plan,
    collected: &Collected,
) -> Result<(), AppError> {
    let mut months: BTreeMap<IndicatorId, BTreeSet<Month>> = BTreeMap::new();
    for (indicator, _, rows) in &collected.series {
        months.entry(indicator.id).or_default().extend(months_of(rows));
    }
    // Every category of the source loses these months, also one that the new file no longer has.
    for (indicator, months) in &months {
        let months: Vec<Month> = months.iter().copied().collect();
        for series in figures::series_of_indicator(tx, *indicator).await? {
            if series.source == plan.source && series.definition == plan.definition {
                figures::remove_months(tx, series.id, &months).await?;
            }
        }
    }
    let mut rows_kept = 0;
    for (indicator, category, rows) in &collected.series {
        let known = figures::series_by_key(tx, indicator.id, &plan.source, &plan.definition, category).await?;
        let series = match known {
            Some(known) => known.id,
            None => {
                let series = Series {
                    id: SeriesId(Uuid::now_v7()),
                    indicator: indicator.id,
                    source: plan.source.clone(),
                    definition: plan.definition.clone(),
                    category: category.clone(),
                };
                figures::add_series(tx, &series).await?;
                series.id
            }
        };
        figures::add_observations(tx, series, Some(import.id), rows).await?;
        if !category.is_empty() {
            let parts = match kind {
                ImportKind::UnitMonths => plan.category_parts,
                // Spells are parted by what kind of absence they are.
                ImportKind::AbsenceSpells => CategoryParts::Events,
            };
            figures::change_category_parts(tx, series, parts).await?;
        }
        rows_kept += rows.len();
    }
    let json = |value: serde_json::Result<String>| {
        value.map_err(|error| AppError::internal("keeping an import's mapping", error))
    };
    let wanted: Vec<_> = plan.files.iter().map(|file| &file.wanted).collect();
    let source = ImportSource {
        id: ImportSourceId(Uuid::now_v7()),
        name: plan.source.clone(),
        kind: kind.code().to_owned(),
        layout: json(serde_json::to_string(&wanted))?,
        mapping: json(serde_json::to_string(&Plan {
            files: plan
                .files
                .iter()
                .map(|file| super::PlannedFile {
                    name: String::new(),
                    key: String::new(),
                    ..file.clone()
                })
                .collect(),
            // The next file is another one: what was in doubt about this one says nothing about it.
            accepted: Vec::new(),
            ..plan.clone()
        }))?,
        updated_at: app.now(),
    };
    store::keep_source(tx, &source).await?;
    Trail::new("import", import.id.0, "imported")
        .field("source", "", &plan.source)
        .field("file", "", &import.file_name)
        .field("rows", "", rows_kept)
        .write(tx, import.created_by, app.now())
        .await?;
    Ok(())
}
