//! An initiative on one sheet of paper, to hang up: what it is for, what is done and where, how it goes, who answers for it.

use axum::extract::{Path, State};
use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table, Text, prose};
use trivsel_app::initiatives::{self, View};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::MeasureState;

use super::criterion_row::criterion_row;
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::pdf;
use crate::pages::reports::print::{frame, rendered, way_to};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// Lines of one list: what stands on a wall is read in passing, and more than these would make the letters too small.
const LONGEST_LIST: usize = 8;

pub(super) async fn print(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let view = initiatives::find(&web.app, session.actor(), id).await?;
    let way = way_to(&web.app, session.words(), &urls::initiative(id))?;
    let name = session.words().with("initiative-sheet-file");
    let name = name.text("number", view.initiative.number).to_string();
    let document = {
        let shell = session.shell(Station::Act);
        document(&shell, &view, frame(&session, &web.app), way)
    };
    pdf(rendered(&web.app, document).await?, &name)
}

fn document(shell: &Shell, view: &View, frame: Document, way: Block) -> Document {
    let of = &view.initiative;
    let what_for = [&of.purpose, &of.goal_text].into_iter().find(|text| !text.is_empty());
    let mut blocks = Vec::new();
    if let Some(text) = what_for {
        blocks.push(heading(shell, "initiative-sheet-why"));
        blocks.extend(prose(text));
    }
    blocks.extend(listed(shell, "initiative-sheet-what", measures(shell, view)));
    blocks.extend(listed(shell, "initiative-sheet-where", places(shell, view)));
    blocks.extend(progress(shell, view));
    blocks.extend(listed(shell, "initiative-sheet-next", follow_ups(shell, view)));
    blocks.push(way);
    let people = [&view.lead, &view.co_lead].into_iter().flatten();
    let people: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    let subtitle = if people.is_empty() {
        view.unit_name.clone()
    } else {
        shell
            .with("initiative-sheet-of")
            .text("unit", &view.unit_name)
            .text("people", shell.lang.list(&people))
            .to_string()
    };
    Document {
        title: of.title.clone(),
        subtitle: Some(subtitle),
        date_line: Some(shell.code("print-state", of.state.code())),
        is_one_sheet: true,
        blocks,
        ..frame
    }
}

fn heading(shell: &Shell, id: &str) -> Block {
    Block::heading(1, shell.t(id).into_owned())
}

/// A list below its heading, cut to what a sheet holds; that there is more is said.
fn listed(shell: &Shell, title: &str, mut lines: Vec<Text>) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let more = lines.len().saturating_sub(LONGEST_LIST);
    lines.truncate(LONGEST_LIST);
    if more > 0 {
        let more = shell.with("initiative-sheet-more").count("count", more).to_string();
        lines.push(Text::default().then(more, Style::Soft));
    }
    vec![heading(shell, title), Block::list(lines)]
}

fn measures(shell: &Shell, view: &View) -> Vec<Text> {
    let kept = view
        .measures
        .iter()
        .map(|shown| &shown.measure)
        .filter(|measure| measure.state != MeasureState::Dropped);
    kept.map(|measure| {
        let text = Text::plain(measure.title.clone());
        match measure.state {
            MeasureState::Done => text.then(format!(" ({})", shell.t("print-measure-done")), Style::Soft),
            MeasureState::Planned | MeasureState::Running | MeasureState::Dropped => text,
        }
    })
    .collect()
}

fn places(shell: &Shell, view: &View) -> Vec<Text> {
    let lines = view.sites.iter().map(|site| {
        let days = shell.days(site.site.period.from(), site.site.period.to());
        Text::strong(site.unit_name.clone()).then(format!(", {days}"), Style::Plain)
    });
    lines.collect()
}

/// Before, now and the aim of each criterion, as its row on the page has them.
fn progress(shell: &Shell, view: &View) -> Vec<Block> {
    let rows: Vec<Vec<Text>> = view
        .criteria
        .iter()
        .map(|criterion| {
            let row = criterion_row(shell, criterion, false);
            let mut title = Text::strong(row.title).then(format!("\n{}", row.about), Style::Soft);
            if !row.instead.is_empty() {
                title = title.then(format!("\n{}", row.instead), Style::Soft);
            }
            if !row.care.is_empty() {
                title = title.then(format!("\n{}", row.care), Style::Soft);
            }
            let noted = |value: String, note: String| match note.is_empty() {
                true => Text::plain(value),
                false => Text::plain(value).then(format!("\n{note}"), Style::Soft),
            };
            vec![
                title,
                noted(row.before, row.before_note),
                noted(row.now, row.now_note),
                Text::plain(row.target),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let heads = [
        "print-criterion",
        "print-criterion-before",
        "initiative-sheet-now",
        "print-criterion-target",
    ];
    let heads = heads.map(|id| shell.t(id).into_owned());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let table = Table {
        row_heads: true,
        ..Table::new(&heads, rows, &[Align::Left; 4])
    };
    vec![heading(shell, "initiative-sheet-progress"), Block::Table(table)]
}

fn follow_ups(shell: &Shell, view: &View) -> Vec<Text> {
    let coming = view
        .follow_ups
        .iter()
        .filter_map(|of| of.follow_up.next_due.map(|due| (due, of)));
    coming
        .map(|(due, of)| {
            let forum = if of.forum.is_empty() {
                String::new()
            } else {
                format!(", {}", of.forum)
            };
            Text::strong(shell.day(due)).then(format!(": {}{forum}", of.follow_up.title), Style::Plain)
        })
        .collect()
}
