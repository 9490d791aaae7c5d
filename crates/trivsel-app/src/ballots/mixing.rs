//! Mixing: whenever something is written to a roll or a box, all rows of the cell are written anew in random order with it, and what
//! the writing left behind in the files is cleared away before it is acknowledged. So there is no moment at which rows that stand for
//! one cell lie in an order that says something.
//!
//! Two exceptions, for speed. Cells of more than [`AT_ONCE`] rows, and answers that come so fast that many are written together, are
//! mixed within seconds instead, cell by cell. And every cell of an open survey is mixed when a server starts and once a day.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use trivsel_domain::survey::SurveyState;
use trivsel_store::{Kind, Store, StoreError, ballots, rolls, surveys};

use super::CellOf;

/// How many rows are mixed in the transaction that writes one: some ten milliseconds' work.
pub(super) const AT_ONCE: u64 = 1_000;
/// When more answers than these are written in one transaction, their cells are mixed a little later: that many lie in random order
/// among themselves already.
pub(super) const CALM: usize = 32;
/// How long cells that were left wait.
const LEFT_FOR: Duration = Duration::from_secs(2);
/// Mixing what was left takes at most one part in so many of the time: answers come first.
const REST: u32 = 10;
/// How long dead rows of PostgreSQL wait to be cleared away, so that many go at once.
const GATHER: Duration = Duration::from_millis(300);
/// How often clearing away is tried again while readers stand in the way. After that the next answer, or the next round of what is
/// done without anybody asking, does it.
const TRIES: u32 = 40;

#[derive(Debug, Default)]
pub(super) struct Mixing {
    left: Mutex<BTreeSet<CellOf>>,
    is_mixing: AtomicBool,
    written: AtomicU64,
    tidied: AtomicU64,
    at_work: tokio::sync::Mutex<()>,
    is_tidying_later: AtomicBool,
}

impl Mixing {
    /// How often something was written.
    pub(super) fn written(&self) -> u64 {
        self.written.load(Ordering::SeqCst)
    }

    /// Leaves cells to be mixed in a moment.
    pub(super) fn leave(self: &Arc<Self>, store: &Store, cells: impl IntoIterator<Item = CellOf>) {
        let is_empty = {
            let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            left.extend(cells);
            left.is_empty()
        };
        if !is_empty && !self.is_mixing.swap(true, Ordering::SeqCst) {
            let (mixing, store) = (Arc::clone(self), store.clone());
            tokio::spawn(async move {
                tokio::time::sleep(LEFT_FOR).await;
                mixing.mix_left(&store).await;
            });
        }
    }

    async fn mix_left(self: Arc<Self>, store: &Store) {
        loop {
            let next = self.left.lock().unwrap_or_else(PoisonError::into_inner).pop_first();
            let Some(cell) = next else { break };
            let begun = Instant::now();
            if let Err(error) = mix(store, cell).await {
                tracing::warn!(
                    "a cell could not be mixed, it is tried again with the next answer or tomorrow: {error}"
                );
            }
            tokio::time::sleep(begun.elapsed() * REST).await;
        }
        self.is_mixing.store(false, Ordering::SeqCst);
        // What was left between the last look and now waits for the next answer or the next day.
        self.tidy(store).await;
    }

    /// Clears away what writing left behind in the files. On SQLite it is gone when this returns, unless a reader stands in the way; on
    /// PostgreSQL, where live rows show nothing, dead ones go a moment later.
    pub(super) async fn tidy(self: &Arc<Self>, store: &Store) {
        let mine = self.written.fetch_add(1, Ordering::SeqCst) + 1;
        let (mixing, own) = (Arc::clone(self), store.clone());
        // In a task of its own: a visitor who goes away must not leave it undone.
        let tidied = tokio::spawn(async move {
            if own.kind() == Kind::Postgres || mixing.tidy_until(&own, mine).await.is_err() {
                mixing.tidy_later(&own);
            }
        });
        let _stopped = tidied.await;
    }

    /// The same in a moment, for when answers come fast.
    pub(super) fn tidy_later(self: &Arc<Self>, store: &Store) {
        self.written.fetch_add(1, Ordering::SeqCst);
        if self.is_tidying_later.swap(true, Ordering::SeqCst) {
            return;
        }
        let (mixing, store) = (Arc::clone(self), store.clone());
        tokio::spawn(async move {
            for _ in 0..TRIES {
                tokio::time::sleep(GATHER).await;
                mixing.is_tidying_later.store(false, Ordering::SeqCst);
                let until = mixing.written.load(Ordering::SeqCst);
                if mixing.tidy_until(&store, until).await.is_ok() {
                    return;
                }
                if mixing.is_tidying_later.swap(true, Ordering::SeqCst) {
                    return;
                }
            }
            mixing.is_tidying_later.store(false, Ordering::SeqCst);
        });
    }

    /// One at a time: who waited finds it done, if whoever was at work began after their writing.
    async fn tidy_until(&self, store: &Store, mine: u64) -> Result<(), StoreError> {
        let _turn = self.at_work.lock().await;
        if self.tidied.load(Ordering::SeqCst) >= mine {
            return Ok(());
        }
        let until = self.written.load(Ordering::SeqCst);
        store.tidy().await?;
        self.tidied.store(until, Ordering::SeqCst);
        Ok(())
    }
}

/// Mixes roll and box of one cell, if the survey still takes answers.
pub(super) async fn mix(store: &Store, cell: CellOf) -> Result<(), StoreError> {
    // In two transactions: one would say that what both touched last belongs together.
    for is_roll in [true, false] {
        let tx = store.write_box(cell.organisation).await?;
        let states = surveys::states_kept(&tx, &[cell.survey]).await?;
        if states.get(&cell.survey) != Some(&SurveyState::Open) {
            return Ok(());
        }
        if is_roll {
            rolls::mix(&tx, cell.survey, cell.number).await?;
        } else {
            ballots::mix(&tx, cell.survey, cell.number).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
