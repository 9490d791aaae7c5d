use trivsel_app::figures::{self, BeforeAndNow, ChartKind, DisruptionForm, Finding, PictureQuery, Rules};
use trivsel_domain::figure::Figure;
use trivsel_domain::id::SeriesId;
use trivsel_domain::indicator::{Observation, Series, built_in_id};
use trivsel_domain::month::Month;
use trivsel_store::figures as store;
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// A series of absence: 6 percent up to the end of 2022, then 4.
pub(crate) async fn fill(ground: &Ground, people: &[(&str, u32)]) {
    let series = Series {
        id: SeriesId(Uuid::now_v7()),
        indicator: built_in_id(ground.organisation, "absence_rate"),
        source: "SD Løn".into(),
        definition: String::new(),
        category: String::new(),
    };
    let first: Month = "2017-01".parse().unwrap();
    let observations: Vec<Observation> = (0..96)
        .flat_map(|step| {
            people.iter().map(move |(code, people)| {
                let days = f64::from(*people) * 21.0;
                // A little wave; from 2023 on a level of 4 instead of 6 percent.
                let level = if step < 72 { 0.06 } else { 0.04 } + if step % 2 == 0 { 0.002 } else { -0.002 };
                (
                    *code,
                    Observation {
                        unit: ground.unit(code),
                        month: first.plus(step),
                        numerator: days * level,
                        denominator: days,
                        people: *people,
                    },
                )
            })
        })
        .map(|(_, one)| one)
        .collect();
    let tx = ground.app.write(ground.organisation).await.unwrap();
    store::add_series(&tx, &series).await.unwrap();
    store::add_observations(&tx, series.id, None, &observations)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_picture_has_limits_findings_and_what_happened() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 20), ("B", 30), ("C", 40), ("D", 50)]).await;
        let who = ground.coordinator().await;
        figures::offer_corona(&ground.app, &who, "Corona").await.unwrap();
        figures::offer_corona(&ground.app, &who, "Corona").await.unwrap();
        assert_eq!(
            figures::list_disruptions(&ground.app, &who).await.unwrap().len(),
            1,
            "corona is offered once"
        );
        let indicator = built_in_id(ground.organisation, "absence_rate");
        let query = PictureQuery {
            with_others: true,
            ..PictureQuery::default()
        };
        let picture = figures::unit_picture(&ground.app, &who, ground.unit("NORD"), indicator, &query)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (picture.points.len(), picture.chart, picture.rules),
            (96, ChartKind::XmrSeason, Rules::Nhs)
        );
        assert_eq!(picture.summary.finding, Finding::Lower);
        assert!((picture.summary.now.unwrap().value - 4.0).abs() < 1e-9);
        assert_eq!((picture.disruptions[0].0, picture.disruptions[0].1), (38, 62));
        assert!(
            picture.reading.signals[38..=62].iter().all(Option::is_none),
            "disrupted months are not judged"
        );
        assert!(picture.points.iter().all(|point| point.others.is_some()));
        let wrong = DisruptionForm {
            name: "x".into(),
            first: "maj 2020".into(),
            last: "april 2020".into(),
            ..DisruptionForm::default()
        };
        assert!(figures::add_disruption(&ground.app, &who, &wrong).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_small_unit_is_withheld_and_its_group_is_offered() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 3), ("B", 9), ("C", 40), ("D", 50)]).await;
        let who = ground.coordinator().await;
        let indicator = built_in_id(ground.organisation, "absence_rate");
        let own = figures::unit_picture(&ground.app, &who, ground.unit("A"), indicator, &PictureQuery::default())
            .await
            .unwrap()
            .unwrap();
        assert!(
            own.points
                .iter()
                .all(|point| matches!(point.figure, Figure::Withheld { .. }) && point.value.is_none())
        );
        assert_eq!(own.summary.finding, Finding::Hidden);
        let mut both = vec![ground.unit("A"), ground.unit("B")];
        both.sort();
        assert_eq!(own.offered, Some(both.clone()));
        let query = PictureQuery {
            merged: true,
            ..PictureQuery::default()
        };
        let merged = figures::unit_picture(&ground.app, &who, ground.unit("A"), indicator, &query)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(merged.merged, Some(both));
        assert!(merged.points.iter().all(|point| point.value.is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_level_of_an_earlier_day_rests_on_the_months_that_were_over_by_then() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 20), ("B", 30)]).await;
        let who = ground.coordinator().await;
        let units = [ground.unit("A"), ground.unit("B")];
        let tx = ground.app.read(ground.organisation).await.unwrap();
        for (on, last, level) in [
            ("2022-12-31", "2022-12", 6.0),
            ("2022-12-30", "2022-11", 6.0),
            ("2023-12-31", "2023-12", 4.0),
            ("2026-11-21", "2024-12", 4.0),
        ] {
            let asked = BeforeAndNow {
                indicator: built_in_id(ground.organisation, "absence_rate"),
                series: None,
                units: &units,
                start: Some("2019-05".parse().unwrap()),
                on: on.parse().unwrap(),
            };
            let figure = figures::figure_before_and_now(&tx, &who, asked).await.unwrap().unwrap();
            assert_eq!(figure.now_months.unwrap().1, last.parse().unwrap(), "{on}");
            assert!((figure.now.unwrap().value - level).abs() < 1e-9, "{on}");
            assert!(figure.history.len() <= 96 && (figure.before.unwrap().value - 6.0).abs() < 1e-9);
        }
    })
    .await;
}

#[tokio::test]
async fn a_few_units_from_another_source_do_not_take_the_place_of_all() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 20), ("B", 30), ("C", 40), ("D", 50)]).await;
        let indicator = built_in_id(ground.organisation, "absence_rate");
        let few = Series {
            id: SeriesId(Uuid::now_v7()),
            indicator,
            source: "Et regneark".into(),
            definition: String::new(),
            category: String::new(),
        };
        let one = Observation {
            unit: ground.unit("A"),
            month: "2025-01".parse().unwrap(),
            numerator: 50.0,
            denominator: 420.0,
            people: 20,
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        store::add_series(&tx, &few).await.unwrap();
        store::add_observations(&tx, few.id, None, &[one]).await.unwrap();
        tx.commit().await.unwrap();
        let who = ground.coordinator().await;
        let picture = figures::unit_picture(
            &ground.app,
            &who,
            ground.unit("FK"),
            indicator,
            &PictureQuery::default(),
        )
        .await
        .unwrap()
        .unwrap();
        assert_eq!((picture.series.source.as_str(), picture.points.len()), ("SD Løn", 96));
        let asked = PictureQuery {
            series: Some(few.id),
            ..PictureQuery::default()
        };
        let picture = figures::unit_picture(&ground.app, &who, ground.unit("A"), indicator, &asked)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(picture.series.source, "Et regneark", "it can still be asked for");
    })
    .await;
}
