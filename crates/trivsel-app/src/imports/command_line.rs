//! The same import without the pages: one call from files to figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use trivsel_documents::table_in::{Progress, Wanted, plain};
use trivsel_domain::id::{ImportId, IndicatorId, OrganisationId};
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::month::Month;
use trivsel_store::imports::{self as store, Import, ImportError};
use trivsel_store::{Tx, figures};
use uuid::Uuid;

use super::columns;
use super::failure::{Failure, TakenFor};
use super::job::{Ground, REPORT_EVERY, begin_reading, code_of_doubts, keep, report, written};
use super::plan::{Parents, Plan, PlannedFile};
use super::wizard::propose;
use super::{DOUBTS, ImportKind, ImportReport, ImportState};
use crate::input::Input;
use crate::uploads::Shelf;
use crate::{App, AppError, Problem, Problems};

/// What can be said for a whole import, by the names it is said with.
const SAID: [&str; 9] = [
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

/// An import as the command line asks for it. Columns that are not named are those of the source's last import, or are guessed.
#[derive(Clone, Debug)]
pub struct ImportRun {
    kind: ImportKind,
    source: String,
    files: Vec<PathBuf>,
    /// How each file is to be read.
    wanted: Vec<Wanted>,
    definition: Option<String>,
    /// The indicator's code.
    indicator: Option<String>,
    first: Option<Month>,
    last: Option<Month>,
    long_after: Option<u32>,
    category_parts: Option<CategoryParts>,
    accepted: Vec<String>,
    parents: Option<Parents>,
    /// May figures that are there already become others?
    accepts_changes: bool,
    /// Each role's column in whichever file has it.
    columns: BTreeMap<String, String>,
    /// Each role's column in the file of this number.
    file_columns: BTreeMap<(usize, String), String>,
}

impl ImportRun {
    /// What is asked for, from texts. `options` name the indicator (by its code), the definition, the months (`first`, `last`), the limit
    /// of a short spell (`long_after`), what categories part (`category_parts`: `events` or `people`), that figures which are there may
    /// become others (`changes=accept`), and each role's column (`unit=Enhedskode`; `f1_from=Fra` for the second file).
    pub fn read(
        kind: ImportKind,
        source: &str,
        files: &[PathBuf],
        options: &BTreeMap<String, String>,
    ) -> Result<Self, Problems> {
        let mut run = Self {
            kind,
            source: source.trim().to_owned(),
            files: files.to_vec(),
            wanted: Vec::with_capacity(files.len()),
            definition: options.get("definition").map(|text| text.trim().to_owned()),
            indicator: options.get("indicator").cloned(),
            first: None,
            last: None,
            long_after: None,
            category_parts: None,
            accepted: Vec::new(),
            parents: None,
            accepts_changes: options.get("changes").is_some_and(|answer| answer == "accept"),
            columns: BTreeMap::new(),
            file_columns: BTreeMap::new(),
        };
        let mut input = Input::new();
        if run.source.is_empty() {
            input.refuse(Problem::new("source", "problem-required"));
            return input.read(None);
        }
        let mut own = run.read_layouts(&mut input, options);
        run.read_doubts(&mut input, options);
        run.read_values(&mut input, options);
        let mut is_known: Vec<&str> = SAID.to_vec();
        is_known.extend(Wanted::NAMES);
        for index in 0..files.len() {
            for role in roles_of(kind, index) {
                let field = format!("f{index}_{role}");
                if let Some(column) = options.get(&field) {
                    run.file_columns.insert((index, role.to_owned()), column.clone());
                }
                if let Some(column) = options.get(role) {
                    run.columns.insert(role.to_owned(), column.clone());
                }
                own.push(field);
                is_known.push(role);
            }
        }
        is_known.dedup();
        for name in options.keys() {
            if !is_known.contains(&name.as_str()) && !own.contains(name) {
                input.refuse(choose(name, &is_known));
            }
        }
        input.read(Some(run))
    }

    /// What is said about the layout of each file: `separator=comma` for all, `f1_separator=comma` for the second. Gives the names that
    /// are of one file.
    fn read_layouts(&mut self, input: &mut Input, options: &BTreeMap<String, String>) -> Vec<String> {
        let mut own = Vec::new();
        for index in 0..self.files.len() {
            let mut wanted = Wanted::default();
            for name in Wanted::NAMES {
                let field = format!("f{index}_{name}");
                let given = options.get_key_value(&field).or_else(|| options.get_key_value(name));
                if let Some((field, code)) = given
                    && !wanted.put(name, code)
                {
                    input.refuse(choose(field, &Wanted::codes(name)));
                }
                own.push(field);
            }
            self.wanted.push(wanted);
        }
        own
    }

    fn read_doubts(&mut self, input: &mut Input, options: &BTreeMap<String, String>) {
        let codes = options.get("accept").map(String::as_str).unwrap_or_default();
        for code in codes.split(',').map(str::trim).filter(|code| !code.is_empty()) {
            if DOUBTS.contains(&code) {
                self.accepted.push(code.to_owned());
            } else {
                input.refuse(choose("accept", &DOUBTS));
            }
        }
        if let Some(code) = options.get("parents") {
            self.parents = Parents::parse(code);
            if self.parents.is_none() {
                input.refuse(choose("parents", &Parents::ALL.map(|(code, _)| code)));
            }
        }
    }

    fn read_values(&mut self, input: &mut Input, options: &BTreeMap<String, String>) {
        for (name, place) in [("first", &mut self.first), ("last", &mut self.last)] {
            if let Some(text) = options.get(name) {
                *place = input.month(name, text);
            }
        }
        if let Some(text) = options.get("long_after") {
            self.long_after = text.parse().ok();
            if self.long_after.is_none() {
                input.refuse(Problem::new("long_after", "problem-number"));
            }
        }
        if let Some(text) = options.get("category_parts") {
            self.category_parts = Some(CategoryParts::parse(text)).filter(|parts| *parts != CategoryParts::Unknown);
            if self.category_parts.is_none() {
                input.refuse(choose("category_parts", &["events", "people"]));
            }
        }
    }
}

/// The codes of the roles a file's columns can have, as a long table and as one with the months beside each other.
fn roles_of(kind: ImportKind, index: usize) -> impl Iterator<Item = &'static str> {
    let of = move |is_wide: bool| columns::roles(kind, index, is_wide).iter().map(|role| role.code);
    of(false).chain(of(true))
}

