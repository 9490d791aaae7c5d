//! Status reports: three headings, the criteria with their figures as they stood that day, frozen when approved.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::evaluation::{Judgement, Verdict};
use crate::id::{DecisionId, InitiativeId, PersonId, StatusReportId, SuccessCriterionId, UnitId};
use crate::indicator::Measure;
use crate::initiative::{CriterionKind, Direction};
use crate::month::Month;
use crate::period::Period;
use crate::questionnaire::{Range, Wording};
use crate::survey::TwoLanguages;

/// A status report of an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusReport {
    /// The id.
    pub id: StatusReportId,
    /// What it reports on; of an area, the initiative it is kept with.
    pub initiative: InitiativeId,
    /// Does it tell of that initiative, or of an area?
    pub scope: ReportScope,
    /// What people wrote.
    pub content: ReportContent,
    /// The criteria and their figures, as they stood on the day the report tells of.
    pub criteria: Vec<ReportCriterion>,
    /// The decisions of the area with how far they have come, as they stood that day; none in a report of one initiative.
    pub decisions: Vec<ReportDecision>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Who froze it, and when; none while it is a draft.
    pub approval: Option<Approval>,
    /// Counts the changes.
    pub version: i32,
}

/// What a report tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportScope {
    /// One initiative.
    Initiative,
    /// Everything that goes on in a unit and below it.
    Area {
        /// The unit.
        unit: UnitId,
    },
}

impl ReportScope {
    /// The name in table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Initiative => "initiative",
            Self::Area { .. } => "area",
        }
    }

    /// The unit, of an area.
    pub fn unit(self) -> Option<UnitId> {
        match self {
            Self::Initiative => None,
            Self::Area { unit } => Some(unit),
        }
    }

    /// From the name in table and the unit beside it.
    pub fn of_code(code: &str, unit: Option<UnitId>) -> Option<Self> {
        match (code, unit) {
            ("initiative", None) => Some(Self::Initiative),
            ("area", Some(unit)) => Some(Self::Area { unit }),
            _ => None,
        }
    }
}

/// A decision with how far it had come in the area on the report's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDecision {
    /// Which.
    pub decision: DecisionId,
    /// What was decided.
    pub text: String,
    /// Who decided it.
    pub forum: String,
    /// When.
    pub decided_on: NaiveDate,
    /// What each unit is to do; empty where it sets no task.
    pub task: String,
    /// How many units of the area had done it.
    pub done: u32,
    /// How many had it to do.
    pub of: u32,
    /// What was learnt, in the units' own words, each with its unit.
    pub lessons: Vec<(String, String)>,
    /// The initiatives it belongs to, by title.
    pub initiatives: Vec<String>,
}

/// What people write in a report: its title, its area and a text under each heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportContent {
    /// The title.
    pub title: String,
    /// The area, which stands in brackets under the title; may be empty.
    pub area: String,
    /// The day it tells of.
    pub as_of: NaiveDate,
    /// The purpose of the initiative, in short.
    pub purpose_text: String,
    /// How far we have come.
    pub progress_text: String,
    /// What we will go on working with.
    pub next_text: String,
}

/// The three headings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// Kort beskrivelse af formålet med indsatsen
    Purpose,
    /// Hvor langt er vi kommet i forhold til de målbare succeskriterier?
    Progress,
    /// Hvad vil vi arbejde videre med?
    Next,
}

/// Who approved a report, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none when the person has been erased since.
    pub by: Option<PersonId>,
}

