//! Is an initiative alive? Told by a rule that is shown, with its reasons in words and no score.

use chrono::{Days, Months, NaiveDate};

use super::State;

/// How long nothing may be written before it is a reason.
const QUIET: Days = Days::new(90);
/// How long it may stand on no agenda before it is a reason.
const OFF_AGENDA: Months = Months::new(6);
/// With so many reasons it is about to run into the sand.
const MANY: usize = 3;

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// How far the initiative has come.
    pub state: State,
    /// Since when it is going on: its start or its decision.
    pub since: Option<NaiveDate>,
    /// When something was written about a follow-up the last time.
    pub last_note: Option<NaiveDate>,
    /// How many follow-ups should have been held.
    pub late: u32,
    /// Does somebody lead it?
    pub has_lead: bool,
    /// When it stood on an agenda the last time, or will.
    pub on_agenda: Option<NaiveDate>,
    /// Did the last two looks at whether it holds both say no?
    pub two_no: bool,
}

/// How it stands with an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vitality {
    /// In a word.
    pub colour: VitalityColour,
    /// Why, in the order they are read.
    pub reasons: Vec<VitalityReason>,
}

/// The three words there are for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VitalityColour {
    /// No reason.
    Green,
    /// One or two.
    Yellow,
    /// Three or more, or two looks that said no: taber pusten.
    Red,
}

impl VitalityColour {
    /// The code, as in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// Why an initiative may be about to run into the sand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VitalityReason {
    /// Nothing was written about a follow-up since a day.
    Quiet(NaiveDate),
    /// So many follow-ups should have been held.
    Late(u32),
    /// Nobody leads it.
    NoLead,
    /// It stood on no agenda since a day.
    OffAgenda(NaiveDate),
    /// The last two looks at whether it holds said no: that alone is enough.
    TwoNo,
}

impl Pulse {
    /// How it stands today; nothing is said of what does not go on.
    pub fn vitality(&self, today: NaiveDate) -> Option<Vitality> {
        if !matches!(self.state, State::Running | State::Anchored) {
            return None;
        }
        // What has begun lately has had no time for notes and agendas.
        let since = self.since.unwrap_or(today);
        let quiet_since = self.last_note.unwrap_or(since);
        let off_since = self.on_agenda.unwrap_or(since);
        let is_quiet = quiet_since.checked_add_days(QUIET).is_some_and(|until| until < today);
        let is_off = off_since
            .checked_add_months(OFF_AGENDA)
            .is_some_and(|until| until < today);
        let reasons: Vec<VitalityReason> = [
            is_quiet.then_some(VitalityReason::Quiet(quiet_since)),
            (self.late > 0).then_some(VitalityReason::Late(self.late)),
            (!self.has_lead).then_some(VitalityReason::NoLead),
            is_off.then_some(VitalityReason::OffAgenda(off_since)),
            self.two_no.then_some(VitalityReason::TwoNo),
        ]
        .into_iter()
        .flatten()
        .collect();
        let colour = match reasons.len() {
            _ if self.two_no => VitalityColour::Red,
            0 => VitalityColour::Green,
            MANY.. => VitalityColour::Red,
            _ => VitalityColour::Yellow,
        };
        Some(Vitality { colour, reasons })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn lively() -> Pulse {
        Pulse {
            state: State::Running,
            since: Some(day("2026-01-01")),
            last_note: Some(day("2026-10-01")),
            late: 0,
            has_lead: true,
            on_agenda: Some(day("2026-09-01")),
            two_no: false,
        }
    }

    fn check(pulse: Pulse, colour: VitalityColour, reasons: &[VitalityReason]) {
        let found = pulse.vitality(day("2026-11-30")).unwrap();
        assert_eq!((found.colour, found.reasons.as_slice()), (colour, reasons), "{pulse:?}");
    }

    #[test]
    fn each_reason_counts_and_three_are_red() {
        use VitalityColour::{Green, Red, Yellow};
        use VitalityReason::{Late, NoLead, OffAgenda, Quiet};
        check(lively(), Green, &[]);
        check(Pulse { late: 2, ..lively() }, Yellow, &[Late(2)]);
        let quiet = Some(day("2026-08-31"));
        check(
            Pulse {
                last_note: quiet,
                ..lively()
            },
            Yellow,
            &[Quiet(day("2026-08-31"))],
        );
        let nobody = Pulse {
            has_lead: false,
            on_agenda: Some(day("2026-05-29")),
            ..lively()
        };
        check(nobody.clone(), Yellow, &[NoLead, OffAgenda(day("2026-05-29"))]);
        check(
            Pulse { late: 1, ..nobody },
            Red,
            &[Late(1), NoLead, OffAgenda(day("2026-05-29"))],
        );
    }

    #[test]
    fn two_looks_that_said_no_are_red_alone() {
        let said_no = Pulse {
            state: State::Anchored,
            two_no: true,
            ..lively()
        };
        check(said_no, VitalityColour::Red, &[VitalityReason::TwoNo]);
    }

    #[test]
    fn untouched_for_seven_months_is_red_with_three_reasons() {
        let begun = day("2026-04-29");
        let untouched = Pulse {
            since: Some(begun),
            last_note: None,
            late: 1,
            on_agenda: None,
            ..lively()
        };
        let reasons = [
            VitalityReason::Quiet(begun),
            VitalityReason::Late(1),
            VitalityReason::OffAgenda(begun),
        ];
        check(untouched, VitalityColour::Red, &reasons);
    }

    #[test]
    fn what_has_just_begun_is_green_and_of_what_does_not_go_on_nothing_is_said() {
        let new = Pulse {
            since: Some(day("2026-11-01")),
            last_note: None,
            on_agenda: None,
            ..lively()
        };
        check(new, VitalityColour::Green, &[]);
        for state in [State::Idea, State::Decided, State::Ended] {
            assert_eq!(Pulse { state, ..lively() }.vitality(day("2026-11-30")), None);
        }
    }
}
