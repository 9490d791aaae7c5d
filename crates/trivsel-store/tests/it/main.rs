//! What is kept, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod archive;
mod commits;
mod databases;
mod duties;
mod erase;
mod happenings;
mod initiatives;
mod organisations;
mod questionnaires;
mod reports;
mod samples;
mod schema;
mod surveys;
