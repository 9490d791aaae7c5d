//! Are we ready, and what have we agreed? Two people, one who leads and one who represents, answer the same eight statements alone, see where
//! they differ, answer together, and agree on five things before anything begins.

use chrono::{Days, Months, NaiveDate};

use crate::id::{PersonId, StartId, UnitId};

/// A statement: three conditions and five duties of the management.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// The management takes responsibility and sets resources aside.
    Responsibility,
    /// Management and staff plan, carry out and anchor it together.
    Together,
    /// It stays in focus, in the forums where things are decided.
    Focus,
    /// The management leads the way.
    LeadsTheWay,
    /// There are money and hours for it.
    Means,
    /// The frame holds: it is not dropped when things get busy.
    Frame,
    /// Those who carry it learn what they need.
    Training,
    /// The management takes part itself and shows that it comes first.
    TakesPart,
}

impl Statement {
    /// All eight, the conditions first.
    pub const ALL: [Self; 8] = [
        Self::Responsibility,
        Self::Together,
        Self::Focus,
        Self::LeadsTheWay,
        Self::Means,
        Self::Frame,
        Self::Training,
        Self::TakesPart,
    ];

    /// The code it is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Responsibility => "responsibility",
            Self::Together => "together",
            Self::Focus => "focus",
            Self::LeadsTheWay => "leads_the_way",
            Self::Means => "means",
            Self::Frame => "frame",
            Self::Training => "training",
            Self::TakesPart => "takes_part",
        }
    }

    /// The statement with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How far a statement is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StartLevel {
    /// Nej
    No,
    /// Delvist
    Partly,
    /// Ja
    Yes,
}

impl StartLevel {
    /// All three, from no to yes.
    pub const ALL: [Self; 3] = [Self::No, Self::Partly, Self::Yes];

    /// The number it is kept as.
    pub const fn number(self) -> i32 {
        match self {
            Self::No => 0,
            Self::Partly => 1,
            Self::Yes => 2,
        }
    }

    /// The level of this number.
    pub fn of_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    /// Its code in words and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Partly => "partly",
            Self::Yes => "yes",
        }
    }

    /// The level with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StartPart {
    /// The one who leads.
    Lead,
    /// The one who represents.
    Rep,
    /// Both, when they have talked.
    Joint,
}

impl StartPart {
    const ALL: [Self; 3] = [Self::Lead, Self::Rep, Self::Joint];

    /// The code it is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Rep => "rep",
            Self::Joint => "joint",
        }
    }

    /// The part with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The other of the two; what they do together has none.
    pub const fn other(self) -> Option<Self> {
        match self {
            Self::Lead => Some(Self::Rep),
            Self::Rep => Some(Self::Lead),
            Self::Joint => None,
        }
    }
}

/// An answer to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartAnswer {
    /// To which.
    pub statement: Statement,
    /// Whose.
    pub part: StartPart,
    /// How far it is true.
    pub level: StartLevel,
    /// A line beside it; empty where nothing was said.
    pub text: String,
}

/// Something to agree on before anything begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementPart {
    /// What is to be better.
    Goals,
    /// What is to be done.
    Initiatives,
    /// Hours, money, people, rooms.
    Resources,
    /// Where it lives on.
    Anchoring,
    /// How and when it is looked at.
    Evaluation,
}

impl AgreementPart {
    /// All five, in the order they build on each other.
    pub const ALL: [Self; 5] = [
        Self::Goals,
        Self::Initiatives,
        Self::Resources,
        Self::Anchoring,
        Self::Evaluation,
    ];

    /// The code it is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Initiatives => "initiatives",
            Self::Resources => "resources",
            Self::Anchoring => "anchoring",
            Self::Evaluation => "evaluation",
        }
    }

    /// The part with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What was promised is looked at again after so long: by then it is there, or it will not come.
const LOOK_BACK: Months = Months::new(3);

/// Who has not answered a week after the other is reminded, and once more a week later.
const REMINDED_AFTER: [Days; 2] = [Days::new(7), Days::new(14)];

