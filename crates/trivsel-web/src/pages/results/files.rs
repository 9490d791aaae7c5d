//! The same to keep: PDF for the notice board, XLSX and CSV. Nothing is in them that the page does not show.

use trivsel_app::documents::pdf::{Align, Block, Document, Table as PrintedTable, Text, Tone};
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
use trivsel_app::publications::Results;
use trivsel_domain::publication::{Amount, Shown};

use super::groups::{self, Matrix};
use super::spread::{Offensive, offensive};
use super::told::Told;
use super::unit::{Figure, Medium, figure};
use super::*;
use crate::pages::reports::print::{frame, rendered};
use crate::pages::{attachment, csv_file};

fn file_name(results: &Results, ending: &str) -> String {
    format!("resultat-{}.{ending}", results.survey.number)
}

pub(super) async fn csv(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let shell = session.shell(Station::Listen);
    csv_file(
        &table(&Told::new(&shell, &results), unit),
        session.lang(),
        file_name(&results, "csv"),
    )
}

pub(super) async fn xlsx(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let shell = session.shell(Station::Listen);
    let table = table(&Told::new(&shell, &results), unit);
    let body = write_xlsx(&table, session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, file_name(&results, "xlsx"), body)
}

/// A unit and the groups right below it: a row for each group and scale.
fn table(told: &Told<'_>, unit: UnitId) -> Table {
    let publication = &told.edition.publication;
    let words = |id: &str| told.shell.t(id).into_owned();
    let text = |id: &str| Column::new(words(id), ColumnKind::Text);
    let number = |id: &str, decimals: u8| Column::new(words(id), ColumnKind::Number { decimals });
    let mut rows = Vec::new();
    let mut add = |name: String, shown: Option<&Shown>| match shown {
        Some(shown) => rows.extend(lines(told, &name, shown)),
        None => rows.push(vec![Cell::Text(name), Cell::Text(words("results-hidden"))]),
    };
    for one in std::iter::once(unit).chain(told.below(unit)) {
        match publication.standing(one) {
            Standing::Shown(shown) => add(told.unit(one).to_owned(), Some(shown)),
            Standing::Hidden => add(told.unit(one).to_owned(), None),
            Standing::Merged { .. } | Standing::Absent => {}
        }
    }
    for one in told.together(unit) {
        add(told.together_name(&one), Some(one.shown));
    }
    for (name, shown) in publication.job_groups(unit) {
        add(format!("{}: {name}", told.unit(unit)), shown);
    }
    if matches!(publication.standing(unit), Standing::Shown(_) | Standing::Hidden) {
        let own = match publication.standing(unit) {
            Standing::Shown(own) => Some(own),
            _ => None,
        };
        rows.extend(offensive_rows(told, unit, own));
    }
    let closed = told
        .shell
        .with("results-closed-on")
        .text("date", told.shell.day(publication.closed_on))
        .to_string();
    let mut notes = vec![closed];
    notes.extend(told.rules());
    notes.push(words("results-hidden-note"));
    Table {
        title: format!("{}: {}", publication.title.of(told.shell.lang.code()), told.unit(unit)),
        columns: vec![
            text("results-column-group"),
            number("results-column-invited", 0),
            number("results-column-answered", 0),
            text("results-column-scale"),
            number("results-column-mean", 1),
            number("results-column-from", 1),
            number("results-column-to", 1),
            text("results-column-share"),
        ],
        rows,
        notes,
    }
}

/// A row for each scale of a group; what is hidden of it, too.
fn lines(told: &Told<'_>, name: &str, shown: &Shown) -> Vec<Vec<Cell>> {
    let scales = told.edition.content.scales.iter();
    scales
        .map(|scale| {
            let mut row = vec![
                Cell::Text(name.to_owned()),
                Cell::Number(f64::from(shown.invited)),
                cell(shown.respondents),
                Cell::Text(told.read(&scale.name).to_owned()),
            ];
            match shown.scale(&scale.key) {
                Some(result) => row.extend([
                    cell(result.mean),
                    Cell::Number(result.interval.0),
                    Cell::Number(result.interval.1),
                ]),
                None => row.push(Cell::Text(told.shell.t("results-hidden").into_owned())),
            }
            row
        })
        .collect()
}

