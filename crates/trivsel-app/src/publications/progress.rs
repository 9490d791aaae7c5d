//! How far publications under way on this server have come.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use trivsel_domain::id::SurveyId;

use super::Progress;

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
}

static UNDER_WAY: Mutex<Option<HashMap<SurveyId, Step>>> = Mutex::new(None);
static FAILED: Mutex<Option<HashSet<SurveyId>>> = Mutex::new(None);

impl Progress {
    /// Notes what came of trying to publish a survey on this server.
    pub(crate) fn note_tried(survey: SurveyId, has_worked: bool) {
        let mut failed = FAILED.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = failed.get_or_insert_default();
        if has_worked {
            failed.remove(&survey);
        } else {
            failed.insert(survey);
        }
    }

    /// Could it not be made the last time it was tried? It is tried again.
    pub fn has_failed(&self) -> bool {
        self.step == Step::Failed
    }
}

fn has_failed(survey: SurveyId) -> bool {
    let failed = FAILED.lock().unwrap_or_else(PoisonError::into_inner);
    failed.as_ref().is_some_and(|failed| failed.contains(&survey))
}

/// How far a survey's publication has come. What failed stays so while it is tried again, until it works.
pub(super) fn of(survey: SurveyId) -> Progress {
    let under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    let step = under_way
        .as_ref()
        .and_then(|steps| steps.get(&survey).copied())
        .unwrap_or(Step::Waiting);
    let step = if has_failed(survey) { Step::Failed } else { step };
    Progress {
        step,
        done: Step::ALL.iter().position(|known| *known == step).unwrap_or(0),
        of: Step::ALL.len(),
    }
}

/// Notes that a step begins.
pub(super) fn begin(survey: SurveyId, step: Step) {
    let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    under_way.get_or_insert_default().insert(survey, step);
}

/// Notes that nothing is under way any more.
pub(super) fn end(survey: SurveyId) {
    if let Some(steps) = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        steps.remove(&survey);
    }
}
