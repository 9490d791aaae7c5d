//! The choice of design: the strongest one the figures can carry, and why each stronger one was refused.

use serde::{Deserialize, Serialize};

use super::Design;
use super::facts::{Extent, Facts, Months, StartChoice, StartPlace};
use super::panel::{Panel, Uncertainty};
use super::refusal::{Cap, Caution, Refusal};

/// Fewer usable months than this on either side of the start: descriptive only (n rules of interrupted series).
const MONTHS_FOR_STEP: u32 = 12;
/// From this many usable months before the start, two turns of the year, a season can be trusted.
const MONTHS_FOR_SEASON: u32 = 24;
/// A start nearer than this after a disruption: its step and a lasting change after the disruption are nearly collinear.
pub(super) const MONTHS_AFTER_DISRUPTION: u32 = 12;
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

fn list_refusals(design: Design, facts: &Facts, panel: &Panel) -> Vec<Refusal> {
    if design == Design::CannotBeConcluded {
        return Vec::new();
    }
    if !facts.has_begun {
        return vec![Refusal::NotBegun];
    }
    if !facts.has_started() {
        return vec![Refusal::NotStarted];
    }
    // Whatever stands in the way of an answer, what there is can be looked at.
    if design == Design::ChartOnly {
        return if facts.to_look_at == 0 {
            vec![Refusal::NotStarted]
        } else {
            Vec::new()
        };
    }
    let mut refusals = match design {
        Design::StaggeredComparison => panel.list_refusals(facts),
        Design::ControlledSeries if facts.never_treated == 0 => vec![Refusal::NoUntouchedUnit],
        Design::ControlledSeries => refusals_of_months(facts.contrast, MONTHS_FOR_STEP, MONTHS_FOR_STEP),
        Design::InterruptedSeries => refusals_of_months(facts.series, MONTHS_FOR_STEP, MONTHS_FOR_STEP),
        Design::ChartOnly | Design::CannotBeConcluded => Vec::new(),
    };
    refusals.extend(refusals_of_circumstances(design, facts));
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
fn refusals_of_circumstances(design: Design, facts: &Facts) -> Vec<Refusal> {
    let is_removed = |extent| design.is_comparison() && extent == Extent::Everyone;
    let mut refusals = Vec::new();
    match facts.disruption.filter(|disruption| !is_removed(disruption.extent)) {
        Some(disruption) if disruption.start == StartPlace::Inside => refusals.push(Refusal::StartInsideDisruption),
        Some(disruption) => {
            if let StartPlace::After { months } = disruption.start
                && months < MONTHS_AFTER_DISRUPTION
            {
                refusals.push(Refusal::StartSoonAfterDisruption {
                    have: months,
                    need: MONTHS_AFTER_DISRUPTION,
                });
            }
        }
        None => {}
    }
    if facts.definition_break.is_some_and(|extent| !is_removed(extent)) {
        refusals.push(Refusal::DefinitionBreakAtStart);
    }
    refusals
}

fn list_cautions(design: Design, facts: &Facts, panel: &Panel) -> Vec<Caution> {
    let mut cautions = Vec::new();
    match design {
        Design::StaggeredComparison => cautions.extend(panel.list_cautions(facts)),
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
        if facts.is_outside {
            cautions.push(Caution::ComparedOutside);
        }
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
