//! What costs something to make and stays right until the data behind it changes: kept in memory, the most lately used first, for as long as
//! the database is open ([`trivsel_store::Tx::memory`]).
//!
//! A key holds a mark of the data. Marks are never used twice, so what is found under a key is right, whichever server wrote last and
//! whatever was rolled back; nothing needs to be told that something changed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// A few values, each under the state of the data it was made from.
#[derive(Debug)]
pub(crate) struct Kept<K, V> {
    entries: Mutex<VecDeque<(K, Arc<V>)>>,
    most: usize,
}

impl<K: PartialEq, V> Kept<K, V> {
    /// Nothing yet, and never more than `most`.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            entries: Mutex::new(VecDeque::new()),
            most,
        }
    }

    /// What was made from this state of the data, if it is still kept.
    pub(crate) fn find(&self, key: &K) -> Option<Arc<V>> {
        let mut entries = self.entries.lock().ok()?;
        let at = entries.iter().position(|(known, _)| known == key)?;
        let found = entries.remove(at)?;
        let value = Arc::clone(&found.1);
        entries.push_front(found);
        Some(value)
    }

    /// Keeps a value in place of those whose key `is_older` points out: earlier states of the same thing.
    pub(crate) fn keep(&self, key: K, value: V, is_older: impl Fn(&K) -> bool) -> Arc<V> {
        let value = Arc::new(value);
        if let Ok(mut entries) = self.entries.lock() {
            entries.retain(|(known, _)| !is_older(known));
            entries.push_front((key, Arc::clone(&value)));
            entries.truncate(self.most);
        }
        value
    }
}

/// Names a kind of thing that is kept, and how many of them: `kept!(Trees: Key => Tree, 32)`.
macro_rules! kept {
    ($name:ident: $key:ty => $value:ty, $most:expr) => {
        struct $name($crate::kept::Kept<$key, $value>);

        impl Default for $name {
            fn default() -> Self {
                Self($crate::kept::Kept::new($most))
            }
        }

        impl std::ops::Deref for $name {
            type Target = $crate::kept::Kept<$key, $value>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}
pub(crate) use kept;

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn the_least_lately_used_is_let_go_first() {
        let kept: Kept<u8, &str> = Kept::new(2);
        kept.keep(1, "one", |_| false);
        kept.keep(2, "two", |_| false);
        assert_eq!(kept.find(&1).as_deref(), Some(&"one"));
        kept.keep(3, "three", |_| false);
        assert_eq!(kept.find(&2), None);
        assert!(kept.find(&1).is_some() && kept.find(&3).is_some());
    }

    #[test]
    fn an_older_state_makes_room_for_a_newer_one() {
        let kept: Kept<(u8, u8), &str> = Kept::new(8);
        kept.keep((1, 1), "first state", |_| false);
        kept.keep((2, 1), "something else", |_| false);
        kept.keep((1, 2), "second state", |(thing, _)| *thing == 1);
        assert_eq!(kept.find(&(1, 1)), None);
        assert_eq!(kept.find(&(1, 2)).as_deref(), Some(&"second state"));
        assert!(kept.find(&(2, 1)).is_some());
    }
}
