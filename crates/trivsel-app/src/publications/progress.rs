//! How far a publication has come, on whichever server it is made.

use serde::{Deserialize, Serialize};
use trivsel_domain::id::SurveyId;
use trivsel_domain::job::{Job, JobProgress};
use trivsel_store::Tx;

use super::Progress;
use crate::AppError;
use crate::jobs::{self, Hand};

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Waiting for its turn.
    Waiting,
    /// Counting answers.
    Counting,
    /// Protecting and auditing means.
    Means,
    /// Protecting and auditing distributions.
    Distributions,
    /// Protecting and auditing offensive behaviour.
    Offensive,
    /// Writing it down.
    Writing,
    /// It could not be made the last time it was tried; it is tried again.
    Failed,
}

impl Step {
    /// Those that are gone through, in order.
    const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Counting,
        Self::Means,
        Self::Distributions,
        Self::Offensive,
        Self::Writing,
    ];

    /// The code of its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Counting => "counting",
            Self::Means => "means",
            Self::Distributions => "distributions",
            Self::Offensive => "offensive",
            Self::Writing => "writing",
            Self::Failed => "failed",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

impl Progress {
    fn at(step: Step) -> Self {
        Self {
            step,
            done: Step::ALL.iter().position(|known| *known == step).unwrap_or(0),
            of: Step::ALL.len(),
        }
    }

    /// Could it not be made the last time it was tried? It is tried again.
    pub fn has_failed(&self) -> bool {
        self.step == Step::Failed
    }
}

/// How far a survey's publication has come. What failed stays so while it is tried again, until it works.
pub(super) async fn of(tx: &Tx, survey: SurveyId) -> Result<Progress, AppError> {
    let step = match jobs::find(tx, &Job::Publish { survey }).await? {
        Some(job) if job.failure.is_some() => Step::Failed,
        Some(job) => Step::parse(&job.progress.step).unwrap_or(Step::Waiting),
        None => Step::Waiting,
    };
    Ok(Progress::at(step))
}

/// Says that a step begins.
pub(super) fn begin(hand: &Hand, step: Step) {
    let number = |count: usize| u64::try_from(count).unwrap_or(0);
    let Progress { done, of, .. } = Progress::at(step);
    hand.tell(JobProgress {
        step: step.code().to_owned(),
        done: number(done),
        total: number(of),
        counted: 0,
    });
}
