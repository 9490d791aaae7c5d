//! A plan for who begins when, what is known of it before anything has begun, and what would have to be planned otherwise for it to
//! answer its own question.

use serde::{Deserialize, Serialize};

use super::Design;
use super::choice::{Choice, MONTHS_AFTER_DISRUPTION};
use super::facts::{Aim, Cohort, Extent, Facts, Months, NearDisruption, StartChoice, StartPlace};
use super::orders::count_orders;
use super::panel::ORDERS_FOR_INTERVAL;
use super::refusal::Refusal;
use crate::initiative::lot::Wave;
use crate::month::Month;

/// More units than this are not proposed: nobody could add them.
const MOST_UNITS: u32 = 50;

/// Waves of units that begin together, and how long they are followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    units: u32,
    waves: Vec<Wave>,
    gap: u32,
    follow: u32,
}

/// The numbers make no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// No unit may begin.
    #[error("no unit may begin")]
    NoUnits,
    /// There is no wave, or one in which nobody begins.
    #[error("a wave in which no unit begins")]
    EmptyWave,
    /// More units are to begin than there are.
    #[error("{asked} units are to begin, there are {units}")]
    TooManyUnits {
        /// Units asked for in all waves.
        asked: u32,
        /// Units there are.
        units: u32,
    },
    /// Waves in the same month are one wave.
    #[error("no months between the waves")]
    NoGap,
    /// Nothing is followed afterwards.
    #[error("no months are followed")]
    NoMonths,
}

/// So many units in each of so many waves, the earlier ones larger where it does not come out even.
pub fn split_evenly(units: u32, waves: u32) -> Vec<u32> {
    let (each, more) = (
        units.checked_div(waves).unwrap_or(0),
        units.checked_rem(waves).unwrap_or(0),
    );
    (0..waves).map(|wave| each + u32::from(wave < more)).collect()
}

impl Plan {
    /// `sizes` holds the units that begin in each wave; those of the `units` that are left wait. `follow` counts the months from the
    /// start of the last wave on.
    pub fn new(units: u32, first: Month, gap: u32, sizes: &[u32], follow: u32) -> Result<Self, NotAPlan> {
        let asked = sizes.iter().fold(0_u32, |sum, size| sum.saturating_add(*size));
        if units == 0 {
            return Err(NotAPlan::NoUnits);
        }
        if asked > units {
            return Err(NotAPlan::TooManyUnits { asked, units });
        }
        if sizes.is_empty() || sizes.contains(&0) {
            return Err(NotAPlan::EmptyWave);
        }
        if gap == 0 && sizes.len() > 1 {
            return Err(NotAPlan::NoGap);
        }
        if follow == 0 {
            return Err(NotAPlan::NoMonths);
        }
        let starts = std::iter::successors(Some(first), |start| Some(start.plus(signed(gap))));
        Ok(Self {
            units,
            waves: starts
                .zip(sizes)
                .map(|(start, units)| Wave { start, units: *units })
                .collect(),
            gap,
            follow,
        })
    }

    /// Who begins when, wave by wave.
    pub fn waves(&self) -> &[Wave] {
        &self.waves
    }

    /// Units that may begin.
    pub fn units(&self) -> u32 {
        self.units
    }

    /// Units that may begin and do not.
    pub fn waiting(&self) -> u32 {
        self.units.saturating_sub(self.sizes().iter().sum())
    }

    /// Months from the start of the last wave on.
    pub fn follow(&self) -> u32 {
        self.follow
    }

    /// The same plan, followed for another number of months.
    #[must_use]
    pub fn followed_for(&self, months: u32) -> Self {
        Self {
            follow: months.max(1),
            ..self.clone()
        }
    }

    /// The month the first wave begins.
    pub fn first(&self) -> Month {
        self.waves
            .first()
            .map_or(Month::of(chrono::NaiveDate::MIN), |wave| wave.start)
    }

