//! What followed a survey: remembered with the thing itself, told to those who may see it, taken back again.

use trivsel_app::chain::{self, ChainEnd};
use trivsel_app::committees::{
    self, AgendaForm, CommitteeForm, DecisionForm, MeetingForm, add_agenda_item, remove_agenda_item,
};
use trivsel_app::followed::{self, Followed, LinkForm, OriginForm};
use trivsel_app::initiatives::content::InitiativeForm;
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::{self as use_cases, Filter, history};
use trivsel_app::{AppError, backup, questionnaires};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MeetingId, SurveyId, UnitId};
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::survey::Origin;
use trivsel_store::{Store, followed as store};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};
use crate::waves::{publish, pulse};

/// A published survey of FK with A, B, C and D.
pub(crate) async fn surveyed(ground: &Ground) -> SurveyId {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    questionnaires::seed(&tx, ground.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let means = ["FK", "A", "B", "C", "D"].map(|code| (code, Some(50.0)));
    publish(ground, "2026-10-01", pulse(ground), &means).await
}

pub(crate) async fn with_role(ground: &Ground, role: Role, unit: &str) -> Actor {
    Actor {
        grants: vec![Grant {
            role,
            unit: Some(ground.unit(unit)),
        }],
        ..ground.coordinator().await
    }
}

pub(crate) fn meetings(ground: &Ground, unit: &str) -> InitiativeForm {
    InitiativeForm {
        title: "Faste morgenmøder".into(),
        unit: ground.unit(unit).to_string(),
        iglo_level: "group".into(),
        ..InitiativeForm::default()
    }
}

pub(crate) fn result(ground: &Ground, survey: SurveyId, unit: &str) -> Option<Origin> {
    let unit = ground.unit(unit);
    Some(Origin { survey, unit })
}

/// The initiatives that are told of, each with the unit it is told under.
fn told(followed: &Followed) -> Vec<(UnitId, InitiativeId)> {
    let of_unit = |unit: &followed::UnitFollowed| {
        let own = unit.initiatives.iter().map(|one| one.initiative.id);
        own.map(|id| (unit.unit, id)).collect::<Vec<_>>()
    };
    followed.units.iter().flat_map(of_unit).collect()
}

async fn seen(ground: &Ground, who: &Actor, survey: SurveyId) -> Followed {
    followed::find(&ground.app, who, survey).await.unwrap()
}

#[tokio::test]
async fn an_initiative_remembers_the_result_it_began_with() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        assert!(seen(&ground, &manager, survey).await.units.is_empty());
        let origin = result(&ground, survey, "A");
        let id = form::add(
            &ground.app,
            &manager,
            &meetings(&ground, "NORD").read().unwrap(),
            origin.map(Node::Result),
        )
        .await
        .unwrap();
        assert_eq!(told(&seen(&ground, &manager, survey).await), [(ground.unit("A"), id)]);
        let ends = chain::ends(&ground.app, &manager, Node::Initiative(id)).await.unwrap();
        let [(ChainEnd::Seen(came_of), _)] = ends.came_of.as_slice() else {
            panic!("{ends:?}")
        };
        assert_eq!(came_of.node, Node::Result(origin.unwrap()));
        assert_eq!(came_of.whose, "Gruppe A");
        let history = history::list(&ground.app, &manager, id).await.unwrap();
        assert!(history.lines.iter().any(|line| line.verb == "linked"));
    })
    .await;
}

