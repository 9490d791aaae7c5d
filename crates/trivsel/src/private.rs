//! What the program makes is for its own account alone: databases, what lies beside them, uploads, backups and exports.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

/// Whatever is made from now on can be opened by its owner only, from its first byte.
pub(crate) fn by_default() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// Makes the folder uploads wait in; they hold personal data until they have been read. One that is there is closed to others when there is
/// nothing in it but uploads: a folder that others use as well is theirs, and the doctor tells of it.
pub(crate) fn make_upload_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    if trivsel_store::files::is_open_to_others(folder) && holds_only_uploads(folder)? {
        use std::os::unix::fs::PermissionsExt;
        let _closed_or_told_by_the_doctor = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
    }
    Ok(())
}

#[cfg(unix)]
fn holds_only_uploads(folder: &Path) -> io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let is_key = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_ours = ["organisation-", "export-", "look-", "doctor."]
            .iter()
            .any(|begin| name.starts_with(begin));
        if !is_key && !is_ours {
            return Ok(false);
        }
    }
    Ok(true)
}
