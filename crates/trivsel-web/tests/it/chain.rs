//! The chain through its pages: the two lines, the thread, the table, the paper, the API; and what an outsider sees of them.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_domain::person::Role;

use crate::followed::begun;
use crate::results::{says, surveyed};
use crate::site::Browser;

async fn sent(browser: &Browser<'_>, path: &str, body: serde_json::Value) -> crate::site::Page {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    browser.send(request.unwrap()).await
}

#[tokio::test]
async fn a_thread_stands_on_a_page_as_a_table_on_paper_and_in_the_api() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let (_, initiative) = begun(&site, &manager, survey, &site.district.to_string()).await;
    let id = initiative.rsplit('/').next().unwrap();
    let page = manager.get(&initiative).await;
    let thread = format!("/chain/initiative/{id}");
    says(
        &page.text,
        &["Kom af:", &format!("<a href=\"{thread}\">Se hele tråden</a>")],
    );
    let page = manager.get(&thread).await;
    assert_eq!(page.status, StatusCode::OK);
    let result = format!("/surveys/{survey}/results/units/{}", site.district);
    says(
        &page.text,
        &[
            "Fra en måling i 2026 til en indsats i 2026",
            "Det samme som tabel",
            "13.11.2026, Måling",
            "21.11.2026, Indsats",
        ],
    );
    let link = format!("<a href=\"{result}\">Trivselsmåling 2026, Distrikt Nord</a>");
    assert_eq!(page.text.matches(&link).count(), 2, "in the thread and in the table");
    // The result's own page tells the other way.
    let page = manager.get(&result).await;
    says(
        &page.text,
        &["Blev til:", &format!("<a href=\"{initiative}\">Faste morgenmøder</a>")],
    );
    let paper = manager.get(&format!("{thread}/thread.pdf")).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert!(paper.bytes.starts_with(b"%PDF"));
    let body = manager.get(&format!("/api/v1{thread}")).await;
    let body: serde_json::Value = serde_json::from_str(&body.text).unwrap();
    let kinds: Vec<&str> = body["stations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["result", "initiative"]);
}

#[tokio::test]
async fn an_outsider_sees_that_something_is_there_and_no_words_of_it() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let (_, initiative) = begun(&site, &manager, survey, &site.district.to_string()).await;
    let id = initiative.rsplit('/').next().unwrap();
    let employee = site.as_role(Role::Employee).await;
    for (address, hidden) in [
        (
            format!("/chain/initiative/{id}"),
            "Noget i en enhed, du ikke har adgang til",
        ),
        (format!("/api/v1/chain/initiative/{id}"), "\"kind\":\"hidden\""),
    ] {
        let page = employee.get(&address).await;
        says(&page.text, &[hidden, "Faste morgenmøder"]);
        for word in [
            "Trivselsmåling 2026",
            "13.11.2026",
            "2026-11-13",
            &site.district.to_string(),
        ] {
            assert!(!page.text.contains(word), "{word} in {address}");
        }
    }
    let of_result = format!("/chain/result/{survey}.{}", site.district);
    assert_eq!(employee.get(&of_result).await.status, StatusCode::NOT_FOUND);
    assert_eq!(employee.get("/chain/sky/1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_something_came_of_is_found_added_and_taken_back() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let (_, initiative) = begun(&site, &manager, survey, &site.district.to_string()).await;
    let id = initiative.rsplit('/').next().unwrap();
    let thread = format!("/chain/initiative/{id}");
    let search = format!("{thread}/origins/new");
    let group = format!("result/{survey}.{}", site.group);
    let page = manager.get(&format!("{search}?q=mosevang+2026")).await;
    says(&page.text, &["Trivselsmåling 2026, Mosevang", &group]);
    assert!(!page.text.contains("Strandparken"), "out of reach");
    let page = manager.get(&format!("{search}?q=solnedgang")).await;
    says(&page.text, &["Intet passer", "Prøv med et andet eller et kortere ord."]);
    let add = format!("{thread}/origins");
    let again = manager.post(&add, &[("q", "mosevang"), ("from", "")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&again.text, &["value=\"mosevang\"", "id=\"from-error\""]);
    let added = manager.post(&add, &[("from", &group)]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let page = manager.get(&thread).await;
    says(&page.text, &["Skrevet ned her", "Trivselsmåling 2026, Mosevang"]);
    let employee = site.as_role(Role::Employee).await;
    assert_eq!(
        employee.post(&add, &[("from", &group)]).await.status,
        StatusCode::FORBIDDEN
    );
    let remove = format!("{thread}/origins/remove");
    assert_eq!(
        manager.post(&remove, &[("from", &group)]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = manager.get(&thread).await;
    assert!(!page.text.contains("Trivselsmåling 2026, Mosevang"));
}

#[tokio::test]
async fn a_program_says_what_an_initiative_came_of_and_is_refused_where_it_may_not_read_it() {
    let (site, survey, _) = surveyed().await;
    let manager = site.as_role(Role::Manager).await;
    let initiative = |key: String| {
        serde_json::json!({
            "title": "Faste morgenmøder", "unit": site.district, "iglo_level": "group",
            "from": { "kind": "result", "key": key },
        })
    };
    for unit in [site.elsewhere.to_string(), "x".to_owned()] {
        let refused = sent(&manager, "/api/v1/initiatives", initiative(format!("{survey}.{unit}"))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&refused.text, &["\"field\":\"from\""]);
    }
    let added = sent(
        &manager,
        "/api/v1/initiatives",
        initiative(format!("{survey}.{}", site.district)),
    )
    .await;
    assert_eq!(added.status, StatusCode::CREATED);
    let body: serde_json::Value = serde_json::from_str(&added.text).unwrap();
    let thread = format!("/api/v1/chain/initiative/{}", body["id"].as_str().unwrap());
    says(&manager.get(&thread).await.text, &["\"kind\":\"result\""]);
}
