//! From a result to what is done about it, and the page that says so: "You said, we did".

use axum::http::StatusCode;
use trivsel_app::committees::{self, CommitteeForm, MeetingForm};
use trivsel_app::identity;
use trivsel_domain::id::{MeetingId, SurveyId, UnitId};
use trivsel_domain::person::Role;
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::{FollowUp, SurveyState};
use trivsel_store::surveys;

use crate::results::{says, surveyed, surveyed_promising};
use crate::site::{Browser, Site};

async fn coordinator(site: &Site) -> Actor {
    let token = identity::step_in(&site.app, site.organisation, site.people[&Role::Coordinator])
        .await
        .unwrap();
    identity::visitor(&site.app, &token).await.unwrap().unwrap().actor
}

/// A meeting of the district's committee on 1 December 2026.
async fn meeting(site: &Site) -> MeetingId {
    let who = coordinator(site).await;
    let form = CommitteeForm {
        name: "MED Distrikt Nord".into(),
        kind: "committee".into(),
        unit: site.district.to_string(),
        valid_from: "01.01.2020".into(),
        valid_to: String::new(),
        seen: String::new(),
    };
    let committee = committees::add(&site.app, &who, &form.read().unwrap()).await.unwrap();
    let form = MeetingForm {
        held_on: "01.12.2026".into(),
        ..MeetingForm::default()
    };
    committees::add_meeting(&site.app, &who, committee, &form.read().unwrap())
        .await
        .unwrap()
}

/// Begins an initiative of the district from a result; gives the answer's status and the initiative's address.
pub(crate) async fn begun(site: &Site, browser: &Browser<'_>, survey: SurveyId, from: &str) -> (StatusCode, String) {
    let (unit, survey) = (site.district.to_string(), survey.to_string());
    let done = browser
        .post(
            "/initiatives",
            &[
                ("title", "Faste morgenmøder"),
                ("unit", &unit),
                ("iglo_level", "group"),
                ("from_survey", &survey),
                ("from_unit", from),
            ],
        )
        .await;
    (
        done.status,
        done.location.split('?').next().unwrap_or_default().to_owned(),
    )
}

fn address(survey: SurveyId) -> String {
    format!("/surveys/{survey}/followed")
}

/// The site with a survey that somebody was to follow up on a day.
async fn promised(on: &str) -> (Site, SurveyId) {
    let site = Site::new().await;
    let follow_up = FollowUp {
        person: Some(site.people[&Role::Manager]),
        on: Some(on.parse().unwrap()),
        time: "En time på personalemødet".into(),
    };
    let (site, survey, _) = surveyed_promising(site, follow_up).await;
    (site, survey)
}

#[tokio::test]
async fn while_nothing_has_followed_it_is_said_plainly_whose_turn_it_is() {
    let (site, survey) = promised("2026-12-03").await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(&address(survey)).await;
    assert_eq!(page.status, StatusCode::OK);
    // Mosevang's own figures are hidden, and so is nothing of them said here.
    says(
        &page.text,
        &[
            "Fjordby Kommune: Højest ligger mening",
            "Lavest ligger forudsigelighed",
            "Opfølgning 03.12.2026 ved Person manager.",
            "Tid sat af: En time på personalemødet.",
            "Endnu er der ikke sket noget, der er skrevet ned her",
            "Næste skridt ligger hos Person manager, der følger op 03.12.2026.",
        ],
    );
    assert!(
        !page.text.contains("<form class=\"stack form\""),
        "nothing to add for an employee"
    );
    let (site, survey) = promised("2026-11-20").await;
    let employee = site.as_role(Role::Employee).await;
    let late = employee.get(&address(survey)).await;
    says(&late.text, &["Der skulle være fulgt op 20.11.2026."]);
    for from in ["/results", ""] {
        let page = employee.get(&format!("/surveys/{survey}{from}")).await;
        says(&page.text, &[&format!("href=\"{}\"", address(survey))]);
    }
}