/// A success criterion as the report shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportCriterion {
    /// Which criterion.
    pub criterion: SuccessCriterionId,
    /// Its words.
    pub title: String,
    /// What shows it.
    pub kind: CriterionKind,
    /// Which way is good.
    pub direction: Direction,
    /// Why it cannot be measured at present; none when it can.
    pub not_measurable: Option<String>,
    /// The value aimed at, in the figure's unit.
    pub target: Option<f64>,
    /// The smallest change worth having; not noted in reports from before it was told.
    #[serde(default)]
    pub smallest_worthwhile: Option<f64>,
    /// Its figure; none when the criterion has none, or none that may be shown.
    pub figure: Option<ReportFigure>,
    /// Is there a figure that may not be shown, because it rests on too few people?
    pub is_withheld: bool,
    /// What can be said about whether the initiative did it; none where no estimate can be given.
    pub evaluation: Option<ReportEvaluation>,
    /// What surveys say of it; none where no scale of a survey shows it, and in reports from before surveys were here.
    #[serde(default)]
    pub survey: Option<ReportScale>,
    /// Had the initiative begun nowhere by the report's day? The figure is then that of the unit that owns it.
    #[serde(default)]
    pub has_not_begun: bool,
    /// What people say of it in their own words.
    pub own_words: String,
}

/// What an evaluation said on the day of the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportEvaluation {
    /// The indicator's code.
    pub indicator: String,
    /// What kind of number it is.
    pub measure: Measure,
    /// The first month it used.
    pub first: Month,
    /// The last month it used.
    pub last: Month,
    /// The verdict with its interval.
    pub judgement: Judgement,
    /// What an effect of 1 in the indicator's unit is in what is counted, each month, in all units where it runs.
    pub counted_a_month: Option<f64>,
}

/// A scale of a survey, before and now, as it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportScale {
    /// What the scale is called.
    pub name: Wording,
    /// From its lowest to its highest score.
    pub range: Range,
    /// The level that was written down with the criterion.
    pub frozen: Option<f64>,
    /// The last survey before the initiative began.
    pub before: Option<ReportWave>,
    /// The newest survey.
    pub now: Option<ReportWave>,
    /// Were the questions changed between the two?
    pub is_broken: bool,
    /// Were the units asked, and may nothing of them be shown?
    pub is_withheld: bool,
    /// Did the initiative do it? None where no estimate can be given.
    pub judgement: Option<Judgement>,
}

/// A scale's level in one survey, in the units where the initiative runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportWave {
    /// The mean, each unit weighted by how many answered.
    pub value: f64,
    /// What the survey is called.
    pub survey: TwoLanguages,
    /// The day it closed.
    pub closed_on: NaiveDate,
    /// In how many units together.
    pub units: u32,
}

/// A criterion's figure, before and now, with its months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportFigure {
    /// What the indicator is called in Danish.
    pub name_da: String,
    /// What it is called in English.
    pub name_en: String,
    /// What kind of number it is.
    pub measure: Measure,
    /// In how many units together; 0 in a report written before that was noted.
    #[serde(default)]
    pub units: u32,
    /// The level before the initiative.
    pub before: Option<ReportLevel>,
    /// The level now.
    pub now: Option<ReportLevel>,
    /// The latest level that is shown, where there is none of now.
    #[serde(default)]
    pub last_seen: Option<ReportLevel>,
    /// Did the series end more than a year before the report's day?
    #[serde(default)]
    pub is_old: bool,
    /// The first month of `values`.
    pub first: Month,
    /// Month by month; none where nothing was reported or it may not be shown.
    pub values: Vec<Option<f64>>,
    /// The months in which the initiative began somewhere.
    pub starts: Vec<Month>,
    /// Was the way of counting changed between the months of the two levels?
    pub is_broken: bool,
    /// What disturbed the figures in these months.
    pub disruptions: Vec<ReportDisruption>,
}

/// The mean of some months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportLevel {
    /// The value.
    pub value: f64,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
}

/// Something that disturbed the figures, such as an epidemic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDisruption {
    /// What it is called.
    pub name: String,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
}

impl ReportCriterion {
    /// Why it cannot be measured at present, as people said; none where an evaluation could conclude something after all.
    pub fn not_measurable_because(&self) -> Option<&str> {
        let is_concluded = self
            .judgement()
            .is_some_and(|judgement| judgement.verdict != Verdict::CannotBeConcluded);
        self.not_measurable.as_deref().filter(|_| !is_concluded)
    }

    /// What could be concluded, of figures or of surveys.
    pub fn judgement(&self) -> Option<&Judgement> {
        let of_survey = || self.survey.as_ref()?.judgement.as_ref();
        self.evaluation
            .as_ref()
            .map(|evaluation| &evaluation.judgement)
            .or_else(of_survey)
    }
}

