use axum::http::StatusCode;
use trivsel_app::{questionnaires, surveys};
use trivsel_domain::id::{EmploymentId, PersonId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, WorkingTimeFraction};
use trivsel_domain::questionnaire::built_in_version_id;
use trivsel_store::persons;
use uuid::Uuid;

use crate::site::{Browser, Site, hidden};

/// The site with the shipped questionnaires, and people in Mosevang (one of them is there already) and Strandparken.
async fn site_with_staff(mosevang: usize, strandparken: usize) -> Site {
    let site = Site::new().await;
    let tx = site.app.write(site.organisation).await.unwrap();
    questionnaires::seed(&tx, site.app.now()).await.unwrap();
    let places = std::iter::repeat_n(site.group, mosevang - 1).chain(std::iter::repeat_n(site.elsewhere, strandparken));
    for (number, unit) in places.enumerate() {
        let person = Person {
            id: PersonId(Uuid::now_v7()),
            employee_number: None,
            name: format!("Ansat {number}"),
            email: None,
            title: String::new(),
            is_erased: false,
        };
        persons::add(&tx, &person, site.app.now()).await.unwrap();
        let job = Employment {
            id: EmploymentId(Uuid::now_v7()),
            person: person.id,
            unit,
            job_group: "SSA".into(),
            working_time: WorkingTimeFraction::FULL,
            period: Period::since("2020-01-01".parse().unwrap()),
        };
        persons::add_employment(&tx, &job).await.unwrap();
    }
    tx.commit().await.unwrap();
    site
}

/// Begins a survey and gives its address.
async fn begun(site: &Site, browser: &Browser<'_>) -> String {
    let version = built_in_version_id(site.organisation, "pulse", 1).to_string();
    let form = [("title", "Trivselsmåling"), ("questionnaire", version.as_str())];
    let added = browser.post("/surveys", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let edit = added.location.split('?').next().unwrap();
    edit.trim_end_matches("/edit").to_owned()
}

/// Sends the whole form, with some fields as given.
async fn saved(site: &Site, browser: &Browser<'_>, address: &str, other: &[(&str, &str)]) -> crate::site::Page {
    let version = built_in_version_id(site.organisation, "pulse", 1).to_string();
    let coordinator = site.people[&Role::Coordinator].to_string();
    let top = site.app.read(site.organisation).await.unwrap();
    let top = trivsel_store::units::tree(&top, site.app.today()).await.unwrap();
    let top = top.roots().next().unwrap().id.to_string();
    let edit = browser.get(&format!("{address}/edit")).await;
    let version_seen = match edit.status {
        StatusCode::OK => hidden(&edit.text, "version"),
        _ => String::new(),
    };
    let usual = [
        ("version", version_seen.as_str()),
        ("title_da", "Trivselsmåling"),
        ("purpose_da", "Vi vil vide, hvordan I har det."),
        ("questionnaire", version.as_str()),
        ("units", top.as_str()),
        ("cut_off", "21.11.2026"),
        ("opens_on", "21.11.2026"),
        ("closes_on", "11.12.2026"),
        ("reminders", "1/12 2026"),
        ("retention_months", "12"),
        ("follow_up_person", coordinator.as_str()),
        ("follow_up_on", "17.12.2026"),
        ("follow_up_time", "To timer"),
    ];
    let mut form: Vec<(&str, &str)> = usual
        .into_iter()
        .filter(|(name, _)| other.iter().all(|(given, _)| given != name))
        .collect();
    form.extend(other);
    browser.post(address, &form).await
}

#[tokio::test]
async fn a_survey_is_begun_with_a_proposal_and_says_what_is_missing() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    assert!(browser.get("/surveys").await.text.contains("Ingen målinger endnu"));
    let address = begun(&site, &browser).await;
    let shown = browser.get(&address).await.text;
    assert!(shown.contains("3 ting mangler, før den kan åbne"), "{shown}");
    assert!(shown.contains(&format!("{address}/edit#follow_up_person")), "{shown}");
    let form = browser.get(&format!("{address}/edit")).await.text;
    assert!(form.contains("Vi vil vide, hvordan du har det på arbejdet"), "{form}");
    assert!(form.contains("value=\"30.11.2026\""), "{form}");
    assert!(form.contains("Fjordby Kommune"), "{form}");
    assert!(
        form.contains("5 enheder under") || form.contains("4 enheder under Fjordby Kommune"),
        "{form}"
    );
}