#[tokio::test]
async fn before_it_is_published_nothing_is_told_and_nothing_leads_there() {
    let (site, survey, _) = surveyed().await;
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut open = surveys::find(&tx, survey).await.unwrap().unwrap();
    open.id = SurveyId(uuid::Uuid::now_v7());
    open.number += 1;
    open.state = SurveyState::Open;
    open.closed_on = None;
    surveys::add(&tx, &open).await.unwrap();
    tx.commit().await.unwrap();
    let manager = site.as_role(Role::Manager).await;
    assert_eq!(manager.get(&address(open.id)).await.status, StatusCode::NOT_FOUND);
    let page = manager.get(&format!("/surveys/{}", open.id)).await;
    assert!(!page.text.contains("/followed"));
}

#[tokio::test]
async fn an_initiative_begun_from_a_result_says_so_and_stands_under_what_followed() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let (status, initiative) = begun(&site, &manager, survey, &site.district.to_string()).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let result = format!("/surveys/{survey}/results/units/{}", site.district);
    let page = manager.get(&initiative).await;
    says(
        &page.text,
        &[
            "Kom af:",
            &format!("<a href=\"{result}\">Trivselsmåling 2026, Distrikt Nord</a>"),
        ],
    );
    let link = format!("<a href=\"{initiative}\">Faste morgenmøder</a>");
    // The employee works below the district: its initiatives are theirs to read, its result is not.
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(&address(survey)).await;
    says(&page.text, &[&link, "<h3>Distrikt Nord</h3>", "Idé"]);
    assert!(
        !page.text.contains("Af resultatet i Mosevang"),
        "the district's concerns them too"
    );
    assert!(!page.text.contains(&result), "a link to a result that is not theirs");
    let page = employee.get(&initiative).await;
    says(&page.text, &["Noget i en enhed, du ikke har adgang til"]);
    assert!(
        !page.text.contains("Trivselsmåling 2026"),
        "words of a result that is not theirs"
    );
    assert!(!page.text.contains(&result), "a link to a result that is not theirs");
    let body = employee.get(&format!("/api/v1{}", address(survey))).await;
    let body: serde_json::Value = serde_json::from_str(&body.text).unwrap();
    let told = &body["units"][0]["initiatives"][0];
    assert_eq!(
        (&told["title"], &told["state"]),
        (&"Faste morgenmøder".into(), &"idea".into())
    );
    let history = manager.get(&format!("{initiative}/history")).await;
    says(&history.text, &["skrev, hvad indsatsen kom af"]);
}

