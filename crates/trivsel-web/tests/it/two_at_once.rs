//! Two who fill in the same form: the second is told, loses nothing, and sees what stands there now.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Site, hidden};

/// Two open the form; the first saves. What the second typed comes back with what the first wrote beside it, and can then be saved.
async fn second_is_told(browser: &Browser<'_>, edit: &str, save: &str, form: &[(&str, &str)], changed: &str) {
    let seen = hidden(&browser.get(edit).await.text, "seen");
    let with = |value: &'static str, seen: &str| {
        let mut all: Vec<(String, String)> = form
            .iter()
            .filter(|(name, _)| *name != changed)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        all.push((changed.to_owned(), value.to_owned()));
        all.push(("seen".to_owned(), seen.to_owned()));
        all
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        browser.post(save, &fields).await
    };
    let first = send(with("Den førstes ord", &seen)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{edit}: {}", first.text);
    for late in [seen.as_str(), ""] {
        let told = send(with("Den andens ord", late)).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{edit}: {}", told.text);
        for wanted in [
            "En anden har gemt det samme imens",
            "Den andens ord",
            "Nu står der: Den førstes ord",
        ] {
            assert!(
                told.text.contains(wanted),
                "{wanted:?} is missing on {edit}: {}",
                told.text
            );
        }
        // Of the form itself: the page around it names what was called so a moment ago.
        let page = browser.get(edit).await.text;
        let (_, now) = page.split_once("name=\"seen\"").unwrap();
        // Lists of people may hold it: a person was called so a moment ago.
        let is_typed = ["value=\"Den andens ord", "Den andens ord</textarea>"].map(|typed| now.contains(typed));
        assert!(
            now.contains("Den førstes ord") && is_typed == [false; 2],
            "{edit}: {page}"
        );
    }
    let told = send(with("Den andens ord", &seen)).await;
    let saved = send(with("Den andens ord", &hidden(&told.text, "seen"))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{edit}: {}", saved.text);
    assert!(browser.get(edit).await.text.contains("Den andens ord"));
}

/// Where a redirect leads, without what was done.
fn bare(location: &str) -> &str {
    location.split(['?', '#']).next().unwrap()
}

#[tokio::test]
async fn the_second_to_save_a_person_a_policy_a_goal_or_a_part_of_an_initiative_is_told() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let person = format!("/persons/{}", site.people[&Role::Employee]);
    let form = [
        ("name", ""),
        ("employee_number", ""),
        ("email", "ny@fjordby.example"),
        ("title", "SSA"),
    ];
    second_is_told(&coordinator, &format!("{person}/edit"), &person, &form, "name").await;

    let form = [
        ("name", "Personalepolitik"),
        ("valid_from", "01.01.2020"),
        ("valid_to", ""),
    ];
    let added = coordinator.post("/policies", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let list = coordinator.get("/policies").await.text;
    let (before, _) = list.split_once("/edit\"").unwrap();
    let policy = before.rsplit('"').next().unwrap().to_owned();
    second_is_told(&coordinator, &format!("{policy}/edit"), &policy, &form, "name").await;
    let goals = format!("{policy}/goals");
    coordinator.post(&goals, &[("text", "Vi taler sammen")]).await;
    let list = coordinator.get("/policies").await.text;
    let at = list.find(&format!("{goals}/")).unwrap();
    let goal: String = list[at..].chars().take_while(|c| *c != '"').collect();
    let goal = goal.trim_end_matches("/edit").to_owned();
    second_is_told(&coordinator, &format!("{goal}/edit"), &goal, &[], "text").await;

    let district = site.district.to_string();
    let form = [
        ("title", "Morgenmøder"),
        ("unit", district.as_str()),
        ("iglo_level", "group"),
    ];
    let added = coordinator.post("/initiatives", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let initiative = bare(&added.location).to_owned();
    let parts = [
        (
            "measures",
            vec![("title", "Tavle"), ("description", ""), ("state", "planned")],
        ),
        (
            "milestones",
            vec![("title", "Halvvejs"), ("due_on", "01.02.2027"), ("done_on", "")],
        ),
        (
            "follow-ups",
            vec![
                ("title", "Status"),
                ("frequency", "monthly"),
                ("next_due", "01.02.2027"),
            ],
        ),
        (
            "criteria",
            vec![
                ("title", "Færre fejl"),
                ("direction", "decrease"),
                ("measured_by", "observed"),
            ],
        ),
    ];
    for (folder, form) in parts {
        let added = coordinator.post(&format!("{initiative}/{folder}"), &form).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{folder}: {}", added.text);
        let shown = coordinator.get(&added.location).await.text + &coordinator.get(&initiative).await.text;
        let base = format!("{initiative}/{folder}/");
        let id = shown
            .match_indices(&base)
            .map(|(at, _)| {
                let rest = &shown[at + base.len()..];
                rest.chars()
                    .take_while(|c| c.is_ascii_hexdigit() || *c == '-')
                    .collect::<String>()
            })
            .find(|id| id.len() == 36)
            .unwrap_or_else(|| panic!("no {folder} in {shown}"));
        let part = format!("{base}{id}");
        second_is_told(&coordinator, &format!("{part}/edit"), &part, &form, "title").await;
    }
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_gone_at_the_next_request() {
    let site = Site::new().await;
    let administrator = site.as_role(Role::Administrator).await;
    let coordinator = site.as_role(Role::Coordinator).await;
    assert_eq!(coordinator.get("/surveys/new").await.status, StatusCode::OK);
    let person = format!("/persons/{}", site.people[&Role::Coordinator]);
    let shown = administrator.get(&person).await.text;
    let at = shown.find(&format!("{person}/roles/")).unwrap();
    let end: String = shown[at..].chars().take_while(|c| *c != '"').collect();
    let ended = administrator.post(&end, &[("last_day", ""), ("now", "on")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
    assert_eq!(coordinator.get("/surveys/new").await.status, StatusCode::FORBIDDEN);

    // Given today by mistake: gone without a trace in the list of roles, but not in the log.
    let given = [("role", "coordinator"), ("unit", ""), ("valid_from", "21.11.2026")];
    let given = administrator.post(&format!("{person}/roles"), &given).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    assert_eq!(coordinator.get("/surveys/new").await.status, StatusCode::OK);
    let shown = administrator.get(&person).await.text;
    let at = shown.find(&format!("{person}/roles/")).unwrap();
    let end: String = shown[at..].chars().take_while(|c| *c != '"').collect();
    let ended = administrator.post(&end, &[("last_day", "21.11.2026")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
    assert_eq!(coordinator.get("/surveys/new").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_handed_back() {
    let site = Site::new().await;
    let stranger = site.as_stranger();
    let form = [
        ("title", "Faste morgenmøder"),
        ("purpose", "Linje et\nLinje \"to\" <b>"),
    ];
    let back = stranger.post("/initiatives", &form).await;
    assert_eq!(back.status, StatusCode::UNAUTHORIZED, "{}", back.text);
    assert_eq!(back.location, "", "nothing of it stands in an address");
    for wanted in [
        "Du er blevet logget ud",
        "action=\"/initiatives\"",
        "name=\"title\" value=\"Faste morgenmøder\"",
        "Linje et\nLinje",
    ] {
        assert!(back.text.contains(wanted), "{wanted:?} is missing: {}", back.text);
    }
    assert!(!back.text.contains("<b>"));
    let secret = [("current_password", "hemmelig"), ("new_password", "hemmeligere")];
    let password = stranger.post("/account/password", &secret).await;
    assert_eq!(password.status, StatusCode::SEE_OTHER);
    assert!(!password.text.contains("hemmelig"));
    let seen = stranger.get("/initiatives").await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "who only looks is sent to sign in");
}

#[tokio::test]
async fn an_administrator_is_offered_nothing_that_turns_them_away() {
    let site = Site::new().await;
    let administrator = site.as_role(Role::Administrator).await;
    let start = administrator.get("/").await.text;
    for address in [
        "/",
        "/units",
        "/figures",
        "/committees",
        "/initiatives",
        "/reports",
        "/persons",
        "/imports",
    ] {
        if start.contains(&format!("href=\"{address}\"")) {
            let page = administrator.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
        }
    }
    assert!(start.contains("href=\"/start/organisation\""), "{start}");
    assert!(!start.contains("href=\"/figures\""), "{start}");
}
