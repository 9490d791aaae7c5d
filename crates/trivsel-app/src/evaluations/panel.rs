//! What is compared: the units where the initiative runs and those beside them, month by month, as far as the gate shows them; and
//! the facts a design is chosen by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use trivsel_domain::evaluation::{
    Aim, Cohort, Exclusion, Extent, Facts, Months, NearDisruption, StartChoice, StartPlace, is_read_by_lot,
};
use trivsel_domain::figure::{Figure, Shown};
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::{Disruption, Indicator, SeriesEvent};
use trivsel_domain::initiative::site::{Covered, covered, start_months};
use trivsel_domain::initiative::{Initiative, Lot, Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::unit::Tree;
use trivsel_stats::its::Ratio;

use super::UnitUsed;
use super::beside::{beside, lowest_apart, outside};
use super::series::{ratio, together};
use crate::initiatives::UnitNames;

/// What was read from the database for one evaluation.
#[derive(Clone, Copy)]
pub(super) struct Gathered<'a> {
    pub(super) tree: &'a Tree,
    pub(super) initiative: &'a Initiative,
    pub(super) criterion: &'a SuccessCriterion,
    pub(super) indicator: &'a Indicator,
    /// Where what the criterion is about begins.
    pub(super) sites: &'a [Site],
    /// Where anything of the initiative begins: no unit there is one to compare with.
    pub(super) all_sites: &'a [Site],
    pub(super) shown: &'a Shown,
    pub(super) disruptions: &'a [Disruption],
    pub(super) breaks: &'a [SeriesEvent],
    /// The day it is seen from: later months and starts are not known yet.
    pub(super) on: NaiveDate,
}

/// A unit with its figures.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) unit: UnitId,
    /// Units in it that are rows of their own: its figures are those of the rest.
    pub(super) without: Vec<UnitId>,
    /// The month it began; none for a unit to compare with.
    pub(super) began: Option<Month>,
    /// The position of that month, 0 where it lies before the first. None where it lies after the last: so far, nothing could come of it.
    pub(super) start: Option<usize>,
    #[serde(serialize_with = "as_pairs")]
    pub(super) months: Vec<Option<Ratio>>,
    withheld: usize,
}

impl Row {
    /// The units a reader is told of.
    pub(super) fn named(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.without.iter().copied().chain([self.unit])
    }
}

/// Numerator and denominator of each month.
fn as_pairs<S: Serializer>(months: &[Option<Ratio>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(
        months
            .iter()
            .map(|month| month.map(|pair| [pair.numerator, pair.denominator])),
    )
}

/// Everything that goes into an evaluation.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Material {
    #[serde(serialize_with = "as_measure")]
    pub(super) indicator: Indicator,
    pub(super) first: Month,
    /// The units where it began, earliest first; then those to compare with.
    pub(super) rows: Vec<Row>,
    /// Positions of months in a disruption that reaches any of the units.
    pub(super) disrupted: BTreeSet<usize>,
    pub(super) facts: Facts,
    /// Where a lot was drawn among some of the rows: which of them took part. Labels are dealt as the lot was.
    pub(super) strata: Option<Vec<usize>>,
}

/// What of an indicator decides how its figures are reckoned with; its name does not.
fn as_measure<S: Serializer>(indicator: &Indicator, to: S) -> Result<S::Ok, S::Error> {
    (&indicator.code, indicator.measure.code(), indicator.factor).serialize(to)
}

impl Gathered<'_> {
    /// The disruptions that reach any of the units in any of the months.
    pub(super) fn disruptions_in(&self, material: &Material) -> Vec<Disruption> {
        let (first, last) = (material.first, material.last());
        self.disruptions
            .iter()
            .filter(|disruption| {
                let units = material.rows.iter().map(|row| row.unit);
                disruption.first <= last && first <= disruption.last && self.tree.touches(disruption.unit, units)
            })
            .cloned()
            .collect()
    }
}

