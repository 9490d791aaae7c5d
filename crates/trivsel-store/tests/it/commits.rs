//! A commit that does not happen is told, and what comes after it is not lost with it.

use sea_orm::{ConnectionTrait, Database, Statement};
use trivsel_domain::id::PolicyId;
use trivsel_domain::period::Period;
use trivsel_domain::policy::Policy;
use trivsel_store::{Kind, Store, StoreError, policies};
use uuid::Uuid;

use crate::databases::{add_organisation, fresh_addresses, moment, name};

fn policy(name: &str) -> Policy {
    Policy {
        id: PolicyId(Uuid::now_v7()),
        name: name.to_owned(),
        period: Period::since(moment().date_naive()),
    }
}

/// How many policies another reader of the database sees.
async fn seen(address: &str) -> i64 {
    let reader = Database::connect(address).await.unwrap();
    let count = Statement::from_string(reader.get_database_backend(), "select count(*) from policies");
    let row = reader.query_one_raw(count).await.unwrap().unwrap();
    let found = row.try_get_by_index(0).unwrap();
    reader.close().await.unwrap();
    found
}

async fn add(
    store: &Store,
    organisation: trivsel_domain::id::OrganisationId,
    policy: &Policy,
) -> Result<(), StoreError> {
    let tx = store.write(organisation).await?;
    policies::add(&tx, policy).await?;
    tx.commit().await
}

#[tokio::test]
async fn after_a_failed_statement_nothing_is_called_committed() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        let organisation = add_organisation(&store, "fjordby").await;
        let first = policy("first");
        add(&store, organisation, &first).await.unwrap();
        let tx = store.write(organisation).await.unwrap();
        policies::add(&tx, &policy("second")).await.unwrap();
        assert!(matches!(policies::add(&tx, &first).await, Err(StoreError::Conflict(_))));
        // PostgreSQL would answer a rollback here and call it done.
        let committed = tx.commit().await;
        assert!(
            matches!(committed, Err(StoreError::Spoiled)),
            "{committed:?} on {}",
            name(&store)
        );
        assert_eq!(seen(&address).await, 1, "{}", name(&store));
        add(&store, organisation, &policy("third")).await.unwrap();
        assert_eq!(seen(&address).await, 2, "{}", name(&store));
    }
}

#[tokio::test]
async fn commits_that_fail_are_told_and_the_next_ones_are_seen_by_everybody() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        let organisation = add_organisation(&store, "fjordby").await;
        // A rule that is looked at only when the transaction is committed, and is broken by one name.
        let rules = match store.kind() {
            Kind::Sqlite => vec![
                "create table deferred (name text references nobody (name) deferrable initially deferred)",
                "create table nobody (name text primary key)",
                "create trigger broken after insert on policies when new.name = 'broken' begin insert into deferred values ('x'); end",
            ],
            Kind::Postgres => vec![
                "create function full_disk() returns trigger language plpgsql as $$ begin if new.name = 'broken' then \
                 raise exception 'no room' using errcode = '53100'; end if; return null; end $$",
                "create constraint trigger broken after insert on policies deferrable initially deferred for each row execute function full_disk()",
            ],
        };
        let owner = Database::connect(&address).await.unwrap();
        for rule in rules {
            owner.execute_unprepared(rule).await.unwrap();
        }
        owner.close().await.unwrap();
        for round in 1..=5 {
            let broken = add(&store, organisation, &policy("broken")).await;
            assert!(broken.is_err(), "{}", name(&store));
            if store.kind() == Kind::Postgres {
                assert!(matches!(broken, Err(StoreError::Unwritable(_))), "{broken:?}");
            }
            add(&store, organisation, &policy("whole")).await.unwrap();
            assert_eq!(seen(&address).await, round, "{}", name(&store));
        }
        store.beat().await.unwrap();
    }
}

#[tokio::test]
async fn a_connection_the_server_ends_loses_nothing_that_was_acknowledged() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        if store.kind() == Kind::Sqlite {
            continue;
        }
        let organisation = add_organisation(&store, "fjordby").await;
        let owner = Database::connect(&address).await.unwrap();
        for round in 1..=3 {
            let tx = store.write(organisation).await.unwrap();
            policies::add(&tx, &policy("lost")).await.unwrap();
            owner
                .execute_unprepared(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
                )
                .await
                .unwrap();
            assert!(tx.commit().await.is_err());
            add(&store, organisation, &policy("kept")).await.unwrap();
            assert_eq!(seen(&address).await, round);
        }
    }
}

#[tokio::test]
async fn two_that_write_from_the_same_reading_do_not_undo_each_other() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        if store.kind() == Kind::Sqlite {
            continue;
        }
        let organisation = add_organisation(&store, "fjordby").await;
        let mut first = policy("first");
        add(&store, organisation, &first).await.unwrap();
        let (one, other) = (
            store.write(organisation).await.unwrap(),
            store.write(organisation).await.unwrap(),
        );
        assert_eq!(
            policies::list(&one).await.unwrap(),
            policies::list(&other).await.unwrap()
        );
        first.name = "by the one".into();
        policies::change(&one, &first).await.unwrap();
        one.commit().await.unwrap();
        first.name = "by the other".into();
        let second = policies::change(&other, &first).await;
        let error = second.expect_err("the second writer wrote from what was no longer so");
        assert!(error.is_collision(), "{error:?}");
    }
}

#[tokio::test]
async fn a_request_that_goes_away_leaves_no_transaction_open() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        let organisation = add_organisation(&store, "fjordby").await;
        // Dropped at every moment of beginning, writing and committing.
        for microseconds in (0..4_000).step_by(50) {
            let whole = policy("dropped");
            let writing = add(&store, organisation, &whole);
            let _dropped = tokio::time::timeout(std::time::Duration::from_micros(microseconds), writing).await;
        }
        // Not counted: the last of them may be committed while it is looked.
        let kept = policy("kept");
        add(&store, organisation, &kept).await.unwrap();
        let reader = Store::open(&address).await.unwrap();
        let tx = reader.read(organisation).await.unwrap();
        assert_eq!(
            policies::find(&tx, kept.id).await.unwrap(),
            Some(kept),
            "{}",
            name(&store)
        );
    }
}
