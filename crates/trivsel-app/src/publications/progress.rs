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
}

impl Step {
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
        }
    }
}

static UNDER_WAY: Mutex<Option<HashMap<SurveyId, Step>>> = Mutex::new(None);

/// How far a survey's publication has come.
pub(super) fn of(survey: SurveyId) -> Progress {
    let under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    let step = under_way
        .as_ref()
        .and_then(|steps| steps.get(&survey).copied())
        .unwrap_or(Step::Waiting);
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
