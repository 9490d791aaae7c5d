//! Addresses of what must come again: the year wheel, assessments, yearly talks.

use trivsel_domain::id::{AssessmentFindingId, AssessmentId, UnitId, YearlyTalkId};

pub(crate) const YEAR_WHEEL: &str = "/year-wheel";
pub(crate) const DUTIES: &str = "/year-wheel/duties";

/// Where a duty is set up.
pub(crate) fn duty(code: &str) -> String {
    format!("{DUTIES}/{code}")
}

/// A duty in a unit.
pub(crate) fn duty_in(unit: UnitId, code: &str) -> String {
    format!("{YEAR_WHEEL}/units/{unit}/duties/{code}")
}

pub(crate) const ASSESSMENTS: &str = "/assessments";
pub(crate) const UNIT_REPORTS: &str = "/unit-reports";

/// One assessment.
pub(crate) fn assessment(id: AssessmentId) -> String {
    format!("{ASSESSMENTS}/{id}")
}

/// One finding of an assessment.
pub(crate) fn finding(id: AssessmentId, finding: AssessmentFindingId) -> String {
    format!("{ASSESSMENTS}/{id}/findings/{finding}")
}

pub(crate) const YEARLY_TALKS: &str = "/yearly-talks";

/// One yearly talk.
pub(crate) fn yearly_talk(id: YearlyTalkId) -> String {
    format!("{YEARLY_TALKS}/{id}")
}

/// A year of what must come again, unit by unit.
pub(crate) fn wheel_year(year: i32) -> String {
    format!("{YEAR_WHEEL}/years/{year}")
}

/// The absence of a unit's last year.
pub(crate) fn absence_year(unit: UnitId) -> String {
    format!("{YEAR_WHEEL}/units/{unit}/absence")
}

/// Large changes of a unit.
pub(crate) fn unit_changes(unit: UnitId) -> String {
    format!("{YEAR_WHEEL}/units/{unit}/changes")
}