impl ReportFigure {
    /// The last month of `values`; the first when there are none.
    pub fn last(&self) -> Month {
        self.first.plus(
            i32::try_from(self.values.len())
                .unwrap_or(i32::MAX)
                .saturating_sub(1)
                .max(0),
        )
    }

    /// What disturbed the months the two levels rest on, so that they cannot be compared without more.
    pub fn disturbed_by(&self) -> impl Iterator<Item = &ReportDisruption> {
        let levels: Vec<Period> = [self.before, self.now]
            .into_iter()
            .flatten()
            .filter_map(|level| Period::new(level.first.first_day(), Some(level.last.last_day())).ok())
            .collect();
        self.disruptions.iter().filter(move |disruption| {
            Period::new(disruption.first.first_day(), Some(disruption.last.last_day()))
                .is_ok_and(|period| levels.iter().any(|level| level.overlaps(&period)))
        })
    }
}

/// An approved report stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report was approved on {on}")]
pub struct AlreadyApproved {
    /// When it was approved.
    pub on: DateTime<Utc>,
}

/// Why a report cannot be approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApproveError {
    /// It is approved already.
    #[error(transparent)]
    Already(#[from] AlreadyApproved),
    /// Nothing is said under this heading.
    #[error("nothing is said under the heading {0:?}")]
    Empty(Heading),
}

impl StatusReport {
    /// Can it still be changed?
    pub fn is_draft(&self) -> bool {
        self.approval.is_none()
    }

    /// A draft with other words. `own_words` are what people say of each criterion; one that is not named keeps its words.
    pub fn changed(
        &self,
        content: ReportContent,
        own_words: &[(SuccessCriterionId, String)],
    ) -> Result<Self, AlreadyApproved> {
        self.check_draft()?;
        let mut report = self.clone();
        report.content = content;
        for criterion in &mut report.criteria {
            if let Some((_, words)) = own_words.iter().find(|(id, _)| *id == criterion.criterion) {
                criterion.own_words.clone_from(words);
            }
        }
        Ok(report)
    }

    /// A draft with today's criteria and figures. What people said of a criterion that is still there is kept.
    pub fn refreshed(
        &self,
        mut criteria: Vec<ReportCriterion>,
        decisions: Vec<ReportDecision>,
        as_of: NaiveDate,
    ) -> Result<Self, AlreadyApproved> {
        self.check_draft()?;
        for criterion in &mut criteria {
            if let Some(before) = self
                .criteria
                .iter()
                .find(|before| before.criterion == criterion.criterion)
            {
                criterion.own_words.clone_from(&before.own_words);
            }
        }
        let mut report = self.clone();
        report.criteria = criteria;
        report.decisions = decisions;
        report.content.as_of = as_of;
        Ok(report)
    }

    /// The report, frozen: its words and figures stay as they are from now on.
    pub fn approved(&self, by: PersonId, at: DateTime<Utc>) -> Result<Self, ApproveError> {
        self.check_draft()?;
        if let Some(heading) = self.empty_headings().next() {
            return Err(ApproveError::Empty(heading));
        }
        Ok(Self {
            approval: Some(Approval { at, by: Some(by) }),
            ..self.clone()
        })
    }

    /// The headings under which nothing is said yet. Criteria say something under the second.
    pub fn empty_headings(&self) -> impl Iterator<Item = Heading> {
        let is_empty = |text: &str| text.trim().is_empty();
        [
            (Heading::Purpose, is_empty(&self.content.purpose_text)),
            (
                Heading::Progress,
                is_empty(&self.content.progress_text) && self.criteria.is_empty(),
            ),
            (Heading::Next, is_empty(&self.content.next_text)),
        ]
        .into_iter()
        .filter_map(|(heading, is_empty)| is_empty.then_some(heading))
    }

    fn check_draft(&self) -> Result<(), AlreadyApproved> {
        match self.approval {
            Some(approval) => Err(AlreadyApproved { on: approval.at }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
