//! What a page that is open hears: the part it was painted with, painted anew.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{Request, StatusCode};
use tokio::time::timeout;
use trivsel_app::happening;
use trivsel_domain::person::Role;
use uuid::Uuid;

use crate::site::{Browser, Site};

/// Long enough for a slow machine; nothing waits for it that comes.
const SOON: Duration = Duration::from_secs(20);

/// An initiative with something to follow up: its address, and where notes go.
async fn initiative(site: &Site) -> (String, String) {
    let manager = site.as_role(Role::Manager).await;
    let unit = site.group.to_string();
    let form = [
        ("title", "Rolige morgener"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
    ];
    let added = manager.post("/initiatives", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let address = added.location.split('?').next().unwrap().to_owned();
    let follow_up = [
        ("title", "Er morgenerne rolige?"),
        ("forum", "Personalemødet"),
        ("frequency", "monthly"),
    ];
    let added = manager.post(&format!("{address}/follow-ups"), &follow_up).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let page = manager.get(&format!("{address}/follow-ups")).await.text;
    let edit = page
        .split('"')
        .find(|part| part.starts_with(&format!("{address}/follow-ups/")) && part.ends_with("/edit"))
        .unwrap();
    (address.clone(), format!("{}/notes", edit.trim_end_matches("/edit")))
}

async fn write(browser: &Browser<'_>, notes: &str) {
    let note = [("held_on", "20.11.2026"), ("text", "Færre små fravær.")];
    let written = browser.post(notes, &note).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
}

/// What the page says it listens to.
fn topic(page: &str) -> String {
    let of = |name: &str| {
        let (_, after) = page.split_once(&format!("{name}=\"")).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    format!("{}@{}", of("data-live"), of("data-live-at"))
}

/// A stream as a browser reads it.
struct Stream {
    body: Body,
    text: String,
}

impl Stream {
    async fn open(browser: &Browser<'_>, topic: &str, last: Option<&str>) -> Self {
        let mut request = Request::get(format!("/live?on={topic}"));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let answer = browser.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["x-accel-buffering"], "no");
        assert!(answer.headers().contains_key("content-security-policy"));
        Self {
            body: answer.into_body(),
            text: String::new(),
        }
    }

    /// The next event; none when the stream has ended.
    async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(event);
            }
            let frame = poll_fn(|context| Pin::new(&mut self.body).poll_frame(context));
            let frame = timeout(SOON, frame).await.expect("nothing was heard")?.unwrap();
            self.text
                .push_str(std::str::from_utf8(&frame.into_data().unwrap()).unwrap());
        }
    }
}

fn id_of(event: &str) -> &str {
    event.lines().find_map(|line| line.strip_prefix("id: ")).unwrap()
}

#[tokio::test]
async fn an_open_initiative_is_told_in_the_readers_language_that_somebody_changed_it() {
    let site = Site::new().await;
    let tail = tokio::spawn(happening::tail(site.app.clone(), std::future::pending()));
    let (address, notes) = initiative(&site).await;
    let reader = site.as_role(Role::Manager).await;
    let page = reader.get(&address).await.text;
    assert!(page.contains("<script src=\"/assets/live.js\" defer></script>"));
    assert!(!page.contains("Nogen har rettet i indsatsen"));
    let mut stream = Stream::open(&reader, &topic(&page), None).await;
    let hello = stream.next().await.unwrap();
    assert!(hello.contains("event: hello") && hello.contains("retry: "), "{hello}");
    write(&site.as_role(Role::SafetyRep).await, &notes).await;
    let told = stream.next().await.unwrap();
    assert!(told.contains("event: news"), "{told}");
    assert!(told.contains("data: <div id=\"changed\" role=\"status\""), "{told}");
    assert!(told.contains("Nogen har rettet i indsatsen"), "{told}");
    // Whoever comes back hears what came meanwhile, and not once more what they heard.
    let last = id_of(&told).to_owned();
    drop(stream);
    write(&site.as_role(Role::SafetyRep).await, &notes).await;
    reader.post("/language", &[("language", "en"), ("next", "/")]).await;
    let mut stream = Stream::open(&reader, &topic(&page), Some(&last)).await;
    stream.next().await.unwrap();
    let told = stream.next().await.unwrap();
    assert!(told.contains("Somebody has changed the initiative"), "{told}");
    assert_ne!(id_of(&told), last);
    // Signing out ends it, and it is said so.
    reader.post("/sign-out", &[]).await;
    assert_eq!(stream.next().await.unwrap(), "event: over\ndata: .");
    assert!(stream.next().await.is_none());
    assert_eq!(site.app.news.listeners(), 0);
    tail.abort();
}

#[tokio::test]
async fn whoever_asks_now_and_again_gets_the_same_events() {
    let site = Site::new().await;
    let (address, notes) = initiative(&site).await;
    let reader = site.as_role(Role::Manager).await;
    let page = reader.get(&address).await.text;
    let ask = async |topic: &str| reader.get(&format!("/live?on={topic}&once=1")).await;
    let nothing = ask(&topic(&page)).await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(!nothing.text.contains("event: news"), "{}", nothing.text);
    for _ in 0..3 {
        write(&site.as_role(Role::SafetyRep).await, &notes).await;
    }
    let some = ask(&topic(&page)).await.text;
    // Three changes are one part: as it is now.
    assert_eq!(some.matches("event: news").count(), 1, "{some}");
    assert!(some.contains("Nogen har rettet i indsatsen"), "{some}");
    let scope = topic(&page).split('@').next().unwrap().to_owned();
    let now = ask(&format!("{scope}@{}", id_of(&some))).await.text;
    assert!(!now.contains("event: news"), "{now}");
}

#[tokio::test]
async fn a_server_that_stops_ends_its_streams_without_saying_that_it_is_over() {
    let site = Site::new().await;
    let (address, _) = initiative(&site).await;
    let reader = site.as_role(Role::Manager).await;
    let page = reader.get(&address).await.text;
    let mut stream = Stream::open(&reader, &topic(&page), None).await;
    stream.next().await.unwrap();
    site.app.news.close();
    assert_eq!(stream.next().await, None, "a browser comes back by itself");
}

#[tokio::test]
async fn what_is_not_there_or_not_for_this_person_is_not_heard() {
    let site = Site::new().await;
    let (address, _) = initiative(&site).await;
    let page = site.as_role(Role::Manager).await.get(&address).await.text;
    let import = format!("import:{}@0.0", Uuid::now_v7());
    for (role, topic, expected) in [
        (Role::Partner, topic(&page), StatusCode::FORBIDDEN),
        (Role::Employee, import.clone(), StatusCode::FORBIDDEN),
        (Role::Coordinator, import, StatusCode::NOT_FOUND),
        (Role::Coordinator, "nothing".to_owned(), StatusCode::NOT_FOUND),
        (
            Role::Coordinator,
            format!("person:{}", site.people[&Role::Manager]),
            StatusCode::NOT_FOUND,
        ),
    ] {
        let browser = site.as_role(role).await;
        for more in ["", "&once=1"] {
            let answer = browser.get(&format!("/live?on={topic}{more}")).await;
            assert_eq!(answer.status, expected, "{role:?} {topic}");
        }
    }
    let nobody = site.as_stranger().get(&format!("/live?on={}", topic(&page))).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    let nothing = site.as_role(Role::Employee).await.get("/live").await;
    assert_eq!(nothing.status, StatusCode::NO_CONTENT);
}
