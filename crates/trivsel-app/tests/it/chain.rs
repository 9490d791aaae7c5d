//! The chain: walked up and down, shown to those who may read it, moved from the former tables, and never without an end.

use std::io::{Read, Write};

use trivsel_app::chain::{self, ChainEnd, Moment, Thread};
use trivsel_app::committees::{self, AgendaForm, DecisionForm, add_agenda_item};
use trivsel_app::followed;
use trivsel_app::initiatives::{form, measures};
use trivsel_app::{App, AppError, Clock, Settings, backup};
use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{DecisionId, InitiativeId, SurveyId, UnitId};
use trivsel_domain::initiative::{MeasurePlan, MeasureState};
use trivsel_domain::person::Role;
use trivsel_domain::rights::Actor;
use trivsel_store::{Store, chain as store, health};
use uuid::Uuid;

use crate::followed::{forum, meetings, result, surveyed, with_role};
use crate::ground::{Ground, on_each_database};

/// What the stations of a thread are called; those that may not be read as `…`.
fn titles(thread: &Thread) -> Vec<String> {
    let stations = thread.stations.iter();
    stations
        .map(|station| match &station.moment {
            Moment::Seen { seen, .. } => seen.title.da.clone(),
            Moment::Hidden => "…".to_owned(),
            Moment::Gone(words) => format!("† {words}"),
            Moment::Began { units, .. } => units.join(", "),
            Moment::Disruption { name, .. } => name.clone(),
        })
        .collect()
}

async fn of(ground: &Ground, who: &Actor, node: Node) -> Vec<String> {
    titles(&chain::thread(&ground.app, who, node).await.unwrap())
}

/// A result of A on the agenda of NORD's forum, what was decided on it, and the initiative that came of the decision.
async fn decided(ground: &Ground, kind: &str) -> (SurveyId, DecisionId, InitiativeId) {
    let survey = surveyed(ground).await;
    let manager = with_role(ground, Role::Manager, "NORD").await;
    let meeting = forum(ground, kind).await;
    let point = AgendaForm {
        title: "Resultat af målingen".into(),
        ..AgendaForm::default()
    };
    let origin = result(ground, survey, "A");
    add_agenda_item(&ground.app, &manager, meeting, &point.read().unwrap(), origin)
        .await
        .unwrap();
    let found = committees::find_meeting(&ground.app, &manager, meeting).await.unwrap();
    let decision = DecisionForm {
        agenda_item: found.agenda[0].item.id.to_string(),
        text: "Alle grupper får faste morgenmøder.".into(),
        ..DecisionForm::default()
    };
    let decision = committees::add_decision(&ground.app, &manager, meeting, &decision.read().unwrap())
        .await
        .unwrap();
    let content = meetings(ground, "NORD").read().unwrap();
    let initiative = form::add(&ground.app, &manager, &content, Some(Node::Decision(decision)))
        .await
        .unwrap();
    (survey, decision, initiative)
}

