//! `trivsel export`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use trivsel_app::backup;

use super::{Desk, Installation, organisation, say};
use crate::failure::Failure;

/// Write everything of one organisation in open formats: CSV and lines of JSON in a zip file.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    installation: Installation,
    /// The organisation's short name; may be left out when there is only one
    #[arg(long)]
    organisation: Option<String>,
    /// The new file
    #[arg(long)]
    to: PathBuf,
}

impl Export {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let app = self.installation.open_existing(desk).await?;
        let organisation = organisation(&app, self.organisation.as_deref()).await?;
        let rows = backup::export(&app, organisation.id, None, &self.to)
            .await
            .map_err(|error| super::backup::told("could not write the export", error))?;
        say(format!(
            "{rows} rows of {} are in {}",
            organisation.name,
            self.to.display()
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}
