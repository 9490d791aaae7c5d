//! A round of one's own: what a unit looks at, kind by kind. The words stand in the word files under `round-<code>`.

use super::FindingArea;

/// A question of the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundQuestion {
    /// What it is called for good.
    pub code: &'static str,
    /// What kind of working environment it is about.
    pub area: FindingArea,
}

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAnswer {
    /// It is as it should be.
    Fine,
    /// It is not: it becomes a finding.
    Wrong,
    /// There is nothing of the kind here.
    NotHere,
}

impl RoundAnswer {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Wrong, Self::NotHere];

    /// The name in code and form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Wrong => "wrong",
            Self::NotHere => "not_here",
        }
    }

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl RoundQuestion {
    /// What a finding it led to remembers it by.
    pub fn key(self) -> String {
        format!("round:{}", self.code)
    }
}

/// Every question, kind by kind.
pub const ROUND: [RoundQuestion; 24] = [
    RoundQuestion {
        code: "physical_light",
        area: FindingArea::Physical,
    },
    RoundQuestion {
        code: "physical_noise",
        area: FindingArea::Physical,
    },
    RoundQuestion {
        code: "physical_climate",
        area: FindingArea::Physical,
    },
    RoundQuestion {
        code: "physical_room",
        area: FindingArea::Physical,
    },
    RoundQuestion {
        code: "ergonomic_lifting",
        area: FindingArea::Ergonomic,
    },
    RoundQuestion {
        code: "ergonomic_posture",
        area: FindingArea::Ergonomic,
    },
    RoundQuestion {
        code: "ergonomic_screen",
        area: FindingArea::Ergonomic,
    },
    RoundQuestion {
        code: "ergonomic_repetition",
        area: FindingArea::Ergonomic,
    },
    RoundQuestion {
        code: "chemical_known",
        area: FindingArea::Chemical,
    },
    RoundQuestion {
        code: "chemical_storing",
        area: FindingArea::Chemical,
    },
    RoundQuestion {
        code: "chemical_protection",
        area: FindingArea::Chemical,
    },
    RoundQuestion {
        code: "biological_infection",
        area: FindingArea::Biological,
    },
    RoundQuestion {
        code: "biological_mould",
        area: FindingArea::Biological,
    },
    RoundQuestion {
        code: "biological_waste",
        area: FindingArea::Biological,
    },
    RoundQuestion {
        code: "accident_falling",
        area: FindingArea::Accident,
    },
    RoundQuestion {
        code: "accident_machines",
        area: FindingArea::Accident,
    },
    RoundQuestion {
        code: "accident_alone",
        area: FindingArea::Accident,
    },
    RoundQuestion {
        code: "accident_threats",
        area: FindingArea::Accident,
    },
    RoundQuestion {
        code: "accident_escape",
        area: FindingArea::Accident,
    },
    RoundQuestion {
        code: "psychosocial_load",
        area: FindingArea::Psychosocial,
    },
    RoundQuestion {
        code: "psychosocial_influence",
        area: FindingArea::Psychosocial,
    },
    RoundQuestion {
        code: "psychosocial_support",
        area: FindingArea::Psychosocial,
    },
    RoundQuestion {
        code: "psychosocial_tone",
        area: FindingArea::Psychosocial,
    },
    RoundQuestion {
        code: "psychosocial_changes",
        area: FindingArea::Psychosocial,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_working_environment_has_questions_and_no_two_are_called_alike() {
        for area in FindingArea::ALL {
            let count = ROUND.iter().filter(|question| question.area == area).count();
            assert!(count >= 3, "{area:?}");
        }
        for (number, question) in ROUND.iter().enumerate() {
            let again = ROUND.iter().skip(number + 1).any(|other| other.code == question.code);
            assert!(!again, "{}", question.code);
            assert!(question.code.starts_with(question.area.code()), "{}", question.code);
        }
    }
}
