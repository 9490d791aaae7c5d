//! The same import without the pages: one call from files to figures.

use std::collections::BTreeMap;
use std::path::PathBuf;

use trivsel_documents::table_in::Progress;
use trivsel_domain::id::{ImportId, OrganisationId};
use trivsel_domain::indicator::CategoryParts;
use trivsel_store::figures;
use trivsel_store::imports::{self as store, Import, ImportError};
use uuid::Uuid;

use super::columns;
use super::job::{Failure, Ground, REPORT_EVERY, begin_reading, keep, report, written};
use super::plan::{Plan, PlannedFile};
use super::wizard::propose;
use super::{ImportKind, ImportReport, ImportState};
use crate::{App, AppError, Problem};

/// Reads files in, as a coordinator would in the pages. `options` name the indicator (by its code), the definition, the months
/// (`first`, `last`), the limit of a short spell (`long_after`), what categories part (`category_parts`: `events` or `people`), that figures which are there may become
/// others (`changes=accept`), and each role's column (`unit=Enhedskode`; `f1_from=Fra` for the second
/// file). Columns that are not named are those of the source's last import, or are guessed. Gives the report and the rows that
/// could not be used.
pub async fn run_from_command_line(
    app: &App,
    organisation: OrganisationId,
    kind: ImportKind,
    source: &str,
    files: &[PathBuf],
    options: &BTreeMap<String, String>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(ImportReport, Vec<ImportError>), AppError> {
    let tx = app.read(organisation).await?;
    let plan = plan(app, &tx, kind, source, files, options).await?;
    let ground = Ground::load(app, &tx).await?;
    drop(tx);
    let (seen, mut reading) = begin_reading(app, kind, &plan, ground);
    let result = loop {
        tokio::select! {
            result = &mut reading => break result.map_err(|error| AppError::internal("reading an import", error))?,
            () = tokio::time::sleep(REPORT_EVERY) => progress(seen.now()),
        }
    };
    progress(seen.now());
    let collected = match result {
        Ok(collected) => collected,
        Err(mut failure) => {
            let rows = std::mem::take(&mut failure.rows);
            return Ok((ImportReport::failed(failure), rows));
        }
    };
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let names: Vec<&str> = plan.files.iter().map(|file| file.name.as_str()).collect();
    let tx = app.write(organisation).await?;
    let report = report(&tx, &plan, &collected).await?;
    if report.changed > 0 && options.get("changes").is_none_or(|answer| answer != "accept") {
        let failure = Failure::with(
            "changes",
            format!("{} in {} units", report.changed, report.changed_units),
        );
        return Ok((ImportReport::failed(failure), Vec::new()));
    }
    let import = Import {
        id: ImportId(Uuid::now_v7()),
        source: None,
        kind: kind.code().to_owned(),
        state: ImportState::Done.code().to_owned(),
        file_name: names.join(", "),
        file_key: String::new(),
        created_at: app.now(),
        created_by: None,
        finished_at: Some(app.now()),
        progress_done: 1,
        progress_total: 1,
        rows_read: number(report.rows_read),
        rows_wrong: number(report.rows_wrong),
        plan: String::new(),
        summary: written(&report)?,
    };
    store::add(&tx, &import).await?;
    keep(app, &tx, &import, kind, &plan, &collected).await?;
    store::replace_errors(&tx, import.id, &collected.wrong.listed).await?;
    tx.commit().await?;
    Ok((report, collected.wrong.listed))
}

async fn plan(
    app: &App,
    tx: &trivsel_store::Tx,
    kind: ImportKind,
    source: &str,
    files: &[PathBuf],
    options: &BTreeMap<String, String>,
) -> Result<Plan, AppError> {
    let mut plan = Plan {
        source: source.trim().to_owned(),
        ..Plan::default()
    };
    if plan.source.is_empty() {
        return Err(AppError::invalid("source", "problem-required"));
    }
    for path in files {
        let path = std::path::absolute(path).map_err(|error| AppError::internal("finding a file", error))?;
        plan.files.push(PlannedFile {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            key: path.to_string_lossy().into_owned(),
            ..PlannedFile::default()
        });
    }
    let source_name = plan.source.clone();
    let mut plan = propose(app, tx, kind, plan, Some(&source_name)).await?;
    plan.source = source_name;
    let mut problems = Vec::new();
    let mut is_known: Vec<&str> = vec![
        "indicator",
        "definition",
        "first",
        "last",
        "long_after",
        "category_parts",
        "changes",
    ];
    if let Some(definition) = options.get("definition") {
        plan.definition = definition.trim().to_owned();
    }
    if let Some(code) = options.get("indicator") {
        match figures::indicator_by_code(tx, code).await? {
            Some(indicator) => plan.indicator = Some(indicator.id),
            None => {
                let known: Vec<String> = figures::list_indicators(tx)
                    .await?
                    .into_iter()
                    .map(|one| one.code)
                    .collect();
                problems.push(Problem::new("indicator", "problem-choose").with("known", known.join(", ")));
            }
        }
    }
    for (name, place) in [("first", &mut plan.first), ("last", &mut plan.last)] {
        if let Some(text) = options.get(name) {
            match crate::input::parse_month(text) {
                Some(month) => *place = Some(month),
                None => problems.push(Problem::new(name, "problem-month")),
            }
        }
    }
    if let Some(text) = options.get("long_after") {
        match text.parse() {
            Ok(days) => plan.long_after = Some(days),
            Err(_) => problems.push(Problem::new("long_after", "problem-number")),
        }
    }
    if let Some(text) = options.get("category_parts") {
        plan.category_parts = CategoryParts::parse(text);
        if plan.category_parts == CategoryParts::Unknown {
            problems.push(Problem::new("category_parts", "problem-choose").with("known", "events, people"));
        }
    }
    let mut fields = Vec::new();
    for (index, file) in plan.files.iter_mut().enumerate() {
        for is_wide in [false, true] {
            for role in columns::roles(kind, index, is_wide) {
                let own = format!("f{index}_{}", role.code);
                if let Some(column) = options.get(&own).or_else(|| options.get(role.code)) {
                    file.mapping.insert(role.code.to_owned(), column.clone());
                }
                is_known.push(role.code);
                fields.push(own);
            }
        }
    }
    is_known.dedup();
    for name in options.keys() {
        if !is_known.contains(&name.as_str()) && !fields.contains(name) {
            problems.push(Problem::new(name.clone(), "problem-choose").with("known", is_known.join(", ")));
        }
    }
    if problems.is_empty() {
        Ok(plan)
    } else {
        Err(AppError::Invalid(problems))
    }
}
