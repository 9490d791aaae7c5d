//! The months of a criterion's units, as evaluations and the planner reckon with them: read behind the gate, put together, and laid
//! out as one series with a step.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use trivsel_domain::evaluation::SeriesModel;
use trivsel_domain::figure::{Published, Shown};
use trivsel_domain::indicator::{Indicator, Series};
use trivsel_domain::initiative::SuccessCriterion;
use trivsel_stats::its::{Afterwards, Data, Disruption, Handling, Plan, Ratio, Season};
use trivsel_store::{Tx, figures as store};

use crate::AppError;
use crate::figures::{Screened, Wanted, screened};

/// What a criterion is measured by, with its figures behind the gate.
pub(crate) struct MeasuredBy {
    pub(crate) indicator: Indicator,
    pub(crate) series: Series,
    wanted: Wanted,
    screened: Arc<Screened>,
}

impl MeasuredBy {
    /// None when it is not measured by an indicator that has figures.
    pub(crate) async fn find(tx: &Tx, criterion: &SuccessCriterion) -> Result<Option<Self>, AppError> {
        let Some(indicator) = criterion.kind.indicator() else {
            return Ok(None);
        };
        let indicator = store::find_indicator(tx, indicator).await?.ok_or(AppError::NotFound)?;
        let wanted = criterion.kind.series().map_or(Wanted::Leading, Wanted::One);
        let Some(screened) = screened(tx, indicator.id, wanted).await? else {
            return Ok(None);
        };
        let chosen = criterion
            .kind
            .series()
            .and_then(|id| screened.series.iter().find(|one| one.id == id));
        Ok(chosen.or(screened.series.first()).cloned().map(|series| Self {
            indicator,
            series,
            wanted,
            screened,
        }))
    }

    pub(crate) fn shown(&self) -> &Shown {
        self.screened.shown(self.wanted)
    }
}

/// A figure as what is counted out of what: out of 1 where nothing is counted out of anything. None where that is nobody.
pub(crate) fn ratio(indicator: &Indicator, figure: Published) -> Option<Ratio> {
    let denominator = if indicator.measure.has_denominator() {
        figure.denominator()
    } else {
        1.0
    };
    (denominator > 0.0).then(|| Ratio {
        numerator: figure.numerator(),
        denominator,
    })
}

/// The units together, where each of them has a figure.
pub(crate) fn together(rows: &[&[Option<Ratio>]]) -> Vec<Option<Ratio>> {
    let length = rows.first().map_or(0, |row| row.len());
    (0..length)
        .map(|at| {
            let pairs: Option<Vec<Ratio>> = rows.iter().map(|row| row.get(at).copied().flatten()).collect();
            let pairs = pairs?;
            Some(Ratio {
                numerator: pairs.iter().map(|pair| pair.numerator).sum(),
                denominator: pairs.iter().map(|pair| pair.denominator).sum(),
            })
        })
        .collect()
}

/// What is counted out of in a usual month of the last year with figures, in these units together.
pub(crate) fn usual_exposure<'a>(rows: impl IntoIterator<Item = &'a [Option<Ratio>]>) -> f64 {
    let usual = |row: &[Option<Ratio>]| {
        let recent = row.iter().rev().flatten().take(12).map(|pair| pair.denominator);
        let recent: Vec<f64> = recent.collect();
        let count = u32::try_from(recent.len()).ok().filter(|count| *count > 0);
        count.map_or(0.0, |count| recent.iter().sum::<f64>() / f64::from(count))
    };
    rows.into_iter().map(usual).sum()
}

/// What one in the indicator's unit comes to each month, out of so much: possible days divided by 100 for a rate in percent. None
/// where nothing is counted out of anything.
pub(crate) fn counted_a_month(indicator: &Indicator, exposure: f64) -> Option<f64> {
    (indicator.measure.has_denominator() && exposure > 0.0).then(|| exposure / indicator.factor)
}

/// The units that began as a series, alone or held against the others.
pub(crate) fn data<'a>(series: &'a [Option<Ratio>], comparison: &'a [Option<Ratio>], is_controlled: bool) -> Data<'a> {
    if is_controlled {
        Data::Controlled { series, comparison }
    } else {
        Data::Single(series)
    }
}

/// A step at the first start; the months from it to the last start are left out. What disrupted is left to the comparison, and without
/// one left out too.
pub(crate) fn step(
    starts: RangeInclusive<usize>,
    model: Option<SeriesModel>,
    disrupted: &BTreeSet<usize>,
    is_controlled: bool,
) -> Plan {
    let disruption = disrupted.first().zip(disrupted.last()).map(|(from, to)| Disruption {
        window: *from..*to + 1,
        handling: if is_controlled {
            Handling::Comparison
        } else {
            Handling::Exclude
        },
        afterwards: Afterwards::AsBefore,
    });
    Plan {
        transition: starts.end() - starts.start(),
        // A comparison that can carry months by season has the years for it.
        season: match model {
            Some(SeriesModel::StepWithoutSeason) => Season::NONE,
            Some(SeriesModel::Full) | None => Season::default(),
        },
        disruption,
        ..Plan::step_at(*starts.start())
    }
}
