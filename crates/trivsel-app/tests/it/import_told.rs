//! What is left out of a file, or chosen for whoever reads it in, is told: sheets, columns of months, blank cells, people.

use rust_xlsxwriter::Workbook;
use trivsel_app::imports::ImportKind;

use crate::ground::on_each_database;
use crate::import_faults::{HEAD, doubts, kept, near, rates, read, reasons, sums};

#[tokio::test]
async fn the_sheet_that_is_read_and_those_that_are_not_are_told() {
    on_each_database(async |ground| {
        let mut book = Workbook::new();
        for (name, days) in [("2023", 9.0), ("2024", 11.0)] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            let head = ["Enhedskode", "Måned", "Fraværsdagsværk", "Mulige", "Ansatte"];
            for (column, text) in (0..).zip(head) {
                sheet.write(0, column, text).unwrap();
            }
            sheet.write(1, 0, "A").unwrap();
            sheet.write(1, 1, format!("{name}-01")).unwrap();
            for (column, number) in [(2, days), (3, 400.0), (4, 20.0)] {
                sheet.write(1, column, number).unwrap();
            }
        }
        let file = ground.file("to år.xlsx", book.save_to_buffer().unwrap());
        for (options, sheet, other, days) in [(None, "2023", "2024", 9.0), (Some("2024"), "2024", "2023", 11.0)] {
            let mut said = vec![("indicator", "absence_rate")];
            said.extend(options.map(|sheet| ("sheet", sheet)));
            let (report, _) = read(&ground, ImportKind::UnitMonths, std::slice::from_ref(&file), &said).await;
            assert_eq!(report.failure, None);
            let told = &report.sheets[0];
            assert_eq!(
                (told.sheet.as_str(), told.others.as_slice()),
                (sheet, [other.to_owned()].as_slice())
            );
            assert_eq!(report.series[0].numerator, days);
        }
        let (report, _) = rates(&ground, &format!("{HEAD}A;2024-02;11;400;20\n"), &[]).await;
        assert!(report.sheets.is_empty());
    })
    .await;
}

