//! One writing: a transaction, who writes, one moment for all of it, the lines of its trail, and the work it leaves to be done.
//!
//! On PostgreSQL two writings that run beside each other and want the same row collide: one of them is refused by the database, with
//! nothing done. It is then begun again here, from its first line, a few times: reading anew it finds what the other one wrote, and does
//! its work or says what stands in its way. So a use case reads, decides and writes as if it were alone.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::job::Job;
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, jobs};

use crate::app::local;
use crate::trail::Trail;
use crate::{App, AppError};

/// How often a writing is begun. Of two that collide one always gets through: so many must come between each other, each time,
/// before somebody is told to try again.
const TRIES: u32 = 6;
/// The same for whoever stands in line on this server: then only writings of other servers come between.
const TRIES_IN_TURN: u32 = 60;

/// What a use case that changes something stands on. Reads and writes go through it as through a transaction.
#[derive(Debug)]
pub(crate) struct Work {
    tx: Tx,
    who: Option<PersonId>,
    /// The moment it all happens at.
    pub(crate) now: DateTime<Utc>,
    /// The day in Denmark at that moment.
    pub(crate) today: NaiveDate,
    lines: Mutex<Vec<Trail>>,
    later: Mutex<Vec<Job>>,
}

impl Deref for Work {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl Work {
    /// Notes a line for the trail. It is written with everything else.
    pub(crate) fn trail(&self, line: Trail) {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// Notes a line for the trail, unless none of its fields changed.
    pub(crate) fn trail_changes(&self, line: Trail) {
        if line.has_changes() {
            self.trail(line);
        }
    }

    /// Asks for work to be done in the background, by any server. It is asked for with everything else: there is none where nothing is written.
    pub(crate) fn later(&self, job: Job) {
        self.later.lock().unwrap_or_else(PoisonError::into_inner).push(job);
    }

    /// Writes the lines of the trail and what is left to be done: nothing but the commit comes after it. Says whether work was asked for.
    async fn close(&self) -> Result<bool, AppError> {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap_or_else(PoisonError::into_inner));
        for line in lines {
            line.write(&self.tx, self.who, self.now).await?;
        }
        let later = std::mem::take(&mut *self.later.lock().unwrap_or_else(PoisonError::into_inner));
        for job in &later {
            let payload = serde_json::to_string(job).map_err(|error| AppError::internal("writing a job", error))?;
            jobs::ask(&self.tx, job.kind(), &job.subject(), &payload, self.now).await?;
        }
        Ok(!later.is_empty())
    }
}

/// Whose rows a writing changes, and who does it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writer {
    organisation: OrganisationId,
    person: Option<PersonId>,
    is_on_the_box: bool,
}

impl From<&Actor> for Writer {
    fn from(who: &Actor) -> Self {
        Self {
            organisation: who.organisation,
            person: Some(who.person),
            is_on_the_box: false,
        }
    }
}

impl Writer {
    /// What happens by itself, or from the command line.
    pub(crate) fn nobody(organisation: OrganisationId) -> Self {
        Self {
            organisation,
            person: None,
            is_on_the_box: false,
        }
    }

    /// The same as [`Writer::closing`], asked for by somebody.
    pub(crate) fn closing_by(who: &Actor) -> Self {
        Self {
            is_on_the_box: true,
            ..Self::from(who)
        }
    }

    /// What closes or empties a box: it must find the answers it waited for (see `trivsel_store::Store::write_box`).
    pub(crate) fn closing(organisation: OrganisationId) -> Self {
        Self {
            is_on_the_box: true,
            ..Self::nobody(organisation)
        }
    }
}

/// A writing that came to nothing.
struct Fruitless {
    error: AppError,
    /// Where it would have told something.
    told: BTreeSet<Scope>,
    /// Does it make way for others who stand in line to tell something there?
    gave_way: bool,
}

impl App {
    /// Runs a writing and commits it. When `what` fails nothing has happened; when it collides with another one it is run again, so it
    /// must do nothing but read and write through its [`Work`]. What others are to hear of it, it says by `work.tell`.
    ///
    /// Everybody who tells something in a scope writes that scope's row, so those who write there at the same time collide always, on
    /// PostgreSQL. Whoever has collided stands in line with the others of this server, and who comes new makes way for them: a hundred
    /// people who put a note on the same board wait a moment each, and none is turned away.
    pub(crate) async fn writing<T, F>(
        &self,
        writer: impl Into<Writer>,
        what: impl Fn(Arc<Work>) -> F,
    ) -> Result<T, AppError>
    where
        F: Future<Output = Result<T, AppError>>,
    {
        let writer = writer.into();
        let now = self.now();
        let mut tries = 1;
        let mut turn = None;
        loop {
            let Fruitless { error, told, gave_way } = match self.written(writer, now, turn.is_some(), &what).await {
                Ok(answer) => return Ok(answer),
                Err(fruitless) => fruitless,
            };
            let most = if turn.is_some() { TRIES_IN_TURN } else { TRIES };
            if !(gave_way || error.is_collision() && tries < most) {
                return Err(error);
            }
            tries += 1;
            if turn.is_none() {
                turn = Some(self.news.turns.take(writer.organisation, told).await);
            }
        }
    }

    async fn written<T, F>(
        &self,
        writer: Writer,
        now: DateTime<Utc>,
        has_turn: bool,
        what: &impl Fn(Arc<Work>) -> F,
    ) -> Result<T, Fruitless>
    where
        F: Future<Output = Result<T, AppError>>,
    {
        let without = |error: AppError| Fruitless {
            error,
            told: BTreeSet::new(),
            gave_way: false,
        };
        self.let_page_go().await;
        let begun = if writer.is_on_the_box {
            self.store.write_box(writer.organisation).await
        } else {
            self.store.write(writer.organisation).await
        };
        let work = Arc::new(Work {
            tx: begun.map_err(|error| without(error.into()))?,
            who: writer.person,
            now,
            today: local(now).date(),
            lines: Mutex::default(),
            later: Mutex::default(),
        });
        let answer = match what(Arc::clone(&work)).await {
            Ok(answer) => work.close().await.map(|is_asked| (answer, is_asked)),
            Err(error) => Err(error),
        };
        let told = work.tx.told_in();
        let failed = |error: AppError, gave_way: bool| Fruitless {
            error,
            told: told.clone(),
            gave_way,
        };
        let (answer, is_asked) = answer.map_err(|error| failed(error, false))?;
        if !has_turn && self.news.turns.are_waited_for(writer.organisation, &told) {
            return Err(failed(AppError::Conflict, true));
        }
        let kept = || without(AppError::internal("writing", "somebody kept the writing"));
        let work = Arc::into_inner(work).ok_or_else(kept)?;
        work.tx.commit().await.map_err(|error| failed(error.into(), false))?;
        if is_asked {
            self.jobs.ring();
        }
        Ok(answer)
    }
}
