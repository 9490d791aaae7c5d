//! Choosing a password by a code, and the page where many are let in.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use trivsel_app::MailSettings;
use trivsel_domain::person::Role;
use trivsel_store::sessions::{self, Account};

use crate::site::{Page, Site};

const GOOD: &str = "grøn cykel under broen";

/// What a PDF says.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = std::process::Command::new("pdftotext")
        .args(["-layout", file.to_str().unwrap(), "-"])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Prints a slip for the one person who has no account; the answer is the slip's code.
async fn slip(site: &Site) -> String {
    let tx = site.app.write(site.organisation).await.unwrap();
    let person = trivsel_domain::person::Person {
        id: trivsel_app::identity::new_person_id(),
        employee_number: None,
        name: "Åse Lund".into(),
        email: Some("aase@example.dk".into()),
        title: "SSA".into(),
        is_erased: false,
    };
    trivsel_store::persons::add(&tx, &person, site.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let administrator = site.as_role(Role::Administrator).await;
    let page = administrator.get("/persons/access").await;
    assert!(page.text.contains("Den ene, der ikke har fået adgang"), "{}", page.text);
    assert!(page.text.contains("Herfra kan der ikke sendes mails"), "{}", page.text);
    let printed = administrator
        .post("/persons/access/sheets", &[("unit", ""), ("whom", "new")])
        .await;
    assert_eq!(printed.status, StatusCode::OK, "{}", printed.text);
    let text = text_of(&printed.bytes);
    assert!(
        text.contains("Åse Lund") && text.contains("aase@example.dk") && text.contains("localhost"),
        "{text}"
    );
    // Four times four letters, which stand on one line or on two.
    let is_code = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        parts.len() == 4 && parts.iter().all(|part| part.len() == 4)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.iter().map(|word| (*word).to_owned());
    let mut broken = whole.chain(words.windows(2).map(<[&str]>::concat));
    broken
        .find(|word| is_code(word))
        .unwrap_or_else(|| panic!("no code in {text}"))
}

#[tokio::test]
async fn a_slip_of_paper_lets_in_once() {
    let site = Site::new().await;
    let code = slip(&site).await;
    let stranger = site.as_stranger();
    let typed = stranger
        .post("/access", &[("code", &format!(" {} ", code.to_uppercase()))])
        .await;
    assert_eq!(typed.status, StatusCode::SEE_OTHER, "{}", typed.text);
    let address = typed.location;
    let page = stranger.get(&address).await;
    assert!(
        page.text.contains("aase@example.dk") && page.text.contains("Fjordby Kommune"),
        "{}",
        page.text
    );

    let short = stranger.post(&address, &[("new", "kort"), ("repeated", "kort")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        short.text.contains("Adgangskoden er for kort") && !short.text.contains("\"kort\""),
        "{}",
        short.text
    );
    let other = stranger
        .post(&address, &[("new", GOOD), ("repeated", "noget andet")])
        .await;
    assert!(other.text.contains("De to er ikke ens"), "{}", other.text);

    let chosen = stranger.post(&address, &[("new", GOOD), ("repeated", GOOD)]).await;
    assert_eq!(
        (chosen.status, chosen.location.as_str()),
        (StatusCode::SEE_OTHER, "/?done=done-password-chosen")
    );
    assert!(
        chosen.cookie.starts_with("trivsel=") && chosen.cookie.contains("HttpOnly"),
        "{}",
        chosen.cookie
    );
    for page in [
        stranger.get(&address).await,
        stranger.post(&address, &[("new", GOOD), ("repeated", GOOD)]).await,
    ] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("Linket virker ikke mere"), "{}", page.text);
    }
    let form = [("email", "aase@example.dk"), ("password", GOOD)];
    assert_eq!(
        site.as_stranger().post("/sign-in", &form).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_code_nobody_made_looks_like_one_that_was_used() {
    let site = Site::new().await;
    let code = slip(&site).await;
    let stranger = site.as_stranger();
    let address = format!("/access/fjordby/{code}");
    stranger.post(&address, &[("new", GOOD), ("repeated", GOOD)]).await;
    let used = stranger.get(&address).await;
    for never in [
        "/access/fjordby/abcd-efgh-jkmn-pqrs",
        "/access/nabo/abcd-efgh-jkmn-pqrs",
        "/access/fjordby/%C3%A6",
    ] {
        let page = stranger.get(never).await;
        // The way to the same page in the other language is all that tells them apart.
        let (seen, used) = (page.text.replace(never, ""), used.text.replace(&address, ""));
        assert_eq!((page.status, seen), (StatusCode::GONE, used), "{never}");
    }
    let nothing = stranger.post("/access", &[("code", " -- ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// The site with a mail server that is never spoken to.
async fn send(site: &Site, path: &str, email: &str) -> Page {
    let mut app = site.app.clone();
    app.settings.mail = Some(MailSettings {
        server: "smtp://127.0.0.1:1".into(),
        from: "Trivsel <trivsel@fjordby.example>".into(),
    });
    let router = trivsel_web::router(app).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
    let body = format!("email={}", email.replace('@', "%40"));
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    Page {
        status,
        location: String::new(),
        cookie: String::new(),
        cookies: Vec::new(),
        retry_after: String::new(),
        cache: String::new(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
        bytes: bytes.to_vec(),
    }
}

#[tokio::test]
async fn asking_for_a_link_looks_the_same_whoever_asks() {
    let site = Site::new().await;
    let known = send(&site, "/forgotten-password", "manager@example.dk").await;
    let unknown = send(&site, "/forgotten-password", "nobody@example.dk").await;
    assert_eq!(known.status, StatusCode::OK);
    assert_eq!(known.text, unknown.text);
    assert!(known.text.contains("er der en mail på vej") && !known.text.contains("@example.dk"));
    let nothing = send(&site, "/forgotten-password", "").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let without = site.as_stranger().get("/forgotten-password").await;
    assert!(without.text.contains("Bed jeres administrator"), "{}", without.text);
}

#[tokio::test]
async fn a_closed_account_is_sent_nothing() {
    let site = Site::new().await;
    let tx = site.app.write(site.organisation).await.unwrap();
    let person = site.people[&Role::Manager];
    let account = sessions::find_account(&tx, person).await.unwrap().unwrap();
    let disabled_at = Some(site.app.now());
    sessions::change_account(&tx, &Account { disabled_at, ..account })
        .await
        .unwrap();
    tx.commit().await.unwrap();
    send(&site, "/forgotten-password", "manager@example.dk").await;
    send(&site, "/forgotten-password", "coordinator@example.dk").await;
    let tx = site.app.read(site.organisation).await.unwrap();
    let waiting = trivsel_store::mails::list_of_kind(&tx, trivsel_store::mails::MailKind::Forgotten)
        .await
        .unwrap();
    let to: Vec<_> = waiting.iter().map(|mail| mail.person).collect();
    assert_eq!(to, [site.people[&Role::Coordinator]]);
}