#[tokio::test]
async fn the_plan_tells_who_gets_no_results_of_their_own_and_with_whom_they_are_counted() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = begun(&site, &browser).await;
    saved(&site, &browser, &address, &[]).await;
    let plan = browser.get(&format!("{address}/plan")).await.text;
    assert!(plan.contains("11 bliver spurgt, alle i én gruppe."), "{plan}");
    assert!(
        plan.contains("1 får et link med mail. 10 har ingen mailadresse"),
        "{plan}"
    );
    assert!(plan.contains("Strandparken"), "{plan}");
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed_and_ticked() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = begun(&site, &browser).await;
    let group = site.group.to_string();
    let wrong = [
        ("minimum", "3"),
        ("title_da", "<b>Måling"),
        ("units", group.as_str()),
        ("opens_on", "snart"),
    ];
    let back = saved(&site, &browser, &address, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.text.contains("value=\"&#60;b&#62;Måling\""), "{}", back.text);
    assert!(back.text.contains("Tallet er for lavt. Det kan sættes op, ikke ned."));
    assert!(back.text.contains("value=\"snart\""));
    assert!(
        back.text.contains(&format!("name=\"units\" value=\"{group}\" checked")),
        "{}",
        back.text
    );
}

#[tokio::test]
async fn a_survey_is_launched_opens_and_gives_cards_that_can_be_read() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = begun(&site, &browser).await;
    saved(&site, &browser, &address, &[]).await;
    assert!(browser.get(&address).await.text.contains("Alt er på plads"));
    let launched = browser.post(&format!("{address}/launch"), &[]).await;
    assert_eq!(launched.location, format!("{address}?done=done-survey-launched"));
    let others = site.as_role(Role::Employee).await;
    assert_eq!(others.get(&address).await.status, StatusCode::NOT_FOUND);
    surveys::advance(&site.app).await.unwrap();

    let shown = browser.get(&address).await.text;
    assert!(shown.contains("Mindst 0 af 11 har svaret"), "{shown}");
    assert!(shown.contains("10 skal have et kort med en kode."), "{shown}");
    assert_eq!(
        browser.get(&format!("{address}/edit")).await.status,
        StatusCode::CONFLICT
    );
    let cards = browser.post(&format!("{address}/cards"), &[]).await;
    assert!(cards.bytes.starts_with(b"%PDF-"));
    let text = read_back(&cards.bytes);
    assert!(text.contains("Kort til »Trivselsmåling«"), "{text}");
    assert!(text.contains("localhost:8080/answer/fjordby/1"), "{text}");
    assert_eq!(
        text.matches("Trukket fra").count() + text.matches("trukket fra en pose").count(),
        10,
        "{text}"
    );
    assert!(
        browser
            .get(&format!("{address}/cards"))
            .await
            .text
            .contains("Kortene er hentet før.")
    );

    let notice = browser.get(&format!("{address}/notice")).await.text;
    assert!(notice.contains("localhost:8080/answer/fjordby/1"), "{notice}");
    let page = others.get(&address).await.text;
    let (_, follows_up) = page.split_once("Hvem følger op?").unwrap();
    assert!(follows_up.contains("Person coordinator"), "{page}");
    assert!(page.contains("href=\"/answer/fjordby/1\""), "{page}");
    assert!(!page.contains("har svaret"), "how it goes is the coordinator's: {page}");
    let start = others.get("/").await.text;
    assert!(start.contains("href=\"/answer/fjordby/1?lang=da#me\""), "{start}");
}

/// The words of a PDF, as a program for reading it finds them.
fn read_back(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cards.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = std::process::Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout)
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn the_api_tells_of_surveys_and_how_they_go_and_of_nobody() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = begun(&site, &browser).await;
    saved(&site, &browser, &address, &[]).await;
    let id = address.trim_start_matches("/surveys/");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let one = json(&browser.get(&format!("/api/v1/surveys/{id}")).await.text);
    assert_eq!((&one["state"], &one["number"]), (&"draft".into(), &1.into()));
    assert_eq!(one["plan"]["invited"], 11);
    assert_eq!(one["plan"]["missing"], serde_json::json!([]));
    assert_eq!(
        browser.get(&format!("/api/v1/surveys/{id}/turnout")).await.status,
        StatusCode::NOT_FOUND
    );
    browser.post(&format!("{address}/launch"), &[]).await;
    surveys::advance(&site.app).await.unwrap();
    let turnout = json(&browser.get(&format!("/api/v1/surveys/{id}/turnout")).await.text);
    assert_eq!((&turnout["invited"], &turnout["at_least"]), (&11.into(), &0.into()));
    let employee = site.as_role(Role::Employee).await;
    let list = json(&employee.get("/api/v1/surveys").await.text);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["plan"], serde_json::Value::Null);
}

/// A survey that takes answers: its address.
async fn open(site: &Site, browser: &Browser<'_>) -> String {
    let address = begun(site, browser).await;
    let contacts = [("contacts", "Psykologordning: 00 00 00 00\nArbejdsmiljørepræsentanten")];
    saved(site, browser, &address, &contacts).await;
    browser.post(&format!("{address}/launch"), &[]).await;
    surveys::advance(&site.app).await.unwrap();
    address
}

