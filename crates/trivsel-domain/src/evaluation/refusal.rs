//! Why a design was refused, what to be careful about with the one chosen, and what caps the verdict.

use serde::{Deserialize, Serialize};

use super::waves::Lack;

/// Why the figures cannot carry a design. Each holds the numbers its sentence needs.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `not_begun` | Indsatsen er ikke begyndt. | The initiative has not begun. |
/// | `not_started` | Indsatsen er ikke begyndt i en enhed, der har tal. | The initiative has not begun in any unit that has figures. |
/// | `all_start_together` | Alle enheder begyndte i samme måned, så der er ingen at sammenligne med. | All units began in the same month, so there is nobody to compare with. |
/// | `too_few_units` | Der er tal fra 4 enheder. Der skal mindst 6 til, før forskellen kan skilles fra tilfældige udsving. | There are figures from 4 units. It takes at least 6 to tell the difference from chance. |
/// | `one_unit_cohorts_only` | Ikke to enheder begyndte samtidig, og rækkefølgen er ikke trukket ved lod. Så er der intet at måle usikkerheden på. | No two units began together, and the order was not drawn by lot. So there is nothing to measure the uncertainty by. |
/// | `too_few_orders` | Der er kun 15 måder, enhederne kunne være begyndt på. Der skal mindst 20 til, før noget er usædvanligt. | There are only 15 ways in which the units could have begun. It takes at least 20 before anything is unusual. |
/// | `no_untouched_unit` | Der er ingen enhed uden for indsatsen med tal, vi kan sammenligne med. | There is no unit outside the initiative whose figures we can compare with. |
/// | `too_few_months_before` | Der er 7 brugbare måneder før start. Der skal mindst 12 til. | There are 7 usable months before the start. It takes at least 12. |
/// | `too_few_months_after` | Der er 7 brugbare måneder efter start. Der skal mindst 12 til. | There are 7 usable months after the start. It takes at least 12. |
/// | `start_inside_disruption` | Indsatsen begyndte midt i en særlig omstændighed, så de to kan ikke skilles ad. | The initiative began in the middle of a disruption, so the two cannot be told apart. |
/// | `start_soon_after_disruption` | Indsatsen begyndte 5 måneder efter en særlig omstændighed. Der skal gå mindst 12, før de to kan skilles ad. | The initiative began 5 months after a disruption. It takes at least 12 to tell the two apart. |
/// | `definition_break_at_start` | Tallene blev gjort op på en ny måde, netop da indsatsen begyndte. | The figures began to be counted in a new way just when the initiative began. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// It has begun nowhere.
    NotBegun,
    /// It has started in no unit with figures.
    NotStarted,
    /// All units start in the same month and none stays untouched.
    AllStartTogether,
    /// Fewer units with figures than the rule of few units asks for.
    TooFewUnits {
        /// Units there are.
        have: u32,
        /// Units needed.
        need: u32,
    },
    /// Every cohort is one unit, so that no standard error exists, and no lot was drawn, so that chance is not known either.
    OneUnitCohortsOnly {
        /// How many cohorts there are.
        cohorts: u32,
    },
    /// So few ways to hand out the starts that no outcome could be rarer than one in twenty.
    TooFewOrders {
        /// Ways there are.
        have: u64,
        /// Ways needed.
        need: u64,
    },
    /// There is no untouched unit to hold the treated against.
    NoUntouchedUnit,
    /// Too few usable months before the start.
    TooFewMonthsBefore {
        /// Months there are.
        have: u32,
        /// Months needed.
        need: u32,
    },
    /// Too few usable months from the start on.
    TooFewMonthsAfter {
        /// Months there are.
        have: u32,
        /// Months needed.
        need: u32,
    },
    /// The start lies in a disruption that the design cannot remove.
    StartInsideDisruption,
    /// The start lies so soon after such a disruption that its step and a lasting change after the disruption are nearly the
    /// same column.
    StartSoonAfterDisruption {
        /// Months between the disruption and the start.
        have: u32,
        /// Months needed.
        need: u32,
    },
    /// The way of counting changed with the start, in a way the design cannot remove.
    DefinitionBreakAtStart,
}