/// So long after one answered alone they may go on without the other: a week after the second reminder.
const GOES_ON_AFTER: Days = Days::new(21);

/// Is what was promised there, three months later?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// All of it.
    There,
    /// Some of it.
    Partly,
    /// None of it.
    Missing,
}

impl Promise {
    /// All three, the best first.
    pub const ALL: [Self; 3] = [Self::There, Self::Partly, Self::Missing];

    /// The code it is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Partly => "partly",
            Self::Missing => "missing",
        }
    }

    /// The answer with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A start of two people in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The id.
    pub id: StartId,
    /// Where.
    pub unit: UnitId,
    /// Since when.
    pub begun_on: NaiveDate,
    /// The one who leads; none once erased.
    pub lead: Option<PersonId>,
    /// The one who represents; none once erased.
    pub rep: Option<PersonId>,
    /// When the one who leads agreed.
    pub lead_agreed_on: Option<NaiveDate>,
    /// When the one who represents agreed.
    pub rep_agreed_on: Option<NaiveDate>,
    /// Counted up at each change of what is agreed.
    pub version: i32,
    /// Since when the one who leads is one of the two, where they took over from another.
    pub lead_since: Option<NaiveDate>,
    /// The same of the one who represents.
    pub rep_since: Option<NaiveDate>,
    /// When the one who leads first answered alone.
    pub lead_answered_on: Option<NaiveDate>,
    /// When the one who represents did.
    pub rep_answered_on: Option<NaiveDate>,
    /// Was there what they had promised, once three months had passed?
    pub promise: Option<Promise>,
    /// When they looked.
    pub promise_looked_on: Option<NaiveDate>,
}

/// How far a start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartStage {
    /// One of the two has not answered.
    Alone,
    /// Both have: they look at the differences.
    Differences,
    /// They have answered together: now they agree.
    Agreeing,
    /// Both have agreed.
    Agreed,
}

impl StartStage {
    /// Its code in words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Differences => "differences",
            Self::Agreeing => "agreeing",
            Self::Agreed => "agreed",
        }
    }
}

impl Start {
    /// Which of the two somebody is.
    pub fn part_of(&self, person: PersonId) -> Option<StartPart> {
        if self.lead == Some(person) {
            Some(StartPart::Lead)
        } else if self.rep == Some(person) {
            Some(StartPart::Rep)
        } else {
            None
        }
    }

    /// The day on which they look back at what they agreed to: three months after the second of them did. None before.
    pub fn looks_back_on(&self) -> Option<NaiveDate> {
        let (lead, rep) = self.lead_agreed_on.zip(self.rep_agreed_on)?;
        lead.max(rep).checked_add_months(LOOK_BACK)
    }

    /// Who has a part; none once erased.
    pub fn person_of(&self, part: StartPart) -> Option<PersonId> {
        match part {
            StartPart::Lead => self.lead,
            StartPart::Rep => self.rep,
            StartPart::Joint => None,
        }
    }

    /// When a part answered alone; none for what they answer together.
    pub fn answered_on(&self, part: StartPart) -> Option<NaiveDate> {
        match part {
            StartPart::Lead => self.lead_answered_on,
            StartPart::Rep => self.rep_answered_on,
            StartPart::Joint => None,
        }
    }

    fn since(&self, part: StartPart) -> NaiveDate {
        let since = match part {
            StartPart::Lead => self.lead_since,
            StartPart::Rep => self.rep_since,
            StartPart::Joint => None,
        };
        since.unwrap_or(self.begun_on)
    }

    /// The days on which a part is written to because its answers are missing: when its turn came, and twice more once the other has answered.
    pub fn asks_on(&self, part: StartPart) -> Vec<NaiveDate> {
        let Some(other) = part.other().filter(|_| self.answered_on(part).is_none()) else {
            return Vec::new();
        };
        let since = self.since(part);
        let reminders = self.answered_on(other).into_iter().flat_map(|answered| {
            let from = answered.max(since);
            REMINDED_AFTER
                .into_iter()
                .filter_map(move |days| from.checked_add_days(days))
        });
        std::iter::once(since).chain(reminders).collect()
    }

