#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use chrono::{DateTime, TimeZone, Utc};
use sha2::{Digest, Sha256};
use trivsel_domain::chain::{Node, Walk};
use trivsel_domain::id::{BoardId, NoteId, PersonId};
use trivsel_domain::person::Role;
use trivsel_domain::plan::PlanState;
use trivsel_domain::rights::{Actor, Grant, Right};
use trivsel_store::{Store, committees, figures, health, initiatives, persons, plans as plan_store, units};

use super::*;
use trivsel_app::chain::{self, ChainEnd};
use trivsel_app::evaluations::evaluate_survey;
use trivsel_app::{Clock, Settings};

const DAY: (i32, u32, u32) = (2026, 11, 21);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(DAY.0, DAY.1, DAY.2).unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(DAY.0, DAY.1, DAY.2, 11, 0, 0).unwrap()
}

async fn app(address: &str, folder: &std::path::Path) -> App {
    App::new(
        Store::open(address).await.unwrap(),
        Clock::Fixed(now()),
        Settings::local(folder.to_owned()),
    )
}

fn hash(made: &Made) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(format!("{made:?}").as_bytes());
    sum.finalize().to_vec()
}

fn rate(made: &Made, code: &str, first: Month, last: Month) -> f64 {
    let unit = made.units.id(code).unwrap();
    let filled = &made.figures[0];
    let inside = filled
        .observations
        .iter()
        .filter(|one| one.unit == unit && first <= one.month && one.month <= last);
    let (upper, lower) = inside.fold((0.0, 0.0), |(u, l), one| (u + one.numerator, l + one.denominator));
    upper / lower
}

#[test]
fn the_same_seed_makes_the_same_rows_and_another_does_not() {
    let plan = Plan::of_size(400).drawn_from(3);
    assert_eq!(
        hash(&make(&plan, today()).unwrap()),
        hash(&make(&plan, today()).unwrap())
    );
    assert_ne!(
        hash(&make(&plan, today()).unwrap()),
        hash(&make(&Plan::of_size(400).drawn_from(4), today()).unwrap())
    );
}

#[test]
fn working_days_are_mondays_to_fridays() {
    for number in 0..240 {
        let month = truth::month(2010, 1).plus(number);
        let days = month.first_day().iter_days().take(month.days() as usize);
        let working = days.filter(|day| day.format("%u").to_string().parse::<u32>().unwrap() < 6);
        assert_eq!(staff::working_days(month) as usize, working.count(), "{month}");
    }
}

#[test]
fn a_month_more_does_not_change_the_months_before_it() {
    let plan = Plan::story();
    let (now_made, earlier) = (
        make(&plan, today()).unwrap(),
        make(&plan, NaiveDate::from_ymd_opt(2026, 10, 4).unwrap()).unwrap(),
    );
    let until = truth::month(2026, 9);
    for (a, b) in now_made.figures.iter().zip(&earlier.figures) {
        let kept: Vec<_> = a.observations.iter().filter(|one| one.month <= until).collect();
        assert_eq!(kept, b.observations.iter().collect::<Vec<_>>(), "{:?}", a.series.id);
    }
}

#[test]
fn every_month_of_the_figures_came_by_a_finished_import() {
    let made = make(&Plan::story(), today()).unwrap();
    for filled in &made.figures {
        let id = story::import_id(made.seed, filled);
        let import = made.story.imports.iter().find(|import| import.id == id).unwrap();
        assert_eq!((import.state.as_str(), import.file_key.as_str()), ("done", ""));
        assert!(
            import.file_name.starts_with(&filled.series.source),
            "{}",
            import.file_name
        );
        assert!(import.finished_at.unwrap() < now());
        let report: trivsel_app::imports::ImportReport = serde_json::from_str(&import.summary).unwrap();
        let told = report
            .series
            .iter()
            .find(|one| one.category == filled.series.category)
            .unwrap();
        assert_eq!(told.rows, filled.observations.len() as u64);
    }
}

#[test]
fn two_reports_that_tell_of_another_level_before_say_that_they_are_of_other_units() {
    let made = make(&Plan::story(), today()).unwrap();
    let of = |number: usize| {
        let report = &made.story.reports[number];
        report.criteria[2].figure.clone().unwrap()
    };
    assert_eq!((of(0).units, of(1).units), (4, 9));
    let all_nine = made
        .story
        .criteria
        .iter()
        .find(|one| one.position == 3)
        .unwrap()
        .baseline
        .unwrap();
    assert!(
        (of(1).before.unwrap().value - all_nine).abs() < 0.05,
        "the frozen level is of all nine"
    );
}

