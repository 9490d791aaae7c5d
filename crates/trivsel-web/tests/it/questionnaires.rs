use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use trivsel_app::questionnaires;
use trivsel_domain::person::Role;

use crate::site::{Browser, Page, Site};

/// What the HSE tool is called; the apostrophe is written as a page writes it.
const HSE: &str = "HSE&#39;s spørgeskema om arbejdsvilkår (Management Standards)";

async fn site() -> Site {
    let site = Site::new().await;
    let tx = site.app.write(site.organisation).await.unwrap();
    questionnaires::seed(&tx, site.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    site
}

/// The addresses of the page's own part that stand in an attribute, in order.
fn addresses<'p>(page: &'p Page, attribute: &str) -> Vec<&'p str> {
    let (_, main) = page.text.split_once("<main").unwrap();
    let start = format!(" {attribute}=\"");
    main.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// The first of them that ends so.
fn address(page: &Page, attribute: &str, ending: &str) -> String {
    let found = addresses(page, attribute)
        .into_iter()
        .find(|address| address.ends_with(ending));
    found
        .unwrap_or_else(|| panic!("no {attribute} to …{ending} in {}", page.text))
        .to_owned()
}

/// The link with these words.
fn link(page: &Page, words: &str) -> String {
    let (before, _) = page.text.split_once(&format!("\">{words}</a>")).unwrap();
    before.rsplit("href=\"").next().unwrap().to_owned()
}

