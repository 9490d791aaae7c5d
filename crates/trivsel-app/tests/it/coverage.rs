//! Which units count, from when, and on which day: sites inside each other, starts before the first figure, sites that begin later.

use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use trivsel_app::evaluations::{self, Evaluation};
use trivsel_app::figures::{self, BeforeAndNow, CriterionFigure};
use trivsel_app::{App, Clock, reports};
use trivsel_domain::evaluation::{Caution, Course, Design, Refusal};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::indicator::{Disruption, Observation, built_in_id};
use trivsel_domain::initiative::{FollowUp, Initiative, State};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::{figures as figure_store, initiatives as store};

use crate::ground::{Ground, on_each_database};

/// Every unit has people, and the middle ones some of their own: 200 in all.
const PEOPLE: [(&str, u32); 6] = [("NORD", 10), ("A", 20), ("B", 30), ("SYD", 40), ("C", 45), ("D", 55)];

/// Eight years of about 6 percent until 2022 and 4 from then on, each unit with its own wobble.
async fn fill(ground: &Ground, people: &[(&str, u32)]) {
    let first: Month = "2017-01".parse().unwrap();
    let mut observations = Vec::new();
    for (place, (code, people)) in people.iter().enumerate() {
        for step in 0..96 {
            let level = if step < 72 { 0.06 } else { 0.04 };
            let wobble = f64::from((step * 7 + i32::try_from(place).unwrap() * 5) % 11 - 5) * 0.0004;
            let denominator = f64::from(*people) * 21.0;
            observations.push(Observation {
                unit: ground.unit(code),
                month: first.plus(step),
                numerator: denominator * (level + wobble),
                denominator,
                people: *people,
            });
        }
    }
    let series = ground.absence();
    let tx = ground.app.write(ground.organisation).await.unwrap();
    figure_store::add_series(&tx, &series).await.unwrap();
    figure_store::add_observations(&tx, series.id, None, &observations)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn begun(ground: &Ground, owner: &str, sites: &[(&str, &str)]) -> (InitiativeId, SuccessCriterionId) {
    static NUMBER: AtomicI32 = AtomicI32::new(1);
    let initiative = Initiative {
        number: NUMBER.fetch_add(1, Ordering::Relaxed),
        unit: ground.unit(owner),
        state: State::Running,
        ..ground.initiative("Ro på ruten")
    };
    let criterion = ground.criterion(&initiative);
    let tx = ground.app.write(ground.organisation).await.unwrap();
    store::add(&tx, &initiative).await.unwrap();
    store::add_criterion(&tx, &criterion).await.unwrap();
    tx.commit().await.unwrap();
    for (code, day) in sites {
        ground.begin(initiative.id, ground.unit(code), day).await;
    }
    (initiative.id, criterion.id)
}

async fn evaluated(ground: &Ground, who: &Actor, of: (InitiativeId, SuccessCriterionId)) -> Evaluation {
    let found = evaluations::evaluate(&ground.app, who, of.0, of.1, Duration::MAX).await;
    found.unwrap().1.unwrap()
}

/// The days counted in the treated units of a month, and out of how many.
async fn counted(ground: &Ground, who: &Actor, of: (InitiativeId, SuccessCriterionId), month: &str) -> (f64, f64) {
    let (_, rows) = evaluations::figure_rows(&ground.app, who, of.0, of.1).await.unwrap();
    let month: Month = month.parse().unwrap();
    let treated = rows.iter().filter(|row| row.start.is_some() && row.month == month);
    treated.fold((0.0, 0.0), |(days, of), row| {
        (days + row.numerator, of + row.denominator)
    })
}

#[tokio::test]
async fn an_employee_in_sites_inside_each_other_counts_once() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        let nested = [("NORD", "2022-05-01"), ("A", "2022-04-01"), ("B", "2022-06-01")];
        let of = begun(&ground, "FK", &nested).await;
        let evaluation = evaluated(&ground, &who, of).await;
        let told: Vec<(UnitId, Option<String>, usize)> = evaluation
            .units
            .iter()
            .filter(|used| used.start.is_some())
            .map(|used| (used.unit, used.start.map(|start| start.to_string()), used.without.len()))
            .collect();
        // A began first and stands by itself; B began when it had begun all around it.
        let (a, nord) = (ground.unit("A"), ground.unit("NORD"));
        assert_eq!(
            told,
            [(a, Some("2022-04".into()), 0), (nord, Some("2022-05".into()), 1)]
        );
        // NORD has 60 people with 21 days each, whatever lies in it.
        for month in ["2017-01", "2024-12"] {
            let (days, possible) = counted(&ground, &who, of, month).await;
            assert!((possible - 60.0 * 21.0).abs() < 1e-6, "{month}: {possible}");
            assert!(days < possible * 0.07, "{month}: {days}");
        }
        let found = evaluation.finding().unwrap();
        assert!((found.counted_a_month.unwrap() - 60.0 * 21.0 / 100.0).abs() < 1e-9);
        let Some(Course::Expected { months, .. }) = &found.course else {
            panic!("{:?}", found.course)
        };
        let (days, possible) = counted(&ground, &who, of, "2017-01").await;
        let observed = months[0].observed.unwrap();
        assert!((observed - 100.0 * days / possible).abs() < 1e-9, "{observed}");
    })
    .await;
}

