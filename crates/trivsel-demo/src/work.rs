//! Kinds of work: which job groups, how long people stay, how much sickness, what a substitute costs.
//!
//! The levels are made up, near what Danish municipalities publish for such work. They describe no real place.

use super::seed::Dice;

/// What a unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Home care group.
    HomeCare,
    /// District nursing.
    Nursing,
    /// Care home.
    CareHome,
    /// Prevention, rehabilitation, dental care.
    Health,
    /// Homes and support for people with disabilities.
    Disability,
    /// School.
    School,
    /// Nursery and kindergarten.
    DayCare,
    /// Roads, parks, buildings.
    Technical,
    /// Cleaning.
    Cleaning,
    /// Library, music, sport.
    Culture,
    /// Desks.
    Office,
}

/// The numbers behind a kind of work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Profile {
    /// Sickness absence in an ordinary year, as a share of possible days.
    pub(crate) absence: f64,
    /// The share who leave in a month.
    pub(crate) exits: f64,
    /// How strongly the pandemic was felt: 1 is the town's average.
    pub(crate) exposed: f64,
    /// The share of absence days that a substitute covers.
    pub(crate) covered: f64,
    /// Applicants for a post.
    pub(crate) applicants: f64,
    /// Qualified among them.
    pub(crate) qualified: f64,
    /// The share of women.
    pub(crate) women: f64,
    /// Job groups with weights.
    pub(crate) jobs: &'static [(&'static str, f64)],
}

/// Working time: fractions of 37 hours with weights, for work around the clock and for desks.
const AROUND_THE_CLOCK: &[(f64, f64)] = &[(1.0, 0.22), (0.865, 0.28), (0.811, 0.24), (0.757, 0.16), (0.541, 0.1)];
const BY_DAY: &[(f64, f64)] = &[(1.0, 0.66), (0.946, 0.08), (0.865, 0.14), (0.811, 0.07), (0.541, 0.05)];

impl Work {
    /// The numbers behind it.
    #[rustfmt::skip]
    pub(crate) fn profile(self) -> Profile {
        match self {
            Self::HomeCare => Profile {
                absence: 0.066, exits: 0.0165, exposed: 1.25, covered: 0.75, applicants: 4.2, qualified: 0.38, women: 0.9,
                jobs: &[("Social- og sundhedshjælper", 0.52), ("Social- og sundhedsassistent", 0.38), ("Sygeplejerske", 0.05), ("Ufaglært", 0.05)],
            },
            Self::Nursing => Profile {
                absence: 0.055, exits: 0.0145, exposed: 1.25, covered: 0.55, applicants: 3.1, qualified: 0.62, women: 0.93,
                jobs: &[("Sygeplejerske", 0.9), ("Social- og sundhedsassistent", 0.1)],
            },
            Self::CareHome => Profile {
                absence: 0.068, exits: 0.0155, exposed: 1.3, covered: 0.8, applicants: 4.0, qualified: 0.4, women: 0.9,
                jobs: &[("Social- og sundhedshjælper", 0.44), ("Social- og sundhedsassistent", 0.4), ("Sygeplejerske", 0.08), ("Ergoterapeut", 0.03), ("Ufaglært", 0.05)],
            },
            Self::Health => Profile {
                absence: 0.042, exits: 0.011, exposed: 1.0, covered: 0.15, applicants: 14.0, qualified: 0.6, women: 0.85,
                jobs: &[("Ergoterapeut", 0.3), ("Fysioterapeut", 0.36), ("Sygeplejerske", 0.18), ("HK", 0.16)],
            },
            Self::Disability => Profile {
                absence: 0.06, exits: 0.0135, exposed: 1.15, covered: 0.6, applicants: 9.0, qualified: 0.5, women: 0.72,
                jobs: &[("Pædagog", 0.62), ("Social- og sundhedsassistent", 0.18), ("Omsorgsmedhjælper", 0.2)],
            },
            Self::School => Profile {
                absence: 0.047, exits: 0.0105, exposed: 1.1, covered: 0.45, applicants: 12.0, qualified: 0.55, women: 0.7,
                jobs: &[("Lærer", 0.7), ("Pædagog", 0.22), ("HK", 0.04), ("Teknisk servicemedarbejder", 0.04)],
            },
            Self::DayCare => Profile {
                absence: 0.063, exits: 0.0145, exposed: 1.2, covered: 0.55, applicants: 8.0, qualified: 0.45, women: 0.88,
                jobs: &[("Pædagog", 0.58), ("Pædagogisk assistent", 0.14), ("Pædagogmedhjælper", 0.28)],
            },
            Self::Technical => Profile {
                absence: 0.044, exits: 0.009, exposed: 0.8, covered: 0.1, applicants: 11.0, qualified: 0.5, women: 0.2,
                jobs: &[("Specialarbejder", 0.42), ("Teknisk servicemedarbejder", 0.4), ("Gartner", 0.18)],
            },
            Self::Cleaning => Profile {
                absence: 0.062, exits: 0.013, exposed: 1.0, covered: 0.5, applicants: 16.0, qualified: 0.7, women: 0.78,
                jobs: &[("Rengøringsassistent", 0.92), ("Teknisk servicemedarbejder", 0.08)],
            },
            Self::Culture => Profile {
                absence: 0.035, exits: 0.009, exposed: 0.7, covered: 0.1, applicants: 24.0, qualified: 0.5, women: 0.62,
                jobs: &[("Bibliotekar", 0.4), ("HK", 0.34), ("Akademiker", 0.26)],
            },
            Self::Office => Profile {
                absence: 0.037, exits: 0.0115, exposed: 0.75, covered: 0.03, applicants: 22.0, qualified: 0.45, women: 0.65,
                jobs: &[("HK", 0.52), ("Akademiker", 0.34), ("Socialrådgiver", 0.14)],
            },
        }
    }

    /// A job group drawn for somebody in such work.
    pub(crate) fn job(self, dice: &mut Dice) -> &'static str {
        dice.weighted(self.profile().jobs).copied().unwrap_or("HK")
    }

    /// A working time drawn for somebody in such work.
    pub(crate) fn fraction(self, dice: &mut Dice) -> f64 {
        let among = match self {
            Self::HomeCare | Self::Nursing | Self::CareHome | Self::Disability | Self::DayCare | Self::Cleaning => {
                AROUND_THE_CLOCK
            }
            _ => BY_DAY,
        };
        dice.weighted(among).copied().unwrap_or(1.0)
    }
}