impl Refusal {
    /// The name in code, table and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBegun => "not_begun",
            Self::NotStarted => "not_started",
            Self::AllStartTogether => "all_start_together",
            Self::TooFewUnits { .. } => "too_few_units",
            Self::OneUnitCohortsOnly { .. } => "one_unit_cohorts_only",
            Self::TooFewOrders { .. } => "too_few_orders",
            Self::NoUntouchedUnit => "no_untouched_unit",
            Self::TooFewMonthsBefore { .. } => "too_few_months_before",
            Self::TooFewMonthsAfter { .. } => "too_few_months_after",
            Self::StartInsideDisruption => "start_inside_disruption",
            Self::StartSoonAfterDisruption { .. } => "start_soon_after_disruption",
            Self::DefinitionBreakAtStart => "definition_break_at_start",
        }
    }
}

/// What a reader must know about the chosen design. It does not hold back the verdict.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `order_not_drawn` | Rækkefølgen er ikke trukket ved lod. Når vi bytter rundt, ser vi, hvor usædvanlig forskellen er. Om den skyldes indsatsen, er mindre sikkert. | The order was not drawn by lot. Swapping shows how unusual the difference is. Whether the initiative caused it is less certain. |
/// | `few_units` | Der er 12 enheder at regne på, både dem, der er begyndt, og dem, vi sammenligner med. Med under 20 kan spændet blive for snævert. Derfor har vi også byttet rundt på, hvem der begyndte hvornår. | There are 12 units to reckon with, those that began and those we compare with. With fewer than 20 the range can come out too narrow. So we also swapped round who began when. |
/// | `few_treated` | Kun 3 enheder er begyndt. Derfor har vi også byttet rundt på, hvem der begyndte hvornår. | Only 3 units have begun. So we also swapped round who began when. |
/// | `one_unit_cohorts` | I 2 af startmånederne begyndte kun én enhed. For dem hver for sig kan usikkerheden ikke regnes ud. | In 2 of the start months only one unit began. For each of those alone the uncertainty cannot be worked out. |
/// | `units_left_out` | 2 enheder er taget ud, fordi de næsten ingen måneder har før start. | 2 units are left out, because they have hardly any months before the start. |
/// | `short_history` | Der er kun 7 måneder før start. Det er svært at se, om enhederne fulgtes ad før. | There are only 7 months before the start. It is hard to see whether the units went along with each other before. |
/// | `without_season` | Der er 15 måneder før start. Der skal 24 til, før årstiden kan regnes med. | There are 15 months before the start. It takes 24 to allow for the season. |
/// | `near_disruption` | Indsatsen begyndte tæt på en særlig omstændighed. Den går ud i sammenligningen, hvis den ramte alle lige meget. | The initiative began close to a disruption. It cancels in the comparison if it hit all alike. |
/// | `shared_definition_break` | Tallene blev gjort op på en ny måde, da indsatsen begyndte. Det gjaldt alle enheder og går derfor ud i sammenligningen. | The figures began to be counted in a new way when the initiative began. It was so for all units and cancels in the comparison. |
/// | `start_choice_unknown` | Ingen har skrevet ned, om startmåneden blev valgt, før I så tallene. | Nobody has written down whether the start month was chosen before you saw the figures. |
/// | `no_smallest_worthwhile` | I har ikke besluttet, hvor meget der er værd at få. Derfor kan vi ikke sige, om en ændring er stor nok. | You have not decided how much is worth having. So we cannot say whether a change is large enough. |
/// | `compared_outside` | Alle enheder i området er med. Derfor sammenligner vi med enheder uden for det, og de kan være anderledes på forhånd. | All units of the area take part. So we compare with units outside it, and they may have differed beforehand. |
/// | `same_people` | De samme mennesker kan have svaret begge gange. Derfor er spændet snarere for bredt end for smalt. | The same people may have answered both times. So the range is rather too wide than too narrow. |
/// | `not_drawn` | Det er ikke trukket ved lod, hvem der begyndte. De andre kan have været anderledes på forhånd. | Who began was not drawn by lot. The others may have differed beforehand. |
/// | `units_not_shown` | 2 enheder er ikke med, fordi deres tal ikke er vist i begge målinger. | 2 units are left out, because their figures are not shown in both surveys. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "caution", rename_all = "snake_case")]
pub enum Caution {
    /// The order of the starts was not drawn: the randomisation p says how unusual the result is among possible relabellings.
    OrderNotDrawn,
    /// 6 to 19 units: the interval by cluster t is flagged.
    FewUnits {
        /// Units there are.
        units: u32,
    },
    /// 20 units or more, but fewer than 5 treated: handled as few units.
    FewTreated {
        /// Treated units there are.
        treated: u32,
    },
    /// Some cohorts are one unit and have no standard error of their own.
    OneUnitCohorts {
        /// How many.
        cohorts: u32,
    },
    /// Treated units without enough months before their start to have a level of their own.
    UnitsLeftOut {
        /// How many.
        units: u32,
    },
    /// Fewer months before the start than it takes to see whether the units moved alike.
    ShortHistory {
        /// Months of the unit that has fewest.
        months: u32,
    },
    /// 12 to 23 months before the start: a step without season.
    WithoutSeason {
        /// Months there are.
        months: u32,
    },
    /// The start lies in or near a disruption, and the comparison removes it only as far as it hit all alike.
    NearDisruption,
    /// The way of counting changed with the start, for all units.
    SharedDefinitionBreak,
    /// Nobody has said whether the start was chosen with the figures in view.
    StartChoiceUnknown,
    /// Nobody decided what is worth having, so no change can be called clear or unimportant.
    NoSmallestWorthwhile,
    /// Nobody in the unit that owns it stays untouched: it is held against units outside.
    ComparedOutside,
    /// The same people may have answered both surveys: the interval is rather too wide.
    SamePeople,
    /// Who began was not drawn by lot, so that those who did not may have differed beforehand.
    NotDrawn,
    /// Units whose figures are not shown in both surveys.
    UnitsNotShown {
        /// How many.
        units: u32,
    },
}

