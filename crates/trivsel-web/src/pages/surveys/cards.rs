//! `/surveys/{survey}/cards`: cards with one-time codes for those without mail, and how to hand them out.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Align, Block, Card, CardSheet, Document, Marks, Style, Table, Text, Tone};
use trivsel_app::documents::qr::Qr;
use trivsel_app::surveys::{self, Cards, Entrance, Turnout};
use trivsel_domain::id::SurveyId;

use super::super::reports::print::{frame, rendered};
use super::super::{attachment, page};
use crate::Web;
use crate::failure::Answer;
use crate::format::in_groups;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/cards", "C", show),
        post("/surveys/{survey}/cards", "C", make),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/cards.html")]
struct CardsPage {
    shell: Shell,
    id: SurveyId,
    title: String,
    turnout: Turnout,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let entrance = surveys::entrance(&web.app, session.actor(), id).await?;
    let turnout = surveys::turnout(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    page(&CardsPage {
        id,
        title: entrance.survey.title.of(shell.lang.code()).to_owned(),
        turnout,
        shell,
    })
}

async fn make(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    // Codes that could not be printed would only make the cards that were handed out before worthless.
    web.app.press()?;
    let cards = surveys::make_cards(&web.app, session.actor(), id).await?;
    let document = document(session.words(), &cards, frame(&session, &web.app))?;
    let name = session
        .words()
        .with("cards-file")
        .text("number", cards.entrance.survey.number)
        .to_string();
    attachment("application/pdf", name, rendered(&web.app, document).await?)
}

/// A cover sheet for whoever hands the cards out, then the cards of each group.
fn document(words: &'static Words, cards: &Cards, frame: Document) -> Result<Document, AppError> {
    let lang = words.lang();
    let Entrance { survey, .. } = &cards.entrance;
    let title = survey.title.of(lang.code());
    let count: usize = cards.sheets.iter().map(|sheet| sheet.codes.len()).sum();
    let rows = cards
        .sheets
        .iter()
        .map(|sheet| {
            vec![
                Text::plain(sheet.cell.as_str()),
                Text::plain(lang.count(sheet.codes.len())),
            ]
        })
        .collect();
    let steps = [
        "cards-step-cut",
        "cards-step-bag",
        "cards-step-draw",
        "cards-step-left",
        "cards-step-keep",
    ];
    let mut blocks = vec![
        Block::heading(1, words.t("cards-how")),
        Block::List {
            marks: Marks::Numbers,
            items: steps.map(|step| Text::plain(words.t(step))).to_vec(),
        },
        Block::Notice {
            tone: Tone::Warn,
            title: Some(words.t("cards-secret-title").into_owned()),
            text: Text::plain(words.t("cards-secret")),
        },
        Block::heading(2, words.t("survey-seal")),
        Block::paragraph(words.t("survey-seal-help").as_ref()),
        Block::paragraph(Text::strong(in_groups(&cards.entrance.seal))),
        Block::Table(Table {
            caption: Some(words.with("cards-table").count("count", count).to_string()),
            row_heads: true,
            ..Table::new(
                &[&words.t("survey-plan-group"), &words.t("cards-count")],
                rows,
                &[Align::Left, Align::Right],
            )
        }),
    ];
    for sheet in &cards.sheets {
        let made: Option<Vec<Card>> = sheet
            .codes
            .iter()
            .map(|code| card(words, &cards.entrance, code))
            .collect();
        blocks.push(Block::Cards(CardSheet {
            title: words.with("cards-for").text("group", &sheet.cell).to_string(),
            cards: made.ok_or_else(|| AppError::internal("making cards", "the address is too long for a QR code"))?,
        }));
    }
    Ok(Document {
        title: words.with("cards-title").text("title", title).to_string(),
        subtitle: Some(words.t("cards-subtitle").into_owned()),
        foot_line: Some(words.t("cards-foot").into_owned()),
        blocks,
        ..frame
    })
}

fn card(words: &'static Words, entrance: &Entrance, code: &str) -> Option<Card> {
    let lang = words.lang();
    let closes = entrance.survey.last_day().map(|day| lang.date(day)).unwrap_or_default();
    Some(Card {
        title: entrance.survey.title.of(lang.code()).to_owned(),
        qr: Qr::of(&entrance.link(code))?,
        alt: words.t("cards-qr-alt").into_owned(),
        above: Text::plain(format!("{} ", words.t("cards-scan"))).then(typed(&entrance.address), Style::Strong),
        code: code.to_owned(),
        fold: words.t("cards-fold").into_owned(),
        below: vec![
            words.with("cards-closes").text("date", closes).to_string().into(),
            words.t("cards-drawn").into_owned().into(),
            Text::default().then(
                words
                    .with("cards-seal")
                    .text("seal", in_groups(short_seal(&entrance.seal)))
                    .to_string(),
                Style::Soft,
            ),
        ],
    })
}

/// As much of a seal as is enough on a card: it takes 2^64 tries to find another with the same beginning.
fn short_seal(seal: &str) -> &str {
    seal.get(..16).unwrap_or(seal)
}

/// An address as people type it: browsers add the rest.
pub(in crate::pages) fn typed(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}