/// A row for each answer to what was asked about bullying, harassment and violence; one for each question where it is hidden.
fn offensive_rows(told: &Told<'_>, unit: UnitId, own: Option<&Shown>) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let row = |question: String, share: String| {
        let mut row = vec![
            Cell::Text(told.unit(unit).to_owned()),
            Cell::Blank,
            Cell::Blank,
            Cell::Text(question),
        ];
        row.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Text(share)]);
        row
    };
    for table in offensive(told, own).into_iter().flat_map(|found| found.tables) {
        for line in table.rows {
            match line.cells {
                Some(cells) => rows.extend(
                    table
                        .columns
                        .iter()
                        .zip(cells)
                        .map(|(option, share)| row(format!("{} {option}", line.question), share)),
                ),
                None => rows.push(row(line.question, told.shell.t("results-hidden").into_owned())),
            }
        }
    }
    rows
}

fn cell(amount: Amount) -> Cell {
    match amount {
        Amount::Exact(value) => Cell::Number(value),
        Amount::Between { from, to } => Cell::Text(format!("{from}–{to}")),
    }
}

pub(super) async fn pdf(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let document = {
        let shell = session.shell(Station::Listen);
        document(&Told::new(&shell, &results), unit, frame(&session, &web.app))
    };
    attachment(
        "application/pdf",
        file_name(&results, "pdf"),
        rendered(&web.app, document).await?,
    )
}

/// One sheet for the notice board: what stands out, the picture, the numbers, the groups, the rules.
fn document(told: &Told<'_>, unit: UnitId, frame: Document) -> Document {
    let publication = &told.edition.publication;
    let words = |id: &str| told.shell.t(id).into_owned();
    let mut blocks = Vec::new();
    let mut subtitle = None;
    if let Standing::Shown(own) = publication.standing(unit) {
        let figure = figure(told, unit, own, Medium::Paper);
        subtitle = Some(told.turnout(own));
        blocks.push(Block::heading(1, figure.finding.clone()));
        blocks.extend(figure_blocks(told, unit, &figure));
    } else {
        blocks.push(notice(words("results-hidden-title"), words("results-hidden-note")));
    }
    if let Some(matrix) = groups::matrix(told, unit) {
        blocks.push(Block::heading(1, words("results-groups")));
        blocks.push(matrix_block(told, &matrix));
        if matrix.hidden > 0 {
            let title = told.shell.with("results-hidden-groups").count("count", matrix.hidden);
            let text = told
                .shell
                .with("results-hidden-groups-why")
                .count("minimum", publication.rules.minimum);
            blocks.push(notice(title.to_string(), text.to_string()));
        }
    }
    if let Some(matrix) = groups::job_groups(told, unit) {
        blocks.push(Block::heading(1, words("results-job-groups")));
        blocks.push(matrix_block(told, &matrix));
    }
    let own = match publication.standing(unit) {
        Standing::Shown(own) => Some(own),
        _ => None,
    };
    if matches!(publication.standing(unit), Standing::Shown(_) | Standing::Hidden)
        && let Some(found) = offensive(told, own)
    {
        blocks.extend(offensive_blocks(told, &found));
    }
    blocks.push(Block::heading(1, words("results-rules")));
    blocks.push(Block::list(told.rules()));
    Document {
        title: format!("{}: {}", publication.title.of(told.shell.lang.code()), told.unit(unit)),
        subtitle,
        date: publication.closed_on,
        blocks,
        ..frame
    }
}

fn notice(title: String, text: String) -> Block {
    Block::Notice {
        tone: Tone::Plain,
        title: Some(title),
        text: Text::plain(text),
    }
}

