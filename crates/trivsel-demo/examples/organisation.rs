//! Makes an organisation of any size in a database: `organisation DATABASE EMPLOYEES [SEED]`.
//!
//! `DATABASE` is `sqlite:FILE` or `postgres://…`. The same size and seed make the same organisation, with the same addresses.
//! Prints the organisation's short name and how long it took.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use trivsel_app::{App, Clock, Settings};
use trivsel_demo::Plan;
use trivsel_store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(employees)) = (arguments.next(), arguments.next()) else {
        return Err("usage: organisation DATABASE EMPLOYEES [SEED]".into());
    };
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let plan = Plan::of_size(employees.parse()?).drawn_from(seed);
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let app = App::new(
                Store::open(&database).await?,
                Clock::System,
                Settings::local(std::env::temp_dir()),
            );
            let begun = Instant::now();
            trivsel_demo::create(&app, &plan).await?;
            app.store.count_tables().await?;
            writeln!(
                std::io::stdout(),
                "{} in {:.1} s",
                plan.short_name(),
                begun.elapsed().as_secs_f64()
            )?;
            Ok(())
        })
}
