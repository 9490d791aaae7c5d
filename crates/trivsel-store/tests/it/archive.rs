use tokio::sync::mpsc;
use trivsel_domain::id::PolicyId;
use trivsel_domain::period::Period;
use trivsel_domain::policy::Policy;
use trivsel_store::archive::{self, ArchiveError, Cell, Incoming, Piece};
use trivsel_store::{Store, policies};
use uuid::Uuid;

use crate::databases::{add_organisation, fresh_stores, moment, name};

/// Everything a database holds.
async fn written(store: &Store) -> (u64, Vec<Piece>) {
    let (pieces, mut received) = mpsc::channel(4);
    let collected = tokio::spawn(async move {
        let mut all = Vec::new();
        while let Some(piece) = received.recv().await {
            all.push(piece);
        }
        all
    });
    let rows = archive::write(store, None, |_| true, &pieces).await.unwrap();
    drop(pieces);
    (rows, collected.await.unwrap())
}

/// The same as lines of JSON.
fn lines(pieces: &[Piece]) -> Vec<(&'static str, Vec<String>)> {
    let mut all: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut of = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Table { name, columns } => {
                of.clone_from(columns);
                all.push((name, Vec::new()));
            }
            Piece::Rows(rows) => {
                let objects = rows.iter().map(|row| {
                    let fields: serde_json::Map<String, serde_json::Value> = of
                        .iter()
                        .zip(row)
                        .map(|(name, cell)| ((*name).to_owned(), serde_json::to_value(cell).unwrap()))
                        .collect();
                    serde_json::Value::Object(fields).to_string()
                });
                all.last_mut().unwrap().1.extend(objects);
            }
        }
    }
    all
}

/// Fills a database from what is sent.
async fn filled(store: &Store, incoming: Vec<Incoming>) -> Result<u64, ArchiveError> {
    let (lines, mut received) = mpsc::channel(4);
    tokio::spawn(async move {
        for one in incoming {
            if lines.send(one).await.is_err() {
                return;
            }
        }
    });
    archive::read(store, &mut received, "2026-11-21".parse().unwrap()).await
}

fn whole(lines: &[(&'static str, Vec<String>)]) -> Vec<Incoming> {
    let all = lines.iter().map(|(table, lines)| Incoming::Lines(table, lines.clone()));
    all.chain([Incoming::End]).collect()
}

fn policy(at: usize) -> Policy {
    Policy {
        id: PolicyId(Uuid::now_v7()),
        name: format!("Sundhedspolitik æøå {at}"),
        period: Period::since(moment().date_naive()),
    }
}

#[tokio::test]
async fn what_one_database_wrote_every_other_can_read() {
    let (from, into) = (fresh_stores().await, fresh_stores().await);
    for (source, target) in from.iter().zip(into.iter().rev()) {
        let organisation = add_organisation(source, "fjordby").await;
        let policy = policy(1);
        let tx = source.write(organisation).await.unwrap();
        policies::add(&tx, &policy).await.unwrap();
        tx.commit().await.unwrap();

        let (rows, pieces) = written(source).await;
        assert_eq!(rows, 2);
        let lines = lines(&pieces);
        let read = filled(target, whole(&lines)).await.unwrap();
        assert_eq!(read, 2, "{} into {}", name(source), name(target));
        let tx = target.read(organisation).await.unwrap();
        assert_eq!(policies::list(&tx).await.unwrap(), [policy]);
        drop(tx);
        let again = filled(target, whole(&lines)).await;
        assert!(matches!(again, Err(ArchiveError::NotEmpty)), "{again:?}");
    }
}

#[tokio::test]
async fn both_databases_write_the_same_pieces_in_the_order_of_the_keys() {
    // More rows than are fetched at a time, so that the second page goes on where the first ended, on both.
    let policies: Vec<Policy> = (0..4_321).map(policy).collect();
    let organisation = Uuid::now_v7();
    let mut told = Vec::new();
    for store in fresh_stores().await {
        let row = trivsel_store::organisations::Organisation {
            id: trivsel_domain::id::OrganisationId(organisation),
            short_name: "fjordby".into(),
            name: "Fjordby".into(),
            is_demo: false,
            small_group_minimum: 5,
        };
        trivsel_store::organisations::add(&store, &row, moment()).await.unwrap();
        let tx = store.write(row.id).await.unwrap();
        for policy in policies.iter().rev() {
            policies::add(&tx, policy).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (rows, pieces) = written(&store).await;
        assert_eq!(rows, 4_322, "{}", name(&store));
        let found: Vec<Vec<Cell>> = pieces
            .iter()
            .skip_while(|piece| !matches!(piece, Piece::Table { name: "policies", .. }))
            .skip(1)
            .take_while(|piece| matches!(piece, Piece::Rows(_)))
            .flat_map(|piece| match piece {
                Piece::Rows(rows) => rows.clone(),
                Piece::Table { .. } => Vec::new(),
            })
            .collect();
        assert_eq!(found.len(), policies.len(), "{}", name(&store));
        assert!(
            found.is_sorted_by_key(|row| format!("{:?}", row[1])),
            "{}",
            name(&store)
        );
        told.push(found);
    }
    assert!(told.windows(2).all(|both| both[0] == both[1]));
}

#[tokio::test]
async fn every_column_of_every_table_can_be_kept() {
    for store in fresh_stores().await {
        let (_, pieces) = written(&store).await;
        let tables: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Table { name, columns } if !columns.is_empty() => Some(*name),
                _ => None,
            })
            .collect();
        assert_eq!(tables, archive::tables());
    }
}

#[tokio::test]
async fn a_line_that_is_no_row_leaves_the_database_empty() {
    for store in fresh_stores().await {
        let broken = vec![Incoming::Lines("units", vec!["{\"id\": 3}".into()]), Incoming::End];
        let failed = filled(&store, broken).await;
        assert!(
            matches!(
                failed,
                Err(ArchiveError::Row {
                    table: "units",
                    line: 1,
                    ..
                })
            ),
            "{failed:?}"
        );
    }
}

#[tokio::test]
async fn a_file_that_only_stops_is_not_taken_for_a_whole_one() {
    for store in fresh_stores().await {
        let source = fresh_stores().await.remove(0);
        let organisation = add_organisation(&source, "fjordby").await;
        let mut cut = whole(&lines(&written(&source).await.1));
        cut.pop();
        let failed = filled(&store, cut).await;
        assert!(matches!(failed, Err(ArchiveError::Stopped)), "{failed:?}");
        let tx = store.read(organisation).await.unwrap();
        assert!(
            trivsel_store::organisations::find(&tx).await.unwrap().is_none(),
            "{}",
            name(&store)
        );
    }
}
