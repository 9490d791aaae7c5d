//! Files that show how units, people and figures are written, and that can be read in as they are. Where the workplace has units already,
//! they name those.

use chrono::{Datelike as _, Months, NaiveDate};
use trivsel_documents::table_out::{Cell, Column, ColumnKind, Table};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::units;

use crate::units::proposed_first_day;
use crate::{App, AppError};

/// What a sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Units with the one above each.
    Units,
    /// People with their unit.
    Persons,
    /// Sickness absence by unit and month.
    Figures,
}

/// A unit the sample names.
struct Named {
    code: String,
    from: NaiveDate,
}

/// The sample, in Danish or in English.
pub async fn sample(app: &App, who: &Actor, sample: Sample, is_danish: bool) -> Result<Table, AppError> {
    who.must_everywhere(Right::ChangeOrganisation)?;
    let words = if is_danish { &DANISH } else { &ENGLISH };
    let named = named_units(app, who).await?;
    Ok(match sample {
        Sample::Units => units_table(app, who, words),
        Sample::Persons => persons_table(words, &named),
        Sample::Figures => figures_table(words, &named, app.today()),
    })
}

/// The words of a sample in one language.
struct Words {
    units_title: &'static str,
    persons_title: &'static str,
    figures_title: &'static str,
    top: &'static str,
    unit_columns: [&'static str; 4],
    person_columns: [&'static str; 7],
    figure_columns: [&'static str; 5],
    units: [&'static str; 2],
    job_titles: [&'static str; 3],
}

const DANISH: Words = Words {
    units_title: "Enheder",
    persons_title: "Medarbejdere",
    figures_title: "Sygefravær",
    top: "Havnegården",
    unit_columns: ["Enhedskode", "Navn", "Overordnet kode", "Fra"],
    person_columns: [
        "Medarbejdernummer",
        "Navn",
        "Mail",
        "Stilling",
        "Enhedskode",
        "Faggruppe",
        "Fra",
    ],
    figure_columns: ["Enhedskode", "Måned", "Fraværsdagsværk", "Mulige dagsværk", "Personer"],
    units: ["Huset", "Værkstedet"],
    job_titles: ["Daglig leder", "Pædagog", "Håndværker"],
};

const ENGLISH: Words = Words {
    units_title: "Units",
    persons_title: "Employees",
    figures_title: "Sickness absence",
    top: "Havnegården",
    unit_columns: ["Unit code", "Name", "Parent code", "From"],
    person_columns: [
        "Employee number",
        "Name",
        "Email",
        "Title",
        "Unit code",
        "Job group",
        "From",
    ],
    figure_columns: ["Unit code", "Month", "Numerator", "Denominator", "People"],
    units: ["The house", "The workshop"],
    job_titles: ["Manager", "Social educator", "Craftsman"],
};

/// Invented, as everybody in samples is.
const PEOPLE: [(&str, &str, &str); 3] = [
    ("1001", "Ida Krogh", "ida.krogh@example.dk"),
    ("1002", "Bo Sandvad", "bo.sandvad@example.dk"),
    ("1003", "Nor Aziz", "nor.aziz@example.dk"),
];

/// The codes of the units in the sample of units.
const CODES: [&str; 2] = ["10", "20"];

/// The first units without any below them; those of the sample of units where there are none.
async fn named_units(app: &App, who: &Actor) -> Result<Vec<Named>, AppError> {
    let tx = app.read(who.organisation).await?;
    let all = units::list(&tx).await?;
    let leaves = who.tree.iter().filter(|node| who.tree.subtree(node.id).len() == 1);
    let found: Vec<Named> = leaves
        .filter_map(|node| {
            let unit = all.iter().find(|unit| unit.id == node.id)?;
            Some(Named {
                code: unit.code.clone(),
                from: unit.period.from(),
            })
        })
        .take(2)
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let from = proposed_first_day(app.today());
    let sampled = CODES.iter().map(|code| Named {
        code: (*code).to_owned(),
        from,
    });
    Ok(sampled.collect())
}

fn texts<const N: usize>(names: [&'static str; N]) -> Vec<Column> {
    names
        .into_iter()
        .map(|name| Column::new(name, ColumnKind::Text))
        .collect()
}

fn units_table(app: &App, who: &Actor, words: &Words) -> Table {
    let from = Cell::Date(proposed_first_day(app.today()));
    // Where there is a top already it stays as it is, and the two units stand below it.
    let top = who.tree.roots().next();
    let (top_code, top_name) = top.map_or(("1", words.top), |node| (node.code.as_str(), node.name.as_str()));
    let mut columns = texts(words.unit_columns);
    if let Some(last) = columns.last_mut() {
        last.kind = ColumnKind::Date;
    }
    let row = |code: &str, name: &str, above: &str| -> Vec<Cell> {
        vec![code.into(), name.into(), above.into(), from.clone()]
    };
    let below = CODES
        .iter()
        .zip(words.units)
        .map(|(code, name)| row(code, name, top_code));
    Table {
        title: words.units_title.to_owned(),
        columns,
        rows: std::iter::once(row(top_code, top_name, "")).chain(below).collect(),
        notes: Vec::new(),
    }
}

fn persons_table(words: &Words, named: &[Named]) -> Table {
    let mut columns = texts(words.person_columns);
    if let Some(last) = columns.last_mut() {
        last.kind = ColumnKind::Date;
    }
    let rows = PEOPLE
        .iter()
        .zip(words.job_titles)
        .zip(named.iter().cycle())
        .map(|(((number, name, email), title), unit)| {
            vec![
                (*number).into(),
                (*name).into(),
                (*email).into(),
                title.into(),
                unit.code.clone().into(),
                title.into(),
                Cell::Date(unit.from),
            ]
        })
        .collect();
    Table {
        title: words.persons_title.to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}

/// Twelve months that are over, for each unit, of a workplace of eleven: above the fewest people figures may rest on.
fn figures_table(words: &Words, named: &[Named], today: NaiveDate) -> Table {
    let mut columns = texts(words.figure_columns);
    let kinds = [
        ColumnKind::Month,
        ColumnKind::Number { decimals: 0 },
        ColumnKind::Number { decimals: 0 },
        ColumnKind::Number { decimals: 0 },
    ];
    for (column, kind) in columns.iter_mut().skip(1).zip(kinds) {
        column.kind = kind;
    }
    let this_month = today.with_day(1).unwrap_or(today);
    let mut rows = Vec::new();
    for (unit, days) in named.iter().zip([9.0, 14.0]) {
        for back in (1..=12).rev() {
            let Some(month) = this_month.checked_sub_months(Months::new(back)) else {
                continue;
            };
            // A little up and down, so that the picture is no line.
            let swing = f64::from((back * 5) % 7);
            rows.push(vec![
                unit.code.clone().into(),
                Cell::Month(month),
                Cell::Number(days + swing),
                Cell::Number(231.0),
                Cell::Number(11.0),
            ]);
        }
    }
    Table {
        title: words.figures_title.to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}
