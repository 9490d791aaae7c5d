//! The report and the initiative as accessible PDF, in the order of the forms they grew from.

use axum::extract::{Path, State};
use trivsel_app::documents::Language;
use trivsel_app::documents::docx::write_docx;
use trivsel_app::documents::pdf::{
    Align, Block, Document, PdfError, Poster, Press, Rendered, Style, Table, Text, prose,
};
use trivsel_app::documents::qr::Qr;
use trivsel_app::reports::{self, ReportDetails};
use trivsel_app::{App, AppError};
use trivsel_domain::id::{InitiativeId, StatusReportId};
use trivsel_domain::report::{Heading, ReportCriterion, ReportDecision};

use super::{picture, sentences};
use crate::Web;
use crate::failure::Answer;
use crate::pages::attachment;
use crate::session::Session;
use crate::words::{Lang, Words};

/// What word processors call their documents.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// So many of a decision's lessons are printed: the page has all of them, and a report is read by people with little time.
const MOST_LESSONS: usize = 4;

pub(super) async fn report(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let (document, name) = report_to_print(&web, &session, id).await?;
    super::pdf(rendered(&web.app, document).await?, &format!("{name}.pdf"))
}

pub(super) async fn report_to_write(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StatusReportId>,
) -> Answer {
    let (document, name) = report_to_print(&web, &session, id).await?;
    docx(&document, &name)
}

/// The report with the name its file has, without an ending.
async fn report_to_print(web: &Web, session: &Session, id: StatusReportId) -> Result<(Document, String), AppError> {
    let details = reports::find(&web.app, session.actor(), id).await?;
    let document = report_document(session.words(), &details, frame(session, &web.app));
    let (number, as_of) = (details.initiative.number, details.report.content.as_of);
    Ok((document, format!("statusrapport-{number}-{as_of}")))
}

pub(super) async fn initiative(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let (document, name) = initiative_to_print(&web, &session, id).await?;
    super::pdf(rendered(&web.app, document).await?, &format!("{name}.pdf"))
}

pub(super) async fn initiative_to_write(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
) -> Answer {
    let (document, name) = initiative_to_print(&web, &session, id).await?;
    docx(&document, &name)
}

async fn initiative_to_print(web: &Web, session: &Session, id: InitiativeId) -> Result<(Document, String), AppError> {
    let printed = reports::printed_initiative(&web.app, session.actor(), id).await?;
    let document = super::initiative_print::document(session.words(), &printed, frame(session, &web.app));
    Ok((document, format!("indsats-{}", printed.initiative.number)))
}

/// A document to be written on in, under a name without an ending.
pub(in crate::pages) fn docx(document: &Document, name: &str) -> Answer {
    let bytes = write_docx(document).map_err(|error| AppError::internal("making a document to write on in", error))?;
    attachment(DOCX, format!("{name}.docx"), bytes)
}

/// What stands round what is said: whose document it is, its language, its foot.
pub(in crate::pages) fn frame(session: &Session, app: &App) -> Document {
    let words = session.words();
    let page = words.with("print-page").text("page", "{page}").text("pages", "{pages}");
    Document {
        language: words.lang().of_documents(),
        title: String::new(),
        subtitle: None,
        organisation: session.visitor.organisation.name.clone(),
        date: app.today(),
        date_line: None,
        page_line: page.to_string(),
        foot_line: None,
        is_one_sheet: false,
        blocks: Vec::new(),
    }
}

/// The last block of a sheet that hangs on a wall: a code that leads to the page, and its address.
pub(in crate::pages) fn way_to(app: &App, words: &'static Words, page: &str) -> Result<Block, AppError> {
    let address = format!("{}{page}", app.settings.public_url);
    let qr = Qr::of(&address)
        .ok_or_else(|| AppError::internal("making a sheet", "the address is too long for a QR code"))?;
    Ok(Block::Poster(Poster {
        qr,
        width_mm: 26,
        alt: words.t("print-way-alt").into_owned(),
        beside: vec![
            words.t("print-way").as_ref().into(),
            Text::default().then(address, Style::Soft),
        ],
    }))
}

/// Laying out takes some tenths of a second of pure reckoning, so it happens beside the threads that answer.
pub(in crate::pages) async fn rendered(app: &App, document: Document) -> Result<Vec<u8>, AppError> {
    let press = app.press()?;
    tokio::task::spawn_blocking(move || set(press, document))
        .await
        .map_err(|error| AppError::internal("waiting for a PDF", error))?
        .map(|rendered| rendered.bytes)
        .map_err(|error| AppError::internal("making a PDF", error))
}

/// Sets the document; where the font lacks letters, once more with a line that says so.
fn set(press: Press, mut document: Document) -> Result<Rendered, PdfError> {
    let first = (press.set)(&document)?;
    if first.missing.iter().all(|letter| !letter.is_alphanumeric()) {
        return Ok(first);
    }
    let lang = match document.language {
        Language::Danish => Lang::Da,
        Language::English => Lang::En,
    };
    document
        .blocks
        .extend(prose(&Words::of(lang).t("print-letters-missing")));
    (press.set)(&document)
}

