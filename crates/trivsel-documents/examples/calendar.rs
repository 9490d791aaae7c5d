//! Prints a calendar with a meeting, a day and a meeting that was called off, for other programs to be tried on:
//! `cargo run -p trivsel-documents --example calendar > calendar.ics`.

use std::io::Write;

use trivsel_documents::calendar::{Calendar, Entry, When, write};

fn entry(uid: &str, sequence: u32, title: &str, when: When) -> Entry {
    Entry {
        uid: format!("{uid}@trivsel.example"),
        sequence,
        said_at: chrono::DateTime::UNIX_EPOCH,
        title: title.to_owned(),
        text: format!("https://trivsel.example/meetings/{uid}"),
        place: "Mødelokale 2, første sal; bagbygningen".to_owned(),
        address: format!("https://trivsel.example/meetings/{uid}"),
        when,
        is_called_off: false,
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let called_off = Entry {
        is_called_off: true,
        ..entry("4", 2, "Møde: Triade", When::Time("2027-03-29T13:30:00".parse()?))
    };
    let calendar = Calendar {
        name: "Trivsel, Fjordby Kommune".to_owned(),
        entries: vec![
            entry(
                "1",
                0,
                "Møde: Distrikts-MED, Nord",
                When::Time("2026-12-17T09:00:00".parse()?),
            ),
            entry(
                "2",
                1,
                "Møde: Distrikts-MED, sommer",
                When::Time("2027-06-17T09:00:00".parse()?),
            ),
            entry(
                "3",
                0,
                "Opfølgning: Fravær og fremmøde i alle enheder, hver måned",
                When::Day("2026-12-24".parse()?),
            ),
            called_off,
        ],
    };
    std::io::stdout().write_all(write(&calendar)?.as_bytes())?;
    Ok(())
}
