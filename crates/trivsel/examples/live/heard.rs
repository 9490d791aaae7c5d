//! What the screens heard, and how long after it was written.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::Asked;

/// A happening: its board and its number there.
type Which = (usize, i64);

/// How a happening went round.
#[derive(Clone, Copy)]
struct Round {
    sent: Instant,
    screens: usize,
    last: Duration,
}

#[derive(Default)]
struct Kept {
    /// What is measured.
    rounds: HashMap<Which, Round>,
    /// Of each screen, the last number of each of its two boards.
    last: Vec<[Option<(usize, i64)>; 2]>,
    is_here: Vec<bool>,
    doubled: u64,
    lost: u64,
    /// A screen was told to take what there is instead of hearing all of it.
    jumped: u64,
}

pub(crate) struct Heard {
    kept: Mutex<Kept>,
}

impl Heard {
    pub(crate) fn new(asked: &Asked) -> Self {
        Self {
            kept: Mutex::new(Kept {
                last: vec![[None, None]; asked.streams],
                is_here: vec![false; asked.streams],
                ..Kept::default()
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap()
    }

    /// A write is sent that will have this number.
    pub(crate) fn sent(&self, board: usize, number: i64) {
        let round = Round {
            sent: Instant::now(),
            screens: 0,
            last: Duration::ZERO,
        };
        self.lock().rounds.insert((board, number), round);
    }

    /// A screen listens, from these numbers on.
    pub(crate) fn is_here(&self, screen: usize, at: [(usize, i64); 2]) {
        let mut kept = self.lock();
        kept.is_here[screen] = true;
        for (slot, (board, number)) in at.into_iter().enumerate() {
            match kept.last[screen][slot] {
                // From here on it is to hear all.
                None => kept.last[screen][slot] = Some((board, number)),
                Some((_, last)) if number > last => {
                    kept.jumped += 1;
                    kept.last[screen][slot] = Some((board, number));
                }
                Some(_) => {}
            }
        }
    }

    pub(crate) fn is_away(&self, screen: usize) {
        self.lock().is_here[screen] = false;
    }

    /// A screen heard something: one of its boards has gone on by one.
    pub(crate) fn news(&self, screen: usize, at: [(usize, i64); 2]) {
        let now = Instant::now();
        let mut kept = self.lock();
        let mut is_new = false;
        for (slot, (board, number)) in at.into_iter().enumerate() {
            let last = kept.last[screen][slot].map_or(0, |(_, last)| last);
            if number <= last {
                continue;
            }
            is_new = true;
            kept.lost += u64::try_from(number - last - 1).unwrap();
            kept.last[screen][slot] = Some((board, number));
            if let Some(round) = kept.rounds.get_mut(&(board, number)) {
                round.screens += 1;
                round.last = round.last.max(now - round.sent);
            }
        }
        if !is_new {
            kept.doubled += 1;
        }
    }

    pub(crate) async fn until_listening(&self, screens: usize) {
        let began = Instant::now();
        loop {
            let here = self.lock().is_here.iter().filter(|is_here| **is_here).count();
            if here >= screens {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(180),
                "only {here} of {screens} screens listen"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// From write to last screen.
    pub(crate) fn print(&self, asked: &Asked) {
        let kept = self.lock();
        for (name, is_to_all) in [("in a scope", false), ("to all", true)] {
            let expected = |board: usize| match board {
                0 => asked.streams,
                board => (0..asked.streams)
                    .filter(|screen| screen % asked.scopes + 1 == board)
                    .count(),
            };
            let rounds = kept.rounds.iter().filter(|((board, _), _)| (*board == 0) == is_to_all);
            let (mut whole, mut not_whole) = (Vec::new(), 0);
            for ((board, _), round) in rounds {
                if round.screens == expected(*board) {
                    whole.push(round.last.as_secs_f64() * 1_000.0);
                } else {
                    not_whole += 1;
                }
            }
            whole.sort_by(f64::total_cmp);
            let quantile = |share: f64| {
                let at = (whole.len() as f64 * share) as usize;
                whole
                    .get(at.min(whole.len().saturating_sub(1)))
                    .copied()
                    .unwrap_or(f64::NAN)
            };
            println!(
                "from write to last screen {name}: p50 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms, of {} writes ({not_whole} not heard by all)",
                quantile(0.5),
                quantile(0.99),
                whole.last().copied().unwrap_or(f64::NAN),
                whole.len(),
            );
        }
    }

    /// Holds the last numbers that were heard against those that were told.
    pub(crate) fn compare(&self, told: &[i64], when: &str) {
        let kept = self.lock();
        let mut behind = 0;
        for (board, last) in kept.last.iter().flatten().flatten() {
            behind += told[*board] - last;
        }
        println!(
            "{when}: {} told; {} lost on the way, {behind} not heard in the end, {} heard twice, {} times all was fetched instead",
            told.iter().sum::<i64>(),
            kept.lost,
            kept.doubled,
            kept.jumped
        );
    }
}
