//! `/decisions/{decision}/lessons.pdf`: what came together, to be printed for a meeting.

use axum::extract::{Path, State};
use trivsel_app::documents::pdf::{Block, Document, Style, Text, prose};
use trivsel_app::lessons::{self, LearntView, LessonShown};
use trivsel_domain::id::DecisionId;

use super::super::reports::pdf;
use super::super::reports::print::{frame, rendered};
use super::{about_theme, lead_of, title_of, unit_state};
use crate::Web;
use crate::failure::Answer;
use crate::session::Session;
use crate::shell::{Shell, Station};

pub(super) async fn show(State(web): State<Web>, session: Session, Path(id): Path<DecisionId>) -> Answer {
    let view = lessons::find_learnt(&web.app, session.actor(), id, "").await?;
    let shell = session.shell(Station::FollowUp);
    let taken = shell
        .with("decision-taken")
        .text("committee", &view.committee.name)
        .text("date", shell.lang.date(view.meeting.held_on))
        .to_string();
    let document = Document {
        title: title_of(&shell, &view),
        subtitle: Some(taken),
        blocks: blocks(&shell, &view),
        ..frame(&session, &web.app)
    };
    let name = shell.with("lessons-file").text("date", web.app.today()).to_string();
    pdf(rendered(&web.app, document).await?, &name)
}

fn blocks(shell: &Shell, view: &LearntView) -> Vec<Block> {
    let mut blocks = vec![Block::paragraph(lead_of(shell, view).as_str())];
    for shown in &view.themes {
        blocks.push(Block::heading(2, &shown.theme.title));
        blocks.push(Block::paragraph(
            Text::default().then(about_theme(shell, shown), Style::Soft),
        ));
        blocks.extend(prose(&shown.theme.text));
        if !shown.lessons.is_empty() {
            blocks.push(lines(shell, &shown.lessons));
        }
    }
    if !view.loose.is_empty() {
        blocks.push(Block::heading(2, shell.t("lessons-loose")));
        blocks.push(lines(shell, &view.loose));
    }
    blocks.push(Block::heading(2, shell.t("decision-units")));
    let units = view.cover.iter().flat_map(|(_, units)| units);
    blocks.push(Block::list(units.map(|unit| {
        Text::plain(format!("{}: {}", unit.name, unit_state(shell, view, unit)))
    })));
    blocks
}

fn lines(shell: &Shell, lessons: &[LessonShown]) -> Block {
    Block::list(lessons.iter().map(|one| {
        let kind = shell.code("lesson-kind", one.lesson.kind.code());
        Text::plain(&one.lesson.text).then(format!(" ({kind}, {})", one.shown_as), Style::Soft)
    }))
}
