//! Badges: a drawn sign and a word, so that colour is never the only carrier.

use askama::Template;
use askama::filters::Safe;
use trivsel_domain::evaluation::Verdict;
use trivsel_domain::initiative::State;

use crate::shell::Shell;
use crate::verdict;

#[derive(Template)]
#[template(path = "components/state.html")]
struct StateBadge {
    word: String,
    /// The four stations from the left: where each stands, and whether it is filled.
    stations: Vec<(u32, bool)>,
    is_ended: bool,
}

/// How far an initiative has come: the thread with its four stations, and the word.
pub(crate) fn state(shell: &Shell, state: State) -> Safe<String> {
    let filled = u32::from(state.stations());
    let badge = StateBadge {
        word: shell.code("initiative-state", state.code()),
        stations: (0..4).map(|at| (4 + 10 * at, at < filled)).collect(),
        is_ended: state == State::Ended,
    };
    Safe(badge.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "components/verdict.html")]
struct VerdictBadge<'a> {
    word: &'a str,
    tone: &'a str,
}

/// What an evaluation found: a full disc where it is clear, half of one where it may be too small, a ring where nothing of importance
/// changed, a broken ring where it stays open; and the word.
pub(crate) fn answer(shell: &Shell, of: Verdict) -> Safe<String> {
    self::verdict(&verdict::badge(shell.words, of), verdict::tone(of))
}

/// The same for words that are no verdict yet.
pub(crate) fn verdict(word: &str, tone: &str) -> Safe<String> {
    Safe(VerdictBadge { word, tone }.render().unwrap_or_default())
}
