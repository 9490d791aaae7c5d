//! The units of an area side by side: what it shows, in which order, and above all what it does not show.

use axum::http::StatusCode;
use trivsel_app::areas::{AreaAbsence, AreaAnswers, AreaRow, area};
use trivsel_app::figures::{PictureQuery, UnitPicture, unit_picture};
use trivsel_app::publications::{Outcome, results};
use trivsel_app::{App, Clock};
use trivsel_demo::Plan;
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::built_in_id;
use trivsel_domain::person::Role;
use trivsel_domain::publication::Standing;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::{Store, initiatives, persons, units};

use crate::figures::filled;
use crate::reports::described;
use crate::site::{Site, settings};

/// The level of the twelve months up to the latest that is shown, from the table of the page of figures and nothing else.
fn of_table(picture: &UnitPicture) -> Option<f64> {
    let shown: Vec<_> = picture.points.iter().map(|point| point.figure.shown()).collect();
    let end = shown.iter().rposition(Option::is_some)? + 1;
    let (mut numerator, mut denominator) = (0.0, 0.0);
    for figure in shown[end.saturating_sub(12)..end].iter().flatten() {
        numerator += figure.numerator();
        denominator += figure.denominator();
    }
    picture.indicator.value(numerator, denominator)
}

fn agrees(row: &AreaRow, picture: Option<&UnitPicture>, name: &str) -> bool {
    let is_hidden = picture.is_some_and(UnitPicture::is_hidden);
    let is_any_shown = picture.is_some_and(|of| of.points.iter().any(|point| point.figure.shown().is_some()));
    match row.absence {
        AreaAbsence::Shown { now, before } => {
            let picture = picture.unwrap();
            assert!(!is_hidden && is_any_shown, "{name} is hidden among its figures");
            if picture.breaks.is_empty() {
                assert!((of_table(picture).unwrap() - now).abs() < 1e-9, "{name}");
            }
            assert_eq!(picture.summary.before.map(|before| before.value), before, "{name}");
        }
        AreaAbsence::Hidden { .. } => assert!(is_hidden && !is_any_shown, "{name}"),
        AreaAbsence::NotNow | AreaAbsence::Missing => assert!(!is_hidden, "{name}"),
    }
    is_hidden
}

#[tokio::test]
async fn nothing_stands_side_by_side_that_the_figures_and_results_of_the_unit_do_not_show() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("area.db").display());
    let clock = Clock::Fixed("2026-11-21T11:00:00Z".parse().unwrap());
    let app = App::new(
        Store::open(&address).await.unwrap(),
        clock,
        settings(folder.path().to_owned()),
    );
    let organisation = trivsel_demo::create(&app, &Plan::story()).await.unwrap();
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
    drop(tx);
    let absence = built_in_id(organisation, "absence_rate");
    let (mut walked, mut hidden, mut answered) = (0, 0, 0);
    for unit in who.tree.ids() {
        let found = area(&app, &who, Some(unit)).await.unwrap();
        let outcome = results(&app, &who, found.survey.as_ref().unwrap().id).await.unwrap();
        let Outcome::Ready(results) = outcome else {
            panic!("there are no results")
        };
        for row in found.rows.iter().chain([&found.whole]) {
            let name = who.tree.name(row.unit);
            let picture = unit_picture(&app, &who, row.unit, absence, &PictureQuery::default())
                .await
                .unwrap();
            hidden += usize::from(agrees(row, picture.as_ref(), name));
            walked += 1;
            let standing = results.edition.publication.standing(row.unit);
            match (row.answers, standing) {
                (AreaAnswers::Shown { respondents, invited }, Standing::Shown(shown)) => {
                    assert_eq!((respondents, invited), (shown.respondents, shown.invited), "{name}");
                    answered += 1;
                }
                (AreaAnswers::Shown { .. }, _) => panic!("the results hide {name}"),
                (AreaAnswers::Hidden | AreaAnswers::Missing, _) => {}
            }
        }
    }
    assert!(
        walked > 60 && hidden > 0 && answered > 5,
        "{walked} {hidden} {answered}"
    );
}

/// The cells of a unit's row on the page.
fn row_of<'a>(page: &'a str, name: &str) -> &'a str {
    let rows = page.split("<tr>").skip(1);
    let mut found = rows.filter(|row| row.split("</th>").next().unwrap().contains(name));
    found.next().unwrap_or_else(|| panic!("{name} is missing in {page}"))
}

async fn top(site: &Site) -> UnitId {
    let tx = site.app.read(site.organisation).await.unwrap();
    let tree = units::tree(&tx, site.app.today()).await.unwrap();
    tree.roots().next().unwrap().id
}

#[tokio::test]
async fn a_small_unit_is_hidden_with_the_reason_on_the_page_and_in_the_files() {
    let site = filled(3).await;
    let browser = site.as_role(Role::Coordinator).await;
    let top = top(&site).await;
    let page = browser.get(&format!("/area?unit={top}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(!page.text.contains("[area-"), "{}", page.text);
    let north = row_of(&page.text, "Distrikt Nord");
    assert!(north.contains("skjult") && !north.contains("6,0"), "{north}");
    assert!(page.text.contains("Distrikt Nord: fraværet er skjult"), "{}", page.text);
    for ending in ["csv", "xlsx"] {
        let file = browser.get(&format!("/area/units.{ending}?unit={top}")).await;
        assert_eq!(file.status, StatusCode::OK);
        if ending == "csv" {
            let line = file
                .text
                .lines()
                .find(|line| line.starts_with("Distrikt Nord"))
                .unwrap();
            assert!(line.contains("skjult;skjult;skjult"), "{line}");
        }
    }
}

#[tokio::test]
async fn the_order_is_the_tree_s_until_a_column_is_chosen_and_what_is_hidden_comes_last() {
    let site = filled(3).await;
    let tx = site.app.write(site.organisation).await.unwrap();
    initiatives::add(&tx, &described(&site, site.elsewhere)).await.unwrap();
    tx.commit().await.unwrap();
    let browser = site.as_role(Role::Coordinator).await;
    let top = top(&site).await;
    let places = async |order: &str| {
        let page = browser.get(&format!("/area?unit={top}&order={order}")).await;
        let body = page.text.split("<tbody>").nth(1).unwrap().to_owned();
        let sorted = page.text.matches("aria-sort").count();
        (
            body.find("Distrikt Nord").unwrap() < body.find("Distrikt Syd").unwrap(),
            sorted,
        )
    };
    assert_eq!(places("").await, (true, 0));
    // What goes on goes on in the south.
    assert_eq!(places("running").await, (false, 1));
    // One of the two alone would give the other away: both are hidden, and their places tell nothing.
    assert_eq!(places("now").await, (true, 1));
    assert_eq!(places("nonsense").await, (true, 0));
}

#[tokio::test]
async fn an_area_out_of_reach_is_refused_and_one_s_own_is_led_to_from_the_first_page() {
    let site = filled(20).await;
    let manager = site.as_role(Role::Manager).await;
    let start = manager.get("/").await;
    let own = format!("/area?unit={}", site.district);
    assert!(start.text.contains(&own), "{}", start.text);
    let page = manager.get(&own).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(row_of(&page.text, "Mosevang").contains("6,0"), "{}", page.text);
    let elsewhere = manager.get(&format!("/area?unit={}", site.elsewhere)).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    let file = manager.get(&format!("/area/units.csv?unit={}", site.elsewhere)).await;
    assert_eq!(file.status, StatusCode::FORBIDDEN);
}
