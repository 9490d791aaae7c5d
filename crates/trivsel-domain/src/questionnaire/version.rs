//! A questionnaire and its versions: drafts that change, and published ones that never do.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Content, Problem};
use crate::id::{PersonId, QuestionnaireId, QuestionnaireVersionId};

/// A questionnaire: what its versions have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    pub id: QuestionnaireId,
    /// A short name for files and addresses of the API, unique in the organisation.
    pub code: String,
    /// Comes with the program. It is not changed here; a copy can be.
    pub is_built_in: bool,
    /// When it was taken out of use; none while new surveys may use it.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// One version of a questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionnaireVersion {
    pub id: QuestionnaireVersionId,
    /// Of which questionnaire.
    pub questionnaire: QuestionnaireId,
    /// Its number there, from 1.
    pub number: i32,
    /// The version it was made from, which it is compared with; none for one that was written or imported from nothing.
    pub based_on: Option<QuestionnaireVersionId>,
    /// What it says.
    pub content: Content,
    /// When it was published, and under which hash; none while it is a draft.
    pub published: Option<Published>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Counts the changes.
    pub version: i32,
}

/// A version that is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for what came with the program, and when the person has been erased since.
    pub by: Option<PersonId>,
    /// The hash of the canonical content.
    pub hash: String,
}

/// A published version stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the version was published on {on}")]
pub struct AlreadyPublished {
    /// When.
    pub on: DateTime<Utc>,
}

/// Why a version cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// It is published already.
    #[error(transparent)]
    Already(#[from] AlreadyPublished),
    /// It is not finished.
    #[error("the version has {} problems", .0.len())]
    Problems(Vec<Problem>),
}

impl Questionnaire {
    /// Can new surveys use it?
    pub fn is_in_use(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

impl QuestionnaireVersion {
    /// Can it still be changed?
    pub fn is_draft(&self) -> bool {
        self.published.is_none()
    }

    /// Is it frozen, and can a survey ask it?
    pub fn is_published(&self) -> bool {
        self.published.is_some()
    }

    /// The draft with another content.
    pub fn changed(&self, content: Content) -> Result<Self, AlreadyPublished> {
        self.check_draft()?;
        Ok(Self {
            content,
            ..self.clone()
        })
    }

    /// The version, frozen: what it says stays as it is from now on.
    pub fn published(&self, published: Published) -> Result<Self, PublishError> {
        self.check_draft()?;
        let problems = self.content.check();
        if problems.is_empty() {
            Ok(Self {
                published: Some(published),
                ..self.clone()
            })
        } else {
            Err(PublishError::Problems(problems))
        }
    }

    fn check_draft(&self) -> Result<(), AlreadyPublished> {
        match &self.published {
            Some(published) => Err(AlreadyPublished { on: published.at }),
            None => Ok(()),
        }
    }
}
