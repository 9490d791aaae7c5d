//! The choice of design: the strongest one the figures can carry, and why each stronger one was refused.

use serde::{Deserialize, Serialize};

use super::Design;
use super::facts::{Extent, Facts, Months, StartChoice, StartPlace};
use super::orders::count_orders;
use super::refusal::{Cap, Caution, Refusal};

/// Fewer usable months than this on either side of the start: descriptive only (n rules of interrupted series).
const MONTHS_FOR_STEP: u32 = 12;
/// From this many usable months before the start, two turns of the year, a season can be trusted.
const MONTHS_FOR_SEASON: u32 = 24;
/// A start nearer than this after a disruption: its step and a lasting change after the disruption are nearly collinear.
pub(super) const MONTHS_AFTER_DISRUPTION: u32 = 12;
/// What a unit needs before its start to have a level of its own in a staggered comparison. 3 is the shortest base the
/// second estimator offers (3, 6 or 12 months); one month alone makes its errors three to four times as large.
const MONTHS_FOR_LEVEL: u32 = 3;
/// With fewer months before the start, whether the units moved alike can hardly be seen. A year holds every season once.
const MONTHS_FOR_HISTORY: u32 = 12;
/// As many points as a control chart needs before it draws limits.
pub(super) const MONTHS_FOR_CHART: u32 = 5;
/// Fewer units in all: a staggered comparison is descriptive only.
const UNITS_FOR_COMPARISON: u32 = 6;
/// From this many units, and `TREATED_FOR_BOOTSTRAP` of them treated, the cluster bootstrap holds.
const UNITS_FOR_BOOTSTRAP: u32 = 20;
const TREATED_FOR_BOOTSTRAP: u32 = 5;
/// The smallest p of randomisation is one over the number of orders; with fewer than 20 none reaches 0.05, and the 95 %
/// interval found by turning it round has no end.
const ORDERS_FOR_INTERVAL: u64 = 20;

/// A design, and how it came to be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The strongest design the figures can carry.
    pub design: Design,
    /// Each stronger design with what stood in its way, strongest first. A design can be there several times.
    pub refused: Vec<(Design, Refusal)>,
    /// What a reader must know.
    pub cautions: Vec<Caution>,
    /// What holds the verdict at "cannot be concluded". Empty when nothing does.
    pub caps: Vec<Cap>,
    /// How uncertainty is found, for a staggered comparison.
    pub uncertainty: Option<Uncertainty>,
    /// Which model is fitted, for the two designs of one series.
    pub model: Option<SeriesModel>,
}

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

/// Which model a series of these months can carry (n rules of interrupted series).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesModel {
    /// A step without season, flagged.
    StepWithoutSeason,
    /// Step and season.
    Full,
}

impl SeriesModel {
    /// All, from the plainest.
    pub const ALL: [Self; 2] = [Self::StepWithoutSeason, Self::Full];

    /// The model for this many usable months; none where the series can only be described.
    pub fn of(months: Months) -> Option<Self> {
        if months.before < MONTHS_FOR_STEP || months.after < MONTHS_FOR_STEP {
            None
        } else if months.before < MONTHS_FOR_SEASON {
            Some(Self::StepWithoutSeason)
        } else {
            Some(Self::Full)
        }
    }

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::StepWithoutSeason => "step_without_season",
            Self::Full => "full",
        }
    }

    /// The model with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.code() == code)
    }
}

