//! How quickly many screens hear what happens, and whether they hear all of it: a load program beside a real server.
//!
//! It fills an empty database, starts `trivsel serve`, opens the streams, and writes notes by the same forms a browser sends. First it
//! measures; then it cuts lines; then it kills the server with -9 in the middle and starts it again. `bench/live.sh` runs all of it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a load program: it stops where anything is not as it should be"
)]

mod ground;
mod heard;
mod screens;
mod servers;
mod workshop;
mod writes;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;

use ground::Ground;
use heard::Heard;
use servers::Servers;

/// What is asked of it.
#[derive(Clone, Debug, Parser)]
pub(crate) struct Asked {
    /// The program that serves
    #[arg(long)]
    server: PathBuf,
    /// An empty database: sqlite:FILE or postgres://…
    #[arg(long)]
    database: String,
    /// How many servers serve it; more than one on PostgreSQL only
    #[arg(long, default_value_t = 1)]
    servers: usize,
    /// Screens that listen
    #[arg(long, default_value_t = 2_000)]
    streams: usize,
    /// Scopes they listen to, beside one that all listen to
    #[arg(long, default_value_t = 200)]
    scopes: usize,
    /// Writes a second in all scopes together; one more a second goes to all
    #[arg(long, default_value_t = 100)]
    rate: u64,
    /// On a workshop's day with its boards, in place of initiatives
    #[arg(long)]
    workshop: bool,
    /// Seconds that are measured
    #[arg(long, default_value_t = 30)]
    seconds: u64,
}

#[tokio::main]
async fn main() {
    let asked = Asked::parse();
    servers::raise_files();
    let ground = Arc::new(Ground::make(&asked).await);
    let mut servers = Servers::start(&asked);
    servers.wait().await;
    let before = servers.memory();
    let heard = Arc::new(Heard::new(&asked));
    let began = Instant::now();
    let screens = screens::open(&ground, &servers, &heard);
    heard.until_listening(asked.streams).await;
    let opened = began.elapsed();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let listening = servers.memory();
    println!(
        "{} streams on {} server(s) in {:.1} s; memory {} kB before, {} kB with them: {:.1} MB for the streams",
        asked.streams,
        asked.servers,
        opened.as_secs_f64(),
        before,
        listening,
        (listening.saturating_sub(before)) as f64 / 1024.0
    );

    let busy = servers.processor_seconds();
    writes::run(&ground, &servers, &heard, &asked, Duration::from_secs(asked.seconds)).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let busy = servers.processor_seconds() - busy;
    heard.print(&asked);
    println!(
        "memory after {} s of writing: {} kB ({:.1} MB for the streams); the server(s) used {busy:.1} s of processor time",
        asked.seconds,
        servers.memory(),
        (servers.memory().saturating_sub(before)) as f64 / 1024.0
    );
    ground.compare(&heard, "after measuring").await;

    let cutting = screens.cut_now_and_again(Duration::from_secs(10));
    let writing = writes::run(&ground, &servers, &heard, &asked, Duration::from_secs(10));
    tokio::join!(cutting, writing);
    heard.until_listening(asked.streams).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    ground.compare(&heard, "after cut lines").await;

    let killed = async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        servers.kill_first();
        let began = Instant::now();
        tokio::time::sleep(Duration::from_millis(500)).await;
        servers.start_again();
        servers.wait().await;
        heard.until_listening(asked.streams).await;
        began.elapsed()
    };
    let addresses = servers::Addresses::of(&asked);
    let writing = writes::run(&ground, &addresses, &heard, &asked, Duration::from_secs(10));
    let (back, ()) = tokio::join!(killed, writing);
    println!("all streams were back {:.1} s after the kill", back.as_secs_f64());
    tokio::time::sleep(Duration::from_secs(5)).await;
    ground.compare(&heard, "after kill -9").await;
}