    /// Months from the first wave to the last.
    pub fn spread(&self) -> u32 {
        let later = u32::try_from(self.waves.len().saturating_sub(1)).unwrap_or(u32::MAX);
        self.gap.saturating_mul(later)
    }

    /// The last month that is followed.
    pub fn last(&self) -> Month {
        self.first()
            .plus(signed(self.spread()).saturating_add(signed(self.follow)) - 1)
    }

    /// In how many ways a lot can fall among the units that may begin.
    pub fn orders(&self) -> u64 {
        count_orders(&self.sizes(), self.units)
    }

    /// Can something be unusual among the ways a lot can fall? With fewer than 20 nothing is rarer than one in twenty, and the lot
    /// by itself proves nothing.
    pub fn is_worth_a_lot(&self) -> bool {
        self.orders() >= ORDERS_FOR_INTERVAL
    }

    fn sizes(&self) -> Vec<u32> {
        self.waves.iter().map(|wave| wave.units).collect()
    }

    /// The facts that an evaluation would find if it went as planned.
    pub fn facts(&self, known: &Known<'_>, aim: Aim, is_order_drawn: bool) -> Facts {
        let ahead = months_between(known.until, self.first());
        let has_company = self.waiting() > 0 || !known.beside.is_empty();
        let mut left = known.chosen.iter();
        let cohorts = self
            .waves
            .iter()
            .map(|wave| {
                let since_first = months_between(self.first(), wave.start);
                // Without anybody who waits, the last wave leaves nobody to compare with.
                let compared = self.spread().saturating_sub(since_first);
                let after = if has_company {
                    compared.saturating_add(self.follow)
                } else {
                    compared
                };
                let units = left.by_ref().take(usize::try_from(wave.units).unwrap_or(usize::MAX));
                let months = |months: &u32| Months {
                    before: months.saturating_add(ahead).saturating_add(since_first),
                    after,
                };
                Cohort {
                    units: units.map(months).collect(),
                }
            })
            .collect();
        let calm = |from: Month, to: Month| {
            let calm = from.to(to).filter(|month| !known.is_disrupted(*month));
            u32::try_from(calm.count()).unwrap_or(u32::MAX)
        };
        let last_start = self.waves.last().map_or(self.first(), |wave| wave.start);
        Facts {
            cohorts,
            never_treated: self
                .waiting()
                .saturating_add(u32::try_from(known.beside.len()).unwrap_or(u32::MAX)),
            series: Months {
                before: known.together.saturating_add(calm(known.until, self.first().plus(-1))),
                after: calm(last_start, self.last()),
            },
            contrast: Months {
                before: known.contrast.saturating_add(ahead),
                after: self.follow,
            },
            disruption: known.worst_placed(&self.waves).map(|(disruption, _)| disruption),
            definition_break: None,
            is_order_drawn,
            // It stands in the plan before anybody has seen what comes of it.
            start_choice: StartChoice::BeforeSeeing,
            aim,
        }
    }
}

/// What is known of the units of a plan before it begins.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Months with a figure of each unit that may begin.
    pub chosen: &'a [u32],
    /// The same of the units beside them.
    pub beside: &'a [u32],
    /// Months in which all that may begin have a figure, disruptions left out.
    pub together: u32,
    /// Months in which they and those beside them all have one.
    pub contrast: u32,
    /// The first month without figures: from it on, every month is taken to come.
    pub until: Month,
    /// Whom each disruption that reaches any of them reaches, with its first and last month.
    pub disruptions: &'a [(Extent, Month, Month)],
}

