//! What a column means: guessed from its name, kept by its name.

use std::collections::BTreeMap;

use trivsel_documents::table_in::{Column, DateOrder, parse_month};

use super::ImportKind;

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The code in forms, at the command line and in the word files.
    pub code: &'static str,
    /// Must it be there?
    pub is_needed: bool,
    /// Beginnings of names it usually has, in small letters.
    hints: &'static [&'static str],
}

const fn role(code: &'static str, is_needed: bool, hints: &'static [&'static str]) -> Role {
    Role { code, is_needed, hints }
}

const UNIT: Role = role(
    "unit",
    true,
    &[
        "enhedskode",
        "enhedsnr",
        "enhed",
        "afdelingskode",
        "afdeling",
        "orgkode",
        "org",
        "unit",
        "department",
        "kode",
    ],
);
const FROM: Role = role(
    "from",
    true,
    &[
        "fra",
        "startdato",
        "start",
        "ansat fra",
        "første",
        "from",
        "begin",
        "valid_from",
    ],
);
const TO: Role = role(
    "to",
    false,
    &[
        "til", "slutdato", "slut", "ophør", "fratråd", "sidste", "to", "end", "valid_to",
    ],
);
const EMPLOYEE: Role = role(
    "employee",
    true,
    &[
        "medarbejdernr",
        "medarbejdernummer",
        "medarbejder",
        "lønnr",
        "løbenr",
        "tjenestenr",
        "ansat nr",
        "employee",
        "person",
    ],
);

/// The columns of a file with a row for each unit and month.
const UNIT_MONTHS: &[Role] = &[
    UNIT,
    role("month", true, &["måned", "maaned", "periode", "month", "tid", "dato"]),
    role(
        "numerator",
        false,
        &[
            "tæller",
            "fraværsdagsværk",
            "fravær",
            "fratråd",
            "ansøgere",
            "antal",
            "beløb",
            "numerator",
        ],
    ),
    role(
        "denominator",
        false,
        &["nævner", "mulige", "dagsværk", "stillinger", "denominator", "normtid"],
    ),
    role("value", false, &["procent", "pct", "værdi", "andel", "value", "rate"]),
    role(
        "people",
        false,
        &[
            "medarbejdere",
            "ansatte",
            "personer",
            "hoveder",
            "people",
            "headcount",
            "antal ansatte",
        ],
    ),
    role("category", false, &["årsag", "kategori", "category", "reason", "type"]),
];

/// The columns of a table with the months beside each other.
const WIDE: &[Role] = &[
    UNIT,
    role(
        "people",
        false,
        &["medarbejdere", "ansatte", "personer", "people", "headcount"],
    ),
    role("category", false, &["årsag", "kategori", "category", "reason"]),
];

const EMPLOYMENTS: &[Role] = &[
    EMPLOYEE,
    UNIT,
    FROM,
    TO,
    role(
        "fraction",
        false,
        &[
            "beskæftigelsesgrad",
            "besk",
            "andel",
            "timer",
            "brøk",
            "grad",
            "fraction",
            "fte",
            "hours",
        ],
    ),
];
const SPELLS: &[Role] = &[
    EMPLOYEE,
    FROM,
    TO,
    role(
        "degree",
        false,
        &["grad", "fraværsgrad", "procent", "andel", "degree", "omfang"],
    ),
];

/// The roles of a file: the first, or the second of two.
pub(super) fn roles(kind: ImportKind, file: usize, is_wide: bool) -> &'static [Role] {
    match (kind, file, is_wide) {
        (ImportKind::UnitMonths, _, false) => UNIT_MONTHS,
        (ImportKind::UnitMonths, _, true) => WIDE,
        (ImportKind::AbsenceSpells, 0, _) => EMPLOYMENTS,
        (ImportKind::AbsenceSpells, _, _) => SPELLS,
    }
}

/// The name by which a column is kept: its own, or its number where it has none or shares it.
pub(super) fn key(columns: &[Column], at: usize) -> String {
    let name = columns.get(at).map(|column| column.name.trim()).unwrap_or_default();
    let is_alone = columns.iter().filter(|column| column.name.trim() == name).count() == 1;
    if name.is_empty() || !is_alone {
        format!("#{}", at + 1)
    } else {
        name.to_owned()
    }
}

/// The position of a kept column in this file.
pub(super) fn position(columns: &[Column], kept: &str) -> Option<usize> {
    if kept.is_empty() {
        return None;
    }
    (0..columns.len())
        .find(|at| key(columns, *at) == kept)
        .or_else(|| (0..columns.len()).find(|at| key(columns, *at).eq_ignore_ascii_case(kept)))
}

/// The columns whose names are months.
pub(super) fn month_columns(columns: &[Column], dates: DateOrder) -> Vec<(usize, trivsel_domain::month::Month)> {
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.name.trim().is_empty())
        .filter_map(|(at, column)| {
            let month = parse_month(column.name.trim(), dates).ok()?;
            Some((at, trivsel_domain::month::Month::new(month.year(), month.month()).ok()?))
        })
        .collect()
}

/// Roles to columns, by name, each column at most once. Columns that look like CPR numbers are not proposed.
pub(super) fn guess(columns: &[Column], roles: &[Role]) -> BTreeMap<String, String> {
    let mut guessed: BTreeMap<String, String> = BTreeMap::new();
    let mut is_taken = vec![false; columns.len()];
    for exactly in [true, false] {
        for role in roles.iter() {
            if guessed.contains_key(role.code) {
                continue;
            }
            let fits = |name: &str| {
                let name = name.trim().to_lowercase();
                role.hints
                    .iter()
                    .any(|hint| if exactly { name == *hint } else { name.starts_with(hint) })
            };
            let found = columns.iter().enumerate().find(|(at, column)| {
                !is_taken.get(*at).copied().unwrap_or(true) && !column.looks_like_cpr && fits(&column.name)
            });
            if let Some((at, _)) = found {
                guessed.insert(role.code.to_owned(), key(columns, at));
                if let Some(taken) = is_taken.get_mut(at) {
                    *taken = true;
                }
            }
        }
    }
    guessed
}
