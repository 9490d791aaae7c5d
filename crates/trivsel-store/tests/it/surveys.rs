//! Surveys with their rolls, boxes and mails, on both databases.

use chrono::{NaiveDate, TimeDelta};
use trivsel_domain::id::{
    OrganisationId, PersonId, QuestionnaireId, QuestionnaireVersionId, SurveyId, UnitId, UnitPlacementId,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::Person;
use trivsel_domain::questionnaire::{Questionnaire, QuestionnaireVersion, built_in};
use trivsel_domain::survey::{Cell, FollowUp, Rules, Survey, SurveyState, Target, TwoLanguages};
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::ballots::{self, Ballot, Comment};
use trivsel_store::mails::{self, Mail, MailKind};
use trivsel_store::rolls::{self, RollEntry, Way};
use trivsel_store::surveys::{self, Frozen};
use trivsel_store::{Store, StoreError, persons, questionnaires, units};
use uuid::Uuid;

use crate::databases::{for_each_database, moment, name};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a survey rests on: a unit, three persons, and a version of a questionnaire.
struct Ground {
    unit: UnitId,
    people: [PersonId; 3],
    version: QuestionnaireVersionId,
}

impl Ground {
    async fn new(store: &Store, organisation: OrganisationId) -> Self {
        let tx = store.write(organisation).await.unwrap();
        let unit = UnitId(Uuid::now_v7());
        let period = Period::since(day("2017-01-01"));
        let code = "MV".to_owned();
        units::add(&tx, &Unit { id: unit, code, period }).await.unwrap();
        let placement = UnitPlacement {
            id: UnitPlacementId(Uuid::now_v7()),
            unit,
            parent: None,
            name: "Mosevang".into(),
            period,
        };
        units::add_placement(&tx, &placement).await.unwrap();
        let people = std::array::from_fn(|_| PersonId(Uuid::now_v7()));
        for id in people {
            let person = Person {
                id,
                employee_number: None,
                name: "Karen Holst".into(),
                email: None,
                title: String::new(),
                is_erased: false,
            };
            persons::add(&tx, &person, moment()).await.unwrap();
        }
        let questionnaire = Questionnaire {
            id: QuestionnaireId(Uuid::now_v7()),
            code: "puls".to_owned(),
            is_built_in: false,
            withdrawn_at: None,
            created_at: moment(),
        };
        questionnaires::add(&tx, &questionnaire).await.unwrap();
        let version = QuestionnaireVersion {
            id: QuestionnaireVersionId(Uuid::now_v7()),
            questionnaire: questionnaire.id,
            number: 1,
            based_on: None,
            content: built_in().unwrap().remove(0).content,
            published: None,
            created_at: moment(),
            version: 1,
        };
        questionnaires::add_version(&tx, &version).await.unwrap();
        tx.commit().await.unwrap();
        Self {
            unit,
            people,
            version: version.id,
        }
    }

    fn survey(&self, number: i32) -> Survey {
        Survey {
            id: SurveyId(Uuid::now_v7()),
            number,
            questionnaire: self.version,
            title: TwoLanguages {
                da: "Trivselsmåling".into(),
                en: "Wellbeing".into(),
            },
            purpose: TwoLanguages {
                da: "Fordi".into(),
                en: String::new(),
            },
            target: Target {
                units: vec![self.unit],
                job_groups: vec!["SSA".into(), "Sygeplejerske".into()],
                by_job_group: true,
                cut_off: day("2026-11-01"),
            },
            rules: Rules {
                minimum: 6,
                distribution: 11,
                comments: 21,
                offensive: 22,
            },
            opens_on: Some(day("2026-11-21")),
            closes_on: Some(day("2026-12-04")),
            reminders: vec![day("2026-11-25"), day("2026-12-01")],
            retention_months: 12,
            follow_up: FollowUp {
                person: Some(self.people[0]),
                on: Some(day("2026-12-10")),
                time: "To timer".into(),
            },
            state: SurveyState::Draft,
            closed_on: None,
            answers_deleted_on: None,
            held_since: None,
            moved_to: None,
            contacts: String::new(),
            version: 1,
        }
    }

    /// A survey with one cell of which all three are part.
    async fn opened(&self, store: &Store, organisation: OrganisationId) -> Survey {
        let survey = self.survey(1);
        let tx = store.write(organisation).await.unwrap();
        surveys::add(&tx, &survey).await.unwrap();
        surveys::freeze(&tx, survey.id, &frozen(), &[self.cell()])
            .await
            .unwrap();
        let entry = |(person, (way, code_hash)): (&PersonId, (Way, &str))| RollEntry {
            person: *person,
            cell: 1,
            way,
            code_hash: code_hash.to_owned(),
            blinded: String::new(),
        };
        let ways = [(Way::Mail, "aa"), (Way::Mail, "bb"), (Way::Card, "")];
        let entries: Vec<RollEntry> = self.people.iter().zip(ways).map(entry).collect();
        rolls::add_many(&tx, survey.id, &entries).await.unwrap();
        let open = Survey {
            state: SurveyState::Open,
            ..survey
        };
        surveys::advance(&tx, &open, SurveyState::Draft).await.unwrap();
        tx.commit().await.unwrap();
        Survey { version: 2, ..open }
    }

    fn cell(&self) -> Cell {
        Cell {
            number: 1,
            unit: self.unit,
            units: vec![self.unit],
            job_groups: vec!["SSA".into()],
            invited: 3,
        }
    }
}

fn frozen() -> Frozen {
    Frozen {
        snapshot: "[]".into(),
        promise: "{}".into(),
        seal: "5e".repeat(32),
        public_key: "ab".repeat(32),
        secret_key: "cd".repeat(32),
    }
}

#[tokio::test]
async fn a_survey_comes_back_as_it_was_written_and_its_number_is_its_own() {
    for_each_database(async |store, organisation| {
        let ground = Ground::new(&store, organisation).await;
        let written = ground.survey(1);
        let tx = store.write(organisation).await.unwrap();
        assert_eq!(surveys::next_number(&tx).await.unwrap(), 1);
        surveys::add(&tx, &written).await.unwrap();
        assert_eq!(surveys::next_number(&tx).await.unwrap(), 2);
        let changed = Survey {
            reminders: vec![day("2026-11-30")],
            target: Target::default(),
            ..written.clone()
        };
        assert_eq!(
            surveys::find(&tx, written.id).await.unwrap(),
            Some(written),
            "{}",
            name(&store)
        );
        surveys::change(&tx, &changed).await.unwrap();
        let again = surveys::change(&tx, &changed).await;
        assert!(matches!(again, Err(StoreError::Stale)), "{again:?} on {}", name(&store));
        let changed = Survey { version: 2, ..changed };
        tx.commit().await.unwrap();
        let tx = store.read(organisation).await.unwrap();
        assert_eq!(surveys::list(&tx).await.unwrap(), std::slice::from_ref(&changed));
        assert_eq!(surveys::by_number(&tx, 1).await.unwrap().as_ref(), Some(&changed));
        drop(tx);
        let tx = store.write(organisation).await.unwrap();
        let clash = surveys::add(&tx, &ground.survey(1)).await;
        assert!(
            matches!(clash, Err(StoreError::Conflict(_))),
            "{clash:?} on {}",
            name(&store)
        );
        drop(tx);
        let tx = store.write(organisation).await.unwrap();
        surveys::remove(&tx, &changed).await.unwrap();
        assert_eq!(surveys::list(&tx).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_moved_once_and_forgets_its_key() {
    for_each_database(async |store, organisation| {
        let ground = Ground::new(&store, organisation).await;
        let open = ground.opened(&store, organisation).await;
        let tx = store.write(organisation).await.unwrap();
        let late = surveys::advance(&tx, &open, SurveyState::Draft).await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?} on {}", name(&store));
        assert!(surveys::frozen(&tx, open.id).await.unwrap() == Some(frozen()));
        assert_eq!(surveys::list_cells(&tx, open.id).await.unwrap(), [ground.cell()]);
        surveys::forget_key(&tx, open.id).await.unwrap();
        assert_eq!(surveys::frozen(&tx, open.id).await.unwrap().unwrap().secret_key, "");
        assert_eq!(
            surveys::take_reminders(&tx, open.id, day("2026-11-24")).await.unwrap(),
            0
        );
        assert_eq!(
            surveys::take_reminders(&tx, open.id, day("2026-11-25")).await.unwrap(),
            1
        );
        assert_eq!(
            surveys::take_reminders(&tx, open.id, day("2026-11-26")).await.unwrap(),
            0,
            "a reminder is sent once on {}",
            name(&store)
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_is_noted_once_and_forgotten_with_the_codes() {
    for_each_database(async |store, organisation| {
        let ground = Ground::new(&store, organisation).await;
        let open = ground.opened(&store, organisation).await;
        let [first, second, by_card] = ground.people;
        let tx = store.write(organisation).await.unwrap();
        let found = rolls::by_code(&tx, open.id, "aa").await.unwrap().unwrap();
        assert_eq!((found.person, found.cell, found.way), (first, 1, Way::Mail));
        assert_eq!(rolls::asked(&tx, first).await.unwrap(), [(open.id, false)]);
        assert_eq!(rolls::asked(&tx, by_card).await.unwrap(), []);
        assert_eq!(rolls::note_token(&tx, open.id, first, "p1").await.unwrap(), 1);
        assert_eq!(rolls::note_token(&tx, open.id, first, "p2").await.unwrap(), 0);
        assert_eq!(rolls::without_token(&tx, open.id).await.unwrap(), [second]);
        assert_eq!(rolls::asked(&tx, first).await.unwrap(), [(open.id, true)]);
        assert_eq!(rolls::cards_of_cells(&tx, open.id).await.unwrap(), [(1, 1)]);
        rolls::forget_tokens(&tx, open.id).await.unwrap();
        assert_eq!(rolls::count(&tx, open.id).await.unwrap(), 3, "who was invited stays");
        for person in ground.people {
            let entry = rolls::of_person(&tx, open.id, person).await.unwrap().unwrap();
            assert_eq!((entry.code_hash.as_str(), entry.blinded.as_str()), ("", ""));
        }
    })
    .await;
}

#[tokio::test]
async fn a_ballot_with_a_key_that_is_there_changes_nothing() {
    for_each_database(async |store, organisation| {
        let ground = Ground::new(&store, organisation).await;
        let open = ground.opened(&store, organisation).await;
        let ballot = |key: &str, answers: &str| Ballot {
            key: key.to_owned(),
            cell: 1,
            answers: answers.to_owned(),
        };
        let comment = Comment {
            key: "c1".into(),
            cell: 1,
            item: "keep".into(),
            text: "Morgenmødet".into(),
        };
        let tx = store.write(organisation).await.unwrap();
        let first = [ballot("k2", "{\"a\":2}"), ballot("k1", "{\"a\":1}")];
        ballots::add(&tx, open.id, &first, std::slice::from_ref(&comment))
            .await
            .unwrap();
        ballots::add(
            &tx,
            open.id,
            &[ballot("k1", "{\"a\":5}")],
            std::slice::from_ref(&comment),
        )
        .await
        .unwrap();
        assert_eq!(ballots::count(&tx, open.id).await.unwrap(), 2, "{}", name(&store));
        let [second, first] = first;
        assert_eq!(ballots::list(&tx, open.id).await.unwrap(), [first, second]);
        assert_eq!(ballots::list_comments(&tx, open.id).await.unwrap(), [comment]);
        let more = [ballot("k1", "{}"), ballot("k9", "{}")];
        let added = ballots::add_ballots(&tx, open.id, &more).await.unwrap();
        assert_eq!(added.into_iter().collect::<Vec<_>>(), ["k9"]);

        assert!(!ballots::has_cards(&tx, open.id).await.unwrap());
        ballots::add_cards(&tx, open.id, &[("k7".to_owned(), 1)]).await.unwrap();
        assert!(ballots::has_cards(&tx, open.id).await.unwrap());
        assert_eq!(ballots::cell_of_card(&tx, open.id, "k7").await.unwrap(), Some(1));
        assert_eq!(ballots::cell_of_card(&tx, open.id, "k1").await.unwrap(), None);
        assert!(ballots::use_card(&tx, open.id, "k7").await.unwrap());
        assert!(!ballots::use_card(&tx, open.id, "k7").await.unwrap(), "once");
        assert!(!ballots::use_card(&tx, open.id, "k1").await.unwrap(), "there is none");
        ballots::add_cards(&tx, open.id, &[("k7".to_owned(), 1)]).await.unwrap();
        assert!(
            !ballots::use_card(&tx, open.id, "k7").await.unwrap(),
            "made again it stays used"
        );
        // As in a backup from before cards said so themselves: the ballot lies under the card's own hash.
        ballots::add_cards(&tx, open.id, &[("k8".to_owned(), 1)]).await.unwrap();
        ballots::add(&tx, open.id, &[ballot("k8", "{}")], &[]).await.unwrap();
        assert!(!ballots::use_card(&tx, open.id, "k8").await.unwrap());
        assert_eq!(ballots::part_from_cards(&tx, open.id).await.unwrap(), 1);
        assert_eq!(ballots::part_from_cards(&tx, open.id).await.unwrap(), 0);
        assert_eq!(ballots::answers_under(&tx, open.id, "k8").await.unwrap(), None);
        assert!(!ballots::use_card(&tx, open.id, "k8").await.unwrap());
        assert_eq!(ballots::remove_all(&tx, open.id).await.unwrap(), 4);
        assert_eq!(ballots::list_comments(&tx, open.id).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_mail_waits_longer_each_time_and_is_left_in_the_end() {
    for_each_database(async |store, organisation| {
        let ground = Ground::new(&store, organisation).await;
        let open = ground.opened(&store, organisation).await;
        let now = moment();
        let soon = now + TimeDelta::minutes(5);
        let mail = Mail::new(open.id, ground.people[0], MailKind::Invitation);
        let tx = store.write(organisation).await.unwrap();
        mails::add_many(&tx, std::slice::from_ref(&mail)).await.unwrap();
        assert_eq!(
            mails::list_waiting(&tx, &MailKind::ALL, 5, now, 10).await.unwrap(),
            std::slice::from_ref(&mail)
        );
        assert_eq!(mails::next(&tx, 5).await.unwrap(), Some(mail.not_before));
        let later = Mail {
            attempts: 1,
            not_before: soon,
            ..mail.clone()
        };
        assert_eq!(mails::failed(&tx, &later).await.unwrap(), 1);
        assert_eq!(mails::list_waiting(&tx, &MailKind::ALL, 5, now, 10).await.unwrap(), []);
        assert_eq!(mails::next(&tx, 5).await.unwrap(), Some(soon));
        assert_eq!(mails::count(&tx, open.id, 5).await.unwrap(), (1, 0));
        let failed = Mail {
            attempts: 5,
            failure: "refused".into(),
            not_before: soon,
            ..mail
        };
        assert_eq!(mails::failed(&tx, &failed).await.unwrap(), 1);
        assert_eq!(
            mails::list_waiting(&tx, &MailKind::ALL, 6, soon, 10).await.unwrap(),
            std::slice::from_ref(&failed)
        );
        assert_eq!(mails::list_waiting(&tx, &MailKind::ALL, 5, soon, 10).await.unwrap(), []);
        assert_eq!(mails::next(&tx, 5).await.unwrap(), None);
        assert_eq!(mails::count(&tx, open.id, 5).await.unwrap(), (0, 1));
        assert_eq!(mails::remove(&tx, failed.id).await.unwrap(), 1);
        assert_eq!(mails::remove(&tx, failed.id).await.unwrap(), 0);
    })
    .await;
}
