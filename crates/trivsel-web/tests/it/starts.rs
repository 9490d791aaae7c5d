//! Two people look at whether they are ready: each alone, then together, then they agree, and an initiative begins with what they wrote.

use axum::http::StatusCode;
use trivsel_domain::id::StartId;
use trivsel_domain::person::Role;
use trivsel_domain::start::Start;

use crate::site::{Browser, Page, Site, hidden};

const CODES: [&str; 8] = [
    "responsibility",
    "together",
    "focus",
    "leads_the_way",
    "means",
    "frame",
    "training",
    "takes_part",
];

/// A form of answers: a level for each statement, and a line beside the second.
fn answers(levels: [&'static str; 8], line: &'static str) -> Vec<(String, String)> {
    let levels = CODES.iter().zip(levels);
    let mut form: Vec<(String, String)> = levels
        .map(|(code, level)| (format!("level_{code}"), level.to_owned()))
        .collect();
    form.push(("text_together".to_owned(), line.to_owned()));
    form
}

async fn send(browser: &Browser<'_>, path: &str, form: &[(String, String)]) -> Page {
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &form).await
}

/// The manager begins with the safety representative of Mosevang.
async fn begun(site: &Site) -> String {
    let manager = site.as_role(Role::Manager).await;
    let unit = site.group.to_string();
    let page = manager.get(&format!("/start/guides/new?unit={unit}")).await;
    assert!(
        page.text.contains("Person manager") && page.text.contains("Person safety_rep"),
        "{}",
        page.text
    );
    let (lead, rep) = (
        site.people[&Role::Manager].to_string(),
        site.people[&Role::SafetyRep].to_string(),
    );
    let form = [("unit", unit.as_str()), ("lead", lead.as_str()), ("rep", rep.as_str())];
    let begun = manager.post("/start/guides", &form).await;
    assert!(begun.location.ends_with("?done=done-start-begun"), "{}", begun.text);
    // Begun twice, one goes on with the one that is there.
    let again = manager.post("/start/guides", &form).await;
    assert!(again.location.ends_with("?done=done-start-there"), "{}", again.location);
    let address = begun.location.split('?').next().unwrap().to_owned();
    assert!(again.location.starts_with(&address));
    address
}

const MINE: &str = "Vi har talt om det hver mandag";
const THEIRS: &str = "Det har ingen sagt til os";

#[tokio::test]
async fn nobody_sees_what_the_other_answered_before_both_are_through() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    // It waits for the other on their own page.
    assert!(rep.get("/start").await.text.contains("Venter på dine svar"));
    let form = answers(["yes", "yes", "yes", "yes", "partly", "yes", "no", "yes"], MINE);
    let answered = send(&manager, &format!("{start}/answers"), &form).await;
    assert_eq!(
        answered.location,
        format!("{start}?done=done-start-answered"),
        "{}",
        answered.text
    );
    let page = rep.get(&start).await;
    assert!(!page.text.contains(MINE), "{}", page.text);
    assert!(
        manager
            .get(&start)
            .await
            .text
            .contains("Vi venter på Person safety_rep")
    );
    let form = answers(["yes", "no", "partly", "yes", "partly", "yes", "no", "yes"], THEIRS);
    send(&rep, &format!("{start}/answers"), &form).await;
    for browser in [&manager, &rep] {
        let page = browser.get(&start).await;
        assert!(page.text.contains(MINE) && page.text.contains(THEIRS));
        // What they see most differently comes first.
        let place = |code: &str| page.text.find(&format!("id=\"level_{code}\"")).unwrap();
        assert!(place("together") < place("focus") && place("focus") < place("responsibility"));
        assert_eq!(page.text.matches("Tal om det her først").count(), 1);
    }
    // Nobody else ever sees it, not even that it is there.
    for role in [Role::Coordinator, Role::UnionRep, Role::Employee, Role::Administrator] {
        assert_eq!(
            site.as_role(role).await.get(&start).await.status,
            StatusCode::NOT_FOUND,
            "{role:?}"
        );
    }
}