impl Known<'_> {
    fn is_disrupted(&self, month: Month) -> bool {
        let contains = |(_, first, last): &(Extent, Month, Month)| (*first..=*last).contains(&month);
        self.disruptions.iter().any(contains)
    }

    /// The disruption that lies worst for one of the starts, with its last month.
    fn worst_placed(&self, waves: &[Wave]) -> Option<(NearDisruption, Month)> {
        let placed = self.disruptions.iter().flat_map(|(extent, first, last)| {
            waves.iter().filter_map(|wave| {
                let start = if (*first..=*last).contains(&wave.start) {
                    StartPlace::Inside
                } else {
                    // 0 months lie between March and April.
                    let months = u32::try_from(wave.start.since(*last) - 1).ok()?;
                    StartPlace::After { months }
                };
                let disruption = NearDisruption { extent: *extent, start };
                Some((disruption, *last))
            })
        });
        placed.min_by_key(|(disruption, _)| match disruption.start {
            StartPlace::Inside => (disruption.extent == Extent::Everyone, 0),
            StartPlace::After { months } => (disruption.extent == Extent::Everyone, months.saturating_add(1)),
        })
    }
}

/// What the plan could see: sizes of change in the criterion's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InSight {
    /// The smallest change that is seen in 8 of 10 cases; none where none is.
    pub smallest: Option<f64>,
    /// The fewest months after the last start with which the smallest change worth having is seen in 8 of 10 cases.
    pub shortest: Option<u32>,
}

/// What would make a plan answer its own question.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `more_units` | Omkring 3 enheder mere. | About 3 more units. |
/// | `more_months` | At I følger dem omkring 6 måneder længere. | That you follow them about 6 months longer. |
/// | `older_months` | Tal fra 5 måneder længere tilbage, eller en start 5 måneder senere. | Figures from 5 months further back, or a start 5 months later. |
/// | `start_together` | At mindst to enheder begynder i samme måned. | That at least two units begin in the same month. |
/// | `start_apart` | At enhederne ikke begynder samtidig, eller at nogle venter. | That the units do not begin together, or that some wait. |
/// | `some_wait` | At mindst én enhed venter, så der er nogen at sammenligne med. | That at least one unit waits, so that there is somebody to compare with. |
/// | `a_lot` | At I trækker lod om, hvem der begynder hvornår. | That you draw lots for who begins when. |
/// | `wait_until` | At I venter til marts 2028, når der er gået et år efter den særlige omstændighed. | That you wait until March 2028, a year after the disruption. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "advice", rename_all = "snake_case")]
pub enum Advice {
    /// More units, whether they begin or wait.
    MoreUnits {
        /// How many more.
        units: u32,
    },
    /// More months after the last start.
    MoreMonths {
        /// How many more.
        months: u32,
    },
    /// More months before the start.
    OlderMonths {
        /// How many more.
        months: u32,
    },
    /// Two units or more beginning in the same month.
    StartTogether,
    /// Units that begin in different months, or some that wait.
    StartApart,
    /// A unit that waits.
    SomeWait,
    /// Drawing lots for who begins when.
    ALot,
    /// A start well after the disruption.
    WaitUntil {
        /// The first month that is late enough.
        month: Month,
    },
}

impl Advice {
    /// The name in code and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::MoreUnits { .. } => "more_units",
            Self::MoreMonths { .. } => "more_months",
            Self::OlderMonths { .. } => "older_months",
            Self::StartTogether => "start_together",
            Self::StartApart => "start_apart",
            Self::SomeWait => "some_wait",
            Self::ALot => "a_lot",
            Self::WaitUntil { .. } => "wait_until",
        }
    }
}

impl Plan {
    /// Can the plan answer its own question: does a design carry it, and would it see the smallest change worth having (or any
    /// change, where none was decided)?
    pub fn can_answer(&self, choice: &Choice, aim: Aim, sight: InSight) -> bool {
        let is_seen = match (sight.smallest, aim.worthwhile) {
            (Some(smallest), Some(worthwhile)) => smallest <= worthwhile.size(),
            (smallest, None) => smallest.is_some(),
            (None, Some(_)) => false,
        };
        choice.design.can_conclude() && is_seen
    }

