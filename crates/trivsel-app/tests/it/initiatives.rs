//! What a decision freezes, and what the history tells of it.

use trivsel_app::AppError;
use trivsel_app::Clock;
use trivsel_app::initiatives::content::InitiativeForm;
use trivsel_app::initiatives::criteria::{self, CriterionForm};
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::moves::{self, MoveForm};
use trivsel_app::initiatives::sites::{self, SiteForm};
use trivsel_app::initiatives::{self, history, view::CriterionView};
use trivsel_app::seen::{self, SeenMark};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::indicator::built_in_id;
use trivsel_domain::initiative::State;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::audit::Change;
use trivsel_store::figures as store;

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

/// An initiative of NORD, with the address of its figures' indicator.
async fn written(ground: &Ground, who: &Actor) -> (InitiativeId, String) {
    let form = InitiativeForm {
        title: "Faste morgenmøder".into(),
        unit: ground.unit("NORD").to_string(),
        iglo_level: "group".into(),
        ..InitiativeForm::default()
    };
    let id = form::add(&ground.app, who, &form.read().unwrap(), None).await.unwrap();
    (id, built_in_id(ground.organisation, "absence_rate").to_string())
}

fn falls(indicator: &str, baseline: &str) -> CriterionForm {
    CriterionForm {
        title: "Sygefraværet falder".into(),
        measured_by: indicator.into(),
        direction: "decrease".into(),
        baseline: baseline.into(),
        ..CriterionForm::default()
    }
}

fn begins(ground: &Ground, on: &str) -> SiteForm {
    SiteForm {
        unit: ground.unit("A").to_string(),
        stage: "pilot".into(),
        starts_on: on.into(),
        ..SiteForm::default()
    }
}

async fn criteria_of(ground: &Ground, who: &Actor, id: InitiativeId) -> Vec<CriterionView> {
    initiatives::find(&ground.app, who, id).await.unwrap().criteria
}

async fn decide(ground: &Ground, who: &Actor, id: InitiativeId) {
    let reason = MoveForm {
        reason: "Besluttet i MED".into(),
        ..MoveForm::default()
    };
    moves::change_state(&ground.app, who, id, State::Decided, &reason.read().unwrap())
        .await
        .unwrap();
}

/// What the newest line about a criterion with this verb says of a field.
async fn told(ground: &Ground, who: &Actor, id: InitiativeId, verb: &str, field: &str) -> Option<Change> {
    let history = history::list(&ground.app, who, id).await.unwrap();
    let line = history
        .lines
        .iter()
        .find(|line| line.subject == "success_criterion" && line.verb == verb)?;
    line.changes.iter().find(|change| change.field == field).cloned()
}

#[tokio::test]
async fn a_decision_writes_down_the_level_before_and_a_start_that_moves_does_not_move_it() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 20), ("B", 30)]).await;
        let who = manager(&ground).await;
        let (id, indicator) = written(&ground, &who).await;
        let site = sites::add(&ground.app, &who, id, &begins(&ground, "01.05.2024").read().unwrap())
            .await
            .unwrap();
        criteria::add(&ground.app, &who, id, &falls(&indicator, "").read().unwrap())
            .await
            .unwrap();
        let before = &criteria_of(&ground, &who, id).await[0];
        assert_eq!(before.criterion.baseline, None, "nothing is frozen before the decision");

        decide(&ground, &who, id).await;
        let frozen = criteria_of(&ground, &who, id).await[0].criterion.clone();
        assert_eq!(frozen.baseline, Some(4.0));
        assert_eq!(frozen.frozen_at, Some(ground.app.now()));
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let series = store::series_of_indicator(&tx, frozen.kind.indicator().unwrap())
            .await
            .unwrap();
        drop(tx);
        assert_eq!(frozen.kind.series(), Some(series[0].id));
        let baseline = told(&ground, &who, id, "frozen", "baseline").await.unwrap();
        assert_eq!((baseline.before.as_str(), baseline.after.as_str()), ("", "4"));

        let shown = sites::find(&ground.app, &who, id, site).await.unwrap();
        let begins_later = SiteForm {
            seen: seen::mark(&shown),
            ..begins(&ground, "01.01.2021")
        };
        sites::change(
            &ground.app,
            &who,
            id,
            site,
            &SeenMark::typed(&begins_later.seen),
            &begins_later.read().unwrap(),
        )
        .await
        .unwrap();
        let moved = &criteria_of(&ground, &who, id).await[0];
        assert_eq!(moved.criterion, frozen);
        let reckoned = moved.figure.as_ref().unwrap().before.unwrap().value;
        assert!(
            (reckoned - 6.0).abs() < 0.01,
            "the figures themselves tell of another year: {reckoned}"
        );

        let measured_by = format!("{indicator}/{}", series[0].id);
        let late = criteria::change(
            &ground.app,
            &who,
            id,
            frozen.id,
            &SeenMark::typed(&falls(&measured_by, "4,5").seen),
            &falls(&measured_by, "4,5").read().unwrap(),
        )
        .await;
        assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
        let form = CriterionForm {
            seen: seen::mark(&frozen),
            ..falls(&measured_by, "4,5")
        };
        criteria::change(
            &ground.app,
            &who,
            id,
            frozen.id,
            &SeenMark::typed(&form.seen),
            &form.read().unwrap(),
        )
        .await
        .unwrap();
        let edited = told(&ground, &who, id, "changed", "baseline").await.unwrap();
        assert_eq!((edited.before.as_str(), edited.after.as_str()), ("4", "4.5"));
    })
    .await;
}

