//! `trivsel backup` and `trivsel restore`

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use trivsel_app::App;
use trivsel_app::backup::{self, BackupError};
use trivsel_store::files::sqlite_files;

use super::{Desk, Installation, say};
use crate::failure::Failure;

/// How often, and after how long, a database that did not get its name is looked for again.
const LOOKS: u32 = 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

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
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let app = self.installation.open_existing(desk).await?;
        let rows = backup::write(&app.store, &self.to)
            .await
            .map_err(|error| told("could not write the backup", error))?;
        say(format!("{rows} rows are in {}", self.to.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        backup::check(&self.from).map_err(|error| told("could not restore", error))?;
        let rows = match self.installation.new_file()? {
            Some(file) => self.make_new(desk, &file).await?,
            None => self.fill(&self.installation.open(desk, false).await?).await?,
        };
        say(format!("{rows} rows are back"))?;
        Ok(ExitCode::SUCCESS)
    }

    async fn fill(&self, app: &App) -> Result<u64, Failure> {
        let restored = backup::restore(&app.store, &self.from, app.today()).await;
        restored.map_err(|error| told("could not restore", error))
    }

    /// A new file takes its name when it is whole: whoever is cut off half-way finds no empty database in its place.
    async fn make_new(&self, desk: &Desk, file: &Path) -> Result<u64, Failure> {
        let name = file.display().to_string();
        let unfinished = PathBuf::from(format!("{name}.unfinished"));
        let mut removed = RemovedUnlessNamed {
            file: &unfinished,
            is_named: false,
        };
        remove(&unfinished);
        let address = self
            .installation
            .address()?
            .replacen(&name, &unfinished.display().to_string(), 1);
        let app = self.installation.open_at(desk, &address, false).await?;
        let rows = self.fill(&app).await?;
        let store = app.store;
        let failed = |error: io::Error| Failure::new(format!("could not give {name} its name"), error);
        store
            .close()
            .await
            .map_err(|error| Failure::new("the database could not be closed", error))?;
        File::open(&unfinished)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        std::fs::rename(&unfinished, file).map_err(failed)?;
        removed.is_named = true;
        Ok(rows)
    }
}

/// Removes a database that did not get its name.
struct RemovedUnlessNamed<'a> {
    file: &'a Path,
    is_named: bool,
}

impl Drop for RemovedUnlessNamed<'_> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a drop cannot wait otherwise, and the command is over: nobody waits for this thread"
    )]
    fn drop(&mut self) {
        if self.is_named {
            return;
        }
        // A connection that was just being opened has a thread of its own, which nobody can wait for: it may lay the file down once more
        // after it was removed. So it is looked for again for a moment.
        for _ in 0..LOOKS {
            remove(self.file);
            std::thread::sleep(BETWEEN_LOOKS);
        }
        remove(self.file);
    }
}

fn remove(file: &Path) {
    for path in sqlite_files(file) {
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
