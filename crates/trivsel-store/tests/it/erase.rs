//! Erasing a person: the list of places is complete, and afterwards nothing of the person is left.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use trivsel_domain::committee::{
    Committee, CommitteeKind, CommitteeMember, Decision, DecisionTask, Meeting, Seat, UnitTask,
};
use trivsel_domain::id::{
    AuditEntryId, CommitteeId, CommitteeMemberId, DecisionId, EmploymentId, MeetingId, PersonId, RoleAssignmentId,
    UnitId,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};
use trivsel_domain::unit::Unit;
use trivsel_store::audit::{AuditEntry, Change};
use trivsel_store::erase::{self, PLACES};
use trivsel_store::handovers::{AnswersFor, HOLDINGS, Holding};
use trivsel_store::persons::Search;
use trivsel_store::{Store, audit, committees, persons, units};
use uuid::Uuid;

use crate::databases::{for_each_database, fresh_addresses, moment, name};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Table and column of every foreign key to `persons`, of every column that is named like one (SQLite can add no key to a table that others
/// point to), and every column of `persons` itself that can tell who it is.
async fn places_in_schema(address: &str) -> BTreeSet<(String, String)> {
    Store::open(address).await.unwrap();
    let connection = Database::connect(address).await.unwrap();
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "select m.name, f.\"from\" from sqlite_master m, pragma_foreign_key_list(m.name) f \
             where m.type = 'table' and f.\"table\" = 'persons' and f.\"from\" <> 'organisation_id' \
             union select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c \
             where m.type = 'table' and c.name like '%owner_person_id' \
             union all select 'persons', c.name from pragma_table_info('persons') c"
        }
        _ => {
            "select c.conrelid::regclass::text, a.attname::text from pg_constraint c, unnest(c.conkey) k(num), pg_attribute a \
             where c.contype = 'f' and c.confrelid = 'persons'::regclass and a.attrelid = c.conrelid and a.attnum = k.num \
             and a.attname <> 'organisation_id' \
             union select table_name::text, column_name::text from information_schema.columns \
             where table_schema = 'public' and column_name like '%owner_person_id' \
             union all select 'persons', column_name::text from information_schema.columns \
             where table_schema = 'public' and table_name = 'persons'"
        }
    };
    let statement = Statement::from_string(connection.get_database_backend(), sql.to_owned());
    connection
        .query_all_raw(statement)
        .await
        .unwrap()
        .iter()
        .map(|row| {
            (
                row.try_get_by_index::<String>(0).unwrap(),
                row.try_get_by_index::<String>(1).unwrap(),
            )
        })
        .filter(|(table, column)| {
            // These four say that somebody was there, not who.
            table != "persons" || !["organisation_id", "id", "created_at", "erased_at"].contains(&column.as_str())
        })
        .collect()
}

#[tokio::test]
async fn the_list_names_every_place_of_the_schema() {
    let listed: BTreeSet<(String, String)> = PLACES
        .iter()
        .map(|place| (place.table.to_owned(), place.column.to_owned()))
        .collect();
    for address in fresh_addresses().await {
        assert_eq!(places_in_schema(&address).await, listed, "{address}");
    }
}

#[test]
fn every_place_is_a_duty_ones_own_or_a_trace_and_every_duty_is_handed_over() {
    let listed: BTreeSet<(&str, &str)> = PLACES.iter().map(|place| (place.table, place.column)).collect();
    let marked: BTreeSet<(&str, &str)> = HOLDINGS.iter().map(|(table, column, _)| (*table, *column)).collect();
    assert_eq!(marked, listed);
    let duties: BTreeSet<(&str, &str)> = HOLDINGS
        .iter()
        .filter(|(_, _, holding)| *holding == Holding::Duty)
        .map(|(table, column, _)| (*table, *column))
        .collect();
    let handed_over: BTreeSet<(&str, &str)> = AnswersFor::ALL.into_iter().map(AnswersFor::place).collect();
    assert_eq!(handed_over, duties);
}