    /// What would make it answer, the nearest first; nothing where it does. `choice` is that of `facts`.
    pub fn list_advice(&self, known: &Known<'_>, facts: &Facts, choice: &Choice, sight: InSight) -> Vec<Advice> {
        if self.can_answer(choice, facts.aim, sight) {
            return Vec::new();
        }
        let mut advice: Vec<Advice> = if choice.design.can_conclude() {
            self.to_see_more(facts, sight)
        } else {
            // A comparison first: before the start it is still to be had.
            let lacking = |design| choice.refused.iter().filter(move |(refused, _)| *refused == design);
            [
                Design::StaggeredComparison,
                Design::ControlledSeries,
                Design::InterruptedSeries,
            ]
            .into_iter()
            .flat_map(lacking)
            .flat_map(|(design, refusal)| self.answer(*design, *refusal, known))
            .collect()
        };
        let mut seen = Vec::new();
        advice.retain(|one| {
            let is_new = !seen.contains(&one.code());
            seen.push(one.code());
            is_new
        });
        advice
    }

    /// A design carries it, but the change worth having is too small to be seen.
    fn to_see_more(&self, facts: &Facts, sight: InSight) -> Vec<Advice> {
        let mut advice = Vec::new();
        if let Some(months) = sight.shortest.and_then(|months| months.checked_sub(self.follow)) {
            advice.push(Advice::MoreMonths { months });
        }
        let all = self
            .units
            .saturating_add(facts.never_treated)
            .saturating_sub(self.waiting());
        match (sight.smallest, facts.aim.worthwhile) {
            (Some(smallest), Some(worthwhile)) if worthwhile.size() > 0.0 => {
                // The variance falls with the number of units.
                let times = (smallest / worthwhile.size()).powi(2);
                let enough = |more: &u32| f64::from(all.saturating_add(*more)) >= times * f64::from(all);
                advice.extend((1..=MOST_UNITS).find(enough).map(|units| Advice::MoreUnits { units }));
            }
            (Some(_), _) => {}
            // So few orders, or so few units beside, that no change is ever unusual enough.
            (None, _) => advice.extend([Advice::MoreUnits { units: 1 }, Advice::StartTogether]),
        }
        advice
    }

    /// What would lift one refusal.
    fn answer(&self, design: Design, refusal: Refusal, known: &Known<'_>) -> Vec<Advice> {
        match refusal {
            Refusal::NotStarted | Refusal::DefinitionBreakAtStart => Vec::new(),
            Refusal::AllStartTogether | Refusal::NoUntouchedUnit if self.units > 1 => vec![Advice::StartApart],
            Refusal::AllStartTogether | Refusal::NoUntouchedUnit | Refusal::TooFewOrders { .. } => {
                vec![Advice::MoreUnits { units: 1 }]
            }
            Refusal::TooFewUnits { have, need } => vec![Advice::MoreUnits {
                units: need.saturating_sub(have),
            }],
            Refusal::OneUnitCohortsOnly { .. } if self.is_worth_a_lot() => vec![Advice::ALot, Advice::StartTogether],
            Refusal::OneUnitCohortsOnly { .. } => vec![Advice::StartTogether],
            Refusal::TooFewMonthsBefore { have, need } => vec![Advice::OlderMonths {
                months: need.saturating_sub(have),
            }],
            // In a staggered comparison it is not months that lack, but somebody who has not begun in them.
            Refusal::TooFewMonthsAfter { .. } if design == Design::StaggeredComparison => vec![Advice::SomeWait],
            Refusal::TooFewMonthsAfter { have, need } => vec![Advice::MoreMonths {
                months: need.saturating_sub(have),
            }],
            Refusal::StartInsideDisruption | Refusal::StartSoonAfterDisruption { .. } => known
                .worst_placed(&self.waves)
                .map(|(_, last)| Advice::WaitUntil {
                    month: last.plus(signed(MONTHS_AFTER_DISRUPTION) + 1),
                })
                .into_iter()
                .collect(),
        }
    }
}

/// Months from one month to a later one; 0 when it is not later.
fn months_between(earlier: Month, later: Month) -> u32 {
    u32::try_from(later.since(earlier)).unwrap_or(0)
}

fn signed(months: u32) -> i32 {
    i32::try_from(months).unwrap_or(i32::MAX)
}
