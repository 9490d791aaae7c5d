//! A workshop from beginning to end, by forms alone: no script runs here.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site, hidden};

/// Sets up 45 minutes about work pressure in Distrikt Nord, today at noon, and makes the code.
pub(crate) async fn set_up(site: &Site, leader: &Browser<'_>) -> (String, String) {
    let district = site.district.to_string();
    let added = leader
        .post(
            "/workshops",
            &[
                ("programme", "pressure"),
                ("title", "Landkort over arbejdspres"),
                ("unit", &district),
                ("held_on", "21.11.2026"),
                ("starts_at", "12.00"),
                ("keep_months", "12"),
                ("seen_by", "group"),
            ],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let address = added.location.split('?').next().unwrap().to_owned();
    let draft = leader.get(&address).await;
    assert!(
        draft.text.contains("Mosevang") && draft.text.contains("12.08"),
        "{}",
        draft.text
    );
    assert_eq!(
        leader.post(&format!("{address}/ready"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let ready = leader.get(&address).await;
    let (_, rest) = ready.text.split_once("class=\"join\">").unwrap();
    let code = rest.split('<').next().unwrap().replace(' ', "");
    assert_eq!(code.len(), 6);
    (address, code)
}

/// Comes in at the door, into the first group.
pub(crate) async fn come_in<'a>(site: &'a Site, code: &str, kind: &str, people: &str) -> Browser<'a> {
    let mut device = site.as_stranger();
    let typed = device.post("/w", &[("code", &code.to_lowercase())]).await;
    assert_eq!(
        (typed.status, typed.location.as_str()),
        (StatusCode::SEE_OTHER, format!("/w/{code}").as_str())
    );
    let door = device.get(&typed.location).await;
    let group = hidden(&door.text, "group");
    let entered = device
        .post(
            &typed.location,
            &[("group", &group), ("kind", kind), ("people", people)],
        )
        .await;
    assert_eq!(
        (entered.status, entered.location.as_str()),
        (StatusCode::SEE_OTHER, "/w/now"),
        "{}",
        entered.text
    );
    device.cookie = entered.cookie.split(';').next().unwrap().to_owned();
    device
}

pub(crate) async fn lead(leader: &Browser<'_>, address: &str, wish: &str) -> Page {
    let page = leader.get(&format!("{address}/lead")).await;
    let seen = hidden(&page.text, "seen");
    leader
        .post(&format!("{address}/lead"), &[("do", wish), ("seen", &seen)])
        .await
}

/// On to the group work, which is the third line.
pub(crate) async fn begin_work(leader: &Browser<'_>, address: &str) {
    for wish in ["begin", "next", "next"] {
        assert_eq!(
            lead(leader, address, wish).await.status,
            StatusCode::SEE_OTHER,
            "{wish}"
        );
    }
}

pub(crate) fn board_of(page: &Page) -> String {
    let (_, rest) = page
        .text
        .split_once("action=\"/w/boards/")
        .unwrap_or_else(|| panic!("no board: {}", page.text));
    format!("/w/boards/{}", rest.split('"').next().unwrap())
}

pub(crate) async fn write(device: &Browser<'_>, board: &str, text: &str, request: &str) -> Page {
    let form = [("do", "add"), ("request", request), ("zone", "pressed"), ("text", text)];
    device.post(board, &form).await
}

pub(crate) async fn go(device: &Browser<'_>, board: &str, from: &str, to: &str) -> StatusCode {
    let form = [("do", "go"), ("request", to), ("from", from), ("to", to)];
    device.post(board, &form).await.status
}

pub(crate) fn note_with(page: &Page, text: &str) -> String {
    let at = page
        .text
        .find(&format!(">{text}<"))
        .unwrap_or_else(|| panic!("{text} is not there: {}", page.text));
    let before = &page.text[..at];
    let (_, id) = before.rsplit_once("id=\"t-").unwrap();
    id.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_whole_day_works_without_a_script_and_what_is_chosen_stays() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let (one, other) = (
        come_in(&site, &code, "own", "").await,
        come_in(&site, &code, "own", "").await,
    );
    assert!(one.get("/w/now").await.text.contains("Dagen er ikke begyndt"));
    begin_work(&leader, &address).await;
    let board = board_of(&one.get("/w/now").await);
    for (device, text) in [(&one, "Telefonen ringer hele tiden"), (&other, "Ruten bliver lavet om")] {
        assert_eq!(write(device, &board, text, "1").await.status, StatusCode::SEE_OTHER);
    }
    // Alone is alone: for the other one, and for whoever leads.
    let seen = one.get("/w/now").await.text;
    assert!(seen.contains("Telefonen ringer") && !seen.contains("Ruten bliver") && seen.contains("1 anden skriver"));
    let manager = leader.get(&board.replace("/w/", "/")).await;
    assert_eq!(manager.status, StatusCode::FORBIDDEN);

    assert_eq!(go(&one, &board, "alone", "together").await, StatusCode::SEE_OTHER);
    let together = other.get("/w/now").await;
    assert!(together.text.contains("Telefonen ringer") && together.text.contains("Ruten bliver"));
    let (phone, route) = (
        note_with(&together, "Telefonen ringer hele tiden"),
        note_with(&together, "Ruten bliver lavet om"),
    );
    let moved = [
        ("do", "move"),
        ("request", "2"),
        ("note", phone.as_str()),
        ("zone", "passive"),
    ];
    assert_eq!(other.post(&board, &moved).await.status, StatusCode::SEE_OTHER);
    // Two mend the same text: the second is told, and keeps what was typed.
    for (device, text, is_late) in [
        (&one, "Ruten bliver lavet om hver dag", false),
        (&other, "Ruten skifter", true),
    ] {
        let form = [
            ("do", "rewrite"),
            ("request", "3"),
            ("note", route.as_str()),
            ("base", "1"),
            ("text", text),
        ];
        let answer = device.post(&board, &form).await;
        assert_eq!(
            answer.location.contains("done-note-kept"),
            is_late,
            "{}",
            answer.location
        );
    }
    assert!(other.get("/w/now").await.text.contains("Ruten skifter"));
    assert!(!one.get("/w/now").await.text.contains("Ruten skifter"));

    assert_eq!(go(&one, &board, "together", "vote").await, StatusCode::SEE_OTHER);
    for (device, points) in [(&one, "2"), (&other, "1")] {
        let form = [
            ("do", "vote"),
            ("request", "4"),
            ("note", route.as_str()),
            ("points", points),
        ];
        assert_eq!(device.post(&board, &form).await.status, StatusCode::SEE_OTHER);
    }
    // Nobody's page holds a sum while voting runs.
    for page in [one.get("/w/now").await, leader.get(&board.replace("/w/", "/")).await] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("3 point"), "{}", page.text);
    }
    assert_eq!(go(&one, &board, "vote", "choose").await, StatusCode::SEE_OTHER);
    assert!(one.get("/w/now").await.text.contains("3 point"));
    let chosen = [("do", "choose"), ("request", "5"), ("note", route.as_str())];
    assert_eq!(one.post(&board, &chosen).await.status, StatusCode::SEE_OTHER);

    let closed = leader.post(&format!("{address}/close"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    assert_eq!(one.get("/w/now").await.location, "/w");
    let employee = site.as_role(Role::Employee).await;
    let shown = employee.get(&board.replace("/w/", "/")).await;
    assert!(
        shown.text.contains("Ruten bliver lavet om hver dag") && shown.text.contains("Valgt til planen"),
        "{}",
        shown.text
    );
}

#[tokio::test]
async fn when_the_day_is_over_nothing_kept_says_which_device_wrote_or_voted() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    let board = board_of(&device.get("/w/now").await);
    write(
        &device,
        &board,
        "En seddel med et sjældent ord: kvantespring",
        "kendenummer-7731",
    )
    .await;
    go(&device, &board, "alone", "together").await;
    go(&device, &board, "together", "vote").await;
    let note = note_with(
        &device.get("/w/now").await,
        "En seddel med et sjældent ord: kvantespring",
    );
    let vote = [
        ("do", "vote"),
        ("request", "5"),
        ("note", note.as_str()),
        ("points", "2"),
    ];
    assert_eq!(device.post(&board, &vote).await.status, StatusCode::SEE_OTHER);
    let secret = device.cookie.rsplit('.').next().unwrap().to_owned();
    assert_eq!(
        leader.post(&format!("{address}/close"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    site.app.store.wipe_leftovers().await.unwrap();
    let mut kept = Vec::new();
    for entry in std::fs::read_dir(site.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            kept.extend(std::fs::read(path).unwrap());
        }
    }
    let has = |word: &str| kept.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(has("kvantespring"), "the note itself is kept");
    assert!(!has(&secret) && !has("kendenummer-7731") && !has(&code));
    let hashes = trivsel_app::workshops::SeatToken::parse(device.cookie.split_once('=').unwrap().1)
        .unwrap()
        .kept_as();
    for hash in hashes {
        assert!(!has(&hash), "the hash of a device is left");
    }
}

#[tokio::test]
async fn a_note_sent_twice_is_one_and_what_does_not_belong_there_comes_back() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "room", "5").await;
    begin_work(&leader, &address).await;
    let board = board_of(&device.get("/w/now").await);
    for _ in 0..3 {
        assert_eq!(
            write(&device, &board, "Vagtplanen har huller", "7").await.status,
            StatusCode::SEE_OTHER
        );
    }
    // Another text under the same number is another note: a form lay open and was sent twice.
    write(&device, &board, "Vagtplanen kommer sent", "7").await;
    let page = device.get("/w/now").await.text;
    assert_eq!(page.matches("data-note=").count(), 2, "{page}");
    for (text, why) in [
        ("Ring til 12 34 56 78", "telefonnummer"),
        ("Borger 010203-1234 venter", "CPR-nummer"),
        ("Skriv til a@b.example", "mailadresse"),
        ("Spørg Mette om det", "Der står måske et navn"),
    ] {
        let refused = write(&device, &board, text, "8").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(
            refused.text.contains(why) && refused.text.contains(text),
            "{text}: {}",
            refused.text
        );
    }
    let long = "æ".repeat(281);
    let refused = write(&device, &board, &long, "9").await;
    assert!(refused.text.contains("1 tegn for meget") && refused.text.contains(&long));
    let meant = [
        ("do", "add"),
        ("request", "9"),
        ("zone", "pressed"),
        ("text", "Spørg Mette om det"),
        ("sure", "on"),
    ];
    assert_eq!(device.post(&board, &meant).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_leads_at_a_time_and_nobody_moves_the_day_twice() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let page = leader.get(&format!("{address}/lead")).await;
    let seen = hidden(&page.text, "seen");
    let begin = [("do", "begin"), ("seen", seen.as_str())];
    assert_eq!(
        leader.post(&format!("{address}/lead"), &begin).await.status,
        StatusCode::SEE_OTHER
    );
    // The same press again, from an old page.
    assert_eq!(
        leader.post(&format!("{address}/lead"), &begin).await.status,
        StatusCode::CONFLICT
    );
    let other = site.as_role(Role::Coordinator).await;
    let message = [("do", "message"), ("message", "Husk pauserne")];
    let refused = other.post(&format!("{address}/lead"), &message).await;
    assert!(refused.text.contains("En anden leder nu"), "{}", refused.text);
    assert_eq!(
        other
            .post(&format!("{address}/lead"), &[("do", "take-over")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        other.post(&format!("{address}/lead"), &message).await.status,
        StatusCode::SEE_OTHER
    );
    let device = come_in(&site, &code, "own", "").await;
    assert!(device.get("/w/now").await.text.contains("Husk pauserne"));
    assert_eq!(
        other.post(&format!("{address}/lead"), &[("do", "shut")]).await.status,
        StatusCode::SEE_OTHER
    );
    let late = site.as_stranger().post("/w", &[("code", &code)]).await;
    assert!(late.text.contains("Døren er lukket"), "{}", late.text);
    // Nobody but those who lead moves anything.
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(
        employee.post(&format!("{address}/lead"), &message).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_signed_in_person_is_nobody_at_a_workshop() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let mut device = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    device.cookie = format!("{}; {}", device.cookie, leader.cookie);
    let page = device.get("/w/now").await;
    assert!(!page.text.contains("Person manager"), "{}", page.text);
    // No form carries a mark that would be kept with a person.
    assert!(!page.text.contains("name=\"once\""));
    let board = board_of(&page);
    assert_eq!(
        write(&device, &board, "Vi mangler en plan for fredag", "1")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let stranger = site.as_stranger();
    assert_eq!(stranger.get("/w/now").await.location, "/w");
    assert_eq!(
        write(&stranger, &board, "Udefra", "1").await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn a_device_hears_of_its_own_board_and_of_no_other() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let device = come_in(&site, &code, "own", "").await;
    begin_work(&leader, &address).await;
    let page = device.get("/w/now").await;
    let board = board_of(&page);
    let id = board.rsplit('/').next().unwrap();
    let on = format!("/w/live?once=1&on=board:{id}@0.0");
    write(&device, &board, "Vi mangler tid", "1").await;
    let heard = device.get(&on).await;
    assert!(
        heard.text.contains("event: fetch") && heard.text.contains("event: hello"),
        "{}",
        heard.text
    );
    assert!(
        !heard.text.contains("Vi mangler tid"),
        "what is new is fetched, not sent"
    );
    let stranger = site.as_stranger().get(&on).await;
    assert_eq!(stranger.status, StatusCode::NO_CONTENT);
    let elsewhere = format!("/w/live?once=1&on=board:{}@0.0", uuid::Uuid::nil());
    assert_eq!(device.get(&elsewhere).await.status, StatusCode::FORBIDDEN);
}
