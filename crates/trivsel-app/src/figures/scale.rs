//! A success criterion's scale of a survey: the level before and now in its units, out of publications only.

use std::sync::Arc;

use chrono::NaiveDate;
use trivsel_domain::id::{QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::initiative::CriterionKind;
use trivsel_domain::publication::Publication;
use trivsel_domain::questionnaire::{Questionnaire, QuestionnaireVersion, Scale, Wording, comparable};
use trivsel_domain::survey::TwoLanguages;
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, questionnaires as store};

use crate::AppError;
use crate::publications::{Edition, editions};

/// A scale of a published questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedScale {
    /// The questionnaire's code.
    pub questionnaire: String,
    /// What the questionnaire is called.
    pub title: Wording,
    /// The scale, as the newest published version has it.
    pub scale: Scale,
}

/// A survey a level comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveNamed {
    pub survey: SurveyId,
    /// What it is called.
    pub title: TwoLanguages,
    /// The day it closed.
    pub closed_on: NaiveDate,
}

/// A scale in some units together, in one survey.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleLevel {
    /// The mean, each unit weighted by how many answered.
    pub value: f64,
    /// In how many units.
    pub units: usize,
    /// The survey.
    pub wave: WaveNamed,
}

/// What surveys show of a scale in some units, before and now.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleFigure {
    /// The scale.
    pub named: NamedScale,
    /// The last survey before the start.
    pub before: Option<ScaleLevel>,
    /// The newest survey.
    pub now: Option<ScaleLevel>,
    /// One value a survey, for a small line; none where nothing may be shown.
    pub values: Vec<Option<f64>>,
    /// Is there a survey in which units were asked, and nothing of them may be shown?
    pub is_withheld: bool,
    /// Were the questions changed between before and now?
    pub is_broken: bool,
}

/// A scale with the surveys that asked for it, the oldest first.
#[derive(Debug)]
pub struct Surveyed {
    /// Which scale.
    pub named: NamedScale,
    /// The publications of those surveys.
    pub editions: Vec<Arc<Edition>>,
}

impl NamedScale {
    fn of(questionnaire: &Questionnaire, version: &QuestionnaireVersion, scale: &Scale) -> Self {
        Self {
            questionnaire: questionnaire.code.clone(),
            title: version.content.title.clone(),
            scale: scale.clone(),
        }
    }

    /// How a criterion names it.
    pub fn code(&self) -> String {
        format!("{}/{}", self.questionnaire, self.scale.key)
    }

    /// The decimals its means are written with.
    pub fn decimals(&self) -> usize {
        self.scale.range.decimals()
    }
}

impl WaveNamed {
    pub(crate) fn of(publication: &Publication) -> Self {
        Self {
            survey: publication.survey,
            title: publication.title.clone(),
            closed_on: publication.closed_on,
        }
    }
}

/// The scales of all published questionnaires that are in use, as their newest versions have them.
pub(crate) async fn scales_on_offer(tx: &Tx) -> Result<Vec<NamedScale>, AppError> {
    let mut found = Vec::new();
    let all = store::list_versions(tx).await?;
    for questionnaire in store::list(tx).await?.into_iter().filter(Questionnaire::is_in_use) {
        let own = all.iter().filter(|version| version.questionnaire == questionnaire.id);
        let versions: Vec<QuestionnaireVersion> = own.cloned().collect();
        if let Some(version) = newest(&versions) {
            let scales = version.content.scales.iter();
            found.extend(scales.map(|scale| NamedScale::of(&questionnaire, version, scale)));
        }
    }
    Ok(found)
}

/// The scale a criterion names, if a published questionnaire has it.
pub(crate) async fn find_scale(tx: &Tx, kind: &CriterionKind) -> Result<Option<NamedScale>, AppError> {
    Ok(find(tx, kind).await?.map(|(named, _)| named))
}

/// The scale a criterion names, with the published versions that have it.
async fn find(tx: &Tx, kind: &CriterionKind) -> Result<Option<(NamedScale, Vec<QuestionnaireVersionId>)>, AppError> {
    let Some((code, key)) = kind.survey_scale() else {
        return Ok(None);
    };
    let Some(questionnaire) = store::list(tx).await?.into_iter().find(|one| one.code == code) else {
        return Ok(None);
    };
    let mut versions = store::versions_of(tx, questionnaire.id).await?;
    versions.retain(|version| version.is_published() && version.content.find_scale(key).is_some());
    let named = newest(&versions).and_then(|version| {
        Some(NamedScale::of(
            &questionnaire,
            version,
            version.content.find_scale(key)?,
        ))
    });
    Ok(named.map(|named| (named, versions.iter().map(|version| version.id).collect())))
}

fn newest(versions: &[QuestionnaireVersion]) -> Option<&QuestionnaireVersion> {
    let published = versions.iter().filter(|version| version.is_published());
    published.max_by_key(|version| version.number)
}

impl Surveyed {
    /// None when no scale of a survey here shows it. Surveys that closed after `on` are not known yet.
    pub async fn find(tx: &Tx, kind: &CriterionKind, on: NaiveDate) -> Result<Option<Self>, AppError> {
        let Some((named, versions)) = find(tx, kind).await? else {
            return Ok(None);
        };
        let mut editions = editions(tx).await?;
        editions.retain(|edition| {
            let publication = &edition.publication;
            versions.contains(&publication.questionnaire) && publication.closed_on <= on
        });
        Ok(Some(Self { named, editions }))
    }

    /// The key of the scale in its questionnaire.
    pub fn key(&self) -> &str {
        &self.named.scale.key
    }

    /// Do two surveys ask for the scale in the same words?
    pub fn is_comparable(&self, one: &Edition, other: &Edition) -> bool {
        comparable(&one.content, &other.content, self.key())
    }

    /// The scale in some units together, before a day and now; while no start is known, before is not parted from now.
    pub fn figure(&self, tree: &Tree, units: &[UnitId], start: Option<NaiveDate>) -> ScaleFigure {
        let units = tree.outermost(units);
        let level = |edition: &Edition| {
            let level = edition.publication.level(&units, self.key())?;
            Some(ScaleLevel {
                value: level.value,
                units: level.shown,
                wave: WaveNamed::of(&edition.publication),
            })
        };
        let is_before = |edition: &Edition| start.is_some_and(|start| edition.publication.closed_on < start);
        let before = self.editions.iter().rfind(|edition| is_before(edition));
        // What was asked before the start says nothing of now.
        let now = self.editions.last().filter(|edition| !is_before(edition));
        let was_asked = |edition: &Edition| {
            let is_asked = |unit: &UnitId| edition.publication.snapshot.get(*unit).is_some();
            units.iter().any(is_asked)
        };
        let is_hidden = |edition: &Arc<Edition>| was_asked(edition) && level(edition).is_none();
        ScaleFigure {
            is_withheld: before.is_some_and(is_hidden) || now.is_some_and(is_hidden),
            is_broken: before
                .zip(now)
                .is_some_and(|(before, now)| !self.is_comparable(before, now)),
            before: before.and_then(|edition| level(edition)),
            now: now.and_then(|edition| level(edition)),
            values: self
                .editions
                .iter()
                .map(|edition| Some(level(edition)?.value))
                .collect(),
            named: self.named.clone(),
        }
    }
}
