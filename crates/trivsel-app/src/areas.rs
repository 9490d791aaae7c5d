//! The units of an area side by side: how each stands, in the order of the tree. Never a ranking.
//!
//! Nothing is reckoned here that other pages do not show of the same unit: absence is what `unit_picture` says of it, answers are what the
//! newest publication shows of it, initiatives are what the register lists. So nothing follows from the table that did not follow before.

use std::collections::BTreeSet;
use std::sync::Arc;

use trivsel_domain::id::{SurveyId, UnitId};
use trivsel_domain::indicator::Indicator;
use trivsel_domain::publication::{Amount, Publication, Standing};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::SurveyState;
use trivsel_store::committees::TaskCount;
use trivsel_store::{Tx, committees, organisations, surveys};

use crate::figures::{Finding, UnitPicture};
use crate::initiatives::register::{InitiativeCount, count_in};
use crate::overview::absence_picture;
use crate::publications::{Edition, edition, may_see};
use crate::{App, AppError};

/// An area: the units right below one, side by side.
#[derive(Clone, Debug)]
pub struct AreaView {
    /// The unit they lie in.
    pub whole: AreaRow,
    /// The units right below it that the visitor may read the figures of, in the order of the tree.
    pub rows: Vec<AreaRow>,
    /// The units above it that the visitor may see in the same way, from the top.
    pub above: Vec<UnitId>,
    /// What absence is measured by; none while there are no figures.
    pub indicator: Option<Indicator>,
    /// The survey whose answers are counted: the newest with results.
    pub survey: Option<AreaSurvey>,
    /// The smallest number of people a figure rests on.
    pub minimum: u32,
}

/// The survey whose answers are counted.
#[derive(Clone, Debug)]
pub struct AreaSurvey {
    /// Which.
    pub id: SurveyId,
    /// Its results.
    pub edition: Arc<Edition>,
}

/// How one unit stands.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaRow {
    /// Which unit.
    pub unit: UnitId,
    /// Does it have units below it?
    pub has_below: bool,
    /// Its absence.
    pub absence: AreaAbsence,
    /// Its initiatives.
    pub initiatives: InitiativeCount,
    /// How many answered.
    pub answers: AreaAnswers,
    /// Tasks that are done, of all it and the units below it were set; none where the visitor may not see them.
    pub tasks: Option<(usize, usize)>,
}

/// What may be said of a unit's absence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AreaAbsence {
    /// The latest twelve months, and the twelve before them where they can be held against each other.
    Shown {
        /// The latest.
        now: f64,
        /// Those before.
        before: Option<f64>,
    },
    /// It rests on too few people, or somebody else's would follow from it.
    Hidden {
        /// The unit in whose figure it counts.
        counted_in: Option<UnitId>,
    },
    /// The newest months are hidden or missing: there is nothing to say of now.
    NotNow,
    /// There are no figures.
    Missing,
}

impl AreaAbsence {
    /// As the unit's own page of figures says it.
    fn of(picture: Option<&UnitPicture>) -> Self {
        let Some(picture) = picture else { return Self::Missing };
        let summary = &picture.summary;
        match (summary.finding, summary.now) {
            (Finding::Hidden, _) => Self::Hidden {
                counted_in: picture.counted_in,
            },
            (Finding::NotNow, _) => Self::NotNow,
            (_, Some(now)) => Self::Shown {
                now: now.value,
                before: summary.before.map(|before| before.value),
            },
            (_, None) => Self::Missing,
        }
    }

    /// The level now, where it is shown.
    pub fn now(self) -> Option<f64> {
        match self {
            Self::Shown { now, .. } => Some(now),
            Self::Hidden { .. } | Self::NotNow | Self::Missing => None,
        }
    }

    /// How far it moved since the year before, where both are shown.
    pub fn change(self) -> Option<f64> {
        match self {
            Self::Shown {
                now,
                before: Some(before),
            } => Some(now - before),
            Self::Shown { .. } | Self::Hidden { .. } | Self::NotNow | Self::Missing => None,
        }
    }
}

/// What may be said of how many answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AreaAnswers {
    /// As the results show it.
    Shown {
        /// How many answered.
        respondents: Amount,
        /// Of how many.
        invited: u32,
    },
    /// The results hide the unit, or it was asked together with others.
    Hidden,
    /// Nobody of it was asked, or there are no results.
    Missing,
}

