use trivsel_app::AppError;
use trivsel_app::figures::{self, BeforeAndNow, ChartKind, DisruptionForm, Finding, PictureQuery, Rules};
use trivsel_app::seen::SeenMark;
use trivsel_app::units::{self, NewPlace};
use trivsel_domain::figure::Figure;
use trivsel_domain::id::SeriesId;
use trivsel_domain::indicator::{CategoryParts, Observation, Series, built_in_id};
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
        assert!(wrong.read().is_err(), "it ends before it begins");
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

#[tokio::test]
async fn figures_are_found_by_their_month_in_whichever_order_they_were_written() {
    on_each_database(async |ground| {
        let series = Series {
            source: "Et regneark".into(),
            ..ground.absence()
        };
        let at = |unit: &str, month: &str, numerator: f64| Observation {
            unit: ground.unit(unit),
            month: month.parse().unwrap(),
            numerator,
            denominator: 420.0,
            people: 20,
        };
        let rows = [
            at("B", "2025-12", 4.0),
            at("A", "2026-01", 3.0),
            at("B", "2024-02", 2.0),
            at("A", "2025-09", 1.0),
        ];
        let tx = ground.app.write(ground.organisation).await.unwrap();
        store::add_series(&tx, &series).await.unwrap();
        store::add_observations(&tx, series.id, None, &rows).await.unwrap();
        let months: Vec<Month> = ["2024-02", "2026-01"].map(|month| month.parse().unwrap()).to_vec();
        let total = store::total_of(&tx, series.id).await.unwrap().unwrap();
        assert_eq!(
            (total.first, total.last, total.rows, total.units),
            (months[0], months[1], 4, 2)
        );
        assert_eq!(store::count_replaced(&tx, series.id, &months).await.unwrap().rows, 2);
        assert_eq!(store::remove_months(&tx, series.id, &months).await.unwrap(), 2);
        let mut left = store::list_observations(&tx, series.id).await.unwrap();
        left.sort_by_key(|one| one.month);
        assert_eq!(left, [rows[3], rows[0]]);
        tx.commit().await.unwrap();
    })
    .await;
}

/// A row of absence in March 2024: unit, category, days lost, possible days, people.
type Row<'a> = (&'a str, &'a str, f64, f64, u32);

