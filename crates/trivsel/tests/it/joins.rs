//! Nothing that is stored parts the box: every column of every table is held against every other, on both databases and in a backup,
//! while a survey is open. What would part the answers of a cell, into parts of fewer than the minimum or at all by how people got in,
//! would name whoever is alone with their way.
//!
//! The attacker owns the database and the coordinator's file of cards: values are compared as they stand, as hashes of each other, and
//! with all that follows from a card's code by a rule in this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sha2::{Digest, Sha256, Sha512};
use trivsel_app::ballots::{self, Cast, Casting};
use trivsel_app::{backup, surveys};
use trivsel_ballot::{Code, Slip};

use crate::asked::{Asked, Way, answers, empty_postgres};

const MINIMUM: usize = 5;

/// A table as somebody sees it who can read everything: names of columns, rows as texts.
#[derive(Clone, Debug, Default)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap()
    }
}

type Everything = BTreeMap<String, Table>;

async fn texts(connection: &DatabaseConnection, sql: &str, columns: usize) -> Vec<Vec<String>> {
    let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
    let rows = connection.query_all_raw(statement).await.unwrap();
    let row = |row: &sea_orm::QueryResult| {
        (0..columns)
            .map(|at| row.try_get_by_index::<String>(at).unwrap())
            .collect()
    };
    rows.iter().map(row).collect()
}

/// Every table of the schema, read from the database; on PostgreSQL with the transaction that wrote each row and where it lies.
async fn everything(address: &str) -> Everything {
    let connection = Database::connect(address).await.unwrap();
    let is_postgres = connection.get_database_backend() == DbBackend::Postgres;
    let of_table = if is_postgres {
        "select table_name::text, column_name::text from information_schema.columns where table_schema = 'public' order by 1, ordinal_position"
    } else {
        "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' order by 1, c.cid"
    };
    let mut all = Everything::new();
    for row in texts(&connection, of_table, 2).await {
        all.entry(row[0].clone()).or_default().columns.push(row[1].clone());
    }
    for (name, table) in &mut all {
        if is_postgres {
            table.columns.push("xmin".to_owned());
        }
        let read: Vec<String> = table
            .columns
            .iter()
            .map(|column| match is_postgres {
                true => format!("coalesce({column}::text, '')"),
                false => format!(
                    "case typeof({column}) when 'blob' then lower(hex({column})) else coalesce(cast({column} as text), '') end"
                ),
            })
            .collect();
        let sql = format!("select {} from {name}", read.join(", "));
        table.rows = texts(&connection, &sql, table.columns.len()).await;
    }
    connection.close().await.unwrap();
    all
}

/// The lines of a backup, as tables.
fn backed_up(path: &std::path::Path) -> Everything {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = Everything::new();
    for at in 0..zip.len() {
        let mut text = String::new();
        let mut entry = zip.by_index(at).unwrap();
        let name = entry
            .name()
            .rsplit('/')
            .next()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned();
        if !entry.name().ends_with(".jsonl") {
            continue;
        }
        entry.read_to_string(&mut text).unwrap();
        let table = all.entry(name).or_default();
        for line in text.lines() {
            let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            if table.columns.is_empty() {
                table.columns = row.keys().cloned().collect();
            }
            let value = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            table.rows.push(row.values().map(value).collect());
        }
    }
    all
}

/// A value, and what comes of it when it is hashed as this program or anybody hashes.
fn forms(value: &str) -> Vec<String> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let plain = value.replace('-', "").to_lowercase();
    let mut forms = vec![plain.clone()];
    for bytes in [value.as_bytes().to_vec(), plain.into_bytes()] {
        for hash in [hex(&Sha256::digest(&bytes)), hex(&Sha512::digest(&bytes))] {
            forms.push(hash[..32].to_owned());
            forms.push(hash[..64].to_owned());
        }
    }
    forms
}

/// All that follows from a card's code by rules that are public, and how the program made keys of ballots and comments of it once.
fn of_code(code: &str) -> Vec<String> {
    let Ok(Code::Card(card)) = Code::parse(code) else {
        panic!("a card's code")
    };
    let mut all = forms(code);
    all.push(card.mark().to_string());
    all.extend(forms(&card.mark().to_string()));
    all
}

