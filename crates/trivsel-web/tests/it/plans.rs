//! Plans through their pages: written line by line, agreed, looked at, printed, and made an initiative.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::results::says;
use crate::site::{Browser, Page, Site, hidden};

/// Begins a plan of Mosevang; gives its address.
async fn begun(site: &Site, browser: &Browser<'_>) -> String {
    let unit = site.group.to_string();
    let form = [
        ("unit", unit.as_str()),
        ("title", "Ro om medicinen"),
        ("what", "Telefonen ringer"),
    ];
    let done = browser.post("/plans", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    done.location.split('?').next().unwrap().to_owned()
}

async fn add(browser: &Browser<'_>, plan: &str, part: &str, text: &str) -> Page {
    browser
        .post(&format!("{plan}/lines"), &[("part", part), ("text", text)])
        .await
}

/// Where a line of this text is changed.
fn address_of(page: &str, text: &str) -> String {
    let (before, _) = page
        .split_once(&format!("\">{text}</a>"))
        .unwrap_or_else(|| panic!("no {text}: {page}"));
    before.rsplit_once("href=\"").unwrap().1.to_owned()
}

/// Gives a line a role and a day.
async fn tie(browser: &Browser<'_>, plan: &str, text: &str, part: &str, day: &str) {
    let at = address_of(&browser.get(plan).await.text, text);
    let page = browser.get(&at).await;
    let seen = hidden(&page.text, "seen");
    let form = [
        ("seen", seen.as_str()),
        ("part", part),
        ("text", text),
        ("role", "hele holdet"),
        ("due_on", day),
    ];
    let done = browser.post(&at, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

#[tokio::test]
async fn a_plan_is_written_line_by_line_and_a_line_moves_between_headings() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let page = manager.get(&format!("/plans?unit={}", site.group)).await;
    says(&page.text, &["Planer i Mosevang", "Ingen planer endnu"]);
    let plan = begun(&site, &manager).await;
    let headings = ["HVAD", "HVORDAN", "HVEM", "TEGN", "TEST"];
    let page = manager.get(&plan).await;
    says(&page.text, &headings);
    says(
        &page.text,
        &["en person eller en rolle under HVEM", "en dag under TEST"],
    );
    let empty = add(&manager, &plan, "how", "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let number = add(&manager, &plan, "how", "Ring til 010190-1234").await;
    assert_eq!(number.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&number.text, &["Ring til 010190-1234", "Det ligner et CPR-nummer."]);
    assert_eq!(
        add(&manager, &plan, "how", "Makkerliste").await.status,
        StatusCode::SEE_OTHER
    );
    let at = address_of(&manager.get(&plan).await.text, "Makkerliste");
    let seen = hidden(&manager.get(&at).await.text, "seen");
    let moved = manager
        .post(&at, &[("seen", &seen), ("part", "sign"), ("text", "Makkerliste")])
        .await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let page = manager.get(&plan).await.text;
    let under_sign = page.split("id=\"sign\"").nth(1).unwrap();
    says(under_sign, &["Makkerliste"]);
    // Whoever comes second is told, and keeps what was typed.
    let late = manager
        .post(
            &at,
            &[
                ("seen", &seen),
                ("part", "how"),
                ("text", "Makkerlisten hænger ved skabet"),
            ],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    says(&late.text, &["Makkerlisten hænger ved skabet"]);
    let past = manager
        .post(
            &at,
            &[
                ("seen", &hidden(&manager.get(&at).await.text, "seen")),
                ("part", "sign"),
                ("text", "Makkerliste"),
                ("due_on", "01.11.2026"),
            ],
        )
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&past.text, &["Datoen ligger før i dag"]);
}

#[tokio::test]
async fn a_plan_is_agreed_looked_at_printed_and_becomes_an_initiative() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let plan = begun(&site, &manager).await;
    for (part, text) in [
        ("how", "Telefonen hos en makker"),
        ("who", "Laver en makkerliste"),
        ("sign", "Færre afbrydelser"),
        ("test", "Vi ser på tegnene"),
    ] {
        add(&manager, &plan, part, text).await;
    }
    tie(&manager, &plan, "Laver en makkerliste", "who", "01.12.2026").await;
    tie(&manager, &plan, "Vi ser på tegnene", "test", "01.12.2026").await;
    assert_eq!(
        manager.post(&format!("{plan}/agree"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    says(
        &manager.get(&plan).await.text,
        &["Person manager, leder", "Mangler: en repræsentant"],
    );
    let representative = site.as_role(Role::SafetyRep).await;
    says(
        &representative.get("/").await.text,
        &["Vi ser på tegnene", "TEST i planen »Ro om medicinen«"],
    );
    assert_eq!(
        representative.post(&format!("{plan}/agree"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    says(
        &manager.get(&plan).await.text,
        &["Person safety_rep, for medarbejderne", "Aftalt"],
    );
    let paper = manager.get(&format!("{plan}/plan.pdf")).await;
    assert!(paper.bytes.starts_with(b"%PDF"), "{}", paper.text);
    assert!(manager.get("/plans/blank.pdf").await.bytes.starts_with(b"%PDF"));
    let page = manager.get(&plan).await.text;
    let look = page.split('"').find(|text| text.ends_with("/look")).unwrap().to_owned();
    let form = manager.get(&look).await.text;
    let sign = form
        .split('"')
        .find(|text| text.starts_with("sign_"))
        .unwrap()
        .to_owned();
    let nothing = manager.post(&look, &[("next_on", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = manager
        .post(
            &look,
            &[(&sign, "better"), ("text", "Vi går videre"), ("next_on", "28.01.2027")],
        )
        .await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text);
    says(
        &manager.get(&plan).await.text,
        &["Færre afbrydelser: bedre", "Vi går videre", "28.01.2027"],
    );
    let becoming = format!("{plan}/initiative");
    let page = manager.get(&becoming).await.text;
    let lines: Vec<&str> = page
        .split("name=\"line\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .take(6)
        .collect();
    let mut form: Vec<(&str, &str)> = lines.iter().map(|line| ("line", *line)).collect();
    let again = manager.post(&becoming, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "no day");
    form.push(("starts_on", "04.01.2027"));
    let done = manager.post(&becoming, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let initiative = manager.get(done.location.split('?').next().unwrap()).await;
    says(
        &initiative.text,
        &[
            "Telefonen ringer",
            "Kom af:",
            "Telefonen hos en makker",
            "Færre afbrydelser",
        ],
    );
    says(&manager.get(&plan).await.text, &["Blev til:"]);
    let elsewhere = site.as_role(Role::Partner).await;
    assert_eq!(elsewhere.get(&plan).await.status, StatusCode::FORBIDDEN);
}
