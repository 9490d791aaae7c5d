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
        ("reminders", "01.12.2026"),
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
