#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::*;

/// Each sentence's id with the names it is filled in with.
fn sentences(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for name in Files::iter().filter(|name| name.starts_with(lang.code())) {
        let text = String::from_utf8(Files::get(&name).unwrap().data.into_owned()).unwrap();
        FluentResource::try_new(text.clone()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((head, _)) = line.split_once('=')
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                id = head.trim().to_owned();
                assert!(
                    found.insert(id.clone(), BTreeSet::new()).is_none(),
                    "{name} repeats {id}"
                );
            }
            for part in line.split('$').skip(1) {
                let end = part
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(part.len());
                found.get_mut(&id).unwrap().insert(part[..end].to_owned());
            }
        }
    }
    found
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found)
        } else {
            found.push(path)
        }
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_names() {
    let (da, en) = (sentences(Lang::Da), sentences(Lang::En));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|id| !b.contains_key(*id)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&da, &en), Vec::<String>::new(), "missing in English");
    assert_eq!(only(&en, &da), Vec::<String>::new(), "missing in Danish");
    for (id, names) in &da {
        assert_eq!(names, &en[id], "{id}");
    }
}

#[test]
fn every_sentence_the_program_asks_for_is_there() {
    let da = sentences(Lang::Da);
    let mut files = Vec::new();
    files_below(Path::new("templates"), &mut files);
    files_below(Path::new("src"), &mut files);
    files_below(Path::new("../trivsel-app/src"), &mut files);
    let mut missing = BTreeSet::new();
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        for start in [".t(\"", ".with(\"", "Problem::new(\"", "Refused(\"", "invalid(\""] {
            for rest in text.split(start).skip(1) {
                let line = rest.split('\n').next().unwrap();
                let Some(id) = (if start.starts_with('.') || start == "Refused(\"" {
                    line.split('"').next()
                } else {
                    line.split('"').nth(2)
                }) else {
                    continue;
                };
                if id.contains('-') && !da.contains_key(id) {
                    missing.insert(format!("{id} ({})", file.display()));
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

/// Names that are put together while the program runs: what it can name must have words.
#[test]
fn every_name_put_together_at_run_time_has_words() {
    let (da, en) = (Words::of(Lang::Da), Words::of(Lang::En));
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for place in trivsel_store::erase::PLACES
        .iter()
        .filter(|place| place.table != "persons")
    {
        wanted.insert(format!("erase-{}-{}", place.table, place.column));
    }
    for kind in trivsel_domain::sign_in::SignInKind::ALL {
        wanted.insert(format!("sign-in-kind-{}", kind.code()));
    }
    for role in trivsel_domain::person::Role::ALL {
        wanted.insert(format!("role-{}", role.code()));
    }
    for role in trivsel_domain::person::Role::ASSIGNABLE {
        wanted.insert(format!("role-{}-help", role.code()));
    }
    for verb in ["opened", "password_given", "closed"] {
        wanted.insert(format!("audit-verb-{verb}"));
    }
    let mut files = Vec::new();
    files_below(Path::new("../trivsel-app/src"), &mut files);
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        // `Trail::new("what", id, "verb")`; a verb that is a value is one of those named below.
        for call in text.split("Trail::new(").skip(1) {
            let texts: Vec<&str> = call.split(')').next().unwrap().split('"').collect();
            let (what, verb) = if texts.first().is_some_and(|before| before.trim().is_empty()) {
                (texts.get(1), texts.get(3))
            } else {
                (None, texts.get(1))
            };
            wanted.extend(what.map(|what| format!("audit-subject-{what}")));
            wanted.extend(verb.map(|verb| format!("audit-verb-{verb}")));
        }
        for call in [".field(", ".optional("] {
            for part in text.split(call).skip(1) {
                let name: String = part
                    .trim_start()
                    .strip_prefix('"')
                    .map_or_else(String::new, |rest| rest.chars().take_while(|c| *c != '"').collect());
                let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                // A value that prints itself for a developer names fields, too, with one value; the trail has two.
                let values = part.split(')').next().unwrap().matches(',').count();
                let is_of_trail = text.contains("Trail::new(") && values >= 2;
                if is_name && is_of_trail {
                    wanted.insert(format!("history-field-{name}"));
                }
            }
        }
    }
    let missing: Vec<String> = wanted
        .into_iter()
        .map(|id| id.replace('_', "-"))
        .filter(|id| !da.has(id) || !en.has(id))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// The help names buttons and links; what it puts in quotation marks must stand on one.
#[test]
fn the_help_names_only_what_is_there() {
    for (lang, open, close) in [(Lang::Da, '»', '«'), (Lang::En, '“', '”')] {
        let words = Words::of(lang);
        let labels: BTreeSet<String> = sentences(lang)
            .iter()
            .filter(|(id, names)| names.is_empty() && !id.starts_with("about-"))
            .map(|(id, _)| words.t(id).into_owned())
            .collect();
        let mut named = 0;
        for number in 1..=7 {
            let text = words.t(&format!("about-help-{number}-text")).into_owned();
            for part in text.split(open).skip(1) {
                let name = part.split(close).next().unwrap();
                assert!(labels.contains(name), "{}: {name}", lang.code());
                named += 1;
            }
        }
        assert!(named >= 15, "{named}");
    }
}

#[test]
fn a_count_chooses_singular_or_plural() {
    let words = Words::of(Lang::Da);
    assert_eq!(
        words.with("count-persons").count("count", 1).to_string(),
        "1 medarbejder"
    );
    assert_eq!(
        words.with("count-persons").count("count", 3_402).to_string(),
        "3.402 medarbejdere"
    );
    assert_eq!(
        words.with("count-persons").count("count", 12).to_string(),
        "12 medarbejdere"
    );
}
