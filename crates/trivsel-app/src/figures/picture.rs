//! The data of one picture: a unit's series of an indicator with all that is drawn on it.

use std::collections::BTreeSet;

use trivsel_domain::figure::{Figure, Published, Shown};
use trivsel_domain::id::{IndicatorId, InitiativeId, SeriesId, UnitId};
use trivsel_domain::indicator::{Disruption, Indicator, Series, SeriesEvent};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::figures as store;

use super::finding::{Finding, Summary, summary};
use super::reading::{ChartKind, Pair, Reading, Rules, mean, read};
use super::screened::{Wanted, screened};
use crate::{App, AppError};

/// A start that reaches fewer than one in so many of the unit's people is a small one.
const LARGE: u32 = 5;
/// Months of a year, and how few of them still make a level of one.
const YEAR: usize = 12;
const FEWEST_OF_A_YEAR: usize = 9;

/// What a picture is asked to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureQuery {
    /// A series; none means the source that covers the most units, all categories.
    pub series: Option<SeriesId>,
    /// All categories of that series' source, rather than the one.
    pub all_categories: bool,
    /// The chart; none means the one that suits the indicator.
    pub chart: Option<ChartKind>,
    /// The rules; none means those of the NHS.
    pub rules: Option<Rules>,
    /// With the other units of the same parent, together, beside it.
    pub with_others: bool,
    /// The merged group the unit is part of, in place of the unit.
    pub merged: bool,
}

/// A series that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// A series of the source.
    pub series: Series,
    /// All categories of the source together.
    pub is_whole: bool,
}

/// One month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Which month.
    pub month: Month,
    /// What may be said.
    pub figure: Figure,
    /// Its value, where there is one.
    pub value: Option<f64>,
    /// The other units' value, where it is asked for and there is one.
    pub others: Option<f64>,
}

/// Initiatives that began in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Position of the month.
    pub at: usize,
    /// Which initiatives, with the unit each began in.
    pub sites: Vec<(InitiativeId, String, UnitId)>,
    /// Does it reach a good part of the unit's people? Where it does not, the unit's figures can hardly show it.
    pub is_large: bool,
}

/// The units a comparison adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Others {
    /// Their common parent.
    pub parent: UnitId,
}

/// All that one picture shows. Every number in it has passed the gate.
#[derive(Clone, Debug)]
pub struct UnitPicture {
    pub unit: UnitId,
    /// What is measured.
    pub indicator: Indicator,
    /// The series shown, or the first of those added up.
    pub series: Series,
    /// Are all categories added up?
    pub is_whole: bool,
    /// The chart drawn.
    pub chart: ChartKind,
    /// The rules it is read by.
    pub rules: Rules,
    /// Month by month, without holes.
    pub points: Vec<Point>,
    /// The level of the twelve months up to each month, for a picture at a glance: the unit's own.
    pub yearly: Vec<Option<f64>>,
    /// The same of the comparison line.
    pub others_yearly: Vec<Option<f64>>,
    /// What the chart says.
    pub reading: Reading,
    /// What can be said in a sentence.
    pub summary: Summary,
    /// Disruptions that reach the unit, by position.
    pub disruptions: Vec<(usize, usize, Disruption)>,
    /// Definition breaks that reach the unit, by position.
    pub breaks: Vec<(usize, SeriesEvent)>,
    /// Starts of initiatives here, above or below.
    pub starts: Vec<Start>,
    /// The units whose figure is shown in place of the unit's own, when that was asked for.
    pub merged: Option<Vec<UnitId>>,
    /// The group that could be shown in place of the unit, when the unit's latest month is withheld.
    pub offered: Option<Vec<UnitId>>,
    /// The nearest unit above in whose latest figure the unit is counted; only looked for when nothing of the unit may be shown.
    pub counted_in: Option<UnitId>,
    /// Who the comparison line adds up.
    pub others: Option<Others>,
    /// The smallest number of people a figure rests on.
    pub minimum: u32,
}

impl UnitPicture {
    /// Is any month withheld?
    pub fn is_withheld(&self) -> bool {
        self.points.iter().any(|point| point.figure.is_withheld())
    }

    /// Is there nothing that may be shown?
    pub fn is_hidden(&self) -> bool {
        self.summary.finding == Finding::Hidden
    }
}

