//! An evaluation to take away: the figures as a table, and all of it as an accessible PDF. As JSON it is part of the API.

use std::time::Duration;

use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Align, Block, Document, Table as PrintedTable, Text, Tone};
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table};
use trivsel_app::evaluations::{self, Evaluation, ExclusionForm, FigureRow};
use trivsel_domain::initiative::Initiative;

use super::pictures::{self, Medium};
use super::{At, Told, WaysFigure, scale_of, survey, words};
use crate::Web;
use crate::failure::Answer;
use crate::pages::csv_file;
use crate::pages::reports::{pdf, print};
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::verdict::question;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(
            "/initiatives/{initiative}/criteria/{criterion}/evaluation.csv",
            "MSUCK",
            csv,
        ),
        get(
            "/initiatives/{initiative}/criteria/{criterion}/evaluation.pdf",
            "EMSUCKlrc",
            print_out,
        ),
    ]
}

/// The figures it rests on. The columns are those that `trivsel analyse staggered` reads.
async fn csv(State(web): State<Web>, session: Session, Path((initiative, criterion)): At) -> Answer {
    let (initiative, rows) = evaluations::figure_rows(&web.app, session.actor(), initiative, criterion).await?;
    let shell = session.shell(Station::Act);
    let number = |name: &str| Column::new(name, ColumnKind::Number { decimals: 6 });
    let table = Table {
        title: question(session.words(), initiative.state),
        columns: vec![
            Column::new("unit", ColumnKind::Text),
            Column::new("month", ColumnKind::Month),
            Column::new("start", ColumnKind::Month),
            number("events"),
            number("exposure"),
            number("outcome"),
        ],
        rows: rows.into_iter().map(|row| cells(&shell, row)).collect(),
        notes: Vec::new(),
    };
    csv_file(&table, session.lang(), format!("evaluering-{}.csv", initiative.number))
}

fn cells(shell: &Shell, row: FigureRow) -> Vec<Cell> {
    vec![
        Cell::Text(words::unit(shell, &row.unit, &row.without)),
        Cell::Month(row.month.first_day()),
        row.start.map_or(Cell::Blank, |start| Cell::Month(start.first_day())),
        Cell::Number(row.numerator),
        Cell::Number(row.denominator),
        row.value.map_or(Cell::Blank, Cell::Number),
    ]
}

async fn print_out(State(web): State<Web>, session: Session, Path((initiative, criterion)): At) -> Answer {
    if let Some(found) = evaluations::evaluate_survey(&web.app, session.actor(), initiative, criterion).await? {
        let document = survey::document(&session, &found, print::frame(&session, &web.app));
        return pdf(
            print::rendered(&web.app, document).await?,
            &format!("evaluering-{}.pdf", found.0.number),
        );
    }
    // A document is made of the answer, not of how far it has come.
    let (initiative, evaluation) =
        evaluations::evaluate(&web.app, session.actor(), initiative, criterion, Duration::MAX).await?;
    let evaluation = evaluation.ok_or(AppError::NotFound)?;
    let shell = session.shell(Station::Act);
    let document = document(&shell, &evaluation, &initiative, print::frame(&session, &web.app));
    pdf(
        print::rendered(&web.app, document).await?,
        &format!("evaluering-{}.pdf", initiative.number),
    )
}

fn document(shell: &Shell, evaluation: &Evaluation, initiative: &Initiative, frame: Document) -> Document {
    let told = Told::new(shell, evaluation, ExclusionForm::default(), Vec::new());
    let section = |title: String, blocks: Vec<Block>| Block::Section {
        number: None,
        title,
        question: None,
        blocks,
    };
    let title = |id: &str| shell.t(id).into_owned();
    let list = |lines: &[String]| Block::list(lines.iter().map(String::as_str));
    let mut blocks = vec![section(
        title("evaluation-verdict-title"),
        answer(shell, evaluation, &told),
    )];
    for (id, lines) in [
        ("evaluation-cap-title", &told.caps),
        ("evaluation-settles-title", &told.settles),
    ] {
        if !lines.is_empty() {
            blocks.push(section(title(id), vec![list(lines)]));
        }
    }
    if let Some(ways) = &told.answer.ways {
        blocks.push(section(
            title("evaluation-others-title"),
            other_ways(shell, evaluation, ways),
        ));
    }
    let mut why = vec![Block::paragraph(told.design.clone())];
    why.push(list(&told.design_lines));
    for (id, lines) in [
        ("evaluation-caution-title", &told.cautions),
        ("evaluation-considered-title", &told.considered),
    ] {
        if !lines.is_empty() {
            why.push(Block::heading(3, shell.t(id)));
            why.push(list(lines));
        }
    }
    for (design, reasons) in &told.refused {
        let heading = shell.with("evaluation-refused").text("design", design).to_string();
        why.push(Block::heading(3, heading));
        why.push(list(reasons));
    }
    blocks.push(section(title("evaluation-design-title"), why));
    blocks.push(section(title("evaluation-units-title"), used(shell, &told)));
    let settings = told
        .settings
        .iter()
        .map(|(name, value)| format!("{name}: {}", in_groups(value)));
    blocks.push(section(title("evaluation-settings-title"), vec![Block::list(settings)]));
    Document {
        title: question(shell.words, initiative.state),
        subtitle: Some(format!("{}: {}", initiative.title, told.title)),
        foot_line: Some(told.about),
        blocks,
        ..frame
    }
}

