//! A file that takes its name only when it is whole, and of which nothing is left when it could not be finished.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::BackupError;

/// A file on its way. Dropped before [`Unfinished::keep`], it is removed.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: File,
    at: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    /// Begins a file that nobody but this account can read. What an earlier try left behind when the machine or the program was stopped is
    /// taken over; a file that another program is still writing is not.
    pub(super) fn create(path: &Path) -> Result<Self, BackupError> {
        if path.exists() {
            return Err(BackupError::FileExists(path.to_owned()));
        }
        let mut at = path.as_os_str().to_owned();
        at.push(".unfinished");
        let at = PathBuf::from(at);
        let file = open_private(&at)
            .and_then(|file| {
                file.try_lock()?;
                file.set_len(0)?;
                Ok(file)
            })
            .map_err(|source| BackupError::File {
                path: at.clone(),
                source,
            })?;
        Ok(Self {
            file,
            at,
            path: path.to_owned(),
        })
    }

    /// The file, to be written.
    pub(super) fn file(&self) -> Result<File, BackupError> {
        self.file.try_clone().map_err(|source| self.failed(source))
    }

    /// A second file beside it, which has no name and goes with whoever holds it.
    pub(super) fn beside(&self) -> Result<File, BackupError> {
        let mut at = self.at.as_os_str().to_owned();
        at.push(".part");
        let at = PathBuf::from(at);
        let file = open_private(&at).and_then(|file| {
            std::fs::remove_file(&at)?;
            file.set_len(0)?;
            Ok(file)
        });
        file.map_err(|source| self.failed(source))
    }

    /// Gives the file its name, once its bytes are on the disk. A file that took the name meanwhile is left alone.
    pub(super) fn keep(self) -> Result<(), BackupError> {
        self.file.sync_all().map_err(|source| self.failed(source))?;
        match std::fs::hard_link(&self.at, &self.path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(BackupError::FileExists(self.path.clone()));
            }
            // Not every file system knows a second name for a file.
            Err(_) => std::fs::rename(&self.at, &self.path).map_err(|source| self.failed(source))?,
        }
        // The name must outlive a power cut as well. Where a folder cannot be synced, the system does it in its own time.
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let _synced_or_not = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    }

    fn failed(&self, source: io::Error) -> BackupError {
        BackupError::File {
            path: self.path.clone(),
            source,
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.at);
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut new = OpenOptions::new();
    new.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    new.open(path)
}
