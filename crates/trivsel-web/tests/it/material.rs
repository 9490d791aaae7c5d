//! What is shown beside a line of the programme: a page whose section follows the lead, and cards a group draws.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site, hidden};

/// A workshop of the district by this programme, begun and moved on so many lines. Gives its address, and a device of its first group.
async fn under_way<'a>(site: &'a Site, leader: &Browser<'_>, programme: &str, lines: usize) -> (String, Browser<'a>) {
    let district = site.district.to_string();
    let form = [
        ("programme", programme),
        ("title", "En time sammen"),
        ("unit", district.as_str()),
        ("held_on", "21.11.2026"),
        ("starts_at", "12.00"),
        ("keep_months", "12"),
        ("seen_by", "group"),
    ];
    let added = leader.post("/workshops", &form).await;
    let address = added.location.split('?').next().unwrap().to_owned();
    leader.post(&format!("{address}/ready"), &[]).await;
    let ready = leader.get(&address).await;
    let (_, rest) = ready.text.split_once("class=\"join\">").unwrap();
    let code = rest.split('<').next().unwrap().replace(' ', "");
    let mut device = site.as_stranger();
    let door = device.get(&format!("/w/{code}")).await;
    let seat = [("group", hidden(&door.text, "group")), ("kind", "own".to_owned())];
    let seat: Vec<(&str, &str)> = seat.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let entered = device.post(&format!("/w/{code}"), &seat).await;
    device.cookie = entered.cookie.split(';').next().unwrap().to_owned();
    lead(leader, &address, "begin").await;
    for _ in 0..lines {
        lead(leader, &address, "next").await;
    }
    (address, device)
}

async fn lead(leader: &Browser<'_>, address: &str, wish: &str) -> StatusCode {
    let page = leader.get(&format!("{address}/lead")).await;
    let seen = hidden(&page.text, "seen");
    leader
        .post(&format!("{address}/lead"), &[("do", wish), ("seen", &seen)])
        .await
        .status
}

#[tokio::test]
async fn the_section_that_is_shown_follows_the_lead_and_begins_anew_with_the_next_line() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, device) = under_way(&site, &leader, "pressure", 1).await;
    let shown = async || device.get("/w/now").await.text;
    assert!(shown().await.contains("<h3>Hvorfor</h3>"), "{}", shown().await);
    assert_eq!(lead(&leader, &address, "page-on").await, StatusCode::SEE_OTHER);
    let second = shown().await;
    assert!(second.contains("<h3>De fire felter</h3>") && !second.contains("<h3>Hvorfor</h3>"));
    assert_eq!(lead(&leader, &address, "page-on").await, StatusCode::SEE_OTHER);
    assert!(shown().await.contains("Afsnit 3 af 3"));
    assert_eq!(
        lead(&leader, &address, "page-on").await,
        StatusCode::CONFLICT,
        "there is no fourth"
    );
    assert_eq!(lead(&leader, &address, "page-back").await, StatusCode::SEE_OTHER);
    assert!(shown().await.contains("<h3>De fire felter</h3>"));
    lead(&leader, &address, "next").await;
    lead(&leader, &address, "back").await;
    assert!(shown().await.contains("<h3>Hvorfor</h3>"));
}

#[tokio::test]
async fn a_group_draws_each_card_once_and_then_is_told_that_there_are_no_more() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (_, device) = under_way(&site, &leader, "look_back", 2).await;
    let mut drawn = BTreeSet::new();
    for number in 1..=12 {
        assert_eq!(
            device.post("/w/cards", &[]).await.status,
            StatusCode::SEE_OTHER,
            "{number}"
        );
        let now = device.get("/w/now").await;
        let (_, rest) = now.text.split_once("?card=look_back:").unwrap();
        drawn.insert(rest.split('#').next().unwrap().to_owned());
        assert_eq!(drawn.len(), number);
    }
    let none = device.post("/w/cards", &[]).await;
    assert!(none.location.contains("done-cards-drawn"), "{}", none.location);
    assert!(device.get("/w/now").await.text.contains("Alle kort er trukket."));
    // A note that is begun from a card is asked about it and keeps which it was.
    let begun = device.get("/w/now?card=look_back:3").await;
    assert!(
        begun.text.contains("name=\"fact-card\" value=\"look_back:3\""),
        "{}",
        begun.text
    );
    let stranger = site.as_stranger().post("/w/cards", &[]).await;
    assert_eq!(stranger.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn figures_say_year_source_and_when_they_are_out_of_date_and_cards_can_be_read_by_everybody_signed_in() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let facts = employee.get("/facts").await;
    assert_eq!(facts.status, StatusCode::OK);
    assert!(
        facts
            .text
            .contains("Tal fra 2017. Der er kommet et nyere: 18,3 procent i 2023."),
        "{}",
        facts.text
    );
    assert!(facts.text.contains("Tal fra 2021. Vi har ikke set nyere tal."));
    let list = employee.get("/models").await;
    for address in ["/models/work_community", "/decks/good_questions", "/facts"] {
        assert!(list.text.contains(&format!("href=\"{address}\"")), "{address}");
        assert_eq!(employee.get(address).await.status, StatusCode::OK, "{address}");
    }
    assert_eq!(employee.get("/models/no_such").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_workplace_lays_its_own_text_over_a_page_and_the_original_stays_there() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(employee.get("/models/demands/edit").await.status, StatusCode::FORBIDDEN);
    let form = coordinator.get("/models/demands/edit").await;
    assert!(
        form.text.contains("## Seks slags krav"),
        "it begins with what is shipped"
    );
    let seen = hidden(&form.text, "seen");
    let typed = [
        ("title", "Krav hos os"),
        ("lead", "Kort sagt"),
        ("body", "## Det presser\n- Telefonen"),
        ("seen", seen.as_str()),
    ];
    let empty = [
        ("title", ""),
        ("lead", "Kort sagt"),
        ("body", ""),
        ("seen", seen.as_str()),
    ];
    let refused = coordinator.post("/models/demands", &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("value=\"Kort sagt\""),
        "what was typed is there still"
    );
    let saved = coordinator.post("/models/demands", &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stale = coordinator.post("/models/demands", &typed).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody else was quicker");
    let own = employee.get("/models/demands").await;
    assert!(own.text.contains("Krav hos os") && own.text.contains("<li>Telefonen</li>"));
    assert!(!own.text.contains("Seks slags krav"));
    let original = employee.get("/models/demands?original=on").await;
    assert!(original.text.contains("Seks slags krav"));
    coordinator.post("/models/demands/remove", &[]).await;
    assert!(employee.get("/models/demands").await.text.contains("Seks slags krav"));
}
