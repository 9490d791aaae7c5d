//! Plans: one page with five headings that a unit makes together, follows, and lets become an initiative when it is large enough.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{CommitteeId, IndicatorId, PersonId, PlanId, PlanLineId, PlanLookId, UnitId};
use crate::rights::{Actor, Right};

/// A plan of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPlan {
    /// The id.
    pub id: PlanId,
    /// A running number in the organisation, from 1.
    pub number: i32,
    /// Whose it is.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; none while that is open.
    pub valid_to: Option<NaiveDate>,
    /// How far it has come.
    pub state: PlanState,
    /// Who agreed to it.
    pub agreement: PlanAgreement,
    /// Why it was closed.
    pub closing_note: String,
    /// Rises with every change.
    pub version: i32,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// kladde
    Draft,
    /// aftalt
    Agreed,
    /// afsluttet
    Closed,
}

impl PlanState {
    /// Every state, in its order.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Agreed, Self::Closed];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Closed => "closed",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Who agreed to a plan: a manager of the unit and somebody for the employees, each from their own account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAgreement {
    /// The manager.
    pub manager: Option<PersonId>,
    /// The representative; where the unit has none, an employee the plan names.
    pub representative: Option<PersonId>,
    /// The day both had.
    pub on: Option<NaiveDate>,
}

/// The five headings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanPart {
    /// HVAD vil vi arbejde med
    What,
    /// HVORDAN vil vi gøre det
    How,
    /// HVEM har hvilke handlinger
    Who,
    /// TEGN på, at vi bevæger os i den rigtige retning
    Sign,
    /// TEST: vores opfølgning sker sådan
    Test,
}

impl PlanPart {
    /// Every heading.
    pub const ALL: [Self; 5] = [Self::What, Self::How, Self::Who, Self::Sign, Self::Test];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::How => "how",
            Self::Who => "who",
            Self::Sign => "sign",
            Self::Test => "test",
        }
    }

    /// The heading with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// A line under one of the headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// The id.
    pub id: PlanLineId,
    /// Of which plan.
    pub plan: PlanId,
    /// Under which heading.
    pub part: PlanPart,
    /// Its place there, from 1.
    pub position: i32,
    /// What it says.
    pub text: String,
    /// Who does it.
    pub person: Option<PersonId>,
    /// Who does it in words, as "hele holdet"; as good as a person.
    pub role: String,
    /// By when, or on which day it is looked at.
    pub due_on: Option<NaiveDate>,
    /// Where it is looked at.
    pub committee: Option<CommitteeId>,
    /// What shows it, if an indicator does.
    pub indicator: Option<IndicatorId>,
    /// What shows it, if a scale of a survey does: its key, else empty.
    pub survey_scale: String,
    /// The day it was done.
    pub done_on: Option<NaiveDate>,
    /// What came of it, in a line.
    pub outcome: String,
    /// Why it was dropped; empty when it was not.
    pub dropped_because: String,
}

impl PlanLine {
    /// Is it neither done nor dropped?
    pub fn is_open(&self) -> bool {
        self.done_on.is_none() && self.dropped_because.is_empty()
    }

    /// Should it have been done, or looked at, before today?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }
}

/// What came of looking at a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLook {
    /// The id.
    pub id: PlanLookId,
    /// Which plan.
    pub plan: PlanId,
    /// The day it was to be.
    pub due_on: Option<NaiveDate>,
    /// The day it was.
    pub held_on: NaiveDate,
    /// What was seen, and what is done next.
    pub text: String,
    /// Who wrote it.
    pub written_by: Option<PersonId>,
}

/// What a plan still lacks before it can be agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nobody is named under HVEM.
    Who,
    /// Somebody under HVEM has no day.
    Day,
    /// No TEST has a day.
    TestDay,
}

impl Missing {
    /// The name in code and words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Day => "day",
            Self::TestDay => "test_day",
        }
    }
}

/// What the lines of a plan lack before it can be agreed, in the order of the headings.
pub fn missing(lines: &[PlanLine]) -> Vec<Missing> {
    let of = |part: PlanPart| lines.iter().filter(move |line| line.part == part);
    let mut found = Vec::new();
    if !of(PlanPart::Who).any(|line| line.person.is_some() || !line.role.is_empty()) {
        found.push(Missing::Who);
    }
    if of(PlanPart::Who).any(|line| line.due_on.is_none()) {
        found.push(Missing::Day);
    }
    if !of(PlanPart::Test).any(|line| line.due_on.is_some()) {
        found.push(Missing::TestDay);
    }
    found
}

