#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use chrono::{TimeZone, Utc};
use uuid::Uuid;

use super::*;
use crate::legal_rule::shipped_rules;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn at(text: &str) -> DateTime<Utc> {
    Utc.from_utc_datetime(&day(text).and_hms_opt(10, 0, 0).unwrap())
}

fn finding(position: i32, area: FindingArea) -> AssessmentFinding {
    AssessmentFinding {
        id: AssessmentFindingId(Uuid::from_u128(10)),
        assessment: AssessmentId(Uuid::from_u128(1)),
        position,
        area,
        title: "Planen bliver ændret, mens vi er ude".to_owned(),
        description: String::new(),
        seen_in: "Måling".to_owned(),
        severity: Some(Severity::Grave),
        extent: "Alle på dagvagt".to_owned(),
        causes: "Ruter lægges samme morgen".to_owned(),
        absence: Some(AbsenceLink::PossibleLink),
        measure: "Ruter, vi selv lægger".to_owned(),
        initiative: None,
        responsible_role: "Leder".to_owned(),
        due_on: Some(day("2027-03-01")),
        check_on: Some(day("2027-06-01")),
        check_how: "Nøgletal".to_owned(),
        done_on: None,
        taken_from: String::new(),
    }
}

fn complete() -> (Assessment, Vec<AssessmentFinding>) {
    let assessment = Assessment {
        id: AssessmentId(Uuid::from_u128(1)),
        number: 4,
        unit: UnitId(Uuid::from_u128(2)),
        begun_on: day("2026-11-02"),
        mapping: "Måling og runde".to_owned(),
        looked_at: vec![FindingArea::Psychosocial, FindingArea::Ergonomic],
        absence: Some(AbsenceLink::PossibleLink),
        absence_text: String::new(),
        with: Some(person(7)),
        open_at: "Trivsel, og i mappen på kontoret".to_owned(),
        manager_agreed: None,
        staff_agreed: None,
        declined: Vec::new(),
        version: 1,
    };
    (
        assessment,
        vec![
            finding(1, FindingArea::Psychosocial),
            finding(2, FindingArea::Ergonomic),
        ],
    )
}

