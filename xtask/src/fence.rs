//! The fence between the floors: reads `cargo metadata` and says where a crate imports against the arrows.
//!
//! The arrows are the only ones allowed; a new crate is entered here before it compiles into anything.

use std::path::Path;

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use crate::source;

/// A crate of ours: its floor, and what it may import.
struct Room {
    name: &'static str,
    floor: u8,
    may_use: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "trivsel-stats",
        floor: 0,
        may_use: &[],
    },
    Room {
        name: "trivsel-disclosure",
        floor: 0,
        may_use: &[],
    },
    Room {
        name: "trivsel-ballot",
        floor: 0,
        may_use: &[],
    },
    Room {
        name: "trivsel-chart",
        floor: 0,
        may_use: &[],
    },
    Room {
        name: "trivsel-search",
        floor: 0,
        may_use: &[],
    },
    Room {
        name: "trivsel-domain",
        floor: 1,
        may_use: &[
            "trivsel-stats",
            "trivsel-disclosure",
            "trivsel-ballot",
            "trivsel-chart",
            "trivsel-search",
        ],
    },
    Room {
        name: "trivsel-store",
        floor: 2,
        may_use: &["trivsel-domain"],
    },
    Room {
        name: "trivsel-documents",
        floor: 2,
        may_use: &["trivsel-domain", "trivsel-chart"],
    },
    Room {
        name: "trivsel-press",
        floor: 3,
        may_use: &["trivsel-documents"],
    },
    Room {
        name: "trivsel-app",
        floor: 3,
        may_use: &[
            "trivsel-stats",
            "trivsel-disclosure",
            "trivsel-ballot",
            "trivsel-chart",
            "trivsel-search",
            "trivsel-domain",
            "trivsel-store",
            "trivsel-documents",
        ],
    },
    Room {
        name: "trivsel-demo",
        floor: 4,
        may_use: &["trivsel-ballot", "trivsel-domain", "trivsel-store", "trivsel-app"],
    },
    Room {
        name: "trivsel-web",
        floor: 4,
        may_use: &["trivsel-app", "trivsel-domain", "trivsel-chart"],
    },
    Room {
        name: "trivsel",
        floor: 5,
        may_use: &[
            "trivsel-stats",
            "trivsel-disclosure",
            "trivsel-ballot",
            "trivsel-chart",
            "trivsel-search",
            "trivsel-domain",
            "trivsel-store",
            "trivsel-documents",
            "trivsel-press",
            "trivsel-app",
            "trivsel-demo",
            "trivsel-web",
        ],
    },
    Room {
        name: "xtask",
        floor: 5,
        may_use: &[],
    },
];

/// What tests may use beside their own floor: pages are walked on the demo.
const FOR_TESTS: &[(&str, &str)] = &[("trivsel-web", "trivsel-demo")];

/// Crates of others that belong to one subject: only these crates of ours may use them. A name ending in `*` is a prefix.
const KEPT: &[(&str, &[&str])] = &[
    ("sea-orm*", &["trivsel-store"]),
    ("sqlx*", &["trivsel-store"]),
    ("axum*", &["trivsel-web", "trivsel"]),
    ("tower*", &["trivsel-web", "trivsel"]),
    ("askama*", &["trivsel-web"]),
    ("fluent*", &["trivsel-web"]),
    ("typst*", &["trivsel-press"]),
    ("fst", &["trivsel-search"]),
    ("rapidfuzz", &["trivsel-search"]),
    ("frostem", &["trivsel-domain"]),
    ("cfb", &["trivsel-documents"]),
    ("quick-xml", &["trivsel-documents"]),
    ("rust_xlsxwriter", &["trivsel-documents"]),
    // One place writes CSV, so that no file can forget to make formulas harmless.
    ("csv", &["trivsel-documents"]),
];

/// What floors 0 and 1 get as values and never fetch themselves: clock, chance, environment, files, threads, network.
const FETCHING: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Local::today",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "rand::rng(",
    "rand::rng;",
    "rand::random",
    "thread_rng",
    "getrandom",
];

/// Everything that stands against the floors, one line each.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let metadata = MetadataCommand::new()
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .map_err(|problem| format!("could not read the workspace: {problem}"))?;
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        match ROOMS.iter().find(|room| room.name == package.name.as_str()) {
            None => faults.push(format!(
                "{}: no floor is known for it: enter it in xtask/src/fence.rs",
                package.name
            )),
            Some(room) => {
                faults.extend(faults_of_imports(room, package));
                faults.extend(faults_of_source(room, package)?);
            }
        }
    }
    faults.extend(floors_in_order());
    Ok(faults)
}