#[tokio::test]
async fn a_refused_initiative_keeps_where_it_began_and_a_wrong_result_is_refused() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let (survey_text, unit) = (survey.to_string(), site.district.to_string());
    let form = [
        ("title", ""),
        ("unit", &unit),
        ("iglo_level", "group"),
        ("from_survey", &survey_text),
        ("from_unit", &unit),
    ];
    let again = manager.post("/initiatives", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(
        &again.text,
        &[
            &format!("name=\"from_survey\" value=\"{survey_text}\""),
            &format!("name=\"from_unit\" value=\"{unit}\""),
        ],
    );
    let elsewhere = site.elsewhere.to_string();
    assert_eq!(
        begun(&site, &manager, survey, &elsewhere).await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(begun(&site, &manager, survey, "").await.0, StatusCode::NOT_FOUND);
    assert_eq!(begun(&site, &manager, survey, "x").await.0, StatusCode::NOT_FOUND);
    let mistyped = format!("/initiatives/new?from_survey={survey}&from_unit=x");
    assert_eq!(manager.get(&mistyped).await.status, StatusCode::NOT_FOUND);
    let page = manager.get("/initiatives").await;
    assert!(!page.text.contains("Faste morgenmøder"), "written without its origin");
}

#[tokio::test]
async fn a_result_is_put_on_an_agenda_and_stands_under_what_followed() {
    let (site, survey, _) = surveyed().await;
    let meeting = meeting(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let agenda = format!("/surveys/{survey}/results/units/{}/agenda", site.district);
    let form = manager.get(&agenda).await;
    says(&form.text, &["MED Distrikt Nord, tirsdag 01.12.2026"]);
    let meeting_text = meeting.to_string();
    let title = "Resultat af målingen: Distrikt Nord";
    let put = |meeting: &str, title: &str| {
        let typed = [
            ("meeting", meeting),
            ("title", title),
            ("text", "Vi ved for sent, hvad der skal ske."),
        ];
        typed.map(|(name, value)| (name, value.to_owned()))
    };
    for (refused, field) in [(put("", title), "meeting"), (put(&meeting_text, ""), "title")] {
        let refused: Vec<(&str, &str)> = refused.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let again = manager.post(&agenda, &refused).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        says(
            &again.text,
            &["Vi ved for sent, hvad der skal ske.", &format!("id=\"{field}-error\"")],
        );
    }
    let page = manager.get(&address(survey)).await;
    assert!(
        !page.text.contains(&format!("/meetings/{meeting}")),
        "what was refused is not there"
    );
    let right = put(&meeting_text, title);
    let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = manager.post(&agenda, &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(done.location.starts_with(&format!("/meetings/{meeting}")));
    let page = manager.get(&address(survey)).await;
    says(
        &page.text,
        &[
            &format!("<a href=\"/meetings/{meeting}\">{title}</a>"),
            "MED Distrikt Nord, tirsdag 01.12.2026",
            "Mødet er ikke holdt endnu.",
        ],
    );
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(employee.post(&agenda, &right).await.status, StatusCode::FORBIDDEN);
    let page = employee.get(&address(survey)).await;
    assert!(!page.text.contains(title), "a meeting that is not theirs to see");
    says(&page.text, &["Indsatser og møder, du ikke kan se, er ikke med."]);
}

async fn sent(browser: &Browser<'_>, path: &str, unit: UnitId, initiative: &str) -> crate::site::Page {
    let unit = unit.to_string();
    let initiative = initiative.rsplit('/').next().unwrap();
    browser.post(path, &[("unit", &unit), ("initiative", initiative)]).await
}

#[tokio::test]
async fn an_initiative_is_added_afterwards_and_taken_away_on_the_page() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let unit = site.district.to_string();
    let form = [
        ("title", "Faste morgenmøder"),
        ("unit", unit.as_str()),
        ("iglo_level", "group"),
    ];
    let written = manager.post("/initiatives", &form).await;
    let initiative = written.location.split('?').next().unwrap().to_owned();
    let (add, remove) = (address(survey), format!("{}/remove", address(survey)));
    let page = manager.get(&add).await;
    says(
        &page.text,
        &["Hører en indsats til her?", ">Faste morgenmøder</option>"],
    );
    assert!(!page.text.contains(&format!("<a href=\"{initiative}\">")));
    let done = sent(&manager, &add, site.group, &initiative).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = manager.get(&done.location).await;
    says(
        &page.text,
        &[
            &format!("<a href=\"{initiative}\">"),
            "Indsatsen står nu under det, I gjorde.",
        ],
    );
    let twice = sent(&manager, &add, site.group, &initiative).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(
        &twice.text,
        &[
            "Indsatsen står her allerede.",
            &format!("<option value=\"{}\" selected>", site.group),
        ],
    );
    let out_of_reach = sent(&manager, &add, site.elsewhere, &initiative).await;
    assert_eq!(out_of_reach.status, StatusCode::FORBIDDEN);
    let done = sent(&manager, &remove, site.group, &initiative).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = manager.get(&address(survey)).await;
    assert!(!page.text.contains(&format!("<a href=\"{initiative}\">")));
}

#[tokio::test]
async fn what_came_of_another_units_result_does_not_stand_for_the_own_one() {
    let (site, survey, _) = surveyed().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let (status, initiative) = begun(&site, &coordinator, survey, &site.elsewhere.to_string()).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(&address(survey)).await;
    says(
        &page.text,
        &[
            "<h3>Strandparken</h3>",
            &format!("<a href=\"{initiative}\">"),
            "Af resultatet i Mosevang er der endnu ikke kommet noget",
            "Det er ikke skrevet ned, hvem der har det næste skridt.",
        ],
    );
}
