//! The initiative in print: nine numbered headings with their guiding questions, in the order of the form it grew from.

use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table, Text, prose};
use trivsel_app::reports::PrintedInitiative;
use trivsel_domain::initiative::MeasureState;

use crate::words::Words;

pub(super) fn document(words: &'static Words, printed: &PrintedInitiative, frame: Document) -> Document {
    let initiative = &printed.initiative;
    let bodies = [
        goal(printed),
        description(words, printed),
        prose(&initiative.purpose),
        prose(&initiative.target_group),
        prose(&initiative.actors),
        schedule(words, printed),
        prose(&initiative.financial_impact),
        success(words, printed),
        follow_up(words, printed),
    ];
    let blocks = (1_u32..)
        .zip(bodies)
        .map(|(number, body)| {
            let body = if body.is_empty() {
                vec![Block::paragraph(Text::default().then("–", Style::Soft))]
            } else {
                body
            };
            let title = words.t(&format!("print-field-{number}")).into_owned();
            let question = words.t(&format!("print-field-{number}-question")).into_owned();
            Block::section(number, title, format!("({question})"), body)
        })
        .collect();
    let state = words.t(&format!("print-state-{}", initiative.state.code()));
    let printed_on = words.with("print-printed").text("date", words.lang().date(frame.date));
    Document {
        title: initiative.title.clone(),
        subtitle: (!initiative.summary.is_empty()).then(|| initiative.summary.clone()),
        date_line: Some(format!("{}. {state}. {printed_on}.", printed.unit_name)),
        foot_line: Some(words.t("print-initiative").into_owned()),
        blocks,
        ..frame
    }
}

/// The goal's words; the policy it is quoted from stands below it.
fn goal(printed: &PrintedInitiative) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some((goal, policy)) = &printed.goal {
        blocks.extend(prose(goal));
        blocks.push(Block::paragraph(Text::default().then(policy.clone(), Style::Soft)));
    }
    blocks.extend(prose(&printed.initiative.goal_text));
    blocks
}

fn description(words: &'static Words, printed: &PrintedInitiative) -> Vec<Block> {
    let mut blocks = prose(&printed.initiative.description);
    let points: Vec<Text> = printed
        .measures
        .iter()
        .filter(|measure| measure.state != MeasureState::Dropped)
        .map(|measure| {
            let text = match trivsel_domain::text::one_line(&measure.description) {
                description if description.is_empty() => Text::plain(measure.title.clone()),
                description => {
                    let is_sentence = !description.starts_with(char::is_lowercase);
                    let joint = if is_sentence { ". " } else { ", " };
                    Text::strong(measure.title.trim_end_matches('.'))
                        .then(format!("{joint}{description}"), Style::Plain)
                }
            };
            match measure.state {
                MeasureState::Done => text.then(format!(" ({})", words.t("print-measure-done")), Style::Soft),
                MeasureState::Planned | MeasureState::Running | MeasureState::Dropped => text,
            }
        })
        .collect();
    if !points.is_empty() {
        blocks.push(Block::heading(2, words.t("print-measures")));
        blocks.push(Block::list(points));
    }
    blocks
}

fn schedule(words: &'static Words, printed: &PrintedInitiative) -> Vec<Block> {
    let mut blocks = prose(&printed.initiative.schedule);
    if !printed.sites.is_empty() {
        let rows = printed
            .sites
            .iter()
            .map(|site| {
                vec![
                    Text::plain(site.unit.clone()),
                    Text::plain(words.t(&format!("print-stage-{}", site.stage.code()))),
                    Text::plain(words.lang().date(site.period.from())),
                    Text::plain(site.period.to().map(|to| words.lang().date(to)).unwrap_or_default()),
                ]
            })
            .collect();
        blocks.push(table(
            words,
            "print-sites",
            &[
                "print-site-unit",
                "print-site-stage",
                "print-site-from",
                "print-site-to",
            ],
            rows,
        ));
    }
    if let Some(lot) = &printed.lot {
        let drawn = words
            .with("print-lot")
            .text("day", words.lang().moment(lot.drawn_at))
            .text("seed", &lot.seed)
            .text("hash", &lot.hash);
        blocks.push(Block::paragraph(drawn.to_string()));
    }
    if !printed.milestones.is_empty() {
        let rows = printed
            .milestones
            .iter()
            .map(|milestone| {
                vec![
                    Text::plain(milestone.title.clone()),
                    Text::plain(words.lang().date(milestone.due_on)),
                    Text::plain(milestone.done_on.map(|on| words.lang().date(on)).unwrap_or_default()),
                ]
            })
            .collect();
        blocks.push(table(
            words,
            "print-milestones",
            &["print-milestone-title", "print-milestone-due", "print-milestone-done"],
            rows,
        ));
    }
    blocks
}

fn success(words: &'static Words, printed: &PrintedInitiative) -> Vec<Block> {
    let mut blocks = prose(&printed.initiative.success_text);
    let points: Vec<Text> = printed
        .criteria
        .iter()
        .map(|criterion| {
            let text = Text::plain(criterion.title.clone());
            match &criterion.not_measurable {
                None => text,
                Some(reason) => {
                    let note = words.with("report-criterion-not-measurable").text("reason", reason);
                    text.then(format!(" ({note})"), Style::Soft)
                }
            }
        })
        .collect();
    if !points.is_empty() {
        blocks.push(Block::list(points));
    }
    blocks
}

fn follow_up(words: &'static Words, printed: &PrintedInitiative) -> Vec<Block> {
    let mut blocks = prose(&printed.initiative.follow_up_text);
    let rows: Vec<Vec<Text>> = printed
        .follow_ups
        .iter()
        .map(|(follow_up, forum)| {
            vec![
                Text::plain(follow_up.title.clone()),
                Text::plain(forum.clone()),
                Text::plain(words.t(&format!(
                    "print-frequency-{}",
                    follow_up.frequency.code().replace('_', "-")
                ))),
                Text::plain(follow_up.next_due.map(|due| words.lang().date(due)).unwrap_or_default()),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(table(
            words,
            "print-follow-ups",
            &[
                "print-follow-up-title",
                "print-follow-up-forum",
                "print-follow-up-frequency",
                "print-follow-up-next",
            ],
            rows,
        ));
    }
    blocks
}

/// A table of words. A column in which no row says anything falls away.
fn table(words: &'static Words, caption: &str, heads: &[&str], rows: Vec<Vec<Text>>) -> Block {
    let is_empty = |cell: &Text| cell.0.iter().all(|span| span.text.is_empty());
    let kept: Vec<bool> = (0..heads.len())
        .map(|column| {
            rows.iter()
                .any(|row| row.get(column).is_some_and(|cell| !is_empty(cell)))
        })
        .collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(cell, _)| cell)
                .collect()
        })
        .collect();
    let head: Vec<String> = heads
        .iter()
        .zip(&kept)
        .filter(|(_, kept)| **kept)
        .map(|(id, _)| words.t(id).into_owned())
        .collect();
    Block::Table(Table {
        caption: Some(words.t(caption).into_owned()),
        aligns: vec![Align::Left; head.len()],
        head,
        rows,
        row_heads: true,
        note: None,
    })
}
