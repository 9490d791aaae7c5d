//! `trivsel analyse` on files as people have them: without a disruption, with codes for "no answer", with total rows and doubled names.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn run(method: &str, text: &str, options: &[&str]) -> Output {
    let desk = TempDir::new().unwrap();
    let file: PathBuf = desk.path().join("file.csv");
    std::fs::write(&file, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .args(["analyse", method])
        .arg(&file)
        .args(options)
        .output()
        .unwrap()
}

fn answer(method: &str, text: &str, options: &[&str]) -> Value {
    let output = run(method, text, options);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["result"].clone()
}

#[track_caller]
fn refused(method: &str, text: &str, options: &[&str], words: &[&str]) {
    let output = run(method, text, options);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(output.stdout.is_empty());
    for word in words {
        assert!(said.contains(word), "`{word}` is missing in {said}");
    }
}

#[test]
fn a_row_that_was_cut_and_a_line_below_the_table_are_told() {
    let cut = |line: &str| match line.strip_prefix("2021-06;") {
        Some(_) => "2021-06;65\n".to_owned(),
        None => format!("{line}\n"),
    };
    let text: String = plain().lines().map(cut).collect();
    let output = run("its", &format!("{text}Kilde: lønsystemet\n"), &["--start", "2023-07"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("1 rows have fewer cells than there are columns, first row 7"),
        "{said}"
    );
    assert!(
        said.contains("not part of the table, and not read: Kilde: lønsystemet"),
        "{said}"
    );
}

/// Four years of months, 60 of 1,200 with a season and a step of 12 fewer from July 2023.
fn months(head: &str, line: impl Fn(i32, u32, u32, u32) -> String) -> String {
    let mut text = format!("{head}\n");
    for step in 0..48_u32 {
        let (year, month) = (2021 + i32::try_from(step / 12).unwrap(), step % 12 + 1);
        let season = [9, 8, 5, 2, 0, 0, 0, 0, 1, 3, 4, 6][usize::try_from(step % 12).unwrap()];
        let step_down = if step >= 30 { 12 } else { 0 };
        let events = 60 + season + step * 7 % 5 - step_down;
        writeln!(text, "{}", line(year, month, events, 1_200 + step % 7)).unwrap();
    }
    text
}

fn plain() -> String {
    months("month;events;exposure", |year, month, events, exposure| {
        format!("{year}-{month:02};{events};{exposure}")
    })
}

#[test]
fn a_series_without_a_disruption_is_answered_whatever_the_options() {
    for options in [
        &["--start", "2023-07"][..],
        &["--start", "2023-07", "--handling", "ignore"],
        &["--start", "2023-07", "--harmonics", "0"],
        &["--start", "2023-07", "--slope", "--transition", "2", "--new-level"],
    ] {
        let found = answer("its", &plain(), options);
        let ratio = found["rate_ratio"]["quasi_poisson"]["estimate"].as_f64().unwrap();
        assert!((0.7..0.95).contains(&ratio), "{options:?}: {ratio}");
        assert_eq!(found["other_choices"].as_array().unwrap().len(), 0);
    }
    let with = answer(
        "its",
        &plain(),
        &["--start", "2023-07", "--disruption", "2021-03..2021-05"],
    );
    assert!(with["other_choices"].as_array().unwrap().len() >= 5);
}

#[test]
fn year_and_month_can_stand_in_columns_of_their_own() {
    let wanted = answer("its", &plain(), &["--start", "2023-07"]);
    let numbered = months("year,month,events,exposure", |year, month, events, exposure| {
        format!("{year},{month},{events},{exposure}")
    });
    let named = months("måned;år;events;exposure", |year, month, events, exposure| {
        let names = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august"];
        let name = names.get(usize::try_from(month - 1).unwrap());
        let name = name.map_or_else(|| month.to_string(), |name| (*name).to_owned());
        format!("{name};{year};{events};{exposure}")
    });
    assert_eq!(answer("its", &numbered, &["--start", "2023-07"]), wanted);
    assert_eq!(
        answer("its", &named, &["--start", "2023-07", "--month", "Måned"]),
        wanted
    );
    refused(
        "its",
        "year,month,events,exposure\n2021,13,1,10\n",
        &["--start", "2021-01"],
        &["row 2", "month"],
    );
}

#[test]
fn the_errors_of_neighbours_and_the_verdict_can_be_asked_for() {
    let asked = [
        "--start",
        "2023-07",
        "--hac-lag",
        "9",
        "--direction",
        "decrease",
        "--worthwhile",
        "5",
    ];
    let found = answer("its", &plain(), &asked);
    assert_eq!(found["hac_lag"], 9);
    assert_eq!(found["verdict"]["verdict"], "clear_change_better");
    let usual = answer("its", &plain(), &["--start", "2023-07"]);
    assert_eq!(usual["verdict"], Value::Null);
    assert_ne!(
        usual["rate_ratio"]["quasi_poisson_hac"]["upper"],
        found["rate_ratio"]["quasi_poisson_hac"]["upper"]
    );
}

#[test]
fn two_columns_of_one_name_are_asked_about() {
    let twice = months("month;events;exposure;events", |year, month, events, exposure| {
        format!("{year}-{month:02};{events};{exposure};{}", events * 3)
    });
    refused("its", &twice, &["--start", "2023-07"], &["`events`", "`#2` or `#4`"]);
    let first = answer("its", &twice, &["--start", "2023-07", "--events", "#2"]);
    let wanted = answer("its", &plain(), &["--start", "2023-07"]);
    assert_eq!(first["rate_ratio"], wanted["rate_ratio"]);
    let second = answer("its", &twice, &["--start", "2023-07", "--events", "#4"]);
    assert_ne!(second["dispersion"], wanted["dispersion"]);
    refused("scale", "q1;q2;q1\n4;3;1\n4;3;5\n", &["--items", "q1,q2"], &["`q1`"]);
}

#[test]
fn more_counted_than_there_was_to_count_is_told_with_row_and_month() {
    let text = plain().replace("2022-03;", "2022-03;99");
    let found = answer("its", &text, &["--start", "2023-07"]);
    let warning = found["warnings"][0].as_str().unwrap();
    assert!(warning.contains("row 16") && warning.contains("2022-03"), "{warning}");
    let more =
        "month;events;exposure\n2021-01;900;200\n2021-02;20;200\n2021-03;30;200\n2021-04;25;200\n2021-05;22;200\n";
    let found = answer("chart", more, &["--kind", "u-prime"]);
    let warning = found["warnings"][0].as_str().unwrap();
    assert!(warning.starts_with("row 2, month 2021-01: 900 of 200"), "{warning}");
    refused("chart", more, &["--kind", "p"], &["row 2", "2021-01"]);
    let nothing = more.replace("2021-03;30;200", "2021-03;30;0");
    refused(
        "chart",
        &nothing,
        &["--kind", "u"],
        &["row 4", "exposure", "out of nothing"],
    );
    let below = more.replace("2021-03;30", "2021-03;-30");
    refused("chart", &below, &["--kind", "u"], &["row 4", "events", "negative"]);
}

/// Forty answers to four items, the last of which runs the other way.
fn answers(third: &str) -> String {
    let mut text = String::from("id;q1;q2;q3;q4\n");
    for who in 0..40_u32 {
        let level = who * 7 % 4 + 1;
        let wobble = |by: u32| (level + (who * by % 5) / 4).min(5);
        let q3 = if who == 2 {
            third.to_owned()
        } else {
            wobble(3).to_string()
        };
        writeln!(text, "{who};{};{};{q3};{}", wobble(2), wobble(4), 6 - wobble(1)).unwrap();
    }
    text
}

const SCALE: [&str; 6] = ["--items", "q1,q2,q3,q4", "--lowest", "1", "--highest", "5"];

#[test]
fn an_answer_outside_the_scale_is_refused_with_its_place() {
    for code in ["99", "0", "6", "-9", "999"] {
        refused("scale", &answers(code), &SCALE, &["row 4", "column q3", code, "1 to 5"]);
    }
    assert_eq!(answer("scale", &answers(""), &SCALE)["left_out"], 1);
}

#[test]
fn reversed_items_are_found_whichever_letters_are_large_and_unknown_ones_are_refused() {
    let with = |reversed: &str| {
        let options: Vec<&str> = SCALE.iter().copied().chain(["--reversed", reversed]).collect();
        answer("scale", &answers("3"), &options)
    };
    assert_eq!(with("q4"), with(" Q4"));
    assert!(with("q4")["alpha"]["alpha"].as_f64().unwrap() > 0.5);
    assert_eq!(with("q4")["warnings"].as_array().unwrap().len(), 0);
    for unknown in ["q5", "id", "q4,q7"] {
        let options: Vec<&str> = SCALE.iter().copied().chain(["--reversed", unknown]).collect();
        let output = run("scale", &answers("3"), &options);
        assert_eq!(output.status.code(), Some(1), "{unknown}");
    }
    let unturned = answer("scale", &answers("3"), &SCALE);
    let dropped = unturned["alpha_if_dropped"].as_array().unwrap();
    assert_eq!(dropped.len(), 4);
    let without = |item: usize| dropped[item]["alpha"].as_f64().unwrap();
    assert!(without(3) > without(0), "{dropped:?}");
    let opposite = "a;b\n1;5\n2;4\n3;3\n4;2\n5;1\n2;5\n";
    let warned = answer("scale", opposite, &["--items", "a,b"]);
    assert!(warned["warnings"][0].as_str().unwrap().contains("--reversed"));
}

#[test]
fn a_total_is_no_respondent_and_no_unit() {
    for name in ["Sum", "I alt", "total", "Gennemsnit:", "Total, Nord"] {
        let with = format!("{}{name};133;126;126;107\n", answers("3"));
        refused(
            "scale",
            &with,
            &["--items", "q1,q2,q3,q4"],
            &["row 42", name, "--keep-totals"],
        );
    }
    let kept = format!("{}Sum;3;3;3;3\n", answers("3"));
    let options: Vec<&str> = SCALE.iter().copied().chain(["--keep-totals"]).collect();
    assert_eq!(answer("scale", &kept, &options)["respondents"], 41);
    for name in ["SD", "Std.afv.", "Min", "N", "Spredning"] {
        let with = format!("{}{name};1;1;1;1\n", answers("3"));
        refused("scale", &with, &SCALE, &["row 42", name, "--keep-totals"]);
    }
    let panel = format!("{}I alt;2021-01;;402;5460\n", panel(&[]));
    refused(
        "staggered",
        &panel,
        &["--factor", "100"],
        &["I alt", "column unit", "--keep-totals"],
    );
}

/// Six units of three years, two of which start in 2022; and others, each with the months it is seen in.
fn panel(others: &[(&str, &str, std::ops::Range<u32>)]) -> String {
    let mut text = String::from("unit;month;start;events;exposure\n");
    let mut unit = |name: &str, start: &str, seen: std::ops::Range<u32>, number: u32| {
        for step in seen {
            let month = format!("{}-{:02}", 2021 + step / 12, step % 12 + 1);
            let has_begun = !start.is_empty() && month.as_str() >= start;
            let events = 24 + (step * 7 + number * 3) % 5 + number - if has_begun { 4 } else { 0 };
            writeln!(text, "{name};{month};{start};{events};400").unwrap();
        }
    };
    for (number, start) in ["2022-06", "2022-06", "2022-10", "2022-10", "", ""].iter().enumerate() {
        let number = u32::try_from(number).unwrap();
        unit(&format!("U{number}"), start, 0..36, number);
    }
    for (name, start, seen) in others {
        unit(name, start, seen.clone(), 9);
    }
    text
}

#[test]
fn a_unit_that_is_in_no_effect_changes_no_mean_of_them() {
    let averages = |text: &str| {
        let found = answer("staggered", text, &["--factor", "100", "--draws", "50"]);
        let effect = |rule: &str| found["group_time"][rule]["overall"]["effect"].as_f64().unwrap();
        ["simple", "group", "dynamic", "calendar"].map(effect)
    };
    let wanted = averages(&panel(&[]));
    for (name, seen) in [("late", 25..36), ("closed", 0..8)] {
        let found = averages(&panel(&[(name, "2022-10", seen)]));
        for (one, other) in wanted.iter().zip(&found) {
            assert!((one - other).abs() < 1e-9, "{name}: {wanted:?}, {found:?}");
        }
    }
}

#[test]
fn a_start_before_the_first_month_keeps_its_month() {
    let text = panel(&[("early", "2019-04", 0..36)]);
    let found = answer("staggered", &text, &["--factor", "100", "--draws", "50"]);
    let told = &found["began_before_the_first_month"][0];
    assert_eq!(
        (told["unit"].as_str(), told["start"].as_str()),
        (Some("early"), Some("2019-04"))
    );
}

#[test]
fn two_waves_many_questions_and_closed_forms_can_be_asked_for() {
    let mut text = String::from("wave;who;q1;q2\n");
    for who in 0..30_u32 {
        let level = who % 4 + 1;
        writeln!(text, "2024;{who};{level};{level}").unwrap();
        writeln!(text, "2026;{who};{};{}", level + 1, (level + who % 3).min(5)).unwrap();
    }
    let asked = [
        "--earlier",
        "2024",
        "--later",
        "2026",
        "--items",
        "q1,q2",
        "--lowest",
        "1",
        "--highest",
        "5",
    ];
    let welch = answer("change", &text, &asked);
    let linked: Vec<&str> = asked
        .iter()
        .copied()
        .chain(["--respondent", "who", "--direction", "increase", "--worthwhile", "0.3"])
        .collect();
    let paired = answer("change", &text, &linked);
    assert_eq!(paired["respondents"]["paired"], 30);
    let width = |found: &Value| {
        let change = &found["change"];
        change["upper"].as_f64().unwrap() - change["lower"].as_f64().unwrap()
    };
    assert!(width(&paired) < width(&welch));
    assert!(
        (paired["change"]["difference"].as_f64().unwrap() - welch["change"]["difference"].as_f64().unwrap()).abs()
            < 1e-12
    );
    assert_eq!(paired["verdict"]["verdict"], "clear_change_better");

    let questions = "name;p\na;0,01\nb;0,04\nc;0,03\n";
    let found = answer("multiple", questions, &[]);
    let of = |at: usize, rule: &str| found["questions"][at][rule].as_f64().unwrap();
    // Holm: 3·0.01, then 2·0.03 twice. Benjamini and Hochberg: 3·0.01, then 3·0.04/3 twice.
    for (at, holm, share) in [(0, 0.03, 0.03), (1, 0.06, 0.04), (2, 0.06, 0.04)] {
        assert!((of(at, "holm") - holm).abs() < 1e-12 && (of(at, "benjamini_hochberg") - share).abs() < 1e-12);
    }
    refused("multiple", "name;p\na;1,2\n", &[], &["row 2", "column p"]);

    let detectable = |options: &[&str]| -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_trivsel"))
            .args(["analyse", "detectable"])
            .args(options)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["result"].clone()
    };
    // R: power.t.test(n = 50, sd = 20, power = 0.8) gives delta = 11.31.
    let found = detectable(&["two-sample", "--first", "50", "--second", "50", "--sd", "20"]);
    assert!(
        (found["smallest_difference"].as_f64().unwrap() - 11.31).abs() < 0.01,
        "{found}"
    );
    let clustered = [
        "two-sample",
        "--first",
        "50",
        "--second",
        "50",
        "--sd",
        "20",
        "--cluster",
        "10",
        "--correlation",
        "0.05",
    ];
    assert!(detectable(&clustered)["smallest_difference"].as_f64() > found["smallest_difference"].as_f64());
}
