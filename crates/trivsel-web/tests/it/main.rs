//! The site as a browser meets it, without a browser: requests in, pages out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod answer;
mod figures;
mod followed;
mod identity;
mod initiatives;
mod live;
mod organisation;
mod planner;
mod policies;
mod questionnaires;
mod reports;
mod results;
mod routes;
mod sent_once;
mod site;
mod survey_criteria;
mod surveys;
mod two_at_once;
