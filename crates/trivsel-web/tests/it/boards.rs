//! Boards: who is let in and how fast, what is told of votes, the board when it is over, own kinds, and boards that hang for some days.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site, hidden};
use crate::workshops::{begin_work, board_of, come_in, go, note_with, set_up, write};

#[tokio::test]
async fn whoever_tries_codes_that_open_nothing_is_slowed_and_a_right_one_is_not_counted() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (_, code) = set_up(&site, &leader).await;
    let stranger = site.as_stranger();
    // A hall comes in from one address.
    for _ in 0..150 {
        assert_eq!(
            stranger.post("/w", &[("code", &code)]).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let mut looked_at = 0;
    let told = loop {
        let page = stranger
            .post("/w", &[("code", &format!("AAAA{}A", looked_at % 8 + 2))])
            .await;
        match page.status {
            StatusCode::UNPROCESSABLE_ENTITY => looked_at += 1,
            other => break other,
        }
        assert!(looked_at < 200);
    };
    assert_eq!(told, StatusCode::TOO_MANY_REQUESTS);
    assert!(looked_at > 60, "{looked_at}");
    // By the address of the poster it goes no faster.
    let poster = stranger.get("/w/AAAAAA").await;
    assert_eq!(poster.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_screen_has_points_for_twice_as_many_as_are_expected_and_no_more() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (_, code) = set_up(&site, &leader).await;
    let device = site.as_stranger();
    let door = device.get(&format!("/w/{code}")).await;
    let group = hidden(&door.text, "group");
    for (people, status) in [
        ("12", StatusCode::SEE_OTHER),
        ("13", StatusCode::UNPROCESSABLE_ENTITY),
        ("60", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let form = [("group", group.as_str()), ("kind", "room"), ("people", people)];
        let entered = device.post(&format!("/w/{code}"), &form).await;
        assert_eq!(entered.status, status, "{people}");
        assert_eq!(
            entered.text.contains("Højst 12 ved en skærm"),
            status != StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn what_one_alone_voted_is_told_to_nobody() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    let board = board_of(&device.get("/w/now").await);
    write(&device, &board, "Telefonen ringer hele tiden", "1").await;
    go(&device, &board, "alone", "together").await;
    go(&device, &board, "together", "vote").await;
    let note = note_with(&device.get("/w/now").await, "Telefonen ringer hele tiden");
    let vote = [
        ("do", "vote"),
        ("request", "4"),
        ("note", note.as_str()),
        ("points", "2"),
    ];
    assert_eq!(device.post(&board, &vote).await.status, StatusCode::SEE_OTHER);
    assert_eq!(go(&device, &board, "vote", "choose").await, StatusCode::SEE_OTHER);
    let chosen = device.get("/w/now").await.text;
    assert!(chosen.contains("Ingen tal") && !chosen.contains("2 point"), "{chosen}");
    leader.post(&format!("{address}/close"), &[]).await;
    let closed = leader.get(&board.replace("/w/", "/")).await.text;
    assert!(
        closed.contains("Telefonen ringer") && !closed.contains("2 point"),
        "{closed}"
    );
}

#[tokio::test]
async fn what_waited_on_a_shared_screen_is_never_sent_as_the_next_ones() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let first = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    let page = first.get("/w/now").await;
    let board = board_of(&page);
    let (_, rest) = page.text.split_once("data-seat=\"").unwrap();
    let seat = rest.split('"').next().unwrap();
    let waiting = [
        ("do", "add"),
        ("request", "1"),
        ("zone", "pressed"),
        ("text", "Skrevet uden net"),
        ("seat", seat),
    ];
    let next = come_in(&site, &code, "own", "").await;
    assert_eq!(next.post(&board, &waiting).await.status, StatusCode::CONFLICT);
    assert!(!next.get("/w/now").await.text.contains("Skrevet uden net"));
    assert_eq!(first.post(&board, &waiting).await.status, StatusCode::SEE_OTHER);
    assert!(first.get("/w/now").await.text.contains("Skrevet uden net"));
    let worker = first.get("/w/worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert!(worker.text.contains("serviceWorker") || worker.text.contains("addEventListener"));
}

/// A day with one device: a note is written and chosen, the day is closed. Gives the board's address and the note.
async fn a_day(site: &Site, leader: &Browser<'_>, text: &str) -> (String, String) {
    let (address, code) = set_up(site, leader).await;
    let device = come_in(site, &code, "own", "").await;
    begin_work(leader, &address).await;
    let page = device.get("/w/now").await;
    let board = board_of(&page);
    write(&device, &board, text, "1").await;
    go(&device, &board, "alone", "together").await;
    go(&device, &board, "together", "choose").await;
    let note = note_with(&device.get("/w/now").await, text);
    let chosen = [("do", "choose"), ("request", "5"), ("note", note.as_str())];
    assert_eq!(device.post(&board, &chosen).await.status, StatusCode::SEE_OTHER);
    leader.post(&format!("{address}/close"), &[]).await;
    (board.replace("/w/", "/"), note)
}

#[tokio::test]
async fn the_third_time_shows_which_chosen_notes_of_the_first_are_still_open() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (first, open) = a_day(&site, &leader, "Telefonen ringer hele tiden").await;
    let (second, settled) = a_day(&site, &leader, "Ruten bliver lavet om").await;
    assert!(leader.get(&second).await.text.contains("Telefonen ringer hele tiden"));
    let settle = [("note", settled.as_str()), ("settled", "on")];
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(
        employee.post(&format!("{second}/settled"), &settle).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        leader.post(&format!("{second}/settled"), &settle).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(leader.get(&second).await.text.contains("På plads 21.11.2026"));

    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    let seen = device.get("/w/now").await.text;
    assert!(seen.contains("Sidst valgte I"), "{seen}");
    assert!(seen.contains("Telefonen ringer hele tiden") && seen.contains("Stadig åben"));
    // Settled, and taken back.
    let back = [("note", open.as_str()), ("settled", "on")];
    leader.post(&format!("{first}/settled"), &back).await;
    leader
        .post(&format!("{first}/settled"), &[("note", open.as_str())])
        .await;
    assert!(device.get("/w/now").await.text.contains("Stadig åben"));
}

#[tokio::test]
async fn a_closed_board_is_a_picture_a_table_and_a_csv_file() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (board, _) = a_day(&site, &leader, "Telefonen ringer; hele tiden").await;
    let page = leader.get(&board).await.text;
    for words in [
        "Presset",
        "Pause",
        "Sedlerne som tabel",
        "board.pdf",
        "Valgt til planen",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let csv = leader.get(&format!("{board}/board.csv")).await;
    assert_eq!(csv.status, StatusCode::OK);
    assert!(
        csv.text.contains("Telefonen ringer; hele tiden") && csv.text.contains("Presset"),
        "{}",
        csv.text
    );
}

#[tokio::test]
async fn an_own_kind_with_five_zones_is_made_and_used_at_once() {
    let site = Site::new().await;
    let who = site.as_role(Role::Coordinator).await;
    let zones = ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"];
    let names: Vec<String> = (1..=5).map(|place| format!("zone_{place}")).collect();
    let mut form = vec![("title", "Ugen"), ("question", "Hvornår er der travlt?")];
    form.push((names[0].as_str(), zones[0]));
    let few = who.post("/board-kinds", &form).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        few.text.contains("mindst to felter") && few.text.contains("Mandag"),
        "{}",
        few.text
    );
    form.extend(names.iter().map(String::as_str).zip(zones).skip(1));
    assert_eq!(who.post("/board-kinds", &form).await.status, StatusCode::SEE_OTHER);
    let manager = site.as_role(Role::Manager).await;
    assert_eq!(manager.get("/board-kinds").await.status, StatusCode::FORBIDDEN);
    let listed = who.get("/board-kinds").await.text;
    let (_, rest) = listed.split_once("/board-kinds/0").unwrap();
    let kind = format!("0{}", rest.split('/').next().unwrap());
    let code = format!("own_{kind}");

    let unit = site.group.to_string();
    let hang = [
        ("kind", code.as_str()),
        ("unit", unit.as_str()),
        ("open_to", "28.11.2026"),
        ("expected", "12"),
        ("keep_months", "6"),
    ];
    let hung = manager.post("/boards", &hang).await;
    assert_eq!(hung.status, StatusCode::SEE_OTHER, "{}", hung.text);
    let address = hung.location.split('?').next().unwrap().to_owned();
    let page = manager.get(&address).await;
    assert!(page.text.contains("Hænger til og med 28.11.2026"), "{}", page.text);
    let (_, rest) = page.text.split_once("class=\"join\">").unwrap();
    let door = rest.split('<').next().unwrap().replace(' ', "");
    let device = come_in(&site, &door, "own", "").await;
    let now = device.get("/w/now").await;
    for zone in zones {
        assert!(now.text.contains(zone), "{zone}: {}", now.text);
    }
    let board = board_of(&now);
    let note = [
        ("do", "add"),
        ("request", "1"),
        ("zone", "z5"),
        ("text", "Fredag eftermiddag"),
    ];
    assert_eq!(device.post(&board, &note).await.status, StatusCode::SEE_OTHER);
    // What has been written on keeps its zones, and is not taken away.
    let edit = format!("/board-kinds/{kind}");
    let seen = hidden(&who.get(&format!("{edit}/edit")).await.text, "seen");
    let mut fewer = vec![("title", "Ugen"), ("question", "Hvornår?"), ("seen", seen.as_str())];
    fewer.extend(names.iter().map(String::as_str).zip(zones).take(4));
    assert_eq!(who.post(&edit, &fewer).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        who.post(&format!("{edit}/remove"), &[]).await.status,
        StatusCode::CONFLICT
    );
    fewer.push((names[4].as_str(), "Lørdag"));
    assert_eq!(who.post(&edit, &fewer).await.status, StatusCode::SEE_OTHER);
    let renamed = device.get("/w/now").await.text;
    assert!(renamed.contains("Lørdag") && renamed.contains("Fredag eftermiddag"));
}

#[tokio::test]
async fn a_board_of_many_notes_is_a_list_in_which_each_can_be_moved() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "room", "6").await;
    begin_work(&leader, &address).await;
    let board = board_of(&device.get("/w/now").await);
    for number in 0..120 {
        write(&device, &board, &format!("Seddel nummer {number}"), &number.to_string()).await;
    }
    go(&device, &board, "alone", "together").await;
    let as_zones = device.get("/w/now").await.text;
    // Not 120 choices in each of 120 notes.
    assert!(
        !as_zones.contains("name=\"onto\"") && as_zones.len() < 900_000,
        "{}",
        as_zones.len()
    );
    let list = device.get("/w/now?view=list").await;
    assert_eq!(list.text.matches("data-note=").count(), 120);
    let (before, _) = list.text.split_once(">Seddel nummer 7</p>").unwrap();
    let note = before
        .rsplit_once("id=\"t-")
        .unwrap()
        .1
        .trim_end_matches('"')
        .to_owned();
    let form = [
        ("do", "move"),
        ("view", "list"),
        ("request", "m"),
        ("note", note.as_str()),
        ("zone", "break"),
    ];
    let moved = device.post(&board, &form).await;
    assert_eq!(
        (moved.status, moved.location.as_str()),
        (StatusCode::SEE_OTHER, "/w/now?view=list")
    );
}
