//! The toolbox: what is typed is looked for and not kept, help comes first where life is at risk, and the workplace has numbers of its own.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site, hidden};

async fn search(browser: &Browser<'_>, words: &str) -> Page {
    let page = browser.post("/toolbox", &[("q", words)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page
}

/// Where something stands in a page; behind everything when it does not.
fn place(page: &Page, part: &str) -> usize {
    page.text.find(part).unwrap_or(usize::MAX)
}

#[tokio::test]
async fn one_field_finds_answers_and_tools_and_says_why() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Employee).await;
    assert!(browser.get("/toolbox").await.text.contains("name=\"q\""));
    let page = search(&browser, "sygefraværssamtale").await;
    assert!(page.text.contains("href=\"/toolbox/questions/Q054\""), "{}", page.text);
    let page = search(&browser, "flytter en væg").await;
    assert!(
        page.text.contains("<mark>") && page.text.contains("class=\"why\""),
        "{}",
        page.text
    );
    // What was typed stands in the field again, and a typing error is told.
    let page = search(&browser, "alkolol <b>").await;
    assert!(page.text.contains("value=\"alkolol &#60;b&#62;\""), "{}", page.text);
    assert!(page.text.contains("Vi søgte på »alkohol«"), "{}", page.text);
    assert!(page.text.contains("/toolbox/questions/Q052"));
    let page = search(&browser, "qqqqzzzz").await;
    assert!(page.text.contains("Det kunne vi ikke finde") && page.text.contains("tolv døre"));
    let page = browser.post("/toolbox?lang=en", &[("q", "harrassment")]).await;
    assert!(page.text.contains("/toolbox/questions/Q043"), "{}", page.text);
    // A page found by words is not for the next one at the computer.
    assert_eq!(page.cache, "private, no-store");
}

#[tokio::test]
async fn help_comes_before_everything_else_where_life_is_at_risk_in_both_languages() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Employee).await;
    for words in [
        "jeg orker ikke mere",
        "selvmord",
        "slå mig selv ihjel",
        "sevlmord",
        "I want to die",
        "kill myslef",
    ] {
        for language in ["da", "en"] {
            let page = browser
                .post(&format!("/toolbox?lang={language}"), &[("q", words)])
                .await;
            assert!(
                place(&page, "href=\"tel:112\"") < place(&page, "<h1"),
                "{words} {language}: {}",
                page.text
            );
        }
    }
    // Otherwise it stands below, on the same page.
    let page = search(&browser, "støj").await;
    assert!(place(&page, "<h1") < place(&page, "href=\"tel:112\"") && page.text.contains("tel:112"));
}

#[tokio::test]
async fn whom_to_ring_is_one_step_away_from_every_page() {
    let site = Site::new().await;
    for role in Role::ALL {
        let browser = site.as_role(role).await;
        for address in ["/", "/toolbox/questions/Q032", "/account"] {
            let page = browser.get(address).await;
            if role == Role::Partner && address == "/" {
                assert_eq!(
                    page.location, "/toolbox",
                    "a partner begins where everything is that they see"
                );
                continue;
            }
            assert!(page.text.contains("href=\"/toolbox/crisis\""), "{role:?} {address}");
        }
        let page = browser.get("/toolbox/crisis").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("href=\"tel:112\"") && page.text.contains("egen læge"));
    }
}

const LINE: [(&str, &str); 7] = [
    ("danish", "Fjordbys krisehjælp"),
    ("english", "Fjordby crisis help"),
    ("phone", "12 34 56 78"),
    ("hours", "hele døgnet"),
    ("unit", ""),
    ("source", "https://fjordby.example/krise"),
    ("checked_on", "20.11.2026"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> = LINE.into_iter().filter(|(own, _)| *own != name).collect();
    form.push((name, value));
    form
}

#[tokio::test]
async fn the_workplaces_own_numbers_stand_wherever_it_is_about_distress() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    let saved = editor.post("/toolbox/crisis", &LINE).await;
    assert_eq!(
        saved.location, "/toolbox/crisis?done=done-crisis-line",
        "{}",
        saved.text
    );
    let reader = site.as_role(Role::Employee).await;
    for address in [
        "/toolbox",
        "/toolbox/questions/Q032",
        "/toolbox/crisis",
        "/toolbox/doors/colleague/retention",
    ] {
        let page = reader.get(address).await;
        assert!(
            page.text.contains("Fjordbys krisehjælp, hele døgnet:") && page.text.contains("href=\"tel:12345678\""),
            "{address}: {}",
            page.text
        );
        assert!(page.text.contains("20.11.2026"));
    }
    let page = reader.get("/toolbox/crisis?lang=en").await;
    assert!(page.text.contains("Fjordby crisis help"));
    assert!(!page.text.contains("/toolbox/crisis/new"));
    let refused = reader.post("/toolbox/crisis", &LINE).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // Taken away again, it is nowhere.
    let page = editor.get("/toolbox/crisis").await;
    let (_, rest) = page.text.split_once("href=\"/toolbox/crisis/0").unwrap();
    let line = format!("/toolbox/crisis/0{}", rest.split('/').next().unwrap());
    let removed = editor.post(&format!("{line}/remove"), &[]).await;
    assert_eq!(removed.location, "/toolbox/crisis?done=done-crisis-line-removed");
    assert!(!reader.get("/toolbox").await.text.contains("krisehjælp"));
}

