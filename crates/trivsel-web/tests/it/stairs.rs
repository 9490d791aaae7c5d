//! The stairs: a unit ticks what it sees, is told which step that looks like and why, decides itself, and sees the years side by side.

use axum::http::StatusCode;
use trivsel_domain::id::StairPlacementId;
use trivsel_domain::person::Role;
use trivsel_domain::stairs::{StairPlacement, StairStep};
use trivsel_store::stairs;
use uuid::Uuid;

use crate::site::Site;

#[tokio::test]
async fn a_unit_is_told_which_step_it_looks_like_and_decides_itself() {
    let site = Site::new().await;
    let rep = site.as_role(Role::SafetyRep).await;
    let unit = site.group.to_string();
    let page = rep.get("/start/stairs").await.text;
    assert!(
        page.contains("Mosevang") && page.contains("I har ikke set efter endnu"),
        "{page}"
    );
    assert!(rep.get("/start").await.text.contains("href=\"/start/stairs\""));
    let ticked = [
        ("unit", unit.as_str()),
        ("involved", "ideas"),
        ("involved", "asked"),
        ("organised", "means"),
        ("text", "Vi er på vej"),
        ("then", "propose"),
    ];
    let page = rep.post("/start/stairs", &ticked).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(
        page.text.contains("Det ligner trinnet »2. Medarbejderne er med«"),
        "{}",
        page.text
    );
    assert!(page.text.contains("value=\"involved\" checked"), "{}", page.text);
    assert!(page.text.contains("Vi er på vej") && page.text.contains("Det er et fast punkt på et møde"));
    // Nothing is kept before it is saved, and without a step nothing is saved.
    assert!(
        rep.get("/start/stairs")
            .await
            .text
            .contains("I har ikke set efter endnu")
    );
    let wrong = [("unit", unit.as_str()), ("text", "Vi er på vej"), ("then", "save")];
    let page = rep.post("/start/stairs", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Vi er på vej") && page.text.contains("id=\"step-error\""),
        "{}",
        page.text
    );
    let elsewhere = site.elsewhere.to_string();
    let foreign = [("unit", elsewhere.as_str()), ("step", "strategic"), ("then", "save")];
    let page = rep.post("/start/stairs", &foreign).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn two_years_stand_on_the_page() {
    let site = Site::new().await;
    let last_year = StairPlacement {
        id: StairPlacementId(Uuid::now_v7()),
        unit: site.group,
        placed_on: "2025-11-20".parse().unwrap(),
        step: StairStep::Single,
        signs: ["asked".to_owned()].into(),
        text: String::new(),
        next_step: "Spørge alle".to_owned(),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    stairs::add(&tx, &last_year).await.unwrap();
    tx.commit().await.unwrap();
    let rep = site.as_role(Role::SafetyRep).await;
    // What was seen last year is ticked already.
    let form = rep.get("/start/stairs/new").await.text;
    assert!(form.contains("name=\"involved\" value=\"asked\" checked"), "{form}");
    let unit = site.group.to_string();
    let typed = [
        ("unit", unit.as_str()),
        ("involved", "asked"),
        ("involved", "ideas"),
        ("step", "involved"),
        ("next_step", "Et fast punkt"),
        ("then", "save"),
    ];
    let saved = rep.post("/start/stairs", &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = rep.get("/start/stairs").await.text;
    assert!(
        page.contains("20.11.2025: 1. Enkelte tilbud") && page.contains("Spørge alle"),
        "{page}"
    );
    assert!(
        page.contains("21.11.2026: 2. Medarbejderne er med") && page.contains("Et fast punkt"),
        "{page}"
    );
    assert!(page.contains("(set 2026 og 2025)"), "{page}");
    // Who works elsewhere does not read it.
    let employee = site.as_role(Role::Employee).await;
    let other = format!("/start/stairs?unit={}", site.elsewhere);
    assert_eq!(employee.get(&other).await.status, StatusCode::FORBIDDEN);
}