#[tokio::test]
async fn a_site_that_began_after_the_one_around_it_adds_nothing() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        let of = begun(
            &ground,
            "FK",
            &[("A", "2022-06-01"), ("NORD", "2022-05-01"), ("NORD", "2023-05-01")],
        )
        .await;
        let alone = begun_again(&ground).await;
        let (nested, single) = (
            evaluated(&ground, &who, of).await,
            evaluated(&ground, &who, alone).await,
        );
        assert_eq!(nested.units, single.units);
        assert_eq!(nested.hash, single.hash);
        let whole = counted(&ground, &who, of, "2023-03").await;
        assert_eq!(whole, counted(&ground, &who, alone, "2023-03").await);
    })
    .await;
}

/// The same with the outer site alone.
async fn begun_again(ground: &Ground) -> (InitiativeId, SuccessCriterionId) {
    begun(ground, "FK", &[("NORD", "2022-05-01")]).await
}

#[tokio::test]
async fn a_start_before_the_first_figure_stays_the_day_it_was() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        let corona = Disruption {
            id: trivsel_domain::id::DisruptionId(uuid::Uuid::now_v7()),
            name: "Corona".into(),
            unit: None,
            first: "2016-06".parse().unwrap(),
            last: "2017-03".parse().unwrap(),
            note: String::new(),
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        figure_store::add_disruption(&tx, &corona).await.unwrap();
        tx.commit().await.unwrap();
        let of = begun(&ground, "FK", &[("NORD", "2016-04-01")]).await;
        let evaluation = evaluated(&ground, &who, of).await;
        assert_eq!(evaluation.units[0].start, Some("2016-04".parse().unwrap()));
        let (_, rows) = evaluations::figure_rows(&ground.app, &who, of.0, of.1).await.unwrap();
        assert_eq!(rows[0].start, Some("2016-04".parse().unwrap()));
        // It began before the disruption, so nothing is said of having begun in it or after it.
        for (_, refusal) in &evaluation.choice.refused {
            assert!(
                !matches!(
                    refusal,
                    Refusal::StartInsideDisruption | Refusal::StartSoonAfterDisruption { .. }
                ),
                "{refusal:?}"
            );
        }
        assert_eq!(evaluation.choice.design, Design::ChartOnly);
        assert_eq!(evaluation.finding(), None);
        assert_eq!(evaluation.chart.iter().flatten().count(), 96);
    })
    .await;
}

#[tokio::test]
async fn an_area_that_takes_part_as_a_whole_is_held_against_its_neighbours() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        for sites in [
            &[("NORD", "2021-01-01")][..],
            &[("A", "2021-01-01"), ("B", "2021-01-01")],
        ] {
            let of = begun(&ground, "NORD", sites).await;
            let evaluation = evaluated(&ground, &who, of).await;
            let beside: Vec<UnitId> = evaluation
                .units
                .iter()
                .filter(|used| used.start.is_none())
                .map(|used| used.unit)
                .collect();
            assert_eq!(beside, [ground.unit("SYD")], "{sites:?}");
            assert_eq!(evaluation.choice.design, Design::ControlledSeries);
            assert!(evaluation.choice.cautions.contains(&Caution::ComparedOutside));
        }
        // All of the organisation: nobody is left, and that is what is said.
        let of = begun(&ground, "FK", &[("FK", "2021-01-01")]).await;
        let evaluation = evaluated(&ground, &who, of).await;
        assert!(evaluation.units.iter().all(|used| used.start.is_some()));
        let refused = evaluation.choice.refused.iter().map(|(_, refusal)| *refusal);
        assert!(refused.into_iter().any(|refusal| refusal == Refusal::NoUntouchedUnit));
        assert!(!evaluation.choice.cautions.contains(&Caution::ComparedOutside));
    })
    .await;
}

#[tokio::test]
async fn an_initiative_that_has_not_begun_is_not_judged() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        for sites in [&[][..], &[("A", "2027-03-01")]] {
            let of = begun(&ground, "FK", sites).await;
            let evaluation = evaluated(&ground, &who, of).await;
            assert!(!evaluation.has_begun);
            assert_eq!(evaluation.finding(), None);
            assert!(evaluation.settles.is_empty(), "{:?}", evaluation.settles);
        }
    })
    .await;
}

