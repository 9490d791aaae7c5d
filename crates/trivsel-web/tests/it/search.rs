//! Looking for words in everything one may see.

use axum::http::StatusCode;
use trivsel_domain::committee::{AgendaItem, Committee, CommitteeKind, Meeting};
use trivsel_domain::id::{AgendaItemId, CommitteeId, MeetingId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::committees;
use uuid::Uuid;

use crate::site::{Browser, Site};

async fn search(browser: &Browser<'_>, words: &str) -> String {
    let page = browser.post("/search", &[("q", words)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert_eq!(page.cache, "private, no-store");
    page.text
}

/// An initiative of the district, and a leader meeting that talks of it.
async fn written(site: &Site) {
    let manager = site.as_role(Role::Manager).await;
    let unit = site.district.to_string();
    let form = [
        ("title", "Ruter, vi selv lægger"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
        ("description", "Gruppen lægger selv kørelisten om morgenen."),
    ];
    let done = manager.post("/initiatives", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Ledermøde".into(),
        kind: CommitteeKind::LeaderMeeting,
        unit: site.district,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee: committee.id,
        held_on: "2026-12-17".parse().unwrap(),
        starts_at: String::new(),
        place: String::new(),
    };
    let item = AgendaItem {
        id: AgendaItemId(Uuid::now_v7()),
        meeting: meeting.id,
        position: 1,
        title: "Lønforhandlinger".into(),
        text: String::new(),
        status_report: None,
        follow_up: None,
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    committees::add_meeting(&tx, &meeting).await.unwrap();
    committees::add_agenda_item(&tx, &item).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_field_finds_what_is_written_in_any_form_and_spelling() {
    let site = Site::new().await;
    written(&site).await;
    let browser = site.as_role(Role::Manager).await;
    assert!(
        browser.get("/").await.text.contains("action=\"/search\""),
        "it stands on every page"
    );
    for words in ["kørelister", "kørlisten", "ruter"] {
        let page = search(&browser, words).await;
        assert!(page.contains("Ruter, vi selv lægger"), "{words}: {page}");
    }
    let page = search(&browser, "kørelister").await;
    assert!(page.contains("<mark>kørelisten</mark>"), "{page}");
    assert!(search(&browser, "lønforhandling").await.contains("Lønforhandlinger"));
    assert!(search(&browser, "Mosevang").await.contains("/units/"));
    assert!(search(&browser, "qxzvw").await.contains("Ingenting fundet"));
    assert_eq!(browser.get("/search").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let site = Site::new().await;
    written(&site).await;
    // A leader meeting is not for a safety representative, and persons are for those who look after them.
    let rep = site.as_role(Role::SafetyRep).await;
    assert!(!search(&rep, "lønforhandling").await.contains("Lønforhandlinger"));
    let administrator = format!("/persons/{}", site.people[&Role::Administrator]);
    assert!(!search(&rep, "Person administrator").await.contains(&administrator));
    let partner = site.as_role(Role::Partner).await;
    let refused = partner.post("/search", &[("q", "kørelister")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.text.contains("Ruter, vi selv lægger"));
    let coordinator = site.as_role(Role::Coordinator).await;
    assert!(
        search(&coordinator, "Person administrator")
            .await
            .contains(&administrator)
    );
}

#[tokio::test]
async fn what_is_taken_away_is_found_no_more_and_nothing_that_was_typed_is_kept() {
    let site = Site::new().await;
    written(&site).await;
    let browser = site.as_role(Role::Manager).await;
    let tx = site.app.write(site.organisation).await.unwrap();
    let item = committees::list_agenda_items(&tx).await.unwrap().remove(0);
    committees::remove_agenda_item(&tx, item.id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!search(&browser, "lønforhandling").await.contains("Lønforhandlinger"));
    let page = search(&browser, "gulerodskage").await;
    // A mark that tells forms apart would leave a hash of what was typed.
    let form = page.split("<form").find(|form| form.contains("gulerodskage")).unwrap();
    assert!(!form.contains("name=\"once\""), "{form}");
    let tx = site.app.write(site.organisation).await.unwrap();
    tx.commit().await.unwrap();
    for file in std::fs::read_dir(site.folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            assert!(
                !bytes.windows(12).any(|some| some == b"gulerodskage"),
                "{}",
                file.display()
            );
        }
    }
}
