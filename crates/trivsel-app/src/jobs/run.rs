//! One job in one server's hands: taken, done beside a beating heart, and put down with what came of it.

use std::time::Instant;

use chrono::TimeDelta;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use trivsel_domain::happening::Happening;
use trivsel_domain::id::OrganisationId;
use trivsel_domain::job::{Job, JobFailure, JobProgress, Lane};
use trivsel_store::jobs::{self as store, KeptJob, PutDown};
use uuid::Uuid;

use super::Hand;
use super::perform::{Ended, Post, give_up, perform};
use crate::work::{Work, Writer};
use crate::{App, AppError};

/// A job in this server's hands.
struct Taken<'a> {
    app: &'a App,
    organisation: OrganisationId,
    /// As it was before it was taken.
    seen: KeptJob,
    /// None where it is a job that this program does not know.
    job: Option<Job>,
    mark: Uuid,
}

/// Takes a job, if nobody was quicker, and does it. Says whether it was taken.
pub(super) async fn run(
    app: &App,
    post: Option<&Post>,
    organisation: OrganisationId,
    seen: KeptJob,
    stopping: watch::Receiver<bool>,
) -> Result<bool, AppError> {
    let taken = Taken {
        app,
        organisation,
        job: serde_json::from_str(&seen.payload).ok(),
        seen,
        mark: Uuid::new_v4(),
    };
    if !taken.take().await? {
        return Ok(false);
    }
    let ended = taken.done(post, stopping).await;
    app.jobs.ended.notify_waiters();
    ended.map(|()| true)
}

impl Taken<'_> {
    async fn take(&self) -> Result<bool, AppError> {
        let (seen, mark) = (&self.seen, self.mark);
        self.app
            .writing(Writer::nobody(self.organisation), |work| async move {
                Ok(store::take(&work, seen, mark).await?)
            })
            .await
    }

    async fn done(&self, post: Option<&Post>, mut stopping: watch::Receiver<bool>) -> Result<(), AppError> {
        let Some(job) = self.job.clone() else {
            return self.put_down(PutDown::GiveUp(JobFailure::Unknown)).await;
        };
        if self.is_given_up() {
            // Whoever had it stopped in the middle, each time.
            let failure = self.seen.failure.unwrap_or(JobFailure::Interrupted);
            return self.give_up(&job, failure).await;
        }
        let hand = Hand::on(self.seen.id, self.mark, stopping.clone());
        let mut at_work = JoinSet::new();
        {
            let (app, job, hand, post) = (self.app.clone(), job.clone(), hand.clone(), post.cloned());
            let organisation = self.organisation;
            at_work.spawn(async move { perform(&app, organisation, &job, &hand, post.as_ref()).await });
        }
        let pace = self.app.settings.pace;
        let (mut told, mut beaten_at) = (JobProgress::default(), Instant::now());
        let came = loop {
            tokio::select! {
                biased;
                ended = at_work.join_next() => break ended,
                // What falls due by itself ends between two steps; what takes minutes is left for another server, or for later.
                true = is_asked(&mut stopping), if self.seen.kind.lane() != Lane::Days => {
                    at_work.abort_all();
                    return self.put_down(PutDown::GiveBack).await;
                }
                () = tokio::time::sleep(pace.tell) => {}
            }
            let now = hand.told();
            if now == told && beaten_at.elapsed() < pace.beat {
                continue;
            }
            match self.beat(&now, now != told).await {
                Ok(true) => (told, beaten_at) = (now, Instant::now()),
                Ok(false) => {
                    tracing::warn!(job.id = %self.seen.id, "a {} was taken over by another server", self.seen.kind.code());
                    return Ok(());
                }
                // The database may be busy with what this very job writes.
                Err(error) => tracing::info!(job.id = %self.seen.id, "could not say that a job is being done: {error}"),
            }
        };
        self.end(&job, came).await
    }

    /// Was it begun as often as it may be?
    fn is_given_up(&self) -> bool {
        let most = self.seen.kind.most_tries();
        most.is_some_and(|most| self.seen.tries >= most)
    }

    /// Screens that wait for it hear of it where it `has_come_further`.
    async fn beat(&self, progress: &JobProgress, has_come_further: bool) -> Result<bool, AppError> {
        let (id, mark) = (self.seen.id, self.mark);
        self.app
            .writing(Writer::nobody(self.organisation), |work| async move {
                let is_held = store::beat(&work, id, mark, progress).await?;
                if is_held && has_come_further {
                    self.tell(&work);
                }
                Ok(is_held)
            })
            .await
    }

    /// Tells screens that wait for it that there is something to see.
    fn tell(&self, work: &Work) {
        if let Some(scope) = self.job.as_ref().and_then(Job::scope) {
            work.tell(scope, Happening::Progressed);
        }
    }

    async fn end(&self, job: &Job, came: Option<Result<Result<Ended, AppError>, JoinError>>) -> Result<(), AppError> {
        let error = match came {
            Some(Ok(Ok(Ended::Done))) if self.seen.kind.is_told_afterwards() => {
                return self.put_down(PutDown::DoneAndTold).await;
            }
            Some(Ok(Ok(Ended::Done))) => return self.put_down(PutDown::Done).await,
            Some(Ok(Ok(Ended::Until(at)))) => return self.put_down(PutDown::Until(at)).await,
            Some(Ok(Err(error))) => error,
            Some(Err(panic)) => AppError::internal("work in the background", panic),
            None => return Ok(()),
        };
        let kind = self.seen.kind;
        tracing::error!(job.id = %self.seen.id, "a {} failed: {error:?}", kind.code());
        let failure = match error {
            AppError::Busy(_) | AppError::Unwritable(_) => JobFailure::Busy,
            _ => JobFailure::Internal,
        };
        let tries = self.seen.tries + 1;
        if kind.most_tries().is_some_and(|most| tries >= most) {
            return self.give_up(job, failure).await;
        }
        let wait = TimeDelta::from_std(kind.wait_after(tries)).unwrap_or_default();
        self.put_down(PutDown::Retry(failure, self.app.now() + wait)).await
    }

    /// Tells what it was about, and marks it as given up with it.
    async fn give_up(&self, job: &Job, failure: JobFailure) -> Result<(), AppError> {
        let (seen, mark) = (&self.seen, self.mark);
        self.app
            .writing(Writer::nobody(self.organisation), |work| async move {
                store::must_hold(&work, seen.id, mark).await?;
                give_up(&work, job, failure).await?;
                store::put_down(&work, seen, mark, PutDown::GiveUp(failure), work.now).await?;
                self.tell(&work);
                Ok(())
            })
            .await
    }

    async fn put_down(&self, how: PutDown) -> Result<(), AppError> {
        let (seen, mark) = (&self.seen, self.mark);
        self.app
            .writing(Writer::nobody(self.organisation), |work| async move {
                store::put_down(&work, seen, mark, how, work.now).await?;
                self.tell(&work);
                Ok(())
            })
            .await
    }
}

/// Waits until the program is asked to stop. Says false when nobody can ask it.
async fn is_asked(stopping: &mut watch::Receiver<bool>) -> bool {
    stopping.wait_for(|asked| *asked).await.is_ok()
}