#[tokio::test]
async fn a_statement_without_an_answer_is_asked_again_with_what_was_typed() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let manager = site.as_role(Role::Manager).await;
    let mut form = answers(["yes"; 8], MINE);
    form.retain(|(name, _)| name != "level_focus");
    let page = send(&manager, &format!("{start}/answers"), &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains(MINE) && page.text.matches("checked").count() >= 7,
        "{}",
        page.text
    );
}

#[tokio::test]
async fn what_each_answered_is_gone_when_they_have_answered_together() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    // Nothing can be answered together before both are through.
    let early = send(&manager, &format!("{start}/together"), &answers(["yes"; 8], "")).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    send(&manager, &format!("{start}/answers"), &answers(["no"; 8], MINE)).await;
    send(&rep, &format!("{start}/answers"), &answers(["no"; 8], THEIRS)).await;
    let joint = send(
        &rep,
        &format!("{start}/together"),
        &answers(["no"; 8], "Vi begynder her"),
    )
    .await;
    assert_eq!(
        joint.location,
        format!("{start}?done=done-start-together"),
        "{}",
        joint.text
    );
    let page = manager.get(&start).await;
    assert!(!page.text.contains(MINE) && !page.text.contains(THEIRS));
    // No to everything blocks nothing, and says plainly where to begin.
    assert!(
        page.text.contains("I er ikke klar til at spørge alle. Begynd med"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Vi begynder her") && page.text.contains("name=\"goals\""));
    // Neither text stands anywhere in the database, whoever looks.
    drop((manager, rep));
    for entry in std::fs::read_dir(site.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "db") {
            let tx = site.app.read(site.organisation).await.unwrap();
            let id = start.rsplit('/').next().unwrap().parse().unwrap();
            let left = trivsel_store::starts::answers(&tx, id).await.unwrap();
            assert_eq!(left.len(), 8);
        }
    }
}