#[tokio::test]
async fn a_thread_is_the_same_from_wherever_it_is_walked() {
    on_each_database(async |ground| {
        let (survey, decision, initiative) = decided(&ground, "committee").await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let thread = [
            "Trivselsmåling",
            "Faste morgenmøder",
            "Resultat af målingen",
            "Alle grupper får faste morgenmøder.",
        ];
        let start = Node::Result(result(&ground, survey, "A").unwrap());
        let from_result = chain::thread(&ground.app, &manager, start).await.unwrap();
        assert_eq!(titles(&from_result)[1..], thread[1..]);
        for node in [Node::Decision(decision), Node::Initiative(initiative)] {
            assert_eq!(of(&ground, &manager, node).await, titles(&from_result), "{node:?}");
        }
        let ends = chain::ends(&ground.app, &manager, Node::Initiative(initiative))
            .await
            .unwrap();
        assert!(
            matches!(&ends.came_of[..], [(ChainEnd::Seen(seen), Some(_))] if seen.node == Node::Decision(decision))
        );
        let ends = chain::ends(&ground.app, &manager, Node::Decision(decision))
            .await
            .unwrap();
        assert!(matches!(&ends.became[..], [ChainEnd::Seen(seen)] if seen.node == Node::Initiative(initiative)));
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_read_stands_on_the_thread_without_words() {
    on_each_database(async |ground| {
        let (survey, decision, initiative) = decided(&ground, "leader_meeting").await;
        // The district's initiative is theirs to read; A's result, the leaders' point and its decision are not.
        let employee = with_role(&ground, Role::Employee, "B").await;
        let told = of(&ground, &employee, Node::Initiative(initiative)).await;
        assert_eq!(told, ["…", "Faste morgenmøder", "…"], "neighbours stand together");
        let ends = chain::ends(&ground.app, &employee, Node::Initiative(initiative))
            .await
            .unwrap();
        assert!(matches!(&ends.came_of[..], [(ChainEnd::Hidden, _)]));
        assert!(!ends.may_change);
        for node in [
            Node::Decision(decision),
            Node::Result(result(&ground, survey, "A").unwrap()),
        ] {
            let refused = chain::thread(&ground.app, &employee, node).await;
            assert!(matches!(refused, Err(AppError::NotFound)), "{node:?}");
        }
        // Whoever has no right to initiatives at all learns nothing either.
        let editor = with_role(&ground, Role::Editor, "FK").await;
        let refused = chain::thread(&ground.app, &editor, Node::Initiative(initiative)).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn an_origin_is_said_afterwards_once_never_in_a_ring_and_taken_back() {
    on_each_database(async |ground| {
        let (survey, decision, initiative) = decided(&ground, "committee").await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let (app, to) = (&ground.app, Node::Initiative(initiative));
        let measure = measures::MeasureContent {
            title: "Morgenmøder i A".into(),
            description: String::new(),
            state: MeasureState::Planned,
            plan: MeasurePlan::default(),
        };
        let measure = measures::add(app, &manager, initiative, &measure).await.unwrap();
        let ring = chain::add(app, &manager, to, Some(Node::Measure(measure))).await;
        assert!(matches!(ring, Err(AppError::Invalid(problems)) if problems[0].message == "problem-origin-ring"));
        let twice = chain::add(app, &manager, to, Some(Node::Decision(decision))).await;
        assert!(matches!(twice, Err(AppError::Invalid(problems)) if problems[0].message == "problem-origin-known"));
        let nothing = chain::add(app, &manager, to, None).await;
        assert!(matches!(nothing, Err(AppError::Invalid(problems)) if problems[0].field == "from"));
        let own = Node::Result(result(&ground, survey, "A").unwrap());
        let other = Node::Result(result(&ground, survey, "C").unwrap());
        let out_of_reach = chain::add(app, &manager, to, Some(other)).await;
        assert!(matches!(out_of_reach, Err(AppError::Forbidden)));
        let offered = |typed: &'static str| {
            let manager = manager.clone();
            async move {
                let (_, found) = chain::candidates(app, &manager, to, typed).await.unwrap();
                found.into_iter().map(|one| one.node).collect::<Vec<_>>()
            }
        };
        assert!(offered("gruppe A").await.contains(&own));
        let all = offered("").await;
        assert!(
            !all.contains(&Node::Decision(decision)),
            "what is known is not offered again"
        );
        assert!(!all.contains(&other), "what may not be read is not offered");
        assert!(
            !offered("morgenmøder").await.contains(&Node::Measure(measure)),
            "nothing is offered that closes a ring"
        );
        chain::add(app, &manager, to, Some(own)).await.unwrap();
        let ends = chain::ends(app, &manager, to).await.unwrap();
        assert_eq!(ends.came_of.len(), 2);
        let employee = with_role(&ground, Role::Employee, "A").await;
        for refused in [
            chain::add(app, &employee, to, Some(own)).await,
            chain::remove(app, &employee, to, Some(own)).await,
        ] {
            assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        }
        chain::remove(app, &manager, to, Some(own)).await.unwrap();
        let again = chain::remove(app, &manager, to, Some(own)).await;
        assert!(matches!(again, Err(AppError::NotFound)));
        let tx = app.read(ground.organisation).await.unwrap();
        let kept = store::into_any(&tx, &[to]).await.unwrap();
        let [link] = kept.as_slice() else { panic!("{kept:?}") };
        assert_eq!(
            (link.words.as_str(), link.made_on),
            ("Alle grupper får faste morgenmøder.", Some(app.today()))
        );
    })
    .await;
}

#[tokio::test]
async fn a_source_that_is_removed_leaves_its_words() {
    on_each_database(async |ground| {
        let (_, _, initiative) = decided(&ground, "committee").await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let content = measures::MeasureContent {
            title: "Morgenmøder i A".into(),
            description: String::new(),
            state: MeasureState::Planned,
            plan: MeasurePlan::default(),
        };
        let measure = measures::add(&ground.app, &manager, initiative, &content)
            .await
            .unwrap();
        let grown = meetings(&ground, "A").read().unwrap();
        let grown = form::add(&ground.app, &manager, &grown, Some(Node::Measure(measure)))
            .await
            .unwrap();
        measures::remove(&ground.app, &manager, initiative, measure)
            .await
            .unwrap();
        let ends = chain::ends(&ground.app, &manager, Node::Initiative(grown))
            .await
            .unwrap();
        assert!(matches!(&ends.came_of[..], [(ChainEnd::Gone(words), None)] if words == "Morgenmøder i A"));
        let told = of(&ground, &manager, Node::Initiative(grown)).await;
        assert_eq!(told, ["† Morgenmøder i A", "Faste morgenmøder"]);
    })
    .await;
}

/// What came of a survey, as its page tells it: each with the unit whose result it was.
async fn followed_by(app: &App, who: &Actor, survey: SurveyId) -> Vec<(UnitId, InitiativeId)> {
    let found = followed::find(app, who, survey).await.unwrap();
    let of_unit = |unit: followed::UnitFollowed| {
        let own = unit
            .initiatives
            .into_iter()
            .map(move |one| (unit.unit, one.initiative.id));
        own.collect::<Vec<_>>()
    };
    found.units.into_iter().flat_map(of_unit).collect()
}

/// Three initiatives that came of the results of A and B.
async fn three(ground: &Ground) -> (Actor, SurveyId) {
    let survey = surveyed(ground).await;
    let manager = with_role(ground, Role::Manager, "NORD").await;
    for unit in ["A", "A", "B"] {
        let content = meetings(ground, "NORD").read().unwrap();
        let origin = result(ground, survey, unit).map(Node::Result);
        form::add(&ground.app, &manager, &content, origin).await.unwrap();
    }
    (manager, survey)
}

const FORMER: &str = include_str!("../../../trivsel-store/src/migrations/m0004_followed.sql");

/// Brings the schema back to where it was before the chain, with what was kept then.
fn as_it_was(ground: &Ground) {
    // The databases' own tools take a text that begins with a dash for an option.
    ground.run_sql(FORMER.trim_start_matches(|c| c != '\n'));
    ground.run_sql(
        "insert into survey_initiatives (organisation_id, survey_id, unit_id, initiative_id) \
         select organisation_id, from_survey_id, from_unit_id, to_initiative_id from origins where to_initiative_id is not null",
    );
    // The toolbox's step adds to the chain: it is taken back whole.
    for table in [
        "stair_placements",
        "missed_words",
        "tool_notes",
        "answer_approvals",
        "tool_reviews",
    ] {
        ground.run_sql(&format!("drop table {table}"));
    }
    for table in ["origins", "workshop_plans", "plan_looks", "plan_lines", "plans"] {
        ground.run_sql(&format!("drop table {table}"));
    }
    ground.run_sql("delete from schema_migrations where number in (30, 31, 35, 52)");
}

#[tokio::test]
async fn a_database_of_the_former_version_opens_and_shows_the_same() {
    on_each_database(async |ground| {
        let (manager, survey) = three(&ground).await;
        let before = followed_by(&ground.app, &manager, survey).await;
        assert_eq!(before.len(), 3);
        // A connection that is open may still hold what was read last.
        ground.app.store.close().await.unwrap();
        as_it_was(&ground);
        // The program of today finds the database of yesterday.
        let opened = Store::open(&ground.address).await.unwrap();
        let tx = opened.read(ground.organisation).await.unwrap();
        let links = store::out_of_survey(&tx, survey).await.unwrap();
        assert_eq!(links.len(), 3);
        assert!(
            links.iter().all(|link| link.made_on.is_none()),
            "a day nobody kept is not made up"
        );
        drop(tx);
        assert_eq!(health::check(&opened).await.unwrap(), Vec::<String>::new());
        let clock = Clock::Fixed(ground.app.now());
        let app = App::new(opened, clock, Settings::local(ground.folder.clone()));
        assert_eq!(followed_by(&app, &manager, survey).await, before);
    })
    .await;
}

/// A backup as the former version wrote it: the pairs in tables of their own.
fn former_backup(from: &std::path::Path, to: &std::path::Path) {
    let mut read = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut written = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..read.len() {
        let mut entry = read.by_index(at).unwrap();
        let name = entry.name().to_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if name != "origins.jsonl" {
            written.start_file(name, options).unwrap();
            written.write_all(text.as_bytes()).unwrap();
            continue;
        }
        written.start_file("survey_initiatives.jsonl", options).unwrap();
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let pair = serde_json::json!({
                "organisation_id": row["organisation_id"],
                "survey_id": row["from_survey_id"],
                "unit_id": row["from_unit_id"],
                "initiative_id": row["to_initiative_id"],
            });
            writeln!(written, "{pair}").unwrap();
        }
    }
    written.finish().unwrap();
}

#[tokio::test]
async fn a_backup_of_the_former_version_restores() {
    on_each_database(async |ground| {
        let (manager, survey) = three(&ground).await;
        let before = followed_by(&ground.app, &manager, survey).await;
        let (new, former) = (ground.folder.join("new.zip"), ground.folder.join("former.zip"));
        backup::write(&ground.app.store, &new).await.unwrap();
        former_backup(&new, &former);
        let address = format!("sqlite:{}", ground.folder.join("restored.db").display());
        let restored = Store::open(&address).await.unwrap();
        backup::restore(&restored, &former, ground.app.today()).await.unwrap();
        let tx = restored.read(ground.organisation).await.unwrap();
        let mut found: Vec<(UnitId, InitiativeId)> =
            trivsel_store::followed::initiatives_of(&tx, survey).await.unwrap();
        found.sort();
        let mut before = before;
        before.sort();
        assert_eq!(found, before);
    })
    .await;
}

#[tokio::test]
async fn an_origin_whose_end_is_missing_is_found() {
    on_each_database(async |ground| {
        let (_, survey) = three(&ground).await;
        assert_eq!(health::check(&ground.app.store).await.unwrap(), Vec::<String>::new());
        let gone = ground.sql_id(Uuid::now_v7());
        let of = ground.sql_id(survey.0);
        let change = format!("update origins set from_survey_id = {gone} where from_survey_id = {of}");
        let off = if ground.address.starts_with("sqlite:") {
            "pragma foreign_keys = off;"
        } else {
            "set session_replication_role = replica;"
        };
        ground.run_sql(&format!("{off} {change}"));
        let found = health::check(&ground.app.store).await.unwrap();
        let said = "3 origins name a from_survey_id that is not in surveys";
        assert!(found.iter().any(|line| line == said), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn two_sources_make_one_and_one_makes_two() {
    on_each_database(async |ground| {
        let (_, decision, initiative) = decided(&ground, "committee").await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let content = meetings(&ground, "A").read().unwrap();
        let second = form::add(&ground.app, &manager, &content, Some(Node::Decision(decision)))
            .await
            .unwrap();
        let ends = chain::ends(&ground.app, &manager, Node::Decision(decision))
            .await
            .unwrap();
        assert_eq!(ends.became.len(), 2, "{initiative} and {second}");
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let link = ChainLink::new(
            Node::Decision(decision),
            Node::Initiative(second),
            "",
            ground.app.today(),
        )
        .unwrap();
        assert!(store::add(&tx, &link).await.is_err(), "the same twice");
    })
    .await;
}