fn faults_of_imports(room: &Room, package: &Package) -> Vec<String> {
    let imports = package.dependencies.iter();
    imports
        .filter_map(|import| fault_of_import(room, &import.name, import.kind == DependencyKind::Development))
        .collect()
}

/// What is wrong with one import, if anything. Tests may use any lower floor: they build what they need for a case.
fn fault_of_import(room: &Room, import: &str, is_for_tests: bool) -> Option<String> {
    if let Some(other) = ROOMS.iter().find(|other| other.name == import) {
        let is_allowed = room.may_use.contains(&import)
            || (is_for_tests && (other.floor < room.floor || FOR_TESTS.contains(&(room.name, import))));
        return (!is_allowed)
            .then(|| format!("{} must not import {import}: the code is on the wrong floor", room.name));
    }
    let (_, keepers) = KEPT.iter().find(|(pattern, _)| fits(pattern, import))?;
    let is_allowed = keepers.contains(&room.name) || is_for_tests;
    (!is_allowed).then(|| {
        format!(
            "{} must not import {import}: it is kept in {}",
            room.name,
            keepers.join(", ")
        )
    })
}

fn fits(pattern: &str, name: &str) -> bool {
    pattern
        .strip_suffix('*')
        .map_or(name == pattern, |start| name.starts_with(start))
}

fn faults_of_source(room: &Room, package: &Package) -> Result<Vec<String>, String> {
    if room.floor > 1 {
        return Ok(Vec::new());
    }
    let folder = package.manifest_path.parent().map(|folder| folder.join("src"));
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let mut faults = Vec::new();
    for file in source::rust_files(Path::new(folder.as_str()))? {
        let text = source::read(&file)?;
        for (number, line) in source::lines_outside_tests(&text) {
            for word in FETCHING.iter().filter(|word| line.contains(**word)) {
                let place = file.strip_prefix(&folder).unwrap_or(&file).display();
                faults.push(format!(
                    "{} src/{place}:{number}: {word}: this floor gets values only",
                    room.name
                ));
            }
        }
    }
    Ok(faults)
}

/// The table itself must point downwards.
fn floors_in_order() -> Vec<String> {
    let floor_of = |name: &str| ROOMS.iter().find(|room| room.name == name).map(|room| room.floor);
    let arrows = ROOMS
        .iter()
        .flat_map(|room| room.may_use.iter().map(move |used| (room, *used)));
    arrows
        .filter(|(room, used)| floor_of(used).is_none_or(|floor| floor >= room.floor))
        .map(|(room, used)| format!("the table lets {} import {used}, which is not below it", room.name))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn check(room: &str, import: &str, is_for_tests: bool, is_fine: bool) {
        let room = ROOMS.iter().find(|one| one.name == room).unwrap();
        let fault = fault_of_import(room, import, is_for_tests);
        assert_eq!(fault.is_none(), is_fine, "{} -> {import}: {fault:?}", room.name);
    }

    #[test]
    fn imports_follow_the_arrows() {
        check("trivsel-store", "trivsel-domain", false, true);
        check("trivsel-documents", "trivsel-store", false, false);
        check("trivsel-domain", "trivsel-store", false, false);
        check("trivsel-web", "trivsel-store", false, false);
        check("trivsel-web", "trivsel-stats", false, false);
        check("trivsel-stats", "trivsel-chart", false, false);
        check("trivsel", "trivsel-store", false, true);
    }

    #[test]
    fn tests_may_use_lower_floors_only() {
        check("trivsel-web", "trivsel-store", true, true);
        check("trivsel-domain", "trivsel-app", true, false);
        check("trivsel-store", "trivsel-documents", true, false);
        check("trivsel-web", "trivsel-demo", true, true);
        check("trivsel-web", "trivsel-demo", false, false);
        check("trivsel-app", "trivsel-demo", true, false);
    }

    #[test]
    fn a_kept_crate_stays_in_its_room() {
        check("trivsel-store", "sea-orm", false, true);
        check("trivsel-app", "sea-orm-migration", false, false);
        check("trivsel-app", "axum", false, false);
        check("trivsel-domain", "chrono", false, true);
        check("trivsel-web", "axum-extra", false, true);
    }

    #[test]
    fn the_table_points_downwards() {
        assert_eq!(floors_in_order(), Vec::<String>::new());
    }
}
