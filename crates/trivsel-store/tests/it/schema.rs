//! The schema of both databases, held against each other and against the rule that the tenant stands first.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use trivsel_store::{Store, archive};

/// What is compared of a column: its kind, and whether it must be filled.
type Columns = BTreeMap<(String, String), (String, bool)>;

async fn connect(store_address: &str) -> DatabaseConnection {
    Store::open(store_address).await.unwrap();
    Database::connect(store_address).await.unwrap()
}

async fn texts(connection: &DatabaseConnection, sql: &str, columns: usize) -> Vec<Vec<String>> {
    let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| {
            (0..columns)
                .map(|index| row.try_get_by_index::<String>(index).unwrap())
                .collect()
        })
        .collect()
}

async fn columns_of(connection: &DatabaseConnection) -> Columns {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "select m.name, c.name, lower(c.type), case c.\"notnull\" when 1 then 'NO' else 'YES' end from sqlite_master m, pragma_table_info(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%'"
        }
        _ => {
            "select table_name::text, column_name::text, case data_type when 'timestamp with time zone' then 'timestamptz' else data_type end::text, is_nullable::text \
             from information_schema.columns where table_schema = 'public'"
        }
    };
    texts(connection, sql, 4)
        .await
        .into_iter()
        .map(|row| ((row[0].clone(), row[1].clone()), (row[2].clone(), row[3] == "NO")))
        .collect()
}

/// Every primary and unique key: its table and its columns in order.
async fn keys_of(connection: &DatabaseConnection) -> BTreeSet<(String, String)> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "select m.name, (select group_concat(i.name) from (select name from pragma_index_info(l.name) order by seqno) i) \
             from sqlite_master m, pragma_index_list(m.name) l where m.type = 'table' and m.name not like 'sqlite_%' and l.\"unique\" = 1 \
             and l.partial = 0"
        }
        _ => {
            "select c.conrelid::regclass::text, (select string_agg(a.attname, ',' order by k.ord) from unnest(c.conkey) with ordinality k(num, ord) \
             join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) from pg_constraint c \
             where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace"
        }
    };
    texts(connection, sql, 2)
        .await
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect()
}

/// Every foreign key: its table, its columns in order, and the table it points to.
pub(crate) async fn foreign_keys_of(connection: &DatabaseConnection) -> BTreeSet<(String, String, String)> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "select name, group_concat(\"from\"), target from (select m.name as name, f.id as id, f.\"from\" as \"from\", f.\"table\" as target \
             from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' order by m.name, f.id, f.seq) group by name, id, target"
        }
        _ => {
            "select c.conrelid::regclass::text, (select string_agg(a.attname, ',' order by k.ord) from unnest(c.conkey) with ordinality k(num, ord) \
             join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num), c.confrelid::regclass::text from pg_constraint c \
             where c.contype = 'f' and c.connamespace = 'public'::regnamespace"
        }
    };
    texts(connection, sql, 3)
        .await
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone()))
        .collect()
}

async fn both() -> Vec<DatabaseConnection> {
    let mut found = Vec::new();
    for address in crate::databases::fresh_addresses().await {
        found.push(connect(&address).await);
    }
    found
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_keys() {
    let both = both().await;
    let [sqlite, postgres] = both.as_slice() else { return };
    assert_eq!(columns_of(sqlite).await, columns_of(postgres).await);
    // PostgreSQL names a single-column integer key, SQLite keeps it in the table itself.
    let without_migrations = |keys: BTreeSet<(String, String)>| {
        keys.into_iter()
            .filter(|(table, _)| table != "schema_migrations")
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        without_migrations(keys_of(sqlite).await),
        without_migrations(keys_of(postgres).await)
    );
    assert_eq!(foreign_keys_of(sqlite).await, foreign_keys_of(postgres).await);
}

#[tokio::test]
async fn the_organisation_stands_first_in_every_key() {
    for connection in both().await {
        let exempt = |table: &str, columns: &str| {
            ["schema_migrations", "heartbeats"].contains(&table)
                || (table == "organisations" && columns == "short_name")
        };
        for (table, columns) in keys_of(&connection).await {
            assert!(
                exempt(&table, &columns) || columns.split(',').next() == Some("organisation_id"),
                "the key {columns} of {table}"
            );
        }
        for (table, columns, target) in foreign_keys_of(&connection).await {
            assert_eq!(
                columns.split(',').next(),
                Some("organisation_id"),
                "{table} points to {target} by {columns}"
            );
        }
    }
}

#[tokio::test]
async fn the_archive_holds_every_table() {
    for connection in both().await {
        let mut tables: BTreeSet<String> = columns_of(&connection)
            .await
            .into_keys()
            .map(|(table, _)| table)
            .collect();
        assert!(archive::NOT_CARRIED.iter().all(|table| tables.remove(*table)));
        assert_eq!(tables, archive::tables().into_iter().map(str::to_owned).collect());
    }
}
