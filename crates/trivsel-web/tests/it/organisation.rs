//! Units, persons, committees and reading a list in, as a browser meets them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_domain::id::{PersonId, RoleAssignmentId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::{persons, units};
use uuid::Uuid;

use crate::site::{Browser, Page, Site};

/// Sends a file as a form with one file field does.
async fn upload(browser: &Browser<'_>, path: &str, file: &[u8]) -> Page {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liste.csv\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

#[tokio::test]
async fn the_tree_is_for_everybody_and_changing_it_for_few() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get("/units").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Mosevang") && !page.text.contains("/units/new"));
    assert_eq!(employee.get("/units/new").await.status, StatusCode::FORBIDDEN);
    let before = employee.get("/units?day=31.12.2016").await;
    assert!(before.text.contains("Ingen enheder den dag"));

    let coordinator = site.as_role(Role::Coordinator).await;
    let form = [
        ("name", "Engen"),
        ("code", "EN"),
        ("parent", ""),
        ("valid_from", "i morgen"),
    ];
    let refused = coordinator.post("/units", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"Engen\"") && refused.text.contains("Det er ikke en dato"));
    let parent = site.district.to_string();
    let form = [
        ("name", "Engen"),
        ("code", "EN"),
        ("parent", &parent),
        ("valid_from", "01.01.2026"),
    ];
    let opened = coordinator.post("/units", &form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let page = coordinator.get(&opened.location).await;
    assert!(page.text.contains("Enheden er oprettet") && page.text.contains("Distrikt Nord"));
}

#[tokio::test]
async fn persons_are_seen_within_reach_only() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = format!("/persons/{}", site.people[&Role::Employee]);
    assert_eq!(manager.get(&address).await.status, StatusCode::OK);
    assert_eq!(
        site.as_role(Role::Employee).await.get("/persons").await.status,
        StatusCode::FORBIDDEN
    );

    let coordinator = site.as_role(Role::Coordinator).await;
    let everybody = coordinator.get("/persons").await;
    assert!(
        everybody.text.contains("1 medarbejder og 9 uden ansættelse i dag"),
        "{}",
        everybody.text
    );

    let administrator = site.as_role(Role::Administrator).await;
    let account = administrator.post(&format!("{address}/account/password"), &[]).await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(account.text.contains("Adgangskoden vises kun nu"));
    let erased = administrator.post(&format!("{address}/erase"), &[]).await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_file_leaves_in_doubt_is_chosen_before_it_is_read_in() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let file = b"Enhedskode;Navn;Overordnet kode;Fra\nNY;Nyborg;FK;03/04/2026\n";
    let taken = upload(&coordinator, "/units/import", file).await;
    let address = taken.location.split('?').next().unwrap().to_owned();
    let looked = coordinator.get(&address).await;
    assert!(looked.text.contains("Vælg en af mulighederne."), "{}", looked.text);
    let untouched = coordinator.post(&address, &[("dates", "")]).await;
    assert_eq!(untouched.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!coordinator.get("/units").await.text.contains("Nyborg"));
    let chosen = coordinator.post(&address, &[("dates", "day-month-year")]).await;
    assert_eq!(chosen.location, "/units?done=done-organisation-import");
}

#[tokio::test]
async fn hours_that_may_be_per_cent_are_chosen_before_anybody_is_read_in() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let file = "Medarbejdernummer;Navn;Enhedskode;Beskæftigelse\n901;Rut Falk;FK;20\n902;Ea Holm;FK;10\n";
    let taken = upload(&coordinator, "/persons/import", file.as_bytes()).await;
    let address = taken.location.split('?').next().unwrap().to_owned();
    let looked = coordinator.get(&address).await;
    assert!(looked.text.contains("Beskæftigelsen er skrevet som"), "{}", looked.text);
    assert!(!looked.text.contains("Indlæs</button>"));
    let untouched = coordinator.post(&address, &[]).await;
    assert_eq!(untouched.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = coordinator.get(&format!("{address}?whole=percent&from=1.1.2026")).await;
    assert!(
        chosen.text.contains("<option value=\"percent\" selected>"),
        "{}",
        chosen.text
    );
    let read = coordinator
        .post(&address, &[("whole", "percent"), ("from", "1.11.2026")])
        .await;
    assert_eq!(read.location, "/persons?done=done-organisation-import");
}

