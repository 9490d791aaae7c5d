//! The site as a browser meets it, without a browser: requests in, pages out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod access;
mod answer;
mod area;
mod areas;
mod assessments;
mod boards;
mod calendar;
mod chain;
mod duties;
mod figures;
mod followed;
mod handover;
mod identity;
mod initiatives;
mod legal_rules;
mod lessons;
mod live;
mod material;
mod meetings;
mod notices;
mod organisation;
mod planner;
mod plans;
mod policies;
mod questionnaires;
mod reports;
mod responsibles;
mod results;
mod routes;
mod saved_filters;
mod search;
mod sent_once;
mod setup;
mod site;
#[expect(dead_code, reason = "the tests of the use cases ask more of it")]
#[path = "../../../trivsel-app/tests/it/smtp.rs"]
mod smtp;
mod stairs;
mod standing;
mod starts;
mod stations;
mod survey_criteria;
mod surveys;
mod toolbox;
mod toolbox_own;
mod toolbox_tools;
mod two_at_once;
mod workshops;
mod yearly_talks;
