use trivsel_domain::id::{InitiativeId, PersonId, StatusReportId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::{CriterionKind, Direction, IgloLevel, Initiative, State};
use trivsel_domain::period::Period;
use trivsel_domain::person::Person;
use trivsel_domain::report::{ReportContent, ReportCriterion, ReportScope, StatusReport};
use trivsel_domain::unit::Unit;
use trivsel_store::{Store, StoreError, initiatives, persons, reports, units};
use uuid::Uuid;

use crate::databases::{for_each_database, moment, name};

fn draft(initiative: InitiativeId, as_of: &str) -> StatusReport {
    StatusReport {
        id: StatusReportId(Uuid::now_v7()),
        initiative,
        content: ReportContent {
            title: "Trivsel på Nord".to_owned(),
            area: "Nord".to_owned(),
            as_of: as_of.parse().unwrap(),
            purpose_text: "Formål.".to_owned(),
            progress_text: "- et\n- to".to_owned(),
            next_text: "Videre.".to_owned(),
        },
        scope: ReportScope::Initiative,
        decisions: Vec::new(),
        criteria: vec![ReportCriterion {
            criterion: SuccessCriterionId(Uuid::now_v7()),
            title: "Faldende fravær".to_owned(),
            kind: CriterionKind::Observed,
            direction: Direction::Decrease,
            not_measurable: Some("Corona.".to_owned()),
            smallest_worthwhile: None,
            target: Some(5.7),
            figure: None,
            is_withheld: false,
            evaluation: None,
            survey: None,
            has_not_begun: false,
            own_words: "Set i gruppen.".to_owned(),
        }],
        created_at: moment(),
        approval: None,
        version: 1,
    }
}

/// A person and an initiative to report on.
async fn ground(store: &Store, organisation: trivsel_domain::id::OrganisationId) -> (PersonId, InitiativeId) {
    let tx = store.write(organisation).await.unwrap();
    let unit = UnitId(Uuid::now_v7());
    let person = PersonId(Uuid::now_v7());
    let initiative = InitiativeId(Uuid::now_v7());
    let period = Period::since(moment().date_naive());
    units::add(
        &tx,
        &Unit {
            id: unit,
            code: "N".to_owned(),
            period,
        },
    )
    .await
    .unwrap();
    persons::add(
        &tx,
        &Person {
            id: person,
            employee_number: None,
            name: "Karen Holst".to_owned(),
            email: None,
            title: String::new(),
            is_erased: false,
        },
        moment(),
    )
    .await
    .unwrap();
    let text = String::new;
    initiatives::add(
        &tx,
        &Initiative {
            id: initiative,
            number: 1,
            title: "Trivsel".to_owned(),
            summary: text(),
            goal: None,
            goal_text: text(),
            description: text(),
            purpose: text(),
            target_group: text(),
            actors: text(),
            schedule: text(),
            financial_impact: text(),
            success_text: text(),
            follow_up_text: text(),
            unit,
            iglo_level: IgloLevel::Group,
            starts_on: None,
            ends_on: None,
            lead: None,
            co_lead: None,
            state: State::Idea,
            parent: None,
            decided_on: None,
            decided_at: None,
            decision_note: text(),
            closed_at: None,
            closing_note: text(),
            created_at: moment(),
            version: 1,
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    (person, initiative)
}

#[tokio::test]
async fn an_approved_report_is_kept_as_it_was_and_never_written_again() {
    for_each_database(async |store, organisation| {
        let (person, initiative) = ground(&store, organisation).await;
        let draft = draft(initiative, "2021-06-30");
        let tx = store.write(organisation).await.unwrap();
        reports::add(&tx, &draft).await.unwrap();
        let approved = draft.approved(person, moment()).unwrap();
        reports::change(&tx, &approved).await.unwrap();
        let kept = reports::find(&tx, draft.id).await.unwrap().unwrap();
        assert_eq!(kept, StatusReport { version: 2, ..approved }, "{}", name(&store));

        let mut forced = kept.clone();
        forced.content.title = "Andet".to_owned();
        assert!(matches!(reports::change(&tx, &forced).await, Err(StoreError::Stale)));
        assert_eq!(reports::remove_draft(&tx, kept.id).await.unwrap(), 0);
        assert_eq!(reports::find(&tx, kept.id).await.unwrap(), Some(kept.clone()));

        reports::erase_person(&tx, person).await.unwrap();
        let after = reports::find(&tx, kept.id).await.unwrap().unwrap();
        assert_eq!(after.approval.map(|approval| approval.by), Some(None));
    })
    .await;
}

#[tokio::test]
async fn a_draft_changed_by_somebody_else_is_stale() {
    for_each_database(async |store, organisation| {
        let (_, initiative) = ground(&store, organisation).await;
        let draft = draft(initiative, "2021-06-30");
        let tx = store.write(organisation).await.unwrap();
        reports::add(&tx, &draft).await.unwrap();
        reports::change(&tx, &draft).await.unwrap();
        assert!(
            matches!(reports::change(&tx, &draft).await, Err(StoreError::Stale)),
            "{}",
            name(&store)
        );
        assert_eq!(reports::remove_draft(&tx, draft.id).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn drafts_come_first_then_the_newest() {
    for_each_database(async |store, organisation| {
        let (person, initiative) = ground(&store, organisation).await;
        let tx = store.write(organisation).await.unwrap();
        for (as_of, is_approved) in [("2021-06-30", true), ("2023-06-30", true), ("2022-06-30", false)] {
            let report = draft(initiative, as_of);
            reports::add(&tx, &report).await.unwrap();
            if is_approved {
                reports::change(&tx, &report.approved(person, moment()).unwrap())
                    .await
                    .unwrap();
            }
        }
        for list in [
            reports::list(&tx).await.unwrap(),
            reports::list_of(&tx, initiative).await.unwrap(),
        ] {
            let days: Vec<String> = list.iter().map(|report| report.content.as_of.to_string()).collect();
            assert_eq!(days, ["2022-06-30", "2023-06-30", "2021-06-30"], "{}", name(&store));
        }
    })
    .await;
}
