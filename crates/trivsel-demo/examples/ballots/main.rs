//! How many ballots a second are stored for good, whether any is lost when the server is killed, and how long a publication takes.
//!
//! ```text
//! ballots PROGRAM DATABASE speed | kill [BALLOTS TIMES] | publish EMPLOYEES units|crossing
//! ```
//!
//! `PROGRAM` is the built `trivsel`; `DATABASE` an empty one, `sqlite:FILE` or `postgres://…`. Makes an organisation with an open
//! survey, mints tokens with its key, starts the server and hands ballots in over HTTP as browsers do.
//!
//! * `speed`: 200 ballots a second for thirty seconds, then 1, 10 and 100 clients for ten each; beside them, how often the disk alone
//!   syncs a small write.
//! * `kill`: hands in ballots until so many are acknowledged, kills the server with SIGKILL at so many random moments in between and
//!   starts it again. What was not acknowledged is handed in again. At the end every acknowledged ballot must be there, once.
//! * `publish`: fills the box with made-up answers of three in four, closes the survey and publishes it, as the program does at night.

mod client;
mod ground;
mod kill;
mod publish;
mod speed;

use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match words.as_slice() {
        [program, database, "speed"] => runtime.block_on(speed::run(program, database)),
        [program, database, "kill"] => runtime.block_on(kill::run(program, database, 100_000, 10)),
        [program, database, "kill", ballots, times] => {
            runtime.block_on(kill::run(program, database, ballots.parse()?, times.parse()?))
        }
        [_, database, "publish", employees, "units"] => {
            runtime.block_on(publish::run(database, employees.parse()?, false))
        }
        [_, database, "publish", employees, "crossing"] => {
            runtime.block_on(publish::run(database, employees.parse()?, true))
        }
        _ => Err(
            "usage: ballots PROGRAM DATABASE speed | kill [BALLOTS TIMES] | publish EMPLOYEES units|crossing".into(),
        ),
    }
}
