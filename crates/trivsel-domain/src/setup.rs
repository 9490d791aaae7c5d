//! The first hour of a workplace: six steps, how it stands with each, and which one comes next.

use crate::danish::plain_letters;

/// Something that is set up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetupStep {
    /// The tree of units; for a small workplace one unit.
    Units,
    /// Those who work there.
    People,
    /// Manager, safety and union representative.
    Roles,
    /// Committees and other places where decisions are made.
    Forums,
    /// Sickness absence and other figures.
    Figures,
    /// Mail that reaches people.
    Mail,
}

impl SetupStep {
    /// Every step, in the order they build on each other.
    pub const ALL: [Self; 6] = [
        Self::Units,
        Self::People,
        Self::Roles,
        Self::Forums,
        Self::Figures,
        Self::Mail,
    ];

    /// The code it is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::People => "people",
            Self::Roles => "roles",
            Self::Forums => "forums",
            Self::Figures => "figures",
            Self::Mail => "mail",
        }
    }

    /// The step with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// How it stands with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is in place.
    Done,
    /// It is the first one that is neither in place nor put off.
    Next,
    /// It is to come.
    Missing,
    /// The workplace has chosen to wait with it.
    Waiting,
}

impl StepState {
    /// Its code in words and classes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Next => "next",
            Self::Missing => "missing",
            Self::Waiting => "waiting",
        }
    }

    /// Is there nothing left to do about it for now?
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Waiting)
    }
}

/// How it stands with every step, in their order. What is in place is not waited with, whatever was said before.
pub fn step_states(
    is_done: impl Fn(SetupStep) -> bool,
    is_put_off: impl Fn(SetupStep) -> bool,
) -> [(SetupStep, StepState); 6] {
    let mut next = StepState::Next;
    SetupStep::ALL.map(|step| {
        let state = if is_done(step) {
            StepState::Done
        } else if is_put_off(step) {
            StepState::Waiting
        } else {
            std::mem::replace(&mut next, StepState::Missing)
        };
        (step, state)
    })
}

/// A short name made of a name: small letters a to z, digits and hyphens. It stands in commands and at sign-in.
pub fn short_name(name: &str) -> String {
    plain_letters(name, '-', 60).unwrap_or_else(|| "arbejdsplads".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(done: &[SetupStep], put_off: &[SetupStep], expected: &str) {
        let states = step_states(|step| done.contains(&step), |step| put_off.contains(&step));
        let letters: String = states
            .iter()
            .map(|(_, state)| match state {
                StepState::Done => 'd',
                StepState::Next => 'n',
                StepState::Missing => '.',
                StepState::Waiting => 'w',
            })
            .collect();
        assert_eq!(letters, expected);
    }

    #[test]
    fn the_first_step_that_is_neither_in_place_nor_put_off_comes_next() {
        use SetupStep::*;
        check(&[], &[], "n.....");
        check(&[Units], &[], "dn....");
        check(&[Units, Roles], &[], "dnd...");
        check(&[Units], &[People], "dwn...");
        check(&[Units, People, Roles, Forums, Figures], &[Mail], "dddddw");
        check(&SetupStep::ALL, &[], "dddddd");
        // Whoever waited and then did it has done it.
        check(&[Units, Forums], &[Forums], "dn.d..");
    }

    #[test]
    fn a_step_is_known_again_by_its_code() {
        for step in SetupStep::ALL {
            assert_eq!(SetupStep::parse(step.code()), Some(step));
        }
        assert_eq!(SetupStep::parse("coffee"), None);
    }

    #[test]
    fn a_short_name_is_what_the_command_line_takes() {
        for (name, expected) in [
            ("Havnegården", "havnegaarden"),
            ("Fjordby Kommune", "fjordby-kommune"),
            ("  Sø & Skov A/S ", "soe-skov-a-s"),
            ("Ærø Café 2", "aeroe-cafe-2"),
            ("!!!", "arbejdsplads"),
        ] {
            assert_eq!(short_name(name), expected);
        }
        assert!(short_name(&"lang ".repeat(40)).len() <= 60);
    }
}
