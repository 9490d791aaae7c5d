//! What a column means: found by its name, kept by its name.

use std::collections::BTreeMap;

use trivsel_documents::table_in::{Column, DateOrder, Role, looks_like_a_time, parse_month, propose};
use trivsel_domain::month::Month;

use super::ImportKind;

const UNIT: Role = Role::named(
    "unit",
    true,
    &[
        "enhedskode",
        "enhedsnr",
        "enhedsnummer",
        "enhed",
        "enhedsnavn",
        "afdelingskode",
        "afdelingsnr",
        "afdeling",
        "orgkode",
        "org",
        "unit",
        "unitcode",
        "department",
        "kode",
    ],
)
.or_beginning(&["enhed", "afdeling", "org", "unit", "department", "kode"]);

// "fra" alone is no beginning: "Fraværsårsag" has it, too.
const FROM: Role = Role::named(
    "from",
    true,
    &[
        "fra",
        "fradato",
        "datofra",
        "startdato",
        "start",
        "ansatfra",
        "fraværfra",
        "sygfra",
        "første",
        "førstedag",
        "førstefraværsdag",
        "fom",
        "gyldigfra",
        "ansættelsesdato",
        "tiltrædelsesdato",
        "from",
        "begin",
        "validfrom",
        "startdate",
        "firstday",
    ],
)
.or_beginning(&[
    "startdato",
    "start",
    "ansatfra",
    "første",
    "fradato",
    "fraværfra",
    "begin",
    "validfrom",
    "tiltræd",
]);

const TO_NAMES: &[&str] = &[
    "til",
    "tildato",
    "datotil",
    "slutdato",
    "slut",
    "ophør",
    "ophørsdato",
    "ansattil",
    "fraværtil",
    "sygtil",
    "fratråd",
    "fratrådt",
    "fratrædelse",
    "fratrædelsesdato",
    "fratrådtdato",
    "afgang",
    "afgangsdato",
    "sidste",
    "sidstedag",
    "sidstefraværsdag",
    "tom",
    "gyldigtil",
    "stopdato",
    "to",
    "end",
    "enddate",
    "validto",
    "lastday",
];
const TO_BEGINNINGS: &[&str] = &[
    "tildato",
    "slut",
    "ophør",
    "ansattil",
    "fraværtil",
    "fratråd",
    "fratræd",
    "afgang",
    "sidste",
    "enddate",
    "validto",
    "lastday",
    "stopdato",
];
const TO: Role = Role::named("to", false, TO_NAMES).or_beginning(TO_BEGINNINGS);
/// A spell without its end would run on for ever, so a file of spells must have the column.
const SPELL_TO: Role = Role::named("to", true, TO_NAMES).or_beginning(TO_BEGINNINGS);

const EMPLOYEE: Role = Role::named(
    "employee",
    true,
    &[
        "medarbejdernr",
        "medarbejdernummer",
        "medarbejderid",
        "medarbejder",
        "lønnr",
        "lønnummer",
        "løbenr",
        "tjenestenr",
        "tjenestenummer",
        "ansatnr",
        "employee",
        "employeeid",
        "employeenumber",
        "person",
        "personid",
    ],
)
.or_beginning(&[
    "medarbejder",
    "lønn",
    "løben",
    "tjenesten",
    "ansatn",
    "employee",
    "person",
]);

const PEOPLE_NAMES: &[&str] = &[
    "medarbejdere",
    "ansatte",
    "personer",
    "hoveder",
    "antalansatte",
    "antalmedarbejdere",
    "antalpersoner",
    "people",
    "headcount",
];
const PEOPLE: Role = Role::named("people", false, PEOPLE_NAMES).or_beginning(PEOPLE_NAMES);
const CATEGORY: Role = Role::named("category", false, &["årsag", "kategori", "category", "reason", "type"])
    .or_beginning(&["årsag", "kategori", "category", "reason"]);

