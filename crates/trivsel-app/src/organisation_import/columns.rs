//! Which columns a table of units or persons may have, and which column of a file is probably which.

use std::collections::BTreeMap;

use trivsel_documents::table_in::Recognised;

use super::Kind;

/// A column the reading understands.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its code.
    pub code: &'static str,
    /// Must it be there?
    pub is_needed: bool,
    /// What it is called in files, Danish and English, without spaces and signs; the likeliest first.
    names: &'static [&'static str],
}

const fn column(code: &'static str, is_needed: bool, names: &'static [&'static str]) -> Column {
    Column { code, is_needed, names }
}

const UNITS: &[Column] = &[
    column(
        "code",
        true,
        &[
            "enhedskode",
            "kode",
            "unitcode",
            "code",
            "enhedsnr",
            "enhedsnummer",
            "afdelingskode",
        ],
    ),
    column(
        "name",
        true,
        &[
            "navn",
            "enhedsnavn",
            "enhed",
            "name",
            "unitname",
            "afdeling",
            "afdelingsnavn",
        ],
    ),
    column(
        "parent",
        false,
        &[
            "overordnetkode",
            "overordnet",
            "overordnetenhed",
            "parent",
            "parentcode",
            "hørerunder",
        ],
    ),
    column(
        "from",
        false,
        &["fra", "gyldigfra", "startdato", "from", "validfrom", "oprettet"],
    ),
    column(
        "to",
        false,
        &["til", "gyldigtil", "slutdato", "to", "validto", "lukket"],
    ),
];

const PERSONS: &[Column] = &[
    column(
        "number",
        true,
        &[
            "medarbejdernummer",
            "medarbejdernr",
            "lønnummer",
            "tjenestenummer",
            "employeenumber",
            "number",
            "nummer",
        ],
    ),
    column("name", true, &["navn", "name", "fuldenavn", "medarbejder"]),
    column("email", false, &["mail", "email", "mailadresse", "emailadresse"]),
    column(
        "title",
        false,
        &["stilling", "stillingsbetegnelse", "titel", "title", "position"],
    ),
    column(
        "unit",
        true,
        &["enhedskode", "enhed", "unit", "unitcode", "afdelingskode", "afdeling"],
    ),
    column(
        "job_group",
        false,
        &[
            "stillingsgruppe",
            "faggruppe",
            "jobgroup",
            "overenskomst",
            "personalegruppe",
        ],
    ),
    column(
        "working_time",
        false,
        &[
            "ansættelsesbrøk",
            "beskæftigelsesgrad",
            "beskæftigelse",
            "brøk",
            "workingtime",
            "fraction",
            "fte",
        ],
    ),
    column(
        "hours",
        false,
        &[
            "timer",
            "ugentligetimer",
            "timerprugen",
            "timeprnorm",
            "hours",
            "weeklyhours",
        ],
    ),
    column(
        "from",
        false,
        &["fra", "ansatfra", "ansættelsesdato", "startdato", "from", "validfrom"],
    ),
    column(
        "to",
        false,
        &["til", "ansattil", "fratrædelsesdato", "slutdato", "to", "validto"],
    ),
];

/// The columns of a kind of table.
pub fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Units => UNITS,
        Kind::Persons => PERSONS,
    }
}

/// Which column of the file, counted from 0, holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<&'static str, usize>);

impl Mapping {
    /// The place of a column.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.0.get(code).copied()
    }

    /// Says where a column is, or that it is not there.
    pub fn put(&mut self, code: &'static str, place: Option<usize>) {
        match place {
            Some(place) => self.0.insert(code, place),
            None => self.0.remove(code),
        };
    }
}

/// The name of the file's column that would have been proposed for this one, had it not looked like CPR numbers.
pub fn withheld<'f>(column: &Column, found: &'f Recognised) -> Option<&'f str> {
    let is_meant = |name: &str| column.names.contains(&plain(name).as_str());
    let mut refused = found.columns.iter().filter(|seen| seen.looks_like_cpr);
    refused.find(|seen| is_meant(&seen.name)).map(|seen| seen.name.as_str())
}

/// A name without case, spaces and marks.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A mapping by the columns' names. A column that looks like CPR numbers is never proposed.
pub fn propose(kind: Kind, found: &Recognised) -> Mapping {
    let mut mapping = Mapping::default();
    let mut taken = Vec::new();
    for column in columns(kind) {
        let place = column.names.iter().find_map(|wanted| {
            found.columns.iter().enumerate().position(|(place, seen)| {
                !seen.looks_like_cpr && !taken.contains(&place) && plain(&seen.name) == *wanted
            })
        });
        if let Some(place) = place {
            taken.push(place);
        }
        mapping.put(column.code, place);
    }
    mapping
}
