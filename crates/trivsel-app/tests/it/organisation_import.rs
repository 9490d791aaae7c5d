//! Units and persons from files as people have them: everything or nothing, and every wrong row named.

use trivsel_app::AppError;
use trivsel_app::organisation_import::{self as import, Kind, Reading, Report, Whole, WrongRows};
use trivsel_documents::table_in::Wanted;
use trivsel_domain::id::UploadId;
use trivsel_domain::unit::Tree;
use trivsel_store::{persons, units};

use crate::ground::{Ground, on_each_database};

async fn reading(ground: &Ground, kind: Kind, file: UploadId, wrong_rows: WrongRows) -> Result<Reading, AppError> {
    let who = ground.coordinator().await;
    let found = import::recognise(&ground.app, &who, file, Wanted::default()).await?;
    Ok(Reading {
        mapping: import::propose(kind, &found),
        layout: found.layout,
        from: "2026-12-01".parse().unwrap(),
        wrong_rows,
        begins_with_unit: false,
        above_full_time: false,
        whole: None,
    })
}

async fn read(ground: &Ground, kind: Kind, bytes: impl AsRef<[u8]>, wrong_rows: WrongRows) -> Result<Report, AppError> {
    let who = ground.coordinator().await;
    let file = ground.upload(&who, bytes).await;
    let reading = reading(ground, kind, file, wrong_rows).await?;
    import::run(&ground.app, &who, kind, file, &reading).await
}

/// Row, column and message of each problem.
fn told(report: &Report) -> Vec<(u64, &'static str, &'static str)> {
    report
        .problems
        .iter()
        .map(|problem| (problem.row, problem.column, problem.problem.message))
        .collect()
}

/// Why the whole file was refused.
fn refusal(result: Result<Report, AppError>) -> &'static str {
    match result {
        Err(AppError::Invalid(problems)) => problems[0].message,
        other => panic!("{other:?}"),
    }
}

async fn tree(ground: &Ground, day: &str) -> Tree {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    units::tree(&tx, day.parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn units_are_added_and_moved_from_a_danish_spreadsheet_export() {
    on_each_database(async |ground| {
        // Semicolon and Windows-1252, as Excel writes it in Denmark: Ø is D8, å is E5.
        let file = b"Enhedskode;Navn;Overordnet kode;Fra\r\nE;\xD8sterg\xE5rd;NORD;01-03-2020\r\nF;Ny gruppe;E;01-03-2020\r\nA;Gruppe A;SYD;01-01-2017\r\nB;Gruppe B;NORD;01-01-2017\r\n";
        let report = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert_eq!(told(&report), []);
        assert_eq!((report.rows, report.added, report.changed, report.unchanged), (4, 2, 1, 1));
        assert!(report.is_kept);
        let after = tree(&ground, "2026-12-01").await;
        let new = after.by_code("E").unwrap();
        assert_eq!((new.name.as_str(), new.parent), ("Østergård", Some(ground.unit("NORD"))));
        assert_eq!(after.by_code("F").unwrap().parent, Some(new.id));
        assert_eq!(after.by_code("A").unwrap().parent, Some(ground.unit("SYD")));
        // The move is dated: the day before, the unit stood where it stood.
        let before = tree(&ground, "2026-11-30").await;
        assert_eq!(before.by_code("A").unwrap().parent, Some(ground.unit("NORD")));
        // The same file again changes nothing.
        let again = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 4));
    })
    .await;
}

