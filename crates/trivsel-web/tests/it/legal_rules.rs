//! Rules of law as the pages show them: dated, told how sure, and never in use where nobody confirmed them.

use axum::http::StatusCode;
use trivsel_app::{App, Clock, legal_rules};
use trivsel_domain::legal_rule::Freshness;
use trivsel_domain::person::Role;

use crate::site::Site;

#[tokio::test]
async fn an_answer_leads_to_the_rules_it_speaks_of() {
    let site = Site::new().await;
    let reader = site.as_role(Role::Employee).await;
    let answer = reader.get("/toolbox/questions/Q054").await;
    assert!(answer.text.contains("href=\"/legal-rules#SYG-1\""), "{}", answer.text);
    assert!(answer.text.contains("fire uger"));
    let page = reader.get("/legal-rules").await;
    assert!(page.text.contains("id=\"SYG-1\"") && page.text.contains("sygedagpengeloven § 7 a"));
    assert!(!page.text.contains("/legal-rules/SYG-1/checked"));
    let refused = reader.post("/legal-rules/SYG-1/checked", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_nobody_confirmed_cannot_be_taken_into_use_and_others_are_left_out_and_taken_in() {
    let site = Site::new().await;
    let editor = site.as_role(Role::Editor).await;
    let refused = editor.post("/legal-rules/DAT-8/use", &[("state", "on")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    let page = editor.get("/legal-rules").await;
    assert!(!page.text.contains("/legal-rules/DAT-8/use") && page.text.contains("/legal-rules/APV-2/use"));
    for (state, notice) in [("off", "done-rule-off"), ("on", "done-rule-on")] {
        let answer = editor.post("/legal-rules/APV-2/use", &[("state", state)]).await;
        assert_eq!(answer.location, format!("/legal-rules?done={notice}"));
    }
    assert_eq!(
        editor.post("/legal-rules/XYZ-1/checked", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_rule_grows_old_until_somebody_looks_at_it() {
    let site = Site::new().await;
    let stale = async |day: &str| {
        let clock = Clock::Fixed(format!("{day}T11:00:00Z").parse().unwrap());
        let app = App {
            clock,
            ..site.app.clone()
        };
        legal_rules::list_stale(&app, site.organisation).await.unwrap()
    };
    assert!(stale("2026-12-01").await.is_empty());
    // Those on sickness benefit end with the year, as far as is known.
    let ended = stale("2027-01-05").await;
    assert!(
        !ended.is_empty()
            && ended
                .iter()
                .all(|line| line.rule.code.starts_with("SYG") && !line.is_reckoned())
    );
    let freshness = async |day: &str| {
        let found = stale(day).await;
        found
            .iter()
            .find(|line| line.rule.code == "APV-2")
            .map(|line| line.freshness)
    };
    assert_eq!(freshness("2027-05-01").await, None);
    assert_eq!(freshness("2027-06-15").await, Some(Freshness::Yellow));
    assert_eq!(freshness("2027-12-15").await, Some(Freshness::Red));
    // It is 21 November 2026 on the site's clock; what is shipped was read later, and the later day counts.
    let editor = site.as_role(Role::Editor).await;
    let answer = editor.post("/legal-rules/APV-2/checked", &[]).await;
    assert_eq!(answer.location, "/legal-rules?done=done-rule-checked");
    assert_eq!(freshness("2027-06-15").await, Some(Freshness::Yellow));
}
