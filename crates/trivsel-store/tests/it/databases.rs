//! A fresh database of each kind for a test: SQLite always, PostgreSQL when `TRIVSEL_TEST_POSTGRES` names a server.

use std::future::Future;

use chrono::{DateTime, Utc};
use trivsel_domain::id::OrganisationId;
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Kind, Store};
use uuid::Uuid;

/// A moment in whole seconds, for rows that need one.
pub(crate) fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

/// Runs a test on a fresh store of each kind, with one organisation in it.
pub(crate) async fn for_each_database<F: Future<Output = ()>>(test: impl Fn(Store, OrganisationId) -> F) {
    for store in fresh_stores().await {
        let organisation = add_organisation(&store, "fjordby").await;
        test(store, organisation).await;
    }
}

/// A fresh store of each kind, empty.
pub(crate) async fn fresh_stores() -> Vec<Store> {
    let mut stores = Vec::new();
    for address in fresh_addresses().await {
        stores.push(Store::open(&address).await.unwrap());
    }
    stores
}

/// The address of a fresh database of each kind.
pub(crate) async fn fresh_addresses() -> Vec<String> {
    let folder = tempfile::tempdir().unwrap().keep();
    let mut addresses = vec![format!("sqlite:{}", folder.join("test.db").display())];
    if let Ok(server) = std::env::var("TRIVSEL_TEST_POSTGRES") {
        addresses.push(fresh_postgres(&server).await);
    }
    addresses
}

/// Makes a database of its own on the server and gives its address.
async fn fresh_postgres(server: &str) -> String {
    use sea_orm::{ConnectionTrait, Database};
    let name = format!("trivsel_{}", Uuid::new_v4().simple());
    let connection = Database::connect(server).await.unwrap();
    connection
        .execute_unprepared(&format!("create database {name}"))
        .await
        .unwrap();
    connection.close().await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

/// Adds a tenant.
pub(crate) async fn add_organisation(store: &Store, short_name: &str) -> OrganisationId {
    let id = OrganisationId(Uuid::now_v7());
    let organisation = Organisation {
        id,
        short_name: short_name.to_owned(),
        name: "Fjordby Kommune".to_owned(),
        is_demo: false,
        small_group_minimum: 5,
    };
    organisations::add(store, &organisation, moment()).await.unwrap();
    id
}

/// The kind's name, for messages.
pub(crate) fn name(store: &Store) -> &'static str {
    match store.kind() {
        Kind::Sqlite => "SQLite",
        Kind::Postgres => "PostgreSQL",
    }
}
