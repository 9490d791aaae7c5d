//! `/surveys/{survey}/notice`: what to hang up and what to write to people while a survey is open.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::documents::pdf::{Block, Document, Poster, Style, Text};
use trivsel_app::documents::qr::Qr;
use trivsel_app::surveys::{self, Entrance, Turnout};
use trivsel_domain::id::SurveyId;

use super::super::page;
use super::super::reports::pdf;
use super::super::reports::print::{frame, rendered};
use super::cards::typed;
use crate::Web;
use crate::failure::Answer;
use crate::format::in_groups;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/notice", "C", show),
        get("/surveys/{survey}/notice.pdf", "C", print),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/notice.html")]
struct NoticePage {
    shell: Shell,
    back: String,
    poster: String,
    title: String,
    closes: String,
    ways: Vec<String>,
    address: String,
    seal: String,
    /// A text to send on, ready to be copied.
    text: String,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let entrance = surveys::entrance(&web.app, session.actor(), id).await?;
    let turnout = surveys::turnout(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let ways = ways(session.words(), &turnout);
    page(&NoticePage {
        back: urls::survey(id),
        poster: urls::survey_poster(id),
        title: entrance.survey.title.of(shell.lang.code()).to_owned(),
        closes: shell.maybe_day(entrance.survey.last_day()),
        address: typed(&entrance.address).to_owned(),
        seal: in_groups(&entrance.seal),
        text: text(&shell, &entrance, &ways),
        ways,
        shell,
    })
}

async fn print(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let entrance = surveys::entrance(&web.app, session.actor(), id).await?;
    let turnout = surveys::turnout(&web.app, session.actor(), id).await?;
    let document = poster(session.words(), &entrance, &turnout, frame(&session, &web.app))?;
    let words = session.words().with("notice-file");
    let name = words.text("number", entrance.survey.number).to_string();
    pdf(rendered(&web.app, document).await?, &name)
}

/// How people get in: by mail, by account, by card, as far as somebody does.
fn ways(words: &'static Words, turnout: &Turnout) -> Vec<String> {
    let cards = u64::from(turnout.cards_needed);
    let has_mail = cards < turnout.invited;
    let mail = match (turnout.sends_mail, cards) {
        (true, 0) => "notice-way-mail",
        (true, _) => "notice-way-mail-some",
        (false, 0) => "notice-way-account",
        (false, _) => "notice-way-account-some",
    };
    let card = if has_mail {
        "notice-way-card-some"
    } else {
        "notice-way-card"
    };
    let found = [has_mail.then_some(mail), (cards > 0).then_some(card)];
    found
        .into_iter()
        .flatten()
        .map(|way| words.t(way).into_owned())
        .collect()
}

fn text(shell: &Shell, entrance: &Entrance, ways: &[String]) -> String {
    let rules = entrance.survey.rules;
    let until = shell
        .with("notice-until")
        .text("date", shell.maybe_day(entrance.survey.last_day()));
    [
        entrance.survey.purpose.of(shell.lang.code()).to_owned(),
        format!("{until} {}", ways.join(" ")),
        shell
            .with("notice-text-promise")
            .count("minimum", rules.minimum)
            .text("address", &entrance.address)
            .to_string(),
    ]
    .join("\n\n")
}

/// One page for the wall.
fn poster(
    words: &'static Words,
    entrance: &Entrance,
    turnout: &Turnout,
    frame: Document,
) -> Result<Document, AppError> {
    let lang = words.lang();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| lang.date(day)).unwrap_or_default();
    let survey = &entrance.survey;
    let qr = Qr::of(&entrance.address)
        .ok_or_else(|| AppError::internal("making a notice", "the address is too long for a QR code"))?;
    let mut steps: Vec<Text> = ways(words, turnout).into_iter().map(Text::from).collect();
    steps.push(words.t("notice-way-shared").as_ref().into());
    let mut blocks = vec![
        Block::Poster(Poster {
            qr,
            width_mm: 78,
            alt: words.t("notice-qr-alt").into_owned(),
            beside: vec![
                words
                    .with("notice-until")
                    .text("date", day(survey.last_day()))
                    .to_string()
                    .into(),
                words.t("cards-scan").as_ref().into(),
                Text::default().then(typed(&entrance.address), Style::Strong),
            ],
        }),
        Block::heading(1, words.t("notice-how")),
        Block::list(steps),
        Block::heading(1, words.t("notice-promised")),
        Block::paragraph(words.t("notice-promise").as_ref()),
    ];
    if survey.follow_up.on.is_some() {
        let talked = words.with("notice-follow-up").text("date", day(survey.follow_up.on));
        blocks.push(Block::paragraph(talked.to_string()));
    }
    blocks.push(Block::heading(2, words.t("survey-seal")));
    blocks.push(Block::paragraph(words.t("notice-seal").as_ref()));
    blocks.push(Block::paragraph(Text::strong(in_groups(&entrance.seal))));
    let asks = words
        .with("notice-asks")
        .text("organisation", &entrance.organisation_name);
    Ok(Document {
        title: survey.title.of(lang.code()).to_owned(),
        subtitle: Some(asks.to_string()),
        blocks,
        ..frame
    })
}
