//! Files of which much cannot be used: what could not be read is missing, and never becomes a figure that says that nothing was the matter.

use std::path::PathBuf;

use trivsel_app::imports::{ImportError, ImportKind, ImportReport};
use trivsel_domain::indicator::Observation;

use crate::ground::{Ground, on_each_database};
use crate::import_faults::{HEAD, doubts, kept, near, rates, read, reasons, sums};

const EMPLOYED: &str =
    "Medarbejdernr;Enhed;Fra;Til\nM01;A;01-01-2020;\nM02;A;01-01-2020;\nM03;A;01-01-2020;\nM04;B;01-01-2020;\n";

async fn spells(ground: &Ground, spells: &str, more: &[(&str, &str)]) -> (ImportReport, Vec<ImportError>) {
    let files: [PathBuf; 2] = [ground.file("e.csv", EMPLOYED), ground.file("s.csv", spells)];
    let span = [("first", "2024-01"), ("last", "2024-02")];
    let options: Vec<(&str, &str)> = span.iter().chain(more).copied().collect();
    read(ground, ImportKind::AbsenceSpells, &files, &options).await
}

fn of_unit<'o>(rows: &'o [Observation], ground: &Ground, unit: &str) -> Vec<&'o Observation> {
    rows.iter().filter(|one| one.unit == ground.unit(unit)).collect()
}

