use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_app::figures::seed_indicators;
use trivsel_app::{jobs, uploads};
use trivsel_domain::id::SeriesId;
use trivsel_domain::indicator::{Observation, Series, built_in_id};
use trivsel_domain::month::Month;
use trivsel_domain::person::Role;
use trivsel_store::figures as store;
use uuid::Uuid;

use crate::site::{Browser, Page, Site};

pub(crate) async fn filled(people: u32) -> Site {
    let site = Site::new().await;
    let series = Series {
        id: SeriesId(Uuid::now_v7()),
        indicator: built_in_id(site.organisation, "absence_rate"),
        source: "SD Løn".into(),
        definition: String::new(),
        category: String::new(),
    };
    let first: Month = "2019-01".parse().unwrap();
    let rows: Vec<Observation> = (0..72)
        .flat_map(|step| {
            [(site.group, people), (site.elsewhere, 40)].map(|(unit, people)| {
                let days = f64::from(people) * 21.0;
                let level = if step % 2 == 0 { 0.062 } else { 0.058 };
                Observation {
                    unit,
                    month: first.plus(step),
                    numerator: days * level,
                    denominator: days,
                    people,
                }
            })
        })
        .collect();
    let tx = site.app.write(site.organisation).await.unwrap();
    if store::indicator_by_code(&tx, "absence_rate").await.unwrap().is_none() {
        seed_indicators(&tx).await.unwrap();
    }
    store::add_series(&tx, &series).await.unwrap();
    store::add_observations(&tx, series.id, None, &rows).await.unwrap();
    tx.commit().await.unwrap();
    site
}

