//! Who sees to a follow-up or a milestone, and on whose first page it waits.

use axum::http::StatusCode;
use trivsel_domain::initiative::State;
use trivsel_domain::person::Role;
use trivsel_store::initiatives;

use crate::site::{Browser, Site};

/// A running initiative of the group that the manager leads; gives its address.
async fn led(site: &Site, browser: &Browser<'_>) -> String {
    let unit = site.group.to_string();
    let form = [
        ("title", "Ro ved vagtskiftet"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
    ];
    let done = browser.post("/initiatives", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let address = done.location.split('?').next().unwrap().to_owned();
    let id = address.rsplit('/').next().unwrap().parse().unwrap();
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut initiative = initiatives::find(&tx, id).await.unwrap().unwrap();
    initiative.lead = Some(site.people[&Role::Manager]);
    initiative.state = State::Running;
    initiatives::change(&tx, &initiative).await.unwrap();
    tx.commit().await.unwrap();
    address
}

async fn follow_up(browser: &Browser<'_>, base: &str, title: &str, responsible: &str) -> StatusCode {
    let form = [
        ("title", title),
        ("frequency", "monthly"),
        ("next_due", "25.11.2026"),
        ("responsible", responsible),
    ];
    browser.post(&format!("{base}/follow-ups"), &form).await.status
}

/// What waits for the visitor, and what waits for others in their area.
async fn waiting(browser: &Browser<'_>) -> (String, String) {
    let page = browser.get("/").await.text;
    let waits = page.split("Det venter på dig</h2>").nth(1).unwrap();
    let waits = waits.split("</section>").next().unwrap();
    let (own, others) = waits.split_once("<details>").unwrap_or((waits, ""));
    (own.to_owned(), others.to_owned())
}

#[tokio::test]
async fn ones_own_stands_first_and_that_of_others_is_folded() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = led(&site, &manager).await;
    let rep = site.people[&Role::SafetyRep].to_string();
    assert_eq!(
        follow_up(&manager, &base, "Sygefravær", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        follow_up(&manager, &base, "Vagtskiftet", &rep).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        follow_up(&manager, &base, "Tonen", "union_rep").await,
        StatusCode::SEE_OTHER
    );

    let (own, others) = waiting(&manager).await;
    assert!(
        own.contains("Følg op: Sygefravær") && !own.contains("Vagtskiftet"),
        "{own}"
    );
    assert!(
        others.contains("Følg op: Vagtskiftet") && others.contains("Person safety_rep"),
        "{others}"
    );
    assert!(
        others.contains("Følg op: Tonen") && others.contains("Tillidsrepræsentant"),
        "{others}"
    );
    let (own, others) = waiting(&site.as_role(Role::SafetyRep).await).await;
    assert!(own.contains("Følg op: Vagtskiftet") && !own.contains("Tonen"), "{own}");
    assert!(others.contains("Følg op: Sygefravær"), "{others}");
    let (own, _) = waiting(&site.as_role(Role::UnionRep).await).await;
    assert!(own.contains("Følg op: Tonen") && !own.contains("Sygefravær"), "{own}");
}

#[tokio::test]
async fn nothing_is_entrusted_to_somebody_who_could_not_do_it() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let base = led(&site, &manager).await;
    let employee = site.people[&Role::Employee].to_string();
    for wrong in [employee.as_str(), "employee", "administrator", "nobody"] {
        assert_eq!(
            follow_up(&manager, &base, "Tonen", wrong).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong}"
        );
    }
    // A milestone is for those who may say that it is reached.
    let rep = site.people[&Role::SafetyRep].to_string();
    for (who, expected) in [
        (rep.as_str(), StatusCode::UNPROCESSABLE_ENTITY),
        ("safety_rep", StatusCode::UNPROCESSABLE_ENTITY),
        ("manager", StatusCode::SEE_OTHER),
    ] {
        let form = [
            ("title", "Alle har prøvet det"),
            ("due_on", "01.12.2026"),
            ("responsible", who),
        ];
        let answer = manager.post(&format!("{base}/milestones"), &form).await;
        assert_eq!(answer.status, expected, "{who}");
    }
    assert!(manager.get(&base).await.text.contains("Alle har prøvet det"));
}
