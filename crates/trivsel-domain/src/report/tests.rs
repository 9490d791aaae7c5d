#![allow(clippy::unwrap_used)]

use uuid::Uuid;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

fn person() -> PersonId {
    PersonId(Uuid::from_u128(7))
}

fn criterion(number: u128) -> ReportCriterion {
    ReportCriterion {
        criterion: SuccessCriterionId(Uuid::from_u128(number)),
        title: format!("Kriterie {number}"),
        kind: CriterionKind::Observed,
        direction: Direction::Decrease,
        not_measurable: None,
        smallest_worthwhile: None,
        target: Some(5.7),
        figure: None,
        is_withheld: false,
        evaluation: None,
        survey: None,
        has_not_begun: false,
        own_words: String::new(),
    }
}

fn content(purpose: &str, progress: &str, next: &str) -> ReportContent {
    ReportContent {
        title: "Trivsel i plejen".to_owned(),
        area: "Nord".to_owned(),
        as_of: NaiveDate::default(),
        purpose_text: purpose.to_owned(),
        progress_text: progress.to_owned(),
        next_text: next.to_owned(),
    }
}

fn draft() -> StatusReport {
    StatusReport {
        id: StatusReportId(Uuid::from_u128(1)),
        initiative: InitiativeId(Uuid::from_u128(2)),
        content: content("Formål.", "Fremdrift.", "Videre."),
        scope: ReportScope::Initiative,
        decisions: Vec::new(),
        criteria: vec![criterion(1), criterion(2)],
        created_at: moment(),
        approval: None,
        version: 1,
    }
}

#[test]
fn only_a_draft_can_be_changed() {
    let draft = draft();
    let approved = draft.approved(person(), moment()).unwrap();
    for (report, is_open) in [(&draft, true), (&approved, false)] {
        let new = content("Nyt.", "Nyt.", "Nyt.");
        assert_eq!(report.changed(new.clone(), &[]).is_ok(), is_open);
        assert_eq!(report.refreshed(Vec::new(), Vec::new(), new.as_of).is_ok(), is_open);
        assert_eq!(report.approved(person(), moment()).is_ok(), is_open);
        assert_eq!(report.is_draft(), is_open);
    }
    assert_eq!(
        approved.changed(content("", "", ""), &[]),
        Err(AlreadyApproved { on: moment() })
    );
}

#[test]
fn approving_keeps_words_and_figures_and_says_who_and_when() {
    let draft = draft();
    let approved = draft.approved(person(), moment()).unwrap();
    assert_eq!(approved.content, draft.content);
    assert_eq!(approved.criteria, draft.criteria);
    assert_eq!(
        approved.approval,
        Some(Approval {
            at: moment(),
            by: Some(person())
        })
    );
}

#[test]
fn something_must_be_said_under_each_heading_before_approval() {
    let check = |purpose: &str, progress: &str, next: &str, criteria: usize, expected: Option<Heading>| {
        let mut report = draft();
        report.content = content(purpose, progress, next);
        report.criteria.truncate(criteria);
        let answer = report.approved(person(), moment());
        match expected {
            None => assert!(answer.is_ok()),
            Some(heading) => assert_eq!(answer, Err(ApproveError::Empty(heading))),
        }
    };
    check("Formål.", "Fremdrift.", "Videre.", 0, None);
    check("Formål.", "", "Videre.", 1, None);
    check(" ", "Fremdrift.", "Videre.", 1, Some(Heading::Purpose));
    check("Formål.", "\n", "Videre.", 0, Some(Heading::Progress));
    check("Formål.", "Fremdrift.", "", 2, Some(Heading::Next));
}

#[test]
fn new_figures_keep_what_people_said_of_a_criterion() {
    let draft = draft();
    let said = draft
        .changed(
            draft.content.clone(),
            &[(SuccessCriterionId(Uuid::from_u128(2)), "Set i gruppen.".to_owned())],
        )
        .unwrap();
    let mut new = criterion(2);
    new.not_measurable = Some("Corona.".to_owned());
    let as_of = NaiveDate::from_ymd_opt(2021, 6, 1).unwrap();
    let refreshed = said.refreshed(vec![new, criterion(3)], Vec::new(), as_of).unwrap();
    assert_eq!(refreshed.content.as_of, as_of);
    let words: Vec<&str> = refreshed
        .criteria
        .iter()
        .map(|found| found.own_words.as_str())
        .collect();
    assert_eq!(words, ["Set i gruppen.", ""]);
    assert_eq!(
        refreshed
            .criteria
            .first()
            .and_then(|found| found.not_measurable.as_deref()),
        Some("Corona.")
    );
}

#[test]
fn only_what_overlaps_the_compared_months_disturbs_them() {
    let level = |first: &str, last: &str| {
        Some(ReportLevel {
            value: 6.0,
            first: month(first),
            last: month(last),
        })
    };
    let check = |before: Option<ReportLevel>, now: Option<ReportLevel>, is_disturbed: bool| {
        let figure = ReportFigure {
            name_da: String::new(),
            name_en: String::new(),
            measure: Measure::RatePercent,
            units: 1,
            before,
            now,
            last_seen: None,
            is_old: false,
            first: month("2018-05"),
            values: vec![None; 68],
            starts: Vec::new(),
            is_broken: false,
            disruptions: vec![ReportDisruption {
                name: "Corona".to_owned(),
                first: month("2020-03"),
                last: month("2022-03"),
            }],
        };
        assert_eq!(figure.disturbed_by().count() == 1, is_disturbed, "{figure:?}");
        assert_eq!(figure.last(), month("2023-12"));
    };
    check(level("2018-05", "2019-04"), level("2020-07", "2021-06"), true);
    check(level("2018-05", "2019-04"), level("2023-01", "2023-12"), false);
    check(level("2019-04", "2020-03"), None, true);
    check(level("2019-03", "2020-02"), level("2022-04", "2023-03"), false);
    check(None, None, false);
}

#[test]
fn a_report_from_before_surveys_were_here_still_reads() {
    let mut written = serde_json::to_value(criterion(1)).unwrap();
    assert!(written.as_object_mut().unwrap().remove("survey").is_some());
    assert_eq!(
        serde_json::from_value::<ReportCriterion>(written).unwrap(),
        criterion(1)
    );
}
