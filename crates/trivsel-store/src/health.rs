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
    for (column, table) in ENDS {
        found.extend(ask(&lost_ends(column, table)).await?);
    }
    Ok(found)
}

/// Every end an origin can have: its column, and the table it stands in.
const ENDS: [(&str, &str); 14] = [
    ("from_survey_id", "surveys"),
    ("from_unit_id", "units"),
    ("from_decision_id", "decisions"),
    ("from_measure_id", "measures"),
    ("from_plan_line_id", "plan_lines"),
    ("from_board_id", "boards"),
    ("from_note_id", "notes"),
    ("to_plan_line_id", "plan_lines"),
    ("to_initiative_id", "initiatives"),
    ("to_measure_id", "measures"),
    ("to_success_criterion_id", "success_criteria"),
    ("to_milestone_id", "milestones"),
    ("to_follow_up_id", "follow_ups"),
    ("to_agenda_item_id", "agenda_items"),
];

/// Says how many origins have this end and it is not there. The schema forbids it; a database that was put together by hand may hold it.
fn lost_ends(column: &str, table: &str) -> String {
    format!(
        "select cast(count(*) as text) || ' origins name a {column} that is not in {table}' from origins o \
         where o.{column} is not null and not exists (select 1 from {table} t where t.organisation_id = o.organisation_id \
         and t.id = o.{column}) having count(*) > 0"
    )
}
