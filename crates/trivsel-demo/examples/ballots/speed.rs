//! Ballots a second, and how long one waits.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::Client;
use crate::ground::{Ground, Server, Vote};

const PORT: u16 = 18_951;
const SECONDS: u64 = 10;
const MINTED: usize = 160_000;

pub(crate) async fn run(program: &str, database: &str) -> Outcome<()> {
    let mut out = std::io::stdout();
    writeln!(out, "disk alone: {:.0} syncs a second", syncs_a_second(database)?)?;
    let ground = Ground::make(database, 2_000, false).await?;
    let votes = Arc::new(ground.mint(MINTED)?);
    let server = Server::start(program, database, PORT).await?;
    let next = Arc::new(AtomicUsize::new(0));
    let mut waits = steadily(&server, &ground.path, &votes, &next, 200, 30).await?;
    report(&mut out, "200 a second", &mut waits, Duration::from_secs(30))?;
    for clients in [1, 10, 100] {
        let begun = Instant::now();
        let mut waits = together(&server, &ground.path, &votes, &next, clients).await?;
        report(&mut out, &format!("{clients} clients"), &mut waits, begun.elapsed())?;
    }
    Ok(())
}

/// So many clients, each handing in one ballot after the other.
async fn together(
    server: &Server,
    path: &str,
    votes: &Arc<Vec<Vote>>,
    next: &Arc<AtomicUsize>,
    clients: usize,
) -> Outcome<Vec<Duration>> {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (votes, next, path, address) = (Arc::clone(votes), Arc::clone(next), path.to_owned(), server.address);
            tokio::spawn(async move {
                let mut client = Client::connect(address).await?;
                let mut waits = Vec::new();
                while Instant::now() < until {
                    let Some(vote) = votes.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        break;
                    };
                    waits.push(timed(&mut client, &path, vote).await?);
                }
                Outcome::Ok(waits)
            })
        })
        .collect();
    gathered(tasks).await
}

/// So many a second, whoever is ready: waiting counts from the moment a ballot was due, not from when it could be sent.
async fn steadily(
    server: &Server,
    path: &str,
    votes: &Arc<Vec<Vote>>,
    next: &Arc<AtomicUsize>,
    a_second: u32,
    seconds: u32,
) -> Outcome<Vec<Duration>> {
    const CLIENTS: u32 = 50;
    let begun = Instant::now() + Duration::from_millis(100);
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|own| {
            let (votes, next, path, address) = (Arc::clone(votes), Arc::clone(next), path.to_owned(), server.address);
            tokio::spawn(async move {
                let mut client = Client::connect(address).await?;
                let mut waits = Vec::new();
                for turn in (own..a_second * seconds).step_by(usize::try_from(CLIENTS)?) {
                    let due = begun + Duration::from_secs(1) * turn / a_second;
                    tokio::time::sleep_until(due.into()).await;
                    let Some(vote) = votes.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        break;
                    };
                    timed(&mut client, &path, vote).await?;
                    waits.push(due.elapsed());
                }
                Outcome::Ok(waits)
            })
        })
        .collect();
    gathered(tasks).await
}

async fn timed(client: &mut Client, path: &str, vote: &Vote) -> Outcome<Duration> {
    let begun = Instant::now();
    match client.post(path, &vote.body).await? {
        201 => Ok(begun.elapsed()),
        status => Err(format!("a ballot was answered {status}").into()),
    }
}

async fn gathered(tasks: Vec<tokio::task::JoinHandle<Outcome<Vec<Duration>>>>) -> Outcome<Vec<Duration>> {
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await??);
    }
    Ok(waits)
}

fn report(out: &mut impl Write, name: &str, waits: &mut [Duration], took: Duration) -> Outcome<()> {
    waits.sort();
    let at = |share: usize| {
        let place = (waits.len() * share / 1000).min(waits.len().saturating_sub(1));
        waits.get(place).map_or(0.0, |wait| wait.as_secs_f64() * 1000.0)
    };
    let count = u32::try_from(waits.len())?;
    writeln!(
        out,
        "{name:<14} {:7.0} ballots/s   p50 {:6.1} ms   p99 {:6.1} ms   p99.9 {:6.1} ms   {count} ballots",
        f64::from(count) / took.as_secs_f64(),
        at(500),
        at(990),
        at(999),
    )?;
    Ok(())
}

/// How often the disk below a SQLite file, or below the folder for temporary files, takes a small write for good.
fn syncs_a_second(database: &str) -> Outcome<f64> {
    let folder = database
        .strip_prefix("sqlite:")
        .and_then(|file| PathBuf::from(file).parent().map(PathBuf::from))
        .filter(|folder| folder.is_dir())
        .unwrap_or_else(std::env::temp_dir);
    let path = folder.join("trivsel-sync-rate");
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(&path)?;
    let block = [7_u8; 4096];
    let begun = Instant::now();
    let mut syncs = 0_u32;
    while begun.elapsed() < Duration::from_secs(3) {
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&block)?;
        file.sync_data()?;
        syncs += 1;
    }
    let rate = f64::from(syncs) / begun.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}