#[tokio::test]
async fn a_level_that_was_typed_is_the_one_that_is_frozen_and_without_figures_there_is_none() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let (id, indicator) = written(&ground, &who).await;
        criteria::add(&ground.app, &who, id, &falls(&indicator, "7,25").read().unwrap())
            .await
            .unwrap();
        criteria::add(&ground.app, &who, id, &falls(&indicator, "").read().unwrap())
            .await
            .unwrap();
        decide(&ground, &who, id).await;
        let found = criteria_of(&ground, &who, id).await;
        assert_eq!(found[0].criterion.baseline, Some(7.25));
        assert_eq!(found[1].criterion.baseline, None);
        assert!(found.iter().all(|view| view.criterion.frozen_at.is_some()));
        assert_eq!(told(&ground, &who, id, "frozen", "baseline").await, None);
    })
    .await;
}

#[tokio::test]
async fn an_added_criterion_had_no_values_before_and_after_the_decision_has_its_level_at_once() {
    on_each_database(async |ground| {
        fill(&ground, &[("A", 20), ("B", 30)]).await;
        let who = manager(&ground).await;
        let (id, indicator) = written(&ground, &who).await;
        decide(&ground, &who, id).await;
        criteria::add(&ground.app, &who, id, &falls(&indicator, "").read().unwrap())
            .await
            .unwrap();
        // Nothing has begun and no start is set: before is up to now, the last year there are figures of.
        assert_eq!(criteria_of(&ground, &who, id).await[0].criterion.baseline, Some(4.0));
        let history = history::list(&ground.app, &who, id).await.unwrap();
        let added: Vec<_> = history.lines.iter().filter(|line| line.verb == "added").collect();
        assert_eq!(added.len(), 2);
        for change in added.iter().flat_map(|line| &line.changes) {
            assert_eq!(change.before, "", "{change:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_writes_down_the_level_before_has_changed_nothing_since() {
    on_each_database(async |mut ground| {
        fill(&ground, &[("A", 20), ("B", 30)]).await;
        // A clock that goes on: every look at it is later than the one before.
        ground.app.clock = Clock::System;
        let who = manager(&ground).await;
        let (id, indicator) = written(&ground, &who).await;
        for title in ["Sygefraværet falder", "Fraværet holdes nede"] {
            let criterion = CriterionForm {
                title: title.into(),
                ..falls(&indicator, "")
            };
            criteria::add(&ground.app, &who, id, &criterion.read().unwrap())
                .await
                .unwrap();
        }
        sites::add(&ground.app, &who, id, &begins(&ground, "01.05.2024").read().unwrap())
            .await
            .unwrap();
        decide(&ground, &who, id).await;
        let view = initiatives::find(&ground.app, &who, id).await.unwrap();
        assert_eq!(
            view.criteria
                .iter()
                .filter(|one| one.criterion.baseline.is_some())
                .count(),
            2
        );
        assert_eq!(view.changes_since_freeze, 0);
        let history = history::list(&ground.app, &who, id).await.unwrap();
        assert!(history.lines.iter().all(|line| !line.is_after_freeze));
        assert!(told(&ground, &who, id, "frozen", "baseline").await.is_some());

        let criterion = view.criteria[0].criterion.id;
        let moved = CriterionForm {
            seen: seen::mark(&view.criteria[0].criterion),
            target: "5,0".into(),
            ..falls(&indicator, "4")
        };
        criteria::change(
            &ground.app,
            &who,
            id,
            criterion,
            &SeenMark::typed(&moved.seen),
            &moved.read().unwrap(),
        )
        .await
        .unwrap();
        let view = initiatives::find(&ground.app, &who, id).await.unwrap();
        assert_eq!(view.changes_since_freeze, 1, "what is changed afterwards is told");
    })
    .await;
}
