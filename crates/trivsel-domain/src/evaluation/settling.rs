//! What would settle an open question: more months, more units, another start, a lot.
//!
//! **The formula.** The variance of a difference between groups over time is proportional to
//!
//! (1/n₁ + 1/n₀)·(1/T₀ + 1/T₁),
//!
//! with n₁ treated and n₀ comparison units, T₀ months before and T₁ after (the same as in the detectable effect planned before a
//! start; the noise of a month and its autocorrelation stay as they are, so they cancel). For one series the first factor is 1.
//! An interval narrower than the smallest change worth having, d, cannot hold both 0 and d, so it always settles the question,
//! whatever the estimate turns out to be. So the variance must shrink by (d/width)², and each proposal changes one of the four
//! numbers until it does. The estimate itself is not used: power worked out from what was observed only says the p value again.
//!
//! More than [`MOST_MONTHS`] months or [`MOST_UNITS`] units are not proposed: nobody would wait, and by then something else has
//! changed. Where one side alone cannot shrink the variance enough, nothing is proposed for the other.

use serde::{Deserialize, Serialize};

use super::Design;
use super::choice::Choice;
use super::facts::{Facts, Months, StartChoice};
use super::judgement::Judgement;
use super::panel::Panel;
use super::refusal::Refusal;
use super::verdict::Verdict;

/// Five years.
const MOST_MONTHS: u32 = 60;
/// More units than most organisations could add.
const MOST_UNITS: u32 = 50;

/// What would settle it.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `more_months` | Omkring 14 måneder mere med tal efter start. | About 14 more months of figures after the start. |
/// | `older_months` | Tal fra 5 måneder længere tilbage, gjort op på samme måde. | Figures from 5 months further back, counted the same way. |
/// | `more_comparison_units` | Omkring 3 enheder mere at sammenligne med. | About 3 more units to compare with. |
/// | `more_treated_units` | Omkring 3 enheder mere, der begynder. | About 3 more units that begin. |
/// | `later_start` | En ny start i flere enheder, mindst 12 måneder efter den særlige omstændighed. | A new start in further units, at least 12 months after the disruption. |
/// | `start_set_beforehand` | En start i flere enheder, hvor I skriver måneden ned, før I ser tallene. | A start in further units, with the month written down before you see the figures. |
/// | `starts_together` | At mindst to enheder begynder i samme måned. | That at least two units begin in the same month. |
/// | `same_definition` | Tal gjort op på samme måde før og efter start. | Figures counted the same way before and after the start. |
/// | `a_lot` | At I trækker lod om, hvem der begynder hvornår. Så er forskellen ikke et spørgsmål om, hvem der var mest klar. | That you draw lots for who begins when. Then the difference is not a matter of who was most ready. |
/// | `next_survey` | Den næste måling. | The next survey. |
/// | `start_after_survey` | En start i flere enheder, efter at I har målt. | A start in further units, after a survey. |
/// | `same_words` | En måling med de samme spørgsmål som før start. | A survey with the questions from before the start. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "settles", rename_all = "snake_case")]
pub enum Settles {
    /// More months after the start.
    MoreMonths {
        /// How many more.
        months: u32,
    },
    /// More months before the start, from older figures.
    OlderMonths {
        /// How many more.
        months: u32,
    },
    /// More units to compare with.
    MoreComparisonUnits {
        /// How many more.
        units: u32,
    },
    /// More units that start.
    MoreTreatedUnits {
        /// How many more.
        units: u32,
    },
    /// A start in further units, well after the disruption.
    LaterStart {
        /// How many months after it, at least.
        months: u32,
    },
    /// A start in further units, its month written down before the figures are seen.
    StartSetBeforehand,
    /// Two units or more starting in the same month.
    StartsTogether,
    /// Figures counted the same way on both sides of the start.
    SameDefinition,
    /// Drawing lots for who starts when.
    ALot,
    /// The next survey.
    NextSurvey,
    /// A start in further units, after they have been asked.
    StartAfterSurvey,
    /// A survey in the words of the earlier one.
    SameWords,
}

