use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site};

/// Begins an assessment in Mosevang as the manager, and says where it is.
async fn begun(browser: &Browser<'_>, site: &Site) -> String {
    let unit = site.group.to_string();
    let begun = browser.post("/assessments", &[("unit", &unit)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun.location.split('?').next().unwrap().to_owned()
}

fn version(page: &str) -> String {
    page.split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

/// Writes all that the rules in force ask for.
async fn complete(browser: &Browser<'_>, site: &Site, address: &str) {
    let edit = browser.get(&format!("{address}/edit")).await;
    let representative = site.people[&Role::SafetyRep].to_string();
    let version = version(&edit.text);
    let frame = [
        ("mapping", "Runde den 4. november"),
        ("looked_at", "psychosocial"),
        ("looked_at", "ergonomic"),
        ("absence", "no_link"),
        ("absence_text", ""),
        ("with", representative.as_str()),
        ("open_at", "Trivsel, og i mappen på kontoret"),
        ("version", version.as_str()),
    ];
    let saved = browser.post(address, &frame).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let finding = [
        ("title", "Planen bliver ændret, mens vi er ude"),
        ("area", "psychosocial"),
        ("severity", "grave"),
        ("extent", "Alle på dagvagt"),
        ("causes", "Ruter lægges samme morgen"),
        ("measure", "Ruter, vi selv lægger"),
    ];
    let saved = browser.post(&format!("{address}/findings"), &finding).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

#[tokio::test]
async fn an_assessment_is_written_together_agreed_by_both_and_then_stands() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let page = manager.get(&address).await;
    assert!(
        page.text.contains("Er alt med?") && page.text.contains("Det står ikke, hvad den bygger på."),
        "{}",
        page.text
    );
    // Nothing of it is for others while it is open.
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(employee.get(&address).await.status, StatusCode::FORBIDDEN);
    complete(&manager, &site, &address).await;
    let page = manager.get(&address).await;
    assert!(page.text.contains("APV’en i Mosevang har alle dele"), "{}", page.text);
    // Who, when and how is good practice: its wording is not confirmed, so it is never missing.
    assert!(
        page.text.contains("Godt at have med") && page.text.contains("ordlyden er ikke bekræftet"),
        "{}",
        page.text
    );
    let read = version(&page.text);
    let yes = manager
        .post(&format!("{address}/agreements"), &[("version", &read)])
        .await;
    assert_eq!(yes.location, format!("{address}?done=done-assessment-agreed"));
    // A change takes the yes back.
    let finding = [
        ("title", "Løft ved sengen"),
        ("area", "ergonomic"),
        ("severity", "middle"),
        ("extent", "Tre hjem"),
        ("causes", "Mangler lift"),
        ("measure", "Lift bestilt"),
    ];
    manager.post(&format!("{address}/findings"), &finding).await;
    let representative = site.as_role(Role::SafetyRep).await;
    let stale = representative
        .post(&format!("{address}/agreements"), &[("version", &read)])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for browser in [&representative, &manager] {
        let read = version(&browser.get(&address).await.text);
        let yes = browser
            .post(&format!("{address}/agreements"), &[("version", &read)])
            .await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.text);
    }
    // From now on everybody in the unit reads it, and nobody changes it.
    let agreed = employee.get(&address).await;
    assert_eq!(agreed.status, StatusCode::OK);
    let late = manager.post(&format!("{address}/findings"), &finding).await;
    assert!(late.text.contains("I er enige om den her APV"), "{}", late.text);
    let list = employee.get("/assessments").await;
    assert!(list.text.contains("Gælder til 21.11.2029."), "{}", list.text);
}

#[tokio::test]
async fn the_document_has_its_parts_in_the_order_the_rules_name_them() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    complete(&manager, &site, &address).await;
    let file = manager.get(&format!("{address}/assessment.pdf")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.bytes.starts_with(b"%PDF"));
    let path = site.folder.path().join("apv.pdf");
    std::fs::write(&path, &file.bytes).unwrap();
    let read = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(&path)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    let parts = [
        "APV for Mosevang",
        "Lavet sammen",
        "Fysisk og psykisk",
        "Afdækning og",
        "Sygefravær",
        "Ruter, vi selv",
        "Åben for alle",
        "Leder",
    ];
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} is not where it belongs in:\n{text}"));
    }
    assert!(
        text.contains("Udkast: leder og medarbejdere er ikke enige endnu"),
        "{text}"
    );
}

