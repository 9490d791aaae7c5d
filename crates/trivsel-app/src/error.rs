//! What went wrong, in the terms of the caller.

use trivsel_domain::rights::Denied;
use trivsel_store::StoreError;

/// Why a use case did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The thing is not there, or not for this person to know of.
    #[error("not found")]
    NotFound,
    /// The person may not do this.
    #[error("forbidden")]
    Forbidden,
    /// What was typed cannot be used; each problem names its field.
    #[error("{} fields cannot be used as typed", .0.len())]
    Invalid(Vec<Problem>),
    /// Somebody else changed the same thing in the meantime.
    #[error("changed by somebody else in the meantime")]
    Conflict,
    /// The rule forbids it now; the id of the sentence that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Too many tries; wait some minutes.
    #[error("too many tries")]
    TooMany,
    /// Too many tries at this account or from this network.
    #[error("too many tries: come back in {seconds} seconds")]
    Wait {
        /// When the next one is looked at.
        seconds: u64,
    },
    /// More is asked at once than the program takes on.
    #[error("too much at once: come back in {seconds} seconds")]
    Full {
        /// When it is worth trying again.
        seconds: u64,
    },
    /// The database is busy; try again.
    #[error("busy")]
    Busy(#[source] StoreError),
    /// Nothing can be saved: the disk is full or fails.
    #[error("nothing can be saved")]
    Unwritable(#[source] StoreError),
    /// A failure of ours.
    #[error("{what}")]
    Internal {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// One field that cannot be used as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form.
    pub field: String,
    /// The id of the sentence in the word files.
    pub message: &'static str,
    /// What the sentence needs to know.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem whose sentence needs nothing more.
    pub fn new(field: impl Into<String>, message: &'static str) -> Self {
        Self {
            field: field.into(),
            message,
            args: Vec::new(),
        }
    }

    /// Adds something the sentence needs to know.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// What stands in the way of reading a form: each problem with its field. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// What two forms on one page say, or all that stands in the way of both.
    pub fn of_both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (Err(mut problems), Err(more)) => {
                problems.0.extend(more.0);
                Err(problems)
            }
            (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => Err(problems),
        }
    }
}

impl From<Problems> for AppError {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems.0)
    }
}

impl AppError {
    /// One field that cannot be used, and why.
    pub fn invalid(field: impl Into<String>, message: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(field, message)])
    }

    /// Did two writings want the same thing at the same moment? A number that somebody else took first is one of these, too.
    pub(crate) fn is_collision(&self) -> bool {
        match self {
            Self::Busy(error) => error.is_collision(),
            Self::Internal { source, .. } => {
                matches!(source.downcast_ref::<StoreError>(), Some(StoreError::Conflict(_)))
            }
            _ => false,
        }
    }

    /// A failure of ours, with what was being done.
    pub fn internal(what: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal {
            what,
            source: source.into(),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) => Self::Busy(error),
            StoreError::Unwritable(_) => Self::Unwritable(error),
            StoreError::Stale => Self::Conflict,
            other => Self::internal("the store failed", other),
        }
    }
}

impl From<Denied> for AppError {
    fn from(_: Denied) -> Self {
        Self::Forbidden
    }
}