#[tokio::test]
async fn a_list_of_units_is_looked_at_before_it_is_read_in() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let taken = upload(
        &coordinator,
        "/units/import",
        b"Enhedskode;Navn;Overordnet kode;Fra\nNY;\xD8sterg\xE5rd;FK;01-01-2026\nNY;Igen;FK;01-01-2026\n",
    )
    .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let looked = coordinator.get(&taken.location).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text.contains("Østergård") && looked.text.contains("Koden står også i linje 2."));
    let address = taken.location.split('?').next().unwrap().to_owned();

    // Another person does not reach the file.
    let administrator = site.as_role(Role::Administrator).await;
    assert_eq!(administrator.get(&address).await.status, StatusCode::NOT_FOUND);

    assert_eq!(
        coordinator.post(&address, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(!coordinator.get("/units").await.text.contains("Østergård"));
    let read = coordinator.post(&address, &[("leave_out", "on")]).await;
    assert_eq!(read.location, "/units?done=done-organisation-import");
    assert!(coordinator.get("/units").await.text.contains("Østergård"));
    // The file is gone.
    assert_eq!(coordinator.get(&address).await.status, StatusCode::NOT_FOUND);

    let mut persons = String::from("Medarbejdernummer;Navn;Enhedskode;Fra\n");
    for number in 0..40 {
        let (day, month) = (number % 27 + 1, number % 12 + 1);
        persons += &format!(
            "{day:02}{month:02}{:02}-{};Person;MV;01-01-2026\n",
            50 + number,
            1000 + number
        );
    }
    let taken = upload(&coordinator, "/persons/import", persons.as_bytes()).await;
    let looked = coordinator.get(&taken.location).await;
    // However the page is broken into lines.
    let joined: String = looked.text.lines().map(str::trim).collect();
    for words in [
        "Kolonnen »Medarbejdernummer« ligner CPR-numre. De bliver ikke indlæst.",
        "Medarbejdernummer (ligner CPR-numre)</option>",
    ] {
        assert!(joined.contains(words), "{words} is missing in {joined}");
    }

    let empty = upload(&coordinator, "/persons/import", b"").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Filen er tom."));
}

/// How often one page asks the database.
async fn asked(site: &Site, path: &str) -> usize {
    let count = Arc::new(AtomicUsize::new(0));
    let mut app = site.app.clone();
    let counted = Arc::clone(&count);
    app.store.watch_statements(move |sql| {
        if sql.to_lowercase().starts_with("select") {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    let browser = site.as_role(Role::Coordinator).await;
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    let request = || {
        Request::get(path)
            .header(header::COOKIE, &browser.cookie)
            .body(Body::empty())
            .unwrap()
    };
    // The first time fills what is kept in memory.
    for _ in 0..2 {
        count.store(0, Ordering::Relaxed);
        let answer = router.clone().oneshot(request()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
    count.load(Ordering::Relaxed)
}

/// So many units more below the district, each with a leader.
async fn add_units(site: &Site, count: usize) {
    let since = Period::since("2017-01-01".parse().unwrap());
    let tx = site.app.write(site.organisation).await.unwrap();
    for number in 0..count {
        let unit = UnitId(Uuid::now_v7());
        let row = Unit {
            id: unit,
            code: format!("E{number}"),
            period: since,
        };
        units::add(&tx, &row).await.unwrap();
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit,
            parent: Some(site.district),
            name: format!("Enhed {number}"),
            period: since,
        };
        units::add_placement(&tx, &placement).await.unwrap();
        let person = PersonId(Uuid::now_v7());
        let leader = Person {
            id: person,
            employee_number: None,
            name: format!("Leder {number}"),
            email: None,
            title: String::new(),
            is_erased: false,
        };
        persons::add(&tx, &leader, site.app.now()).await.unwrap();
        let role = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person,
            role: Role::Manager,
            unit: Some(unit),
            period: since,
        };
        persons::add_role(&tx, &role).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_list_of_units_asks_as_seldom_with_many_units_as_with_few() {
    let site = Site::new().await;
    let few = asked(&site, "/units").await;
    add_units(&site, 600).await;
    let page = site.as_role(Role::Coordinator).await.get("/units").await;
    assert!(page.text.contains("Enhed 599") && page.text.contains("Leder 599"));
    let many = asked(&site, "/units").await;
    assert_eq!(many, few);
    assert!(many <= MOST_ASKED, "{many}");
}

#[tokio::test]
async fn a_form_of_a_large_workplace_is_light_and_takes_units_and_people_by_what_is_typed() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let manager = site.as_role(Role::Manager).await;
    let administrator = site.as_role(Role::Administrator).await;
    let employee = site.people[&Role::Employee];
    let role = format!("/persons/{employee}/roles/new");
    assert!(
        coordinator
            .get("/persons/new")
            .await
            .text
            .contains("<select id=\"unit\"")
    );
    add_units(&site, 1_000).await;
    for (browser, path, field) in [
        (&coordinator, "/persons/new", "unit"),
        (&coordinator, "/units/new", "parent"),
        (&coordinator, "/committees/new", "unit"),
        (&coordinator, "/disruptions/new", "unit"),
        (&coordinator, "/persons", "unit"),
        (&manager, "/initiatives/new", "unit"),
        (&administrator, role.as_str(), "unit"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(&format!("list=\"{field}-list\"")), "{path}");
        assert!(page.text.contains("<option value=\"Enhed 512 (E512)\">"), "{path}");
        assert!(page.text.len() < 100_000, "{path}: {}", page.text.len());
    }
    let form = |unit: &'static str| {
        [
            ("name", "Rut Falk"),
            ("employee_number", "990"),
            ("email", ""),
            ("title", ""),
            ("unit", unit),
            ("job_group", ""),
            ("working_time", "100"),
            ("valid_from", "1.11.2026"),
        ]
    };
    // What may mean several comes back as it was typed.
    let several = coordinator.post("/persons", &form("Enhed 51")).await;
    assert_eq!(
        several.status,
        StatusCode::SEE_OTHER,
        "a whole name is one: {}",
        several.text
    );
    let mut unclear = form("enhed");
    unclear[1].1 = "991";
    let again = coordinator.post("/persons", &unclear).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("value=\"enhed\""), "{}", again.text);
    unclear[4].1 = "Enhed 512 (E512)";
    let added = coordinator.post("/persons", &unclear).await;
    let shown = coordinator.get(added.location.split('?').next().unwrap()).await;
    assert!(shown.text.contains("Enhed 512"), "{}", shown.text);
    // The lead is typed by name, too.
    let initiative = [
        ("title", "Ro på"),
        ("unit", "E512"),
        ("iglo_level", "group"),
        ("lead", "leder 512"),
        ("co_lead", ""),
    ];
    let begun = manager.post("/initiatives", &initiative).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let address = begun.location.split('?').next().unwrap();
    let edit = manager.get(&format!("{address}/edit")).await;
    for chosen in ["value=\"Leder 512\"", "value=\"Enhed 512 (E512)\""] {
        assert!(edit.text.contains(chosen), "{chosen}: {}", edit.text);
    }
}

#[tokio::test]
async fn a_unit_is_found_by_a_part_of_its_name_or_its_code() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let found = async |q: &str| {
        let page = browser.get(&format!("/units?q={q}")).await.text;
        let (_, main) = page.split_once("<main").unwrap();
        let names = ["Distrikt Nord", "Distrikt Syd", "Mosevang", "Strandparken"];
        names
            .into_iter()
            .filter(|name| main.contains(&format!(">{name}</a>")))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("distrikt").await, ["Distrikt Nord", "Distrikt Syd"]);
    // A whole name is that unit and no other; the units above are named beside it.
    assert_eq!(found("mv").await, ["Mosevang"]);
    let page = browser.get("/units?q=MOSE").await.text;
    assert!(page.contains("1 enhed passer til »MOSE«"), "{page}");
    assert!(page.contains("Fjordby Kommune › Distrikt Nord"), "{page}");
    assert_eq!(found("nord+distrikt").await, ["Distrikt Nord"]);
    assert_eq!(found("findes-ikke").await, [""; 0]);
    let page = browser.get("/units?q=findes-ikke").await.text;
    assert!(page.contains("Ingen enhed passer til »findes-ikke«"), "{page}");
    // Without a search the tree is there, each list below a unit under its own line.
    let page = browser.get("/units").await.text;
    assert!(page.contains("1 enhed under Distrikt Nord"), "{page}");
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
}

#[tokio::test]
async fn figures_of_a_large_workplace_are_asked_for_by_a_part_of_the_name() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let tx = site.app.write(site.organisation).await.unwrap();
    trivsel_app::figures::seed_indicators(&tx).await.unwrap();
    tx.commit().await.unwrap();
    // With few units they are a list to choose from.
    let page = browser.get("/figures").await.text;
    assert!(page.contains("<select id=\"unit\""), "{page}");
    let since = Period::since("2017-01-01".parse().unwrap());
    let tx = site.app.write(site.organisation).await.unwrap();
    for number in 0..80 {
        let unit = UnitId(Uuid::now_v7());
        let row = Unit {
            id: unit,
            code: format!("E{number}"),
            period: since,
        };
        units::add(&tx, &row).await.unwrap();
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit,
            parent: Some(site.district),
            name: format!("Gruppe {}", number % 40),
            period: since,
        };
        units::add_placement(&tx, &placement).await.unwrap();
    }
    tx.commit().await.unwrap();
    let page = browser.get("/figures?unit=Mosevang+%28MV%29").await.text;
    assert!(
        page.contains("list=\"unit-list\"") && page.contains("value=\"Mosevang (MV)\""),
        "{page}"
    );
    assert!(page.contains("<option value=\"Gruppe 7 (E47)\">"), "{page}");
    // A name two units have, and one no unit has.
    let page = browser.get("/figures?unit=gruppe+7").await.text;
    assert!(page.contains("Flere enheder passer til det, du skrev"), "{page}");
    for label in ["Gruppe 7 (E7)", "Gruppe 7 (E47)"] {
        assert!(page.contains(&format!(">{label}</a>")), "{label}: {page}");
    }
    let page = browser.get("/figures?unit=findes+ikke").await.text;
    assert!(page.contains("Vi kender ingen enhed, der hedder sådan"), "{page}");
    assert!(page.contains("value=\"findes ikke\""), "{page}");
}

/// Session, account, person, organisation, grants in three parts, the demo's people in two, marks, and who leads what.
const MOST_ASKED: usize = 11;
