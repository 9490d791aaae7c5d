//! `trivsel analyse`, held to the answers of other programs that `trivsel-stats` keeps beside its tests.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const SERIES: &str = include_str!("../../../trivsel-stats/tests/it/oracle/its_series.csv");
const FITS: &str = include_str!("../../../trivsel-stats/tests/it/oracle/its_fits.csv");
const PANELS: &str = include_str!("../../../trivsel-stats/tests/it/oracle/panels.csv");
const STAGGERED: &str = include_str!("../../../trivsel-stats/tests/it/oracle/staggered.csv");

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

fn run(method: &str, file: &PathBuf, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trivsel"))
        .args(["analyse", method])
        .arg(file)
        .args(options)
        .output()
        .unwrap()
}

fn answer(method: &str, file: &PathBuf, options: &[&str]) -> Value {
    let output = run(method, file, options);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the program says when it refuses, with its exit code.
fn refusal(method: &str, file: &PathBuf, options: &[&str]) -> String {
    let output = run(method, file, options);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn month(position: &str) -> String {
    let position: u32 = position.parse().unwrap();
    format!("{}-{:02}", 2017 + position / 12, position % 12 + 1)
}

/// The invented series, as a Danish spreadsheet writes it.
fn series() -> String {
    let mut text = String::from("Måned;Dage;Mulige dage\n");
    for line in SERIES.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        text += &format!("{};{};{},0\n", month(cells[0]), cells[1], cells[2]);
    }
    text
}

const COLUMNS: [&str; 10] = [
    "--month",
    "Måned",
    "--events",
    "Dage",
    "--exposure",
    "Mulige dage",
    "--start",
    "2022-07",
    "--disruption",
    "2020-01..2021-06",
];

fn close(found: &Value, wanted: f64, tolerance: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("no number but {found}"));
    assert!((found - wanted).abs() <= tolerance, "{found}, not {wanted}");
}

#[test]
fn an_interrupted_series_agrees_with_r_however_the_disruption_is_treated() {
    let desk = Desk::new();
    let found = answer("its", &desk.file("fravær.csv", &series()), &COLUMNS);
    let rows = found["result"]["other_choices"].as_array().unwrap();
    let theirs = |model: &str| -> f64 {
        let start = format!("invented,{model},coefficient,step,");
        let line = FITS.lines().find(|line| line.starts_with(&start)).unwrap();
        line.rsplit(',').next().unwrap().parse().unwrap()
    };
    for model in ["A", "B", "C", "F"] {
        let row = rows.iter().find(|row| row["letter"] == model).unwrap();
        close(&row["rate_ratio"]["estimate"], theirs(model).exp(), 1e-6);
    }
    close(
        &found["result"]["rate_ratio"]["quasi_poisson"]["estimate"],
        theirs("B").exp(),
        1e-6,
    );
    assert_eq!(found["result"]["usable_months"]["before"], 48);
    assert_eq!(found["settings"]["disruption"], "2020-01..2021-06");
    assert_eq!(found["data"]["rows"], 84);
    let without_comparison = rows.iter().find(|row| row["letter"] == "D").unwrap();
    assert!(without_comparison["rate_ratio"]["refused"].is_string());
}

#[test]
fn the_same_file_settings_and_seed_give_the_same_bits() {
    let desk = Desk::new();
    let file = desk.file("series.csv", &series());
    let one = run("its", &file, &COLUMNS).stdout;
    assert_eq!(one, run("its", &file, &COLUMNS).stdout);
    let other_seed: Vec<&str> = COLUMNS.iter().copied().chain(["--seed", "2"]).collect();
    assert_ne!(one, run("its", &file, &other_seed).stdout);
}

#[test]
fn a_staggered_comparison_agrees_with_the_authors_program() {
    let desk = Desk::new();
    let mut text = String::from("unit,month,start,outcome\n");
    for line in PANELS.lines().filter(|line| line.starts_with("even,")) {
        let cells: Vec<&str> = line.split(',').collect();
        let start = cells[4]
            .parse::<f64>()
            .map_or(String::new(), |at| month(&at.to_string()));
        text += &format!("{},{},{start},{}\n", cells[1], month(cells[2]), cells[3]);
    }
    let found = answer("staggered", &desk.file("panel.csv", &text), &["--draws", "200"]);
    let line = STAGGERED
        .lines()
        .find(|line| line.starts_with("did-imputation,even,equal,imputation,overall,"))
        .unwrap();
    let theirs: f64 = line.split(',').nth(5).unwrap().parse().unwrap();
    close(
        &found["result"]["imputation"]["overall"]["estimate"]["effect"],
        theirs,
        1e-6,
    );
    assert!(found["result"]["randomisation"]["p"].as_f64().unwrap() <= 0.01);
    assert!(found["result"]["group_time"]["group"]["overall"]["effect"].is_f64());
}