#[tokio::test]
async fn a_report_knows_only_what_had_begun_by_its_day() {
    on_each_database(async |ground| {
        fill(&ground, &PEOPLE).await;
        let who = ground.coordinator().await;
        let sites = [
            ("A", "2021-01-01"),
            ("NORD", "2022-06-01"),
            ("C", "2024-05-01"),
            ("D", "2027-06-01"),
        ];
        let of = begun(&ground, "FK", &sites).await;
        for (day, units, starts, first_before) in [
            ("2020-12-31", None, 0, None),
            ("2021-12-31", Some(1), 1, Some("2020-01")),
            ("2023-12-31", Some(1), 2, Some("2020-01")),
            ("2024-12-31", Some(2), 3, Some("2020-01")),
            ("2026-11-21", Some(2), 3, Some("2020-01")),
        ] {
            let then = App {
                clock: Clock::Fixed(format!("{day}T11:00:00Z").parse().unwrap()),
                ..ground.app.clone()
            };
            let report = reports::begin(&then, &who, of.0, &Silent).await.unwrap();
            let criterion = &reports::find(&then, &who, report).await.unwrap().report.criteria[0];
            reports::remove(&then, &who, report).await.unwrap();
            let figure = criterion.figure.as_ref().unwrap();
            assert_eq!(criterion.has_not_begun, units.is_none(), "{day}");
            assert_eq!(figure.units, units.unwrap_or(0), "{day}");
            assert_eq!(figure.starts.len(), starts, "{day}");
            let before = figure.before.map(|level| level.first.to_string());
            assert_eq!(before.as_deref(), first_before, "{day}");
        }
    })
    .await;
}

/// Fills in nothing.
struct Silent;

impl reports::Wording for Silent {
    fn done_so_far(&self) -> String {
        String::new()
    }

    fn site_begun(&self, _: &str, _: NaiveDate) -> String {
        String::new()
    }

    fn milestone_reached(&self, _: &str, _: NaiveDate) -> String {
        String::new()
    }

    fn follow_ups_said(&self) -> String {
        String::new()
    }

    fn note(&self, _: &str, _: NaiveDate, _: &str) -> String {
        String::new()
    }

    fn decided(&self, _: &str, _: NaiveDate, _: &str, _: (usize, usize)) -> String {
        String::new()
    }

    fn learnt(&self) -> String {
        String::new()
    }

    fn lesson(&self, _: &str, _: &str) -> String {
        String::new()
    }

    fn task_waits(&self, _: &str, _: &[&str]) -> String {
        String::new()
    }

    fn comes_next(&self) -> String {
        String::new()
    }

    fn milestone_waits(&self, _: &str, _: NaiveDate) -> String {
        String::new()
    }

    fn follow_up_goes_on(&self, _: &FollowUp, _: &str, _: Option<NaiveDate>) -> String {
        String::new()
    }

    fn is_late(&self) -> String {
        String::new()
    }

    fn late(&self, _: &str, _: NaiveDate) -> String {
        String::new()
    }
}

async fn level(ground: &Ground, who: &Actor, units: &[UnitId]) -> CriterionFigure {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let asked = BeforeAndNow {
        indicator: built_in_id(ground.organisation, "absence_rate"),
        series: None,
        units,
        start: Some("2019-05".parse().unwrap()),
        on: ground.app.today(),
    };
    figures::figure_before_and_now(&tx, who, asked).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_lies_before_months_that_are_hidden_or_missing_is_not_now() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("C", 45), ("D", 55)]).await;
        let who = ground.coordinator().await;
        let now = level(&ground, &who, &[ground.unit("A")]).await;
        assert!(now.now.is_some() && now.last_seen.is_none());
        assert_eq!(now.now_months.unwrap().1.to_string(), "2024-12");
        assert!(now.is_old, "the series ends two years before");

        // Others go on; A is missing at first, then three people.
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let indicator = built_in_id(ground.organisation, "absence_rate");
        let series = figure_store::series_of_indicator(&tx, indicator).await.unwrap()[0].id;
        drop(tx);
        let add = async |code: &str, month: &str, people: u32| {
            let one = Observation {
                unit: ground.unit(code),
                month: month.parse().unwrap(),
                numerator: f64::from(people),
                denominator: f64::from(people) * 21.0,
                people,
            };
            let tx = ground.app.write(ground.organisation).await.unwrap();
            figure_store::add_observations(&tx, series, None, &[one]).await.unwrap();
            tx.commit().await.unwrap();
        };
        add("C", "2025-01", 45).await;
        for is_hidden in [false, true] {
            if is_hidden {
                add("A", "2025-01", 3).await;
            }
            let then = level(&ground, &who, &[ground.unit("A")]).await;
            assert_eq!((then.now, then.now_months), (None, None));
            assert_eq!(then.last_seen_months.unwrap().1.to_string(), "2024-12");
            assert!((then.before.unwrap().value - 6.0).abs() < 0.1);
        }
    })
    .await;
}
