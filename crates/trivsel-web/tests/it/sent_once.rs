//! A form that is sent twice is done once, and one that was not saved is handed back.

use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site, hidden};

async fn committee(browser: &Browser<'_>, site: &Site) -> String {
    let form = [
        ("name", "Distrikts-MED"),
        ("kind", "committee"),
        ("unit", &site.district.to_string()),
        ("valid_from", "01.01.2020"),
    ];
    let page = browser.post("/committees", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location.split('?').next().unwrap().to_owned()
}

async fn meetings(browser: &Browser<'_>, committee: &str) -> usize {
    let page = browser.get(committee).await.text;
    page.matches("href=\"/meetings/").count()
}

async fn plan(browser: &Browser<'_>, committee: &str, mark: &str) -> Page {
    let form = [
        ("held_on", "12/12 2026"),
        ("starts_at", "9"),
        ("place", "Kantinen"),
        ("once", mark),
    ];
    browser.post(&format!("{committee}/meetings"), &form).await
}

#[tokio::test]
async fn a_button_pressed_twice_makes_one_meeting() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let committee = committee(&browser, &site).await;
    let form = browser.get(&format!("{committee}/meetings/new")).await.text;
    // The page holds other forms, each with a mark of its own.
    let (_, form) = form.split_once("action=\"/committees/").unwrap();
    let mark = hidden(form, "once");
    let (first, second) = tokio::join!(plan(&browser, &committee, &mark), plan(&browser, &committee, &mark));
    assert_eq!(
        (first.status, second.status),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
    );
    assert_eq!(first.location, second.location);
    // Out of the browser's history, much later.
    assert_eq!(plan(&browser, &committee, &mark).await.location, first.location);
    assert_eq!(meetings(&browser, &committee).await, 1);
    // Two forms that say the same are two.
    let form = browser.get(&format!("{committee}/meetings/new")).await.text;
    let (_, form) = form.split_once("action=\"/committees/").unwrap();
    let again = hidden(form, "once");
    assert_ne!(again, mark);
    assert_eq!(plan(&browser, &committee, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(meetings(&browser, &committee).await, 2);
}

#[tokio::test]
async fn a_browser_that_hangs_up_and_sends_again_gets_what_it_began() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let committee = committee(&browser, &site).await;
    // The first is given up as soon as it has begun.
    let first = tokio::time::timeout(std::time::Duration::from_millis(1), plan(&browser, &committee, "m")).await;
    let second = plan(&browser, &committee, "m").await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{first:?}");
    assert_eq!(meetings(&browser, &committee).await, 1);
}

#[tokio::test]
async fn a_refused_form_can_be_sent_again_and_is_kept_by_the_browser_alone() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let committee = committee(&browser, &site).await;
    let address = format!("{committee}/meetings");
    let send = async |day: &str| {
        let body = format!("held_on={day}&place=Kantinen&once=m");
        let request = Request::post(&address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        browser.send(request.body(Body::from(body)).unwrap()).await
    };
    for _ in 0..2 {
        let refused = send("12").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.cache, "private, no-cache");
        assert!(refused.text.contains("value=\"Kantinen\""), "{}", refused.text);
    }
    assert_eq!(send("12.12.2026").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get(&committee).await.cache, "no-store");
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_could_not_be_saved_is_handed_back_with_what_was_typed() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let committee = committee(&browser, &site).await;
    let database = site.folder.path().join("site.db");
    let change = |sql: &str| {
        let mut tool = Command::new("sqlite3");
        assert!(tool.arg(&database).arg(sql).status().unwrap().success());
    };
    change("create trigger broken before insert on meetings begin select raise(abort, 'broken'); end");
    let form = [
        ("held_on", "12.12.2026"),
        ("place", "Kantinen på 1. sal"),
        ("once", "m"),
    ];
    let address = format!("{committee}/meetings");
    let back = browser.post(&address, &form).await;
    assert_eq!(back.status, StatusCode::INTERNAL_SERVER_ERROR);
    for wanted in [
        "Noget gik galt hos os",
        "Det, du skrev, er her stadig",
        "Kantinen på 1. sal",
        &format!("action=\"{address}\""),
        "Nummeret er",
    ] {
        assert!(back.text.contains(wanted), "{wanted}: {}", back.text);
    }
    change("drop trigger broken");
    let mark = hidden(&back.text, "once");
    let again = [
        ("held_on", "12.12.2026"),
        ("place", "Kantinen på 1. sal"),
        ("once", mark.as_str()),
    ];
    assert_eq!(browser.post(&address, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(meetings(&browser, &committee).await, 1);
}

#[tokio::test]
async fn a_file_that_did_not_arrive_is_asked_for_again() {
    let site = Site::new().await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nunit_months\r\n--x--\r\n";
    let sent = || {
        Request::post("/imports")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .unwrap()
    };
    let told = site.as_stranger().send(sent()).await;
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    assert!(told.text.contains("Filen er ikke sendt"), "{}", told.text);
    assert!(told.text.contains("/sign-in?next=/imports"), "{}", told.text);
    let coordinator = site.as_role(Role::Coordinator).await;
    let refused = coordinator.send(sent()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Filen er ikke gemt: vælg den igen."),
        "{}",
        refused.text
    );
    // The mark of a form with a file stands in its address.
    let form = coordinator.get("/imports/new").await.text;
    assert!(form.contains("action=\"/imports?once="), "{form}");
}