/// The columns that say where a row belongs, alike for a whole cell.
const PLACES: [&str; 4] = ["organisation_id", "survey_id", "cell", "xmin"];

/// In how many parts each cell's rows of a table fall, by what they have in common with every other column there is, and how large the
/// smallest is.
fn parts(all: &Everything, table: &str, key: &str, more: &BTreeSet<String>) -> BTreeMap<String, Vec<usize>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut know = |value: &str, place: &str| {
        if value.len() >= 4 {
            for form in forms(value) {
                known.entry(form).or_default().insert(place.to_owned());
            }
        }
    };
    for (name, other) in all.iter().filter(|(name, _)| *name != table) {
        for row in &other.rows {
            for (column, value) in other.columns.iter().zip(row) {
                know(value, &format!("{name}.{column}"));
            }
        }
    }
    for value in more {
        known
            .entry(value.clone())
            .or_default()
            .insert("the file of cards".to_owned());
    }
    let of = &all[table];
    let (cell, at) = (of.column("cell"), of.column(key));
    let mut by_cell: BTreeMap<String, BTreeMap<Vec<String>, usize>> = BTreeMap::new();
    for row in &of.rows {
        // What it has in common with others, and on PostgreSQL the transaction that wrote it.
        let mut signs: BTreeSet<String> = BTreeSet::new();
        for (column, value) in of.columns.iter().zip(row) {
            if column == "xmin" {
                signs.insert(value.clone());
            }
            if !PLACES.contains(&column.as_str()) {
                for form in forms(value) {
                    signs.extend(
                        known
                            .get(&form)
                            .into_iter()
                            .flatten()
                            .map(|place| format!("{column} = {place}")),
                    );
                }
            }
        }
        assert!(!row[at].is_empty());
        *by_cell
            .entry(row[cell].clone())
            .or_default()
            .entry(signs.into_iter().collect())
            .or_default() += 1;
    }
    by_cell
        .into_iter()
        .map(|(cell, parts)| (cell, parts.into_values().collect()))
        .collect()
}

/// No cell falls into parts.
fn must_be_whole(all: &Everything, more: &BTreeSet<String>, what: &str) {
    for (table, key) in [("ballots", "ballot_key"), ("comments", "comment_key")] {
        for (cell, sizes) in parts(all, table, key, more) {
            assert_eq!(
                sizes.len(),
                1,
                "{what}: {table} of cell {cell} fall into parts of {sizes:?}"
            );
        }
    }
    // Each cell holds the answers of at least the minimum: whoever looks sees rows that could be any of theirs.
    for (cell, sizes) in parts(all, "ballots", "ballot_key", more) {
        assert!(sizes[0] >= MINIMUM, "{what}: cell {cell} has {sizes:?}");
    }
}

/// On PostgreSQL one transaction wrote all that the roll and the cards say of a cell: none of them is the one that came last.
fn must_be_written_together(all: &Everything, what: &str) {
    for table in ["roll_entries", "cards"] {
        let of = &all[table];
        let (cell, xmin) = (of.column("cell"), of.column("xmin"));
        let mut by_cell: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
        for row in &of.rows {
            by_cell.entry(&row[cell]).or_default().insert(&row[xmin]);
        }
        for (cell, transactions) in by_cell {
            assert_eq!(transactions.len(), 1, "{what}: {table} of cell {cell}");
        }
    }
}

