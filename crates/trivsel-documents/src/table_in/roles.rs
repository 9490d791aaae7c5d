//! Named columns: what a column can mean, which column of a file is probably which, and which names say that a row is no
//! observation.
//!
//! Every reader of tables finds its columns here, so that the same name means the same everywhere and a fault is mended
//! once.

use std::collections::{BTreeMap, HashMap};

use super::recognise::Column;

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The code in forms, at the command line and in the word files.
    pub code: &'static str,
    /// Must it be there?
    pub is_needed: bool,
    /// Names it usually has, as [`plain`] writes them; the likeliest first.
    names: &'static [&'static str],
    /// Beginnings of names it may have, as [`plain`] writes them.
    beginnings: &'static [&'static str],
    /// Words that, wherever they stand in a name, say that it is this one.
    words: &'static [&'static str],
}

impl Role {
    /// A role that is found by its whole name only.
    #[must_use]
    pub const fn named(code: &'static str, is_needed: bool, names: &'static [&'static str]) -> Self {
        Self {
            code,
            is_needed,
            names,
            beginnings: &[],
            words: &[],
        }
    }

    /// The role found by the beginning of a name, too, where no other role has the whole name.
    #[must_use]
    pub const fn or_beginning(mut self, beginnings: &'static [&'static str]) -> Self {
        self.beginnings = beginnings;
        self
    }

    /// The role found by a word within a name, too, before any beginning: "Sygefravær i pct." is a rate.
    #[must_use]
    pub const fn or_containing(mut self, words: &'static [&'static str]) -> Self {
        self.words = words;
        self
    }

    /// Whether a column of this name is usually meant.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.names.contains(&plain(name).as_str())
    }

    /// How much of the name a beginning explains; none when it has no such beginning.
    fn begins(&self, name: &str) -> Option<usize> {
        if self.words.iter().any(|word| name.contains(word)) {
            return Some(usize::MAX);
        }
        let begins = self.beginnings.iter().filter(|begin| name.starts_with(**begin));
        begins.map(|begin| begin.len()).max()
    }
}

/// A name without case, spaces and marks: `Medarbejder-nr.` is `medarbejdernr`.
#[must_use]
pub fn plain(name: &str) -> String {
    let name = composed(name);
    let kept = name.chars().filter(|letter| letter.is_alphanumeric() || *letter == '%');
    kept.flat_map(char::to_lowercase).collect()
}

/// The only Danish letter that can be written as two: files from a Mac have "Måned" as a and a ring.
fn composed(name: &str) -> std::borrow::Cow<'_, str> {
    if name.contains('\u{30a}') {
        name.replace("a\u{30a}", "å").replace("A\u{30a}", "Å").into()
    } else {
        name.into()
    }
}

/// Roles to columns by name, each column at most once: whole names first, then the longest beginning. A column that looks
/// like CPR numbers is never proposed.
#[must_use]
pub fn propose(columns: &[Column], roles: &[Role]) -> BTreeMap<&'static str, usize> {
    let names: Vec<Option<String>> = columns
        .iter()
        .map(|column| (!column.looks_like_cpr).then(|| plain(&column.name)))
        .collect();
    let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
    let is_free = |found: &BTreeMap<&'static str, usize>, at: usize| !found.values().any(|taken| *taken == at);
    for role in roles {
        let place = role.names.iter().find_map(|wanted| {
            names
                .iter()
                .enumerate()
                .position(|(at, name)| is_free(&found, at) && name.as_deref() == Some(*wanted))
        });
        if let Some(at) = place {
            found.insert(role.code, at);
        }
    }
    let mut begun: Vec<(usize, usize, &Role)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        begun.extend(roles.iter().filter_map(|role| Some((role.begins(name)?, at, role))));
    }
    // The longest beginning first; of equal ones the leftmost column, and the role that is named first.
    begun.sort_by_key(|(length, at, _)| (std::cmp::Reverse(*length), *at));
    for (_, at, role) in begun {
        if !found.contains_key(role.code) && is_free(&found, at) {
            found.insert(role.code, at);
        }
    }
    found
}

/// The names that more than one column has, whichever letters are large.
#[must_use]
pub fn twice(columns: &[Column]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for column in columns.iter().filter(|column| !column.name.trim().is_empty()) {
        let times = seen.entry(column.name.trim().to_lowercase()).or_default();
        *times += 1;
        if *times == 2 {
            found.push(column.name.trim().to_owned());
        }
    }
    found
}

/// Whether a label says that its row tells how others are spread, so that it is no answer of anybody's: "SD", "Std.afv.", "Min", "N".
#[must_use]
pub fn names_a_statistic(label: &str) -> bool {
    const NAMES: [&str; 19] = [
        "sd",
        "std",
        "stdafv",
        "stdev",
        "standardafvigelse",
        "spredning",
        "varians",
        "variance",
        "min",
        "minimum",
        "max",
        "maks",
        "maksimum",
        "maximum",
        "n",
        "antal",
        "antalsvar",
        "norm",
        "landsgennemsnit",
    ];
    NAMES.contains(&plain(label).as_str())
}

/// Whether a label says that its row adds others up, so that it is no observation: "I alt", "Total", "Gennemsnit".
#[must_use]
pub fn names_a_total(label: &str) -> bool {
    const WHOLE: [&str; 26] = [
        "ialt",
        "alle",
        "total",
        "totalt",
        "totaler",
        "totals",
        "subtotal",
        "subtotaler",
        "grandtotal",
        "delsum",
        "sum",
        "summer",
        "hovedtotal",
        "samlet",
        "tilsammen",
        "gennemsnit",
        "gns",
        "snit",
        "middel",
        "middelværdi",
        "average",
        "mean",
        "avg",
        "median",
        "all",
        "overall",
    ];
    const FIRST: [&str; 13] = [
        "i alt",
        "total",
        "totalt",
        "subtotal",
        "delsum",
        "sum",
        "hovedtotal",
        "samlet",
        "gennemsnit",
        "grand total",
        "average",
        "mean",
        "median",
    ];
    const LAST: [&str; 7] = ["i alt", "total", "totalt", "subtotal", "sum", "gennemsnit", "average"];
    let label = label.trim().to_lowercase();
    let words = label.trim_matches(|letter: char| !letter.is_alphanumeric());
    let goes_on = |rest: &str| rest.starts_with(|letter: char| !letter.is_alphanumeric());
    WHOLE.contains(&plain(words).as_str())
        || FIRST.iter().any(|first| words.strip_prefix(first).is_some_and(goes_on))
        || LAST.iter().any(|last| {
            words
                .strip_suffix(last)
                .is_some_and(|rest| rest.ends_with(|letter: char| !letter.is_alphanumeric()))
        })
}

#[cfg(test)]
mod tests;
