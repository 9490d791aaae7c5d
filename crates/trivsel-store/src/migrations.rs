//! The schema's history. A released step is never edited; a new one is added at the end.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TransactionTrait};

use crate::dialect;
use crate::error::StoreError;

/// One step: a number that only grows, and a text both databases understand.
struct Migration {
    number: i32,
    sql: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        sql: include_str!("migrations/m0001_trunk.sql"),
    },
    Migration {
        number: 2,
        sql: include_str!("migrations/m0002_questionnaires.sql"),
    },
    Migration {
        number: 3,
        sql: include_str!("migrations/m0003_surveys.sql"),
    },
    Migration {
        number: 4,
        sql: include_str!("migrations/m0004_followed.sql"),
    },
];

/// Applies every step that has not been applied, each in a transaction of its own.
pub(crate) async fn up(connection: &DatabaseConnection) -> Result<(), StoreError> {
    connection
        .execute_unprepared("create table if not exists schema_migrations (number integer not null primary key)")
        .await?;
    for migration in MIGRATIONS {
        let tx = connection.begin_with_options(dialect::write_transaction()).await?;
        let backend = tx.get_database_backend();
        if backend == sea_orm::DbBackend::Postgres {
            // Two servers that start at once must not both apply the step.
            tx.execute_unprepared("lock table schema_migrations in exclusive mode")
                .await?;
        }
        let find = Statement::from_sql_and_values(
            backend,
            "select number from schema_migrations where number = $1",
            [migration.number.into()],
        );
        if tx.query_one_raw(find).await?.is_none() {
            tx.execute_unprepared(&dialect::schema(backend, migration.sql)).await?;
            let note = Statement::from_sql_and_values(
                backend,
                "insert into schema_migrations (number) values ($1)",
                [migration.number.into()],
            );
            tx.execute_raw(note).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The newest step this program knows.
pub(crate) fn newest() -> i32 {
    MIGRATIONS.iter().map(|migration| migration.number).max().unwrap_or(0)
}
