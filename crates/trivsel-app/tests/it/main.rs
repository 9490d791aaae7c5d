//! Use cases on real databases and real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::disallowed_methods
)]

mod access;
mod anchoring;
mod area;
mod chain;
mod clock;
mod coverage;
mod evaluations;
mod figures;
mod followed;
mod ground;
mod handover;
mod happenings;
mod identity;
mod import_faults;
mod import_spoilt;
mod import_told;
mod imports;
mod initiatives;
mod jobs;
mod lessons;
mod meetings_of_writers;
mod notices;
mod organisation;
mod organisation_import;
mod parts;
mod planner;
mod plans;
mod questionnaires;
mod reading;
mod sent_forms;
mod smtp;
mod survey_changes;
mod surveys;
mod waves;
mod workshops;
