//! Mixing loses nothing and doubles nothing, with two servers on one database that mix while answers come in.

use std::collections::BTreeSet;
use std::sync::Arc;

use trivsel_app::ballots::{self, Cast, Casting, TokenTexts};
use trivsel_app::{App, Clock, Settings, surveys};
use trivsel_store::{Store, ballots as boxes, rolls};

use crate::asked::{Asked, Way, answers, empty_postgres};

async fn check(address: &str) {
    let folder = tempfile::tempdir().unwrap();
    let asked = Arc::new(Asked::open(address, folder.path(), &[vec![Way::Mail; 25], vec![Way::Mail; 6]]).await);
    let server = || async {
        let clock = Clock::Fixed("2026-11-30T10:00:00Z".parse().unwrap());
        let store = Store::open(address).await.unwrap();
        App::new(store, clock, Settings::local(folder.path().to_owned()))
    };
    let servers = [server().await, server().await];
    let tasks: Vec<_> = (0..asked.people.len())
        .map(|at| {
            let (asked, app) = (Arc::clone(&asked), servers[at % 2].clone());
            tokio::spawn(async move {
                let poll = ballots::find(&app, "malt", 1).await.unwrap();
                let (cell, token) = asked.fetch(&poll, asked.people[at].id).await;
                let choice = i32::try_from(at % 5).unwrap();
                let casting = Casting {
                    cell: Some(cell),
                    token: Some(TokenTexts {
                        input: token.input_text(),
                        output: token.output_text(),
                    }),
                    answers: answers(choice),
                    ..Casting::default()
                };
                assert_eq!(ballots::cast(&app, &poll, casting.clone()).await.unwrap(), Cast::In);
                assert_eq!(ballots::cast(&app, &poll, casting).await.unwrap(), Cast::AlreadyIn);
                (token.ballot_key().to_string(), choice % 2 == 0)
            })
        })
        .collect();
    // A server that starts mixes everything, and here one starts again and again.
    for _ in 0..4 {
        surveys::advance(&server().await).await.unwrap();
    }
    let mut sent = BTreeSet::new();
    let mut with_comment = 0;
    for task in tasks {
        let (key, has_comment) = task.await.unwrap();
        sent.insert(key);
        with_comment += usize::from(has_comment);
    }
    surveys::advance(&server().await).await.unwrap();
    let tx = asked.app.read(asked.organisation).await.unwrap();
    let kept: Vec<String> = boxes::list(&tx, asked.survey)
        .await
        .unwrap()
        .into_iter()
        .map(|ballot| ballot.key)
        .collect();
    assert_eq!(kept, sent.into_iter().collect::<Vec<_>>(), "{address}");
    assert_eq!(
        boxes::list_comments(&tx, asked.survey).await.unwrap().len(),
        with_comment
    );
    for one in &asked.people {
        let entry = rolls::of_person(&tx, asked.survey, one.id).await.unwrap().unwrap();
        assert!(!entry.blinded.is_empty() && !entry.code_hash.is_empty());
    }
    assert_eq!(rolls::count(&tx, asked.survey).await.unwrap(), 31);
}

#[tokio::test(flavor = "multi_thread")]
async fn mixing_on_two_servers_while_answers_come_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    check(&format!("sqlite:{}", folder.path().join("mixing.db").display())).await;
    if let Some(address) = empty_postgres().await {
        check(&address).await;
    }
}
