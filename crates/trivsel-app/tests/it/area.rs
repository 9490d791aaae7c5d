//! The work of an area: measures with their own sites, initiatives under initiatives, and the report of it all.

use std::time::Duration;

use trivsel_app::initiatives::content::InitiativeForm;
use trivsel_app::initiatives::criteria::{self, CriterionForm};
use trivsel_app::initiatives::grow::{self, GrowForm};
use trivsel_app::initiatives::measures::{self, MeasureForm};
use trivsel_app::initiatives::moves::{self, MoveForm};
use trivsel_app::initiatives::sites::{self, SiteForm};
use trivsel_app::initiatives::{self, decision_day, decision_written_on, form};
use trivsel_app::{AppError, evaluations};
use trivsel_domain::id::{InitiativeId, MeasureId};
use trivsel_domain::indicator::built_in_id;
use trivsel_domain::initiative::State;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::initiatives as store;

use crate::figures::fill;
use crate::ground::{Ground, on_each_database};

async fn manager(ground: &Ground) -> Actor {
    Actor {
        grants: vec![Grant {
            role: Role::Manager,
            unit: Some(ground.unit("FK")),
        }],
        ..ground.coordinator().await
    }
}

fn typed(ground: &Ground, title: &str, unit: &str, parent: Option<InitiativeId>) -> InitiativeForm {
    InitiativeForm {
        title: title.into(),
        unit: ground.unit(unit).to_string(),
        iglo_level: "group".into(),
        parent: parent.map(|parent| parent.to_string()).unwrap_or_default(),
        ..InitiativeForm::default()
    }
}

async fn written(ground: &Ground, who: &Actor, title: &str, unit: &str, parent: Option<InitiativeId>) -> InitiativeId {
    let form = typed(ground, title, unit, parent);
    form::add(&ground.app, who, &form.read().unwrap(), None).await.unwrap()
}

async fn measure(ground: &Ground, who: &Actor, of: InitiativeId, title: &str) -> MeasureId {
    let form = MeasureForm {
        title: title.into(),
        state: "running".into(),
        ..MeasureForm::default()
    };
    measures::add(&ground.app, who, of, &form.read().unwrap())
        .await
        .unwrap()
}

fn site(ground: &Ground, unit: &str, measure: Option<MeasureId>, on: &str) -> SiteForm {
    SiteForm {
        unit: ground.unit(unit).to_string(),
        measure: measure.map(|id| id.to_string()).unwrap_or_default(),
        stage: "pilot".into(),
        starts_on: on.into(),
        ..SiteForm::default()
    }
}

async fn begin(
    ground: &Ground,
    who: &Actor,
    of: InitiativeId,
    unit: &str,
    measure: Option<MeasureId>,
    on: &str,
) -> Result<(), AppError> {
    let form = site(ground, unit, measure, on).read().unwrap();
    sites::add(&ground.app, who, of, &form).await.map(drop)
}

fn falls(ground: &Ground, measure: Option<MeasureId>) -> CriterionForm {
    CriterionForm {
        title: "Sygefraværet falder".into(),
        measure: measure.map(|id| id.to_string()).unwrap_or_default(),
        measured_by: built_in_id(ground.organisation, "absence_rate").to_string(),
        direction: "decrease".into(),
        ..CriterionForm::default()
    }
}

async fn decide(ground: &Ground, who: &Actor, id: InitiativeId, on: &str) -> Result<(), AppError> {
    let form = MoveForm {
        reason: "Besluttet i MED".into(),
        decided_on: on.into(),
        ..MoveForm::default()
    };
    moves::change_state(&ground.app, who, id, State::Decided, &form.read().unwrap()).await
}

#[tokio::test]
async fn a_criterion_of_a_measure_is_evaluated_where_that_measure_began_and_nowhere_else() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let who = manager(&ground).await;
        let id = written(&ground, &who, "Stolte af faget", "FK", None).await;
        let meetings = measure(&ground, &who, id, "Morgenmøder").await;
        let wishes = measure(&ground, &who, id, "Ønskeplan").await;
        begin(&ground, &who, id, "A", Some(meetings), "01.01.2021")
            .await
            .unwrap();
        begin(&ground, &who, id, "B", Some(wishes), "01.06.2021").await.unwrap();
        let of_meetings = falls(&ground, Some(meetings)).read().unwrap();
        let of_meetings = criteria::add(&ground.app, &who, id, &of_meetings).await.unwrap();
        let of_all = falls(&ground, None).read().unwrap();
        let of_all = criteria::add(&ground.app, &who, id, &of_all).await.unwrap();
        decide(&ground, &who, id, "").await.unwrap();
        let begun = async |criterion| {
            let found = evaluations::evaluate(&ground.app, &who, id, criterion, Duration::MAX).await;
            let units = found.unwrap().1.unwrap().units;
            let (begun, beside): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| unit.start.is_some());
            let named = |units: Vec<evaluations::UnitUsed>| -> Vec<String> {
                units.into_iter().map(|unit| unit.name).collect()
            };
            (named(begun), named(beside))
        };
        let (own, beside) = begun(of_meetings).await;
        assert_eq!(own, ["Gruppe A"]);
        assert!(
            !beside.contains(&"Gruppe B".to_owned()),
            "another measure runs there: {beside:?}"
        );
        let (all, _) = begun(of_all).await;
        assert_eq!(all, ["Gruppe A", "Gruppe B"]);
    })
    .await;
}

