//! What a forum takes up again and again: filled with the day's state, and fixed once it was sent out.

use axum::http::StatusCode;
use trivsel_domain::committee::{Committee, CommitteeKind, CommitteeMember, Meeting, Seat};
use trivsel_domain::id::{CommitteeId, CommitteeMemberId, InitiativeId, MeetingId, UnitId};
use trivsel_domain::initiative::State;
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::{committees, initiatives};
use uuid::Uuid;

use crate::site::{Browser, Site};

/// A forum of the district with meetings on these days.
async fn forum(site: &Site, days: &[&str]) -> (CommitteeId, Vec<MeetingId>) {
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Distrikts-MED".into(),
        kind: CommitteeKind::Committee,
        unit: site.district,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    let mut ids = Vec::new();
    for day in days {
        let meeting = Meeting {
            id: MeetingId(Uuid::now_v7()),
            committee: committee.id,
            held_on: day.parse().unwrap(),
            starts_at: "9.00".into(),
            place: String::new(),
        };
        committees::add_meeting(&tx, &meeting).await.unwrap();
        ids.push(meeting.id);
    }
    tx.commit().await.unwrap();
    (committee.id, ids)
}

/// An initiative of the district that is running.
async fn running(site: &Site, browser: &Browser<'_>, title: &str) -> InitiativeId {
    running_in(site, browser, site.district, title).await
}

