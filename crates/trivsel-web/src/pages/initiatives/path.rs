//! The way of an initiative in words.

use trivsel_app::initiatives::{PathStep, StepKind, StepTime, View, decision_written_on};

use crate::shell::Shell;
use crate::urls;

/// So many units are named; more are counted.
const NAMED: usize = 2;

/// One station of the thread.
pub(super) struct Station {
    /// `done`, `now` or `to-come`.
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) when: String,
    /// A word or two more; may be empty.
    pub(super) more: String,
    /// Where it leads; may be empty.
    pub(super) address: String,
}

/// The stations from the first to the last.
pub(super) fn stations(shell: &Shell, view: &View) -> Vec<Station> {
    view.path.iter().map(|step| station(shell, view, step)).collect()
}

fn station(shell: &Shell, view: &View, step: &PathStep) -> Station {
    let day = shell.lang.date(step.on);
    let said = |id: &str| shell.t(id).into_owned();
    let (title, when, more, address) = match &step.kind {
        StepKind::Written => (said("way-written"), day, String::new(), String::new()),
        StepKind::Decided(note) => (
            said("way-decided"),
            decided(shell, view, day),
            note.clone(),
            String::new(),
        ),
        StepKind::Begins { units, month, is_first } => (
            begins(shell, units, *is_first, step.time),
            shell.lang.month(*month),
            String::new(),
            String::new(),
        ),
        StepKind::Disruption { name, first, last } => (
            name.clone(),
            shell.words.months(*first, *last),
            said("way-disruption"),
            String::new(),
        ),
        StepKind::EarlierNotes(count) => (
            shell.with("way-earlier-notes").count("count", *count).to_string(),
            shell.with("way-until").text("day", day).to_string(),
            String::new(),
            String::new(),
        ),
        StepKind::FollowedUp(title) => (
            shell.with("way-followed-up").text("title", title).to_string(),
            day,
            String::new(),
            String::new(),
        ),
        StepKind::Milestone(title) => (title.clone(), day, String::new(), String::new()),
        StepKind::Report(id, title) => (title.clone(), day, said("way-report"), urls::report(id)),
        StepKind::Today { begun, of } => (
            said("way-today"),
            if *of == 0 {
                day
            } else {
                shell
                    .with("way-today-sites")
                    .count("begun", *begun)
                    .count("of", *of)
                    .to_string()
            },
            String::new(),
            String::new(),
        ),
        StepKind::Closed(state, note) => (
            shell.code("initiative-state", state.code()),
            day,
            note.clone(),
            String::new(),
        ),
        StepKind::PlannedEnd => (said("way-planned-end"), day, String::new(), String::new()),
    };
    Station {
        class: match step.time {
            StepTime::Done => "done",
            StepTime::Now => "now",
            StepTime::ToCome => "to-come",
        },
        title,
        when,
        more: super::register::clipped(&more, 140),
        address,
    }
}

/// The day of the decision, and the day it was written where that is another.
fn decided(shell: &Shell, view: &View, day: String) -> String {
    match decision_written_on(&view.initiative) {
        Some(written) => shell
            .with("way-decided-written")
            .text("day", day)
            .text("written", shell.lang.date(written))
            .to_string(),
        None => day,
    }
}

fn begins(shell: &Shell, units: &[String], is_first: bool, time: StepTime) -> String {
    let id = match (time, is_first) {
        (StepTime::ToCome, _) => "way-will-begin",
        (_, true) => "way-begun",
        (_, false) => "way-begun-more",
    };
    if units.len() <= NAMED {
        let and = format!(" {} ", shell.t("and"));
        shell
            .with(&format!("{id}-in"))
            .text("units", units.join(&and))
            .to_string()
    } else {
        shell.with(id).count("count", units.len()).to_string()
    }
}
