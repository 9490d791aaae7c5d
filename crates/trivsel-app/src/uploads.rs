//! The folder where uploaded files wait. They may hold personal data, so none stays that nothing waits for: an upload that is cut,
//! by its sender or because the program was killed, leaves nothing behind for longer than it takes to start again.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use trivsel_store::{imports, organisations};

use crate::{App, AppError};

/// What a file is called while it comes in.
const PART: &str = "part";
/// How long a whole file may lie before the import it belongs to is written down.
const UNTIL_KNOWN: Duration = Duration::from_mins(15);
/// How long a file of units or persons waits for somebody to come back to it.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// A file that is coming in. Dropped before its end it is removed.
#[derive(Debug)]
pub struct Incoming {
    file: tokio::fs::File,
    part: PathBuf,
    path: PathBuf,
    is_whole: bool,
}

impl Incoming {
    /// Begins to write to a place. The file is locked for as long as it comes in: the lock of a program that was killed is gone
    /// with it, and that is how a file nobody writes any more is told, also by another server that shares the folder.
    pub async fn begin(path: &Path) -> Result<Self, AppError> {
        let failed = |error| AppError::internal("keeping an upload", error);
        let part = path.with_extension(PART);
        let opening = part.clone();
        let file = tokio::task::spawn_blocking(move || {
            let file = File::create(&opening)?;
            file.lock()?;
            Ok::<_, io::Error>(file)
        });
        let file = file
            .await
            .map_err(|error| AppError::internal("work on another thread", error))?;
        Ok(Self {
            file: tokio::fs::File::from_std(file.map_err(failed)?),
            part,
            path: path.to_owned(),
            is_whole: false,
        })
    }

    /// Writes the next piece.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), AppError> {
        let written = self.file.write_all(piece).await;
        written.map_err(|error| AppError::internal("keeping an upload", error))
    }

    /// The file is whole, and stands under its own name.
    pub async fn finish(mut self) -> Result<(), AppError> {
        let failed = |error| AppError::internal("keeping an upload", error);
        self.file.flush().await.map_err(failed)?;
        tokio::fs::rename(&self.part, &self.path).await.map_err(failed)?;
        self.is_whole = true;
        Ok(())
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.is_whole {
            let _gone_already = std::fs::remove_file(&self.part);
        }
    }
}

/// The files nothing waits for any more.
pub async fn list_forgotten(app: &App) -> Result<Vec<PathBuf>, AppError> {
    let mut waited_for: HashSet<PathBuf> = HashSet::new();
    for organisation in organisations::list(&app.store).await? {
        let tx = app.read(organisation.id).await?;
        for import in imports::list_waiting(&tx).await? {
            waited_for.extend(crate::imports::files_of(app, &import));
        }
    }
    let folder = app.settings.upload_dir.clone();
    let found = tokio::task::spawn_blocking(move || forgotten_in(&folder, &waited_for));
    let found = found
        .await
        .map_err(|error| AppError::internal("work on another thread", error))?;
    found.map_err(|error| AppError::internal("looking through the uploads", error))
}

/// Removes them; gives how many there were.
pub async fn remove_forgotten(app: &App) -> Result<usize, AppError> {
    let forgotten = list_forgotten(app).await?;
    let mut removed = 0;
    for path in forgotten {
        match tokio::fs::remove_file(&path).await {
            Ok(()) => removed += 1,
            // Another server was quicker.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => tracing::warn!("an uploaded file could not be removed: {error}"),
        }
    }
    if removed > 0 {
        tracing::info!("removed {removed} uploaded files that nothing waited for");
    }
    Ok(removed)
}

fn forgotten_in(folder: &Path, waited_for: &HashSet<PathBuf>) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_of_import = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_forgotten = if Path::new(name).extension().is_some_and(|end| end == PART) {
            is_left(&path)
        } else if name.starts_with("organisation-") {
            is_older(&path, LONGEST_WAIT)
        } else {
            is_of_import && !waited_for.contains(&path) && is_older(&path, UNTIL_KNOWN)
        };
        if is_forgotten {
            found.push(path);
        }
    }
    Ok(found)
}

/// Nobody holds the lock of whoever writes.
fn is_left(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn is_older(path: &Path, wait: Duration) -> bool {
    let written = std::fs::metadata(path).and_then(|data| data.modified());
    written.is_ok_and(|written| written.elapsed().is_ok_and(|age| age > wait))
}
