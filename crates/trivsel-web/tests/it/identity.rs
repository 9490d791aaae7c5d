use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_app::accounts::{self, NewOrganisation, UserForm};
use trivsel_domain::person::Role;

use crate::site::Site;

async fn with_password(site: &Site) -> String {
    let form = UserForm {
        name: "Ida Lund".into(),
        email: "ida@example.dk".into(),
        title: "Konsulent".into(),
        role: Some(Role::Coordinator),
    };
    accounts::add_user(&site.app, site.organisation, &form.read().unwrap())
        .await
        .unwrap()
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
    for next in [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "",
    ] {
        let site = Site::new().await;
        let password = with_password(&site).await;
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
async fn after_many_wrong_passwords_the_next_one_waits_and_is_told_how_long() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let form = |password| [("email", "ida@example.dk"), ("password", password)];
    for _ in 0..9 {
        let wrong = site.as_stranger().post("/sign-in", &form("forkert kode her")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"ida@example.dk\"") && !wrong.text.contains("forkert kode her"));
        assert!(wrong.text.contains("Du kunne ikke logge ind"), "{}", wrong.text);
    }
    let right = site.as_stranger().post("/sign-in", &form(&password)).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "it waits, and is let in");
    let mut last = right;
    while last.status != StatusCode::TOO_MANY_REQUESTS {
        last = site.as_stranger().post("/sign-in", &form("forkert kode her")).await;
    }
    assert!(last.text.contains("sekunder, og prøv igen"), "{}", last.text);
    assert!(last.retry_after.parse::<u64>().unwrap() > 0);
    let body = serde_json::json!({"email": "ida@example.dk", "password": "forkert kode her"});
    let request = Request::post("/api/v1/sessions").header(header::CONTENT_TYPE, "application/json");
    let program = site
        .as_stranger()
        .send(request.body(Body::from(body.to_string())).unwrap())
        .await;
    assert_eq!(program.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(program.retry_after.parse::<u64>().unwrap() > 0 && program.text.contains("too-many"));
}

#[tokio::test]
async fn a_browser_that_signed_in_is_known_at_the_sign_in_page_and_nowhere_else() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let form = [("email", "ida@example.dk"), ("password", password.as_str())];
    let entered = site.as_stranger().post("/sign-in", &form).await;
    let device = entered
        .cookies
        .iter()
        .find(|cookie| cookie.starts_with("trivsel-device="))
        .unwrap();
    for part in ["Path=/sign-in", "HttpOnly", "SameSite=Strict", "Max-Age="] {
        assert!(device.contains(part), "{device}");
    }
}