impl Settles {
    /// The name in code, table and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::MoreMonths { .. } => "more_months",
            Self::OlderMonths { .. } => "older_months",
            Self::MoreComparisonUnits { .. } => "more_comparison_units",
            Self::MoreTreatedUnits { .. } => "more_treated_units",
            Self::LaterStart { .. } => "later_start",
            Self::StartSetBeforehand => "start_set_beforehand",
            Self::StartsTogether => "starts_together",
            Self::SameDefinition => "same_definition",
            Self::ALot => "a_lot",
            Self::NextSurvey => "next_survey",
            Self::StartAfterSurvey => "start_after_survey",
            Self::SameWords => "same_words",
        }
    }
}

/// What would settle a question. Empty when the verdict is another than "cannot be concluded". `judgement` is none where there is
/// no estimate yet.
///
/// Where no design that concludes was carried: what the nearest one lacks, and then what a comparison lacks. Where one was carried
/// and only the interval is too wide: the formula above, each proposal enough by itself.
pub fn list_settling(facts: &Facts, choice: &Choice, judgement: Option<&Judgement>) -> Vec<Settles> {
    if !facts.has_begun {
        return Vec::new();
    }
    if judgement.is_some_and(|judgement| judgement.verdict != Verdict::CannotBeConcluded) {
        return Vec::new();
    }
    let mut proposals = Vec::new();
    let mut propose = |proposal: Settles| {
        // One of a kind is enough: the nearest design comes first.
        if !proposals
            .iter()
            .any(|earlier: &Settles| earlier.code() == proposal.code())
        {
            proposals.push(proposal);
        }
    };
    if choice.design.can_conclude() {
        if let Some(shrinking) = judgement.and_then(|judgement| Shrinking::of(facts, choice, judgement)) {
            shrinking.list().for_each(&mut propose);
        }
    } else {
        // What would carry the nearest design, and what would carry a comparison instead.
        let lacking = |design| choice.refused.iter().filter(move |(refused, _)| *refused == design);
        [
            Design::InterruptedSeries,
            Design::ControlledSeries,
            Design::StaggeredComparison,
        ]
        .into_iter()
        .flat_map(lacking)
        .filter_map(|(design, refusal)| answer(*design, *refusal))
        .for_each(&mut propose);
    }
    if facts.start_choice == StartChoice::AfterSeeing {
        propose(Settles::StartSetBeforehand);
    }
    // Two units that have not begun, at least, to draw between.
    if !facts.is_order_drawn && facts.never_treated >= 2 {
        propose(Settles::ALot);
    }
    proposals
}

/// What would lift one refusal.
fn answer(design: Design, refusal: Refusal) -> Option<Settles> {
    match refusal {
        Refusal::NotBegun | Refusal::NotStarted => None,
        Refusal::AllStartTogether | Refusal::NoUntouchedUnit => Some(Settles::MoreComparisonUnits { units: 1 }),
        Refusal::TooFewUnits { have, need } => Some(Settles::MoreComparisonUnits {
            units: need.saturating_sub(have),
        }),
        Refusal::OneUnitCohortsOnly { .. } => Some(Settles::StartsTogether),
        // One more unit to choose among makes more orders; how many it takes depends on the cohorts, and is seldom above 1.
        Refusal::TooFewOrders { .. } => Some(Settles::MoreComparisonUnits { units: 1 }),
        Refusal::TooFewMonthsBefore { have, need } => Some(Settles::OlderMonths {
            months: need.saturating_sub(have),
        }),
        // In a staggered comparison it is not months that lack, but somebody who has not begun in them.
        Refusal::TooFewMonthsAfter { .. } if design == Design::StaggeredComparison => {
            Some(Settles::MoreComparisonUnits { units: 1 })
        }
        Refusal::TooFewMonthsAfter { have, need } => Some(Settles::MoreMonths {
            months: need.saturating_sub(have),
        }),
        // Somebody to compare with settles it too; that stands with the refusals of the comparisons.
        Refusal::StartInsideDisruption | Refusal::StartSoonAfterDisruption { .. } => {
            (design == Design::InterruptedSeries).then_some(Settles::LaterStart {
                months: super::choice::MONTHS_AFTER_DISRUPTION,
            })
        }
        Refusal::DefinitionBreakAtStart => Some(Settles::SameDefinition),
    }
}

