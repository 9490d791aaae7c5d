//! Reading the made-up figures, for baselines and for what a report showed on its day.

use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::Indicator;
use trivsel_domain::month::Month;
use trivsel_domain::report::{ReportDisruption, ReportFigure, ReportLevel};

use crate::numbers::{Filled, indicators};
use crate::{Ground, truth};

/// An indicator read over some units together.
pub(super) struct Reading<'a> {
    indicator: Indicator,
    filled: &'a Filled,
    units: Vec<UnitId>,
}

impl<'a> Reading<'a> {
    /// The figures of an indicator, by its code, over the units with these codes.
    pub(super) fn of(ground: &Ground<'_>, figures: &'a [Filled], code: &str, units: &[&str]) -> Option<Self> {
        let indicator = indicators(ground.organisation)
            .into_iter()
            .find(|found| found.code == code)?;
        let filled = figures.iter().find(|filled| filled.series.indicator == indicator.id)?;
        let units = units.iter().filter_map(|code| ground.units.id(code)).collect();
        Some(Self {
            indicator,
            filled,
            units,
        })
    }

    fn sums(&self, first: Month, last: Month) -> (f64, f64) {
        let inside = self
            .filled
            .observations
            .iter()
            .filter(|one| first <= one.month && one.month <= last && self.units.contains(&one.unit));
        inside.fold((0.0, 0.0), |(upper, lower), one| {
            (upper + one.numerator, lower + one.denominator)
        })
    }

    /// The level over a stretch of months: all numerators by all denominators.
    pub(super) fn level(&self, first: Month, last: Month) -> Option<f64> {
        let (upper, lower) = self.sums(first, last);
        self.indicator.value(upper, lower)
    }

    /// What a report showed on its day: the year before the first start, and the last twelve months known then.
    pub(super) fn as_of(&self, last: Month, starts: &[Month]) -> Option<ReportFigure> {
        let first_start = *starts.first()?;
        let first = first_start.plus(-24);
        let level = |first: Month, last: Month| {
            Some(ReportLevel {
                value: self.level(first, last)?,
                first,
                last,
            })
        };
        let (from, to) = truth::covid();
        Some(ReportFigure {
            name_da: self.indicator.name_da.clone(),
            name_en: self.indicator.name_en.clone(),
            measure: self.indicator.measure,
            is_broken: false,
            units: u32::try_from(self.units.len()).unwrap_or(u32::MAX),
            before: level(first_start.plus(-12), first_start.plus(-1)),
            now: level(last.plus(-11), last),
            last_seen: None,
            is_old: false,
            first,
            values: first.to(last).map(|month| self.level(month, month)).collect(),
            starts: starts.iter().copied().filter(|start| *start <= last).collect(),
            disruptions: vec![ReportDisruption {
                name: "Corona".to_owned(),
                first: from,
                last: to,
            }],
        })
    }
}

/// With this many decimals.
pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let parts = 10_f64.powi(decimals);
    (value * parts).round() / parts
}
