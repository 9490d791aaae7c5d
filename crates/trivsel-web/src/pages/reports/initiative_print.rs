//! The initiative in print: nine numbered headings with their guiding questions, in the order of the form it grew from.

use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table, Text, prose};
use trivsel_app::initiatives::{decision_day, decision_written_on};
use trivsel_app::reports::PrintedInitiative;
use trivsel_domain::initiative::{Measure, MeasureState};

use crate::format::often;
use crate::pages::initiatives::{written_difference, written_value};
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
            let text = match place(words, printed, measure) {
                place if place.is_empty() => text,
                place => text.then(format!(" ({place})"), Style::Soft),
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

/// Where and when a measure is done, and for whom, as far as it is said.
fn place(words: &'static Words, printed: &PrintedInitiative, measure: &Measure) -> String {
    let plan = &measure.plan;
    let unit = plan.unit.and_then(|unit| printed.units.get(&unit)).cloned();
    let from = plan.starts_on.map(|day| words.lang().date(day));
    let days = match (from, plan.ends_on.map(|day| words.lang().date(day))) {
        (Some(from), Some(to)) => Some(format!("{from}–{to}")),
        (Some(from), None) => Some(words.with("print-from").text("day", from).to_string()),
        (None, Some(to)) => Some(words.with("until").text("to", to).to_string()),
        (None, None) => None,
    };
    let said = |text: &String| (!text.is_empty()).then(|| text.clone());
    [unit, days, said(&plan.audience), said(&plan.job_groups)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
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
                    Text::plain(site.measure.clone()),
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
                "print-site-begins",
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
    let titles = printed.criteria.iter().map(|(criterion, _)| criterion.title.as_str());
    let mut blocks = prose(&without_lines(&printed.initiative.success_text, titles));
    if printed.criteria.is_empty() {
        return blocks;
    }
    let heads = [
        "print-criterion",
        "print-criterion-way",
        "print-criterion-before",
        "print-criterion-target",
        "print-criterion-smallest",
    ];
    let rows = printed.criteria.iter().map(|(criterion, indicator)| {
        let measure = indicator.as_ref().map(|indicator| indicator.measure);
        let number = |value: Option<f64>| {
            value
                .map(|value| written_value(words, measure, value))
                .unwrap_or_default()
        };
        let title = Text::plain(criterion.title.clone());
        let title = match &criterion.not_measurable {
            None => title,
            Some(reason) => {
                let note = words.with("report-criterion-not-measurable").text("reason", reason);
                title.then(format!(" ({note})"), Style::Soft)
            }
        };
        let smallest = criterion.smallest_worthwhile;
        let smallest = smallest.map(|size| written_difference(words, measure, &criterion.kind, size));
        vec![
            title,
            Text::plain(words.t(&format!("direction-{}", criterion.direction.code().replace('_', "-")))),
            Text::plain(number(criterion.baseline)),
            Text::plain(number(criterion.target)),
            Text::plain(smallest.unwrap_or_default()),
        ]
    });
    blocks.push(table(words, "print-criteria", &heads, rows.collect()));
    if let Some(frozen_at) = printed
        .criteria
        .iter()
        .filter_map(|(criterion, _)| criterion.frozen_at)
        .min()
    {
        let frozen = words
            .with("print-criteria-frozen")
            .text("moment", words.lang().moment(frozen_at));
        let mut said = frozen.to_string();
        let of = &printed.initiative;
        if let (Some(day), Some(written)) = (decision_day(of), decision_written_on(of)) {
            let back = words
                .with("initiative-decided-back")
                .text("day", words.lang().date(day));
            said = format!("{} {said}", back.text("written", words.lang().date(written)));
        }
        blocks.push(Block::paragraph(Text::default().then(said, Style::Soft)));
    }
    blocks
}

/// A text without the lines that say no more than what stands in the table below it.
fn without_lines<'a>(text: &str, said: impl Iterator<Item = &'a str>) -> String {
    let bare = |line: &str| {
        let line = line.trim().trim_start_matches(['-', '*', '•', '–']).trim();
        line.trim_end_matches(['.', ',', ';']).trim().to_lowercase()
    };
    let said: Vec<String> = said.map(bare).collect();
    let kept = text.lines().filter(|line| !said.contains(&bare(line)));
    kept.collect::<Vec<_>>().join("\n")
}

fn follow_up(words: &'static Words, printed: &PrintedInitiative) -> Vec<Block> {
    let titles = printed.follow_ups.iter().map(|(follow_up, _)| follow_up.title.as_str());
    let mut blocks = prose(&without_lines(&printed.initiative.follow_up_text, titles));
    let rows: Vec<Vec<Text>> = printed
        .follow_ups
        .iter()
        .map(|(follow_up, forum)| {
            vec![
                Text::plain(follow_up.title.clone()),
                Text::plain(forum.clone()),
                Text::plain(often(words, follow_up)),
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

#[cfg(test)]
mod tests {
    use super::without_lines;

    #[test]
    fn a_line_that_stands_in_the_table_is_not_printed_twice() {
        let text = "Vi vil se:\n- Faldende sygefravær\n- flere kvalificerede ansøgere.\n- mere ro";
        let kept = without_lines(
            text,
            ["faldende sygefravær", "Flere kvalificerede ansøgere"].into_iter(),
        );
        assert_eq!(kept, "Vi vil se:\n- mere ro");
    }
}
