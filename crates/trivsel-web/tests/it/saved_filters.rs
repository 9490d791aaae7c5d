//! What somebody narrows the register to again and again, and the register as a file.

use axum::http::StatusCode;
use trivsel_domain::person::Role;

use crate::initiatives::written;
use crate::site::Site;

/// Where the one of this name is forgotten.
fn removal(page: &str) -> String {
    let at = page.find("/initiatives/filters/").unwrap();
    page[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_kept_under_a_name_is_there_again_for_oneself_alone() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    written(&site, &manager, "Ro om medicinen").await;
    let keep = [("name", "Mangler opfølgning"), ("overdue", "on"), ("q", "medicin & ro")];
    let done = manager.post("/initiatives/filters", &keep).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = manager.get("/initiatives").await.text;
    let address = "/initiatives?q=medicin%20%26%20ro&#38;overdue=on";
    assert!(page.contains("Mangler opfølgning") && page.contains(address), "{page}");
    // The same name takes the place of what it was.
    manager
        .post(
            "/initiatives/filters",
            &[("name", "Mangler opfølgning"), ("state", "running")],
        )
        .await;
    let page = manager.get("/initiatives").await.text;
    assert!(
        page.contains("/initiatives?state=running") && !page.contains(address),
        "{page}"
    );
    let other = site.as_role(Role::Coordinator).await;
    assert!(!other.get("/initiatives").await.text.contains("Mangler opfølgning"));
    let forget = removal(&page);
    assert_eq!(other.post(&forget, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(manager.post(&forget, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!manager.get("/initiatives").await.text.contains("Mangler opfølgning"));
}

#[tokio::test]
async fn nothing_to_keep_too_many_and_numbers_of_persons_are_refused_with_what_was_typed() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    written(&site, &manager, "Ro om medicinen").await;
    for form in [
        [("name", "Alt"), ("q", "")],
        [("name", "010190-1234"), ("q", "ro")],
        [("name", "Ro"), ("q", "010190-1234")],
    ] {
        let refused = manager.post("/initiatives/filters", &form).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{form:?}: {}",
            refused.text
        );
    }
    for number in 0..20 {
        let name = format!("Visning {number}");
        let done = manager
            .post("/initiatives/filters", &[("name", name.as_str()), ("q", "ro")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let refused = manager
        .post("/initiatives/filters", &[("name", "En til"), ("q", "ro")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("En til"), "{}", refused.text);
}

#[tokio::test]
async fn the_register_as_a_file_holds_all_pages_and_no_formula() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    written(&site, &manager, "=1+1").await;
    for number in 0..30 {
        written(&site, &manager, &format!("Ro {number}")).await;
    }
    written(&site, &manager, "Uden for listen").await;
    let file = manager.get("/initiatives/list.csv?q=ro").await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    assert_eq!(file.text.matches("Ro ").count(), 30, "{}", file.text);
    assert!(!file.text.contains("Uden for listen"), "{}", file.text);
    let file = manager.get("/initiatives/list.csv").await.text;
    assert!(file.contains("'=1+1"), "{file}");
    let workbook = manager.get("/initiatives/list.xlsx").await;
    assert!(workbook.bytes.starts_with(b"PK"));
    // Elsewhere none of it is there.
    let elsewhere = site.as_role(Role::SafetyRep).await.get("/initiatives/list.csv").await;
    assert_eq!(elsewhere.status, StatusCode::OK);
}
