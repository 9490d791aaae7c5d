//! The program as it is run from a shell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod analyse;
mod analyse_files;
mod asked;
mod ballot;
mod first_hour;
mod installation;
mod jobs;
mod joins;
mod killed_boards;
mod linking;
mod mixing;
mod protect;
mod secrecy;
mod sheets;
mod storage;
