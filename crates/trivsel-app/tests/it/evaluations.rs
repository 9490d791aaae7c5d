use chrono::NaiveDate;
use trivsel_app::evaluations::{self, Reckoned};
use trivsel_domain::evaluation::{Design, Refusal, Verdict, Way};
use trivsel_domain::id::{InitiativeId, SeriesId, SiteId, SuccessCriterionId};
use trivsel_domain::indicator::{Observation, Series, built_in_id};
use trivsel_domain::initiative::{
    CriterionKind, Direction, IgloLevel, Initiative, Site, SiteStage, State, SuccessCriterion,
};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_store::{figures as figure_store, initiatives as store};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// The position of January 2021, when A and B begin.
const START: i32 = 48;

/// Eight years of figures: a season, a wave that hits all alike, and 2 percent less in A and B from the start on.
async fn fill(ground: &Ground, people: &[(&str, u32)]) {
    let series = Series {
        id: SeriesId(Uuid::now_v7()),
        indicator: built_in_id(ground.organisation, "absence_rate"),
        source: "Lønsystemet".into(),
        definition: String::new(),
        category: String::new(),
    };
    let first: Month = "2017-01".parse().unwrap();
    let mut observations = Vec::new();
    for (place, (code, people)) in people.iter().enumerate() {
        for step in 0..96 {
            let season = if step % 12 < 3 { 0.01 } else { 0.0 };
            let wave = if (60..66).contains(&step) { 0.03 } else { 0.0 };
            let chance = f64::from((step * 7 + i32::try_from(place).unwrap() * 5) % 11 - 5) * 0.0004;
            let effect = if ["A", "B"].contains(code) && step >= START {
                0.02
            } else {
                0.0
            };
            let denominator = f64::from(*people) * 21.0;
            observations.push(Observation {
                unit: ground.unit(code),
                month: first.plus(step),
                numerator: denominator * (0.06 + season + wave + chance - effect),
                denominator,
                people: *people,
            });
        }
    }
    let tx = ground.app.write(ground.organisation).await.unwrap();
    figure_store::add_series(&tx, &series).await.unwrap();
    figure_store::add_observations(&tx, series.id, None, &observations)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn initiative(ground: &Ground, sites: &[&str]) -> (InitiativeId, SuccessCriterionId) {
    let start: NaiveDate = "2021-01-15".parse().unwrap();
    let text = String::new;
    let initiative = Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number: 1,
        title: "Ro på ruten".into(),
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
        unit: ground.unit("FK"),
        iglo_level: IgloLevel::Group,
        starts_on: Some(start),
        ends_on: None,
        lead: None,
        co_lead: None,
        state: State::Running,
        decided_at: Some("2020-11-01T10:00:00Z".parse().unwrap()),
        decision_note: text(),
        closed_at: None,
        closing_note: text(),
        created_at: ground.app.now(),
        version: 1,
    };
    let criterion = SuccessCriterion {
        id: SuccessCriterionId(Uuid::now_v7()),
        initiative: initiative.id,
        position: 1,
        title: "Sygefraværet falder".into(),
        kind: CriterionKind::Indicator {
            indicator: built_in_id(ground.organisation, "absence_rate"),
            series: None,
        },
        direction: Direction::Decrease,
        baseline: None,
        target: None,
        smallest_worthwhile: Some(0.5),
        not_measurable: None,
        frozen_at: initiative.decided_at,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    store::add(&tx, &initiative).await.unwrap();
    store::add_criterion(&tx, &criterion).await.unwrap();
    for code in sites {
        let site = Site {
            id: SiteId(Uuid::now_v7()),
            initiative: initiative.id,
            unit: ground.unit(code),
            stage: SiteStage::Pilot,
            period: Period::since(start),
        };
        store::add_site(&tx, &site).await.unwrap();
    }
    tx.commit().await.unwrap();
    (initiative.id, criterion.id)
}

#[tokio::test]
async fn a_change_in_some_units_is_held_against_the_others_and_a_common_wave_cancels() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluations::evaluate(&ground.app, &who, initiative, criterion)
            .await
            .unwrap()
            .1
            .unwrap();
        assert_eq!(evaluation.choice.design, Design::ControlledSeries);
        assert!(evaluation.choice.refused.iter().any(|(design, refusal)| {
            *design == Design::StaggeredComparison && matches!(refusal, Refusal::TooFewUnits { have: 4, .. })
        }));
        let found = evaluation.found.unwrap();
        assert_eq!(found.judgement.verdict, Verdict::ClearChange(Way::Better));
        let interval = found.judgement.interval;
        assert!(interval.lower() < -1.6 && interval.upper() < -1.5, "{interval:?}");
        assert!((interval.estimate() + 2.0).abs() < 0.4, "{interval:?}");
        assert!(evaluation.settles.is_empty());
        // 90 people with 21 possible days: 1 percent is 18.9 days a month.
        assert!((found.counted_a_month.unwrap() - 18.9).abs() < 1e-9);
        assert_eq!(evaluation.units.iter().filter(|unit| unit.start.is_some()).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_figures_give_the_same_answer_and_fingerprint_and_new_ones_another() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A"]).await;
        let who = ground.coordinator().await;
        let evaluate = async || {
            evaluations::evaluate(&ground.app, &who, initiative, criterion)
                .await
                .unwrap()
                .1
                .unwrap()
        };
        let (one, again) = (evaluate().await, evaluate().await);
        assert_eq!((&one.hash, &one.found), (&again.hash, &again.found));
        let tx = ground.app.write(ground.organisation).await.unwrap();
        figure_store::remove_months(&tx, one.series.id, &["2024-12".parse().unwrap()])
            .await
            .unwrap();
        figure_store::add_observations(&tx, one.series.id, None, &[])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_ne!(one.hash, evaluate().await.hash);
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_is_too_small_is_not_reckoned_with() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 3), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluations::evaluate(&ground.app, &who, initiative, criterion)
            .await
            .unwrap()
            .1
            .unwrap();
        let small = evaluation
            .units
            .iter()
            .find(|unit| unit.unit == ground.unit("A"))
            .unwrap();
        assert_eq!((small.months, small.withheld), (0, 96));
        assert_eq!(evaluation.choice.design, Design::CannotBeConcluded);
        assert_eq!(evaluation.found, None);
    })
    .await;
}

#[tokio::test]
async fn with_nobody_to_compare_with_the_months_before_say_what_to_expect() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluations::evaluate(&ground.app, &who, initiative, criterion)
            .await
            .unwrap()
            .1
            .unwrap();
        assert_eq!(evaluation.choice.design, Design::InterruptedSeries);
        let found = evaluation.found.unwrap();
        assert!(found.judgement.interval.estimate() < -1.0);
        assert!(found.others.iter().any(|other| other.way == Reckoned::Autoregressive));
    })
    .await;
}
