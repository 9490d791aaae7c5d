//! Tests against other programs, against sums done by hand, and of what must always hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod charts;
mod distributions;
mod false_signals;
mod its;
mod lots;
mod multiples;
mod oracle;
mod power;
mod power_staggered;
mod properties;
mod qr;
mod randomisation;
mod run_charts;
mod scale_coverage;
mod scale_properties;
mod scale_traps;
mod scales;
mod seasons;
mod signals;
mod staggered;
mod summaries;
mod traps;
mod waves;