#[tokio::test]
async fn an_initiative_begins_with_what_both_agreed_and_nothing_is_typed_again() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    for browser in [&manager, &rep] {
        send(browser, &format!("{start}/answers"), &answers(["yes"; 8], "")).await;
    }
    send(&manager, &format!("{start}/together"), &answers(["yes"; 8], "")).await;
    // There is nothing to agree to yet.
    let nothing = manager.post(&format!("{start}/agreed"), &[("version", "1")]).await;
    assert_eq!(nothing.status, StatusCode::CONFLICT);
    let texts = [
        ("goals", "Færre ændringer af kørelisten"),
        ("initiatives", "Vi lægger listen dagen før"),
        ("resources", "20 timer i foråret"),
        ("anchoring", "Fast punkt på personalemødet"),
        ("evaluation", "Vi tæller ændringerne i marts"),
    ];
    let mut form = texts.to_vec();
    form.push(("version", "1"));
    let saved = manager.post(&format!("{start}/agreements"), &form).await;
    assert_eq!(
        saved.location,
        format!("{start}?done=done-start-agreements"),
        "{}",
        saved.text
    );
    // Who saves second keeps what was typed and sees what stands there.
    let mut stale = vec![("goals", "Noget helt andet"), ("version", "1")];
    stale.extend(&texts[1..]);
    let page = rep.post(&format!("{start}/agreements"), &stale).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Noget helt andet") && page.text.contains("Færre ændringer af kørelisten"));
    let version = hidden(&manager.get(&start).await.text, "version");
    manager
        .post(&format!("{start}/agreed"), &[("version", version.as_str())])
        .await;
    // One alone is not both.
    let early = manager
        .post(&format!("{start}/initiative"), &[("title", "Ro på ruten")])
        .await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    rep.post(&format!("{start}/agreed"), &[("version", version.as_str())])
        .await;
    let untitled = manager.post(&format!("{start}/initiative"), &[("title", "")]).await;
    assert_eq!(untitled.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = manager
        .post(&format!("{start}/initiative"), &[("title", "Ro på ruten")])
        .await;
    assert!(begun.location.starts_with("/initiatives/"), "{}", begun.text);
    let page = manager.get(begun.location.split('?').next().unwrap()).await;
    for (_, text) in texts {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(page.text.contains("Person manager, Person safety_rep"));
    // The same as a plan, each under its heading; without a name there is none.
    let plan = format!("{start}/plan");
    assert_eq!(rep.post(&plan, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let union = site.as_role(Role::UnionRep).await;
    assert_eq!(union.post(&plan, &[]).await.status, StatusCode::NOT_FOUND);
    let begun = rep.post(&plan, &[("plan_title", "Ro på ruten i foråret")]).await;
    assert!(begun.location.starts_with("/plans/"), "{}", begun.text);
    let page = rep.get(begun.location.split('?').next().unwrap()).await;
    for place in [0, 1, 4] {
        let (_, text) = texts[place];
        assert_eq!(page.text.matches(text).count(), 1, "{text}: {}", page.text);
    }
    assert!(!page.text.contains("20 timer"), "{}", page.text);
}

/// Changes the row of a start, as time would have.
async fn as_if(site: &Site, address: &str, change: impl FnOnce(&mut Start)) {
    let id: StartId = address.rsplit('/').next().unwrap().parse().unwrap();
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut start = trivsel_store::starts::find(&tx, id).await.unwrap().unwrap();
    change(&mut start);
    trivsel_store::starts::change(&tx, &start).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_answered_goes_on_alone_after_three_weeks_and_the_page_says_that_it_is_one_view() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    send(&manager, &format!("{start}/answers"), &answers(["no"; 8], MINE)).await;
    // Not before the other has had their time, and not by who has not answered.
    let early = manager.post(&format!("{start}/alone"), &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    as_if(&site, &start, |start| {
        start.begun_on = "2026-10-30".parse().unwrap();
        start.lead_answered_on = Some("2026-11-01".parse().unwrap());
    })
    .await;
    assert!(!manager.get(&start).await.text.contains("Gå videre med mine svar"));
    as_if(&site, &start, |start| {
        start.lead_answered_on = Some("2026-10-31".parse().unwrap())
    })
    .await;
    assert_eq!(
        rep.post(&format!("{start}/alone"), &[]).await.status,
        StatusCode::CONFLICT
    );
    let page = manager.get(&start).await;
    assert!(page.text.contains("Gå videre med mine svar"), "{}", page.text);
    let gone = manager.post(&format!("{start}/alone"), &[]).await;
    assert_eq!(
        gone.location,
        format!("{start}?done=done-start-gone-on"),
        "{}",
        gone.text
    );
    for browser in [&manager, &rep] {
        let page = browser.get(&start).await;
        assert!(page.text.contains("hvordan den ene ser det"), "{}", page.text);
        assert!(page.text.contains("name=\"goals\""));
    }
}

#[tokio::test]
async fn who_takes_over_sees_what_is_joint_and_never_what_the_one_before_answered_alone() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    let union = site.as_role(Role::UnionRep).await;
    send(&rep, &format!("{start}/answers"), &answers(["no"; 8], THEIRS)).await;
    let address = format!("{start}/successor");
    assert_eq!(union.get(&address).await.status, StatusCode::NOT_FOUND);
    let page = manager.get(&address).await;
    assert!(page.text.contains("Repræsentant: Person union_rep"), "{}", page.text);
    // The head of the demo names everybody; what is offered stands below it.
    let offered = page.text.split("<main").nth(1).unwrap();
    assert!(!offered.contains("Person safety_rep") && !offered.contains("Person employee"));
    // Nobody is chosen; somebody who cannot be.
    let stranger = format!("rep:{}", site.people[&Role::Coordinator]);
    for wrong in ["", "rep:", stranger.as_str()] {
        let page = manager.post(&address, &[("successor", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let taken = format!("rep:{}", site.people[&Role::UnionRep]);
    let elsewhere = union.post(&address, &[("successor", taken.as_str())]).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let done = manager.post(&address, &[("successor", taken.as_str())]).await;
    assert_eq!(
        done.location,
        format!("{start}?done=done-start-taken-over"),
        "{}",
        done.text
    );
    assert_eq!(rep.get(&start).await.status, StatusCode::NOT_FOUND);
    let page = union.get(&start).await;
    assert!(
        !page.text.contains(THEIRS) && !page.text.contains("checked"),
        "{}",
        page.text
    );
    send(&union, &format!("{start}/answers"), &answers(["yes"; 8], "")).await;
    send(&manager, &format!("{start}/answers"), &answers(["yes"; 8], "")).await;
    send(&manager, &format!("{start}/together"), &answers(["yes"; 8], "Sammen")).await;
    // Back again by the one who leaves: they are sent on, and the next sees what is joint.
    let back = format!("rep:{}", site.people[&Role::SafetyRep]);
    let done = union.post(&address, &[("successor", back.as_str())]).await;
    assert_eq!(done.location, "/start?done=done-start-handed-on", "{}", done.text);
    assert!(rep.get(&start).await.text.contains("name=\"goals\""));
}

#[tokio::test]
async fn after_three_months_they_say_whether_it_is_there_and_a_changed_agreement_is_asked_of_anew() {
    let site = Site::new().await;
    let start = begun(&site).await;
    let (manager, rep) = (site.as_role(Role::Manager).await, site.as_role(Role::SafetyRep).await);
    for browser in [&manager, &rep] {
        send(browser, &format!("{start}/answers"), &answers(["yes"; 8], "")).await;
    }
    send(&manager, &format!("{start}/together"), &answers(["yes"; 8], "")).await;
    let form = [("resources", "20 timer i foråret"), ("version", "1")];
    manager.post(&format!("{start}/agreements"), &form).await;
    for browser in [&manager, &rep] {
        browser.post(&format!("{start}/agreed"), &[("version", "2")]).await;
    }
    let address = format!("{start}/look-back");
    let early = rep.post(&address, &[("promise", "there")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    as_if(&site, &start, |start| {
        start.lead_agreed_on = Some("2026-08-20".parse().unwrap());
        start.rep_agreed_on = Some("2026-08-21".parse().unwrap());
    })
    .await;
    let page = rep.get(&start).await;
    assert!(
        page.text.contains("»20 timer i foråret«") && page.text.contains("Noget af det"),
        "{}",
        page.text
    );
    assert_eq!(rep.post(&address, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let union = site.as_role(Role::UnionRep).await;
    assert_eq!(union.post(&address, &[]).await.status, StatusCode::NOT_FOUND);
    let said = rep.post(&address, &[("promise", "partly")]).await;
    assert_eq!(
        said.location,
        format!("{start}?done=done-start-looked-back"),
        "{}",
        said.text
    );
    assert!(manager.get(&start).await.text.contains("21.11.2026: Noget af det"));
    // The coordinator counts it, and sees nothing else of it.
    let coordinator = site.as_role(Role::Coordinator).await;
    let page = coordinator.get("/start/coverage").await;
    assert!(page.text.contains("Fjordby Kommune for sig selv"), "{}", page.text);
    let told = page.text.split("<main").nth(1).unwrap();
    assert!(!told.contains("20 timer") && !told.contains("Person manager"));
    let cells = |page: &Page, name: &str| -> Vec<String> {
        let from = page.text.split(name).last().unwrap();
        let cells = from.split("data-l=").skip(1).take(4);
        cells
            .map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(cells(&page, "Distrikt Nord"), ["2", "1", "1", "1"], "{}", page.text);
    assert_eq!(cells(&page, "Distrikt Syd"), ["2", "0", "0", "0"]);
    assert_eq!(cells(&page, "for sig selv"), ["1", "0", "0", "0"]);
    let below = coordinator
        .get(&format!("/start/coverage?unit={}", site.district))
        .await;
    assert_eq!(cells(&below, "Mosevang"), ["1", "1", "1", "1"], "{}", below.text);
    assert_eq!(manager.get("/start/coverage").await.status, StatusCode::FORBIDDEN);
    // Other words are agreed to anew.
    let form = [("resources", "10 timer"), ("version", "2")];
    manager.post(&format!("{start}/agreements"), &form).await;
    as_if(&site, &start, |start| assert_eq!(start.promise, None)).await;
}
