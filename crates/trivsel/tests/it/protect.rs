//! `trivsel protect` and `trivsel audit` on small files, as a shell would run them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// One team of three beside teams of eight and twenty, as a Danish spreadsheet writes it.
const SHEET: &str = "\
område;team;job;respondents;invited;trivsel
Nord;Dag;Pleje;8;12;72
Nord;Nat;Pleje;3;5;30
Syd;Dag;Pleje;12;17;90
Syd;Dag;Køkken;8;11;70
";

/// A folder with the files of one test.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn run(command: &str, file: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .arg(command)
        .arg(file)
        .args(options)
        .output()
        .unwrap()
}

/// The exit code and the result.
fn result(command: &str, file: &Path, options: &[&str]) -> (i32, Value) {
    let output = run(command, file, options);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{text}"));
    (output.status.code().unwrap(), answer["result"].take())
}

/// Names of groups, given as texts or as objects.
fn names(list: &Value) -> Vec<&str> {
    let name = |one: &Value| -> bool { one.is_string() || one["group"].is_string() };
    assert!(list.as_array().unwrap().iter().all(name));
    list.as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one.as_str().or_else(|| one["group"].as_str()))
        .collect()
}

const OPTIONS: [&str; 4] = ["--groups", "område/team", "--layer", "trivsel:0:16"];

#[test]
fn a_small_team_is_hidden_with_the_lightest_neighbour_and_the_answer_is_proven() {
    let desk = Desk::new();
    let (code, found) = result("protect", &desk.file("svar.csv", SHEET), &OPTIONS);
    assert_eq!((code, found["outcome"].as_str()), (0, Some("protected")));
    assert_eq!(names(&found["hidden"]), ["Nord/Dag", "Nord/Nat"]);
    assert_eq!(found["hidden"][0]["reason"], "protects_others");
    assert_eq!(found["hidden"][1]["reason"], "small");
    assert_eq!(found["cost"], found["least_cost"]);
    assert_eq!(
        found["smallest_derivable_group"],
        json!({ "respondents": 11, "is_exact": true })
    );
    assert_eq!(found["together"][0]["respondents"], json!({ "exact": 11.0 }));
    assert!(found["open"][0].get("witness").is_none());
}

#[test]
fn the_answer_of_protect_passes_the_audit_and_a_plain_minimum_does_not() {
    let desk = Desk::new();
    let file = desk.file("svar.csv", SHEET);
    let pattern = desk.file(
        "pattern.json",
        &String::from_utf8(run("protect", &file, &OPTIONS).stdout).unwrap(),
    );
    let with = |more: &[&str]| result("audit", &file, &[&OPTIONS[..], more].concat());
    let (code, found) = with(&["--pattern", pattern.to_str().unwrap(), "--witnesses", "--ranges"]);
    assert_eq!((code, found["outcome"].as_str()), (0, Some("protected")));
    assert!(found["open"][0]["witness"]["high"][0]["by"].is_i64());
    assert_eq!(found["ranges"][0]["of"]["groups"], json!(["Nord/Nat"]));
    let (code, found) = with(&["--hidden", "Nord/Nat"]);
    assert_eq!((code, found["outcome"].as_str()), (1, Some("not_protected")));
    let derivable = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["finding"] == "derivable")
        .unwrap();
    assert_eq!(derivable["respondents"], 3);
    let multiples = derivable["follows"]["multiples"].as_array().unwrap();
    let times = |group: &str| {
        multiples
            .iter()
            .find(|one| one["of"]["group"] == group)
            .map(|one| one["times"].as_str().unwrap())
    };
    assert_eq!((times("Nord"), times("Nord/Dag")), (Some("1"), Some("-1")));
}

#[test]
fn a_document_says_groups_layers_rules_and_earlier_figures_by_name() {
    let desk = Desk::new();
    let mut document = json!({
        "atoms": [
            { "name": "stayed", "respondents": 11, "invited": 14 },
            { "name": "late", "respondents": 1, "invited": 1 },
        ],
        "groups": [{ "name": "unit", "atoms": ["stayed", "late"] }],
        "layers": [{
            "name": "well-being",
            "answers": { "sums": { "low": 0, "high": 25, "tallies": {
                "stayed": { "count": 11, "sum": 150 }, "late": { "count": 1, "sum": 7 },
            } } },
        }],
        "rules": { "minimum": 5 },
    });
    let (code, found) = result("protect", &desk.file("now.json", &document.to_string()), &[]);
    assert_eq!((code, names(&found["shown"])), (0, vec!["unit"]));
    document["released"] =
        json!([{ "quantity": { "sum": "well-being" }, "atoms": ["stayed"], "low": 150, "high": 150 }]);
    let with_memory = desk.file("then.json", &document.to_string());
    let (code, found) = result("protect", &with_memory, &[]);
    assert_eq!((code, names(&found["hidden"])), (0, vec!["unit"]));
    let (code, _) = result("audit", &with_memory, &[]);
    assert_eq!(code, 1);
}