async fn running_in(site: &Site, browser: &Browser<'_>, unit: UnitId, title: &str) -> InitiativeId {
    let unit = unit.to_string();
    let form = [("title", title), ("unit", unit.as_str()), ("iglo_level", "group")];
    let done = browser.post("/initiatives", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let address = done.location.split('?').next().unwrap();
    let id = address.rsplit('/').next().unwrap().parse().unwrap();
    change(site, id, title, State::Running).await;
    id
}

async fn change(site: &Site, id: InitiativeId, title: &str, state: State) {
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut initiative = initiatives::find(&tx, id).await.unwrap().unwrap();
    initiative.title = title.to_owned();
    initiative.state = state;
    initiatives::change(&tx, &initiative).await.unwrap();
    tx.commit().await.unwrap();
}

const FORM: [(&str, &str); 5] = [
    ("title", "Trivsel og sundhed"),
    ("every", "meeting"),
    ("month", ""),
    ("fills", "initiatives"),
    ("starts_on", "01.12.2026"),
];

async fn press(browser: &Browser<'_>, address: &str) {
    let done = browser.post(address, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{address}: {}", done.text);
}

#[tokio::test]
async fn both_meetings_have_the_standing_point_and_what_was_sent_out_does_not_change() {
    let site = Site::new().await;
    let (committee, meetings) = forum(&site, &["2026-12-17", "2027-01-14"]).await;
    let manager = site.as_role(Role::Manager).await;
    let initiative = running(&site, &manager, "Faste morgenmøder").await;
    let ended = running(&site, &manager, "Gamle ruter").await;
    let browser = site.as_role(Role::Coordinator).await;
    let saved = browser.post(&format!("/committees/{committee}/standing"), &FORM).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let [first, second] = [meetings[0], meetings[1]].map(|id| format!("/meetings/{id}"));
    for meeting in [&first, &second] {
        let page = browser.get(meeting).await;
        assert!(page.text.contains("Trivsel og sundhed"), "{meeting}");
        assert!(page.text.contains("Udfyld de faste punkter"), "{meeting}");
    }
    press(&browser, &format!("{first}/standing")).await;
    press(&browser, &format!("{first}/freeze")).await;
    // The day between the two meetings: one initiative is called otherwise, another one has ended.
    change(&site, initiative, "Korte morgenmøder", State::Running).await;
    change(&site, ended, "Gamle ruter", State::Ended).await;
    press(&browser, &format!("{second}/standing")).await;
    let then = browser.get(&first).await.text;
    assert!(
        then.contains("Faste morgenmøder") && then.contains("Gamle ruter"),
        "{then}"
    );
    assert!(!then.contains("Korte morgenmøder"), "what was sent out changed");
    let now = browser.get(&second).await.text;
    assert!(
        now.contains("Korte morgenmøder") && !now.contains("Gamle ruter"),
        "{now}"
    );

    let tx = site.app.read(site.organisation).await.unwrap();
    let sent = committees::agenda_of(&tx, meetings[0]).await.unwrap().remove(0);
    let open = committees::agenda_of(&tx, meetings[1]).await.unwrap().remove(0);
    drop(tx);
    let words = [("title", "Noget andet"), ("text", ""), ("seen", "")];
    let refused = browser.post(&format!("{first}/items/{}", sent.id), &words).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for what in ["move", "remove"] {
        let form = [("direction", "down")];
        let refused = browser.post(&format!("{first}/items/{}/{what}", sent.id), &form).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{what}");
    }
    // What was filled can be changed until it is sent out, and taken off it is gone for this meeting only.
    press(&browser, &format!("{second}/items/{}/remove", open.id)).await;
    assert!(!browser.get(&second).await.text.contains("Udfyld de faste punkter"));
}

#[tokio::test]
async fn a_point_taken_off_comes_again_and_moves_with_its_meeting() {
    let site = Site::new().await;
    let (committee, meetings) = forum(&site, &["2026-12-17", "2027-01-14"]).await;
    let browser = site.as_role(Role::Coordinator).await;
    browser.post(&format!("/committees/{committee}/standing"), &FORM).await;
    let tx = site.app.read(site.organisation).await.unwrap();
    let item = committees::standing_items_of(&tx, committee).await.unwrap().remove(0);
    drop(tx);
    let [first, second] = [meetings[0], meetings[1]].map(|id| format!("/meetings/{id}"));
    press(&browser, &format!("{first}/standing/{}/skip", item.id)).await;
    assert!(!browser.get(&first).await.text.contains("Udfyld de faste punkter"));
    assert!(browser.get(&second).await.text.contains("Udfyld de faste punkter"));
    // The meeting moves; what is noted of its agenda goes along.
    let tx = site.app.write(site.organisation).await.unwrap();
    let moved = Meeting {
        held_on: "2026-12-20".parse().unwrap(),
        ..committees::find_meeting(&tx, meetings[0]).await.unwrap().unwrap()
    };
    committees::change_meeting(&tx, &moved).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!browser.get(&first).await.text.contains("Udfyld de faste punkter"));
    // A meeting that is called off takes its notes with it.
    press(&browser, &format!("{first}/remove")).await;
    assert_eq!(browser.get(&first).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_forum_that_has_not_met_for_half_a_year_is_told_so() {
    let site = Site::new().await;
    let (committee, _) = forum(&site, &["2026-05-20"]).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = format!("/committees/{committee}");
    assert!(
        !browser
            .get(&address)
            .await
            .text
            .contains("Der har ikke været møde siden")
    );
    browser.post(&format!("{address}/standing"), &FORM).await;
    assert!(
        browser
            .get(&address)
            .await
            .text
            .contains("Der har ikke været møde siden")
    );
}

#[tokio::test]
async fn a_wrong_standing_point_keeps_what_was_typed_and_only_those_who_set_agendas_add_one() {
    let site = Site::new().await;
    let (committee, _) = forum(&site, &["2026-12-17"]).await;
    let address = format!("/committees/{committee}/standing");
    let browser = site.as_role(Role::Coordinator).await;
    for wrong in [
        ("every", "sometimes"),
        ("fills", "everything"),
        ("month", "13"),
        ("starts_on", "i morgen"),
        ("ends_on", "01.11.2026"),
    ] {
        let mut form = FORM.to_vec();
        form.retain(|(name, _)| *name != wrong.0);
        form.push(wrong);
        let page = browser.post(&address, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        assert!(page.text.contains("value=\"Trivsel og sundhed\""), "{wrong:?}");
    }
    let refused = site.as_role(Role::SafetyRep).await.post(&address, &FORM).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_followed_all_along_comes_on_every_agenda_of_its_forums() {
    let site = Site::new().await;
    let (one, first) = forum(&site, &["2026-12-17", "2027-01-14"]).await;
    let (other, second) = forum(&site, &["2026-12-18"]).await;
    let manager = site.as_role(Role::Manager).await;
    let initiative = running(&site, &manager, "Faste morgenmøder").await;
    let agreed = format!("/initiatives/{initiative}/follow-ups");
    let forums = [one.to_string(), other.to_string()];
    let form = [
        ("title", "Tonen på gangen"),
        ("source", "En runde på mødet"),
        ("frequency", "every_meeting"),
        ("committees", forums[0].as_str()),
        ("committees", forums[1].as_str()),
    ];
    let dated = manager
        .post(&agreed, &[&form[..], &[("next_due", "17.12.2026")]].concat())
        .await;
    assert_eq!(dated.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(dated.text.contains("Det kommer på hver dagsorden."), "{}", dated.text);
    let nowhere = manager.post(&agreed, &form[..3]).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nowhere.text.contains("Vælg mindst ét udvalg"), "{}", nowhere.text);
    let saved = manager.post(&agreed, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let told = manager.get(&agreed).await.text;
    assert!(told.contains("løbende, på hver dagsorden"), "{told}");
    assert_eq!(told.matches("Distrikts-MED: Næste møde").count(), 2, "{told}");

    let browser = site.as_role(Role::Coordinator).await;
    for meeting in [first[0], first[1], second[0]].map(|id| format!("/meetings/{id}")) {
        let page = browser.get(&meeting).await.text;
        assert!(
            page.contains("Det, I følger løbende") && page.contains("Tonen på gangen"),
            "{page}"
        );
    }
    // Whoever may not read the initiative does not learn of it here.
    let member = CommitteeMember {
        id: CommitteeMemberId(Uuid::now_v7()),
        committee: one,
        person: site.people[&Role::Facilitator],
        seat: Seat::Member,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add_member(&tx, &member).await.unwrap();
    tx.commit().await.unwrap();
    let hidden = running_in(&site, &browser, site.elsewhere, "Et andet sted").await;
    let form = [
        ("title", "Kun for dem der"),
        ("source", "En runde"),
        ("frequency", "every_meeting"),
        ("committees", forums[0].as_str()),
    ];
    let saved = browser.post(&format!("/initiatives/{hidden}/follow-ups"), &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let seen = browser.get(&format!("/meetings/{}", second[0])).await.text;
    assert!(!seen.contains("Kun for dem der"), "another forum: {seen}");
    let seen = browser.get(&format!("/meetings/{}", first[0])).await.text;
    assert!(seen.contains("Kun for dem der"), "{seen}");
    let outsider = site.as_role(Role::Facilitator).await;
    let seen = outsider.get(&format!("/meetings/{}", first[0])).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(
        !seen.text.contains("Kun for dem der") && !seen.text.contains("Et andet sted"),
        "{}",
        seen.text
    );

    let [meeting, next] = [first[0], first[1]].map(|id| format!("/meetings/{id}"));
    press(&browser, &format!("{meeting}/standing")).await;
    let page = browser.get(&meeting).await.text;
    assert!(page.contains("1. Faste morgenmøder: Tonen på gangen"), "{page}");
    assert!(!page.contains("Det, I følger løbende"), "{page}");
    // Taken off it stays away from this agenda, also when that is sent out, and comes on the next one.
    let tx = site.app.read(site.organisation).await.unwrap();
    let point = committees::agenda_of(&tx, first[0]).await.unwrap().remove(0);
    drop(tx);
    press(&browser, &format!("{meeting}/items/{}/remove", point.id)).await;
    press(&browser, &format!("{meeting}/freeze")).await;
    assert!(!browser.get(&meeting).await.text.contains("Tonen på gangen"));
    press(&browser, &format!("{next}/freeze")).await;
    assert!(
        browser
            .get(&next)
            .await
            .text
            .contains("1. Faste morgenmøder: Tonen på gangen")
    );
    // It goes on when something was written about it.
    let tx = site.app.read(site.organisation).await.unwrap();
    let follow_up = initiatives::follow_ups_of(&tx, initiative).await.unwrap().remove(0);
    drop(tx);
    let note = [("held_on", "19.11.2026"), ("text", "Bedre end før.")];
    let written = manager.post(&format!("{agreed}/{}/notes", follow_up.id), &note).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
    let page = browser.get(&format!("/meetings/{}", second[0])).await.text;
    assert!(page.contains("Det, I følger løbende"), "{page}");
}

#[tokio::test]
async fn a_follow_up_comes_in_named_months() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let initiative = running(&site, &manager, "Faste morgenmøder").await;
    let agreed = format!("/initiatives/{initiative}/follow-ups");
    let form = |frequency: &'static str, due: &'static str, months: &[&'static str]| {
        let months = months.iter().map(|month| ("months", *month));
        [("title", "Sygefravær"), ("frequency", frequency), ("next_due", due)]
            .into_iter()
            .chain(months)
            .collect::<Vec<_>>()
    };
    for (wrong, told) in [
        (form("named_months", "", &[]), "Vælg mindst én måned."),
        (form("monthly", "", &["9"]), "fjern krydserne ved månederne"),
        (
            form("named_months", "01.10.2027", &["9", "12"]),
            "ligger ikke i en af de måneder",
        ),
    ] {
        let page = manager.post(&agreed, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(page.text.contains(told), "{}", page.text);
    }
    let saved = manager.post(&agreed, &form("named_months", "", &["12", "9"])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = manager.get(&agreed).await.text;
    assert!(
        page.contains("31.12.2026") && page.contains("i september og december"),
        "{page}"
    );
    let tx = site.app.read(site.organisation).await.unwrap();
    let follow_up = initiatives::follow_ups_of(&tx, initiative).await.unwrap().remove(0);
    drop(tx);
    let edit = manager.get(&format!("{agreed}/{}/edit", follow_up.id)).await.text;
    assert_eq!(edit.matches(" checked").count(), 2, "{edit}");
    assert!(edit.contains("value=\"9\" checked"), "{edit}");
    let note = [("held_on", "19.11.2026"), ("text", "Vi tog det før tid.")];
    let written = manager.post(&format!("{agreed}/{}/notes", follow_up.id), &note).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
    let page = manager.get(&agreed).await.text;
    assert!(page.contains("30.09.2027"), "{page}");
    let history = manager.get(&format!("/initiatives/{initiative}/history")).await.text;
    assert!(history.contains("september og december"), "{history}");
}
