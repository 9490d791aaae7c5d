//! Which columns a table of units or persons may have, and which column of a file is probably which.

use std::collections::BTreeMap;

use trivsel_documents::table_in::{self, Recognised, Role};

use super::Kind;

const fn column(code: &'static str, is_needed: bool, names: &'static [&'static str]) -> Role {
    Role::named(code, is_needed, names)
}

const UNITS: &[Role] = &[
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
        &[
            "til",
            "gyldigtil",
            "tildato",
            "slutdato",
            "slut",
            "lukket",
            "nedlagt",
            "tom",
            "to",
            "validto",
            "enddate",
        ],
    ),
];

const PERSONS: &[Role] = &[
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
        &[
            "fra",
            "ansatfra",
            "fradato",
            "datofra",
            "ansættelsesdato",
            "tiltrædelsesdato",
            "startdato",
            "fom",
            "from",
            "validfrom",
            "startdate",
        ],
    ),
    column(
        "to",
        false,
        &[
            "til",
            "ansattil",
            "tildato",
            "datotil",
            "fratrædelsesdato",
            "fratrædelse",
            "fratrådt",
            "afgangsdato",
            "ophørsdato",
            "slutdato",
            "slut",
            "sidstedag",
            "tom",
            "to",
            "validto",
            "enddate",
            "lastday",
        ],
    ),
];

/// The columns of a kind of table.
pub fn columns(kind: Kind) -> &'static [Role] {
    match kind {
        Kind::Units => UNITS,
        Kind::Persons => PERSONS,
    }
}

/// Which column of the file, counted from 0, holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    places: BTreeMap<&'static str, usize>,
    /// What the file calls its columns: "Beskæftigelse i pct." says what its numbers are.
    names: Vec<String>,
}

impl Mapping {
    /// The place of a column.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// What the file calls a column.
    pub(super) fn name(&self, code: &str) -> &str {
        let name = self.place(code).and_then(|place| self.names.get(place));
        name.map_or("", String::as_str)
    }

    /// Says where a column is, or that it is not there.
    pub fn put(&mut self, code: &'static str, place: Option<usize>) {
        match place {
            Some(place) => self.places.insert(code, place),
            None => self.places.remove(code),
        };
    }
}

/// The name of the file's column that would have been proposed for this one, had it not looked like CPR numbers.
pub fn withheld<'f>(column: &Role, found: &'f Recognised) -> Option<&'f str> {
    let mut refused = found.columns.iter().filter(|seen| seen.looks_like_cpr);
    refused
        .find(|seen| column.is_called(&seen.name))
        .map(|seen| seen.name.as_str())
}

/// A mapping by the columns' names. A column that looks like CPR numbers is never proposed.
pub fn propose(kind: Kind, found: &Recognised) -> Mapping {
    Mapping {
        places: table_in::propose(&found.columns, columns(kind)),
        names: found.columns.iter().map(|column| column.name.clone()).collect(),
    }
}
