//! The work of an area through its pages: what runs where, what lies under what, and one report for all.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site};

/// Writes an initiative and decides it; gives its address.
async fn decided(browser: &Browser<'_>, title: &str, unit: &str, parent: &str) -> String {
    let form = [
        ("title", title),
        ("unit", unit),
        ("iglo_level", "group"),
        ("parent", parent),
        ("purpose", "Mere ro, og færre der bliver syge."),
    ];
    let done = browser.post("/initiatives", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let base = done.location.split('?').next().unwrap().to_owned();
    let form = [("reason", "Besluttet i MED"), ("decided_on", "02.04.2019")];
    let done = browser.post(&format!("{base}/state/decided"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    base
}

fn id(base: &str) -> &str {
    base.trim_start_matches("/initiatives/")
}

fn has_all(text: &str, wanted: &[&str]) {
    for expected in wanted {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
}

#[tokio::test]
async fn an_area_s_report_gathers_what_goes_across_and_what_single_departments_do() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let (district, group) = (site.district.to_string(), site.group.to_string());
    let across = decided(&browser, "Trivsel på tværs", &district, "").await;
    let own = decided(&browser, "Morgenmøder i gruppen", &group, id(&across)).await;
    let measures = [
        ("Temadag for ledere", "", "Ledere"),
        ("Røde og grønne dage", group.as_str(), ""),
    ];
    for (title, unit, audience) in measures {
        let form = [
            ("title", title),
            ("state", "running"),
            ("unit", unit),
            ("audience", audience),
            ("starts_on", "01.06.2019"),
        ];
        let done = browser.post(&format!("{across}/measures"), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let page = browser.get(&across).await.text;
    has_all(
        &page,
        &[
            "Indsatser under den her",
            "Morgenmøder i gruppen",
            "Besluttet 02.04.2019, skrevet ind",
            "For Ledere",
            &format!("/units/{district}/report?initiative={}", id(&across)),
        ],
    );
    let below = browser.get(&own).await.text;
    has_all(&below, &["Ligger under", "Trivsel på tværs"]);

    let begin = browser.get(&format!("/units/{district}/report")).await;
    assert_eq!(begin.status, StatusCode::OK);
    has_all(&begin.text, &["de 2 indsatser i området"]);
    let wrong = browser
        .post(&format!("/units/{district}/report"), &[("initiative", "")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = browser
        .post(&format!("/units/{district}/report"), &[("initiative", id(&across))])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let report = browser.get(&done.location).await.text;
    has_all(
        &report,
        &[
            "Mere ro, og færre der bliver syge.",
            "På tværs:",
            "I de enkelte afdelinger:",
        ],
    );
    let at = |text: &str| {
        report
            .find(text)
            .unwrap_or_else(|| panic!("{text} is missing in {report}"))
    };
    assert!(at("Temadag for ledere") < at("I de enkelte afdelinger:"));
    assert!(at("I de enkelte afdelinger:") < at("Røde og grønne dage"));
    assert!(at("I de enkelte afdelinger:") < at("Morgenmøder i gruppen ("));
    let again = browser
        .post(&format!("/units/{district}/report"), &[("initiative", id(&across))])
        .await;
    assert_eq!(
        again.location.split('?').next(),
        done.location.split('?').next(),
        "one draft at a time"
    );
}

#[tokio::test]
async fn a_measure_in_one_unit_becomes_an_initiative_of_its_own_by_its_button() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Manager).await;
    let (district, group) = (site.district.to_string(), site.group.to_string());
    let across = decided(&browser, "Trivsel på tværs", &district, "").await;
    let form = [("title", "Morgenmøder"), ("state", "running"), ("unit", group.as_str())];
    browser.post(&format!("{across}/measures"), &form).await;
    let page = browser.get(&across).await.text;
    let address = page
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|address| address.ends_with("/grow"))
        .expect("a measure can grow")
        .to_owned();
    let form = browser.get(&address).await.text;
    has_all(
        &form,
        &["Gør delindsatsen til sin egen indsats", "value=\"Morgenmøder\""],
    );
    let wrong = browser.post(&address, &[("title", ""), ("unit", &group)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = browser
        .post(&address, &[("title", "Morgenmøder"), ("unit", &group)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    has_all(
        &browser.get(&done.location).await.text,
        &["Ligger under", "Trivsel på tværs"],
    );
    has_all(&browser.get(&across).await.text, &["Er blevet sin egen indsats"]);
}

#[tokio::test]
async fn who_may_write_no_report_begins_none_of_an_area() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(&format!("/units/{}/report", site.district)).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