#[tokio::test]
async fn spells_of_which_most_cannot_be_used_are_no_year_without_absence() {
    on_each_database(async |ground| {
        let line = |number: &str, from: &str, to: &str| format!("{number};{from};{to}\n");
        let head = "Medarbejdernr;Fra;Til\n";
        for (number, from, to) in [
            ("1", "08-01-2024", "12-01-2024"),
            ("m01", "08-01-2024", "12-01-2024"),
            ("M01", "uge 2", "uge 3"),
            ("M01", "08-01-2022", "12-01-2022"),
        ] {
            let file = format!("{head}{}", line(number, from, to).repeat(4));
            let (report, wrong) = spells(&ground, &file, &[]).await;
            assert!(report.failure.is_some(), "{number} {from}");
            assert_eq!(wrong.len(), 4);
            assert!(kept(&ground).await.is_empty(), "{number} {from}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_unit_month_whose_only_spells_cannot_be_used_is_missing() {
    on_each_database(async |ground| {
        // M02's spell of February ends before it begins; B has no spell at all, and nobody was ill there.
        let file = "Medarbejdernr;Fra;Til\nM01;08-01-2024;12-01-2024\nM02;09-01-2024;09-01-2024\nM03;10-01-2024;10-01-2024\nM02;12-02-2024;05-02-2024\n";
        let (report, wrong) = spells(&ground, file, &[]).await;
        assert_eq!(report.failure, None);
        assert_eq!(reasons(&wrong), [(5, "ends_before_start")]);
        let rows = kept(&ground).await;
        near(sums(&rows), (7.0, 69.0 + 23.0 + 21.0, 5));
        assert_eq!((of_unit(&rows, &ground, "A").len(), of_unit(&rows, &ground, "B").len()), (1, 2));
        // Of all February there is one spell, and nobody knows whose it is.
        let file = "Medarbejdernr;Fra;Til\nM01;08-01-2024;12-01-2024\nM02;09-01-2024;09-01-2024\nM03;10-01-2024;10-01-2024\n02;05-02-2024;06-02-2024\n";
        let (report, _) = spells(&ground, file, &[]).await;
        assert_eq!(report.failure, None);
        let kept = &report.series[0];
        assert_eq!((kept.first.as_str(), kept.last.as_str(), kept.rows), ("2024-01", "2024-01", 2));
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_numbers_are_written_otherwise_is_asked_about() {
    on_each_database(async |ground| {
        let file = "Medarbejdernr;Fra;Til\nM04;08-01-2024;12-01-2024\nM04;05-02-2024;05-02-2024\n1;09-01-2024;09-01-2024\n2;06-02-2024;06-02-2024\n";
        let (report, _) = spells(&ground, file, &[]).await;
        assert_eq!((report.failure.as_deref(), doubts(&report)), (Some("doubts"), vec!["spells"]));
        assert!(kept(&ground).await.is_empty());
        let (report, _) = spells(&ground, file, &[("accept", "spells")]).await;
        assert_eq!(report.failure, None);
    })
    .await;
}

#[tokio::test]
async fn a_quotation_mark_takes_no_rows_in() {
    on_each_database(async |ground| {
        let head = format!("{};Note\n", HEAD.trim_end());
        let rows: Vec<String> = (1..=6).map(|month| format!("A;2024-0{month};11;400;20")).collect();
        for (open, close) in [(1, 2), (1, 4), (0, 5)] {
            let mut file = head.clone();
            for (at, row) in rows.iter().enumerate() {
                let note = match at {
                    at if at == open => "\"husk",
                    at if at == close => "slut\"",
                    _ => "",
                };
                file += &format!("{row};{note}\n");
            }
            let (report, _) = rates(&ground, &file, &[]).await;
            let at = (open + 2).to_string();
            assert_eq!(
                (report.failure.as_deref(), report.failure_detail.as_str()),
                (Some("swallowed_rows"), at.as_str())
            );
            assert!(kept(&ground).await.is_empty());
        }
        let remark = format!("{head}{};\"To linjer;\n og en til\"\n{};\n", rows[0], rows[1]);
        let (report, wrong) = rates(&ground, &remark, &[]).await;
        assert_eq!((report.failure, wrong), (None, vec![]));
        near(sums(&kept(&ground).await), (22.0, 800.0, 40));
    })
    .await;
}

#[tokio::test]
async fn a_percentage_is_no_number_of_days() {
    on_each_database(async |ground| {
        let file = format!("{HEAD}A;2024-01;5,2 %;400;20\nA;2024-02;4,8 %;400;20\n");
        let (report, wrong) = rates(&ground, &file, &[]).await;
        assert_eq!(report.failure.as_deref(), Some("all_wrong"));
        assert_eq!(reasons(&wrong), [(2, "percent"), (3, "percent")]);
        let (report, _) = rates(&ground, &file, &[("value", "Fraværsdagsværk"), ("numerator", "")]).await;
        assert_eq!(report.failure, None);
        near(sums(&kept(&ground).await), (40.0, 800.0, 40));
        let one = format!("{HEAD}A;2024-01;11;400;20\nA;2024-02;13 pct.;400;20\nA;2024-03;12;400;20\n");
        let (_, wrong) = rates(&ground, &one, &[]).await;
        assert_eq!(reasons(&wrong), [(3, "percent")]);
    })
    .await;
}

#[tokio::test]
async fn what_the_values_leave_open_is_asked_about() {
    on_each_database(async |ground| {
        let utc = format!(
            "{HEAD}A;31-12-2023 23:00:00;11;400;20\nA;31-01-2024 23:00;12;400;20\nA;31-03-2024 22:00;12;400;20\n"
        );
        let fraction =
            "Enhedskode;Måned;Fraværsprocent;Mulige;Ansatte\nA;2024-01;0,0521;400;20\nA;2024-02;0,0478;400;20\n";
        let wide = "Enhedskode;Ansatte;3/1/2024;4/2/2024\nA;20;5,2;4,8\n";
        for (text, code) in [(utc.as_str(), "evening"), (fraction, "fraction"), (wide, "dates")] {
            let (report, _) = rates(&ground, text, &[]).await;
            assert_eq!(
                (report.failure.as_deref(), doubts(&report)),
                (Some("doubts"), vec![code])
            );
        }
        let shown = fraction.replace("0,0521", "0,0521 %");
        let (report, _) = rates(&ground, &shown, &[]).await;
        assert_eq!(report.failure, None);
        let october = format!("{HEAD}A;2024,1;11;400;20\nA;2024,11;12;400;20\nA;2024,12;12;400;20\n");
        let (report, wrong) = rates(&ground, &october, &[]).await;
        assert_eq!((doubts(&report), reasons(&wrong)), (vec!["october"], vec![]));
        assert_eq!((report.doubts[0].count, report.doubts[0].detail.as_str()), (1, "2"));
        let (report, _) = rates(&ground, &october, &[("accept", "october")]).await;
        assert_eq!((report.failure, report.series[0].first.as_str()), (None, "2024-10"));
    })
    .await;
}

#[tokio::test]
async fn a_share_of_no_known_whole_and_ends_that_are_all_blank_are_asked_about() {
    on_each_database(async |ground| {
        let ended = "Medarbejdernr;Fra;Til\nM1;08-01-2024;12-01-2024\nM2;09-01-2024;09-01-2024\n";
        let open = "Medarbejdernr;Fra;Til\nM1;08-01-2024;\nM2;09-01-2024;\n";
        for (name, numbers, spells, found) in [
            ("Beskæftigelsesgrad", ["20", "20"], ended, vec!["share"]),
            ("Beskæftigelsesgrad", ["1", "37"], ended, vec!["share"]),
            ("Beskæftigelsesgrad", ["1", "100"], ended, vec!["share"]),
            ("Beskæftigelsesgrad", ["18,5", "37"], ended, vec![]),
            ("Beskæftigelsesgrad", ["0,5", "1"], ended, vec![]),
            ("Timer", ["20", "30"], ended, vec![]),
            ("Timer", ["20", "30"], open, vec!["no_end"]),
        ] {
            let employed = format!(
                "Medarbejdernr;Enhed;Fra;Til;{name}\nM1;A;01-01-2020;;{}\nM2;A;01-01-2020;;{}\n",
                numbers[0], numbers[1]
            );
            let files = [ground.file("e.csv", &employed), ground.file("s.csv", spells)];
            let span = [("first", "2024-01"), ("last", "2024-02")];
            let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
            assert_eq!(doubts(&report), found, "{name} {numbers:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_that_stands_twice_is_asked_about() {
    on_each_database(async |ground| {
        let spells = ground.file("s.csv", "Medarbejdernr;Fra;Til\nM1;08-01-2024;12-01-2024\n");
        let span = [("first", "2024-01"), ("last", "2024-02")];
        for (lines, found) in [
            ("M1;A;01-01-2020;;1\nM1;A;01-01-2020;;1\n", vec!["full_time"]),
            ("M1;A;01-01-2020;;0,6\nM1;B;01-01-2020;;0,6\n", vec!["full_time"]),
            ("M1;A;01-01-2020;31-01-2024;1\nM1;B;01-02-2024;;1\n", vec![]),
            ("M1;A;01-01-2020;;0,5\nM1;B;01-01-2020;;0,5\n", vec![]),
        ] {
            let employed = format!("Medarbejdernr;Enhed;Fra;Til;Brøk\n{lines}");
            let files = [ground.file("e.csv", &employed), spells.clone()];
            let (report, _) = read(&ground, ImportKind::AbsenceSpells, &files, &span).await;
            assert_eq!(doubts(&report), found, "{lines}");
        }
    })
    .await;
}
