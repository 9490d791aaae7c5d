//! A table as a CSV or Excel file: a row for each atom, a column for each way to group them.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use num_traits::ToPrimitive;
use serde_json::{Value, json};
use trivsel_disclosure::{Answers, Atom, Group, Layer, Standing, Table, Tally};

use super::{Read, document, unfit};
use crate::commands::table::{Column, Reading, Row, Table as Sheet};
use crate::failure::Failure;

mod labels;

use labels::{Family, Labels, Meaning};

/// How to read the columns of a CSV or Excel file.
#[derive(Debug, Args)]
pub(super) struct Columns {
    /// Families of groups, as columns: a/b/c from coarse to fine is one family, a*b is a crossing
    #[arg(long, value_delimiter = ',')]
    groups: Vec<String>,
    /// A column of sums, with the least and the most of one respondent: NAME:LEAST:MOST; may be given several times. A column
    /// `NAME count` says how many answered it, where not all did
    #[arg(long)]
    layer: Vec<String>,
    /// A group that must be shown; `all` is the whole table. May be given several times
    #[arg(long)]
    must_show: Vec<String>,
    /// The column of respondents
    #[arg(long, default_value = "respondents")]
    respondents: String,
    /// The column of those invited; `invited`, where there is one
    #[arg(long)]
    invited: Option<String>,
    #[command(flatten)]
    meaning: Meaning,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn read(file: &Path, columns: &Columns) -> Result<Read, Failure> {
    let mut sheet = Sheet::read_as(file, &columns.reading)?;
    let respondents = sheet.column(&columns.respondents)?;
    let invited = match &columns.invited {
        Some(name) => Some(sheet.column(name)?),
        None => sheet.find("invited")?,
    };
    let families: Result<Vec<Family>, Failure> = columns
        .groups
        .iter()
        .map(|family| Family::read(&sheet, family))
        .collect();
    let families = families?;
    let scales: Result<Vec<Scale>, Failure> = columns.layer.iter().map(|text| Scale::read(&sheet, text)).collect();
    let scales = scales?;
    let numbers: Vec<Column> = [Some(respondents), invited]
        .into_iter()
        .flatten()
        .chain(scales.iter().map(|scale| scale.sums))
        .collect();
    let labels = Labels::read(&mut sheet, &families, &numbers, columns.meaning)?;
    let atoms: Result<Vec<Atom>, Failure> = sheet
        .rows
        .iter()
        .map(|row| {
            let atom = Atom {
                name: row.number().to_string(),
                respondents: people(&sheet, row, respondents)?,
                invited: invited.map(|column| people(&sheet, row, column)).transpose()?,
            };
            match atom.invited {
                Some(invited) if invited < atom.respondents => {
                    let problem = format!("{} answered, and {invited} were invited", atom.respondents);
                    Err(sheet.wrong(row, respondents, &problem))
                }
                _ => Ok(atom),
            }
        })
        .collect();
    let atoms = atoms?;
    let mut groups = vec![group("all", "all", (0..atoms.len()).collect())];
    for family in &families {
        groups.extend(family_groups(&sheet, &labels, family));
    }
    tell_apart(&mut groups);
    for name in &columns.must_show {
        let found = groups.iter_mut().find(|group| group.name == *name);
        let group = found.ok_or_else(|| Failure::new(format!("`{name}` must be shown"), "there is no such group"))?;
        group.standing = Standing::MustShow;
    }
    let layers: Result<Vec<Layer>, Failure> = scales.iter().map(|scale| scale.layer(&sheet, &atoms)).collect();
    let in_no_group = in_no_group(&sheet, &labels, &families, &atoms);
    let taken: Vec<Column> = families
        .iter()
        .flat_map(|family| family.columns.iter().copied())
        .chain(numbers)
        .chain(scales.iter().filter_map(|scale| scale.counts))
        .collect();
    let told = json!({
        "respondents_column": sheet.name(respondents),
        "invited_column": invited.map(|column| sheet.name(column)),
        "columns_not_used": sheet.others(&taken),
        "in_no_group": in_no_group,
        "totals_left_out": labels.totals,
        "lines_below_the_table": sheet.footnotes.len(),
    });
    let table = Table::new(atoms, groups, layers?).map_err(|error| unfit(file, error))?;
    Ok(Read {
        table,
        rules: document::usual_rules()?,
        hidden: Vec::new(),
        hash: sheet.hash,
        told,
    })
}

/// Of each family, how many rows and respondents belong to no group of its finest level.
fn in_no_group(sheet: &Sheet, labels: &Labels, families: &[Family], atoms: &[Atom]) -> Vec<Value> {
    let of = |family: &Family| {
        let is_outside = |row: &usize| {
            family
                .columns
                .iter()
                .any(|column| labels.get(sheet, *column, *row).is_none())
        };
        let outside: Vec<&Atom> = (0..atoms.len())
            .filter(is_outside)
            .filter_map(|row| atoms.get(row))
            .collect();
        let respondents: u64 = outside.iter().map(|atom| u64::from(atom.respondents)).sum();
        (!outside.is_empty())
            .then(|| json!({ "family": family.name, "rows": outside.len(), "respondents": respondents }))
    };
    families.iter().filter_map(of).collect()
}

fn group(name: &str, family: &str, atoms: Vec<usize>) -> Group {
    Group {
        name: name.to_owned(),
        family: family.to_owned(),
        atoms,
        weight: None,
        standing: Standing::Free,
    }
}

/// Groups of the same name in several families get their family's name as well.
fn tell_apart(groups: &mut [Group]) {
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups.iter() {
        *families.entry(group.name.clone()).or_default() += 1;
    }
    for group in groups.iter_mut() {
        if families.get(&group.name).is_some_and(|families| *families > 1) {
            group.name = format!("{} ({})", group.name, group.family);
        }
    }
}

/// The groups of one family: each level of `a/b/c`, or the crossing `a*b`. A row without a label belongs to no group from there on.
fn family_groups(sheet: &Sheet, labels: &Labels, family: &Family) -> Vec<Group> {
    let depths = if family.is_crossing {
        family.columns.len()..=family.columns.len()
    } else {
        1..=family.columns.len()
    };
    let mut found = Vec::new();
    for depth in depths {
        let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in 0..sheet.rows.len() {
            let columns = family.columns.iter().take(depth);
            let path: Option<Vec<&str>> = columns.map(|column| labels.get(sheet, *column, row)).collect();
            if let Some(path) = path {
                let name = path.join(if family.is_crossing { " × " } else { "/" });
                members.entry(name).or_default().push(row);
            }
        }
        found.extend(
            members
                .into_iter()
                .map(|(name, atoms)| group(&name, &family.name, atoms)),
        );
    }
    found
}

/// A column of sums: `NAME:LEAST:MOST`.
struct Scale {
    name: String,
    low: i64,
    high: i64,
    sums: Column,
    counts: Option<Column>,
}

impl Scale {
    fn read(sheet: &Sheet, text: &str) -> Result<Self, Failure> {
        let unclear = || Failure::new(format!("the layer `{text}` is unclear"), "write it as NAME:LEAST:MOST");
        let mut parts = text.rsplitn(3, ':');
        let mut bound = || parts.next()?.trim().parse::<i64>().ok();
        let (high, low) = (bound().ok_or_else(unclear)?, bound().ok_or_else(unclear)?);
        let name = parts.next().ok_or_else(unclear)?;
        Ok(Self {
            sums: sheet.column(name)?,
            counts: sheet.find(&format!("{name} count"))?,
            name: name.to_owned(),
            low,
            high,
        })
    }

