//! Did it work? One criterion of one initiative, evaluated on figures that have passed the gate.
//!
//! What is counted and compared is laid out in `evaluations/panel.rs`; the numbers are reckoned in `evaluations/estimate.rs`, those of
//! one series in `evaluations/stepped.rs`, by `trivsel-stats`; which design is used, and what may be said, is decided by
//! [`trivsel_domain::evaluation`]. The reckoning is a job in the background (`evaluations/jobs.rs`); what it finds is kept under the
//! hash of what went in. `evaluations/series.rs` is what the planner reckons with too. `evaluations/waves.rs` answers by surveys instead.

mod beside;
mod comparison;
mod estimate;
mod exclusions;
mod figures_file;
mod jobs;
mod panel;
mod series;
mod stepped;
mod waves;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use trivsel_domain::evaluation::{Choice, Exclusion, Finding, Settles, Verdict, choose, list_settling};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::indicator::{Disruption, Indicator, Series};
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{Initiative, Lot, Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::report::ReportEvaluation;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, evaluations as kept, figures, persons};

pub use comparison::{Comparing, ComparisonForm, ComparisonOffer, choose_comparison, find_comparing};
pub use exclusions::{ExclusionContent, ExclusionForm, add_exclusion, remove_exclusion};
pub use figures_file::{FigureRow, figure_rows};
pub use jobs::Progress;
pub(crate) use jobs::{Commission, reckon_in_hand};
pub use trivsel_store::evaluations::EvaluationLine;
pub(crate) use waves::survey_as_seen_on;
pub use waves::{Seen, SurveyEvaluation, WAVES_VERSION, WaveFinding, WaveUnit, evaluate_survey};

use crate::app::local;
use crate::initiatives::{UnitNames, criterion_of, readable};
use crate::{App, AppError, planner};

pub(crate) use estimate::DEALS;
use estimate::Work;
use panel::{Gathered, Material, start_choice};
pub(crate) use series::{MeasuredBy, counted_a_month, data, ratio, step, together, usual_exposure};

/// Rises whenever the same figures and settings would give other numbers.
pub const METHOD_VERSION: u32 = 3;
/// What the draws of starts begin with.
pub const SEED: u64 = 1;
/// The wanted coverage of intervals.
pub const CONFIDENCE: f64 = 0.95;
/// How long a page waits for a reckoning before it shows how far it has come.
pub const PATIENCE: Duration = Duration::from_millis(1_500);

/// What can be said about whether a criterion was met by the initiative.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The criterion.
    pub criterion: SuccessCriterion,
    /// What is measured.
    pub indicator: Indicator,
    /// By which series.
    pub series: Series,
    /// The design, what stood in the way of stronger ones, cautions and caps.
    pub choice: Choice,
    /// The estimate and the verdict, or how far the reckoning has come.
    pub answer: Answer,
    /// What would settle it.
    pub settles: Vec<Settles>,
    /// The units used, those that began first.
    pub units: Vec<UnitUsed>,
    /// What was left out by hand.
    pub left_out: Vec<LeftOut>,
    /// The disruptions that reach the units and months.
    pub disruptions: Vec<Disruption>,
    /// Has the initiative begun anywhere?
    pub has_begun: bool,
    /// The treated units together, month by month from the first, in the indicator's unit: what there is to look at whatever the answer.
    pub chart: Vec<Option<f64>>,
    /// The first month used.
    pub first: Month,
    /// The last month used.
    pub last: Month,
    /// The lot by which the units began, where one was drawn and followed.
    pub lot: Option<Lot>,
    /// SHA-256 of everything that went in, in hexadecimal digits.
    pub hash: String,
    /// What went in, as JSON: the text the hash is taken of. None where the visitor may not read the figures of each unit by itself.
    pub inputs: Option<String>,
    /// Answers that were kept before, the newest first.
    pub earlier: Vec<EvaluationLine>,
    /// May the visitor leave something out?
    pub may_change: bool,
}

/// How far an evaluation has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It is being reckoned in the background.
    UnderWay(Progress),
    /// It has been reckoned and is kept.
    Ready {
        /// The estimate and the verdict; none where no design gives one.
        finding: Option<Arc<Finding>>,
        /// When.
        computed_at: DateTime<Utc>,
    },
}