#[tokio::test]
async fn a_result_out_of_reach_or_unknown_is_refused_and_nothing_is_written() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let begin = async |origin: Option<Origin>| {
            form::add(
                &ground.app,
                &manager,
                &meetings(&ground, "NORD").read().unwrap(),
                origin.map(Node::Result),
            )
            .await
        };
        let out_of_reach = begin(result(&ground, survey, "C")).await;
        assert!(matches!(out_of_reach, Err(AppError::Forbidden)), "{out_of_reach:?}");
        let not_asked = Origin {
            survey,
            unit: UnitId(Uuid::now_v7()),
        };
        assert!(matches!(begin(Some(not_asked)).await, Err(AppError::NotFound)));
        let unknown = result(&ground, SurveyId(Uuid::now_v7()), "A");
        assert!(matches!(begin(unknown).await, Err(AppError::NotFound)));
        let register = use_cases::list(&ground.app, &manager, &Filter::default())
            .await
            .unwrap();
        assert_eq!(register.total, 0, "an initiative was written without its origin");
        for (from_survey, from_unit) in [("x", "y"), (&survey.to_string(), ""), ("", "y")] {
            let form = OriginForm {
                from_survey: from_survey.into(),
                from_unit: from_unit.into(),
                ..OriginForm::default()
            };
            assert!(matches!(form.read(), Err(AppError::NotFound)), "{form:?}");
        }
        assert_eq!(OriginForm::default().read().unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_initiative_is_added_afterwards_once_and_taken_away_again() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let id = form::add(&ground.app, &manager, &meetings(&ground, "NORD").read().unwrap(), None)
            .await
            .unwrap();
        let of = |code: &str| Origin {
            survey,
            unit: ground.unit(code),
        };
        let add = async |who: &Actor, code: &str| followed::add(&ground.app, who, of(code), id).await;
        add(&manager, "B").await.unwrap();
        let twice = add(&manager, "B").await;
        assert!(matches!(&twice, Err(AppError::Invalid(problems)) if problems[0].field == "initiative"));
        let nothing_chosen = LinkForm::default().read(survey).map_err(AppError::from);
        assert!(matches!(&nothing_chosen, Err(AppError::Invalid(problems)) if problems.len() == 2));
        assert!(matches!(add(&manager, "C").await, Err(AppError::Forbidden)));
        for role in [Role::Employee, Role::SafetyRep] {
            let who = with_role(&ground, role, "B").await;
            assert!(seen(&ground, &who, survey).await.offer.is_none());
            assert!(matches!(add(&who, "B").await, Err(AppError::Forbidden)));
            assert!(matches!(
                followed::remove(&ground.app, &who, of("B"), id).await,
                Err(AppError::Forbidden)
            ));
        }
        assert_eq!(told(&seen(&ground, &manager, survey).await), [(ground.unit("B"), id)]);
        followed::remove(&ground.app, &manager, of("B"), id).await.unwrap();
        assert!(seen(&ground, &manager, survey).await.units.is_empty());
        let gone = followed::remove(&ground.app, &manager, of("B"), id).await;
        assert!(matches!(gone, Err(AppError::NotFound)));
        let ends = chain::ends(&ground.app, &manager, Node::Initiative(id)).await.unwrap();
        assert!(ends.came_of.is_empty(), "the initiative itself stays");
    })
    .await;
}

#[tokio::test]
async fn everybody_is_told_of_the_initiatives_they_may_read_and_no_others() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let coordinator = ground.coordinator().await;
        let begin = async |unit: &str, of: &str| {
            let form = meetings(&ground, unit);
            let origin = result(&ground, survey, of);
            form::add(
                &ground.app,
                &coordinator,
                &form.read().unwrap(),
                origin.map(Node::Result),
            )
            .await
            .unwrap()
        };
        let (north, south) = (begin("NORD", "A").await, begin("SYD", "C").await);
        let employee = with_role(&ground, Role::Employee, "B").await;
        // NORD stands above B; its initiatives concern the people there, though A's result is not theirs to see.
        assert_eq!(
            told(&seen(&ground, &employee, survey).await),
            [(ground.unit("A"), north)]
        );
        let ends = chain::ends(&ground.app, &employee, Node::Initiative(north))
            .await
            .unwrap();
        assert!(matches!(ends.came_of[0].0, ChainEnd::Hidden), "{ends:?}");
        let all = told(&seen(&ground, &coordinator, survey).await);
        assert_eq!(all, [(ground.unit("A"), north), (ground.unit("C"), south)]);
    })
    .await;
}

/// A forum of NORD with a meeting to come.
pub(crate) async fn forum(ground: &Ground, kind: &str) -> MeetingId {
    let who = ground.coordinator().await;
    let form = CommitteeForm {
        name: format!("Mødet {kind}"),
        kind: kind.into(),
        unit: ground.unit("NORD").to_string(),
        valid_from: "01.01.2020".into(),
        valid_to: String::new(),
        seen: String::new(),
    };
    let committee = committees::add(&ground.app, &who, &form.read().unwrap()).await.unwrap();
    let meeting = MeetingForm {
        held_on: "01.12.2026".into(),
        ..MeetingForm::default()
    };
    committees::add_meeting(&ground.app, &who, committee, &meeting.read().unwrap())
        .await
        .unwrap()
}

