//! Looking back by forms alone: from the decision to what the units take along, and before a meeting again.

use axum::http::StatusCode;
use trivsel_domain::committee::{Committee, CommitteeKind, Meeting};
use trivsel_domain::id::{CommitteeId, MeetingId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::committees;
use uuid::Uuid;

use crate::site::{Site, hidden};

/// A forum of the district with a meeting today.
async fn meeting(site: &Site) -> MeetingId {
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Distrikts-MED".into(),
        kind: CommitteeKind::Committee,
        unit: site.district,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee: committee.id,
        held_on: site.app.today(),
        starts_at: "9.00".into(),
        place: String::new(),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    committees::add_meeting(&tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
    meeting.id
}

const ASKED: [(&str, &str); 5] = [
    ("text", "Alle ser tilbage på året."),
    ("task_title", "Hold et tilbageblik"),
    ("task_kind", "look_back"),
    ("task_level", "below"),
    ("questions", "Hvad vil I blive ved med?"),
];

/// The address of a decision that asks the district's group to look back.
async fn decided(site: &Site) -> String {
    let meeting = meeting(site).await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let address = format!("/meetings/{meeting}/decisions");
    let mut look = ASKED.to_vec();
    look.push(("look", "on"));
    let looked = coordinator.post(&address, &look).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text.contains("Én enhed får opgaven"), "{}", looked.text);
    assert!(
        looked.text.contains("Alle ser tilbage på året."),
        "what was typed stands there"
    );
    let saved = coordinator.post(&address, &ASKED).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    saved.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_leader_is_at_an_open_board_three_clicks_from_the_start_page() {
    let site = Site::new().await;
    let decision = decided(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let task = format!("{decision}/units/{}", site.group);
    let start = manager.get("/").await;
    assert!(
        start.text.contains(&format!("href=\"{task}\"")),
        "the first click: {}",
        start.text
    );
    let own = manager.get(&task).await;
    assert!(own.text.contains(&format!("action=\"{task}/hold\"")) && own.text.contains("Hold det nu"));
    let held = manager.post(&format!("{task}/hold"), &[("when", "now")]).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.text);
    let address = held.location.split('?').next().unwrap();
    assert!(
        address.starts_with("/workshops/") && address.ends_with("/lead"),
        "{address}"
    );
    let lead = manager.get(address).await;
    assert!(lead.text.contains("<h1>") && lead.text.contains("Tilbageblik"));
    // A board that somebody can write on: the lead can do so for those on paper.
    let workshop = manager.get(address.trim_end_matches("/lead")).await;
    let (_, rest) = workshop.text.split_once("class=\"join\">").unwrap();
    let code = rest.split('<').next().unwrap().replace(' ', "");
    let mut device = site.as_stranger();
    let door = device.get(&format!("/w/{code}")).await;
    let entered = device
        .post(
            &format!("/w/{code}"),
            &[("group", &hidden(&door.text, "group")), ("kind", "own")],
        )
        .await;
    device.cookie = entered.cookie.split(';').next().unwrap().to_owned();
    let board = device.get("/w/now").await;
    assert!(board.text.contains("action=\"/w/boards/"), "{}", board.text);
    assert!(board.text.contains("Hvad vil I blive ved med?"));
}

#[tokio::test]
async fn what_a_unit_wrote_on_paper_comes_back_when_it_cannot_be_saved_and_reaches_the_committee_when_it_can() {
    let site = Site::new().await;
    let decision = decided(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let task = format!("{decision}/units/{}", site.group);
    let typed = [
        ("paper_on", "21.11.2026"),
        ("lines", "Kort morgenmøde\nRing til 20 30 40 50"),
        ("kind", "keep"),
    ];
    let refused = manager.post(&format!("{task}/lessons"), &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Kort morgenmøde") && refused.text.contains("telefonnummer"));
    let typed = [
        ("paper_on", "21.11.2026"),
        ("lines", "Kort morgenmøde"),
        ("kind", "keep"),
    ];
    let saved = manager.post(&format!("{task}/lessons"), &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let coordinator = site.as_role(Role::Coordinator).await;
    let lessons = format!("{decision}/lessons");
    let learnt = coordinator.get(&lessons).await;
    // One person works in the group: what it says stands under the name above it.
    assert!(learnt.text.contains("Kort morgenmøde") && learnt.text.contains("Fjordby Kommune"));
    assert!(!learnt.text.contains("Mosevang</p>"), "{}", learnt.text);
    let theme = coordinator
        .post(&format!("{decision}/themes"), &[("title", "Morgenen afgør dagen")])
        .await;
    assert_eq!(theme.status, StatusCode::SEE_OTHER);
    let nameless = coordinator.post(&format!("{decision}/themes"), &[("title", "")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let learnt = coordinator.get(&lessons).await;
    assert!(learnt.text.contains("Morgenen afgør dagen"));
    let (_, begin) = learnt.text.split_once("from_theme=").unwrap();
    let theme = begin.split('"').next().unwrap();
    let id = decision.rsplit('/').next().unwrap();
    let form = coordinator
        .get(&format!("/initiatives/new?from_decision={id}&from_theme={theme}"))
        .await;
    assert!(form.text.contains("value=\"Morgenen afgør dagen\""), "{}", form.text);
    let nothing = coordinator.get(&format!("{lessons}?q=frokost")).await;
    assert!(!nothing.text.contains("Kort morgenmøde"));
    let agenda = coordinator.get(&format!("{decision}/agenda")).await;
    assert!(agenda.text.contains("1 af 1 har set tilbage."), "{}", agenda.text);
}
