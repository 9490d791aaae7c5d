//! What is decided about an import: which files, how they are read, what their columns mean.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use trivsel_documents::table_in::{Column, Layout, Recognised, Source, Wanted, recognise};
use trivsel_domain::id::IndicatorId;
use trivsel_domain::month::Month;

use super::ImportKind;
use super::columns::{self, Role};
use crate::{App, AppError};

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
    pub(super) fn open(&self, app: &App) -> Result<Opened, trivsel_documents::table_in::ReadError> {
        let path = self.path(app);
        let recognised = recognise(Source::Path(&path), &self.wanted)?;
        let is_wide = columns::month_columns(&recognised.columns, recognised.layout.dates).len() >= 2;
        Ok(Opened {
            path,
            is_wide,
            mapping: self.mapping.clone(),
            recognised,
        })
    }
}

impl Opened {
    pub(super) fn columns(&self) -> &[Column] {
        &self.recognised.columns
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.recognised.layout
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
    pub(super) fn written(&self) -> Result<String, AppError> {
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