#[tokio::test]
async fn wrong_tries_from_behind_a_named_proxy_are_told_apart() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let mut app = site.app.clone();
    app.settings.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    let send = async |password: &str, sender: &str| {
        let body = serde_json::json!({"email": "ida@example.dk", "password": password});
        let request = Request::post("/api/v1/sessions")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", sender)
            .body(Body::from(body.to_string()));
        router.clone().oneshot(request.unwrap()).await.unwrap().status()
    };
    while send("forkert kode her", "198.51.100.7").await != StatusCode::TOO_MANY_REQUESTS {}
    assert_eq!(
        send("forkert kode her", "203.0.113.5, 198.51.100.7").await,
        StatusCode::TOO_MANY_REQUESTS,
        "what the sender wrote is not believed"
    );
    assert_eq!(send(&password, "203.0.113.5").await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_new_password_must_be_new_and_hard_to_guess() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let form = [("email", "ida@example.dk"), ("password", password.as_str())];
    let entered = site.as_stranger().post("/sign-in", &form).await;
    let mut browser = site.as_stranger();
    browser.cookie = entered.cookie.split(';').next().unwrap().to_owned();
    let cases = [
        ("Ida Lund Ida Lund", "for let at gætte"),
        ("ida@example.dk", "for let at gætte"),
        ("voluptuous9388", "blandt dem, flest bruger"),
        (password.as_str(), "Det er den, du har nu"),
    ];
    for (new, told) in cases {
        let form = [("current", password.as_str()), ("new", new), ("repeated", new)];
        let refused = browser.post("/account/password", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(refused.text.contains(told), "{new}: {}", refused.text);
    }
    let new = "fire venner i regnvejr";
    let form = [("current", password.as_str()), ("new", new), ("repeated", new)];
    let changed = browser.post("/account/password", &form).await;
    browser.cookie = changed.cookie.split(';').next().unwrap().to_owned();
    let account = browser.get("/account").await.text;
    assert!(
        account.contains("adgangskoden skiftet"),
        "what happened is told: {account}"
    );
}

#[tokio::test]
async fn an_administrator_reads_who_signed_in() {
    let site = Site::new().await;
    let password = with_password(&site).await;
    let form = [("email", "ida@example.dk"), ("password", password.as_str())];
    site.as_stranger().post("/sign-in", &form).await;
    let page = site.as_role(Role::Administrator).await.get("/audit/sign-ins").await;
    assert!(
        page.text.contains("Ida Lund") && page.text.contains("logget ind"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("ida@example.dk") && !page.text.contains("[sign-in"));
}

#[tokio::test]
async fn the_sign_in_page_does_not_tell_anybody_which_organisations_there_are() {
    let site = Site::new().await;
    let other = NewOrganisation::read("nabo", "Nabo Kommune").unwrap();
    accounts::add_organisation(&site.app, &other).await.unwrap();
    let page = site.as_stranger().get("/sign-in?organisation=fjordby").await.text;
    assert!(
        !page.contains("Nabo Kommune") && page.contains("value=\"fjordby\""),
        "{page}"
    );
    let mut app = site.app.clone();
    app.settings.lists_organisations = true;
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    let request = Request::get("/sign-in").body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap().into_body();
    let text = axum::body::to_bytes(answer, 1 << 20).await.unwrap();
    assert!(String::from_utf8_lossy(&text).contains("Nabo Kommune"));
}

/// Everywhere an address to go on to is taken: pages, not failures, and never another site.
#[tokio::test]
async fn no_address_leads_to_another_site() {
    let site = Site::new().await;
    let person = site.people[&Role::Employee].to_string();
    for next in [
        "/\t/elsewhere.example",
        "/\r\n/elsewhere.example",
        "/.//elsewhere.example",
        "/\u{85}/x",
        "//x",
    ] {
        let browser = site.as_role(Role::Employee).await;
        let switched = browser.post("/language", &[("language", "en"), ("next", next)]).await;
        assert_eq!(
            (switched.status, switched.location.as_str()),
            (StatusCode::SEE_OTHER, "/"),
            "{next:?}"
        );
        let stepped = site
            .as_stranger()
            .post("/demo/step-in", &[("person", &person), ("next", next)])
            .await;
        assert_eq!(
            (stepped.status, stepped.location.as_str()),
            (StatusCode::SEE_OTHER, "/"),
            "{next:?}"
        );
        let encoded: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let sent_on = browser.get(&format!("/sign-in?next={encoded}")).await;
        assert_eq!(
            (sent_on.status, sent_on.location.as_str()),
            (StatusCode::SEE_OTHER, "/"),
            "{next:?}"
        );
    }
    let browser = site.as_role(Role::Employee).await;
    let long = browser.get("/sign-in?next=/%250d%250aSet-Cookie:x").await;
    assert_eq!(long.location, "/%0d%0aSet-Cookie:x");
    assert_eq!(
        browser.get(&long.location).await.status,
        StatusCode::NOT_FOUND,
        "a page that is not there"
    );
}

#[tokio::test]
async fn where_people_reach_the_pages_is_known_whatever_a_proxy_makes_of_the_host() {
    let site = Site::new().await;
    let mut app = site.app.clone();
    app.settings.public_url = "https://trivsel.example.org".to_owned();
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    for (origin, expected) in [
        ("https://trivsel.example.org", StatusCode::UNPROCESSABLE_ENTITY),
        ("https://elsewhere.example", StatusCode::FORBIDDEN),
    ] {
        let request = Request::post("/sign-in")
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("email=a%40b.dk&password=forkert"));
        let answer = router.clone().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(answer.status(), expected, "{origin}");
    }
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
