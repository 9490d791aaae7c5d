//! The index from outside, in languages of which little is known, and with any text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod any_text;
mod changes;
mod excerpts;
mod hits;
mod site;
