//! `/meetings/{meeting}/agenda.pdf` and `/meetings/{meeting}/minutes.pdf`: what is to be talked about, and what was decided, to be printed.

use axum::extract::{Path, State};
use trivsel_app::committees::{self, DecisionLine, MeetingDetails};
use trivsel_app::documents::pdf::{Block, Document, Style, Text, Tone, prose};
use trivsel_domain::id::MeetingId;

use super::super::reports::pdf;
use super::super::reports::print::{frame, rendered};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/meetings/{meeting}/agenda.pdf", "MSUCKfvsm", agenda),
        get("/meetings/{meeting}/minutes.pdf", "MSUCKfvsm", minutes),
    ]
}

async fn agenda(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let found = committees::find_meeting(&web.app, session.actor(), id).await?;
    let words = session.words();
    let document = Document {
        blocks: points(words, &found),
        ..head(words, &found, "meeting-agenda", frame(&session, &web.app))
    };
    let name = words
        .with("agenda-file")
        .text("date", found.meeting.held_on)
        .to_string();
    pdf(rendered(&web.app, document).await?, &name)
}

async fn minutes(State(web): State<Web>, session: Session, Path(id): Path<MeetingId>) -> Answer {
    let found = committees::find_meeting(&web.app, session.actor(), id).await?;
    let words = session.words();
    let document = Document {
        blocks: decided(words, &found),
        ..head(words, &found, "minutes-title", frame(&session, &web.app))
    };
    let name = words
        .with("minutes-file")
        .text("date", found.meeting.held_on)
        .to_string();
    pdf(rendered(&web.app, document).await?, &name)
}

/// Whose meeting, when and where.
fn head(words: &'static Words, found: &MeetingDetails, title: &str, frame: Document) -> Document {
    let meeting = &found.meeting;
    let mut at = words.lang().weekday_date(meeting.held_on);
    if !meeting.starts_at.is_empty() {
        at = format!("{at} {}", words.with("meeting-at").text("time", &meeting.starts_at));
    }
    if !meeting.place.is_empty() {
        at = format!("{at}, {}", meeting.place);
    }
    Document {
        title: format!("{}: {}", words.t(title), found.committee.name),
        subtitle: Some(at),
        ..frame
    }
}

/// The points, each with what is said beforehand.
fn points(words: &'static Words, found: &MeetingDetails) -> Vec<Block> {
    if found.agenda.is_empty() {
        return vec![Block::paragraph(words.t("meeting-agenda-empty").as_ref())];
    }
    let point = |line: &committees::AgendaLine| {
        let title = format!("{}. {}", line.item.position, line.item.title);
        std::iter::once(Block::heading(2, title)).chain(prose(&line.item.text))
    };
    found.agenda.iter().flat_map(point).collect()
}

/// The points with what was decided on each; what was decided on none of them stands last. Of a meeting to come all of it is a draft, and says so.
fn decided(words: &'static Words, found: &MeetingDetails) -> Vec<Block> {
    let mut blocks = Vec::new();
    if found.is_to_come {
        blocks.push(Block::Notice {
            tone: Tone::Warn,
            title: Some(words.t("minutes-draft").into_owned()),
            text: Text::plain(words.t("meeting-decisions-draft")),
        });
    }
    for line in &found.agenda {
        blocks.push(Block::heading(
            2,
            format!("{}. {}", line.item.position, line.item.title),
        ));
        let on_it = |decision: &&DecisionLine| decision.decision.agenda_item == Some(line.item.id);
        let before = blocks.len();
        blocks.extend(
            found
                .decisions
                .iter()
                .filter(on_it)
                .flat_map(|one| decision(words, one)),
        );
        if blocks.len() == before {
            let none = words.t("minutes-nothing-decided");
            blocks.push(Block::paragraph(Text::default().then(none, Style::Soft)));
        }
    }
    let is_free = |one: &&DecisionLine| one.decision.agenda_item.is_none();
    if found.decisions.iter().any(|one| is_free(&one)) {
        blocks.push(Block::heading(2, words.t("minutes-others")));
        blocks.extend(
            found
                .decisions
                .iter()
                .filter(is_free)
                .flat_map(|one| decision(words, one)),
        );
    }
    if found.agenda.is_empty() && found.decisions.is_empty() {
        blocks.push(Block::paragraph(words.t("meeting-decisions-none").as_ref()));
    }
    blocks
}

fn decision(words: &'static Words, line: &DecisionLine) -> Vec<Block> {
    let mut blocks = prose(&line.decision.text);
    if let Some(task) = &line.decision.task {
        let mut text = Text::strong(words.with("minutes-task").text("title", &task.title).to_string());
        if let Some(due) = task.due_on {
            let by = words.with("decision-due").text("date", words.lang().date(due));
            text = text.then(format!(", {by}"), Style::Plain);
        }
        blocks.push(Block::paragraph(text));
    }
    blocks
}
