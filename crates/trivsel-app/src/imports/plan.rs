//! What is decided about an import: which files, how they are read, what their columns mean.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use trivsel_documents::table_in::{
    Column, Header, Layout, Progress, ReadEnd, Recognised, Role, Row, Wanted, read_reporting, recognise,
};
use trivsel_domain::id::{IndicatorId, UploadId};
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::month::Month;

use super::ImportKind;
use super::columns;
use super::doubts::ImportDoubt;
use super::failure::Failure;
use crate::AppError;
use crate::uploads::{Shelf, TableFile};

/// Rows of an uploaded file that are read before it is taken.
const HEAD: u32 = 500;

/// Columns a person can be asked about: thirty years of months are 360. A page with 20,000 would be of no use to anybody.
pub(crate) const MOST_COLUMNS: usize = 1_000;

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
    /// The doubts that were overruled, by code.
    pub accepted: Vec<String>,
    /// What a unit's own row beside the rows of units below it is; none until somebody says it.
    pub parents: Option<Parents>,
}

/// What the row of a unit is when the units below it have rows for the same month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parents {
    /// The sum of the units below: it is left out, as those are added up anyway.
    Total,
    /// Its own people, who are in none of the units below.
    Own,
}

impl Parents {
    /// Both, with the codes they are chosen by.
    pub const ALL: [(&'static str, Self); 2] = [("total", Self::Total), ("own", Self::Own)];

    /// The choice with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == code).map(|(_, one)| *one)
    }
}

/// One file of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlannedFile {
    /// What it was called.
    pub name: String,
    /// Where it waits: an upload's id, or a path at the command line.
    pub key: String,
    /// How it is to be read, where that was decided by hand.
    pub wanted: Wanted,
    /// Each role's column, by name.
    pub mapping: BTreeMap<String, String>,
    /// The roles whose columns somebody chose; the others were found by name.
    pub chosen: Vec<String>,
}

/// A file that has been looked at.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) file_name: String,
    pub(super) file: TableFile,
    pub(super) recognised: Recognised,
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) chosen: Vec<String>,
    pub(super) is_wide: bool,
}

impl PlannedFile {
    /// Looks at the file. Reads its head only; may be slow on a workbook.
    pub(super) fn open(&self, shelf: &Shelf) -> Result<Opened, Failure> {
        let file = shelf.file(&self.key);
        let recognised =
            recognise(file.source(), &self.wanted).map_err(|error| Failure::from(error).in_file(&self.name))?;
        if recognised.columns.len() > MOST_COLUMNS {
            let count = recognised.columns.len().to_string();
            return Err(Failure::with("too_many_columns", count).in_file(&self.name));
        }
        let is_wide = columns::month_columns(&recognised.columns, recognised.layout.dates).len() >= 2;
        Ok(Opened {
            file_name: self.name.clone(),
            file,
            is_wide,
            mapping: self.mapping.clone(),
            chosen: self.chosen.clone(),
            recognised,
        })
    }

    /// Looks at a file that was just uploaded, to refuse one in which there is nothing to name columns in: its head, and all of it when it
    /// is short.
    pub(super) fn check(&self, shelf: &Shelf) -> Result<(), Failure> {
        let opened = self.open(shelf)?;
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
        read_reporting(self.file.source(), self.layout(), on_progress, on_row)
            .map_err(|error| Failure::from(error).in_file(&self.file_name))
    }

    pub(super) fn roles(&self, kind: ImportKind, file: usize) -> &'static [Role] {
        columns::roles(kind, file, self.is_wide)
    }

    /// The position of a role's column.
    pub(super) fn at(&self, role: &str) -> Option<usize> {
        columns::position(self.columns(), self.mapping.get(role)?)
    }

    /// The columns that are used, those of months beside each other among them.
    pub(super) fn used(&self, kind: ImportKind, file: usize) -> Vec<usize> {
        let mut used: Vec<usize> = self
            .roles(kind, file)
            .iter()
            .filter_map(|role| self.at(role.code))
            .collect();
        if self.is_wide {
            let months = columns::month_columns(self.columns(), self.layout().dates);
            used.extend(months.into_iter().map(|(at, _)| at));
        }
        used
    }

    /// Whether somebody chose by number among the columns this holds for.
    pub(super) fn is_by_number(&self, kind: ImportKind, file: usize, is: &dyn Fn(usize) -> bool) -> bool {
        self.roles(kind, file).iter().any(|role| {
            let is_chosen = self.chosen.iter().any(|chosen| chosen == role.code);
            is_chosen && self.at(role.code).is_some_and(is)
        })
    }

    /// The name of a column, for telling where a row is wrong.
    pub(super) fn name(&self, at: Option<usize>) -> String {
        at.map(|at| columns::key(self.columns(), at)).unwrap_or_default()
    }
}

impl Plan {
    /// The doubts nobody has overruled.
    pub(super) fn leaves_open(&self, doubts: &[ImportDoubt]) -> Vec<ImportDoubt> {
        let is_open = |doubt: &&ImportDoubt| !self.accepted.contains(&doubt.code);
        doubts.iter().filter(is_open).cloned().collect()
    }

    /// From what is stored.
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// For storing.
    pub fn written(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(|error| AppError::internal("writing an import's plan", error))
    }

    /// The uploaded files.
    pub(super) fn uploads(&self) -> impl Iterator<Item = UploadId> {
        self.files.iter().filter_map(|file| file.key.parse().ok())
    }
}
