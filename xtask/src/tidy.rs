//! Is the house tidy? Sizes, addresses and names that a compiler does not look at.
//!
//! What stood untidy when a rule was made is counted in `xtask/untidy.txt`, a row a rule and file. A count may fall and may not rise: a
//! file with more than its row says is a fault, and so is a row that says more than there is, so that the list only ever gets shorter.

mod map;
mod rust;
mod templates;

use std::collections::BTreeMap;

use crate::source;

/// Where the counts stand, from the root.
const LIST: &str = "xtask/untidy.txt";

/// A rule of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// A line of a template or of a style is at most [`templates::LONGEST_LINE`] characters.
    Line,
    /// A function is at most [`rust::LONGEST_FUNCTION`] lines.
    Function,
    /// A file of Rust is at most [`rust::LONGEST_FILE`] lines.
    File,
    /// Addresses come from `urls`.
    Address,
    /// ARCHITECTURE's map names every room, and no room that is not there.
    Map,
    /// `use super::*` is for tests.
    Star,
    /// What a program remembers hangs on `App`, not in a static.
    Static,
    /// A type's name has one meaning in a crate.
    Name,
}

impl Rule {
    const ALL: [Self; 8] = [
        Self::Line,
        Self::Function,
        Self::File,
        Self::Address,
        Self::Map,
        Self::Star,
        Self::Static,
        Self::Name,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Function => "function",
            Self::File => "file",
            Self::Address => "address",
            Self::Map => "map",
            Self::Star => "star",
            Self::Static => "static",
            Self::Name => "name",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }
}

/// One place where a rule does not hold.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Untidy {
    rule: Rule,
    /// The file, from the root.
    file: String,
    /// What stands there, for who wants to mend it.
    what: String,
}

impl Untidy {
    fn new(rule: Rule, file: &str, what: impl Into<String>) -> Self {
        Self {
            rule,
            file: file.to_owned(),
            what: what.into(),
        }
    }
}

/// How many places of a file break a rule.
type Counts = BTreeMap<(Rule, String), usize>;

/// Every place that is untidy and not counted in the list, and every row of the list that says too much.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let files = texts()?;
    let list = files.get(LIST).map(String::as_str).unwrap_or_default();
    Ok(held_against(&found(&files)?, &read_list(list)?))
}

/// The list as it would be written today.
pub(crate) fn list() -> Result<Vec<String>, String> {
    let counts = count(&found(&texts()?)?);
    let rows = counts.iter();
    Ok(rows
        .map(|((rule, file), number)| format!("{} {number} {file}", rule.code()))
        .collect())
}

fn found(files: &BTreeMap<String, String>) -> Result<Vec<Untidy>, String> {
    let mut all = templates::check(files);
    all.extend(rust::check(files)?);
    all.extend(map::check(files));
    Ok(all)
}

/// The files the house is made of, by their path from the root. What others wrote is theirs to keep tidy.
fn texts() -> Result<BTreeMap<String, String>, String> {
    let kept = source::kept_files()?.into_iter();
    Ok(kept
        .filter(|(name, _)| !name.contains("/vendor/") && !name.contains("/licences/") && !name.ends_with(".min.js"))
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect())
}

fn count(untidy: &[Untidy]) -> Counts {
    let mut counts = Counts::new();
    for one in untidy {
        *counts.entry((one.rule, one.file.clone())).or_default() += 1;
    }
    counts
}

fn read_list(text: &str) -> Result<Counts, String> {
    let rows = text.lines().enumerate();
    let rows = rows.filter(|(_, row)| !row.is_empty() && !row.starts_with('#'));
    rows.map(|(at, row)| {
        read_row(row).ok_or_else(|| format!("{LIST}:{}: not a row of rule, number and file: {row}", at + 1))
    })
    .collect()
}

fn read_row(row: &str) -> Option<((Rule, String), usize)> {
    let mut parts = row.splitn(3, ' ');
    let rule = Rule::parse(parts.next()?)?;
    let number = parts.next()?.parse().ok()?;
    Some(((rule, parts.next()?.to_owned()), number))
}

fn held_against(untidy: &[Untidy], listed: &Counts) -> Vec<String> {
    let counts = count(untidy);
    let mut faults = Vec::new();
    for (place, number) in &counts {
        let allowed = listed.get(place).copied().unwrap_or_default();
        if *number > allowed {
            let (rule, file) = place;
            faults.push(format!("{file}: {}: {number} places, {allowed} allowed:", rule.code()));
            let here = untidy.iter().filter(|one| one.rule == *rule && one.file == *file);
            faults.extend(here.map(|one| format!("  {}", one.what)));
        }
    }
    for ((rule, file), allowed) in listed {
        let number = counts.get(&(*rule, file.clone())).copied().unwrap_or_default();
        if number < *allowed {
            let code = rule.code();
            faults.push(format!(
                "{LIST}: {code} {allowed} {file}: {number} are left, so write {number}"
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rows: &str) -> Counts {
        read_list(rows).unwrap_or_default()
    }

    #[test]
    fn more_than_the_list_says_is_a_fault_that_shows_each_place() {
        let untidy = [
            Untidy::new(Rule::Line, "a.html", "line 3"),
            Untidy::new(Rule::Line, "a.html", "line 9"),
        ];
        let faults = held_against(&untidy, &counts("line 1 a.html\n"));
        assert_eq!(faults, ["a.html: line: 2 places, 1 allowed:", "  line 3", "  line 9"]);
        assert!(held_against(&untidy, &counts("line 2 a.html\n")).is_empty());
    }

    #[test]
    fn a_row_that_says_too_much_is_a_fault() {
        let faults = held_against(&[], &counts("# why\nfunction 2 crates/a.rs\n"));
        assert_eq!(
            faults,
            ["xtask/untidy.txt: function 2 crates/a.rs: 0 are left, so write 0"]
        );
    }

    #[test]
    fn a_row_that_is_none_is_named() {
        assert!(read_list("lines 2 a.html").is_err());
        assert!(read_list("line many a.html").is_err());
    }
}