#[tokio::test]
async fn a_site_never_lies_in_another_of_the_same_measure_and_what_stood_so_before_is_listed_and_can_be_ended() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let id = written(&ground, &who, "Stolte af faget", "FK", None).await;
        let meetings = measure(&ground, &who, id, "Morgenmøder").await;
        begin(&ground, &who, id, "NORD", None, "01.04.2019").await.unwrap();
        for (unit, on) in [("A", "01.05.2019"), ("FK", "01.03.2019")] {
            let refused = begin(&ground, &who, id, unit, None, on).await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{unit}: {refused:?}");
        }
        begin(&ground, &who, id, "A", Some(meetings), "01.05.2019")
            .await
            .unwrap();
        assert_eq!(sites::list_nested(&ground.app, ground.organisation).await.unwrap(), []);

        ground.begin(id, ground.unit("B"), "2019-06-01").await;
        let nested = sites::list_nested(&ground.app, ground.organisation).await.unwrap();
        let named: Vec<_> = nested
            .iter()
            .map(|site| (site.inner.as_str(), site.outer.as_str()))
            .collect();
        assert_eq!(named, [("Gruppe B", "Gruppe NORD")]);
        let view = initiatives::find(&ground.app, &who, id).await.unwrap();
        let stood = view
            .sites
            .iter()
            .find(|of| of.unit_name == "Gruppe B")
            .unwrap()
            .site
            .clone();
        let ended = SiteForm {
            stage: "ended".into(),
            ends_on: "01.03.2020".into(),
            ..site(&ground, "B", None, "01.06.2019")
        };
        let seen = trivsel_app::seen::SeenMark::of(&stood);
        sites::change(&ground.app, &who, id, stood.id, &seen, &ended.read().unwrap())
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_measure_becomes_an_initiative_of_its_own_with_its_sites_and_criteria_and_both_say_so() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let id = written(&ground, &who, "Stolte af faget", "FK", None).await;
        let meetings = measure(&ground, &who, id, "Morgenmøder").await;
        begin(&ground, &who, id, "A", Some(meetings), "01.05.2019")
            .await
            .unwrap();
        begin(&ground, &who, id, "SYD", None, "01.05.2019").await.unwrap();
        let criterion = falls(&ground, Some(meetings)).read().unwrap();
        criteria::add(&ground.app, &who, id, &criterion).await.unwrap();
        decide(&ground, &who, id, "02.04.2019").await.unwrap();
        let content = GrowForm {
            title: "Morgenmøder i Nord".into(),
            unit: ground.unit("NORD").to_string(),
            follow_ups: Vec::new(),
        };
        let content = content.read().unwrap();
        let grown = grow::grow(&ground.app, &who, id, meetings, &content).await.unwrap();
        let again = grow::grow(&ground.app, &who, id, meetings, &content).await;
        assert!(matches!(again, Err(AppError::Refused("refused-measure-grown"))));

        let old = initiatives::find(&ground.app, &who, id).await.unwrap();
        assert_eq!(old.measures[0].measure.grown_into, Some(grown));
        assert_eq!((old.sites.len(), old.criteria.len(), old.children.len()), (1, 0, 1));
        assert_eq!(old.children[0].begun_in, ["Gruppe A"]);
        let new = initiatives::find(&ground.app, &who, grown).await.unwrap();
        assert_eq!((new.sites.len(), new.criteria.len()), (1, 1));
        assert_eq!(new.initiative.state, State::Running);
        assert_eq!(new.initiative.decided_at, old.initiative.decided_at);
        assert_eq!(new.parent.unwrap().id, id);
        assert!(
            new.criteria[0].criterion.frozen_at.is_some(),
            "what was frozen stays frozen"
        );
        let removed = measures::remove(&ground.app, &who, id, meetings).await;
        assert!(matches!(removed, Err(AppError::Refused("refused-measure-used"))));
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert_eq!(store::family_of(&tx, id, None).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_initiative_lies_under_one_of_its_unit_or_above_and_no_deeper_than_three() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let top = written(&ground, &who, "Området", "FK", None).await;
        let north = written(&ground, &who, "Nord", "NORD", Some(top)).await;
        let group = written(&ground, &who, "Gruppen", "A", Some(north)).await;
        for (unit, parent, wanted) in [
            ("A", group, "problem-parent-too-deep"),
            ("SYD", north, "problem-parent-elsewhere"),
        ] {
            let form = typed(&ground, "For dybt", unit, Some(parent)).read().unwrap();
            match form::add(&ground.app, &who, &form, None).await {
                Err(AppError::Invalid(problems)) => assert_eq!(problems[0].message, wanted),
                other => panic!("{other:?}"),
            }
        }
        let ring = typed(&ground, "Området", "FK", Some(group)).read().unwrap();
        let ring = form::change(&ground.app, &who, top, 1, &ring).await;
        assert!(matches!(ring, Err(AppError::Invalid(_))), "{ring:?}");
        let view = initiatives::find(&ground.app, &who, north).await.unwrap();
        assert_eq!(view.parent.unwrap().id, top);
        assert_eq!(view.children[0].initiative.id, group);
    })
    .await;
}

