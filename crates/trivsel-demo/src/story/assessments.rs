//! The assessments of Fjordby: the one of Mosevang is a month too old, the one of Skovbakken holds, and in Mosevang things were reported.

use chrono::{Months, NaiveDate};
use trivsel_domain::assessment::{
    AbsenceLink, Agreement, Assessment, AssessmentFinding, FindingArea, FrozenAssessment, Severity, UnitReport,
};
use trivsel_domain::id::{AssessmentFindingId, AssessmentId, UnitReportId};

use super::Story;
use super::calendar::{after, moment, working_day_until};
use crate::Ground;

/// What was found: area, title, extent, causes, measure, role, was it solved?
type FindingRow = (
    FindingArea,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    bool,
);

const MOSEVANG: [FindingRow; 4] = [
    (
        FindingArea::Psychosocial,
        "Telefonen ringer under medicindosering",
        "Alle på dagvagt, hver dag",
        "Kontoret har kun én telefon, og den følger med på ruten",
        "En kollega tager telefonen fra 8 til 10",
        "Leder",
        false,
    ),
    (
        FindingArea::Ergonomic,
        "Løft ved sengen i tre hjem",
        "Tre hjem, to gange om dagen",
        "Der mangler hjælpemidler",
        "Hjælpemidler er bestilt",
        "AMR",
        true,
    ),
    (
        FindingArea::Physical,
        "Støj i kontoret om morgenen",
        "Alle, der møder ind klokken 7",
        "Alle lægger plan på samme tid",
        "",
        "",
        false,
    ),
    (
        FindingArea::Accident,
        "Mørk parkering om aftenen",
        "Aftenvagten",
        "Lampen er gået",
        "Meldt til ejendom",
        "Leder",
        true,
    ),
];

const SKOVBAKKEN: [FindingRow; 2] = [
    (
        FindingArea::Psychosocial,
        "Alene med svære pårørende",
        "Aftenvagten, hver uge",
        "Der er ingen at ringe til",
        "Sparring på morgenmødet",
        "AMR",
        false,
    ),
    (
        FindingArea::Biological,
        "Handsker i forkerte størrelser",
        "Alle",
        "Bestilles ét sted",
        "Flere størrelser på lager",
        "Leder",
        true,
    ),
];

/// Code of the unit, how many months ago both sides agreed, manager, for the staff, what was found.
const AGREED: [(&str, u32, &str, &str, &[FindingRow]); 2] = [
    ("2112", 37, "karen", "mette", &MOSEVANG),
    ("2111", 34, "karen", "pia", &SKOVBAKKEN),
];

const REPORTED: [(&str, FindingArea, &str, i64); 3] = [
    (
        "2112",
        FindingArea::Physical,
        "Trækker fra døren i depotet, når vi pakker om morgenen.",
        -12,
    ),
    (
        "2112",
        FindingArea::Ergonomic,
        "Kasserne med bleer står på øverste hylde.",
        -30,
    ),
    (
        "2112",
        FindingArea::Psychosocial,
        "Vi får at vide samme morgen, at ruten er lavet om.",
        -45,
    ),
];

pub(super) fn add(story: &mut Story, ground: &Ground<'_>) {
    for ((code, months, manager, staff, rows), number) in AGREED.into_iter().zip(1..) {
        let Some(unit) = ground.units.id(code) else { continue };
        let on = working_day_until(
            ground
                .today
                .checked_sub_months(Months::new(months))
                .unwrap_or(ground.today),
        );
        let id = AssessmentId(ground.seed.id(&format!("assessment:{code}")));
        let agreed = |key: &str, hour: u32| {
            Some(Agreement {
                by: ground.cast.find(key),
                at: moment(on, hour, 30),
            })
        };
        let findings: Vec<AssessmentFinding> = rows
            .iter()
            .zip(1..)
            .map(|(row, position)| finding(ground, id, row, position, on))
            .collect();
        let name = ground
            .tree
            .iter()
            .find(|unit| unit.code == code)
            .map(|unit| unit.name.clone());
        let assessment = Assessment {
            id,
            number,
            unit,
            begun_on: after(on, -40),
            mapping: "Runde med tjekliste, personalemøde og det, folk havde meldt ind.".to_owned(),
            looked_at: FindingArea::ALL.to_vec(),
            absence: Some(AbsenceLink::PossibleLink),
            absence_text: "Korte fraværsperioder følger de uger, hvor mange er på vagt alene.".to_owned(),
            with: ground.cast.find(staff),
            open_at: "I mappen på kontoret".to_owned(),
            manager_agreed: agreed(manager, 10),
            staff_agreed: agreed(staff, 11),
            declined: Vec::new(),
            version: 3,
        };
        let frozen = FrozenAssessment {
            unit_name: name.unwrap_or_default(),
            covers: Vec::new(),
            mapping: assessment.mapping.clone(),
            looked_at: assessment.looked_at.clone(),
            absence: assessment.absence,
            absence_text: assessment.absence_text.clone(),
            absence_figure: (
                "Tallene blev gennemgået på personalemødet.".to_owned(),
                "The figures were gone through at the staff meeting.".to_owned(),
            ),
            open_at: assessment.open_at.clone(),
            findings,
        };
        story.assessments.push((assessment, frozen));
    }
    story
        .unit_reports
        .extend(REPORTED.iter().filter_map(|(code, area, text, days)| {
            Some(UnitReport {
                id: UnitReportId(ground.seed.id(&format!("unit-report:{code}:{days}"))),
                unit: ground.units.id(code)?,
                area: *area,
                text: (*text).to_owned(),
                reported_on: after(ground.today, *days),
            })
        }));
}

fn finding(
    ground: &Ground<'_>,
    assessment: AssessmentId,
    row: &FindingRow,
    position: i32,
    agreed_on: NaiveDate,
) -> AssessmentFinding {
    let (area, title, extent, causes, measure, role, is_solved) = *row;
    AssessmentFinding {
        id: AssessmentFindingId(ground.seed.id(&format!("assessment-finding:{assessment}:{position}"))),
        assessment,
        position,
        area,
        title: title.to_owned(),
        description: String::new(),
        seen_in: "Runde".to_owned(),
        severity: Some(if position == 1 {
            Severity::Grave
        } else {
            Severity::Middle
        }),
        extent: extent.to_owned(),
        causes: causes.to_owned(),
        absence: Some(if position == 1 {
            AbsenceLink::PossibleLink
        } else {
            AbsenceLink::NoLink
        }),
        measure: if measure.is_empty() {
            "Møderne flyttes".to_owned()
        } else {
            measure.to_owned()
        },
        initiative: None,
        responsible_role: role.to_owned(),
        due_on: Some(after(agreed_on, 60)),
        check_on: Some(after(agreed_on, 150)),
        check_how: "Runde".to_owned(),
        done_on: is_solved.then(|| after(agreed_on, 50)),
        taken_from: String::new(),
    }
}