fn choose(field: &str, known: &[&str]) -> Problem {
    Problem::new(field, "problem-choose").with("known", known.join(", "))
}

/// Reads files in, as a coordinator would in the pages. Gives the report and the rows that could not be used.
pub async fn run_from_command_line(
    app: &App,
    organisation: OrganisationId,
    run: &ImportRun,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(ImportReport, Vec<ImportError>), AppError> {
    let kind = run.kind;
    let tx = app.read(organisation).await?;
    let plan = plan(app, &tx, run).await?;
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
    if report.changed > 0 && !run.accepts_changes {
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

/// What is asked for with what is there: files by their paths, the indicator by its code, columns by the file that has them.
async fn plan(app: &App, tx: &Tx, run: &ImportRun) -> Result<Plan, AppError> {
    let mut plan = Plan {
        source: run.source.clone(),
        ..Plan::default()
    };
    // What is decided about the layout is decided before columns are looked for.
    for (path, wanted) in run.files.iter().zip(&run.wanted) {
        let path = std::path::absolute(path).map_err(|error| AppError::internal("finding a file", error))?;
        plan.files.push(PlannedFile {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            key: path.to_string_lossy().into_owned(),
            wanted: wanted.clone(),
            ..PlannedFile::default()
        });
    }
    let shelf = Shelf::of(app, tx.organisation());
    let mut plan = propose(shelf.clone(), tx, run.kind, plan, Some(&run.source)).await?;
    plan.source.clone_from(&run.source);
    plan.accepted.extend(run.accepted.iter().cloned());
    plan.parents = run.parents.or(plan.parents);
    if let Some(definition) = &run.definition {
        plan.definition.clone_from(definition);
    }
    if let Some(code) = &run.indicator {
        plan.indicator = Some(indicator_named(tx, code).await?);
    }
    plan.first = run.first.or(plan.first);
    plan.last = run.last.or(plan.last);
    plan.long_after = run.long_after.or(plan.long_after);
    plan.category_parts = run.category_parts.unwrap_or(plan.category_parts);
    let has = columns_of(shelf, plan.files.clone()).await?;
    let is_in = |index: usize, column: &str| has.get(index).is_some_and(|columns| columns.contains(&plain(column)));
    for (index, file) in plan.files.iter_mut().enumerate() {
        for role in roles_of(run.kind, index) {
            // `to=Raskmeldt` is of the file that has such a column; where none has, every file is told of it.
            let of_all = run.columns.get(role).filter(|column| {
                let is_elsewhere = (0..has.len()).any(|other| is_in(other, column));
                is_in(index, column) || !is_elsewhere
            });
            if let Some(column) = run.file_columns.get(&(index, role.to_owned())).or(of_all) {
                file.mapping.insert(role.to_owned(), column.clone());
                file.chosen.push(role.to_owned());
            }
        }
    }
    Ok(plan)
}

async fn indicator_named(tx: &Tx, code: &str) -> Result<IndicatorId, AppError> {
    if let Some(indicator) = figures::indicator_by_code(tx, code).await? {
        return Ok(indicator.id);
    }
    let all = figures::list_indicators(tx).await?;
    let known: Vec<&str> = all.iter().map(|one| one.code.as_str()).collect();
    Err(AppError::Invalid(vec![choose("indicator", &known)]))
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
