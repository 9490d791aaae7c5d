//! The same import without the pages: one call from files to figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use trivsel_documents::table_in::{Progress, Wanted, plain};
use trivsel_domain::id::{ImportId, OrganisationId};
use trivsel_domain::indicator::CategoryParts;
use trivsel_store::figures;
use trivsel_store::imports::{self as store, Import, ImportError};
use uuid::Uuid;

use super::columns;
use super::failure::{Failure, TakenFor};
use super::job::{Ground, REPORT_EVERY, begin_reading, code_of_doubts, keep, report, written};
use super::plan::{Parents, Plan, PlannedFile};
use super::wizard::propose;
use super::{DOUBTS, ImportKind, ImportReport, ImportState};
use crate::uploads::Shelf;
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
    let (seen, mut reading) = begin_reading(Shelf::of(app, organisation), kind, &plan, ground);
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
    if !collected.doubts.is_empty() {
        let code = code_of_doubts(&collected.doubts);
        let taken = TakenFor {
            columns: collected.columns,
            sheets: collected.sheets,
        };
        let failure = Failure {
            doubts: collected.doubts,
            taken: Box::new(taken),
            ..Failure::new(code)
        };
        return Ok((ImportReport::failed(failure), collected.wrong.listed));
    }
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let names: Vec<&str> = plan.files.iter().map(|file| file.name.as_str()).collect();
    let tx = app.write(organisation).await?;
    let report = report(&tx, &plan, &collected).await?;
    if report.changed > 0 && options.get("changes").is_none_or(|answer| answer != "accept") {
        let failure = Failure::with("changes", told_changes(&report));
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

/// How many figures would become others, and how many would go.
fn told_changes(report: &ImportReport) -> String {
    let changed = format!("{} in {} units", report.changed, report.changed_units);
    match report.gone {
        0 => changed,
        gone => format!("{changed}, {gone} of them removed"),
    }
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
    let mut problems = Vec::new();
    let mut fields = Vec::new();
    let wanted = wanted(options, plan.files.len(), &mut fields, &mut problems);
    // What is decided about the layout is decided before columns are looked for.
    for (file, wanted) in plan.files.iter_mut().zip(wanted) {
        file.wanted = wanted;
    }
    let mut plan = propose(Shelf::of(app, tx.organisation()), tx, kind, plan, Some(&source_name)).await?;
    plan.source = source_name;
    let mut is_known: Vec<&str> = vec![
        "indicator",
        "definition",
        "first",
        "last",
        "long_after",
        "category_parts",
        "changes",
        "accept",
        "parents",
    ];
    is_known.extend(Wanted::NAMES);
    if let Some(codes) = options.get("accept") {
        for code in codes.split(',').map(str::trim).filter(|code| !code.is_empty()) {
            if DOUBTS.contains(&code) {
                plan.accepted.push(code.to_owned());
            } else {
                problems.push(Problem::new("accept", "problem-choose").with("known", DOUBTS.join(", ")));
            }
        }
    }
    if let Some(code) = options.get("parents") {
        plan.parents = Parents::parse(code);
        if plan.parents.is_none() {
            let known = Parents::ALL.map(|(code, _)| code).join(", ");
            problems.push(Problem::new("parents", "problem-choose").with("known", known));
        }
    }
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
    let has = columns_of(Shelf::of(app, tx.organisation()), plan.files.clone()).await?;
    let is_in = |index: usize, column: &str| has.get(index).is_some_and(|columns| columns.contains(&plain(column)));
    for (index, file) in plan.files.iter_mut().enumerate() {
        for is_wide in [false, true] {
            for role in columns::roles(kind, index, is_wide) {
                let own = format!("f{index}_{}", role.code);
                // `to=Raskmeldt` is of the file that has such a column; where none has, every file is told of it.
                let of_all = options.get(role.code).filter(|column| {
                    let is_elsewhere = (0..has.len()).any(|other| is_in(other, column));
                    is_in(index, column) || !is_elsewhere
                });
                if let Some(column) = options.get(&own).or(of_all) {
                    file.mapping.insert(role.code.to_owned(), column.clone());
                    file.chosen.push(role.code.to_owned());
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

/// The names of each file's columns, as they are compared; none of a file that cannot be read, which is told of later.
async fn columns_of(shelf: Shelf, files: Vec<PlannedFile>) -> Result<Vec<BTreeSet<String>>, AppError> {
    let names = move || {
        let of_file = |file: &PlannedFile| {
            let opened = file.open(&shelf);
            let columns = opened.map(|opened| opened.recognised.columns).unwrap_or_default();
            columns.iter().map(|column| plain(&column.name)).collect()
        };
        files.iter().map(of_file).collect()
    };
    tokio::task::spawn_blocking(names)
        .await
        .map_err(|error| AppError::internal("looking at a file", error))
}

/// What is said about the layout of each file: `separator=comma` for all, `f1_separator=comma` for the second.
fn wanted(
    options: &BTreeMap<String, String>,
    files: usize,
    fields: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Wanted> {
    let mut all = Vec::with_capacity(files);
    for index in 0..files {
        let mut wanted = Wanted::default();
        for name in Wanted::NAMES {
            let own = format!("f{index}_{name}");
            let given = options.get_key_value(&own).or_else(|| options.get_key_value(name));
            if let Some((field, code)) = given
                && !wanted.put(name, code)
            {
                problems
                    .push(Problem::new(field.clone(), "problem-choose").with("known", Wanted::codes(name).join(", ")));
            }
            fields.push(own);
        }
        all.push(wanted);
    }
    all
}
