//! Renders an initiative description and a status report with invented text: `cargo run --example sheet -- <folder>`.

mod content;

use std::error::Error;
use std::path::PathBuf;

use trivsel_press::render;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("indsats.pdf"), render(&content::initiative())?.bytes)?;
    std::fs::write(folder.join("status.pdf"), render(&content::status_report())?.bytes)?;
    Ok(())
}