#[tokio::test]
async fn what_can_be_asked_can_be_read_where_it_is_chosen_and_what_cannot_says_why() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let page = browser.get("/surveys/new").await.text;
    let pulse = built_in_version_id(site.organisation, "pulse", 1);
    assert!(
        page.contains(&format!("href=\"/questionnaires/versions/{pulse}\"")),
        "{page}"
    );
    assert!(page.contains("WHO-5 trivselsindeks kan ikke vælges endnu"), "{page}");
    let (_, rest) = page.split_once("kan ikke vælges endnu").unwrap();
    let complete = rest.split_once("href=\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(browser.get(complete).await.status, StatusCode::OK, "{complete}");
    assert!(!page.contains("Eller begynd med den sidste"), "there is none");
    let address = begun(&site, &browser).await;
    let edit = browser.get(&format!("{address}/edit")).await.text;
    assert!(
        edit.contains(&format!("href=\"/questionnaires/versions/{pulse}\"")),
        "{edit}"
    );
}

#[tokio::test]
async fn whom_one_can_talk_to_is_named_anew_while_people_answer_and_the_log_says_so() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = open(&site, &browser).await;
    let shown = browser.get(&address).await.text;
    assert!(shown.contains("Psykologordning: 00 00 00 00"), "{shown}");
    let path = format!("{address}/contacts");
    let page = browser.get(&path).await.text;
    let version = hidden(&page, "version");
    let blank = browser
        .post(&path, &[("contacts", " "), ("version", version.as_str())])
        .await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [
        ("contacts", "Psykologordning: 11 11 11 11"),
        ("version", version.as_str()),
    ];
    let saved = browser.post(&path, &form).await;
    assert_eq!(
        saved.location,
        format!("{address}?done=done-survey-contacts"),
        "{}",
        saved.text
    );
    assert!(browser.get(&address).await.text.contains("11 11 11 11"));
    let log = browser.get("/audit").await.text;
    assert!(
        log.contains("Nogen at tale med") && log.contains("11 11 11 11"),
        "{log}"
    );
    // Whoever saves second is told, and keeps what was typed.
    let late = [("contacts", "Kun lederen"), ("version", version.as_str())];
    let again = browser.post(&path, &late).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.text.contains("Kun lederen") && again.text.contains("En anden har ændret"),
        "{}",
        again.text
    );
    assert!(browser.get(&address).await.text.contains("11 11 11 11"));
    // A draft has them in its own form, and nobody else may.
    let draft = begun(&site, &browser).await;
    assert_eq!(
        browser.get(&format!("{draft}/contacts")).await.status,
        StatusCode::CONFLICT
    );
    let manager = site.as_role(Role::Manager).await;
    assert_eq!(manager.get(&path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_last_day_of_an_open_survey_is_moved_on_a_page_that_says_what_holds() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = open(&site, &browser).await;
    let shown = browser.get(&address).await.text;
    assert!(shown.contains("Der kan svares til og med 11.12.2026"), "{shown}");
    let page = browser.get(&format!("{address}/last-day")).await.text;
    assert!(page.contains("fra 25.11.2026 til 16.12.2026"), "{page}");
    assert!(page.contains("Seglet er det samme."), "{page}");
    let version = hidden(&page, "version");
    for (typed, says) in [
        ("22.11.2026", "Den tidligste er 25.11.2026."),
        ("01.02.2027", "Den seneste er 16.12.2026."),
        ("snart", "value=\"snart\""),
    ] {
        let form = [("last_day", typed), ("version", version.as_str())];
        let refused = browser.post(&format!("{address}/last-day"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(
            refused.text.contains(says) && refused.text.contains(&format!("value=\"{typed}\"")),
            "{}",
            refused.text
        );
    }
    let form = [("last_day", "15.12.2026"), ("version", version.as_str())];
    let moved = browser.post(&format!("{address}/last-day"), &form).await;
    assert_eq!(
        moved.location,
        format!("{address}?done=done-survey-last-day"),
        "{}",
        moved.text
    );
    let stale = [("last_day", "14.12.2026"), ("version", version.as_str())];
    let again = browser.post(&format!("{address}/last-day"), &stale).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "somebody was quicker");
    let shown = browser.get(&address).await.text;
    assert!(
        shown.contains("til og med 15.12.2026") && shown.contains("planlagt til 11.12.2026"),
        "{shown}"
    );
    let answer = site.as_stranger().get("/answer/fjordby/1").await.text;
    assert!(answer.contains("Du kan svare til og med 15.12.2026."), "{answer}");
    assert!(answer.contains("Den var planlagt til 11.12.2026."), "{answer}");
    assert!(
        answer.contains("den ligger altid fra 25.11.2026 til 16.12.2026"),
        "{answer}"
    );
    for role in [Role::Employee, Role::Manager] {
        let other = site.as_role(role).await;
        assert_eq!(
            other.post(&format!("{address}/last-day"), &form).await.status,
            StatusCode::FORBIDDEN
        );
    }
    let log = site.as_role(Role::Administrator).await.get("/audit").await;
    assert!(
        log.status != StatusCode::OK || log.text.contains("sidste dag flyttet"),
        "{}",
        log.text
    );
}

#[tokio::test]
async fn a_new_draft_is_made_of_the_last_survey_and_one_that_stands_ready_is_called_off() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = open(&site, &browser).await;
    let new = browser.get("/surveys/new").await.text;
    assert!(new.contains(&format!("action=\"{address}/copy\"")), "{new}");
    let copied = browser.post(&format!("{address}/copy"), &[]).await;
    assert!(
        copied.location.ends_with("/edit?done=done-survey-copied"),
        "{}",
        copied.location
    );
    let draft = copied.location.split("/edit").next().unwrap().to_owned();
    let edit = browser.get(&format!("{draft}/edit")).await.text;
    assert!(
        edit.contains("Psykologordning: 00 00 00 00") && edit.contains("value=\"Trivselsmåling\""),
        "{edit}"
    );
    let launched = saved(&site, &browser, &draft, &[("opens_on", "30.11.2026")]).await;
    assert_eq!(launched.status, StatusCode::SEE_OTHER, "{}", launched.text);
    browser.post(&format!("{draft}/launch"), &[]).await;
    let ready = browser.get(&draft).await.text;
    assert!(
        ready.contains(&format!("href=\"{draft}/remove\"")) && ready.contains("Aflys målingen"),
        "{ready}"
    );
    assert!(
        browser
            .get(&format!("{draft}/remove"))
            .await
            .text
            .contains("Aflys målingen")
    );
    let removed = browser.post(&format!("{draft}/remove"), &[]).await;
    assert_eq!(removed.location, "/surveys?done=done-survey-removed");
    assert_eq!(
        browser.post(&format!("{address}/remove"), &[]).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn the_notice_is_a_poster_with_a_code_the_days_the_seal_and_the_ways_that_there_are() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let address = open(&site, &browser).await;
    let shown = browser.get(&address).await.text;
    assert!(
        shown.contains("Fælles skærm") && shown.contains("href=\"/answer/fjordby/1#tablet\""),
        "{shown}"
    );
    let notice = browser.get(&format!("{address}/notice")).await.text;
    assert!(notice.contains(&format!("href=\"{address}/notice.pdf\"")), "{notice}");
    let pdf = browser.get(&format!("{address}/notice.pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let text = read_back(&pdf.bytes);
    let rules = site.as_stranger().get("/answer/fjordby/1").await.text;
    let seal = rules.split_once("data-seal=\"").unwrap().1[..16].to_owned();
    let grouped = seal
        .as_bytes()
        .chunks(4)
        .map(|four| std::str::from_utf8(four).unwrap())
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "Trivselsmåling",
        "Du kan svare til og med 11.12.2026",
        "localhost:8080/answer/fjordby/1",
        "Fjordby Kommune spørger, hvordan du har det på arbejdet.",
        "trækker du et kort med en kode fra en pose",
        "log ind i Trivsel",
        "en fælles skærm",
        "Vi taler resultaterne igennem 17.12.2026",
        grouped.as_str(),
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !text.contains("link og en kode i en mail"),
        "no mails are sent here: {text}"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notice.pdf"), &pdf.bytes).unwrap();
    let info = std::process::Command::new("pdfinfo")
        .arg(folder.path().join("notice.pdf"))
        .output()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&info.stdout).contains("Pages:           1\n"),
        "one page for the wall"
    );
}

/// The same to everybody, whatever they answered: it tells nothing about it.
#[tokio::test]
async fn whom_one_can_talk_to_stands_after_every_answer() {
    let site = site_with_staff(8, 3).await;
    let browser = site.as_role(Role::Coordinator).await;
    open(&site, &browser).await;
    let parts = [
        "Har du brug for at tale med nogen?",
        "Psykologordning: 00 00 00 00",
        "Din egen læge",
        "112",
    ];
    let sent = site.as_stranger().get("/answer/fjordby/1/sent").await.text;
    let page = site.as_stranger().get("/answer/fjordby/1").await.text;
    let in_page = page
        .split_once("id=\"sent\"")
        .unwrap()
        .1
        .split_once("id=\"reminder\"")
        .unwrap()
        .0;
    for part in parts {
        assert!(sent.contains(part), "without scripts: {part}");
        assert!(in_page.contains(part), "with scripts: {part}");
    }
    let english = site.as_stranger().get("/answer/fjordby/1/sent?lang=en").await.text;
    assert!(
        english.contains("Do you need to talk to somebody?") && english.contains("call 112"),
        "{english}"
    );
}
