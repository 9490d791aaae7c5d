//! Printed cards for those without mail: one for each of them, with a code that opens the box of their cell and names nobody.

use trivsel_ballot::CardCode;
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::{ballots, rolls, surveys as store};

use super::entrance::Entrance;
use crate::ballots::{chance, key_text};
use crate::trail::Trail;
use crate::{App, AppError};

/// All cards of a survey.
#[derive(Clone, Debug)]
pub struct Cards {
    /// What stands on every card.
    pub entrance: Entrance,
    /// The cards, cell by cell.
    pub sheets: Vec<CardSheet>,
}

/// The cards of one cell.
#[derive(Clone, PartialEq, Eq)]
pub struct CardSheet {
    /// What the cell is called.
    pub cell: String,
    /// The codes, in no order. They are nowhere else: the database holds what a ballot's key will be.
    pub codes: Vec<String>,
}

impl std::fmt::Debug for CardSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardSheet")
            .field("cell", &self.cell)
            .finish_non_exhaustive()
    }
}

/// Makes a card for everybody who comes in by one, in place of those made before.
///
/// Refused once any card has been used: cards made only for those who have not used theirs would tell, cell by cell, how many have.
pub async fn make_cards(app: &App, who: &Actor, id: SurveyId) -> Result<Cards, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let entrance = Entrance::of(app, &work, id).await?.ok_or(AppError::NotFound)?;
        if entrance.survey.state != SurveyState::Open {
            return Err(AppError::Refused("refused-survey-not-open"));
        }
        // Of two who make cards at the same time one waits: else both would find none, and there would be two for everybody.
        store::take_in_hand(&work, &entrance.survey).await?;
        if ballots::is_a_card_used(&work, id).await? {
            return Err(AppError::Refused("refused-cards-used"));
        }
        ballots::remove_cards(&work, id).await?;
        let (mut sheets, mut cards) = (Vec::new(), Vec::new());
        for (cell, needed) in rolls::cards_of_cells(&work, id).await? {
            let codes: Vec<CardCode> = (0..needed).map(|_| CardCode::draw(&mut chance())).collect();
            cards.extend(codes.iter().map(|code| (key_text(code.ballot_key()), cell)));
            let name = entrance.promise.cells.iter().find(|known| known.number == cell);
            sheets.push(CardSheet {
                cell: name.map(|known| known.name.clone()).unwrap_or_default(),
                codes: codes.iter().map(ToString::to_string).collect(),
            });
        }
        // In the order of their keys, which is none.
        cards.sort();
        ballots::add_cards(&work, id, &cards).await?;
        work.trail(Trail::new("survey", id.0, "made_cards").field("cards", 0, cards.len()));
        Ok(Cards { entrance, sheets })
    })
    .await
}