#[tokio::test]
async fn a_known_unit_begins_as_early_as_the_file_says() {
    on_each_database(async |ground| {
        // First without the day they began, as from a list of units; then with it.
        let file = "Enhedskode;Navn;Overordnet kode\nE;Østergård;NORD\nF;Ny gruppe;E\n";
        let report = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((report.added, report.changed), (2, 0));
        let on = async |day: &str| {
            let tree = tree(&ground, day).await;
            (tree.by_code("E").is_some(), tree.by_code("F").is_some())
        };
        assert_eq!(
            (on("2026-11-30").await, on("2026-12-01").await),
            ((false, false), (true, true))
        );
        let file = "Enhedskode;Navn;Overordnet kode;Fra\nF;Ny gruppe;E;01.05.2019\nE;Østergård;NORD;1/3-2018\n";
        let report = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.changed, report.unchanged), (vec![], 2, 0));
        assert_eq!(on("2018-02-28").await, (false, false));
        assert_eq!(on("2018-03-01").await, (true, false));
        assert_eq!(on("2019-05-01").await, (true, true));
        // Again, and later days than it has: nothing.
        let report = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((report.changed, report.unchanged), (0, 2));
        // A unit that moved begins earlier where it stood first.
        let moved = "Enhedskode;Navn;Overordnet kode;Fra\nE;Østergård;SYD;01.01.2020\n";
        read(&ground, Kind::Units, moved, WrongRows::Refuse).await.unwrap();
        let earlier = "Enhedskode;Navn;Overordnet kode;Fra\nE;Østergård;SYD;01.01.2017\n";
        let report = read(&ground, Kind::Units, earlier, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.changed), (vec![], 1));
        let parent = async |day: &str| tree(&ground, day).await.by_code("E").and_then(|unit| unit.parent);
        assert_eq!(parent("2017-01-01").await, Some(ground.unit("NORD")));
        assert_eq!(parent("2020-01-01").await, Some(ground.unit("SYD")));
        // Before what it stands below: told at its row.
        let before_all = "Enhedskode;Navn;Overordnet kode;Fra\nF;Ny gruppe;E;01.01.2001\n";
        let report = read(&ground, Kind::Units, before_all, WrongRows::Refuse).await.unwrap();
        assert_eq!(told(&report), [(2, "parent", "row-parent-not-open")]);
    })
    .await;
}

