//! Who stands in line to write, after a collision: where something was told, in the scope's line; else in the organisation's.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Queue, OwnedMutexGuard};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::OrganisationId;

/// A scope of an organisation, or all of it.
type At = (OrganisationId, Option<Scope>);

/// The lines of this server, one for each scope in which writings have collided. Cheap to clone; clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    lines: Arc<Mutex<HashMap<At, Arc<Queue<()>>>>>,
}

/// Somebody's turn in some scopes; dropped, it is the next one's.
#[derive(Debug)]
pub(crate) struct Turn {
    turns: Turns,
    places: Vec<(At, OwnedMutexGuard<()>)>,
}

impl Turns {
    /// Waits for one's turn in all of these, or in the organisation where it is not known what was collided on. In one order, so that no
    /// two wait for each other.
    pub(crate) async fn take(&self, organisation: OrganisationId, scopes: BTreeSet<Scope>) -> Turn {
        let mut wanted: Vec<Option<Scope>> = scopes.into_iter().map(Some).collect();
        if wanted.is_empty() {
            wanted.push(None);
        }
        let mut places = Vec::with_capacity(wanted.len());
        for scope in wanted {
            let place = (organisation, scope);
            let line = {
                let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
                Arc::clone(lines.entry(place).or_default())
            };
            places.push((place, line.lock_owned().await));
        }
        Turn {
            turns: self.clone(),
            places,
        }
    }

    /// Does anybody stand in line in one of these?
    pub(crate) fn are_waited_for(&self, organisation: OrganisationId, scopes: &BTreeSet<Scope>) -> bool {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        scopes
            .iter()
            .any(|scope| lines.contains_key(&(organisation, Some(*scope))))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut lines = self.turns.lines.lock().unwrap_or_else(PoisonError::into_inner);
        for (place, guard) in self.places.drain(..) {
            drop(guard);
            // The map's own and nobody else's: nobody waits.
            if lines.get(&place).is_some_and(|line| Arc::strong_count(line) == 1) {
                lines.remove(&place);
            }
        }
    }
}