impl Material {
    /// Lays out figures and facts; none when no unit has a figure.
    pub(super) fn of(gathered: &Gathered<'_>, exclusions: &[Exclusion]) -> Option<Self> {
        let Gathered {
            tree,
            initiative,
            criterion,
            indicator,
            sites,
            all_sites,
            shown,
            disruptions,
            breaks,
            on,
        } = *gathered;
        let (first, last) = (shown.first()?, shown.last()?.min(Month::last_over(on)));
        let length = usize::try_from(last.since(first)).ok()? + 1;
        let begun = start_months(sites.iter().filter(|site| site.has_begun(on)));
        let row = |unit: UnitId, without: Vec<UnitId>, began: Option<Month>| {
            let mut withheld = 0;
            let months: Vec<Option<Ratio>> = first
                .to(last)
                .map(|month| match shown.rest(unit, &without, month) {
                    _ if exclusions.iter().any(|exclusion| exclusion.covers(unit, month)) => None,
                    Figure::Shown(figure) => ratio(indicator, figure),
                    Figure::Withheld { .. } => {
                        withheld += 1;
                        None
                    }
                    Figure::Missing => None,
                })
                .collect();
            // What began before the first figure has no months before; it did not begin with the first figure.
            let start = began.map(|began| usize::try_from(began.since(first)).unwrap_or(0));
            Row {
                unit,
                without,
                began,
                start: start.filter(|start| *start < length),
                months,
                withheld,
            }
        };
        let touched = start_months(all_sites.iter().filter(|site| site.has_begun(on)));
        let sites_of: Vec<UnitId> = touched.into_keys().collect();
        let has_figures = |row: &Row| row.months.iter().any(Option::is_some);
        let untouched = |units: Vec<UnitId>| -> Vec<Row> {
            let rows = units.into_iter().map(|unit| row(unit, Vec::new(), None));
            rows.filter(|row| has_figures(row) || row.withheld > 0).collect()
        };
        let mut others = untouched(beside(tree, initiative.unit, &sites_of));
        let mut is_outside = false;
        if !begun.is_empty() && !others.iter().any(has_figures) {
            let further = match &criterion.comparison {
                Some(chosen) => lowest_apart(tree, chosen.unit, &sites_of),
                None => outside(tree, initiative.unit, &sites_of, |units| {
                    untouched(units).iter().any(has_figures)
                }),
            };
            is_outside = !further.is_empty();
            others.extend(whole(untouched(further)));
        }
        let mut rows: Vec<Row> = covered(tree, &begun)
            .into_iter()
            .map(|Covered { unit, without, start }| row(unit, without, Some(start)))
            .filter(|row| has_figures(row) || row.withheld > 0)
            .collect();
        rows.extend(others);
        rows.sort_by_key(|row| (row.start.is_none(), row.began.is_none(), row.began, row.unit));
        if rows.iter().all(|row| !has_figures(row)) {
            return None;
        }
        let reaches = |place: Option<UnitId>| tree.touches(place, rows.iter().map(|row| row.unit));
        let extent = |place: Option<UnitId>| Extent::of(tree, place, rows.iter().map(|row| row.unit));
        let near: Vec<&Disruption> = disruptions
            .iter()
            .filter(|disruption| reaches(disruption.unit))
            .collect();
        let disrupted = first
            .to(last)
            .enumerate()
            .filter(|(_, month)| near.iter().any(|disruption| disruption.contains(*month)))
            .map(|(at, _)| at)
            .collect();
        let starts: BTreeSet<Month> = rows
            .iter()
            .filter(|row| row.start.is_some())
            .filter_map(|row| row.began)
            .collect();
        let definition_break = breaks
            .iter()
            .find(|event| reaches(event.unit) && starts.contains(&event.month))
            .map(|event| extent(event.unit));
        let disruption = worst_placed(&near, starts.iter().copied(), extent);
        let mut material = Self {
            indicator: indicator.clone(),
            first,
            rows,
            disrupted,
            facts: Facts {
                has_begun: !begun.is_empty(),
                cohorts: Vec::new(),
                never_treated: 0,
                is_outside,
                to_look_at: 0,
                series: Months { before: 0, after: 0 },
                contrast: Months { before: 0, after: 0 },
                disruption,
                definition_break,
                is_order_drawn: false,
                start_choice: start_choice(initiative, starts.first().copied()),
                aim: Aim::of(criterion),
            },
            strata: None,
        };
        material.count();
        Some(material)
    }

    /// The units began as this lot said: deals them as it did, if chance can be read from it. Says whether it can.
    pub(super) fn draw_by(&mut self, lot: &Lot) -> bool {
        let took_part: Vec<usize> = self
            .rows
            .iter()
            .map(|row| usize::from(lot.units.contains(&row.unit)))
            .collect();
        let units = u32::try_from(lot.units.len()).unwrap_or(u32::MAX);
        self.facts.is_order_drawn = is_read_by_lot(&lot.waves, units, took_part.contains(&0));
        self.strata = self.facts.is_order_drawn.then_some(took_part);
        self.facts.is_order_drawn
    }

    /// The strata where one unit is left out.
    pub(super) fn strata_without(&self, without: Option<UnitId>) -> Option<Vec<usize>> {
        let strata = self.strata.as_ref()?;
        let kept = self
            .rows
            .iter()
            .zip(strata)
            .filter(|(row, _)| Some(row.unit) != without);
        Some(kept.map(|(_, stratum)| *stratum).collect())
    }

    /// The last month.
    pub(super) fn last(&self) -> Month {
        let length = self.rows.first().map_or(1, |row| row.months.len());
        self.first
            .plus(i32::try_from(length.saturating_sub(1)).unwrap_or(i32::MAX))
    }

    /// The units for a reader.
    pub(super) fn units(&self, names: &UnitNames) -> Vec<UnitUsed> {
        self.rows
            .iter()
            .map(|row| UnitUsed {
                unit: row.unit,
                name: names.get(row.unit),
                without: row.without.iter().map(|unit| names.get(*unit)).collect(),
                start: row.began,
                months: row.months.iter().flatten().count(),
                withheld: row.withheld,
            })
            .collect()
    }