#[tokio::test]
async fn points_are_told_with_their_decision_to_those_who_may_see_the_meeting() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let point = AgendaForm {
            title: "Resultat af målingen".into(),
            text: String::new(),
            seen: String::new(),
        };
        for kind in ["committee", "leader_meeting"] {
            let meeting = forum(&ground, kind).await;
            let origin = result(&ground, survey, "A");
            add_agenda_item(&ground.app, &manager, meeting, &point.read().unwrap(), origin)
                .await
                .unwrap();
            let item = committees::find_meeting(&ground.app, &manager, meeting)
                .await
                .unwrap()
                .agenda[0]
                .item
                .id;
            let decision = DecisionForm {
                agenda_item: item.to_string(),
                text: format!("Besluttet i {kind}"),
                ..DecisionForm::default()
            };
            committees::add_decision(&ground.app, &manager, meeting, &decision.read().unwrap())
                .await
                .unwrap();
        }
        let decided = async |who: &Actor| -> Vec<String> {
            let followed = seen(&ground, who, survey).await;
            let points = followed.units.into_iter().flat_map(|unit| unit.points);
            let mut texts: Vec<String> = points
                .flat_map(|point| point.decisions)
                .map(|decision| decision.text)
                .collect();
            texts.sort();
            texts
        };
        assert_eq!(
            decided(&manager).await,
            ["Besluttet i committee", "Besluttet i leader_meeting"]
        );
        let safety_rep = with_role(&ground, Role::SafetyRep, "NORD").await;
        assert_eq!(decided(&safety_rep).await, ["Besluttet i committee"]);
        assert!(seen(&ground, &safety_rep, survey).await.is_partial);
        let employee = with_role(&ground, Role::Employee, "A").await;
        assert!(seen(&ground, &employee, survey).await.units.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_point_that_came_of_a_result_can_be_taken_off_the_agenda() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let meeting = forum(&ground, "committee").await;
        let point = AgendaForm {
            title: "Resultat af målingen".into(),
            text: String::new(),
            seen: String::new(),
        };
        let out_of_reach = result(&ground, survey, "C");
        let refused = add_agenda_item(&ground.app, &manager, meeting, &point.read().unwrap(), out_of_reach).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let agenda = async || {
            let found = committees::find_meeting(&ground.app, &manager, meeting).await;
            found.unwrap().agenda
        };
        assert!(agenda().await.is_empty(), "a point was written without its origin");
        add_agenda_item(
            &ground.app,
            &manager,
            meeting,
            &point.read().unwrap(),
            result(&ground, survey, "A"),
        )
        .await
        .unwrap();
        let item = agenda().await[0].item.id;
        remove_agenda_item(&ground.app, &manager, meeting, item).await.unwrap();
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert!(store::agenda_items_of(&tx, survey).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_backup_brings_back_what_followed() {
    on_each_database(async |ground| {
        let survey = surveyed(&ground).await;
        let manager = with_role(&ground, Role::Manager, "NORD").await;
        let origin = result(&ground, survey, "A");
        form::add(
            &ground.app,
            &manager,
            &meetings(&ground, "NORD").read().unwrap(),
            origin.map(Node::Result),
        )
        .await
        .unwrap();
        let point = AgendaForm {
            title: "Resultat af målingen".into(),
            text: String::new(),
            seen: String::new(),
        };
        let meeting = forum(&ground, "committee").await;
        add_agenda_item(&ground.app, &manager, meeting, &point.read().unwrap(), origin)
            .await
            .unwrap();
        let archive = ground.folder.join("backup.zip");
        backup::write(&ground.app.store, &archive).await.unwrap();
        let address = format!("sqlite:{}", ground.folder.join("restored.db").display());
        let restored = Store::open(&address).await.unwrap();
        backup::restore(&restored, &archive, ground.app.today()).await.unwrap();
        let before = ground.app.read(ground.organisation).await.unwrap();
        let after = restored.read(ground.organisation).await.unwrap();
        let initiatives = store::initiatives_of(&before, survey).await.unwrap();
        let points = store::agenda_items_of(&before, survey).await.unwrap();
        assert_eq!((initiatives.len(), points.len()), (1, 1));
        assert_eq!(store::initiatives_of(&after, survey).await.unwrap(), initiatives);
        assert_eq!(store::agenda_items_of(&after, survey).await.unwrap(), points);
    })
    .await;
}