#[tokio::test]
async fn columns_of_months_and_their_blank_cells_are_told() {
    on_each_database(async |ground| {
        let wide = "Enhedskode;Ansatte;2024-01;2024-02;2024-03\nA;20;5,2;;4,8\nB;20;5,1;4,9;\nC;20;;;\n";
        let (report, _) = rates(&ground, wide, &[]).await;
        assert_eq!(report.failure, None);
        let months: Vec<&str> = report
            .columns
            .iter()
            .filter(|taken| taken.role == "month")
            .map(|taken| taken.column.as_str())
            .collect();
        assert_eq!(months, ["2024-01", "2024-02", "2024-03"]);
        // C has no number at all and is a blank row; A and B lack one month each.
        assert_eq!((report.rows_blank, report.cells_blank), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn people_that_are_not_in_the_file_are_told() {
    on_each_database(async |ground| {
        let text = format!("{HEAD}A;2024-01;11;400;20\nB;2024-01;12;400;\nC;2024-01;;;\n");
        let (report, _) = rates(&ground, &text, &[]).await;
        assert_eq!((report.failure, report.rows_people_known), (None, 1));
        let without = "Enhedskode;Måned;Fraværsdagsværk;Mulige\nA;2024-01;11;400\nB;2024-01;12;400\n";
        let (report, _) = rates(&ground, without, &[]).await;
        assert_eq!(report.rows_people_known, 2);
    })
    .await;
}

#[tokio::test]
async fn of_two_numbers_for_one_month_neither_is_kept() {
    on_each_database(async |ground| {
        let text = format!(
            "{HEAD}A;2024-01;11;400;20\nB;2024-01;12;400;20\nC;2024-01;13;400;20\nA;2024-01;14;400;20\nB;2024-01;12;400;20\nD;2024-01;9;400;20\n"
        );
        let (report, wrong) = rates(&ground, &text.replace("D;", "NORD;"), &[("parents", "own")]).await;
        assert_eq!(report.failure, None);
        let mut found = reasons(&wrong);
        found.sort_unstable();
        assert_eq!(found, [(2, "duplicate_other"), (5, "duplicate_other"), (6, "duplicate")]);
        near(sums(&kept(&ground).await), (12.0 + 13.0 + 9.0, 1200.0, 60));
    })
    .await;
}

#[tokio::test]
async fn numbers_of_the_register_are_neither_kept_nor_taken_for_employees() {
    on_each_database(async |ground| {
        let span = [("first", "2024-01"), ("last", "2024-02")];
        let spells = ground.file("s.csv", "Medarbejdernr;Fra;Til\nM1;08-01-2024;12-01-2024\n");
        let one = "Medarbejdernr;Enhed;Fra;Til\nM1;A;01-01-2020;\nM2;A;01-01-2020;\n010170-1234;A;01-01-2020;\n";
        let files = [ground.file("e.csv", one), spells.clone()];
        let (report, wrong) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
        assert_eq!((report.failure, reasons(&wrong)), (None, vec![(4, "employee_cpr")]));
        assert_eq!(
            (wrong[0].seen.as_str(), wrong[0].column.as_str()),
            ("", "e.csv: Medarbejdernr")
        );
        near(sums(&kept(&ground).await), (5.0, 2.0 * 44.0, 4));
        // A whole column of them is the reason, not that a column is missing.
        let numbers: String = (1..=24)
            .map(|day| format!("{day:02}0170-{};A;01-01-2020;\n", 1001 + day * 37))
            .collect();
        let files = [ground.file("e.csv", format!("CPR;Enhed;Fra;Til\n{numbers}")), spells];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
        assert_eq!(
            (report.failure.as_deref(), report.failure_file.as_str()),
            (Some("cpr"), "e.csv")
        );
        // In a line above the table it is hidden.
        let titled = format!("Udtræk for 010170-1234, januar\n\n{HEAD}A;2024-01;11;400;20\nB;2024-01;12;400;20\n");
        let (report, _) = rates(&ground, &titled, &[]).await;
        assert_eq!(report.notes, ["Udtræk for ••••••-••••, januar"]);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_spells_without_a_row_says_that_nobody_was_away() {
    on_each_database(async |ground| {
        let employed = ground.file(
            "e.csv",
            "Medarbejdernr;Enhed;Fra;Til\nM1;A;01-01-2020;\nM2;A;01-01-2020;\n",
        );
        let files = [employed.clone(), ground.file("s.csv", "Medarbejdernr;Fra;Til\n")];
        let span = [("first", "2024-01"), ("last", "2024-01")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
        assert_eq!(
            (report.failure.as_deref(), doubts(&report)),
            (Some("doubts"), vec!["nobody"])
        );
        let accepted = [span[0], span[1], ("accept", "nobody")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &accepted).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (0.0, 46.0, 2));
        // Without a first month nobody knows since when.
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &[("accept", "nobody")]).await;
        assert_eq!(report.failure.as_deref(), Some("header_only"));
        // The employments once more would have everybody away all the time.
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &[employed.clone(), employed], &span).await;
        assert_eq!(report.failure.as_deref(), Some("same_file"));
    })
    .await;
}

#[tokio::test]
async fn a_column_that_only_one_of_two_files_has_is_named_without_saying_which() {
    on_each_database(async |ground| {
        let files = [
            ground.file("e.csv", "Medarbejdernr;Enhed;Fra;Til\nM1;A;01-01-2020;\n"),
            ground.file("s.csv", "Medarbejdernr;Fra;Raskmeldt\nM1;08-01-2024;12-01-2024\n"),
        ];
        let span = [("first", "2024-01"), ("last", "2024-01"), ("to", "Raskmeldt")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (5.0, 23.0, 1));
        let unknown = [span[0], span[1], ("to", "Rask")];
        let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &unknown).await;
        assert_eq!(report.failure.as_deref(), Some("column_unknown"));
    })
    .await;
}

#[tokio::test]
async fn rows_without_numbers_and_codes_kept_by_a_quotation_mark_are_told_apart() {
    on_each_database(async |ground| {
        let blank = format!("{HEAD}A;2024-01;;400;20\nB;2024-01;;400;20\n");
        let (report, _) = rates(&ground, &blank, &[]).await;
        assert_eq!(report.failure.as_deref(), Some("no_numbers"));
        for code in ["'A", "=\"A\"", "\u{200b}A"] {
            let quoted = code.replace('"', "\"\"");
            let text = format!("{HEAD}\"{quoted}\";2024-01;11;400;20\nB;2024-01;12;400;20\n");
            let (report, wrong) = rates(&ground, &text, &[]).await;
            assert_eq!((report.failure, wrong), (None, vec![]), "{code}");
        }
        // A Mac writes å as two letters.
        let mac = HEAD.replace("Måned", "Ma\u{30a}ned");
        let (report, _) = rates(&ground, &format!("{mac}A;2024-01;11;400;20\n"), &[]).await;
        assert_eq!(report.failure, None);
    })
    .await;
}
