//! What PostgreSQL samples of the rows must not outlive them.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use trivsel_domain::id::{OrganisationId, SurveyId};
use trivsel_store::{Kind, Store};
use uuid::Uuid;

use crate::databases::{add_organisation, fresh_addresses};

async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// One connection, so that what is set on it holds for all that follows.
async fn owner(address: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(address);
    options.max_connections(1);
    Database::connect(options).await.unwrap()
}

/// Everything the server keeps as samples, in one text.
async fn samples(connection: &DatabaseConnection) -> String {
    texts(
        connection,
        "select concat_ws(' ', tablename, attname, most_common_vals::text, histogram_bounds::text, most_common_elems::text) \
         from pg_stats where schemaname = 'public'",
    )
    .await
    .join("\n")
}

/// A box with two hundred answers and comments, without the rest of a survey: what is asked is what the server does with it.
async fn fill(connection: &DatabaseConnection, organisation: OrganisationId, survey: SurveyId) {
    connection
        .execute_unprepared("set session_replication_role = replica")
        .await
        .unwrap();
    for at in 0..200 {
        let of = format!("'{}', '{}'", organisation.0, survey.0);
        for row in [
            format!(
                "insert into ballots values ({of}, 'noegle{at}', {}, '{{\"svar\":\"hemmeligt{at}\"}}')",
                at % 3
            ),
            format!(
                "insert into comments values ({of}, 'noegle{at}', {}, 'keep', 'hemmeligt ord {}')",
                at % 3,
                at % 7
            ),
            format!("insert into cards values ({of}, 'noeglekort{at}', {})", at % 3),
            format!(
                "insert into roll_entries values ({of}, '{}', {}, 'mail', 'noeglekode{at}', 'noegleblind{at}')",
                Uuid::now_v7(),
                at % 3
            ),
        ] {
            connection.execute_unprepared(&row).await.unwrap();
        }
    }
}

const SECRETS: [&str; 2] = ["hemmeligt", "noegle"];

#[tokio::test]
async fn no_sample_of_answers_comments_or_hashes_is_kept() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        if store.kind() == Kind::Sqlite {
            continue;
        }
        let organisation = add_organisation(&store, "fjordby").await;
        let connection = owner(&address).await;
        fill(&connection, organisation, SurveyId(Uuid::now_v7())).await;
        connection.execute_unprepared("analyze").await.unwrap();
        let kept = samples(&connection).await;
        for secret in SECRETS {
            assert!(!kept.contains(secret), "{kept}");
        }
        // By kind: no text of any table, now or in a later step, and no list of columns taken together.
        let sampled = texts(
            &connection,
            "select a.attrelid::regclass::text || '.' || a.attname from pg_attribute a join pg_class r on r.oid = a.attrelid \
             where r.relnamespace = 'public'::regnamespace and r.relkind = 'r' and a.attnum > 0 and not a.attisdropped \
             and a.atttypid = 'text'::regtype and coalesce(a.attstattarget, -1) <> 0",
        )
        .await;
        assert_eq!(sampled, Vec::<String>::new());
        assert_eq!(
            texts(&connection, "select stxname::text from pg_statistic_ext").await,
            Vec::<String>::new()
        );
    }
}

#[tokio::test]
async fn samples_that_an_older_version_left_are_gone_after_the_upgrade() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        if store.kind() == Kind::Sqlite {
            continue;
        }
        let organisation = add_organisation(&store, "fjordby").await;
        let connection = owner(&address).await;
        fill(&connection, organisation, SurveyId(Uuid::now_v7())).await;
        // As it was before: sampled, analysed, then emptied.
        for column in [
            "ballots alter answers",
            "ballots alter ballot_key",
            "comments alter text",
            "cards alter ballot_key",
            "roll_entries alter blinded",
            "roll_entries alter code_hash",
        ] {
            let sampled = format!("alter table {column} set statistics -1");
            connection.execute_unprepared(&sampled).await.unwrap();
        }
        connection.execute_unprepared("analyze").await.unwrap();
        for table in ["ballots", "comments", "cards", "roll_entries"] {
            connection
                .execute_unprepared(&format!("delete from {table}"))
                .await
                .unwrap();
        }
        connection.execute_unprepared("analyze").await.unwrap();
        let before = samples(&connection).await;
        assert!(SECRETS.iter().all(|secret| before.contains(secret)), "{before}");
        let step_back = "delete from schema_migrations where number = 6";
        connection.execute_unprepared(step_back).await.unwrap();
        Store::open(&address).await.unwrap();
        let after = samples(&connection).await;
        for secret in SECRETS {
            assert!(!after.contains(secret), "{after}");
        }
    }
}