    /// From when on a part that has answered may go on without the other, who has not.
    pub fn goes_on_from(&self, part: StartPart) -> Option<NaiveDate> {
        let other = part.other().filter(|other| self.answered_on(*other).is_none())?;
        let from = self.answered_on(part)?.max(self.since(other));
        from.checked_add_days(GOES_ON_AFTER)
    }

    /// Did only one of the two ever answer? What is called joint then is how one of them sees it.
    pub fn is_one_view(&self) -> bool {
        self.lead_answered_on.is_some() != self.rep_answered_on.is_some()
    }

    /// Somebody else takes over a part. What both agreed to stands; what only one of them had agreed to is agreed to anew. Where the answers
    /// are not joint yet, the one who comes answers as if nobody had.
    #[must_use]
    pub fn taken_over(&self, part: StartPart, by: PersonId, on: NaiveDate, stage: StartStage) -> Self {
        let mut next = self.clone();
        let is_answered = matches!(stage, StartStage::Agreeing | StartStage::Agreed);
        let (person, since, answered, agreed) = match part {
            StartPart::Lead => (
                &mut next.lead,
                &mut next.lead_since,
                &mut next.lead_answered_on,
                &mut next.lead_agreed_on,
            ),
            StartPart::Rep | StartPart::Joint => (
                &mut next.rep,
                &mut next.rep_since,
                &mut next.rep_answered_on,
                &mut next.rep_agreed_on,
            ),
        };
        *person = Some(by);
        *since = Some(on);
        if !is_answered {
            *answered = None;
        }
        if stage != StartStage::Agreed {
            *agreed = None;
        }
        next
    }

    /// How far it has come.
    pub fn stage(&self, answers: &[StartAnswer]) -> StartStage {
        if self.lead_agreed_on.is_some() && self.rep_agreed_on.is_some() {
            StartStage::Agreed
        } else if has_all(answers, StartPart::Joint) {
            StartStage::Agreeing
        } else if has_all(answers, StartPart::Lead) && has_all(answers, StartPart::Rep) {
            StartStage::Differences
        } else {
            StartStage::Alone
        }
    }
}

/// Has this part answered every statement?
pub fn has_all(answers: &[StartAnswer], part: StartPart) -> bool {
    Statement::ALL
        .into_iter()
        .all(|statement| answer_of(answers, part, statement).is_some())
}

/// The answer of a part to a statement.
pub fn answer_of(answers: &[StartAnswer], part: StartPart, statement: Statement) -> Option<&StartAnswer> {
    let mut all = answers.iter();
    all.find(|answer| answer.part == part && answer.statement == statement)
}

/// What one of the two may see: the own answers, those given together, and the other's only when both are through. Who sees the other's
/// first answers otherwise.
pub fn visible(answers: Vec<StartAnswer>, part: StartPart) -> Vec<StartAnswer> {
    let both = has_all(&answers, StartPart::Lead) && has_all(&answers, StartPart::Rep);
    let may_see = |answer: &StartAnswer| both || answer.part == part || answer.part == StartPart::Joint;
    answers.into_iter().filter(may_see).collect()
}

/// The statements with how many steps the two are apart, those furthest apart first, then in their own order.
pub fn differences(answers: &[StartAnswer]) -> Vec<(Statement, i32)> {
    let apart = |statement| {
        let level = |part| answer_of(answers, part, statement).map(|answer| answer.level.number());
        level(StartPart::Lead)
            .zip(level(StartPart::Rep))
            .map_or(0, |(one, other)| (one - other).abs())
    };
    let mut all: Vec<(Statement, i32)> = Statement::ALL.into_iter().map(|one| (one, apart(one))).collect();
    all.sort_by_key(|(statement, apart)| (-apart, *statement));
    all
}

