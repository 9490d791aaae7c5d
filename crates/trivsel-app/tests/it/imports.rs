use std::collections::BTreeMap;
use std::path::PathBuf;

use trivsel_app::imports::{self, ImportError, ImportKind, ImportReport, ImportRun, ImportState, MappingForm};
use trivsel_app::{AppError, documents, jobs, uploads};
use trivsel_domain::indicator::Observation;
use trivsel_domain::month::Month;
use trivsel_store::figures as store;

use crate::ground::{Ground, on_each_database};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

async fn read(
    ground: &Ground,
    kind: ImportKind,
    files: &[PathBuf],
    options: &[(&str, &str)],
) -> (ImportReport, Vec<ImportError>) {
    let options: BTreeMap<String, String> = options
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let run = ImportRun::read(kind, "SD Løn", files, &options).unwrap();
    imports::run_from_command_line(&ground.app, ground.organisation, &run, &mut |_| {})
        .await
        .unwrap()
}

async fn kept(ground: &Ground, indicator: &str, category: &str) -> Vec<Observation> {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let indicator = store::indicator_by_code(&tx, indicator).await.unwrap().unwrap();
    let Some(series) = store::series_by_key(&tx, indicator.id, "SD Løn", "", category)
        .await
        .unwrap()
    else {
        return Vec::new();
    };
    let mut rows = store::list_observations(&tx, series.id).await.unwrap();
    rows.sort_by_key(|one| (one.month, one.unit));
    rows
}

#[track_caller]
fn has(rows: &[Observation], ground: &Ground, unit: &str, when: &str, numbers: (f64, f64, u32)) {
    let found = rows
        .iter()
        .find(|one| one.unit == ground.unit(unit) && one.month == month(when))
        .unwrap_or_else(|| panic!("no {unit} {when}"));
    assert!(
        (found.numerator - numbers.0).abs() < 1e-9 && (found.denominator - numbers.1).abs() < 1e-9,
        "{found:?}"
    );
    assert_eq!(found.people, numbers.2);
}

const RATE: [(&str, &str); 1] = [("indicator", "absence_rate")];

#[tokio::test]
async fn semicolons_windows_1252_and_decimal_commas_are_read() {
    on_each_database(async |ground| {
        // "Måned" and "Tæller" in Windows-1252.
        let text = "Enhed;Måned;Tæller;Nævner;Medarbejdere\r\nA;2024-01;12,5;1.250,0;14\r\nB;2024-01;8,25;640,5;9\r\n";
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &[ground.file("a.csv", bytes)], &RATE).await;
        assert_eq!((report.failure, report.rows_read, wrong), (None, 2, vec![]));
        let rows = kept(&ground, "absence_rate", "").await;
        has(&rows, &ground, "A", "2024-01", (12.5, 1250.0, 14));
        has(&rows, &ground, "B", "2024-01", (8.25, 640.5, 9));
        assert!((report.months[0].numerator - 20.75).abs() < 1e-9);
    })
    .await;
}

#[tokio::test]
async fn commas_and_utf_8_with_a_byte_order_mark_are_read() {
    on_each_database(async |ground| {
        let text = "\u{feff}unit,month,numerator,denominator,people\nA,2024-01,12.5,1250.0,14\nGruppe B,2024-02,\"8.25\",640.5,9\n";
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &[ground.file("a.csv", text)], &RATE).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        let rows = kept(&ground, "absence_rate", "").await;
        has(&rows, &ground, "A", "2024-01", (12.5, 1250.0, 14));
        has(&rows, &ground, "B", "2024-02", (8.25, 640.5, 9));
    })
    .await;
}