/// By how much the variance must shrink, and what it is made of.
pub(super) struct Shrinking {
    /// (d/width)², below 1.
    share: f64,
    months: Months,
    /// Treated and comparison units, where there are any to compare with.
    units: Option<(u32, u32)>,
}

impl Shrinking {
    /// None where the width is not what keeps the question open, or where no d was decided.
    fn of(facts: &Facts, choice: &Choice, judgement: &Judgement) -> Option<Self> {
        let share = share_of(judgement)?;
        let treated_of_all = facts.cohorts.iter().map(|cohort| cohort.units.len()).sum::<usize>();
        let (months, units) = match choice.design {
            Design::StaggeredComparison => {
                let panel = Panel::of(facts);
                let treated = panel.treated();
                (
                    panel.middle_months()?,
                    Some((treated, panel.units.saturating_sub(treated))),
                )
            }
            Design::ControlledSeries => {
                let treated = u32::try_from(treated_of_all).unwrap_or(u32::MAX);
                (facts.contrast, Some((treated, facts.never_treated)))
            }
            Design::InterruptedSeries => (facts.series, None),
            Design::ChartOnly | Design::CannotBeConcluded => return None,
        };
        Some(Self { share, months, units })
    }

    /// Of two surveys, where units are all that can be more.
    pub(super) fn of_units(judgement: &Judgement, treated: u32, untouched: u32) -> Option<Self> {
        Some(Self {
            share: share_of(judgement)?,
            months: Months { before: 1, after: 1 },
            units: Some((treated, untouched)),
        })
    }

    fn list(&self) -> impl Iterator<Item = Settles> {
        self.fewest_more(self.months.before, self.months.after, MOST_MONTHS)
            .map(|months| Settles::MoreMonths { months })
            .into_iter()
            .chain(self.units())
    }

    /// What units alone would do.
    pub(super) fn units(&self) -> impl Iterator<Item = Settles> + use<> {
        let treated_units = self
            .units
            .and_then(|(treated, untouched)| self.fewest_more(untouched, treated, MOST_UNITS))
            .map(|units| Settles::MoreTreatedUnits { units });
        let comparison_units = self
            .units
            .and_then(|(treated, untouched)| self.fewest_more(treated, untouched, MOST_UNITS))
            .map(|units| Settles::MoreComparisonUnits { units });
        [treated_units, comparison_units].into_iter().flatten()
    }

    /// The fewest k up to `most` with 1/fixed + 1/(growing + k) < share·(1/fixed + 1/growing).
    fn fewest_more(&self, fixed: u32, growing: u32, most: u32) -> Option<u32> {
        let sum = |growing: u32| 1.0 / f64::from(fixed) + 1.0 / f64::from(growing);
        let wanted = self.share * sum(growing);
        // With nothing on one side the sum is infinite, and there is nothing to extrapolate from.
        wanted
            .is_finite()
            .then(|| (1..=most).find(|more| sum(growing.saturating_add(*more)) < wanted))?
    }
}

/// By how much the variance must shrink; none where the width is not what keeps the question open, or where no d was decided.
fn share_of(judgement: &Judgement) -> Option<f64> {
    let size = judgement.aim.worthwhile?.size();
    let share = (size / judgement.interval.width()).powi(2);
    (share > 0.0 && share < 1.0).then_some(share)
}