fn report_document(words: &'static Words, details: &ReportDetails, frame: Document) -> Document {
    let report = &details.report;
    let content = &report.content;
    let state = match report.approval {
        None => words.t("print-draft").into_owned(),
        Some(approval) => words
            .with("print-approved")
            .text("date", words.lang().date(trivsel_app::app::local(approval.at).date()))
            .to_string(),
    };
    let as_of = words.with("print-as-of").text("date", words.lang().date(content.as_of));
    let mut progress: Vec<Block> = report
        .criteria
        .iter()
        .flat_map(|criterion| criterion_blocks(words, criterion))
        .collect();
    if let Some(of_area) = super::area_figures(words, report) {
        progress.insert(0, Block::paragraph(of_area));
    }
    progress.extend(prose(&content.progress_text));
    progress.extend(decision_blocks(words, &report.decisions));
    let section = |heading: Heading, blocks: Vec<Block>| Block::Section {
        number: None,
        title: words.t(heading_id(heading)).into_owned(),
        question: None,
        blocks,
    };
    Document {
        title: content.title.clone(),
        subtitle: (!content.area.is_empty()).then(|| format!("({})", content.area)),
        date: report
            .approval
            .map_or(content.as_of, |approval| trivsel_app::app::local(approval.at).date()),
        date_line: Some(format!("{as_of}. {state}.")),
        foot_line: Some(words.t("print-report").into_owned()),
        blocks: vec![
            section(Heading::Purpose, prose(&content.purpose_text)),
            section(Heading::Progress, progress),
            section(Heading::Next, prose(&content.next_text)),
        ],
        ..frame
    }
}

fn heading_id(heading: Heading) -> &'static str {
    match heading {
        Heading::Purpose => "report-heading-purpose",
        Heading::Progress => "report-heading-progress",
        Heading::Next => "report-heading-next",
    }
}

/// The decisions of an area, each with how far it has come and what was learnt.
fn decision_blocks(words: &'static Words, decisions: &[ReportDecision]) -> Vec<Block> {
    if decisions.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(2, words.t("area-report-decisions"))];
    for decision in decisions {
        let taken = format!("{}, {}", decision.forum, words.lang().date(decision.decided_on));
        let said = Text::strong(decision.text.trim_end_matches('.')).then(format!(" ({taken})."), Style::Soft);
        let said = if decision.of > 0 {
            said.then(format!(" {}", super::coverage(words, decision)), Style::Plain)
        } else {
            said
        };
        blocks.push(Block::paragraph(said));
        let lessons = decision.lessons.iter().take(MOST_LESSONS);
        let lessons: Vec<Text> = lessons
            .map(|(unit, note)| Text::plain(format!("{unit}: {}", trivsel_domain::text::one_line(note))))
            .collect();
        if !lessons.is_empty() {
            blocks.push(Block::list(lessons));
        }
    }
    blocks
}

fn criterion_blocks(words: &'static Words, criterion: &ReportCriterion) -> Vec<Block> {
    let said = sentences::of(words, criterion).join(" ");
    let heading = format!("{} {}", words.t("report-criterion-word"), criterion.title);
    let mut blocks = vec![Block::heading(2, heading)];
    if let Some(svg) = picture::for_paper(words, criterion, &said) {
        blocks.push(Block::paragraph(said.clone()));
        blocks.push(Block::Figure {
            svg,
            alt: said,
            caption: None,
        });
        blocks.extend(levels(words, criterion));
    } else {
        blocks.push(Block::paragraph(said));
    }
    blocks.extend(prose(&criterion.own_words));
    blocks
}

/// Before, now and aim with their months, as a small table.
fn levels(words: &'static Words, criterion: &ReportCriterion) -> Option<Block> {
    let figure = criterion.figure.as_ref()?;
    let name = sentences::name(words, figure);
    let row = |what: &'static str, months: String, value: f64| {
        vec![
            Text::plain(words.t(what)),
            Text::plain(months),
            Text::plain(sentences::written(words, figure, value)),
        ]
    };
    let level = |what, level: Option<trivsel_domain::report::ReportLevel>| {
        level.map(|level| row(what, words.months(level.first, level.last), level.value))
    };
    let rows: Vec<Vec<Text>> = [
        level("report-criterion-before", figure.before),
        level("report-criterion-now", figure.now),
        criterion
            .target
            .map(|target| row("report-criterion-aim", String::new(), target)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let heads = [
        words.t("print-level").into_owned(),
        words.t("print-months").into_owned(),
        words.t("print-value").into_owned(),
    ];
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    Some(Block::Table(Table {
        caption: Some(words.with("report-criterion-numbers").text("name", name).to_string()),
        row_heads: true,
        ..Table::new(&heads, rows, &[Align::Left, Align::Left, Align::Right])
    }))
}