#[test]
fn the_story_has_the_people_units_and_months_it_tells_of() {
    let made = make(&Plan::story(), today()).unwrap();
    let working = made
        .staff
        .employments
        .iter()
        .filter(|one| one.period.contains(today()))
        .count();
    assert!((3_300..=3_600).contains(&working), "{working}");
    assert!(made.units.units.iter().any(|unit| unit.period.to().is_some()));
    assert_eq!(made.cast.accounts.len(), 9);
    let months: std::collections::BTreeSet<Month> = made.figures[0].observations.iter().map(|one| one.month).collect();
    assert_eq!(months.first(), Some(&truth::month(2017, 1)));
    assert_eq!(months.last(), Some(&truth::month(2026, 10)));
    let done = made.story.tasks.iter().filter(|task| task.done_on.is_some()).count();
    assert_eq!((made.story.tasks.len(), done), (12, 11));
    let overdue = made
        .story
        .follow_ups
        .iter()
        .filter(|one| one.is_overdue(today()))
        .count();
    assert!(overdue >= 1, "{overdue}");
    let this_week = made
        .story
        .meetings
        .iter()
        .filter(|one| one.held_on > today() && one.held_on <= today() + chrono::Days::new(7));
    assert!(this_week.count() >= 1);
}

#[test]
fn home_care_is_sick_about_as_much_as_told_and_the_pandemic_shows() {
    let made = make(&Plan::story(), today()).unwrap();
    let groups = [
        "2111", "2112", "2121", "2122", "2123", "2131", "2132", "2133", "2141", "2142", "2143",
    ];
    let mean = |first: Month, last: Month| groups.iter().map(|code| rate(&made, code, first, last)).sum::<f64>() / 11.0;
    let before = mean(truth::month(2017, 1), truth::month(2018, 12));
    let wave = mean(truth::month(2021, 12), truth::month(2022, 3));
    assert!((0.060..0.074).contains(&before), "{before}");
    assert!(wave > 1.25 * before, "{wave}");
}

/// The three groups that never began against the four that began first, five years before and four after the pandemic. With about
/// nine thousand days in each sum the standard error of the log ratio is about 5 %.
#[test]
fn the_effect_that_was_put_in_can_be_found_again() {
    let made = make(&Plan::story(), today()).unwrap();
    let ratio = |code: &str| {
        rate(&made, code, truth::month(2022, 4), truth::month(2026, 10))
            / rate(&made, code, truth::month(2017, 1), truth::month(2019, 4))
    };
    let mean = |codes: &[&str]| codes.iter().map(|code| ratio(code).ln()).sum::<f64>() / codes.len() as f64;
    let found = (mean(&["2111", "2112", "2131", "2132"]) - mean(&["2141", "2142", "2143"])).exp() - 1.0;
    assert!((found - TRUE_EFFECT).abs() < 0.12, "{found}");
}

async fn writes_the_story(address: &str) {
    let folder = tempfile::tempdir().unwrap();
    let app = app(address, folder.path()).await;
    let made = make(&Plan::story(), today()).unwrap();
    let id = create(&app, &Plan::story()).await.unwrap();
    assert_eq!(id, made.organisation.id);
    assert_eq!(create(&app, &Plan::story()).await.unwrap(), id, "made once");
    let tx = app.read(id).await.unwrap();
    assert_eq!(persons::list(&tx).await.unwrap().len(), made.staff.persons.len());
    assert_eq!(
        persons::list_employments(&tx).await.unwrap().len(),
        made.staff.employments.len()
    );
    assert_eq!(initiatives::list(&tx).await.unwrap().len(), 10);
    assert_eq!(committees::list(&tx).await.unwrap().len(), 8);
    for filled in &made.figures {
        let mut kept = figures::list_observations(&tx, filled.series.id).await.unwrap();
        let mut meant = filled.observations.clone();
        kept.sort_by_key(|one| (one.unit, one.month));
        meant.sort_by_key(|one| (one.unit, one.month));
        assert_eq!(kept, meant);
    }
    drop(tx);
    leads_from_a_note_to_a_meeting_and_back(&app, &made).await;
}

