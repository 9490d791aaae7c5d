//! The crate as its users see it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod attacker;
mod attacks;
mod forest;
mod least_cost;
mod numbers;
mod proofs;
mod properties;
mod site;
mod smallest;
mod tree;
