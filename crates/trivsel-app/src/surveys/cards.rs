//! Printed cards for those without mail: one for each of them, with a code that opens the box of their cell and names nobody.

use trivsel_ballot::CardCode;
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::{ballots, rolls, surveys as store};

use super::promise::Promise;
use crate::ballots::{chance, key_text};
use crate::trail::Trail;
use crate::{App, AppError};

/// The cards of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSheet {
    /// What the cell is called.
    pub cell: String,
    /// The codes, in no order. They are nowhere else: the database holds what a ballot's key will be.
    pub codes: Vec<String>,
}

/// Makes a card for everybody who has none they have used, in place of those made before. What is handed out already no longer works
/// unless it has been used.
pub async fn make_cards(app: &App, who: &Actor, id: SurveyId) -> Result<Vec<CardSheet>, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.write(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    if survey.state != SurveyState::Open {
        return Err(AppError::Refused("refused-survey-not-open"));
    }
    let frozen = store::frozen(&tx, id).await?.ok_or(AppError::NotFound)?;
    let promise = Promise::parse(&frozen.promise).ok_or(AppError::NotFound)?;
    let used = ballots::cards_used(&tx, id).await?;
    ballots::remove_unused_cards(&tx, id).await?;
    let (mut sheets, mut cards) = (Vec::new(), Vec::new());
    for (cell, needed) in rolls::cards_of_cells(&tx, id).await? {
        let missing = needed.saturating_sub(used.get(&cell).copied().unwrap_or(0));
        let codes: Vec<CardCode> = (0..missing).map(|_| CardCode::draw(&mut chance())).collect();
        cards.extend(codes.iter().map(|code| (key_text(code.ballot_key()), cell)));
        let name = promise.cells.iter().find(|known| known.number == cell);
        if !codes.is_empty() {
            sheets.push(CardSheet {
                cell: name.map(|known| known.name.clone()).unwrap_or_default(),
                codes: codes.iter().map(ToString::to_string).collect(),
            });
        }
    }
    // In the order of their keys, which is none.
    cards.sort();
    ballots::add_cards(&tx, id, &cards).await?;
    Trail::new("survey", id.0, "made_cards")
        .field("cards", 0, cards.len())
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(sheets)
}
