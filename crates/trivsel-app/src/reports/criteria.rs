//! The criteria of a report with their figures, as they stood on its day.

use chrono::NaiveDate;
use trivsel_domain::id::{InitiativeId, UnitId};
use trivsel_domain::indicator::Disruption;
use trivsel_domain::initiative::site::sites_of_criterion;
use trivsel_domain::initiative::{Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::report::{ReportCriterion, ReportDisruption, ReportFigure, ReportLevel, ReportScale, ReportWave};
use trivsel_domain::rights::Actor;
use trivsel_store::{figures as store, initiatives};

use crate::figures::{CriterionFigure, ScaleLevel, Surveyed, criterion_figure};
use crate::{App, AppError, evaluations};

/// Months drawn before the twelve that the level before rests on, so that a reader sees where it came from.
const RUN_UP: i32 = 12;

/// The initiative's criteria in order, each with the figure of the units where it runs, or of the owner while it runs nowhere,
/// as seen from the report's day.
pub(super) async fn snapshot(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    as_of: NaiveDate,
) -> Result<Vec<ReportCriterion>, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = initiatives::find(&tx, id).await?.ok_or(AppError::NotFound)?;
    let criteria = initiatives::criteria_of(&tx, id).await?;
    let sites = initiatives::sites_of(&tx, id).await?;
    let disruptions = store::list_disruptions(&tx).await?;
    drop(tx);
    let mut found = Vec::with_capacity(criteria.len());
    for criterion in &criteria {
        let sites = standing(&sites_of_criterion(&sites, criterion), as_of);
        let begun: Vec<UnitId> = sites.iter().map(|site| site.unit).collect();
        // Sites inside each other are one.
        let begun = who.tree.outermost(&begun);
        let units = if begun.is_empty() {
            vec![initiative.unit]
        } else {
            begun.clone()
        };
        let disruptions: Vec<&Disruption> = disruptions
            .iter()
            .filter(|disruption| who.tree.touches(disruption.unit, units.iter().copied()))
            .collect();
        let figure = criterion_figure(app, who, criterion, &units, as_of).await?;
        let evaluation = evaluations::as_seen_on(app, who, id, criterion.id, as_of).await?;
        let survey = surveyed(app, who, criterion, &units, as_of).await?;
        found.push(ReportCriterion {
            evaluation,
            survey,
            has_not_begun: begun.is_empty(),
            ..of(criterion, figure.as_ref(), begun.len(), &sites, &disruptions)
        });
    }
    Ok(found)
}

/// A criterion with the figure of a whole area, as seen from the report's day. Whether an initiative did it is not asked: several were at it.
pub(super) async fn of_area(
    app: &App,
    who: &Actor,
    criterion: &SuccessCriterion,
    unit: UnitId,
    as_of: NaiveDate,
) -> Result<ReportCriterion, AppError> {
    let tx = app.read(who.organisation).await?;
    let sites = initiatives::sites_of(&tx, criterion.initiative).await?;
    let disruptions = store::list_disruptions(&tx).await?;
    drop(tx);
    let sites = standing(&sites_of_criterion(&sites, criterion), as_of);
    let disruptions: Vec<&Disruption> = disruptions
        .iter()
        .filter(|disruption| who.tree.touches(disruption.unit, [unit]))
        .collect();
    let figure = criterion_figure(app, who, criterion, &[unit], as_of).await?;
    let mut survey = surveyed(app, who, criterion, &[unit], as_of).await?;
    // Of no number of units: it is the area's own, and not that of the units where something had begun.
    if let Some(now) = survey.as_mut().and_then(|survey| survey.now.as_mut()) {
        now.units = 0;
    }
    Ok(ReportCriterion {
        survey,
        ..of(criterion, figure.as_ref(), 0, &sites, &disruptions)
    })
}

/// The sites as seen from a day: where it begins later it had not begun, and where it had ended it no longer ran. Where it had ended
/// everywhere, those it had run in tell of it.
fn standing(sites: &[Site], on: NaiveDate) -> Vec<Site> {
    let begun: Vec<Site> = sites.iter().filter(|site| site.has_begun(on)).cloned().collect();
    let running: Vec<Site> = begun.iter().filter(|site| site.period.contains(on)).cloned().collect();
    if running.is_empty() { begun } else { running }
}

