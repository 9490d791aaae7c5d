//! A table as a CSV or Excel file: a row for each atom, a column for each way to group them.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use num_traits::ToPrimitive;
use trivsel_disclosure::{Answers, Atom, Group, Layer, Standing, Table, Tally};

use super::{Read, document, unfit};
use crate::commands::table::{Column, Row, Table as Sheet};
use crate::failure::Failure;

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
    /// The column of those invited, where there is one
    #[arg(long, default_value = "invited")]
    invited: String,
}

pub(super) fn read(file: &Path, columns: &Columns) -> Result<Read, Failure> {
    let sheet = Sheet::read(file)?;
    let respondents = sheet.column(&columns.respondents)?;
    let invited = sheet.find(&columns.invited);
    let atoms: Result<Vec<Atom>, Failure> = sheet
        .rows
        .iter()
        .enumerate()
        .map(|(number, row)| {
            Ok(Atom {
                name: (number + 1).to_string(),
                respondents: people(&sheet, row, respondents)?.unwrap_or_default(),
                invited: invited.map_or(Ok(None), |column| people(&sheet, row, column))?,
            })
        })
        .collect();
    let atoms = atoms?;
    let mut groups = vec![group("all", "all", (0..atoms.len()).collect())];
    for family in &columns.groups {
        groups.extend(family_groups(&sheet, family)?);
    }
    tell_apart(&mut groups);
    for name in &columns.must_show {
        let found = groups.iter_mut().find(|group| group.name == *name);
        let group = found.ok_or_else(|| Failure::new(format!("`{name}` must be shown"), "there is no such group"))?;
        group.standing = Standing::MustShow;
    }
    let layers: Result<Vec<Layer>, Failure> = columns.layer.iter().map(|text| layer(&sheet, text, &atoms)).collect();
    let table = Table::new(atoms, groups, layers?).map_err(|error| unfit(file, error))?;
    Ok(Read {
        table,
        rules: document::usual_rules()?,
        hidden: Vec::new(),
        hash: sheet.hash,
    })
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

/// The groups of one family: each level of `a/b/c`, or the crossing `a*b`. A row with an empty cell belongs to no group from there on.
fn family_groups(sheet: &Sheet, family: &str) -> Result<Vec<Group>, Failure> {
    let is_crossing = family.contains('*');
    let names = family.split(if is_crossing { '*' } else { '/' });
    let columns: Result<Vec<Column>, Failure> = names.map(|name| sheet.column(name.trim())).collect();
    let columns = columns?;
    let depths = if is_crossing {
        columns.len()..=columns.len()
    } else {
        1..=columns.len()
    };
    let mut found = Vec::new();
    for depth in depths {
        let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, row) in sheet.rows.iter().enumerate() {
            let path: Vec<&str> = columns
                .iter()
                .take(depth)
                .map(|column| sheet.text(row, *column).trim())
                .collect();
            if path.iter().all(|step| !step.is_empty()) {
                let name = path.join(if is_crossing { " × " } else { "/" });
                members.entry(name).or_default().push(number);
            }
        }
        found.extend(members.into_iter().map(|(name, atoms)| group(&name, family, atoms)));
    }
    Ok(found)
}

/// `NAME:LEAST:MOST`
fn layer(sheet: &Sheet, text: &str, atoms: &[Atom]) -> Result<Layer, Failure> {
    let unclear = || Failure::new(format!("the layer `{text}` is unclear"), "write it as NAME:LEAST:MOST");
    let mut parts = text.rsplitn(3, ':');
    let mut bound = || parts.next()?.trim().parse::<i64>().ok();
    let (high, low) = (bound().ok_or_else(unclear)?, bound().ok_or_else(unclear)?);
    let name = parts.next().ok_or_else(unclear)?;
    let sums = sheet.column(name)?;
    let counts = sheet.find(&format!("{name} count"));
    let tallies: Result<Vec<Tally>, Failure> = sheet
        .rows
        .iter()
        .zip(atoms)
        .map(|(row, atom)| {
            let own = counts.map_or(Ok(None), |column| people(sheet, row, column))?;
            Ok(Tally {
                count: own.unwrap_or(atom.respondents),
                sum: whole(sheet, row, sums)?.unwrap_or_default(),
            })
        })
        .collect();
    Ok(Layer {
        name: name.to_owned(),
        answers: Answers::Sums {
            low,
            high,
            step: 1,
            tallies: tallies?,
        },
    })
}

fn whole(sheet: &Sheet, row: &Row, column: Column) -> Result<Option<i64>, Failure> {
    let Some(value) = sheet.number(row, column)? else {
        return Ok(None);
    };
    let whole = value.to_i64().filter(|_| value.fract() == 0.0);
    whole
        .map(Some)
        .ok_or_else(|| sheet.wrong(row, column, "this is not a whole number"))
}

fn people(sheet: &Sheet, row: &Row, column: Column) -> Result<Option<u32>, Failure> {
    let Some(value) = whole(sheet, row, column)? else {
        return Ok(None);
    };
    let people = u32::try_from(value);
    people
        .map(Some)
        .map_err(|_| sheet.wrong(row, column, "this is not a number of people"))
}
