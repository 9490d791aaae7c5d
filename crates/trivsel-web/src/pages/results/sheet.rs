//! A unit's result on one sheet of paper, to hang up: the finding, the picture, what is done about it, and the way to the page.

use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Block, Document, Text};
use trivsel_app::publications::Results;
use trivsel_domain::publication::Standing;

use super::told::Told;
use super::unit::{Medium, figure};
use super::{UnitId, ready};
use crate::Web;
use crate::failure::Answer;
use crate::pages::attachment;
use crate::pages::reports::print::{frame, rendered, way_to};
use crate::session::Session;
use crate::shell::Station;
use crate::urls;
use trivsel_domain::id::SurveyId;

pub(super) async fn pdf(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let way = way_to(&web.app, session.words(), &urls::results_of(survey, unit))?;
    let document = {
        let shell = session.shell(Station::Listen);
        document(&Told::new(&shell, &results), unit, frame(&session, &web.app), way)?
    };
    attachment(
        "application/pdf",
        file_name(&session, &results),
        rendered(&web.app, document).await?,
    )
}

fn file_name(session: &Session, results: &Results) -> String {
    let words = session.words().with("results-sheet-file");
    words.text("number", results.survey.number).to_string()
}

/// Nothing is on the sheet that the page does not show; where the result is hidden there is no sheet.
fn document(told: &Told<'_>, unit: UnitId, frame: Document, way: Block) -> Result<Document, AppError> {
    let publication = &told.edition.publication;
    let Standing::Shown(own) = publication.standing(unit) else {
        return Err(AppError::NotFound);
    };
    let figure = figure(told, unit, own, Medium::Paper);
    let says = figure.sentences.join(" ");
    let mut blocks = vec![Block::heading(1, figure.finding)];
    blocks.extend(figure.pictures.into_iter().map(|svg| Block::Figure {
        svg,
        alt: says.clone(),
        caption: Some(figure.unit_line.clone()),
    }));
    blocks.push(Block::paragraph(says.clone()));
    let follow_up = &told.results.survey.follow_up;
    if let Some(on) = follow_up.on {
        let day = told.shell.day(on);
        let talked = told.shell.with("results-sheet-talked").text("date", day).to_string();
        blocks.push(Block::heading(1, told.shell.t("results-sheet-next").into_owned()));
        blocks.push(Block::paragraph(Text::strong(talked)));
    }
    blocks.push(Block::heading(2, told.shell.t("results-rules").into_owned()));
    blocks.push(Block::list(told.rules()));
    blocks.push(way);
    Ok(Document {
        title: format!("{}: {}", publication.title.of(told.shell.lang.code()), told.unit(unit)),
        subtitle: Some(told.turnout(own)),
        date: publication.closed_on,
        is_one_sheet: true,
        blocks,
        ..frame
    })
}