#[tokio::test]
async fn nothing_of_an_erased_person_is_left() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let tx = store.write(organisation).await.unwrap();
        let (id, unit) = (PersonId(Uuid::now_v7()), UnitId(Uuid::now_v7()));
        let period = Period::since(day("2020-01-01"));
        let person = Person {
            id,
            employee_number: Some("10442".to_owned()),
            name: "Åse Ærlig".to_owned(),
            email: Some("aase@fjordby.example".to_owned()),
            title: "Sygeplejerske".to_owned(),
            is_erased: false,
        };
        persons::add(&tx, &person, moment()).await.unwrap();
        units::add(
            &tx,
            &Unit {
                id: unit,
                code: "100".to_owned(),
                period,
            },
        )
        .await
        .unwrap();
        let employment = Employment {
            id: EmploymentId(Uuid::now_v7()),
            person: id,
            unit,
            job_group: "Sygepleje".to_owned(),
            working_time: WorkingTimeFraction::FULL,
            period,
        };
        persons::add_employment(&tx, &employment).await.unwrap();
        let role = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person: id,
            role: Role::SafetyRep,
            unit: Some(unit),
            period,
        };
        persons::add_role(&tx, &role).await.unwrap();
        let committee = Committee {
            id: CommitteeId(Uuid::now_v7()),
            name: "Distrikts-MED".to_owned(),
            kind: CommitteeKind::Committee,
            unit,
            period,
        };
        committees::add(&tx, &committee).await.unwrap();
        let member = CommitteeMember {
            id: CommitteeMemberId(Uuid::now_v7()),
            committee: committee.id,
            person: id,
            seat: Seat::Chair,
            period,
        };
        committees::add_member(&tx, &member).await.unwrap();
        let meeting = Meeting {
            id: MeetingId(Uuid::now_v7()),
            committee: committee.id,
            held_on: day("2021-03-01"),
            starts_at: "9.00".to_owned(),
            place: String::new(),
        };
        committees::add_meeting(&tx, &meeting).await.unwrap();
        let decision = Decision {
            id: DecisionId(Uuid::now_v7()),
            meeting: meeting.id,
            agenda_item: None,
            text: "Alle ser tilbage".to_owned(),
            task: Some(DecisionTask {
                title: "Hold et tilbageblik".to_owned(),
                ..DecisionTask::default()
            }),
        };
        committees::add_decision(&tx, &decision).await.unwrap();
        let task = UnitTask {
            decision: decision.id,
            unit,
            done_on: Some(day("2021-04-01")),
            done_by: Some(id),
            note: "Gik godt".to_owned(),
            excused_because: String::new(),
        };
        committees::add_tasks(&tx, std::slice::from_ref(&task)).await.unwrap();
        for (subject, about) in [("person", id.0), ("initiative", Uuid::now_v7())] {
            let entry = AuditEntry {
                id: AuditEntryId(Uuid::now_v7()),
                happened_at: moment(),
                person: Some(id),
                subject: subject.to_owned(),
                subject_id: about,
                parent_id: None,
                unit: None,
                verb: "changed".to_owned(),
                changes: vec![Change {
                    field: "lead".to_owned(),
                    before: String::new(),
                    after: "Åse Ærlig".to_owned(),
                }],
            };
            audit::add(&tx, &entry).await.unwrap();
        }
        assert_eq!(erase::clear_trail(&tx, &person).await.unwrap(), 2, "{kind}");
        for place in PLACES {
            erase::apply(&tx, place, id).await.unwrap();
        }
        erase::mark(&tx, id, moment()).await.unwrap();
        tx.commit().await.unwrap();

        let tx = store.read(organisation).await.unwrap();
        let left = persons::find(&tx, id).await.unwrap().unwrap();
        let nobody = Person {
            id,
            employee_number: None,
            name: String::new(),
            email: None,
            title: String::new(),
            is_erased: true,
        };
        assert_eq!(left, nobody, "{kind}");
        for place in PLACES.iter().filter(|place| place.table != "persons") {
            assert_eq!(erase::count(&tx, place, id).await.unwrap(), 0, "{kind}: {place:?}");
        }
        let tasks = committees::tasks_of(&tx, decision.id).await.unwrap();
        assert_eq!(tasks, [UnitTask { done_by: None, ..task }], "{kind}");
        for entry in audit::list(&tx, 0, 10).await.unwrap() {
            assert_eq!(entry.person, None, "{kind}");
            assert!(!format!("{:?}", entry.changes).contains("Ærlig"), "{kind}");
        }
    })
    .await;
}

#[tokio::test]
async fn persons_are_found_by_any_part_of_their_name_in_danish_order() {
    for_each_database(async |store, organisation| {
        let kind = name(&store);
        let tx = store.write(organisation).await.unwrap();
        for (number, name) in [
            ("1", "Åse Madsen"),
            ("2", "Zenia Holm"),
            ("3", "Ærø Madsen"),
            ("4", "Anna 100%"),
        ] {
            let person = Person {
                id: PersonId(Uuid::now_v7()),
                employee_number: Some(number.to_owned()),
                name: name.to_owned(),
                email: None,
                title: String::new(),
                is_erased: false,
            };
            persons::add(&tx, &person, moment()).await.unwrap();
        }
        let found = async |text: &str| -> Vec<String> {
            let wanted = Search {
                text: text.to_owned(),
                units: None,
                day: day("2024-01-01"),
                leavers: persons::Leavers::Found,
            };
            let found = persons::search(&tx, &wanted, 0, 50).await.unwrap();
            assert_eq!(
                persons::count_found(&tx, &wanted).await.unwrap(),
                u64::try_from(found.len()).unwrap()
            );
            found.into_iter().map(|person| person.name).collect()
        };
        assert_eq!(
            found("").await,
            ["Anna 100%", "Zenia Holm", "Ærø Madsen", "Åse Madsen"],
            "{kind}"
        );
        assert_eq!(found("ÅSE mad").await, ["Åse Madsen"], "{kind}");
        assert_eq!(found("madsen").await, ["Ærø Madsen", "Åse Madsen"], "{kind}");
        assert_eq!(found("%").await, ["Anna 100%"], "{kind}");
        assert_eq!(found("_").await, Vec::<String>::new(), "{kind}");
    })
    .await;
}
