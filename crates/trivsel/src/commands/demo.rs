//! `trivsel demo`

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Args;
use trivsel_demo::{self as demo, Plan};

use super::{Desk, Outside, open, say, start_log};
use crate::failure::Failure;
use crate::server;

/// Open a complete, made-up organisation in a temporary file, and serve it on this machine only.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Make an organisation of about this many employees instead of the story
    #[arg(long)]
    employees: Option<usize>,
    /// Draw everything made up from another seed: the same story with other figures and people
    #[arg(long)]
    seed: Option<u64>,
    /// Use this empty database instead of a temporary file
    #[arg(long)]
    database: Option<String>,
    #[command(flatten)]
    outside: Outside,
}

impl Demo {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        start_log(false);
        let folder = tempfile::Builder::new()
            .prefix("trivsel-demo-")
            .tempdir()
            .map_err(|error| Failure::new("could not make a temporary folder", error))?;
        let database = self
            .database
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", folder.path().join("demo.db").display()));
        let elsewhere = "choose another port with --port, or --port 0 for any free one";
        let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), elsewhere).await?;
        let address = listener
            .local_addr()
            .map_err(|error| Failure::new("could not learn the address", error))?;
        let mut app = open(desk, &database, folder.path().join("uploads"), false).await?;
        self.outside.settle(&mut app, address)?;
        let plan = match self.employees {
            Some(employees) => Plan::of_size(employees),
            None => Plan::story(),
        };
        let plan = self.seed.map_or(plan, |seed| plan.drawn_from(seed));
        demo::create(&app, &plan)
            .await
            .map_err(|error| Failure::new("could not make the demo", error))?;
        say(format!(
            "Trivsel's demo is open at http://{address}\nEverything in it is made up. Stop it with Ctrl+C; nothing is kept."
        ))?;
        server::serve(app, listener).await?;
        Ok(ExitCode::SUCCESS)
    }
}
