//! The crate's tests from outside: every document and table is opened again and read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod calendar;
mod table_in;
mod table_out;
