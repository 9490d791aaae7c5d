//! The steps a coordinator takes: upload, name the columns, look at the totals, read in or throw away. What is said on the way, and
//! whether it is enough, stands in `imports/deciding.rs`.

use std::collections::BTreeMap;

use trivsel_documents::table_in::{Recognised, Wanted};
use trivsel_documents::table_out::{Cell, Column as OutColumn, ColumnKind, Table};
use trivsel_domain::id::{ImportId, UploadId};
use trivsel_domain::indicator::Indicator;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::imports::{self as store, Import, ImportError};
use trivsel_store::{Tx, figures};
use uuid::Uuid;

use super::columns;
use super::doubts::{self, ImportDoubt};
use super::failure::Failure;
use super::job::with_progress;
use super::plan::{Opened, Plan, PlannedFile};
use super::{ImportKind, ImportReport, ImportState, Role};
use crate::uploads::{self, Incoming, Purpose, Shelf};
use crate::{App, AppError, Problem};

/// An import as its page shows it.
#[derive(Clone, Debug)]
pub struct Looked {
    pub import: Import,
    /// What kind.
    pub kind: ImportKind,
    /// How far.
    pub state: ImportState,
    /// What was decided.
    pub plan: Plan,
    /// What was found.
    pub report: ImportReport,
    /// The files, looked at anew, while they are here and nothing is under way.
    pub files: Vec<LookedFile>,
    /// What can be measured.
    pub indicators: Vec<Indicator>,
    /// The first rows that could not be used.
    pub errors: Vec<ImportError>,
}

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct LookedFile {
    /// What it was called.
    pub name: String,
    /// What was recognised; none when it could not be read.
    pub recognised: Option<Recognised>,
    /// Why it could not be read: the code of the reason.
    pub failure: Option<&'static str>,
    /// What the reason needs to know.
    pub failure_detail: String,
    /// Do the months stand beside each other?
    pub is_wide: bool,
    /// What its columns can mean.
    pub roles: &'static [Role],
    /// The columns by the names they are kept under.
    pub columns: Vec<String>,
    /// Each role's column.
    pub mapping: BTreeMap<String, String>,
    /// How it is read, as chosen by hand.
    pub wanted: Wanted,
    /// What could not be told from it.
    pub doubts: Vec<ImportDoubt>,
}

/// The newest imports.
pub async fn list(app: &App, who: &Actor) -> Result<Vec<Import>, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let tx = app.read(who.organisation).await?;
    Ok(store::list(&tx, 100).await?)
}

/// The names of the sources a kind of import was read from before.
pub async fn sources_of(app: &App, who: &Actor, kind: ImportKind) -> Result<Vec<String>, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let tx = app.read(who.organisation).await?;
    let sources = store::list_sources(&tx, kind.code()).await?;
    Ok(sources.into_iter().map(|source| source.name).collect())
}

/// One import, without looking at its files: for telling how far it has come.
pub async fn find(app: &App, who: &Actor, id: ImportId) -> Result<Import, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let tx = app.read(who.organisation).await?;
    let import = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    with_progress(&tx, import).await
}

/// Begins to take a file in.
pub async fn new_upload(app: &App, who: &Actor) -> Result<Incoming, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    Incoming::begin(app, who, Purpose::Figures).await
}

/// Removes files that came in and were not taken for an import.
pub async fn discard_files(app: &App, who: &Actor, files: &[UploadId]) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    uploads::discard(app, who.organisation, files).await
}

/// Begins an import with uploaded files: what they were called, and which they are.
pub async fn upload(
    app: &App,
    who: &Actor,
    kind: ImportKind,
    files: Vec<(String, UploadId)>,
) -> Result<ImportId, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let needed = match kind {
        ImportKind::UnitMonths => 1,
        ImportKind::AbsenceSpells => 2,
    };
    if files.len() != needed {
        return Err(AppError::invalid(
            if files.is_empty() { "file" } else { "second_file" },
            "problem-file",
        ));
    }
    let plan = Plan {
        files: files
            .into_iter()
            .map(|(name, id)| PlannedFile {
                name,
                key: id.to_string(),
                ..PlannedFile::default()
            })
            .collect(),
        ..Plan::default()
    };
    for id in plan.uploads() {
        uploads::own(app, who, id).await?;
    }
    let shelf = Shelf::of(app, who.organisation);
    check_files(&shelf, kind, &plan).await?;
    let plan = {
        let tx = app.read(who.organisation).await?;
        propose(shelf, &tx, kind, plan, None).await?
    };
    let names: Vec<&str> = plan.files.iter().map(|file| file.name.as_str()).collect();
    let import = Import {
        id: ImportId(Uuid::now_v7()),
        source: None,
        kind: kind.code().to_owned(),
        state: ImportState::Uploaded.code().to_owned(),
        file_name: names.join(", "),
        file_key: plan.files.first().map(|file| file.key.clone()).unwrap_or_default(),
        created_at: app.now(),
        created_by: Some(who.person),
        finished_at: None,
        progress_done: 0,
        progress_total: 0,
        rows_read: 0,
        rows_wrong: 0,
        plan: plan.written()?,
        summary: String::new(),
    };
    let import = &import;
    app.writing(who, |work| async move {
        store::add(&work, import).await?;
        Ok(import.id)
    })
    .await
}

