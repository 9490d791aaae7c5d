//! Files from the field that were read wrongly once: what cannot be placed is told, what is in doubt is asked about, and what is no
//! observation counts as none.

use std::collections::BTreeMap;
use std::path::PathBuf;

use trivsel_app::imports::{self, ImportError, ImportKind, ImportReport, ImportRun, ImportState, MappingForm};
use trivsel_app::{AppError, jobs};
use trivsel_domain::indicator::Observation;
use trivsel_store::figures as store;

use crate::ground::{Ground, on_each_database};

pub(crate) async fn read(
    ground: &Ground,
    kind: ImportKind,
    files: &[PathBuf],
    options: &[(&str, &str)],
) -> (ImportReport, Vec<ImportError>) {
    let options: BTreeMap<String, String> = options
        .iter()
        // These tests are about reading, not about what a changed figure gives away.
        .chain([&("changes", "accept")])
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let run = ImportRun::read(kind, "Løn", files, &options).unwrap();
    imports::run_from_command_line(&ground.app, ground.organisation, &run, &mut |_| {})
        .await
        .unwrap()
}

pub(crate) async fn rates(ground: &Ground, text: &str, options: &[(&str, &str)]) -> (ImportReport, Vec<ImportError>) {
    let options: Vec<(&str, &str)> = [("indicator", "absence_rate")]
        .into_iter()
        .chain(options.iter().copied())
        .collect();
    read(
        ground,
        ImportKind::UnitMonths,
        &[ground.file("tal.csv", text)],
        &options,
    )
    .await
}

pub(crate) async fn kept(ground: &Ground) -> Vec<Observation> {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let indicator = store::indicator_by_code(&tx, "absence_rate").await.unwrap().unwrap();
    let Some(series) = store::series_by_key(&tx, indicator.id, "Løn", "", "").await.unwrap() else {
        return Vec::new();
    };
    let mut rows = store::list_observations(&tx, series.id).await.unwrap();
    rows.sort_by_key(|one| (one.month, one.unit));
    rows
}

pub(crate) fn sums(rows: &[Observation]) -> (f64, f64, u32) {
    (
        rows.iter().map(|one| one.numerator).sum(),
        rows.iter().map(|one| one.denominator).sum(),
        rows.iter().map(|one| one.people).sum(),
    )
}

#[track_caller]
pub(crate) fn near(found: (f64, f64, u32), wanted: (f64, f64, u32)) {
    let is_near = |one: f64, other: f64| (one - other).abs() < 1e-9;
    assert!(
        is_near(found.0, wanted.0) && is_near(found.1, wanted.1) && found.2 == wanted.2,
        "{found:?} is not {wanted:?}"
    );
}

pub(crate) fn doubts(report: &ImportReport) -> Vec<&str> {
    report.doubts.iter().map(|doubt| doubt.code.as_str()).collect()
}

pub(crate) fn reasons(wrong: &[ImportError]) -> Vec<(u64, &str)> {
    wrong.iter().map(|one| (one.row, one.reason.as_str())).collect()
}

pub(crate) const HEAD: &str = "Enhedskode;Måned;Fraværsdagsværk;Mulige;Ansatte\n";

