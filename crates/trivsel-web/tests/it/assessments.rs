use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_app::{App, Clock, identity};
use trivsel_demo::Plan;
use trivsel_domain::person::Role;
use trivsel_store::{Store, persons, units};

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

#[tokio::test]
async fn a_round_says_what_was_looked_at_and_what_is_not_right_becomes_a_finding() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let round = format!("{address}/round");
    let page = manager.get(&round).await;
    assert!(
        page.text.contains("Er lyset godt nok til det, I laver?"),
        "{}",
        page.text
    );
    let read = version(&page.text);
    let nothing = manager.post(&round, &[("version", &read)]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing.text.contains("Svar på mindst ét spørgsmål."),
        "{}",
        nothing.text
    );
    // A number of a person comes back with all that was ticked.
    let number = [
        ("physical_light", "wrong"),
        ("note_0", "Ring til 010190-1234"),
        ("version", read.as_str()),
    ];
    let refused = manager.post(&round, &number).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Det ligner et CPR-nummer.") && refused.text.contains("value=\"wrong\" checked"),
        "{}",
        refused.text
    );
    let walked = [
        ("physical_light", "wrong"),
        ("note_0", "Mørkt i depotet"),
        ("physical_noise", "fine"),
        ("chemical_known", "not_here"),
        ("version", read.as_str()),
    ];
    let saved = manager.post(&round, &walked).await;
    assert_eq!(
        saved.location,
        format!("{address}?done=done-round-saved"),
        "{}",
        saved.text
    );
    let page = manager.get(&address).await.text;
    assert!(
        page.contains("1. Lyset er ikke godt nok") && !page.contains("2. "),
        "{page}"
    );
    let edit = manager.get(&format!("{address}/edit")).await.text;
    assert!(edit.contains("Runde 21.11.2026: "), "{edit}");
    assert_eq!(edit.matches("name=\"looked_at\"").count(), 6);
    assert_eq!(edit.matches(" checked").count(), 2, "{edit}");
    // What stands there already is not asked again; whoever read the version before is told.
    let again = manager.get(&round).await.text;
    assert!(
        again.contains("Står allerede i APV’en: Lyset er ikke godt nok"),
        "{again}"
    );
    let stale = manager.post(&round, &walked).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_assessment_of_mosevang_is_begun_with_what_is_there_and_nothing_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.path().join("demo.db").display()))
        .await
        .unwrap();
    let clock = Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap());
    let app = App::new(store, clock, crate::site::settings(folder.path().to_owned()));
    let organisation = trivsel_demo::create(&app, &Plan::story()).await.unwrap();
    let tx = app.read(organisation).await.unwrap();
    let tree = units::tree(&tx, app.today()).await.unwrap();
    let unit = tree.iter().find(|node| node.name == "Mosevang").unwrap().id;
    let all = persons::list_roles(&tx).await.unwrap();
    let district = tree.get(unit).unwrap().parent;
    let manager = all
        .iter()
        .find(|held| held.role == Role::Manager && held.unit == district)
        .unwrap()
        .person;
    drop(tx);
    let token = identity::step_in(&app, organisation, manager).await.unwrap();
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    let ask = async |request: Request<Body>| {
        let response = router.clone().oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION).cloned();
        let body = to_bytes(response.into_body(), 8 << 20).await.unwrap();
        let location = location.map(|location| location.to_str().unwrap().to_owned());
        (location.unwrap_or_default(), String::from_utf8(body.to_vec()).unwrap())
    };
    let cookie = format!("trivsel={}", token.expose());
    let begin = Request::post("/assessments")
        .header(header::COOKIE, &cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("unit={unit}")))
        .unwrap();
    let (location, text) = ask(begin).await;
    assert!(location.contains("done-assessment-begun"), "{text}");
    let address = location.split('?').next().unwrap().to_owned();
    let show = Request::get(&address)
        .header(header::COOKIE, &cookie)
        .body(Body::empty())
        .unwrap();
    let (_, page) = ask(show).await;
    let proposed = page.split("/proposals\"").next().unwrap();
    assert!(proposed.contains("forslag fra systemet"), "{page}");
    let from_survey = page.matches("skiller sig ud</h3>").count();
    let from_map = [
        "To af os er nye, og vi lærer dem op mellem besøg",
        "Aftenruten når ikke hjem til tiden",
        "Vi venter på hjælpemidler, der er bestilt",
    ]
    .iter()
    .filter(|text| page.contains(**text))
    .count();
    assert!(
        from_survey >= 1 && from_map == 3,
        "{from_survey} and {from_map}: {page}"
    );
    assert!(page.matches("name=\"key\" value=\"").count() >= 5, "{page}");
    // What goes well is no finding, and what was not chosen is nobody's business.
    assert!(!page.contains("Vi lagde selv ruterne i foråret") && !page.contains("Pårørende ringer direkte til os"));
}

/// What the file says of itself.
fn told_of(site: &Site, bytes: &[u8]) -> (String, String) {
    let path = site.folder.path().join("file.pdf");
    std::fs::write(&path, bytes).unwrap();
    let ask = |arguments: &[&str]| {
        let told = std::process::Command::new("pdfinfo")
            .args(arguments)
            .arg(&path)
            .output()
            .unwrap();
        String::from_utf8_lossy(&told.stdout).into_owned()
    };
    (ask(&[]), ask(&["-meta"]))
}

#[tokio::test]
async fn the_documents_of_the_wheel_are_tagged_and_say_their_title_and_their_language() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = begun(&manager, &site).await;
    let absence = format!("/year-wheel/units/{}/absence", site.group);
    let files = [
        (format!("{address}/assessment.pdf"), "APV for Mosevang"),
        (format!("{absence}.pdf"), "Sygefraværet i Mosevang, det sidste år"),
    ];
    for (file, title) in files {
        let danish = manager.get(&file).await;
        let (info, meta) = told_of(&site, &danish.bytes);
        let says = |key: &str| {
            info.lines()
                .find(|line| line.starts_with(key))
                .unwrap_or_default()
                .to_owned()
        };
        assert!(says("Tagged:").ends_with("yes"), "{info}");
        assert!(says("Title:").ends_with(title), "{info}");
        for part in ["<pdfuaid:part>1<", "<rdf:li>da-DK</rdf:li>"] {
            assert!(meta.contains(part), "{part}: {meta}");
        }
        let english = manager.get(&format!("{file}?lang=en")).await;
        let (_, meta) = told_of(&site, &english.bytes);
        assert!(meta.contains("<rdf:li>en-GB</rdf:li>"), "{meta}");
    }
}
