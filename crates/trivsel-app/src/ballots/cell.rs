//! A cell of a survey of an organisation: what is mixed at a time.

use trivsel_domain::id::{OrganisationId, SurveyId};

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellOf {
    /// Whose survey it is.
    pub(crate) organisation: OrganisationId,
    pub(crate) survey: SurveyId,
    /// The cell's number there.
    pub(crate) number: u32,
}
