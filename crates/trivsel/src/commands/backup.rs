//! `trivsel backup` and `trivsel restore`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use trivsel_app::backup::{self, BackupError};
use trivsel_store::Store;

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
        let app = self.installation.open_existing().await?;
        let rows = backup::write(&app.store, &self.to)
            .await
            .map_err(|error| told("could not write the backup", error))?;
        say(format!("{rows} rows are in {}", self.to.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let new_file = self.installation.new_file();
        backup::check(&self.from).map_err(|error| told("could not restore", error))?;
        let app = self.installation.open(false).await?;
        let restored = backup::restore(&app.store, &self.from).await;
        if let (Err(_), Some(file)) = (&restored, new_file) {
            remove(&app.store, &file).await;
        }
        let rows = restored.map_err(|error| told("could not restore", error))?;
        say(format!("{rows} rows are back"))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Removes a database that was made for a restore that failed.
async fn remove(store: &Store, file: &Path) {
    let _closed_or_not = store.close().await;
    for beside in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(beside);
        let _gone = std::fs::remove_file(path);
    }
}

/// What a backup, restore or export could not do.
pub(super) fn told(what: &str, error: BackupError) -> Failure {
    let hint = match &error {
        BackupError::FileExists(_) => "choose another name with --to",
        BackupError::NotEmpty => "name a new database with --database",
        BackupError::NotABackup(_) => {
            "name with --from a file that trivsel backup of this version or an older one wrote"
        }
        BackupError::File { .. } => "see that the folder is there, and that this account may read and write in it",
        BackupError::Archive(_) | BackupError::Store(_) => return Failure::new(what, error),
    };
    match error {
        BackupError::File { .. } => Failure::new(what, error).hint(hint),
        refused => Failure::refused(format!("{what}: {refused}")).hint(hint),
    }
}