/// A long run of digits in groups of eight, so that a line can end between them.
pub(super) fn in_groups(value: &str) -> String {
    if value.len() < 64 || value.contains(' ') {
        return value.to_owned();
    }
    let digits: Vec<char> = value.chars().collect();
    let groups: Vec<String> = digits.chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn answer(shell: &Shell, evaluation: &Evaluation, told: &Told) -> Vec<Block> {
    let scale = scale_of(shell, evaluation);
    let mut blocks = vec![Block::Notice {
        tone: Tone::Plain,
        title: Some(told.answer.badge.clone()),
        text: Text::strong(told.answer.sentence.clone()),
    }];
    blocks.extend(told.answer.behind.iter().map(|line| Block::paragraph(line.clone())));
    if let Some(course) = &told.answer.course {
        blocks.push(Block::heading(3, course.finding.clone()));
        let picture = match evaluation.finding() {
            Some(finding) => pictures::course(shell, &scale, evaluation, finding, &course.finding, Medium::Paper),
            None => pictures::chart(shell, evaluation, &course.finding, Medium::Paper),
        };
        if let Some(svg) = picture {
            blocks.push(Block::Figure {
                svg,
                alt: course.finding.clone(),
                caption: None,
            });
        }
        let head: Vec<&str> = course.head.iter().map(String::as_str).collect();
        let rows = course.rows.iter().map(|row| row.iter().map(Text::plain).collect());
        blocks.push(Block::Table(PrintedTable {
            caption: Some(course.unit.clone()),
            row_heads: true,
            ..PrintedTable::new(&head, rows.collect(), &vec![Align::Left; head.len()])
        }));
    }
    blocks
}

fn other_ways(shell: &Shell, evaluation: &Evaluation, ways: &WaysFigure) -> Vec<Block> {
    let mut blocks = vec![Block::paragraph(ways.finding.clone())];
    if let Some(finding) = evaluation.finding() {
        blocks.push(Block::Figure {
            svg: pictures::ways(shell, &scale_of(shell, evaluation), evaluation, finding, Medium::Paper),
            alt: ways.finding.clone(),
            caption: None,
        });
    }
    let head = [shell.t("evaluation-others-way"), shell.t("evaluation-others-effect")];
    let rows = ways
        .rows
        .iter()
        .map(|(way, effect)| vec![Text::plain(way), Text::plain(effect)]);
    blocks.push(Block::Table(PrintedTable {
        caption: Some(ways.unit.clone()),
        row_heads: true,
        ..PrintedTable::new(&[&head[0], &head[1]], rows.collect(), &[Align::Left, Align::Left])
    }));
    blocks
}

fn used(shell: &Shell, told: &Told) -> Vec<Block> {
    let head = [
        "evaluation-unit",
        "evaluation-began",
        "evaluation-months-short",
        "evaluation-withheld-short",
    ]
    .map(|id| shell.t(id).into_owned());
    let rows = told.units.iter().map(|unit| {
        [&unit.name, &unit.start, &unit.months, &unit.withheld]
            .map(Text::plain)
            .to_vec()
    });
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let aligns = [Align::Left, Align::Left, Align::Right, Align::Right];
    let mut blocks = vec![
        Block::paragraph(shell.t("evaluation-units-help").into_owned()),
        Block::Table(PrintedTable {
            caption: Some(shell.t("evaluation-units-title").into_owned()),
            row_heads: true,
            ..PrintedTable::new(&head, rows.collect(), &aligns)
        }),
    ];
    if !told.left_out.is_empty() {
        blocks.push(Block::heading(3, shell.t("exclusions-title")));
        blocks.push(Block::list(
            told.left_out
                .iter()
                .map(|row| format!("{}: {} {}", row.what, row.reason, row.by)),
        ));
    }
    blocks
}
