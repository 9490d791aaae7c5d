//! The writes: notes about the follow-ups of the boards, sent as a browser sends the form.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::Asked;
use super::ground::Ground;
use super::heard::Heard;
use super::servers::{Addresses, Servers, ask};

/// Where the servers are, whichever holds them.
pub(crate) trait Reach {
    fn addresses(&self) -> Addresses;
}

impl Reach for Servers {
    fn addresses(&self) -> Addresses {
        self.addresses.clone()
    }
}

impl Reach for Addresses {
    fn addresses(&self) -> Addresses {
        self.clone()
    }
}

/// The number the next write of each board will have; none when it is not known, after one whose answer was lost.
type Next = Vec<Mutex<Option<i64>>>;

/// Writes for a while: in one board after the other, and once a second in the one all listen to.
pub(crate) async fn run(ground: &Arc<Ground>, to: &impl Reach, heard: &Arc<Heard>, asked: &Asked, how_long: Duration) {
    let addresses = to.addresses();
    let next = Arc::new(known(ground).await);
    let mut ticks = interval(Duration::from_micros(1_000_000 / asked.rate));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let until = Instant::now() + how_long;
    let mut writing = JoinSet::new();
    let first = ground.asked_for.load(Ordering::Relaxed);
    let (mut count, mut failed) = (first, 0);
    while Instant::now() < until {
        ticks.tick().await;
        let mut boards = vec![count % asked.scopes + 1];
        if count.is_multiple_of(usize::try_from(asked.rate).unwrap()) {
            boards.push(0);
        }
        for board in boards {
            let (ground, addresses) = (Arc::clone(ground), addresses.clone());
            let (heard, next) = (Arc::clone(heard), Arc::clone(&next));
            writing.spawn(async move { write(&ground, &addresses, &heard, &next, board, count).await });
        }
        count += 1;
        while let Some(done) = writing.try_join_next() {
            failed += usize::from(!done.unwrap());
        }
    }
    while let Some(done) = writing.join_next().await {
        failed += usize::from(!done.unwrap());
    }
    ground.asked_for.store(count, Ordering::Relaxed);
    println!(
        "{} writes and one a second to all; {failed} of them were not acknowledged",
        count - first
    );
}

async fn known(ground: &Ground) -> Next {
    let numbers = ground.numbers().await;
    numbers.into_iter().map(|number| Mutex::new(Some(number))).collect()
}

/// Writes a note. Was it acknowledged?
async fn write(ground: &Ground, addresses: &Addresses, heard: &Heard, next: &Next, board: usize, count: usize) -> bool {
    // Writes of one board follow each other, so that their numbers are known beforehand.
    let mut number = next[board].lock().await;
    if let Some(last) = *number {
        heard.sent(board, last + 1);
    }
    let address = addresses.for_one(count);
    let request = ground.request(board, address, count);
    let is_acknowledged = ask(address, &request)
        .await
        .is_some_and(|answer| answer.starts_with("HTTP/1.1 303"));
    *number = number.filter(|_| is_acknowledged).map(|last| last + 1);
    is_acknowledged
}
