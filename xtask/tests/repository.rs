//! The repository itself keeps the checks of `xtask`.
#![allow(clippy::unwrap_used)]

use std::process::Command;

fn check(command: &str) {
    let run = Command::new(env!("CARGO_BIN_EXE_xtask")).arg(command).output().unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    assert!(run.status.success(), "cargo xtask {command} found:\n{said}");
}

#[test]
fn every_crate_imports_downwards_along_the_arrows() {
    check("fence");
}

#[test]
fn no_file_holds_a_machine_path_a_registry_host_or_a_private_name() {
    check("leaks");
}

#[test]
fn the_house_is_no_less_tidy_than_it_was() {
    check("tidy");
}

#[test]
fn code_of_others_comes_under_known_licences_and_in_one_version() {
    check("others");
}
