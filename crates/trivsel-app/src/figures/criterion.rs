//! A success criterion's figure: the level before, the level now, and the line between.

use chrono::NaiveDate;
use trivsel_domain::figure::{Figure, Published};
use trivsel_domain::id::{IndicatorId, SeriesId, UnitId};
use trivsel_domain::indicator::{Indicator, Series};
use trivsel_domain::initiative::{CriterionKind, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::Tx;
use trivsel_store::figures as store;

use super::reading::{Mean, Pair, mean};
use super::screened::{Wanted, screened};
use crate::{App, AppError};

/// Months that make a level.
const YEAR: usize = 12;
/// A series whose last month lies further back than this says nothing of now.
const OLD: i32 = 12;
/// Months of a small line.
const LINE: usize = 48;

/// What a criterion's indicator shows in its units, before and now.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionFigure {
    /// What is measured. Its measure names the unit of the values.
    pub indicator: Indicator,
    /// By which series.
    pub series: Series,
    /// The category, where the criterion names one: a reason for leaving. Empty otherwise.
    pub category: String,
    /// The one series that gives these values by itself; none when they are the sum of several categories.
    pub whole_series: Option<SeriesId>,
    /// The twelve months before the start; fewer when there are not so many.
    pub before: Option<Mean>,
    /// The first and last of those months.
    pub before_months: Option<(Month, Month)>,
    /// The latest twelve months of the series; none when the last of them is hidden or missing here, since what came before is not now.
    pub now: Option<Mean>,
    /// The first and last of those months.
    pub now_months: Option<(Month, Month)>,
    /// The last twelve months up to the latest that is shown, where there is no now.
    pub last_seen: Option<Mean>,
    /// The first and last of those months.
    pub last_seen_months: Option<(Month, Month)>,
    /// Does the series end more than a year before the day it is seen from?
    pub is_old: bool,
    /// The last four years, for a small line: each month the level of the twelve up to it, so that the last is the level now.
    pub values: Vec<Option<f64>>,
    /// The month of the first of them.
    pub first: Month,
    /// Every month there is, for a picture.
    pub history: Vec<Option<f64>>,
    /// The month of the first of those.
    pub history_first: Month,
    /// Is anything kept back because it rests on too few people?
    pub is_withheld: bool,
    /// Do any of the months compared lie in a disruption? Its name.
    pub disrupted_by: Option<String>,
    /// Was the way of counting changed between the two?
    pub is_broken: bool,
}

/// What a level before and a level now are asked of.
#[derive(Clone, Copy, Debug)]
pub struct BeforeAndNow<'a> {
    /// What is measured.
    pub indicator: IndicatorId,
    /// By which series; none means the source that covers the most units.
    pub series: Option<SeriesId>,
    /// In which units together.
    pub units: &'a [UnitId],
    /// The month that parts before from after.
    pub start: Option<Month>,
    /// The day that is now: months that are over by then count, later ones do not.
    pub on: NaiveDate,
}

/// The figure of a criterion in some units together, before the first of the initiative's sites began and now, as seen from a day. None
/// when it is not measured by an indicator, or there are no numbers at all.
pub async fn criterion_figure(
    app: &App,
    who: &Actor,
    criterion: &SuccessCriterion,
    units: &[UnitId],
    on: NaiveDate,
) -> Result<Option<CriterionFigure>, AppError> {
    let CriterionKind::Indicator { indicator, series } = criterion.kind else {
        return Ok(None);
    };
    let tx = app.read(who.organisation).await?;
    let starts = store::starts_of(&tx, criterion).await?;
    // As seen from that day, what begins later has not begun.
    let start = starts.iter().map(|site| site.starts_on).filter(|day| *day <= on).min();
    let start = start.map(Month::of);
    let asked = BeforeAndNow {
        indicator,
        series,
        units,
        start,
        on,
    };
    figure_before_and_now(&tx, who, asked).await
}

