//! The program: `trivsel demo`, `trivsel serve` and the commands round them.

mod commands;
mod failure;
mod press;
mod private;
mod schedule;
mod server;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;
use crate::failure::Failure;

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
        Ok(runtime) => runtime.block_on(arguments.command.run()),
        Err(error) => Err(Failure::new("the program could not start", error)),
    };
    match finished {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