/// Refuses files in which there is nothing to read, beside the fields they were chosen in.
///
/// A file of spells may have column names only: nobody was away.
async fn check_files(shelf: &Shelf, kind: ImportKind, plan: &Plan) -> Result<(), AppError> {
    let (shelf, files) = (shelf.clone(), plan.files.clone());
    let problems: Vec<Problem> = tokio::task::spawn_blocking(move || {
        let checked = ["file", "second_file"].into_iter().zip(&files);
        checked
            .filter_map(|(field, file)| Some((field, file.check(&shelf).err()?)))
            .filter(|(field, failure)| !is_of_nobody(kind, field, failure))
            .map(|(field, failure)| failure.problem(field))
            .collect()
    })
    .await
    .map_err(|error| AppError::internal("looking at a file", error))?;
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

fn is_of_nobody(kind: ImportKind, field: &str, failure: &Failure) -> bool {
    kind == ImportKind::AbsenceSpells && field == "second_file" && failure.code == "header_only"
}

/// Proposes columns: those of an earlier import whose columns are all here again (of this source, where one is named), else by name.
pub(super) async fn propose(
    shelf: Shelf,
    tx: &Tx,
    kind: ImportKind,
    plan: Plan,
    source: Option<&str>,
) -> Result<Plan, AppError> {
    let earlier: Vec<Plan> = store::list_sources(tx, kind.code())
        .await?
        .into_iter()
        .filter(|known| source.is_none_or(|name| known.name == name))
        .map(|known| Plan::parse(&known.mapping))
        .collect();
    tokio::task::spawn_blocking(move || proposed(&shelf, kind, plan, earlier))
        .await
        .map_err(|error| AppError::internal("looking at a file", error))
}

fn proposed(shelf: &Shelf, kind: ImportKind, mut plan: Plan, earlier: Vec<Plan>) -> Plan {
    // A file with the months beside each other says less than one with a row for each: its columns may all be here, too.
    let says_enough = |index: usize, opened: &Opened| {
        let roles = opened.roles(kind, index);
        let has = |code: &str| opened.at(code).is_some();
        let needs_number = roles.iter().any(|role| role.code == "numerator");
        roles.iter().all(|role| !role.is_needed || has(role.code))
            && (!needs_number || has("numerator") || has("value"))
    };
    for known in earlier {
        let fits = known.files.len() == plan.files.len()
            && plan
                .files
                .iter()
                .zip(&known.files)
                .enumerate()
                .all(|(index, (file, known))| {
                    let again = PlannedFile {
                        wanted: known.wanted.clone().overruled(&file.wanted),
                        mapping: known.mapping.clone(),
                        chosen: known.chosen.clone(),
                        ..file.clone()
                    };
                    !known.mapping.is_empty()
                        && again.open(shelf).is_ok_and(|opened| {
                            known.mapping.keys().all(|role| opened.at(role).is_some()) && says_enough(index, &opened)
                        })
                });
        if fits {
            for (file, known) in plan.files.iter_mut().zip(&known.files) {
                file.wanted = known.wanted.clone().overruled(&file.wanted);
                file.mapping = known.mapping.clone();
                file.chosen = known.chosen.clone();
            }
            return Plan {
                files: plan.files,
                first: None,
                last: None,
                accepted: Vec::new(),
                ..known
            };
        }
    }
    for (index, file) in plan.files.iter_mut().enumerate() {
        if let Ok(opened) = file.open(shelf) {
            file.mapping = columns::guess(opened.columns(), opened.roles(kind, index));
        }
    }
    plan
}

/// An import with its files looked at.
pub async fn look(app: &App, who: &Actor, id: ImportId) -> Result<Looked, AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    let (import, indicators, errors) = {
        let tx = app.read(who.organisation).await?;
        let import = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
        (
            with_progress(&tx, import).await?,
            figures::list_indicators(&tx).await?,
            store::errors_of(&tx, id, 20).await?,
        )
    };
    let kind = ImportKind::parse(&import.kind).ok_or(AppError::NotFound)?;
    let state = ImportState::parse(&import.state);
    let plan = Plan::parse(&import.plan);
    let files = if state == ImportState::Uploaded {
        look_at(Shelf::of(app, who.organisation), kind, plan.files.clone()).await?
    } else {
        Vec::new()
    };
    Ok(Looked {
        report: serde_json::from_str(&import.summary).unwrap_or_default(),
        kind,
        state,
        plan,
        files,
        indicators,
        errors,
        import,
    })
}

