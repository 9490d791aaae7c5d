use std::time::Duration;

use sha2::{Digest, Sha256};
use trivsel_app::AppError;
use trivsel_app::evaluations::{self, Again, Answer, Evaluation, ExclusionForm};
use trivsel_domain::evaluation::{Course, Design, Reckoned, Refusal, Verdict, Way};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use trivsel_domain::indicator::{Observation, Series};
use trivsel_domain::initiative::{CriterionKind, Initiative, State, SuccessCriterion};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::{figures as figure_store, initiatives as store};

use crate::ground::{Ground, on_each_database};

/// The position of January 2021, when A and B begin.
const START: i32 = 48;

/// Eight years of figures: a season, a wave that hits all alike, and 2 percent less in A and B from the start on.
async fn fill(ground: &Ground, people: &[(&str, u32)]) {
    let series = ground.absence();
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
    let start = "2021-01-15";
    let initiative = Initiative {
        starts_on: Some(start.parse().unwrap()),
        state: State::Running,
        ..ground.initiative("Ro på ruten")
    };
    let criterion = ground.criterion(&initiative);
    let tx = ground.app.write(ground.organisation).await.unwrap();
    store::add(&tx, &initiative).await.unwrap();
    store::add_criterion(&tx, &criterion).await.unwrap();
    tx.commit().await.unwrap();
    for code in sites {
        ground.begin(initiative.id, ground.unit(code), start).await;
    }
    (initiative.id, criterion.id)
}

async fn evaluated(
    ground: &Ground,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
) -> Evaluation {
    evaluations::evaluate(&ground.app, who, initiative, criterion, Duration::MAX)
        .await
        .unwrap()
        .1
        .unwrap()
}

#[tokio::test]
async fn a_change_in_some_units_is_held_against_the_others_and_a_common_wave_cancels() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluated(&ground, &who, initiative, criterion).await;
        assert_eq!(evaluation.choice.design, Design::ControlledSeries);
        assert!(evaluation.choice.refused.iter().any(|(design, refusal)| {
            *design == Design::StaggeredComparison && matches!(refusal, Refusal::TooFewUnits { have: 4, .. })
        }));
        let found = evaluation.finding().unwrap();
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
        let evaluate = async || evaluated(&ground, &who, initiative, criterion).await;
        let (one, again) = (evaluate().await, evaluate().await);
        assert_eq!((&one.hash, one.finding()), (&again.hash, again.finding()));
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
        let evaluation = evaluated(&ground, &who, initiative, criterion).await;
        let small = evaluation
            .units
            .iter()
            .find(|unit| unit.unit == ground.unit("A"))
            .unwrap();
        assert_eq!((small.months, small.withheld), (0, 96));
        assert_eq!(evaluation.choice.design, Design::CannotBeConcluded);
        assert_eq!(evaluation.finding(), None);
    })
    .await;
}

#[tokio::test]
async fn with_nobody_to_compare_with_the_months_before_say_what_to_expect() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluated(&ground, &who, initiative, criterion).await;
        assert_eq!(evaluation.choice.design, Design::InterruptedSeries);
        let found = evaluation.finding().unwrap();
        assert!(found.judgement.interval.estimate() < -1.0);
        assert!(found.others.iter().any(|other| other.way == Reckoned::Autoregressive));
    })
    .await;
}

#[tokio::test]
async fn a_job_goes_on_without_its_visitor_and_what_it_found_is_kept() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        // Whether it is still under way when its visitor leaves at once, or done already, is the machine's to say.
        let hurried = evaluations::evaluate(&ground.app, &who, initiative, criterion, Duration::ZERO)
            .await
            .unwrap()
            .1
            .unwrap();
        let is_begun = matches!(
            hurried.answer,
            Answer::UnderWay(_) | Answer::Ready { finding: Some(_), .. }
        );
        assert!(is_begun, "{:?}", hurried.answer);
        let patient = evaluated(&ground, &who, initiative, criterion).await;
        // What is read back from the database is what was reckoned.
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let kept = trivsel_store::evaluations::find(&tx, criterion, &patient.hash)
            .await
            .unwrap()
            .unwrap();
        drop(tx);
        assert_eq!(kept.verdict, patient.finding().unwrap().judgement.verdict);
        assert_eq!(
            evaluated(&ground, &who, initiative, criterion).await.finding(),
            patient.finding()
        );
        let hash: String = Sha256::digest(&kept.inputs)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hash, patient.hash);
        let again = evaluations::compute_again(&ground.app, &who, initiative, criterion)
            .await
            .unwrap();
        assert_eq!(again, Again::Same);
    })
    .await;
}

