//! Evaluations under way: one job for each state of the figures, whoever asks for it, with its progress.
//!
//! A job that is lost when the program stops has done nothing: the next visitor begins it anew. Two servers may reckon the same; what
//! they find is the same, and the second keeps nothing.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use trivsel_domain::evaluation::Finding;
use trivsel_domain::id::{EvaluationId, OrganisationId, SuccessCriterionId};
use trivsel_store::evaluations::{self as store, KeptEvaluation};
use uuid::Uuid;

use super::estimate::{Work, estimate};
use super::{Answer, Laid, METHOD_VERSION, SEED, read_finding, verdict_of, write_finding};
use crate::{App, AppError};

/// The jobs of this server.
static UNDER_WAY: Mutex<Option<HashMap<Key, Job>>> = Mutex::new(None);

type Key = (OrganisationId, SuccessCriterionId, String);

/// How far a reckoning has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Ways of reckoning that are done.
    pub done: usize,
    /// All of them.
    pub of: usize,
}

/// What counts the ways that are done.
#[derive(Debug, Default)]
pub(super) struct Counter {
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Counter {
    /// So many there are.
    pub(super) fn expect(&self, of: usize) {
        self.of.store(of, Ordering::Relaxed);
    }

    /// One more is done.
    pub(super) fn tick(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> Progress {
        Progress {
            done: self.done.load(Ordering::Relaxed),
            of: self.of.load(Ordering::Relaxed),
        }
    }
}

/// What is to be reckoned, for whom.
struct Order {
    organisation: OrganisationId,
    criterion: SuccessCriterionId,
    hash: String,
    inputs: String,
    work: Work,
}

/// A job somebody may wait for.
#[derive(Clone, Debug)]
pub(super) struct Job {
    counter: Arc<Counter>,
    end: watch::Receiver<End>,
}

/// How a job ended.
#[derive(Clone, Debug)]
enum End {
    NotYet,
    Failed,
    Found(Option<Arc<Finding>>, DateTime<Utc>),
}

impl Job {
    /// The answer if it comes in time, else how far it has come.
    pub(super) async fn wait(mut self, patience: Duration) -> Result<Answer, AppError> {
        let ended = tokio::time::timeout(patience, self.end.wait_for(|end| !matches!(end, End::NotYet))).await;
        match ended {
            Err(_) => Ok(Answer::UnderWay(self.counter.now())),
            Ok(Ok(end)) => match &*end {
                End::Found(finding, computed_at) => Ok(Answer::Ready {
                    finding: finding.clone(),
                    computed_at: *computed_at,
                }),
                End::Failed | End::NotYet => Err(AppError::internal("evaluating a criterion", "the job failed")),
            },
            Ok(Err(error)) => Err(AppError::internal("waiting for an evaluation", error)),
        }
    }
}

/// Begins to reckon in the background, or joins who is at it already.
pub(super) fn begin(app: &App, organisation: OrganisationId, laid: &Laid) -> Job {
    let key = (organisation, laid.criterion.id, laid.hash.clone());
    let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    let jobs = under_way.get_or_insert_default();
    if let Some(job) = jobs.get(&key) {
        return job.clone();
    }
    let (tell, end) = watch::channel(End::NotYet);
    let job = Job {
        counter: Arc::new(Counter::default()),
        end,
    };
    jobs.insert(key.clone(), job.clone());
    drop(under_way);
    let (app, counter) = (app.clone(), Arc::clone(&job.counter));
    let order = Order {
        organisation,
        criterion: laid.criterion.id,
        hash: laid.hash.clone(),
        inputs: laid.inputs.clone(),
        work: laid.work.clone(),
    };
    tokio::spawn(async move {
        let end = match work(&app, order, counter).await {
            Ok((finding, computed_at)) => End::Found(finding.map(Arc::new), computed_at),
            Err(error) => {
                tracing::error!("an evaluation failed: {error:?}");
                End::Failed
            }
        };
        if let Some(jobs) = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            jobs.remove(&key);
        }
        tell.send_replace(end);
    });
    job
}

/// Reckons on a thread of its own.
pub(super) async fn reckon(work: Work) -> Result<Option<Finding>, AppError> {
    reckon_counting(work, Arc::new(Counter::default())).await
}

async fn reckon_counting(work: Work, counter: Arc<Counter>) -> Result<Option<Finding>, AppError> {
    tokio::task::spawn_blocking(move || estimate(&work, &counter))
        .await
        .map_err(|error| AppError::internal("evaluating a criterion", error))
}

async fn work(app: &App, order: Order, counter: Arc<Counter>) -> Result<(Option<Finding>, DateTime<Utc>), AppError> {
    let (first, last) = (order.work.material.first, order.work.material.last());
    let finding = reckon_counting(order.work, counter).await?;
    let now = app.now();
    let tx = app.write(order.organisation).await?;
    if let Some(there) = store::find_answer(&tx, order.criterion, &order.hash).await? {
        return Ok((read_finding(&there.finding)?, there.computed_at));
    }
    let evaluation = KeptEvaluation {
        id: EvaluationId(Uuid::now_v7()),
        criterion: order.criterion,
        hash: order.hash,
        method_version: i32::try_from(METHOD_VERSION).unwrap_or(i32::MAX),
        seed: i64::try_from(SEED).unwrap_or(i64::MAX),
        first,
        last,
        verdict: verdict_of(finding.as_ref()),
        inputs: order.inputs,
        finding: write_finding(finding.as_ref())?,
        computed_at: now,
    };
    store::add(&tx, &evaluation).await?;
    tx.commit().await?;
    // Numbers lose their last digit when they are written and read: everybody sees what is kept.
    Ok((read_finding(&evaluation.finding)?, now))
}
