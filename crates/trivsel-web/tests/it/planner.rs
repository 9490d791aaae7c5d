//! The planner and the lot through their pages.

use axum::http::StatusCode;
use trivsel_app::figures;
use trivsel_domain::id::{SeriesId, UnitId};
use trivsel_domain::indicator::{Observation, Series, built_in_id};
use trivsel_domain::person::Role;
use trivsel_store::{figures as store, units};
use uuid::Uuid;

use crate::site::{Browser, Site};

/// Four years of sickness absence in Mosevang and Strandparken, until October 2026.
async fn fill(site: &Site) {
    let tx = site.app.write(site.organisation).await.unwrap();
    figures::seed_indicators(&tx).await.unwrap();
    let series = Series {
        id: SeriesId(Uuid::now_v7()),
        indicator: built_in_id(site.organisation, "absence_rate"),
        source: "Lønsystemet".into(),
        definition: String::new(),
        category: String::new(),
    };
    store::add_series(&tx, &series).await.unwrap();
    let first: trivsel_domain::month::Month = "2022-11".parse().unwrap();
    let month = |unit: UnitId, step: i32, factor: i32| Observation {
        unit,
        month: first.plus(step),
        numerator: f64::from(50 + (step * factor) % 13),
        denominator: 840.0,
        people: 40,
    };
    let observations: Vec<Observation> = (0..48)
        .flat_map(|step| [month(site.group, step, 7), month(site.elsewhere, step, 5)])
        .collect();
    store::add_observations(&tx, series.id, None, &observations)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// An initiative of the whole municipality with a criterion that shows in sickness absence; gives the address of its planner.
async fn written(site: &Site, browser: &Browser<'_>) -> (String, String) {
    let tx = site.app.read(site.organisation).await.unwrap();
    let tree = units::tree(&tx, site.app.today()).await.unwrap();
    drop(tx);
    let top = tree.roots().next().unwrap().id.to_string();
    let form = [
        ("title", "To om den svære time"),
        ("unit", &top),
        ("iglo_level", "group"),
    ];
    let done = browser.post("/initiatives", &form).await;
    let base = done.location.split('?').next().unwrap().to_owned();
    let indicator = built_in_id(site.organisation, "absence_rate").to_string();
    let criterion = [
        ("title", "Sygefraværet falder"),
        ("direction", "decrease"),
        ("measured_by", &indicator),
        ("smallest_worthwhile", "0,5"),
    ];
    browser.post(&format!("{base}/criteria"), &criterion).await;
    let page = browser.get(&base).await;
    let link = page
        .text
        .split("href=\"")
        .find(|rest| rest.split('"').next().unwrap().ends_with("/planner"));
    let planner = link
        .expect("a link to the planner")
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    (base, planner)
}

#[tokio::test]
async fn a_plan_is_asked_for_by_its_address_and_answers_in_words() {
    let site = Site::new().await;
    fill(&site).await;
    let browser = site.as_role(Role::Coordinator).await;
    let (_, planner) = written(&site, &browser).await;
    let page = browser.get(&planner).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for expected in [
        "Den mindste ændring, I ville se i 8 af 10 tilfælde",
        "Det mindste, der er værd at få",
        "Mosevang <span class=\"small soft\">48 måneder med tal</span>",
        "value=\"12-2026\"",
        "færre end 20 måder",
    ] {
        assert!(page.text.contains(expected), "{expected} is missing in {}", page.text);
    }
    let short = browser
        .get(&format!(
            "{planner}?asked=on&unit={}&first=12-2026&waves=1&gap=0&months=6",
            site.group
        ))
        .await;
    assert!(short.text.contains("notice warn"), "{}", short.text);
    assert!(short.text.contains("Det kan I gøre:"), "{}", short.text);
    let wrong = browser.get(&format!("{planner}?asked=on&first=12-2026&waves=0")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Vælg mindst én enhed."), "{}", wrong.text);
    let employee = site.as_role(Role::Employee).await.get(&planner).await;
    assert_eq!(employee.status, StatusCode::OK);
    assert!(
        !employee.text.contains("method=\"post\" action=\"/initiatives"),
        "no button to draw"
    );
}

#[tokio::test]
async fn a_lot_is_drawn_once_and_again_with_a_reason_and_can_be_checked() {
    let site = Site::new().await;
    fill(&site).await;
    let browser = site.as_role(Role::Coordinator).await;
    let (base, planner) = written(&site, &browser).await;
    let (one, two) = (site.group.to_string(), site.elsewhere.to_string());
    let mut form = vec![
        ("asked", "on"),
        ("unit", one.as_str()),
        ("unit", &two),
        ("first", "12-2026"),
        ("waves", "2"),
        ("gap", "3"),
        ("months", "12"),
    ];
    let typed: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let asked = browser.get(&format!("{planner}/lot?{}", typed.join("&"))).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    for expected in [
        "december 2026",
        "marts 2027",
        "Mosevang",
        "kan ikke slettes",
        "value=\"12-2026\"",
    ] {
        assert!(asked.text.contains(expected), "{expected} is missing in {}", asked.text);
    }
    let nothing_yet = browser.get(&format!("{base}/lots")).await;
    assert!(
        nothing_yet.text.contains("Der er ikke trukket lod"),
        "{}",
        nothing_yet.text
    );
    // What is typed is what is asked about, also when it cannot be drawn.
    let wrong = browser
        .get(&format!("{planner}/lot?unit={one}&first=01-2020&waves=1"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"01-2020\""), "{}", wrong.text);
    let drawn = browser.post(&planner, &form).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.text);
    assert!(
        drawn.location.ends_with("done=done-lot-drawn#sites"),
        "{}",
        drawn.location
    );
    let page = browser.get(&base).await;
    for expected in [
        "december 2026",
        "marts 2027",
        "Rækkefølgen er trukket ved lod 21.11.2026 kl. 12.00.",
    ] {
        assert!(page.text.contains(expected), "{expected} is missing in {}", page.text);
    }
    let again = browser.post(&planner, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("Hvorfor trækker I igen?"), "{}", again.text);
    form.push(("reason", "Strandparken flytter"));
    let again = browser.post(&planner, &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let lots = browser.get(&format!("{base}/lots")).await;
    for expected in [
        "Strandparken flytter",
        "Erstattet af en senere",
        "fingeraftrykket passer",
        "wave 2027-03 1",
    ] {
        assert!(lots.text.contains(expected), "{expected} is missing in {}", lots.text);
    }
    let history = browser.get(&format!("{base}/history")).await;
    assert!(
        history.text.contains("trak lod om, hvem der begynder hvornår"),
        "{}",
        history.text
    );
    let body = browser.get(&format!("/api/v1{base}")).await;
    assert!(body.text.contains("\"lot\":{\"drawn_at\""), "{}", body.text);
}
