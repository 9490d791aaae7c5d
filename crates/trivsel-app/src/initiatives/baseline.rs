//! The level before an initiative: reckoned while nothing is decided, written down with the criterion when it is.

use chrono::{DateTime, NaiveDate, Utc};
use trivsel_domain::id::UnitId;
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{CriterionKind, Initiative, Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, initiatives as store};

use super::history::FROZEN;
use super::part;
use crate::AppError;
use crate::figures::{BeforeAndNow, CriterionFigure, ScaleFigure, Surveyed, figure_before_and_now};

/// Where an initiative's criteria are read, and from when on: its sites, or the owner while there are none.
struct Compared {
    units: Vec<UnitId>,
    first_day: Option<NaiveDate>,
}

impl Compared {
    fn of(initiative: &Initiative, sites: &[Site], criterion: &SuccessCriterion) -> Self {
        let sites = sites_of_criterion(sites, criterion);
        let mut units: Vec<UnitId> = sites.iter().map(|site| site.unit).collect();
        if units.is_empty() {
            units.push(initiative.unit);
        }
        let first_day = sites
            .iter()
            .map(|site| site.period.from())
            .min()
            .or(initiative.starts_on);
        Self { units, first_day }
    }
}

/// A criterion's scale of a survey before the first site began and now, in the same units as an indicator. None when no scale of a survey
/// here shows it.
pub(super) async fn scale(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    sites: &[Site],
    criterion: &SuccessCriterion,
    on: NaiveDate,
) -> Result<Option<ScaleFigure>, AppError> {
    let surveyed = Surveyed::find(tx, &criterion.kind, on).await?;
    let Compared { units, first_day } = Compared::of(initiative, sites, criterion);
    Ok(surveyed.map(|surveyed| surveyed.figure(&who.tree, &units, first_day)))
}

/// A criterion's indicator before the first site began and now: in the sites, or in the owner while there are none. While no start is
/// known, before is up to the day it is asked on.
pub(super) async fn figure(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    sites: &[Site],
    criterion: &SuccessCriterion,
    on: NaiveDate,
) -> Result<Option<CriterionFigure>, AppError> {
    let CriterionKind::Indicator { indicator, series } = criterion.kind else {
        return Ok(None);
    };
    if criterion.not_measurable.is_some() {
        return Ok(None);
    }
    let Compared { units, first_day } = Compared::of(initiative, sites, criterion);
    let asked = BeforeAndNow {
        indicator,
        series,
        units: &units,
        start: first_day.map(Month::of),
        on,
    };
    figure_before_and_now(tx, who, asked).await
}

/// A criterion as it is to be frozen: a level before that nobody typed is reckoned and written down, with the series it comes from, so
/// that a start that is moved afterwards does not move it. Without any figures it stays empty.
pub(super) async fn with_baseline(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    criterion: SuccessCriterion,
    on: NaiveDate,
) -> Result<SuccessCriterion, AppError> {
    if criterion.baseline.is_some() {
        return Ok(criterion);
    }
    let sites = store::sites_of(tx, initiative.id).await?;
    let has_start = Compared::of(initiative, &sites, &criterion).first_day.is_some();
    if let Some(scale) = scale(tx, who, initiative, &sites, &criterion, on).await? {
        let level = if has_start { &scale.before } else { &scale.now };
        let baseline = level
            .as_ref()
            .filter(|_| criterion.not_measurable.is_none())
            .map(|level| rounded(level.value, scale.named.decimals()));
        return Ok(SuccessCriterion { baseline, ..criterion });
    }
    let Some(figure) = figure(tx, who, initiative, &sites, &criterion, on).await? else {
        return Ok(criterion);
    };
    let Some(level) = (if has_start { figure.before } else { figure.now }) else {
        return Ok(criterion);
    };
    Ok(SuccessCriterion {
        baseline: Some(rounded(level.value, figure.indicator.measure.decimals())),
        kind: CriterionKind::Indicator {
            indicator: figure.indicator.id,
            series: criterion.kind.series().or(figure.whole_series),
        },
        ..criterion
    })
}

/// Freezes the criteria of an initiative that is being decided, each with its level before, at the moment of the decision.
pub(super) async fn freeze(
    tx: &Tx,
    who: &Actor,
    decided: &Initiative,
    at: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), AppError> {
    for before in store::criteria_of(tx, decided.id).await? {
        if before.frozen_at.is_some() {
            continue;
        }
        let mut after = with_baseline(tx, who, decided, before.clone(), today).await?;
        after.frozen_at = Some(at);
        store::change_criterion(tx, &after).await?;
        let trail = part("success_criterion", after.id.0, FROZEN, decided)
            .optional("baseline", before.baseline, after.baseline)
            .optional("series", before.kind.series(), after.kind.series());
        if trail.has_changes() {
            trail.write(tx, Some(who.person), at).await?;
        }
    }
    Ok(())
}

/// As the page writes it: what is frozen is what was seen.
fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn what_is_frozen_is_what_was_seen() {
        for (value, decimals, written) in [(6.349, 1, 6.3), (6.35, 0, 6.0), (-0.04, 1, 0.0), (12.0, 2, 12.0)] {
            assert!((rounded(value, decimals) - written).abs() < 1e-12, "{value}");
        }
    }
}