#[tokio::test]
async fn an_end_that_is_none_is_no_end() {
    on_each_database(async |ground| {
        for end in ["31.12.9999", "31-12-2999", "9999-12-31", "00.00.0000", "31-12-2099", ""] {
            let employments =
                format!("Medarbejdernr;Enhed;Ansat fra;Ansat til\nM1;A;01-01-2020;{end}\nM2;A;01-01-2020;31-01-2024\n");
            let files = [
                ground.file("e.csv", &employments),
                ground.file("s.csv", "Medarbejdernr;Fra;Til\nM1;05-02-2024;09-02-2024\n"),
            ];
            let options = [("first", "2024-01"), ("last", "2024-02")];
            let (report, wrong) = read(&ground, ImportKind::AbsenceSpells, &files, &options).await;
            assert_eq!((report.failure, wrong), (None, vec![]), "{end}");
            // 23 weekdays in January for two, 21 in February for one, of whom 5 were away.
            near(sums(&kept(&ground).await), (5.0, 46.0 + 21.0, 3));
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_of_mostly_wrong_rows_takes_the_place_of_nothing() {
    on_each_database(async |ground| {
        let good = format!("{HEAD}A;2024-01;11;400;20\nB;2024-01;12;400;20\nC;2024-01;13;400;20\n");
        rates(&ground, &good, &[]).await;
        let bad = format!("{HEAD}A;2024-01;99;400;20\nX;2024-01;12;400;20\nY;2024-01;13;400;20\n");
        let (report, wrong) = rates(&ground, &bad, &[]).await;
        assert_eq!(report.failure.as_deref(), Some("mostly_wrong"));
        assert_eq!(reasons(&wrong), [(3, "unit_unknown"), (4, "unit_unknown")]);
        assert_eq!(wrong[0].seen, "X");
        near(sums(&kept(&ground).await), (36.0, 1200.0, 60));
        // Whoever says that it is the right file has the rest read in, and the wrong rows told all the same.
        let (report, wrong) = rates(&ground, &bad, &[("accept", "mostly_wrong")]).await;
        assert_eq!((report.failure, report.rows_wrong), (None, 2));
        assert_eq!(reasons(&wrong), [(3, "unit_unknown"), (4, "unit_unknown")]);
        near(sums(&kept(&ground).await), (99.0, 400.0, 20));
    })
    .await;
}

#[tokio::test]
async fn rows_whose_cells_are_shifted_are_wrong() {
    on_each_database(async |ground| {
        let text = "Enhedskode,Måned,Fraværsdagsværk,Mulige,Ansatte\nA,2024-01,12,5,400,20\nA,2024-02,13,400,20\nA,2024-03,14,400,20\nA,2024-04,15,400\n";
        let (report, wrong) = rates(&ground, text, &[]).await;
        assert_eq!(report.failure, None);
        assert_eq!(reasons(&wrong), [(2, "too_wide"), (5, "too_narrow")]);
        near(sums(&kept(&ground).await), (27.0, 800.0, 40));
    })
    .await;
}

#[tokio::test]
async fn a_remark_with_a_separator_in_it_and_a_separator_at_the_end_of_each_line_do_no_harm() {
    on_each_database(async |ground| {
        for text in [
            "Enhedskode;Måned;Fraværsdagsværk;Mulige;Ansatte;Note\nA;2024-01;11;400;20;rettet; se mail\nA;2024-02;12;400;20;rettet\n".to_owned(),
            format!("{HEAD}A;2024-01;11;400;20;\nA;2024-02;12;400;20;\n"),
        ] {
            let (report, wrong) = rates(&ground, &text, &[]).await;
            assert_eq!((report.failure, wrong), (None, vec![]));
            near(sums(&kept(&ground).await), (23.0, 800.0, 40));
        }
    })
    .await;
}

#[tokio::test]
async fn the_row_of_a_unit_beside_those_below_it_is_asked_about() {
    on_each_database(async |ground| {
        // Two teams of two and their parent: read in together, four people would be eight.
        let text = format!("{HEAD}A;2024-01;3;40;2\nB;2024-01;3;40;2\nNORD;2024-01;6;80;4\n");
        let (report, _) = rates(&ground, &text, &[]).await;
        assert_eq!((report.failure.as_deref(), doubts(&report)), (Some("doubts"), vec!["parents"]));
        assert_eq!((report.doubts[0].detail.as_str(), report.doubts[0].count), ("NORD", 1));
        assert!(kept(&ground).await.is_empty());
        let (report, _) = rates(&ground, &text, &[("parents", "total")]).await;
        assert_eq!((report.failure, report.rows_total), (None, 1));
        near(sums(&kept(&ground).await), (6.0, 80.0, 4));
        let (report, _) = rates(&ground, &text, &[("parents", "own")]).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (12.0, 160.0, 8));
        // Over two levels, by name, with a label of a total: only the lowest are read.
        let text = format!(
            "{HEAD}A;2024-02;1;40;2\nB;2024-02;2;40;2\nC;2024-02;3;40;2\nGruppe NORD;2024-02;3;80;4\nFK;2024-02;6;120;6\nI alt;2024-02;6;120;6\n"
        );
        let (report, wrong) = rates(&ground, &text, &[("parents", "total")]).await;
        assert_eq!((report.failure, report.rows_total, reasons(&wrong)), (None, 2, vec![(7, "total_row")]));
        let february: Vec<Observation> = kept(&ground).await.into_iter().filter(|one| one.month.to_string() == "2024-02").collect();
        near(sums(&february), (6.0, 120.0, 6));
        // Fewer than those below: no sum of them, so nobody is asked.
        let text = format!("{HEAD}A;2024-03;3;400;20\nB;2024-03;3;400;20\nNORD;2024-03;1;40;2\n");
        let (report, _) = rates(&ground, &text, &[]).await;
        assert_eq!(report.failure, None);
    })
    .await;
}

#[tokio::test]
async fn a_label_that_stands_above_is_asked_about() {
    on_each_database(async |ground| {
        // A pivot table: the unit once, its months below each other.
        let text = format!("{HEAD}A;2024-01;1;20;9\n;2024-02;2;20;9\n;2024-03;3;20;9\nB;2024-01;4;20;9\n;2024-02;5;20;9\n");
        let (report, wrong) = rates(&ground, &text, &[]).await;
        assert_eq!((doubts(&report), reasons(&wrong)), (vec!["labels"], vec![]));
        assert_eq!((report.doubts[0].count, report.doubts[0].detail.as_str()), (3, "3"));
        assert!(kept(&ground).await.is_empty());
        let (report, _) = rates(&ground, &text, &[("accept", "labels")]).await;
        assert_eq!(report.rows_wrong, 0);
        let rows = kept(&ground).await;
        near(sums(&rows), (15.0, 100.0, 45));
        let of = |code: &str| rows.iter().filter(|one| one.unit == ground.unit(code)).count();
        assert_eq!((of("A"), of("B")), (3, 2));
        // The month once, the units below each other.
        let text = "Måned;Enhedskode;Fraværsdagsværk;Mulige;Ansatte\n2024-01;A;2;20;9\n;B;5;20;9\n2024-02;A;3;20;9\n;B;6;20;9\n";
        let (report, _) = rates(&ground, text, &[]).await;
        assert_eq!((doubts(&report), report.doubts[0].count), (vec!["labels"], 2));
        let (report, _) = rates(&ground, text, &[("accept", "labels")]).await;
        assert_eq!(report.rows_wrong, 0);
        // The same months in place of those before; March of A stays.
        near(sums(&kept(&ground).await), (19.0, 100.0, 45));
        // What no label above can explain is missing: nothing to its right says what is parted, or nothing stands above it.
        let text = format!("{HEAD};2024-01;1;20;9\nA;2024-01;1;20;9\nA;;2;20;9\nB;2024-01;1;20;9\n");
        let (report, wrong) = rates(&ground, &text, &[]).await;
        assert_eq!(doubts(&report), [""; 0]);
        assert_eq!(reasons(&wrong), [(2, "unit_missing"), (4, "month_missing")]);
        // Where the unit is written in row after row, one that is blank is missing.
        let text = format!("{HEAD}A;2024-01;1;20;9\nA;2024-02;1;20;9\n;2024-03;1;20;9\nB;2024-01;1;20;9\n");
        let (report, wrong) = rates(&ground, &text, &[]).await;
        assert_eq!((doubts(&report), reasons(&wrong)), (vec![], vec![(4, "unit_missing")]));
    })
    .await;
}

#[tokio::test]
async fn months_that_cannot_be_read_are_named() {
    on_each_database(async |ground| {
        let text = "Enhedskode;Ansatte;mai 2024;juni 2024;julli 2024;2024M08*;desember 2024\nA;20;4,0;5,0;6,0;7,0;8,0\nB;20;4,0;5,0;6,0;7,0*;x\n";
        let (report, _) = rates(&ground, text, &[]).await;
        assert_eq!((report.failure.as_deref(), doubts(&report)), (Some("doubts"), vec!["times"]));
        assert_eq!(report.doubts[0].detail, "julli 2024");
        let (report, wrong) = rates(&ground, text, &[("accept", "times")]).await;
        assert_eq!(report.failure, None);
        // One cell that is no number takes its month with it, not the others of the unit.
        let found: Vec<(u64, &str, &str)> = wrong.iter().map(|one| (one.row, one.column.as_str(), one.reason.as_str())).collect();
        assert_eq!((found, report.rows_wrong), (vec![(3, "desember 2024", "number")], 1));
        let rows = kept(&ground).await;
        assert_eq!(rows.len(), 7);
        near(sums(&rows), (0.8 * 2.0 + 1.0 * 2.0 + 1.4 * 2.0 + 1.6, 140.0, 140));
        let unused: Vec<&str> = report.columns.iter().filter(|one| one.role.is_empty()).map(|one| one.column.as_str()).collect();
        assert_eq!(unused, ["julli 2024"]);
    })
    .await;
}

#[tokio::test]
async fn a_moment_in_utc_belongs_to_the_month_it_was_in_denmark() {
    on_each_database(async |ground| {
        let text = "Enhedskode,Måned,Fraværsdagsværk,Mulige,Ansatte\nA,2023-12-31T23:00:00.000Z,11,400,20\nA,2024-06-30T22:00:00.000Z,12,400,20\n";
        let (report, wrong) = rates(&ground, text, &[]).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        let months: Vec<String> = kept(&ground).await.iter().map(|one| one.month.to_string()).collect();
        assert_eq!(months, ["2024-01", "2024-07"]);
    })
    .await;
}

#[tokio::test]
async fn numbers_and_dates_that_mean_two_things_are_decided_not_guessed() {
    on_each_database(async |ground| {
        let text = format!("{HEAD}A;2024-01;11.125;400;20\nA;2024-02;12.125;400;20\n");
        let (report, _) = rates(&ground, &text, &[]).await;
        assert_eq!(
            (report.failure.as_deref(), doubts(&report)),
            (Some("doubts"), vec!["decimal", "above"])
        );
        assert_eq!(report.doubts[0].detail, "Fraværsdagsværk");
        let (report, _) = rates(&ground, &text, &[("decimal", "point")]).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (23.25, 800.0, 40));
        let files = [
            ground.file("e.csv", "Medarbejdernr,Enhed,Fra,Til\nM1,A,01-01-2020,\n"),
            ground.file("s.csv", "Medarbejdernr,Fra,Til\nM1,02/06/2024,02/06/2024\n"),
        ];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &[("last", "2024-06")]).await;
        assert_eq!(
            (report.failure.as_deref(), doubts(&report)),
            (Some("doubts"), vec!["dates"])
        );
        let options = [
            ("last", "2024-06"),
            ("first", "2024-02"),
            ("f1_dates", "month_day_year"),
        ];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &options).await;
        assert_eq!(report.failure, None);
        let february = kept(&ground)
            .await
            .into_iter()
            .find(|one| one.month.to_string() == "2024-02")
            .unwrap();
        assert!((february.numerator - 1.0).abs() < 1e-9);
        // An option that is none, and a column that is not there, are told and not passed over.
        let options: BTreeMap<String, String> = [("indicator", "absence_rate"), ("decimal", "komma")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let files = [ground.file("tal.csv", &text)];
        let refused = ImportRun::read(ImportKind::UnitMonths, "Løn", &files, &options).map_err(AppError::from);
        assert!(matches!(refused, Err(AppError::Invalid(problems)) if problems[0].field == "decimal"));
        let (report, _) = rates(&ground, &text, &[("numerator", "Findes ikke")]).await;
        assert_eq!(
            (report.failure.as_deref(), report.failure_detail.as_str()),
            (Some("column_unknown"), "Findes ikke")
        );
    })
    .await;
}

#[tokio::test]
async fn more_than_there_was_to_count_is_asked_about() {
    on_each_database(async |ground| {
        let text = format!("{HEAD}A;2024-01;11;400;20\nA;2024-02;400;20;20\n");
        let (report, _) = rates(&ground, &text, &[]).await;
        assert_eq!(
            (report.failure.as_deref(), doubts(&report)),
            (Some("doubts"), vec!["above"])
        );
        assert_eq!(report.doubts[0].detail, "3");
        let (report, _) = rates(&ground, &text, &[("accept", "above")]).await;
        assert_eq!(report.failure, None);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_spells_without_its_last_days_is_refused_and_columns_are_told() {
    on_each_database(async |ground| {
        let employments = "Medarbejdernr;Enhedskode;Ansat fra;Ansat til;Beskæftigelsesgrad\nM1;A;01-01-2020;31-01-2024;100\nM2;A;01-01-2020;;100\n";
        let spells = "Medarbejdernr;Fra;Raskmeldt\nM1;08-01-2024;12-01-2024\nM2;15-01-2024;16-01-2024\n";
        let files = [ground.file("e.csv", employments), ground.file("s.csv", spells)];
        let span = [("first", "2024-01"), ("last", "2024-02")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
        assert_eq!((report.failure.as_deref(), report.failure_detail.as_str()), (Some("column_missing"), "to"));
        let options = [span[0], span[1], ("f1_to", "Raskmeldt")];
        let (report, wrong) = read(&ground, ImportKind::AbsenceSpells, &files, &options).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        // M1 leaves with January: February has one person.
        near(sums(&kept(&ground).await), (7.0, 46.0 + 21.0, 3));
        let taken = |role: &str| report.columns.iter().filter(|one| one.role == role).map(|one| one.column.clone()).collect::<Vec<_>>();
        assert_eq!(taken("to"), ["Ansat til", "Raskmeldt"]);
        // A column of last days whose name nobody knows.
        let employments = "Medarbejdernr;Enhedskode;Ansat fra;Rejst\nM1;A;01-01-2020;31-01-2024\nM2;A;01-01-2020;31-03-2024\n";
        let files = [ground.file("e.csv", employments), ground.file("s.csv", spells)];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &options[..2].iter().copied().chain([("f1_to", "Raskmeldt")]).collect::<Vec<_>>()).await;
        assert_eq!((report.failure.as_deref(), doubts(&report)), (Some("doubts"), vec!["end"]));
        assert_eq!(report.doubts[0].detail, "Rejst");
    })
    .await;
}

#[tokio::test]
async fn a_percentage_is_a_finished_value_whatever_it_is_called() {
    on_each_database(async |ground| {
        for name in ["Fraværsprocent", "Sygefravær i pct.", "Fravær %"] {
            let text = format!("Enhedskode;Måned;{name};Ansatte\nA;2024-01;5,0;20\n");
            let (report, wrong) = rates(&ground, &text, &[]).await;
            assert_eq!((report.failure, wrong), (None, vec![]), "{name}");
            near(sums(&kept(&ground).await), (1.0, 20.0, 20));
        }
    })
    .await;
}

#[tokio::test]
async fn two_columns_of_one_name_are_asked_about() {
    on_each_database(async |ground| {
        let text = "Enhedskode;Måned;Fravær;Mulige;Fravær;Ansatte\nA;2024-01;11;400;12;20\n";
        let (report, _) = rates(&ground, text, &[]).await;
        assert_eq!(
            (report.failure.as_deref(), doubts(&report)),
            (Some("doubts"), vec!["twice"])
        );
        let (report, _) = rates(&ground, text, &[("numerator", "#5")]).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (12.0, 400.0, 20));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_became_a_number_is_found_or_told() {
    on_each_database(async |mut ground| {
        ground.add_unit("0101", Some("NORD")).await;
        ground.add_unit("1010", Some("NORD")).await;
        let text = format!("{HEAD}1010.0;2024-01;11;400;20\n1010;2024-02;11;400;20\n101;2024-01;11;400;20\n");
        let (report, wrong) = rates(&ground, &text, &[]).await;
        assert_eq!((report.failure, reasons(&wrong)), (None, vec![(4, "unit_zeros")]));
        assert_eq!(kept(&ground).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn old_letters_and_zero_bytes_at_the_end_are_read() {
    on_each_database(async |ground| {
        // "Måned" and "Fraværsdagsværk" in code page 850.
        let mut bytes = b"Enhedskode;M\x86ned;Frav\x91rsdagsv\x91rk;Mulige;Ansatte\nA;2024-01;11;400;20\n".to_vec();
        bytes.extend([0; 512]);
        let files = [ground.file("tal.csv", &bytes)];
        let (report, wrong) = read(
            &ground,
            ImportKind::UnitMonths,
            &files,
            &[("indicator", "absence_rate")],
        )
        .await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        near(sums(&kept(&ground).await), (11.0, 400.0, 20));
        let mixed = b"Enhedskode;M\xE5ned;Mulige;Ansatte;Frav\xC3\xA6r\nA;2024-01;400;20;11\n";
        let files = [ground.file("tal.csv", mixed)];
        let (report, _) = read(
            &ground,
            ImportKind::UnitMonths,
            &files,
            &[("indicator", "absence_rate")],
        )
        .await;
        assert!(doubts(&report).contains(&"encoding"), "{report:?}");
    })
    .await;
}

async fn uploaded(ground: &Ground, text: &str) -> trivsel_domain::id::ImportId {
    let who = ground.coordinator().await;
    let upload = ground.upload(&who, text).await;
    imports::upload(
        &ground.app,
        &who,
        ImportKind::UnitMonths,
        vec![("tal.csv".into(), upload)],
    )
    .await
    .unwrap()
}

fn form(fields: &[(&str, &str)]) -> MappingForm {
    MappingForm {
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

#[tokio::test]
async fn the_wizard_reads_nothing_in_while_something_is_in_doubt() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let text = format!("{HEAD}A;2024-01;3;40;2\nB;2024-01;30;20;2\nNORD;2024-01;6;80;4\n");
        let id = uploaded(&ground, &text).await;
        let looked = imports::look(&ground.app, &who, id).await.unwrap();
        let indicator = looked.indicators.iter().find(|one| one.code == "absence_rate").unwrap().id.to_string();
        let mut fields: Vec<(&str, &str)> = vec![("source", "Løn"), ("indicator", &indicator)];
        fields.extend([
            ("f0_unit", "Enhedskode"),
            ("f0_month", "Måned"),
            ("f0_numerator", "Fraværsdagsværk"),
            ("f0_denominator", "Mulige"),
            ("f0_people", "Ansatte"),
        ]);
        imports::map(&ground.app, &who, id, &form(&fields).read().unwrap()).await.unwrap();
        let looked = settled(&ground, id).await;
        assert_eq!((looked.state, doubts(&looked.report)), (ImportState::Previewed, vec!["above", "parents"]));
        let refused = imports::start_import(&ground.app, &who, id).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        let refused = imports::settle(&ground.app, &who, id, &form(&[("parents", "total")]).settled()).await;
        assert!(matches!(refused, Err(AppError::Invalid(problems)) if problems.len() == 1 && problems[0].field == "accept_above"));
        let said = form(&[("parents", "total"), ("accept_above", "on")]);
        imports::settle(&ground.app, &who, id, &said.settled()).await.unwrap();
        imports::start_import(&ground.app, &who, id).await.unwrap();
        let looked = settled(&ground, id).await;
        assert_eq!((looked.state, looked.report.rows_total), (ImportState::Done, 1));
        near(sums(&kept(&ground).await), (33.0, 60.0, 4));
    })
    .await;
}

#[tokio::test]
async fn the_columns_of_another_shape_of_file_are_not_proposed() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let wide = "Enhedskode;Ansatte;2024M01;2024M02\nA;20;5,0;5,0\n";
        rates(&ground, wide, &[]).await;
        let id = uploaded(&ground, &format!("{HEAD}A;2024-03;1;40;2\n")).await;
        let looked = imports::look(&ground.app, &who, id).await.unwrap();
        let mapping = &looked.files[0].mapping;
        assert_eq!(
            (mapping["month"].as_str(), mapping["numerator"].as_str()),
            ("Måned", "Fraværsdagsværk")
        );
    })
    .await;
}

async fn settled(ground: &Ground, id: trivsel_domain::id::ImportId) -> imports::Looked {
    let who = ground.coordinator().await;
    jobs::do_waiting(&ground.app, None).await.unwrap();
    let looked = imports::look(&ground.app, &who, id).await.unwrap();
    assert!(!looked.state.is_under_way());
    looked
}

#[tokio::test]
async fn a_backup_whose_rows_have_no_end_is_refused() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("trivsel-backup.json", options).unwrap();
    archive.write_all(b"{\"program\":\"trivsel\",\"form\":1}").unwrap();
    archive.start_file("organisations.jsonl", options).unwrap();
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..80 {
        archive.write_all(&piece).unwrap();
    }
    archive.finish().unwrap();
    let address = format!("sqlite:{}", folder.path().join("new.db").display());
    let store = trivsel_store::Store::open(&address).await.unwrap();
    assert!(
        trivsel_app::backup::restore(&store, &path, "2026-12-01".parse().unwrap())
            .await
            .is_err()
    );
}