impl Caution {
    /// The name in code, table and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::OrderNotDrawn => "order_not_drawn",
            Self::FewUnits { .. } => "few_units",
            Self::FewTreated { .. } => "few_treated",
            Self::OneUnitCohorts { .. } => "one_unit_cohorts",
            Self::UnitsLeftOut { .. } => "units_left_out",
            Self::ShortHistory { .. } => "short_history",
            Self::WithoutSeason { .. } => "without_season",
            Self::NearDisruption => "near_disruption",
            Self::SharedDefinitionBreak => "shared_definition_break",
            Self::StartChoiceUnknown => "start_choice_unknown",
            Self::NoSmallestWorthwhile => "no_smallest_worthwhile",
            Self::ComparedOutside => "compared_outside",
            Self::SamePeople => "same_people",
            Self::NotDrawn => "not_drawn",
            Self::UnitsNotShown { .. } => "units_not_shown",
        }
    }
}

/// A gate that failed. The verdict is then "cannot be concluded" whatever the interval says; the estimate is still shown.
///
/// | code | Danish | English |
/// |---|---|---|
/// | that of the refusal | Derfor siger vi ikke mere: and the sentence of the refusal | This is why we say no more: and the sentence of the refusal |
/// | `start_chosen_after_seeing` | Startmåneden blev valgt, efter at I havde set tallene. Så kan et tilfældigt udsving ligne en ændring. | The start month was chosen after you had seen the figures. So a chance swing can look like a change. |
/// | that of the lack | see [`Lack`] | |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "cap", rename_all = "snake_case")]
pub enum Cap {
    /// No design that can conclude was carried by the figures; this stood in the way of the nearest one.
    Refused {
        /// Why.
        because: Refusal,
    },
    /// The month of the start was chosen with the figures in view.
    StartChosenAfterSeeing,
    /// Two surveys cannot carry it.
    Surveys {
        /// Why.
        because: Lack,
    },
}

impl Cap {
    /// The name in code, table and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused { because } => because.code(),
            Self::StartChosenAfterSeeing => "start_chosen_after_seeing",
            Self::Surveys { because } => because.code(),
        }
    }
}
