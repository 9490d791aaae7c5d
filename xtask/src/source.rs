//! Reading the repository's files for the checks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// All Rust files under a folder, in order.
pub(crate) fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let entries =
        std::fs::read_dir(folder).map_err(|problem| format!("could not list {}: {problem}", folder.display()))?;
    for entry in entries {
        let path = entry
            .map_err(|problem| format!("could not list {}: {problem}", folder.display()))?
            .path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    // Tests that have a file of their own may fetch what they like.
    files.retain(|file| !file.ends_with("tests.rs"));
    Ok(files)
}

/// The text of a file.
pub(crate) fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|problem| format!("could not read {}: {problem}", file.display()))
}

/// Numbered lines of code: comments and everything from the test module on are left out (it stands last in a file).
pub(crate) fn lines_outside_tests(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The files git keeps or would keep, as (path from the root, bytes). A file that was just removed is passed over.
pub(crate) fn kept_files() -> Result<Vec<(String, Vec<u8>)>, String> {
    // Asked when it runs, not when it is built: a build folder shared by two clones may hold the program of the other one.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo says where xtask lies: run it as `cargo xtask`")?;
    let root = Path::new(&own).parent().ok_or("xtask lies in no folder")?;
    let listing = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|problem| format!("could not ask git for the files: {problem}"))?;
    if !listing.status.success() {
        return Err(format!(
            "git did not list the files: {}",
            String::from_utf8_lossy(&listing.stderr).trim()
        ));
    }
    let names = String::from_utf8_lossy(&listing.stdout).into_owned();
    let names = names.split('\0').filter(|name| !name.is_empty());
    Ok(names
        .filter_map(|name| {
            std::fs::read(root.join(name))
                .ok()
                .map(|bytes| (name.to_owned(), bytes))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_tests_are_no_code() {
        let text = "//! std::fs\nuse a;\n// std::env\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        let lines: Vec<_> = lines_outside_tests(text).collect();
        assert_eq!(lines, [(2, "use a;")]);
    }
}