#[test]
fn a_chart_leaves_the_disruption_out_of_its_limits() {
    let desk = Desk::new();
    let file = desk.file("series.csv", &series());
    let options = [
        "--month",
        "Måned",
        "--events",
        "Dage",
        "--exposure",
        "Mulige dage",
        "--disruption",
        "2020-01..2021-06",
    ];
    let found = answer("chart", &file, &options);
    let months = found["result"]["months"].as_array().unwrap();
    assert_eq!(months.len(), 84);
    assert_eq!(months[36]["role"], "Ghost");
    assert!(months[36]["signals"].as_array().unwrap().is_empty());
    let run_chart = answer(
        "chart",
        &file,
        &["--kind", "run", "--month", "Måned", "--value", "Dage"],
    );
    assert!(run_chart["result"]["phases"][0]["runs"]["longest_run"].is_u64());
}

#[test]
fn a_scale_turns_reversed_items_round_and_leaves_out_who_did_not_answer_all() {
    let desk = Desk::new();
    let answers = "q1,q2,q3\n1,1,5\n2,2,4\n3,2,3\n4,5,2\n5,5,1\n2,,4\n";
    let file = desk.file("answers.csv", answers);
    let options = [
        "--items",
        "q1,q2,q3",
        "--reversed",
        "q3",
        "--lowest",
        "1",
        "--highest",
        "5",
    ];
    let found = answer("scale", &file, &options);
    assert_eq!(
        (&found["result"]["respondents"], &found["result"]["left_out"]),
        (&5.into(), &1.into())
    );
    // (1 + 2 + 8/3 + 13/3 + 5) / 5
    close(&found["result"]["mean"]["mean"], 3.0, 1e-12);
    assert!(found["result"]["alpha"]["alpha"].as_f64().unwrap() > 0.9);
    assert_eq!(found["result"]["is_too_few_for_reliability"], true);
}

#[test]
fn power_grows_with_the_effect_and_with_the_months() {
    let desk = Desk::new();
    let file = desk.file("series.csv", &series());
    let options = [
        "--month",
        "Måned",
        "--events",
        "Dage",
        "--exposure",
        "Mulige dage",
        "--effects",
        "-5,-40",
        "--follow-ups",
        "6,24",
        "--draws",
        "40",
        "--judge",
        "model",
    ];
    let found = answer("power", &file, &options);
    let share = |follow_up: usize, effect: usize| {
        found["result"]["follow_ups"][follow_up]["effects"][effect]["found_in"]
            .as_f64()
            .unwrap()
    };
    assert!(share(0, 0) < share(0, 1) && share(0, 1) <= share(1, 1) && share(1, 1) > 0.8);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_row_and_column() {
    let desk = Desk::new();
    let text = "month,events,exposure\n2020-01,3,100\n2020-02,many,100\n2020-03,2,100\n";
    let file = desk.file("wrong.csv", text);
    let said = refusal("its", &file, &["--start", "2020-03"]);
    assert!(said.contains("row 3") && said.contains("events"), "{said}");
    let said = refusal("its", &file, &["--start", "2020-03", "--events", "days"]);
    assert!(
        said.contains("`days`") && said.contains("month, events, exposure"),
        "{said}"
    );
    let twice = desk.file("twice.csv", "month,events,exposure\n2020-01,3,100\n2020-01,4,100\n");
    assert!(refusal("its", &twice, &["--start", "2020-01"]).contains("twice"));
    let good = desk.file("good.csv", &series());
    let late = [
        "--month",
        "Måned",
        "--events",
        "Dage",
        "--exposure",
        "Mulige dage",
        "--start",
        "2031-01",
    ];
    assert!(refusal("its", &good, &late).contains("2017-01 to 2023-12"));
}