#[tokio::test]
async fn a_decision_made_before_it_was_written_keeps_both_days() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let id = written(&ground, &who, "Stolte af faget", "FK", None).await;
        assert!(matches!(
            decide(&ground, &who, id, "01.01.2027").await,
            Err(AppError::Invalid(_))
        ));
        decide(&ground, &who, id, "02.04.2019").await.unwrap();
        let of = initiatives::find(&ground.app, &who, id).await.unwrap().initiative;
        assert_eq!(decision_day(&of), Some("2019-04-02".parse().unwrap()));
        assert_eq!(decision_written_on(&of), Some("2026-11-21".parse().unwrap()));
        assert_eq!(of.decided_at, Some(ground.app.now()));

        let today = written(&ground, &who, "Ro på ruten", "FK", None).await;
        decide(&ground, &who, today, "").await.unwrap();
        let of = initiatives::find(&ground.app, &who, today).await.unwrap().initiative;
        assert_eq!(
            (decision_day(&of), decision_written_on(&of)),
            (Some(ground.app.today()), None)
        );
    })
    .await;
}

#[tokio::test]
async fn an_area_that_takes_part_whole_is_held_against_whom_somebody_chose_and_the_history_says_why() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 40), ("B", 50), ("C", 40), ("D", 60)]).await;
        let who = manager(&ground).await;
        let id = written(&ground, &who, "Hele Nord", "NORD", None).await;
        begin(&ground, &who, id, "NORD", None, "01.01.2021").await.unwrap();
        let criterion = falls(&ground, None).read().unwrap();
        let criterion = criteria::add(&ground.app, &who, id, &criterion).await.unwrap();
        decide(&ground, &who, id, "").await.unwrap();
        let comparing = evaluations::find_comparing(&ground.app, &who, id, criterion)
            .await
            .unwrap();
        let offered: Vec<_> = comparing.offers.iter().map(|offer| (offer.unit, offer.units)).collect();
        assert_eq!(offered, [(ground.unit("SYD"), 2)]);
        let chosen = |unit: &str, reason: &str| evaluations::ComparisonForm {
            unit: ground.unit(unit).to_string(),
            reason: reason.into(),
            ..evaluations::ComparisonForm::default()
        };
        let seen = trivsel_app::seen::SeenMark::of(&comparing.criterion);
        let wrong = chosen("A", "Den ligger i området").read().unwrap();
        let wrong = evaluations::choose_comparison(&ground.app, &who, id, criterion, &seen, wrong.as_ref()).await;
        assert!(matches!(wrong, Err(AppError::Invalid(_))), "{wrong:?}");
        let south = chosen("SYD", "Samme slags vagter").read().unwrap();
        evaluations::choose_comparison(&ground.app, &who, id, criterion, &seen, south.as_ref())
            .await
            .unwrap();
        let found = evaluations::evaluate(&ground.app, &who, id, criterion, Duration::MAX).await;
        let evaluation = found.unwrap().1.unwrap();
        let beside: Vec<_> = evaluation.units.iter().filter(|unit| unit.start.is_none()).collect();
        assert_eq!(beside.len(), 2);
        assert_eq!(evaluation.criterion.comparison, south);
        let history = initiatives::history::list(&ground.app, &who, id).await.unwrap();
        let line = history.lines.iter().find(|line| line.verb == "compared").unwrap();
        assert!(line.changes.iter().any(|change| change.after == "Samme slags vagter"));
        assert!(!line.is_after_freeze, "the goal was not moved");
    })
    .await;
}