impl Evaluation {
    /// The estimate and the verdict, where there is one.
    pub fn finding(&self) -> Option<&Finding> {
        match &self.answer {
            Answer::Ready { finding, .. } => finding.as_deref(),
            Answer::UnderWay(_) => None,
        }
    }
}

/// A unit in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitUsed {
    /// Which.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// The names of units in it that stand by themselves: it counts without them.
    pub without: Vec<String>,
    /// The month it began; none for a unit to compare with.
    pub start: Option<Month>,
    /// Months with a figure that may be shown.
    pub months: usize,
    /// Months whose figure rests on too few people.
    pub withheld: usize,
}

/// Something left out by hand, for a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What, why and when.
    pub exclusion: Exclusion,
    /// The unit's name today; empty when it is all units.
    pub unit_name: String,
    /// Who decided it; empty when that person has been erased.
    pub by: String,
}

/// What became of reckoning once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same numbers, to the last digit.
    Same,
    /// Other numbers than those that are kept: a fault of the program.
    Different,
}

/// What was last found of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestAnswer {
    /// Of which.
    pub criterion: SuccessCriterionId,
    /// What that is called.
    pub title: String,
    /// What was found.
    pub verdict: Verdict,
    /// The day it rests on: when it was reckoned, or when the later of two surveys closed.
    pub on: NaiveDate,
}

/// Everything about one evaluation but its answer.
struct Laid {
    on: NaiveDate,
    initiative: Initiative,
    names: UnitNames,
    ground: LaidGround,
}

/// Evaluates a criterion of an initiative within reach. No evaluation when it is not measured by an indicator that has figures.
///
/// An answer that was kept is given as it is. Otherwise a job is begun, and the answer is its result if it comes within `patience`.
pub async fn evaluate(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    patience: Duration,
) -> Result<(Initiative, Option<Evaluation>), AppError> {
    let tx = app.read(who.organisation).await?;
    let laid = match lay(&tx, who, initiative, criterion, app.today()).await? {
        Ok(laid) => laid,
        Err(initiative) => return Ok((initiative, None)),
    };
    let earlier = kept::list_of(&tx, criterion).await?;
    let left_out = left_out(&tx, who, &laid.ground.exclusions).await?;
    let there = kept::find_answer(&tx, criterion, &laid.ground.hash).await?;
    drop(tx);
    let may_read_figures = laid.may_be_taken_by(who);
    let may_change = laid.initiative.allows(Right::ChangeInitiative, who);
    let answer = match there {
        Some(there) => Answer::Ready {
            finding: read_finding(&there.finding)?.map(Arc::new),
            computed_at: there.computed_at,
        },
        None => jobs::answer(app, who.organisation, &laid, patience).await?,
    };
    let mut settles = list_settling(
        &laid.ground.work.material.facts,
        &laid.ground.work.choice,
        match &answer {
            Answer::Ready { finding, .. } => finding.as_ref().map(|finding| &finding.judgement),
            Answer::UnderWay(_) => None,
        },
    );
    // A lot that was followed is drawn; that chance cannot be read from it is another matter.
    settles.retain(|settles| !(laid.ground.followed_lot && *settles == Settles::ALot));
    let evaluation = Evaluation {
        settles,
        has_begun: laid.ground.work.material.facts.has_begun,
        chart: laid.ground.work.material.chart(),
        units: laid.ground.work.material.units(&laid.names),
        first: laid.ground.work.material.first,
        last: laid.ground.work.material.last(),
        earlier: earlier
            .into_iter()
            .filter(|line| line.hash != laid.ground.hash)
            .collect(),
        criterion: laid.ground.criterion,
        indicator: laid.ground.indicator,
        series: laid.ground.series,
        choice: laid.ground.work.choice,
        disruptions: laid.ground.disruptions,
        lot: laid.ground.lot,
        hash: laid.ground.hash,
        inputs: may_read_figures.then_some(laid.ground.inputs),
        answer,
        left_out,
        may_change,
    };
    Ok((laid.initiative, Some(evaluation)))
}

