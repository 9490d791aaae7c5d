//! How many answers the order of things gives away: the traffic of a survey as it is, watched by whoever owns the database.
//!
//! 300 are asked in eight cells of 12 to 80; 232 fetch a token and 224 answer, in ten days, 35 in 100 of them on the first; half send
//! within five minutes. The attacker knows who has fetched a token (the roll says so) and tries to say whose each row of the box is, by
//! the order in which both were written: the last person of the cell who has a token and no answer yet.
//!
//! ```text
//! cargo nextest run -p trivsel -E 'test(/linking/)' --no-capture        # prints the figures of docs/ballot.md
//! ```

#![allow(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::print_stdout,
    reason = "it counts, and prints what it counted"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rand::rngs::StdRng;
use rand::seq::{IteratorRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use trivsel_app::ballots;
use trivsel_ballot::Token;

use crate::asked::{Asked, Way};

/// The cells, as in the attack that found this.
const CELLS: [usize; 8] = [12, 16, 22, 30, 38, 46, 56, 80];
const TOKENS: usize = 232;
const ANSWERS: usize = 224;
const LOOKS: usize = 20;

/// Something that happens, and when, in seconds.
#[derive(Clone, Copy)]
enum Event {
    Fetch(usize),
    Send(usize),
}

fn traffic(chance: &mut StdRng, people: usize) -> Vec<(f64, Event)> {
    let who: Vec<usize> = (0..people).sample(chance, TOKENS);
    let never: BTreeSet<usize> = who
        .iter()
        .copied()
        .sample(chance, TOKENS - ANSWERS)
        .into_iter()
        .collect();
    let mut events = Vec::new();
    for person in who {
        let day = if chance.random_bool(0.35) {
            0
        } else {
            (1..10)
                .find(|_| chance.random_bool(0.25))
                .unwrap_or_else(|| chance.random_range(1..10))
        };
        let at = f64::from(day) * 86_400.0 + chance.random_range(7.0 * 3600.0..18.0 * 3600.0);
        events.push((at, Event::Fetch(person)));
        if !never.contains(&person) {
            // Lognormal with a median of five minutes: e to the power of a sum of twelve, less six, is near enough.
            let spread: f64 = (0..12).map(|_| chance.random_range(0.0..1.0)).sum::<f64>() - 6.0;
            events.push((at + 300.0 * spread.exp(), Event::Send(person)));
        }
    }
    events.sort_by(|one, other| one.0.total_cmp(&other.0));
    events
}

/// One row as somebody who looks into the database sees it: what it is, its cell, and where it stands in the order they can read.
#[derive(Clone, Debug)]
struct Seen {
    what: String,
    cell: i64,
    order: f64,
}

struct Sight {
    fetched: Vec<Seen>,
    box_: Vec<Seen>,
}

/// What a look shows: on PostgreSQL by the transactions that wrote the rows, on SQLite by the states that can be read from the
/// write-ahead log; where both stand level, by the place where the rows lie.
async fn look(connection: &DatabaseConnection, file: Option<&Path>) -> Sight {
    if connection.get_database_backend() == DbBackend::Postgres {
        let of = async |table: &str, what: &str, which: &str| {
            let sql = format!(
                "select {what}::text, cell::bigint, xmin::text::bigint, ctid::text from {table} where {which} order by ctid"
            );
            let statement = Statement::from_string(DbBackend::Postgres, sql);
            let rows = connection.query_all_raw(statement).await.unwrap();
            let seen = rows.iter().enumerate().map(|(place, row)| Seen {
                what: row.try_get_by_index(0).unwrap(),
                cell: row.try_get_by_index(1).unwrap(),
                order: row.try_get_by_index::<i64>(2).unwrap() as f64 + place as f64 * 1e-6,
            });
            seen.collect::<Vec<_>>()
        };
        return Sight {
            fetched: of("roll_entries", "person_id", "blinded <> ''").await,
            box_: of("ballots", "ballot_key", "true").await,
        };
    }
    let file = file.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let main = std::fs::read(file).unwrap();
    let log = std::fs::read(file.with_extension("db-wal")).unwrap_or_default();
    let sql = "select lower(hex(id)) from surveys";
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    let survey: String = connection
        .query_one_raw(statement)
        .await
        .unwrap()
        .unwrap()
        .try_get_by_index(0)
        .unwrap();
    let places = places(&main, &bytes(&survey));
    let mut sight = Sight {
        fetched: Vec::new(),
        box_: Vec::new(),
    };
    // One state after the other, each commit of the log adding to the one before.
    for (rank, end) in commits(&log).into_iter().enumerate() {
        let copy = folder.path().join(format!("{rank}.db"));
        std::fs::write(&copy, &main).unwrap();
        std::fs::write(copy.with_extension("db-wal"), &log[..end]).unwrap();
        let state = Database::connect(format!("sqlite:{}", copy.display())).await.unwrap();
        let of = async |table: &str, what: &str, which: &str| {
            let sql = format!("select lower(hex({what})), cell from {table} where {which}");
            let rows = state
                .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
                .await
                .unwrap();
            rows.iter()
                .map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()))
                .collect::<Vec<(String, i64)>>()
        };
        let fetched = of("roll_entries", "person_id", "blinded <> ''").await;
        let box_ = of("ballots", "ballot_key", "1").await;
        state.close().await.unwrap();
        for (seen, now) in [(&mut sight.fetched, fetched), (&mut sight.box_, box_)] {
            let known: BTreeSet<String> = seen.iter().map(|one| one.what.clone()).collect();
            for (what, cell) in now.into_iter().filter(|(what, _)| !known.contains(what)) {
                let place = places.get(&bytes(&what)[..16]).copied().unwrap_or(0.45);
                let order = rank as f64 + place;
                seen.push(Seen { what, cell, order });
            }
        }
    }
    for seen in &mut sight.fetched {
        seen.what = uuid::Uuid::parse_str(&seen.what).unwrap().to_string();
    }
    for seen in &mut sight.box_ {
        seen.what = String::from_utf8(bytes(&seen.what)).unwrap();
    }
    sight
}