#[tokio::test]
async fn wrong_units_are_named_by_row_and_nothing_is_kept() {
    on_each_database(async |ground| {
        let file = "Enhedskode;Navn;Overordnet kode;Fra;Til\n\
                    E;Godt navn;NORD;01.03.2020;\n\
                    E;Igen;NORD;01.03.2020;\n\
                    G;Uden overordnet;FINDES-IKKE;01.03.2020;\n\
                    H;;NORD;01.03.2020;\n\
                    I;Forkert dato;NORD;31.02.2020;\n\
                    J;Slutter før;NORD;01.03.2020;01.02.2020\n\
                    K;I ring;L;01.03.2020;\n\
                    L;I ring;K;01.03.2020;\n";
        let report = read(&ground, Kind::Units, file, WrongRows::Refuse).await.unwrap();
        assert!(!report.is_kept);
        assert_eq!(
            told(&report),
            [
                (3, "code", "row-code-twice"),
                (4, "parent", "row-no-such-unit"),
                (5, "name", "row-name-missing"),
                (6, "from", "row-date"),
                (7, "to", "row-ends-before-start"),
                (8, "parent", "row-below-itself"),
                (9, "parent", "row-below-itself"),
            ]
        );
        assert_eq!(tree(&ground, "2026-12-01").await.len(), 7);

        let report = read(&ground, Kind::Units, file, WrongRows::LeaveOut).await.unwrap();
        assert!(report.is_kept);
        assert_eq!((report.added, report.wrong_rows), (1, 7));
        assert_eq!(tree(&ground, "2026-12-01").await.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn a_known_unit_cannot_be_moved_below_itself_or_closed_over_others() {
    on_each_database(async |ground| {
        let ring = "Enhedskode;Navn;Overordnet kode\nNORD;Gruppe NORD;A\n";
        let report = read(&ground, Kind::Units, ring, WrongRows::Refuse).await.unwrap();
        assert_eq!(told(&report), [(2, "parent", "row-below-itself")]);
        let closing = "Enhedskode;Navn;Overordnet kode;Til\nSYD;Gruppe SYD;FK;31.12.2026\n";
        let report = read(&ground, Kind::Units, closing, WrongRows::Refuse).await.unwrap();
        assert_eq!(told(&report), [(2, "to", "row-units-below")]);
        // Closed together with those below it, it goes.
        let closing = "Enhedskode;Navn;Overordnet kode;Til\nSYD;Gruppe SYD;FK;31.12.2026\nC;Gruppe C;SYD;31.12.2026\nD;Gruppe D;SYD;31.12.2026\n";
        let report = read(&ground, Kind::Units, closing, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.changed), (vec![], 3));
        assert_eq!(tree(&ground, "2026-12-31").await.len(), 7);
        assert_eq!(tree(&ground, "2027-01-01").await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn persons_are_added_moved_and_left_alone() {
    on_each_database(async |ground| {
        let file = "Medarbejdernummer;Navn;Mail;Stilling;Enhed;Faggruppe;Timer;Fra\n\
                    101;Bo Birk;bo@example.dk;SSA;A;SOSU;30;01.01.2020\n\
                    102;Åse Ærlig;;SSH;B;SOSU;37;01.01.2020\n";
        let report = read(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.added), (vec![], 2));
        let again = read(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));

        let moved = file.replace("101;Bo Birk;bo@example.dk;SSA;A", "101;Bo Birk;bo@example.dk;SSA;C");
        let report = read(&ground, Kind::Persons, &moved, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.changed, report.unchanged), (vec![], 1, 1));
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let bo = persons::by_employee_number(&tx, "101").await.unwrap().unwrap();
        let employments = persons::employments_of(&tx, bo.id).await.unwrap();
        let told: Vec<_> = employments
            .iter()
            .map(|employment| {
                (
                    employment.unit,
                    employment.period.from().to_string(),
                    employment.period.to().map(|to| to.to_string()),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (ground.unit("C"), "2026-12-01".to_owned(), None),
                (ground.unit("A"), "2020-01-01".to_owned(), Some("2026-11-30".to_owned())),
            ]
        );
        assert!((employments[0].working_time.get() - 30.0 / 37.0).abs() < 1e-9);
    })
    .await;
}

#[tokio::test]
async fn wrong_persons_are_named_by_row_and_nothing_is_kept() {
    on_each_database(async |ground| {
        let file = "Medarbejdernummer;Navn;Mail;Enhed;Beskæftigelsesgrad;Fra\n\
                    201;God Række;god@example.dk;A;100;01.01.2020\n\
                    ;Uden Nummer;;A;100;01.01.2020\n\
                    203;Ukendt Enhed;;X;100;01.01.2020\n\
                    204;For Meget;;A;140;01.01.2020\n\
                    205;Dårlig Mail;mail;A;100;01.01.2020\n\
                    206;Samme Mail;god@example.dk;A;100;01.01.2020\n\
                    201;Andet Navn;;B;100;01.01.2020\n\
                    208;Før Enheden;;A;100;01.01.2010\n\
                    209;Idas Mail;ida@example.dk;A;100;01.01.2020\n";
        let report = read(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        assert_eq!(
            told(&report),
            [
                (3, "number", "row-number-missing"),
                (4, "unit", "row-no-such-unit"),
                (5, "working_time", "row-working-time"),
                (6, "email", "row-email"),
                (7, "email", "row-email-twice"),
                (8, "name", "row-other-name"),
                (9, "unit", "row-unit-not-open"),
                (10, "email", "row-email-taken"),
            ]
        );
        assert!(!report.is_kept);
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert_eq!(persons::list(&tx).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whole_files_that_cannot_be_read_say_why() {
    on_each_database(async |ground| {
        let refused = async |kind, bytes: &str| refusal(read(&ground, kind, bytes, WrongRows::LeaveOut).await);
        assert_eq!(refused(Kind::Units, "").await, "problem-file-empty");
        assert_eq!(
            refused(Kind::Units, "Enhedskode;Navn;Overordnet kode\nE;Ny;NORD\nF;Halv").await,
            "problem-file-cut"
        );
        assert_eq!(refused(Kind::Units, "%PDF-1.7\n1 0 obj").await, "problem-file-pdf");
        // A CPR column is not proposed; chosen by hand, it is refused.
        let cpr = "Medarbejdernummer;Navn;Enhed\n010190-1234;A A;A\n020280-2345;B B;A\n030370-3456;C C;B\n";
        let who = ground.coordinator().await;
        let file = ground.upload(&who, cpr).await;
        let mut reading = reading(&ground, Kind::Persons, file, WrongRows::LeaveOut)
            .await
            .unwrap();
        assert_eq!(reading.mapping.place("number"), None);
        reading.mapping.put("number", Some(0));
        let read = import::run(&ground.app, &who, Kind::Persons, file, &reading).await;
        assert_eq!(refusal(read), "problem-cpr-column");
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert_eq!(persons::list(&tx).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn parts_of_full_time_are_read_as_payroll_writes_them() {
    on_each_database(async |ground| {
        let file = "Medarbejdernummer;Navn;Enhedskode;Beskæftigelse;Ansat fra;Ansat til\n\
                    1;Anna;A;30/37;01-01-2020;31.12.9999\n\
                    2;Bo;A;81 %;01-01-2020;\n\
                    3;Dan;A;37 timer;01-01-2020;00.00.0000\n\
                    4;Eva;A;0,81;01-01-2020;\n";
        let report = read(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        assert_eq!((told(&report), report.added), (vec![], 4));
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let all = persons::list(&tx).await.unwrap();
        let employments = persons::list_employments(&tx).await.unwrap();
        let share = |number: &str| {
            let person = all
                .iter()
                .find(|one| one.employee_number.as_deref() == Some(number))
                .unwrap();
            let employment = employments.iter().find(|one| one.person == person.id).unwrap();
            assert_eq!(employment.period.to(), None, "{number}");
            employment.working_time.get()
        };
        for (number, wanted) in [("1", 30.0 / 37.0), ("2", 0.81), ("3", 1.0), ("4", 0.81)] {
            assert!((share(number) - wanted).abs() < 1e-9, "{number}: {}", share(number));
        }
        drop(tx);
        // Hours in a column of their own name are parts of a week, and what cannot be read is told so.
        let file = "Medarbejdernummer;Navn;Enhedskode;Beskæftigelse\n5;Fie;A;fuld\n6;Gry;A;140\n7;Ib;A;37\n";
        let report = read(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        assert_eq!(
            told(&report),
            [
                (2, "working_time", "row-working-time-form"),
                (3, "working_time", "row-working-time")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn hours_that_may_be_per_cent_are_asked_about_and_a_line_that_stands_twice_is_none_of_two_jobs() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let share = async |number: &str| {
            let tx = ground.app.read(ground.organisation).await.unwrap();
            let all = persons::list(&tx).await.unwrap();
            let person = all.iter().find(|one| one.employee_number.as_deref() == Some(number));
            let employments = persons::list_employments(&tx).await.unwrap();
            let of = |id| employments.iter().filter(move |one| one.person == id);
            person.map(|person| of(person.id).map(|one| one.working_time.get()).sum::<f64>())
        };
        let head = "Medarbejdernummer;Navn;Enhedskode;Beskæftigelse\n";
        let file = ground.upload(&who, format!("{head}11;Anna;A;20\n12;Bo;A;10\n")).await;
        let asked = reading(&ground, Kind::Persons, file, WrongRows::Refuse).await.unwrap();
        let report = import::run(&ground.app, &who, Kind::Persons, file, &asked)
            .await
            .unwrap();
        assert!(report.is_whole_unclear && !report.is_kept);
        assert_eq!(share("11").await, None);
        let said = Reading {
            whole: Whole::parse("percent"),
            ..asked
        };
        let report = import::run(&ground.app, &who, Kind::Persons, file, &said)
            .await
            .unwrap();
        assert!(report.is_kept);
        assert_eq!(share("11").await, Some(0.2));

        let twice = format!("{head}13;Dan;A;37\n13;Dan;B;37\n14;Eva;A;18,5\n14;Eva;B;18,5\n");
        let file = ground.upload(&who, twice).await;
        let asked = reading(&ground, Kind::Persons, file, WrongRows::LeaveOut)
            .await
            .unwrap();
        let report = import::check(&ground.app, &who, Kind::Persons, file, &asked)
            .await
            .unwrap();
        assert_eq!(
            (told(&report), report.wrong_rows),
            (vec![(3, "working_time", "row-above-full-time")], 2)
        );
        let said = Reading {
            above_full_time: true,
            ..asked
        };
        let report = import::run(&ground.app, &who, Kind::Persons, file, &said)
            .await
            .unwrap();
        assert_eq!((told(&report), report.added), (vec![], 2));
        assert_eq!(share("13").await, Some(2.0));
    })
    .await;
}

#[tokio::test]
async fn a_file_without_a_good_row_is_not_read_in() {
    on_each_database(async |ground| {
        let file = "Medarbejdernummer;Navn;Enhedskode\n1;Anna;X\n2;Bo;Y\nI alt;2 personer;\n";
        let report = read(&ground, Kind::Persons, file, WrongRows::LeaveOut).await.unwrap();
        assert!(!report.is_kept);
        assert_eq!(
            told(&report),
            [
                (2, "unit", "row-no-such-unit"),
                (3, "unit", "row-no-such-unit"),
                (4, "number", "row-total")
            ]
        );
        let shifted = "Enhedskode,Navn,Overordnet kode\nE,Nord, aften,NORD\nF,Syd,NORD\n";
        let report = read(&ground, Kind::Units, shifted, WrongRows::Refuse).await.unwrap();
        assert_eq!(told(&report), [(2, "code", "row-too-wide")]);
    })
    .await;
}