#[tokio::test]
async fn what_is_left_out_has_a_reason_and_the_answer_with_it_stays_to_be_seen() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let whole = evaluated(&ground, &who, initiative, criterion).await;
        let leave_out = async |form: ExclusionForm| {
            evaluations::add_exclusion(&ground.app, &who, initiative, criterion, &form.read()?).await
        };
        let refused = leave_out(ExclusionForm::default()).await.unwrap_err();
        let AppError::Invalid(problems) = refused else {
            panic!("{refused:?}")
        };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["reason", "unit"]);
        let unit = ExclusionForm {
            unit: ground.unit("B").to_string(),
            reason: "Fik nyt vagtsystem i marts".into(),
            ..ExclusionForm::default()
        };
        let id = leave_out(unit).await.unwrap();
        let window = ExclusionForm {
            first: "2022-01".into(),
            last: "2022-03".into(),
            reason: "Bølgen".into(),
            ..ExclusionForm::default()
        };
        leave_out(window).await.unwrap();
        let without = evaluated(&ground, &who, initiative, criterion).await;
        assert_ne!(without.hash, whole.hash);
        assert!(without.units.iter().all(|used| used.unit != ground.unit("B")));
        assert_eq!(without.units[0].months, 96 - 3);
        let everything = without
            .finding()
            .unwrap()
            .others
            .iter()
            .find(|other| other.way == Reckoned::WithEverything);
        assert_eq!(
            everything.unwrap().effect,
            Some(whole.finding().unwrap().judgement.interval)
        );
        assert_eq!(
            without.earlier.len(),
            1,
            "the answer before anything was left out is kept"
        );
        evaluations::remove_exclusion(&ground.app, &who, initiative, criterion, id)
            .await
            .unwrap();
        let partly = evaluated(&ground, &who, initiative, criterion).await;
        assert_eq!(partly.left_out.len(), 1);
        assert_eq!(partly.units.len(), whole.units.len());
    })
    .await;
}

#[tokio::test]
async fn before_the_start_the_course_lies_near_nothing_and_after_it_near_the_effect() {
    on_each_database(async |mut ground| {
        for code in ["E", "F", "G", "H"] {
            ground.add_unit(code, Some("SYD")).await;
        }
        let places = ["A", "B", "C", "D", "E", "F", "G", "H"];
        let people: Vec<(&str, u32)> = places.iter().map(|code| (*code, 45)).collect();
        fill(&ground, &people).await;
        let (initiative, criterion) = initiative(&ground, &["A", "B"]).await;
        let who = ground.coordinator().await;
        let evaluation = evaluated(&ground, &who, initiative, criterion).await;
        assert_eq!(evaluation.choice.design, Design::StaggeredComparison);
        let finding = evaluation.finding().unwrap();
        let Some(Course::SinceStart(steps)) = &finding.course else {
            panic!("{:?}", finding.course)
        };
        for step in steps {
            let wanted = if step.first < 0 { 0.0 } else { -2.0 };
            assert!((step.effect.estimate() - wanted).abs() < 0.3, "{step:?}");
        }
        assert_eq!(steps.first().unwrap().first, -24);
    })
    .await;
}

#[tokio::test]
async fn a_criterion_measured_by_a_later_category_names_that_category() {
    on_each_database(async |ground| {
        let category = |name: &str| Series {
            category: name.into(),
            ..ground.absence()
        };
        let (first, later) = (category("kort"), category("langt"));
        let start: Month = "2018-01".parse().unwrap();
        let observations: Vec<Observation> = (0..72)
            .map(|step| Observation {
                unit: ground.unit("A"),
                month: start.plus(step),
                numerator: 50.0,
                denominator: 840.0,
                people: 40,
            })
            .collect();
        let tx = ground.app.write(ground.organisation).await.unwrap();
        for series in [&first, &later] {
            figure_store::add_series(&tx, series).await.unwrap();
            figure_store::add_observations(&tx, series.id, None, &observations)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let (of, id) = initiative(&ground, &["A"]).await;
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let criterion = store::find_criterion(&tx, id).await.unwrap().unwrap();
        let by_later = SuccessCriterion {
            kind: CriterionKind::Indicator {
                indicator: later.indicator,
                series: Some(later.id),
            },
            ..criterion
        };
        store::change_criterion(&tx, &by_later).await.unwrap();
        tx.commit().await.unwrap();
        let evaluation = evaluated(&ground, &ground.coordinator().await, of, id).await;
        assert_eq!(evaluation.series.category, "langt");
    })
    .await;
}