    fn layer(&self, sheet: &Sheet, atoms: &[Atom]) -> Result<Layer, Failure> {
        let tally = |row: &Row, atom: &Atom| -> Result<Tally, Failure> {
            let count = self.counts.map(|column| people(sheet, row, column)).transpose()?;
            let count = count.unwrap_or(atom.respondents);
            let sum = match whole(sheet, row, self.sums)? {
                Some(sum) => sum,
                None if count == 0 => 0,
                None => return Err(sheet.wrong(row, self.sums, "there is no sum, and somebody answered")),
            };
            Ok(Tally { count, sum })
        };
        let tallies: Result<Vec<Tally>, Failure> = sheet
            .rows
            .iter()
            .zip(atoms)
            .map(|(row, atom)| tally(row, atom))
            .collect();
        Ok(Layer {
            name: self.name.clone(),
            answers: Answers::Sums {
                low: self.low,
                high: self.high,
                step: 1,
                tallies: tallies?,
            },
        })
    }
}

fn whole(sheet: &Sheet, row: &Row, column: Column) -> Result<Option<i64>, Failure> {
    let Some(value) = sheet.count(row, column)? else {
        return Ok(None);
    };
    let whole = value.to_i64().filter(|_| value.fract() == 0.0);
    whole
        .map(Some)
        .ok_or_else(|| sheet.wrong(row, column, "this is not a whole number"))
}

/// How many people. An empty cell may be a formula that was never worked out, or a value somebody else took away: it is not nought.
fn people(sheet: &Sheet, row: &Row, column: Column) -> Result<u32, Failure> {
    let value = whole(sheet, row, column)?.ok_or_else(|| {
        sheet
            .wrong(row, column, "there is no number")
            .hint("write 0 where there is nobody")
    })?;
    u32::try_from(value).map_err(|_| sheet.wrong(row, column, "this is not a number of people"))
}