#[tokio::test]
async fn a_workbook_is_read() {
    use documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
    on_each_database(async |ground| {
        let day = |month: &str| month.parse::<Month>().unwrap().first_day();
        let table = Table {
            title: "Udtræk".into(),
            columns: ["Enhed", "Måned", "Tæller", "Nævner", "Ansatte"]
                .into_iter()
                .map(|name| {
                    Column::new(
                        name,
                        if name == "Måned" {
                            ColumnKind::Month
                        } else {
                            ColumnKind::Text
                        },
                    )
                })
                .collect(),
            rows: vec![
                vec![
                    Cell::from("A"),
                    Cell::Month(day("2024-01")),
                    Cell::Number(12.5),
                    Cell::Number(1250.0),
                    Cell::Number(14.0),
                ],
                vec![
                    Cell::from("B"),
                    Cell::Month(day("2024-02")),
                    Cell::Number(8.25),
                    Cell::Number(640.5),
                    Cell::Number(9.0),
                ],
            ],
            notes: vec![],
        };
        let path = ground.file("a.xlsx", write_xlsx(&table, documents::Language::Danish).unwrap());
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &[path], &RATE).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        has(
            &kept(&ground, "absence_rate", "").await,
            &ground,
            "A",
            "2024-01",
            (12.5, 1250.0, 14),
        );
    })
    .await;
}

#[tokio::test]
async fn a_statbank_like_table_with_titles_and_footnotes_is_read() {
    on_each_database(async |ground| {
        let text = "Sygefravær efter enhed og tid\r\nEnhed: procent\r\n\r\nenhed;medarbejdere;2023M11;2023M12;2024M01\r\nA;20;4,0;5,0;..\r\nB;10;6,0;7,5;8,0\r\n\r\nKilde: Eget lønsystem.\r\n.. betyder, at tallet mangler i opgørelsen\r\n";
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &[ground.file("a.csv", text)], &RATE).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        let rows = kept(&ground, "absence_rate", "").await;
        // A percentage is weighed by the people: 5 % of 20 is 1 of 20.
        has(&rows, &ground, "A", "2023-12", (1.0, 20.0, 20));
        has(&rows, &ground, "B", "2024-01", (0.8, 10.0, 10));
        assert_eq!(rows.len(), 5, "the missing cell is missing");
        assert!(report.notes.iter().any(|note| note.contains("Kilde")), "{:?}", report.notes);
    })
    .await;
}

#[tokio::test]
async fn an_empty_and_a_cut_file_change_nothing() {
    on_each_database(async |ground| {
        let good = "unit,month,numerator,denominator,people\nA,2024-01,12.5,1250.0,14\n";
        read(&ground, ImportKind::UnitMonths, &[ground.file("good.csv", good)], &RATE).await;
        for (name, text, code) in [
            ("empty.csv", "", "empty"),
            ("blank.csv", "\n\n", "empty"),
            ("header.csv", "unit,month,numerator,denominator,people\n", "header_only"),
            (
                "cut.csv",
                "unit,month,numerator,denominator,people\nA,2024-01,99,1250.0,14\nB,2024-01,8",
                "cut_short",
            ),
            (
                "quote.csv",
                "unit,month,numerator,denominator,people\nA,2024-01,\"99,1250.0,14\nB,2024-01,8,9,9\n",
                "unclosed_quote",
            ),
        ] {
            let (report, _) = read(&ground, ImportKind::UnitMonths, &[ground.file(name, text)], &RATE).await;
            assert_eq!(report.failure.as_deref(), Some(code), "{name}");
        }
        has(
            &kept(&ground, "absence_rate", "").await,
            &ground,
            "A",
            "2024-01",
            (12.5, 1250.0, 14),
        );
    })
    .await;
}

