//! The files of a SQLite database belong to the account that runs the program, and to nobody else: they hold keys, hashes and answers.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

/// The file of a SQLite address; none for another address, or a database in memory.
pub fn sqlite_file(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split('?').next().unwrap_or(path);
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

/// The file, and those SQLite puts beside it while it is in use.
pub fn sqlite_files(file: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|end| {
        let mut path = file.as_os_str().to_owned();
        path.push(end);
        PathBuf::from(path)
    })
}

/// The database's files that others than their owner may open.
pub fn open_to_others(address: &str) -> Vec<PathBuf> {
    let files = sqlite_file(address).map(|file| sqlite_files(&file));
    files
        .into_iter()
        .flatten()
        .filter(|file| is_open_to_others(file))
        .collect()
}

/// May anybody but the owner read, write or search it?
#[cfg(unix)]
pub fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).is_ok_and(|found| found.mode() & 0o077 != 0)
}

/// May anybody but the owner read, write or search it?
#[cfg(not(unix))]
pub fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Makes the file before SQLite does, and closes those that are there to others. SQLite gives what it puts beside the file the file's own
/// rights. What cannot be closed belongs to somebody else: the doctor tells of it.
pub(crate) fn keep_private(address: &str) {
    let Some(file) = sqlite_file(address) else { return };
    if !address.contains("mode=") {
        let _made_or_sqlite_says_why_not = create_private(&file);
    }
    #[cfg(unix)]
    for path in sqlite_files(&file).iter().filter(|path| is_open_to_others(path)) {
        use std::os::unix::fs::PermissionsExt;
        let _closed_or_told_by_the_doctor = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
}

/// Makes an empty file that only its owner can open, unless it is there.
pub(crate) fn create_private(file: &Path) -> io::Result<()> {
    let mut new = OpenOptions::new();
    new.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    new.open(file).map(|_| ())
}
