//! The parts an assessment has by the rules in force, and what can be missing in each.

use crate::assessment::FindingArea;

/// A part, in the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssessmentPart {
    /// It is in date: at most three years old, and made anew when much changed.
    InDate,
    /// It was made together with the staff.
    Together,
    /// Both the physical and the psychological working environment were looked at.
    BothSides,
    /// A risk assessment that rests on a mapping.
    Risks,
    /// Sickness absence was taken in.
    Absence,
    /// A written plan for what could not be solved at once.
    Plan,
    /// Everybody can see it.
    Open,
    /// The plan says who, when, how, and how it is followed up. Good practice while the wording of the rule is not confirmed.
    WhoWhenHow,
}

impl AssessmentPart {
    /// All parts, in the order of the document.
    pub const ALL: [Self; 8] = [
        Self::InDate,
        Self::Together,
        Self::BothSides,
        Self::Risks,
        Self::Absence,
        Self::Plan,
        Self::Open,
        Self::WhoWhenHow,
    ];

    /// The name in words.
    pub fn code(self) -> &'static str {
        match self {
            Self::InDate => "in_date",
            Self::Together => "together",
            Self::BothSides => "both_sides",
            Self::Risks => "risks",
            Self::Absence => "absence",
            Self::Plan => "plan",
            Self::Open => "open",
            Self::WhoWhenHow => "who_when_how",
        }
    }

    /// The rule that asks for it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::InDate => "APV-2",
            Self::Together => "APV-8",
            Self::BothSides => "APV-9",
            Self::Risks | Self::Plan => "APV-3",
            Self::Absence => "APV-6",
            Self::Open => "APV-7",
            Self::WhoWhenHow => "APV-5",
        }
    }
}

/// How a part stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartState {
    /// All of it is there.
    Present,
    /// Something the rules in force ask for is missing.
    Missing(Vec<PartLack>),
    /// Something is missing that is good practice: no rule that is confirmed asks for it.
    Advised(Vec<PartLack>),
    /// Its rule is not to be reckoned with: over, not yet in force, or not looked at for more than a year.
    NotReckoned,
}

/// What is missing. Findings are named by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartLack {
    /// The last one is older than the interval.
    TooOld,
    /// The unit changed much since, and nobody has said whether it is to be made anew.
    ChangedSince,
    /// Nobody takes part for the staff.
    NobodyFromStaff,
    /// The psychological side was not looked at.
    NoPsychosocial,
    /// Nothing of the physical side was looked at.
    NoPhysical,
    /// It says nowhere what it rests on.
    NoMapping,
    /// A finding has no severity.
    NoSeverity(i32),
    /// A finding does not say how widespread it is.
    NoExtent(i32),
    /// A finding does not say why.
    NoCauses(i32),
    /// Nobody said whether something at work can matter for the absence.
    AbsenceNotAsked,
    /// There may be a link, and no finding says which.
    LinkWithoutFinding,
    /// A finding is neither solved nor has a measure.
    NoMeasure(i32),
    /// It says nowhere where everybody can see it.
    NowhereOpen,
    /// Nobody does it.
    NobodyDoes(i32),
    /// It has no day.
    NoDay(i32),
    /// No day to look whether it helped.
    NoCheckDay(i32),
    /// It does not say how that is seen.
    NoCheckHow(i32),
}

impl PartLack {
    /// The name in words.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooOld => "too_old",
            Self::ChangedSince => "changed_since",
            Self::NobodyFromStaff => "nobody_from_staff",
            Self::NoPsychosocial => "no_psychosocial",
            Self::NoPhysical => "no_physical",
            Self::NoMapping => "no_mapping",
            Self::NoSeverity(_) => "no_severity",
            Self::NoExtent(_) => "no_extent",
            Self::NoCauses(_) => "no_causes",
            Self::AbsenceNotAsked => "absence_not_asked",
            Self::LinkWithoutFinding => "link_without_finding",
            Self::NoMeasure(_) => "no_measure",
            Self::NowhereOpen => "nowhere_open",
            Self::NobodyDoes(_) => "nobody_does",
            Self::NoDay(_) => "no_day",
            Self::NoCheckDay(_) => "no_check_day",
            Self::NoCheckHow(_) => "no_check_how",
        }
    }

    /// Which finding it is about, if one.
    pub fn finding(self) -> Option<i32> {
        match self {
            Self::NoSeverity(position)
            | Self::NoExtent(position)
            | Self::NoCauses(position)
            | Self::NoMeasure(position)
            | Self::NobodyDoes(position)
            | Self::NoDay(position)
            | Self::NoCheckDay(position)
            | Self::NoCheckHow(position) => Some(position),
            _ => None,
        }
    }
}

impl FindingArea {
    /// Is it the psychological side? All others are the physical one.
    pub fn is_psychosocial(self) -> bool {
        self == Self::Psychosocial
    }
}