#[tokio::test]
async fn one_unit_has_one_open_assessment_and_the_incomplete_one_is_not_agreed() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let unit = site.group.to_string();
    let second = manager.post("/assessments", &[("unit", &unit)]).await;
    assert!(
        second.text.contains("Der er allerede en åben APV i enheden."),
        "{}",
        second.text
    );
    let incomplete = manager
        .post(&format!("{address}/agreements"), &[("version", "1")])
        .await;
    assert!(
        incomplete.text.contains("Der mangler noget, som reglerne spørger om."),
        "{}",
        incomplete.text
    );
    let nothing = manager.post("/assessments", &[("unit", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_reported_says_nothing_of_who_and_becomes_a_finding() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let unit = site.group.to_string();
    let text = "Trækker fra døren i depotet.";
    let sent = employee
        .post(
            "/unit-reports",
            &[("unit", &unit), ("area", "physical"), ("text", text)],
        )
        .await;
    assert_eq!(sent.location, "/assessments?done=done-reported");
    // Neither the row nor the trail names anybody.
    let tx = site.app.read(site.organisation).await.unwrap();
    let trail = trivsel_store::audit::list(&tx, 0, 50).await.unwrap();
    let lines: Vec<_> = trail.iter().filter(|line| line.subject == "unit_report").collect();
    // Not even that something was reported: the moment would say who was there.
    assert!(lines.is_empty(), "{lines:?}");
    drop(tx);
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let page = manager.get(&address).await;
    assert!(
        page.text.contains("Ét forslag fra systemet") && page.text.contains(text),
        "{}",
        page.text
    );
    let key = page
        .text
        .split("name=\"key\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    manager
        .post(&format!("{address}/proposals"), &[("key", &key), ("what", "take")])
        .await;
    let page = manager.get(&address).await;
    assert!(
        page.text.contains("1. Trækker fra døren i depotet.") && !page.text.contains("forslag fra systemet"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_number_is_refused_and_a_name_or_an_illness_is_asked_about_once() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = format!("{}/findings", begun(&manager, &site).await);
    let with = |title: &'static str, insisted: &'static str| {
        [("title", title), ("area", "psychosocial"), ("insisted", insisted)]
    };
    let number = manager.post(&address, &with("Ring til 010190-1234", "on")).await;
    assert_eq!(number.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(number.text.contains("Det ligner et CPR-nummer.") && number.text.contains("Ring til 010190-1234"));
    let asked = manager.post(&address, &with("Sygemeldt efter episoden", "")).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("name=\"insisted\""), "{}", asked.text);
    let insisted = manager.post(&address, &with("Sygemeldt efter episoden", "on")).await;
    assert_eq!(insisted.status, StatusCode::SEE_OTHER);
    // "Person employee" works in Mosevang.
    let named = manager.post(&address, &with("Person employee løfter alene", "")).await;
    assert!(
        named.text.contains("Der står navnet på en, der arbejder her."),
        "{}",
        named.text
    );
}

#[tokio::test]
async fn findings_are_put_in_order_changed_and_removed() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    for title in ["Støj", "Træk", "Løft"] {
        manager
            .post(
                &format!("{address}/findings"),
                &[("title", title), ("area", "physical")],
            )
            .await;
    }
    let page = manager.get(&address).await.text;
    let finding = |page: &str, title: &str| {
        let before = page.split(title).next().unwrap();
        let link = before.rsplit("href=\"").next().unwrap();
        link.split('"').next().unwrap().to_owned()
    };
    let last = finding(&page, "3. Løft");
    manager.post(&format!("{last}/move"), &[("direction", "up")]).await;
    let page = manager.get(&address).await.text;
    assert!(page.contains("2. Løft") && page.contains("3. Træk"), "{page}");
    let form = manager.get(&last).await.text;
    let seen = form
        .split("name=\"seen\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let change = [
        ("seen", seen.as_str()),
        ("title", "Løft ved sengen"),
        ("area", "ergonomic"),
        ("due_on", "01.03.2027"),
        ("check_on", "01.02.2027"),
    ];
    let early = manager.post(&last, &change).await;
    assert!(
        early.text.contains("I kan ikke tjekke det, før det skal være gjort"),
        "{}",
        early.text
    );
    let change = [
        ("seen", seen.as_str()),
        ("title", "Løft ved sengen"),
        ("area", "ergonomic"),
    ];
    assert_eq!(manager.post(&last, &change).await.status, StatusCode::SEE_OTHER);
    // Whoever filled in the same form meanwhile keeps what they typed.
    let second = manager.post(&last, &change).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    manager.post(&format!("{last}/remove"), &[]).await;
    let page = manager.get(&address).await.text;
    assert!(
        page.contains("1. Støj") && page.contains("2. Træk") && !page.contains("Løft ved sengen"),
        "{page}"
    );
}

#[tokio::test]
async fn an_agreed_assessment_is_what_the_wheel_counts_from() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let unit = site.group.to_string();
    let on = [
        ("is_on", "on"),
        ("warn_months", "6"),
        ("level", "chosen"),
        ("units", unit.as_str()),
        ("applies_from", "01.01.2020"),
        ("first_due", "15.10.2026"),
        ("version", ""),
    ];
    coordinator.post("/year-wheel/duties/assessment", &on).await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let wheel = manager.get("/year-wheel").await;
    assert!(
        wheel.text.contains(&address) && wheel.text.contains("Skriv videre"),
        "{}",
        wheel.text
    );
    complete(&manager, &site, &address).await;
    for role in [Role::Manager, Role::SafetyRep] {
        let browser = site.as_role(role).await;
        let read = version(&browser.get(&address).await.text);
        browser
            .post(&format!("{address}/agreements"), &[("version", &read)])
            .await;
    }
    let page = manager
        .get(&format!("/year-wheel/units/{unit}/duties/assessment"))
        .await;
    assert!(
        page.text.contains("Senest 21.11.2029.") && page.text.contains("Holdt 21.11.2026"),
        "{}",
        page.text
    );
}