fn figure_blocks(told: &Told<'_>, unit: UnitId, figure: &Figure) -> Vec<Block> {
    let alt = figure.sentences.join(" ");
    let mut blocks: Vec<Block> = figure
        .pictures
        .iter()
        .map(|svg| Block::Figure {
            svg: svg.clone(),
            alt: alt.clone(),
            caption: Some(figure.unit_line.clone()),
        })
        .collect();
    blocks.push(Block::paragraph(alt));
    let mut head = vec![
        told.shell.t("results-column-scale").into_owned(),
        told.unit(unit).to_owned(),
        told.shell.t("results-column-from").into_owned(),
        told.shell.t("results-column-to").into_owned(),
    ];
    let has_whole = told.others(unit).is_some();
    if has_whole {
        head.push(told.whole_name().to_owned());
    }
    let rows = figure
        .rows
        .iter()
        .map(|row| {
            let cells = [&row.name, &row.mean, &row.from, &row.to].into_iter();
            let cells = cells.chain(has_whole.then_some(&row.whole));
            cells.map(|text| Text::plain(text.as_str())).collect()
        })
        .collect();
    blocks.push(numbers(&head, rows));
    blocks
}

fn matrix_block(told: &Told<'_>, matrix: &Matrix) -> Block {
    let hidden = told.shell.t("results-hidden");
    let scale = told.shell.t("results-column-scale").into_owned();
    let head: Vec<String> = std::iter::once(scale)
        .chain(matrix.columns.iter().map(|column| column.name.clone()))
        .collect();
    let rows = matrix
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| match cell {
                groups::Cell::Value(text) | groups::Cell::Own(text) => Text::plain(text.as_str()),
                groups::Cell::Hidden | groups::Cell::Covered => Text::plain(hidden.as_ref()),
            });
            std::iter::once(Text::plain(row.name.as_str())).chain(cells).collect()
        })
        .collect();
    numbers(&head, rows)
}

fn offensive_blocks(told: &Told<'_>, found: &Offensive) -> Vec<Block> {
    let hidden = told.shell.t("results-hidden");
    let mut blocks = vec![Block::heading(1, told.shell.t("results-offensive").into_owned())];
    if !found.scales.is_empty() {
        let head = ["results-column-scale", "results-column-mean"].map(|id| told.shell.t(id).into_owned());
        let rows = found.scales.iter().map(|(name, mean)| {
            let mean = mean.as_deref().unwrap_or(hidden.as_ref());
            vec![Text::plain(name.as_str()), Text::plain(mean)]
        });
        blocks.push(numbers(&head, rows.collect()));
    }
    for table in &found.tables {
        let question = told.shell.t("results-column-question").into_owned();
        let head: Vec<String> = std::iter::once(question).chain(table.columns.iter().cloned()).collect();
        let rows = table.rows.iter().map(|row| {
            let cells: Vec<&str> = match &row.cells {
                Some(cells) => cells.iter().map(String::as_str).collect(),
                None => table.columns.iter().map(|_| hidden.as_ref()).collect(),
            };
            let cells = std::iter::once(row.question.as_str()).chain(cells);
            cells.map(Text::plain).collect()
        });
        blocks.push(numbers(&head, rows.collect()));
    }
    if found.is_hidden {
        let minimum = told.edition.publication.rules.offensive;
        let why = told.shell.with("results-offensive-hidden").count("minimum", minimum);
        blocks.push(Block::paragraph(why.to_string()));
    }
    blocks
}

/// A table with words in its first column and numbers in the others.
fn numbers(head: &[String], rows: Vec<Vec<Text>>) -> Block {
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let mut aligns = vec![Align::Right; head.len()];
    if let Some(first) = aligns.first_mut() {
        *first = Align::Left;
    }
    Block::Table(PrintedTable {
        row_heads: true,
        ..PrintedTable::new(&head, rows, &aligns)
    })
}
