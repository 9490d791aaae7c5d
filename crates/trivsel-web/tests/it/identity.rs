use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_app::accounts::{self, NewUser};
use trivsel_domain::person::Role;

use crate::site::Site;

async fn with_password(site: &Site) -> String {
    let new = NewUser {
        name: "Ida Lund".into(),
        email: "ida@example.dk".into(),
        title: "Konsulent".into(),
        role: Some(Role::Coordinator),
    };
    accounts::add_user(&site.app, site.organisation, &new).await.unwrap()
}

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in_and_back_again() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let stranger = site.as_stranger();
    assert_eq!(
        stranger.get("/policies?at=1").await.location,
        "/sign-in?next=/policies%3Fat%3D1"
    );
    let entered = stranger
        .post(
            "/sign-in",
            &[
                ("email", "IDA@example.dk"),
                ("password", &password),
                ("next", "/policies"),
            ],
        )
        .await;
    assert_eq!(
        (entered.status, entered.location.as_str()),
        (StatusCode::SEE_OTHER, "/policies")
    );
    assert!(
        entered.cookie.contains("HttpOnly") && entered.cookie.contains("SameSite=Lax"),
        "{}",
        entered.cookie
    );
}

#[tokio::test]
async fn only_our_own_addresses_are_followed_after_signing_in() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    for next in [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "",
    ] {
        let entered = site
            .as_stranger()
            .post(
                "/sign-in",
                &[("email", "ida@example.dk"), ("password", &password), ("next", next)],
            )
            .await;
        assert_eq!(entered.location, "/", "{next}");
    }
}

#[tokio::test]
async fn a_password_given_by_an_administrator_must_be_changed_first() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let entered = site
        .as_stranger()
        .post("/sign-in", &[("email", "ida@example.dk"), ("password", &password)])
        .await;
    let mut browser = site.as_stranger();
    browser.cookie = entered.cookie.split(';').next().unwrap().to_owned();
    assert_eq!(browser.get("/policies").await.location, "/account/password");
    let new = "fire venner i regnvejr";
    let changed = browser
        .post(
            "/account/password",
            &[("current", &password), ("new", new), ("repeated", new)],
        )
        .await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text);
    assert_eq!(
        browser.get("/policies").await.location,
        "/sign-in?next=/policies",
        "the old session has ended"
    );
    browser.cookie = changed.cookie.split(';').next().unwrap().to_owned();
    assert_eq!(browser.get("/policies").await.status, StatusCode::OK);
}

#[tokio::test]
async fn after_eight_wrong_passwords_the_account_must_wait() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    for _ in 0..8 {
        let wrong = site
            .as_stranger()
            .post(
                "/sign-in",
                &[("email", "ida@example.dk"), ("password", "forkert kode her")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"ida@example.dk\"") && !wrong.text.contains("forkert kode her"));
    }
    let right = site
        .as_stranger()
        .post("/sign-in", &[("email", "ida@example.dk"), ("password", &password)])
        .await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let site = Site::new().await;
    let (phone, desk) = (site.as_role(Role::Employee).await, site.as_role(Role::Employee).await);
    desk.post("/account/sign-out-everywhere", &[]).await;
    assert_eq!(phone.get("/policies").await.location, "/sign-in?next=/policies");
    assert_eq!(desk.get("/policies").await.location, "/sign-in?next=/policies");
}

#[tokio::test]
async fn a_form_sent_from_another_site_is_refused() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Employee).await;
    let forged = Request::post("/account/sign-out-everywhere")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://elsewhere.example");
    let refused = browser.send(forged.body(Body::empty()).unwrap()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        browser.get("/policies").await.status,
        StatusCode::OK,
        "the session is still there"
    );
}

#[tokio::test]
async fn switching_the_language_keeps_the_page() {
    let site = Site::new().await;
    let browser = site.as_role(Role::Employee).await;
    assert!(browser.get("/policies").await.text.contains("<html lang=\"da\">"));
    let switched = browser
        .post("/language", &[("language", "en"), ("next", "/policies?at=7")])
        .await;
    assert_eq!(switched.location, "/policies?at=7");
    assert!(browser.get("/policies").await.text.contains("<html lang=\"en\">"));
}