#[test]
fn how_a_figure_follows_that_was_to_be_hidden_and_is_not_small_is_said() {
    let desk = Desk::new();
    let document = |standing: &str| {
        json!({
            "atoms": [{ "name": "day", "respondents": 12, "invited": 20 }, { "name": "night", "respondents": 9, "invited": 16 }],
            "groups": [
                { "name": "all", "family": "units", "atoms": ["day", "night"], "standing": "must_show" },
                { "name": "by day", "family": "units", "atoms": ["day"], "standing": "must_hide" },
                { "name": "by night", "family": "units", "atoms": ["night"], "standing": standing },
            ],
        })
        .to_string()
    };
    let (code, found) = result("protect", &desk.file("one.json", &document("free")), &[]);
    assert_eq!((code, names(&found["hidden"])), (0, vec!["by day"]));
    let hidden = &found["hidden"][0];
    assert_eq!(
        (&hidden["reason"], &hidden["stays_open"]),
        (&json!("must_hide"), &json!("not_promised"))
    );
    let multiples = hidden["follows"]["multiples"].as_array().unwrap();
    let times = |group: &str| multiples.iter().find(|one| one["of"]["group"] == group).unwrap()["times"].clone();
    assert_eq!((times("all"), times("by night")), (json!("1"), json!("-1")));
    let (_, found) = result("protect", &desk.file("two.json", &document("must_hide")), &[]);
    assert!(
        found["hidden"]
            .as_array()
            .unwrap()
            .iter()
            .all(|hidden| hidden.get("follows").is_none())
    );
}

#[test]
fn a_crossing_too_fine_is_refused_with_what_coarser_ones_cost() {
    let mut text = String::from("area,team,job,respondents,invited\n");
    for team in 0..8 {
        for job in ["care", "kitchen"] {
            text += &format!(
                "{},{team},{job},{}\n",
                team / 4,
                if job == "care" { "6,9" } else { "3,6" }
            );
        }
    }
    let options = ["--groups", "area/team,job,team*job,area*job", "--must-show", "all"];
    let (code, found) = result("protect", &Desk::new().file("fine.csv", &text), &options);
    assert_eq!(code, 0, "half of them are not too many");
    assert!(names(&found["shown"]).contains(&"0 × care (area*job)"));
    let text = text.replace("6,9", "4,7");
    let (code, found) = result("protect", &Desk::new().file("fine.csv", &text), &options);
    assert_eq!((code, found["outcome"].as_str()), (1, Some("refused")));
    assert_eq!(found["details"]["family"], "team*job");
    assert!(found["details"]["designs"][0]["cost"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_cannot_be_read_ends_with_two_and_says_why() {
    let desk = Desk::new();
    let says = |command: &str, name: &str, text: &str, options: &[&str], wanted: &str| {
        let output = run(command, &desk.file(name, text), options);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(wanted), "{error}");
        output.status.code()
    };
    assert_eq!(says("protect", "broken.json", "{", &[], "could not read"), Some(2));
    let unknown = r#"{ "atoms": [], "groups": [{ "name": "unit", "atoms": ["nobody"] }] }"#;
    assert_eq!(says("protect", "unknown.json", unknown, &[], "nobody"), Some(2));
    assert_eq!(says("audit", "svar.csv", SHEET, &["--hidden", "Vest"], "Vest"), Some(2));
    assert_eq!(
        says("protect", "svar.csv", SHEET, &["--groups", "enhde"], "enhde"),
        Some(2)
    );
    assert_eq!(
        says("protect", "svar.csv", SHEET, &["--minimum", "1"], "at least 2"),
        Some(2)
    );
    assert_eq!(
        says("protect", "svar.csv", SHEET, &["--layer", "trivsel"], "NAME:LEAST:MOST"),
        Some(2)
    );
    assert_eq!(
        says("protect", "missing.csv", "a;b\n1;2\n", &[], "respondents"),
        Some(2)
    );
    let output = run("protect", Path::new("/no/such/file.json"), &[]);
    assert_eq!(output.status.code(), Some(2));
}
