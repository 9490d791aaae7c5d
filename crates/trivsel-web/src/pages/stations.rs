//! `/follow-up`, `/listen`, `/decide` and `/act`: the start page of each station of the menu. One form for all four: what is to be done now
//! stands first, what is there below it, and each part leads on.

mod act;
mod follow_up;
mod listen;

use askama::Template;
use askama::filters::Safe;

use crate::routes::{Route, get};
use crate::shell::Shell;
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(urls::FOLLOW_UP, "EMSUCKlrc", follow_up::show),
        get(urls::LISTEN, "EMSUCK", listen::show),
        get(urls::DECIDE, "EMSUCKFDAfvsm", act::decide),
        get(urls::ACT, "EMSUCKlrc", act::show),
    ]
}

#[derive(Template)]
#[template(path = "pages/stations/show.html")]
struct StationStart {
    shell: Shell,
    /// What the page is about, in a sentence that says how it stands.
    title: String,
    lead: String,
    /// The pages that belong to the station: words and address.
    places: Vec<Onward>,
    parts: Vec<StationPart>,
}

/// Words that lead somewhere.
struct Onward {
    words: String,
    address: String,
}

impl Onward {
    fn new(words: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            address: address.into(),
        }
    }
}

/// One part of a station's page.
struct StationPart {
    title: String,
    lines: Vec<StationLine>,
    /// What it says while there is nothing.
    empty: String,
    /// Where there is more.
    more: Option<Onward>,
}

impl StationPart {
    fn new(title: impl Into<String>, lines: Vec<StationLine>, empty: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines,
            empty: empty.into(),
            more: None,
        }
    }

    fn more(mut self, words: impl Into<String>, address: impl Into<String>) -> Self {
        self.more = Some(Onward::new(words, address));
        self
    }
}

/// Something a station tells of.
#[derive(Default)]
struct StationLine {
    title: String,
    address: String,
    /// That it should have been done, and when; empty while there is time.
    late: String,
    /// What of, where and when.
    text: String,
    badges: Vec<Safe<String>>,
    /// What is done about it, where it can be done at once.
    button: Option<Onward>,
}

impl StationStart {
    /// The one filled button of the page is the first.
    fn is_first(&self, line: &StationLine) -> bool {
        let lines = self.parts.iter().flat_map(|part| &part.lines);
        let mut with_button = lines.filter(|line| line.button.is_some());
        with_button.next().is_some_and(|first| std::ptr::eq(first, line))
    }
}

/// So many days ago it should have been done, in words; empty while there is time.
fn late(shell: &Shell, days: impl TryInto<usize>) -> String {
    match days.try_into() {
        Ok(0) | Err(_) => String::new(),
        Ok(days) => shell.with("start-days-over").count("days", days).to_string(),
    }
}
