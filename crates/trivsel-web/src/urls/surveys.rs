//! Addresses of surveys and of what they showed.

use std::borrow::Borrow;

use trivsel_domain::id::{SurveyId, UnitId};

pub(crate) const SURVEYS: &str = "/surveys";

/// How a survey goes on that came back from a backup.
pub(crate) fn survey_held(id: SurveyId) -> String {
    format!("/surveys/{id}/held")
}

/// One survey.
pub(crate) fn survey(id: impl Borrow<SurveyId>) -> String {
    format!("/surveys/{}", id.borrow())
}

/// Where it is set up.
pub(crate) fn survey_edit(id: SurveyId) -> String {
    format!("/surveys/{id}/edit")
}

/// Where those who can be asked about it are changed.
pub(crate) fn survey_contacts(id: SurveyId) -> String {
    format!("/surveys/{id}/contacts")
}

/// Where its last day is moved.
pub(crate) fn survey_last_day(id: SurveyId) -> String {
    format!("/surveys/{id}/last-day")
}

/// Where it is made the pattern of a new one.
pub(crate) fn survey_copy(id: SurveyId) -> String {
    format!("/surveys/{id}/copy")
}

/// Where it is called off before it opens.
pub(crate) fn survey_remove(id: SurveyId) -> String {
    format!("/surveys/{id}/remove")
}

/// The notice for the wall.
pub(crate) fn survey_poster(id: SurveyId) -> String {
    format!("/surveys/{id}/notice.pdf")
}

/// What was published of it.
pub(crate) fn survey_results(id: SurveyId) -> String {
    format!("/surveys/{id}/results")
}

/// Where it is answered, by anybody with a code.
pub(crate) fn answer(organisation: &str, number: i32) -> String {
    format!("/answer/{organisation}/{number}")
}

/// What a survey showed: the reader's home unit.
pub(crate) fn results(survey: SurveyId) -> String {
    format!("/surveys/{survey}/results")
}

/// What followed a survey.
pub(crate) fn followed(survey: SurveyId) -> String {
    format!("/surveys/{survey}/followed")
}

/// What a survey showed in a unit.
pub(crate) fn results_of(survey: impl Borrow<SurveyId>, unit: impl Borrow<UnitId>) -> String {
    format!("/surveys/{}/results/units/{}", survey.borrow(), unit.borrow())
}

/// The same on one sheet of paper.
pub(crate) fn results_sheet(survey: SurveyId, unit: UnitId) -> String {
    format!("{}/sheet.pdf", results_of(survey, unit))
}
