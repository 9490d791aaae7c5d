use trivsel_domain::id::{PolicyId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::policy::Policy;
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::{StoreError, policies, units};
use uuid::Uuid;

use crate::databases::{add_organisation, for_each_database, moment, name};

#[tokio::test]
async fn one_organisation_never_sees_the_rows_of_another() {
    for_each_database(async |store, ours| {
        let theirs = add_organisation(&store, "andetby").await;
        let policy = Policy {
            id: PolicyId(Uuid::now_v7()),
            name: "Sundhedspolitik".to_owned(),
            period: Period::since(moment().date_naive()),
        };
        let tx = store.write(ours).await.unwrap();
        policies::add(&tx, &policy).await.unwrap();
        tx.commit().await.unwrap();

        let tx = store.read(theirs).await.unwrap();
        assert_eq!(policies::list(&tx).await.unwrap(), [], "{}", name(&store));
        assert_eq!(policies::find(&tx, policy.id).await.unwrap(), None);
        drop(tx);
        let tx = store.read(ours).await.unwrap();
        assert_eq!(policies::find(&tx, policy.id).await.unwrap(), Some(policy));
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    for_each_database(async |store, organisation| {
        let policy = Policy {
            id: PolicyId(Uuid::now_v7()),
            name: "Kladde".to_owned(),
            period: Period::since(moment().date_naive()),
        };
        let tx = store.write(organisation).await.unwrap();
        policies::add(&tx, &policy).await.unwrap();
        drop(tx);
        let tx = store.read(organisation).await.unwrap();
        assert_eq!(policies::find(&tx, policy.id).await.unwrap(), None, "{}", name(&store));
    })
    .await;
}

#[tokio::test]
async fn a_code_used_twice_is_a_conflict_that_names_the_rule() {
    for_each_database(async |store, organisation| {
        let unit = |id| Unit {
            id: UnitId(id),
            code: "SB".to_owned(),
            period: Period::since(moment().date_naive()),
        };
        let tx = store.write(organisation).await.unwrap();
        units::add(&tx, &unit(Uuid::now_v7())).await.unwrap();
        let again = units::add(&tx, &unit(Uuid::now_v7())).await;
        assert!(
            matches!(&again, Err(StoreError::Conflict(rule)) if rule.contains("units")),
            "{}: {again:?}",
            name(&store)
        );
    })
    .await;
}

#[tokio::test]
async fn the_tree_is_read_as_it_stood_on_a_day() {
    for_each_database(async |store, organisation| {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let (north, south, group) = (UnitId(Uuid::now_v7()), UnitId(Uuid::now_v7()), UnitId(Uuid::now_v7()));
        let open = Period::since(day("2017-01-01"));
        let place = |unit, parent, name: &str, period| UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit,
            parent,
            name: name.to_owned(),
            period,
        };
        let tx = store.write(organisation).await.unwrap();
        let unit = |id, code: &str| Unit {
            id,
            code: code.to_owned(),
            period: open,
        };
        units::add_many(&tx, &[unit(north, "N"), unit(south, "S"), unit(group, "G")])
            .await
            .unwrap();
        let before = Period::new(day("2017-01-01"), Some(day("2020-12-31"))).unwrap();
        let placements = [
            place(north, None, "Nord", open),
            place(south, None, "Syd", open),
            place(group, Some(north), "Mosevang", before),
            place(group, Some(south), "Mosevang", Period::since(day("2021-01-01"))),
        ];
        units::add_placements(&tx, &placements).await.unwrap();
        tx.commit().await.unwrap();

        let tx = store.read(organisation).await.unwrap();
        assert_eq!(
            units::tree(&tx, day("2020-12-31")).await.unwrap().ancestors(group),
            [north],
            "{}",
            name(&store)
        );
        assert_eq!(
            units::tree(&tx, day("2021-01-01")).await.unwrap().ancestors(group),
            [south]
        );
        assert!(units::tree(&tx, day("2016-12-31")).await.unwrap().is_empty());
    })
    .await;
}
