//! A calendar's file, line by line.

use trivsel_documents::calendar::{Calendar, Entry, When, write};

fn entry(title: &str, when: When) -> Entry {
    Entry {
        uid: "1@trivsel.example".into(),
        sequence: 2,
        said_at: "2026-11-21T11:00:00Z".parse().unwrap(),
        title: title.into(),
        text: "https://trivsel.example/meetings/1".into(),
        place: "Mødelokale 2, første sal; bagbygningen".into(),
        address: "https://trivsel.example/meetings/1".into(),
        when,
        is_called_off: false,
    }
}

fn file(entries: Vec<Entry>) -> String {
    let name = "Trivsel, Fjordby".into();
    write(&Calendar { name, entries }).unwrap()
}

/// The lines as they are read: a line that begins with a blank goes on from the one before.
fn lines(file: &str) -> Vec<String> {
    file.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_meeting_has_a_danish_time_and_the_rules_of_its_zone() {
    let when = When::Time("2026-12-17T09:00:00".parse().unwrap());
    let file = file(vec![entry("Møde: Distrikts-MED", when)]);
    let lines = lines(&file);
    let has = |line: &str| assert!(lines.iter().any(|found| found == line), "{line} in {file}");
    for line in [
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "TZID:Europe/Copenhagen",
        "DTSTART;TZID=Europe/Copenhagen:20261217T090000",
        "DTSTAMP:20261121T110000Z",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "UID:1@trivsel.example",
        "URL:https://trivsel.example/meetings/1",
        "LOCATION:Mødelokale 2\\, første sal\\; bagbygningen",
        "SUMMARY:Møde: Distrikts-MED",
    ] {
        has(line);
    }
    let at = |line: &str| lines.iter().position(|found| found == line).unwrap();
    assert!(at("END:VTIMEZONE") + 1 == at("BEGIN:VEVENT"), "{file}");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
}

#[test]
fn a_day_is_a_date_and_what_was_called_off_says_so() {
    let called_off = Entry {
        is_called_off: true,
        ..entry("Opgave", When::Day("2026-12-24".parse().unwrap()))
    };
    let lines = lines(&file(vec![called_off]));
    for line in ["DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"] {
        assert!(lines.iter().any(|found| found == line), "{line} in {lines:?}");
    }
}

#[test]
fn what_people_wrote_cannot_end_a_line() {
    let evil = "Møde\r\nBEGIN:VEVENT\r\nSUMMARY:Andet\n\\n, ; æøå ".repeat(9);
    let file = file(vec![entry(&evil, When::Day("2026-12-24".parse().unwrap()))]);
    let begins = lines(&file)
        .iter()
        .filter(|line| line.starts_with("BEGIN:VEVENT"))
        .count();
    assert_eq!(begins, 1, "{file}");
    assert!(
        !lines(&file).iter().any(|line| line.starts_with("SUMMARY:Andet")),
        "{file}"
    );
}

#[test]
fn an_empty_calendar_is_one_too() {
    let file = file(Vec::new());
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"),
        "{file}"
    );
}
