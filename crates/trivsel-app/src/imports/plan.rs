//! What is decided about an import: which files, how they are read, what their columns mean.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use trivsel_documents::table_in::{
    Column, Header, Layout, Progress, ReadEnd, Recognised, Row, Source, Wanted, read_reporting, recognise,
};
use trivsel_domain::id::IndicatorId;
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::month::Month;

use super::ImportKind;
use super::columns::{self, Role};
use super::job::Failure;
use crate::{App, AppError};

/// Rows of an uploaded file that are read before it is taken.
const HEAD: u32 = 500;

/// The whole plan of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The files, in order.
    pub files: Vec<PlannedFile>,
    /// What the source is called.
    pub source: String,
    /// What the source counts, where it matters.
    pub definition: String,
    /// The indicator of unit-months.
    pub indicator: Option<IndicatorId>,
    /// The first month that is kept; none means the first there is.
    pub first: Option<Month>,
    /// The last month that is kept; none means the last full month.
    pub last: Option<Month>,
    /// The most calendar days of a short spell.
    pub long_after: Option<u32>,
    /// What the categories of unit-months part: what happened, or people.
    pub category_parts: CategoryParts,
}

/// One file of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlannedFile {
    /// What it was called.
    pub name: String,
    /// Where it waits: a random name in the upload folder, or a path at the command line.
    pub key: String,
    /// How it is to be read, where that was decided by hand.
    pub wanted: Wanted,
    /// Each role's column, by name.
    pub mapping: BTreeMap<String, String>,
}

/// A file that has been looked at.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) file_name: String,
    pub(super) path: PathBuf,
    pub(super) recognised: Recognised,
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) is_wide: bool,
}

impl PlannedFile {
    /// Where it lies.
    pub(super) fn path(&self, app: &App) -> PathBuf {
        // An absolute key (a path at the command line) replaces the folder.
        app.settings.upload_dir.join(&self.key)
    }

    /// Looks at the file. Reads its head only; may be slow on a workbook.
    pub(super) fn open(&self, app: &App) -> Result<Opened, Failure> {
        let path = self.path(app);
        let recognised =
            recognise(Source::Path(&path), &self.wanted).map_err(|error| Failure::from(error).in_file(&self.name))?;
        let is_wide = columns::month_columns(&recognised.columns, recognised.layout.dates).len() >= 2;
        Ok(Opened {
            file_name: self.name.clone(),
            path,
            is_wide,
            mapping: self.mapping.clone(),
            recognised,
        })
    }

    /// Looks at a file that was just uploaded, to refuse one in which there is nothing to name columns in: its head, and all of it when it
    /// is short.
    pub(super) fn check(&self, app: &App) -> Result<(), Failure> {
        let opened = self.open(app)?;
        if opened.columns().len() < 2 {
            return Err(Failure::new("one_column").in_file(&self.name));
        }
        let mut rows = 0;
        opened.read(
            |_| {},
            |_| {
                rows += 1;
                if rows < HEAD {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        )?;
        if rows == 1 && opened.layout().header == Header::Missing {
            return Err(Failure::new("title_only").in_file(&self.name));
        }
        Ok(())
    }
}

impl Opened {
    pub(super) fn columns(&self) -> &[Column] {
        &self.recognised.columns
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.recognised.layout
    }

    /// Hands every data row out.
    pub(super) fn read(
        &self,
        on_progress: impl FnMut(Progress),
        on_row: impl FnMut(Row<'_>) -> ControlFlow<()>,
    ) -> Result<ReadEnd, Failure> {
        read_reporting(Source::Path(&self.path), self.layout(), on_progress, on_row)
            .map_err(|error| Failure::from(error).in_file(&self.file_name))
    }

    pub(super) fn roles(&self, kind: ImportKind, file: usize) -> &'static [Role] {
        columns::roles(kind, file, self.is_wide)
    }

    /// The position of a role's column.
    pub(super) fn at(&self, role: &str) -> Option<usize> {
        columns::position(self.columns(), self.mapping.get(role)?)
    }

    /// The name of a column, for telling where a row is wrong.
    pub(super) fn name(&self, at: Option<usize>) -> String {
        at.map(|at| columns::key(self.columns(), at)).unwrap_or_default()
    }
}

impl Plan {
    /// From what is stored.
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// For storing.
    pub(crate) fn written(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(|error| AppError::internal("writing an import's plan", error))
    }

    /// Removes the uploaded files. One that is gone already is no trouble.
    pub(super) fn remove_files(&self, app: &App) {
        for file in &self.files {
            if let Err(error) = std::fs::remove_file(file.path(app))
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!("an uploaded file could not be removed: {error}");
            }
        }
    }
}