/// What surveys say of a criterion; none when no scale of a survey here shows it.
async fn surveyed(
    app: &App,
    who: &Actor,
    criterion: &SuccessCriterion,
    units: &[UnitId],
    as_of: NaiveDate,
) -> Result<Option<ReportScale>, AppError> {
    let tx = app.read(who.organisation).await?;
    let Some(surveyed) = Surveyed::find(&tx, &criterion.kind, as_of).await? else {
        return Ok(None);
    };
    let starts = store::starts_of(&tx, criterion).await?;
    let start = starts
        .iter()
        .map(|site| site.starts_on)
        .filter(|day| *day <= as_of)
        .min();
    let figure = surveyed.figure(&who.tree, units, start);
    let evaluated = evaluations::survey_as_seen_on(&tx, who, criterion.initiative, criterion.id, as_of).await?;
    let level = |level: ScaleLevel| ReportWave {
        value: level.value,
        survey: level.wave.title,
        closed_on: level.wave.closed_on,
        units: u32::try_from(level.units).unwrap_or(u32::MAX),
    };
    Ok(Some(ReportScale {
        name: figure.named.scale.name,
        range: figure.named.scale.range,
        frozen: criterion.baseline,
        before: figure.before.map(level),
        now: figure.now.map(level),
        is_broken: figure.is_broken,
        is_withheld: figure.is_withheld,
        judgement: evaluated
            .and_then(|(_, evaluation)| evaluation.finding)
            .map(|finding| finding.judgement),
    }))
}

fn of(
    criterion: &SuccessCriterion,
    figure: Option<&CriterionFigure>,
    units: usize,
    sites: &[Site],
    disruptions: &[&Disruption],
) -> ReportCriterion {
    let shown = figure.map(|figure| report_figure(figure, units, sites, disruptions));
    let shown = shown.filter(|figure| figure.before.is_some() || figure.now.is_some() || figure.last_seen.is_some());
    ReportCriterion {
        criterion: criterion.id,
        title: criterion.title.clone(),
        kind: criterion.kind.clone(),
        direction: criterion.direction,
        not_measurable: criterion.not_measurable.clone(),
        smallest_worthwhile: criterion.smallest_worthwhile,
        target: criterion.target,
        is_withheld: shown.is_none() && figure.is_some_and(|figure| figure.is_withheld),
        figure: shown,
        evaluation: None,
        survey: None,
        has_not_begun: false,
        own_words: String::new(),
    }
}

/// The indicator with its category, where the criterion is about one.
fn named(indicator: &str, category: &str) -> String {
    if category.is_empty() {
        indicator.to_owned()
    } else {
        format!("{indicator}: {category}")
    }
}

fn report_figure(figure: &CriterionFigure, units: usize, sites: &[Site], disruptions: &[&Disruption]) -> ReportFigure {
    let level = |mean: Option<f64>, months: Option<(Month, Month)>| {
        mean.zip(months)
            .map(|(value, (first, last))| ReportLevel { value, first, last })
    };
    let before = level(figure.before.as_ref().map(|mean| mean.value), figure.before_months);
    let wanted = before.map_or(figure.first, |before| before.first.plus(-RUN_UP));
    let first = wanted.min(figure.first).max(figure.history_first);
    let skipped = usize::try_from(first.since(figure.history_first)).unwrap_or(0);
    let values: Vec<Option<f64>> = figure.history.iter().skip(skipped).copied().collect();
    let mut starts: Vec<Month> = sites.iter().map(|site| Month::of(site.period.from())).collect();
    starts.sort();
    starts.dedup();
    ReportFigure {
        name_da: named(&figure.indicator.name_da, &figure.category),
        name_en: named(&figure.indicator.name_en, &figure.category),
        measure: figure.indicator.measure,
        units: u32::try_from(units).unwrap_or(u32::MAX),
        before,
        now: level(figure.now.as_ref().map(|mean| mean.value), figure.now_months),
        last_seen: level(
            figure.last_seen.as_ref().map(|mean| mean.value),
            figure.last_seen_months,
        ),
        is_old: figure.is_old,
        first,
        values,
        starts,
        is_broken: figure.is_broken,
        disruptions: disruptions
            .iter()
            .map(|disruption| ReportDisruption {
                name: disruption.name.clone(),
                first: disruption.first,
                last: disruption.last,
            })
            .collect(),
    }
}