/// The series an indicator can be shown by: each source as a whole, and its categories.
pub async fn choices(app: &App, who: &Actor, indicator: IndicatorId) -> Result<Vec<Choice>, AppError> {
    who.must_somewhere(Right::ReadFigures)?;
    let tx = app.read(who.organisation).await?;
    let all = store::series_of_indicator(&tx, indicator).await?;
    let mut choices: Vec<Choice> = Vec::new();
    for source in all.chunk_by(|one, next| one.source == next.source && one.definition == next.definition) {
        if let ([first, _, ..], false) = (source, source.iter().any(|series| series.category.is_empty())) {
            choices.push(Choice {
                series: first.clone(),
                is_whole: true,
            });
        }
        choices.extend(source.iter().map(|series| Choice {
            series: series.clone(),
            is_whole: false,
        }));
    }
    Ok(choices)
}

/// The data of one picture; none when the indicator has no series yet.
pub async fn unit_picture(
    app: &App,
    who: &Actor,
    unit: UnitId,
    indicator: IndicatorId,
    query: &PictureQuery,
) -> Result<Option<UnitPicture>, AppError> {
    who.must(Right::ReadFigures, unit)?;
    let tx = app.read(who.organisation).await?;
    let indicator = store::find_indicator(&tx, indicator).await?.ok_or(AppError::NotFound)?;
    let wanted = match (query.series, query.all_categories) {
        (None, _) => Wanted::Leading,
        (Some(series), true) => Wanted::AllOf(series),
        (Some(series), false) => Wanted::One(series),
    };
    let Some(screened) = screened(&tx, indicator.id, wanted).await? else {
        return Ok(None);
    };
    let shown = screened.shown(wanted);
    let chosen = query
        .series
        .and_then(|id| screened.series.iter().find(|series| series.id == id));
    let Some(series) = chosen.or(screened.series.first()).cloned() else {
        return Ok(None);
    };
    let is_whole = !matches!(wanted, Wanted::One(_)) && screened.series.len() > 1;
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return Ok(None);
    };
    let months: Vec<Month> = first.to(last).collect();
    let offered = offered(shown, unit, last);
    let merged = if query.merged { offered.clone() } else { None };
    let parent = who.tree.get(unit).and_then(|node| node.parent);
    let mut others_pairs: Vec<Option<Pair>> = Vec::with_capacity(months.len());
    let points: Vec<Point> = months
        .iter()
        .map(|month| {
            let own = shown.figure(unit, *month);
            let figure = match &merged {
                Some(members) => group_figure(shown, own, *month, members),
                None => own,
            };
            let others = parent
                .filter(|_| query.with_others && merged.is_none())
                .and_then(|parent| others(shown, unit, parent, *month));
            others_pairs.push(others);
            let value = |published: Published| indicator.value(published.numerator(), published.denominator());
            Point {
                month: *month,
                figure,
                value: figure.shown().and_then(value),
                others: others.and_then(|pair| indicator.value(pair.numerator, pair.denominator)),
            }
        })
        .collect();
    let pairs: Vec<Option<Pair>> = points
        .iter()
        .map(|point| {
            point.figure.shown().map(|published| Pair {
                numerator: published.numerator(),
                denominator: published.denominator(),
            })
        })
        .collect();
    let reach = |place: Option<UnitId>| place.is_none_or(|place| who.tree.is_within(unit, place));
    let at = |month: Month| usize::try_from(month.since(first)).ok().filter(|at| *at < months.len());
    let disruptions: Vec<(usize, usize, Disruption)> = store::list_disruptions(&tx)
        .await?
        .into_iter()
        .filter(|disruption| reach(disruption.unit) && disruption.last >= first && disruption.first <= last)
        .filter_map(|disruption| {
            Some((
                at(disruption.first.max(first))?,
                at(disruption.last.min(last))?,
                disruption,
            ))
        })
        .collect();
    let breaks: Vec<(usize, SeriesEvent)> = {
        let mut found = Vec::new();
        for one in screened.series.iter().filter(|one| is_whole || one.id == series.id) {
            found.extend(store::events_of(&tx, one.id).await?);
        }
        found
            .into_iter()
            .filter(|event| reach(event.unit))
            .filter_map(|event| Some((at(event.month)?, event)))
            .collect()
    };
    let mut starts: Vec<Start> = Vec::new();
    for site in store::list_starts(&tx).await? {
        let is_here = who.tree.is_in_line(site.unit, unit);
        let (true, Some(at)) = (
            is_here && who.may(Right::ReadInitiative, site.unit),
            at(Month::of(site.starts_on)),
        ) else {
            continue;
        };
        let one = (site.initiative, site.title, site.unit);
        match starts.iter_mut().find(|start| start.at == at) {
            Some(start) => start.sites.push(one),
            None => starts.push(Start {
                at,
                sites: vec![one],
                is_large: false,
            }),
        }
    }
    let people = |unit: UnitId| shown.figure(unit, last).shown().map_or(0, |figure| figure.people());
    for start in &mut starts {
        let units: Vec<UnitId> = start.sites.iter().map(|(_, _, unit)| *unit).collect();
        let is_whole = units.iter().any(|site| who.tree.is_within(unit, *site));
        let reached: u32 = who.tree.outermost(&units).into_iter().map(people).sum();
        start.is_large = is_whole || reached * LARGE >= people(unit).max(1);
    }
    let ghosts: BTreeSet<usize> = disruptions.iter().flat_map(|(from, to, _)| *from..=*to).collect();
    let judged = points
        .iter()
        .enumerate()
        .filter(|(at, point)| point.value.is_some() && !ghosts.contains(at))
        .count();
    let chart = query
        .chart
        .unwrap_or_else(|| ChartKind::suits(indicator.measure, judged));
    let rules = query.rules.unwrap_or(Rules::Nhs);
    let reading = read(
        &indicator,
        &pairs,
        chart,
        rules,
        ghosts.clone(),
        breaks.iter().map(|(at, _)| *at).collect(),
    );
    let is_withheld = points.iter().any(|point| point.figure.is_withheld());
    let summary = summary(&indicator, &pairs, &reading, is_withheld, &ghosts);
    let counted_in = if summary.finding == Finding::Hidden {
        let above = std::iter::successors(parent, |unit| who.tree.get(*unit)?.parent);
        above
            .into_iter()
            .find(|above| shown.figure(*above, last).shown().is_some())
    } else {
        None
    };
    Ok(Some(UnitPicture {
        unit,
        yearly: yearly(&indicator, &pairs, &reading),
        others_yearly: yearly(&indicator, &others_pairs, &reading),
        series,
        is_whole,
        chart,
        rules,
        reading,
        summary,
        disruptions,
        breaks,
        starts,
        offered: offered.filter(|_| !query.merged),
        merged,
        counted_in,
        others: parent.filter(|_| query.with_others).map(|parent| Others { parent }),
        minimum: screened.minimum,
        points,
        indicator,
    }))
}

