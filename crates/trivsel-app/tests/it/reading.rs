//! What a page reads is of one moment, and of a newer one once it wrote.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use trivsel_app::{App, PageReading};
use trivsel_domain::id::DisruptionId;
use trivsel_domain::indicator::Disruption;
use trivsel_store::figures;
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

async fn add_disruption(app: &App, ground: &Ground) {
    let tx = app.write(ground.organisation).await.unwrap();
    let disruption = Disruption {
        id: DisruptionId(Uuid::now_v7()),
        name: "Nedlukning".into(),
        first: "2020-03".parse().unwrap(),
        last: "2020-05".parse().unwrap(),
        unit: None,
        note: String::new(),
    };
    figures::add_disruption(&tx, &disruption).await.unwrap();
    tx.commit().await.unwrap();
}

async fn disruptions(app: &App, ground: &Ground) -> usize {
    let tx = app.read(ground.organisation).await.unwrap();
    figures::list_disruptions(&tx).await.unwrap().len()
}

#[tokio::test]
async fn a_page_sees_one_moment_asks_once_and_sees_what_it_wrote() {
    on_each_database(async |mut ground| {
        let asked = Arc::new(AtomicUsize::new(0));
        let counts = Arc::clone(&asked);
        ground.app.store.watch_statements(move |sql| {
            if sql.contains("FROM \"disruptions\"") {
                counts.fetch_add(1, Ordering::SeqCst);
            }
        });
        let page = ground.app.for_page(PageReading::default());
        assert_eq!(disruptions(&page, &ground).await, 0);
        add_disruption(&ground.app, &ground).await;
        assert_eq!(
            disruptions(&page, &ground).await,
            0,
            "somebody else's writing shows half-way through a page"
        );
        assert_eq!(asked.load(Ordering::SeqCst), 1, "the same was asked twice");
        assert_eq!(disruptions(&ground.app, &ground).await, 1);
        add_disruption(&page, &ground).await;
        assert_eq!(
            disruptions(&page, &ground).await,
            2,
            "a page does not see what it wrote"
        );
    })
    .await;
}
