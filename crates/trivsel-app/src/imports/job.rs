//! The work in the background: reading, adding up, and, at the very end, one transaction that keeps everything.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use tokio::task::JoinHandle;
use trivsel_documents::table_in::Progress;
use trivsel_domain::id::{ImportId, ImportSourceId, IndicatorId, OrganisationId, SeriesId, UnitId};
use trivsel_domain::indicator::{CategoryParts, Indicator, Observation, Series};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::imports::{self as store, Import, ImportSource};
use trivsel_store::{Tx, figures, organisations};
use uuid::Uuid;

use super::collected::Collected;
use super::failure::Failure;
use super::plan::Plan;
use super::reading::read_all;
use super::units::UnitBook;
use super::{ImportKind, ImportReport, ImportState, MonthTotal, SeriesReport};
use crate::trail::Trail;
use crate::{App, AppError};

/// How often progress is written.
pub(super) const REPORT_EVERY: Duration = Duration::from_millis(300);
/// How long between two tries to mark an import as failed.
const UNTIL_MARKED: Duration = Duration::from_secs(10);

/// What a reader on another thread says about itself.
#[derive(Debug, Default)]
pub(super) struct Seen {
    done: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
}

impl Seen {
    pub(super) fn tell(&self, progress: Progress) {
        self.done.store(progress.done, Ordering::Relaxed);
        self.total.store(progress.total, Ordering::Relaxed);
        self.rows.store(progress.rows, Ordering::Relaxed);
    }

    pub(super) fn now(&self) -> Progress {
        Progress {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            rows: self.rows.load(Ordering::Relaxed),
        }
    }
}

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
    if ImportState::parse(&import.state) == ImportState::Previewed {
        if !Plan::parse(&import.plan).leaves_open(&report.doubts).is_empty() {
            return Err(AppError::invalid("accept", "problem-import-doubts"));
        }
        if report.is_held_back {
            return Err(AppError::invalid("accept", "problem-import-mostly-wrong"));
        }
    }
    start(app, who, id, ImportState::Previewed, ImportState::Running).await
}

async fn start(app: &App, who: &Actor, id: ImportId, from: ImportState, to: ImportState) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    // Of two who press the button at once, the second begins again here and finds that it has begun.
    let import = app
        .writing(who, |work| async move {
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
            Ok(import)
        })
        .await?;
    let (app, organisation) = (app.clone(), who.organisation);
    tokio::spawn(async move {
        if let Err(error) = work(&app, organisation, import).await {
            tracing::error!(import.id = %id, "import {id} failed: {error:?}");
            // Where nothing can be written now, it is marked when something can: nobody has to start the program anew for it.
            while let Err(error) = fail(&app, organisation, id, "internal").await {
                tracing::error!(import.id = %id, "import {id} could not be marked as failed yet: {error:?}");
                tokio::time::sleep(UNTIL_MARKED).await;
            }
        }
    });
    Ok(())
}

/// Marks what was being read when the program stopped. To be called once, at the start.
pub async fn fail_interrupted(app: &App) -> Result<(), AppError> {
    for organisation in organisations::list(&app.store).await? {
        let under_way = {
            let tx = app.read(organisation.id).await?;
            store::list_under_way(&tx).await?
        };
        for import in under_way {
            fail(app, organisation.id, import.id, "interrupted").await?;
        }
    }
    Ok(())
}

async fn fail(app: &App, organisation: OrganisationId, id: ImportId, code: &str) -> Result<(), AppError> {
    let tx = app.write(organisation).await?;
    if let Some(import) = store::find(&tx, id).await? {
        Plan::parse(&import.plan).remove_files(app);
        let report = ImportReport {
            failure: Some(code.to_owned()),
            ..ImportReport::default()
        };
        store::change(
            &tx,
            &Import {
                state: ImportState::Failed.code().to_owned(),
                summary: written(&report)?,
                finished_at: Some(app.now()),
                ..import
            },
        )
        .await?;
    }
    Ok(tx.commit().await?)
}

/// A report as it is kept with its import.
pub fn written(report: &ImportReport) -> Result<String, AppError> {
    serde_json::to_string(report).map_err(|error| AppError::internal("writing an import's report", error))
}