/// What is missing: statements that are not answered with yes together, those with no first. Nothing of it blocks anything.
pub fn missing(answers: &[StartAnswer]) -> Vec<&StartAnswer> {
    let joint = answers.iter().filter(|answer| answer.part == StartPart::Joint);
    let mut lacking: Vec<&StartAnswer> = joint.filter(|answer| answer.level != StartLevel::Yes).collect();
    lacking.sort_by_key(|answer| (answer.level, answer.statement));
    lacking
}

/// Are they ready to ask everybody? Not while one of the three conditions, or most of the rest, is answered with no: who is asked and sees
/// nothing follow answers no second time.
pub fn is_ready_to_ask(answers: &[StartAnswer]) -> bool {
    let nos = missing(answers)
        .into_iter()
        .filter(|answer| answer.level == StartLevel::No);
    let (conditions, duties): (Vec<_>, Vec<_>) = nos.partition(|answer| answer.statement <= Statement::Focus);
    conditions.is_empty() && duties.len() <= 2
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn answers(part: StartPart, levels: [i32; 8]) -> Vec<StartAnswer> {
        let levels = levels.into_iter().filter_map(StartLevel::of_number);
        Statement::ALL
            .into_iter()
            .zip(levels)
            .map(|(statement, level)| StartAnswer {
                statement,
                part,
                level,
                text: String::new(),
            })
            .collect()
    }

    fn both(lead: [i32; 8], rep: [i32; 8]) -> Vec<StartAnswer> {
        [answers(StartPart::Lead, lead), answers(StartPart::Rep, rep)].concat()
    }

    #[test]
    fn nobody_sees_the_others_answers_before_both_are_through() {
        let lead = answers(StartPart::Lead, [2; 8]);
        let mut rep = answers(StartPart::Rep, [0; 8]);
        let last = rep.pop();
        let all = [lead.clone(), rep.clone()].concat();
        assert!(
            visible(all.clone(), StartPart::Rep)
                .iter()
                .all(|answer| answer.part == StartPart::Rep)
        );
        assert!(
            visible(all.clone(), StartPart::Lead)
                .iter()
                .all(|answer| answer.part == StartPart::Lead)
        );
        let all: Vec<StartAnswer> = all.into_iter().chain(last).collect();
        assert_eq!(visible(all, StartPart::Rep).len(), 16);
    }

    #[test]
    fn those_furthest_apart_come_first() {
        let all = both([2, 2, 2, 1, 1, 0, 0, 2], [2, 0, 1, 1, 2, 2, 0, 2]);
        let found: Vec<(&str, i32)> = differences(&all)
            .iter()
            .map(|(one, apart)| (one.code(), *apart))
            .collect();
        assert_eq!(
            found.get(..4),
            Some(&[("together", 2), ("frame", 2), ("focus", 1), ("means", 1)][..])
        );
        assert_eq!(found.len(), 8);
    }

    #[test]
    fn no_to_everything_blocks_nothing_and_says_where_to_begin() {
        let joint = answers(StartPart::Joint, [0; 8]);
        assert!(!is_ready_to_ask(&joint));
        assert_eq!(missing(&joint).len(), 8);
        let joint = answers(StartPart::Joint, [2, 2, 1, 0, 0, 2, 1, 2]);
        assert!(is_ready_to_ask(&joint));
        let found: Vec<&str> = missing(&joint).iter().map(|answer| answer.statement.code()).collect();
        assert_eq!(found, ["leads_the_way", "means", "focus", "training"]);
        assert!(!is_ready_to_ask(&answers(StartPart::Joint, [2, 0, 2, 2, 2, 2, 2, 2])));
        assert!(!is_ready_to_ask(&answers(StartPart::Joint, [2, 2, 2, 0, 0, 0, 2, 2])));
    }

    fn begun(day: NaiveDate) -> Start {
        Start {
            id: StartId(Uuid::nil()),
            unit: UnitId(Uuid::nil()),
            begun_on: day,
            lead: Some(PersonId(Uuid::from_u128(1))),
            rep: Some(PersonId(Uuid::from_u128(2))),
            lead_agreed_on: None,
            rep_agreed_on: None,
            version: 1,
            lead_since: None,
            rep_since: None,
            lead_answered_on: None,
            rep_answered_on: None,
            promise: None,
            promise_looked_on: None,
        }
    }

    #[test]
    fn a_start_goes_on_when_both_are_through_and_when_both_agree() {
        let day = NaiveDate::default();
        let mut start = begun(day);
        assert_eq!(start.part_of(PersonId(Uuid::from_u128(2))), Some(StartPart::Rep));
        assert_eq!(start.part_of(PersonId(Uuid::from_u128(3))), None);
        let mut all = answers(StartPart::Lead, [1; 8]);
        assert_eq!(start.stage(&all), StartStage::Alone);
        all.extend(answers(StartPart::Rep, [1; 8]));
        assert_eq!(start.stage(&all), StartStage::Differences);
        all.extend(answers(StartPart::Joint, [1; 8]));
        assert_eq!(start.stage(&all), StartStage::Agreeing);
        start.lead_agreed_on = Some(day);
        assert_eq!(start.stage(&all), StartStage::Agreeing);
        assert_eq!(start.looks_back_on(), None);
        start.rep_agreed_on = day.checked_add_days(chrono::Days::new(31));
        assert_eq!(start.stage(&all), StartStage::Agreed);
        assert_eq!(start.looks_back_on(), day.checked_add_days(chrono::Days::new(120)));
    }

    #[test]
    fn who_has_not_answered_is_reminded_twice_and_then_the_other_may_go_on() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let mut start = begun(day("2026-02-03"));
        // Nobody is reminded before the other has answered.
        assert_eq!(start.asks_on(StartPart::Rep), [day("2026-02-03")]);
        assert_eq!(start.goes_on_from(StartPart::Lead), None);
        start.lead_answered_on = Some(day("2026-02-05"));
        assert_eq!(start.asks_on(StartPart::Lead), []);
        let asked = ["2026-02-03", "2026-02-12", "2026-02-19"].map(day);
        assert_eq!(start.asks_on(StartPart::Rep), asked);
        assert_eq!(start.goes_on_from(StartPart::Lead), Some(day("2026-02-26")));
        assert_eq!(start.goes_on_from(StartPart::Rep), None);
        assert!(start.is_one_view());
        // Who takes over has the same time again.
        let next = start.taken_over(
            StartPart::Rep,
            PersonId(Uuid::from_u128(3)),
            day("2026-03-01"),
            StartStage::Alone,
        );
        assert_eq!(
            next.asks_on(StartPart::Rep),
            ["2026-03-01", "2026-03-08", "2026-03-15"].map(day)
        );
        assert_eq!(next.goes_on_from(StartPart::Lead), Some(day("2026-03-22")));
        start.rep_answered_on = Some(day("2026-02-12"));
        assert_eq!(start.asks_on(StartPart::Rep), []);
        assert!(!start.is_one_view() && start.goes_on_from(StartPart::Lead).is_none());
    }

    #[test]
    fn who_takes_over_answers_anew_and_an_agreement_of_both_stands() {
        let day = NaiveDate::default();
        let other = PersonId(Uuid::from_u128(3));
        let start = Start {
            lead_answered_on: Some(day),
            rep_answered_on: Some(day),
            lead_agreed_on: Some(day),
            ..begun(day)
        };
        let next = start.taken_over(StartPart::Lead, other, day, StartStage::Differences);
        assert_eq!((next.lead, next.lead_answered_on), (Some(other), None));
        assert_eq!((next.rep, next.rep_answered_on), (start.rep, Some(day)));
        let next = start.taken_over(StartPart::Lead, other, day, StartStage::Agreeing);
        assert_eq!((next.lead_answered_on, next.lead_agreed_on), (Some(day), None));
        let next = start.taken_over(StartPart::Rep, other, day, StartStage::Agreed);
        assert_eq!((next.rep, next.lead_agreed_on), (Some(other), Some(day)));
    }
}
