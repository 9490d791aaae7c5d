//! What somebody says about the columns of an import, and about what its totals leave in doubt: as the forms of the pages carry it, and
//! as values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use trivsel_documents::table_in::Wanted;
use trivsel_domain::id::IndicatorId;
use trivsel_domain::indicator::CategoryParts;
use trivsel_domain::month::Month;

use super::plan::Parents;
use crate::input::Input;
use crate::{Problem, Problems};

/// The parts of a file's layout that a form asks for. Where the columns are named it does not ask.
const LAYOUT: [&str; 5] = ["sheet", "encoding", "separator", "decimal", "dates"];

/// What is typed about the columns, by the names of the fields: `f0_unit`, `source`, `indicator` …
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct MappingForm {
    /// Field by field.
    pub fields: BTreeMap<String, String>,
}

/// What is said about an import before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportMapping {
    /// What the source is called; may be empty while files are only looked at.
    pub source: String,
    /// What the source counts, where it matters.
    pub definition: String,
    /// The indicator of unit-months.
    pub indicator: Option<IndicatorId>,
    /// What the categories of unit-months part.
    pub category_parts: CategoryParts,
    /// The first month of spells that is kept; none means the first there is.
    pub first: Option<Month>,
    /// The last; none means the last full month.
    pub last: Option<Month>,
    /// The most calendar days of a short spell.
    pub long_after: Option<u32>,
    /// What is said about each file, by its number from 0.
    pub files: BTreeMap<usize, FileMapping>,
}

/// What is said about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileMapping {
    /// How it is to be read.
    pub wanted: Wanted,
    /// Each role's column, by the names columns are kept under.
    pub columns: BTreeMap<String, String>,
    /// What was asked and left open.
    pub left_open: BTreeSet<String>,
}

/// What is said about the doubts that the totals left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtsSettled {
    /// What a unit's own row beside the rows of units below it is.
    pub parents: Option<Parents>,
    /// The doubts that are overruled, by code.
    pub accepted: BTreeSet<String>,
}

impl MappingForm {
    /// What was typed in a field; empty when it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Are the files only to be looked at anew, as they are now to be read?
    pub fn is_to_look_again(&self) -> bool {
        self.get("action") == "again"
    }

    /// What was typed about the columns, as values.
    pub fn read(&self) -> Result<ImportMapping, Problems> {
        let mut input = Input::new();
        let definition = input.text("definition", self.get("definition"));
        let source = input.line("source", self.get("source"));
        let mut month = |name: &str| {
            let typed = self.get(name);
            (!typed.trim().is_empty()).then(|| input.month(name, typed)).flatten()
        };
        let (first, last) = (month("first"), month("last"));
        let typed = self.get("long_after").trim();
        let long_after = typed.parse().ok().filter(|days| (1..=366).contains(days));
        if long_after.is_none() && !typed.is_empty() {
            input.refuse(Problem::new("long_after", "problem-number"));
        }
        input.read(Some(ImportMapping {
            source,
            definition,
            indicator: self.get("indicator").parse().ok(),
            category_parts: CategoryParts::parse(self.get("category_parts")),
            first,
            last,
            long_after,
            files: self.files(),
        }))
    }

    fn files(&self) -> BTreeMap<usize, FileMapping> {
        let mut files: BTreeMap<usize, FileMapping> = BTreeMap::new();
        for (field, typed) in &self.fields {
            let Some((index, name)) = of_file(field) else { continue };
            let file = files.entry(index).or_default();
            if typed.is_empty() {
                file.left_open.insert(name.to_owned());
            } else if LAYOUT.contains(&name) {
                // The choices are the program's own: a code that is none leaves the part to be recognised.
                let _is_known = file.wanted.put(name, typed);
            } else {
                file.columns.insert(name.to_owned(), typed.clone());
            }
        }
        files
    }

    /// What was said about the doubts, as values.
    pub fn settled(&self) -> DoubtsSettled {
        let accepted = self.fields.iter().filter(|(_, typed)| *typed == "on");
        DoubtsSettled {
            parents: Parents::parse(self.get("parents")),
            accepted: accepted
                .filter_map(|(field, _)| field.strip_prefix("accept_"))
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// The number of the file a field is about, and what it says of it: `f0_unit` is the first file's `unit`.
fn of_file(field: &str) -> Option<(usize, &str)> {
    let (index, name) = field.strip_prefix('f')?.split_once('_')?;
    Some((index.parse().ok()?, name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use trivsel_documents::table_in::Separator;

    use super::*;

    fn form(fields: &[(&str, &str)]) -> MappingForm {
        let fields = fields
            .iter()
            .map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned()));
        MappingForm {
            fields: fields.collect(),
        }
    }

    #[test]
    fn what_is_said_of_a_file_stands_with_its_number() {
        let said = form(&[
            ("first", "2024-01"),
            ("f0_unit", "Kode"),
            ("f0_separator", "comma"),
            ("f1_unit", ""),
            ("f1_dates", "sideways"),
        ]);
        let said = said.read().unwrap();
        assert_eq!(said.first, "2024-01".parse().ok());
        let [(0, one), (1, other)] = said.files.iter().map(|(at, file)| (*at, file)).collect::<Vec<_>>()[..] else {
            unreachable!("two files were named: {:?}", said.files)
        };
        assert_eq!(one.columns, BTreeMap::from([("unit".to_owned(), "Kode".to_owned())]));
        assert_eq!(one.wanted.separator, Some(Separator::Comma));
        assert_eq!(other.left_open, BTreeSet::from(["unit".to_owned()]));
        assert_eq!((&other.wanted, other.columns.len()), (&Wanted::default(), 0));
    }

    #[test]
    fn a_month_or_a_limit_that_is_none_is_told_with_its_field() {
        let wrong = form(&[("first", "snart"), ("last", "2024-13"), ("long_after", "400")]);
        let problems = wrong.read().unwrap_err().0;
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["first", "last", "long_after"]);
    }

    #[test]
    fn a_doubt_is_overruled_by_its_own_box_alone() {
        let said = form(&[("accept_above", "on"), ("accept_twice", ""), ("parents", "own")]).settled();
        assert_eq!(said.parents, Some(Parents::Own));
        assert_eq!(said.accepted, BTreeSet::from(["above".to_owned()]));
    }
}