/// The level of the twelve months up to each month that is shown, within one way of counting; none while there are fewer than nine.
fn yearly(indicator: &Indicator, pairs: &[Option<Pair>], reading: &Reading) -> Vec<Option<f64>> {
    let phase_of = |at: usize| {
        reading
            .phases
            .iter()
            .rev()
            .map(|phase| phase.from)
            .find(|from| *from <= at)
    };
    (0..pairs.len())
        .map(|at| {
            pairs.get(at).copied().flatten()?;
            let from = (at + 1).saturating_sub(YEAR).max(phase_of(at).unwrap_or(0));
            let level = mean(indicator, pairs, from, at + 1)?;
            (level.months >= FEWEST_OF_A_YEAR).then_some(level.value)
        })
        .collect()
}

/// The group that holds the unit in the last month in which it is withheld, if it is withheld in the latest month at all.
fn offered(shown: &Shown, unit: UnitId, last: Month) -> Option<Vec<UnitId>> {
    let Figure::Withheld { under: Some(parent) } = shown.figure(unit, last) else {
        return None;
    };
    shown.group(parent, last).map(|group| group.members.clone())
}

/// The group's figure in a month: where the same units are merged then, or all of them are shown.
fn group_figure(shown: &Shown, own: Figure, month: Month, members: &[UnitId]) -> Figure {
    if let Figure::Withheld { under: Some(parent) } = own
        && let Some(group) = shown.group(parent, month)
    {
        return if group.members == members {
            Figure::Shown(group.figure)
        } else {
            own
        };
    }
    let parts: Vec<Figure> = members.iter().map(|member| shown.figure(*member, month)).collect();
    if parts.iter().any(|part| part.is_withheld()) {
        return Figure::Withheld { under: None };
    }
    match parts.into_iter().filter_map(Figure::shown).reduce(Published::plus) {
        Some(sum) => Figure::Shown(sum),
        None => Figure::Missing,
    }
}

/// The parent without the unit. Both are shown, so what is left is a union of shown figures and merged groups: at least the minimum.
fn others(shown: &Shown, unit: UnitId, parent: UnitId, month: Month) -> Option<Pair> {
    let (whole, own) = (shown.figure(parent, month).shown()?, shown.figure(unit, month).shown()?);
    if whole.people() <= own.people() {
        return None;
    }
    Some(Pair {
        numerator: whole.numerator() - own.numerator(),
        denominator: whole.denominator() - own.denominator(),
    })
}
