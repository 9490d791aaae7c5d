//! Tools of the toolbox in use: taken into an initiative and onto an agenda, told of by units, looked after by an editor.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site, hidden};

async fn sent(browser: &Browser<'_>, address: &str, form: &[(&str, &str)]) -> Page {
    let page = browser.post(address, form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}: {}", page.text);
    page
}

fn without_query(location: &str) -> String {
    location.split('?').next().unwrap().to_owned()
}

async fn initiative(site: &Site) -> String {
    let manager = site.as_role(Role::Manager).await;
    let unit = site.group.to_string();
    let form = [
        ("title", "Rolige morgener"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
    ];
    without_query(&sent(&manager, "/initiatives", &form).await.location)
}

/// The value that stands chosen in a list.
fn chosen(page: &str, name: &str) -> String {
    let (_, list) = page.split_once(&format!("name=\"{name}\"")).unwrap();
    let list = list.split("</select>").next().unwrap();
    let (before, _) = list.split_once("selected").unwrap();
    let (_, value) = before.rsplit_once("value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

fn area(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\"")).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split("</textarea>").next().unwrap().trim().to_owned()
}

#[tokio::test]
async fn a_tool_becomes_a_measure_in_two_presses_and_says_where_it_came_from() {
    let site = Site::new().await;
    let address = initiative(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let page = manager.get("/toolbox/tools/T001").await;
    assert!(page.text.contains("Sådan forebygges stress") && page.text.contains("Ikke videnskabeligt afprøvet"));
    // The first press opens a form in which everything stands already; the second saves it.
    assert!(
        page.text.contains("href=\"/toolbox/tools/T001/measure\""),
        "{}",
        page.text
    );
    let form = manager.get("/toolbox/tools/T001/measure").await.text;
    let (initiative, description) = (chosen(&form, "initiative"), area(&form, "description"));
    assert!(address.ends_with(&initiative), "{address} {initiative}");
    assert!(
        description.starts_with("Fra værktøjet »Sådan forebygges stress« (Arbejdstilsynet)."),
        "{description}"
    );
    let typed = [
        ("initiative", initiative.as_str()),
        ("title", "Sådan forebygges stress"),
        ("description", description.as_str()),
    ];
    let saved = sent(&manager, "/toolbox/tools/T001/measure", &typed).await;
    assert_eq!(without_query(&saved.location), address);
    let page = manager.get(&address).await.text;
    assert!(page.contains("Fra værktøjet »Sådan forebygges stress«"), "{page}");
    assert!(
        page.contains("href=\"/toolbox/tools/T001\""),
        "the chain leads back: {page}"
    );
    // The tool says where it is used, and that this proves nothing of it.
    let page = manager.get("/toolbox/tools/T001").await.text;
    assert!(
        page.contains(&format!("href=\"{address}\"")) && page.contains("Rolige morgener. Mosevang."),
        "{page}"
    );
    assert!(page.contains("siger ikke, om værktøjet virker"));
    let thread = manager.get("/chain/tool/T001").await;
    assert_eq!(thread.status, StatusCode::OK, "{}", thread.text);
    assert!(thread.text.contains(&address), "{}", thread.text);
    // Without a title it comes back with what was typed; who may change no measures is offered none.
    let typed = [
        ("initiative", initiative.as_str()),
        ("title", " "),
        ("description", "Vores egne ord"),
    ];
    let page = manager.post("/toolbox/tools/T001/measure", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Vores egne ord") && page.text.contains("id=\"title-error\""),
        "{}",
        page.text
    );
    let employee = site.as_role(Role::Employee).await;
    assert!(!employee.get("/toolbox/tools/T001").await.text.contains("/measure\""));
    let refused = employee.get("/toolbox/tools/T001/measure").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_tool_becomes_a_line_of_a_plan_in_two_presses() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let unit = site.group.to_string();
    let form = [
        ("unit", unit.as_str()),
        ("title", "Ro om medicinen"),
        ("what", "Telefonen ringer"),
    ];
    let plan = without_query(&sent(&manager, "/plans", &form).await.location);
    let page = manager.get("/toolbox/tools/T001").await.text;
    assert!(page.contains("href=\"/toolbox/tools/T001/plan\""), "{page}");
    let form = manager.get("/toolbox/tools/T001/plan").await.text;
    let (chosen, text) = (chosen(&form, "plan"), area(&form, "text"));
    assert!(plan.ends_with(&chosen), "{plan} {chosen}");
    let typed = [("plan", chosen.as_str()), ("text", text.as_str())];
    let saved = sent(&manager, "/toolbox/tools/T001/plan", &typed).await;
    assert_eq!(without_query(&saved.location), plan);
    let page = manager.get(&plan).await.text;
    assert!(page.contains("Fra værktøjet »Sådan forebygges stress«"), "{page}");
    let page = manager.get("/toolbox/tools/T001").await.text;
    assert!(
        page.contains(&format!("href=\"{plan}")),
        "the tool says where it is used: {page}"
    );
    let page = manager
        .post("/toolbox/tools/T001/plan", &[("plan", chosen.as_str()), ("text", " ")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_came_of_a_tool_where_one_may_not_look_is_told_without_words() {
    let site = Site::new().await;
    let unit = site.elsewhere.to_string();
    let coordinator = site.as_role(Role::Coordinator).await;
    let form = [("title", "Hemmeligt"), ("unit", unit.as_str()), ("iglo_level", "group")];
    let address = without_query(&sent(&coordinator, "/initiatives", &form).await.location);
    let id = address.rsplit('/').next().unwrap();
    let typed = [("initiative", id), ("title", "Hemmelig plan"), ("description", "")];
    sent(&coordinator, "/toolbox/tools/T001/measure", &typed).await;
    let page = site.as_role(Role::Employee).await.get("/toolbox/tools/T001").await.text;
    assert!(
        !page.contains("Hemmelig") && page.contains("Noget i en enhed, du ikke har adgang til"),
        "{page}"
    );
}

#[tokio::test]
async fn a_tool_goes_on_the_agenda_of_the_next_meeting() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let unit = site.district.to_string();
    let form = [
        ("name", "Distrikts-MED"),
        ("kind", "committee"),
        ("unit", unit.as_str()),
        ("valid_from", "01.01.2020"),
    ];
    let committee = without_query(&sent(&coordinator, "/committees", &form).await.location);
    let form = [("held_on", "15.12.2026"), ("starts_at", ""), ("place", "")];
    let meeting = without_query(
        &sent(&coordinator, &format!("{committee}/meetings"), &form)
            .await
            .location,
    );
    let page = coordinator.get("/toolbox/tools/T001/agenda").await.text;
    let id = meeting.rsplit('/').next().unwrap();
    assert!(
        page.contains(&format!("value=\"{id}\" checked")),
        "the next meeting is chosen: {page}"
    );
    let text = area(&page, "text");
    let typed = [("meeting", id), ("title", "Stress"), ("text", text.as_str())];
    sent(&coordinator, "/toolbox/tools/T001/agenda", &typed).await;
    let page = coordinator.get(&meeting).await.text;
    assert!(page.contains("Fra værktøjet »Sådan forebygges stress«"), "{page}");
    assert!(page.contains("href=\"/toolbox/tools/T001\""), "{page}");
}

#[tokio::test]
async fn a_unit_says_that_it_uses_a_tool_and_takes_it_back() {
    let site = Site::new().await;
    let rep = site.as_role(Role::SafetyRep).await;
    let form = rep.get("/toolbox/tools/T001/notes/new").await.text;
    assert!(form.contains("value=\"21.11.2026\""), "{form}");
    let unit = site.group.to_string();
    let elsewhere = site.elsewhere.to_string();
    let note = |unit: &str, day: &str| {
        [
            ("unit", unit.to_owned()),
            ("used_from", day.to_owned()),
            ("worked", "partly".to_owned()),
            ("text", "Vi tager ét spørgsmål hver mandag.".to_owned()),
        ]
    };
    // Not for another unit, and not from a day to come.
    for (unit, day, field) in [(&elsewhere, "01.10.2026", "unit"), (&unit, "22.11.2026", "used_from")] {
        let typed = note(unit, day);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = rep.post("/toolbox/tools/T001/notes", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            page.text.contains(&format!("id=\"{field}-error\"")),
            "{field}: {}",
            page.text
        );
        assert!(page.text.contains("hver mandag"));
    }
    let typed = note(&unit, "01.10.2026");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sent(&rep, "/toolbox/tools/T001/notes", &typed).await;
    let page = site.as_role(Role::Employee).await.get("/toolbox/tools/T001").await.text;
    assert!(
        page.contains("hver mandag") && page.contains("Det hjælper delvist"),
        "{page}"
    );
    assert!(!page.contains("/remove\""), "{page}");
    // A partner reads nothing of the organisation.
    let partner = site.as_role(Role::Partner).await.get("/toolbox/tools/T001").await.text;
    assert!(
        !partner.contains("hver mandag") && !partner.contains("Mosevang"),
        "{partner}"
    );
    let page = rep.get("/toolbox/tools/T001").await.text;
    let remove = page
        .split('"')
        .find(|part| part.starts_with("/toolbox/tools/T001/notes/") && part.ends_with("/remove"))
        .unwrap();
    sent(&rep, remove, &[]).await;
    assert!(!rep.get("/toolbox/tools/T001").await.text.contains("hver mandag"));
}

#[tokio::test]
async fn an_editor_looks_at_one_tool_after_the_other_and_a_hidden_one_is_gone() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    let doors = editor.get("/toolbox").await.text;
    assert!(doors.contains("153 værktøjer er ikke set efter"), "{doors}");
    let desk = editor.get("/toolbox/editing").await.text;
    let review = |page: &str| {
        let mut found = page
            .split('"')
            .filter(|part| part.starts_with("/toolbox/editing/tools/"));
        found.next().unwrap().to_owned()
    };
    let mut address = review(&desk);
    let mut seen = Vec::new();
    // Thirty, each by one press: the button that approves has the focus, and the next one comes by itself.
    for _ in 0..30 {
        let form = editor.get(&address).await.text;
        let (before, _) = form.split_once("autofocus").unwrap();
        assert!(
            before.rsplit("<button").next().unwrap().contains("value=\"checked\""),
            "{form}"
        );
        let (title, url, mark) = (value(&form, "title"), value(&form, "url"), hidden(&form, "seen"));
        let typed = [
            ("title", title.as_str()),
            ("url", url.as_str()),
            ("seen", mark.as_str()),
            ("state", "checked"),
        ];
        let saved = sent(&editor, &address, &typed).await;
        assert!(!seen.contains(&address), "{address} came twice");
        seen.push(std::mem::replace(&mut address, without_query(&saved.location)));
    }
    assert!(
        editor
            .get("/toolbox")
            .await
            .text
            .contains("123 værktøjer er ikke set efter")
    );
    let first = seen.first().unwrap().replace("/editing", "");
    let reader = site.as_role(Role::Employee).await;
    assert!(reader.get(&first).await.text.contains("Set efter 21.11.2026."));
    // Corrected and hidden; whoever comes second with the old form is told.
    let form = editor.get(seen.first().unwrap()).await.text;
    let mark = hidden(&form, "seen");
    let typed = [
        ("title", "Et bedre navn"),
        ("url", ""),
        ("seen", mark.as_str()),
        ("state", "hidden"),
    ];
    sent(&editor, seen.first().unwrap(), &typed).await;
    assert_eq!(reader.get(&first).await.status, StatusCode::NOT_FOUND);
    let page = editor.get(&first).await.text;
    assert!(
        page.contains("Et bedre navn") && page.contains("Værktøjet er skjult"),
        "{page}"
    );
    let late = editor.post(seen.first().unwrap(), &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let wrong = [("title", "Navn"), ("url", "javascript:alert(1)"), ("state", "checked")];
    let refused = editor.post(&address, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reader.get("/toolbox/editing").await.status, StatusCode::FORBIDDEN);
}

/// What stands in a field of one line.
fn value(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\"")).unwrap();
    let tag = rest.split('>').next().unwrap();
    let (_, rest) = tag.split_once("value=\"").unwrap();
    rest.split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
}

#[tokio::test]
async fn beside_a_scale_stand_at_most_three_tools_with_the_reason() {
    let site = Site::new().await;
    let reader = site.as_role(Role::Employee).await;
    let page = reader.get("/toolbox/scales/demands").await.text;
    assert_eq!(
        page.matches("Det handler om arbejdsmængde og tid.").count(),
        3,
        "{page}"
    );
    assert_eq!(page.matches("href=\"/toolbox/tools/").count(), 3, "{page}");
    assert_eq!(
        reader.get("/toolbox/scales/nothing").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_editor_stands_for_an_answer_by_name_and_nobody_else_can() {
    let site = Site::new().await;
    let reader = site.as_role(Role::Employee).await;
    let before = reader.get("/toolbox/questions/Q012").await.text;
    assert!(before.contains("endnu ikke godkendt af en fagperson"), "{before}");
    let coordinator = site.as_role(Role::Coordinator).await;
    let refused = coordinator.post("/toolbox/questions/Q012/approval", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let editor = site.as_role(Role::Editor).await;
    sent(&editor, "/toolbox/questions/Q012/approval", &[("state", "approved")]).await;
    let page = reader.get("/toolbox/questions/Q012").await.text;
    assert!(page.contains("Godkendt af Person editor 21.11.2026."), "{page}");
    assert!(!page.contains("endnu ikke godkendt"));
    sent(&editor, "/toolbox/questions/Q012/approval", &[("state", "withdrawn")]).await;
    let page = reader.get("/toolbox/questions/Q012").await.text;
    assert!(page.contains("endnu ikke godkendt"), "{page}");
}

#[tokio::test]
async fn words_nobody_could_find_reach_the_editor_from_three_on_and_never_those_of_a_crisis_or_a_person() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    let reader = site.as_role(Role::Employee).await;
    assert!(
        reader
            .post("/toolbox", &[("q", "hund på arbejdet")])
            .await
            .text
            .contains("Det kunne jeg ikke finde")
    );
    for times in 1..=3 {
        sent(&reader, "/toolbox/missed", &[("q", " Hund på  arbejdet")]).await;
        let desk = editor.get("/toolbox/editing").await.text;
        assert_eq!(desk.contains("hund på arbejdet"), times == 3, "{times}: {desk}");
    }
    for words in [
        "jeg orker ikke mere",
        "selvmord",
        "person manager driller",
        "Person manager",
        "ring 12345678",
    ] {
        for _ in 0..3 {
            let page = sent(&reader, "/toolbox/missed", &[("q", words)]).await;
            assert!(
                page.location.ends_with("done-missed-not-taken"),
                "{words}: {}",
                page.location
            );
        }
    }
    let crisis = sent(&reader, "/toolbox/missed", &[("q", "selvmord")]).await;
    assert!(crisis.location.starts_with("/toolbox/crisis"));
    let tx = site.app.store.read(site.organisation).await.unwrap();
    let kept = trivsel_store::toolbox::missed(&tx, 1).await.unwrap();
    let kept: Vec<(&str, i32)> = kept.iter().map(|one| (one.words.as_str(), one.times)).collect();
    assert_eq!(kept, [("hund på arbejdet", 3)]);
    drop(tx);
    sent(&editor, "/toolbox/missed/remove", &[("q", "hund på arbejdet")]).await;
    assert!(!editor.get("/toolbox/editing").await.text.contains("hund på arbejdet"));
}
