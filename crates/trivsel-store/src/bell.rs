//! Where something was told: rung in the program when a transaction that told something is committed, and between servers on PostgreSQL.
//!
//! A bell says where to look, never what is there. One that is not heard costs time, nothing else: whoever listens looks by itself as well.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::DbErr;
use sea_orm::sqlx;
use sea_orm::sqlx::postgres::PgListener;
use tokio::sync::Notify;
use trivsel_domain::happening::Scope;
use trivsel_domain::id::OrganisationId;
use uuid::Uuid;

use crate::{Kind, Store, StoreError};

/// A scope of an organisation.
pub type ScopeOf = (OrganisationId, Scope);

/// The channel servers on one database call each other by.
const CHANNEL: &str = "trivsel_happenings";
/// A notification carries fewer than 8,000 bytes: a hundred places of some 80 bytes.
const MOST_PLACES: usize = 90;
/// Where nobody listens, as on the command line, this is all that is remembered.
const MOST_WAITING: usize = 10_000;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rung {
    /// In these places.
    At(BTreeSet<ScopeOf>),
    /// Everywhere.
    Everywhere,
}

impl Default for Rung {
    fn default() -> Self {
        Self::At(BTreeSet::new())
    }
}

impl Rung {
    /// Both of them.
    pub fn join(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::At(places), Self::At(more)) if places.len() + more.len() <= MOST_WAITING => places.extend(more),
            _ => *self = Self::Everywhere,
        }
    }

    /// Was nothing rung?
    pub fn is_silent(&self) -> bool {
        matches!(self, Self::At(places) if places.is_empty())
    }
}

/// The bell of one open database. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Bell {
    waiting: Arc<Mutex<Rung>>,
    rung: Arc<Notify>,
}

impl Bell {
    /// Something was told in these places, and is committed.
    pub fn ring(&self, rung: Rung) {
        if rung.is_silent() {
            return;
        }
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).join(rung);
        self.rung.notify_one();
    }

    /// Waits until it rings. Only one may wait at a time.
    pub async fn heard(&self) -> Rung {
        loop {
            let rung = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
            if !rung.is_silent() {
                return rung;
            }
            self.rung.notified().await;
        }
    }
}

/// What calls the other servers. Rung on a connection of its own: a `notify` inside of a writing transaction would have all of them commit
/// one after the other.
#[derive(Clone, Debug)]
pub struct Doorbell {
    pool: sqlx::PgPool,
    me: Uuid,
}

/// What hears the other servers.
#[derive(Debug)]
pub struct Listening {
    listener: PgListener,
    me: Uuid,
}

fn driver(error: sqlx::Error) -> StoreError {
    StoreError::Driver(DbErr::Custom(error.to_string()))
}

impl Store {
    /// The bell that rings when a transaction of this program told something.
    pub fn bell(&self) -> &Bell {
        &self.bell
    }

    /// What servers on the same database call each other by; none on SQLite, which has one server.
    pub async fn doorbell(&self) -> Result<Option<(Doorbell, Listening)>, StoreError> {
        if self.kind() == Kind::Sqlite {
            return Ok(None);
        }
        let pool = self.writing_connection().get_postgres_connection_pool().clone();
        let me = Uuid::new_v4();
        let mut listener = PgListener::connect_with(&pool).await.map_err(driver)?;
        listener.listen(CHANNEL).await.map_err(driver)?;
        Ok(Some((Doorbell { pool, me }, Listening { listener, me })))
    }
}

impl Doorbell {
    /// Calls the others.
    pub async fn ring(&self, rung: &Rung) -> Result<(), StoreError> {
        sqlx::query("select pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(written(self.me, rung))
            .execute(&self.pool)
            .await
            .map_err(driver)?;
        Ok(())
    }
}

impl Listening {
    /// Waits until another server calls. After a connection that broke it is everywhere: what was called meanwhile is lost.
    pub async fn heard(&mut self) -> Result<Rung, StoreError> {
        loop {
            let Some(called) = self.listener.try_recv().await.map_err(driver)? else {
                return Ok(Rung::Everywhere);
            };
            if let Some(rung) = read(self.me, called.payload()) {
                return Ok(rung);
            }
        }
    }
}

/// Who calls, and where to look; no places where there are too many to be named.
fn written(me: Uuid, rung: &Rung) -> String {
    let mut text = me.to_string();
    match rung {
        Rung::At(places) if places.len() <= MOST_PLACES => {
            for (organisation, scope) in places {
                text.push_str(&format!(" {}/{scope}", organisation.0.simple()));
            }
        }
        _ => text.push_str(" *"),
    }
    text
}

/// Where another server says to look; none when it is this one that called. What cannot be read is said by a newer program: everywhere.
fn read(me: Uuid, text: &str) -> Option<Rung> {
    let mut words = text.split(' ');
    if words.next() == Some(me.to_string().as_str()) {
        return None;
    }
    let place = |word: &str| {
        let (organisation, scope) = word.split_once('/')?;
        Some((organisation.parse().ok()?, scope.parse().ok()?))
    };
    Some(
        words
            .map(place)
            .collect::<Option<_>>()
            .map_or(Rung::Everywhere, Rung::At),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: u128) -> ScopeOf {
        let id = Uuid::from_u128(number);
        (OrganisationId(id), Scope::Import(trivsel_domain::id::ImportId(id)))
    }

    #[test]
    fn a_call_is_read_as_it_was_written_and_ones_own_is_not_heard() {
        let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let few = Rung::At([place(7), place(8)].into());
        assert_eq!(read(other, &written(me, &few)), Some(few.clone()));
        assert_eq!(read(me, &written(me, &few)), None);
        let many = Rung::At((0..200).map(place).collect());
        assert_eq!(read(other, &written(me, &many)), Some(Rung::Everywhere));
        assert_eq!(read(other, "somebody says-what"), Some(Rung::Everywhere));
    }

    #[test]
    fn the_longest_call_fits_into_a_notification() {
        let places = (0..).map(place).take(MOST_PLACES);
        assert!(written(Uuid::from_u128(1), &Rung::At(places.collect())).len() < 8_000);
    }
}
