//! Tools of a workplace's own, what a partner proposes, and what a partner sees of the rest, which is nothing.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site};

async fn sent(browser: &Browser<'_>, address: &str, form: &[(&str, &str)]) -> Page {
    let page = browser.post(address, form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}: {}", page.text);
    page
}

/// The first tool of the workplace's own.
const OWN: &str = "/toolbox/tools/T500";

#[tokio::test]
async fn a_partners_proposal_says_who_can_use_it_and_what_for_and_an_editor_takes_it_in() {
    let site = Site::new().await;
    let partner = site.as_role(Role::Partner).await;
    assert!(
        partner
            .get("/toolbox/own")
            .await
            .text
            .contains("Begynd med det, jeres medlemmer bruger mest")
    );
    let whole = [
        ("roles", "colleague"),
        ("purposes", "retention"),
        ("title", "Samtalekort om pauser"),
        ("publisher", "Fagforbundet Fjord"),
        ("form", "dialogue"),
        ("url", "https://fjord.example/pauser"),
        ("text", ""),
    ];
    // Without a role or a purpose, without an address or words, or with an address that is none, it is not sent.
    for (field, value) in [
        ("roles", "x"),
        ("purposes", "x"),
        ("title", ""),
        ("url", ""),
        ("url", "javascript:alert(1)"),
        ("form", ""),
    ] {
        let mut typed: Vec<(&str, &str)> = whole.iter().filter(|(name, _)| *name != field).copied().collect();
        typed.push((field, value));
        let page = partner.post("/toolbox/own", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(
            page.text.contains(&format!("id=\"{field}-error\"")),
            "{field}: {}",
            page.text
        );
        assert!(field == "title" || page.text.contains("Samtalekort om pauser"));
    }
    sent(&partner, "/toolbox/own", &whole).await;
    assert!(partner.get("/toolbox/own").await.text.contains("Venter på svar"));
    let reader = site.as_role(Role::Employee).await;
    assert_eq!(reader.get(OWN).await.status, StatusCode::NOT_FOUND);
    assert!(!reader.get("/toolbox/own").await.text.contains("Samtalekort"));
    let editor = site.as_role(Role::Editor).await;
    assert!(
        editor
            .get("/toolbox/editing")
            .await
            .text
            .contains("Samtalekort om pauser")
    );
    let answer = "/toolbox/editing/proposals/T500";
    let page = editor.post(answer, &[("then", "return"), ("answer", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Partneren kan se det"), "{}", page.text);
    assert_eq!(
        partner.post(answer, &[("then", "take")]).await.status,
        StatusCode::FORBIDDEN
    );
    sent(&editor, answer, &[("then", "take"), ("answer", "")]).await;
    let page = reader.get(OWN).await;
    assert!(
        page.text.contains("Samtalekort om pauser") && page.text.contains("Ikke videnskabeligt afprøvet"),
        "{}",
        page.text
    );
    let found = reader.post("/toolbox", &[("q", "samtalekort")]).await.text;
    assert!(found.contains("href=\"/toolbox/tools/T500\""), "{found}");
    // Answered once, it cannot be answered again.
    assert_eq!(
        editor.post(answer, &[("then", "take")]).await.status,
        StatusCode::CONFLICT
    );
    sent(&partner, "/toolbox/own/T500/withdraw", &[]).await;
    assert_eq!(reader.get(OWN).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_units_own_guideline_is_found_by_those_who_work_there_and_shown_as_text() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let (district, elsewhere) = (site.district.to_string(), site.elsewhere.to_string());
    let typed = |unit: &str| {
        [
            ("roles", "employee".to_owned()),
            ("purposes", "prevention".to_owned()),
            ("title", "Vores retningslinje om vold".to_owned()),
            ("publisher", "Distrikt Nord".to_owned()),
            ("form", "template".to_owned()),
            ("url", String::new()),
            ("text", "Ring til vagten.\r\n\r\n<b>Skriv det ned.</b>".to_owned()),
            ("unit", unit.to_owned()),
        ]
    };
    let form = typed(&elsewhere);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        manager.post("/toolbox/own", &form).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let form = typed(&district);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sent(&manager, "/toolbox/own", &form).await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get(OWN).await.text;
    assert!(page.contains("<p>Ring til vagten.</p>"), "{page}");
    assert!(
        page.contains("&#60;b&#62;Skriv det ned.") && !page.contains("<b>Skriv"),
        "{page}"
    );
    assert!(
        employee
            .get("/toolbox/own")
            .await
            .text
            .contains("Vores retningslinje om vold")
    );
    // A partner sees nothing of it.
    let partner = site.as_role(Role::Partner).await;
    assert_eq!(partner.get(OWN).await.status, StatusCode::NOT_FOUND);
    assert!(!partner.get("/toolbox/own").await.text.contains("retningslinje om vold"));
    assert!(!partner.post("/toolbox", &[("q", "vold")]).await.text.contains("T500"));
    assert_eq!(
        employee.post("/toolbox/own/T500/withdraw", &[]).await.status,
        StatusCode::FORBIDDEN
    );
    sent(&manager, "/toolbox/own/T500/withdraw", &[]).await;
    assert_eq!(employee.get(OWN).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_partner_has_the_toolbox_and_nothing_else() {
    let site = Site::new().await;
    let partner = site.as_role(Role::Partner).await;
    assert_eq!(partner.get("/").await.location, "/toolbox");
    let page = partner.get("/toolbox").await.text;
    let (_, menu) = page.split_once("<nav id=\"menu\"").unwrap();
    let menu = menu.split("</nav>").next().unwrap();
    let places: Vec<&str> = menu
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(places, ["/toolbox", "/account"], "{menu}");
    assert!(!page.contains("href=\"/units\""), "{page}");
    // Only the toolbox, the rules its answers cite, and one's own account open; the walk over all addresses holds the rest.
    let own = [
        "/toolbox",
        "/legal-rules",
        // What a workshop day can be about is read by everybody; nothing of the organisation stands there.
        "/models",
        "/facts",
        "/decks",
        "/account",
        "/sign-out",
        "/language",
        "/live",
        "/api/v1/sessions",
    ];
    for route in trivsel_web::table() {
        let is_own = route.path == "/" || own.iter().any(|folder| route.path.starts_with(folder));
        let is_ballot = route.path == "/surveys/{survey}/token";
        if route.is_for(Role::Partner) && !route.is_open() && !is_own && !is_ballot {
            panic!("a partner may use {} {}", route.method, route.path);
        }
    }
    for address in [
        "/units",
        "/policies",
        "/committees",
        "/start",
        "/initiatives",
        "/figures",
        "/api/v1/units",
    ] {
        assert_eq!(partner.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
}
