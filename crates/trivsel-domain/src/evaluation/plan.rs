//! A plan for who begins when, what is known of it before anything has begun, and (in `plan/advice.rs`) what would have to be planned
//! otherwise for it to answer its own question.

mod advice;

use serde::{Deserialize, Serialize};

use super::facts::{Aim, Cohort, Extent, Facts, Months, NearDisruption, StartChoice, StartPlace};
use super::orders::count_orders;
use super::panel::ORDERS_FOR_INTERVAL;
use crate::initiative::lot::Wave;
use crate::month::Month;

pub use advice::{Advice, InSight};

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

/// Can chance be read from a lot among so many units, with others beside that took no part or without?
///
/// With fewer than 20 ways nothing is rarer than one in twenty, and the lot by itself proves nothing. Where all that took part begin in
/// the end, they differ by lot only until the last have begun; what they are held against after that was not drawn.
pub fn is_read_by_lot(waves: &[Wave], units: u32, has_others: bool) -> bool {
    let begin: u32 = waves.iter().map(|wave| wave.units).sum();
    count_lots(waves, units) >= ORDERS_FOR_INTERVAL && (begin < units || !has_others)
}

fn count_lots(waves: &[Wave], units: u32) -> u64 {
    let sizes: Vec<u32> = waves.iter().map(|wave| wave.units).collect();
    count_orders(&sizes, units)
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
        self.units
            .saturating_sub(self.waves.iter().map(|wave| wave.units).sum())
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
        count_lots(&self.waves, self.units)
    }

    /// Can chance be read from a lot, with so many units beside? See [`is_read_by_lot`].
    pub fn is_read_by_lot(&self, beside: usize) -> bool {
        is_read_by_lot(&self.waves, self.units, beside > 0)
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
            has_begun: true,
            is_outside: false,
            to_look_at: known.together.saturating_add(ahead).saturating_add(self.follow),
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

/// Months from one month to a later one; 0 when it is not later.
fn months_between(earlier: Month, later: Month) -> u32 {
    u32::try_from(later.since(earlier)).unwrap_or(0)
}

fn signed(months: u32) -> i32 {
    i32::try_from(months).unwrap_or(i32::MAX)
}
