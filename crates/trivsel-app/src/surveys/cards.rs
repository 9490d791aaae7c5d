//! Printed cards for those without mail: one for each of them, with a code that opens the box of their cell and names nobody.

use trivsel_ballot::{CardCode, SecretKey};
use trivsel_domain::hex::from_hex;
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::{ballots, rolls};

use super::entrance::Entrance;
use crate::ballots::key_text;
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
    /// The codes, in no order. They are kept nowhere: the database holds a hash of each.
    pub codes: Vec<String>,
}

impl std::fmt::Debug for CardSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardSheet")
            .field("cell", &self.cell)
            .finish_non_exhaustive()
    }
}

/// Makes a card for everybody who comes in by one: the same cards each time, for as long as the survey is open. So a sheet that was lost
/// can be printed again, and whether the button does something tells nothing about who has used a card.
pub async fn make_cards(app: &App, who: &Actor, id: SurveyId) -> Result<Cards, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let entrance = Entrance::of(app, &work, id).await?.ok_or(AppError::NotFound)?;
        if entrance.survey.state != SurveyState::Open {
            return Err(AppError::Refused("refused-survey-not-open"));
        }
        let key = from_hex(&entrance.secret_key)
            .and_then(|bytes| SecretKey::from_bytes(&bytes).ok())
            .ok_or_else(|| AppError::internal("making cards", "the survey's key is broken"))?;
        let (mut sheets, mut cards) = (Vec::new(), Vec::new());
        for (cell, needed) in rolls::cards_of_cells(&work, id).await? {
            let codes: Vec<CardCode> = (0..needed)
                .map(|at| CardCode::derive(&key, id.0.as_bytes(), cell, at))
                .collect();
            cards.extend(codes.iter().map(|code| (key_text(code.mark()), cell)));
            let name = entrance.promise.cells.iter().find(|known| known.number == cell);
            sheets.push(CardSheet {
                cell: name.map(|known| known.name.clone()).unwrap_or_default(),
                codes: codes.iter().map(ToString::to_string).collect(),
            });
        }
        // Of two who make cards at the same time both add the same ones.
        ballots::add_cards(&work, id, &cards).await?;
        work.trail(Trail::new("survey", id.0, "made_cards").field("cards", 0, cards.len()));
        Ok(Cards { entrance, sheets })
    })
    .await
}
