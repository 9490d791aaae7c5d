//! The start page of each station of the menu, and whether it works, wherever it is told.

use axum::http::StatusCode;
use chrono::Days;
use trivsel_domain::evaluation::{Verdict, Way};
use trivsel_domain::id::{EvaluationId, InitiativeId, SuccessCriterionId};
use trivsel_domain::initiative::SuccessCriterion;
use trivsel_domain::month::Month;
use trivsel_domain::person::Role;
use trivsel_store::evaluations::{self, KeptEvaluation};
use trivsel_store::initiatives;
use uuid::Uuid;

use crate::reports::initiative;
use crate::site::Site;

/// Keeps an answer of a criterion, so many days ago.
async fn keep(site: &Site, criterion: SuccessCriterionId, verdict: Verdict, days_ago: u64) {
    let month = Month::of(site.app.today());
    let kept = KeptEvaluation {
        id: EvaluationId(Uuid::now_v7()),
        criterion,
        hash: format!("{days_ago:064}"),
        method_version: 1,
        seed: 1,
        first: month,
        last: month,
        verdict,
        inputs: "{}".to_owned(),
        finding: "null".to_owned(),
        computed_at: site.app.now() - Days::new(days_ago),
    };
    let tx = site.app.write(site.organisation).await.unwrap();
    evaluations::add(&tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
}

/// Freezes the criteria of an initiative, as deciding it does.
async fn frozen(site: &Site, of: InitiativeId) -> Vec<SuccessCriterion> {
    let tx = site.app.write(site.organisation).await.unwrap();
    let mut criteria = initiatives::criteria_of(&tx, of).await.unwrap();
    for criterion in &mut criteria {
        criterion.frozen_at = Some(site.app.now());
        initiatives::change_criterion(&tx, criterion).await.unwrap();
    }
    tx.commit().await.unwrap();
    criteria
}

#[tokio::test]
async fn the_last_kept_answer_stands_wherever_the_initiative_is_told_of() {
    let site = Site::new().await;
    let id = initiative(&site, site.district).await;
    let criteria = frozen(&site, id).await;
    keep(&site, criteria[0].id, Verdict::CannotBeConcluded, 30).await;
    keep(&site, criteria[0].id, Verdict::ClearChange(Way::Better), 1).await;
    let manager = site.as_role(Role::Manager).await;
    for path in ["/", "/act", "/follow-up", "/initiatives", &format!("/initiatives/{id}")] {
        let page = manager.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains("Tydelig ændring\n</span>"), "{path}: {}", page.text);
        assert!(
            !page.text.contains("Kan ikke afgøres\n</span>"),
            "an older answer on {path}"
        );
    }
}

#[tokio::test]
async fn the_register_is_narrowed_to_an_answer_and_to_what_nobody_has_asked() {
    let site = Site::new().await;
    let id = initiative(&site, site.district).await;
    let manager = site.as_role(Role::Manager).await;
    let finds = async |works: &str| {
        let page = manager.get(&format!("/initiatives?works={works}")).await;
        page.text.contains(&format!("/initiatives/{id}"))
    };
    assert!(finds("unasked").await);
    assert!(!finds("clear-change").await);
    let criteria = frozen(&site, id).await;
    keep(&site, criteria[1].id, Verdict::ClearChange(Way::Worse), 1).await;
    assert!(!finds("unasked").await);
    assert!(finds("clear-change").await);
    assert!(!finds("no-important-change").await);
}

#[tokio::test]
async fn following_up_begins_with_what_should_have_been_done() {
    let site = Site::new().await;
    initiative(&site, site.district).await;
    let page = site.as_role(Role::Manager).await.get("/follow-up").await;
    assert!(page.text.contains("<h1>2 ting skulle være sket</h1>"), "{}", page.text);
    let at = |words: &str| {
        page.text
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", page.text))
    };
    assert!(at("Følg op: Ansøgere") < at("<h2>Snart</h2>"));
    assert!(at("<h2>Snart</h2>") < at("Følg op: Sygefravær"));
    // One filled button, and it is the first.
    assert_eq!(page.text.matches("class=\"button\"").count(), 1, "{}", page.text);
}

#[tokio::test]
async fn the_menu_leads_nobody_to_where_they_are_turned_away() {
    let site = Site::new().await;
    for role in Role::ALL {
        let browser = site.as_role(role).await;
        let start = browser.get("/account").await;
        let menu = start
            .text
            .split("id=\"menu\"")
            .nth(1)
            .unwrap()
            .split("</nav>")
            .next()
            .unwrap();
        let mut led = 0;
        for part in menu.split("href=\"").skip(1) {
            let address = part.split('"').next().unwrap();
            let status = browser.get(address).await.status;
            assert!(
                status == StatusCode::OK || status == StatusCode::SEE_OTHER,
                "{role:?} {address}: {status}"
            );
            led += 1;
        }
        assert!(led > 1, "{role:?}");
    }
}

#[tokio::test]
async fn an_empty_station_says_what_belongs_there() {
    let site = Site::new().await;
    let manager = site.as_role(Role::Manager).await;
    for (path, words) in [
        ("/follow-up", "Intet er overskredet"),
        ("/decide", "Intet venter på en beslutning"),
        ("/act", "Ingen indsatser i gang hos jer"),
        ("/listen", "Ingen måling er åben lige nu"),
    ] {
        let page = manager.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        assert!(
            page.text.contains(&format!("<h1>{words}</h1>")),
            "{path}: {}",
            page.text
        );
        assert!(!page.text.contains("[station"), "{path}");
    }
}
