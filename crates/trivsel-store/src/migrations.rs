//! The schema's history. A released step is never edited; a new one is added at the end.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::error::StoreError;
use crate::store::begin;
use crate::{Kind, Store, dialect};

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
    Migration {
        number: 5,
        sql: include_str!("migrations/m0005_heartbeats.sql"),
    },
    Migration {
        number: 6,
        sql: include_str!("migrations/m0006_unsampled.sql"),
    },
    Migration {
        number: 7,
        sql: include_str!("migrations/m0007_looks.sql"),
    },
    Migration {
        number: 8,
        sql: include_str!("migrations/m0008_held.sql"),
    },
    Migration {
        number: 9,
        sql: include_str!("migrations/m0009_mixed.sql"),
    },
    Migration {
        number: 11,
        sql: include_str!("migrations/m0011_category_parts.sql"),
    },
    Migration {
        number: 12,
        sql: include_str!("migrations/m0012_shown_trees.sql"),
    },
    Migration {
        number: 13,
        sql: include_str!("migrations/m0013_import_errors_seen.sql"),
    },
    Migration {
        number: 17,
        sql: include_str!("migrations/m0017_sign_in.sql"),
    },
    Migration {
        number: 18,
        sql: include_str!("migrations/m0018_last_day.sql"),
    },
    Migration {
        number: 20,
        sql: include_str!("migrations/m0020_sent_forms.sql"),
    },
    Migration {
        number: 22,
        sql: include_str!("migrations/m0022_jobs.sql"),
    },
    Migration {
        number: 23,
        sql: include_str!("migrations/m0023_uploads.sql"),
    },
    Migration {
        number: 24,
        sql: include_str!("migrations/m0024_happenings.sql"),
    },
    Migration {
        number: 30,
        sql: include_str!("migrations/m0030_origins.sql"),
    },
    Migration {
        number: 31,
        sql: include_str!("migrations/m0031_plans.sql"),
    },
    Migration {
        number: 32,
        sql: include_str!("migrations/m0032_area_work.sql"),
    },
    Migration {
        number: 33,
        sql: include_str!("migrations/m0033_told.sql"),
    },
    Migration {
        number: 34,
        sql: include_str!("migrations/m0034_notices.sql"),
    },
    Migration {
        number: 36,
        sql: include_str!("migrations/m0036_setup.sql"),
    },
    Migration {
        number: 37,
        sql: include_str!("migrations/m0037_toolbox.sql"),
    },
    Migration {
        number: 38,
        sql: include_str!("migrations/m0038_starts.sql"),
    },
    Migration {
        number: 39,
        sql: include_str!("migrations/m0039_duties.sql"),
    },
    Migration {
        number: 42,
        sql: include_str!("migrations/m0042_workshops.sql"),
    },
    Migration {
        number: 43,
        sql: include_str!("migrations/m0043_boards.sql"),
    },
    Migration {
        number: 47,
        sql: include_str!("migrations/m0047_boards_afterwards.sql"),
    },
    Migration {
        number: 48,
        sql: include_str!("migrations/m0048_kinds_and_themes.sql"),
    },
    Migration {
        number: 44,
        sql: include_str!("migrations/m0044_comparisons.sql"),
    },
    Migration {
        number: 49,
        sql: include_str!("migrations/m0049_lessons.sql"),
    },
    Migration {
        number: 50,
        sql: include_str!("migrations/m0050_material.sql"),
    },
    Migration {
        number: 40,
        sql: include_str!("migrations/m0040_assessments.sql"),
    },
    Migration {
        number: 41,
        sql: include_str!("migrations/m0041_yearly_talks.sql"),
    },
    Migration {
        number: 51,
        sql: include_str!("migrations/m0051_notice_links.sql"),
    },
    // After the boards: it points to them.
    Migration {
        number: 35,
        sql: include_str!("migrations/m0035_notes_to_plans.sql"),
    },
    Migration {
        number: 45,
        sql: include_str!("migrations/m0045_responsibles.sql"),
    },
    Migration {
        number: 46,
        sql: include_str!("migrations/m0046_anchoring.sql"),
    },
    Migration {
        number: 52,
        sql: include_str!("migrations/m0052_toolbox_and_stairs.sql"),
    },
    Migration {
        number: 53,
        sql: include_str!("migrations/m0053_own_tools.sql"),
    },
    Migration {
        number: 54,
        sql: include_str!("migrations/m0054_saved_filters.sql"),
    },
    Migration {
        number: 55,
        sql: include_str!("migrations/m0055_follow_up_forums.sql"),
    },
    Migration {
        number: 59,
        sql: include_str!("migrations/m0059_start_turns.sql"),
    },
    Migration {
        number: 63,
        sql: include_str!("migrations/m0063_notes_by_day.sql"),
    },
];

/// Applies every step that has not been applied, each in a transaction of its own. Where none is missing nothing is written and no lock is
/// taken: whoever only looks never waits for whoever writes, and a full disk can still be looked at.
pub(crate) async fn up(store: &Store) -> Result<(), StoreError> {
    let applied = applied(store).await?;
    if MIGRATIONS.iter().all(|migration| applied.contains(&migration.number)) {
        return Ok(());
    }
    let connection = store.writing_connection();
    connection
        .execute_unprepared("create table if not exists schema_migrations (number integer not null primary key)")
        .await?;
    for migration in MIGRATIONS {
        // Each statement sees what another server committed before this one got its turn, so not at `repeatable read`.
        let tx = begin(connection, dialect::box_transaction()).await?;
        let backend = tx.get_database_backend();
        if backend == DbBackend::Postgres {
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
        tx.commit().await.map_err(|error| store.lost(error))?;
    }
    if store.kind() == Kind::Postgres {
        let tx = begin(connection, dialect::box_transaction()).await?;
        tx.execute_unprepared("lock table schema_migrations in exclusive mode")
            .await?;
        tx.execute_unprepared(dialect::UNSAMPLED).await?;
        tx.commit().await.map_err(|error| store.lost(error))?;
    }
    Ok(())
}

/// The steps that have been applied; none in a new database.
async fn applied(store: &Store) -> Result<Vec<i32>, StoreError> {
    let connection = store.connection();
    let backend = connection.get_database_backend();
    let is_there = dialect::has_table(backend, "schema_migrations");
    if connection
        .query_one_raw(Statement::from_string(backend, is_there))
        .await?
        .is_none()
    {
        return Ok(Vec::new());
    }
    let ask = Statement::from_string(backend, "select number from schema_migrations");
    let rows = connection.query_all_raw(ask).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// The newest step this program knows.
pub(crate) fn newest() -> i32 {
    MIGRATIONS.iter().map(|migration| migration.number).max().unwrap_or(0)
}
