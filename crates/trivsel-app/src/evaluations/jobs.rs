//! Evaluations under way: one job for each state of the figures, whoever asks for it and wherever it is reckoned, with its progress.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use trivsel_domain::evaluation::Finding;
use trivsel_domain::id::{EvaluationId, InitiativeId, OrganisationId, SuccessCriterionId};
use trivsel_domain::job::{Job, JobFailure, JobProgress, JobState};
use trivsel_store::evaluations::{self as store, KeptEvaluation};
use trivsel_store::initiatives;
use uuid::Uuid;

use super::estimate::{Work, estimate};
use super::{Answer, Laid, METHOD_VERSION, SEED, Setting, lay_setting, read_finding, verdict_of, write_finding};
use crate::jobs::{self, Hand};
use crate::work::Writer;
use crate::{App, AppError, structure};

/// How often it is looked how far a reckoning has come.
const REPORT_EVERY: Duration = Duration::from_millis(200);

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
    done: AtomicU64,
    of: AtomicU64,
}

impl Counter {
    /// So many there are.
    pub(super) fn expect(&self, of: usize) {
        self.of.store(u64::try_from(of).unwrap_or(0), Ordering::Relaxed);
    }

    /// One more is done.
    pub(super) fn tick(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> JobProgress {
        JobProgress {
            done: self.done.load(Ordering::Relaxed),
            total: self.of.load(Ordering::Relaxed),
            ..JobProgress::default()
        }
    }
}

/// What somebody wants to be reckoned.
pub(crate) struct Commission<'a> {
    pub(crate) initiative: InitiativeId,
    pub(crate) criterion: SuccessCriterionId,
    /// As seen from this day.
    pub(crate) on: NaiveDate,
    /// The hash of what went in when it was asked for.
    pub(crate) hash: &'a str,
}

/// The answer if it comes in time, else how far it has come. Whoever is at it already is joined.
pub(super) async fn answer(
    app: &App,
    organisation: OrganisationId,
    laid: &Laid,
    patience: Duration,
) -> Result<Answer, AppError> {
    let job = &Job::Evaluate {
        initiative: laid.initiative.id,
        criterion: laid.ground.criterion.id,
        on: laid.on,
        hash: laid.ground.hash.clone(),
    };
    let tx = app.read(organisation).await?;
    let known = jobs::find(&tx, job).await?;
    drop(tx);
    if !known.is_some_and(|known| known.state.is_under_way()) {
        app.writing(Writer::nobody(organisation), |work| async move {
            work.later(job.clone());
            Ok(())
        })
        .await?;
    }
    let ended = jobs::wait(app, organisation, job, patience).await?;
    if let Some(job) = ended.as_ref().filter(|job| job.state == JobState::Failed) {
        let why = job.failure.map_or("", JobFailure::code);
        return Err(AppError::internal("evaluating a criterion", why));
    }
    let tx = app.read(organisation).await?;
    let there = store::find_answer(&tx, laid.ground.criterion.id, &laid.ground.hash).await?;
    match (there, ended) {
        (Some(there), _) => Ok(Answer::Ready {
            finding: read_finding(&there.finding)?.map(Arc::new),
            computed_at: there.computed_at,
        }),
        // Something else would go in by now: it is laid out anew when it is asked for the next time.
        (None, job) => {
            let progress = job.map(|job| job.progress).unwrap_or_default();
            let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            Ok(Answer::UnderWay(Progress {
                done: count(progress.done),
                of: count(progress.total),
            }))
        }
    }
}

/// Reckons on a thread of its own.
pub(super) async fn reckon(work: Work) -> Result<Option<Finding>, AppError> {
    reckon_telling(work, &Hand::free()).await
}

async fn reckon_telling(work: Work, hand: &Hand) -> Result<Option<Finding>, AppError> {
    let counter = Arc::new(Counter::default());
    let counted = Arc::clone(&counter);
    let mut reckoning = tokio::task::spawn_blocking(move || estimate(&work, &counted));
    loop {
        tokio::select! {
            found = &mut reckoning => {
                return found.map_err(|error| AppError::internal("evaluating a criterion", error));
            }
            () = tokio::time::sleep(REPORT_EVERY) => hand.tell(counter.now()),
        }
    }
}

/// Reckons what was asked for and keeps it, as whoever has it in hand. Where other figures would go in by now nothing is reckoned: nobody
/// asks for those any more.
pub(crate) async fn reckon_in_hand(
    app: &App,
    organisation: OrganisationId,
    wanted: &Commission<'_>,
    hand: &Hand,
) -> Result<(), AppError> {
    let tx = app.read(organisation).await?;
    if store::find_answer(&tx, wanted.criterion, wanted.hash).await?.is_some() {
        return Ok(());
    }
    let Some(initiative) = initiatives::find(&tx, wanted.initiative).await? else {
        return Ok(());
    };
    let tree = structure::tree(&tx, app.today()).await?;
    let setting = Setting {
        tree: &tree,
        sites: &initiatives::sites_of(&tx, initiative.id).await?,
        initiative: &initiative,
        on: wanted.on,
    };
    let laid = lay_setting(&tx, &setting, wanted.criterion).await?;
    drop(tx);
    let Some(ground) = laid.filter(|ground| ground.hash == wanted.hash) else {
        return Ok(());
    };
    let (first, last) = (ground.work.material.first, ground.work.material.last());
    let finding = reckon_telling(ground.work, hand).await?;
    let evaluation = &KeptEvaluation {
        id: EvaluationId(Uuid::now_v7()),
        criterion: wanted.criterion,
        hash: ground.hash,
        method_version: i32::try_from(METHOD_VERSION).unwrap_or(i32::MAX),
        seed: i64::try_from(SEED).unwrap_or(i64::MAX),
        first,
        last,
        verdict: verdict_of(finding.as_ref()),
        inputs: ground.inputs,
        finding: write_finding(finding.as_ref())?,
        computed_at: app.now(),
    };
    app.writing(Writer::nobody(organisation), |work| async move {
        hand.hold(&work).await?;
        if store::find_answer(&work, evaluation.criterion, &evaluation.hash)
            .await?
            .is_none()
        {
            store::add(&work, evaluation).await?;
        }
        Ok(())
    })
    .await
}