/// The strongest design the facts can carry, with a reason for each stronger one, cautions and caps.
pub fn choose(facts: &Facts) -> Choice {
    let panel = Panel::of(facts);
    let refusals = |design| list_refusals(design, facts, &panel);
    // Nothing refuses the last design, so there always is one.
    let design = Design::ALL
        .into_iter()
        .find(|design| refusals(*design).is_empty())
        .unwrap_or(Design::CannotBeConcluded);
    let refused = Design::ALL
        .into_iter()
        .take_while(|stronger| *stronger != design)
        .flat_map(|stronger| refusals(stronger).into_iter().map(move |refusal| (stronger, refusal)))
        .collect();
    let uncertainty = (design == Design::StaggeredComparison).then(|| Uncertainty::of(panel.units, panel.treated()));
    let model = match design {
        Design::ControlledSeries => SeriesModel::of(facts.contrast),
        Design::InterruptedSeries => SeriesModel::of(facts.series),
        Design::StaggeredComparison | Design::ChartOnly | Design::CannotBeConcluded => None,
    };
    // The interrupted series asks for least of the designs that can conclude, so it is the nearest one.
    let mut caps: Vec<Cap> = if design.can_conclude() {
        Vec::new()
    } else {
        refusals(Design::InterruptedSeries)
            .into_iter()
            .map(|because| Cap::Refused { because })
            .collect()
    };
    if facts.start_choice == StartChoice::AfterSeeing {
        caps.push(Cap::StartChosenAfterSeeing);
    }
    Choice {
        design,
        refused,
        cautions: list_cautions(design, facts, &panel),
        caps,
        uncertainty,
        model,
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
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn list_refusals(design: Design, facts: &Facts, panel: &Panel) -> Vec<Refusal> {
    if design == Design::CannotBeConcluded {
        return Vec::new();
    }
    if !facts.has_started() {
        return vec![Refusal::NotStarted];
    }
    let mut refusals = match design {
        Design::StaggeredComparison => refusals_of_panel(facts, panel),
        Design::ControlledSeries if facts.never_treated == 0 => vec![Refusal::NoUntouchedUnit],
        Design::ControlledSeries => refusals_of_months(facts.contrast, MONTHS_FOR_STEP, MONTHS_FOR_STEP),
        Design::InterruptedSeries => refusals_of_months(facts.series, MONTHS_FOR_STEP, MONTHS_FOR_STEP),
        // One month after is enough to look at.
        Design::ChartOnly => refusals_of_months(facts.series, MONTHS_FOR_CHART, 1),
        Design::CannotBeConcluded => Vec::new(),
    };
    refusals.extend(refusals_of_circumstances(design, facts));
    refusals
}

/// What few units and few months take from a staggered comparison.
fn refusals_of_panel(facts: &Facts, panel: &Panel) -> Vec<Refusal> {
    let starts = facts.cohorts.iter().filter(|cohort| !cohort.units.is_empty()).count();
    if facts.never_treated == 0 && starts < 2 {
        return vec![Refusal::AllStartTogether];
    }
    let mut refusals = Vec::new();
    if panel.units < UNITS_FOR_COMPARISON {
        refusals.push(Refusal::TooFewUnits {
            have: panel.units,
            need: UNITS_FOR_COMPARISON,
        });
    }
    let treated = || facts.cohorts.iter().flat_map(|cohort| &cohort.units);
    if panel.cohorts.is_empty() {
        refusals.push(Refusal::TooFewMonthsBefore {
            have: treated().map(|months| months.before).max().unwrap_or(0),
            need: MONTHS_FOR_LEVEL,
        });
    } else if panel.seen.is_empty() {
        refusals.push(Refusal::TooFewMonthsAfter { have: 0, need: 1 });
    } else {
        let orders = count_orders(&panel.cohorts, panel.units);
        let rests_on_orders = Uncertainty::of(panel.units, panel.treated()) == Uncertainty::Randomisation;
        if panel.cohorts_of_one() == count(panel.seen.len()) && !facts.is_order_drawn {
            refusals.push(Refusal::OneUnitCohortsOnly {
                cohorts: panel.cohorts_of_one(),
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

fn refusals_of_months(months: Months, before: u32, after: u32) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if months.before < before {
        refusals.push(Refusal::TooFewMonthsBefore {
            have: months.before,
            need: before,
        });
    }
    if months.after < after {
        refusals.push(Refusal::TooFewMonthsAfter {
            have: months.after,
            need: after,
        });
    }
    refusals
}

/// What a disruption or a change of definition takes. A comparison removes what reached everyone; one series removes nothing.
/// A chart says nothing of causes, so only a start inside the disruption takes it away.
fn refusals_of_circumstances(design: Design, facts: &Facts) -> Vec<Refusal> {
    let is_removed = |extent| design.is_comparison() && extent == Extent::Everyone;
    let mut refusals = Vec::new();
    match facts.disruption.filter(|disruption| !is_removed(disruption.extent)) {
        Some(disruption) if disruption.start == StartPlace::Inside => refusals.push(Refusal::StartInsideDisruption),
        Some(disruption) if design != Design::ChartOnly => {
            if let StartPlace::After { months } = disruption.start
                && months < MONTHS_AFTER_DISRUPTION
            {
                refusals.push(Refusal::StartSoonAfterDisruption {
                    have: months,
                    need: MONTHS_AFTER_DISRUPTION,
                });
            }
        }
        _ => {}
    }
    if facts.definition_break.is_some_and(|extent| !is_removed(extent)) {
        refusals.push(Refusal::DefinitionBreakAtStart);
    }
    refusals
}

fn list_cautions(design: Design, facts: &Facts, panel: &Panel) -> Vec<Caution> {
    let mut cautions = Vec::new();
    match design {
        Design::StaggeredComparison => cautions.extend(cautions_of_panel(facts, panel)),
        Design::ControlledSeries | Design::InterruptedSeries => {
            let months = if design == Design::ControlledSeries {
                facts.contrast
            } else {
                facts.series
            };
            if SeriesModel::of(months) == Some(SeriesModel::StepWithoutSeason) {
                cautions.push(Caution::WithoutSeason { months: months.before });
            }
        }
        Design::ChartOnly | Design::CannotBeConcluded => return cautions,
    }
    if design.is_comparison() {
        let is_near = |place| match place {
            StartPlace::Inside => true,
            StartPlace::After { months } => months < MONTHS_AFTER_DISRUPTION,
        };
        if facts.disruption.is_some_and(|disruption| is_near(disruption.start)) {
            cautions.push(Caution::NearDisruption);
        }
        if facts.definition_break.is_some() {
            cautions.push(Caution::SharedDefinitionBreak);
        }
    }
    if facts.start_choice == StartChoice::Unknown {
        cautions.push(Caution::StartChoiceUnknown);
    }
    if facts.aim.worthwhile.is_none() {
        cautions.push(Caution::NoSmallestWorthwhile);
    }
    cautions
}

fn cautions_of_panel(facts: &Facts, panel: &Panel) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if Uncertainty::of(panel.units, panel.treated()) == Uncertainty::Randomisation {
        cautions.push(if panel.units < UNITS_FOR_BOOTSTRAP {
            Caution::FewUnits { units: panel.units }
        } else {
            Caution::FewTreated {
                treated: panel.treated(),
            }
        });
    }
    if !facts.is_order_drawn {
        cautions.push(Caution::OrderNotDrawn);
    }
    if panel.cohorts_of_one() > 0 {
        cautions.push(Caution::OneUnitCohorts {
            cohorts: panel.cohorts_of_one(),
        });
    }
    if panel.left_out > 0 {
        cautions.push(Caution::UnitsLeftOut { units: panel.left_out });
    }
    let shortest = panel.seen.iter().flatten().map(|months| months.before).min();
    if let Some(months) = shortest.filter(|months| *months < MONTHS_FOR_HISTORY) {
        cautions.push(Caution::ShortHistory { months });
    }
    cautions
}
