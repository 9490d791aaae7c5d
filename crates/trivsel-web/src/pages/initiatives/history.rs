//! The history of an initiative in words.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::initiatives;
use trivsel_app::initiatives::history::{self, Line};
use trivsel_domain::id::InitiativeId;

use super::Top;
use crate::Web;
use crate::changes::{field_name, value};
use crate::failure::Answer;
use crate::pages::page;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// A longer text than this is folded away.
const LONG: usize = 160;

#[derive(Template)]
#[template(path = "pages/initiatives/history.html")]
struct HistoryPage {
    shell: Shell,
    top: Top,
    events: Vec<Event>,
}

/// One thing that happened, in words.
struct Event {
    when: String,
    /// Who did what, to what.
    title: String,
    is_after_freeze: bool,
    changes: Vec<Changed>,
}

/// One field, in words.
struct Changed {
    field: String,
    before: String,
    after: String,
    is_long: bool,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let history = history::list(&web.app, session.actor(), id).await?;
    let head = initiatives::find_head(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let events = history.lines.iter().map(|line| event(&shell, line)).collect();
    page(&HistoryPage {
        top: Top::new(&shell, head, "history"),
        events,
        shell,
    })
}

fn event(shell: &Shell, line: &Line) -> Event {
    let subject = line.subject.replace('_', "-");
    let verb = line.verb.replace('_', "-");
    let sentence = [
        format!("history-{subject}-{verb}"),
        format!("history-part-{verb}"),
        "history-part-changed".to_owned(),
    ];
    let sentence = sentence
        .iter()
        .find(|id| shell.words.has(id))
        .cloned()
        .unwrap_or_default();
    let kind = format!("history-kind-{subject}");
    let kind = if shell.words.has(&kind) {
        shell.t(&kind).into_owned()
    } else {
        line.subject.clone()
    };
    Event {
        when: shell.lang.moment(line.at),
        title: shell
            .with(&sentence)
            .text(
                "who",
                line.who
                    .clone()
                    .unwrap_or_else(|| shell.t("history-somebody").into_owned()),
            )
            .text("kind", kind)
            .text("name", &line.name)
            .to_string(),
        is_after_freeze: line.is_after_freeze && line.verb != "removed",
        changes: line
            .changes
            .iter()
            .map(|change| Changed {
                field: field_name(shell, &change.field),
                before: value(shell, &line.subject, &change.field, &change.before),
                after: value(shell, &line.subject, &change.field, &change.after),
                is_long: change.before.chars().count().max(change.after.chars().count()) > LONG,
            })
            .collect(),
    }
}