/// The columns of a file with a row for each unit and month.
const UNIT_MONTHS: &[Role] = &[
    UNIT,
    Role::named(
        "month",
        true,
        &[
            "måned",
            "maaned",
            "årmåned",
            "årogmåned",
            "periode",
            "month",
            "yearmonth",
            "tid",
            "dato",
        ],
    )
    .or_beginning(&["måned", "maaned", "periode", "month", "tid", "dato"]),
    Role::named(
        "numerator",
        false,
        &[
            "tæller",
            "fraværsdagsværk",
            "fraværsdage",
            "fravær",
            "fratråd",
            "fratrådte",
            "ansøgere",
            "antal",
            "beløb",
            "numerator",
        ],
    )
    .or_beginning(&[
        "tæller",
        "fravær",
        "sygedag",
        "fratråd",
        "ansøger",
        "antal",
        "beløb",
        "numerator",
    ]),
    Role::named(
        "denominator",
        false,
        &[
            "nævner",
            "mulige",
            "muligedage",
            "muligedagsværk",
            "dagsværk",
            "stillinger",
            "denominator",
            "normtid",
        ],
    )
    .or_beginning(&["nævner", "mulige", "dagsværk", "stillinger", "denominator", "normtid"]),
    Role::named("value", false, &["værdi", "andel", "value", "rate"])
        .or_beginning(&["værdi", "andel", "value", "rate"])
        .or_containing(&["procent", "pct", "percent", "%"]),
    PEOPLE,
    CATEGORY,
];

/// The columns of a table with the months beside each other.
const WIDE: &[Role] = &[UNIT, PEOPLE, CATEGORY];

const EMPLOYMENTS: &[Role] = &[
    EMPLOYEE,
    UNIT,
    FROM,
    TO,
    Role::named(
        "fraction",
        false,
        &[
            "beskæftigelsesgrad",
            "beskæftigelse",
            "beskgrad",
            "ansættelsesbrøk",
            "andel",
            "timer",
            "ugetimer",
            "ugentligetimer",
            "timerprugen",
            "timetal",
            "brøk",
            "grad",
            "fraction",
            "fte",
            "hours",
        ],
    )
    .or_beginning(&[
        "beskæft",
        "besk",
        "ansættelsesbrøk",
        "andel",
        "timer",
        "brøk",
        "grad",
        "fraction",
        "fte",
        "hours",
    ]),
];
const SPELLS: &[Role] = &[
    EMPLOYEE,
    FROM,
    SPELL_TO,
    Role::named("degree", false, &["grad", "fraværsgrad", "andel", "degree", "omfang"])
        .or_beginning(&["grad", "fraværsgrad", "andel", "degree", "omfang"])
        .or_containing(&["procent", "pct", "percent", "%"]),
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
pub(super) fn month_columns(columns: &[Column], dates: DateOrder) -> Vec<(usize, Month)> {
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.name.trim().is_empty())
        .filter_map(|(at, column)| {
            let month = parse_month(column.name.trim(), dates).ok()?;
            Some((at, Month::new(month.year(), month.month()).ok()?))
        })
        .collect()
}

/// The names of columns that seem to be times beside those that are months, and are none: a typing error, a year, a quarter.
pub(super) fn odd_times(columns: &[Column], dates: DateOrder, used: &[usize]) -> Vec<String> {
    let is_odd = |(at, column): &(usize, &Column)| {
        !used.contains(at) && looks_like_a_time(&column.name) && parse_month(column.name.trim(), dates).is_err()
    };
    let odd = columns.iter().enumerate().filter(is_odd);
    odd.map(|(_, column)| column.name.trim().to_owned()).collect()
}

/// Roles to columns, by name, each column at most once. Columns that look like CPR numbers are not proposed.
pub(super) fn guess(columns: &[Column], roles: &[Role]) -> BTreeMap<String, String> {
    let found = propose(columns, roles).into_iter();
    found.map(|(code, at)| (code.to_owned(), key(columns, at))).collect()
}