    /// The months of each treated unit, or of each untreated one.
    pub(super) fn months(&self, is_treated: bool) -> impl Iterator<Item = &[Option<Ratio>]> {
        let rows = self.rows.iter().filter(move |row| row.start.is_some() == is_treated);
        rows.map(|row| row.months.as_slice())
    }

    /// The treated units together, or the untreated, where each of them has a figure.
    pub(super) fn together(&self, is_treated: bool) -> Vec<Option<Ratio>> {
        together(&self.months(is_treated).collect::<Vec<_>>())
    }

    /// The treated units together, in the indicator's unit.
    pub(super) fn chart(&self) -> Vec<Option<f64>> {
        let value = |pair: Ratio| self.indicator.value(pair.numerator, pair.denominator);
        self.together(true).into_iter().map(|pair| value(pair?)).collect()
    }

    /// Counts units and months into the facts.
    fn count(&mut self) {
        let has = |row: &Row, at: usize| row.months.get(at).is_some_and(Option::is_some);
        let length = self.rows.first().map_or(0, |row| row.months.len());
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut cohorts: BTreeMap<usize, Vec<Months>> = BTreeMap::new();
        for row in &self.rows {
            let Some(start) = row.start else { continue };
            let is_compared = |at: usize| {
                self.rows.iter().any(|other| {
                    other.unit != row.unit && has(other, at) && other.start.is_none_or(|begins| at < begins)
                })
            };
            cohorts.entry(start).or_default().push(Months {
                before: small((0..start).filter(|at| has(row, *at)).count()),
                after: small((start..length).filter(|at| has(row, *at) && is_compared(*at)).count()),
            });
        }
        let (first, last) = (
            cohorts.keys().next().copied().unwrap_or(length),
            cohorts.keys().next_back().copied().unwrap_or(length),
        );
        let count = |months: &[Option<Ratio>], with_disrupted: bool| {
            let usable = |at: &usize| {
                months.get(*at).is_some_and(Option::is_some) && (with_disrupted || !self.disrupted.contains(at))
            };
            Months {
                before: small((0..first).filter(usable).count()),
                after: small((last..length).filter(usable).count()),
            }
        };
        let (treated, beside) = (self.together(true), self.together(false));
        let both: Vec<Option<Ratio>> = treated
            .iter()
            .zip(&beside)
            .map(|(one, other)| one.and(*other))
            .collect();
        let is_shared = self
            .facts
            .disruption
            .is_none_or(|disruption| disruption.extent == Extent::Everyone);
        self.facts.to_look_at = small(treated.iter().flatten().count());
        self.facts.series = count(&treated, false);
        self.facts.contrast = count(&both, is_shared);
        self.facts.never_treated = small(
            self.rows
                .iter()
                .filter(|row| row.start.is_none() && row.months.iter().any(Option::is_some))
                .count(),
        );
        self.facts.cohorts = cohorts.into_values().map(|units| Cohort { units }).collect();
    }
}

/// Those that have figures nearly as long as the one that has most: together they are read where each of them has one, and a unit that
/// came or went would take the months of all.
fn whole(rows: Vec<Row>) -> Vec<Row> {
    let count = |row: &Row| row.months.iter().flatten().count();
    let most = rows.iter().map(count).max().unwrap_or(0);
    rows.into_iter().filter(|row| count(row) * 10 >= most * 9).collect()
}

/// The disruption that lies worst for a start: around it, or else the shortest time before it.
fn worst_placed(
    near: &[&Disruption],
    starts: impl Iterator<Item = Month> + Clone,
    extent: impl Fn(Option<UnitId>) -> Extent,
) -> Option<NearDisruption> {
    let placed = near.iter().flat_map(|disruption| {
        let extent = extent(disruption.unit);
        starts.clone().filter_map(move |start| {
            let place = if disruption.contains(start) {
                StartPlace::Inside
            } else {
                // 0 months lie between March and April.
                let months = u32::try_from(start.since(disruption.last) - 1).ok()?;
                StartPlace::After { months }
            };
            Some(NearDisruption { extent, start: place })
        })
    });
    placed.min_by_key(|disruption| match disruption.start {
        StartPlace::Inside => (disruption.extent == Extent::Everyone, 0),
        StartPlace::After { months } => (disruption.extent == Extent::Everyone, months + 1),
    })
}

/// A start that was decided before it came was not chosen by what came of it. More than that nobody has said.
pub(super) fn start_choice(initiative: &Initiative, first: Option<Month>) -> StartChoice {
    match (initiative.decided_at, first) {
        (Some(decided), Some(first)) if decided.date_naive() <= first.last_day() => StartChoice::BeforeSeeing,
        _ => StartChoice::Unknown,
    }
}
