//! The program: `trivsel demo`, `trivsel serve` and the commands round them.

mod commands;
mod failure;
mod press;
mod private;
mod schedule;
mod server;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::commands::Command;
use crate::failure::Failure;

/// How long threads may go on once everything else has ended.
const LINGER: Duration = Duration::from_secs(1);

/// Trivsel: the workbench a workplace uses to look after its mental health.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    private::by_default();
    let arguments = Arguments::parse();
    let finished = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let finished = runtime.block_on(arguments.command.run());
            // A thread that still reckons writes nothing by itself: whoever waited for it has given its work back.
            runtime.shutdown_timeout(LINGER);
            finished
        }
        Err(error) => Err(Failure::new("the program could not start", error)),
    };
    match finished {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