#[tokio::test]
async fn wrong_rows_are_listed_with_row_column_and_reason_and_the_rest_is_read() {
    on_each_database(async |ground| {
        let text = "unit,month,numerator,denominator,people\nA,2024-01,12.5,1250,14\nA,2024-01,13,1250,14\nX,2024-01,1,10,9\nB,2024-13,1,10,9\nB,2024-02,-1,10,9\nB,2024-03,mange,10,9\n,2024-03,1,10,9\nB,2024-04,1,,9\nB,2024-05,,10,9\nB,2024-06,2,20,9\n";
        // Most rows must be right, or nothing is kept.
        let right: String = (1..=6).map(|month| format!("C,2024-{month:02},1,100,9\n")).collect();
        let text = format!("{text}{right}");
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &[ground.file("a.csv", &text)], &RATE).await;
        assert_eq!(report.failure, None);
        let found: Vec<(u64, &str, &str)> = wrong.iter().map(|one| (one.row, one.column.as_str(), one.reason.as_str())).collect();
        assert_eq!(
            found,
            [
                (2, "unit", "duplicate_other"),
                (3, "unit", "duplicate_other"),
                (4, "unit", "unit_unknown"),
                (5, "month", "month"),
                (6, "numerator", "negative"),
                (7, "numerator", "number"),
                (8, "unit", "unit_missing"),
                (9, "denominator", "denominator_missing"),
            ]
        );
        assert_eq!((report.rows_read, report.rows_wrong), (16, 8));
        let rows = kept(&ground, "absence_rate", "").await;
        assert_eq!(rows.len(), 7);
        has(&rows, &ground, "B", "2024-06", (2.0, 20.0, 9));
        assert!(report.series[0].missing_months.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_second_import_replaces_the_same_source_s_same_months_and_says_so() {
    on_each_database(async |ground| {
        let first =
            "unit,month,numerator,denominator,people\nA,2024-01,1,100,14\nB,2024-01,2,100,14\nA,2024-02,3,100,14\n";
        read(&ground, ImportKind::UnitMonths, &[ground.file("a.csv", first)], &RATE).await;
        let second = "unit,month,numerator,denominator,people\nA,2024-01,9,100,14\nA,2024-03,4,100,14\n";
        let again = [ground.file("b.csv", second)];
        // Figures that may have been shown become others: whoever remembers them can subtract. First that is said.
        let (report, _) = read(&ground, ImportKind::UnitMonths, &again, &RATE).await;
        assert_eq!(
            (report.failure.as_deref(), report.failure_detail.as_str()),
            (Some("changes"), "2 in 2 units, 1 of them removed")
        );
        has(
            &kept(&ground, "absence_rate", "").await,
            &ground,
            "A",
            "2024-01",
            (1.0, 100.0, 14),
        );
        let accepted: Vec<(&str, &str)> = RATE.iter().copied().chain([("changes", "accept")]).collect();
        let (report, _) = read(&ground, ImportKind::UnitMonths, &again, &accepted).await;
        assert_eq!(
            (report.series[0].replaced_months, report.series[0].replaced_rows),
            (1, 2)
        );
        let rows = kept(&ground, "absence_rate", "").await;
        assert_eq!(rows.len(), 3, "B's January went with the rest of the month: {rows:?}");
        has(&rows, &ground, "A", "2024-01", (9.0, 100.0, 14));
        has(&rows, &ground, "A", "2024-02", (3.0, 100.0, 14));
    })
    .await;
}

#[tokio::test]
async fn categories_become_series_of_their_own() {
    on_each_database(async |ground| {
        let text = "enhed;måned;antal;ansatte;årsag\nA;2024-01;2;14;Pension\nA;2024-01;1;14;Andet job\n";
        let options = [
            ("indicator", "exits_by_reason"),
            ("numerator", "antal"),
            ("people", "ansatte"),
            ("category_parts", "events"),
        ];
        let file = [ground.file("a.csv", text)];
        let (report, _) = read(&ground, ImportKind::UnitMonths, &file, &options[..3]).await;
        assert_eq!(
            report.failure.as_deref(),
            Some("category_parts_missing"),
            "it is asked first"
        );
        let (report, wrong) = read(&ground, ImportKind::UnitMonths, &file, &options).await;
        assert_eq!((report.failure, wrong, report.series.len()), (None, vec![], 2));
        has(
            &kept(&ground, "exits_by_reason", "Pension").await,
            &ground,
            "A",
            "2024-01",
            (2.0, 0.0, 14),
        );
    })
    .await;
}

#[tokio::test]
async fn spells_and_employments_become_unit_months_and_nothing_else() {
    on_each_database(async |ground| {
        let employments = "Medarbejdernr;Enhed;Fra;Til;Beskæftigelsesgrad\n1001;A;01-01-2020;;37\n1002;A;01-01-2020;31-01-2024;18,5\n1003;X;01-01-2020;;37\n";
        let spells = "Medarbejdernr;Fra;Til;Grad\n1001;08-01-2024;12-01-2024;100\n1002;29-01-2024;09-02-2024;50\n9999;01-01-2024;02-01-2024;100\n1001;05-02-2024;01-02-2024;100\n";
        let files = [ground.file("e.csv", employments), ground.file("s.csv", spells)];
        let (report, wrong) = read(&ground, ImportKind::AbsenceSpells, &files, &[("last", "2024-02")]).await;
        assert_eq!(report.failure, None);
        let reasons: Vec<(u64, &str)> = wrong.iter().map(|one| (one.row, one.reason.as_str())).collect();
        assert_eq!(reasons, [(4, "unit_unknown"), (4, "employee_unknown"), (5, "ends_before_start")]);
        // January 2024 has 23 weekdays, February 21. 1001: 5 days. 1002: 29, 30 and 31 January, half of half time.
        let rows = kept(&ground, "absence_rate", "").await;
        has(&rows, &ground, "A", "2024-01", (5.0 + 3.0 * 0.25, 23.0 * 1.5, 2));
        // Of February there is one spell, and it could not be used: nobody knows how long it was.
        assert_eq!(rows.len(), 1, "{rows:?}");
        has(&kept(&ground, "absence_spells", "").await, &ground, "A", "2024-01", (2.0, 2.0, 2));
    })
    .await;
}

#[tokio::test]
async fn cpr_numbers_are_refused() {
    on_each_database(async |ground| {
        let mut employments = String::from("Medarbejdernr;Enhed;Fra;Til\n");
        let mut spells = String::from("Medarbejdernr;Fra;Til\n");
        for number in 0..40 {
            let cpr = format!(
                "{:02}{:02}{:02}-{:04}",
                number % 27 + 1,
                number % 12 + 1,
                50 + number,
                1000 + number
            );
            employments += &format!("{cpr};A;01-01-2020;\n");
            spells += &format!("{cpr};08-01-2024;12-01-2024\n");
        }
        let files = [ground.file("e.csv", employments), ground.file("s.csv", spells)];
        let options = [("employee", "Medarbejdernr")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &options).await;
        assert_eq!(report.failure.as_deref(), Some("cpr"));
        assert!(kept(&ground, "absence_rate", "").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_wizard_checks_shows_totals_reads_in_and_remembers_the_columns() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let text = "Kode;Tid;Syge;Mulige\nA;2024-01;1;100\nX;2024-01;1;100\n";
        let upload = ground.upload(&who, text).await;
        let id = imports::upload(&ground.app, &who, ImportKind::UnitMonths, vec![("syge.csv".into(), upload)]).await.unwrap();
        let looked = imports::look(&ground.app, &who, id).await.unwrap();
        assert_eq!(looked.state, ImportState::Uploaded);
        let indicator = looked.indicators.iter().find(|one| one.code == "absence_rate").unwrap().id.to_string();
        let form = |source: &str| MappingForm {
            fields: [("source", source), ("indicator", &indicator), ("f0_unit", "Kode"), ("f0_month", "Tid"), ("f0_numerator", "Syge"), ("f0_denominator", "Mulige")]
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        };
        assert!(matches!(imports::map(&ground.app, &who, id, &form("").read().unwrap()).await, Err(AppError::Invalid(problems)) if problems[0].field == "source"));
        imports::map(&ground.app, &who, id, &form("SD Løn").read().unwrap()).await.unwrap();
        let looked = settled(&ground, &who, id).await;
        assert_eq!((looked.state, looked.report.rows_wrong, looked.errors.len()), (ImportState::Previewed, 1, 1));
        assert!(kept(&ground, "absence_rate", "").await.is_empty(), "nothing is kept before it is asked for");
        imports::start_import(&ground.app, &who, id).await.unwrap();
        let looked = settled(&ground, &who, id).await;
        assert_eq!((looked.state, looked.import.rows_read), (ImportState::Done, 2));
        // Without a column of people, those employed are counted: nobody here.
        has(&kept(&ground, "absence_rate", "").await, &ground, "A", "2024-01", (1.0, 100.0, 0));
        assert_eq!(uploads::count(&ground.app, ground.organisation).await.unwrap(), 0);
        let again = ground.upload(&who, text).await;
        let id = imports::upload(&ground.app, &who, ImportKind::UnitMonths, vec![("syge2.csv".into(), again)]).await.unwrap();
        let looked = imports::look(&ground.app, &who, id).await.unwrap();
        assert_eq!((looked.plan.source.as_str(), looked.files[0].mapping["numerator"].as_str()), ("SD Løn", "Syge"));
        imports::discard(&ground.app, &who, id).await.unwrap();
        jobs::do_waiting(&ground.app, None).await.unwrap();
        assert_eq!(uploads::count(&ground.app, ground.organisation).await.unwrap(), 0);
        ground.nothing_is_left().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_with_nothing_to_read_is_refused_by_name_and_leaves_no_import() {
    use documents::table_out::{Table, write_xlsx};
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let workbook = write_xlsx(&Table::default(), documents::Language::Danish).unwrap();
        let head = "Kode;Tid;Syge\nA;2024-01;1\n";
        for (name, bytes, message) in [
            ("nul.csv", Vec::new(), "import-failure-empty"),
            ("blank.csv", b"\n\n".to_vec(), "import-failure-empty"),
            ("klippet.xlsx", workbook[..workbook.len() / 2].to_vec(), "import-failure-damaged"),
            ("titel.csv", "Sygefravær 2024\n".into(), "import-failure-one-column"),
            ("navne.csv", b"Kode;Tid;Syge\n".to_vec(), "import-failure-header-only"),
            ("en.csv", b"A;2024-01;1\n".to_vec(), "import-failure-title-only"),
            ("midt.csv", format!("{head}B;2024").into(), "import-failure-cut-short"),
            ("citat.csv", format!("{head}\"B;2024-01;2\n").into(), "import-failure-unclosed-quote"),
            ("foto.csv", (0..=255).cycle().take(4096).collect(), "import-failure-not-a-table"),
        ] {
            let upload = ground.upload(&who, bytes).await;
            let refused = imports::upload(&ground.app, &who, ImportKind::UnitMonths, vec![(name.into(), upload)]).await;
            let Err(AppError::Invalid(problems)) = refused else {
                panic!("{name} was taken")
            };
            assert_eq!(
                problems.iter().map(|one| (one.field.as_str(), one.message)).collect::<Vec<_>>(),
                [("file", message)],
                "{name}"
            );
            assert!(problems[0].args.contains(&("file", name.to_owned())), "{problems:?}");
        }
        assert!(imports::list(&ground.app, &who).await.unwrap().is_empty());
        let files = vec![
            ("a.csv".to_owned(), ground.upload(&who, head).await),
            ("b.csv".to_owned(), ground.upload(&who, "").await),
        ];
        let refused = imports::upload(&ground.app, &who, ImportKind::AbsenceSpells, files).await;
        assert!(
            matches!(&refused, Err(AppError::Invalid(problems)) if problems.len() == 1 && problems[0].field == "second_file"),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_that_turns_out_to_be_cut_when_it_is_added_up_is_over() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let indicator = {
            let tx = ground.app.read(ground.organisation).await.unwrap();
            store::indicator_by_code(&tx, "absence_rate")
                .await
                .unwrap()
                .unwrap()
                .id
                .to_string()
        };
        // Longer than what is looked at when a file is taken.
        let rows: String = (0..1200)
            .map(|at| format!("A;{}-{:02};1;100\n", 1900 + at / 12, at % 12 + 1))
            .collect();
        let text = format!("unit;month;numerator;denominator\n{rows}A;2024");
        let upload = ground.upload(&who, text).await;
        let id = imports::upload(
            &ground.app,
            &who,
            ImportKind::UnitMonths,
            vec![("lang.csv".into(), upload)],
        )
        .await
        .unwrap();
        let fields = [
            ("source", "SD Løn"),
            ("indicator", &indicator),
            ("f0_unit", "unit"),
            ("f0_month", "month"),
            ("f0_numerator", "numerator"),
        ];
        let form = MappingForm {
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        };
        imports::map(&ground.app, &who, id, &form.read().unwrap())
            .await
            .unwrap();
        let looked = settled(&ground, &who, id).await;
        assert_eq!(
            (
                looked.state,
                looked.report.failure.as_deref(),
                looked.report.failure_file.as_str()
            ),
            (ImportState::Failed, Some("cut_short"), "lang.csv")
        );
        assert_eq!(uploads::count(&ground.app, ground.organisation).await.unwrap(), 0);
        ground.nothing_is_left().await;
    })
    .await;
}

/// Does the work in the background.
async fn settled(
    ground: &Ground,
    who: &trivsel_domain::rights::Actor,
    id: trivsel_domain::id::ImportId,
) -> imports::Looked {
    jobs::do_waiting(&ground.app, None).await.unwrap();
    let looked = imports::look(&ground.app, who, id).await.unwrap();
    assert!(!looked.state.is_under_way());
    looked
}
