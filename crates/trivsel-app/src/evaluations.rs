//! Did it work? One criterion of one initiative, evaluated on figures that have passed the gate.
//!
//! What is counted and compared is laid out in `evaluations/panel.rs`; the numbers are reckoned in `evaluations/estimate.rs` by
//! `trivsel-stats`; which design is used, and what may be said, is decided by [`trivsel_domain::evaluation`].

mod estimate;
mod panel;

use sha2::{Digest, Sha256};
use trivsel_domain::evaluation::{Choice, Judgement, Settles, choose, list_settling};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::indicator::{Indicator, Series};
use trivsel_domain::initiative::{Initiative, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{figures as figure_store, initiatives as store};

use crate::identity::hex_digits;
use crate::initiatives::{UnitNames, readable};
use crate::kept::Kept;
use crate::{App, AppError, figures};

use panel::Material;

/// Rises whenever the same figures and settings would give other numbers.
pub const METHOD_VERSION: u32 = 1;
/// What the draws of starts begin with.
pub const SEED: u64 = 1;
/// The wanted coverage of intervals.
pub const CONFIDENCE: f64 = 0.95;
/// How many results are kept in memory.
const KEPT: usize = 64;

static KEPT_RESULTS: Kept<String, Option<Found>> = Kept::new(KEPT);

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
    /// The estimate and the verdict; none where no design gives one.
    pub found: Option<Found>,
    /// What would settle it.
    pub settles: Vec<Settles>,
    /// The units used, those that began first.
    pub units: Vec<UnitUsed>,
    /// The first month used.
    pub first: Month,
    /// The last month used.
    pub last: Month,
    /// SHA-256 of everything that went in, in hexadecimal digits.
    pub hash: String,
}

/// A unit in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitUsed {
    /// Which.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// The month it began; none for a unit to compare with.
    pub start: Option<Month>,
    /// Months with a figure that may be shown.
    pub months: usize,
    /// Months whose figure rests on too few people.
    pub withheld: usize,
}

/// An estimate, and what may be said of it. Effects are in the indicator's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The verdict with the interval.
    pub judgement: Judgement,
    /// How unusual the effect is among all the ways the starts could have fallen.
    pub chance: Option<Chance>,
    /// What other ways of reckoning give.
    pub others: Vec<OtherWay>,
    /// What an effect of 1 in the indicator's unit is in what is counted, each month, in all units where it runs.
    pub counted_a_month: Option<f64>,
}

/// The answer of a randomisation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The share of ways with at least as large an effect.
    pub p: f64,
    /// The smallest share there could have been.
    pub smallest: f64,
    /// How many ways were looked at.
    pub looked_at: usize,
}

/// Another way of reckoning.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherWay {
    /// Which.
    pub way: Reckoned,
    /// What it gives; none where it cannot be done.
    pub effect: Option<f64>,
}

/// How the effect was reckoned instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reckoned {
    /// Each start compared with the twelve months before it (Callaway and Sant'Anna).
    GroupTime,
    /// Without the months of disruptions.
    WithoutDisruption,
    /// Without one of the units that began.
    WithoutUnit(UnitId),
    /// An autoregressive model of the same series.
    Autoregressive,
    /// The months of the disruption treated as the letter says.
    Handled(char),
}

/// Evaluates a criterion of an initiative within reach. No evaluation when it is not measured by an indicator that has figures.
pub async fn evaluate(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Result<(Initiative, Option<Evaluation>), AppError> {
    who.must_somewhere(Right::ReadInitiative)?;
    let tx = app.read(who.organisation).await?;
    let (initiative, sites) = readable(&tx, who, initiative).await?;
    let criterion = store::find_criterion(&tx, criterion)
        .await?
        .filter(|criterion| criterion.initiative == initiative.id)
        .ok_or(AppError::NotFound)?;
    let Some(indicator) = criterion.kind.indicator() else {
        return Ok((initiative, None));
    };
    let indicator = figure_store::find_indicator(&tx, indicator)
        .await?
        .ok_or(AppError::NotFound)?;
    let wanted = criterion
        .kind
        .series()
        .map_or(figures::Wanted::Leading, figures::Wanted::One);
    let Some(screened) = figures::screened(&tx, indicator.id, wanted).await? else {
        return Ok((initiative, None));
    };
    let Some(series) = screened.series.first().cloned() else {
        return Ok((initiative, None));
    };
    let disruptions = figure_store::list_disruptions(&tx).await?;
    let breaks = figure_store::events_of(&tx, series.id).await?;
    let Some(material) = Material::gather(
        &who.tree,
        &initiative,
        &criterion,
        &indicator,
        &sites,
        screened.shown(wanted),
        &disruptions,
        &breaks,
        app.today(),
    ) else {
        return Ok((initiative, None));
    };
    let names = UnitNames::of(&tx, who, material.rows.iter().map(|row| row.unit)).await?;
    drop(tx);
    let choice = choose(&material.facts);
    let hash = hash(&material, &choice)?;
    let (first, last) = (material.first, material.last());
    let units = material.units(&names);
    let facts = material.facts.clone();
    let found = match KEPT_RESULTS.find(&hash) {
        Some(kept) => kept,
        None => {
            let chosen = choice.clone();
            let found = tokio::task::spawn_blocking(move || estimate::estimate(&material, &chosen))
                .await
                .map_err(|error| AppError::internal("evaluating a criterion", error))?;
            KEPT_RESULTS.keep(hash.clone(), found, |_| false)
        }
    };
    let found = found.as_ref().clone();
    let evaluation = Evaluation {
        settles: list_settling(&facts, &choice, found.as_ref().map(|found| &found.judgement)),
        criterion,
        indicator,
        series,
        choice,
        found,
        units,
        first,
        last,
        hash,
    };
    Ok((initiative, Some(evaluation)))
}

/// Everything the answer depends on, as one mark.
fn hash(material: &Material, choice: &Choice) -> Result<String, AppError> {
    let facts = serde_json::to_vec(&(&material.facts, choice))
        .map_err(|error| AppError::internal("marking an evaluation", error))?;
    let mut hasher = Sha256::new();
    hasher.update(METHOD_VERSION.to_be_bytes());
    hasher.update(SEED.to_be_bytes());
    hasher.update(&facts);
    hasher.update(material.first.to_string());
    hasher.update(material.indicator.factor.to_bits().to_be_bytes());
    for row in &material.rows {
        hasher.update(row.unit.0.as_bytes());
        hasher.update(
            row.start
                .map_or(u64::MAX, |start| u64::try_from(start).unwrap_or(u64::MAX))
                .to_be_bytes(),
        );
        for month in &row.months {
            let (numerator, denominator) =
                month.map_or((f64::NAN, f64::NAN), |pair| (pair.numerator, pair.denominator));
            hasher.update(numerator.to_bits().to_be_bytes());
            hasher.update(denominator.to_bits().to_be_bytes());
        }
    }
    for at in &material.disrupted {
        hasher.update(u64::try_from(*at).unwrap_or(u64::MAX).to_be_bytes());
    }
    Ok(hex_digits(&hasher.finalize()))
}
