//! A staggered comparison of few units: which of them count, what refuses it, and how its uncertainty is found.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Months};
use super::orders::count_orders;
use super::refusal::{Caution, Refusal};

/// What a unit needs before its start to have a level of its own in a staggered comparison. 3 is the shortest base the
/// second estimator offers (3, 6 or 12 months); one month alone makes its errors three to four times as large.
const MONTHS_FOR_LEVEL: u32 = 3;
/// With fewer months before the start, whether the units moved alike can hardly be seen. A year holds every season once.
const MONTHS_FOR_HISTORY: u32 = 12;
/// Fewer units in all: a staggered comparison is descriptive only.
const UNITS_FOR_COMPARISON: u32 = 6;
/// From this many units, and `TREATED_FOR_BOOTSTRAP` of them treated, the cluster bootstrap holds.
pub const UNITS_FOR_BOOTSTRAP: u32 = 20;
const TREATED_FOR_BOOTSTRAP: u32 = 5;
/// The smallest p of randomisation is one over the number of orders; with fewer than 20 none reaches 0.05, and the 95 %
/// interval found by turning it round has no end.
pub(super) const ORDERS_FOR_INTERVAL: u64 = 20;

/// How the uncertainty of a staggered comparison is found (rules of few units).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncertainty {
    /// Fewer than 6 units: the estimate describes, and has no uncertainty that could be trusted.
    DescriptiveOnly,
    /// 6 to 19 units, or fewer than 5 treated: randomisation p first; beside it, flagged, the cluster t interval with one
    /// degree of freedom fewer than units.
    Randomisation,
    /// From 20 units with 5 treated: cluster bootstrap, with randomisation beside it.
    ClusterBootstrap,
}

impl Uncertainty {
    /// All, from the fewest units to the most.
    pub const ALL: [Self; 3] = [Self::DescriptiveOnly, Self::Randomisation, Self::ClusterBootstrap];

    /// The rule for this many units in all, and treated among them.
    ///
    /// The rules name 20 units with 5 treated, and 6 to 19 units. 20 units with fewer treated lie in neither: the bootstrap
    /// breaks with few treated, so they are handled as few units.
    pub fn of(units: u32, treated: u32) -> Self {
        if units < UNITS_FOR_COMPARISON {
            Self::DescriptiveOnly
        } else if units < UNITS_FOR_BOOTSTRAP || treated < TREATED_FOR_BOOTSTRAP {
            Self::Randomisation
        } else {
            Self::ClusterBootstrap
        }
    }

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::DescriptiveOnly => "descriptive_only",
            Self::Randomisation => "randomisation",
            Self::ClusterBootstrap => "cluster_bootstrap",
        }
    }

    /// The mode with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// The units of a staggered comparison: those with a level of their own.
pub(super) struct Panel {
    /// All of them, untouched ones included.
    pub(super) units: u32,
    /// Sizes of all cohorts, also of those nobody is left to compare with.
    cohorts: Vec<u32>,
    /// Months of the units whose effect can be seen, cohort by cohort.
    pub(super) seen: Vec<Vec<Months>>,
    left_out: u32,
}

impl Panel {
    pub(super) fn of(facts: &Facts) -> Self {
        let has_level = |months: &&Months| months.before >= MONTHS_FOR_LEVEL;
        let cohorts: Vec<u32> = facts
            .cohorts
            .iter()
            .map(|cohort| count(cohort.units.iter().filter(has_level).count()))
            .filter(|size| *size > 0)
            .collect();
        let seen = facts
            .cohorts
            .iter()
            .map(|cohort| {
                let units = cohort.units.iter().filter(has_level);
                units.filter(|months| months.after > 0).copied().collect::<Vec<_>>()
            })
            .filter(|units| !units.is_empty())
            .collect();
        let with_level = cohorts.iter().fold(0, |sum: u32, size| sum.saturating_add(*size));
        let all = facts.cohorts.iter().map(|cohort| cohort.units.len()).sum();
        Self {
            units: facts.never_treated.saturating_add(with_level),
            left_out: count(all).saturating_sub(with_level),
            cohorts,
            seen,
        }
    }

    /// How many treated units' effect can be seen.
    pub(super) fn treated(&self) -> u32 {
        count(self.seen.iter().map(Vec::len).sum())
    }

    /// The months of the unit in the middle, before and after each by itself.
    pub(super) fn middle_months(&self) -> Option<Months> {
        let middle = |side: fn(&Months) -> u32| {
            let mut months: Vec<u32> = self.seen.iter().flatten().map(side).collect();
            months.sort_unstable();
            months.get(months.len() / 2).copied()
        };
        Some(Months {
            before: middle(|months| months.before)?,
            after: middle(|months| months.after)?,
        })
    }

    fn cohorts_of_one(&self) -> u32 {
        count(self.seen.iter().filter(|units| units.len() == 1).count())
    }

    /// What few units and few months take from a staggered comparison.
    pub(super) fn list_refusals(&self, facts: &Facts) -> Vec<Refusal> {
        let starts = facts.cohorts.iter().filter(|cohort| !cohort.units.is_empty()).count();
        if facts.never_treated == 0 && starts < 2 {
            return vec![Refusal::AllStartTogether];
        }
        let mut refusals = Vec::new();
        if self.units < UNITS_FOR_COMPARISON {
            refusals.push(Refusal::TooFewUnits {
                have: self.units,
                need: UNITS_FOR_COMPARISON,
            });
        }
        let treated = || facts.cohorts.iter().flat_map(|cohort| &cohort.units);
        if self.cohorts.is_empty() {
            refusals.push(Refusal::TooFewMonthsBefore {
                have: treated().map(|months| months.before).max().unwrap_or(0),
                need: MONTHS_FOR_LEVEL,
            });
        } else if self.seen.is_empty() {
            refusals.push(Refusal::TooFewMonthsAfter { have: 0, need: 1 });
        } else {
            let orders = count_orders(&self.cohorts, self.units);
            let rests_on_orders = Uncertainty::of(self.units, self.treated()) == Uncertainty::Randomisation;
            if self.cohorts_of_one() == count(self.seen.len()) && !facts.is_order_drawn {
                refusals.push(Refusal::OneUnitCohortsOnly {
                    cohorts: self.cohorts_of_one(),
                });
            } else if rests_on_orders && orders < ORDERS_FOR_INTERVAL {
                refusals.push(Refusal::TooFewOrders {
                    have: orders,
                    need: ORDERS_FOR_INTERVAL,
                });
            }
        }
        refusals
    }

    /// What few units and few months make doubtful in it.
    pub(super) fn list_cautions(&self, facts: &Facts) -> Vec<Caution> {
        let mut cautions = Vec::new();
        if Uncertainty::of(self.units, self.treated()) == Uncertainty::Randomisation {
            cautions.push(if self.units < UNITS_FOR_BOOTSTRAP {
                Caution::FewUnits { units: self.units }
            } else {
                Caution::FewTreated {
                    treated: self.treated(),
                }
            });
        }
        if !facts.is_order_drawn {
            cautions.push(Caution::OrderNotDrawn);
        }
        if self.cohorts_of_one() > 0 {
            cautions.push(Caution::OneUnitCohorts {
                cohorts: self.cohorts_of_one(),
            });
        }
        if self.left_out > 0 {
            cautions.push(Caution::UnitsLeftOut { units: self.left_out });
        }
        let shortest = self.seen.iter().flatten().map(|months| months.before).min();
        if let Some(months) = shortest.filter(|months| *months < MONTHS_FOR_HISTORY) {
            cautions.push(Caution::ShortHistory { months });
        }
        cautions
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
