//! The units an initiative could begin in, with their figures as far as the gate shows them.

use std::sync::Arc;

use chrono::NaiveDate;
use trivsel_domain::evaluation::{Extent, Known};
use trivsel_domain::figure::{Figure, Shown};
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::{Disruption, Indicator, Series};
use trivsel_domain::initiative::site::start_months;
use trivsel_domain::initiative::{Initiative, Site, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_domain::unit::Tree;
use trivsel_stats::its::Ratio;
use trivsel_store::{Tx, figures};

use crate::AppError;
use crate::evaluations::{MeasuredBy, ratio};
use crate::initiatives::UnitNames;

/// A unit needs this many months for a level of its own, and a figure in the last `RECENT` months to be followed any further.
const FEWEST_MONTHS: usize = 3;
const RECENT: usize = 12;

/// A unit that could begin, or that could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub unit: UnitId,
    pub name: String,
    /// Months with a figure that may be shown.
    pub months: usize,
    /// May it begin?
    pub standing: Standing,
    /// Is it chosen to?
    pub is_chosen: bool,
}

/// Whether a unit may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    MayBegin,
    /// It has begun already, in this month.
    Begun(Month),
    /// Its figures rest on too few people.
    TooFewPeople,
    /// It has no figures, or none any more.
    NoFigures,
}

/// A unit with its months.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) unit: UnitId,
    name: String,
    pub(super) months: Vec<Option<Ratio>>,
    pub(super) standing: Standing,
}

/// Everything a plan is made on.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) indicator: Indicator,
    pub(super) series: Series,
    pub(super) first: Month,
    /// The first month without figures.
    pub(super) until: Month,
    pub(super) rows: Vec<Row>,
    /// Where it is to begin already.
    pub(super) planned: Vec<(UnitId, Month)>,
    disruptions: Vec<Disruption>,
    tree: Arc<Tree>,
}

impl Ground {
    /// None when the criterion is not measured by an indicator that has figures.
    pub(super) async fn load(
        tx: &Tx,
        who: &Actor,
        initiative: &Initiative,
        sites: &[Site],
        criterion: &SuccessCriterion,
        today: NaiveDate,
    ) -> Result<Option<Self>, AppError> {
        let Some(measured_by) = MeasuredBy::find(tx, criterion).await? else {
            return Ok(None);
        };
        let shown = measured_by.shown();
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
            return Ok(None);
        };
        let (begun, planned): (Vec<&Site>, Vec<&Site>) = sites.iter().partition(|site| site.has_begun(today));
        let (begun, planned) = (start_months(begun), start_months(planned));
        let tree = &who.tree;
        let is_leaf = |unit: &UnitId| tree.get(*unit).is_some_and(|node| node.children.is_empty());
        // A planned unit stands for all that lies in it: nobody is to be drawn, or counted, twice.
        let outer = tree.outermost(&planned.keys().copied().collect::<Vec<_>>());
        let is_covered = |unit: &UnitId| outer.iter().any(|site| site != unit && tree.is_within(*unit, *site));
        let lowest = tree.subtree(initiative.unit).into_iter().filter(is_leaf);
        let mut units: Vec<UnitId> = lowest.filter(|unit| !is_covered(unit)).collect();
        units.extend(
            outer
                .iter()
                .filter(|unit| !is_leaf(unit) || !tree.is_within(**unit, initiative.unit)),
        );
        let names = UnitNames::of(tx, who, units.iter().copied()).await?;
        let rows = units
            .into_iter()
            .map(|unit| {
                let (months, withheld) = months_of(shown, &measured_by.indicator, unit, first, last);
                // It has begun where it began, and in all that lies below or above.
                let begun = begun.iter().filter(|(site, _)| tree.is_in_line(unit, **site));
                Row {
                    unit,
                    name: names.get(unit),
                    standing: match begun.map(|(_, month)| *month).min() {
                        Some(month) => Standing::Begun(month),
                        None => standing(&months, &withheld),
                    },
                    months,
                }
            })
            .collect();
        Ok(Some(Self {
            indicator: measured_by.indicator,
            series: measured_by.series,
            first,
            until: last.plus(1),
            rows,
            planned: planned.into_iter().filter(|(unit, _)| outer.contains(unit)).collect(),
            disruptions: figures::list_disruptions(tx).await?,
            tree: Arc::clone(tree),
        }))
    }

    /// The units that may begin.
    pub(super) fn may_begin(&self) -> impl Iterator<Item = UnitId> {
        let free = self.rows.iter().filter(|row| row.standing == Standing::MayBegin);
        free.map(|row| row.unit)
    }

    /// The units for a reader.
    pub(super) fn candidates(&self, is_chosen: impl Fn(UnitId) -> bool) -> Vec<Candidate> {
        self.rows
            .iter()
            .map(|row| Candidate {
                unit: row.unit,
                name: row.name.clone(),
                months: row.months.iter().flatten().count(),
                standing: row.standing,
                is_chosen: row.standing == Standing::MayBegin && is_chosen(row.unit),
            })
            .collect()
    }

    /// The figures of those that are chosen, and of those beside them that have not begun. Where it has begun already, the months hold
    /// its effect and say nothing of chance: they are left out.
    pub(super) fn material(&self, chosen: &[UnitId]) -> Material {
        let of = |is_chosen: bool| -> Vec<Vec<Option<Ratio>>> {
            let free = self.rows.iter().filter(|row| row.standing == Standing::MayBegin);
            free.filter(|row| chosen.contains(&row.unit) == is_chosen)
                .map(|row| row.months.clone())
                .collect()
        };
        let units: Vec<UnitId> = self.may_begin().collect();
        let reaches = |disruption: &&Disruption| self.tree.touches(disruption.unit, units.iter().copied());
        let disruptions = self
            .disruptions
            .iter()
            .filter(reaches)
            .map(|disruption| {
                let extent = Extent::of(&self.tree, disruption.unit, units.iter().copied());
                (extent, disruption.first, disruption.last)
            })
            .collect();
        Material::new(self, of(true), of(false), disruptions)
    }
}

