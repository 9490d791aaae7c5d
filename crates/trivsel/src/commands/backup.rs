//! `trivsel backup` and `trivsel restore`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use trivsel_app::backup::{self, BackupError};

use super::{Installation, say};
use crate::failure::Failure;

/// Write everything into one file, while the program is in use.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    installation: Installation,
    /// The new file; one that is there already is left alone
    #[arg(long)]
    to: PathBuf,
}

/// Fill an empty database from a backup. Never overwrites.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    installation: Installation,
    /// The backup
    #[arg(long)]
    from: PathBuf,
}

impl Backup {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let app = self.installation.open(false).await?;
        let rows = backup::write(&app.store, &self.to).await.map_err(told)?;
        say(format!("{rows} rows are in {}", self.to.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let app = self.installation.open(false).await?;
        let rows = backup::restore(&app.store, &self.from).await.map_err(told)?;
        say(format!("{rows} rows are back"))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What a backup, restore or export could not do.
pub(super) fn told(error: BackupError) -> Failure {
    match error {
        BackupError::FileExists(_) => Failure::refused(error.to_string()).hint("choose another name"),
        BackupError::NotEmpty => Failure::refused(error.to_string()).hint("name a new database with --database"),
        BackupError::NotABackup(_) => Failure::refused(error.to_string()),
        other => Failure::new("it could not be finished", other),
    }
}
