//! Calendars as files that other programs subscribe to (RFC 5545), from a view model in words that are ready to be read.
//!
//! `icalendar` writes and folds the lines and escapes the texts. It knows no time zones, so that of Denmark stands here as it is written.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use icalendar::{CalendarDateTime, Component, Event, EventLike, EventStatus, Parameter, Property};

/// The clock of a Danish wall.
const ZONE: &str = "Europe/Copenhagen";
/// Summer time by the rule of the European Union since 1996: from the last Sunday of March to that of October, at one o'clock UTC.
const ZONE_RULES: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\nX-LIC-LOCATION:Europe/Copenhagen\r\n\
    BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
/// Where the first entry begins.
const FIRST: &str = "\r\nBEGIN:VEVENT\r\n";

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// Something in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// By what it is known again: the same for as long as it is the same thing.
    pub uid: String,
    /// The how-manieth word on it, from 0.
    pub sequence: u32,
    /// When that was said.
    pub said_at: DateTime<Utc>,
    /// What it is.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// Where; may be empty.
    pub place: String,
    /// Its page.
    pub address: String,
    /// When.
    pub when: When,
    /// Will it not happen?
    pub is_called_off: bool,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// The whole day.
    Day(NaiveDate),
    /// From a time on, by a Danish clock. How long it takes nobody has said: an hour is shown.
    Time(NaiveDateTime),
}

/// The file.
pub fn write(calendar: &Calendar) -> Result<String, std::fmt::Error> {
    let mut file = icalendar::Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Trivsel//Trivsel//DA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", "PT1H"),
        ("X-WR-TIMEZONE", ZONE),
    ] {
        file.append_property(Property::new(key, value));
    }
    file.name(&calendar.name);
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT1H");
    refresh.append_parameter(Parameter::new("VALUE", "DURATION"));
    file.append_property(refresh);
    for entry in &calendar.entries {
        file.push(event(entry));
    }
    let mut text = String::new();
    write!(text, "{file}")?;
    // Texts have no bare line ends, so this is found nowhere but where an entry begins.
    Ok(match text.split_once(FIRST) {
        Some((head, rest)) => format!("{head}\r\n{ZONE_RULES}{}{rest}", FIRST.trim_start()),
        None => text,
    })
}

fn event(entry: &Entry) -> Event {
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .sequence(entry.sequence)
        .timestamp(entry.said_at)
        .last_modified(entry.said_at)
        .summary(&entry.title);
    // An address is no text: its commas are not written with a stroke before them.
    event.append_property(Property::new("URL", &entry.address));
    for (key, value) in [("DESCRIPTION", &entry.text), ("LOCATION", &entry.place)] {
        if !value.is_empty() {
            event.append_property(Property::new(key, value.as_str()));
        }
    }
    match entry.when {
        When::Day(day) => {
            // Without an end it is that one day; an end on the same day would be none at all (RFC 5545, 3.6.1).
            event.starts(day);
            // Nobody is busy the whole day because something is due.
            event.append_property(Property::new("TRANSP", "TRANSPARENT"));
        }
        When::Time(date_time) => {
            event.starts(CalendarDateTime::WithTimezone {
                date_time,
                tzid: ZONE.to_owned(),
            });
            event.append_property(Property::new("DURATION", "PT1H"));
        }
    }
    event.status(if entry.is_called_off {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    });
    event.done()
}