/// Where each state in a write-ahead log ends, from the one without any of it.
fn commits(log: &[u8]) -> Vec<usize> {
    let mut ends = vec![0];
    if log.len() < 32 {
        return ends;
    }
    let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
    let (page, salt) = (number(8) as usize, &log[16..24]);
    let mut at = 32;
    while at + 24 + page <= log.len() && &log[at + 8..at + 16] == salt {
        let is_commit = number(at + 4) != 0;
        at += 24 + page;
        if is_commit {
            ends.push(at);
        }
    }
    ends
}

/// Where rows of the survey lie, by the bytes of their keys: within a page of SQLite what was written later lies nearer its beginning.
/// From 0 for the first written to below 1 for the last.
fn places(main: &[u8], survey: &[u8]) -> BTreeMap<Vec<u8>, f64> {
    let mut places = BTreeMap::new();
    let mut at = 0;
    while let Some(found) = main[at..].windows(16).position(|window| window == survey) {
        let key = at + found + 16;
        let place = 0.9 * (1.0 - (key % 4096) as f64 / 4096.0);
        places
            .entry(main[key..(key + 16).min(main.len())].to_vec())
            .or_insert(place);
        at = key;
    }
    places
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

/// Says whose each row is, as the attack did: the last person of the cell with a token and no answer.
fn link(sight: &Sight) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let cells: BTreeSet<i64> = sight.box_.iter().map(|row| row.cell).collect();
    for cell in cells {
        let in_order = |seen: &[Seen]| {
            let mut of_cell: Vec<Seen> = seen.iter().filter(|row| row.cell == cell).cloned().collect();
            of_cell.sort_by(|one, other| one.order.total_cmp(&other.order));
            of_cell
        };
        let mut fetched = in_order(&sight.fetched);
        for row in in_order(&sight.box_) {
            let before = fetched.iter().rposition(|person| person.order < row.order);
            let Some(at) = before.or_else(|| fetched.len().checked_sub(1)) else {
                continue;
            };
            said.push((row.what, fetched.remove(at).what));
        }
    }
    said
}

