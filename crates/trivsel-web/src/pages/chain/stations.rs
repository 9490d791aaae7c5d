//! The stations of a thread in words: the same for the page, the table beside it and the paper.

use trivsel_app::chain::{Moment, SeenNode, Thread, ThreadStation};
use trivsel_domain::chain::Node;
use trivsel_domain::month::Month;

use crate::shell::Shell;
use crate::urls;

/// One station.
#[derive(Clone, Debug)]
pub(super) struct StationRow {
    /// `done`, `now`, `to-come` or `done hid`.
    pub(super) class: &'static str,
    pub(super) when: String,
    pub(super) kind: String,
    pub(super) title: String,
    /// Where it leads; may be empty.
    pub(super) address: String,
    /// Whose it is, or how far it has come; may be empty.
    pub(super) more: String,
    /// What belongs to it.
    pub(super) parts: Vec<String>,
}

/// What something is called; a result also says of which unit it is.
pub(super) fn title(shell: &Shell, seen: &SeenNode) -> String {
    let title = seen.title.of(shell.lang.code());
    match seen.node {
        Node::Result(_) => format!("{title}, {}", seen.whose),
        _ => title.to_owned(),
    }
}

/// The same for a link that stands by itself: of what there are many of the same name, it says which day it is of.
pub(super) fn link_title(shell: &Shell, seen: &SeenNode) -> String {
    let id = match seen.node {
        Node::StatusReport(_) => "chain-link-report",
        Node::AgendaItem(_) => "chain-link-point",
        _ => return title(shell, seen),
    };
    shell
        .with(id)
        .text("title", title(shell, seen))
        .text("date", shell.day(seen.on))
        .to_string()
}

/// Every station, the oldest first. The last one that has been is where it stands now.
pub(super) fn rows(shell: &Shell, thread: &Thread) -> Vec<StationRow> {
    let is_over = |one: &ThreadStation| one.on <= thread.today;
    let newest = thread.stations.iter().rposition(is_over);
    let stations = thread.stations.iter().enumerate();
    stations
        .map(|(at, station)| {
            let class = match &station.moment {
                Moment::Hidden => "done hid",
                _ if !is_over(station) => "to-come",
                _ if newest == Some(at) => "now",
                _ => "done",
            };
            row(shell, station, class)
        })
        .collect()
}

fn row(shell: &Shell, station: &ThreadStation, class: &'static str) -> StationRow {
    let month = || shell.lang.month(Month::of(station.on));
    let blank = StationRow {
        class,
        when: shell.day(station.on),
        kind: String::new(),
        title: String::new(),
        address: String::new(),
        more: String::new(),
        parts: Vec::new(),
    };
    let said = |id: &str| shell.t(id).into_owned();
    match &station.moment {
        Moment::Seen { seen, measures, tasks } => StationRow {
            kind: shell.code("chain-kind", seen.node.kind().code()),
            title: title(shell, seen),
            address: urls::chain_place(seen.place),
            more: more(shell, seen, *tasks),
            parts: measures
                .iter()
                .map(|measure| shell.with("chain-measure").text("title", measure).to_string())
                .collect(),
            ..blank
        },
        Moment::Hidden => StationRow {
            when: month(),
            kind: said("chain-kind-hidden"),
            title: said("chain-hidden"),
            ..blank
        },
        Moment::Gone(words) => StationRow {
            when: String::new(),
            kind: said("chain-kind-gone"),
            title: words.clone(),
            ..blank
        },
        Moment::Began { units, initiative } => StationRow {
            when: month(),
            kind: said("chain-kind-site"),
            title: shell
                .with("chain-began")
                .text(
                    "units",
                    shell.lang.list(&units.iter().map(String::as_str).collect::<Vec<_>>()),
                )
                .count("count", units.len())
                .to_string(),
            address: format!("{}#sites", urls::chain_place(initiative.place)),
            ..blank
        },
        Moment::Disruption { name, first, last } => StationRow {
            when: shell.words.months(*first, *last),
            kind: said("chain-kind-disruption"),
            title: name.clone(),
            ..blank
        },
    }
}

fn more(shell: &Shell, seen: &SeenNode, tasks: Option<(usize, usize)>) -> String {
    let whose = match seen.node {
        // The unit stands in its title.
        Node::Result(_) => String::new(),
        _ => seen.whose.clone(),
    };
    match tasks {
        Some((done, total)) => {
            let sentence = shell.with("chain-tasks").count("done", done).count("total", total);
            let sentence = sentence.to_string();
            shell
                .with("chain-more")
                .text("whose", whose)
                .text("sentence", sentence)
                .to_string()
        }
        None => whose,
    }
}
