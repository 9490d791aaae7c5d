//! What happened is numbered without gaps, in the order it was committed, and not at all when it was not.

use trivsel_domain::happening::{Happening, Position, Scope};
use trivsel_domain::id::{ImportId, InitiativeId, OrganisationId, PersonId};
use trivsel_store::happenings::{self as store, KEPT};
use trivsel_store::{Rung, Store};
use uuid::Uuid;

use crate::databases::{add_organisation, for_each_database, fresh_addresses, name};

async fn newest(store: &Store, organisation: OrganisationId, scope: Scope) -> Position {
    let tx = store.read(organisation).await.unwrap();
    store::positions(&tx, &[scope]).await.unwrap()[0].1
}

async fn tell(store: &Store, organisation: OrganisationId, scope: Scope, happening: Happening) {
    let tx = store.write(organisation).await.unwrap();
    tx.tell(scope, happening);
    tx.commit().await.unwrap();
}

fn changed() -> Happening {
    Happening::Changed { part: Uuid::now_v7() }
}

#[tokio::test]
async fn what_is_told_is_numbered_one_by_one_in_each_scope() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let scopes = [
            Scope::Initiative(InitiativeId(Uuid::now_v7())),
            Scope::Import(ImportId(Uuid::now_v7())),
        ];
        assert_eq!(
            newest(&store, organisation, scopes[0]).await,
            Position::default(),
            "{kind}"
        );
        let (first, second) = (changed(), changed());
        let tx = store.write(organisation).await.unwrap();
        tx.tell(scopes[0], first);
        tx.tell(scopes[1], Happening::Progressed);
        tx.tell(scopes[0], second);
        // The same once more is nothing new.
        tx.tell(scopes[0], first);
        tx.commit().await.unwrap();
        tell(&store, organisation, scopes[0], first).await;
        let at = newest(&store, organisation, scopes[0]).await;
        assert_eq!(at.number, 3, "{kind}");
        assert!(at.epoch > 0, "{kind}");
        let tx = store.read(organisation).await.unwrap();
        let told = store::between(&tx, scopes[0], 0, at).await.unwrap().unwrap();
        let found: Vec<_> = told.iter().map(|told| (told.at.number, told.happening)).collect();
        assert_eq!(found, [(1, first), (2, second), (3, first)], "{kind}");
        assert_eq!(store::between(&tx, scopes[0], 2, at).await.unwrap().unwrap().len(), 1);
        assert_eq!(newest(&store, organisation, scopes[1]).await.number, 1, "{kind}");
    })
    .await;
}

#[tokio::test]
async fn another_organisation_neither_hears_it_nor_shares_its_numbers() {
    for_each_database(async |store, organisation| {
        let other = add_organisation(&store, "bakkeby").await;
        let scope = Scope::Import(ImportId(Uuid::now_v7()));
        tell(&store, organisation, scope, Happening::Progressed).await;
        assert_eq!(
            newest(&store, other, scope).await,
            Position::default(),
            "{}",
            name(&store)
        );
        tell(&store, other, scope, Happening::Progressed).await;
        assert_eq!(newest(&store, organisation, scope).await.number, 1, "{}", name(&store));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_told_before_the_commit_and_nothing_after_a_rollback() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let scope = Scope::Import(ImportId(Uuid::now_v7()));
        let tx = store.write(organisation).await.unwrap();
        tx.tell(scope, Happening::Progressed);
        drop(tx);
        assert_eq!(newest(&store, organisation, scope).await, Position::default(), "{kind}");
        let heard = tokio::time::timeout(std::time::Duration::from_millis(50), store.bell().heard()).await;
        assert!(heard.is_err(), "{kind}: {heard:?}");
        tell(&store, organisation, scope, Happening::Progressed).await;
        assert_eq!(
            store.bell().heard().await,
            Rung::At([(organisation, scope)].into()),
            "{kind}"
        );
        assert_eq!(newest(&store, organisation, scope).await.number, 1, "{kind}");
    })
    .await;
}

