//! Addresses of initiatives, of what is followed up on them, and of the work of an area.

use std::borrow::Borrow;

use trivsel_domain::id::{AnchorCheckId, FollowUpId, InitiativeId, MeasureId, SuccessCriterionId, UnitId};

pub(crate) const INITIATIVES: &str = "/initiatives";

/// A new initiative.
pub(crate) const NEW_INITIATIVE: &str = "/initiatives/new";

/// Ideas put forward by those who do not write initiatives.
pub(crate) const IDEAS: &str = "/initiatives/ideas";

/// A new idea.
pub(crate) const NEW_IDEA: &str = "/initiatives/ideas/new";

/// Where what the register is narrowed to is kept.
pub(crate) const SAVED_FILTERS: &str = "/initiatives/filters";

/// The register, narrowed as somebody kept it.
pub(crate) fn initiatives_kept(query: &str) -> String {
    format!("{INITIATIVES}?{query}")
}

/// Where something kept is forgotten.
pub(crate) fn saved_filter_remove(id: trivsel_domain::id::SavedFilterId) -> String {
    format!("{SAVED_FILTERS}/{id}/remove")
}

/// One initiative.
pub(crate) fn initiative(id: impl Borrow<InitiativeId>) -> String {
    format!("/initiatives/{}", id.borrow())
}

/// Whether one of its criteria was met.
pub(crate) fn evaluation(id: InitiativeId, criterion: SuccessCriterionId) -> String {
    format!("/initiatives/{id}/criteria/{criterion}/evaluation")
}

/// What could be seen of one of its criteria, before it begins.
pub(crate) fn planner(id: InitiativeId, criterion: SuccessCriterionId) -> String {
    format!("/initiatives/{id}/criteria/{criterion}/planner")
}

/// The lots drawn about who begins when.
pub(crate) fn lots(id: InitiativeId) -> String {
    format!("/initiatives/{id}/lots")
}

/// What follows up on an initiative, and what came of it.
pub(crate) fn initiative_follow_ups(id: InitiativeId) -> String {
    format!("/initiatives/{id}/follow-ups")
}

/// The status reports of an initiative.
pub(crate) fn reports_of(id: InitiativeId) -> String {
    format!("/initiatives/{id}/reports")
}

/// Where somebody looks at whether what was anchored holds.
pub(crate) fn anchor_check(of: InitiativeId, check: AnchorCheckId) -> String {
    format!("{}/checks/{check}", initiative(of))
}

/// Where what came of a follow-up is written.
pub(crate) fn new_note(initiative: InitiativeId, follow_up: FollowUpId) -> String {
    format!("/initiatives/{initiative}/follow-ups/{follow_up}/notes/new")
}

/// Where an initiative is begun that is made after this one.
pub(crate) fn initiative_like(id: InitiativeId) -> String {
    format!("{NEW_INITIATIVE}?like={id}")
}

/// Where an initiative is begun that lies under this one.
pub(crate) fn initiative_under(id: InitiativeId) -> String {
    format!("{NEW_INITIATIVE}?under={id}")
}

/// The measures of an initiative on its page.
pub(crate) fn measures_of(id: InitiativeId) -> String {
    format!("{}#measures", initiative(id))
}

/// Where a measure becomes an initiative of its own.
pub(crate) fn grow_measure(id: InitiativeId, measure: MeasureId) -> String {
    format!("{}/measures/{measure}/grow", initiative(id))
}

/// Where the report of an area is begun.
pub(crate) fn area_report(unit: UnitId) -> String {
    format!("/units/{unit}/report")
}

/// The same, to be kept with this initiative.
pub(crate) fn area_report_with(unit: UnitId, kept_with: InitiativeId) -> String {
    format!("{}?initiative={kept_with}", area_report(unit))
}
