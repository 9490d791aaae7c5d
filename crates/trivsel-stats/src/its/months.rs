//! Reading a series into months that a model can use.

use std::collections::BTreeSet;

use super::error::ItsError;
use super::plan::{Data, Disruption, Handling, MINIMUM_GAP, Plan, UsableMonths};
use crate::summary::{Ratio, Unusable};

/// One month with exposure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Month {
    pub(super) position: usize,
    /// Events; in the series that changed, where there are two.
    pub(super) observed: f64,
    /// Events of both series together; the same as `observed` where there is one.
    pub(super) total: f64,
    /// ln exposure, or ln of the ratio of the two exposures.
    pub(super) offset: f64,
    /// Whether the model is fitted to it.
    pub(super) is_used: bool,
}

/// The months with exposure, in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Months {
    pub(super) all: Vec<Month>,
    pub(super) usable: UsableMonths,
}

impl Months {
    pub(super) fn read(data: Data<'_>, plan: &Plan) -> Result<Self, ItsError> {
        check_plan(data, plan)?;
        let left_out = left_out(plan, data.series().len());
        let all: Vec<Month> = match data {
            Data::Single(series) => checked(series)?
                .into_iter()
                .enumerate()
                .filter_map(|(position, ratio)| {
                    let ratio = ratio?;
                    Some(Month {
                        position,
                        observed: ratio.numerator,
                        total: ratio.numerator,
                        offset: libm::log(ratio.denominator),
                        is_used: !left_out.contains(&position),
                    })
                })
                .collect(),
            Data::Controlled { series, comparison } => checked(series)?
                .into_iter()
                .zip(checked(comparison)?)
                .enumerate()
                .filter_map(|(position, (ratio, other))| {
                    let (ratio, other) = (ratio?, other?);
                    let total = ratio.numerator + other.numerator;
                    Some(Month {
                        position,
                        observed: ratio.numerator,
                        total,
                        offset: libm::log(ratio.denominator) - libm::log(other.denominator),
                        // Without events in either series a month says nothing of their ratio.
                        is_used: total > 0.0 && !left_out.contains(&position),
                    })
                })
                .collect(),
        };
        let used = |is_after: bool| {
            all.iter()
                .filter(|month| month.is_used && (month.position >= plan.start) == is_after)
                .count()
        };
        Ok(Self {
            usable: UsableMonths {
                before: used(false),
                after: used(true),
            },
            all,
        })
    }

    pub(super) fn used(&self) -> impl Iterator<Item = &Month> + Clone {
        self.all.iter().filter(|month| month.is_used)
    }

    /// Used months between the end of the disruption and the start.
    pub(super) fn gap(&self, disruption: &Disruption, start: usize) -> usize {
        self.used()
            .filter(|month| (disruption.window.end..start).contains(&month.position))
            .count()
    }

    /// Refuses what no model can tell apart, before one is fitted.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), ItsError> {
        if let Some(disruption) = &plan.disruption {
            let carried = matches!(disruption.handling, Handling::Ignore | Handling::Comparison);
            if !carried && disruption.window.contains(&plan.start) {
                return Err(ItsError::DisruptionSwallowsStart {
                    start: plan.start,
                    from: disruption.window.start,
                    to: disruption.window.end,
                });
            }
        }
        self.usable.check()?;
        if let Some(disruption) = &plan.disruption
            && disruption.has_new_level()
            && disruption.window.end <= plan.start
        {
            let found = self.gap(disruption, plan.start);
            if found < MINIMUM_GAP {
                return Err(ItsError::TooCloseToDisruption {
                    found,
                    needed: MINIMUM_GAP,
                });
            }
        }
        Ok(())
    }
}

/// The series with months of nothing out of nothing taken as missing.
pub(super) fn checked(series: &[Option<Ratio>]) -> Result<Vec<Option<Ratio>>, ItsError> {
    series
        .iter()
        .enumerate()
        .map(|(index, ratio)| {
            let Some(ratio) = ratio else { return Ok(None) };
            ratio.usable().map_err(|problem| match problem {
                Unusable::NotFinite => ItsError::NotFinite { index },
                Unusable::Negative => ItsError::Negative { index },
                Unusable::ZeroExposure => ItsError::ZeroExposure { index },
            })
        })
        .collect()
}

fn check_plan(data: Data<'_>, plan: &Plan) -> Result<(), ItsError> {
    let length = data.series().len();
    let inside = |index: usize, bound: usize| {
        if index < bound {
            Ok(())
        } else {
            Err(ItsError::OutOfSeries { index, length })
        }
    };
    inside(plan.start, length)?;
    if let Some(last) = plan.excluded.last() {
        inside(*last, length)?;
    }
    if plan.season.harmonics.saturating_mul(2) >= plan.season.period {
        return Err(ItsError::Season {
            period: plan.season.period,
            harmonics: plan.season.harmonics,
        });
    }
    if let Data::Controlled { comparison, .. } = data
        && comparison.len() != length
    {
        return Err(ItsError::ComparisonLength {
            found: comparison.len(),
            expected: length,
        });
    }
    if let Some(Disruption { window, handling, .. }) = &plan.disruption {
        if window.is_empty() {
            return Err(ItsError::EmptyDisruption {
                start: window.start,
                end: window.end,
            });
        }
        inside(window.end, length + 1)?;
        if *handling == Handling::Comparison && matches!(data, Data::Single(_)) {
            return Err(ItsError::NoComparison);
        }
    }
    Ok(())
}

fn left_out(plan: &Plan, length: usize) -> BTreeSet<usize> {
    let mut left_out = plan.excluded.clone();
    left_out.extend(plan.start..plan.start.saturating_add(plan.transition).min(length));
    if let Some(Disruption { window, handling, .. }) = &plan.disruption {
        match handling {
            Handling::Exclude => left_out.extend(window.clone()),
            Handling::OnlyAfter => left_out.extend(0..window.end),
            Handling::Ignore | Handling::OwnLevelAndSlope | Handling::Comparison | Handling::OwnLevel => {}
        }
    }
    left_out
}
