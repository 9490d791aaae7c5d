//! Handing in without a script: one form with a card's code and all questions. What cannot be taken comes back as it was filled in.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use trivsel_app::ballots::{self, Casting};
use trivsel_app::{AppError, Problem};
use trivsel_domain::questionnaire::{Answer as Given, Answers, Content, ItemKind};

use super::show::{Filled, form_page};
use super::{At, Reader, address_of, is_bare};
use crate::Web;
use crate::failure::Answer;

pub(super) async fn by_form(
    State(web): State<Web>,
    Path((organisation, number)): At,
    reader: Reader,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let poll = ballots::find(&web.app, &organisation, number).await?;
    let typed = |name: &str| {
        pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let card = typed("card").unwrap_or_default().trim().to_owned();
    let answers = read(&poll.content, typed);
    let came_back = |status, problems| -> Answer {
        let filled = Filled {
            card: card.clone(),
            answers: answers.clone(),
            problems,
        };
        Ok((status, form_page(&poll, &reader, filled)?).into_response())
    };
    if !is_bare(&headers) {
        return came_back(StatusCode::BAD_REQUEST, vec![Problem::new("card", "problem-cookie")]);
    }
    if card.is_empty() {
        let missing = Problem::new("card", "problem-code-missing");
        return came_back(StatusCode::UNPROCESSABLE_ENTITY, vec![missing]);
    }
    let casting = Casting {
        card: Some(card.clone()),
        answers: asked(&poll.content, &answers),
        ..Casting::default()
    };
    match ballots::cast(&web.app, &poll, casting).await {
        Ok(_) => {
            let sent = format!("{}/sent?lang={}", address_of(&poll), reader.code);
            Ok(Redirect::to(&sent).into_response())
        }
        // They may have another card: what they answered stays.
        Err(AppError::Refused(used @ "refused-card-used")) => {
            came_back(StatusCode::CONFLICT, vec![Problem::new("card", used)])
        }
        Err(AppError::Invalid(problems)) => came_back(StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(error) => Err(error.into()),
    }
}

/// What was answered. What is empty was declined.
fn read<'a>(content: &Content, typed: impl Fn(&str) -> Option<&'a str>) -> Answers {
    content
        .items
        .iter()
        .filter_map(|item| {
            let value = typed(&format!("q-{}", item.key))?.trim();
            let given = match &item.kind {
                _ if value.is_empty() => return None,
                ItemKind::Choice(_) => value
                    .parse()
                    .map_or_else(|_| Given::Text(value.to_owned()), Given::Choice),
                ItemKind::FreeText { .. } => Given::Text(value.replace("\r\n", "\n")),
            };
            Some((item.key.clone(), given))
        })
        .collect()
}

/// Without what was answered though it was not asked: on one long page nothing hides a question that depends on another.
fn asked(content: &Content, answers: &Answers) -> Answers {
    answers
        .iter()
        .filter(|(key, _)| {
            content
                .find_item(key)
                .is_some_and(|item| content.is_asked(item, answers))
        })
        .map(|(key, given)| (key.clone(), given.clone()))
        .collect()
}
