//! Walks every unit and indicator of made-up organisations, and holds headline, sentence, table and picture against each other.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use trivsel_app::figures::{self, Finding, PictureQuery, UnitPicture};
use trivsel_app::{App, Clock, Settings};
use trivsel_demo::Plan;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::{Store, figures as store, persons, units};

use super::drawing::{draw, headline, sentences, value_in_words};
use super::table;
use crate::shell::{Shell, Station};
use crate::words::{Lang, Words};

fn shell(lang: Lang) -> Shell {
    Shell {
        words: Words::of(lang),
        lang,
        station: Station::Listen,
        visitor: None,
        demo_people: Vec::new(),
        here: String::new(),
        can_print: true,
        notice: None,
    }
}

/// The number as a reader sees it.
fn written(picture: &UnitPicture, value: f64) -> f64 {
    let decimals = picture.indicator.measure.decimals();
    format!("{value:.decimals$}").parse().unwrap()
}

/// The level of some positions of the table: what is counted, out of what.
fn of_table(picture: &UnitPicture, positions: std::ops::Range<usize>) -> Option<f64> {
    let shown: Vec<_> = picture.points[positions]
        .iter()
        .filter_map(|point| point.figure.shown())
        .collect();
    let numerator: f64 = shown.iter().map(|figure| figure.numerator()).sum();
    let denominator: f64 = shown.iter().map(|figure| figure.denominator()).sum();
    if picture.indicator.measure.has_denominator() {
        picture.indicator.value(numerator, denominator)
    } else {
        Some(picture.indicator.value(numerator, 0.0)? / f64::from(u32::try_from(shown.len()).unwrap()))
    }
}

fn agrees(who: &Actor, picture: &UnitPicture) {
    let title = who.tree.name(picture.unit).to_owned();
    let what = format!("{} in {title}", picture.indicator.code);
    let summary = &picture.summary;
    let (Some(now), Some((last, value))) = (summary.now, summary.latest) else {
        return;
    };
    let months = now.months.min(12);
    let recent = (last + 1).saturating_sub(12)..last + 1;
    let rings = |above: bool| {
        picture.reading.signals[recent.clone()]
            .iter()
            .filter(|ring| **ring == Some(above))
            .count()
    };
    let seen = |value: f64| written(picture, value);

    // The table gives the sentence's number, as far as all twelve months are counted in one way.
    if picture.breaks.is_empty() {
        assert_eq!(
            seen(of_table(picture, recent.clone()).unwrap()),
            seen(now.value),
            "{what}"
        );
    }
    let half: Vec<f64> = picture.reading.values[(last + 1).saturating_sub(6)..last + 1]
        .iter()
        .flatten()
        .copied()
        .collect();
    let half = half.iter().sum::<f64>() / half.len() as f64;
    match (summary.finding, summary.reference) {
        (Finding::Higher, Some(reference)) => {
            assert!(
                seen(now.value) > seen(reference.value) && seen(half) > seen(reference.value),
                "{what}"
            );
            assert!(
                summary
                    .before
                    .is_none_or(|before| seen(before.value) <= seen(now.value)),
                "{what}"
            );
            assert!(rings(true) > rings(false), "{what}");
        }
        (Finding::Lower, Some(reference)) => {
            assert!(
                seen(now.value) < seen(reference.value) && seen(half) < seen(reference.value),
                "{what}"
            );
            assert!(
                summary
                    .before
                    .is_none_or(|before| seen(before.value) >= seen(now.value)),
                "{what}"
            );
            assert!(rings(false) > rings(true), "{what}");
        }
        (Finding::Steady, _) => assert_eq!(rings(true) + rings(false), 0, "{what}"),
        (Finding::Varies, _) => assert!(rings(true) + rings(false) > 0, "{what}"),
        (Finding::Higher | Finding::Lower, None) => unreachable!("{what}: a direction needs a reference"),
        _ => {}
    }
    for lang in [Lang::Da, Lang::En] {
        let shell = shell(lang);
        let (head, said) = (headline(&shell, picture, &title), sentences(&shell, picture));
        assert!(
            said[0].contains(&value_in_words(&shell, &picture.indicator, now.value)),
            "{what}: {said:?}"
        );
        assert!(!head.contains("[figures") && months <= 12, "{head}");
        let drawing = draw(&shell, who, picture, &title, "walk");
        if let Some(reference) = summary
            .reference
            .filter(|_| picture.reading.limits.iter().any(Option::is_some))
        {
            let first = picture.points[reference.from].month.year().to_string();
            let is_of_direction = matches!(summary.finding, Finding::Higher | Finding::Lower);
            assert!(!is_of_direction || head.contains(&first), "{head}");
            let level = value_in_words(&shell, &picture.indicator, reference.value);
            assert!(said[1].contains(&first) && said[1].contains(&level), "{what}: {said:?}");
            assert_eq!(drawing.centre.last().unwrap().value, reference.value, "{what}");
        }
        let rows = table::rows(&shell, picture);
        assert_eq!(rows.len(), picture.points.len(), "{what}");
        let decimals = picture.indicator.measure.decimals();
        let latest = &rows[picture.points.len() - 1 - last];
        assert!(
            latest.value.contains(&lang.number(value, decimals)),
            "{what}: {}",
            latest.value
        );
    }
}

async fn walk(plan: Plan) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("walk.db").display());
    let clock = Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap());
    let app = App::new(
        Store::open(&address).await.unwrap(),
        clock,
        Settings::local(folder.path().into()),
    );
    let organisation = trivsel_demo::create(&app, &plan).await.unwrap();
    let tx = app.read(organisation).await.unwrap();
    let person = persons::list(&tx).await.unwrap().remove(0);
    let who = Actor {
        organisation,
        person: person.id,
        name: person.name,
        title: person.title,
        grants: vec![Grant {
            role: Role::Coordinator,
            unit: None,
        }],
        seats: Vec::new(),
        tree: units::tree(&tx, app.today()).await.unwrap().into(),
    };
    let indicators = store::list_indicators(&tx).await.unwrap();
    drop(tx);
    let (mut walked, mut directed) = (0, 0);
    for indicator in indicators {
        for unit in who.tree.ids() {
            let query = PictureQuery::default();
            let Some(picture) = figures::unit_picture(&app, &who, unit, indicator.id, &query)
                .await
                .unwrap()
            else {
                continue;
            };
            agrees(&who, &picture);
            walked += 1;
            directed += usize::from(matches!(picture.summary.finding, Finding::Higher | Finding::Lower));
        }
    }
    (walked, directed)
}

#[tokio::test]
async fn headline_sentence_table_and_picture_agree_in_the_demo() {
    let (walked, directed) = walk(Plan::story()).await;
    assert!(walked > 200 && directed > 0, "{walked}, {directed}");
}

#[tokio::test]
async fn headline_sentence_table_and_picture_agree_in_five_other_organisations() {
    let mut all = (0, 0);
    for seed in 1..=5 {
        let (walked, directed) = walk(Plan::of_size(500).drawn_from(seed)).await;
        all = (all.0 + walked, all.1 + directed);
    }
    assert!(all.0 > 100 && all.1 > 0, "{all:?}");
}