#[track_caller]
fn speaks(page: &Page, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for word in words {
        assert!(page.text.contains(word), "{word} is missing in {}", page.text);
    }
    assert!(
        !page.text.contains(" style=\"") && !page.text.contains("[figures-") && !page.text.contains("[import"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_manager_sees_the_picture_its_numbers_and_takes_them_along() {
    let site = filled(20).await;
    let browser = site.as_role(Role::Manager).await;
    let page = browser.get(&format!("/figures?unit={}&others=on", site.group)).await;
    speaks(
        &page,
        &[
            "Sygefravær i Mosevang svinger som før",
            "<svg class=\"wide\"",
            "Alle mønstre",
            "6,0 procent",
            "december 2024",
        ],
    );
    for chart in ["run", "xmr", "xmr_season", "u_prime", "u_prime_season"] {
        for rules in ["nhs", "western_electric", "three_sigma"] {
            let page = browser
                .get(&format!("/figures?unit={}&chart={chart}&rules={rules}", site.group))
                .await;
            assert_eq!(page.status, StatusCode::OK, "{chart} {rules}");
        }
    }
    let csv = browser.get(&format!("/figures/table.csv?unit={}", site.group)).await;
    assert!(
        csv.text
            .contains("Måned;Sygefravær (procent);Tæller;Nævner;Medarbejdere"),
        "{}",
        csv.text
    );
    assert_eq!(
        csv.text.lines().filter(|line| line.contains("2019")).count(),
        12,
        "{}",
        csv.text
    );
    let svg = browser.get(&format!("/figures/picture.svg?unit={}", site.group)).await;
    assert!(
        svg.text.starts_with("<svg xmlns=") && !svg.text.contains("class="),
        "{}",
        svg.text
    );
    let png = browser.get(&format!("/figures/picture.png?unit={}", site.group)).await;
    assert_eq!(png.status, StatusCode::OK);
    assert!(png.bytes.starts_with(b"\x89PNG"));
    assert_eq!(
        browser
            .get(&format!("/figures/table.xlsx?unit={}", site.group))
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(
        browser.get(&format!("/figures?unit={}", site.elsewhere)).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        browser
            .get(&format!("/figures/table.csv?unit={}", site.elsewhere))
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        browser
            .get(&format!("/figures/picture.png?unit={}", site.elsewhere))
            .await
            .status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn figures_of_too_few_people_are_nowhere_on_the_page_nor_in_the_files() {
    let site = filled(4).await;
    let browser = site.as_role(Role::Manager).await;
    let page = browser.get(&format!("/figures?unit={}", site.group)).await;
    speaks(
        &page,
        &[
            "Sygefravær i Mosevang er skjult",
            "Alle måneder er skjult, fordi der arbejder for få her",
            "mindst 5 medarbejdere",
            "Tallet er regnet med i Fjordby Kommune.",
        ],
    );
    assert!(
        !page.text.contains("<svg class=\"wide\""),
        "an empty picture says nothing"
    );
    assert!(!page.text.contains("Nogle måneder"), "{}", page.text);
    let above = site.as_role(Role::Coordinator).await;
    let page = above.get(&format!("/figures?unit={}", site.group)).await;
    assert!(page.text.contains(">Se Fjordby Kommune</a>"), "{}", page.text);
    let start = browser.get("/").await;
    assert_eq!(start.status, StatusCode::OK);
    // 4 people of 21 days at 6.2 percent are 5.2 days.
    assert!(
        !page.text.contains("5,2") && !page.text.contains("84,0"),
        "{}",
        page.text
    );
    let csv = browser.get(&format!("/figures/table.csv?unit={}", site.group)).await;
    assert!(csv.text.contains("skjult") && !csv.text.contains("84"), "{}", csv.text);
}

#[tokio::test]
async fn an_own_indicator_a_new_definition_and_a_disruption_are_added() {
    let site = filled(20).await;
    let browser = site.as_role(Role::Coordinator).await;
    speaks(
        &browser.get("/indicators").await,
        &["Sygefravær", "Ansøgere pr. stilling", "Følger med"],
    );
    let refused = browser.post("/indicators", &[("name_da", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = browser
        .post(
            "/indicators",
            &[
                ("name_da", "Utilsigtede hændelser"),
                ("definition_da", "Alle"),
                ("measure", "count"),
                ("good_direction", "down"),
            ],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    speaks(
        &browser.get(&added.location).await,
        &["Utilsigtede hændelser", "Nøgletallet er gemt.", "Jeres eget"]
            .map(|w| if w == "Jeres eget" { "Ret" } else { w }),
    );
    let indicator = built_in_id(site.organisation, "absence_rate");
    let tx = site.app.read(site.organisation).await.unwrap();
    let series = store::series_of_indicator(&tx, indicator).await.unwrap()[0]
        .id
        .to_string();
    drop(tx);
    let form = [
        ("series", series.as_str()),
        ("month", "maj 2021"),
        ("text", "Nyt lønsystem"),
    ];
    assert_eq!(
        browser
            .post(&format!("/indicators/{indicator}/breaks"), &form)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    speaks(
        &browser.get(&format!("/indicators/{indicator}")).await,
        &["maj 2021", "Nyt lønsystem", "SD Løn"],
    );
    speaks(
        &browser.get("/disruptions").await,
        &["Tilføj corona (marts 2020 til marts 2022)"],
    );
    assert_eq!(
        browser.post("/disruptions/corona", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let list = browser.get("/disruptions").await;
    speaks(&list, &["Corona", "Fra marts 2020 til marts 2022", "Overalt"]);
    assert!(!list.text.contains("Tilføj corona"), "it is offered once");
    let page = browser.get(&format!("/figures?unit={}", site.group)).await;
    speaks(
        &page,
        &["Corona", "ny opgørelse", "Nyt lønsystem", "ikke regnet med i grænserne"],
    );
    assert_eq!(
        site.as_role(Role::Manager)
            .await
            .post("/disruptions/corona", &[])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_manager_tells_what_disturbed_their_own_unit_and_no_other() {
    let site = filled(20).await;
    site.as_role(Role::Coordinator)
        .await
        .post("/disruptions/corona", &[])
        .await;
    let manager = site.as_role(Role::Manager).await;
    let list = manager.get("/disruptions").await;
    speaks(&list, &["Corona"]);
    assert!(!list.text.contains("Ret Corona"), "it holds everywhere: {}", list.text);
    let new = manager.get("/disruptions/new").await;
    let (own, other) = (site.group.to_string(), site.elsewhere.to_string());
    assert!(
        new.text.contains(&own) && !new.text.contains(&other) && !new.text.contains("Overalt"),
        "{}",
        new.text
    );
    let form = |unit| {
        [
            ("name", "Ombygning"),
            ("first", "februar 2026"),
            ("last", "marts 2026"),
            ("unit", unit),
            ("note", "Tilbuddet var lukket i to uger"),
        ]
    };
    for elsewhere in [other.as_str(), ""] {
        let refused = manager.post("/disruptions", &form(elsewhere)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(
            refused.text.contains("Ombygning") && refused.text.contains("Tilbuddet var lukket i to uger"),
            "{}",
            refused.text
        );
    }
    let added = manager.post("/disruptions", &form(&own)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let list = manager.get("/disruptions").await;
    speaks(&list, &["Ret Ombygning", "Fra februar 2026 til marts 2026"]);
    // A representative of the unit reads it.
    let list = site.as_role(Role::SafetyRep).await.get("/disruptions").await;
    speaks(&list, &["Ombygning"]);
    assert!(!list.text.contains("Ret Ombygning"), "{}", list.text);
}

/// A form with files, as a browser sends it.
fn multipart(path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> Request<Body> {
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--grense\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    for (name, file, text) in files {
        body += &format!(
            "--grense\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n"
        );
    }
    body += "--grense--\r\n";
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grense")
        .body(Body::from(body))
        .unwrap()
}

/// The import's page once nothing is under way.
async fn settled(site: &Site, browser: &Browser<'_>, address: &str) -> Page {
    let under_way = browser.get(address).await;
    speaks(&under_way, &["id=\"progress\""]);
    jobs::do_waiting(&site.app, None).await.unwrap();
    let page = browser.get(address).await;
    assert!(!page.text.contains("id=\"progress\""), "{}", page.text);
    page
}

#[tokio::test]
async fn a_file_without_figures_is_refused_at_once_and_nothing_of_it_stays() {
    let site = filled(20).await;
    let browser = site.as_role(Role::Coordinator).await;
    for (name, text, reason) in [
        ("nul.csv", "", "nul.csv er tom."),
        ("titel.csv", "Sygefravær 2024\n", "titel.csv har kun én kolonne."),
        ("foto.csv", "\u{89}PNG\0\u{1}\u{2}\0\0", "foto.csv er ikke en tabel."),
    ] {
        let upload = multipart("/imports", &[("kind", "unit_months")], &[("file", name, text)]);
        let refused = browser.send(upload).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text.contains(reason), "{}", refused.text);
    }
    jobs::do_waiting(&site.app, None).await.unwrap();
    assert_eq!(uploads::count(&site.app, site.organisation).await.unwrap(), 0);
    speaks(&browser.get("/imports").await, &["Ingen tal er indlæst endnu"]);
}

#[tokio::test]
async fn a_coordinator_reads_a_file_in_step_by_step() {
    let site = filled(20).await;
    let browser = site.as_role(Role::Coordinator).await;
    speaks(&browser.get("/imports").await, &["Ingen tal er indlæst endnu"]);
    speaks(
        &browser.get("/imports/new").await,
        &["Sygeperioder og ansættelser, to filer", "multipart/form-data"],
    );
    let refused = browser
        .send(multipart("/imports", &[("kind", "unit_months")], &[]))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = "Enhed;Måned;Tæller;Nævner;Medarbejdere;CPR\nMV;2024-01;10,5;400;20;010170-1234\nMV;2024-03;10,5;400;20;020270-1234\nXX;2024-01;1;2;9;030370-1234\n";
    let uploaded = browser
        .send(multipart(
            "/imports",
            &[("kind", "unit_months")],
            &[("file", "syge.csv", text)],
        ))
        .await;
    assert_eq!(uploaded.status, StatusCode::SEE_OTHER, "{}", uploaded.text);
    let address = uploaded.location.split('?').next().unwrap().to_owned();
    let columns = browser.get(&address).await;
    speaks(
        &columns,
        &[
            "syge.csv",
            "De første linjer",
            "En kolonne ligner CPR-numre.",
            "<option value=\"Tæller\" selected>",
        ],
    );
    assert!(!columns.text.contains("010170"), "{}", columns.text);
    let indicator = built_in_id(site.organisation, "absence_rate").to_string();
    let form = |unit| {
        [
            ("source", "SD Løn"),
            ("indicator", indicator.as_str()),
            ("f0_unit", unit),
            ("f0_month", "Måned"),
            ("f0_numerator", "Tæller"),
            ("f0_denominator", "Nævner"),
            ("f0_people", "Medarbejdere"),
            ("action", "check"),
        ]
    };
    let refused = browser.post(&format!("{address}/columns"), &form("CPR")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Kolonnen ligner CPR-numre."), "{}", refused.text);
    assert_eq!(
        browser.post(&format!("{address}/columns"), &form("Enhed")).await.status,
        StatusCode::SEE_OTHER
    );
    let totals = settled(&site, &browser, &address).await;
    speaks(
        &totals,
        &[
            "Erstatter 2 måneder, der allerede er indlæst fra SD Løn",
            "1 linje kan ikke bruges",
            "Enheden findes ikke",
            "1 måned mangler: februar 2024",
            "Indlæs",
        ],
    );
    let errors = browser.get(&format!("{address}/errors.csv")).await;
    assert!(
        errors.text.contains("4;Enhed;XX;Enheden findes ikke"),
        "{}",
        errors.text
    );
    assert_eq!(
        browser.post(&format!("{address}/run"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    speaks(&settled(&site, &browser, &address).await, &["Tallene er indlæst."]);
    speaks(&browser.get("/imports").await, &["syge.csv", "Indlæst"]);
    assert_eq!(
        site.as_role(Role::Manager).await.get(&address).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_year_of_absence_is_told_in_three_sentences_on_a_page_on_paper_and_on_an_agenda() {
    let site = filled(12).await;
    let manager = site.as_role(Role::Manager).await;
    let address = format!("/year-wheel/units/{}/absence", site.group);
    let page = manager.get(&address).await;
    speaks(
        &page,
        &[
            "I de 12 måneder til og med december 2024 er niveauet",
            "Månederne svinger, som de plejer, og intet peger op eller ned.",
            "De andre enheder kan ikke vises ved siden af.",
            "<svg",
            "Tallene handler om enheden og aldrig om den enkelte.",
        ],
    );
    let english = manager.get(&format!("{address}?lang=en")).await;
    assert!(
        english.text.contains("The months swing as they used to"),
        "{}",
        english.text
    );
    assert!(manager.get(&format!("{address}.pdf")).await.bytes.starts_with(b"%PDF"));
    let none = manager.post(&format!("{address}/agenda"), &[("meeting", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}