/// The figure of an indicator in some units together, before the start and now. None when there are no numbers at all. It is the same for
/// every reader of the initiative, whichever units' pictures they may open: it is a sum of figures that may all be shown, and a report
/// must not say something else because another colleague began it.
pub async fn figure_before_and_now(
    tx: &Tx,
    who: &Actor,
    asked: BeforeAndNow<'_>,
) -> Result<Option<CriterionFigure>, AppError> {
    let BeforeAndNow {
        indicator,
        series,
        units,
        start,
        on,
    } = asked;
    let units = who.tree.outermost(units);
    // All of them: a page that shows several criteria asks once.
    let indicators = store::list_indicators(tx).await?;
    let Some(indicator) = indicators.into_iter().find(|one| one.id == indicator) else {
        return Ok(None);
    };
    let wanted = series.map_or(Wanted::Leading, Wanted::One);
    let Some(screened) = screened(tx, indicator.id, wanted).await? else {
        return Ok(None);
    };
    let shown = screened.shown(wanted);
    let chosen = series.and_then(|id| screened.series.iter().find(|one| one.id == id));
    let (Some(first), Some(last), Some(series)) =
        (shown.first(), shown.last(), chosen.or(screened.series.first()).cloned())
    else {
        return Ok(None);
    };
    let whole_series = chosen.or(screened.whole()).map(|series| series.id);
    let figures: Vec<Figure> = first
        .to(last.min(Month::last_over(on)))
        .map(|month| sum(&units, |unit| shown.figure(unit, month)))
        .collect();
    if figures.iter().all(|figure| *figure == Figure::Missing) {
        return Ok(None);
    }
    let pairs: Vec<Option<Pair>> = figures
        .iter()
        .map(|figure| {
            figure.shown().map(|published| Pair {
                numerator: published.numerator(),
                denominator: published.denominator(),
            })
        })
        .collect();
    let month = |at: usize| first.plus(i32::try_from(at).unwrap_or(0));
    // The months told are those that are shown, not those that were looked for.
    let level = |from: usize, to: usize| {
        let level = mean(&indicator, &pairs, from, to)?;
        let mut shown = (from..to).filter(|at| pairs.get(*at).is_some_and(Option::is_some));
        let first = shown.next()?;
        Some((level, (month(first), month(shown.next_back().unwrap_or(first)))))
    };
    let length = pairs.len();
    let end = pairs.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
    let latest = level(end.saturating_sub(YEAR), end);
    let (now, last_seen) = if end == length { (latest, None) } else { (None, latest) };
    let before = start
        .and_then(|start| usize::try_from(start.since(first)).ok())
        .filter(|at| *at > 0)
        .and_then(|at| level(at.min(length).saturating_sub(YEAR), at.min(length)));
    let compared: Vec<Month> = before
        .iter()
        .chain(&now)
        .flat_map(|(_, (from, to))| from.to(*to))
        .collect();
    let reaches = |place: Option<UnitId>| who.tree.touches(place, units.iter().copied());
    let disrupted_by = store::list_disruptions(tx)
        .await?
        .into_iter()
        .find(|disruption| reaches(disruption.unit) && compared.iter().any(|month| disruption.contains(*month)))
        .map(|disruption| disruption.name);
    let is_broken = match (&before, &now) {
        (Some((_, (from, _))), Some((_, (_, to)))) => store::events_of(tx, series.id)
            .await?
            .iter()
            .any(|event| reaches(event.unit) && *from < event.month && event.month <= *to),
        _ => false,
    };
    let from = end.saturating_sub(LINE);
    let history: Vec<Option<f64>> = pairs
        .iter()
        .take(end)
        .map(|pair| pair.and_then(|pair| indicator.value(pair.numerator, pair.denominator)))
        .collect();
    Ok(Some(CriterionFigure {
        values: (from..end)
            .map(|at| {
                pairs.get(at).copied().flatten()?;
                Some(mean(&indicator, &pairs, (at + 1).saturating_sub(YEAR), at + 1)?.value)
            })
            .collect(),
        first: month(from),
        history,
        history_first: first,
        before: before.map(|(level, _)| level),
        before_months: before.map(|(_, months)| months),
        now: now.map(|(level, _)| level),
        now_months: now.map(|(_, months)| months),
        last_seen: last_seen.map(|(level, _)| level),
        last_seen_months: last_seen.map(|(_, months)| months),
        is_old: Month::last_over(on).since(last) > OLD,
        is_withheld: figures.iter().any(|figure| figure.is_withheld()),
        disrupted_by,
        is_broken,
        category: chosen.map(|series| series.category.clone()).unwrap_or_default(),
        indicator,
        series,
        whole_series,
    }))
}

/// The units together: withheld as soon as one of them is, so that no difference of two answers tells of it.
fn sum(units: &[UnitId], figure: impl Fn(UnitId) -> Figure) -> Figure {
    let parts: Vec<Figure> = units.iter().map(|unit| figure(*unit)).collect();
    if parts.iter().any(|part| part.is_withheld()) {
        return Figure::Withheld { under: None };
    }
    match parts.into_iter().filter_map(Figure::shown).reduce(Published::plus) {
        Some(sum) => Figure::Shown(sum),
        None => Figure::Missing,
    }
}
