//! Plans through their pages: written line by line, agreed, looked at, printed, and made an initiative.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::calendar::{address, fetch};
use crate::meetings::text_of;
use crate::results::says;
use crate::site::{Browser, Page, Site, hidden};
use crate::workshops::{begin_work, board_of, come_in, go, note_with, set_up, write};

/// Begins a plan of Mosevang; gives its address.
async fn begun(site: &Site, browser: &Browser<'_>) -> String {
    let unit = site.group.to_string();
    let form = [
        ("unit", unit.as_str()),
        ("title", "Ro om medicinen"),
        ("what", "Telefonen ringer"),
    ];
    let done = browser.post("/plans", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    done.location.split('?').next().unwrap().to_owned()
}

async fn add(browser: &Browser<'_>, plan: &str, part: &str, text: &str) -> Page {
    browser
        .post(&format!("{plan}/lines"), &[("part", part), ("text", text)])
        .await
}

/// Where a line of this text is changed.
fn address_of(page: &str, text: &str) -> String {
    let (before, _) = page
        .split_once(&format!("\">{text}</a>"))
        .unwrap_or_else(|| panic!("no {text}: {page}"));
    before.rsplit_once("href=\"").unwrap().1.to_owned()
}

/// Gives a line a role and a day.
async fn tie(browser: &Browser<'_>, plan: &str, text: &str, part: &str, day: &str) {
    let at = address_of(&browser.get(plan).await.text, text);
    let page = browser.get(&at).await;
    let seen = hidden(&page.text, "seen");
    let form = [
        ("seen", seen.as_str()),
        ("part", part),
        ("text", text),
        ("role", "hele holdet"),
        ("due_on", day),
    ];
    let done = browser.post(&at, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

#[tokio::test]
async fn a_plan_is_written_line_by_line_and_a_line_moves_between_headings() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let page = manager.get(&format!("/plans?unit={}", site.group)).await;
    says(&page.text, &["Planer i Mosevang", "Ingen planer endnu"]);
    let plan = begun(&site, &manager).await;
    let headings = ["HVAD", "HVORDAN", "HVEM", "TEGN", "TEST"];
    let page = manager.get(&plan).await;
    says(&page.text, &headings);
    says(
        &page.text,
        &["en person eller en rolle under HVEM", "en dag under TEST"],
    );
    let empty = add(&manager, &plan, "how", "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let number = add(&manager, &plan, "how", "Ring til 010190-1234").await;
    assert_eq!(number.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&number.text, &["Ring til 010190-1234", "Det ligner et CPR-nummer."]);
    assert_eq!(
        add(&manager, &plan, "how", "Makkerliste").await.status,
        StatusCode::SEE_OTHER
    );
    let at = address_of(&manager.get(&plan).await.text, "Makkerliste");
    let seen = hidden(&manager.get(&at).await.text, "seen");
    let moved = manager
        .post(&at, &[("seen", &seen), ("part", "sign"), ("text", "Makkerliste")])
        .await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let page = manager.get(&plan).await.text;
    let under_sign = page.split("id=\"sign\"").nth(1).unwrap();
    says(under_sign, &["Makkerliste"]);
    // Whoever comes second is told, and keeps what was typed.
    let late = manager
        .post(
            &at,
            &[
                ("seen", &seen),
                ("part", "how"),
                ("text", "Makkerlisten hænger ved skabet"),
            ],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    says(&late.text, &["Makkerlisten hænger ved skabet"]);
    let past = manager
        .post(
            &at,
            &[
                ("seen", &hidden(&manager.get(&at).await.text, "seen")),
                ("part", "sign"),
                ("text", "Makkerliste"),
                ("due_on", "01.11.2026"),
            ],
        )
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&past.text, &["Datoen ligger før i dag"]);
}

#[tokio::test]
async fn the_days_of_a_plan_stand_in_the_calendars_of_those_who_have_a_part_in_it_without_its_words() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let plan = begun(&site, &manager).await;
    for (part, text, day) in [
        ("test", "Vi spørger hinanden", "14.01.2027"),
        ("who", "Ringer til apoteket", "20.01.2027"),
    ] {
        add(&manager, &plan, part, text).await;
        tie(&manager, &plan, text, part, day).await;
    }
    for role in [Role::Manager, Role::SafetyRep] {
        let path = address(&site.as_role(role).await).await;
        let (_, _, text) = fetch(&site, &path, "").await;
        for told in [
            "SUMMARY:TEST: Ro om medicinen",
            "DTSTART;VALUE=DATE:20270114",
            "SUMMARY:Plan: Ro om medicinen",
            "DTSTART;VALUE=DATE:20270120",
            plan.as_str(),
        ] {
            assert!(text.replace("\r\n ", "").contains(told), "{role:?}: {told} in {text}");
        }
        assert!(!text.contains("hinanden") && !text.contains("apoteket"), "{text}");
        // A day without an end is that day; one that ended on it would be none.
        assert!(!text.contains("DTEND;VALUE=DATE"), "{text}");
    }
    let path = address(&site.as_role(Role::Employee).await).await;
    let (_, _, text) = fetch(&site, &path, "").await;
    assert!(!text.contains("Ro om medicinen"), "{text}");
}

#[tokio::test]
async fn a_plan_is_agreed_looked_at_printed_and_becomes_an_initiative() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let plan = begun(&site, &manager).await;
    for (part, text) in [
        ("how", "Telefonen hos en makker"),
        ("who", "Laver en makkerliste"),
        ("sign", "Færre afbrydelser"),
        ("test", "Vi ser på tegnene"),
    ] {
        add(&manager, &plan, part, text).await;
    }
    tie(&manager, &plan, "Laver en makkerliste", "who", "01.12.2026").await;
    tie(&manager, &plan, "Vi ser på tegnene", "test", "01.12.2026").await;
    assert_eq!(
        manager.post(&format!("{plan}/agree"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    says(
        &manager.get(&plan).await.text,
        &["Person manager, leder", "Mangler: en repræsentant"],
    );
    let representative = site.as_role(Role::SafetyRep).await;
    says(
        &representative.get("/").await.text,
        &["Vi ser på tegnene", "TEST i planen »Ro om medicinen«"],
    );
    assert_eq!(
        representative.post(&format!("{plan}/agree"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    says(
        &manager.get(&plan).await.text,
        &["Person safety_rep, for medarbejderne", "Aftalt"],
    );
    let paper = manager.get(&format!("{plan}/plan.pdf")).await;
    assert!(paper.bytes.starts_with(b"%PDF"), "{}", paper.text);
    assert!(manager.get("/plans/blank.pdf").await.bytes.starts_with(b"%PDF"));
    let page = manager.get(&plan).await.text;
    let look = page.split('"').find(|text| text.ends_with("/look")).unwrap().to_owned();
    let form = manager.get(&look).await.text;
    let sign = form
        .split('"')
        .find(|text| text.starts_with("sign_"))
        .unwrap()
        .to_owned();
    let nothing = manager.post(&look, &[("next_on", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = manager
        .post(
            &look,
            &[(&sign, "better"), ("text", "Vi går videre"), ("next_on", "28.01.2027")],
        )
        .await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text);
    says(
        &manager.get(&plan).await.text,
        &["Færre afbrydelser: bedre", "Vi går videre", "28.01.2027"],
    );
    let becoming = format!("{plan}/initiative");
    let page = manager.get(&becoming).await.text;
    let lines: Vec<&str> = page
        .split("name=\"line\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .take(6)
        .collect();
    let mut form: Vec<(&str, &str)> = lines.iter().map(|line| ("line", *line)).collect();
    let again = manager.post(&becoming, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "no day");
    form.push(("starts_on", "04.01.2027"));
    let done = manager.post(&becoming, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let initiative = manager.get(done.location.split('?').next().unwrap()).await;
    says(
        &initiative.text,
        &[
            "Telefonen ringer",
            "Kom af:",
            "Telefonen hos en makker",
            "Færre afbrydelser",
        ],
    );
    says(&manager.get(&plan).await.text, &["Blev til:"]);
    let elsewhere = site.as_role(Role::Partner).await;
    assert_eq!(elsewhere.get(&plan).await.status, StatusCode::FORBIDDEN);
}

/// A board of the group on which three notes were written and chosen, on the screen of the room.
async fn with_three_chosen(device: &Browser<'_>) -> Vec<&'static str> {
    let texts = ["Ruten bliver lavet om", "Telefonen ringer", "Kaffe sammen"];
    let board = board_of(&device.get("/w/now").await);
    for (at, text) in texts.iter().enumerate() {
        let written = write(device, &board, text, &format!("w{at}")).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER);
    }
    for (from, to) in [("alone", "together"), ("together", "vote"), ("vote", "choose")] {
        assert_eq!(go(device, &board, from, to).await, StatusCode::SEE_OTHER);
    }
    let page = device.get("/w/now").await;
    for (at, text) in texts.iter().enumerate() {
        let note = note_with(&page, text);
        let request = format!("c{at}");
        let form = [("do", "choose"), ("request", request.as_str()), ("note", note.as_str())];
        assert_eq!(device.post(&board, &form).await.status, StatusCode::SEE_OTHER);
    }
    texts.to_vec()
}

/// The hidden fields of the form that takes a note with this text.
fn offered(page: &str, text: &str) -> (String, String) {
    let (_, rest) = page
        .split_once(&format!("<p>{text}</p>"))
        .unwrap_or_else(|| panic!("{text} is not offered: {page}"));
    (hidden(rest, "board"), hidden(rest, "note"))
}

async fn take(browser: &Browser<'_>, address: &str, note: &(String, String)) -> Page {
    let form = [("board", note.0.as_str()), ("note", note.1.as_str())];
    browser.post(address, &form).await
}

#[tokio::test]
async fn a_group_makes_its_plan_on_the_screen_of_the_room_from_what_it_chose() {
    let site = Site::new().await;
    let leader = site.as_role(Role::Manager).await;
    let (address, code) = set_up(&site, &leader).await;
    let screen = come_in(&site, &code, "room", "6").await;
    let telephone = come_in(&site, &code, "own", "").await;
    assert!(
        !screen.get("/w/now").await.text.contains("/w/plan"),
        "the day has not begun"
    );
    begin_work(&leader, &address).await;
    let texts = with_three_chosen(&screen).await;
    assert!(screen.get("/w/now").await.text.contains("href=\"/w/plan\""));
    let page = screen.get("/w/plan").await;
    says(&page.text, &["HVAD", "HVORDAN", "HVEM", "TEGN", "TEST"]);
    let note = offered(&page.text, texts[0]);
    // Whoever stands beside with a telephone reads along.
    let beside = telephone.get("/w/plan").await;
    says(&beside.text, &["Planen skrives på rummets skærm"]);
    assert_eq!(
        take(&telephone, "/w/plan/notes", &note).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        take(&screen, "/w/plan/notes", &note).await.status,
        StatusCode::SEE_OTHER
    );
    // A note is taken once.
    assert_eq!(take(&screen, "/w/plan/notes", &note).await.status, StatusCode::CONFLICT);
    let lines = [
        ("how", "Vi samler ændringerne", "", ""),
        ("who", "Taler med planlæggerne", "Sofie fra aftenholdet", "01.12.2026"),
        ("sign", "Færre opkald undervejs", "", ""),
        ("test", "Vi ser på det sammen", "", "17.12.2026"),
    ];
    for (part, text, role, due_on) in lines {
        let form = [("part", part), ("text", text), ("role", role), ("due_on", due_on)];
        let added = screen.post("/w/plan/lines", &form).await;
        assert_eq!(
            (added.status, added.location),
            (StatusCode::SEE_OTHER, format!("/w/plan#{part}"))
        );
    }
    // Nobody is suggested and nothing is held against names: the page offers no list of people.
    let page = screen.get("/w/plan").await.text;
    says(&page, &[texts[0], "Sofie fra aftenholdet", "17.12.2026"]);
    assert!(!page.contains("<select") && !page.contains("<datalist") && !page.contains("Person manager"));
    let past = [("part", "who"), ("text", "I går"), ("due_on", "01.11.2026")];
    let refused = screen.post("/w/plan/lines", &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&refused.text, &["I går", "Datoen ligger før i dag"]);
    // A line moves between the headings by a form alone; whoever comes second is told.
    let at = address_of(&page, "Vi samler ændringerne");
    let seen = hidden(&screen.get(&at).await.text, "seen");
    let moved = [
        ("seen", seen.as_str()),
        ("part", "sign"),
        ("text", "Vi samler ændringerne"),
    ];
    assert_eq!(screen.post(&at, &moved).await.status, StatusCode::SEE_OTHER);
    let late = [
        ("seen", seen.as_str()),
        ("part", "how"),
        ("text", "Vi samler dem to gange"),
    ];
    let late = screen.post(&at, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    says(&late.text, &["Vi samler dem to gange"]);

    let closed = leader.post(&format!("{address}/close"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    assert_eq!(screen.get("/w/plan").await.location, "/w");
    // Afterwards it is a plan of the unit; what was chosen and not taken is still offered, and leads back to its board.
    let list = leader.get(&format!("/plans?unit={}", site.group)).await.text;
    let plan = address_of(&list, texts[0]);
    let page = leader.get(&plan).await.text;
    says(&page, &["Sofie fra aftenholdet", texts[1], "Kom af:"]);
    assert_eq!(
        take(&leader, &format!("{plan}/notes"), &offered(&page, texts[1]))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let page = leader.get(&plan).await.text;
    assert!(page.contains("href=\"/boards/"));
    let board = page.split('"').find(|text| text.starts_with("/boards/")).unwrap();
    says(&leader.get(board).await.text, &["Blev til:", texts[1]]);
    // The plans of the day are one file, a page each.
    let file = leader.get(&format!("{address}/plans.pdf")).await;
    let text = text_of(&file.bytes);
    says(
        &text,
        &["HVAD vil vi arbejde med", "Sofie fra aftenholdet", "Side 1 af 1"],
    );
    let partner = site.as_role(Role::Partner).await;
    assert_eq!(
        partner.get(&format!("{address}/plans.pdf")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_fourth_thing_under_hvad_is_asked_about_once() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let plan = begun(&site, &manager).await;
    for text in ["Køretiden", "Kaffen"] {
        assert_eq!(add(&manager, &plan, "what", text).await.status, StatusCode::SEE_OTHER);
    }
    let asked = add(&manager, &plan, "what", "Døren").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&asked.text, &["Hvad skal vente?", "Døren"]);
    let form = [("part", "what"), ("text", "Døren"), ("asked", "on")];
    let again = manager.post(&format!("{plan}/lines"), &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn both_names_stand_on_the_paper_and_in_the_api() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let plan = begun(&site, &manager).await;
    add(&manager, &plan, "who", "Laver en makkerliste").await;
    add(&manager, &plan, "test", "Vi ser på tegnene").await;
    tie(&manager, &plan, "Laver en makkerliste", "who", "01.12.2026").await;
    tie(&manager, &plan, "Vi ser på tegnene", "test", "01.12.2026").await;
    manager.post(&format!("{plan}/agree"), &[]).await;
    let paper = text_of(&manager.get(&format!("{plan}/plan.pdf")).await.bytes);
    says(&paper, &["Person manager, leder", "Mangler: en repræsentant"]);
    let representative = site.as_role(Role::SafetyRep).await;
    representative.post(&format!("{plan}/agree"), &[]).await;
    let paper = text_of(&manager.get(&format!("{plan}/plan.pdf")).await.bytes);
    says(
        &paper,
        &[
            "Person manager",
            "Person safety_rep",
            "TEST vores opfølgning sker sådan",
            "Side 1 af 1",
        ],
    );
    let read = manager.get(&plan.replace("/plans/", "/api/v1/plans/")).await;
    says(
        &read.text,
        &[
            "\"state\":\"agreed\"",
            "\"agreed_with\":\"Person safety_rep\"",
            "hele holdet",
        ],
    );
    let list = manager.get("/api/v1/plans").await;
    says(&list.text, &["\"actions\":1", "\"next_test\":\"2026-12-01\""]);
    let partner = site.as_role(Role::Partner).await;
    assert_eq!(partner.get("/api/v1/plans").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_test_day_that_has_come_stands_first_on_both_start_pages_until_it_is_written() {
    let site = Site::new().await;
    let (manager, representative) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    let plan = begun(&site, &manager).await;
    add(&manager, &plan, "test", "Vi ser på tegnene").await;
    tie(&manager, &plan, "Vi ser på tegnene", "test", "21.11.2026").await;
    for browser in [&manager, &representative] {
        let page = browser.get("/").await.text;
        let (_, lines) = page.split_once("<ol class=\"lines\">").unwrap();
        let first = lines.split("</li>").next().unwrap();
        says(first, &["Vi ser på tegnene", "Skriv, hvad I ser", "/look"]);
    }
    let look = manager.get("/").await.text;
    let look = look.split('"').find(|text| text.ends_with("/look")).unwrap().to_owned();
    let seen = representative
        .post(&look, &[("text", "Vi går videre"), ("next_on", "01.12.2026")])
        .await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text);
    let page = manager.get("/").await.text;
    says(&page, &["Vi ser på tegnene", "01.12.2026"]);
}
