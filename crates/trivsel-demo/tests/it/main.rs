//! What holds for the demo as a whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod pools;
#[path = "../../../trivsel-app/src/publications/making/tests/told.rs"]
mod told;
