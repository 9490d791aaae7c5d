//! Who listens on this server, and to what. Holds nothing that could not be thrown away: the table is the truth.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use trivsel_domain::happening::{Distance, Position, Scope};
use trivsel_domain::id::OrganisationId;
use trivsel_store::happenings::Told;
use trivsel_store::{Rung, ScopeOf};

use super::turns::Turns;

/// What may wait for one screen. A screen that does not take it is told to fetch what there is instead: it costs no memory then.
const MOST_WAITING: usize = 32;
/// Screens that may listen to one server unless it says otherwise.
const MOST_LISTENERS: usize = 4_096;

/// The screens that listen to what happens. Cheap to clone; clones share it.
#[derive(Clone, Debug)]
pub struct News {
    hub: Arc<Mutex<Hub>>,
    most: Arc<AtomicUsize>,
    pub(crate) turns: Turns,
}

#[derive(Debug, Default)]
struct Hub {
    places: HashMap<ScopeOf, Listened>,
    listeners: usize,
    next: u64,
    is_over: bool,
}

/// A scope somebody listens to.
#[derive(Debug, Default)]
struct Listened {
    /// Everything up to here was handed to all who listened then; none until the first of them has read where the scope stands.
    seen: Option<Position>,
    lines: HashMap<u64, Arc<Inbox>>,
}

/// What waits for one screen.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    waiting: Mutex<Backlog>,
    pub(super) woken: Notify,
}

#[derive(Debug, Default)]
struct Backlog {
    told: VecDeque<Arc<Told>>,
    is_behind: bool,
    is_over: bool,
}

/// What a screen finds in its line.
pub(super) enum Next {
    Told(Arc<Told>),
    Behind,
    Over,
    Nothing,
}

/// What is new in a scope.
pub(super) enum New {
    Told(Vec<Told>),
    /// More than is kept, or of another history.
    Otherwise,
}

impl Default for News {
    fn default() -> Self {
        Self {
            hub: Arc::default(),
            most: Arc::new(AtomicUsize::new(MOST_LISTENERS)),
            turns: Turns::default(),
        }
    }
}

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, Backlog> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, told: &Arc<Told>) {
        let mut waiting = self.lock();
        if waiting.is_behind || waiting.is_over {
            return;
        }
        if waiting.told.len() < MOST_WAITING {
            waiting.told.push_back(Arc::clone(told));
        } else {
            waiting.told = VecDeque::new();
            waiting.is_behind = true;
        }
        drop(waiting);
        self.woken.notify_one();
    }

    fn fall_behind(&self) {
        let mut waiting = self.lock();
        waiting.told = VecDeque::new();
        waiting.is_behind = true;
        drop(waiting);
        self.woken.notify_one();
    }

    fn end(&self) {
        self.lock().is_over = true;
        self.woken.notify_one();
    }

    pub(super) fn take(&self) -> Next {
        let mut waiting = self.lock();
        if waiting.is_over {
            return Next::Over;
        }
        if std::mem::take(&mut waiting.is_behind) {
            return Next::Behind;
        }
        let next = waiting.told.pop_front();
        if waiting.told.is_empty() && waiting.told.capacity() > 0 {
            // Thousands of screens wait with nothing most of the time.
            waiting.told = VecDeque::new();
        }
        next.map_or(Next::Nothing, Next::Told)
    }
}

impl News {
    fn lock(&self) -> MutexGuard<'_, Hub> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets at most so many screens listen.
    pub fn let_in(&self, most: usize) {
        self.most.store(most, Ordering::Relaxed);
    }

    /// How many screens listen.
    pub fn listeners(&self) -> usize {
        self.lock().listeners
    }

    /// Ends every listener, and lets nobody in any more: the server stops.
    pub fn close(&self) {
        let mut hub = self.lock();
        hub.is_over = true;
        for line in hub.places.values().flat_map(|listened| listened.lines.values()) {
            line.end();
        }
    }

    /// Does the server stop?
    pub fn is_over(&self) -> bool {
        self.lock().is_over
    }

    /// A new line in these scopes, and its number; none when as many listen as may.
    pub(super) fn enter(&self, organisation: OrganisationId, scopes: &[Scope]) -> Option<(u64, Arc<Inbox>)> {
        let mut hub = self.lock();
        if hub.is_over || hub.listeners >= self.most.load(Ordering::Relaxed) {
            return None;
        }
        hub.listeners += 1;
        hub.next += 1;
        let number = hub.next;
        let line = Arc::new(Inbox::default());
        for scope in scopes {
            let listened = hub.places.entry((organisation, *scope)).or_default();
            listened.lines.insert(number, Arc::clone(&line));
        }
        Some((number, line))
    }

    /// Takes a line away.
    pub(super) fn leave(&self, organisation: OrganisationId, scopes: &[Scope], number: u64) {
        let mut hub = self.lock();
        hub.listeners = hub.listeners.saturating_sub(1);
        for scope in scopes {
            let place = (organisation, *scope);
            if let Some(listened) = hub.places.get_mut(&place) {
                listened.lines.remove(&number);
                if listened.lines.is_empty() {
                    hub.places.remove(&place);
                }
            }
        }
    }

    /// Somebody who listens has read that a scope stands here. Whoever came at the same moment may have read it further on: then everything
    /// from here on is handed out, and each leaves what they know already. Says whether that has to be looked at anew.
    pub(super) fn stands_at(&self, place: ScopeOf, at: Position) -> bool {
        let mut hub = self.lock();
        let Some(listened) = hub.places.get_mut(&place) else {
            return false;
        };
        match listened.seen {
            Some(seen) if !matches!(at.to(seen), Distance::Ahead(_)) => false,
            Some(_) => {
                listened.seen = Some(at);
                true
            }
            None => {
                listened.seen = Some(at);
                // Something may have been committed, and looked for in vain, before this was known.
                true
            }
        }
    }

    /// The scopes to look at, of those somebody listens to, with how far they were seen.
    pub(super) fn wanted(&self, rung: &Rung) -> BTreeMap<OrganisationId, Vec<(Scope, Position)>> {
        let hub = self.lock();
        let mut wanted: BTreeMap<OrganisationId, Vec<(Scope, Position)>> = BTreeMap::new();
        let mut want = |(organisation, scope): ScopeOf, listened: &Listened| {
            if let Some(seen) = listened.seen {
                wanted.entry(organisation).or_default().push((scope, seen));
            }
        };
        match rung {
            Rung::Everywhere => hub.places.iter().for_each(|(place, listened)| want(*place, listened)),
            Rung::At(places) => {
                for place in places {
                    if let Some(listened) = hub.places.get(place) {
                        want(*place, listened);
                    }
                }
            }
        }
        wanted
    }

    /// Hands out what is new after `seen`.
    pub(super) fn hand_out(&self, place: ScopeOf, seen: Position, newest: Position, new: New) {
        let mut hub = self.lock();
        let Some(listened) = hub.places.get_mut(&place) else {
            return;
        };
        // Unless somebody came meanwhile who has to hear from further back.
        if listened.seen == Some(seen) {
            listened.seen = Some(newest);
        }
        match new {
            New::Told(told) => {
                for told in told.into_iter().map(Arc::new) {
                    listened.lines.values().for_each(|line| line.push(&told));
                }
            }
            New::Otherwise => listened.lines.values().for_each(|line| line.fall_behind()),
        }
    }
}
