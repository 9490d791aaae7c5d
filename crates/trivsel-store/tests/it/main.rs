//! What is kept, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod archive;
mod databases;
mod initiatives;
mod erase;
mod organisations;
mod reports;
mod schema;
