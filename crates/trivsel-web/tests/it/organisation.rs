//! Units, persons, committees and reading a list in, as a browser meets them.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site};

/// Sends a file as a form with one file field does.
async fn upload(browser: &Browser<'_>, path: &str, file: &[u8]) -> Page {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liste.csv\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

#[tokio::test]
async fn the_tree_is_for_everybody_and_changing_it_for_few() {
    let site = Site::new().await;
    let employee = site.as_role(Role::Employee).await;
    let page = employee.get("/units").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Mosevang") && !page.text.contains("/units/new"));
    assert_eq!(employee.get("/units/new").await.status, StatusCode::FORBIDDEN);
    let before = employee.get("/units?day=31.12.2016").await;
    assert!(before.text.contains("Ingen enheder den dag"));

    let coordinator = site.as_role(Role::Coordinator).await;
    let form = [
        ("name", "Engen"),
        ("code", "EN"),
        ("parent", ""),
        ("valid_from", "i morgen"),
    ];
    let refused = coordinator.post("/units", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"Engen\"") && refused.text.contains("Det er ikke en dato"));
    let parent = site.district.to_string();
    let form = [
        ("name", "Engen"),
        ("code", "EN"),
        ("parent", &parent),
        ("valid_from", "01.01.2026"),
    ];
    let opened = coordinator.post("/units", &form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let page = coordinator.get(&opened.location).await;
    assert!(page.text.contains("Enheden er oprettet") && page.text.contains("Distrikt Nord"));
}

#[tokio::test]
async fn persons_are_seen_within_reach_only() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    let address = format!("/persons/{}", site.people[&Role::Employee]);
    assert_eq!(manager.get(&address).await.status, StatusCode::OK);
    assert_eq!(
        site.as_role(Role::Employee).await.get("/persons").await.status,
        StatusCode::FORBIDDEN
    );

    let coordinator = site.as_role(Role::Coordinator).await;
    let everybody = coordinator.get("/persons").await;
    assert!(
        everybody.text.contains("1 medarbejder og 9 uden ansættelse i dag"),
        "{}",
        everybody.text
    );

    let administrator = site.as_role(Role::Administrator).await;
    let account = administrator.post(&format!("{address}/account/password"), &[]).await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(account.text.contains("Adgangskoden vises kun nu"));
    let erased = administrator.post(&format!("{address}/erase"), &[]).await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_of_units_is_looked_at_before_it_is_read_in() {
    let site = Site::new().await;
    let coordinator = site.as_role(Role::Coordinator).await;
    let taken = upload(
        &coordinator,
        "/units/import",
        b"Enhedskode;Navn;Overordnet kode;Fra\nNY;\xD8sterg\xE5rd;FK;01-01-2026\nNY;Igen;FK;01-01-2026\n",
    )
    .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let looked = coordinator.get(&taken.location).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text.contains("Østergård") && looked.text.contains("Koden står også i linje 2."));
    let address = taken.location.split('?').next().unwrap().to_owned();

    // Another person does not reach the file.
    let administrator = site.as_role(Role::Administrator).await;
    assert_eq!(administrator.get(&address).await.status, StatusCode::NOT_FOUND);

    assert_eq!(
        coordinator.post(&address, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(!coordinator.get("/units").await.text.contains("Østergård"));
    let read = coordinator.post(&address, &[("leave_out", "on")]).await;
    assert_eq!(read.location, "/units?done=done-organisation-import");
    assert!(coordinator.get("/units").await.text.contains("Østergård"));
    // The file is gone.
    assert_eq!(coordinator.get(&address).await.status, StatusCode::NOT_FOUND);

    let mut persons = String::from("Medarbejdernummer;Navn;Enhedskode;Fra\n");
    for number in 0..40 {
        let (day, month) = (number % 27 + 1, number % 12 + 1);
        persons += &format!(
            "{day:02}{month:02}{:02}-{};Person;MV;01-01-2026\n",
            50 + number,
            1000 + number
        );
    }
    let taken = upload(&coordinator, "/persons/import", persons.as_bytes()).await;
    let looked = coordinator.get(&taken.location).await;
    for words in [
        "Kolonnen »Medarbejdernummer« ligner CPR-numre. Dem læser vi ikke ind.",
        "Medarbejdernummer (ligner CPR-numre)</option>",
    ] {
        assert!(looked.text.contains(words), "{words} is missing in {}", looked.text);
    }

    let empty = upload(&coordinator, "/persons/import", b"").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Filen er tom."));
}
