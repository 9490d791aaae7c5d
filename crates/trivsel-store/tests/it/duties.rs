use chrono::NaiveDate;
use trivsel_domain::duty::{
    ChangeAnswer, Duty, DutyLevel, DutyProduct, Occurrence, Settling, UnitChange, UnitChangeKind,
};
use trivsel_domain::id::{DutyId, OccurrenceId, UnitChangeId, UnitId, YearlyTalkId};
use trivsel_domain::period::Period;
use trivsel_domain::unit::Unit;
use trivsel_store::{Store, StoreError, duties, units};
use uuid::Uuid;

use crate::databases::{add_organisation, fresh_addresses};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn duty() -> Duty {
    Duty {
        id: DutyId(Uuid::now_v7()),
        code: "assessment".to_owned(),
        title: String::new(),
        basis: String::new(),
        every_months: 36,
        warn_months: 6,
        level: DutyLevel::Chosen,
        committee: None,
        produces: DutyProduct::Assessment,
        applies_from: day("2024-02-29"),
        first_due: Some(day("2026-10-15")),
        is_own: false,
        is_on: true,
        version: 0,
    }
}

#[tokio::test]
async fn what_was_settled_comes_back_as_it_went_in_and_one_day_is_settled_once() {
    for address in fresh_addresses().await {
        let store = Store::open(&address).await.unwrap();
        let organisation = add_organisation(&store, "fjordby").await;
        let tx = store.write(organisation).await.unwrap();
        let unit = Unit {
            id: UnitId(Uuid::now_v7()),
            code: "2112".to_owned(),
            period: Period::since(day("2017-01-01")),
        };
        units::add(&tx, &unit).await.unwrap();
        let duty = duty();
        duties::add(&tx, &duty).await.unwrap();
        duties::change_units(&tx, duty.id, &[unit.id]).await.unwrap();
        assert_eq!(duties::list(&tx).await.unwrap(), std::slice::from_ref(&duty));
        assert_eq!(duties::list_units(&tx).await.unwrap()[&duty.id], [unit.id]);
        let ways = [
            Settling::Held(day("2026-11-02")),
            Settling::ExcusedOnce("Flytter".to_owned()),
            Settling::ExcusedForGood("Projekt".to_owned()),
        ];
        let all: Vec<Occurrence> = ways
            .into_iter()
            .zip(["2026-10-15", "2027-10-15", "2028-10-15"])
            .map(|(settled, due_on)| Occurrence {
                id: OccurrenceId(Uuid::now_v7()),
                duty: duty.id,
                unit: unit.id,
                due_on: day(due_on),
                settled,
                note: "Møde".to_owned(),
                talk: Some(YearlyTalkId(Uuid::now_v7())),
            })
            .collect();
        duties::add_occurrences(&tx, &all).await.unwrap();
        assert_eq!(duties::list_occurrences(&tx).await.unwrap(), all);
        let mut change = UnitChange {
            id: UnitChangeId(Uuid::now_v7()),
            unit: unit.id,
            kind: UnitChangeKind::Merged,
            changed_on: day("2026-05-01"),
            other: Some(unit.id),
            note: String::new(),
            answer: None,
        };
        duties::add_change(&tx, &change).await.unwrap();
        change.answer = Some(ChangeAnswer::Again(day("2026-12-01")));
        duties::answer_change(&tx, &change).await.unwrap();
        assert_eq!(duties::list_changes(&tx).await.unwrap(), std::slice::from_ref(&change));
        // Whoever answers second finds it answered.
        assert!(matches!(
            duties::answer_change(&tx, &change).await,
            Err(StoreError::Stale)
        ));
        tx.commit().await.unwrap();

        let tx = store.write(organisation).await.unwrap();
        let again = Occurrence {
            id: OccurrenceId(Uuid::now_v7()),
            ..all[0].clone()
        };
        let refused = duties::add_occurrence(&tx, &again).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        drop(tx);
        // A version that is no longer the newest changes nothing.
        let tx = store.write(organisation).await.unwrap();
        duties::change(&tx, &duty).await.unwrap();
        assert!(matches!(duties::change(&tx, &duty).await, Err(StoreError::Stale)));
    }
}