impl AreaAnswers {
    fn of(who: &Actor, publication: Option<&Publication>, unit: UnitId) -> Self {
        let Some(publication) = publication.filter(|of| may_see(who, of, unit)) else {
            return Self::Missing;
        };
        match publication.standing(unit) {
            Standing::Shown(shown) => Self::Shown {
                respondents: shown.respondents,
                invited: shown.invited,
            },
            Standing::Hidden | Standing::Merged { .. } => Self::Hidden,
            Standing::Absent => Self::Missing,
        }
    }

    /// The share that answered in percent, where it is shown: of a figure that is shown between two ends, the middle.
    pub fn share(self) -> Option<f64> {
        match self {
            Self::Shown { respondents, invited } if invited > 0 => {
                Some(100.0 * respondents.middle() / f64::from(invited))
            }
            Self::Shown { .. } | Self::Hidden | Self::Missing => None,
        }
    }
}

/// An area as somebody with reach sees it: of a unit, or of the visitor's own.
pub async fn area(app: &App, who: &Actor, unit: Option<UnitId>) -> Result<AreaView, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let unit = unit.or(who.home_unit()).ok_or(AppError::NotFound)?;
    who.tree.get(unit).ok_or(AppError::NotFound)?;
    who.must(Right::ReadFigures, unit)?;
    let below = |above: UnitId| who.tree.iter().filter(move |node| node.parent == Some(above));
    let children = below(unit).map(|node| node.id);
    let children: Vec<UnitId> = children.filter(|child| who.may(Right::ReadFigures, *child)).collect();
    let all: Vec<UnitId> = std::iter::once(unit).chain(children).collect();
    let tx = app.read(who.organisation).await?;
    let counts = count_in(&tx, who, &all, app.today()).await?;
    let tasks = committees::count_tasks(&tx, app.today()).await?;
    let survey = newest_survey(&tx).await?;
    let organisation = organisations::find_with_versions(&tx).await?;
    drop(tx);
    let publication = survey.as_ref().map(|survey| &survey.edition.publication);
    let mut indicator = None;
    let mut rows = Vec::with_capacity(all.len());
    for unit in all {
        let picture = absence_picture(app, who, unit).await?;
        rows.push(AreaRow {
            unit,
            has_below: below(unit).next().is_some(),
            absence: AreaAbsence::of(picture.as_ref()),
            initiatives: counts.get(&unit).copied().unwrap_or_default(),
            answers: AreaAnswers::of(who, publication, unit),
            tasks: done_of(who, &tasks, unit),
        });
        indicator = indicator.or(picture.map(|picture| picture.indicator));
    }
    let mut rows = rows.into_iter();
    let above = who.tree.ancestors(unit);
    Ok(AreaView {
        whole: rows.next().ok_or(AppError::NotFound)?,
        rows: rows.collect(),
        above: above
            .into_iter()
            .filter(|unit| who.may(Right::ReadFigures, *unit))
            .collect(),
        indicator,
        survey,
        minimum: organisation.map_or(0, |(of, _)| of.small_group_minimum),
    })
}

/// Tasks that are done, of all, in a unit and below; none where the visitor has nothing to do with them, or there is none.
fn done_of(who: &Actor, tasks: &[TaskCount], unit: UnitId) -> Option<(usize, usize)> {
    let within: BTreeSet<UnitId> = who.tree.subtree(unit).into_iter().chain([unit]).collect();
    let here = tasks
        .iter()
        .filter(|of| within.contains(&of.unit) && who.may(Right::ReportUnitTask, of.unit));
    let (done, total) = here.fold((0, 0), |(done, total), of| (done + of.done, total + of.total));
    (total > 0).then_some((done, total))
}

/// The newest survey with results.
async fn newest_survey(tx: &Tx) -> Result<Option<AreaSurvey>, AppError> {
    let published = surveys::list(tx).await?;
    let newest = published
        .into_iter()
        .filter(|survey| survey.state == SurveyState::Published)
        .max_by_key(|survey| (survey.closes_on, survey.number));
    let Some(survey) = newest else { return Ok(None) };
    let found = edition(tx, survey.id).await?;
    Ok(found.map(|edition| AreaSurvey { id: survey.id, edition }))
}
