//! A year as one page: what was held, excused and late, unit by unit and duty by duty, for a director or a committee.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table as PaperTable, Text};
use trivsel_app::documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};
use trivsel_app::duties::{self, DutiesOfYear, DutyYearLine, DutyYearSum};
use trivsel_domain::id::UnitId;

use super::duty_name;
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::pdf;
use crate::pages::reports::print::{frame, rendered};
use crate::pages::{attachment, csv_file, page};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/duties/year.html")]
struct WheelYearPage {
    shell: Shell,
    year: i32,
    lead: String,
    units: Vec<YearRow>,
    /// With all of them together as the last.
    duties: Vec<YearRow>,
    before: Option<i32>,
    after: Option<i32>,
}

/// A row of sums.
struct YearRow {
    name: String,
    sum: DutyYearSum,
    coverage: String,
}

impl YearRow {
    fn of(shell: &Shell, name: String, sum: DutyYearSum) -> Self {
        let coverage = match sum.coverage() {
            Some(share) => shell.with("wheel-year-share").count("share", share).to_string(),
            None => "–".to_owned(),
        };
        Self { name, sum, coverage }
    }
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(year): Path<i32>) -> Answer {
    let found = duties::of_year(&web.app, session.actor(), year).await?;
    let shell = session.shell(Station::Anchor);
    let sum = DutyYearSum::of(&found.lines);
    let this_year = chrono::Datelike::year(&found.today);
    page(&WheelYearPage {
        lead: lead(&shell, &sum),
        units: units(&shell, &found),
        duties: kinds(&shell, &found, sum),
        // So far back as a cycle of three years reaches, and the year to come.
        before: Some(year - 1).filter(|before| *before >= this_year - 3),
        after: Some(year + 1).filter(|after| *after <= this_year + 1),
        year,
        shell,
    })
}

fn lead(shell: &Shell, sum: &DutyYearSum) -> String {
    let id = match sum.coverage() {
        Some(_) => "wheel-year-lead",
        None => "wheel-year-lead-nothing",
    };
    shell
        .with(id)
        .count("due", sum.due())
        .count("settled", sum.held + sum.excused)
        .count("late", sum.late)
        .count("ahead", sum.ahead)
        .to_string()
}

/// Unit by unit: what is late first, then by name.
fn units(shell: &Shell, found: &DutiesOfYear) -> Vec<YearRow> {
    let mut by_unit: BTreeMap<UnitId, Vec<&DutyYearLine>> = BTreeMap::new();
    for line in &found.lines {
        by_unit.entry(line.unit).or_default().push(line);
    }
    let mut rows: Vec<YearRow> = by_unit
        .into_values()
        .filter_map(|own| {
            let name = own.first()?.unit_name.clone();
            Some(YearRow::of(shell, name, DutyYearSum::of(own)))
        })
        .collect();
    rows.sort_by(|one, other| {
        let late = other.sum.late.cmp(&one.sum.late);
        late.then_with(|| trivsel_domain::danish::compare(&one.name, &other.name))
    });
    rows
}

/// Duty by duty, and all of them.
fn kinds(shell: &Shell, found: &DutiesOfYear, all: DutyYearSum) -> Vec<YearRow> {
    let same = found.lines.chunk_by(|one, other| one.duty.id == other.duty.id);
    let each = same.filter_map(|lines| {
        let name = duty_name(shell, &lines.first()?.duty);
        Some(YearRow::of(shell, name, DutyYearSum::of(lines)))
    });
    let all = YearRow::of(shell, shell.t("wheel-year-all").into_owned(), all);
    each.chain([all]).collect()
}

