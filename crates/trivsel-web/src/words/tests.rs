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
