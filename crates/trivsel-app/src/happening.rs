//! News: screens are told what happens, after it is committed and never before.
//!
//! A use case says `work.tell(scope, happening)`. The table `happenings` is the truth; the [`tail`] of each server reads there what is new
//! in the scopes somebody listens to, and hands it to each [`Listener`]. Bells only say where to look.

mod hub;
mod listener;
mod tail;
mod turns;

use std::collections::VecDeque;

use chrono::TimeDelta;
use trivsel_domain::happening::{Distance, Position, Scope};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::happenings::{self as store, KEPT, Told};
use trivsel_store::{Tx, imports, initiatives, organisations, surveys};

pub use hub::News;
pub use listener::{Heard, Listener, listen, listen_from_a_seat};
pub use tail::tail;

use crate::initiatives::readable;
use crate::workshops::{self, SeatToken};
use crate::{App, AppError};

/// What was told in a scope where nothing was told for so long is cleared away.
const QUIET: TimeDelta = TimeDelta::days(7);
/// A scope where nothing was told for so long is forgotten.
const FORGOTTEN: TimeDelta = TimeDelta::days(90);

/// What somebody listens to, and how far they have heard it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Where.
    pub scope: Scope,
    /// How far.
    pub at: Position,
}

/// What is new in some topics.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// What happened, in its order within each scope. Empty when somebody is too far behind.
    pub told: VecDeque<Told>,
    /// How far each topic has come.
    pub newest: Vec<Position>,
    /// Is what happened no longer told one by one? Then what there is is to be fetched.
    pub is_behind: bool,
}

/// What is new in these topics, for somebody who asks now and again instead of listening.
pub async fn since(app: &App, who: &Actor, topics: &[Topic]) -> Result<Since, AppError> {
    let tx = app.read(who.organisation).await?;
    for topic in topics {
        must_hear(&tx, who, topic.scope).await?;
    }
    read_on(&tx, topics).await
}

/// The same for a device at a workshop.
pub async fn since_at_a_seat(app: &App, seat: &SeatToken, topics: &[Topic]) -> Result<Since, AppError> {
    let tx = app.read(seat.organisation()).await?;
    let scopes: Vec<Scope> = topics.iter().map(|topic| topic.scope).collect();
    workshops::must_hear(&tx, seat, &scopes).await?;
    read_on(&tx, topics).await
}

/// How far a scope has come: what a page says it was painted at, read in the transaction it was painted from or before.
pub async fn position(app: &App, who: &Actor, scope: Scope) -> Result<Position, AppError> {
    let tx = app.read(who.organisation).await?;
    let found = store::positions(&tx, &[scope]).await?;
    Ok(found.first().map(|(_, at)| *at).unwrap_or_default())
}

async fn read_on(tx: &Tx, topics: &[Topic]) -> Result<Since, AppError> {
    let scopes: Vec<Scope> = topics.iter().map(|topic| topic.scope).collect();
    let newest = store::positions(tx, &scopes).await?;
    let mut since = Since {
        newest: newest.iter().map(|(_, at)| *at).collect(),
        ..Since::default()
    };
    for (topic, (_, newest)) in topics.iter().zip(newest) {
        let told = match topic.at.to(newest) {
            Distance::None => continue,
            Distance::Ahead(many) if many <= KEPT => store::between(tx, topic.scope, topic.at.number, newest).await?,
            Distance::Ahead(_) | Distance::Elsewhere => None,
        };
        match told {
            Some(told) => since.told.extend(told),
            None => since.is_behind = true,
        }
    }
    if since.is_behind {
        since.told.clear();
    }
    Ok(since)
}

/// Fails unless the person may hear what happens there. Asked when somebody begins to listen, and again when rights change.
async fn must_hear(tx: &Tx, who: &Actor, scope: Scope) -> Result<(), AppError> {
    match scope {
        Scope::Person(person) if person == who.person => Ok(()),
        Scope::Person(_) => Err(AppError::NotFound),
        Scope::Initiative(id) => readable(tx, who, id).await.map(|_| ()),
        Scope::Criterion(id) => {
            let criterion = initiatives::find_criterion(tx, id).await?.ok_or(AppError::NotFound)?;
            readable(tx, who, criterion.initiative).await.map(|_| ())
        }
        Scope::Import(id) => {
            who.must_everywhere(Right::ChangeFigures)?;
            imports::find(tx, id).await?.map(|_| ()).ok_or(AppError::NotFound)
        }
        Scope::Survey(id) => {
            who.must_somewhere(Right::ReadSurveys)?;
            let survey = surveys::find(tx, id).await?.ok_or(AppError::NotFound)?;
            let is_planned = matches!(survey.state, SurveyState::Draft | SurveyState::Planned);
            if is_planned && !who.may_everywhere(Right::ChangeSurveys) {
                return Err(AppError::NotFound);
            }
            Ok(())
        }
        Scope::Workshop(id) => workshops::readable(tx, who, id).await.map(|_| ()),
        Scope::Rooms(id) => workshops::led(tx, who, id).await.map(|_| ()),
        Scope::Board(id) => workshops::readable_board(tx, who, id).await.map(|_| ()),
    }
}

/// Clears away what was told long ago, in every organisation. Says how many rows.
pub async fn forget_old(app: &App) -> Result<u64, AppError> {
    let mut cleared = 0;
    for organisation in organisations::list(&app.store).await? {
        let tx = app.write(organisation.id).await?;
        cleared += store::forget(&tx, app.today() - QUIET, app.today() - FORGOTTEN).await?;
        tx.commit().await?;
    }
    Ok(cleared)
}
