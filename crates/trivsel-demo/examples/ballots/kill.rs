//! Killing the server while answers come in: none that was acknowledged is lost, none is there twice.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use trivsel_store::ballots;

use crate::Outcome;
use crate::client::Client;
use crate::ground::{Ground, Server, Vote};

const PORT: u16 = 18_952;
const CLIENTS: usize = 50;

/// What all clients share.
struct Run {
    votes: Vec<Vote>,
    next: AtomicUsize,
    acknowledged: AtomicUsize,
    again: Mutex<Vec<usize>>,
    doubled: AtomicUsize,
}

pub(crate) async fn run(program: &str, database: &str, wanted: usize, times: usize) -> Outcome<()> {
    let mut out = std::io::stdout();
    let ground = Ground::make(database, 2_000, false).await?;
    let run = Arc::new(Run {
        votes: ground.mint(wanted)?,
        next: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        again: Mutex::new(Vec::new()),
        doubled: AtomicUsize::new(0),
    });
    for round in 1..=times + 1 {
        let mut server = Server::start(program, database, PORT).await?;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(hand_in(Arc::clone(&run), server.address, ground.path.clone())))
            .collect();
        if round <= times {
            // Somewhere within this round's share of the ballots.
            let share = wanted / (times + 1);
            let goal = share * (round - 1) + 1 + rand::random_range(0..share.max(2));
            while run.acknowledged.load(Ordering::SeqCst) < goal && !clients.iter().all(|client| client.is_finished()) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            tokio::time::sleep(Duration::from_micros(rand::random_range(0..5_000))).await;
            server.kill()?;
            for client in clients {
                client.await??;
            }
            let known = run.acknowledged.load(Ordering::SeqCst);
            let waiting = run.again.lock().unwrap_or_else(PoisonError::into_inner).len();
            writeln!(out, "killed {round}: {known} acknowledged, {waiting} unanswered")?;
        } else {
            for client in clients {
                client.await??;
            }
        }
    }
    verify(&ground, &run, &mut out).await
}

/// Hands in what is left until there is nothing more or the server is gone.
async fn hand_in(run: Arc<Run>, address: std::net::SocketAddr, path: String) -> Outcome<()> {
    let Ok(mut client) = Client::connect(address).await else {
        return Ok(());
    };
    loop {
        let unanswered = run.again.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let is_again = unanswered.is_some();
        let at = unanswered.unwrap_or_else(|| run.next.fetch_add(1, Ordering::SeqCst));
        let Some(vote) = run.votes.get(at) else { return Ok(()) };
        match client.post(&path, &vote.body).await {
            Ok(201) => {}
            // It had been stored before the answer was lost.
            Ok(200) if is_again => {
                run.doubled.fetch_add(1, Ordering::SeqCst);
            }
            Ok(status) => return Err(format!("a ballot was answered {status}").into()),
            Err(_) => {
                run.again.lock().unwrap_or_else(PoisonError::into_inner).push(at);
                return Ok(());
            }
        }
        run.acknowledged.fetch_add(1, Ordering::SeqCst);
    }
}

async fn verify(ground: &Ground, run: &Run, out: &mut impl Write) -> Outcome<()> {
    let tx = ground.app.read(ground.organisation).await?;
    let there: Vec<String> = ballots::list(&tx, ground.survey)
        .await?
        .into_iter()
        .map(|ballot| ballot.key)
        .collect();
    let distinct: BTreeSet<&String> = there.iter().collect();
    let lost = run.votes.iter().filter(|vote| !distinct.contains(&vote.key)).count();
    let acknowledged = run.acknowledged.load(Ordering::SeqCst);
    writeln!(
        out,
        "{acknowledged} acknowledged, {} in the box, {lost} lost, {} doubled; {} were stored and handed in again",
        there.len(),
        there.len() - distinct.len(),
        run.doubled.load(Ordering::SeqCst)
    )?;
    if lost > 0 || there.len() != distinct.len() || there.len() != run.votes.len() {
        return Err("ballots were lost or doubled".into());
    }
    Ok(())
}