pub(super) async fn look_at(
    shelf: Shelf,
    kind: ImportKind,
    files: Vec<PlannedFile>,
) -> Result<Vec<LookedFile>, AppError> {
    tokio::task::spawn_blocking(move || looked_at(&shelf, kind, files))
        .await
        .map_err(|error| AppError::internal("looking at a file", error))
}

fn looked_at(shelf: &Shelf, kind: ImportKind, files: Vec<PlannedFile>) -> Vec<LookedFile> {
    let look = |(index, file): (usize, PlannedFile)| match file.open(shelf) {
        Ok(opened) => LookedFile {
            columns: (0..opened.columns().len())
                .map(|at| columns::key(opened.columns(), at))
                .collect(),
            roles: opened.roles(kind, index),
            is_wide: opened.is_wide,
            doubts: doubts::of_file(&opened, kind, index),
            recognised: Some(opened.recognised),
            failure: None,
            failure_detail: String::new(),
            name: file.name,
            mapping: file.mapping,
            wanted: file.wanted,
        },
        Err(failure) => LookedFile {
            columns: Vec::new(),
            roles: &[],
            is_wide: false,
            doubts: Vec::new(),
            recognised: None,
            failure: Some(failure.code),
            failure_detail: failure.detail.into(),
            name: file.name,
            mapping: file.mapping,
            wanted: file.wanted,
        },
    };
    files.into_iter().enumerate().map(look).collect()
}

/// Goes back from the totals to the columns.
pub async fn reopen(app: &App, who: &Actor, id: ImportId) -> Result<(), AppError> {
    change_state(app, who, id, &[ImportState::Previewed], ImportState::Uploaded).await
}

/// Throws an import away before it is read in, with its files.
pub async fn discard(app: &App, who: &Actor, id: ImportId) -> Result<(), AppError> {
    let before = [ImportState::Uploaded, ImportState::Previewed];
    change_state(app, who, id, &before, ImportState::Failed).await
}

async fn change_state(
    app: &App,
    who: &Actor,
    id: ImportId,
    from: &[ImportState],
    to: ImportState,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeFigures)?;
    app.writing(who, |work| async move {
        let import = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        if !from.contains(&ImportState::parse(&import.state)) {
            return Err(AppError::Conflict);
        }
        let is_over = to == ImportState::Failed;
        let report = ImportReport {
            failure: is_over.then(|| "discarded".to_owned()),
            ..ImportReport::default()
        };
        store::change(
            &work,
            &Import {
                state: to.code().to_owned(),
                summary: super::job::written(&report)?,
                finished_at: is_over.then(|| work.now),
                file_key: if is_over {
                    String::new()
                } else {
                    import.file_key.clone()
                },
                ..import.clone()
            },
        )
        .await?;
        if is_over {
            uploads::forget(&work, super::files_of(&import)).await?;
        }
        Ok(())
    })
    .await
}

/// The rows that could not be used, as a table to take away. `words` turns a code into a sentence; `heads` are the four columns.
pub async fn error_table(
    app: &App,
    who: &Actor,
    id: ImportId,
    heads: [String; 4],
    words: &(dyn Fn(&str) -> String + Sync),
) -> Result<Table, AppError> {
    let import = find(app, who, id).await?;
    let tx = app.read(who.organisation).await?;
    let errors = store::errors_of(&tx, id, 10_000).await?;
    let [row, column, seen, reason] = heads;
    Ok(Table {
        title: import.file_name,
        columns: vec![
            OutColumn::new(row, ColumnKind::Number { decimals: 0 }),
            OutColumn::new(column, ColumnKind::Text),
            OutColumn::new(seen, ColumnKind::Text),
            OutColumn::new(reason, ColumnKind::Text),
        ],
        rows: errors
            .into_iter()
            .map(|error| {
                vec![
                    Cell::Number(f64::from(u32::try_from(error.row).unwrap_or(u32::MAX))),
                    Cell::Text(error.column),
                    Cell::Text(error.seen),
                    Cell::Text(words(&error.reason)),
                ]
            })
            .collect(),
        notes: Vec::new(),
    })
}