/// Stores rows as an import does that said what categories part.
async fn store_rows(ground: &Ground, rows: &[Row<'_>], parts: CategoryParts) -> Vec<SeriesId> {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let mut names: Vec<&str> = rows.iter().map(|row| row.1).collect();
    names.dedup();
    let mut ids = Vec::new();
    for name in names {
        let series = Series {
            id: SeriesId(Uuid::now_v7()),
            indicator: built_in_id(ground.organisation, "absence_rate"),
            source: "SD Løn".into(),
            definition: String::new(),
            category: name.into(),
        };
        store::add_series(&tx, &series).await.unwrap();
        let of_category = rows.iter().filter(|row| row.1 == name);
        let observations: Vec<Observation> = of_category
            .map(|(unit, _, numerator, denominator, people)| Observation {
                unit: ground.unit(unit),
                month: "2024-03".parse().unwrap(),
                numerator: *numerator,
                denominator: *denominator,
                people: *people,
            })
            .collect();
        store::add_observations(&tx, series.id, None, &observations)
            .await
            .unwrap();
        store::change_category_parts(&tx, series.id, parts).await.unwrap();
        ids.push(series.id);
    }
    tx.commit().await.unwrap();
    ids
}

/// What is shown of a unit in March 2024: days lost, possible days, people.
async fn march(ground: &Ground, unit: &str, series: Option<SeriesId>) -> Option<(f64, f64, u32)> {
    let who = ground.coordinator().await;
    let indicator = built_in_id(ground.organisation, "absence_rate");
    let query = PictureQuery {
        series,
        ..PictureQuery::default()
    };
    let picture = figures::unit_picture(&ground.app, &who, ground.unit(unit), indicator, &query)
        .await
        .unwrap()?;
    let shown = picture.points.iter().find_map(|point| match point.figure {
        Figure::Shown(shown) => Some(shown),
        _ => None,
    })?;
    Some((shown.numerator(), shown.denominator(), shown.people()))
}

#[tokio::test]
async fn a_leader_alone_is_not_shown_by_category_and_all_together_are_counted_out_of_all() {
    on_each_database(async |ground| {
        let rows = [
            ("A", "Leder", 11.0, 21.0, 1),
            ("B", "Leder", 1.0, 105.0, 5),
            ("A", "Personale", 23.0, 260.0, 12),
            ("B", "Personale", 40.0, 800.0, 40),
        ];
        let ids = store_rows(&ground, &rows, CategoryParts::People).await;
        // 34 of 281 days, not 34 of 260.
        assert_eq!(march(&ground, "A", None).await, Some((34.0, 281.0, 13)));
        for id in &ids {
            assert_eq!(
                march(&ground, "A", Some(*id)).await,
                None,
                "the other one would be the rest"
            );
        }
        assert_eq!(march(&ground, "NORD", Some(ids[0])).await, Some((12.0, 126.0, 6)));
    })
    .await;
}

#[tokio::test]
async fn reasons_are_counted_on_the_same_people() {
    on_each_database(async |ground| {
        let rows = [("A", "Syg", 30.0, 260.0, 12), ("A", "Barn syg", 4.0, 260.0, 12)];
        let ids = store_rows(&ground, &rows, CategoryParts::Events).await;
        assert_eq!(march(&ground, "A", None).await, Some((34.0, 260.0, 12)));
        assert_eq!(march(&ground, "A", Some(ids[1])).await, Some((4.0, 260.0, 12)));
    })
    .await;
}

#[tokio::test]
async fn a_move_registered_late_is_refused_where_it_gives_a_few_away() {
    on_each_database(async |ground| {
        // A has three people and stands with B (ten) below NORD; C has twenty. Shown so far: A and B together.
        let rows = [
            ("A", "", 10.0, 69.0, 3),
            ("B", "", 3.0, 230.0, 10),
            ("C", "", 2.0, 460.0, 20),
            ("D", "", 1.0, 200.0, 9),
        ];
        store_rows(&ground, &rows, CategoryParts::Unknown).await;
        let who = ground.coordinator().await;
        let seen = SeenMark::of(&("Gruppe A", Some(ground.unit("NORD"))));
        let to_south = |from: &str| NewPlace {
            name: "Gruppe A".into(),
            parent: Some(ground.unit("SYD")),
            from: from.parse().unwrap(),
        };
        let refused = units::move_to(&ground.app, &who, ground.unit("A"), &seen, &to_south("2024-03-01")).await;
        let Err(AppError::Invalid(problems)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(
            (problems[0].field.as_str(), problems[0].message),
            ("from", "problem-move-gives-away")
        );
        assert_eq!(
            march(&ground, "NORD", None).await,
            Some((13.0, 299.0, 13)),
            "nothing is moved"
        );
        // From the month after the last one shown it may.
        units::move_to(&ground.app, &who, ground.unit("A"), &seen, &to_south("2024-04-01"))
            .await
            .unwrap();
        assert_eq!(march(&ground, "NORD", None).await, Some((13.0, 299.0, 13)));
        // D's nine would leave A to be told from B; C's twenty leave nobody, and the tree before is kept for the next move.
        let to_north = async |code: &'static str| {
            let place = NewPlace {
                name: format!("Gruppe {code}"),
                parent: Some(ground.unit("NORD")),
                from: "2024-03-01".parse().unwrap(),
            };
            let seen = SeenMark::of(&(place.name.as_str(), Some(ground.unit("SYD"))));
            units::move_to(&ground.app, &who, ground.unit(code), &seen, &place).await
        };
        let moved = to_north("D").await;
        assert!(matches!(moved, Err(AppError::Invalid(_))), "{moved:?}");
        to_north("C").await.unwrap();
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert_eq!(store::list_shown_trees(&tx).await.unwrap().len(), 1);
    })
    .await;
}