/// What an evaluation says as seen from a day, for a report: waits until it is reckoned. None where no estimate can be given.
pub(crate) async fn as_seen_on(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    on: NaiveDate,
) -> Result<Option<ReportEvaluation>, AppError> {
    let tx = app.read(who.organisation).await?;
    let Ok(laid) = lay(&tx, who, initiative, criterion, on).await? else {
        return Ok(None);
    };
    let there = kept::find_answer(&tx, criterion, &laid.ground.hash).await?;
    drop(tx);
    let finding = match there {
        Some(there) => read_finding(&there.finding)?.map(Arc::new),
        None => match jobs::answer(app, who.organisation, &laid, Duration::MAX).await? {
            Answer::Ready { finding, .. } => finding,
            // The figures changed while it was reckoned.
            Answer::UnderWay(_) => return Err(AppError::Conflict),
        },
    };
    let (first, last) = (laid.ground.work.material.first, laid.ground.work.material.last());
    Ok(finding.map(|finding| ReportEvaluation {
        indicator: laid.ground.indicator.code,
        measure: laid.ground.indicator.measure,
        first,
        last,
        judgement: finding.judgement.clone(),
        counted_a_month: finding.counted_a_month,
    }))
}

/// What was last found of a criterion, by figures or by surveys. None where nobody has asked for it yet, or nothing can be reckoned with.
pub(crate) async fn latest_answer(
    tx: &Tx,
    who: &Actor,
    criterion: &SuccessCriterion,
    today: NaiveDate,
) -> Result<Option<LatestAnswer>, AppError> {
    let found = match survey_as_seen_on(tx, who, criterion.initiative, criterion.id, today).await? {
        Some((_, evaluation)) => {
            let verdict = evaluation.verdict();
            evaluation.waves.map(|[_, later]| (verdict, later.closed_on))
        }
        None => {
            let newest = kept::list_of(tx, criterion.id).await?.into_iter().next();
            newest.map(|line| (line.verdict, local(line.computed_at).date()))
        }
    };
    Ok(found.map(|(verdict, on)| LatestAnswer {
        criterion: criterion.id,
        title: criterion.title.clone(),
        verdict,
        on,
    }))
}

/// Reckons once more from the same figures and holds it against what is kept.
pub async fn compute_again(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Result<Again, AppError> {
    let tx = app.read(who.organisation).await?;
    let Ok(laid) = lay(&tx, who, initiative, criterion, app.today()).await? else {
        return Err(AppError::NotFound);
    };
    let there = kept::find(&tx, criterion, &laid.ground.hash).await?;
    drop(tx);
    let Some(there) = there else {
        jobs::answer(app, who.organisation, &laid, Duration::MAX).await?;
        return Ok(Again::Same);
    };
    let finding = jobs::reckon(laid.ground.work).await?;
    if write_finding(finding.as_ref())? == there.finding {
        Ok(Again::Same)
    } else {
        tracing::error!(evaluation.hash = %laid.ground.hash, "the same figures gave other numbers");
        Ok(Again::Different)
    }
}

/// Lays out everything that goes into an evaluation, as seen from a day; the initiative alone when there is nothing to evaluate.
async fn lay(
    tx: &Tx,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    on: NaiveDate,
) -> Result<Result<Laid, Initiative>, AppError> {
    let (initiative, sites) = readable(tx, who, initiative).await?;
    let setting = Setting {
        tree: &who.tree,
        initiative: &initiative,
        sites: &sites,
        on,
    };
    let Some(ground) = lay_setting(tx, &setting, criterion).await? else {
        return Ok(Err(initiative));
    };
    let names = UnitNames::of(tx, who, ground.work.material.rows.iter().flat_map(panel::Row::named)).await?;
    Ok(Ok(Laid {
        on,
        initiative,
        names,
        ground,
    }))
}

/// Whose criterion is evaluated, and from where it is seen.
struct Setting<'a> {
    tree: &'a Tree,
    initiative: &'a Initiative,
    sites: &'a [Site],
    on: NaiveDate,
}

