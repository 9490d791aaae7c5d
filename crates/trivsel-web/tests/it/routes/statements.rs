//! How often a page asks the database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode};
use trivsel_domain::person::Role;

use super::{Visitor, World, told_in};

/// The most a page asks, with the five questions about who is there: the session, the workplace, and what the visitor has rights by.
const BUDGET: usize = 12;

/// Pages that ask more often, and how often. A number here may only fall. It rose once more when the first page, the week's letter and the
/// follow-ups began to say who sees to what, which drafts and looks at what was anchored wait, and who stops: one question each for all of
/// them. A meeting asks once more whether its agenda was sent out. Where initiatives are told of, one question more asks for the last answer
/// to whether they work, and the register for what its reader has saved. The stations and an area side by side gather what other pages show.
const ABOVE: &[(&str, usize)] = &[
    ("/", 32),
    ("/account/notices", 25),
    ("/act", 20),
    ("/api/v1/chain/{kind}/{node}", 45),
    ("/api/v1/initiatives", 14),
    ("/api/v1/initiatives/{initiative}", 41),
    ("/api/v1/initiatives/{initiative}/criteria/{criterion}/evaluation", 17),
    ("/api/v1/reports/{report}", 13),
    ("/api/v1/surveys/{survey}/followed", 14),
    ("/api/v1/surveys/{survey}/turnout", 17),
    ("/area", 18),
    ("/area/units.csv", 18),
    ("/area/units.xlsx", 18),
    ("/assessments/{assessment}", 14),
    ("/assessments/{assessment}/assessment.pdf", 14),
    ("/boards/{board}", 13),
    ("/boards/{board}/board.csv", 13),
    ("/boards/{board}/board.pdf", 13),
    ("/chain/{kind}/{node}", 46),
    ("/chain/{kind}/{node}/origins/new", 14),
    ("/chain/{kind}/{node}/thread.pdf", 45),
    ("/decide", 14),
    ("/decisions/{decision}", 14),
    ("/decisions/{decision}/agenda", 14),
    ("/decisions/{decision}/edit", 17),
    ("/decisions/{decision}/lessons", 13),
    ("/decisions/{decision}/lessons.pdf", 13),
    ("/follow-up", 18),
    ("/initiatives", 15),
    ("/initiatives/list.csv", 14),
    ("/initiatives/list.xlsx", 14),
    ("/initiatives/{initiative}", 53),
    ("/initiatives/{initiative}/criteria/new", 13),
    ("/initiatives/{initiative}/criteria/{criterion}/edit", 14),
    ("/initiatives/{initiative}/criteria/{criterion}/evaluation", 18),
    ("/initiatives/{initiative}/criteria/{criterion}/evaluation.csv", 15),
    ("/initiatives/{initiative}/criteria/{criterion}/evaluation.pdf", 17),
    ("/initiatives/{initiative}/criteria/{criterion}/planner", 13),
    ("/initiatives/{initiative}/edit", 14),
    ("/initiatives/{initiative}/follow-ups", 18),
    ("/initiatives/{initiative}/follow-ups/{follow_up}/edit", 13),
    ("/initiatives/{initiative}/history", 16),
    ("/initiatives/{initiative}/print.docx", 17),
    ("/initiatives/{initiative}/print.pdf", 17),
    ("/initiatives/{initiative}/sheet.pdf", 41),
    ("/listen", 19),
    ("/meetings/{meeting}", 16),
    ("/meetings/{meeting}/decisions/new", 13),
    ("/reports/{report}", 14),
    ("/reports/{report}/agenda", 14),
    ("/reports/{report}/report.docx", 13),
    ("/reports/{report}/report.pdf", 13),
    ("/surveys/new", 14),
    ("/surveys/{survey}", 19),
    ("/surveys/{survey}/cards", 17),
    ("/surveys/{survey}/followed", 14),
    ("/surveys/{survey}/notice", 17),
    ("/surveys/{survey}/notice.pdf", 17),
    ("/surveys/{survey}/results", 13),
    ("/surveys/{survey}/results/units/{unit}/agenda", 13),
    ("/workshops/{workshop}/lines/new", 13),
    ("/workshops/{workshop}/lines/{line}/edit", 13),
    ("/workshops/{workshop}/materials.pdf", 13),
    ("/workshops/{workshop}/paper", 13),
    ("/workshops/{workshop}/plans.pdf", 13),
    ("/year-wheel", 15),
    ("/year-wheel/duties/{duty}", 15),
    ("/year-wheel/units/{unit}/duties/{duty}", 14),
];

#[tokio::test]
async fn no_page_asks_the_database_more_often_than_its_budget() {
    let folder = tempfile::tempdir().unwrap();
    let (template, organisation) = told_in(folder.path()).await;
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for role in [Role::Coordinator, Role::Manager, Role::Employee] {
        let said = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&said);
        let hear = move |sql: &str| hears.lock().unwrap().push(sql.to_owned());
        let who = Visitor::Holding(role);
        let world = World::of(&template, folder.path(), organisation, who, hear).await;
        let token = world.step_in().await;
        for route in trivsel_web::table() {
            if route.method != Method::GET || !who.may_use(&route) || route.path == "/assets/{*path}" {
                continue;
            }
            let path = world.fill(route.path);
            // The first time fills what is kept in memory.
            for _ in 0..2 {
                said.lock().unwrap().clear();
                if world.ask_with(&token, &route.method, &path, "text/plain").await.0 != StatusCode::OK {
                    said.lock().unwrap().clear();
                }
            }
            let said = said.lock().unwrap();
            if std::env::var("TELL").as_deref() == Ok(route.path) {
                eprintln!("{role:?} {}\n{}", route.path, said.join("\n"));
            }
            let most = asked.entry(route.path).or_default();
            *most = said.len().max(*most);
        }
        world.app.store.close().await.unwrap();
    }
    let budget = |path: &str| {
        let above = ABOVE.iter().find(|(of, _)| *of == path);
        above.map_or(BUDGET, |(_, most)| *most)
    };
    let too_often: Vec<String> = asked
        .iter()
        .filter(|(path, count)| **count > budget(path))
        .map(|(path, count)| format!("(\"{path}\", {count}),"))
        .collect();
    assert!(
        too_often.is_empty(),
        "ask more often than they may:\n{}",
        too_often.join("\n")
    );
    let lower: Vec<String> = ABOVE
        .iter()
        .filter(|(path, most)| asked.get(path) != Some(most))
        .map(|(path, _)| format!("(\"{path}\", {:?}),", asked.get(path)))
        .collect();
    assert!(
        lower.is_empty(),
        "ask less often than they may, lower their numbers:\n{}",
        lower.join("\n")
    );
    assert!(asked.len() > 150, "only {} pages were looked at", asked.len());
}