/// As whom somebody can agree to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreesAs {
    /// A manager of the unit.
    Manager,
    /// A representative, or an employee the plan names where there is none.
    Representative,
}

impl UnitPlan {
    /// May the person read it?
    pub fn may_be_read_by(&self, who: &Actor) -> bool {
        who.may(Right::ReadPlans, self.unit)
    }

    /// May the person write on it?
    pub fn may_be_changed_by(&self, who: &Actor) -> bool {
        who.may(Right::ChangePlans, self.unit)
    }

    /// As whom the person can agree. Nobody signs for both sides: whoever has a manager's role here agrees as manager.
    pub fn agrees_as(&self, who: &Actor, lines: &[PlanLine], has_representative: bool) -> Option<AgreesAs> {
        let is_named = lines.iter().any(|line| line.person == Some(who.person));
        if who.may(Right::AgreeToPlan, self.unit) {
            Some(AgreesAs::Manager)
        } else if who.may(Right::AgreeToPlanForEmployees, self.unit) || (!has_representative && is_named) {
            Some(AgreesAs::Representative)
        } else {
            None
        }
    }

    /// Does it depend on whether somebody represents the employees, as whom the person can agree?
    pub fn depends_on_representatives(&self, who: &Actor, lines: &[PlanLine]) -> bool {
        let answers = [Right::AgreeToPlan, Right::AgreeToPlanForEmployees];
        let is_named = lines.iter().any(|line| line.person == Some(who.person));
        is_named && !answers.into_iter().any(|right| who.may(right, self.unit))
    }

    /// The plan after somebody has agreed to it; it is agreed once both have.
    #[must_use]
    pub fn agreed(&self, who: PersonId, part: AgreesAs, today: NaiveDate) -> Self {
        let mut plan = self.clone();
        match part {
            AgreesAs::Manager => plan.agreement.manager = Some(who),
            AgreesAs::Representative => plan.agreement.representative = Some(who),
        }
        if plan.agreement.manager.is_some() && plan.agreement.representative.is_some() {
            plan.agreement.on = Some(today);
            plan.state = PlanState::Agreed;
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use uuid::Uuid;

    use super::*;

    fn line(part: PlanPart, role: &str, due_on: Option<&str>) -> PlanLine {
        PlanLine {
            id: PlanLineId(Uuid::from_u128(1)),
            plan: PlanId(Uuid::from_u128(2)),
            part,
            position: 1,
            text: "Telefonen ligger hos en makker".into(),
            person: None,
            role: role.into(),
            due_on: due_on.map(|day| day.parse().unwrap()),
            committee: None,
            indicator: None,
            survey_scale: String::new(),
            done_on: None,
            outcome: String::new(),
            dropped_because: String::new(),
        }
    }

    #[test]
    fn what_is_missing_before_it_can_be_agreed_is_said() {
        let what = line(PlanPart::What, "", None);
        assert_eq!(missing(std::slice::from_ref(&what)), [Missing::Who, Missing::TestDay]);
        let undated = line(PlanPart::Who, "hele holdet", None);
        assert_eq!(missing(&[what.clone(), undated]), [Missing::Day, Missing::TestDay]);
        let whole = [
            what,
            line(PlanPart::Who, "hele holdet", Some("2026-12-01")),
            line(PlanPart::Test, "", Some("2026-12-17")),
        ];
        assert_eq!(missing(&whole), []);
    }

    #[test]
    fn a_plan_is_agreed_once_both_sides_have() {
        let plan = UnitPlan {
            id: PlanId(Uuid::from_u128(2)),
            number: 14,
            unit: UnitId(Uuid::from_u128(3)),
            title: "Ro om medicinen".into(),
            valid_from: "2026-11-26".parse().unwrap(),
            valid_to: None,
            state: PlanState::Draft,
            agreement: PlanAgreement::default(),
            closing_note: String::new(),
            version: 1,
        };
        let today = "2026-11-26".parse().unwrap();
        let (karen, mette) = (PersonId(Uuid::from_u128(4)), PersonId(Uuid::from_u128(5)));
        let once = plan.agreed(karen, AgreesAs::Manager, today);
        assert_eq!((once.state, once.agreement.on), (PlanState::Draft, None));
        let twice = once.agreed(mette, AgreesAs::Representative, today);
        assert_eq!((twice.state, twice.agreement.on), (PlanState::Agreed, Some(today)));
    }
}
