//! Looking through the database for what should never be.

use sea_orm::{ConnectionTrait, Statement};

use crate::{Kind, Store, StoreError, migrations};

/// What is wrong, in words; nothing when all is well.
pub async fn check(store: &Store) -> Result<Vec<String>, StoreError> {
    let connection = store.connection();
    let ask = async |sql: &str| -> Result<Vec<String>, StoreError> {
        let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
        let rows = connection.query_all_raw(statement).await?;
        rows.iter()
            .map(|row| row.try_get_by_index::<String>(0).map_err(StoreError::from))
            .collect()
    };
    let mut found = Vec::new();
    let applied = ask("select cast(coalesce(max(number), 0) as text) from schema_migrations").await?;
    if applied.first().map(String::as_str) != Some(migrations::newest().to_string().as_str()) {
        found.push(format!(
            "the schema is at step {}, this program is at {}",
            applied.concat(),
            migrations::newest()
        ));
    }
    if store.kind() == Kind::Sqlite {
        found.extend(ask("select integrity_check from pragma_integrity_check where integrity_check <> 'ok'").await?);
        found.extend(ask("select \"table\" || ' row ' || coalesce(rowid, '?') || ' points to nothing in ' || parent from pragma_foreign_key_check limit 20").await?);
    }
    Ok(found)
}