pub(super) async fn print(State(web): State<Web>, session: Session, Path(year): Path<i32>) -> Answer {
    let found = duties::of_year(&web.app, session.actor(), year).await?;
    let shell = session.shell(Station::Anchor);
    let sum = DutyYearSum::of(&found.lines);
    let title = shell.with("wheel-year-title").text("year", year).to_string();
    let document = Document {
        title: title.clone(),
        foot_line: Some(title),
        blocks: vec![
            Block::paragraph(lead(&shell, &sum)),
            paper(
                &shell,
                "wheel-year-by-duty",
                "wheel-column-duty",
                kinds(&shell, &found, sum),
            ),
            paper(&shell, "wheel-year-by-unit", "wheel-column-unit", units(&shell, &found)),
            Block::paragraph(Text::default().then(shell.t("wheel-year-help").into_owned(), Style::Soft)),
        ],
        ..frame(&session, &web.app)
    };
    pdf(rendered(&web.app, document).await?, &format!("aarshjul-{year}.pdf"))
}

fn paper(shell: &Shell, caption: &str, first: &str, rows: Vec<YearRow>) -> Block {
    let ids = [
        first,
        "wheel-year-due",
        "wheel-year-held",
        "wheel-year-excused",
        "wheel-late",
        "wheel-year-ahead",
        "wheel-year-coverage",
    ];
    let heads: Vec<String> = ids.iter().map(|id| shell.t(id).into_owned()).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let cells = |row: YearRow| {
        let sum = row.sum;
        let numbers = [sum.due(), sum.held, sum.excused, sum.late, sum.ahead];
        let numbers = numbers.map(|number| Text::plain(number.to_string()));
        let mut cells = vec![Text::plain(row.name)];
        cells.extend(numbers);
        cells.push(Text::plain(row.coverage));
        cells
    };
    let aligns: Vec<Align> = std::iter::once(Align::Left)
        .chain(std::iter::repeat_n(Align::Right, ids.len() - 1))
        .collect();
    Block::Table(PaperTable {
        caption: Some(shell.t(caption).into_owned()),
        row_heads: true,
        ..PaperTable::new(&heads, rows.into_iter().map(cells).collect(), &aligns)
    })
}

pub(super) async fn csv(State(web): State<Web>, session: Session, Path(year): Path<i32>) -> Answer {
    let found = duties::of_year(&web.app, session.actor(), year).await?;
    let shell = session.shell(Station::Anchor);
    csv_file(&table(&shell, &found), session.lang(), format!("aarshjul-{year}.csv"))
}

pub(super) async fn xlsx(State(web): State<Web>, session: Session, Path(year): Path<i32>) -> Answer {
    let found = duties::of_year(&web.app, session.actor(), year).await?;
    let shell = session.shell(Station::Anchor);
    let body = write_xlsx(&table(&shell, &found), session.lang().of_documents())
        .map_err(|error| AppError::internal("writing a table", error))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, format!("aarshjul-{year}.xlsx"), body)
}

fn table(shell: &Shell, found: &DutiesOfYear) -> Table {
    let column = |id: &str, kind| Column::new(shell.t(id), kind);
    let number = || ColumnKind::Number { decimals: 0 };
    // Sums of a few dozen: they always fit.
    let count = |count: usize| Cell::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let day = |day: Option<chrono::NaiveDate>| Cell::Text(day.map(|day| shell.lang.date(day)).unwrap_or_default());
    let rows = found.lines.iter().map(|line| {
        vec![
            Cell::Text(duty_name(shell, &line.duty)),
            Cell::Text(line.unit_name.clone()),
            count(line.seen.held),
            count(line.seen.excused),
            day(line.seen.late),
            day(line.seen.ahead),
        ]
    });
    Table {
        title: shell.with("wheel-year-title").text("year", found.year).to_string(),
        columns: vec![
            column("wheel-column-duty", ColumnKind::Text),
            column("wheel-column-unit", ColumnKind::Text),
            column("wheel-year-held", number()),
            column("wheel-year-excused", number()),
            column("wheel-year-late-since", ColumnKind::Text),
            column("wheel-year-due-on", ColumnKind::Text),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