async fn check(address: &str) {
    let folder = tempfile::tempdir().unwrap();
    let ways = |mail: usize, card: usize| [vec![Way::Mail; mail], vec![Way::Card; card]].concat();
    // In the first unit one person has a card, in the second one has a mail, the third has mails only, the fourth both in plenty.
    let asked = Asked::open(
        address,
        folder.path(),
        &[ways(19, 1), ways(1, 11), ways(8, 0), ways(7, 9)],
    )
    .await;
    let app = &asked.app;
    let cards = surveys::make_cards(app, &asked.coordinator(), asked.survey)
        .await
        .unwrap();
    let poll = ballots::find(app, "malt", 1).await.unwrap();
    let mut codes: Vec<&String> = cards.sheets.iter().flat_map(|sheet| &sheet.codes).collect();
    let of_cards: BTreeSet<String> = codes.iter().flat_map(|code| of_code(code)).collect();
    // Everybody of the first three units answers, one after the other, in turn by mail, signed in, by card with and without a script.
    let mut choice = 0;
    for (at, one) in asked.people.iter().enumerate().filter(|(_, one)| one.way == Way::Mail) {
        let (cell, token) = if at % 3 == 0 {
            asked.fetch_signed_in(one.id).await
        } else {
            asked.fetch(&poll, one.id).await
        };
        asked.send(&poll, cell, &token, choice % 5).await;
        choice += 1;
        if at % 2 == 0
            && let Some(code) = codes.pop()
        {
            by_card(&asked, &poll, code, choice).await;
        }
    }
    for (at, code) in codes.iter().enumerate() {
        by_card(&asked, &poll, code, i32::try_from(at).unwrap()).await;
    }

    let all = everything(address).await;
    assert_eq!(all["ballots"].rows.len(), asked.people.len());
    assert!(all["comments"].rows.len() > MINIMUM);
    assert!(all.len() > 40, "the schema was read: {} tables", all.len());
    must_be_whole(&all, &of_cards, address);
    if address.starts_with("postgres") {
        must_be_written_together(&all, address);
    }
    let path = folder.path().join("backup.zip");
    backup::write(&app.store, &path).await.unwrap();
    let lines = backed_up(&path);
    assert_eq!(lines["ballots"].rows.len(), asked.people.len());
    must_be_whole(&lines, &of_cards, "a backup");
    for (name, table) in &lines {
        let key = table
            .columns
            .iter()
            .position(|column| column.ends_with("_key") || column == "id");
        if let (Some(key), "ballots" | "comments" | "cards") = (key, name.as_str()) {
            assert!(
                table.rows.is_sorted_by(|one, other| one[key] <= other[key]),
                "{name} in the order of keys"
            );
        }
    }
}

async fn by_card(asked: &Asked, poll: &ballots::Poll, code: &str, number: i32) {
    let slip = (number % 2 == 0).then(|| Slip::of(rand::random()).text());
    let casting = Casting {
        card: Some(code.to_owned()),
        slip,
        answers: answers(number % 5),
        ..Casting::default()
    };
    assert_eq!(ballots::cast(&asked.app, poll, casting).await.unwrap(), Cast::In);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_two_tables_together_part_the_answers_of_a_cell() {
    let folder = tempfile::tempdir().unwrap();
    check(&format!("sqlite:{}", folder.path().join("joins.db").display())).await;
    if let Some(address) = empty_postgres().await {
        check(&address).await;
    }
}

/// The search finds what it is for: as it was when a card's ballot lay under a hash of the card's code, or a row knew a transaction.
#[test]
fn the_search_finds_a_card_that_leads_to_a_ballot() {
    let table = |columns: &[&str], rows: &[&[&str]]| Table {
        columns: columns.iter().map(ToString::to_string).collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect(),
    };
    let sizes = |ballots: Table, cards: Table, more: &[String]| {
        let all = Everything::from([("ballots".to_owned(), ballots), ("cards".to_owned(), cards)]);
        parts(&all, "ballots", "ballot_key", &more.iter().cloned().collect())
            .remove("1")
            .unwrap()
    };
    let two = || table(&["ballot_key", "cell"], &[&["aaaa", "1"], &["bbbb", "1"]]);
    let none = || table(&["ballot_key"], &[&["cccc"]]);
    assert_eq!(sizes(two(), none(), &[]), [2]);
    assert_eq!(sizes(two(), table(&["ballot_key"], &[&["bbbb"]]), &[]), [1, 1]);
    assert_eq!(sizes(two(), none(), &["aaaa".to_owned()]), [1, 1]);
    let hashed = forms("the code")[1].clone();
    let by_hash = table(&["ballot_key", "cell"], &[&[&hashed, "1"], &["bbbb", "1"]]);
    assert_eq!(sizes(by_hash, table(&["code"], &[&["the code"]]), &[]), [1, 1]);
    let by_transaction = table(
        &["ballot_key", "cell", "xmin"],
        &[&["aaaa", "1", "7"], &["bbbb", "1", "8"]],
    );
    assert_eq!(sizes(by_transaction, none(), &[]), [1, 1]);
}
