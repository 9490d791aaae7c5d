//! ARCHITECTURE's code map against the folders: every room of a crate is named there once, and no room that is not there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Untidy};

const PAGE: &str = "ARCHITECTURE.md";

/// Crates whose rooms the map does not list one by one: the binary's commands, and this program.
const IN_A_SENTENCE: [&str; 2] = ["trivsel", "xtask"];

pub(super) fn check(files: &BTreeMap<String, String>) -> Vec<Untidy> {
    let Some(page) = files.get(PAGE) else {
        return vec![Untidy::new(Rule::Map, PAGE, "is missing")];
    };
    let mut found = Vec::new();
    for (of, rooms) in rooms(files) {
        if IN_A_SENTENCE.contains(&of.as_str()) {
            continue;
        }
        let told = named(page, &of);
        for room in rooms.difference(&told.iter().cloned().collect()) {
            found.push(Untidy::new(Rule::Map, PAGE, format!("{of}: {room} is not on the map")));
        }
        let mut before = BTreeSet::new();
        for room in told {
            if !rooms.contains(&room) {
                found.push(Untidy::new(Rule::Map, PAGE, format!("{of}: there is no {room}")));
            } else if !before.insert(room.clone()) {
                found.push(Untidy::new(Rule::Map, PAGE, format!("{of}: {room} stands there twice")));
            }
        }
    }
    found
}

/// The modules that stand first in each crate, without its root.
fn rooms(files: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in files.keys() {
        let Some((of, path)) = name.strip_prefix("crates/").and_then(|rest| rest.split_once("/src/")) else {
            continue;
        };
        if let Some(room) = path.strip_suffix(".rs")
            && !room.contains('/')
            && !["lib", "main", "tests"].contains(&room)
        {
            rooms.entry(of.to_owned()).or_default().insert(room.to_owned());
        }
    }
    rooms
}

/// The rooms a crate's table names in its first column.
fn named(page: &str, of: &str) -> Vec<String> {
    let heading = format!("**`{of}`**");
    let lines = page.lines().skip_while(|line| !line.starts_with(&heading)).skip(1);
    let rows = lines.take_while(|line| !line.starts_with("**`"));
    let cells = rows.filter_map(|row| row.strip_prefix("| `")?.split('|').next());
    cells
        .flat_map(|cell| cell.split(','))
        .map(|name| name.trim().trim_matches('`'))
        .map(|name| name.trim_end_matches("/…").to_owned())
        // Files that are no code stand in the same table with a slash at their end.
        .filter(|name| !name.ends_with('/'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_held_against_the_folders_both_ways() {
        let page =
            "**`a`** (floor 0)\n\n| module | holds |\n|---|---|\n| `one`, `gone` | x |\n| `one` | y |\n\n**`b`**: z";
        let files = BTreeMap::from([
            (PAGE.to_owned(), page.to_owned()),
            ("crates/a/src/lib.rs".to_owned(), String::new()),
            ("crates/a/src/one.rs".to_owned(), String::new()),
            ("crates/a/src/new.rs".to_owned(), String::new()),
        ]);
        let what: Vec<String> = check(&files).into_iter().map(|one| one.what).collect();
        assert_eq!(
            what,
            [
                "a: new is not on the map",
                "a: there is no gone",
                "a: one stands there twice"
            ]
        );
    }
}
