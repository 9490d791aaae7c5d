//! Publications: results leave a survey's box once, at closing, through `trivsel-disclosure`, and are then the only thing anybody sees.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use trivsel_domain::id::{SurveyId, UnitId};
use trivsel_domain::publication::Publication;
use trivsel_domain::questionnaire::Content;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{Survey, SurveyState};
use trivsel_store::{Tx, publications as store, questionnaires, surveys};

use crate::kept::kept;
use crate::{App, AppError};

mod making;
mod map;
mod pooling;
mod progress;
mod protecting;
mod tallies;

pub use making::publish;
pub(crate) use making::publish_in_hand;
pub use map::drawn_together;
pub use progress::Step;

/// Rises whenever the same answers would be published otherwise.
const METHOD_VERSION: i32 = 2;

/// How many publications are kept in memory. One of 600 units and 12 scales is about 1 MB.
const KEPT: usize = 8;
kept!(KeptEditions: (SurveyId, String) => Edition, KEPT);

/// A publication with the questions it answers.
#[derive(Clone, Debug)]
pub struct Edition {
    /// What was published.
    pub publication: Publication,
    /// What was asked.
    pub content: Content,
    /// SHA-256 of the publication, in hexadecimal digits.
    pub hash: String,
}

/// Results for a reader.
#[derive(Clone, Debug)]
pub struct Results {
    pub survey: Survey,
    /// This survey's.
    pub edition: Arc<Edition>,
    /// The last survey before it that asked at least one scale in the same words.
    pub earlier: Option<Arc<Edition>>,
    /// The units whose results the reader may see, from the top down.
    pub units: Vec<UnitId>,
    /// The units whose results of the earlier survey the reader may see: all who were asked then may be others than now.
    pub earlier_units: Vec<UnitId>,
}

impl Results {
    /// May the reader see this unit's results?
    pub fn may_see(&self, unit: UnitId) -> bool {
        self.units.contains(&unit)
    }

    /// May the reader see what the earlier survey showed of this unit?
    pub fn may_see_earlier(&self, unit: UnitId) -> bool {
        self.earlier_units.contains(&unit)
    }

    /// The unit a reader begins at: the highest they may see.
    pub fn home(&self) -> Option<UnitId> {
        self.units.first().copied()
    }
}

/// How far a publication has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Steps that are done.
    pub done: usize,
    /// All steps.
    pub of: usize,
}

/// What there is of a survey's results.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It still takes answers, or has not opened.
    NotYet(Box<Survey>),
    /// They are being made.
    UnderWay(Box<Survey>, Progress),
    /// They are there.
    Ready(Box<Results>),
}

/// The results of a survey. Everybody may see those of all who were asked; those of a unit, who may read its figures.
pub async fn results(app: &App, who: &Actor, id: SurveyId) -> Result<Outcome, AppError> {
    who.must_somewhere(Right::ReadSurveys)?;
    let tx = app.read(who.organisation).await?;
    let survey = surveys::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    match survey.state {
        SurveyState::Draft | SurveyState::Planned if !who.may_everywhere(Right::ChangeSurveys) => {
            return Err(AppError::NotFound);
        }
        SurveyState::Draft | SurveyState::Planned | SurveyState::Open => {
            return Ok(Outcome::NotYet(Box::new(survey)));
        }
        SurveyState::Closed => {
            let progress = progress::of(&tx, id).await?;
            return Ok(Outcome::UnderWay(Box::new(survey), progress));
        }
        SurveyState::Published => {}
    }
    let edition = edition(&tx, id).await?.ok_or(AppError::NotFound)?;
    let earlier = earlier(&tx, &edition).await?;
    Ok(Outcome::Ready(Box::new(Results {
        survey,
        units: seen(who, &edition.publication),
        earlier_units: earlier
            .as_deref()
            .map_or(Vec::new(), |earlier| seen(who, &earlier.publication)),
        edition,
        earlier,
    })))
}

fn seen(who: &Actor, publication: &Publication) -> Vec<UnitId> {
    let units = publication.snapshot.units().iter().map(|unit| unit.id);
    units.filter(|unit| may_see(who, publication, *unit)).collect()
}

/// May somebody who may read surveys see this unit's results?
pub(crate) fn may_see(who: &Actor, publication: &Publication, unit: UnitId) -> bool {
    let is_whole = publication.whole().is_some_and(|(whole, _)| whole == unit);
    is_whole || who.may(Right::ReadFigures, unit)
}

/// A survey's publication.
pub(crate) async fn edition(tx: &Tx, survey: SurveyId) -> Result<Option<Arc<Edition>>, AppError> {
    let Some(hash) = store::hash_of(tx, survey).await? else {
        return Ok(None);
    };
    let key = (survey, hash);
    if let Some(kept) = tx.memory::<KeptEditions>().find(&key) {
        return Ok(Some(kept));
    }
    let Some(kept) = store::of_survey(tx, survey).await? else {
        return Ok(None);
    };
    let publication: Publication =
        serde_json::from_str(&kept.content).map_err(|error| AppError::internal("reading a publication", error))?;
    let version = questionnaires::find_version(tx, publication.questionnaire)
        .await?
        .ok_or(AppError::NotFound)?;
    let edition = Edition {
        publication,
        content: version.content,
        hash: kept.hash,
    };
    Ok(Some(tx.memory::<KeptEditions>().keep(key, edition, |_| false)))
}

/// Every publication, the oldest first.
pub(crate) async fn editions(tx: &Tx) -> Result<Vec<Arc<Edition>>, AppError> {
    let mut found = Vec::new();
    for survey in store::list_surveys(tx).await? {
        found.extend(edition(tx, survey).await?);
    }
    Ok(found)
}

/// The newest publication before this one that can be compared with it in some scale.
async fn earlier(tx: &Tx, of: &Edition) -> Result<Option<Arc<Edition>>, AppError> {
    let mut found = None;
    for edition in editions(tx).await? {
        let is_before = (edition.publication.closed_on, edition.publication.number)
            < (of.publication.closed_on, of.publication.number);
        let is_comparable = || {
            of.content
                .scales
                .iter()
                .any(|scale| trivsel_domain::questionnaire::comparable(&edition.content, &of.content, &scale.key))
        };
        if is_before && is_comparable() {
            found = Some(edition);
        }
    }
    Ok(found)
}
