//! How a survey that takes answers is going, as far as the coordinator may know.

use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{Snapshot, SurveyState, TURNOUT_STEP, TurnoutTold};
use trivsel_store::{ballots, mails, rolls, surveys as store};

use crate::{App, AppError};

/// How a survey that takes answers is going. No more than this is told while it is open: a figure that moves when somebody answers
/// tells who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnout {
    /// How many are invited.
    pub invited: u64,
    /// At least so many have answered: in steps.
    pub at_least: u64,
    /// The steps: [`TURNOUT_STEP`], or the minimum where that is more.
    pub step: u64,
    /// The same of the large parts, each with its name. Empty where there are not several.
    pub parts: Vec<TurnoutPart>,
    /// At most so many mails still wait: in steps of [`TURNOUT_STEP`].
    pub mails_waiting: u64,
    /// At most so many mails were tried in vain, and are left alone now: in the same steps.
    pub mails_failed: u64,
    /// Is there a mail server to send them by?
    pub sends_mail: bool,
    /// How many cards are needed.
    pub cards_needed: u32,
    /// Have they been made?
    pub has_cards: bool,
}

/// How many of a part have answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnoutPart {
    /// What its unit was called when the survey opened.
    pub name: String,
    /// How many are invited.
    pub invited: u64,
    /// At least so many have answered, in steps; 0 says that it is fewer than a step.
    pub at_least: u64,
}

impl TurnoutPart {
    /// At least this share has answered, in whole percent.
    pub fn percent(&self) -> u64 {
        (100 * self.at_least).checked_div(self.invited).unwrap_or_default()
    }
}

/// How a survey that takes answers is going.
pub async fn turnout(app: &App, who: &Actor, id: SurveyId) -> Result<Turnout, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = store::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    if survey.state < SurveyState::Open {
        return Err(AppError::NotFound);
    }
    let frozen = store::frozen(&tx, id).await?.ok_or(AppError::NotFound)?;
    let snapshot: Snapshot =
        serde_json::from_str(&frozen.snapshot).map_err(|error| AppError::internal("reading a survey's tree", error))?;
    let cells = store::list_cells(&tx, id).await?;
    let answered = ballots::count_by_cell(&tx, id).await?;
    let told = TurnoutTold::of(&snapshot, &cells, &answered, survey.rules.minimum);
    // Reminders wait for those who have not answered: told exactly, they would be counted.
    let up_to_a_step = |count: u64| count.next_multiple_of(TURNOUT_STEP);
    let (mails_waiting, mails_failed) = mails::count(&tx, id, crate::mails::TRIES).await?;
    Ok(Turnout {
        // The roll and not the cells: it goes with the answers, and so does what is told here.
        invited: rolls::count(&tx, id).await?,
        at_least: told.at_least,
        step: told.step,
        parts: told
            .parts
            .into_iter()
            .map(|part| TurnoutPart {
                name: snapshot.name(part.unit).to_owned(),
                invited: part.invited,
                at_least: part.at_least,
            })
            .collect(),
        mails_waiting: up_to_a_step(mails_waiting),
        mails_failed: up_to_a_step(mails_failed),
        sends_mail: app.settings.mail.is_some(),
        cards_needed: rolls::cards_of_cells(&tx, id)
            .await?
            .into_iter()
            .map(|(_, count)| count)
            .sum(),
        has_cards: ballots::has_cards(&tx, id).await?,
    })
}
