//! The one place where passwords are reckoned with: so many at a time, so many waiting, and no more.
//!
//! Argon2 takes 19 MiB for each password on purpose. Without a bound, whoever sends enough wrong ones takes all memory of the machine.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHasher, Version};
use tokio::sync::Semaphore;

use crate::AppError;

/// Passwords looked at side by side for whoever is not known yet: 3 × 19 MiB.
const STRANGERS: usize = 3;
/// And for browsers that have signed in before and people who are signed in, so that strangers never stand in their way.
const KNOWN: usize = 1;
/// How many may wait for each. At 25 ms a password the last one waits two thirds of a second; what comes on top is told to come back.
const WAITING: usize = 64;
/// When whoever found the queue full may come back, in seconds.
const COME_BACK: u64 = 2;

/// Who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Anybody.
    Strangers,
    /// A browser that has signed in to this account before, or somebody who is signed in.
    Known,
}

/// Reckons with passwords, a bounded number at a time.
#[derive(Clone, Debug)]
pub struct PasswordGate {
    strangers: Queue,
    known: Queue,
    /// Memory that goes from one password to the next: the allocator would keep a piece for every thread that ever reckoned.
    buffers: Arc<Mutex<Vec<Buffer>>>,
}

#[derive(Clone, Debug)]
struct Queue {
    places: Arc<Semaphore>,
    working: Arc<Semaphore>,
}

impl Queue {
    fn new(working: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(working + WAITING)),
            working: Arc::new(Semaphore::new(working)),
        }
    }
}

struct Buffer(Vec<Block>);

impl std::fmt::Debug for Buffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Buffer({})", self.0.len())
    }
}

impl Default for PasswordGate {
    fn default() -> Self {
        Self {
            strangers: Queue::new(STRANGERS),
            known: Queue::new(KNOWN),
            buffers: Arc::default(),
        }
    }
}

impl PasswordGate {
    /// Is it the password behind the hash? With no hash it is wrong, and that takes just as long: names cannot be guessed by the clock.
    pub(crate) async fn verify(&self, lane: Lane, password: &str, hash: Option<&str>) -> Result<bool, AppError> {
        let (password, hash) = (password.to_owned(), hash.map(str::to_owned));
        self.run(lane, move |buffer| verify(buffer, &password, hash.as_deref()))
            .await
    }

    /// Argon2id with the crate's defaults (19 MiB, 2 passes), as a PHC string.
    pub(crate) async fn hash(&self, lane: Lane, password: &str) -> Result<String, AppError> {
        let password = password.to_owned();
        self.run(lane, move |_| hash_password(&password)).await?
    }

    async fn run<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce(&mut Buffer) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let queue = match lane {
            Lane::Strangers => &self.strangers,
            Lane::Known => &self.known,
        };
        let full = |_| AppError::Full { seconds: COME_BACK };
        let place = Arc::clone(&queue.places).try_acquire_owned().map_err(full)?;
        let turn = Arc::clone(&queue.working)
            .acquire_owned()
            .await
            .map_err(|error| AppError::internal("waiting to look at a password", error))?;
        let buffers = Arc::clone(&self.buffers);
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is done, even when nobody waits for the answer any more.
            let _held = (place, turn);
            let lent = buffers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut buffer = lent.unwrap_or(Buffer(Vec::new()));
            let done = work(&mut buffer);
            buffers.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
            done
        });
        done.await
            .map_err(|error| AppError::internal("looking at a password", error))
    }
}

/// A password as a PHC string, reckoned at once: for the command line.
pub(crate) fn hash_password(password: &str) -> Result<String, AppError> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| AppError::internal("hashing a password", error.to_string()))?
        .to_string())
}

/// What a hash was made with. None of what this program cannot have written.
fn way_of(hash: &PasswordHash) -> Option<Argon2<'static>> {
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
    let version = hash
        .version
        .map_or(Some(Version::default()), |version| Version::try_from(version).ok())?;
    Some(Argon2::new(algorithm, version, Params::try_from(hash).ok()?))
}

fn verify(buffer: &mut Buffer, password: &str, hash: Option<&str>) -> bool {
    let stored = hash.and_then(|hash| {
        let hash = PasswordHash::new(hash).ok()?;
        Some((way_of(&hash)?, hash.salt?, hash.hash?))
    });
    let Some((argon, salt, expected)) = stored else {
        let _same_work = reckon(
            buffer,
            &Argon2::default(),
            password,
            &[0; 16],
            Params::DEFAULT_OUTPUT_LEN,
        );
        return false;
    };
    let found = reckon(buffer, &argon, password, &salt, expected.len());
    // The crate compares in constant time.
    found.is_some_and(|found| found == expected)
}

fn reckon(buffer: &mut Buffer, argon: &Argon2<'_>, password: &str, salt: &[u8], length: usize) -> Option<Output> {
    buffer.0.resize(argon.params().block_count(), Block::default());
    let mut bytes = [0_u8; Output::MAX_LENGTH];
    let out = bytes.get_mut(..length)?;
    argon
        .hash_password_into_with_memory(password.as_bytes(), salt, out, buffer.0.as_mut_slice())
        .ok()?;
    Output::new(out).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let gate = PasswordGate::default();
        let hash = gate.hash(Lane::Known, "fire venner i regnvejr").await.unwrap();
        for lane in [Lane::Known, Lane::Strangers] {
            assert!(gate.verify(lane, "fire venner i regnvejr", Some(&hash)).await.unwrap());
            assert!(!gate.verify(lane, "fem venner i regnvejr", Some(&hash)).await.unwrap());
        }
        assert!(!gate.verify(Lane::Strangers, "", None).await.unwrap());
        assert!(!gate.verify(Lane::Strangers, "", Some("")).await.unwrap());
    }

    #[tokio::test]
    async fn more_passwords_than_may_wait_are_told_to_come_back_and_take_no_memory() {
        let gate = PasswordGate::default();
        let tries = (0..300).map(|_| {
            let gate = gate.clone();
            tokio::spawn(async move { gate.verify(Lane::Strangers, "forkert", None).await })
        });
        let tries: Vec<_> = tries.collect();
        let (mut looked_at, mut sent_away) = (0, 0);
        for done in tries {
            match done.await.unwrap() {
                Ok(false) => looked_at += 1,
                Err(AppError::Full { .. }) => sent_away += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((looked_at, sent_away), (STRANGERS + WAITING, 300 - STRANGERS - WAITING));
        let buffers = gate.buffers.lock().unwrap().len();
        assert!(buffers <= STRANGERS, "{buffers}");
        let owner = gate.verify(Lane::Known, "forkert", None).await;
        assert!(!owner.unwrap(), "a known browser is not sent away");
    }
}