/// The draft's count of changes, as the forms of its page carry it.
fn version(page: &Page) -> String {
    let (_, rest) = page.text.split_once("name=\"version\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// What the page says, without its markup.
fn words(page: &Page) -> String {
    let (_, main) = page.text.split_once("<main").unwrap();
    let text: String = main
        .split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A copy of a shipped questionnaire: the address of its draft.
async fn copy(browser: &Browser<'_>, title: &str) -> String {
    let list = browser.get("/questionnaires").await;
    let show = browser.get(&link(&list, title)).await;
    let copied = browser.post(&address(&show, "action", "/copy"), &[]).await;
    assert_eq!(copied.status, StatusCode::SEE_OTHER);
    copied.location.split('?').next().unwrap().to_owned()
}

/// Sends a file as the form of a page does.
async fn upload(browser: &Browser<'_>, path: &str, name: &str, file: &str) -> Page {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n"
    );
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

async fn call(
    browser: &Browser<'_>,
    method: &str,
    path: &str,
    body: serde_json::Value,
) -> (StatusCode, serde_json::Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    let answer = browser.send(request.unwrap()).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
}

#[tokio::test]
async fn a_changed_word_breaks_the_comparison_before_everybodys_eyes() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let draft = copy(&browser, "Trivselspuls").await;
    let same = browser.get(&draft).await;
    assert!(
        words(&same).contains("Alle skalaer kan sammenlignes."),
        "{}",
        words(&same)
    );
    let form = browser.get(&format!("{draft}/items/1")).await;
    assert!(form.text.contains("Kan du selv forme den måde"), "{}", form.text);
    let saved = browser
        .post(
            &format!("{draft}/items/1"),
            &[
                ("version", &version(&form)),
                ("text_da", "Bestemmer du selv, hvordan du arbejder?"),
                ("text_en", "Do you decide how you work?"),
                ("kind", "choice:degree"),
            ],
        )
        .await;
    assert_eq!(saved.location, format!("{draft}?done=done-questionnaire-saved#item-1"));
    let told = words(&browser.get(&draft).await);
    for sentence in [
        "Én skala kan ikke sammenlignes.",
        "Ordene i »Bestemmer du selv, hvordan du arbejder?« er ændret.",
        "Kan du selv forme den måde, du løser dine opgaver på?",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    let ask = browser.get(&format!("{draft}/publish")).await;
    assert!(words(&ask).contains("Én skala kan ikke sammenlignes."));
    let published = browser
        .post(&format!("{draft}/publish"), &[("version", &version(&ask))])
        .await;
    assert_eq!(published.location, format!("{draft}?done=done-questionnaire-published"));
    let frozen = browser.get(&draft).await;
    assert!(words(&frozen).contains("Den bliver aldrig ændret."));
    assert!(
        !frozen.text.contains(&format!("{draft}/items/1\"")),
        "nothing is left to edit"
    );
    let refused = browser.post(&format!("{draft}/items/1"), &[("version", "2")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_a_draft_lacks_is_told_with_a_link_to_where_it_is_written() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let draft = copy(&browser, "WHO-5 trivselsindeks").await;
    let page = browser.get(&draft).await;
    assert!(
        words(&page).contains("Spørgsmål 1: Spørgsmålet mangler på Dansk."),
        "{}",
        words(&page)
    );
    assert_eq!(address(&page, "href", "/items/5"), format!("{draft}/items/5"));
    let ask = browser.get(&format!("{draft}/publish")).await;
    assert!(!ask.text.contains("type=\"submit\">Udgiv"), "{}", ask.text);
    let table = "nøgle;spørgsmål_da;spørgsmål_en;svar_da;svar_en\nwho5_1;A;A;5=F|4=E|3=D|2=C|1=B|0=A;5=F|4=E|3=D|2=C|1=B|0=A\nwho5_9;B;B;;\n";
    let refused = upload(&browser, &format!("{draft}/import"), "who.csv", table).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&refused).contains("Række 3: kladden har intet spørgsmål med nøglen »who5_9«."));
    let table = table.lines().take(2).collect::<Vec<_>>().join("\n") + "\nwho5_2;B;B;;\n";
    let filled = upload(&browser, &format!("{draft}/import"), "who.csv", &table).await;
    assert_eq!(filled.status, StatusCode::SEE_OTHER);
    let page = browser.get(&draft).await;
    assert!(!words(&page).contains("Spørgsmål 1: Spørgsmålet mangler"));
    assert!(words(&page).contains("Spørgsmål 3: Spørgsmålet mangler på Dansk."));
}

#[tokio::test]
async fn a_file_with_a_mistake_names_the_row_and_nothing_is_kept() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let table = "spørgsmål;svar\nEr der ro?;1=Ja | 0=Nej\nBliver du afbrudt?;ja eller nej\n";
    let refused = upload(&browser, "/questionnaires/import", "ro.csv", table).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        words(&refused).contains("Række 3, svar: »ja eller nej« kan ikke læses som svar."),
        "{}",
        words(&refused)
    );
    assert!(!browser.get("/questionnaires").await.text.contains("Jeres eget"));
    let read = upload(
        &browser,
        "/questionnaires/import",
        "ro.csv",
        &table.replace("ja eller nej", "1=Ja | 0=Nej"),
    )
    .await;
    assert_eq!(read.status, StatusCode::SEE_OTHER);
    assert!(words(&browser.get(&read.location).await).contains("2 spørgsmål"));
    let nothing = upload(&browser, "/questionnaires/import", "", "").await;
    assert!(words(&nothing).contains("Vælg en fil."));
}

#[tokio::test]
async fn the_preview_shows_one_question_at_a_time_in_the_language_chosen() {
    let site = site().await;
    let browser = site.as_role(Role::Manager).await;
    let list = browser.get("/questionnaires").await;
    let show = browser.get(&link(&list, HSE)).await;
    let version = link(&show, "Version 1");
    let first = browser.get(&format!("{version}/preview")).await;
    assert!(
        words(&first).contains("HSE har hverken godkendt eller anbefalet"),
        "{}",
        words(&first)
    );
    let english = browser.get(&format!("{version}/preview?language=en&step=3")).await;
    let told = words(&english);
    for sentence in [
        "Question 3 of 35",
        "Different groups at work demand things from me that are hard to combine",
        "Prefer not to answer",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    assert!(english.text.contains("lang=\"en\"") && english.text.contains("value=\"2\" max=\"35\""));
    let last = browser.get(&format!("{version}/preview?language=da&step=99")).await;
    assert!(words(&last).contains("Det var det sidste spørgsmål"));
}

#[tokio::test]
async fn a_manager_reads_what_is_asked_and_is_offered_no_change() {
    let site = site().await;
    let browser = site.as_role(Role::Manager).await;
    let list = browser.get("/questionnaires").await;
    assert!(!list.text.contains("/questionnaires/new"));
    let show = browser.get(&link(&list, HSE)).await;
    assert!(!show.text.contains("/copy") && !show.text.contains("/withdraw"));
    let version = link(&show, "Version 1");
    assert!(
        !browser
            .get(&version)
            .await
            .text
            .contains("<form method=\"post\" action=\"/questionnaires")
    );
    assert_eq!(
        browser.post(&format!("{version}/copy"), &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        browser.get(&format!("{version}/head")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let draft = copy(&browser, "Trivselspuls").await;
    let form = browser.get(&format!("{draft}/choices/1")).await;
    let refused = browser
        .post(
            &format!("{draft}/choices/1"),
            &[
                ("version", &version(&form)),
                ("option_1_value", "fire"),
                ("option_1_label_da", "Ja <altid>"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("value=\"Ja &#60;altid&#62;\""),
        "{}",
        refused.text
    );
    assert!(refused.text.contains("id=\"option_1_value-error\""), "{}", refused.text);
    assert!(words(&refused).contains("Tal: Vælg en af mulighederne.") || words(&refused).contains("Tal: "));
    let new = browser
        .post("/questionnaires", &[("title", " "), ("language", "xx")])
        .await;
    assert_eq!(new.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_condition_is_chosen_in_two_steps_without_a_script() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let draft = copy(&browser, "Trivselspuls").await;
    let page = format!("{draft}/items/3/condition");
    let first = browser.get(&page).await;
    assert!(words(&first).contains("Spørgsmålet stilles altid."));
    let second = browser.get(&format!("{page}?item=influence_way")).await;
    assert!(second.text.contains("name=\"value_4\""), "{}", second.text);
    let saved = browser
        .post(
            &page,
            &[
                ("version", &version(&second)),
                ("item", "influence_way"),
                ("value_0", "on"),
                ("value_1", "on"),
            ],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let told = words(&browser.get(&draft).await);
    assert!(
        told.contains("Stilles kun, når svaret på »Kan du selv forme den måde, du løser dine opgaver på?« er »Nej, slet ikke« eller »Nej, kun lidt«."),
        "{told}"
    );
}

#[tokio::test]
async fn a_program_adds_changes_and_publishes_a_questionnaire() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let (_, list) = call(&browser, "GET", "/api/v1/questionnaires", serde_json::json!({})).await;
    let pulse = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["code"] == "pulse")
        .unwrap();
    let version = pulse["versions"][0]["id"].as_str().unwrap();
    let (_, whole) = call(
        &browser,
        "GET",
        &format!("/api/v1/questionnaires/versions/{version}"),
        serde_json::json!({}),
    )
    .await;
    assert_eq!(whole["problems"], serde_json::json!([]));
    let mut content = whole["content"].clone();
    content["items"][0]["text"]["en"] = serde_json::json!("");
    let (status, begun) = call(&browser, "POST", "/api/v1/questionnaires", content.clone()).await;
    assert_eq!(status, StatusCode::CREATED);
    let draft = format!("/api/v1/questionnaires/versions/{}", begun["id"].as_str().unwrap());
    let (_, whole) = call(&browser, "GET", &draft, serde_json::json!({})).await;
    assert_eq!(
        whole["problems"],
        serde_json::json!(["Spørgsmål 1: Spørgsmålet mangler på English."])
    );
    let (status, _) = call(
        &browser,
        "POST",
        &format!("{draft}/publish"),
        serde_json::json!({"version": 1}),
    )
    .await;
    assert_eq!(status, StatusCode::CONFLICT);
    content["items"][0]["text"]["en"] = serde_json::json!("Do you decide?");
    let (status, _) = call(
        &browser,
        "PUT",
        &draft,
        serde_json::json!({"version": 1, "content": content}),
    )
    .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = call(
        &browser,
        "PUT",
        &draft,
        serde_json::json!({"version": 1, "content": content}),
    )
    .await;
    assert_eq!(status, StatusCode::CONFLICT, "changed since");
    let (status, _) = call(
        &browser,
        "POST",
        &format!("{draft}/publish"),
        serde_json::json!({"version": 2}),
    )
    .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (_, whole) = call(&browser, "GET", &draft, serde_json::json!({})).await;
    assert_eq!(whole["hash"].as_str().unwrap().len(), 64);
    let (status, why) = call(
        &browser,
        "POST",
        "/api/v1/questionnaires",
        serde_json::json!({"format": "other"}),
    )
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        why["error"]["fields"][0]["message"]
            .as_str()
            .unwrap()
            .contains("trivsel-questionnaire-1"),
        "{why}"
    );
}

#[tokio::test]
async fn an_address_that_is_none_of_the_web_never_becomes_a_link() {
    let site = site().await;
    let browser = site.as_role(Role::Coordinator).await;
    let draft = copy(&browser, "WHO-5 trivselsindeks").await;
    let form = browser.get(&format!("{draft}/head")).await;
    let typed = [
        ("version", version(&form)),
        ("title_da", "WHO-5".to_owned()),
        ("language_da", "on".to_owned()),
        ("licence_name", "CC0".to_owned()),
        ("licence_url", "javascript:alert(1)".to_owned()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(field, value)| (*field, value.as_str())).collect();
    browser.post(&format!("{draft}/head"), &typed).await;
    for page in [draft.clone(), format!("{draft}/preview")] {
        let shown = browser.get(&page).await;
        assert!(words(&shown).contains("CC0"), "{page}");
        assert!(!shown.text.contains("href=\"javascript"), "{page}");
    }
    assert!(words(&browser.get(&draft).await).contains("Licensen kan ikke bruges, som det står."));
}
