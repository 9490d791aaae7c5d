//! Who is connected: so many at a time, so many from one address, and whoever keeps the program waiting makes room first.
//!
//! A connection waits for its client while the head or the body of a request has not come, while the client does not take what is sent,
//! and between requests. When it is full, the one that has waited longest is closed for the one that comes. So a thousand half requests
//! never stand in the way of a whole one, and nobody who is being served is cut off.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use trivsel_app::IpNet;

/// How much is taken on, and how long clients may take.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Connections in all. Half of the files a process may have open: the rest is for the database and uploads.
    pub(crate) all: usize,
    /// Connections from one address that is no proxy of ours.
    pub(crate) of_address: usize,
    /// For the head of a request.
    pub(crate) head: Duration,
    /// For a body, before it must have come at [`Limits::slowest`].
    pub(crate) body: Duration,
    /// Bytes of a body in a second, in the mean. A file of 100 MB may take seven hours, a form two seconds and a half more than `body`.
    pub(crate) slowest: u64,
    /// For taking the next piece of an answer.
    pub(crate) stalled: Duration,
    /// Proxies that carry the connections of many.
    pub(crate) proxies: Vec<IpNet>,
}

impl Limits {
    /// What a server in use has that may have so many files open.
    pub(crate) fn usual(files: usize, proxies: Vec<IpNet>) -> Self {
        Self {
            all: (files / 2).clamp(256, 8_192),
            of_address: 256,
            head: Duration::from_secs(10),
            body: Duration::from_secs(20),
            slowest: 4_096,
            stalled: Duration::from_secs(60),
            proxies,
        }
    }
}

/// What a connection is doing.
#[derive(Debug)]
pub(crate) struct State {
    began: Instant,
    is_serving: AtomicBool,
    body_is_awaited: AtomicBool,
    answer_is_stuck: AtomicBool,
    /// Since when it waits for its client, in milliseconds after `began`.
    since: AtomicU64,
}

impl State {
    fn new() -> Self {
        Self {
            began: Instant::now(),
            is_serving: AtomicBool::new(false),
            body_is_awaited: AtomicBool::new(false),
            answer_is_stuck: AtomicBool::new(false),
            since: AtomicU64::new(0),
        }
    }

    fn waits(&self) -> bool {
        !self.is_serving.load(Ordering::Relaxed)
            || self.body_is_awaited.load(Ordering::Relaxed)
            || self.answer_is_stuck.load(Ordering::Relaxed)
    }

    fn waiting_since(&self) -> Instant {
        self.began + Duration::from_millis(self.since.load(Ordering::Relaxed))
    }

    fn set(&self, what: &AtomicBool, to: bool) {
        let waited = self.waits();
        what.store(to, Ordering::Relaxed);
        if !waited && self.waits() {
            let passed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
            self.since.store(passed, Ordering::Relaxed);
        }
    }

    /// A request is being answered, or not any more.
    pub(super) fn serving(&self, is_serving: bool) {
        self.set(&self.is_serving, is_serving);
    }

    /// More of a body must come, or has come.
    pub(super) fn body_awaited(&self, is_awaited: bool) {
        self.set(&self.body_is_awaited, is_awaited);
    }

    /// The client does not take what is sent, or does again.
    pub(super) fn answer_stuck(&self, is_stuck: bool) {
        self.set(&self.answer_is_stuck, is_stuck);
    }
}

/// Everybody who is connected.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    open: Arc<Mutex<Open>>,
    pub(super) limits: Arc<Limits>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    connections: BTreeMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    address: IpAddr,
    state: Arc<State>,
    close: Arc<Notify>,
}

/// A connection's place; dropped, it is free again.
#[derive(Debug)]
pub(crate) struct Place {
    number: u64,
    open: Arc<Mutex<Open>>,
    pub(super) state: Arc<State>,
    close: Arc<Notify>,
}

impl Connections {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            open: Arc::default(),
            limits: Arc::new(limits),
        }
    }

    /// A place for a new connection; none when all are being served.
    pub(crate) fn enter(&self, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        let is_proxy = self.limits.proxies.iter().any(|proxy| proxy.contains(&address));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = open.of(address);
        if !is_proxy && of_address >= self.limits.of_address {
            open.make_room(Some(address))?;
        } else if open.connections.len() >= self.limits.all {
            open.make_room(None)?;
        }
        let (state, close) = (Arc::new(State::new()), Arc::new(Notify::new()));
        let number = open.next;
        open.next += 1;
        let connection = Connection {
            address,
            state: Arc::clone(&state),
            close: Arc::clone(&close),
        };
        open.connections.insert(number, connection);
        Some(Place {
            number,
            open: Arc::clone(&self.open),
            state,
            close,
        })
    }
}

impl Connections {
    /// Fewer files may be opened than there are connections: whoever has kept the program waiting longest goes.
    pub(crate) fn relieve(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let _nobody_waits = open.make_room(None);
    }
}

impl Open {
    fn of(&self, address: IpAddr) -> usize {
        let connections = self.connections.values();
        connections.filter(|connection| connection.address == address).count()
    }

    /// Closes the connection that has kept the program waiting longest: among those from this address, or, when it is full altogether,
    /// among those from the address that has most of them.
    fn make_room(&mut self, address: Option<IpAddr>) -> Option<()> {
        let waiting = || {
            self.connections
                .iter()
                .filter(|(_, connection)| connection.state.waits())
        };
        let address = address.or_else(|| {
            let mut counts: BTreeMap<IpAddr, usize> = BTreeMap::new();
            for (_, connection) in waiting() {
                *counts.entry(connection.address).or_default() += 1;
            }
            counts
                .into_iter()
                .max_by_key(|(_, count)| *count)
                .map(|(address, _)| address)
        })?;
        let (number, connection) = waiting()
            .filter(|(_, connection)| connection.address == address)
            .min_by_key(|(_, connection)| connection.state.waiting_since())?;
        connection.close.notify_one();
        let number = *number;
        self.connections.remove(&number);
        Some(())
    }
}

impl Place {
    /// Until somebody else needs the place more.
    pub(crate) async fn asked_to_close(&self) {
        self.close.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.connections.remove(&self.number);
    }
}