/// A hundred writers at once, every third of them comes to nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_have_no_gaps_under_many_writers_of_whom_some_give_up() {
    for_each_database(async |store, organisation| {
        let scope = Scope::Initiative(InitiativeId(Uuid::now_v7()));
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..100 {
            let store = store.clone();
            writers.spawn(async move {
                loop {
                    let tx = store.write(organisation).await.unwrap();
                    tx.tell(scope, changed());
                    if writer % 3 == 0 {
                        // Rolled back after its number was taken, or before.
                        if writer % 2 == 0 {
                            tx.tell(Scope::Person(PersonId(Uuid::nil())), Happening::RightsChanged);
                            drop(tx);
                        } else {
                            let _dropped = tokio::time::timeout(std::time::Duration::ZERO, tx.commit()).await;
                        }
                        return;
                    }
                    match tx.commit().await {
                        Ok(()) => return,
                        Err(error) => assert!(error.is_collision(), "{error:?}"),
                    }
                }
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        // Those that went away in the middle of their commit may have got through.
        let at = newest(&store, organisation, scope).await;
        assert!((66..=83).contains(&at.number), "{}: {at:?}", name(&store));
        let tx = store.read(organisation).await.unwrap();
        let told = store::between(&tx, scope, 0, at)
            .await
            .unwrap()
            .expect("there are gaps");
        let numbers: Vec<i64> = told.iter().map(|told| told.at.number).collect();
        assert_eq!(numbers, (1..=at.number).collect::<Vec<_>>(), "{}", name(&store));
    })
    .await;
}

#[tokio::test]
async fn old_happenings_go_and_whoever_is_behind_them_is_told_so() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let scope = Scope::Initiative(InitiativeId(Uuid::now_v7()));
        for _ in 0..7 {
            let tx = store.write(organisation).await.unwrap();
            for _ in 0..100 {
                tx.tell(scope, changed());
            }
            tx.commit().await.unwrap();
        }
        let at = newest(&store, organisation, scope).await;
        assert_eq!(at.number, 700, "{kind}");
        let tx = store.read(organisation).await.unwrap();
        assert_eq!(store::between(&tx, scope, 0, at).await.unwrap(), None, "{kind}");
        let kept = store::between(&tx, scope, 700 - KEPT, at).await.unwrap().unwrap();
        assert_eq!(i64::try_from(kept.len()), Ok(KEPT), "{kind}");
    })
    .await;
}

#[tokio::test]
async fn a_scope_nobody_told_anything_in_for_long_is_forgotten_and_begins_anew() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let scope = Scope::Import(ImportId(Uuid::now_v7()));
        tell(&store, organisation, scope, Happening::Progressed).await;
        let before = newest(&store, organisation, scope).await;
        // The database notes its own day: one that is surely past, and one that is surely not yet.
        let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let (past, to_come) = (day(2000), day(2900));
        let forget = async |quiet, forgotten| {
            let tx = store.write(organisation).await.unwrap();
            let cleared = store::forget(&tx, quiet, forgotten).await.unwrap();
            tx.commit().await.unwrap();
            cleared
        };
        assert_eq!(forget(past, past).await, 0, "{kind}");
        assert_eq!(forget(to_come, past).await, 1, "{kind}");
        assert_eq!(newest(&store, organisation, scope).await, before, "{kind}");
        forget(to_come, to_come).await;
        assert_eq!(newest(&store, organisation, scope).await, Position::default(), "{kind}");
        tell(&store, organisation, scope, Happening::Progressed).await;
        assert_ne!(
            newest(&store, organisation, scope).await,
            before,
            "{kind}: another history"
        );
    })
    .await;
}

#[tokio::test]
async fn servers_on_one_database_hear_each_other_and_not_themselves() {
    for address in fresh_addresses().await {
        let (one, other) = (
            Store::open(&address).await.unwrap(),
            Store::open(&address).await.unwrap(),
        );
        let Some((bell_of_one, mut one_hears)) = one.doorbell().await.unwrap() else {
            assert!(address.starts_with("sqlite:"));
            continue;
        };
        let (_bell_of_other, mut other_hears) = other.doorbell().await.unwrap().unwrap();
        let place = (OrganisationId(Uuid::now_v7()), Scope::Import(ImportId(Uuid::now_v7())));
        let rung = Rung::At([place].into());
        bell_of_one.ring(&rung).await.unwrap();
        assert_eq!(other_hears.heard().await.unwrap(), rung);
        let own = tokio::time::timeout(std::time::Duration::from_millis(100), one_hears.heard()).await;
        assert!(own.is_err(), "{own:?}");
    }
}
