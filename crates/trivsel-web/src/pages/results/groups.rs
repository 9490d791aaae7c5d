//! Group by group: a unit and those right below it, side by side, with what is hidden, shown together, or was asked together.

use trivsel_domain::id::UnitId;
use trivsel_domain::publication::{Shown, Standing};

use super::told::Told;
use crate::urls;

/// A table with a group to each column.
pub(super) struct Matrix {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// How many columns are hidden.
    pub(super) hidden: usize,
    /// The units that were too small to answer by themselves.
    pub(super) merged: String,
    /// How many columns are several units together.
    pub(super) together: usize,
}

pub(super) struct Column {
    pub(super) name: String,
    pub(super) is_own: bool,
    pub(super) is_hidden: bool,
    /// Its own page, if the reader may see it.
    pub(super) address: Option<String>,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// What stands in a cell.
pub(super) enum Cell {
    Value(String),
    /// Of the unit itself.
    Own(String),
    /// Hidden, down all rows.
    Hidden,
    /// Below a hidden cell.
    Covered,
}

struct Group<'a> {
    column: Column,
    shown: Option<&'a Shown>,
}

/// The matrix of a unit with those below it that the reader may see; none where there are none.
pub(super) fn matrix(told: &Told<'_>, unit: UnitId) -> Option<Matrix> {
    let publication = &told.edition.publication;
    let column = |unit: UnitId, is_own: bool, is_hidden: bool| Column {
        name: told.unit(unit).to_owned(),
        is_own,
        is_hidden,
        address: (!is_own).then(|| urls::results_of(told.results.survey.id, unit)),
    };
    let mut groups: Vec<Group<'_>> = Vec::new();
    if let Standing::Shown(own) = publication.standing(unit) {
        groups.push(Group {
            column: column(unit, true, false),
            shown: Some(own),
        });
    }
    let mut merged: Vec<&str> = Vec::new();
    let below = told.below(unit);
    if below.is_empty() {
        return None;
    }
    for one in below {
        match publication.standing(one) {
            Standing::Shown(shown) => groups.push(Group {
                column: column(one, false, false),
                shown: Some(shown),
            }),
            Standing::Hidden => groups.push(Group {
                column: column(one, false, true),
                shown: None,
            }),
            Standing::Merged { .. } => merged.push(told.unit(one)),
            Standing::Absent => {}
        }
    }
    let mut together = 0;
    for one in told.together(unit) {
        together += 1;
        groups.push(Group {
            column: Column {
                name: told.together_name(&one),
                is_own: false,
                is_hidden: false,
                address: None,
            },
            shown: Some(one.shown),
        });
    }
    Some(matrix_of(told, groups, &merged, together))
}

/// The job groups of a unit side by side, those of everybody for the unit at the top; none where results are not by job group.
pub(super) fn job_groups(told: &Told<'_>, unit: UnitId) -> Option<Matrix> {
    let found = told.edition.publication.job_groups(unit);
    let groups: Vec<Group<'_>> = found
        .map(|(name, shown)| Group {
            column: Column {
                name: name.to_owned(),
                is_own: false,
                is_hidden: shown.is_none(),
                address: None,
            },
            shown,
        })
        .collect();
    (!groups.is_empty()).then(|| matrix_of(told, groups, &[], 0))
}

fn matrix_of(told: &Told<'_>, groups: Vec<Group<'_>>, merged: &[&str], together: usize) -> Matrix {
    let mut rows = vec![row(
        told.shell.t("results-answered").into_owned(),
        &groups,
        true,
        |shown| told.answered(shown),
    )];
    for scale in &told.edition.content.scales {
        let is_there = |group: &Group<'_>| group.shown.is_some_and(|shown| shown.scale(&scale.key).is_some());
        if groups.iter().any(is_there) {
            rows.push(row(told.read(&scale.name).to_owned(), &groups, false, |shown| {
                let result = shown.scale(&scale.key);
                result.map_or_else(
                    || told.shell.t("results-hidden").into_owned(),
                    |result| told.amount(scale, result.mean),
                )
            }));
        }
    }
    Matrix {
        hidden: groups.iter().filter(|group| group.column.is_hidden).count(),
        columns: groups.into_iter().map(|group| group.column).collect(),
        rows,
        merged: told.shell.lang.list(merged),
        together,
    }
}

fn row(name: String, groups: &[Group<'_>], is_first: bool, value: impl Fn(&Shown) -> String) -> Row {
    let cells = groups
        .iter()
        .map(|group| match group.shown {
            Some(shown) if group.column.is_own => Cell::Own(value(shown)),
            Some(shown) => Cell::Value(value(shown)),
            None if is_first => Cell::Hidden,
            None => Cell::Covered,
        })
        .collect();
    Row { name, cells }
}
