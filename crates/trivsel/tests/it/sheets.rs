//! `trivsel protect` and `trivsel audit` on tables as they come from spreadsheets: labels written once, totals among the rows, two
//! columns of one name. A proof is about the table its owner sees, or there is none.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Two areas of three teams each; one night team of three.
const FULL: &str = "\
area;team;respondents;invited
Nord;Dag;12;15
Nord;Aften;7;9
Nord;Nat;3;6
Syd;Dag;11;14
Syd;Aften;9;12
Syd;Nat;8;10
";

const GROUPS: [&str; 4] = ["--groups", "area/team", "--must-show", "all"];

fn file(desk: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = desk.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn run(command: &str, file: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .arg(command)
        .arg(file)
        .args(options)
        .output()
        .unwrap()
}

/// The whole answer.
fn answer(command: &str, text: &str, options: &[&str]) -> (i32, Value) {
    let desk = tempfile::tempdir().unwrap();
    let output = run(command, &file(&desk, "svar.csv", text), options);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    let answer = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{error}"));
    (output.status.code().unwrap(), answer)
}

/// What it says when it could not be run. Neither command answers anything then.
fn refused(text: &str, options: &[&str]) -> String {
    let desk = tempfile::tempdir().unwrap();
    let path = file(&desk, "svar.csv", text);
    let [one, other] = ["protect", "audit"].map(|command| {
        let output = run(command, &path, options);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{command}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    });
    assert_eq!(one, other);
    one
}

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    GROUPS.iter().chain(more).copied().collect()
}