/// What a plan for some of the units is reckoned on.
#[derive(Clone, Debug)]
pub(super) struct Material {
    pub(super) indicator: Indicator,
    pub(super) first: Month,
    pub(super) until: Month,
    pub(super) chosen: Vec<Vec<Option<Ratio>>>,
    pub(super) beside: Vec<Vec<Option<Ratio>>>,
    pub(super) disruptions: Vec<(Extent, Month, Month)>,
    counts: Counts,
}

#[derive(Clone, Debug)]
struct Counts {
    chosen: Vec<u32>,
    beside: Vec<u32>,
    together: u32,
    contrast: u32,
}

impl Material {
    fn new(
        ground: &Ground,
        chosen: Vec<Vec<Option<Ratio>>>,
        beside: Vec<Vec<Option<Ratio>>>,
        disruptions: Vec<(Extent, Month, Month)>,
    ) -> Self {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let counts = |rows: &[Vec<Option<Ratio>>]| rows.iter().map(|row| small(row.iter().flatten().count())).collect();
        let is_disrupted = |month: Month| disruptions.iter().any(|(_, from, to)| (*from..=*to).contains(&month));
        let months = || ground.first.to(ground.until.plus(-1)).enumerate();
        let has =
            |rows: &[Vec<Option<Ratio>>], at: usize| rows.iter().all(|row| row.get(at).is_some_and(Option::is_some));
        let calm = months().filter(|(at, month)| has(&chosen, *at) && !is_disrupted(*month));
        let is_common = disruptions.iter().all(|(extent, _, _)| *extent == Extent::Everyone);
        let both = months()
            .filter(|(at, month)| has(&chosen, *at) && has(&beside, *at) && (is_common || !is_disrupted(*month)));
        Self {
            counts: Counts {
                chosen: counts(&chosen),
                beside: counts(&beside),
                together: small(calm.count()),
                contrast: small(both.count()),
            },
            indicator: ground.indicator.clone(),
            first: ground.first,
            until: ground.until,
            chosen,
            beside,
            disruptions,
        }
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known {
            chosen: &self.counts.chosen,
            beside: &self.counts.beside,
            together: self.counts.together,
            contrast: self.counts.contrast,
            until: self.until,
            disruptions: &self.disruptions,
        }
    }
}

/// Month by month what the gate shows, and whether it holds something back.
fn months_of(
    shown: &Shown,
    indicator: &Indicator,
    unit: UnitId,
    first: Month,
    last: Month,
) -> (Vec<Option<Ratio>>, Vec<bool>) {
    first
        .to(last)
        .map(|month| match shown.figure(unit, month) {
            Figure::Shown(figure) => (ratio(indicator, figure), false),
            Figure::Withheld { .. } => (None, true),
            Figure::Missing => (None, false),
        })
        .unzip()
}

fn standing(months: &[Option<Ratio>], withheld: &[bool]) -> Standing {
    let is_followed = months.iter().rev().take(RECENT).any(Option::is_some);
    if is_followed && months.iter().flatten().count() >= FEWEST_MONTHS {
        Standing::MayBegin
    } else if withheld.iter().rev().take(RECENT).any(|withheld| *withheld) {
        Standing::TooFewPeople
    } else {
        Standing::NoFigures
    }
}
