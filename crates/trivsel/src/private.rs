//! What the program makes is for its own account alone: databases, what lies beside them, backups and exports.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

/// Whatever is made from now on can be opened by its owner only, from its first byte.
pub(crate) fn by_default() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// Makes the server's own folder; exports in it hold personal data. One that is there is closed to others when there is nothing in it but the
/// program's files: a folder that others use as well is theirs, and the doctor tells of it. What was uploaded to a program of an earlier
/// version waited there; nobody reads it any more, so it goes.
pub(crate) fn make_state_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_old_upload(&entry.file_name().to_string_lossy()) {
            std::fs::remove_file(entry.path())?;
        }
    }
    #[cfg(unix)]
    if trivsel_store::files::is_open_to_others(folder) && holds_only_ours(folder)? {
        use std::os::unix::fs::PermissionsExt;
        let _closed_or_told_by_the_doctor = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
    }
    Ok(())
}

#[cfg(unix)]
fn holds_only_ours(folder: &Path) -> io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let is_ours = ["export-", "look-", "doctor."]
            .iter()
            .any(|begin| name.starts_with(begin));
        if !is_ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A random key, or whose file it was; a part of one that did not come through.
fn is_old_upload(name: &str) -> bool {
    let whole = name.strip_suffix(".part").unwrap_or(name);
    let is_key = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Three ids of 36 letters, with a hyphen before each.
    is_key(whole) || (whole.starts_with("organisation-") && whole.len() == "organisation".len() + 3 * 37)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::make_state_folder;

    #[test]
    fn what_was_uploaded_to_an_earlier_program_goes_and_everything_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (key, id) = (
            "0123456789abcdef0123456789abcdef",
            "01234567-89ab-cdef-0123-456789abcdef",
        );
        let gone = [
            key.to_owned(),
            format!("{key}.part"),
            format!("organisation-{id}-{id}-{id}"),
        ];
        let stays = [
            "look-1".to_owned(),
            "notes.txt".to_owned(),
            "organisation-chart.pdf".to_owned(),
            "x.part".to_owned(),
        ];
        for name in gone.iter().chain(&stays) {
            std::fs::write(folder.path().join(name), "010190-1234").unwrap();
        }
        make_state_folder(folder.path()).unwrap();
        for name in &gone {
            assert!(!folder.path().join(name).exists(), "{name}");
        }
        for name in &stays {
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }
}