/// The table with the labels of its first column written once.
fn written_once(empty: &str) -> String {
    let mut before = "";
    let lines = FULL.lines().map(|line| {
        let (label, rest) = line.split_once(';').unwrap();
        let is_new = std::mem::replace(&mut before, label) != label;
        if is_new {
            line.to_owned()
        } else {
            format!("{empty};{rest}")
        }
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn a_label_written_once_is_asked_about_and_filled_down_it_is_the_full_table() {
    let (code, full) = answer("protect", FULL, &GROUPS);
    assert_eq!(code, 0);
    assert_eq!(full["result"]["hidden"].as_array().unwrap().len(), 2);
    for empty in ["", "  ", "\u{a0}", "(blank)", "(tom)"] {
        let text = written_once(empty);
        let error = refused(&text, &GROUPS);
        assert!(
            error.contains("row 3, column area: this is empty under `Nord`"),
            "{error}"
        );
        assert!(
            error.contains("--fill-down") && error.contains("--empty-is none"),
            "{error}"
        );
        let (code, filled) = answer("protect", &text, &with(&["--fill-down"]));
        assert_eq!((code, &filled["result"]), (0, &full["result"]));
        let (code, proof) = answer("audit", &text, &with(&["--fill-down"]));
        assert_eq!(code, 1, "the night team follows when everything is shown");
        assert_eq!(proof["data"]["respondents"], 50);
    }
}

#[test]
fn what_belongs_to_no_group_is_counted_where_empty_means_none() {
    let (code, found) = answer("protect", &written_once(""), &with(&["--empty-is", "none"]));
    assert_eq!(code, 0);
    assert_eq!(
        found["data"]["read_as"]["in_no_group"],
        json!([{ "family": "area/team", "rows": 4, "respondents": 27 }])
    );
    assert_eq!(
        (&found["data"]["respondents"], &found["data"]["groups"]),
        (&json!(50), &json!(5))
    );
}

#[test]
fn a_finer_label_is_not_filled_down_into_another_area() {
    let text = "area;team;respondents;invited\nNord;Dag;12;15\nSyd;;11;14\nSyd;Nat;9;12\n";
    let error = refused(text, &with(&["--fill-down"]));
    assert!(
        error.contains("row 3, column team") && error.contains("another group"),
        "{error}"
    );
    let error = refused("area;team;respondents\n;Dag;12\nNord;Nat;9\n", &with(&["--fill-down"]));
    assert!(error.contains("row 2, column area"), "{error}");
}

#[test]
fn a_row_that_adds_others_up_is_asked_about() {
    let total = |row: &str| format!("{FULL}{row}\n");
    for row in [
        "I alt;I alt;50;66",
        "Total;Total;50;66",
        "Nord;Nord i alt;22;30",
        "Nord;Subtotal;22;30",
        "Nord total;Alle;22;30",
        "Syd;Syd;28;36",
        "Syd;SYD;28;36",
        "Hele kommunen;Samlet;50;66",
        "Syd;Gennemsnit;9;12",
        // By its numbers alone: all of the table, and all of an area.
        "Kommunen;Kommunen som helhed;50;66",
        "Syd;Området;28;36",
    ] {
        let text = total(row);
        let error = refused(&text, &GROUPS);
        assert!(
            error.contains("row 8") && error.contains("--totals skip"),
            "{row}: {error}"
        );
        let (code, skipped) = answer("protect", &text, &with(&["--totals", "skip"]));
        assert_eq!(
            (code, &skipped["data"]["read_as"]["totals_left_out"]),
            (0, &json!([8])),
            "{row}"
        );
        assert_eq!(skipped["data"]["respondents"], 50, "{row}");
        let (_, kept) = answer("protect", &text, &with(&["--totals", "keep"]));
        assert_ne!(kept["data"]["respondents"], 50, "{row}");
    }
    let numbered = "area;team;respondents;invited\n1;1;12;15\n1;2;9;12\n2;1;11;14\n2;2;8;13\n";
    assert_eq!(answer("protect", numbered, &GROUPS).0, 0);
    // Words that only sound like it are names like any other.
    for row in ["Nord;Totalrenovering;9;12", "Nord;Summerhus;9;12", "Nord;Ialtid;9;12"] {
        assert_eq!(answer("protect", &total(row), &GROUPS).0, 0, "{row}");
    }
}

#[test]
fn a_total_without_labels_is_found_where_empty_means_none() {
    let text = format!("{FULL};;50;66\n");
    let error = refused(&text, &with(&["--empty-is", "none"]));
    assert!(
        error.contains("row 8") && error.contains("sum of the other rows"),
        "{error}"
    );
}

#[test]
fn two_columns_of_one_name_are_told_apart_by_their_place() {
    let text = "team;respondents;team;invited\nDag;12;Nord;15\nNat;8;Nord;10\nDag;11;Syd;14\nNat;9;Syd;12\n";
    let error = refused(text, &["--groups", "team"]);
    assert!(
        error.contains("2 columns are called `team`") && error.contains("`#1` or `#3`"),
        "{error}"
    );
    let (code, found) = answer("protect", text, &["--groups", "#3/#1"]);
    assert_eq!((code, &found["data"]["groups"]), (0, &json!(7)));
    let (_, found) = answer("protect", text, &["--groups", "#3"]);
    assert_eq!(found["data"]["read_as"]["columns_not_used"], json!(["team#1"]));
    let twice = "team;respondents;Respondents;invited;invited\nDag;12;11;15;16\nNat;8;7;10;11\n";
    assert!(refused(twice, &["--groups", "team"]).contains("called `invited`"));
    let (code, found) = answer(
        "protect",
        twice,
        &["--groups", "team", "--invited", "#5", "--respondents", "Respondents"],
    );
    assert_eq!((code, &found["data"]["respondents"]), (0, &json!(18)));
}

#[test]
fn an_empty_number_is_no_nought_and_a_column_that_was_named_must_be_there() {
    let text = |cell: &str| format!("team;respondents;invited\nDag;12;15\nNat;{cell};9\n");
    assert!(refused(&text(""), &["--groups", "team"]).contains("row 3, column respondents: there is no number"));
    assert_eq!(answer("protect", &text("0"), &["--groups", "team"]).0, 0);
    let text = "team;respondents;inviterede\nDag;12;15\nNat;8;9\n";
    assert!(refused(text, &["--groups", "team", "--invited", "inviteret"]).contains("no column `inviteret`"));
    let (_, found) = answer("protect", text, &["--groups", "team"]);
    assert_eq!(found["data"]["read_as"]["invited_column"], Value::Null);
    let (_, found) = answer("protect", text, &["--groups", "team", "--invited", "inviterede"]);
    assert_eq!(found["data"]["read_as"]["invited_column"], "inviterede");
}

#[test]
fn separator_and_decimal_mark_can_be_said() {
    let text = "team|respondents|note\nDag|12|Nord; Syd; Vest\nNat|8|Nord; Syd; Vest\n";
    assert_eq!(
        answer("protect", text, &["--groups", "team", "--separator", "bar"]).0,
        0
    );
    let text = "team;respondents\nDag;1.200\nNat;1.100\n";
    assert!(refused(text, &["--groups", "team"]).contains("--decimal comma"));
    let (_, found) = answer("protect", text, &["--groups", "team", "--decimal", "comma"]);
    assert_eq!(found["data"]["respondents"], 2300);
    assert!(refused(text, &["--groups", "team", "--decimal", "point"]).contains("not a whole number"));
}

#[test]
fn every_command_takes_the_same_words_for_how_a_file_is_read() {
    let text = "team;respondents\nDag;12\nNat;8\n";
    for (option, values) in [
        (
            "--encoding",
            &["utf8", "utf-8", "windows1252", "windows-1252", "cp850", "mac-roman"][..],
        ),
        ("--separator", &["semicolon", ";"]),
        ("--decimal", &["comma", ","]),
        ("--dates", &["day_month_year", "day", "year"]),
        ("--header", &["1"]),
    ] {
        for value in values {
            assert_eq!(
                answer("protect", text, &["--groups", "team", option, value]).0,
                0,
                "{option} {value}"
            );
        }
        let error = refused(text, &["--groups", "team", option, "vrøvl"]);
        assert!(error.contains(&format!("{option} \"vrøvl\" is not known")), "{error}");
        assert!(error.contains("those there are: "), "{error}");
    }
    // The help of each command that reads a table names the same options.
    let help = |arguments: &[&str]| -> String {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(arguments)
            .arg("--help")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (_, reading) = text.split_once("Reading the file:").unwrap_or_else(|| panic!("{text}"));
        // Until the next heading; how the lines are broken depends on the other options.
        let reading = reading
            .lines()
            .take_while(|line| line.is_empty() || line.starts_with(' '));
        let words: Vec<&str> = reading.flat_map(str::split_whitespace).collect();
        words.join(" ")
    };
    let import = help(&["import"]);
    assert_eq!(import.matches("--").count(), 6, "{import}");
    for other in [
        &["protect"][..],
        &["audit"],
        &["analyse", "chart"],
        &["analyse", "its"],
        &["analyse", "scale"],
    ] {
        assert_eq!(help(other), import, "{other:?}");
    }
}

#[test]
fn a_pattern_is_held_against_the_groups_it_was_made_for() {
    let desk = tempfile::tempdir().unwrap();
    let sheet = file(&desk, "svar.csv", FULL);
    let made = run("protect", &sheet, &GROUPS);
    let pattern = file(&desk, "pattern.json", &String::from_utf8(made.stdout).unwrap());
    let pattern = ["--pattern", pattern.to_str().unwrap()];
    assert_eq!(run("audit", &sheet, &with(&pattern)).status.code(), Some(0));
    for (text, groups) in [
        (FULL, "area"),
        (
            "area;team;respondents;invited\nNord;Dag;12;15\nSyd;Dag;9;12\n",
            "area/team",
        ),
    ] {
        let other = file(&desk, "other.csv", text);
        let output = run("audit", &other, &[&["--groups", groups], &pattern[..]].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains("the pattern is of another table"), "{error}");
    }
}

#[test]
fn a_blank_subtotal_of_a_pivot_table_is_no_atom() {
    let pivot = "area;team;respondents;invited\nNord;Dag;12;15\n;Nat;7;9\n;;19;24\nSyd;Dag;11;14\n;Nat;9;12\n";
    let told = refused(pivot, &with(&["--fill-down"]));
    assert!(
        told.contains("row 4, column area") && told.contains("sum of those above"),
        "{told}"
    );
    // The area is written in every row, the team of the sum is not.
    let repeated =
        "area;team;respondents;invited\nNord;Dag;12;15\nNord;Nat;7;9\nNord;;19;24\nSyd;Dag;11;14\nSyd;Nat;9;12\n";
    let told = refused(repeated, &with(&["--fill-down"]));
    assert!(told.contains("row 4, column team"), "{told}");
    // A column that is not asked for parts what stands above.
    let parted =
        "area;team;job;respondents;invited\nNord;Dag;Pleje;12;15\n;;Drift;7;9\nSyd;Dag;Pleje;11;14\n;Nat;Pleje;9;12\n";
    let (code, found) = answer("protect", parted, &with(&["--fill-down"]));
    assert_eq!((code, found["result"]["outcome"].as_str()), (0, Some("protected")));
}

#[test]
fn rows_within_quotation_marks_and_percentages_are_refused() {
    let mut lines: Vec<String> = FULL.lines().map(|line| format!("{line};")).collect();
    lines[0] += "note";
    lines[2] += "\"a";
    lines[4] += "b\"";
    let told = refused(&lines.join("\n"), &with(&[]));
    assert!(told.contains("quotation mark opened in row 3"), "{told}");
    let percent = FULL.replace("Dag;12;15", "Dag;12%;15");
    let told = refused(&percent, &with(&[]));
    assert!(
        told.contains("row 2, column respondents") && told.contains("percentage"),
        "{told}"
    );
}

#[test]
fn a_dash_or_a_sign_for_the_same_again_is_no_group() {
    for sign in ["-", "–", "do.", "〃"] {
        let told = refused(&written_once(sign), &with(&[]));
        assert!(told.contains("row 3, column area"), "{sign}: {told}");
        let (_, found) = answer("protect", &written_once(sign), &with(&["--fill-down"]));
        let (_, full) = answer("protect", FULL, &with(&[]));
        assert_eq!(found["result"]["hidden"], full["result"]["hidden"], "{sign}");
    }
}

#[test]
fn one_group_in_other_letters_is_refused() {
    let told = refused(&FULL.replacen("Nord;Aften", "NORD;Aften", 1), &with(&[]));
    assert!(told.contains("row 3, column area") && told.contains("`Nord`"), "{told}");
}

#[test]
fn more_answers_than_invitations_are_told_with_their_row() {
    let text = "team;respondents;invited\nDag;12;15\nNat;8;6\n";
    let error = refused(text, &["--groups", "team"]);
    assert!(
        error.contains("row 3, column respondents: 8 answered, and 6 were invited"),
        "{error}"
    );
}
