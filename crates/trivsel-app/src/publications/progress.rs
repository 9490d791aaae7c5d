//! How far publications under way on this server have come.

use std::collections::HashMap;
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

static STEPS: Mutex<Option<HashMap<SurveyId, Step>>> = Mutex::new(None);

impl Progress {
    /// Could it not be made the last time it was tried? It is tried again.
    pub fn has_failed(&self) -> bool {
        self.step == Step::Failed
    }
}

/// How far a survey's publication has come.
pub(super) fn of(survey: SurveyId) -> Progress {
    let steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    let step = steps.as_ref().and_then(|steps| steps.get(&survey).copied());
    let step = step.unwrap_or(Step::Waiting);
    Progress {
        step,
        done: Step::ALL.iter().position(|known| *known == step).unwrap_or(0),
        of: Step::ALL.len(),
    }
}

/// Notes that a step begins. What failed stays so while it is tried again, until it works.
pub(super) fn begin(survey: SurveyId, step: Step) {
    let mut steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = steps.get_or_insert_default().entry(survey).or_insert(step);
    if *known != Step::Failed {
        *known = step;
    }
}

/// Notes that a try is over, and what came of it.
pub(super) fn end(survey: SurveyId, has_worked: bool) {
    let mut steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    let steps = steps.get_or_insert_default();
    if has_worked {
        steps.remove(&survey);
    } else {
        steps.insert(survey, Step::Failed);
    }
}