/// What an evaluation stands on, whoever reads it.
struct LaidGround {
    criterion: SuccessCriterion,
    indicator: Indicator,
    series: Series,
    exclusions: Vec<Exclusion>,
    disruptions: Vec<Disruption>,
    /// The lot by which the starts were dealt, where chance can be read from it.
    lot: Option<Lot>,
    /// Did the units begin as a lot said, whether chance can be read from it or not?
    followed_lot: bool,
    work: Work,
    inputs: String,
    hash: String,
}

/// The same for everybody: none when there is nothing to evaluate.
async fn lay_setting(
    tx: &Tx,
    setting: &Setting<'_>,
    criterion: SuccessCriterionId,
) -> Result<Option<LaidGround>, AppError> {
    let criterion = criterion_of(tx, setting.initiative.id, criterion).await?;
    let Some(measured_by) = MeasuredBy::find(tx, &criterion).await? else {
        return Ok(None);
    };
    let disruptions = figures::list_disruptions(tx).await?;
    let breaks = figures::events_of(tx, measured_by.series.id).await?;
    let exclusions = kept::exclusions_of(tx, criterion.id).await?;
    let sites = sites_of_criterion(setting.sites, &criterion);
    let gathered = Gathered {
        tree: setting.tree,
        initiative: setting.initiative,
        criterion: &criterion,
        indicator: &measured_by.indicator,
        sites: &sites,
        all_sites: setting.sites,
        shown: measured_by.shown(),
        disruptions: &disruptions,
        breaks: &breaks,
        on: setting.on,
    };
    let Some(mut material) = Material::of(&gathered, &exclusions) else {
        return Ok(None);
    };
    let mut everything = (!exclusions.is_empty()).then(|| Material::of(&gathered, &[])).flatten();
    let lot = planner::followed(tx, setting.initiative.id, &sites, setting.on).await?;
    if let (Some(lot), Some(everything)) = (&lot, &mut everything) {
        everything.draw_by(lot);
    }
    let followed_lot = lot.is_some();
    let lot = lot.filter(|lot| material.draw_by(lot));
    let disruptions = gathered.disruptions_in(&material);
    let work = Work {
        choice: choose(&material.facts),
        everything: everything.map(|material| (choose(&material.facts), material)),
        material,
    };
    let inputs =
        serde_json::to_string(&work.inputs()).map_err(|error| AppError::internal("marking an evaluation", error))?;
    Ok(Some(LaidGround {
        hash: hex_digits(&Sha256::digest(&inputs)),
        indicator: measured_by.indicator,
        series: measured_by.series,
        criterion,
        exclusions,
        disruptions,
        lot,
        followed_lot,
        work,
        inputs,
    }))
}

impl Laid {
    /// May somebody read the figures of each unit by itself? What is said of all together, every reader of the initiative may know.
    fn may_be_taken_by(&self, who: &Actor) -> bool {
        self.ground
            .work
            .material
            .rows
            .iter()
            .all(|row| who.may(Right::ReadFigures, row.unit))
    }
}

async fn left_out(tx: &Tx, who: &Actor, exclusions: &[Exclusion]) -> Result<Vec<LeftOut>, AppError> {
    let deciders = persons::names_of(tx, exclusions.iter().filter_map(|exclusion| exclusion.created_by)).await?;
    let left_out = exclusions.iter().map(|exclusion| LeftOut {
        unit_name: exclusion
            .unit
            .map(|unit| who.tree.name(unit).to_owned())
            .unwrap_or_default(),
        by: exclusion
            .created_by
            .and_then(|person| deciders.get(&person).cloned())
            .unwrap_or_default(),
        exclusion: exclusion.clone(),
    });
    Ok(left_out.collect())
}

fn write_finding(finding: Option<&Finding>) -> Result<String, AppError> {
    serde_json::to_string(&finding).map_err(|error| AppError::internal("writing a finding", error))
}

fn read_finding(text: &str) -> Result<Option<Finding>, AppError> {
    serde_json::from_str(text).map_err(|error| AppError::internal("reading a finding", error))
}

/// The verdict of an answer; without an estimate nothing can be concluded.
pub fn verdict_of(finding: Option<&Finding>) -> Verdict {
    finding.map_or(Verdict::CannotBeConcluded, |finding| finding.judgement.verdict)
}
