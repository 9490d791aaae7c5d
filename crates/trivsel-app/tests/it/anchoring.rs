//! Whether what was anchored holds: four questions that never stop it, three looks, and what two noes do.

use trivsel_app::initiatives::anchoring::{self, CheckForm};
use trivsel_app::initiatives::moves::{self, MoveForm};
use trivsel_app::initiatives::{self, Filter};
use trivsel_app::overview::overview;
use trivsel_app::seen::SeenMark;
use trivsel_app::{App, AppError, Clock};
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::anchoring::{AnchorCheck, AnchorQuestion};
use trivsel_domain::initiative::{Initiative, State, VitalityReason};
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::initiatives as rows;

use crate::ground::{Ground, on_each_database};

fn on(ground: &Ground, day: &str) -> App {
    App {
        clock: Clock::Fixed(format!("{day}T09:00:00Z").parse().unwrap()),
        ..ground.app.clone()
    }
}

async fn manager(ground: &Ground) -> Actor {
    Actor {
        grants: vec![Grant {
            role: Role::Manager,
            unit: Some(ground.unit("FK")),
        }],
        ..ground.coordinator().await
    }
}

/// An initiative that was anchored on a day, with one of the four things.
async fn anchored(ground: &Ground, who: &Actor, day: &str) -> InitiativeId {
    let running = Initiative {
        state: State::Running,
        lead: Some(who.person),
        ..ground.initiative("Ro ved vagtskiftet")
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    rows::add(&tx, &running).await.unwrap();
    tx.commit().await.unwrap();
    let form = MoveForm {
        reason: "Det kører af sig selv".into(),
        together: "yes".into(),
        both_sides: "no".into(),
        ..MoveForm::default()
    };
    moves::anchor(
        &on(ground, day),
        who,
        running.id,
        &form.read().unwrap(),
        &form.missing(),
    )
    .await
    .unwrap();
    running.id
}

async fn checks(ground: &Ground, id: InitiativeId) -> Vec<AnchorCheck> {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    rows::anchor_checks_of(&tx, id).await.unwrap()
}

fn answers(still_done: &str) -> CheckForm {
    CheckForm {
        still_done: still_done.into(),
        still_owned: "yes".into(),
        still_on_agenda: "yes".into(),
        evaluated: "partly".into(),
        outcome: "goes_on".into(),
        ..CheckForm::default()
    }
}

async fn hold(ground: &Ground, who: &Actor, check: &AnchorCheck, day: &str, still_done: &str) {
    let content = answers(still_done).read().unwrap();
    let seen = SeenMark::of(check);
    anchoring::hold(&on(ground, day), who, check.initiative, check.id, &seen, &content)
        .await
        .unwrap();
}

async fn is_fading(ground: &Ground, who: &Actor, day: &str, id: InitiativeId) -> bool {
    let filter = Filter {
        fading: "on".into(),
        ..Filter::default()
    };
    let app = on(ground, day);
    let listed = initiatives::list(&app, who, &filter).await.unwrap();
    let in_register = listed.rows.iter().any(|row| row.id == id);
    let first_page = overview(&app, who).await.unwrap();
    assert_eq!(in_register, first_page.fading.iter().any(|(fading, _)| *fading == id));
    in_register
}

#[tokio::test]
async fn what_is_missing_does_not_stop_it_and_stands_on_the_first_check() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let id = anchored(&ground, &who, "2026-11-30").await;
        let found = checks(&ground, id).await;
        let days: Vec<String> = found.iter().map(|check| check.due_on.to_string()).collect();
        assert_eq!(days, ["2027-02-28", "2027-05-30", "2027-11-30"]);
        use AnchorQuestion::{BothSides, Evaluation, OnAgenda};
        assert_eq!(found[0].missing, [BothSides, OnAgenda, Evaluation]);
        assert!(found[1].missing.is_empty());
        // It waits with the lead a month before, and not earlier.
        for (day, expected) in [("2027-01-20", 0), ("2027-02-20", 1), ("2027-03-20", 1)] {
            let due = overview(&on(&ground, day), &who).await.unwrap().due;
            assert_eq!(due.len(), expected, "{day}: {due:?}");
        }
        // Whoever has taken it up again is not asked whether it holds.
        let again = on(&ground, "2027-01-10");
        let up_again = MoveForm {
            reason: "Vi tager fat igen".into(),
            ..MoveForm::default()
        };
        moves::change_state(&again, &who, id, State::Running, &up_again.read().unwrap())
            .await
            .unwrap();
        assert!(checks(&ground, id).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_noes_in_a_row_and_it_is_running_out_of_breath() {
    on_each_database(async |ground| {
        let who = manager(&ground).await;
        let id = anchored(&ground, &who, "2026-11-30").await;
        let three = checks(&ground, id).await;
        hold(&ground, &who, &three[0], "2027-02-28", "no").await;
        assert!(
            !is_fading(&ground, &who, "2027-02-28", id).await,
            "one no is not enough"
        );
        hold(&ground, &who, &three[1], "2027-05-30", "no").await;
        assert!(is_fading(&ground, &who, "2027-05-30", id).await);
        let view = initiatives::find(&on(&ground, "2027-05-30"), &who, id).await.unwrap();
        assert!(view.vitality.unwrap().reasons.contains(&VitalityReason::TwoNo));
        hold(&ground, &who, &three[2], "2027-11-30", "yes").await;
        let view = initiatives::find(&on(&ground, "2027-11-30"), &who, id).await.unwrap();
        assert!(!view.vitality.unwrap().reasons.contains(&VitalityReason::TwoNo));
        // Who filled the form in before somebody else saved it is told.
        let content = answers("yes").read().unwrap();
        let late = anchoring::hold(&ground.app, &who, id, three[2].id, &SeenMark::of(&three[2]), &content).await;
        assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
    })
    .await;
}

#[test]
fn a_check_is_answered_whole() {
    for leave_out in ["still_done", "evaluated", "outcome"] {
        let mut form = answers("yes");
        match leave_out {
            "still_done" => form.still_done.clear(),
            "evaluated" => form.evaluated.clear(),
            _ => form.outcome = "somehow".into(),
        }
        let AppError::Invalid(problems) = AppError::from(form.read().unwrap_err()) else {
            panic!("a form is refused by its fields");
        };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].field, leave_out);
    }
}
