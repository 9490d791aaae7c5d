//! `trivsel serve`

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;
use trivsel_app::identity::lack;

use super::{Desk, Installation, Outside, say, start_log};
use crate::failure::Failure;
use crate::server;

/// Serve an installation until SIGINT or SIGTERM.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    installation: Installation,
    /// Where to listen
    #[arg(long, env = "TRIVSEL_ADDRESS", default_value = "127.0.0.1:8080")]
    address: SocketAddr,
    /// The pages are reached by https, through a proxy in front: cookies are sent there only
    #[arg(long, env = "TRIVSEL_HTTPS")]
    https: bool,
    #[command(flatten)]
    outside: Outside,
    /// Write the log as lines of JSON
    #[arg(long, env = "TRIVSEL_LOG_JSON")]
    log_json: bool,
}

impl Serve {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        start_log(self.log_json);
        let mut app = self.installation.open(desk, self.https).await?;
        let elsewhere = SocketAddr::new(self.address.ip(), self.address.port().checked_add(1).unwrap_or(8080));
        let elsewhere = format!("choose another port with --address {elsewhere}, or port 0 for any free one");
        let listener = server::listen(self.address, &elsewhere).await?;
        let address = listener
            .local_addr()
            .map_err(|error| Failure::new("could not learn the address", error))?;
        self.outside.settle(&mut app, address)?;
        tracing::info!("serving on http://{address}");
        let lacks = lack(&app)
            .await
            .map_err(|error| Failure::new("could not read the organisations", error))?;
        if lacks.is_some() {
            // On standard output and not in the log: whoever holds it gets in, and logs are kept and read by others.
            let key = app.setup.offer();
            say(format!(
                "Nobody can sign in yet. Set the installation up here, within this start of the server: {}/setup/{key}",
                app.settings.public_url
            ))?;
            tracing::warn!(
                "nobody can sign in yet: open the setup link on standard output, or run `trivsel setup`. `trivsel demo` shows a made-up workplace"
            );
        }
        server::serve(app, listener).await?;
        Ok(ExitCode::SUCCESS)
    }
}