/// What two looks a day apart give: who began between them, and which rows came between them, nothing of their order.
fn link_days(days: &[Sight], chance: &mut StdRng) -> Vec<(String, String)> {
    let (mut said, mut waiting) = (Vec::new(), BTreeMap::<i64, Vec<String>>::new());
    let (mut known, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for day in days {
        let mut came: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in day.box_.iter().filter(|row| rows.insert(row.what.clone())) {
            came.entry(row.cell).or_default().push(row.what.clone());
        }
        let mut fresh: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for person in day.fetched.iter().filter(|person| known.insert(person.what.clone())) {
            fresh.entry(person.cell).or_default().push(person.what.clone());
        }
        for (cell, mut came) in came {
            came.shuffle(chance);
            let mut fresh = fresh.remove(&cell).unwrap_or_default();
            fresh.shuffle(chance);
            let left = waiting.entry(cell).or_default();
            left.shuffle(chance);
            for row in came {
                if let Some(person) = fresh.pop().or_else(|| left.pop()) {
                    said.push((row, person));
                }
            }
            left.extend(fresh);
        }
        for (cell, fresh) in fresh {
            waiting.entry(cell).or_default().extend(fresh);
        }
    }
    said
}

fn right(said: &[(String, String)], truth: &BTreeMap<String, String>) -> f64 {
    said.iter()
        .filter(|(row, person)| truth.get(row) == Some(person))
        .count() as f64
}

/// How many guessing gives: in each cell one row for each person, whoever it is.
fn guessed(sight: &Sight) -> f64 {
    let count = |seen: &[Seen]| {
        let mut of: BTreeMap<i64, f64> = BTreeMap::new();
        for row in seen {
            *of.entry(row.cell).or_default() += 1.0;
        }
        of
    };
    let fetched = count(&sight.fetched);
    count(&sight.box_).iter().map(|(cell, rows)| rows / fetched[cell]).sum()
}

/// Shares in percent: one look, what guessing gives at the same moments, ten daily looks, watching all the time.
struct Shares {
    one_look: f64,
    guess: f64,
    days: f64,
    watching: f64,
}

async fn measure(address: &str, seed: u64) -> Shares {
    let mut chance = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let cells: Vec<Vec<Way>> = CELLS.iter().map(|size| vec![Way::Mail; *size]).collect();
    let asked = Asked::open(address, folder.path(), &cells).await;
    let connection = Database::connect(address).await.unwrap();
    let file = trivsel_store::sqlite_file(address);
    let poll = ballots::find(&asked.app, "malt", 1).await.unwrap();
    let events = traffic(&mut chance, asked.people.len());
    let mut looks: BTreeSet<usize> = (events.len() / 10..events.len())
        .sample(&mut chance, LOOKS)
        .into_iter()
        .collect();
    looks.insert(events.len() - 1);
    let (mut tokens, mut truth) = (BTreeMap::<usize, (u32, Token)>::new(), BTreeMap::new());
    let mut watched = Sight {
        fetched: Vec::new(),
        box_: Vec::new(),
    };
    let (mut one_look, mut guess, mut rows, mut days) = (0.0, 0.0, 0.0, Vec::new());
    for (at, (when, event)) in events.iter().enumerate() {
        match event {
            Event::Fetch(person) => {
                let fetched = asked.fetch(&poll, asked.people[*person].id).await;
                watched.fetched.push(Seen {
                    what: asked.people[*person].id.to_string(),
                    cell: i64::from(fetched.0),
                    order: at as f64,
                });
                tokens.insert(*person, fetched);
            }
            Event::Send(person) => {
                let (cell, token) = &tokens[person];
                asked.send(&poll, *cell, token, chance.random_range(0..5)).await;
                let key: String = token.ballot_key().to_string();
                truth.insert(key.clone(), asked.people[*person].id.to_string());
                watched.box_.push(Seen {
                    what: key,
                    cell: i64::from(*cell),
                    order: at as f64,
                });
            }
        }
        let is_last_of_day = events
            .get(at + 1)
            .is_none_or(|(next, _)| (next / 86_400.0).floor() > (when / 86_400.0).floor());
        if looks.contains(&at) || is_last_of_day {
            let sight = look(&connection, file.as_deref()).await;
            if looks.contains(&at) {
                one_look += right(&link(&sight), &truth);
                guess += guessed(&sight);
                rows += sight.box_.len() as f64;
            }
            if is_last_of_day {
                days.push(sight);
            }
        }
    }
    let all = truth.len() as f64;
    Shares {
        one_look: 100.0 * one_look / rows,
        guess: 100.0 * guess / rows,
        days: 100.0 * right(&link_days(&days, &mut chance), &truth) / all,
        watching: 100.0 * right(&link(&watched), &truth) / all,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn linking_by_order_gives_one_who_looks_once_no_more_than_guessing() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("linking.db").display());
    let on_postgres = async {
        match crate::asked::empty_postgres().await {
            Some(address) => Some(("PostgreSQL", measure(&address, 1).await)),
            None => None,
        }
    };
    let (on_sqlite, on_postgres) = tokio::join!(measure(&file, 1), on_postgres);
    let measured: Vec<(&str, Shares)> = [("SQLite", on_sqlite)].into_iter().chain(on_postgres).collect();
    for (database, shares) in &measured {
        println!(
            "{database:<10} one look {:5.1} %   guessing {:5.1} %   ten daily looks {:5.1} %   watching {:5.1} %",
            shares.one_look, shares.guess, shares.days, shares.watching
        );
    }
    for (database, shares) in measured {
        // Four standard errors of a share of about 5 % among some thousand rows that depend on each other.
        assert!(
            shares.one_look < shares.guess + 5.0,
            "{database}: {} against {}",
            shares.one_look,
            shares.guess
        );
        assert!(
            shares.watching > 70.0,
            "{database}: the attack works where there is an order"
        );
    }
}