/// From the note "Ingen ser, hvad vi kan" by "Blev til" alone to the point of November 2023, and back by "Kom af" alone, each within 7 clicks.
async fn leads_from_a_note_to_a_meeting_and_back(app: &App, made: &Made) {
    let who = coordinator(app, made.organisation.id).await;
    let id = |name: &str| made.seed.id(&format!("{} {name}", workshops::FIRST_DAY));
    let note = Node::Note(
        BoardId(id("board Mosevang")),
        NoteId(id("note Mosevang Ingen ser, hvad vi kan")),
    );
    let day = NaiveDate::from_ymd_opt(2023, 11, 14).unwrap();
    let meeting = made.story.meetings.iter().find(|one| {
        let forum = made.story.committees.iter().find(|forum| forum.id == one.committee);
        one.held_on == day && forum.is_some_and(|forum| forum.name.contains("MED"))
    });
    let meeting = meeting.unwrap().id;
    let reports: Vec<_> = made
        .story
        .agenda
        .iter()
        .filter(|item| item.meeting == meeting)
        .collect();
    let point = reports.iter().find(|item| item.status_report.is_some()).unwrap();
    let point = Node::AgendaItem(point.id);
    for (from, to, goes_down) in [(note, point, true), (point, note, false)] {
        let mut walk = Walk::from(from);
        let mut clicks = None;
        while let Some((node, distance)) = walk.step() {
            if node == to {
                clicks = Some(distance);
                break;
            }
            let ends = chain::ends(app, &who, node).await.unwrap();
            let came_of = ends.came_of.into_iter().map(|(end, _)| end);
            let next: Vec<ChainEnd> = if goes_down { ends.became } else { came_of.collect() };
            walk.reach(
                distance,
                next.into_iter().filter_map(|end| match end {
                    ChainEnd::Seen(seen) => Some(seen.node),
                    ChainEnd::Hidden | ChainEnd::Gone(_) => None,
                }),
            );
        }
        assert!(clicks.is_some_and(|clicks| clicks <= 7), "{from:?} {clicks:?}");
    }
    let tx = app.read(who.organisation).await.unwrap();
    let plans = plan_store::list_in(&tx, &who.units_with(Right::ReadPlans))
        .await
        .unwrap();
    drop(tx);
    let closed: Vec<_> = plans.iter().filter(|plan| plan.state == PlanState::Closed).collect();
    assert_eq!((plans.len(), closed.len()), (2, 1));
    assert_eq!(health::check(&app.store).await.unwrap(), Vec::<String>::new());
}

/// The coordinator of the whole organisation.
async fn coordinator(app: &App, id: OrganisationId) -> Actor {
    let tx = app.read(id).await.unwrap();
    Actor {
        organisation: id,
        person: PersonId(uuid::Uuid::nil()),
        name: String::new(),
        title: String::new(),
        grants: vec![Grant {
            role: Role::Coordinator,
            unit: None,
        }],
        seats: Vec::new(),
        tree: units::tree(&tx, today()).await.unwrap().into(),
    }
}

#[tokio::test]
async fn sqlite_takes_the_story() {
    let folder = tempfile::tempdir().unwrap();
    writes_the_story(&format!("sqlite:{}", folder.path().join("demo.db").display())).await;
}

/// Runs where `TRIVSEL_TEST_POSTGRES` names a server, in a database of its own.
#[tokio::test]
async fn postgres_takes_the_story() {
    let Ok(server) = std::env::var("TRIVSEL_TEST_POSTGRES") else {
        return;
    };
    let name = format!("trivsel_demo_{}", uuid::Uuid::new_v4().simple());
    let made = std::process::Command::new("psql")
        .args([&server, "-qc", &format!("create database {name}")])
        .status();
    assert!(made.unwrap().success());
    let (base, _) = server.rsplit_once('/').unwrap();
    writes_the_story(&format!("{base}/{name}")).await;
}

/// What was put in is 0.5 of 4, or 12.5 of 100; answers at the ends of the scale cannot move further, which takes a twentieth of it.
#[tokio::test]
async fn the_survey_s_answer_holds_the_truth_that_was_put_in() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(
        &format!("sqlite:{}", folder.path().join("demo.db").display()),
        folder.path(),
    )
    .await;
    let id = create(&app, &Plan::story()).await.unwrap();
    let who = coordinator(&app, id).await;
    let tx = app.read(id).await.unwrap();
    let all = initiatives::list(&tx).await.unwrap();
    let pride = all.iter().find(|one| one.number == 1).unwrap().id;
    let criterion = initiatives::criteria_of(&tx, pride).await.unwrap().remove(1);
    drop(tx);
    let found = evaluate_survey(&app, &who, pride, criterion.id).await.unwrap();
    let (_, evaluation) = found.unwrap();
    let finding = evaluation.finding.as_ref().unwrap();
    let (scale, gain) = surveys::TRUE_CHANGE[0];
    assert_eq!(evaluation.scale.scale.key, scale);
    let interval = finding.judgement.interval;
    for truth in [gain * 25.0, gain * 25.0 * 0.95] {
        assert!((interval.lower()..interval.upper()).contains(&truth), "{interval:?}");
    }
    assert_eq!(evaluation.caps, []);
    assert!(evaluation.verdict().way().is_some(), "{finding:?}");
    assert_eq!(evaluation.units.iter().filter(|unit| unit.is_begun).count(), 9);
    let frozen = criterion.baseline.unwrap();
    let (before, _) = finding.begun.unwrap();
    assert!((frozen - before).abs() < 1.0, "{frozen} {before}");
}
