//! Meetings: planned in a row, printed, and told to those who sit in them.

use axum::http::StatusCode;
use trivsel_domain::committee::{AgendaItem, Committee, CommitteeKind, CommitteeMember, Decision, DecisionTask, Seat};
use trivsel_domain::id::{AgendaItemId, CommitteeId, CommitteeMemberId, DecisionId, MeetingId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::{committees, notices};
use uuid::Uuid;

use crate::site::Site;

async fn forum(site: &Site) -> CommitteeId {
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Distrikts-MED".into(),
        kind: CommitteeKind::Committee,
        unit: site.district,
        period: Period::new("2020-01-01".parse().unwrap(), Some("2027-08-31".parse().unwrap())).unwrap(),
    };
    let member = CommitteeMember {
        id: CommitteeMemberId(Uuid::now_v7()),
        committee: committee.id,
        person: site.people[&Role::SafetyRep],
        seat: Seat::Member,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    committees::add_member(&tx, &member).await.unwrap();
    tx.commit().await.unwrap();
    committee.id
}

async fn days(site: &Site, committee: CommitteeId) -> Vec<String> {
    let tx = site.app.read(site.organisation).await.unwrap();
    let mut days: Vec<String> = committees::meetings_of(&tx, committee)
        .await
        .unwrap()
        .iter()
        .map(|meeting| format!("{} {}", meeting.held_on, meeting.starts_at))
        .collect();
    days.sort();
    days
}

#[tokio::test]
async fn meetings_are_planned_in_a_row_and_no_day_twice() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = format!("/committees/{committee}/meetings/series");
    assert!(
        browser
            .get(&format!("/committees/{committee}"))
            .await
            .text
            .contains(&address)
    );
    let form = [
        ("held_on", "17.12.2026"),
        ("starts_at", "9"),
        ("place", "Kantinen"),
        ("every", "quarter"),
        ("times", "4"),
    ];
    let planned = browser.post(&address, &form).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
    // The fourth would lie after the forum's last day.
    let expected = ["2026-12-17 9.00", "2027-03-18 9.00", "2027-06-17 9.00"];
    assert_eq!(days(&site, committee).await, expected);
    let again = browser.post(&address, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(days(&site, committee).await, expected);
    for wrong in [
        ("times", "1"),
        ("times", "53"),
        ("times", "mange"),
        ("every", "never"),
        ("starts_at", "25"),
    ] {
        let mut form = form.to_vec();
        form.retain(|(name, _)| *name != wrong.0);
        form.push(wrong);
        let page = browser.post(&address, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        assert!(
            page.text.contains("value=\"Kantinen\""),
            "what was typed is there still"
        );
    }
    let refused = site.as_role(Role::SafetyRep).await.post(&address, &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

/// A meeting on a day with a point, a decision on it and its task.
async fn decided(site: &Site, committee: CommitteeId, day: &str) -> MeetingId {
    let meeting = trivsel_domain::committee::Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee,
        held_on: day.parse().unwrap(),
        starts_at: "9.00".into(),
        place: String::new(),
    };
    let item = AgendaItem {
        id: AgendaItemId(Uuid::now_v7()),
        meeting: meeting.id,
        position: 1,
        title: "Ro ved vagtskiftet".into(),
        text: "Hvad er der sket siden sidst?".into(),
        status_report: None,
        follow_up: None,
    };
    let decision = Decision {
        id: DecisionId(Uuid::now_v7()),
        meeting: meeting.id,
        agenda_item: Some(item.id),
        text: "Alle grupper tager punktet op.".into(),
        task: Some(DecisionTask {
            title: "Tal om vagtskiftet".into(),
            due_on: Some("2026-12-30".parse().unwrap()),
            ..DecisionTask::default()
        }),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add_meeting(&tx, &meeting).await.unwrap();
    committees::add_agenda_item(&tx, &item).await.unwrap();
    committees::add_decision(&tx, &decision).await.unwrap();
    tx.commit().await.unwrap();
    meeting.id
}

pub(crate) fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("meeting.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = std::process::Command::new("pdftotext")
        .arg(&file)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn agenda_and_minutes_are_printed_and_what_is_not_decided_yet_is_a_draft() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let coming = decided(&site, committee, "2026-12-17").await;
    let held = decided(&site, committee, "2026-11-20").await;
    let browser = site.as_role(Role::SafetyRep).await;
    let page = browser.get(&format!("/meetings/{coming}")).await.text;
    for file in ["agenda.pdf", "minutes.pdf", "meeting.ics"] {
        assert!(page.contains(&format!("/meetings/{coming}/{file}")), "{page}");
    }
    let agenda = text_of(&browser.get(&format!("/meetings/{coming}/agenda.pdf")).await.bytes);
    for part in [
        "Dagsorden: Distrikts-MED",
        "kl. 9.00",
        "1. Ro ved vagtskiftet",
        "Hvad er der sket siden sidst?",
    ] {
        assert!(agenda.contains(part), "{part} in {agenda}");
    }
    assert!(!agenda.contains("Alle grupper tager punktet op."), "{agenda}");
    let draft = text_of(&browser.get(&format!("/meetings/{coming}/minutes.pdf")).await.bytes);
    assert!(
        draft.contains("Udkast") && draft.contains("Alle grupper tager punktet op."),
        "{draft}"
    );
    let minutes = text_of(&browser.get(&format!("/meetings/{held}/minutes.pdf")).await.bytes);
    assert!(
        minutes.contains("Opgave til enhederne: Tal om vagtskiftet") && !minutes.contains("Udkast"),
        "{minutes}"
    );
    let outside = site
        .as_role(Role::Employee)
        .await
        .get(&format!("/meetings/{held}/minutes.pdf"))
        .await;
    assert_eq!(outside.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn without_a_mail_server_nobody_is_told_and_no_button_says_so() {
    let site = Site::new().await;
    let committee = forum(&site).await;
    let meeting = decided(&site, committee, "2026-12-17").await;
    let browser = site.as_role(Role::Coordinator).await;
    assert!(
        !browser
            .get(&format!("/meetings/{meeting}"))
            .await
            .text
            .contains("/tell")
    );
    let told = browser.post(&format!("/meetings/{meeting}/tell"), &[]).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let tx = site.app.read(site.organisation).await.unwrap();
    assert_eq!(notices::list_untold(&tx, None).await.unwrap(), []);
}
