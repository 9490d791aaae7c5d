use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::Site;

#[tokio::test]
async fn a_policy_is_added_and_its_goals_are_quoted() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Coordinator).await;
    let empty = browser.get("/policies").await;
    assert!(empty.text.contains("Ingen politikker endnu"), "{}", empty.text);
    let added = browser
        .post(
            "/policies",
            &[
                ("name", "Sundhedspolitik 2019-2022"),
                ("valid_from", "01.01.2019"),
                ("valid_to", "31.12.2022"),
            ],
        )
        .await;
    assert_eq!(
        (added.status, added.location.as_str()),
        (StatusCode::SEE_OTHER, "/policies?done=done-policy-saved")
    );
    let list = browser.get(&added.location).await;
    assert!(
        list.text.contains("Politikken er gemt.") && list.text.contains("Fra 01.01.2019 til 31.12.2022"),
        "{}",
        list.text
    );
}

#[tokio::test]
async fn a_manager_quotes_a_goal_and_changes_nothing_that_stands_there() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let policy = [("name", "Sundhedspolitik"), ("valid_from", "01.01.2019")];
    coordinator.post("/policies", &policy).await;
    let list = coordinator.get("/policies").await.text;
    let edit = list
        .split("href=\"")
        .find_map(|part| part.split('"').next()?.strip_suffix("/edit"));
    let policy = edit.unwrap();
    let manager = site.as_role(Role::Manager).await;
    let page = manager.get("/policies").await.text;
    assert!(page.contains(&format!("{policy}/goals/new")), "{page}");
    assert!(!page.contains(&format!("{policy}/edit")), "{page}");
    let goal = [("text", "Vi taler om travlhed, før den bliver til fravær.")];
    let added = manager.post(&format!("{policy}/goals"), &goal).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let page = coordinator.get("/policies").await.text;
    assert!(page.contains("Vi taler om travlhed"), "{page}");
    let goals: Vec<&str> = page
        .split("href=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|address| address.starts_with(&format!("{policy}/goals/")) && address.ends_with("/edit"))
        .collect();
    assert_eq!(goals.len(), 1, "{page}");
    let changing = goals[0].trim_end_matches("/edit");
    let changed = manager.post(changing, &[("text", "Noget andet")]).await;
    assert_eq!(changed.status, StatusCode::FORBIDDEN);
    let changed = manager
        .post(policy, &[("name", "Noget andet"), ("valid_from", "01.01.2019")])
        .await;
    assert_eq!(changed.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed_and_a_message_beside_the_field() {
    let site = Site::new().await;
    let refused = site
        .as_role(Role::Coordinator)
        .await
        .post(
            "/policies",
            &[
                ("name", "<b>Politik"),
                ("valid_from", "01.03.2027"),
                ("valid_to", "01.02.2027"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("value=\"&#60;b&#62;Politik\""),
        "{}",
        refused.text
    );
    assert!(
        refused
            .text
            .contains("Datoen ligger før start, 01.03.2027. Skriv en senere dato.")
    );
    assert!(
        refused
            .text
            .contains("aria-describedby=\"valid_to-help valid_to-error\"")
    );
}