async fn work(app: &App, organisation: OrganisationId, import: Import) -> Result<(), AppError> {
    let plan = Plan::parse(&import.plan);
    let kind = ImportKind::parse(&import.kind).ok_or(AppError::NotFound)?;
    let is_kept = ImportState::parse(&import.state) == ImportState::Running;
    let ground = {
        let tx = app.read(organisation).await?;
        Ground::load(app, &tx).await?
    };
    let (seen, mut reading) = begin_reading(app, kind, &plan, ground);
    let result = loop {
        tokio::select! {
            result = &mut reading => break result.map_err(|error| AppError::internal("reading an import", error))?,
            () = tokio::time::sleep(REPORT_EVERY) => {
                let Progress { done, total, rows } = seen.now();
                let tx = app.write(organisation).await?;
                store::change_progress(&tx, import.id, done, total, rows).await?;
                tx.commit().await?;
            }
        }
    };
    let tx = app.write(organisation).await?;
    // The row was touched for its progress; its own things are still those it was started with.
    let (report, state, wrong) = match result {
        Ok(collected) => {
            let report = report(&tx, &plan, &collected).await?;
            if is_kept && (report.is_held_back || !report.doubts.is_empty()) {
                let code = if report.is_held_back { "mostly_wrong" } else { "doubts" };
                let report = ImportReport {
                    failure: Some(code.to_owned()),
                    ..report
                };
                (report, ImportState::Failed, Some(collected.wrong))
            } else if is_kept {
                keep(app, &tx, &import, kind, &plan, &collected).await?;
                (report, ImportState::Done, Some(collected.wrong))
            } else {
                (report, ImportState::Previewed, Some(collected.wrong))
            }
        }
        Err(failure) => {
            let is_over = is_kept || failure.is_final();
            let report = ImportReport::failed(failure);
            let state = if is_over {
                ImportState::Failed
            } else {
                ImportState::Uploaded
            };
            (report, state, None)
        }
    };
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let Progress { done, total, .. } = seen.now();
    let is_over = matches!(state, ImportState::Done | ImportState::Failed);
    let source = match state {
        ImportState::Done => store::list_sources(&tx, kind.code())
            .await?
            .into_iter()
            .find(|source| source.name == plan.source)
            .map(|source| source.id),
        _ => import.source,
    };
    store::change(
        &tx,
        &Import {
            state: state.code().to_owned(),
            source,
            finished_at: is_over.then(|| app.now()),
            progress_done: number(total.max(done)),
            progress_total: number(total.max(done)),
            rows_read: number(report.rows_read),
            rows_wrong: number(report.rows_wrong),
            file_key: if is_over {
                String::new()
            } else {
                import.file_key.clone()
            },
            summary: written(&report)?,
            ..import.clone()
        },
    )
    .await?;
    if let Some(wrong) = wrong {
        store::replace_errors(&tx, import.id, &wrong.listed).await?;
    }
    tx.commit().await?;
    if is_over {
        plan.remove_files(app);
    }
    Ok(())
}

/// Begins to read all files of a plan on a thread of its own, which says meanwhile what it has seen.
pub(super) fn begin_reading(
    app: &App,
    kind: ImportKind,
    plan: &Plan,
    ground: Ground,
) -> (Arc<Seen>, JoinHandle<Result<Collected, Failure>>) {
    let seen = Arc::new(Seen::default());
    let (app, plan, told) = (app.clone(), plan.clone(), Arc::clone(&seen));
    let reading = tokio::task::spawn_blocking(move || read_all(&app, kind, &plan, &ground, &told));
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
    let units: BTreeSet<UnitId> = changed.iter().map(|(unit, _)| *unit).collect();
    Ok(ImportReport {
        changed: u64::try_from(changed.len()).unwrap_or(u64::MAX),
        changed_units: u64::try_from(units.len()).unwrap_or(u64::MAX),
        rows_read: collected.rows_read,
        rows_wrong: collected.wrong.count,
        rows_blank: collected.rows_blank,
        rows_total: collected.rows_total,
        hidden_rows: collected.hidden_rows,
        is_held_back: collected.wrong.is_mostly && series.iter().any(|one| one.replaced_rows > 0),
        columns: collected.columns.clone(),
        doubts: collected.doubts.clone(),
        series,
        months: first.map(|(_, _, rows)| MonthTotal::of(rows)).unwrap_or_default(),
        notes: collected.notes.clone(),
        ..ImportReport::default()
    })
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
