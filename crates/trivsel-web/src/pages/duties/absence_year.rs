//! The absence of a unit's last year: a page, a document and a point on an agenda, with the same three sentences. A rule makes them.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::committees::{self, NewAgendaItem};
use trivsel_app::documents::pdf::{Align, Block, Document, Style, Table, Text};
use trivsel_app::duties::{self, AbsenceYear};
use trivsel_app::{AppError, Problem};
use trivsel_domain::figure::Figure;
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use super::occurrence::MeetingForm;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::figures::drawing::{draw, value_in_words};
use crate::pages::reports::pdf;
use crate::pages::reports::print::{frame, rendered};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/duties/absence_year.html")]
struct AbsenceYearPage {
    shell: Shell,
    unit: UnitId,
    title: String,
    said: Vec<String>,
    svg: String,
    rows: Vec<AbsenceMonth>,
    source: String,
    counted_in: Option<UnitId>,
    is_hidden: bool,
    may_put: bool,
}

#[derive(Template)]
#[template(path = "pages/duties/absence_agenda.html")]
struct AbsenceAgendaPage {
    shell: Shell,
    fields: Fields,
    unit: UnitId,
    title: String,
    meetings: Vec<Choice>,
    meeting: String,
}

/// A month as it is read.
struct AbsenceMonth {
    month: String,
    value: String,
    others: String,
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(unit): Path<UnitId>) -> Answer {
    let year = duties::absence_year(&web.app, session.actor(), unit).await?;
    let shell = session.shell(Station::Anchor);
    let shown = year.as_ref().filter(|year| !year.is_hidden());
    let name = shell.unit_name(&unit).to_owned();
    page(&AbsenceYearPage {
        unit,
        title: title(&shell, unit),
        said: year.as_ref().map(|year| said(&shell, year)).unwrap_or_default(),
        svg: shown
            .map(|year| draw(&shell, session.actor(), &year.picture, &name, "absence").page())
            .unwrap_or_default(),
        rows: shown.map(|year| rows(&shell, year)).unwrap_or_default(),
        source: shown.map(|year| source(&shell, year)).unwrap_or_default(),
        counted_in: year
            .as_ref()
            .and_then(|year| year.picture.counted_in)
            .filter(|above| shell.may_in(Right::ReadFigures, *above)),
        is_hidden: shown.is_none(),
        may_put: shown.is_some() && shell.may_in_some_committee(Right::ChangeAgenda),
        shell,
    })
}

fn title(shell: &Shell, unit: UnitId) -> String {
    shell
        .with("absence-year-title")
        .text("unit", shell.unit_name(&unit))
        .to_string()
}

fn source(shell: &Shell, year: &AbsenceYear) -> String {
    crate::pages::figures::drawing::source(shell, &year.picture)
}

/// The three sentences: the level and the year before; whether that is more than it swings anyway; the others beside it.
fn said(shell: &Shell, year: &AbsenceYear) -> Vec<String> {
    if year.is_hidden() {
        return Vec::new();
    }
    vec![level(shell, year), direction(shell, year), beside(shell, year)]
}

fn level(shell: &Shell, year: &AbsenceYear) -> String {
    let words = |value: f64| value_in_words(shell, &year.picture.indicator, value);
    let latest = year.picture.summary.latest;
    let month = latest
        .and_then(|(at, _)| year.picture.points.get(at))
        .map(|point| shell.lang.month(point.month))
        .unwrap_or_default();
    let (Some(now), before) = (year.now, year.before) else {
        return String::new();
    };
    let id = match before {
        Some(_) => "figures-level-before-and-now",
        None => "figures-level-now",
    };
    let sentence = shell
        .with(id)
        .text("now", words(now.value))
        .count("months", now.months)
        .text("month", month);
    match before {
        Some(before) => sentence
            .text("before", words(before.value))
            .count("before_months", before.months)
            .to_string(),
        None => sentence.to_string(),
    }
}

fn direction(shell: &Shell, year: &AbsenceYear) -> String {
    shell.code("absence-year-finding", year.picture.summary.finding.code())
}

fn beside(shell: &Shell, year: &AbsenceYear) -> String {
    match (year.parent, year.others) {
        (Some(parent), Some(others)) => shell
            .with("absence-year-others")
            .text("parent", shell.unit_name(&parent))
            .text("value", value_in_words(shell, &year.picture.indicator, others))
            .to_string(),
        (Some(_), None) => shell.t("absence-year-no-others").into_owned(),
        (None, _) => shell.t("absence-year-whole").into_owned(),
    }
}

