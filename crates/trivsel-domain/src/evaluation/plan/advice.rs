//! Whether a plan can answer its own question, and what would make it.

use serde::{Deserialize, Serialize};

use super::{Known, Plan, signed};
use crate::evaluation::Design;
use crate::evaluation::choice::{Choice, MONTHS_AFTER_DISRUPTION};
use crate::evaluation::facts::{Aim, Facts};
use crate::evaluation::refusal::Refusal;
use crate::month::Month;

/// More units than this are not proposed: nobody could add them.
const MOST_UNITS: u32 = 50;

/// What the plan could see: sizes of change in the criterion's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
        if facts.never_treated == 0 && self.units > 1 {
            advice.push(Advice::SomeWait);
        }
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
            Refusal::NotBegun | Refusal::NotStarted | Refusal::DefinitionBreakAtStart => Vec::new(),
            Refusal::AllStartTogether | Refusal::NoUntouchedUnit if self.units > 1 => vec![Advice::StartApart],
            Refusal::AllStartTogether | Refusal::NoUntouchedUnit | Refusal::TooFewOrders { .. } => {
                vec![Advice::MoreUnits { units: 1 }]
            }
            Refusal::TooFewUnits { have, need } => vec![Advice::MoreUnits {
                units: need.saturating_sub(have),
            }],
            Refusal::OneUnitCohortsOnly { .. } if self.is_read_by_lot(known.beside.len()) => {
                vec![Advice::ALot, Advice::StartTogether]
            }
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
