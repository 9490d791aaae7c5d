//! What lies ahead, in a person's own calendar.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_app::calendar;
use trivsel_domain::committee::{Committee, CommitteeKind, CommitteeMember, Meeting, Seat};
use trivsel_domain::id::{CommitteeId, CommitteeMemberId, MeetingId};
use trivsel_domain::period::Period;
use trivsel_domain::person::Role;
use trivsel_store::{committees, feeds};
use uuid::Uuid;

use crate::site::{Browser, Page, Site, hidden};

/// A forum of the district with a meeting on 17 December at nine, in which the safety representative sits.
async fn forum(site: &Site) -> MeetingId {
    let committee = Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: "Distrikts-MED, Nord".into(),
        kind: CommitteeKind::Committee,
        unit: site.district,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let member = CommitteeMember {
        id: CommitteeMemberId(Uuid::now_v7()),
        committee: committee.id,
        person: site.people[&Role::SafetyRep],
        seat: Seat::Member,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    let meeting = Meeting {
        id: MeetingId(Uuid::now_v7()),
        committee: committee.id,
        held_on: "2026-12-17".parse().unwrap(),
        starts_at: "9.00".into(),
        place: "Mødelokale 2".into(),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    committees::add(&tx, &committee).await.unwrap();
    committees::add_member(&tx, &member).await.unwrap();
    committees::add_meeting(&tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
    meeting.id
}

/// The path of the address the visitor is given.
pub(crate) async fn address(browser: &Browser<'_>) -> String {
    let page = browser.post("/account/calendar", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, rest) = page.text.split_once("http://localhost:8080/calendar/fjordby.").unwrap();
    format!("/calendar/fjordby.{}", rest.split('"').next().unwrap())
}

pub(crate) async fn fetch(site: &Site, path: &str, known: &str) -> (StatusCode, String, String) {
    let request = Request::get(path)
        .header(header::IF_NONE_MATCH, known)
        .body(Body::empty());
    let response = site.as_stranger().ask(request.unwrap()).await;
    let mark = response
        .headers()
        .get(header::ETAG)
        .map(|mark| mark.to_str().unwrap().to_owned());
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (
        status,
        mark.unwrap_or_default(),
        String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n ", ""),
    )
}

async fn change(browser: &Browser<'_>, meeting: MeetingId, day: &str) -> Page {
    let form = browser.get(&format!("/meetings/{meeting}/edit")).await.text;
    let seen = hidden(&form, "seen").replace("&quot;", "\"").replace("&#34;", "\"");
    let typed = [
        ("held_on", day),
        ("starts_at", "13.30"),
        ("place", "Kantinen"),
        ("seen", seen.as_str()),
    ];
    browser.post(&format!("/meetings/{meeting}"), &typed).await
}

#[tokio::test]
async fn a_meeting_that_is_moved_moves_in_the_calendar_and_one_that_is_called_off_says_so() {
    let site = Site::new().await;
    let meeting = forum(&site).await;
    let path = address(&site.as_role(Role::SafetyRep).await).await;
    assert!(path.ends_with(".ics"));
    let (status, first, text) = fetch(&site, &path, "").await;
    assert_eq!(status, StatusCode::OK);
    for part in [
        "SUMMARY:Møde: Distrikts-MED\\, Nord",
        "DTSTART;TZID=Europe/Copenhagen:20261217T090000",
        "SEQUENCE:0",
        "LOCATION:Mødelokale 2",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(fetch(&site, &path, &first).await.0, StatusCode::NOT_MODIFIED);

    let coordinator = site.as_role(Role::Coordinator).await;
    let moved = change(&coordinator, meeting, "18.12.2026").await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let (status, second, text) = fetch(&site, &path, &first).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        text.contains("DTSTART;TZID=Europe/Copenhagen:20261218T133000") && text.contains("SEQUENCE:1"),
        "{text}"
    );
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);

    let called_off = coordinator.post(&format!("/meetings/{meeting}/remove"), &[]).await;
    assert_eq!(called_off.status, StatusCode::SEE_OTHER, "{}", called_off.text);
    let (_, _, text) = fetch(&site, &path, &second).await;
    assert!(
        text.contains("STATUS:CANCELLED") && text.contains("SEQUENCE:2"),
        "{text}"
    );
}

#[tokio::test]
async fn an_address_leads_nowhere_once_it_is_renewed_closed_or_its_owner_is_out() {
    let site = Site::new().await;
    let browser = site.as_role(Role::SafetyRep).await;
    let first = address(&browser).await;
    let second = address(&browser).await;
    assert_eq!(fetch(&site, &first, "").await.0, StatusCode::NOT_FOUND);
    assert_eq!(fetch(&site, &second, "").await.0, StatusCode::OK);
    let page = browser.get("/account/calendar").await.text;
    assert!(!page.contains("fjordby."), "the address is shown once");
    let tx = site.app.read(site.organisation).await.unwrap();
    let kept = feeds::find_of(&tx, site.people[&Role::SafetyRep])
        .await
        .unwrap()
        .unwrap();
    assert!(!second.contains(&kept.token_hash) && kept.token_hash.len() == 64);
    drop(tx);
    let administrator = site.as_role(Role::Administrator).await;
    let person = site.people[&Role::SafetyRep];
    administrator
        .post(&format!("/persons/{person}/account/close"), &[])
        .await;
    assert_eq!(fetch(&site, &second, "").await.0, StatusCode::NOT_FOUND);

    let other = site.as_role(Role::Manager).await;
    let path = address(&other).await;
    assert_eq!(
        other.post("/account/calendar/remove", &[]).await.location,
        "/account/calendar?done=done-feed-removed"
    );
    assert_eq!(fetch(&site, &path, "").await.0, StatusCode::NOT_FOUND);
    for nobodys in ["/calendar/fjordby.x.ics", "/calendar/x", "/calendar/nabo.x.ics"] {
        assert_eq!(fetch(&site, nobodys, "").await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_seat_that_ended_shows_no_later_meeting() {
    let site = Site::new().await;
    forum(&site).await;
    let path = address(&site.as_role(Role::SafetyRep).await).await;
    let person = site.people[&Role::SafetyRep];
    let tx = site.app.write(site.organisation).await.unwrap();
    let seat = committees::seats_of(&tx, person).await.unwrap().remove(0);
    let period = Period::new(seat.period.from(), Some("2026-12-16".parse().unwrap())).unwrap();
    committees::change_member(&tx, &CommitteeMember { period, ..seat })
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(!fetch(&site, &path, "").await.2.contains("BEGIN:VEVENT"));
    let others = address(&site.as_role(Role::Coordinator).await).await;
    assert!(
        !fetch(&site, &others, "").await.2.contains("BEGIN:VEVENT"),
        "only one's own meetings"
    );
}

#[tokio::test]
async fn one_meeting_is_a_file_for_those_who_may_see_it() {
    let site = Site::new().await;
    let meeting = forum(&site).await;
    let path = format!("/meetings/{meeting}/meeting.ics");
    let page = site.as_role(Role::SafetyRep).await.get(&path).await;
    assert!(
        page.text.contains("BEGIN:VTIMEZONE") && page.text.contains(&format!("UID:{meeting}@")),
        "{}",
        page.text
    );
    assert_eq!(
        site.as_role(Role::Employee).await.get(&path).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(calendar::mark_of("a") != calendar::mark_of("b"));
}

#[tokio::test]
async fn what_must_come_again_stands_a_year_ahead_for_whoever_sees_to_it_and_clocks_stay_right_in_summer() {
    let site = Site::new().await;
    let meeting = forum(&site).await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let unit = site.group.to_string();
    for (code, first_due) in [
        ("absence_statistic", "20.10.2027"),
        ("assessment", "15.10.2026"),
        ("budget", "20.06.2028"),
    ] {
        let fields = [
            ("is_on", "on"),
            ("warn_months", "6"),
            ("level", "chosen"),
            ("units", unit.as_str()),
            ("applies_from", "01.01.2020"),
            ("first_due", first_due),
            ("version", ""),
        ];
        coordinator.post(&format!("/year-wheel/duties/{code}"), &fields).await;
    }
    // After the clocks went forward nine o'clock is still nine o'clock.
    assert_eq!(
        change(&coordinator, meeting, "30.03.2027").await.status,
        StatusCode::SEE_OTHER
    );
    let path = address(&site.as_role(Role::SafetyRep).await).await;
    let (_, mark, text) = fetch(&site, &path, "").await;
    for part in [
        "SUMMARY:Frist: Fravær i Mosevang",
        "DTSTART;VALUE=DATE:20271020",
        "SUMMARY:Frist: APV i Mosevang",
        "DTSTART;VALUE=DATE:20261015",
        "DTSTART;TZID=Europe/Copenhagen:20270330T133000",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // No further than the calendar reaches, and no word of illness.
    assert!(
        !text.contains("20280620") && !text.to_lowercase().contains("syge"),
        "{text}"
    );
    assert_eq!(fetch(&site, &path, &mark).await.0, StatusCode::NOT_MODIFIED);
    // Whoever sees to the whole workplace is not told of every unit.
    let path = address(&coordinator).await;
    let (_, _, text) = fetch(&site, &path, "").await;
    assert!(!text.contains("Mosevang"), "{text}");
    // An employee has none of it to see to.
    let path = address(&site.as_role(Role::Employee).await).await;
    let (_, _, text) = fetch(&site, &path, "").await;
    assert!(!text.contains("Frist:"), "{text}");
}