fn rows(shell: &Shell, year: &AbsenceYear) -> Vec<AbsenceMonth> {
    let decimals = year.picture.indicator.measure.decimals();
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| shell.lang.number(value, decimals));
    let months = year.months.iter();
    months
        .map(|point| AbsenceMonth {
            month: shell.lang.month(point.month),
            value: match point.figure {
                Figure::Withheld { .. } => shell.t("figures-withheld").into_owned(),
                _ => number(point.value),
            },
            others: number(point.others),
        })
        .collect()
}

pub(super) async fn print(State(web): State<Web>, session: Session, Path(unit): Path<UnitId>) -> Answer {
    let year = duties::absence_year(&web.app, session.actor(), unit).await?;
    let shell = session.shell(Station::Anchor);
    let name = shell.unit_name(&unit).to_owned();
    let mut blocks: Vec<Block> = Vec::new();
    match year.filter(|year| !year.is_hidden()) {
        Some(year) => {
            let said = said(&shell, &year);
            blocks.extend(said.iter().map(|sentence| Block::paragraph(sentence.as_str())));
            blocks.push(Block::Figure {
                svg: draw(&shell, session.actor(), &year.picture, &name, "absence").print(),
                alt: said.join(" "),
                caption: Some(source(&shell, &year)),
            });
            blocks.push(table(&shell, &year));
        }
        None => blocks.push(Block::paragraph(shell.t("absence-year-hidden").as_ref())),
    }
    let soft = Text::default().then(shell.t("absence-year-no-persons").into_owned(), Style::Soft);
    blocks.push(Block::paragraph(soft));
    let document = Document {
        title: title(&shell, unit),
        foot_line: Some(shell.t("duty-name-absence-statistic").into_owned()),
        blocks,
        ..frame(&session, &web.app)
    };
    let file = shell
        .with("absence-year-file")
        .text("date", web.app.today())
        .to_string();
    pdf(rendered(&web.app, document).await?, &file)
}

fn table(shell: &Shell, year: &AbsenceYear) -> Block {
    let measure = shell.code("figures-measure", year.picture.indicator.measure.code());
    let cells = |row: AbsenceMonth| vec![Text::plain(row.month), Text::plain(row.value), Text::plain(row.others)];
    let heads = [
        shell.t("figures-column-month").into_owned(),
        format!("{} ({measure})", shell.t("absence-year-column")),
        shell.t("figures-others-label").into_owned(),
    ];
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let rows = rows(shell, year).into_iter().map(cells).collect();
    Block::Table(Table {
        caption: Some(shell.t("absence-year-months").into_owned()),
        row_heads: true,
        ..Table::new(&heads, rows, &[Align::Left, Align::Right, Align::Right])
    })
}

pub(super) async fn choose_meeting(State(web): State<Web>, session: Session, Path(unit): Path<UnitId>) -> Answer {
    page(&agenda_page(&web, &session, unit, String::new(), Vec::new()).await?)
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    unit: UnitId,
    meeting: String,
    problems: Vec<Problem>,
) -> Result<AbsenceAgendaPage, AppError> {
    session.actor().must(Right::ReadFigures, unit)?;
    let shell = session.shell(Station::Anchor);
    let mut meetings = vec![Choice::new("", shell.t("choose"))];
    let lines = committees::agenda_choices(&web.app, session.actor()).await?;
    meetings.extend(lines.into_iter().map(|line| {
        let day = shell.lang.date(line.meeting.held_on);
        Choice::new(line.meeting.id, format!("{}, {day}", line.committee_name))
    }));
    Ok(AbsenceAgendaPage {
        fields: Fields::new(session.words(), "duty", problems),
        title: title(&shell, unit),
        unit,
        meetings,
        meeting,
        shell,
    })
}

pub(super) async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(unit): Path<UnitId>,
    Form(form): Form<MeetingForm>,
) -> Answer {
    let who = session.actor();
    who.must_in_some_committee(Right::ChangeAgenda)
        .map_err(AppError::from)?;
    let Ok(meeting) = form.meeting.trim().parse() else {
        let problems = vec![Problem::new("meeting", "problem-choose")];
        return refused(&agenda_page(&web, &session, unit, form.meeting, problems).await?);
    };
    let year = duties::absence_year(&web.app, who, unit).await?;
    let shell = session.shell(Station::Anchor);
    let text = match year.filter(|year| !year.is_hidden()) {
        Some(year) => said(&shell, &year).join(" "),
        None => shell.t("absence-year-hidden").into_owned(),
    };
    let item = NewAgendaItem {
        title: title(&shell, unit),
        text,
        ..NewAgendaItem::default()
    };
    duties::put_absence_on_agenda(&web.app, who, unit, meeting, item).await?;
    done(&urls::meeting(meeting), "done-duty-on-agenda")
}