#[tokio::test]
async fn a_number_of_one_unit_is_shown_to_those_who_work_there() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    let (own, other) = (site.group.to_string(), site.elsewhere.to_string());
    for (unit, name) in [(&own, "Mosevangs vagt"), (&other, "Strandparkens vagt")] {
        let mut form = with("unit", unit);
        form.retain(|(field, _)| *field != "danish");
        form.push(("danish", name));
        assert_eq!(
            editor.post("/toolbox/crisis", &form).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let page = site.as_role(Role::Employee).await.get("/toolbox").await;
    assert!(page.text.contains("Mosevangs vagt") && !page.text.contains("Strandparkens vagt"));
    // Whoever looks after them sees them all.
    let page = editor.get("/toolbox/crisis").await;
    assert!(page.text.contains("Mosevangs vagt") && page.text.contains("Strandparkens vagt"));
}

#[tokio::test]
async fn a_number_nobody_checked_is_not_taken_and_the_form_keeps_what_was_typed() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    for (field, value) in [
        ("checked_on", ""),
        ("checked_on", "22.11.2026"),
        ("phone", "ring til os"),
        ("danish", " "),
        ("source", "fjordby.example"),
        ("unit", "00000000-0000-0000-0000-000000000000"),
    ] {
        let page = editor.post("/toolbox/crisis", &with(field, value)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(
            page.text.contains(&format!("id=\"{field}-error\"")),
            "{field}: {}",
            page.text
        );
        assert!(page.text.contains("value=\"Fjordby crisis help\""));
    }
    assert!(!editor.get("/toolbox").await.text.contains("12 34 56 78"));
}

#[tokio::test]
async fn two_who_change_a_number_at_once_lose_nothing() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    editor.post("/toolbox/crisis", &LINE).await;
    let page = editor.get("/toolbox/crisis").await;
    let (_, rest) = page.text.split_once("href=\"/toolbox/crisis/0").unwrap();
    let line = format!("/toolbox/crisis/0{}", rest.split('/').next().unwrap());
    let form = editor.get(&format!("{line}/edit")).await;
    let seen = hidden(&form.text, "seen");
    let mut first = with("phone", "87 65 43 21");
    first.push(("seen", &seen));
    assert_eq!(editor.post(&line, &first).await.status, StatusCode::SEE_OTHER);
    let mut second = with("phone", "11 22 33 44");
    second.push(("seen", &seen));
    let page = editor.post(&line, &second).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text.contains("11 22 33 44") && page.text.contains("87 65 43 21"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn an_answer_is_taken_along_to_a_meeting() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let page = coordinator.get("/toolbox/questions/Q064").await;
    assert!(
        page.text.contains("href=\"/toolbox/questions/Q064/agenda\""),
        "{}",
        page.text
    );
    let unit = site.district.to_string();
    let form = [
        ("name", "Distrikts-MED"),
        ("kind", "committee"),
        ("unit", unit.as_str()),
        ("valid_from", "01.01.2020"),
    ];
    let committee = coordinator.post("/committees", &form).await;
    assert_eq!(committee.status, StatusCode::SEE_OTHER, "{}", committee.text);
    let address = committee.location.split('?').next().unwrap().to_owned();
    let form = [("held_on", "15.12.2026"), ("starts_at", ""), ("place", "")];
    let meeting = coordinator.post(&format!("{address}/meetings"), &form).await;
    let meeting = meeting.location.split('?').next().unwrap().to_owned();
    let page = coordinator.get("/toolbox/questions/Q064/agenda").await;
    assert!(
        page.text.contains("Gør først:") && page.text.contains("/toolbox/questions/Q064"),
        "{}",
        page.text
    );
    let id = meeting.rsplit('/').next().unwrap();
    // Without a meeting it comes back with what was typed.
    let form = [("title", "Vores beredskab"), ("text", "Tag det på mødet")];
    let page = coordinator.post("/toolbox/questions/Q064/agenda", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("value=\"Vores beredskab\"") && page.text.contains("Tag det på mødet"));
    let form = [
        ("meeting", id),
        ("title", "Vores beredskab"),
        ("text", "Tag det på mødet"),
    ];
    let put = coordinator.post("/toolbox/questions/Q064/agenda", &form).await;
    assert_eq!(put.location, format!("{meeting}?done=done-item-saved"), "{}", put.text);
    assert!(coordinator.get(&meeting).await.text.contains("Vores beredskab"));
    // Who may set no agenda is offered none.
    let employee = site.as_role(Role::Employee).await;
    assert!(!employee.get("/toolbox/questions/Q064").await.text.contains("/agenda\""));
    assert_eq!(
        employee.get("/toolbox/questions/Q064/agenda").await.status,
        StatusCode::FORBIDDEN
    );
}