type Broken = fn(&mut Assessment, &mut Vec<AssessmentFinding>);
type Said = Option<(AssessmentPart, &'static [PartLack])>;

/// What breaks it, which part says so, and what it says.
#[rustfmt::skip] // It is a table only while its columns stand below each other.
const CASES: [(Broken, Said); 24] = {
    use AssessmentPart::*;
    [
        (|_, _| {}, None),
        // Nothing was found at all, but both sides were looked at: complete.
        (|a, f| { f.clear(); a.absence = Some(AbsenceLink::NoLink); }, None),
        // Solved at once: it needs no plan, no day, nobody.
        (|_, f| { f[1].measure.clear(); f[1].done_on = Some(day("2026-11-10")); f[1].responsible_role.clear(); f[1].due_on = None; f[1].check_on = None; f[1].check_how.clear(); }, None),
        // An initiative is a measure.
        (|_, f| { f[0].measure.clear(); f[0].initiative = Some(InitiativeId(Uuid::from_u128(9))); }, None),
        // One area found is one looked at.
        (|a, _| a.looked_at.clear(), None),
        (|a, _| a.absence = Some(AbsenceLink::NoLink), None),
        (|a, _| a.with = None, Some((Together, &[PartLack::NobodyFromStaff]))),
        (|a, f| { a.looked_at.clear(); f.remove(0); f[0].position = 1; }, Some((BothSides, &[PartLack::NoPsychosocial]))),
        (|a, f| { a.looked_at = vec![FindingArea::Psychosocial]; f.pop(); }, Some((BothSides, &[PartLack::NoPhysical]))),
        (|a, f| { a.looked_at.clear(); f.clear(); a.absence = Some(AbsenceLink::NoLink); }, Some((BothSides, &[PartLack::NoPsychosocial, PartLack::NoPhysical]))),
        (|a, _| a.mapping.clear(), Some((Risks, &[PartLack::NoMapping]))),
        (|_, f| f[0].severity = None, Some((Risks, &[PartLack::NoSeverity(1)]))),
        (|_, f| f[1].extent.clear(), Some((Risks, &[PartLack::NoExtent(2)]))),
        (|_, f| f[0].causes.clear(), Some((Risks, &[PartLack::NoCauses(1)]))),
        (|_, f| { f[0].severity = None; f[1].causes.clear(); }, Some((Risks, &[PartLack::NoSeverity(1), PartLack::NoCauses(2)]))),
        (|a, _| a.absence = None, Some((Absence, &[PartLack::AbsenceNotAsked]))),
        (|_, f| for one in f { one.absence = Some(AbsenceLink::NoLink); }, Some((Absence, &[PartLack::LinkWithoutFinding]))),
        (|_, f| f[1].measure.clear(), Some((Plan, &[PartLack::NoMeasure(2)]))),
        (|a, _| a.open_at.clear(), Some((Open, &[PartLack::NowhereOpen]))),
        (|_, f| f[0].responsible_role.clear(), Some((WhoWhenHow, &[PartLack::NobodyDoes(1)]))),
        (|_, f| f[0].due_on = None, Some((WhoWhenHow, &[PartLack::NoDay(1)]))),
        (|_, f| f[1].check_on = None, Some((WhoWhenHow, &[PartLack::NoCheckDay(2)]))),
        (|_, f| f[1].check_how.clear(), Some((WhoWhenHow, &[PartLack::NoCheckHow(2)]))),
        (|a, _| agree(a, "2023-11-29"), Some((InDate, &[PartLack::TooOld]))),
    ]
};

fn agree(assessment: &mut Assessment, on: &str) {
    let agreement = |number| {
        Some(Agreement {
            by: Some(person(number)),
            at: at(on),
        })
    };
    assessment.manager_agreed = agreement(6);
    assessment.staff_agreed = agreement(7);
}

fn check(assessment: &Assessment, findings: &[AssessmentFinding], changed: Option<&str>) -> Vec<CheckedPart> {
    check_parts(
        assessment,
        findings,
        &shipped_rules().unwrap(),
        day("2026-11-30"),
        changed.map(day),
    )
}

#[test]
fn each_way_an_assessment_can_be_broken_is_said_of_its_part_and_of_no_other() {
    for (number, (break_it, expected)) in CASES.iter().enumerate() {
        let (mut assessment, mut findings) = complete();
        break_it(&mut assessment, &mut findings);
        let found: Vec<CheckedPart> = check(&assessment, &findings, None)
            .into_iter()
            .filter(|checked| checked.state != PartState::Present)
            .collect();
        let expected: Vec<CheckedPart> = expected
            .iter()
            .map(|(part, lacks)| CheckedPart {
                part: *part,
                // Who, when and how: the wording is not confirmed, so it is good practice and never missing.
                state: if *part == AssessmentPart::WhoWhenHow {
                    PartState::Advised(lacks.to_vec())
                } else {
                    PartState::Missing(lacks.to_vec())
                },
            })
            .collect();
        assert_eq!(found, expected, "case {number}");
    }
}

#[test]
fn three_years_old_to_the_day_is_in_date_and_the_day_after_is_not() {
    for (agreed, is_in_date) in [("2023-11-30", true), ("2023-11-29", false), ("2026-11-01", true)] {
        let (mut assessment, findings) = complete();
        agree(&mut assessment, agreed);
        let parts = check(&assessment, &findings, None);
        assert_eq!(parts[0].state == PartState::Present, is_in_date, "{agreed}");
    }
}

#[test]
fn a_large_change_since_asks_for_it_again_and_one_before_does_not() {
    let (mut assessment, findings) = complete();
    agree(&mut assessment, "2026-05-01");
    for (changed, is_asked) in [("2026-09-01", true), ("2026-05-01", false), ("2026-01-01", false)] {
        let parts = check(&assessment, &findings, Some(changed));
        let asks = parts[0].state == PartState::Missing(vec![PartLack::ChangedSince]);
        assert_eq!(asks, is_asked, "{changed}");
    }
}

#[test]
fn what_no_rule_in_force_asks_for_is_not_reckoned() {
    let (mut assessment, findings) = complete();
    assessment.mapping.clear();
    let rules = shipped_rules().unwrap();
    // The order of 2023 was not in force yet.
    let before = check_parts(&assessment, &findings, &rules, day("2024-01-31"), None);
    for checked in before {
        let began_with_it = ["APV-3", "APV-5", "APV-6"].contains(&checked.part.rule());
        assert_eq!(
            checked.state == PartState::NotReckoned,
            began_with_it,
            "{:?}",
            checked.part
        );
    }
    // Nobody has looked for more than a year: nothing is said in the name of a rule that is confirmed.
    for checked in check_parts(&assessment, &findings, &rules, day("2027-12-01"), None) {
        let is_practice = checked.part == AssessmentPart::WhoWhenHow;
        assert_eq!(
            checked.state == PartState::NotReckoned,
            !is_practice,
            "{:?}",
            checked.part
        );
    }
}

#[test]
fn manager_and_staff_are_two_persons_and_a_change_takes_both_back() {
    let (assessment, _) = complete();
    let now = at("2026-11-30");
    let half = assessment.agreed_by(AgreeingSide::Manager, person(6), now).unwrap();
    assert!(half.is_open());
    assert_eq!(
        half.agreed_by(AgreeingSide::Staff, person(6), now),
        Err(AgreeError::SamePerson)
    );
    let whole = half
        .agreed_by(AgreeingSide::Staff, person(7), at("2026-12-01"))
        .unwrap();
    assert_eq!(whole.agreed_at(), Some(at("2026-12-01")));
    assert_eq!(
        whole.agreed_by(AgreeingSide::Manager, person(8), now),
        Err(AgreeError::Agreed)
    );
    assert_eq!(half.unagreed().manager_agreed, None);
}
