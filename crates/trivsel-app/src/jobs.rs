//! Work in the background. A use case asks for it in the transaction in which it decides on it (`Work::later`); a server takes it in hand
//! (`jobs/pool.rs`), does it (`jobs/perform.rs`), and says all the while that it is still there (`jobs/run.rs`).
//!
//! Any number of servers share the work on PostgreSQL. One that is killed is found out by the others: the beats of what it had in hand stand
//! still. One that was only slow finds its hand gone, and writes nothing (`Hand::hold`). So everything that is done here must be such that
//! it can be begun again from its beginning, and must write what it found in one transaction at its end.

mod perform;
mod pool;
mod run;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use trivsel_domain::id::{JobId, OrganisationId};
use trivsel_domain::job::{Job, JobKind, JobProgress, JobState};
use trivsel_store::jobs::{self as store, KeptJob};
use trivsel_store::organisations;
use uuid::Uuid;

pub use perform::Post;
pub use pool::serve;
pub use trivsel_store::jobs::JobCount;

use crate::work::Work;
use crate::{App, AppError};

/// How often somebody who waits for a job looks whether it is done: another server may be at it, whose bell cannot be heard here.
const LOOKED_EVERY: Duration = Duration::from_millis(150);

/// How quickly servers take work and miss each other.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often it is looked for work that another server was asked for.
    pub look: Duration,
    /// How often progress is told, where there is any.
    pub tell: Duration,
    /// How often a server says that it is still at a job.
    pub beat: Duration,
    /// How long the beats of a job must stand still before another server takes it: some beats may be late, on a machine with much to do.
    pub lease: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(2),
            tell: Duration::from_millis(300),
            beat: Duration::from_secs(3),
            lease: Duration::from_secs(15),
        }
    }
}

/// What this program knows of its own jobs beside the table.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// Rung when a job was asked for here.
    asked: Arc<Notify>,
    /// Rung when one ended here.
    ended: Arc<Notify>,
    /// How many pools take jobs in this program.
    pools: Arc<AtomicUsize>,
}

impl Jobs {
    /// Jobs were asked for.
    pub(crate) fn ring(&self) {
        self.asked.notify_one();
    }

    fn is_served(&self) -> bool {
        self.pools.load(Ordering::SeqCst) > 0
    }
}

/// One pool is open for as long as this lives.
struct Served(Arc<AtomicUsize>);

impl Served {
    fn begin(jobs: &Jobs) -> Self {
        jobs.pools.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(&jobs.pools))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What whoever does a job has in hand.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    held: Option<(JobId, Uuid)>,
    progress: Arc<Mutex<JobProgress>>,
    stopping: watch::Receiver<bool>,
}

impl Hand {
    fn on(job: JobId, mark: Uuid, stopping: watch::Receiver<bool>) -> Self {
        Self {
            held: Some((job, mark)),
            progress: Arc::default(),
            stopping,
        }
    }

    /// Of somebody who does it without anybody having asked: what is told nobody hears.
    pub(crate) fn free() -> Self {
        Self {
            held: None,
            progress: Arc::default(),
            stopping: watch::channel(false).1,
        }
    }

    /// Says how far it has come.
    pub(crate) fn tell(&self, progress: JobProgress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    fn told(&self) -> JobProgress {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// To be called first in the transaction that writes what was found: [`AppError::Conflict`] when the job is in other hands by now. It
    /// stays in these until the transaction ends. First, because a transaction that has done much by then would have to do it again when a
    /// beat came between.
    pub(crate) async fn hold(&self, work: &Work) -> Result<(), AppError> {
        if let Some((job, mark)) = self.held {
            store::must_hold(work, job, mark).await?;
        }
        Ok(())
    }

    /// Is the server asked to stop? What can be left between two steps is left there.
    pub(crate) fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}

/// What is known of a job.
pub(crate) async fn find(tx: &trivsel_store::Tx, job: &Job) -> Result<Option<KeptJob>, AppError> {
    Ok(store::find(tx, job.kind(), &job.subject()).await?)
}

/// Waits until a job has ended, wherever it is done, but not for longer than `patience`. None when its row is gone: then it is done.
pub(crate) async fn wait(
    app: &App,
    organisation: OrganisationId,
    job: &Job,
    patience: Duration,
) -> Result<Option<KeptJob>, AppError> {
    if !app.jobs.is_served() {
        // On the command line nobody takes jobs: who waits for one does it.
        let (app, job) = (app.clone(), job.clone());
        tokio::spawn(async move {
            if let Err(error) = lend_a_hand(&app, organisation, &job).await {
                tracing::error!("a job could not be done: {error:?}");
            }
        });
    }
    let begun = Instant::now();
    app.let_page_go().await;
    loop {
        let ended = app.jobs.ended.notified();
        let tx = app.read(organisation).await?;
        let known = find(&tx, job).await?;
        drop(tx);
        let left = patience.saturating_sub(begun.elapsed());
        let is_under_way = known.as_ref().is_some_and(|known| known.state.is_under_way());
        if !is_under_way || left.is_zero() {
            return Ok(known);
        }
        tokio::select! {
            () = ended => {}
            () = tokio::time::sleep(left.min(LOOKED_EVERY)) => {}
        }
    }
}

async fn lend_a_hand(app: &App, organisation: OrganisationId, job: &Job) -> Result<(), AppError> {
    let tx = app.read(organisation).await?;
    let known = find(&tx, job).await?;
    drop(tx);
    if let Some(known) = known.filter(|known| known.state == JobState::Waiting) {
        run::run(app, None, organisation, known, watch::channel(false).1).await?;
    }
    Ok(())
}

/// Does everything that may be begun now, one after the other, until there is nothing more: for the command line, and for tests, where
/// no server takes it. Without a `post` mails are left.
pub async fn do_waiting(app: &App, post: Option<&Post>) -> Result<(), AppError> {
    let kinds: Vec<JobKind> = JobKind::ALL
        .into_iter()
        .filter(|kind| *kind != JobKind::SendMails || post.is_some())
        .collect();
    let (_never, stopping) = watch::channel(false);
    loop {
        let mut done = 0;
        for organisation in organisations::list(&app.store).await? {
            let tx = app.read(organisation.id).await?;
            let ready = store::list_ready(&tx, &kinds, app.now(), 100).await?;
            drop(tx);
            for seen in ready {
                done += usize::from(run::run(app, post, organisation.id, seen, stopping.clone()).await?);
            }
        }
        if done == 0 {
            return Ok(());
        }
    }
}

/// How much work there is in an organisation, by kind, state and failure.
pub async fn count(app: &App, organisation: OrganisationId) -> Result<Vec<JobCount>, AppError> {
    let tx = app.read(organisation).await?;
    Ok(store::count(&tx).await?)
}
